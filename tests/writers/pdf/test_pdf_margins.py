from datetime import date

import pytest
from pdf_reading import FOOT, HEAD, INSATS, Sign, case, cases, document, page_signs, page_texts

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Dokument,
    Faltgrupp,
    Faltlista,
    Kolumn,
    Lista,
    Rubrik,
    Sidhuvud,
    Stycke,
    Tabell,
    Underskrift,
    Underskrifter,
)
from ejverkstallda.writers.pdf import render_pdf

COMPOUND = "Korttidstillsynsverksamhetssamordningsansvarig"
ENDLESS = "x" * 200
LEFT, RIGHT, LOW, HIGH = 59.5, 595.28 - 59.5, 30.0, 842 - 36.0

LONG_HEAD = Sidhuvud(
    f"{COMPOUND} {COMPOUND}",
    "Förvaltningen för funktionsstöd, arbetsmarknad, vuxenutbildning och socialpsykiatri i Upplands Väsby kommun",
    f"FSN 2024/{ENDLESS[:60]}",
    date(2024, 1, 2),
    ("karl-johan.gyllenstierna-lagercrantz.af.ugglas@upplandsvasbykommun.exempel.se", COMPOUND),
    f"Nämnden för {COMPOUND}, {COMPOUND} och {COMPOUND}",
)
WIDE_FOOT = tuple(Faltgrupp(f"Organisationsnummer {n}", (f"{COMPOUND}@kommun.se", ENDLESS)) for n in range(5))


def wide_table(columns: int) -> Tabell:
    return Tabell(
        tuple(Kolumn(COMPOUND, 1 + n, "hoger" if n % 2 else "vanster") for n in range(columns)),
        tuple(
            (INSATS, ENDLESS, COMPOUND, "1306312-123456789", "2019-01-01", "1 234 567", "a/b-c")[:columns]
            for _ in range(4)
        ),
        COMPOUND * 4,
    )


WIDE = document(
    Rubrik(COMPOUND * 3),
    Rubrik(ENDLESS, 3),
    Stycke(f"{ENDLESS} {COMPOUND * 5} {ENDLESS}"),
    Lista((ENDLESS * 2, COMPOUND)),
    *(wide_table(columns) for columns in range(1, 8)),
    cases(case(ENDLESS[:50], ENDLESS * 30, COMPOUND * 9), case("1306312-123456789012345", "ord " * 3000)),
    Underskrifter((Underskrift(ENDLESS, COMPOUND * 3), Underskrift("Bo", "Chef"), Underskrift("Ylva", "Chef"))),
    head=LONG_HEAD,
    foot=WIDE_FOOT,
    title=f"{COMPOUND * 3} {ENDLESS}",
)


def everywhere(text: str) -> Dokument:
    """A text too long for any place, in every place."""
    return document(
        Tabell((Kolumn(text), Kolumn(text)), ((text, text),), text),
        Faltlista(((text, text),), text),
        Stycke(text, "grund"),
        cases(case(text, text)),
        Underskrifter((Underskrift(text, text),)),
        head=Sidhuvud(text, text, text, None, (text, text), text),
        foot=(Faltgrupp(text, (text,)),) * 3,
        title=text,
    )


@pytest.mark.parametrize(
    "made",
    [
        WIDE,
        everywhere("x" * 5000),
        everywhere("Ord och fler. " * 360),
        document(*(Stycke("Brödtext gjpqy. " * 50) for _ in range(20))),
    ],
)
def test_no_letter_outside_the_margins(made: Dokument) -> None:
    pages = page_signs(render_pdf(made))
    assert len(pages) > 1
    for signs in pages:
        assert len(signs) > 50
        for sign in signs:
            # A letter's ink may pass its own width by a hair.
            assert sign.left > LEFT - 1.0
            assert sign.right < RIGHT + 1.0
            assert sign.bottom > LOW
            assert sign.top < HIGH


@pytest.mark.parametrize("made", [WIDE, document(wide_table(7), cases(*(case("1", "Not.") for _ in range(30))))])
def test_no_letter_is_drawn_upon_another(made: Dokument) -> None:
    for signs in page_signs(render_pdf(made)):
        seen: dict[tuple[int, int], Sign] = {}
        for sign in signs:
            place = (round((sign.left + sign.right) / 2), round((sign.bottom + sign.top) / 2))
            other = seen.setdefault(place, sign)
            assert other is sign or {other.text, sign.text} <= set("il.,:;-|'\u00ad\x02\ufffe"), (other, sign)


def test_body_never_reaches_the_footer_whatever_its_groups() -> None:
    for groups in range(6):
        foot = tuple(Faltgrupp("FOTFOT", tuple("fotrad" for _ in range(1 + number))) for number in range(groups))
        made = document(*(Stycke("ooo " * 200) for _ in range(20)), foot=foot)
        for signs in page_signs(render_pdf(made))[:-1]:
            body = min(sign.bottom for sign in signs if sign.text == "o" and sign.top - sign.bottom > 5.2)
            feet = [sign.top for sign in signs if sign.text == "F" and sign.bottom < 150]
            assert len(feet) == 2 * groups
            assert all(body > top + 10 for top in feet)


def test_right_aligned_figures_end_at_the_same_place() -> None:
    rows = (("a " * 150, "1"), ("b", "1 111"), ("c", "11"))
    (signs,) = page_signs(render_pdf(document(Tabell((Kolumn("Text", 3), Kolumn("Antal", 1, "hoger")), rows), foot=())))
    lines: dict[int, float] = {}
    for sign in signs:
        if sign.text == "1" and sign.right > RIGHT - 60 and sign.top < 700:
            lines[round(sign.bottom)] = max(lines.get(round(sign.bottom), 0), sign.right)
    assert len(lines) == 3
    assert max(lines.values()) - min(lines.values()) < 0.1


def test_a_table_of_few_short_columns_is_not_spread_over_the_page() -> None:
    table = Tabell((Kolumn("Kvartal", 2), Kolumn("Antal", 2, "hoger")), (("2023Q1", "§"),))
    (signs,) = page_signs(render_pdf(document(table)))
    (found,) = (sign for sign in signs if sign.text == "§")
    assert found.right == pytest.approx(LEFT + (RIGHT - LEFT) / 3, abs=1)


def test_tables_with_the_same_heads_have_their_columns_at_the_same_places() -> None:
    heads = (Kolumn("Två", 1, "hoger"), Kolumn("Tre", 1, "hoger"))
    one = Tabell((Kolumn("Insats", 3), *heads), (("kort", "§", "1"),))
    other = Tabell((Kolumn("Verksamhet", 3), *heads), (("ord " * 200, "§", "1"),))
    (signs,) = page_signs(render_pdf(document(one, other)))
    first, second = (sign.right for sign in signs if sign.text == "§")
    assert first == pytest.approx(second, abs=0.1)


def test_case_lists_have_their_common_columns_at_the_same_places() -> None:
    start = (Kolumn("Nr"), Kolumn("Insats", 2))
    one = Arendelista((*start, Kolumn("Anmärkning", 2)), (Arendeblock(("1", "Kort", "§ x")),))
    cells = ("2", "Bostad med särskild service för barn eller ungdomar", "173", "§ " + "ord " * 60)
    other = Arendelista((*start, Kolumn("Dagar", 1, "hoger"), Kolumn("Slut", 2)), (Arendeblock(cells),))
    (signs,) = page_signs(render_pdf(document(one, other)))
    insats = [sign.left for sign in signs if sign.text == "I"]
    assert insats[0] == pytest.approx(insats[1], abs=0.1)
    first, second = (sign.left for sign in signs if sign.text == "§")
    assert first < second  # what the first list lacks is given to its last column


def test_the_last_figures_of_a_case_list_do_not_go_where_others_have_text() -> None:
    start = (Kolumn("Nr"), Kolumn("Dagar", 1, "hoger"))
    one = Arendelista((*start, Kolumn("Slut", 4)), (Arendeblock(("1", "§", "Verkställt 2019-01-31")),))
    other = Arendelista(start, (Arendeblock(("2", "§")),))
    (signs,) = page_signs(render_pdf(document(one, other)))
    first, second = (sign.right for sign in signs if sign.text == "§")
    assert first == pytest.approx(second, abs=0.1)


def test_a_head_is_not_divided_where_there_is_room_beside_it() -> None:
    columns = (Kolumn("Beslutsdatum"), Kolumn("Anmärkning"), *(Kolumn(f"Insats {n}", 5) for n in range(3)))
    texts = page_texts(render_pdf(document(Tabell(columns, (("2019-01-01", "–", *[COMPOUND] * 3),)))))
    assert "Beslutsdatum Anmärkning Insats 0" in texts[0]


def test_groups_of_a_figure_stay_on_one_line() -> None:
    columns = (Kolumn("Text", 50), *(Kolumn(COMPOUND, 5) for _ in range(5)), Kolumn("Z", 0.1, "hoger"))
    made = document(Tabell(columns, ((COMPOUND,) * 6 + ("77 777 777",),)), foot=())
    (signs,) = page_signs(render_pdf(made))
    sevens = [sign for sign in signs if sign.text == "7" and sign.top < 650 and sign.left > RIGHT - 60]
    assert len(sevens) == 8
    assert max(sign.bottom for sign in sevens) - min(sign.bottom for sign in sevens) < 1


def test_long_header_does_not_reach_the_title() -> None:
    made = document(Stycke("Text."), head=LONG_HEAD, foot=FOOT, title="QQQQ")
    (signs,) = page_signs(render_pdf(made))
    title = max(sign.top for sign in signs if sign.text == "Q")
    above = [sign for sign in signs if sign.bottom > title]
    assert len([sign for sign in above if sign.text == "ä"]) == 2
    assert min(sign.bottom for sign in above) > title + 8


def test_first_header_grows_with_what_it_holds() -> None:
    def title_top(head: Sidhuvud) -> float:
        (signs,) = page_signs(render_pdf(document(head=head, foot=(), title="QQQQ")))
        return max(sign.top for sign in signs if sign.text == "Q")

    assert (
        title_top(Sidhuvud("PM")) > title_top(Sidhuvud("PM", namnd="Nämnden")) > title_top(HEAD) > title_top(LONG_HEAD)
    )
