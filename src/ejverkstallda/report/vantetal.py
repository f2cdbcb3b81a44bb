"""Waiting times in figures, as every paper and the terminal write them."""

from decimal import Decimal

from ejverkstallda.domain.avrundning import at_least, half_up
from ejverkstallda.domain.vantetid import Kurva
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.uppfoljningsram import INGET


def percent_text(share: float | None) -> str:
    """Write a share as whole per cent, a dash for none."""
    return INGET if share is None else f"{siffror(int(half_up(share * 100)))} %"


def mean_days(kurva: Kurva, decimaler: int = 0) -> Decimal:
    """Return the mean in days: rounded down where somebody has waited for longer than anybody was followed."""
    return at_least(kurva.mean, decimaler) if kurva.open_ended else half_up(kurva.mean, decimaler)


def mean_text(kurva: Kurva) -> str:
    """Write the mean in whole days, with a sign before it where it is at least that."""
    return f"{'≥ ' if kurva.open_ended else ''}{siffror(int(mean_days(kurva)))}"


def day_text(day: int | None) -> str:
    """Write a day, a dash for none."""
    return INGET if day is None else siffror(day)


def tenths(value: float) -> str:
    """Write a number with one decimal after a comma."""
    return str(half_up(value, 1)).replace(".", ",")
