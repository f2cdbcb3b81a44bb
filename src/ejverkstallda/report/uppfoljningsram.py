"""What the papers of the follow-up have in common: whose they are, and the step from blocks to document."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kallor import EGEN, Kalla
from ejverkstallda.report.brevpapper import kommun_foot, namnd_head
from ejverkstallda.report.kommun import Kommun, Namnd
from ejverkstallda.report.modell import Block, Dokument, Stycke
from ejverkstallda.report.talord import siffror

INGET: Final = "–"
"""What a cell says when there is nothing to say."""


class Uppfoljningsram(NamedTuple):
    """Whose paper it is, which law it is about (None = both), and the day its figures are as of."""

    kommun: Kommun
    namnd: Namnd | None
    lag: Lag | None
    idag: date

    @property
    def huvud(self) -> "Uppfoljningshuvud":
        """What the paper is about, as its content model tells it."""
        return Uppfoljningshuvud(self.kommun.namn, self.namnd.namn if self.namnd else "", self.lag, self.idag)

    @property
    def lag_i_ord(self) -> str:
        """The law, or both, as a sentence names them."""
        return self.lag.value if self.lag else "SoL och LSS"


class Uppfoljningshuvud(NamedTuple):
    """Whose paper it is, by names; its law (None = both), and the day its figures are as of."""

    kommun: str
    namnd: str
    lag: Lag | None
    idag: date


def build_paper(dokumenttyp: str, titel: str, ram: Uppfoljningsram, blocks: Sequence[Block]) -> Dokument:
    """Put blocks on the nämnd's paper, dated the day of its figures."""
    head = namnd_head(dokumenttyp, ram.namnd, ram.idag)
    return Dokument(titel, head, kommun_foot(ram.kommun), tuple(blocks))


def source_lines(kallor: Sequence[Kalla]) -> tuple[Stycke, ...]:
    """Name the sources with the kind of support each gives, and what of them could not be confirmed.

    An interpretation of our own says in its text that it is one.
    """
    named = "; ".join(k.text if k.akt is EGEN else f"{k.text} ({k.slag.value})" for k in kallor)
    reserved = [f"{k.text}: {k.forbehall}" for k in kallor if k.forbehall]
    lines = [Stycke(f"Källa: {named}.", "grund")]
    return (*lines, *(Stycke(f"Förbehåll för {text}.", "not") for text in reserved))


def figure_text(value: float | None) -> str:
    """Write a number: a whole one in groups of three, another with one decimal after a comma, a dash for none."""
    if value is None:
        return INGET
    return siffror(value) if isinstance(value, int) else f"{value:.1f}".replace(".", ",")
