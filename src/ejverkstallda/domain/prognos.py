"""How many reach gränsdag in a quarter without their insats: those known, and how many to expect.

Those who have reached it already are facts. Those whose gränsdag is still to come are each expected to wait still on
that day as often as others did who had waited as long; to them come the decisions not made yet whose gränsdag falls in
the quarter, as many a day as lately.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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
_HALV: Final = 0.5
"""Half a case, put both to those who waited on and to those who did not: that all of a few did is no certainty
(Jeffreys' prior).
"""
_TRE_MANADER: Final = 89
"""Days that three months are at least."""

Sort = tuple[str, Vantanslag]
"""An insats and a kind of väntan: one who waits for the first day waits otherwise than one whose insats broke off."""


class Vantande(NamedTuple):
    """A väntan that had not ended on its gränsdag or has that day to come: its sort, enhet, first day and gränsdag."""

    sort: Sort
    enhet: str
    start: date
    gransdag: date


class Erfarenhet(NamedTuple):
    """What lately has been: the waiting curve to the start, of all and of each sort, and how many new ones there were.

    `nya` began to wait during the last `dagar` days.
    """

    alla: Mapping[Vantanslag, Kurva]
    kurvor: Mapping[Sort, Kurva]
    nya: Mapping[Sort, int]
    dagar: int

    def curve(self, sort: Sort) -> Kurva:
        """Return the curve of a sort, or that of all insatser where it has too few cases."""
        own = self.kurvor.get(sort)
        return own if own is not None and own.antal >= MINST else self.alla[sort[1]]

    @property
    def osaker(self) -> bool:
        """Whether there is too little to learn from: few decisions, or none followed as far as to its gränsdag."""
        every = self.alla[Vantanslag.BESLUT]
        return every.antal < MINST or every.langst < _TRE_MANADER


class Prognosrad(NamedTuple):
    """A quarter's forecast for an insats: who is known, how many to expect of them and of decisions not made yet.

    `kanda` have their gränsdag in what is left of the quarter, `passerade` have reached it already. `lagst` and `hogst`
    bound the whole number of nine outcomes of ten, were the assumptions right.
    """

    insats: str
    kanda: int
    vantade_av_kanda: float
    vantade_av_nya: float
    lagst: int
    hogst: int
    passerade: int = 0

    @property
    def vantade(self) -> float:
        """How many to expect in all, those who have passed counted in."""
        return self.passerade + self.vantade_av_kanda + self.vantade_av_nya


class Kanda(NamedTuple):
    """Those known in a quarter: how many have reached gränsdag, and how many have it to come."""

    passerade: int
    kanda: int


class Prognos(NamedTuple):
    """The forecast of a quarter as of a day, per insats and in total, and the known ones per enhet."""

    kvartal: Kvartal
    idag: date
    rader: tuple[Prognosrad, ...]
    summa: Prognosrad
    enheter: Mapping[str, Kanda]


@dataclass(slots=True)
class _Summa:
    """What is expected, and how far it may miss, gathered by sort so that what rests on one curve errs together."""

    passerade: int = 0
    kanda: int = 0
    av_kanda: float = 0.0
    av_nya: float = 0.0
    spridning: float = 0.0
    """The variance of so many throws, and of the number of new ones."""
    fel: float = 0.0
    """The variance that comes of not knowing the chances better than so few cases tell."""

    def add(self, other: "_Summa") -> None:
        self.passerade += other.passerade
        self.kanda += other.kanda
        self.av_kanda += other.av_kanda
        self.av_nya += other.av_nya
        self.spridning += other.spridning
        self.fel += other.fel


@dataclass(slots=True)
class _Dagar:
    """A sort's väntan in the quarter: how many have passed, and days waited and to gränsdag of those that have not."""

    passerade: int = 0
    dagar: list[tuple[int, int]] = field(default_factory=list)


def forecast(kvartal: Kvartal, vantande: Iterable[Vantande], erfarenhet: Erfarenhet, idag: date) -> Prognos:
    """Forecast how many väntan reach gränsdag in a quarter without having ended (P1).

    Of a quarter that has begun, gränsdagar before `idag` are facts already: those of `vantande` that had one have
    reached it. One whose gränsdag is `idag` may still get the insats that day.
    """
    sorts: dict[Sort, _Dagar] = {}
    units: dict[str, Kanda] = {}
    for v in vantande:
        if not kvartal.first_day <= v.gransdag <= kvartal.last_day:
            continue
        own, unit = sorts.setdefault(v.sort, _Dagar()), units.get(v.enhet, Kanda(0, 0))
        if v.gransdag < idag:
            own.passerade += 1
            units[v.enhet] = unit._replace(passerade=unit.passerade + 1)
        else:
            own.dagar.append((days_between(v.start, idag), days_between(v.start, v.gransdag)))
            units[v.enhet] = unit._replace(kanda=unit.kanda + 1)
    rows: dict[str, _Summa] = {}
    every = _Summa()
    for sort in {**sorts, **dict.fromkeys(erfarenhet.nya)}:
        found = _expect(kvartal, sort, sorts.get(sort, _Dagar()), erfarenhet, idag)
        if found.passerade or found.kanda or found.av_nya > 0:
            rows.setdefault(sort[0], _Summa()).add(found)
        every.add(found)
    names = sorted(rows, key=lambda name: (name.casefold(), name))
    return Prognos(kvartal, idag, tuple(_row(name, rows[name]) for name in names), _row("", every), units)


def _expect(kvartal: Kvartal, sort: Sort, own: _Dagar, erfarenhet: Erfarenhet, idag: date) -> _Summa:
    """Add up a sort's chances.

    Those known vary as so many throws, the new ones as a Poisson number does. The chance itself is told by the cases
    that were followed so long, and the number of new ones by those there were: the fewer, the further off it may be.
    """
    curve = erfarenhet.curve(sort)
    found = _Summa(own.passerade, len(own.dagar))
    off = 0.0
    for waited, limit in own.dagar:
        chance = curve.share_of_waiting(waited, limit)
        guess, error = _chance(chance, curve.at_risk(waited + 1))
        found.av_kanda += chance
        found.spridning += guess * (1 - guess)
        off += error
    if seen := erfarenhet.nya.get(sort, 0):
        start = kvartal.beslutsfonster.fran
        begin = _days_left(kvartal, idag) * seen / erfarenhet.dagar
        chance = curve.expected_share(days_between(start, add_months(start, TIDSGRANS_MANADER.varde)))
        guess, error = _chance(chance, curve.antal)
        found.av_nya = begin * chance
        found.spridning += begin * guess + (begin * guess) ** 2 / seen
        off += begin * error
    found.fel = off * off
    return found


def _chance(share: float, fall: int) -> tuple[float, float]:
    """Return the chance that a share of so many cases tells of, and its standard error."""
    guess = (share * fall + _HALV) / (fall + 1)
    return guess, math.sqrt(guess * (1 - guess) / (fall + 2))


def _days_left(kvartal: Kvartal, idag: date) -> int:
    """Return the days after `idag` whose decisions have their gränsdag in the quarter."""
    window = kvartal.beslutsfonster
    return max(0, (window.till - max(window.fran, idag + timedelta(days=1))).days + 1)


def _row(insats: str, summa: _Summa) -> Prognosrad:
    """Bound what is expected. No fewer than have passed can come, and of those known no more than there are."""
    s = summa
    whole, spread = s.av_kanda + s.av_nya, _Z90 * math.sqrt(s.spridning + s.fel)
    low = max(0, math.floor(whole - spread))
    high = math.ceil(whole + spread)
    if s.av_nya == 0:
        high = min(high, s.kanda)
    return Prognosrad(insats, s.kanda, s.av_kanda, s.av_nya, s.passerade + low, s.passerade + high, s.passerade)
