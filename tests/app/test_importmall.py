"""The import template as somebody opens it."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ejverkstallda.app.importkolumner import BESLUT, HANDELSE_BETYDER, HANDELSER
from ejverkstallda.app.importmall import write_template
from ejverkstallda.app.resultat import AppError
from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.domain.insatser import INSATSER

SHEETS = {"Beslut": BESLUT, "Händelser": HANDELSER}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("mall") / "mall.xlsx"
    write_template(path)
    return openpyxl.load_workbook(path)


def columns(sheet: Worksheet) -> dict[str, str]:
    return {str(c.value): get_column_letter(at) for at, c in enumerate(sheet[1], start=1)}


def number_format(sheet: Worksheet, letter: str) -> str:
    """The form of a column. Columns beside each other that are alike are written, and read, as one."""
    at = column_index_from_string(letter)
    (found,) = (d for d in sheet.column_dimensions.values() if (d.min or 0) <= at <= (d.max or 0))
    return str(found.number_format)


def held(sheet: Worksheet, letter: str) -> DataValidation | None:
    found: Iterator[DataValidation] = (v for v in sheet.data_validations.dataValidation if f"{letter}2" in v.sqref)
    return next(found, None)


def test_it_has_the_contracts_columns_and_no_data(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Beslut", "Händelser", "Hjälp"]
    for name, wanted in SHEETS.items():
        sheet = book[name]
        assert list(columns(sheet)) == [k.namn for k in wanted]
        assert sheet.max_row == 1
        assert sheet.freeze_panes == "B2"


def test_every_code_is_chosen_from_a_list(book: openpyxl.Workbook) -> None:
    for name, wanted in SHEETS.items():
        for kolumn in wanted:
            if not kolumn.koder:
                continue
            found = held(book[name], columns(book[name])[kolumn.namn])
            assert found is not None, kolumn.namn
            assert (found.type, found.formula1) == ("list", f'"{",".join(kolumn.koder)}"')
            assert found.errorStyle in {None, "stop"}
    assert "makulerad" not in {k for kolumn in HANDELSER for k in kolumn.koder}
    assert "felregistrerad" not in {k for kolumn in HANDELSER for k in kolumn.koder}


def test_days_are_days_and_those_of_what_has_happened_not_in_the_future(book: openpyxl.Workbook) -> None:
    seen = {}
    for name in SHEETS:
        for namn, letter in columns(book[name]).items():
            found = held(book[name], letter)
            if found is not None and found.type == "date":
                seen[namn] = found.formula2
                assert number_format(book[name], letter) == "yyyy-mm-dd"
    past = {"beslutsdatum", "ansokningsdatum", "datum", "vantan_start"}
    assert {n for n, last in seen.items() if last == "TODAY()"} == past
    assert seen.keys() - past == {"galler_till", "fran", "till", "planerat_datum"}


@pytest.mark.parametrize(
    ("sheet", "namn"),
    [
        *(("Beslut", n) for n in ("beslutsnummer", "personnummer", "bosattningskommun", "tidigare_nummer", "ersatter")),
        *(("Händelser", n) for n in ("beslutsnummer", "kvartal", "handelse_id", "diarienummer")),
    ],
)
def test_what_looks_like_a_number_is_text_wherever_it_is_written(
    book: openpyxl.Workbook, sheet: str, namn: str
) -> None:
    assert number_format(book[sheet], columns(book[sheet])[namn]) == "@"


def test_a_known_insats_can_be_chosen_and_another_written(book: openpyxl.Workbook) -> None:
    found = held(book["Beslut"], columns(book["Beslut"])["insats"])
    assert found is not None
    assert found.errorStyle == "information"
    where = str(found.formula1).removeprefix("'Hjälp'!").replace("$", "")
    offered = [c.value for (c,) in book["Hjälp"][where]]
    assert sorted(offered) == sorted(i.etikett for i in INSATSER)


def test_the_help_explains_every_column_and_every_event(book: openpyxl.Workbook) -> None:
    rows = [tuple(c.value for c in row) for row in book["Hjälp"].iter_rows(min_row=2)]
    for name, wanted in SHEETS.items():
        explained = {str(r[1]): r for r in rows if r[0] == f"Bladet {name}"}
        assert list(explained) == [k.namn for k in wanted]
        assert all(r[3] and r[4] for r in explained.values())
        assert {n for n, r in explained.items() if r[2] == "ja"} == {k.namn for k in wanted if k.kravs}
    assert {k.namn for k in BESLUT if k.kravs} == {"beslutsnummer", "beslutsdatum", "lag", "insats"}
    assert {k.namn for k in HANDELSER if k.kravs} == {"beslutsnummer", "datum", "handelse"}
    events = [r[1] for r in rows if r[0] == "Händelse"]
    assert set(events) == {s.value for s in Handelseslag} - {"makulerad"} == {s.value for s in HANDELSE_BETYDER}
    assert book["Hjälp"].protection.sheet


def test_no_row_of_the_help_looks_like_the_header_of_a_table(book: openpyxl.Workbook) -> None:
    """Reading looks for a row with two names it knows; the help's rows have one each."""
    names = {k.namn for k in (*BESLUT, *HANDELSER)}
    for row in book["Hjälp"].iter_rows():
        assert len([c for c in row if str(c.value).casefold() in names]) <= 1


def test_the_template_is_the_same_every_time_and_never_written_over(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_template(first)
    write_template(second)
    assert first.read_bytes() == second.read_bytes()
    first.write_bytes(b"ifylld")
    with pytest.raises(AppError) as caught:
        write_template(first)
    assert [b.kod for b in caught.value.brister] == ["fil_finns_redan"]
    assert first.read_bytes() == b"ifylld"
    write_template(first, skriv_over=True)
    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(AppError) as caught:
        write_template(tmp_path / "mall.csv")
    assert [b.kod for b in caught.value.brister] == ["filnamn_ej_xlsx"]
