"""The quarter's life on the terminal: opening, comparison, marks, checklist."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.kvartal_oppna import Jamforelse, Skillnad
from ejverkstallda.app.kvartal_status import Kontrollrad, Kvartalsstatus, Steg
from ejverkstallda.app.kvartalsvar import Kvartalsvar, row_json
from ejverkstallda.app.markera import Markerat
from ejverkstallda.app.resultat import Enkeltsvar, Resultat
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import GRUPP_ORD

_STEG_ORD = {
    Steg.LISTA: "Listan inläst",
    Steg.KOMMENTARER: "Kommentarer",
    Steg.IVO: "IVO:s formulär",
    Steg.STANGT: "Stängt",
    Steg.PAPPER: "Papper",
    Steg.STOPPTID: "Stopptid",
    Steg.NAMND: "Nämnden",
    Steg.REVISORER: "Revisorerna",
    Steg.FULLMAKTIGE: "Fullmäktige",
}
_MARKERAT_ORD = {
    "namnd": "behandlat i nämnden",
    "revisorer": "överlämnat till revisorerna",
    "fullmaktige": "överlämnat till fullmäktige",
}
_FALT_ORD = {
    "grupp": "grupp",
    "slut": "slut",
    "slut_efter_statusdag": "slut efter statusdagen",
    "dagar": "dagar",
    "dagar_sedan_beslut": "dagar sedan beslutet",
    "beslutsdatum": "beslutsdatum",
    "start": "start",
    "gransdag": "gränsdag",
    "sen": "upptäckt sent",
    "insats": "insats",
    "insats_kod": "insatskod",
    "verksamhetsomrade": "verksamhetsområde",
    "namnd": "nämnd",
    "kon": "kön",
    "lag": "lag",
    "beslutsnummer": "beslutsnummer",
    "kallsystem": "källsystem",
    "vantan": "väntan",
    "forst_rapporterad": "först rapporterad",
}


def render_opened(console: Console, result: Resultat[Kvartalsvar]) -> None:
    """Print that a quarter is open again."""
    kvartal = result.data.ram.kvartal
    console.print(f"{kvartal} är öppet igen. Stäng det på nytt med ejv kvartal stang {kvartal}.")


def render_comparison(console: Console, result: Resultat[Jamforelse]) -> None:
    """Print how a closed quarter differs from what is known now."""
    data = result.data
    if not data.skillnader:
        console.print(f"{data.kvartal}: inget av de {data.frysta} raderna har ändrats sedan stängningen.")
        return
    console.print(Text(f"{data.kvartal}: {_many(len(data.skillnader))} mot när det stängdes", style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Beslut", no_wrap=True)
    table.add_column("Då", overflow="fold")
    table.add_column("Nu", overflow="fold")
    for difference in data.skillnader:
        then, now = _then_and_now(difference)
        table.add_row(literal(difference.nummer), literal(then), literal(now))
    console.print(table)
    console.print("Det stängda kvartalet ändras inte; skillnaderna kommer med i nästa rapport.", style="dim")


def _many(number: int) -> str:
    return "1 skillnad" if number == 1 else f"{number} skillnader"


def _then_and_now(difference: Skillnad) -> tuple[str, str]:
    if difference.fryst is None:
        return "inte med", GRUPP_ORD[difference.nu.grupp] if difference.nu else ""
    if difference.nu is None:
        return GRUPP_ORD[difference.fryst.grupp], "inte med"
    then, now = row_json(difference.fryst), row_json(difference.nu)
    told = [(f"{_FALT_ORD[n]} {_value(then[n])}", f"{_FALT_ORD[n]} {_value(now[n])}") for n in difference.falt]
    return "\n".join(a for a, _ in told), "\n".join(b for _, b in told)


def _value(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dict):
        return " ".join(str(v) for v in value.values() if v)
    return str(value)


def render_mark(console: Console, result: Resultat[Markerat]) -> None:
    """Print what was marked."""
    data = result.data
    if data.steg == "ivo":
        console.print(f"{data.kvartal}: {data.skickade} rapporter markerade som skickade till IVO {data.datum}.")
        return
    for cell in data.celler:
        where = f" för {cell.namnd}" if cell.namnd else ""
        console.print(literal(f"{data.kvartal} {cell.lag}{where}: {_MARKERAT_ORD[data.steg]} {data.datum}."))


def render_status(console: Console, result: Resultat[Kvartalsstatus]) -> None:
    """Print the checklist of a quarter."""
    data = result.data
    console.print(Text(f"{data.kvartal}, {data.dagar_sedan_slut} dagar sedan kvartalets slut", style="bold"))
    for cell in data.celler:
        where = f" · {cell.cell.namnd}" if cell.cell.namnd else ""
        console.print(Text(literal(f"\n{cell.cell.lag}{where}"), style="bold"))
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for row in cell.rader:
            who = f", {row.av}" if row.av else ""
            table.add_row(_tick(row), _STEG_ORD[row.steg], str(row.datum or ""), literal(f"{row.text}{who}"))
        console.print(table)


def _tick(row: Kontrollrad) -> Text:
    if row.klart is None:
        return Text("   ")
    return Text("[x]", style="green") if row.klart else Text("[ ]", style="bold yellow")


def render_check(console: Console, result: Resultat[Enkeltsvar]) -> None:
    """Print nothing: the faults speak for themselves, and all being well is silence."""
