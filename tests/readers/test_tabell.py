"""CSV as people save it: encodings, separators, quotes, line ends, headers in any order and case."""

from datetime import date
from pathlib import Path

import pytest
from inlasning import read_import

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers.rader import Beslutsrad
from ejverkstallda.readers.tabell import Lasfel, Rad, fold, open_tables

IDAG = date(2019, 5, 13)
TEXT = "beslutsnummer;beslutsdatum;lag;insats;nämnd\r\nB-1;2019-01-31;LSS;korttidsvistelse;Vård- och omsorgsnämnden\r\n"


def put(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "lista.csv"
    path.write_bytes(text.encode(encoding))
    return path


def rows(folder: Path, text: str, encoding: str = "utf-8") -> list[Rad]:
    (read,), told = open_tables(put(folder, text, encoding))
    assert told == ()
    return [(number, tuple(cells)) for number, cells in read.rader()]


def stopped(folder: Path, text: str) -> Brist:
    """What stops a file, at once or on the way."""
    tables, told = open_tables(put(folder, text))
    if not tables:
        return told[0]
    with pytest.raises(Lasfel) as caught:
        list(tables[0].rader())
    return caught.value.brist


def decisions(folder: Path, text: str, encoding: str = "utf-8") -> list[Beslutsrad]:
    inlast = read_import(put(folder, text, encoding), IDAG)
    assert inlast.nekade == ()
    assert inlast.brister == ()
    return list(inlast.beslut)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text, codec = (f"\ufeff{TEXT}", encoding[:-4]) if encoding.endswith("-bom") else (TEXT, encoding)
    (rad,) = decisions(tmp_path, text, codec)
    assert rad.falt["namnd"] == "Vård- och omsorgsnämnden"


def test_letters_written_as_a_mac_does_are_the_same_letters(tmp_path: Path) -> None:
    decomposed = TEXT.replace("ä", "a\u0308").replace("å", "a\u030a")
    (rad,) = decisions(tmp_path, decomposed)
    assert rad.falt["namnd"] == "Vård- och omsorgsnämnden"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_separators(tmp_path: Path, delimiter: str) -> None:
    (rad,) = decisions(tmp_path, TEXT.replace(";", delimiter))
    assert (rad.beslutsnummer, rad.falt["insats"]) == ("B-1", "korttidsvistelse")


def test_a_separator_within_quotes_belongs_to_the_cell(tmp_path: Path) -> None:
    assert rows(tmp_path, 'a,b\n"x,y;z",2\n')[0][1] == ("x,y;z", "2")


def test_a_line_break_within_quotes_belongs_to_the_cell_and_counts_as_one_row(tmp_path: Path) -> None:
    read = rows(tmp_path, 'a;b\r\n"en\r\ntvå";2\r\nsist;3\r\n')
    assert [cells for _, cells in read] == [("en\r\ntvå", "2"), ("sist", "3")]
    assert [number for number, _ in read] == [2, 3]


def test_doubled_quotes_are_one(tmp_path: Path) -> None:
    assert rows(tmp_path, 'a;b\n"han sa ""nej""";2\n')[0][1][0] == 'han sa "nej"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    read = rows(tmp_path, end.join(["a;b", "1;2", "3;4", ""]))
    assert [cells for _, cells in read] == [("1", "2"), ("3", "4")]


def test_no_line_end_after_the_last_row(tmp_path: Path) -> None:
    assert rows(tmp_path, "a;b\n1;2")[0][1] == ("1", "2")


def test_empty_rows_are_passed_over_but_counted(tmp_path: Path) -> None:
    read = rows(tmp_path, "a;b\n\n;\n1;2\n\n")
    assert [number for number, _ in read] == [4]


def test_column_names_in_any_case_order_and_spelling(tmp_path: Path) -> None:
    text = " Insats ;LAG;Beslutsdatum;KÖN;Verksamhetsområde;Kostnad månad;BeslutsNummer;Gäller-till\n"
    (rad,) = decisions(tmp_path, text + "kontaktperson;lss;20190131;m;Stöd;12 500 kr;B-1;2020-01-31\n")
    assert rad.beslutsnummer == "B-1"
    assert rad.falt["verksamhetsomrade"] == "Stöd"
    assert rad.falt["kostnad_manad"] == 12500
    assert rad.falt["kon"] == "M"
    assert rad.falt["galler_till"] == "2020-01-31"


def test_a_column_without_a_name_is_not_read_and_not_named(tmp_path: Path) -> None:
    inlast = read_import(put(tmp_path, "beslutsnummer;beslutsdatum;lag;insats;;\nB-1;190131;LSS;x;;\n"), IDAG)
    assert inlast.okanda_kolumner == ()
    assert len(inlast.beslut) == 1


def test_too_many_columns(tmp_path: Path) -> None:
    read = stopped(tmp_path, ";".join(f"k{i}" for i in range(201)) + "\n")
    assert read.kod == "fil_csv"
    assert "har 201 kolumner; högst 200" in read.text


def test_a_cell_longer_than_any_text(tmp_path: Path) -> None:
    read = stopped(tmp_path, f"a;b\n1;2\n{'x' * 131_073};2\n")
    assert (read.kod, read.plats) == ("fil_csv", "lista.csv rad 3")


def test_which_kind_follows_from_the_header(tmp_path: Path) -> None:
    events = read_import(put(tmp_path, "Händelse;DATUM;Beslutsnummer\nerbjudande;190131;B-1\n"), IDAG)
    assert events.ar_handelser
    assert [rad.falt["datum"] for rad in events.handelser] == ["2019-01-31"]
    assert not read_import(put(tmp_path, TEXT), IDAG).ar_handelser


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Händelse", "handelse"),
        ("  SKÄL kod ", "skal_kod"),
        ("Gäller-till", "galler_till"),
        ("Återupptagen", "aterupptagen"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
