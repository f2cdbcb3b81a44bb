"""Faults in data as values: code, severity, text and place. They are collected, all of them, never raised."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Allvar(StrEnum):
    """Severity: `fel` and `varning` need someone, `upplysning` only tells."""

    FEL = "fel"
    VARNING = "varning"
    UPPLYSNING = "upplysning"


class Felkod(NamedTuple):
    """A kind of fault: its code, severity, what it means and what to do about it (both Swedish)."""

    kod: str
    allvar: Allvar
    betydelse: str
    atgard: str

    def brist(self, text: str, plats: str | None = None) -> "Brist":
        """Make a fault of this kind: `text` says what is wrong, the remedy is added.

        `plats` names file, row and column, or the decision; never a personnummer.
        """
        return Brist(self.kod, self.allvar, f"{text} {self.atgard}".strip(), plats)


@dataclass(frozen=True, slots=True)
class Brist:
    """One fault found in data."""

    kod: str
    allvar: Allvar
    text: str
    plats: str | None = None


def needs_someone(brister: "tuple[Brist, ...] | list[Brist]") -> bool:
    """Tell whether any fault is more than an upplysning."""
    return any(b.allvar is not Allvar.UPPLYSNING for b in brister)
