"""Särskild avgift in a paper: the ranges that hold for the decisions of a report, with their paragraphs.

A range is what the law allows, never what a municipality can expect to pay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ejverkstallda.domain.avgift import fee_range_of
from ejverkstallda.domain.kallor import Kalla, Kallslag
from ejverkstallda.domain.parametrar import AVGIFTSSPANN
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.talord import uppraknat


@dataclass(frozen=True, slots=True)
class Avgiftsspann:
    """A range of the fee in kronor for decisions under one law.

    `fran` and `till` are the first and last day of the decisions it holds for (None = open), `lagrum` the paragraphs
    it rests on.
    """

    lag: str
    fran: date | None
    till: date | None
    lagst: int
    hogst: int
    lagrum: str


@dataclass(frozen=True, slots=True)
class Avgiftstext:
    """The ranges of a report, by law and then the oldest first, for templates.

    `tolkning` says what of them is the program's own reading and not law; empty when all is law.
    """

    spann: tuple[Avgiftsspann, ...]
    tolkning: str


def _cited(statutes: Sequence[Kalla]) -> str:
    """Cite paragraphs of one act: `28 a § och 28 b § LSS`."""
    return f"{uppraknat([k.plats for k in statutes])} {statutes[0].akt.kort}"


def _range(rad: Rad) -> tuple[Avgiftsspann, frozenset[str]]:
    span, step = fee_range_of(rad.lag, rad.beslutsdatum)
    held = next(p for p in AVGIFTSSPANN if p.id == step.utfall)
    statutes = [k for k in step.kallor if k.slag is Kallslag.LAG]
    readings = frozenset(k.plats for k in step.kallor if k.slag is not Kallslag.LAG)
    return Avgiftsspann(rad.lag.value, held.fran, held.till, span.lagst, span.hogst, _cited(statutes)), readings


def build_avgiftstext(rader: Iterable[Rad]) -> Avgiftstext:
    """Say which ranges hold for a report's decisions, each once."""
    found = {_range(rad) for rad in rader}
    spann = sorted((s for s, _ in found), key=lambda s: (s.lag, s.till or date.max, s.lagrum))
    readings = frozenset[str]().union(*(r for _, r in found))
    return Avgiftstext(tuple(spann), uppraknat(sorted(readings)))
