"""Yearly figures, worked by hand month by month."""

import pytest
from bygg import day

from ejverkstallda.domain.nyckeltal import (
    APRIL,
    AUGUSTI,
    DECEMBER,
    INDIKATORER,
    NYA,
    SNITT,
    VERKSTALLDA,
    Indikator,
    Matpunkt,
    Tidsram,
    count_years,
)

AR = (2018, 2019)
SENARE = Tidsram(AR, day("2026-01-01"), 2010)


def values(indikator: Indikator, *punkter: Matpunkt, idag: str = "2026-01-01", avser: str = "x") -> list[str]:
    for serie in count_years(punkter, {}, Tidsram(AR, day(idag), 2010)):
        if serie.indikator is indikator and serie.avser == avser:
            return [str(serie.varden[ar]) for ar in AR]
    return []


def punkt(gransdag: str, slut: str | None = None, avser: str = "x") -> Matpunkt:
    return Matpunkt(avser, day(gransdag), day(slut) if slut else None)


def test_a_new_one_belongs_to_the_year_of_its_gransdag() -> None:
    assert values(NYA, punkt("2018-12-31"), punkt("2019-01-01"), punkt("2017-12-31")) == ["1", "1"]


def test_the_stock_counts_from_the_month_of_gransdag_to_the_month_before_the_end() -> None:
    """On the last of each month from November 2018 to February 2019: 2 of 12 months, and 2 of 12: 0.1666 → 0.2."""
    assert values(SNITT, punkt("2018-11-30", "2019-03-31")) == ["0.2", "0.2"]
    assert values(SNITT, punkt("2018-11-30", "2019-04-01")) == ["0.2", "0.3"]  # 3 of 12: 0.25, halves upwards
    assert values(SNITT, punkt("2018-12-01", "2018-12-30"), punkt("2019-12-31")) == ["0.0", "0.1"]


def test_those_before_the_years_are_in_the_stock() -> None:
    assert values(SNITT, punkt("2010-01-01")) == ["1.0", "1.0"]
    assert values(DECEMBER, punkt("2010-01-01", "2019-12-31")) == ["1", "0"]


def test_the_stock_on_the_days_of_follow_up() -> None:
    cases = punkt("2018-04-30", "2018-08-31"), punkt("2018-08-31", "2019-05-01"), punkt("2018-05-01")
    assert values(APRIL, *cases) == ["1", "2"]
    assert values(AUGUSTI, *cases) == ["2", "1"]
    assert values(DECEMBER, *cases) == ["2", "1"]


def test_the_follow_up_of_august_is_on_its_last_day() -> None:
    assert values(AUGUSTI, punkt("2018-08-01", "2018-09-01"), punkt("2019-09-01")) == ["1", "0"]
    assert values(AUGUSTI, punkt("2018-01-01", "2018-08-31"), punkt("2019-08-31")) == ["0", "1"]


def test_the_first_month_and_the_last_are_in_the_mean() -> None:
    assert values(SNITT, punkt("2018-01-31", "2018-02-01"), punkt("2019-12-31")) == ["0.1", "0.1"]  # 1 of 12: 0.08


@pytest.mark.parametrize(
    ("idag", "mean", "december"),
    [
        ("2019-02-28", "0.5", "None"),  # January and February have ended: 0 and 1
        ("2019-02-27", "0.0", "None"),  # only January has
        ("2019-01-30", "None", "None"),
        ("2019-12-31", "0.9", "1"),  # 11 of 12: 0.9166
    ],
)
def test_a_year_that_goes_on_counts_the_months_that_have_passed(idag: str, mean: str, december: str) -> None:
    case = punkt("2019-02-01")
    assert values(SNITT, case, idag=idag) == ["0.0", mean]
    assert values(DECEMBER, case, idag=idag) == ["0", december]


def test_what_is_counted_apart_and_in_order_of_name() -> None:
    series = count_years([punkt("2018-01-01", avser="ö"), punkt("2018-01-01", avser="B")], {("a", 2019): 7}, SENARE)
    assert [s.avser for s in series if s.indikator is NYA] == ["a", "B", "ö"]
    done = {s.avser: s.varden for s in series if s.indikator is VERKSTALLDA}
    assert done == {"a": {2018: 0, 2019: 7}, "B": {2018: 0, 2019: 0}, "ö": {2018: 0, 2019: 0}}


def test_what_has_no_case_in_the_years_is_left_out() -> None:
    assert count_years([punkt("2017-01-01", "2017-12-31")], {("x", 2017): 3}, SENARE) == ()
    assert count_years([punkt("2017-01-01", "2018-01-30")], {}, SENARE) == ()  # in stock on no last day of a month


def test_what_is_always_told_of_is_0_where_the_register_reaches() -> None:
    series = count_years([], {}, SENARE, ("totalt",))
    assert [s.indikator for s in series] == list(INDIKATORER)
    assert all(s.varden == {2018: 0, 2019: 0} for s in series)


def test_a_year_that_nothing_is_known_of_has_no_value() -> None:
    """The register's first decision is of 2018 and today is in 2019: 2017 and 2020 are unknown, not 0."""
    tid = Tidsram((2017, 2018, 2019, 2020), day("2019-06-30"), 2018)
    found = {s.indikator: [s.varden[ar] for ar in tid.ar] for s in count_years([], {}, tid, ("x",))}
    assert found == {
        NYA: [None, 0, 0, None],
        SNITT: [None, 0, 0, None],
        APRIL: [None, 0, 0, None],
        AUGUSTI: [None, 0, None, None],
        DECEMBER: [None, 0, None, None],
        VERKSTALLDA: [None, 0, 0, None],
    }


def test_every_indicator_has_its_definition_and_a_source() -> None:
    assert len({i.id for i in INDIKATORER}) == len(INDIKATORER)
    assert all(i.definition and i.kallor for i in INDIKATORER)
    with pytest.raises(ValueError, match="saknar källa"):
        Indikator("x", "x", "x", ())


def test_decimals_are_kept_only_where_the_indicator_has_them() -> None:
    series = count_years([punkt("2018-01-01")], {}, SENARE)
    found = {s.indikator.id: str(s.varden[2018]).partition(".")[2] for s in series}
    assert {name: len(decimals) for name, decimals in found.items()} == {i.id: i.decimaler for i in INDIKATORER}
