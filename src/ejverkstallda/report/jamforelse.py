"""A quarter beside earlier ones, from their frozen closings only: what is not closed is said not to be."""

from collections.abc import Mapping
from typing import Final

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.report.modell import Block, Figur, Kolumn, Serie, Stycke, Tabell
from ejverkstallda.report.statistikmodell import Jamforelse, Kvartalstal
from ejverkstallda.report.talord import siffror

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


def comparison_table(jamforelse: Jamforelse) -> Tabell:
    """Make the table of sums side by side, oldest to the right; a quarter not closed says so in its cells."""
    columns = (jamforelse.denna, jamforelse.forra, jamforelse.fjol)

    def cells(name: str) -> tuple[str, ...]:
        return tuple(siffror(getattr(c.summor, name)) if c.summor else EJ_STANGT for c in columns)

    rows = (
        ("Nya ej verkställda", "nya"),
        ("Verkställda", "verkstallda"),
        ("Avslutade utan verkställighet", "avslutade"),
        ("Fortsatt ej verkställda", "kvarstaende"),
        ("Rapporterade i kvartalet", "rapporterade"),
        ("Ej verkställda på statusdagen", "ej_verkstallda"),
    )
    return Tabell(
        (Kolumn("Grupp", 2.4), *(Kolumn(str(c.kvartal), 1.2, "hoger") for c in columns)),
        tuple((label, *cells(name)) for label, name in rows),
        rubrik="Kvartalet, kvartalet före och samma kvartal året före",
    )


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
