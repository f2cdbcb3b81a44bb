"""Old XLS: every kind of cell as text, hidden sheets, and what nobody should see of the library that reads it."""

from pathlib import Path

import pytest

from ejverkstallda.readers import granser, xlsfil
from ejverkstallda.readers.tabell import Filform, open_tables

HAR = Path(__file__).parent
CELLER = HAR / "celler.xls"
SAMMA = HAR.parent / "dialekter" / "excel97.xls"


def test_every_kind_of_cell_is_text() -> None:
    (table,), told = open_tables(CELLER)
    assert [cells[2] for _, cells in table.rader()] == [
        "191212121212",
        "12.5",
        "ja",
        "nej",
        "2019-01-31",
        "2019-01-31T14:30:00",
        "12:00:00",
        "-5",
        "3000000",
        "äldre [x] <b>",
        "",
    ]
    assert [(b.kod, b.plats) for b in told] == [("blad_dolt", "celler.xls blad Gamla")]
    assert table.plats(2, "värde") == "celler.xls blad Celler rad 2 kolumn värde"


def test_a_hidden_sheet_that_is_asked_for() -> None:
    (table,), told = open_tables(CELLER, Filform(blad=("Gamla",)))
    assert (table.rubriker, told) == (("beslutsnummer",), ())


def test_text_that_was_read_in_the_wrong_encoding(tmp_path: Path) -> None:
    path = tmp_path / "vriden.xls"
    good, wrong = "Söder".encode("latin-1"), "SÃ¶er".encode("latin-1")
    assert good in SAMMA.read_bytes()
    path.write_bytes(SAMMA.read_bytes().replace(good, wrong))
    tables, (brist,) = open_tables(path)
    assert (tables, brist.kod, brist.plats) == ((), "fil_teckenkodning", "vriden.xls rad 6")


@pytest.mark.parametrize("limit", ["BLAD", "SLAGNA"])
def test_more_sheets_or_merged_ranges_than_are_read(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsfil, limit, 0)
    tables, (brist,) = open_tables(SAMMA)
    assert (tables, brist.kod) == ((), "fil_for_stor_uppackad")


def test_a_workbook_larger_than_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsfil, "XLS_FIL", 1000)
    tables, (brist,) = open_tables(SAMMA)
    assert (tables, brist.kod) == ((), "fil_for_stor")
    assert granser.XLS_FIL < granser.XLSX_FIL < granser.TEXTFIL
