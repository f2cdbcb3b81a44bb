"""The tables of a document as CSV, workbook and JSON: worked out by hand from a small document."""

import csv
import io
import json
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Block,
    Dokument,
    Faltlista,
    Figur,
    Kolumn,
    Notering,
    Papper,
    Rubrik,
    Serie,
    Sidhuvud,
    Stycke,
    Tabell,
)
from ejverkstallda.writers.papper_csv import render_csv
from ejverkstallda.writers.papper_json import render_json
from ejverkstallda.writers.papper_xlsx import render_xlsx
from ejverkstallda.writers.tabellutdrag import cell_value, extract_tables
from ejverkstallda.writers.xlsxfil import CellForLangError

ANTAL = Kolumn("Antal", 1.0, "hoger")
SUMMOR = Tabell((Kolumn("Grupp"), ANTAL), (("Nya", "1\u00a0234"), ("Verkställda", "–"), ("=1+1", "2,5")))
ARENDEN = Arendelista(
    (Kolumn("Beslut nr"), Kolumn("Beslutsdatum"), Kolumn("Dagar", 1.0, "hoger")),
    (
        Arendeblock(
            ("0123", "2019-01-31", "42"),
            (Notering(date(2019, 2, 1), "Väntar"), Notering(date(2019, 2, 1), "=HYPERLINK(1)")),
        ),
        Arendeblock(("0123", "2018-12-01, avbrott 2019-01-02", "7")),
    ),
)


def dokument(*block: Block) -> Dokument:
    return Dokument("Rapporten", Sidhuvud("Statistikrapport", datum=date(2019, 5, 13), namnd="Nämnden"), (), block)


HELT = dokument(
    Stycke("Text"),
    Rubrik("Summor"),
    SUMMOR,
    Tabell((Kolumn("A"), Kolumn("Från")), (("x", "2019-02-29"), ("y", "2019-02-28")), radrubrik=False),
    Rubrik("Nya"),
    ARENDEN,
    Faltlista((("Slag", "Ny"),), "Om"),
)


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def book(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    made = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in made}


def test_csv_has_a_row_per_cell_and_no_formula() -> None:
    assert rows(render_csv(HELT)) == [
        ["avsnitt", "tabell", "rad", "kolumn", "varde"],
        ["Summor", "Tabell", "Nya", "Antal", "1234"],
        ["Summor", "Tabell", "Verkställda", "Antal", ""],
        ["Summor", "Tabell", "'=1+1", "Antal", "2,5"],
        ["Summor", "A", "1", "A", "x"],
        ["Summor", "A", "1", "Från", "2019-02-29"],
        ["Summor", "A", "2", "A", "y"],
        ["Summor", "A", "2", "Från", "2019-02-28"],
        ["Nya", "Ärenden", "1", "Beslut nr", "0123"],
        ["Nya", "Ärenden", "1", "Beslutsdatum", "2019-01-31"],
        ["Nya", "Ärenden", "1", "Dagar", "42"],
        ["Nya", "Ärenden", "1", "Notering 2019-02-01", "Väntar"],
        ["Nya", "Ärenden", "1", "Notering 2019-02-01 (2)", "'=HYPERLINK(1)"],
        ["Nya", "Ärenden", "2", "Beslut nr", "0123"],
        ["Nya", "Ärenden", "2", "Beslutsdatum", "2018-12-01, avbrott 2019-01-02"],
        ["Nya", "Ärenden", "2", "Dagar", "7"],
        ["Nya", "Om", "Slag", "Svar", "Ny"],
    ]


def test_the_workbook_has_a_sheet_per_table_with_numbers_and_dates() -> None:
    made = book(render_xlsx(HELT))
    assert list(made) == ["Om dokumentet", "Summor", "A", "Nya", "Om", "Noteringar"]
    assert made["Summor"] == [("Grupp", "Antal"), ("Nya", 1234), ("Verkställda", None), ("=1+1", 2.5)]
    assert made["A"][1:] == [("x", "2019-02-29"), ("y", "2019-02-28")]
    assert made["Nya"][1:] == [("0123", "2019-01-31", 42), ("0123", "2018-12-01, avbrott 2019-01-02", 7)]
    assert made["Noteringar"][1:] == [
        ("Nya", "0123", datetime(2019, 2, 1), "Väntar"),  # noqa: DTZ001 — a workbook knows no time zone
        ("Nya", "0123", datetime(2019, 2, 1), "=HYPERLINK(1)"),  # noqa: DTZ001
    ]
    assert made["Om dokumentet"][1:] == [
        ("Titel", "Rapporten"),
        ("Slag", "Statistikrapport"),
        ("Nämnd", "Nämnden"),
        ("Datum", "2019-05-13"),
        ("Blad ”Summor”", "Summor"),
        ("Blad ”A”", "Summor: A"),
        ("Blad ”Nya”", "Nya"),
        ("Blad ”Om”", "Nya: Om"),
    ]


def test_a_column_of_days_is_days_and_nothing_in_a_workbook_is_a_formula() -> None:
    content = render_xlsx(dokument(Rubrik("=1+1"), Tabell((Kolumn("Dag"),), (("2019-02-28",), ("–",)))))
    made = openpyxl.load_workbook(io.BytesIO(content))
    assert made["=1+1"]["A2"].value == datetime(2019, 2, 28)  # noqa: DTZ001
    assert made["=1+1"]["A2"].number_format == "yyyy-mm-dd"
    assert all(cell.data_type != "f" for sheet in made for row in sheet.iter_rows() for cell in row)


def test_most_days_make_a_column_of_days_and_the_others_stay_text() -> None:
    days = tuple((text,) for text in ("2019-02-28", "2019-03-01", "2018-12-01, avbrott 2019-01-02"))
    made = openpyxl.load_workbook(io.BytesIO(render_xlsx(dokument(Rubrik("D"), Tabell((Kolumn("Dag"),), days)))))
    assert [made["D"][place].data_type for place in ("A2", "A3", "A4")] == ["d", "d", "s"]
    few = (("2019-02-28",), ("Verkställt 2019-03-01",))
    assert book(render_xlsx(dokument(Rubrik("D"), Tabell((Kolumn("Dag"),), few))))["D"][1] == ("2019-02-28",)


def test_sheets_get_names_that_excel_takes_no_two_alike() -> None:
    long_ = "Tidigare rapporterade beslut verkställda i kvartalet"
    table = Tabell((ANTAL,), (("1",),))
    blocks = [b for text in (long_, long_, "[*]", "History", "'om dokumentet'") for b in (Rubrik(text), table)]
    names = list(book(render_xlsx(dokument(*blocks))))
    assert names == [
        "Om dokumentet",
        "Tidigare rapporterade beslut v…",
        "Tidigare rapporterade besl… (2)",
        "Tabell",
        "History (2)",
        "om dokumentet (2)",
    ]
    assert all(len(name) <= 31 for name in names)


def test_the_sheets_of_the_papers_are_told_apart_by_what_they_hold() -> None:
    table = Tabell((Kolumn("Väntetid"), ANTAL), (("3", "1"),))
    figure = Figur("staplar", "Hur länge besluten har väntat, månader", "Diagram", ("3",), (Serie("Antal", (1,)),))
    made = dokument(
        *(Rubrik("Tidigare rapporterade beslut: verkställda"), ARENDEN),
        *(Rubrik("Tidigare rapporterade beslut: avslutade utan verkställighet"), ARENDEN),
        *(Rubrik("Tidigare rapporterade beslut: fortsatt ej verkställda"), ARENDEN),
        *(Rubrik("Beslut: hur länge de har väntat"), SUMMOR, figure, table),
        *(Rubrik("Avbrott: hur länge de har väntat"), SUMMOR, table),
    )
    assert list(book(render_xlsx(made)))[1:-1] == [
        *("Verkställda", "Avslutade", "Kvarstående"),
        *("Beslut väntetid", "Beslut väntetid, månader"),
        *("Avbrott väntetid", "Avbrott Väntetid (2)"),
    ]
    assert [t.namn for t in extract_tables(made)][-4:] == ["Tabell", figure.rubrik, "Tabell", "Väntetid"]


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(CellForLangError):
        render_xlsx(dokument(Tabell((Kolumn("Text"),), (("x" * 32_768,),))))


def test_json_is_in_one_form() -> None:
    content = render_json("statistik", Papper(dokument(Stycke("Åtta")), {"b": 1, "a": date(2019, 1, 2)}))
    assert content == render_json("statistik", Papper(dokument(Stycke("Åtta")), {"a": date(2019, 1, 2), "b": 1}))
    value = json.loads(content)
    assert list(value) == ["dokument", "innehall", "papper", "version"]
    assert (value["version"], value["papper"], value["innehall"]) == (1, "statistik", {"a": "2019-01-02", "b": 1})
    assert value["dokument"]["block"] == [{"block": "stycke", "stil": "brod", "text": "Åtta"}]
    assert "Åtta".encode() in content
    assert json.loads(render_json("statistik", Papper(dokument(), None)))["innehall"] is None


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_csv(HELT) == render_csv(HELT)
    assert render_xlsx(HELT) == render_xlsx(HELT)
    assert render_json("x", Papper(HELT, None)) == render_json("x", Papper(HELT, None))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("12", 12),
        ("1 234 567", 1234567),
        ("\N{MINUS SIGN}3", -3),
        ("-3,25", -3.25),
        ("färre än 4", "färre än 4"),
        ("12 34", "12 34"),
        ("", None),
        ("2019-13-01", "2019-13-01"),
        ("2019-12-01", date(2019, 12, 1)),
    ],
)
def test_what_a_cell_of_numbers_holds(text: str, held: object) -> None:
    value = cell_value(text, ANTAL)
    assert (type(value), value) == (type(held), held)


def test_a_number_to_the_left_is_a_name() -> None:
    assert cell_value("0123", Kolumn("Beslut nr")) == "0123"


def test_a_document_without_tables_has_none() -> None:
    assert extract_tables(dokument(Stycke("Text"))) == ()
    assert rows(render_csv(dokument(Stycke("Text")))) == [["avsnitt", "tabell", "rad", "kolumn", "varde"]]
    assert list(book(render_xlsx(dokument(Stycke("Text"))))) == ["Om dokumentet"]
