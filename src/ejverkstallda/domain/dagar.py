"""Days and months: counting by lagen om beräkning av lagstadgad tid, and day intervals."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta


def add_months(day: date, months: int) -> date:
    """Return the day with the same number `months` later, or that month's last day where it lacks the number.

    Source: `kallor.TIDSLAGEN_1`. Weekends move nothing (`kallor.TOLKNING_HELGDAG`).

    Raises:
        ValueError: the result lies outside the calendar (year 1–9999).
    """
    return day + relativedelta(months=months)


class Manadstid(NamedTuple):
    """A time in whole months (`manader`) and the days after them, out of the `av` days of the month that has begun."""

    manader: int
    dagar: int
    av: int


def months_between(start: date, end: date) -> Manadstid:
    """Return the time from `start` to `end` in months, each reached as `add_months` reaches it.

    An end before the start is no time at all.
    """
    last = max(start, end)
    months = (last.year - start.year) * 12 + last.month - start.month
    if add_months(start, months) > last:
        months -= 1
    reached = add_months(start, months)
    return Manadstid(months, (last - reached).days, (add_months(start, months + 1) - reached).days)


def days_between(start: date, end: date) -> int:
    """Return the number of whole days from `start` to `end`, never below 0."""
    return max(0, (end - start).days)


@dataclass(frozen=True, slots=True)
class Intervall:
    """Days from `fran` to `till`, both counted in."""

    fran: date
    till: date

    def __contains__(self, day: date) -> bool:
        """Tell whether `day` lies in the interval."""
        return self.fran <= day <= self.till
