"""A1 and A2: the fee's range by the day of the decision, and the two years for an application."""

from datetime import date

import pytest
from bygg import beslut, course, day, handelse

from ejverkstallda.domain.avgift import fee_range, fee_range_of, last_application_day
from ejverkstallda.domain.beslut import Lag, Ursprung
from ejverkstallda.domain.kallor import Kallslag


@pytest.mark.parametrize("lag", Lag)
@pytest.mark.parametrize(
    ("beslutsdatum", "lagst", "hogst"),
    [
        ("2025-12-30", 10_000, 1_000_000),
        ("2025-12-31", 10_000, 1_000_000),
        ("2026-01-01", 15_000, 1_500_000),
        ("2009-01-01", 10_000, 1_000_000),
    ],
)
def test_the_range_follows_the_day_of_the_decision(lag: Lag, beslutsdatum: str, lagst: int, hogst: int) -> None:
    answer = fee_range(beslut(beslutsdatum, lag))
    assert (answer.varde.lagst, answer.varde.hogst) == (lagst, hogst)
    assert fee_range_of(lag, day(beslutsdatum)) == answer


def test_for_sol_the_range_is_our_reading_and_for_lss_it_is_law() -> None:
    def kinds(lag: Lag) -> set[Kallslag]:
        return {k.slag for k in fee_range(beslut("2025-12-31", lag)).steg.kallor}

    assert kinds(Lag.LSS) == {Kallslag.LAG}
    assert kinds(Lag.SOL) == {Kallslag.LAG, Kallslag.TOLKNING}


@pytest.mark.parametrize(
    ("start", "sista"),
    # Two years on, by lagen om beräkning av lagstadgad tid: 29 February has no day with its number in 2026.
    [("2018-10-08", "2020-10-08"), ("2024-02-29", "2026-02-28"), ("2024-02-28", "2026-02-28")],
)
def test_two_years_from_the_decision(start: str, sista: str) -> None:
    of = beslut(start)
    assert last_application_day(of, course(of).vantan[0]).varde == day(sista)


def test_two_years_from_an_interruption_also_of_a_dom() -> None:
    of = beslut("2018-01-10", ursprung=Ursprung.DOM)
    first, second = course(of, handelse("verkstalld", "2018-02-01"), handelse("avbrott", "2019-03-05")).vantan
    assert last_application_day(of, second).varde == date(2021, 3, 5)
    unknown = last_application_day(of, first)
    assert unknown.varde is None
    assert unknown.steg.utfall == "okand"
