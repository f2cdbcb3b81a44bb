"""CSV as people save it: encodings, separators, quotes, line ends, headers in any order and case."""

from datetime import date
from pathlib import Path

import pytest

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers.helfil import Tabell, read_table
from ejverkstallda.readers.rader import Beslutsrad, read_import
from ejverkstallda.readers.tabell import fold

IDAG = date(2019, 5, 13)
TEXT = "beslutsnummer;beslutsdatum;lag;insats;nämnd\r\nB-1;2019-01-31;LSS;korttidsvistelse;Vård- och omsorgsnämnden\r\n"


def put(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "lista.csv"
    path.write_bytes(text.encode(encoding))
    return path


def table(folder: Path, text: str, encoding: str = "utf-8") -> Tabell:
    read = read_table(put(folder, text, encoding))
    assert isinstance(read, Tabell)
    return read


def decisions(folder: Path, text: str, encoding: str = "utf-8") -> list[Beslutsrad]:
    inlast = read_import(put(folder, text, encoding), IDAG)
    assert inlast.nekade == ()
    assert inlast.brister == ()
    return [rad for _, rad in inlast.beslut]


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
    read = table(tmp_path, 'a,b\n"x,y;z",2\n')
    assert read.rader[0].celler == ("x,y;z", "2")


def test_a_line_break_within_quotes_belongs_to_the_cell_and_counts_as_one_row(tmp_path: Path) -> None:
    read = table(tmp_path, 'a;b\r\n"en\r\ntvå";2\r\nsist;3\r\n')
    assert [rad.celler for rad in read.rader] == [("en\r\ntvå", "2"), ("sist", "3")]
    assert [rad.rad for rad in read.rader] == [2, 3]


def test_doubled_quotes_are_one(tmp_path: Path) -> None:
    assert table(tmp_path, 'a;b\n"han sa ""nej""";2\n').rader[0].celler[0] == 'han sa "nej"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    read = table(tmp_path, end.join(["a;b", "1;2", "3;4", ""]))
    assert [rad.celler for rad in read.rader] == [("1", "2"), ("3", "4")]


def test_no_line_end_after_the_last_row(tmp_path: Path) -> None:
    assert table(tmp_path, "a;b\n1;2").rader[0].celler == ("1", "2")


def test_empty_rows_are_passed_over_but_counted(tmp_path: Path) -> None:
    read = table(tmp_path, "a;b\n\n;\n1;2\n\n")
    assert [rad.rad for rad in read.rader] == [4]


def test_column_names_in_any_case_order_and_spelling(tmp_path: Path) -> None:
    text = " Insats ;LAG;Beslutsdatum;KÖN;Verksamhetsområde;Kostnad månad;BeslutsNummer;Gäller-till\n"
    (rad,) = decisions(tmp_path, text + "kontaktperson;lss;20190131;m;Stöd;12 500 kr;B-1;2020-01-31\n")
    assert rad.beslutsnummer == "B-1"
    assert rad.falt["verksamhetsomrade"] == "Stöd"
    assert rad.falt["kostnad_manad"] == 12500
    assert rad.falt["kon"] == "M"
    assert rad.falt["galler_till"] == date(2020, 1, 31)


def test_a_column_without_a_name_is_not_read_and_not_named(tmp_path: Path) -> None:
    inlast = read_import(put(tmp_path, "beslutsnummer;beslutsdatum;lag;insats;;\nB-1;190131;LSS;x;;\n"), IDAG)
    assert inlast.okanda_kolumner == ()
    assert len(inlast.beslut) == 1


def test_too_many_columns(tmp_path: Path) -> None:
    read = read_table(put(tmp_path, ";".join(f"k{i}" for i in range(201)) + "\n"))
    assert isinstance(read, Brist)
    assert read.kod == "fil_csv"
    assert "har 201 kolumner; högst 200" in read.text


def test_a_cell_longer_than_any_text(tmp_path: Path) -> None:
    read = read_table(put(tmp_path, f"a;b\n1;2\n{'x' * 131_073};2\n"))
    assert isinstance(read, Brist)
    assert (read.kod, read.plats) == ("fil_csv", "lista.csv rad 3")


def test_which_kind_follows_from_the_header(tmp_path: Path) -> None:
    events = read_import(put(tmp_path, "Händelse;DATUM;Beslutsnummer\nerbjudande;190131;B-1\n"), IDAG)
    assert events.ar_handelser
    assert [rad.handelse.datum for _, rad in events.handelser] == [date(2019, 1, 31)]
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
