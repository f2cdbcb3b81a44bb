"""Identity numbers: the sex they tell, IVO's substitute numbers, and that no message repeats one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.domain.beslut import Kon
from ejverkstallda.domain.brister import Allvar
from ejverkstallda.domain.identitet import (
    Nummerslag,
    check_digit_holds,
    check_kon,
    day_exists,
    read_ersattningsnummer,
    sex_of,
)


def test_there_are_three_kinds() -> None:
    assert list(Nummerslag) == ["personnummer", "samordningsnummer", "ersattningsnummer"]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("20100203-T123", "20100203-T123"),
        ("20100203-TF10", "20100203-TF10"),
        ("20100203t123", "20100203-T123"),
        ("20100203 tf10", "20100203-TF10"),
        ("18000101-T000", "18000101-T000"),
        ("20991231-T999", "20991231-T999"),
        ("20000229-T123", "20000229-T123"),
    ],
)
def test_substitute_numbers_as_ivo_writes_them(text: str, stored: str) -> None:
    assert read_ersattningsnummer(text) == stored


@pytest.mark.parametrize(
    "text",
    [
        *("20100230-T123", "20101301-T123", "20100003-T123", "19000229-T123"),
        *("17991231-T123", "21000101-T123"),
        *("20100203-T12", "20100203-T1234", "20100203-TF1", "20100203-TF100", "20100203-T12F", "20100203-F123"),
        *("100203-T123", "20100203--T123", "20100203-1234", "20100203-T１23", " 20100203-T123", "20100203-T123\n", ""),
    ],
)
def test_what_is_no_substitute_number(text: str) -> None:
    assert read_ersattningsnummer(text) is None


@pytest.mark.parametrize(
    ("number", "kon"),
    [
        ("19121212-1212", Kon.MAN),
        ("19811218-9876", Kon.MAN),
        ("19121272-1219", Kon.MAN),
        ("19121212-1202", Kon.KVINNA),
        ("20100203-T123", Kon.KVINNA),
        ("20100203-T213", Kon.MAN),
        ("20100203-T132", Kon.MAN),
        ("20100203-TF10", Kon.MAN),
        ("20100203-TF01", Kon.KVINNA),
    ],
)
def test_the_third_of_the_four_characters_tells_the_sex(number: str, kon: Kon) -> None:
    assert sex_of(number) is kon


@pytest.mark.parametrize("ending", ["{}2", "T1{}2", "TF{}2", "12{}2"])
def test_an_even_digit_is_a_woman_and_an_odd_a_man(ending: str) -> None:
    told = [sex_of(f"20100203-{ending.format(digit)}").value for digit in range(10)]
    assert told == ["K", "M"] * 5


def test_another_sex_than_the_number_tells_is_pointed_out() -> None:
    brist = check_kon(Kon.KVINNA, "19121212-1212", "fil.csv rad 7 kolumn kon")
    assert brist is not None
    assert (brist.kod, brist.allvar, brist.plats) == ("kon_avviker", Allvar.VARNING, "fil.csv rad 7 kolumn kon")
    assert brist.text == (
        "Registrerat kön är ett annat än numrets könssiffra säger (numret visas inte). "
        "Kontrollera kön och personnummer mot verksamhetssystemet och rätta det som är fel."
    )
    assert check_kon(Kon.MAN, "20100203-T123", "p") is not None


@pytest.mark.parametrize("kon", [Kon.MAN, None])
def test_the_same_sex_or_none_is_no_fault(kon: Kon | None) -> None:
    assert check_kon(kon, "19121212-1212", "p") is None


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_day_of_the_calendar_exists(day: date) -> None:
    assert day_exists(day.isoformat().replace("-", ""))


@pytest.mark.parametrize("digits", ["20190229", "20190001", "20190100", "20191301", "20190431", "00000101"])
def test_a_day_that_does_not_exist(digits: str) -> None:
    assert not day_exists(digits)


@given(st.integers(0, 999_999_999))
def test_one_digit_of_ten_is_the_check_digit_and_it_is_that_of_the_tax_authority(first: int) -> None:
    """Skatteverket: double every other digit from the first, add the digits of the products, take from the next ten."""
    digits = f"{first:09}"
    products = "".join(str(int(d) * (2 if i % 2 == 0 else 1)) for i, d in enumerate(digits))
    check = -sum(map(int, products)) % 10
    assert [d for d in range(10) if check_digit_holds(f"{digits}{d}")] == [check]
