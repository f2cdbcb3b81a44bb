"""The value Kvartal."""

import pytest
from bygg import day

from ejverkstallda.domain.kvartal import Kvartal


@pytest.mark.parametrize("text", ["2019Q1", " 2019 q 1 ", "2019K1", "2019k1"])
def test_reads_a_quarter_as_written(text: str) -> None:
    assert Kvartal.parse(text) == Kvartal(2019, 1)
    assert str(Kvartal.parse(text)) == "2019Q1"


@pytest.mark.parametrize("text", ["", "2019", "2019Q0", "2019Q5", "Q1 2019", "1819Q1", "2019Q11", "٢٠١٩Q1"])
def test_refuses_what_is_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="till exempel 2019Q1"):
        Kvartal.parse(text)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_are_four_quarters(number: int) -> None:
    with pytest.raises(ValueError, match="kvartal 1–4"):
        Kvartal(2019, number)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019Q1", "2019-01-01", "2019-03-31"),
        ("2019Q2", "2019-04-01", "2019-06-30"),
        ("2019Q3", "2019-07-01", "2019-09-30"),
        ("2019Q4", "2019-10-01", "2019-12-31"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    quarter = Kvartal.parse(text)
    assert (quarter.first_day, quarter.last_day) == (day(first), day(last))
    assert (quarter.period.fran, quarter.period.till) == (day(first), day(last))
    assert Kvartal.containing(day(first)) == Kvartal.containing(day(last)) == quarter


def test_order_next_and_previous_over_the_turn_of_the_year() -> None:
    assert Kvartal(2018, 4).next() == Kvartal(2019, 1)
    assert Kvartal(2019, 1).previous() == Kvartal(2018, 4)
    assert Kvartal(2019, 1).next() == Kvartal(2019, 2)
    assert Kvartal(2019, 3).previous() == Kvartal(2019, 2)
    assert Kvartal(2018, 4) < Kvartal(2019, 1) < Kvartal(2019, 2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019Q1", "2018-10-01", "2018-12-31"),
        ("2019Q2", "2019-01-01", "2019-03-31"),
        ("2019Q3", "2019-04-01", "2019-06-30"),
        ("2019Q4", "2019-07-01", "2019-09-30"),
    ],
)
def test_r13_beslutsfonster_is_the_quarter_before(text: str, first: str, last: str) -> None:
    window = Kvartal.parse(text).beslutsfonster
    assert (window.fran, window.till) == (day(first), day(last))
