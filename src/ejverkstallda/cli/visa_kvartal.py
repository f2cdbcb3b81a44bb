"""Quarters and worklists on the terminal."""

from typing import Final

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.bevaka import BEVAKNING_ORD, PROGNOS_DEL, Bevakning, Bevakningsskal
from ejverkstallda.app.ivo_lista import Ivolista, Ivorad
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.cli.avstavning import Avstavad
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import GRUPP_ORD, IVO_ORD, day_words, end_words
from ejverkstallda.domain.beslut import IvoSlag, Vantanslag
from ejverkstallda.domain.brister import Allvar
from ejverkstallda.domain.rapportering import Grupp, Rad


def render_quarter(console: Console, result: Resultat[Kvartalsvar]) -> None:
    """Print a quarter: its days, its sums, and the four groups."""
    svar = result.data
    console.print(_heading(svar))
    console.print(_days(svar))
    console.print()
    console.print(_sums(svar))
    for grupp in Grupp:
        rows = svar.bild.group(grupp)
        console.print(Text(f"\n{GRUPP_ORD[grupp]} ({len(rows)})", style="bold"))
        console.print(_rows(rows, grupp) if rows else Text("Inga.", style="dim"))


def render_closed(console: Console, result: Resultat[Kvartalsvar]) -> None:
    """Print what was closed, or why not."""
    svar = result.data
    if result.nekat and all(b.allvar is Allvar.FEL for b in result.brister):
        return
    if result.nekat:
        console.print(
            f"{svar.ram.kvartal} är inte stängt: bristerna nedan behöver åtgärdas. Stäng ändå med --trots-brister.",
            style="bold",
        )
        return
    console.print(Text(f"{svar.ram.kvartal} är stängt.", style="bold"))
    console.print(_sums(svar))
    console.print(f"Gör dokumenten med ejv rapport alla {svar.ram.kvartal} --ut KATALOG.", style="dim")


def _heading(svar: Kvartalsvar) -> Text:
    parts = [str(svar.ram.kvartal), svar.lag.value if svar.lag else "SoL och LSS", svar.namnd or ""]
    state = "stängt" if svar.stangd else ("preliminärt, som läget är i dag" if svar.preliminar else "inte stängt")
    if svar.aktuellt and not svar.preliminar:
        state = "räknat på nytt"
    title = Text(literal(" · ".join(p for p in parts if p)), style="bold")
    return title.append(f"  ({state})", style="yellow" if svar.preliminar else "green" if svar.stangd else "default")


def _days(svar: Kvartalsvar) -> Table:
    ram = svar.ram
    window = ram.kvartal.beslutsfonster
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_row("Period", f"{ram.kvartal.first_day} – {ram.kvartal.last_day}")
    table.add_row("Beslutsfönster", f"{window.fran} – {window.till}")
    table.add_row("Statusdag", str(ram.statusdag))
    table.add_row("Rapporteringsdag", str(ram.rapporteringsdag))
    if svar.preliminar:
        table.add_row("På väg", f"{svar.bild.pa_vag} med gränsdag kvar i kvartalet")
    return table


def _sums(svar: Kvartalsvar) -> Table:
    summor = svar.bild.summor
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=False)
    table.add_column(justify="right", style="bold")
    when = "i dag" if svar.preliminar else "på statusdagen"
    for label, number in (
        ("Nya", summor.nya),
        ("Verkställda", summor.verkstallda),
        ("Avslutade utan verkställighet", summor.avslutade),
        ("Kvarstående", summor.kvarstaende),
        ("Rapporterade i kvartalet (alla fyra)", summor.rapporterade),
        (f"Ej verkställda {when}", summor.ej_verkstallda),
    ):
        table.add_row(label, str(number))
    return table


def _rows(rows: tuple[Rad, ...], grupp: Grupp) -> Table:
    states = [_state(rad, grupp) for rad in rows]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Beslut", no_wrap=True)
    table.add_column("Från", no_wrap=True)
    table.add_column("Gränsdag", no_wrap=True)
    table.add_column("Insats", overflow="fold", min_width=14)
    table.add_column("Dagar", justify="right", no_wrap=True)
    table.add_column("Kön" if grupp is Grupp.NY else "Först", no_wrap=True)
    if any(states):
        table.add_column("Läge", overflow="fold")
    for rad, state in zip(rows, states, strict=True):
        last = (rad.kon.value if rad.kon else "–") if grupp is Grupp.NY else str(rad.forst_rapporterad or "före reg.")
        start, limit, days = str(rad.start), str(rad.gransdag), str(rad.dagar)
        cells: list[RenderableType] = [
            literal(rad.beslutsnummer),
            start,
            limit,
            Avstavad(literal(rad.insats)),
            days,
            last,
        ]
        table.add_row(*cells, *([state] if any(states) else []))
    return table


def _state(rad: Rad, grupp: Grupp) -> str:
    """Say what the columns do not: that it is an avbrott, how it ended, that it was found late."""
    parts = ["avbrott"] if rad.vantan is Vantanslag.AVBROTT else []
    if rad.slut is not None:
        parts.append(end_words(rad.slut, short=grupp is not Grupp.NY))
    if rad.slut_efter_statusdag is not None:
        parts.append(f"{end_words(rad.slut_efter_statusdag)}, efter statusdagen")
    if rad.sen:
        parts.append("upptäckt sent")
    return "; ".join(parts)


_INSATSBREDD: Final = 16
"""Letters in korttidsvistelse. Where the usual words have room none is divided: to load how they are takes longer
than to print the rest of the list.
"""


def render_watch(console: Console, result: Resultat[Bevakning]) -> None:
    """Print the worklist, and the coming quarters where they were asked for."""
    _render_posts(console, result.data)
    if result.data.prognos:
        _render_forecast(console, result.data)
    if result.data.prognos == ():
        console.print("Prognos: det finns inga beslut från de senaste åren att göra en av.", style="dim")


def _render_forecast(console: Console, data: Bevakning) -> None:
    from ejverkstallda.cli.visa_uppfoljning import forecast_table, unit_text

    for prognos in data.prognos or ():
        console.print(f"\nPrognos {prognos.kvartal}: når gränsdagen utan att ha fått sin insats", style="bold")
        console.print(forecast_table(prognos))
        if prognos.enheter:
            console.print(unit_text(prognos), style="dim", markup=False)
    if data.prognos_del:
        console.print(PROGNOS_DEL, style="dim")


def _render_posts(console: Console, data: Bevakning) -> None:
    if not data.poster:
        console.print(f"Inget väntar: ingen gränsdag inom {data.dagar} dagar och inget annat som behöver någon.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Beslut", no_wrap=True)
    table.add_column("Vad", overflow="fold")
    table.add_column("Dag", no_wrap=True)
    table.add_column("Dagar\nkvar", justify="right", no_wrap=True)
    table.add_column("Insats", overflow="fold", min_width=_INSATSBREDD)
    table.add_column("Handläggare", overflow="fold")
    for post in data.poster:
        beslut = post.fall.beslut
        style = "bold red" if post.skal is Bevakningsskal.PASSERAD else ""
        table.add_row(
            literal(beslut.beslutsnummer),
            Text(BEVAKNING_ORD[post.skal], style=style),
            str(post.datum),
            str(post.dagar_kvar),
            Avstavad(literal(beslut.insats)),
            Avstavad(literal(beslut.handlaggare or "–")),
        )
    console.print(table)


def render_ivo(console: Console, result: Resultat[Ivolista]) -> None:
    """Print what to do in IVO's form."""
    data = result.data
    laws = {row.rad.lag.value for row in data.rader}
    parts = [data.kvartal, data.lag or (" och ".join(sorted(laws, reverse=True)) or "SoL och LSS"), data.namnd or ""]
    console.print(Text(f"Att göra i IVO:s formulär, {literal(' · '.join(p for p in parts if p))}", style="bold"))
    console.print(f"Som läget är {data.idag}. Utan personuppgifter.", style="dim")
    if not data.rader:
        console.print("Inget att rapportera.")
        return
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")  # both laws with their days fill 80 columns
    table.add_column("Gör", no_wrap=True)
    table.add_column("Beslut", overflow="fold", min_width=9)
    if len(laws) > 1:
        table.add_column("Lag", no_wrap=True)
    table.add_column("Beslutsdag", no_wrap=True)
    table.add_column("Insats", overflow="fold", min_width=13)
    table.add_column("Läge", overflow="fold", min_width=10)
    table.add_column("Skickat", no_wrap=True, min_width=10 if any(row.skickad for row in data.rader) else 3)
    for row in data.rader:
        rad = row.rad
        table.add_row(
            IVO_ORD[row.slag],
            literal(rad.beslutsnummer),
            *([rad.lag.value] if len(laws) > 1 else []),
            str(rad.beslutsdatum),
            Avstavad(literal(rad.insats)),
            literal(_ivo_state(row)),
            str(row.skickad) if row.skickad else "nej",
        )
    console.print(table)


def _ivo_state(row: Ivorad) -> str:
    parts = [f"avbrott {row.rad.start}"] if row.rad.vantan is Vantanslag.AVBROTT else []
    if row.rad.slut is not None and row.slag in {IvoSlag.VERKSTALLD, IvoSlag.AVSLUTAD}:
        parts.append(end_words(row.rad.slut, short=True))
    if row.ej_verkstalld_del:
        parts.append(f"en del: {row.ej_verkstalld_del}")
    return "; ".join(parts) or day_words(row.rad.dagar)
