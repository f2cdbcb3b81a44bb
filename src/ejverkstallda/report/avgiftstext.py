"""Särskild avgift in a paper: the ranges that hold for the decisions of a report, with their paragraphs.

A range is what the law allows, never what a municipality can expect to pay.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.avgift import fee_range_of
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kallor import Akt, Kalla, Kallslag
from ejverkstallda.domain.parametrar import AVGIFTSSPANN, Parameter, Spann
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.talord import uppraknat


class Avgiftsspann(NamedTuple):
    """A range of the fee in kronor for decisions under one act.

    `fran` and `till` are the first and last day of the decisions that the range is for (None = open), `galler` the
    same in words within the act's own days (`som fattades till och med 2025-06-30`; empty = all there can be).
    `lagrum` are the paragraphs it rests on.
    """

    lag: str
    fran: date | None
    till: date | None
    lagst: int
    hogst: int
    lagrum: str
    galler: str = ""


class Avgiftstext(NamedTuple):
    """The ranges of a report, by law and then the oldest first, for templates.

    `tolkning` says what of them is the program's own reading and not law; empty when all is law, and when the law has
    only one range to choose.
    """

    spann: tuple[Avgiftsspann, ...]
    tolkning: str


_SPANN: Final = {p.id: p for p in AVGIFTSSPANN}


def _cited(statutes: Sequence[Kalla]) -> str:
    """Cite paragraphs of one act: `28 a § och 28 b § LSS`."""
    return f"{uppraknat([k.plats for k in statutes])} {statutes[0].akt.kort}"


def _known(day: date) -> tuple[Parameter[Spann], ...]:
    """Return the ranges that are law on a day; while there is only one it holds for every decision."""
    return tuple(p for p in AVGIFTSSPANN if p.fran is None or p.fran <= day)


def _days(held: Parameter[Spann], akt: Akt, day: date) -> str:
    """Say which decisions a range holds for, as the law stands on `day`: within the range's days and the act's."""
    first, last = held.fran, held.till if len(_known(day)) > 1 else None
    if akt.fran == kallor.SOL_2025_IKRAFT:
        first = max(first, akt.fran) if first else akt.fran
    if akt.till and akt.till < day:
        last = min(last, akt.till) if last else akt.till
    parts = (f"från och med {first}" if first else "", f"till och med {last}" if last else "")
    told = " ".join(part for part in parts if part)
    return f"som fattades {told}" if told else ""


def _range(lag: Lag, beslutsdatum: date, day: date) -> tuple[Avgiftsspann, frozenset[str]]:
    span, step = fee_range_of(lag, beslutsdatum)
    held, chosen = _SPANN[step.utfall], len(_known(day)) > 1
    statutes = [k for k in step.kallor if k.slag is Kallslag.LAG and (chosen or k is not kallor.LSS_OVERGANG_AVGIFT)]
    readings = frozenset(k.plats for k in step.kallor if chosen and k.slag is not Kallslag.LAG)
    told = _days(held, statutes[0].akt, day)
    cited = _cited(statutes)
    return Avgiftsspann(lag.value, held.fran, held.till, span.lagst, span.hogst, cited, told), readings


def build_avgiftstext(rader: Iterable[Rad], day: date) -> Avgiftstext:
    """Say which ranges hold for a report's decisions, each once, as the law stands on `day`, the paper's own."""
    first: dict[Avgiftsspann, date] = {}
    readings: set[str] = set()
    for rad in rader:
        spann, read = _range(rad.lag, rad.beslutsdatum, day)
        first[spann] = min(rad.beslutsdatum, first.get(spann, rad.beslutsdatum))
        readings |= read
    ordered = sorted(first, key=lambda s: (s.lag, first[s]))
    return Avgiftstext(tuple(ordered), uppraknat(sorted(readings)))
