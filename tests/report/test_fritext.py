"""Free text: what points out a person is found in its place, what only looks like it is not; nothing is repeated."""

import importlib
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.domain.brister import Allvar
from ejverkstallda.report import fritext, granskning, kontaktuppgifter, namn
from ejverkstallda.report.fritext import KODER, Traff, Traffslag, screen_text, text_findings
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.report.namn import name_words

TELEFON = [
    *("0303-703000", "0303/70 30 00", "0303 70 30 00", "(0303) 70 30 00", "031123456", "031-12 34 56", "0980-319 200"),
    *("08-12 34 56", "08-123 456 78", "08-465 004 12", "070-174 06 05", "0701740605", "0701-740605", "0701 74 06 05"),
    *("070.174.06.05", "070 – 174 06 05", "070\u00a0174\u00a006\u00a005", "０７０-１７４ ０６ ０５"),
    *(
        "+46 70 174 06 05",
        "+46(0)31-390 06 12",
        "+46 (0)31 390 06 12",
        "0046 31 390 06 12",
        "+4770123456",
        "+ 46 701740605",
    ),
]
EPOST = ["a@b.se", "anna.berg+x@kommun.example.se", "r_holm@example.org", "Å.ek@example.com", "x@sub.sub.example.se"]
ADRESS = [
    *("Storgatan 12", "Storgatan 12 B", "storgatan 12b", "STORGATAN 12", "Storgatan  7", "Ågatan 3", "Ekgränden 5C"),
    *("Björkvägen 3", "Älvstigen 7", "Kvarngränd 2", "Stortorget 4", "Kyrkallén 2", "Tallbacken 22", "Odenplan 3"),
    *("Lilla torget 5", "Stora Vägen 2", "Prästens väg 16", "Slottets esplanad 4", "Hamnkajen 1"),
    *("Box 12", "box 11734", "lgh 1201", "lägenhet 0901", "lgh nr 1101", "449 80 Alafors", "449 80 ALAFORS"),
    *("postnr 44980", "postnummer: 449 80"),
]


def found(text: str, *names: str) -> list[tuple[str, str]]:
    return [(t.slag.value, text[t.fran : t.till]) for t in screen_text(text, name_words(names))]


@pytest.mark.parametrize(
    ("slag", "form"),
    [*(("telefon", t) for t in TELEFON), *(("epost", t) for t in EPOST), *(("adress", t) for t in ADRESS)],
)
@pytest.mark.parametrize(
    "text", ["{}", "Nytt: {}.", "Den enskilde ({}) vill vänta", "2019-01-22 {}, återkom 2019-02-05", "kl 14.30\n{}\nok"]
)
def test_a_form_is_found_in_its_place(slag: str, form: str, text: str) -> None:
    assert found(text.format(form)) == [(slag, form)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tfn 70 30 00", "70 30 00"),
        ("Telefonnr till gode mannen 390 06 20, vardagar 9-12.", "390 06 20"),
        ("nås på 12 34 56", "12 34 56"),
        ("ring 123 45.", "123 45"),
    ],
)
def test_a_local_number_is_told_by_the_word_before_it(text: str, number: str) -> None:
    assert found(text) == [("telefon", number)]
    assert found(number) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Pnr 811218-9876 gäller", [("personnummer", "811218-9876")]),
        ("samordning 19701063-2391", [("personnummer", "19701063-2391")]),
        ("20100203-T123", [("ersattningsnummer", "20100203-T123")]),
        ("20100203 – TF10 hos IVO", [("ersattningsnummer", "20100203 – TF10")]),
        (
            "19121212-1212 och 20100203-T123",
            [("personnummer", "19121212-1212"), ("ersattningsnummer", "20100203-T123")],
        ),
        ("070-174 06 05 eller 031-390 06 12", [("telefon", "070-174 06 05"), ("telefon", "031-390 06 12")]),
        ("Storgatan 4, 449 80 Alafors", [("adress", "Storgatan 4"), ("adress", "449 80 Alafors")]),
        ("tel 0303-70 30 00", [("telefon", "0303-70 30 00")]),
        ("070174@example.com", [("epost", "070174@example.com")]),
        ("🙂🙂 ring 070-174 06 05", [("telefon", "070-174 06 05")]),
        ("1912\u00ad1212-1212", [("personnummer", "1912\u00ad1212-1212")]),
    ],
)
def test_each_detail_is_one_find_of_one_kind(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


INGET = [
    *(
        "kl 08.00-15.30 vardagar",
        "kl 08-16",
        "08:15-16:30",
        "tiden 0730-1600",
        "0830-1230 12 ggr",
        "14.30",
        "8.15 till 9.45",
    ),
    *("2019-01-22", "20190122", "190122", "22/1 2019", "22/1-2019", "05/06 2019", "08-12-2019", "den 08/12 2019 kl 10"),
    *("2018-10-01–2018-12-31", "20181001-20181231", "181001-181231", "2019-01-22 10 000 kr", "2019-01-22 14:30"),
    *("vecka 12", "v. 08-12", "v 1-52", "2019Q1", "kvartal 1 2019", "1/1-31/12 2019", "period 2019-2020", "3-5 år"),
    *(
        "dnr 8.5-25086/2018",
        "SN 2019/0123",
        "ärende 0123/2019",
        "1306312",
        "OAN.2019.17",
        "mål 12345-18",
        "nr 2019-000123-7",
    ),
    *("9 § 9 LSS", "16 kap. 6 f § SoL", "4:1 SoL", "LSS 9:9", "§ 14", "kap. 11 § 1"),
    *(
        "36 400 kr",
        "1 213 kr",
        "25 000 000 kr",
        "1 234 567 kr",
        "12 500,00 kr",
        "0,25 tjänst",
        "40 % av 25 tim",
        "0.5 tjänst",
    ),
    *("bg 123-4567", "212000-1439", "faktura 10045877", "12 34 56", "0 12 34", "00 12 34 56 78", "011 223"),
    *(
        "ring 5 ggr",
        "ringt 3 gånger 12/1, 14/1, 16/1",
        "telefonmöte 2019-02-12 13-14",
        "nummer 1306312",
        "tel 12/3",
        "tel 10-19",
        "ring 10 19",
    ),
    *("Ringt Solgården 12 personer", "tel. Kostnad 12 34 56", "tfn 123 45 678", "nås 12 34,5"),
    *(
        "Storgatan",
        "Storgatan 2019",
        "Storgatan 12 maj",
        "Storgatan 12/3",
        "Storgatan 201 000 kr",
        "box 2019-01-22",
        "lgh 1201-01-02",
        "Storgatan 3 dagar",
        "Storgatan 2 ggr",
        "gatan 3",
    ),
    *(
        "Storgatan 2 v",
        "Storgatan 12.30",
        "Storgatan, 3 platser",
        "vägen 3 km",
        "Tallvägen 12 km bort",
    ),
    *(
        "Riksväg 45",
        "Genomförandeplan 2",
        "Handlingsplan 3",
        "Vårdplan 1",
        "plan 3",
        "på väg 3",
        "torget 2",
        "Ny plan 2",
    ),
    *("Solgården 2", "Ekliden", "rum 217", "avd 3 A", "trapphus 4", "lgh i trapphus 4", "lägenhet 2019", "boxning 3"),
    *(
        "36 400 Kronor",
        "1 449 80 Alafors",
        "2-449 80 Alafors",
        "449 80 kr",
        "mejla @kommun 2",
        "a@b",
        "@",
        "+",
        "+46",
        "+ 36 400 kr",
    ),
]


@pytest.mark.parametrize("text", INGET)
def test_other_numbers_and_words_are_no_finds(text: str) -> None:
    assert found(text) == []
    assert found(f"Nytt: {text}, i övrigt som förut") == []


@pytest.mark.parametrize(
    "names", [["Anna Lindqvist"], ["LINDQVIST, ANNA"], ["lindqvist anna"], ["Åsa Öberg", "Anna", "Lindqvist"]]
)
@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Anna vill vänta.", ["Anna"]),
        ("Annas mor och fam Lindqvist", ["Annas", "Lindqvist"]),
        ("ANNA LINDQVIST", ["ANNA", "LINDQVIST"]),
        ("Anna-Karin", ["Anna"]),
        ("(Anna)/Lindqvist;", ["Anna", "Lindqvist"]),
        ("Annan plats, Annagården, Lindqvistska, anna, SvAnna, xAnna", []),
    ],
)
def test_a_given_name_is_found_as_a_whole_word(names: list[str], text: str, hits: list[str]) -> None:
    assert found(text, *names) == [("namn", h) for h in hits]


def test_a_name_that_ends_in_s_and_one_with_accents_apart_are_found() -> None:
    assert found("Möte med Jonas, Jonass och Åsa", "Jonas Åsa") == [("namn", n) for n in ("Jonas", "Jonass", "Åsa")]
    assert found("Hos A\u030asas mor", "Åsa Öberg") == [("namn", "A\u030asas")]
    assert found("Hos Åsas mor", "A\u030asa O\u0308berg") == [("namn", "Åsas")]
    assert found("Šimun, Đoko och Éva", "Šimun", "Đoko", "Éva") == [("namn", n) for n in ("Šimun", "Đoko", "Éva")]


@pytest.mark.parametrize("name", ["Bo Ek", "von der", "Li 12", "", "–", "El-Al"])
def test_short_words_and_particles_are_no_names(name: str) -> None:
    assert name_words([name]) == frozenset()


@pytest.mark.parametrize(
    "text",
    ["Hans önskemål", "Nej. Hans mor", "Nej!  Hans mor", "Plats:\nHans mor", "”Hans mor”", "- ok\n- Hans mor", "Hans"],
)
def test_a_name_that_is_a_word_says_nothing_where_a_sentence_begins(text: str) -> None:
    assert found(text, "Hans Berglund") == []


@pytest.mark.parametrize("text", ["mor till Hans", "och Hans Berglund", "2019-01-22 Hans ringde"])
def test_a_name_that_is_a_word_counts_within_a_sentence(text: str) -> None:
    assert ("namn", "Hans") in found(text, "Hans Berglund")


def test_without_names_no_name_is_found() -> None:
    assert screen_text("Anna Lindqvist vill vänta.") == ()


def test_finds_are_told_in_reading_order_with_their_places() -> None:
    text = "Anna: 070-174 06 05, a@b.se"
    assert screen_text(text, name_words(["Anna"])) == (
        Traff(Traffslag.NAMN, 0, 4),
        Traff(Traffslag.TELEFON, 6, 19),
        Traff(Traffslag.EPOST, 21, 27),
    )


def test_every_kind_of_find_has_its_fault_and_each_fault_is_a_warning() -> None:
    assert set(KODER) == set(Traffslag)
    assert {k.kod for k in KODER.values()} == {
        *("identitet_skriven", "telefon_skriven", "epost_skriven", "adress_skriven", "namn_skrivet"),
    }
    assert {k.allvar for k in KODER.values()} == {Allvar.VARNING}


def test_a_finding_says_what_where_and_what_to_do_and_repeats_nothing() -> None:
    text = "Ring Anna 070-174 06 05\neller 031-390 06 12, pnr 811218-9876, 20100203-T123"
    ratta = (
        "Skriv om texten utan det: i filen före inläsningen, eller med ejv ratta "
        "(händelsens nummer står i ejv beslut visa)."
    )
    betydelse = (
        "Texten ser ut att innehålla ett personnummer, samordningsnummer eller ersättningsnummer (det visas inte). "
        "Det stoppar nämndens papper."
    )
    findings = text_findings(text, "beslut B-1", name_words(["Anna Ek"]))
    assert [(b.kod, b.allvar, b.plats, b.text) for b in findings] == [
        (
            "namn_skrivet",
            "varning",
            "beslut B-1",
            f"Texten ser ut att innehålla ett namn ur namnkolumnen (det visas inte). Var i texten: ord 2. {ratta}",
        ),
        (
            "telefon_skriven",
            "varning",
            "beslut B-1",
            f"Texten ser ut att innehålla ett telefonnummer (det visas inte). Var i texten: ord 3–5, ord 7–9. {ratta}",
        ),
        (
            "identitet_skriven",
            "varning",
            "beslut B-1",
            f"{betydelse} Var i texten: ord 11, ord 12. {ratta}",
        ),
    ]


def test_many_finds_make_a_short_message() -> None:
    (finding,) = text_findings("a@b.se " * 5, "p")
    assert "Var i texten: ord 1, ord 2, ord 3, ord 4, ord 5. " in finding.text
    (finding,) = text_findings("a@b.se " * 7, "p")
    assert "Var i texten: ord 1, ord 2, ord 3, ord 4, ord 5, och 2 till. " in finding.text


@pytest.mark.parametrize("text", [None, "", "Inget nytt.", "Inget nytt 2019-01-22."])
def test_a_clean_text_gives_no_finding(text: str | None) -> None:
    assert text_findings(text, "p") == ()


PIECES = st.sampled_from(
    [
        *"0123456789",
        *" -./+()tTfF@",
        "19",
        "20",
        "07",
        "46",
        "Storgatan ",
        "box ",
        "lgh ",
        "tel ",
        "kr",
        ", ",
        "2019-01-22",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS)
def test_a_text_is_never_thought_harmless_by_mistake(text: str) -> None:
    """A lone @ makes the program look for everything; nothing may come of it that was not found without."""
    assert screen_text(text) == screen_text(f"{text} \0 @ ")[: len(screen_text(text))]
    assert len(screen_text(text)) == len(screen_text(f"{text} \0 @ "))


@given(TEXTS)
def test_what_stops_a_paper_is_also_pointed_out_where_it_is_written(text: str) -> None:
    kinds = {t.slag for t in screen_text(text)} & {Traffslag.PERSONNUMMER, Traffslag.ERSATTNINGSNUMMER}
    assert bool(kinds) is (contains_identity(text) is not None)


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_text_can_be_screened_and_its_places_are_in_it(text: str, name: str) -> None:
    traffar = screen_text(f"{text} 070-174 06 05", name_words([name]))
    assert traffar
    assert all(0 <= t.fran < t.till <= len(text) + 14 for t in traffar)
    assert list(traffar) == sorted(traffar, key=lambda t: (t.fran, t.till))


def _patterns(module: ModuleType) -> Iterator[re.Pattern[str]]:
    return (v for v in vars(module).values() if isinstance(v, re.Pattern))


def _repeats(tree: Any) -> Iterator[int]:
    """The upper bound of every repetition in a parsed pattern."""
    for node in tree:
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]).endswith("REPEAT"):
            yield int(node[1][1])
        if isinstance(node, list | tuple) or hasattr(node, "data"):
            yield from _repeats(node)


@pytest.mark.parametrize("module", [fritext, granskning, kontaktuppgifter, namn])
def test_no_pattern_repeats_without_a_bound(module: ModuleType) -> None:
    """What keeps a hostile text of 20 000 characters from taking longer than its length."""
    parser = importlib.import_module("re._parser")
    bounds = [b for p in _patterns(module) for b in _repeats(parser.parse(p.pattern, p.flags))]
    assert bounds
    assert max(bounds) <= 100
    assert list(_repeats(parser.parse(r"(?:a+b{2,})*"))) == [parser.MAXREPEAT] * 3


@pytest.mark.parametrize(
    "piece", ["1", "0 ", "0 7 ", "a@", "Xgatan 12 ", "00 46 ", "1 T 1 ", "tel 12 ", "1912-12-12 ", "+46"]
)
def test_a_long_hostile_text_is_screened(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert screen_text(f"{text}, 070-174 06 05")[-1].slag is Traffslag.TELEFON
