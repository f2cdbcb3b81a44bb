"""Waiting times with the cases that still wait counted right: the estimate of Kaplan and Meier.

Among those who have waited a number of days and are still followed, some get what they wait for on that day; the
share that still waits is the product of the shares that did not. One who still waits today, or whose case ended in
another way, counts as waiting for as long as the case was followed and for no longer. Without them the long waits,
which are the ones not over yet, would be missing and every figure too low.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

MINST: Final = 10
"""Cases below which no curve is made; the numbers are given instead."""
HALFTEN: Final = 0.5
_Z95: Final = 1.959964
"""The normal distribution's bound for an interval that holds 95 of 100."""
_DECIMALER: Final = 12
"""Decimals that a share is kept with. A product of floats drifts in the last ones: twelve factors that make exactly a
half come out as 0.5000000000000001, and the median a day too late. Thousands of factors drift less than this.
"""


class Vantat(NamedTuple):
    """How long cases have waited: whole days, how many cases, and whether they got what they waited for (`natt`)."""

    dagar: int
    natt: bool
    antal: int = 1


class Steg(NamedTuple):
    """The curve from a day on, and the bounds of its 95 % interval.

    `kvar` were still followed and waiting when the day came, `natt` got what they waited for on it, `andel` is the
    share that waits after it.
    """

    dagar: int
    kvar: int
    natt: int
    andel: float
    lagst: float
    hogst: float


class Kurva(NamedTuple):
    """A waiting curve: its steps in order of days, how many cases it is made of, and how many of them are over.

    `langst` is the longest that a case was followed, in days. The share is 1 before the first step.
    """

    antal: int
    natt: int
    langst: int
    steg: tuple[Steg, ...]
    foljda: tuple[tuple[int, int], ...] = ()
    """The days on which a case was over or no longer followed, and how many were still followed when they came."""

    def share(self, dagar: int) -> float | None:
        """Return the share that waits longer than `dagar`; None beyond what has been followed, unless it is 0."""
        at = self._after(dagar)
        return None if dagar > self.langst and at > 0 else at

    def expected_share(self, dagar: int) -> float:
        """Return the share of those who begin to wait that waits longer than `dagar`, the day of the start counted in.

        Beyond what has been followed it is the last that is known.
        """
        return self._after(dagar)

    def share_of_waiting(self, fran: int, till: int) -> float:
        """Return the share of those who wait still after `fran` days that waits after `till`.

        0 where nobody is known to have waited for longer than `fran`.
        """
        before = self._after(fran)
        return self._after(till) / before if before > 0 else 0.0

    def at_risk(self, dagar: int) -> int:
        """Return how many were followed and waiting when the day came."""
        at = bisect_right(self.foljda, dagar - 1, key=lambda f: f[0])
        return self.foljda[at][1] if at < len(self.foljda) else 0

    @property
    def median(self) -> int | None:
        """The first day after which at most half wait; None while more than half do."""
        return next((s.dagar for s in self.steg if s.andel <= HALFTEN), None)

    @property
    def median_interval(self) -> tuple[int | None, int | None]:
        """The days that 95 of 100 such intervals hold the median between; None while a bound is above a half."""
        lowest = next((s.dagar for s in self.steg if s.lagst <= HALFTEN), None)
        return lowest, next((s.dagar for s in self.steg if s.hogst <= HALFTEN), None)

    @property
    def mean(self) -> float:
        """Mean days: the area under the curve as far as it was followed. `open_ended` says whether it goes on."""
        area, last, share = 0.0, 0, 1.0
        for steg in self.steg:
            area += share * (steg.dagar - last)
            last, share = steg.dagar, steg.andel
        return area + share * (self.langst - last)

    @property
    def open_ended(self) -> bool:
        """Whether some had waited for longer than anybody was followed: the mean is then at least what it says."""
        return not self.steg or self.steg[-1].andel > 0

    def _after(self, dagar: int) -> float:
        at = bisect_right(self.steg, dagar, key=lambda s: s.dagar)
        return self.steg[at - 1].andel if at else 1.0


def build_curve(vantat: Iterable[Vantat]) -> Kurva:
    """Make the curve of waiting times. Its steps are the days on which somebody got what they waited for.

    The interval is Greenwood's on the log(-log) scale, which keeps it between 0 and 1.
    """
    got: dict[int, int] = defaultdict(int)
    gone: dict[int, int] = defaultdict(int)
    for dagar, natt, antal in vantat:
        (got if natt else gone)[dagar] += antal
    days = sorted({*got, *gone})
    followed = total = sum(got.values()) + sum(gone.values())
    share, spread = 1.0, 0.0
    steps: list[Steg] = []
    still: list[tuple[int, int]] = []
    for day in days:
        still.append((day, followed))
        if done := got.get(day, 0):
            share *= 1 - done / followed
            if followed > done:
                spread += done / (followed * (followed - done))
            kept = round(share, _DECIMALER)
            low, high = _interval(kept, spread)
            steps.append(Steg(day, followed, done, kept, round(low, _DECIMALER), round(high, _DECIMALER)))
        followed -= done + gone.get(day, 0)
    return Kurva(total, sum(got.values()), days[-1] if days else 0, tuple(steps), tuple(still))


def _interval(share: float, spread: float) -> tuple[float, float]:
    if share == 0:
        return share, share
    width = _Z95 * math.sqrt(spread) / abs(math.log(share))
    return share ** math.exp(width), share ** math.exp(-width)
