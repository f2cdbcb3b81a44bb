"""A quarter beside earlier ones, from their frozen closings only: what is not closed is said not to be."""

from collections.abc import Mapping
from typing import Final

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.report.modell import Block, Figur, Kolumn, Serie, Stycke, Tabell
from ejverkstallda.report.statistikmodell import Jamforelse, Kvartalstal
from ejverkstallda.report.talord import siffror, uppraknat

EJ_STANGT: Final = "inte stängt i registret"
_FLEST: Final = 12
"""Quarters that the stock is shown over: three years."""


def build_jamforelse(kvartal: Kvartal, summor: Summor, historik: Mapping[Kvartal, Summor]) -> Jamforelse:
    """Set a quarter beside the one before and the same of last year; `historik` holds the closed ones' sums."""
    known = {q: s for q, s in historik.items() if q < kvartal}
    span = [kvartal]
    while len(span) < _FLEST and known and span[0] > min(known):
        span.insert(0, span[0].previous())
    this = Kvartalstal(kvartal, summor)

    def of(q: Kvartal) -> Kvartalstal:
        return Kvartalstal(q, known.get(q))

    fjol = Kvartal(kvartal.ar - 1, kvartal.nummer)
    return Jamforelse(this, of(kvartal.previous()), of(fjol), (*(of(q) for q in span[:-1]), this))


def comparison_blocks(jamforelse: Jamforelse) -> tuple[Block, ...]:
    """Make the table of sums side by side, oldest to the right, and say which quarter is left out as not closed.

    With nothing to compare with there is no table: the quarter's own sums stand first in the paper.
    """
    earlier = {"kvartalet före": jamforelse.forra, "samma kvartal året före": jamforelse.fjol}
    closed = {words: (k.kvartal, k.summor) for words, k in earlier.items() if k.summor}
    left_out = tuple(
        Stycke(f"{k.kvartal} ({words}) är {EJ_STANGT} och är inte med i jämförelsen.", "not")
        for words, k in earlier.items()
        if not k.summor and len(jamforelse.bestand) > 1
    )
    if not closed or jamforelse.denna.summor is None:
        return left_out
    columns = [(jamforelse.denna.kvartal, jamforelse.denna.summor), *closed.values()]
    rows = (
        ("Nya ej verkställda", "nya"),
        ("Verkställda", "verkstallda"),
        ("Avslutade utan verkställighet", "avslutade"),
        ("Fortsatt ej verkställda", "kvarstaende"),
        ("Rapporterade i kvartalet", "rapporterade"),
        ("Ej verkställda på statusdagen", "ej_verkstallda"),
    )
    table = Tabell(
        (Kolumn("Grupp", 2.4), *(Kolumn(str(q), 1.2, "hoger") for q, _ in columns)),
        tuple((label, *(siffror(getattr(sums, name)) for _, sums in columns)) for label, name in rows),
        rubrik=uppraknat(["Kvartalet", *closed]),
    )
    return table, *left_out


def stock_blocks(jamforelse: Jamforelse, *, diagram: bool) -> tuple[Block, ...]:
    """Show the stock over the closed quarters: a chart, and a table with the same numbers."""
    stock = jamforelse.bestand
    told = [(str(k.kvartal), k.summor.ej_verkstallda if k.summor else None) for k in stock]
    table = Tabell(
        (Kolumn("Kvartal", 2.0), Kolumn("Ej verkställda på statusdagen", 2.0, "hoger")),
        tuple((namn, EJ_STANGT if tal is None else siffror(tal)) for namn, tal in told),
        rubrik="Ej verkställda på statusdagen, kvartal för kvartal",
    )
    if len(stock) == 1:
        return (Stycke("Inget tidigare kvartal är stängt i registret.", "not"),)
    if not diagram:
        return (table,)
    words = "; ".join(f"{namn}: {EJ_STANGT if tal is None else siffror(tal)}" for namn, tal in told)
    figure = Figur(
        "linje",
        "Ej verkställda på statusdagen",
        f"Linjediagram över antalet ej verkställda på statusdagen, från {told[0][0]} till {told[-1][0]}. {words}.",
        tuple(namn for namn, _ in told),
        (Serie("Ej verkställda på statusdagen", tuple(tal for _, tal in told)),),
        "antal",
    )
    return figure, table
