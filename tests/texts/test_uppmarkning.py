"""Markdown and slots: what becomes blocks, what is refused, and that values are shown as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.report.mallar import Mallfel, Platser
from ejverkstallda.report.modell import Arendeblock, Arendelista, Block, Kolumn, Lista, Rubrik, Stycke, Tabell
from ejverkstallda.texts import load_texts
from ejverkstallda.texts.varden import flatten

TABELL = Tabell((Kolumn("A"),), (("1",),))
TOM = Arendelista((Kolumn("A"),), ())


def render(source: str, platser: Platser | None = None, **varden: object) -> tuple[Block, ...]:
    return load_texts([{"m.md": source}]).render("m.md", varden, platser or {})


def faults(source: str, platser: Platser | None = None) -> list[tuple[str | None, str]]:
    with pytest.raises(Mallfel) as caught:
        render(source, platser)
    return [(b.plats, b.text) for b in caught.value.brister]


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("", ()),
        ("a\nb", (Stycke("a b"),)),
        ("a  \nb\\\nc", (Stycke("a b c"),)),
        ("- a\n- b\n", (Lista(("a", "b")),)),
        ("* a\n\n* b", (Lista(("a", "b")),)),
        ("- a\n-\n- b", (Lista(("a", "b")),)),
        ("    indragen text", (Stycke("indragen text"),)),
        ("\\*inte kursiv\\* 2*3*4 a_b_c &lt;b&gt; [x] [x]: y", (Stycke("*inte kursiv* 2*3*4 a_b_c <b> [x] [x]: y"),)),
        ("[x]: /adress", (Stycke("[x]: /adress"),)),
        ("T\n=\n\nU\n-\n", (Rubrik("T", 1), Rubrik("U", 2))),
    ],
)
def test_what_markdown_becomes(source: str, blocks: tuple[Block, ...]) -> None:
    if "2*3*4" in source:
        source = source.replace("2*3*4", "2\\*3\\*4")
    assert render(source) == blocks


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("**fet**", "fet text"),
        ("*kursiv*", "kursiv text"),
        ("`kod`", "kodtext"),
        ("[x](y)", "en länk"),
        ("<https://x.se>", "en länk"),
        ("![x](y)", "en bild"),
        ("a <b>c", "html"),
        ("<div>\nx\n</div>", "html"),
        ("1. a", "en numrerad lista"),
        ("> a", "ett citat"),
        ("| a | b |\n|---|---|\n| c | d |", "en tabell"),
        ("```\nx\n```", "ett kodblock"),
        ("---", "ett streck"),
        ("- a\n  - b", "mer än ett stycke"),
        ("- a\n\n  b", "mer än ett stycke"),
        ("- # a", "mer än ett stycke"),
        ("#### a", "på nivå 4"),
        ("#", "utan text"),
    ],
)
def test_what_the_papers_do_not_have_is_refused_with_its_row(source: str, what: str) -> None:
    ((place, text),) = dict.fromkeys(faults(f"första raden\n\n{source}\n"))
    assert place == "m.md rad 3"
    assert what in text


def test_a_row_counts_in_the_template_not_in_what_it_gives() -> None:
    source = "{% for i in range(5) %}\n- {{ i }}\n{% endfor %}\n\n*x*\n"
    assert [place for place, _ in faults(source)] == ["m.md rad 5"]


def test_headings_go_down_one_level_at_a_time() -> None:
    ((place, text),) = faults("# A\n\n### B")
    assert place == "m.md"
    assert "”B” hoppar över en nivå" in text


def test_a_slot_alone_on_its_line_is_replaced_wherever_it_stands() -> None:
    source = "a\n{{ plats.x }}\nb\n\n- c\n  {{ plats.x }}\n- d"
    assert render(source, {"x": (TABELL, Stycke("z"))}) == (
        Stycke("a"),
        TABELL,
        Stycke("z"),
        Stycke("b"),
        Lista(("c",)),
        TABELL,
        Stycke("z"),
        Lista(("d",)),
    )


def test_a_slot_among_other_text_is_refused() -> None:
    assert faults("a\n\nse {{ plats.x }}", {"x": ()})[0][0] == "m.md rad 3"
    assert "samma rad" in faults("{{ plats.x }}{{ plats.x }}", {"x": ()})[0][1]


def test_an_unknown_slot_is_named_with_the_nearest() -> None:
    ((place, text),) = faults("{{ plats.nyaa }}", {"nya": ()})
    assert place == "m.md rad 1"
    assert "Platsen plats.nyaa finns inte. Menade du nya?" in text


def test_a_slot_with_content_may_not_be_left_out() -> None:
    ((place, text),) = faults("a", {"nya": (TABELL,), "tom": (TOM,), "inget": ()})
    assert place == "m.md"
    assert "plats.nya har innehåll men finns inte" in text
    full = Arendelista((Kolumn("A"),), (Arendeblock(("1",)),))
    assert len(faults("a", {"a": (full,), "b": (Stycke("x"),)})) == 2


def test_a_slot_is_nothing_to_look_into_or_work_on() -> None:
    assert faults("{{ plats }}")[0][0] == "m.md rad 1"
    assert "finns inte" in faults("{{ plats.nya.block }}", {"nya": ()})[0][1]
    assert faults("{{ plats.nya|stor }}", {"nya": ()})[0][0] == "m.md rad 1"


HOSTILE = [
    "*a*",
    "_a_",
    "**a**",
    "<b>a</b>",
    "[x](y)",
    "![x](y)",
    "# x",
    "#",
    "- x",
    "+ x",
    "1. x",
    "1986",
    "12) x",
    "> x",
    "`x`",
    "```",
    "---",
    "===",
    "| a | b |",
    "|---|",
    "&amp;",
    "&#35;",
    "a\\",
    "\\*",
    "{{ namn }}",
    "{% if %}",
    "{# x #}",
    "[x]: y",
    "<https://x.se>",
    "<!-- x -->",
    "    x",
    "\tx",
    "a  ",
    "~~~",
    "a\nb",
    "a\n\nb",
    "a\u2028b",
    "a\r\nb",
    "\x00",
    "١. x",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_stand_exactly_as_written(value: str) -> None:
    check(value)


@given(st.text() | st.text("*_`#->+.1) \t\n[](){}<>!|&;:=~\\\"'a"))
def test_any_value_stands_exactly_as_written(value: str) -> None:
    if not any("\ufdd0" <= c <= "\ufdef" for c in value):
        check(value)


def check(value: str) -> None:
    source = "# Ö{{ x }}Å\n\nFöre {{ x }} efter\n\nx{{ x }}\n\n{{ x }}. Punkt\n\n- {{ x }}ö\n- ö{{ x }}\n"
    shown = flatten(value)
    title, within, last, first, items = render(source, x=value)
    assert title == Rubrik(f"Ö{shown}Å", 1)
    assert within == Stycke(f"Före {shown} efter")
    assert last == Stycke(f"x{shown}".strip())
    assert first == Stycke(f"{shown}. Punkt".strip())
    assert items == Lista((f"{shown}ö".strip(), f"ö{shown}".strip()))


def test_flattening_touches_nothing_but_what_breaks_lines() -> None:
    assert flatten("a\nb\tc\u2029d\u00a0e  f") == "a b c d\u00a0e  f"


@pytest.mark.parametrize("mark", ["\ufdd0nya\ufdd1", "\ufdd29\ufdd3"])
def test_the_programs_own_marks_cannot_come_from_a_value_or_a_template(mark: str) -> None:
    shown = Stycke(mark.replace(mark[0], "\ufffd").replace(mark[-1], "\ufffd"))
    assert render("{{ x }}", {"nya": ()}, x=mark) == (shown,)
    assert render(mark, {"nya": ()}) == (shown,)
