"""How many pass their gränsdag in a coming quarter: those known if nothing happens, and how many to expect.

The known ones wait already. Each is expected to wait still on its gränsdag as often as those did who had waited as
long; to them come the decisions not made yet whose gränsdag falls in the quarter, as many a day as lately.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.dagar import add_months, days_between
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.motivering import Regel
from ejverkstallda.domain.parametrar import TIDSGRANS_MANADER
from ejverkstallda.domain.vantetid import MINST, Kurva

P1: Final = Regel("P1", "Prognos för kommande kvartal", (kallor.TOLKNING_PROGNOS, kallor.TOLKNING_VANTETID))
_Z90: Final = 1.644854
"""The normal distribution's bound for an interval that holds 90 of 100."""


Sort = tuple[str, Vantanslag]
"""An insats and a kind of väntan: one who waits for the first day waits otherwise than one whose insats broke off."""


class Vantande(NamedTuple):
    """Somebody who waits and whose väntan has not reached gränsdag: of what sort, at which enhet, its first day."""

    sort: Sort
    enhet: str
    start: date
    gransdag: date


@dataclass(frozen=True, slots=True)
class Erfarenhet:
    """What lately has been: the waiting curve to the start, of all and of each sort, and how many new ones a day."""

    alla: Mapping[Vantanslag, Kurva]
    kurvor: Mapping[Sort, Kurva]
    takt: Mapping[Sort, float]

    def curve(self, sort: Sort) -> Kurva:
        """Return the curve of a sort, or that of all insatser where it has too few cases."""
        own = self.kurvor.get(sort)
        return own if own is not None and own.antal >= MINST else self.alla[sort[1]]


@dataclass(frozen=True, slots=True)
class Prognosrad:
    """A quarter's forecast for an insats: who is known, how many to expect of them and of decisions not made yet.

    `lagst` and `hogst` bound the whole number of nine outcomes of ten, were the assumptions right.
    """

    insats: str
    kanda: int
    vantade_av_kanda: float
    vantade_av_nya: float
    lagst: int
    hogst: int

    @property
    def vantade(self) -> float:
        """How many to expect in all."""
        return self.vantade_av_kanda + self.vantade_av_nya


@dataclass(frozen=True, slots=True)
class Prognos:
    """The forecast of a quarter as of a day, per insats and in total, and the known ones per enhet."""

    kvartal: Kvartal
    idag: date
    rader: tuple[Prognosrad, ...]
    summa: Prognosrad
    enheter: Mapping[str, int]


def forecast(kvartal: Kvartal, vantande: Iterable[Vantande], erfarenhet: Erfarenhet, idag: date) -> Prognos:
    """Forecast how many väntan reach gränsdag in a quarter without having ended (P1).

    A quarter that has begun is forecast for the days from `idag` on; gränsdagar before `idag` are facts already.
    """
    known = [v for v in vantande if max(kvartal.first_day, idag) <= v.gransdag <= kvartal.last_day]
    chances: dict[str, list[float]] = {}
    units: dict[str, int] = {}
    for v in known:
        waited, limit = days_between(v.start, idag), days_between(v.start, v.gransdag)
        chances.setdefault(v.sort[0], []).append(erfarenhet.curve(v.sort).share_within(waited, limit))
        units[v.enhet] = units.get(v.enhet, 0) + 1
    new: dict[str, float] = {}
    for sort in erfarenhet.takt:
        new[sort[0]] = new.get(sort[0], 0.0) + _new_ones(kvartal, sort, erfarenhet, idag)
    names = sorted({*chances, *(name for name, number in new.items() if number > 0)}, key=str.casefold)
    rows = tuple(_row(name, chances.get(name, []), new.get(name, 0.0)) for name in names)
    everyone = [chance for held in chances.values() for chance in held]
    return Prognos(kvartal, idag, rows, _row("", everyone, sum(new.values())), units)


def _new_ones(kvartal: Kvartal, sort: Sort, erfarenhet: Erfarenhet, idag: date) -> float:
    """Expect the decisions made after `idag` whose gränsdag falls in the quarter and that are not executed by then."""
    window = kvartal.beslutsfonster
    days = (window.till - max(window.fran, date.fromordinal(idag.toordinal() + 1))).days + 1
    if days <= 0:
        return 0.0
    wait = days_between(window.fran, add_months(window.fran, TIDSGRANS_MANADER.varde))
    return days * erfarenhet.takt[sort] * erfarenhet.curve(sort).share_within(0, wait)


def _row(insats: str, chances: list[float], new: float) -> Prognosrad:
    """Add the chances up. Those known vary as so many throws, the new ones as a Poisson number does."""
    expected = sum(chances)
    spread = math.sqrt(sum(p * (1 - p) for p in chances) + new)
    whole = expected + new
    low = max(0, math.floor(whole - _Z90 * spread))
    return Prognosrad(insats, len(chances), expected, new, low, math.ceil(whole + _Z90 * spread))
