"""Papers on the terminal: which files were written, for whom, how large."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.rapport import Rapportsvar
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import size_words

if TYPE_CHECKING:
    from ejverkstallda.app.demo import Demosvar  # it loads the whole of importing, which other papers do without


def render_papers(console: Console, result: Resultat[Rapportsvar]) -> None:
    """Print where papers were written, and what they are. There is always one: an empty quarter has papers too."""
    data = result.data
    console.print(f"Skrivna i {literal(str(data.filer[0].fil.parent))}:", soft_wrap=True)
    console.print(_table(data))
    if any(not p.stangt for p in data.filer):
        console.print("Utkast: kvartalet är inte stängt, och talen kan ändras.", style="dim")
    if data.godkanda:
        console.print(f"Godkänt av {literal(data.av)}: {', '.join(data.godkanda)}.", style="dim")
    if data.sparat:
        console.print("Kvartalet är stängt; dokumenten sparas också i registret.", style="dim")


def _table(data: Rapportsvar) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Fil", overflow="fold")
    table.add_column("Till", overflow="fold")
    table.add_column("Storlek", justify="right", no_wrap=True)
    for paper in data.filer:
        whom = literal(paper.mottagare) + ("" if paper.stangt else " (utkast)")
        table.add_row(literal(paper.fil.name), whom, size_words(paper.antal_byte))
    for path in data.index:
        table.add_row(literal(path.name), "hela paketet", size_words(path.stat().st_size))
    return table


def render_demo(console: Console, result: "Resultat[Demosvar]") -> None:
    """Print what the demonstration did and where its papers lie."""
    from ejverkstallda.cli.visa_kvartal import render_quarter

    data = result.data
    render_quarter(console, Resultat(data.kvartal))
    console.print()
    console.print(Text(f"Register: {literal(data.databas)}"), soft_wrap=True)
    render_papers(console, Resultat(data.papper))
