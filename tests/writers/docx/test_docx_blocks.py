"""Every block of the model as Word reads it: real styles, heads, widths, and the model's texts in the model's order."""

import io
from datetime import date
from typing import Any

import pytest
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx_reading import W, body, cells, empty_paragraphs, made, model_text, opened, paper, read_text, tables
from PIL import Image

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Faltlista,
    Figur,
    Kolumn,
    Lista,
    Notering,
    Rubrik,
    Serie,
    Sidbrytning,
    Stycke,
    Tabell,
    Underskrift,
    Underskrifter,
)
from ejverkstallda.writers.docx import render_docx

KOLUMNER = (Kolumn("Beslut nr"), Kolumn("Insats", 3.0), Kolumn("Dagar", 1.0, "hoger"))
TABELL = Tabell(
    (Kolumn("Insats", 3.0), Kolumn("Antal", 1.0, "hoger")), (("Hemtjänst", "2"), ("Summa", "2")), "Antal", summarad=True
)
CASES = Arendelista(
    KOLUMNER,
    (
        Arendeblock(
            ("1", "Kontaktperson", "1\N{NO-BREAK SPACE}142"), (Notering(date(2019, 2, 18), "Erbjudande."),) * 2
        ),
        Arendeblock(("2", "", "130")),
    ),
)
FIGUR = Figur("staplar", "Väntetid", "Tre väntar.", ("3–6 mån", "6–12 mån"), (Serie("2019Q1", (3.0, None)),), "Antal")
ALL = (
    Rubrik("Avsnitt"),
    Stycke("Ett stycke."),
    Stycke("En not.", "not"),
    Stycke("En grund.", "grund"),
    Rubrik("Del", 3),
    Lista(("en", "två")),
    TABELL,
    TABELL._replace(rubrik=None),
    FIGUR,
    Sidbrytning(),
    Faltlista((("Lag", "LSS"), ("Skäl", "")), "Om beslutet"),
    CASES,
    Arendelista(KOLUMNER, ()),
    Stycke("Sist."),
    Underskrifter((Underskrift("Anna A", "Chef"), Underskrift("Bo B", ""), Underskrift("Cia C", "Utredare"))),
)


def styles(*block: Any) -> list[tuple[str, str]]:
    return [(p.style.name or "", p.text) for p in body(made(*block)) if isinstance(p, Paragraph) and p.style]


def flags(table: Table, row: int) -> set[str]:
    settings = table.rows[row]._tr.trPr  # noqa: SLF001
    return set() if settings is None else {child.tag.removeprefix(W) for child in settings}


def cell_styles(table: Table) -> list[list[str]]:
    return [
        [p.get(f"{W}val") for p in tr.iter(f"{W}pStyle")]
        for tr in table._tbl.iterchildren(f"{W}tr")  # noqa: SLF001
    ]


def test_all_texts_in_the_models_order() -> None:
    assert read_text(made(*ALL)) == model_text(paper(*ALL))


def test_no_empty_paragraph_but_where_word_parts_two_tables() -> None:
    assert empty_paragraphs(render_docx(paper(*ALL))) == ["Avskiljare"] * 4
    assert empty_paragraphs(render_docx(paper(Rubrik("A"), TABELL, Stycke("B")))) == []


def test_headings_paragraphs_and_lists_have_words_own_styles() -> None:
    assert styles(*ALL[:6]) == [
        ("Heading 1", "Titel"),
        ("Heading 2", "Avsnitt"),
        ("Normal", "Ett stycke."),
        ("Not", "En not."),
        ("Grund", "En grund."),
        ("Heading 3", "Del"),
        ("List Bullet", "en"),
        ("List Bullet", "två"),
    ]


def test_a_list_has_real_bullets() -> None:
    document = made(Lista(("en",)))
    number = document.styles["List Bullet"].element.find(f".//{W}numId").get(f"{W}val")
    numbering = document.part.numbering_part.element
    (num,) = [n for n in numbering.iter(f"{W}num") if n.get(f"{W}numId") == number]
    (kind,) = numbering.iter(f"{W}numFmt")
    assert num.find(f"{W}abstractNumId").get(f"{W}val") == "0"
    assert kind.get(f"{W}val") == "bullet"


def test_headings_are_kept_with_what_follows() -> None:
    document = made()
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        assert style.paragraph_format.keep_with_next
        assert style.element.find(f".//{W}outlineLvl").get(f"{W}val") == str(level - 1)


def test_a_line_that_announces_and_one_that_is_signed_are_kept_with_what_follows() -> None:
    document = made(Stycke("Så här:"), Stycke("Fritt."), Stycke("Före."), Underskrifter((Underskrift("A", "B"),)))
    kept = [p.text for p in document.paragraphs if p.paragraph_format.keep_with_next]
    assert kept == ["Så här:", "Före."]


def test_what_has_no_text_leaves_no_paragraph() -> None:
    assert styles(Rubrik(" "), Stycke(""), Lista(("", "en")), Underskrifter(())) == [
        ("Heading 1", "Titel"),
        ("List Bullet", "en"),
    ]


def test_a_table_has_its_caption_its_rows_and_a_head_that_is_repeated() -> None:
    document = made(TABELL)
    (table,) = tables(document)
    assert cells(table) == [["Insats", "Antal"], ["Hemtjänst", "2"], ["Summa", "2"]]
    assert [flags(table, row) for row in range(3)] == [{"cantSplit", "tblHeader"}, {"cantSplit"}, {"cantSplit"}]
    assert document.paragraphs[1].style is not None
    assert document.paragraphs[1].style.name == "Caption"
    assert cell_styles(table) == [
        ["Tabellhuvud", "Tabellhuvudtal"],
        ["Tabellnyckel", "Tabelltal"],
        ["Tabellnyckel", "Tabelltal"],
    ]


def test_figures_stand_to_the_right() -> None:
    document = made()
    for name, based in (
        ("Tabelltal", "Tabelltext"),
        ("Tabellhuvudtal", "Tabellhuvud"),
        ("Tabellnyckeltal", "Tabellnyckel"),
    ):
        style = document.styles[name]
        assert style.element.find(f".//{W}jc").get(f"{W}val") == "right"
        assert style.base_style is not None
        assert style.base_style.name == based


def test_the_sum_is_bold_and_nothing_else_of_the_row_body_is() -> None:
    (table,) = tables(made(TABELL))
    bold = [[bool(p.runs[0].bold) for c in row.cells for p in c.paragraphs] for row in table.rows]
    assert bold == [[False, False], [False, False], [True, True]]


@pytest.mark.parametrize(
    ("radrubrik", "summarad", "look"),
    [(True, True, "1 1 1"), (True, False, "1 1 0"), (False, False, "1 0 0")],
)
def test_the_table_says_which_of_its_rows_and_columns_are_heads(radrubrik: bool, summarad: bool, look: str) -> None:  # noqa: FBT001
    (table,) = tables(made(TABELL._replace(radrubrik=radrubrik, summarad=summarad)))
    found = next(table._tbl.iter(f"{W}tblLook"))  # noqa: SLF001
    assert " ".join(found.get(f"{W}{n}") for n in ("firstRow", "firstColumn", "lastRow")) == look
    assert cell_styles(table)[1][0] == ("Tabellnyckel" if radrubrik else "Tabelltext")


def test_a_table_is_named_by_its_caption_else_by_its_heading() -> None:
    document = made(Rubrik("Sammanställning"), TABELL._replace(rubrik=None), TABELL)
    names = [next(t._tbl.iter(f"{W}tblCaption")).get(f"{W}val") for t in tables(document)]  # noqa: SLF001
    assert names == ["Sammanställning", "Antal"]


def test_an_empty_table_says_so_across_all_its_columns() -> None:
    (table,) = tables(made(Tabell(KOLUMNER, ())))
    assert cells(table) == [["Beslut nr", "Insats", "Dagar"], ["Inga att redovisa."]]
    assert [s.get(f"{W}val") for s in table._tbl.iter(f"{W}gridSpan")] == ["3"]  # noqa: SLF001


def test_columns_share_the_width_of_the_page_and_no_date_is_cut() -> None:
    kolumner = (Kolumn("Datum", 0.1), Kolumn("Insats", 9.0), Kolumn("Antal", 1.0, "hoger"))
    (table,) = tables(made(Tabell(kolumner, (("2019-01-31", "Hemtjänst", "1\N{NO-BREAK SPACE}000"),))))
    widths = [int(c.get(f"{W}w")) for c in table._tbl.iter(f"{W}gridCol")]  # noqa: SLF001
    assert sum(widths) == 9524  # A4, 11 906 twentieths of a point, less two margins of 1 191
    assert widths[0] > 10 * 96  # ten figures of Calibri in 9.5 points, each 0.507 of it: 4.8 points
    assert widths[1] > widths[2]


def test_an_endless_word_does_not_starve_the_other_columns() -> None:
    (table,) = tables(made(Tabell((Kolumn("A"), Kolumn("B"), Kolumn("C")), (("x" * 900, "y", "2019-01-31"),))))
    widths = [int(c.get(f"{W}w")) for c in table._tbl.iter(f"{W}gridCol")]  # noqa: SLF001
    assert sum(widths) == 9524
    assert min(widths) > 1000


def test_a_date_in_a_cell_can_be_searched_for() -> None:
    (table,) = tables(made(Tabell((Kolumn("Slut"),), (("Avslutat 2019-01-31: ersatt",),), radrubrik=False)))
    assert cells(table)[1] == ["Avslutat 2019-01-31: ersatt"]
    # Word's search does not find a date whose hyphens are of the kind that does not break.
    assert [t.text for t in list(table._tbl.iter(f"{W}t"))[1:]] == ["Avslutat 2019-01-31: ersatt"]  # noqa: SLF001


def test_a_case_is_a_row_and_beneath_it_its_notes_across_the_page() -> None:
    (table,) = tables(made(CASES))
    assert cells(table) == [
        ["Beslut nr", "Insats", "Dagar"],
        ["1", "Kontaktperson", "1\N{NO-BREAK SPACE}142"],
        ["2019-02-18\tErbjudande.\n2019-02-18\tErbjudande."],
        ["2", "", "130"],
    ]
    assert cell_styles(table)[1:3] == [["Tabellnyckel", "Tabelltext", "Tabelltal"], ["Notering", "Notering"]]
    assert all("cantSplit" in flags(table, row) for row in range(4))
    row, other = table.rows[1], table.rows[3]
    assert all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs)
    assert not any(p.paragraph_format.keep_with_next for c in other.cells for p in c.paragraphs)
    rows = table._tbl.iter(f"{W}tr")  # noqa: SLF001
    open_sides = [[b.tag.removeprefix(W) for b in tr.iterfind(f".//{W}tcBorders/*")] for tr in rows]
    assert open_sides == [[], ["bottom"] * 3, ["top"], []]


def test_notes_longer_than_a_page_may_go_on_over_it() -> None:
    long = Arendelista(KOLUMNER, (Arendeblock(("1", "a", "2"), (Notering(date(2019, 2, 18), "ord " * 1250),)),))
    (table,) = tables(made(long))
    assert flags(table, 1) == {"cantSplit"}
    assert flags(table, 2) == set()


def test_fields_are_a_table_of_labels_and_answers() -> None:
    document = made(Faltlista((("Lag", "LSS"), ("Skäl", "")), "Om beslutet"))
    (table,) = tables(document)
    assert cells(table) == [["Fält", "Uppgift"], ["Lag", "LSS"], ["Skäl", ""]]
    assert document.paragraphs[1].text == "Om beslutet"


def test_signatures_stand_two_in_a_row_under_a_line() -> None:
    (table,) = tables(made(ALL[-1]))
    assert cells(table) == [["Anna A\nChef", "Bo B"], ["Cia C\nUtredare"]]
    assert cell_styles(table) == [
        ["Underskrift", "Underskriftstitel", "Underskrift"],
        ["Underskrift", "Underskriftstitel"],
    ]
    assert flags(table, 1) == {"gridAfter", "cantSplit"}
    assert made().styles["Underskrift"].element.find(f".//{W}pBdr/{W}top") is not None


def test_a_new_page_begins_with_what_follows() -> None:
    document = made(
        Stycke("Ett"),
        Sidbrytning(),
        Stycke("Två"),
        Sidbrytning(),
        Faltlista((("A", "B"),), "Tre"),
        Sidbrytning(),
        CASES,
    )
    first = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert first == ["Två", "Tre", ""]


def test_a_figure_is_a_picture_with_its_words() -> None:
    content = render_docx(paper(FIGUR))
    document = opened(content)
    assert styles(FIGUR)[1:] == [("Caption", "Väntetid"), ("Figur", "")]
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Tre väntar."  # noqa: SLF001
    assert shape.width <= Mm(168)
    blob = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob  # noqa: SLF001
    with Image.open(io.BytesIO(blob)) as picture:
        assert picture.format == "PNG"
        assert picture.width / picture.height == pytest.approx(shape.width / shape.height, rel=0.01)
