import time
from dataclasses import replace
from datetime import date

import pytest
from ale_2019q1 import ale_underlag
from hypothesis import given
from hypothesis import strategies as st
from pappersbygge import MALLAR

from ejverkstallda.report.granskning import Fynd, Fyndslag, contains_identity, find_identity, without_numbers
from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Dokument,
    Faltgrupp,
    Kolumn,
    Lista,
    Notering,
    Rubrik,
    Sidhuvud,
    Stycke,
    Tabell,
    Underskrift,
    Underskrifter,
)
from ejverkstallda.report.statistik import build_statistikrapport
from ejverkstallda.report.tjansteutlatande import build_tjansteutlatande

P, E = Fyndslag.PERSONNUMMER, Fyndslag.ERSATTNINGSNUMMER
NUMMER = "19121212-1212"  # the tax authority's own example; the check digit holds

HITS = {
    "twelve": "191212121212",
    "twelve, check digit wrong": "191212121213",
    "twelve with hyphen": NUMMER,
    "twelve, hyphen, check digit wrong": "19121212-1213",
    "ten with hyphen": "811218-9876",
    "ten, hyphen, check digit wrong": "811218-9877",
    "over a hundred years": "121212+1212",
    "ten with space": "811218 9876",
    "ten in a row, check digit right": "8112189876",
    "samordningsnummer": "701063-2391",
    "samordningsnummer in a row": "7010632391",
    "samordningsnummer of twelve": "19701063-2391",
    "leap day": "000229-1234",
    "no-break space": "811218\u00a09876",
    "narrow no-break space": "19121212\u202f1212",
    "en dash": "811218–9876",
    "minus sign": "811218−9876",
    "non-breaking hyphen": "811218\u20119876",
    "soft hyphen within": "1912\u00ad1212-1212",
    "zero width space within": "19121212\u200b1212",
    "spaces round the hyphen": "811218 - 9876",
    "underscore": "811218_9876",
    "broken by spaces": "1912 12 12 1212",
    "century apart": "19 121212-1212",
    "as a date": "1912-12-12-1212",
    "as a date, check digit wrong": "1912-12-12-1213",
    "as a date, dots": "1912.12.12-1212",
    "as a date, slashes": "1912/12/12 1212",
    "four by four": "1912 1212 1212",
    "every pair apart": "19 12 12 12 12 12",
    "ten broken as a date": "81 12 18 9876",
    "ten, last four broken": "811218-98 76",
    "line break within": "19121212\n1212",
    "full-width digits": "８１１２１８-９８７６",
    "arabic digits": "٨١١٢١٨-٩٨٧٦",
    "in a sentence": "Den enskilde (811218-9876) har svarat.",
    "after other digits": "Tel 0303-70 30 00, 811218-9876",
    "two, the first no date": "991399-1234 811218-9876",
    "letters close by": "pnr811218-9876x",
    "followed by a date": "811218-9876 2019-03-31",
    "slash": "19121212/1212",
    "dot": "19121212.1212",
    "colon": "19121212:1212",
    "comma": "19121212, 1212",
    "brackets": "19121212 (1212)",
    "as a date, comma": "1912-12-12, 1212",
    "one by one": "1 9 1 2 1 2 1 2 1 2 1 2",
    "one by one, ten": "8 1 1 2 1 8 9 8 7 6",
    "one by one, four together": "1 9 1 2 1 2 1 2-1212",
    "ten in pairs and a dash": "81 12 18-98 76",
    "ten broken, a dash apart": "81 12 18 - 9876",
    "last four broken by a dash": "19121212-12-12",
    "ten, dot": "121212.1212",
    "ten, slash": "121212/1212",
    "many spaces": f"19121212{' ' * 90}1212",
    "braille space": "19121212\u28001212",
    "hangul filler": "19121212\u31641212",
    "half-width hangul filler": "121212\uffa01212",
    "backwards": "\u202e2121-21212191",
    "backwards in a sentence": "Gäller \u202e2121-21212191\u202c som väntar.",
}


@pytest.mark.parametrize("text", HITS.values(), ids=HITS.keys())
def test_identity_numbers_are_found(text: str) -> None:
    assert contains_identity(text) is P


@pytest.mark.parametrize(
    "text",
    [
        "20100203-T123",
        "20100203-TF10",
        "20100203-t123",
        "20100203T123",
        "20100203 – TF10",
        "2010-02-03-T123",
        "100203-T123",
        "20100203-T 1 2 3",
        "19121212 T-121",
        "19121212T-F12",
    ],
)
def test_substitute_numbers_are_found(text: str) -> None:
    assert contains_identity(text) is E


MISSES = {
    "organisation number": "212000-1439",
    "organisation number of twelve": "16212000-1439",
    "a date": "2019-03-31",
    "a period": "2018-10-01–2018-12-31",
    "a period, compact": "20181001-20181231",
    "a period, short": "181001-181231",
    "dates in a row": "2018-12-11 2019-01-31",
    "date and year": "2019-03-31 2019",
    "date and quarter": "2019-03-31 2019Q1",
    "date and telephone": "2019-02-18 0303-70 30 00",
    "date and telephone with a stroke": "2019-02-18 0303/70 30 00",
    "date and clock": "2019-02-18 14:30",
    "case number": "1306312",
    "case number and date": "1306312 2018-11-09",
    "dnr": "Dnr 8.5-25086/2018",
    "diary number": "OAN.2019.17",
    "telephone": "0303-70 30 00",
    "mobile": "070-312 12 12",
    "mobile in a row, check digit wrong": "0703121213",
    "telephone with country": "+46 303 70 30 00",
    "post code": "SE-449 80 Alafors",
    "ten in a row, check digit wrong": "8112189877",
    "no such month": "811318-9876",
    "no such day": "810231-9876",
    "thirteen digits": "1912121212123",
    "eleven digits": "81121898761",
    "century apart from a wrong day": "19 121332-1212",
    "year as last four": "1912-12-12 2013",
    "broken date, wrong month": "1912-13-12-1212",
    "four by four, check digit wrong": "1912 1212 1213",
    "ten broken elsewhere": "8112 18 9876",
    "ten in pairs": "81 12 18 98 76",
    "ten broken, check digit wrong": "81 12 18 9877",
    "substitute without a date": "20101303-T123",
    "substitute too short": "20100203-T12",
    "a word after a date": "20100203-Testfall",
    "date and hours": "2019-01-22 08-12",
    "date and hours, comma": "2019-02-18, 0800-1630",
    "date and telephone, comma": "2019-02-18, 0303-70 30 00",
    "date, clock with a dot": "2019-02-18, 08.00",
    "dates with commas": "2018-12-12, 2019-01-31, 2019-02-28",
    "amount": "20190218: 1 212 121 kr",
    "slash, check digit wrong": "19121212/1213",
    "many spaces, check digit wrong": f"19121212{' ' * 12}1213",
    "one by one, check digit wrong": "1 9 1 2 1 2 1 2 1 2 1 3",
    "one by one, no date": "1 2 3 4 5 6 7 8 9 0",
    "one by one, eleven": "1 2 1 2 1 2 1 2 1 2 1",
    "nothing": "",
}


@pytest.mark.parametrize("text", MISSES.values(), ids=MISSES.keys())
def test_other_numbers_do_not_stop_the_paper(text: str) -> None:
    assert contains_identity(text) is None


@given(
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(0, 9999),
    st.sampled_from(["", "-", "+", " ", "–", "\u00a0-\u00a0"]),
    st.text("abc åäö.,;", max_size=5),
)
def test_any_twelve_digits_with_a_date_are_found(day: date, tail: int, between: str, around: str) -> None:
    assert contains_identity(f"{around}{day:%Y%m%d}{between}{tail:04}{around}") is P


def test_a_long_text_of_digits_and_separators_is_looked_through_quickly() -> None:
    for part in (" ", "1 ", "12, ", "19121212" + " " * 50, "1912-12-12, ", "\u202e1"):
        started = time.perf_counter()
        contains_identity(part * (200_000 // len(part)))
        assert time.perf_counter() - started < 10, part  # a search that is not linear takes minutes


YEARS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(YEARS, YEARS, st.sampled_from([" ", "–", " – ", ", ", " till ", "/"]))
def test_no_period_is_taken_for_a_person(first: date, last: date, between: str) -> None:
    assert contains_identity(f"{first}{between}{last}") is None


def document(*blocks: object, titel: str = "T", **head: object) -> Dokument:
    return Dokument(titel, Sidhuvud("Rapport", **head), (), blocks)  # type: ignore[arg-type]  # blocks and header fields


def places(dokument: Dokument) -> list[str]:
    found = find_identity(dokument)
    assert all("1212" not in f.plats for f in found)
    return [f.plats for f in found]


def test_clean_papers_pass() -> None:
    made = ale_underlag()
    assert find_identity(build_statistikrapport(made, MALLAR).dokument) == ()
    assert find_identity(build_tjansteutlatande(made, MALLAR)) == ()


def test_a_comment_of_a_real_paper_is_found_by_its_case() -> None:
    made = replace(ale_underlag(), noteringar={10: (Notering(date(2019, 1, 9), f"Gäller {NUMMER}."),)})
    assert find_identity(build_statistikrapport(made, MALLAR).dokument) == (
        Fynd(P, "under ”De nya besluten”, ärende 1306971, notering 2019-01-09"),
    )


def test_every_place_of_a_document_is_looked_through() -> None:
    kolumner = (Kolumn("A"),)
    assert places(document(titel=NUMMER)) == ["titeln"]
    assert places(document(forvaltning=NUMMER)) == ["sidhuvudet, förvaltning"]
    assert places(document(diarienummer=NUMMER)) == ["sidhuvudet, diarienummer"]
    assert places(document(namnd=NUMMER)) == ["sidhuvudet, nämnd"]
    assert places(document(handlaggare=("Bo", NUMMER))) == ["sidhuvudet, handläggare"]
    assert places(document()._replace(sidhuvud=Sidhuvud(NUMMER))) == ["sidhuvudet, dokumenttyp"]
    foot = (Faltgrupp("Telefon", (NUMMER,)), Faltgrupp(NUMMER, (NUMMER,)))
    assert places(document()._replace(sidfot=foot)) == [
        "sidfoten, Telefon",
        "sidfoten, rubrik",
        "sidfoten, grupp utan namn",
    ]
    assert places(document(Stycke(NUMMER))) == ["under ”T”, stycke"]
    assert places(document(Rubrik("R"), Lista(("a", NUMMER)))) == ["under ”R”, punkt 2"]
    assert places(document(Tabell(kolumner, (("a",), (NUMMER,)), NUMMER))) == [
        "under ”T”, tabellens rubrik",
        "under ”T”, tabellrad 2",
    ]
    assert places(document(Tabell((Kolumn(NUMMER),), ()))) == ["under ”T”, kolumnrubrik"]
    assert places(document(Arendelista((Kolumn(NUMMER),), (Arendeblock(()),)))) == ["under ”T”, kolumnrubrik"]
    people = (Underskrift(NUMMER, "x"), Underskrift("Bo", NUMMER))
    assert places(document(Underskrifter(people))) == ["under ”T”, underskrift"]


def test_a_number_that_names_a_place_is_not_repeated() -> None:
    case = Arendelista((Kolumn("A"),), (Arendeblock(("1",)), Arendeblock((NUMMER, "20100203-T123"))))
    assert find_identity(document(Rubrik(NUMMER), case)) == (
        Fynd(P, "under ”en rubrik som själv har ett sådant nummer”, rubrik"),
        Fynd(P, "under ”en rubrik som själv har ett sådant nummer”, ärende på plats 2 i listan"),
        Fynd(E, "under ”en rubrik som själv har ett sådant nummer”, ärende på plats 2 i listan"),
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/hem/19121212-1212/register.db", "/hem/[uppgift borttagen]/register.db"),
        ("191212121212 och 121212-1212", "[uppgift borttagen] och [uppgift borttagen]"),
        ("１９１２１２１２-１２１２ slut", "[uppgift borttagen] slut"),
        ("kopior/register_2026-02-15.db", "kopior/register_2026-02-15.db"),
        ("", ""),
    ],
)
def test_only_the_numbers_are_taken_out(text: str, left: str) -> None:
    assert without_numbers(text) == left
