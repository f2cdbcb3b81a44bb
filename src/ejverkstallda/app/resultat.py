"""What a use case returns: data, faults and outcome; and the one exception that refuses a request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, Protocol, TypeVar

from ejverkstallda.domain.brister import Allvar, Brist, needs_someone


class Utgang(IntEnum):
    """Exit codes of the contract, section 3."""

    KLART = 0
    BRISTER = 1
    ANVANDNING = 2
    NEKAT = 3
    REGISTER = 4
    OVANTAT = 5


class Svarsdata(Protocol):
    """Data of a result: it can be given as the contract's JSON."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""


T = TypeVar("T", bound=Svarsdata)


@dataclass(frozen=True, slots=True)
class Resultat(Generic[T]):
    """A use case's answer. `nekat` marks a request that was refused, with nothing saved, but has data to show."""

    data: T
    brister: tuple[Brist, ...] = ()
    nekat: bool = False

    @property
    def utgang(self) -> Utgang:
        """The exit code that the answer leads to."""
        if self.nekat:
            return Utgang.NEKAT
        return Utgang.BRISTER if needs_someone(self.brister) else Utgang.KLART


@dataclass(frozen=True, slots=True)
class Enkeltsvar:
    """Data that has no shape of its own: plain JSON values."""

    varden: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the values."""
        return dict(self.varden)


class AppError(Exception):
    """A request that ends here: its faults, and the exit code."""

    def __init__(self, brister: Iterable[Brist], utgang: Utgang = Utgang.NEKAT) -> None:
        self.brister = tuple(brister)
        self.utgang = utgang
        super().__init__("; ".join(b.kod for b in self.brister))


def refuse(kod: str, text: str, plats: str | None = None) -> AppError:
    """Return the refusal of a request (exit 3, nothing saved): what, why and what to do."""
    return AppError([Brist(kod, Allvar.FEL, text, plats)])


def misuse(kod: str, text: str) -> AppError:
    """Return the refusal of a wrong usage (exit 2)."""
    return AppError([Brist(kod, Allvar.FEL, text)], Utgang.ANVANDNING)
