"""Nyckeltal, waiting times and forecasts on the terminal, and the files they were written in."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ejverkstallda.app.nyckeltal import Nyckeltal, Nyckeltalsrad
from ejverkstallda.app.prognos import Prognoser
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.vantetider import FRAN_ORD, GRANSER, TILL_ORD, Vantetider, Vantetidsrad
from ejverkstallda.cli.avstavning import Avstavad
from ejverkstallda.cli.kuvert import literal
from ejverkstallda.cli.ord import size_words
from ejverkstallda.domain.prognos import Prognos, Prognosrad
from ejverkstallda.report.nyckeltalspapper import even_parts, split_years
from ejverkstallda.report.talord import siffror

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
        table.add_row(Avstavad(literal(rad.avser)), siffror(rad.antal), siffror(rad.natt), *_figures(rad))
    console.print(table)
    console.print(
        Text(
            "Klara är de som fått vad de väntade på. De övriga väntar än eller har avslutats, och räknas med så länge "
            "de följdes (Kaplan–Meier). ≥ betyder att någon väntat längre än någon följts. En insats med färre än tio "
            "fall har ingen kurva.",
            style="dim",
        )
    )


def _figures(rad: Vantetidsrad) -> list[str]:
    if rad.kurva is None:
        return ["–"] * (2 + len(GRANSER))
    k = rad.kurva
    mean = f"{'≥ ' if k.open_ended else ''}{round(k.mean)}"
    shares = (k.share(days) for days in GRANSER)
    return ["–" if k.median is None else str(k.median), mean, *(percent(s) for s in shares)]


def percent(share: float | None) -> str:
    """Write a share as whole per cent, a dash for none."""
    return "–" if share is None else f"{round(share * 100)} %"


def render_forecast(console: Console, result: Resultat[Prognoser]) -> None:
    """Print the coming quarters, and how earlier forecasts would have come out."""
    data = result.data
    console.print(_title(["Prognos: når gränsdagen utan att ha fått sin insats", data.lag, data.namnd]))
    console.print(
        Text(
            f"Gjord {data.idag}. Kända väntar redan. Väntat antal lägger till de beslut som brukar komma och räknar "
            "bort dem som brukar hinna verkställas; spannet rymmer nio utfall av tio, om det blir som det har varit.",
            style="dim",
        )
    )
    for prognos in data.kommande:
        console.print(Text(f"\n{prognos.kvartal}", style="bold"))
        console.print(_forecast_table(prognos))
        if prognos.enheter:
            units = ", ".join(f"{literal(e)} {n}" for e, n in sorted(prognos.enheter.items()))
            console.print(Text(f"Kända per enhet: {units}", style="dim"))
    if data.efterhand:
        console.print(Text("\nSå hade prognosen slagit", style="bold"))
        console.print(_hindsight_table(data))


def _forecast_table(prognos: Prognos) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Insats", overflow="fold", min_width=16)
    for header in ("Kända", "Väntat", "Spann"):
        table.add_column(header, justify="right", no_wrap=True)
    for rad in (*prognos.rader, prognos.summa):
        table.add_row(Avstavad(literal(rad.insats or "Totalt")), str(rad.kanda), *_expected(rad))
    return table


def _expected(rad: Prognosrad) -> tuple[str, str]:
    return decimal_text(round(rad.vantade, 1)), f"{rad.lagst}–{rad.hogst}"


def _hindsight_table(data: Prognoser) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for header in ("Kvartal", "Väntat", "Spann", "Kom", "Inom"):
        table.add_column(header, justify="left" if header in {"Kvartal", "Inom"} else "right", no_wrap=True)
    for u in data.efterhand:
        table.add_row(str(u.prognos.kvartal), *_expected(u.prognos.summa), str(u.kom), "ja" if u.inom else "nej")
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
