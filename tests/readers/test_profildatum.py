"""Days in the forms a profile allows: both sides of each form's limits, and what could mean two days is a fault."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.readers.falt import Fel
from ejverkstallda.readers.profil_koder import Datumform
from ejverkstallda.readers.profildatum import date_reader

IDAG = date(2026, 11, 20)
ALLA = tuple(f for f in Datumform if f is not Datumform.MANAD_DAG)


def read(text: str, *former: str) -> str | Fel:
    return date_reader([Datumform(f) for f in former], IDAG)(text)


def why(text: str, *former: str) -> tuple[str, str]:
    fel = read(text, *former)
    assert isinstance(fel, Fel)
    return fel.kod.kod, fel.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-01-31", "2019-01-31"),
        ("20190131", "2019-01-31"),
        ("190131", "2019-01-31"),
        ("361231", "2036-12-31"),
        ("370101", "1937-01-01"),
        ("1900-01-01", "1900-01-01"),
        (" 2019-01-31 ", "2019-01-31"),
    ],
)
def test_the_contracts_own_forms_need_no_profile(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("d/m aaaa", "31/1 2019", "2019-01-31"),
        ("d/m aaaa", "31/01/2019", "2019-01-31"),
        ("d/m aaaa", "1/12-2019", "2019-12-01"),
        ("d/m aaaa", "3/4 2019", "2019-04-03"),
        ("d/m aaaa", "29/2 2020", "2020-02-29"),
        ("d/m aaaa", "1/1 1900", "1900-01-01"),
        ("d/m aaaa", "31/1  2019", "2019-01-31"),
        ("m/d aaaa", "1/31 2019", "2019-01-31"),
        ("m/d aaaa", "3/4/2019", "2019-03-04"),
        ("d.m.aaaa", "31.1.2019", "2019-01-31"),
        ("d.m.aaaa", "03.04.2019", "2019-04-03"),
        ("d.m.aaaa", "3. 4. 2019", "2019-04-03"),
        ("d-m-aaaa", "31-1-2019", "2019-01-31"),
        ("d-m-aaaa", "03-04-2019", "2019-04-03"),
        ("aaaa-m-d", "2019-1-31", "2019-01-31"),
        ("aaaa-m-d", "2019/1/3", "2019-01-03"),
        ("aaaa-m-d", "2019.01.31", "2019-01-31"),
        ("excel", "43496", "2019-01-31"),
        ("excel", "43496.75", "2019-01-31"),
        ("excel", "43496,9999", "2019-01-31"),
        ("excel", "10000", "1927-05-18"),
        ("excel", "99999", "2173-10-13"),
        ("datum-tid", "2019-01-31 00:00:00", "2019-01-31"),
        ("datum-tid", "2019-01-31T00:00:00", "2019-01-31"),
        ("datum-tid", "2019-01-31T14:30", "2019-01-31"),
        ("datum-tid", "2019-01-31T23:59:59.9999999", "2019-01-31"),
        ("datum-tid", "2019-01-31T00:00:00Z", "2019-01-31"),
        ("datum-tid", "2019-01-30T22:59:59Z", "2019-01-30"),
        ("datum-tid", "2019-01-30T23:00:00Z", "2019-01-31"),
        ("datum-tid", "2019-06-30T21:59:59Z", "2019-06-30"),
        ("datum-tid", "2019-06-30T22:00:00Z", "2019-07-01"),
        ("datum-tid", "2019-12-31T23:00:00.000Z", "2020-01-01"),
        ("datum-tid", "2019-01-31T00:30:00+01:00", "2019-01-31"),
        ("datum-tid", "2019-01-31T00:30:00+0200", "2019-01-30"),
    ],
)
def test_a_form_the_profile_allows(form: str, text: str, day: str) -> None:
    assert read(text, form) == day


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("31/1 2019", "d/m aaaa"),
        ("4/4 2019", "d/m aaaa"),
        ("31.1.2019", "d.m.aaaa"),
        ("3.4.2019", "d.m.aaaa"),
        ("31-1-2019", "d-m-aaaa"),
        ("2019-1-31", "aaaa-m-d"),
        ("43496", "excel"),
        ("2019-01-31T00:00:00Z", "datum-tid"),
    ],
)
def test_the_same_form_not_allowed_is_named(text: str, form: str) -> None:
    kod, words = why(text)
    assert kod == "datum_form_ej_tillaten"
    assert f"formen ”{form.replace('aaaa', 'åååå')}”, som profilen inte tillåter" in words
    assert read(text, form) in {"2019-01-31", "2019-04-04", "2019-04-03"}


@pytest.mark.parametrize("text", ["3/4 2019", "12/1 2019", "1/12/2019", "03-04-2019"])
def test_a_day_that_could_be_two_is_never_guessed(text: str) -> None:
    assert why(text) == ("datum_tvetydigt", f"”{text}” kan betyda två olika dagar.")


def test_thirteen_is_no_month_so_the_day_is_certain_but_the_form_is_not_allowed() -> None:
    assert why("12/1 2019")[0] == "datum_tvetydigt"
    assert why("13/1 2019")[0] == "datum_form_ej_tillaten"


@pytest.mark.parametrize("text", ["31/1 19", "31/1-19", "31.1.19", "3-4-19", "1/2/03"])
def test_a_year_of_two_digits_outside_the_contracts_form(text: str) -> None:
    kod, words = why(text, *ALLA)
    assert kod == "datum_tvetydigt"
    assert "ett år med två siffror" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-02-29", "finns inte"),
        ("20190431", "finns inte"),
        ("190230", "finns inte"),
        ("29/2 2019", "finns inte"),
        ("0/1 2019", "finns inte"),
        ("31/0 2019", "finns inte"),
        ("32.1.2019", "finns inte"),
        ("1-13-2019", "finns inte"),
        ("2019-13-1", "finns inte"),
        ("2019-02-30T00:00:00", "finns inte"),
        ("2019-01-31T24:30:00", "finns inte"),
        ("2019-01-31T12:60:00", "finns inte"),
        ("31/12 1899", "orimligt"),
        ("1899-12-31", "orimligt"),
        ("0001-01-01T00:00:00", "orimligt"),
        ("9999-12-31T23:59:59Z", "finns inte"),
        ("jan 2019", "inget datum som kan läsas"),
        ("31 januari 2019", "inget datum som kan läsas"),
        ("v. 5", "inget datum som kan läsas"),
        ("2019", "inget datum som kan läsas"),
        ("2019-01", "inget datum som kan läsas"),
        ("1/31/2019/1", "inget datum som kan läsas"),
        ("9999", "inget datum som kan läsas"),
        ("43496.", "inget datum som kan läsas"),
        ("1234567", "inget datum som kan läsas"),
        ("²0190131", "inget datum som kan läsas"),
        ("2019.1/31", "inget datum som kan läsas"),
        ("31/1", "saknar år"),
        ("31.1.", "saknar år"),
    ],
)
def test_a_day_that_is_none(text: str, words: str) -> None:
    kod, message = why(text, *ALLA)
    assert kod == "datum_ogiltigt"
    assert words in message


def test_the_month_first_where_the_profile_says_so() -> None:
    assert read("12/31 2019", "m/d aaaa") == "2019-12-31"
    assert why("31/12 2019", "m/d aaaa")[0] == "datum_ogiltigt"


def test_a_number_that_may_be_a_personnummer_is_not_repeated() -> None:
    _, words = why("19900101-2385")
    assert "2385" not in words


@given(st.dates(date(1900, 1, 1), date(2173, 10, 13)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    las = date_reader(ALLA, IDAG)
    written = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.year}-{day.month}-{day.day}",
        f"{day}T00:00:00",
        f"{day} 12:00:00Z",
    ]
    if day >= date(1927, 5, 18):
        written.append(str((day - date(1899, 12, 30)) // timedelta(days=1)))
    assert {las(text) for text in written} == {day.isoformat()}


@given(st.text(max_size=30))
def test_whatever_the_cell_says_is_a_day_or_a_fault(text: str) -> None:
    answer = read(text, *ALLA)
    assert isinstance(answer, Fel) or date.fromisoformat(answer) >= date(1900, 1, 1)
