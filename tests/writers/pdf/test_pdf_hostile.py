from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import HEAD, document, page_texts, texts_of

from ejverkstallda.report.granskning import text_places
from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Dokument,
    Faltgrupp,
    Faltlista,
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
from ejverkstallda.writers.pdf import missing_letters, render_pdf


def everywhere(text: str) -> Dokument:
    """A document with one text in every place that holds one."""
    column = Kolumn(text)
    return Dokument(
        text,
        Sidhuvud(text, text, text, date(2019, 5, 13), (text, text), text),
        (Faltgrupp(text, (text, text)),),
        (
            Rubrik(text),
            Stycke(text),
            Lista((text, text)),
            Tabell((column, column), ((text, text),), text),
            Arendelista((column,), (Arendeblock((text,), (Notering(date(2019, 5, 1), text),)),)),
            Faltlista(((text, text),), text),
            Figur("staplar", text, text, (text, text), (Serie(text, (1, 2)), Serie(text, (None, 3.5))), text),
            Underskrifter((Underskrift(text, text),)),
        ),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>fet</b> &amp; & <", "<b>fet</b> &amp; & <"),
        ("[dnr 12] [/x] {{ x }} %s \\", "[dnr 12] [/x] {{ x }} %s \\"),
        ("a\x00b\x07c\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("rad ett\r\nrad två\u2028rad tre\tslut", "rad ett rad två rad tre slut"),
        ("ensam \ud800 halva", "ensam \ufffd halva"),
        ("glad 😀 中", "glad \ufffd \ufffd"),
        ("a\u030a och o\u0308", "å och ö"),
        ("verk\u00adsamhet\u200b\ufeff", "verksamhet"),
        ("vänd \u202e om", "vänd \ufffd om"),
        ("e\u2011post 12\u202f345", "e-post 12 345"),
    ],
)
def test_text_is_shown_as_written(text: str, shown: str) -> None:
    (found,) = texts_of(Stycke(f"INNAN {text} EFTER"))
    assert f"INNAN {shown} EFTER" in found


def test_line_breaks_are_kept_and_empty_lines_do_not_pile_up() -> None:
    (one,) = page_texts(render_pdf(document(Stycke("a" + "\n" * 500 + "b"))))
    assert "a b" in one


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_a_crash_anywhere(text: str) -> None:
    assert render_pdf(everywhere(text)).startswith(b"%PDF-")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("abcåäö<>&[]/{}%()\\\"'#;:.,!?-_*\u00a7 "), min_size=1, max_size=200))
def test_every_printable_sign_comes_out_as_it_went_in(text: str) -> None:
    found = "".join("".join(texts_of(Stycke(f"INNAN{text}EFTER"))).split())
    wanted = "".join(f"INNAN{text}EFTER".split())
    # Where a word was divided a hyphen stands that is no letter of the text.
    for hyphen in ("\u00ad", "\x02", "\ufffe"):
        found = found.replace(hyphen, "")
    assert wanted in found


def missing(dokument: Dokument) -> set[str]:
    return {sign for sign, _ in missing_letters(text_places(dokument))}


def test_missing_letters_are_those_that_the_reader_cannot_see() -> None:
    made = document(
        Stycke("åäö é – “…” § \u00a0 \u2028 \x07 \ud800 \u200b \u2192"),
        Lista(("😀",)),
        Tabell((Kolumn("中"),), (("\u21af",),)),
        head=HEAD,
        foot=(Faltgrupp("ł", ("ש",)),),
    )
    assert missing(made) == {"😀", "中", "\u21af", "ש"}


def test_nothing_is_missing_in_swedish() -> None:
    assert missing(everywhere("Räksmörgås på Öland, 9 § LSS – ”citat” 50 % … 1½ é à ü Ø æ €")) == set()


def test_a_letter_is_told_once_for_each_place() -> None:
    places = (("a", "♜ ♜ ♞"), ("b", "ord"), ("c", "♜"))
    assert list(missing_letters(places)) == [("♜", "a"), ("♞", "a"), ("♜", "c")]


@pytest.mark.parametrize(
    ("arrow", "typed"),
    [
        *(("\u2192", "->"), ("\u2190", "<-"), ("\u2194", "<->"), ("\u21d2", "=>"), ("\u21d0", "<=")),
        *(("\u21d4", "<=>"), ("\u2794", "->"), ("\u27a1\ufe0f", "->"), ("\uf0e0", "->"), ("\uf0df", "<-")),
        *(("\uf0e8", "=>"), ("\uf0f3", "<=>")),
    ],
)
def test_an_arrow_is_drawn_as_it_is_typed(arrow: str, typed: str) -> None:
    (found,) = texts_of(Stycke(f"INNAN {arrow} EFTER"))
    assert f"INNAN {typed} EFTER" in found
    assert missing(document(Stycke(arrow))) == set()
