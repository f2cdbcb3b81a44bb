"""The steps behind an answer: which rule said what, on which facts, with which support.

A rule returns `Svar`: its answer and the step to it. Sentences are made only when somebody asks.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from ejverkstallda.domain.kallor import Kalla

T = TypeVar("T")
Faktavarde = date | str | int | None


class RuleError(Exception):
    """A rule could not answer about a decision: the run stops, for a row is never left out.

    Its text names the rule and the decision's number, and nothing of what the rule looked at.
    """


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule of the reporting duty. It cannot be made without a source."""

    id: str
    namn: str
    kallor: tuple[Kalla, ...]
    fran: date | None = None
    till: date | None = None

    def __post_init__(self) -> None:
        """Refuse a rule without a source.

        Raises:
            ValueError: `kallor` is empty.
        """
        if not self.kallor:
            msg = f"Regel {self.id} saknar källa."
            raise ValueError(msg)


class Faktum(NamedTuple):
    """A fact that a rule looked at: what it is called and its value."""

    namn: str
    varde: Faktavarde


class Steg(NamedTuple):
    """One step: the rule, what it found (`utfall`, a code) and the facts it looked at.

    `egna_kallor` are those of the rule's sources that bear this answer; empty = all of them.
    """

    regel: Regel
    utfall: str
    fakta: tuple[Faktum, ...]
    egna_kallor: tuple[Kalla, ...] = ()

    @property
    def kallor(self) -> tuple[Kalla, ...]:
        """The sources that bear the answer."""
        return self.egna_kallor or self.regel.kallor


class Svar(NamedTuple, Generic[T]):
    """A rule's answer together with the step that led to it."""

    varde: T
    steg: Steg
