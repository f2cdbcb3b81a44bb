"""Bands of waiting time, counted in calendar months from the day a väntan began.

A boundary is read as gränsdag is (R4): what ended on the day six months after the start had waited at most six months;
what still waits at the end of that day has not ended within them. Months are counted as the three months are
(`dagar.add_months`).
"""

from datetime import date, timedelta
from typing import Final, NamedTuple

from ejverkstallda.domain.dagar import add_months
from ejverkstallda.domain.parametrar import TIDSGRANS_MANADER
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.talord import siffror


class Tidsband(NamedTuple):
    """More than `over` months and at most `till` (None = no upper bound)."""

    over: int
    till: int | None

    @property
    def namn(self) -> str:
        """The band in words, its boundaries told: `mer än 3 till och med 6 månader`."""
        if self.till is None:
            return f"mer än {self.over} månader"
        return f"mer än {self.over} till och med {self.till} månader" if self.over else f"högst {self.till} månader"

    @property
    def kort(self) -> str:
        """The band as the label of a chart: `3–6`."""
        return f"över {self.over}" if self.till is None else f"{self.over}–{self.till}"


_DAG: Final = timedelta(days=1)
_TRE: Final = TIDSGRANS_MANADER.varde
I_TID: Final = Tidsband(0, _TRE)
"""Only what was reported before (R14) can have waited so short: it turned out to have ended in time, or never to have
been inside the duty."""
BAND: Final = (I_TID, Tidsband(_TRE, 6), Tidsband(6, 12), Tidsband(12, 18), Tidsband(18, None))


def last_day(rad: Rad) -> date:
    """Return the last day that is counted in a row's `dagar`: its end, or the day whose end the report shows."""
    return rad.start + timedelta(days=rad.dagar)


def band_of(start: date, last: date, *, oppen: bool) -> Tidsband:
    """Return the band of a väntan that began on `start` and is counted up to `last`.

    `oppen`: it still waits at the end of `last`.
    """
    counted = last + _DAG if oppen else last
    return next(b for b in BAND if b.till is None or counted <= add_months(start, b.till))


def whole_months(start: date, last: date) -> int:
    """Return the number of whole months from `start` to `last`."""
    months = max(0, (last.year - start.year) * 12 + last.month - start.month)
    return months if not months or add_months(start, months) <= last else months - 1


def days_text(dagar: float | None) -> str:
    """Write a number of days, with a decimal where a median has one; nothing to count is a dash."""
    if dagar is None:
        return "–"
    whole = int(dagar)
    return siffror(whole) if dagar == whole else f"{siffror(whole)},5"
