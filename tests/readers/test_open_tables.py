"""What open_tables promises: rows anew each time, numbered as people see them, headers found, totals told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ejverkstallda.domain.brister import Allvar
from ejverkstallda.readers.tabell import Filform, Lasfel, Oppnad, Tabell, open_tables

KANDA = frozenset({"beslutsnummer", "lag", "insats"})
FORM = Filform(kanda=KANDA)
Skriv = Callable[..., Path]


@pytest.fixture(name="skriv")
def _skriv(tmp_path: Path) -> Skriv:
    def put(text: str | bytes, name: str = "lista.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return put


def one(opened: Oppnad) -> Tabell:
    (table,), told = opened
    assert told == ()
    return table


def fault(opened: Oppnad) -> tuple[str, str | None]:
    tables, (brist,) = opened
    assert tables == ()
    assert brist.allvar is Allvar.FEL
    return brist.kod, brist.plats


def test_rows_are_read_anew_each_time(skriv: Skriv) -> None:
    table = one(open_tables(skriv("beslutsnummer;lag\nB-1;LSS\nB-2;SoL\n"), FORM))
    assert [*table.rader()] == [*table.rader()] == [(2, ["B-1", "LSS"]), (3, ["B-2", "SoL"])]
    first = table.rader()
    assert next(first) == (2, ["B-1", "LSS"])
    assert next(table.rader()) == (2, ["B-1", "LSS"])


def test_the_header_is_the_first_row_with_two_known_names(skriv: Skriv) -> None:
    text = "Lista över lag och insats;;\n\nLag;;\nBeslutsnummer; LAG ;Favoritfärg\nB-1;LSS;blå\n"
    table = one(open_tables(skriv(text), FORM))
    assert (table.rubrikrad, table.rubriker) == (4, ("Beslutsnummer", "LAG", "Favoritfärg"))
    assert table.kolumner == ("beslutsnummer", "lag", "favoritfarg")
    assert [*table.rader()] == [(5, ["B-1", "LSS", "blå"])]


def test_where_one_name_is_known_one_is_enough(skriv: Skriv) -> None:
    text = "Utskriven i dag;\nBeslutsnummer;Annat\nB-1;x\n"
    assert one(open_tables(skriv(text), Filform(kanda=frozenset({"beslutsnummer"})))).rubrikrad == 2


def test_a_list_with_one_column_needs_one_known_name(skriv: Skriv) -> None:
    assert one(open_tables(skriv("Titel\n\nBeslutsnummer\nB-1\n"), FORM)).rubrikrad == 3


def test_without_a_known_name_the_first_row_with_text_is_the_header(skriv: Skriv) -> None:
    assert one(open_tables(skriv("\n;\nA;B\nlag;insats\n"))).rubrikrad == 3
    assert one(open_tables(skriv("A;B\n1;2\n"), FORM)).rubrikrad == 1


def test_a_header_below_the_thirtieth_row_is_not_looked_for(skriv: Skriv) -> None:
    titles = "x;y\n"
    assert one(open_tables(skriv(titles * 29 + "beslutsnummer;lag\n"), FORM)).rubrikrad == 30
    assert one(open_tables(skriv(titles * 30 + "beslutsnummer;lag\n"), FORM)).rubrikrad == 1


@pytest.mark.parametrize(
    "totals",
    ["Summa;2", "Totalt antal: 2;", ";Antal 2", "TOTAL;2\n\n;\n", '"Summa";2', "Totalt:;1\nAntal;2"],
)
def test_totals_at_the_end_are_left_out_and_told(skriv: Skriv, totals: str) -> None:
    (table,), (told,) = open_tables(skriv(f"beslutsnummer;lag\nB-1;LSS\nB-2;SoL\n{totals}"), FORM)
    assert [number for number, _ in table.rader()] == [2, 3]
    assert (told.kod, told.allvar, told.plats) == ("summarad", Allvar.UPPLYSNING, "lista.csv rad 4")


def test_totals_in_the_middle_are_rows(skriv: Skriv) -> None:
    table = one(open_tables(skriv("beslutsnummer;lag\nSumma;1\nB-2;SoL\n"), FORM))
    assert [number for number, _ in table.rader()] == [2, 3]


def test_a_word_that_begins_like_a_total_is_none(skriv: Skriv) -> None:
    table = one(open_tables(skriv("beslutsnummer;lag\nB-2;SoL\nAntalet1;x\n"), FORM))
    assert len([*table.rader()]) == 2


def test_the_last_line_of_a_cell_with_several_is_no_total(skriv: Skriv) -> None:
    table = one(open_tables(skriv('beslutsnummer;lag\nB-2;"två\nSumma"\n'), FORM))
    assert [*table.rader()] == [(2, ["B-2", "två\nSumma"])]


def test_a_profile_may_have_other_words_for_totals(skriv: Skriv) -> None:
    form = Filform(kanda=KANDA, summaord=("slutsumma",))
    (table,), (told,) = open_tables(skriv("beslutsnummer;lag\nB-1;LSS\nSlutsumma;1\n"), form)
    assert (told.kod, [number for number, _ in table.rader()]) == ("summarad", [2])


def test_the_separator_is_the_one_that_shows_the_known_names(skriv: Skriv) -> None:
    text = "Rubrik, med komma, och mer, och mer\nbeslutsnummer;lag\nB-1;LSS\n"
    assert one(open_tables(skriv(text), FORM)).kolumner == ("beslutsnummer", "lag")
    assert one(open_tables(skriv("beslutsnummer\tlag;x\n"), FORM)).kolumner == ("beslutsnummer", "lag;x")


def test_rows_begin_before_a_fault_further_down(skriv: Skriv) -> None:
    table = one(open_tables(skriv('beslutsnummer;lag\nB-1;LSS\nB-2;"öppet\nB-3;LSS\n'), FORM))
    rows = table.rader()
    assert next(rows) == (2, ["B-1", "LSS"])
    with pytest.raises(Lasfel) as stop:
        next(rows)
    assert (stop.value.brist.kod, stop.value.brist.plats) == ("fil_csv", "lista.csv rad 3")


def test_an_open_quotation_mark_does_not_swallow_a_large_file(skriv: Skriv) -> None:
    table = one(open_tables(skriv('beslutsnummer;lag\nB-1;"' + 'x\n";"' * 500_000), FORM))
    with pytest.raises(Lasfel) as stop:
        list(table.rader())
    assert stop.value.brist.plats == "lista.csv rad 2"


def test_a_line_without_end_is_refused(skriv: Skriv) -> None:
    opened = open_tables(skriv("beslutsnummer;lag\n" + ";" * 2_000_000), FORM)
    assert fault(opened) == ("fil_csv", "lista.csv rad 2")


def test_a_cell_of_a_hundred_thousand_characters_across_pieces_is_whole(skriv: Skriv) -> None:
    long = "å" * 100_000
    table = one(open_tables(skriv(f"beslutsnummer;lag\n{long};1\n{long};2\n{long};3\n"), FORM))
    assert [(n, len(cells[0]), cells[1]) for n, cells in table.rader()] == [
        (2, 100_000, "1"),
        (3, 100_000, "2"),
        (4, 100_000, "3"),
    ]


def test_letters_of_two_pieces_are_composed_only_where_needed(skriv: Skriv) -> None:
    table = one(open_tables(skriv("beslutsnummer;insats\nB-1;a\u0308ldre\nB-2;\u212bsa\n"), FORM))
    assert [cells[1] for _, cells in table.rader()] == ["äldre", "Åsa"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_at_the_border_of_two_pieces(skriv: Skriv, end: str) -> None:
    for filler in range(262_120, 262_150):
        head = f"beslutsnummer;lag{end}"
        row = "x" * 1000 + f";1{end}"
        text = head + row * ((filler - len(head)) // len(row))
        text += "y" * (filler - len(text) - 2) + f";2{end}B-9;3{end}"
        rows = [cells for _, cells in one(open_tables(skriv(text), FORM)).rader()]
        assert rows[-1] == ["B-9", "3"]
        assert all(len(cells) == 2 for cells in rows)


def test_a_file_that_changes_while_it_is_read(skriv: Skriv) -> None:
    path = skriv("beslutsnummer;lag\nB-1;LSS\n")
    table = one(open_tables(path, FORM))
    path.write_bytes("beslutsnummer;lag\nB-1;stöd\n".encode("cp1252"))
    with pytest.raises(Lasfel) as stop:
        list(table.rader())
    assert stop.value.brist.kod == "fil_teckenkodning"
    path.unlink()
    with pytest.raises(Lasfel) as stop:
        list(table.rader())
    assert stop.value.brist.kod == "fil_saknas"


def test_an_encoding_that_is_not_the_files(skriv: Skriv) -> None:
    path = skriv("beslutsnummer;insats\nB-1;stöd\n".encode("cp1252"))
    assert fault(open_tables(path, Filform(kodning="utf-8"))) == ("fil_teckenkodning", "lista.csv")
    assert fault(open_tables(path, Filform(kodning="klingonska"))) == ("fil_teckenkodning", "lista.csv")


def test_quotation_marks_and_dashes_of_cp1252_are_no_other_encoding(skriv: Skriv) -> None:
    text = "beslutsnummer;insats\nB-1;”Solgården”s enhet – 5 ‰, Tomaš\n"
    assert [cells[1] for _, cells in one(open_tables(skriv(text.encode("cp1252")), FORM)).rader()] == [
        "”Solgården”s enhet – 5 ‰, Tomaš"
    ]


def test_what_is_no_file(tmp_path: Path) -> None:
    assert fault(open_tables(tmp_path / "saknas.csv")) == ("fil_saknas", "saknas.csv")
    assert fault(open_tables(tmp_path)) == ("fil_olasbar", tmp_path.name)
    pipe = tmp_path / "ror.csv"
    os.mkfifo(pipe)
    assert fault(open_tables(pipe)) == ("fil_olasbar", "ror.csv")
    assert fault(open_tables(Path("/dev/zero"))) == ("fil_olasbar", "zero")
    assert fault(open_tables(tmp_path / ("x" * 300))) == ("fil_olasbar", "x" * 120)
    loop = tmp_path / "slinga.csv"
    loop.symlink_to(loop)
    assert fault(open_tables(loop)) == ("fil_olasbar", "slinga.csv")


def test_a_file_name_is_shown_on_one_line_and_without_a_personnummer(skriv: Skriv) -> None:
    path = skriv("", "a\nb\x1b[31m 19121212-1212.csv")
    tables, (brist,) = open_tables(path)
    assert tables == ()
    assert brist.plats == "a b\ufffd[••m ••••••••-••••.csv"


@pytest.mark.parametrize("content", [b"", b" \r\n\t \n", b"\xef\xbb\xbf", b"\xff\xfe", b";;;\r\n;;\r\n"])
def test_a_file_without_text_is_empty(skriv: Skriv, content: bytes) -> None:
    assert fault(open_tables(skriv(content))) == ("fil_tom", "lista.csv")


def test_a_header_alone_is_a_table_without_rows(skriv: Skriv) -> None:
    assert [*one(open_tables(skriv("beslutsnummer;lag\n"), FORM)).rader()] == []
