"""The same five decisions in every form that somebody may save them in are the same five rows."""

from pathlib import Path

import pytest

from ejverkstallda.readers.tabell import Filform, open_tables

DIALEKTER = Path(__file__).parents[1] / "dialekter"
KANDA = frozenset({"beslutsnummer", "beslutsdatum", "lag", "insats"})
KOLUMNER = ("beslutsnummer", "beslutsdatum", "lag", "insats", "enhet", "kostnad_manad", "kommentar")
RADER = [
    ["D-101", "2019-01-31", "LSS", "Korttidsvistelse", "Enhet Norr", "12500", "Väntar på plats; två erbjudna"],
    ["D-102", "2019-02-28", "LSS", "Kontaktperson", "Enhet Norr", "900", 'Säger "nej tack", vill vänta'],
    ["D-103", "2018-11-09", "SoL", "Särskilt boende", "Enhet Söder", "61000", "Rad ett\nrad två"],
    ["D-104", "2018-12-24", "SoL", "Dagverksamhet", "Enhet Öst", "4300", ""],
    ["D-105", "2019-03-01", "LSS", "Bostad med särskild service", "Enhet Öst", "88000", "Återkommer i maj"],
]
FORSTA_RAD = {"utf8_titelrader.csv": 5, "utf8_sep.csv": 3, "excel.xlsx": 6, "excel97.xls": 4}
"""The number of the first decision's row, as people see it in the file; 2 in the others, 1 in JSON."""
SUMMOR = {
    "utf8_titelrader.csv": "utf8_titelrader.csv rad 11",
    "excel.xlsx": "excel.xlsx blad Beslut rad 12",
    "excel97.xls": "excel97.xls rad 10",
}


@pytest.mark.parametrize("path", sorted(p for p in DIALEKTER.iterdir() if p.is_file()), ids=lambda path: path.name)
def test_every_dialect_gives_the_same_rows(path: Path) -> None:
    tables, told = open_tables(path, Filform(kanda=KANDA))
    table = tables[0]
    assert table.kolumner[:7] == KOLUMNER
    assert [list(cells) for _, cells in table.rader()] == RADER
    first = 1 if path.suffix == ".json" else FORSTA_RAD.get(path.name, 2)
    assert [number for number, _ in table.rader()] == list(range(first, first + 5))
    assert [(b.kod, b.plats) for b in told] == [("summarad", place) for place in [SUMMOR.get(path.name)] if place]


def test_the_dialects_are_many() -> None:
    assert len([p for p in DIALEKTER.iterdir() if p.is_file()]) >= 15


def test_a_sheet_is_named_in_places_only_where_there_are_several() -> None:
    (beslut, forklaring), _ = open_tables(DIALEKTER / "excel.xlsx", Filform(kanda=KANDA))
    assert beslut.plats(6, "Lag") == "excel.xlsx blad Beslut rad 6 kolumn Lag"
    assert forklaring.plats(1) == "excel.xlsx blad Förklaring rad 1"
    (ensam,), _ = open_tables(DIALEKTER / "openpyxl.xlsx", Filform(kanda=KANDA))
    assert ensam.plats(2, "Lag") == "openpyxl.xlsx rad 2 kolumn Lag"
    assert ensam.blad == "Sheet"


def test_a_profile_may_name_the_sheets() -> None:
    (only,), told = open_tables(DIALEKTER / "excel.xlsx", Filform(blad=("beslut",), kanda=KANDA))
    assert (only.blad, only.rubrikrad) == ("Beslut", 4)
    assert [b.kod for b in told] == ["summarad"]


def test_a_profile_may_say_encoding_and_separator() -> None:
    form = Filform(kodning="cp1252", avgransare=";", kanda=KANDA)
    (table,), _ = open_tables(DIALEKTER / "cp1252.csv", form)
    assert [list(cells) for _, cells in table.rader()] == RADER
