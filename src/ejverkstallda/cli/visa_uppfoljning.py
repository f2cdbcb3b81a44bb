"""Nyckeltal, waiting times and forecasts on the terminal, and the files they were written in."""

from collections.abc import Sequence
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.nyckeltal import Nyckeltal, Nyckeltalsrad
from ejverkstallda.app.prognos import Prognoser
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.vantetider import FRAN_ORD, GRANSER, TILL_ORD, TOTALT, Vantetider, Vantetidsrad
from ejverkstallda.cli.avstavning import Avstavad
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import size_words
from ejverkstallda.domain.prognos import Prognos
from ejverkstallda.report.modell import Rubrik, Stycke, Tabell
from ejverkstallda.report.nyckeltalspapper import even_parts, split_years
from ejverkstallda.report.prognostabeller import Traffrad, ground_text, hindsight_blocks, places_table
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.vantekurvor import ALLA
from ejverkstallda.report.vantetal import day_text, mean_text, percent_text, tenths
from ejverkstallda.report.vantetidsnoter import ground_texts

if TYPE_CHECKING:
    from ejverkstallda.app.uppfoljningspapper import Skrivet  # it loads what draws papers

_UPPDELNING_ORD = {
    "totalt": "Totalt",
    "insatsgrupp": "Insatser tillsammans",
    "insats": "Per insats",
    "verksamhetsomrade": "Per verksamhetsområde",
}
_AR_I_BREDD = 8
"""Years that fit beside a name on a screen of eighty columns; more are shown in further tables."""

_NAMN = 30
_RUBRIK = 11
"""Letters in each line of the head of a column of figures."""
"""Letters of an insats beside four columns; their heads are divided instead."""


def decimal_text(value: Decimal | float | None) -> str:
    """Write a number as Swedish readers do: decimal comma, a dash for none."""
    if value is None:
        return "–"
    whole = isinstance(value, Decimal) and value.as_tuple().exponent == 0
    return siffror(int(value)) if whole else str(value).replace(".", ",")


def _title(words: Sequence[str | None]) -> Text:
    return Text(literal(" · ".join(w for w in words if w)), style="bold")


def render_nyckeltal(console: Console, result: Resultat[Nyckeltal]) -> None:
    """Print each indicator as a table with a year in each column, and its definition beneath."""
    data = result.data
    console.print(_title([f"Nyckeltal {data.spann}", data.lag, data.namnd]))
    console.print(f"Räknat på det som är känt {data.idag}.", style="dim")
    for indikator in data.indikatorer:
        console.print(Text(f"\n{indikator.namn}", style="bold"))
        rows = [rad for rad in data.rader if rad.serie.indikator is indikator]
        known, unknown = split_years([rad.serie.varden for rad in rows], data.spann.ar)
        if not known:
            console.print("Inga tal: dagen har inte kommit, eller så går registret inte så långt tillbaka.")
            continue
        for years in even_parts(known, _AR_I_BREDD):
            console.print(_year_table(data, rows, years))
        if unknown:
            console.print(Text(f"Utan tal: {unknown}.", style="dim"))
        if any(note.ar in known for note in data.noter):
            console.print(Text("* Går inte att jämföra rakt av med de andra åren; se nedan.", style="dim"))
        console.print(Text(indikator.definition, style="dim"))
        console.print(Text(f"Källa: {'; '.join(k.text for k in indikator.kallor)}", style="dim"))
    for n, note in enumerate(data.noter):
        console.print(Text(f"{'' if n else chr(10)}* {note.text}"))


def _year_table(data: Nyckeltal, rows: Sequence[Nyckeltalsrad], ar: Sequence[int]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Avser", overflow="fold", min_width=16)
    marked = {note.ar for note in data.noter}
    for year in ar:
        table.add_column(f"{year}{'*' if year in marked else ''}", justify="right", no_wrap=True)
    division = ""
    for rad in rows:
        if rad.uppdelning not in (division, "totalt"):
            table.add_row(Text(_UPPDELNING_ORD[rad.uppdelning], style="dim"))
        division = rad.uppdelning
        values = [decimal_text(rad.serie.varden[year]) for year in ar]
        table.add_row(Avstavad(literal(rad.serie.avser)), *values)
    return table


def render_waiting(console: Console, result: Resultat[Vantetider]) -> None:
    """Print mean, median and shares per insats; the curve's steps are in the JSON."""
    data = result.data
    console.print(_title([f"Väntetider, beslut {data.spann}", data.lag, data.namnd]))
    words = f"Dagar från {FRAN_ORD[data.fran]} till {TILL_ORD[data.till]}, som läget är {data.idag}."
    console.print(words, style="dim")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Insats", overflow="fold", min_width=16)
    for header in ("Fall", "Klara", "Median", "Medel", *(f"Över\n{days}" for days in GRANSER)):
        table.add_column(header, justify="right", no_wrap=True)
    for rad in data.rader:
        name = ALLA if rad.uppdelning == TOTALT else rad.avser
        table.add_row(Avstavad(literal(name)), siffror(rad.antal), siffror(rad.natt), *_figures(rad))
    console.print(table)
    console.print(
        Text(
            "Klara är de som fått vad de väntade på. De övriga väntar än eller har avslutats, och räknas med så länge "
            "de följdes (Kaplan–Meier). ≥ betyder att någon väntat längre än någon följts. En insats med färre än tio "
            "fall har ingen kurva.",
            style="dim",
        )
    )
    for text in ground_texts(data.grund._replace(fore_registret=None)):  # that is told of among the findings
        console.print(Text(text, style="dim"))


def _figures(rad: Vantetidsrad) -> list[str]:
    if rad.kurva is None:
        return ["–"] * (2 + len(GRANSER))
    k = rad.kurva
    return [day_text(k.median), mean_text(k), *(percent_text(k.share(days)) for days in GRANSER)]


def render_forecast(console: Console, result: Resultat[Prognoser]) -> None:
    """Print the running quarter and the next, places needed, and how earlier forecasts would have come out."""
    data = result.data
    console.print(_title(["Prognos: når gränsdagen utan att ha fått sin insats", data.lag, data.namnd]))
    text = f"Gjord {data.idag}, lärd av beslut sedan {data.larda_fran}. {ground_text(data.kommande)}"
    console.print(Text(text, style="dim"))
    for prognos in data.kommande:
        console.print(Text(f"\n{prognos.kvartal}", style="bold"))
        console.print(forecast_table(prognos))
        if prognos.enheter:
            console.print(Text(unit_text(prognos), style="dim"))
    console.print(Text("\nPlatser som behövs utöver dem som brukar ordnas", style="bold"))
    console.print(_model_table(places_table(data.kommande, data.redan)))
    if data.efterhand:
        back = [Traffrad.of(u.prognos, u.fore, u.kom) for u in data.efterhand]
        for block in hindsight_blocks(back):
            if isinstance(block, Tabell):
                console.print(Text(f"\n{block.rubrik}", style="bold"))
                console.print(_model_table(block))
            elif isinstance(block, Rubrik | Stycke):
                console.print(Text(f"\n{block.text}" if isinstance(block, Rubrik) else block.text, style="dim"))


def forecast_table(prognos: Prognos) -> Table:
    """Make the table of a quarter: known, expected and the range, per insats."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Insats", overflow="fold", min_width=16)
    for header in ("Passerade", "Kända", "Väntat", "Spann"):
        table.add_column(header, justify="right", no_wrap=True)
    for rad in (*prognos.rader, prognos.summa):
        figures = (siffror(rad.passerade), siffror(rad.kanda), tenths(rad.vantade), f"{rad.lagst}–{rad.hogst}")
        table.add_row(Avstavad(literal(rad.insats or ALLA)), *figures)
    return table


def unit_text(prognos: Prognos) -> str:
    """Say how many are known at each enhet: those who have passed and those who have gränsdag to come."""
    units = sorted(prognos.enheter.items(), key=lambda held: (held[0].casefold(), held[0]))
    told = (f"{literal(e)} {k.kanda}" + (f" (och {k.passerade} passerade)" if k.passerade else "") for e, k in units)
    return f"Kända per enhet: {', '.join(told)}"


def _model_table(model: Tabell) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    first, *others = model.kolumner
    table.add_column(first.rubrik, overflow="fold", min_width=_NAMN if first.rubrik == "Insats" else None)
    for column in others:
        if column.justering == "hoger":  # as narrow as its figures and the words above them let it be
            table.add_column("\n".join(wrap(column.rubrik, _RUBRIK)), justify="right", no_wrap=True)
        else:
            table.add_column(column.rubrik)
    for rad in model.rader:
        table.add_row(Avstavad(literal(rad[0])), *(literal(cell) for cell in rad[1:]))
    return table


def render_written(console: Console, result: "Resultat[Skrivet[Any]]") -> None:
    """Print which files were written, and how large they are."""
    files = result.data.filer
    console.print(f"Skrivna i {literal(str(files[0][0].parent))}:", soft_wrap=True)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Fil", overflow="fold")
    table.add_column("Storlek", justify="right", no_wrap=True)
    for path, size in files:
        table.add_row(literal(path.name), size_words(size))
    console.print(table)
    if result.data.godkanda:
        console.print(f"Godkänt av {literal(result.data.av)}: {', '.join(result.data.godkanda)}.", style="dim")
