"""Explanations on the terminal."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.forklara import Forklaringssvar
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import GRUPP_ORD
from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.forklaring import Forklaring
from ejverkstallda.domain.motivering import Steg
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.forklaring_ord import sentence, support

_MARKEN = "¹²³⁴⁵⁶⁷⁸⁹"
"""Marks of the notes; what there are no more marks for is told at each source."""


def render_explanation(console: Console, result: Resultat[Forklaringssvar]) -> None:
    """Print each väntan of a decision: the answer first, then its steps with their support."""
    data = result.data
    beslut = data.post.beslut
    title = Text(f"Beslut {literal(beslut.beslutsnummer)}", style="bold")
    title.append(f"  {beslut.lag}, {beslut.beslutsdatum}; {data.kvartal}, sett {data.idag}", style="default not bold")
    console.print(title)
    if data.stangd is not None:
        closed = data.stangd
        console.print(
            f"{data.kvartal} stängdes {closed.idag} av {literal(closed.av)}. Här förklaras läget som det är känt nu.",
            style="dim",
        )
    reserves = dict.fromkeys(k.forbehall for f in data.forklaringar for s in f.steg for k in s.kallor if k.forbehall)
    notes = dict(zip(reserves, _MARKEN, strict=False))
    for explained in data.forklaringar:
        console.print()
        console.print(_answer(explained, data.frysta.get(explained.fall.vantan.oppnad_av)))
        console.print(_steps(explained.steg, notes))
    for text, mark in notes.items():
        console.print(f"{mark} Förbehåll: {text}.", style="dim")


def _answer(explained: Forklaring, frozen: Rad | None) -> Text:
    v = explained.fall.vantan
    what = f"Avbrottet {v.start}" if v.slag is Vantanslag.AVBROTT else f"Väntan från beslutet {v.start}"
    rad = explained.bedomning.rad
    if rad is not None:
        answer = GRUPP_ORD[rad.grupp].casefold()
    else:
        answer = "på väg in i rapporten" if explained.bedomning.pa_vag else "inte i rapporten"
    if frozen is not None:
        then = GRUPP_ORD[frozen.grupp].casefold()
        answer = f"{then}, som i rapporten" if then == answer else f"{then} i rapporten som stängdes; nu {answer}"
    return Text(f"{what}: {answer}", style="bold")


def _steps(steg: tuple[Steg, ...], notes: Mapping[str, str]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, step in enumerate(steg, start=1):
        words = Text(literal(sentence(step)))
        words.append(f"\n{support(step, notes)}", style="dim")
        table.add_row(f"{number}.", words)
    return table
