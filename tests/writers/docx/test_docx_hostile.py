"""Text as people write it: shown as it was, never markup, never a file that Word cannot open."""

from datetime import date

import pytest
from docx_reading import W, cells, opened, paper, parts, read_text, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Block,
    Dokument,
    Faltgrupp,
    Figur,
    Kolumn,
    Lista,
    Notering,
    Rubrik,
    Serie,
    Sidhuvud,
    Stycke,
    Tabell,
    Underskrift,
    Underskrifter,
)
from ejverkstallda.writers.docx import render_docx
from ejverkstallda.writers.docx.literal import one_line, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>fet</b> & [dnr 12] {x} \"q\" 'a'", "<b>fet</b> & [dnr 12] {x} \"q\" 'a'"),
        ("&amp; <w:p/> ]]>", "&amp; <w:p/> ]]>"),
        ("rad ett\nrad två\r\nrad tre\u2028rad fyra", "rad ett\nrad två\nrad tre\nrad fyra"),
        ("en\tflik", "en flik"),
        ("a\x00b\x07c\x1bd\x7fe", "a�b�c�d�e"),
        ("vänd \u202eomvänd", "vänd �omvänd"),
        ("halva \ud800 tecken", "halva � tecken"),
        ("inget tecken \ufffe \uffff \ufdd0", "inget tecken � � �"),
        ("mjukt\u00adstreck\u200b", "mjuktstreck"),
        ("a\u030angstrom", "ångstrom"),
        ("\U0001f600 漢 Ж", "\U0001f600 漢 Ж"),
        ("  två  blanka  ", "  två  blanka  "),
    ],
)
def test_text_is_shown_as_it_was_written(text: str, shown: str) -> None:
    assert readable(text) == shown
    document = opened(render_docx(paper(Rubrik(f"x{text}"), Stycke(f"x{text}"), Lista((f"x{text}",)))))
    assert [p.text for p in document.paragraphs[1:]] == [f"x{shown}"] * 3


def test_a_field_of_one_line_has_no_line_breaks() -> None:
    assert one_line(" a\r\n\tb\x00 ") == "a b�"


BAD = "<b>& [x] \x00\x0b\ud800\ufffe\n}]]>"


def everywhere(text: str) -> Dokument:
    block: tuple[Block, ...] = (
        Rubrik(text, 2),
        Stycke(text),
        Lista((text,)),
        Tabell((Kolumn(text),), ((text,),), text),
        Figur("staplar", text, text, (text,), (Serie(text, (1,)), Serie(text, (2,))), text),
        Arendelista((Kolumn(text),), (Arendeblock((text,), (Notering(date(2019, 1, 1), text),)),)),
        Underskrifter((Underskrift(text, text),)),
    )
    head = Sidhuvud(text, text, text, date(2019, 1, 1), (text,), text)
    return Dokument(text, head, (Faltgrupp(text, (text,)),), block, text)


def check(content: bytes) -> None:
    for name, source in parts(content).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(source)
    opened(content)


def test_text_that_would_break_the_file_does_not_wherever_it_stands() -> None:
    content = render_docx(everywhere(BAD))
    check(content)
    texts = read_text(opened(content))
    # Title, heading, paragraph, point; caption, head and cell; caption; head, cell and note; name and title.
    # The text has a line break, and in a cell each line is counted.
    assert len(texts) == 4 + (1 + 2 + 2) + 1 + (2 + 2 + 2) + (2 + 2)
    assert all("<b>& [x] ��" in t or t.startswith("}]]>") for t in texts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), max_size=40))
def test_no_text_makes_a_file_that_cannot_be_opened(text: str) -> None:
    check(render_docx(everywhere(text)))


def test_three_thousand_cases_and_a_comment_of_five_thousand_signs() -> None:
    note = Notering(date(2019, 1, 1), "ordet " * 833)
    block = (*(Arendeblock((str(n), "Kontaktperson")) for n in range(3000)), Arendeblock(("3000", "b"), (note,)))
    (table,) = tables(opened(render_docx(paper(Arendelista((Kolumn("Nr"), Kolumn("Insats")), block)))))
    read = cells(table)
    assert len(read) == 1 + 3001 + 1
    assert [row[0] for row in read[1:-1]] == [str(n) for n in range(3001)]
    assert read[-1] == [f"2019-01-01\t{note.text}"]
    assert len(list(table._tbl.iter(f"{W}tblHeader"))) == 1  # noqa: SLF001
