"""Months by the same day number, and intervals with both ends in."""

from datetime import date

import pytest
from bygg import day, days_around

from ejverkstallda.domain.dagar import Intervall, add_months, days_between


@pytest.mark.parametrize(
    ("start", "gransdag"),
    [
        ("2026-01-15", "2026-04-15"),
        ("2026-08-31", "2026-11-30"),  # November has no 31st
        ("2025-11-29", "2026-02-28"),
        ("2025-11-30", "2026-02-28"),
        ("2025-11-28", "2026-02-28"),
        ("2026-09-30", "2026-12-30"),  # the same number, not the month's last day
        ("2026-12-31", "2027-03-31"),
        ("2023-11-29", "2024-02-29"),  # leap year: the 29th exists
        ("2023-11-30", "2024-02-29"),
        ("2024-11-29", "2025-02-28"),
        ("2024-02-29", "2024-05-29"),
        ("2025-02-28", "2025-05-28"),
        ("1999-11-30", "2000-02-29"),  # 2000 is a leap year, 2100 is not
        ("2099-11-30", "2100-02-28"),
        ("2026-03-31", "2026-06-30"),
        ("2026-10-31", "2027-01-31"),
        ("2018-11-03", "2019-02-03"),  # a Sunday: never moved
        ("2018-09-25", "2018-12-25"),  # Christmas Day: never moved
    ],
)
def test_three_months_after(start: str, gransdag: str) -> None:
    assert add_months(day(start), 3) == day(gransdag)


def test_months_outside_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="year 10000"):
        add_months(date(9999, 12, 1), 3)


@pytest.mark.parametrize(
    ("end", "days"), [("2019-01-31", 0), ("2019-02-01", 0), ("2019-02-02", 1), ("2020-02-01", 365)]
)
def test_days_between_never_below_zero(end: str, days: int) -> None:
    assert days_between(day("2019-02-01"), day(end)) == days


def test_interval_counts_both_ends_in() -> None:
    interval = Intervall(day("2019-01-01"), day("2019-03-31"))
    assert [d in interval for d in days_around("2019-01-01")] == [False, True, True]
    assert [d in interval for d in days_around("2019-03-31")] == [True, True, False]
