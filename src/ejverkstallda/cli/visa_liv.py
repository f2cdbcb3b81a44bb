"""The quarter's life on the terminal: opening, comparison, marks, checklist."""

from datetime import date
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
from ejverkstallda.cli.ord import GRUPP_ORD, day_words, end_words
from ejverkstallda.domain.beslut import Avslutsorsak
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut, Slutslag

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
        which = {0: "inga rader är frysta, och inget", 1: "den enda raden har inte"}
        told = which.get(data.frysta, f"ingen av de {data.frysta} raderna har")
        console.print(f"{data.kvartal}: {told} {'har ändrats' if data.frysta == 0 else 'ändrats'} sedan stängningen.")
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
    told = (
        "Det stängda kvartalet ändras inte. En rättelse kommer med i nästa rapport, utom när slutet redan är redovisat."
    )
    console.print(told, style="dim")


def _many(number: int) -> str:
    return "1 skillnad" if number == 1 else f"{number} skillnader"


def _then_and_now(difference: Skillnad) -> tuple[str, str]:
    if difference.fryst is None:
        return "inte med", GRUPP_ORD[difference.nu.grupp] if difference.nu else ""
    if difference.nu is None:
        return GRUPP_ORD[difference.fryst.grupp], "inte med"
    then, now = row_json(difference.fryst), row_json(difference.nu)
    told = [(f"{_FALT_ORD[n]} {_value(n, then[n])}", f"{_FALT_ORD[n]} {_value(n, now[n])}") for n in difference.falt]
    return "\n".join(a for a, _ in told), "\n".join(b for _, b in told)


def _value(name: str, value: Any) -> str:
    """Return a value in words; codes are for machines."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dict):
        orsak = Avslutsorsak(value["orsak"]) if value["orsak"] else None
        return end_words(Slut(Slutslag(value["slag"]), date.fromisoformat(value["datum"]), orsak))
    if name == "grupp":
        return GRUPP_ORD[Grupp(value)].casefold()
    return str(value)


def render_mark(console: Console, result: Resultat[Markerat]) -> None:
    """Print what was marked."""
    data = result.data
    if data.steg == "ivo":
        what = (
            "1 rapport markerad som skickad"
            if data.skickade == 1
            else f"{data.skickade} rapporter markerade som skickade"
        )
        console.print(f"{data.kvartal}: {what} till IVO {data.datum}.")
        return
    for cell in data.celler:
        where = f" för {cell.namnd}" if cell.namnd else ""
        console.print(literal(f"{data.kvartal} {cell.lag}{where}: {_MARKERAT_ORD[data.steg]} {data.datum}."))


def render_status(console: Console, result: Resultat[Kvartalsstatus]) -> None:
    """Print the checklist of a quarter."""
    data = result.data
    left = (Kvartal.parse(data.kvartal).last_day - data.idag).days
    when = f"{day_words(left)} kvar till" if left > 0 else f"{day_words(data.dagar_sedan_slut)} sedan"
    console.print(Text(f"{data.kvartal}, {when} kvartalets slut", style="bold"))
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
