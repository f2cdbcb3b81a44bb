"""What a template may do, what it may not, and that every refusal says where and what to do."""

from dataclasses import dataclass

import pytest

from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.report.modell import Block, Lista, Rubrik, Stycke
from ejverkstallda.texts import load_texts
from ejverkstallda.texts.sandlada import MEST_TEXT, MEST_VARV


@dataclass(frozen=True)
class Tal:
    nya: int = 2
    kvar: int = 0


@dataclass(frozen=True)
class Post:
    namn: str


VARDEN: dict[str, object] = {"tal": Tal(), "namn": "Ale", "poster": (Post("a"), Post("b")), "preliminar": False}


def render(source: str, **more: object) -> tuple[Block, ...]:
    return load_texts([{"m.md": source}]).render("m.md", VARDEN | more, {})


def fault(source: str) -> tuple[str, str | None, str]:
    with pytest.raises(Mallfel) as caught:
        render(source)
    (brist,) = caught.value.brister
    return brist.kod, brist.plats, brist.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ namn }}", "Ale"),
        ("{{ tal.nya }} st", "2 st"),
        ("{{ tal.nya|ord|stor }} beslut", "Två beslut"),
        ('{{ antal(tal.nya, "nytt beslut", "nya beslut") }}', "två nya beslut"),
        ('{{ antal(tal.kvar, "nytt beslut", "nya beslut", inget="inget nytt beslut") }}', "inget nytt beslut"),
        ('{{ form(1, "verkställt", "verkställda") }}', "verkställt"),
        ("{{ 1234567 }}", "1\u00a0234\u00a0567"),
        ("{{ tal.nya + tal.kvar - 1 }}", "1"),
        ('{{ "ja" if tal.nya > 1 and not preliminar else "nej" }}', "ja"),
        ("{% set n = tal.nya %}{{ n }}", "2"),
        ("{% for p in poster %}{{ loop.index }}{{ p.namn }}{% if not loop.last %}, {% endif %}{% endfor %}", "1a, 2b"),
        ("{% for i in range(3) %}{{ i }}{% endfor %}", "012"),
        ("{# tyst #}Hej", "Hej"),
        ("Hej{{ namn if false }}", "Hej"),
        ("{% raw %}{{ namn }}{% endraw %}", "{{ namn }}"),
    ],
)
def test_what_a_template_may_do(source: str, text: str) -> None:
    assert render(source) == (Stycke(text),)


def test_lines_of_code_alone_leave_no_empty_line() -> None:
    text = "Ett\n{% if tal.nya %}\ntvå\n  {% endif %}\n{# not #}\ntre\n\n"
    items = "{% for p in poster %}\n- {{ p.namn }}\n{% endfor %}\n"
    assert render(text + items) == (Stycke("Ett två tre"), Lista(("a", "b")))


@pytest.mark.parametrize(
    ("source", "kod", "row", "words"),
    [
        ("a\n{{ tal.nyaa }}", "mall_okant_falt", 2, "tal.nyaa finns inte. Menade du nya?"),
        ("a\n\n{{ tall }}", "mall_okant_falt", 3, "tall finns inte. Menade du tal?"),
        ("{{ tall.x }}", "mall_okant_falt", 1, "tall finns inte."),
        ("{{ namn.langd }}", "mall_okant_falt", 1, "namn.langd finns inte. Här finns inget."),
        ("{% if false %}\n{{ tal.x }}\n{% endif %}", "mall_okant_falt", 2, "Här finns kvar, nya."),
        ("a\n{% for p in poster %}\n{{ p.nam }}\n{% endfor %}", "mall_okant_falt", 3, "nam finns inte"),
        ("{% for p in poster %}{% endfor %}\n{{ p }}", "mall_okant_falt", 2, "Fältet p finns inte här."),
        ("{{ antal(1, 'a', 'b').x }}", "mall_okant_falt", 1, "Fältet x finns inte här."),
        ("{{ namn|upper }}", "mall_okant_falt", 1, "Funktionen upper finns inte"),
        ("{{ sum(1) }}", "mall_okant_falt", 1, "Funktionen sum finns inte"),
        ("a\n{{ namn }", "mall_syntax", 2, "går inte att läsa"),
        ("{% if namn %}\na", "mall_syntax", 1, "innan allt som öppnats är stängt"),
        ("{# a", "mall_syntax", 1, "innan allt som öppnats är stängt"),
        ("{% annat %}", "mall_syntax", 1, "tagg som mallar inte har"),
        ("{% endif %}", "mall_syntax", 1, "tagg som mallar inte har"),
        ("{{ poster }}", "mall_varde", 1, "Fältet poster används på ett sätt som inte går här."),
        ("{{ tal.kvar }}\n{{ namn + 1 }}", "mall_varde", 2, "Fältet namn används"),
        ("{{ (1 - 2)|ord }}", "mall_varde", 1, "Ett fält används på ett sätt som inte går här."),
        ("{{ preliminar }}", "mall_varde", 1, "på ett sätt som inte går"),
        ("{{ tal.nya > namn }}", "mall_varde", 1, "Raden nämner tal.nya och namn."),
        ("{% for p in poster %}\n{{ p.namn|ord }}{% endfor %}", "mall_varde", 2, "Fältet p.namn används"),
        ("{{ antal(tal.nya) }} {{ tal.nya }}", "mall_varde", 1, "Fältet tal.nya används"),
        ("{{ antal(1) }}", "mall_varde", 1, "på ett sätt som inte går"),
        ("{{ namn|ord.nagot }}", "mall_okant_falt", 1, "ord.nagot"),
    ],
)
def test_a_mistake_is_told_with_row_and_remedy(source: str, kod: str, row: int, words: str) -> None:
    got, place, text = fault(source)
    assert (got, place) == (kod, f"m.md rad {row}")
    assert words in text
    assert text.endswith(".")


@pytest.mark.parametrize(
    "source",
    [
        "{{ namn.__class__ }}",
        "{{ namn.__class__.__mro__ }}",
        "{{ tal._x }}",
        "{{ namn['__class__'] }}",
        "{{ poster[0] }}",
        "{{ namn.upper() }}",
        "{{ antal.__globals__ }}",
        "{{ ''.join(poster) }}",
        "{{ loop(poster) if false }}{{ namn.format() }}",
        "{% include 'x.md' %}",
        "{% import 'x.md' as x %}",
        "{% from 'x.md' import x %}",
        "{% extends 'x.md' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% filter stor %}a{% endfilter %}",
        "{% set a %}b{% endset %}",
        "{% for p in poster recursive %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ namn ~ namn }}",
        "{{ 1 / 0 }}",
        "{{ -1 }}",
        "{{ [1, 2] }}",
        "{{ (1, 2) }}",
        "{{ {'a': 1} }}",
        "{{ namn is defined }}",
        "{{ antal(*poster) }}",
        "{{ antal(**tal) }}",
        "{% for a, b in poster %}{% endfor %}",
    ],
)
def test_nothing_reaches_out_of_the_sandbox(source: str) -> None:
    with pytest.raises(Mallfel) as caught:
        render(f"rad ett\n{source}")
    assert {b.plats for b in caught.value.brister} == {"m.md rad 2"}
    assert {b.kod for b in caught.value.brister} <= {"mall_ej_tillatet", "mall_okant_falt"}
    assert "mall_ej_tillatet" in {b.kod for b in caught.value.brister}


def test_all_faults_come_at_once_each_once() -> None:
    with pytest.raises(Mallfel) as caught:
        render("{{ x }} {{ x }}\n{{ y|z }}\n{% include 'a' %}")
    assert [b.plats for b in caught.value.brister] == ["m.md rad 1", "m.md rad 2", "m.md rad 2", "m.md rad 3"]


LOOP = "{% for a in range(1000) %}"


@pytest.mark.parametrize(
    "source",
    [
        LOOP * 5 + "{% endfor %}" * 5,
        LOOP * 2 + "x" + "{% endfor %}" * 2,
        "{% for a in range(100000000000) %}{% endfor %}",
        "{{ 'a' in range(100000000000) }}",
    ],
)
def test_endless_and_enormous_templates_are_stopped(source: str) -> None:
    kod, place, text = fault(f"a\n{source}")
    assert (kod, place) == ("mall_for_lang", "m.md rad 2")
    assert f"{MEST_TEXT} tecken" in text
    assert f"{MEST_VARV} varv" in text


def test_too_much_text_is_stopped() -> None:
    kod, place, _ = fault(f"{{% for a in range(1000) %}}{'x' * 1000}{{% endfor %}}")
    assert (kod, place) == ("mall_for_lang", "m.md")


@pytest.mark.parametrize(
    ("source", "kod"),
    [
        ("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}", "mall_for_lang"),
        ("{{ 1" + " + 1" * 20_000 + " }}", "mall_for_lang"),
        ("{% for a in poster %}" * 30 + "{% endfor %}" * 30, "mall_for_lang"),
        ("{{ " + "9" * 5000 + " }}", "mall_syntax"),
    ],
)
def test_code_nested_beyond_reason_is_told(source: str, kod: str) -> None:
    assert fault(source)[:2] == (kod, "m.md")


@pytest.mark.parametrize("piece", ["{% set a = antal(1, a, a) %}", "{% set a = a|stor %}"])
def test_no_text_doubles_by_being_worked_on(piece: str) -> None:
    (block,) = render("{% set a = 'xxxxxxxxxx' %}" + piece * 500 + "{{ a }}")
    assert isinstance(block, Stycke)
    assert len(block.text) <= 10 + 500 * len("ett ")


def test_a_text_is_no_list() -> None:
    assert fault("{{ namn|uppraknat }}")[0] == "mall_varde"


def test_lists_in_running_text() -> None:
    assert render("{{ namnen|uppraknat }}", namnen=("a", "b", "c")) == (Stycke("a, b och c"),)


def test_a_tag_without_a_row_of_its_own_is_refused_all_the_same() -> None:
    assert fault("a\n{% autoescape true %}{% endautoescape %}")[:2] == ("mall_ej_tillatet", "m.md")


def test_own_names_may_shadow_values() -> None:
    assert render("{% set tal = poster %}{% for tal in tal %}{{ tal.namn }}{% endfor %}") == (Stycke("ab"),)


def test_headings() -> None:
    assert render("# T {{ namn }}\n\n## A\n### B\n") == (Rubrik("T Ale", 1), Rubrik("A", 2), Rubrik("B", 3))
