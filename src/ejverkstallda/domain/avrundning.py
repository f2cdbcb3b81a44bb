"""How figures are rounded: half up, in one way everywhere, and downwards where a figure is said to be at least that."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

_DECIMALER: Final = 9
"""Decimals that a computed number is trusted with; beyond them stands the drift of floats, which must tip no half."""


def half_up(value: float, decimaler: int = 0) -> Decimal:
    """Round a number, a half away from 0: 62.5 is 63."""
    return _rounded(value, decimaler, ROUND_HALF_UP)


def at_least(value: float, decimaler: int = 0) -> Decimal:
    """Round a number down: of 118.53 it is true that it is at least 118, not 119."""
    return _rounded(value, decimaler, ROUND_FLOOR)


def _rounded(value: float, decimaler: int, way: str) -> Decimal:
    return Decimal(f"{value:.{_DECIMALER}f}").quantize(Decimal(1).scaleb(-decimaler), way)
