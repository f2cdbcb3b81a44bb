"""Days: Swedish working days, quarters, and the day each quarter's list is read into the register."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

DAG: Final = timedelta(days=1)
_LORDAG: Final = 5
MANADER: Final = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
)
SYSTEMBYTE: Final = date(2024, 6, 3)
"""The day the municipality changed its care system."""
NY_SOL: Final = date(2025, 7, 1)
"""The day the new socialtjänstlag came into force."""


@cache
def _holidays(year: int) -> frozenset[date]:
    """Return the year's days off: public holidays, midsommarafton, and the days between Christmas and New Year."""
    paskdag = easter(year)
    midsommar = next(date(year, 6, d) for d in range(19, 26) if date(year, 6, d).weekday() == 4)  # noqa: PLR2004
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), *((12, day) for day in range(24, 32))]
    moving = [paskdag - 2 * DAG, paskdag + DAG, paskdag + 39 * DAG, midsommar]
    return frozenset([*(date(year, m, d) for m, d in fixed), *moving])


def is_working_day(day: date) -> bool:
    """Tell whether somebody is at the office."""
    return day.weekday() < _LORDAG and day not in _holidays(day.year)


def working_day(day: date) -> date:
    """Return `day`, or the next working day."""
    while not is_working_day(day):
        day += DAG
    return day


def previous_working_day(day: date) -> date:
    """Return the working day before `day`."""
    day -= DAG
    while not is_working_day(day):
        day -= DAG
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day `count` working days after `day`."""
    for _ in range(count):
        day = working_day(day + DAG)
    return day


def random_day(slump: random.Random, first: date, last: date) -> date:
    """Return a working day from `first` to `last`; July has fewer decisions than other months."""
    while True:
        day = first + DAG * slump.randint(0, (last - first).days)
        if is_working_day(day) and (day.month != 7 or slump.random() < 0.4):  # noqa: PLR2004
            return day


def gransdag(start: date) -> date:
    """Return the last day a väntan can end on without being reported (the script's own count, for its comments)."""
    return start + relativedelta(months=3)


def in_words(day: date) -> str:
    """Write a day as people do: 12 mars."""
    return f"{day.day} {MANADER[day.month - 1]}"


@dataclass(frozen=True, slots=True, order=True)
class Kvartal:
    """A quarter that the municipality reports, and the day its list is read in and the quarter closed."""

    ar: int
    nummer: int

    def __str__(self) -> str:
        return f"{self.ar}Q{self.nummer}"

    @property
    def forsta(self) -> date:
        """The first day."""
        return date(self.ar, 3 * self.nummer - 2, 1)

    @property
    def sista(self) -> date:
        """The last day."""
        return self.forsta + relativedelta(months=3) - DAG

    @property
    def inlast(self) -> date:
        """The day the list is read in: about the fifteenth of the month of reporting, for the second quarter August."""
        month = self.forsta + relativedelta(months=4 if self.nummer == 2 else 3)  # noqa: PLR2004
        return working_day(month.replace(day=15))


KVARTAL: Final = tuple(Kvartal(ar, n) for ar in (2023, 2024, 2025) for n in (1, 2, 3, 4))
FORSTA_DAG: Final = KVARTAL[0].forsta
SISTA_DAG: Final = KVARTAL[-1].inlast
"""Nothing that happened, or became known, after this day is in the files."""


def first_import(known: date) -> Kvartal | None:
    """Return the quarter whose list first holds what became known on `known`; None when no list does."""
    return next((q for q in KVARTAL if known <= q.inlast), None)


def quarter_of(day: date) -> Kvartal:
    """Return the calendar quarter of a day."""
    return Kvartal(day.year, (day.month - 1) // 3 + 1)
