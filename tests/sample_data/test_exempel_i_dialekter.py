"""A quarter of the sample municipality in every format and encoding that lists come in: the same register."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from granhamn import NAMNDER, SAMPLE

from ejverkstallda.app.importera import import_files
from ejverkstallda.app.register import create
from ejverkstallda.app.sammanhang import Sammanhang

IDAG = date(2024, 6, 10)
Rows = Sequence[Sequence[str]]


def written(name: str) -> Rows:
    with (SAMPLE / "2023Q1" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


BESLUT, HANDELSER = written("beslut.csv"), written("handelser.csv")


def as_text(encoding: str, delimiter: str = ";", end: str = "\r\n", title: str = "") -> Callable[[Path, Rows], Path]:
    def write(path: Path, rows: Rows) -> Path:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
        target = path.with_suffix(".csv")
        target.write_bytes((title + out.getvalue()).encode(encoding))
        return target

    return write


def as_book(*, titled: bool = False, typed: bool = False) -> Callable[[Path, Rows], Path]:
    def write(path: Path, rows: Rows) -> Path:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        if titled:
            page.append(["Uttag ur verksamhetssystemet"])
            page.append([])
        days = {i for i, name in enumerate(rows[0]) if "datum" in name} if typed else set()
        page.append(list(rows[0]))
        for row in rows[1:]:
            cells = [
                date.fromisoformat(v) if i in days and len(v) == len("2024-01-01") else v for i, v in enumerate(row)
            ]
            page.append([c if c != "" else None for c in cells])
        target = path.with_suffix(".xlsx")
        book.save(target)
        return target

    return write


def as_json(path: Path, rows: Rows) -> Path:
    target = path.with_suffix(".json")
    posts = [{k: v for k, v in zip(rows[0], row, strict=True) if v} for row in rows[1:]]
    target.write_text(json.dumps({"poster": posts}, ensure_ascii=False), "utf-8")
    return target


DIALEKTER: dict[str, Callable[[Path, Rows], Path]] = {
    "utf8_bom": as_text("utf-8-sig"),
    "utf8_komma": as_text("utf-8", ","),
    "utf8_radbrytningar_unix": as_text("utf-8", end="\n"),
    "cp1252": as_text("cp1252"),
    "latin1_tab": as_text("latin-1", "\t"),
    "utf16_le": as_text("utf-16"),
    "utf16_be": as_text("utf-16-be", title="\ufeff"),
    "rubrik_ovanfor": as_text("utf-8-sig", title="Uttag ur verksamhetssystemet\r\n\r\n"),
    "xlsx": as_book(),
    "xlsx_datum_och_rubrik": as_book(titled=True, typed=True),
    "json": as_json,
}


def read_in(folder: Path, *files: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read files into an empty register and return what it holds, but for when and by whom."""
    folder.mkdir(exist_ok=True)
    path = folder / "register.db"
    create(Sammanhang(str(path), IDAG, "provaren", "prov"), "Granhamns kommun", NAMNDER, None, "2023Q1")
    read = import_files(Sammanhang(str(path), IDAG, "provaren", "prov"), files)
    assert not read.nekat, read.brister[:5]
    queries = {
        "beslut": "SELECT * FROM beslut ORDER BY kallsystem, beslutsnummer",
        "handelse": (
            "SELECT b.beslutsnummer, h.datum, h.slag, h.text, h.avtryck"
            " FROM handelse h JOIN beslut b ON b.id = beslut_id ORDER BY 1, 5"
        ),
        "vantan": (
            "SELECT b.beslutsnummer, v.slag, v.start, v.gransdag, v.slut_datum, v.forst, v.bevakas"
            " FROM vantan v JOIN beslut b ON b.id = beslut_id ORDER BY 1, 3"
        ),
    }
    with sqlite3.connect(path) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    found = read_in(
        tmp_path_factory.mktemp("utgang"), SAMPLE / "2023Q1" / "beslut.csv", SAMPLE / "2023Q1" / "handelser.csv"
    )
    assert len(found["beslut"]) == len(BESLUT) - 1
    assert len(found["handelse"]) == len(HANDELSER) - 1
    return found


@pytest.mark.parametrize("name", DIALEKTER)
def test_the_sample_in_every_dialect_gives_the_same_register(
    tmp_path: Path, name: str, wanted: dict[str, list[tuple[object, ...]]]
) -> None:
    files = [DIALEKTER[name](tmp_path / stem, rows) for stem, rows in (("beslut", BESLUT), ("handelser", HANDELSER))]
    assert read_in(tmp_path / "register", *files) == wanted
