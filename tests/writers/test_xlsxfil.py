"""Workbooks, opened with another library than the one that wrote them."""

import io
import os
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ejverkstallda.writers import xlsxfil
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, Cell, CellForLangError, Form, Kolumn, Val, build_workbook

DAG = date(2026, 10, 6)


def book(*rader: list[Cell], kolumner: tuple[Kolumn, ...] = (Kolumn("Text"),), **blad: object) -> Arbetsbok:
    sheet = Blad("Blad", kolumner, rader, **blad)  # type: ignore[arg-type]  # the test gives the right ones
    return Arbetsbok("Prov", DAG, (sheet,))


def opened(bok: Arbetsbok) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(build_workbook(bok)))


def sheet(bok: Arbetsbok) -> Worksheet:
    found = opened(bok).active
    assert isinstance(found, Worksheet)
    return found


def validation(sheet: Worksheet, cell: str) -> DataValidation:
    found: list[DataValidation] = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    assert len(found) == 1
    return found[0]


# Everything that a spreadsheet would calculate, or take for a number, a date or a link.
HOSTILE = [
    "=1+1",
    "+46",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "=cmd|' /C calc'!A0",
    "2026-10",
    "1E5",
    "007",
    "http://a.example",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text_and_nothing_else(text: str) -> None:
    cell = sheet(book([text]))["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_no_formula_and_no_link_is_in_the_file() -> None:
    hostile: list[list[Cell]] = [[t] for t in HOSTILE]
    with ZipFile(io.BytesIO(build_workbook(book(*hostile)))) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in text
        assert "hyperlink" not in text
        assert not any("rels" in name and "sheet" in name for name in archive.namelist())


@given(st.text(max_size=40))
def test_any_text_can_be_opened_and_is_what_was_written_but_for_what_no_workbook_can_hold(text: str) -> None:
    found = sheet(book(["x", text], kolumner=(Kolumn("A"), Kolumn("B"))))["B2"].value
    if "_x" in text:  # openpyxl does not undo the escape that Excel has for it
        return
    assert (found or "") == xlsxfil.clean_text(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\0b", "a\ufffdb"),
        ("a\x0bb\x1f", "a\ufffdb\ufffd"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb\nc", "a\tb\nc"),
        ("\ufffe", "\ufffd"),
    ],
)
def test_forbidden_characters_become_a_visible_sign(text: str, shown: str) -> None:
    assert sheet(book([text]))["A2"].value == shown


def test_dates_and_numbers_are_real() -> None:
    found = sheet(book([date(2019, 1, 31), 12500], kolumner=(Kolumn("D", Form.DATUM), Kolumn("T", Form.TAL))))
    assert found["A2"].value == datetime(2019, 1, 31)  # noqa: DTZ001 — a day, as openpyxl gives it
    assert found["A2"].is_date
    assert found["A2"].number_format == "yyyy-mm-dd"
    assert (found["B2"].value, found["B2"].data_type) == (12500, "n")


def test_the_header_is_frozen_and_text_wraps() -> None:
    found = sheet(book(["x"], fasta=1))
    assert found.freeze_panes == "B2"
    assert found["A2"].alignment.wrap_text
    assert found["A1"].font.b
    assert found.column_dimensions["A"].width == pytest.approx(14, abs=1)


def test_only_open_cells_of_the_rows_can_be_written_in_and_no_password_is_asked_for() -> None:
    found = sheet(book(["x", None], ["y", ""], kolumner=(Kolumn("Låst"), Kolumn("Svar", oppen=True)), skyddat=True))
    assert found.protection.sheet
    assert found.protection.password is None
    assert [found[c].protection.locked for c in ("A1", "B1", "A2", "B2", "A3", "B3", "A4", "B4")] == [
        *(True, True),
        *(True, False),
        *(True, False),
        *(True, True),
    ]


def test_a_drop_down_refuses_another_word_unless_it_is_free() -> None:
    kolumner = (Kolumn("Svar", val=Val(("Ja", "Nej")), feltext="Välj."), Kolumn("Insats", val=Val(("a",), fritt=True)))
    found = sheet(book(["", ""], kolumner=kolumner))
    strict = validation(found, "A2")
    assert (strict.type, strict.formula1, strict.errorStyle, strict.error) == ("list", '"Ja,Nej"', None, "Välj.")
    assert strict.showErrorMessage
    assert not strict.showDropDown  # the file format's name for hiding it
    assert validation(found, "B2").errorStyle == "information"


def test_dates_are_held_to_their_bounds() -> None:
    kolumner = (
        Kolumn("A", Form.DATUM, tidigast="=$B2", senast="=TODAY()", ledtext="Ledtext"),
        Kolumn("B", Form.DATUM, tidigast=date(1900, 1, 1)),
        Kolumn("C", Form.DATUM, senast="=TODAY()"),
        Kolumn("D", Form.DATUM),
    )
    found = sheet(book([None] * 4, kolumner=kolumner, tomma=3))
    both = validation(found, "A2")
    assert (both.type, both.formula1, both.formula2) == ("date", "$B2", "TODAY()")
    assert (both.prompt, str(both.sqref)) == ("Ledtext", "A2:A5")
    assert (validation(found, "B2").operator, validation(found, "B2").formula1) == ("greaterThanOrEqual", "1")
    assert (validation(found, "C2").operator, validation(found, "C2").formula1) == ("lessThanOrEqual", "TODAY()")
    assert not any("D2" in v.sqref for v in found.data_validations.dataValidation)


def test_the_same_content_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = build_workbook(book(["åäö", None], kolumner=(Kolumn("A"), Kolumn("B", Form.DATUM, senast="=TODAY()"))))
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        again = build_workbook(book(["åäö", None], kolumner=(Kolumn("A"), Kolumn("B", Form.DATUM, senast="=TODAY()"))))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert first == again


def test_the_file_tells_nothing_of_who_made_it() -> None:
    properties = opened(book(["x"])).properties
    assert (properties.title, properties.creator, properties.lastModifiedBy) == (
        "Prov",
        "ejverkstallda",
        "ejverkstallda",
    )
    assert properties.created == datetime(2026, 10, 6)  # noqa: DTZ001 — a day, as openpyxl gives it


def test_a_full_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsxfil, "STORSTA_BLAD", 3)
    found = opened(book(["a"], ["b"], ["c"], ["d"], ["e"]))
    assert {s.title: [r[0].value for r in s.iter_rows()] for s in found.worksheets} == {
        "Blad": ["Text", "a", "b"],
        "Blad 2": ["Text", "c", "d"],
        "Blad 3": ["Text", "e"],
    }


def test_a_text_that_no_cell_can_hold_is_refused_with_its_place_and_not_cut() -> None:
    assert sheet(book(["x" * 32_767]))["A2"].value == "x" * 32_767
    with pytest.raises(CellForLangError) as caught:
        build_workbook(book(["kort"], ["\N{GRINNING FACE}" * 16_384]))  # two places each, as Excel counts
    assert (caught.value.blad, caught.value.rad) == ("Blad", 3)


def test_nothing_is_left_behind_when_it_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows() -> Iterator[list[Cell]]:
        yield ["hemligt"]
        (folder,) = tmp_path.iterdir()
        assert os.name == "nt" or folder.stat().st_mode & 0o777 == 0o700
        raise RuntimeError

    with pytest.raises(RuntimeError):
        build_workbook(Arbetsbok("Prov", DAG, (Blad("B", (Kolumn("A"),), rows()),)))
    assert list(tmp_path.iterdir()) == []


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    kolumner = (Kolumn("A", bredd=10), Kolumn("B", bredd=100))
    found = sheet(book(["x", "y"], ["x" * 50, "y"], ["a\nb\nc", "y"], ["x" * 9000, None], kolumner=kolumner))
    assert [found.row_dimensions[n].height for n in (2, 3, 4)] == [None, 90, 45]
    assert found.row_dimensions[5].height == pytest.approx(409, abs=1)  # the most that Excel gives a row
    narrow = sheet(book(["x" * 50, "y"], kolumner=kolumner, bryt=False))
    assert narrow.row_dimensions[2].height is None
