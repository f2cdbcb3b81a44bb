"""Workbooks: kinds of cells, merged cells, sheets, formulas; and that no sheet can ask for more than its limits."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from arkivbygge import RAD, RUBRIKER, cell, lying, parts, row, sheet, workbook, zipped

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers import granser, xlsxkontroll
from ejverkstallda.readers.tabell import Filform, Oppnad, Tabell, open_tables
from ejverkstallda.readers.xlsxblad import column_letters

FORM = Filform(kanda=frozenset({"beslutsnummer", "beslutsdatum", "lag", "insats"}))
SLAGNA = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'
Oppna = Callable[..., Oppnad]


@pytest.fixture(name="oppna")
def _oppna(tmp_path: Path) -> Oppna:
    def put(content: bytes, form: Filform = FORM) -> Oppnad:
        path = tmp_path / "bok.xlsx"
        path.write_bytes(content)
        return open_tables(path, form)

    return put


def rows(opened: Oppnad) -> list[list[str]]:
    (table,), _ = opened
    return [list(cells) for _, cells in table.rader()]


def only(opened: Oppnad) -> Tabell:
    (table,), told = opened
    assert told == ()
    return table


def fault(opened: Oppnad) -> Brist:
    tables, (brist,) = opened
    assert tables == ()
    assert brist.allvar is Allvar.FEL
    return brist


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('<c r="D2"><v>191212121212</v></c>', "191212121212"),
        ('<c r="D2"><v>12.50</v></c>', "12.5"),
        ('<c r="D2"><v>0</v></c>', "0"),
        ('<c r="D2"><v>-3</v></c>', "-3"),
        ('<c r="D2"><v>999999999999999</v></c>', "999999999999999"),
        ('<c r="D2" t="b"><v>1</v></c>', "ja"),
        ('<c r="D2" t="b"><v>0</v></c>', "nej"),
        ('<c r="D2" s="1"><v>43496</v></c>', "2019-01-31"),
        ('<c r="D2" s="2"><v>43496</v></c>', "2019-01-31"),
        ('<c r="D2" s="2"><v>43496.604166666664</v></c>', "2019-01-31T14:30:00"),
        ('<c r="D2" s="2"><v>43496.999999</v></c>', "2019-02-01"),
        ('<c r="D2" t="d"><v>2019-01-31T00:00:00</v></c>', "2019-01-31"),
        ('<c r="D2" s="1"><v>2958465</v></c>', "9999-12-31"),
        (
            '<c r="D2" t="inlineStr"><is><r><t>två</t></r><r><t xml:space="preserve"> delar</t></r></is></c>',
            "två delar",
        ),
        ('<c r="D2" t="inlineStr"><is><t>rad&#10;två_x000D_</t></is></c>', "rad\ntvå\r"),
        ('<c r="D2" t="inlineStr"><is><t>a\u0308ldre</t></is></c>', "äldre"),
        ('<c r="D2" t="inlineStr"><is><t>a&#776;ldre</t></is></c>', "äldre"),
        ('<c r="D2" t="inlineStr"><is><t>&lt;b&gt; &amp; [x]</t></is></c>', "<b> & [x]"),
    ],
)
def test_every_kind_of_cell_is_text(oppna: Oppna, written: str, text: str) -> None:
    assert rows(oppna(workbook(row(2, RAD[:3], written)))) == [[*RAD[:3], text]]


def test_a_workbook_that_counts_days_from_1904(oppna: Oppna) -> None:
    made = parts({"Beslut": sheet(row(1, RUBRIKER), row(2, RAD[:1], '<c r="B2" s="1"><v>42034</v></c>'))})
    book = str(made["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert rows(oppna(zipped({**made, "xl/workbook.xml": book})))[0][1] == "2019-01-31"


def test_a_lone_zero_is_a_row_and_an_empty_row_is_none(oppna: Oppna) -> None:
    table = only(oppna(workbook('<row r="2"/>', row(3, ("", "  ")), '<row r="5"><c r="C5"><v>0</v></c></row>')))
    assert [*table.rader()] == [(5, ["", "", "0", ""])]


def test_merged_cells_are_filled_right_and_down_but_make_no_rows(oppna: Oppna) -> None:
    made = workbook(
        row(2, ("B-1", "2019-01-31", "LSS", "a")),
        row(3, ("", "", "", "b")),
        row(5, ("B-2",)),
        after=SLAGNA.format("A2:C4"),
    )
    table = only(oppna(made))
    assert [*table.rader()] == [
        (2, ["B-1", "B-1", "B-1", "a"]),
        (3, ["B-1", "B-1", "B-1", "b"]),
        (5, ["B-2", "", "", ""]),
    ]


@pytest.mark.parametrize("area", ["A2:XFD1048576", "A2:C2", "A2:D2"])
def test_a_merged_range_fills_no_further_than_the_sheet_goes(oppna: Oppna, area: str) -> None:
    made = workbook(row(2, ("B-1", "", "", "")), after=SLAGNA.format(area))
    assert rows(oppna(made))[0][:3] == ["B-1", "B-1", "B-1"]


def test_overlapping_ranges_are_no_spreadsheets_and_the_first_counts(oppna: Oppna) -> None:
    both = '<mergeCells count="2"><mergeCell ref="A2:B3"/><mergeCell ref="B2:C3"/></mergeCells>'
    assert rows(oppna(workbook(row(2, ("1", "2", "3", "4")), row(3, ("", "", "", "5")), after=both))) == [
        ["1", "1", "3", "4"],
        ["1", "1", "", "5"],
    ]


def test_titles_in_merged_cells_are_no_header(oppna: Oppna) -> None:
    made = zipped(
        parts({"Beslut": sheet(row(1, ("Insats",)), row(3, RUBRIKER), row(4, RAD), after=SLAGNA.format("A1:D1"))})
    )
    assert only(oppna(made)).rubrikrad == 3


def test_a_hidden_sheet_is_left_out_and_told_unless_it_is_asked_for(oppna: Oppna) -> None:
    made = parts({"Beslut": sheet(row(1, RUBRIKER)), "Gamla": sheet(row(1, RUBRIKER))}, states=["", "veryHidden"])
    tables, (told,) = oppna(zipped(made))
    assert [t.blad for t in tables] == ["Beslut"]
    assert (told.kod, told.plats) == ("blad_dolt", "bok.xlsx blad Gamla")
    (asked,), none = oppna(zipped(made), Filform(blad=("gamla",)))
    assert (asked.blad, none) == ("Gamla", ())


def test_a_sheet_that_a_profile_names_must_be_there(oppna: Oppna) -> None:
    found = fault(oppna(workbook(row(2, RAD)), Filform(blad=("Arbetslista",))))
    assert (found.kod, found.plats) == ("blad_saknas", "bok.xlsx")
    assert "Bladet Arbetslista finns inte i filen; där finns Beslut." in found.text


def test_a_sheet_with_a_line_break_in_its_name_is_shown_on_one_line(oppna: Oppna) -> None:
    made = parts({"Be\nslut": sheet(row(1, RUBRIKER)), "Två": sheet(row(1, RUBRIKER))})
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace("Be\nslut", "Be&#10;slut")
    (first, _), _ = oppna(zipped(made))
    assert first.plats(2) == "bok.xlsx blad Be slut rad 2"


def test_the_saved_value_of_a_formula_is_taken_and_told(oppna: Oppna) -> None:
    with_text = '<c r="C2" t="str"><f>IF(1,"","")</f><v></v></c>'
    opened = oppna(workbook(row(2, RAD[:2], with_text, '<c r="D2"><f>1+1</f><v>2</v></c>')))
    assert rows(opened) == [["B-1", "2019-01-31", "", "2"]]
    (told,) = opened[1]
    assert (told.kod, told.allvar, told.plats) == ("formel_last", Allvar.UPPLYSNING, "bok.xlsx")
    assert told.text.startswith("2 celler har formler; värden som sparades senast lästes.")


def test_all_cells_that_cannot_be_read_are_told_at_once(oppna: Oppna) -> None:
    lines = [row(n, ("B-1",), cell(f"B{n}", "#N/A", "e"), f'<c r="C{n}"><f>A1</f></c>') for n in range(2, 102)]
    tables, told = oppna(workbook(*lines))
    assert tables == ()
    assert [(b.kod, b.plats) for b in told[:2]] == [
        ("cell_felvarde", "bok.xlsx rad 2 kolumn B"),
        ("formel_utan_varde", "bok.xlsx rad 2 kolumn C"),
    ]
    assert len(told) == granser.LISTADE + 1
    assert told[-1].text.startswith("Ytterligare 100 celler har sådana fel.")


@pytest.mark.parametrize("value", ["1e300", "-1e300", "-inf", "inf", "nan", "&#45;1e300", "-99999999999", "1E+15"])
def test_a_number_beyond_reason_never_reaches_the_library(
    oppna: Oppna, value: str, capfd: pytest.CaptureFixture[str]
) -> None:
    found = fault(oppna(workbook(row(2, RAD[:3], f'<c r="D2" s="1"><v>{value}</v></c>'))))
    assert (found.kod, found.plats) == ("tal_avrundat", "bok.xlsx rad 2 kolumn D")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "written",
    [
        '<c r="D2" s="1"><v>5</v><v>-1e300</v></c>',
        '<c r="D2" s="1"><v>5<v>-1e300</v></v></c>',
        f'<c r="D2" s="1"><v>{" " * 500}-1e300</v></c>',
        '<c r="D2" s="1"><v>fem</v></c>',
    ],
)
def test_a_value_that_is_none(oppna: Oppna, written: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert fault(oppna(workbook(row(2, RAD[:3], written)))).kod == "fil_skadad"
    assert capfd.readouterr() == ("", "")


BORTOM = [
    '<row r="2"><c r="XFD2"><v>1</v></c></row>',
    "<row r='2'><c r = 'XFD2'><v>1</v></c></row>",
    '<row r="2"><c x="/>" r="XFD2"><v>1</v></c></row>',
    '<row r="2"><c s="1" r="XFD2"><v>1</v></c></row>',
    '<x:row xmlns:x="u" r="2"><x:c r="XFD2"><x:v>1</x:v></x:c></x:row>',
    f"<row>{'<c><v>1</v></c>' * 201}</row>",
    '<row r="2"><c r="GS2"><v>1</v></c></row>',
]


@pytest.mark.parametrize("written", BORTOM)
def test_a_cell_beyond_the_columns_is_seen_however_it_is_written(oppna: Oppna, written: str) -> None:
    assert fault(oppna(workbook(written))).kod == "fil_for_stor_uppackad"


@pytest.mark.parametrize(
    "written",
    [
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="99999999999999999999"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1048576"><c r="A2"><v>1</v></c><c r="AA3" s="1"/><c><v>1</v></c></row>',
        '<row r="2"><c r="AAAA2"><v>1</v></c></row>',
        '<row r="2"><c r="&#65;"><v>1</v></c></row>',
        '<row r="2"><c r="A9999999999"><v>1</v></c></row>',
    ],
)
def test_a_cell_where_no_cell_can_be(oppna: Oppna, written: str) -> None:
    assert fault(oppna(workbook(written))).kod in {"fil_skadad", "fil_for_stor_uppackad"}


def test_empty_cells_with_borders_far_out_are_nothing(oppna: Oppna) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert rows(oppna(workbook(row(2, RAD, '<c r="AMJ2" s="1"/>'), far))) == [list(RAD)]


def test_the_quick_search_and_the_closer_look_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    made = workbook(*(row(n, RAD) for n in range(2, 200)))
    quick, _ = xlsxkontroll.check_workbook(BytesIO(made), "b")
    monkeypatch.setattr(xlsxkontroll, "_plain_size", lambda _content: None)
    close, _ = xlsxkontroll.check_workbook(BytesIO(made), "b")
    assert quick.blad == close.blad
    assert [(b.rader, b.kolumner) for b in close.blad.values()] == [(199, 4)]


@pytest.mark.parametrize("number", [1, 9, 10, 11, 99, 100, 199, 1000, 50_001, 65_536, 1_048_576])
def test_the_pattern_of_row_numbers(number: int) -> None:
    pattern = xlsxkontroll.pattern_up_to(number)
    near = {*range(130), *range(max(0, number - 1200), number + 1200)}
    assert {n for n in near if pattern.fullmatch(str(n))} == {n for n in near if 1 <= n <= number}


@pytest.mark.parametrize("column", [1, 2, 26, 27, 28, 52, 53, 200])
def test_the_pattern_of_columns(column: int) -> None:
    pattern = xlsxkontroll.pattern_of_columns(column)
    assert [n for n in range(1, 800) if pattern.fullmatch(column_letters(n))] == list(range(1, column + 1))


def test_too_many_sheets_texts_parts_or_merged_ranges(oppna: Oppna, monkeypatch: pytest.MonkeyPatch) -> None:
    two = zipped(parts({"A": sheet(row(1, RUBRIKER)), "B": sheet(row(1, RUBRIKER))}, texts=["x", "y"]))
    merged = workbook(row(2, RAD), after='<mergeCells><mergeCell ref="A2:B2"/><mergeCell ref="C2:D2"/></mergeCells>')
    for limit, content in [("BLAD", two), ("TEXTER", two), ("SLAGNA", merged)]:
        with monkeypatch.context() as patch:
            patch.setattr(xlsxkontroll, limit, 1)
            assert fault(oppna(content)).kod == "fil_for_stor_uppackad"
    monkeypatch.setattr("ejverkstallda.readers.xlsxarkiv.DELAR", 3)
    assert fault(oppna(two)).kod == "fil_for_stor_uppackad"


def test_shared_texts_count_for_each_cell_that_has_them(oppna: Oppna, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [row(n, ("B-1", "", "LSS"), cell(f"D{n}", "0", "s")) for n in range(2, 12)]
    made = zipped(parts({"A": sheet(row(1, RUBRIKER), *cells)}, texts=["x" * 1000, "y"]))
    monkeypatch.setattr(xlsxkontroll, "CELLTEXT", 13_000)
    assert len(rows(oppna(made))) == 10
    monkeypatch.setattr(xlsxkontroll, "CELLTEXT", 9_000)
    assert fault(oppna(made)).kod == "fil_for_stor_uppackad"


@pytest.mark.parametrize("first", ["<si/>", '<si xml:lang="sv"><t></t></si>'])
def test_the_first_shared_text_may_be_empty(oppna: Oppna, first: str) -> None:
    made = parts({"A": sheet(row(1, RUBRIKER), row(2, RAD[:3], cell("D2", "1", "s")))}, texts=["kontaktperson"])
    made["xl/sharedStrings.xml"] = str(made["xl/sharedStrings.xml"]).replace("<si>", f"{first}<si>", 1)
    assert rows(oppna(zipped(made))) == [list(RAD)]


def test_a_shared_text_that_ends_before_any_begins_is_damaged(oppna: Oppna) -> None:
    made = parts({"A": sheet(row(1, RUBRIKER))}, texts=["kontaktperson"])
    made["xl/sharedStrings.xml"] = str(made["xl/sharedStrings.xml"]).replace("<si>", "<s/></si><si>", 1)
    assert fault(oppna(zipped(made))).kod == "fil_skadad"


def test_pictures_and_macros_are_never_unpacked(oppna: Oppna) -> None:
    made = {**parts({"A": sheet(row(1, RUBRIKER), row(2, RAD))}), "xl/media/image1.png": b"x" * 1000}
    content = zipped(made)
    assert rows(oppna(lying(content, "xl/media/image1.png", 2**31))) == [list(RAD)]


@pytest.mark.parametrize("says", [None, 1000, 150_000_000])
def test_a_sheet_that_unpacks_to_hundreds_of_megabytes(tmp_path: Path, says: int | None) -> None:
    path = tmp_path / "bomb.xlsx"
    filler = b" " * 1_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts({"A": ""}).items():
            if name.endswith("sheet1.xml"):
                with archive.open(name, "w") as part:
                    for _ in range(200):
                        part.write(filler)
            else:
                archive.writestr(name, content)
    if says is not None:
        path.write_bytes(lying(path.read_bytes(), "xl/worksheets/sheet1.xml", says))
    assert fault(open_tables(path)).kod in {"fil_for_stor_uppackad", "fil_skadad"}
