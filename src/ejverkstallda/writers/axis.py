"""The axis of a chart: whole-number steps that hold every value, and numbers as Swedish writes them."""

from collections.abc import Iterable
from itertools import count
from math import ceil, floor
from typing import NamedTuple

_NO_BREAK_SPACE = "\u00a0"
_MOST_STEPS = 5
_STEPS = (1, 2, 5)


class Axis(NamedTuple):
    """An upright axis from `low` to `high`, both whole multiples of `step`; zero is always on it."""

    low: int
    high: int
    step: int

    @property
    def ticks(self) -> range:
        """The numbers written beside it."""
        return range(self.low, self.high + 1, self.step)

    def share(self, value: float) -> float:
        """Tell how far up a value stands: 0 at the foot, 1 at the top."""
        return (value - self.low) / (self.high - self.low)


def fit_axis(values: Iterable[float]) -> Axis:
    """Choose an axis for values: steps of 1, 2 or 5 times a power of ten, five of them at most above and below zero."""
    known = [0.0, *values]
    least, most = min(known), max(known)
    reach = max(most, -least)
    step = next(
        number * 10**power for power in count() for number in _STEPS if number * 10**power * _MOST_STEPS >= reach
    )
    low, high = floor(least / step) * step, ceil(most / step) * step
    return Axis(low, high if high > low else low + step, step)


def number_text(value: float) -> str:
    """Write a number: groups of three, a comma and one decimal where it is not whole."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return text.replace(",", _NO_BREAK_SPACE).replace(".", ",")
