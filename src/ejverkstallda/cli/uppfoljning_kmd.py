"""`ejv nyckeltal`, `ejv vantetider`, `ejv prognos`: what a nämnd plans by."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, run
from ejverkstallda.cli.val import Lagval, Namndval, parse_code, parse_lag

if TYPE_CHECKING:
    from rich.console import Console

    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang
    from ejverkstallda.app.uppfoljningspapper import Skrivet, Uppfoljningsbestallning

_PANEL = "Uppföljning"

Arsval = Annotated[str, typer.Argument(metavar="ÅR", help="Åren, till exempel 2018..2021, eller ett enda år.")]
Utval = Annotated[
    Path | None, typer.Option("--ut", metavar="KATALOG", help="Mapp att skriva filer i, i stället för att visa talen.")
]
Formatval = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="Med --ut: pdf (annars), docx, xlsx, csv, json.")
]
Skrivoverval = Annotated[bool, typer.Option("--skriv-over", help="Med --ut: ersätt filer som redan finns i mappen.")]
Godkannval = Annotated[
    list[str] | None,
    typer.Option("--godkann", metavar="FYND", help="Med --ut: godkänn ett fynd som har stoppat papperet; flera går."),
]
Skalval = Annotated[
    list[str] | None,
    typer.Option(
        "--skal",
        metavar="TEXT",
        help="Varför det som godkänns får stå kvar: ett skäl för allt, eller ett för varje --godkann i samma ordning.",
    ),
]
_Filval = tuple[Path | None, str | None, bool, list[str] | None, list[str] | None]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("nyckeltal", cls=Kommando, rich_help_panel=_PANEL)(nyckeltal)
    app.command("vantetider", cls=Kommando, rich_help_panel=_PANEL)(vantetider)
    app.command("prognos", cls=Kommando, rich_help_panel=_PANEL)(prognos)


def nyckeltal(
    ctx: typer.Context,
    ar: Arsval,
    lag: Lagval = None,
    namnd: Namndval = None,
    ut: Utval = None,
    format_: Formatval = None,
    skriv_over: Skrivoverval = False,
    godkann: Godkannval = None,
    skal: Skalval = None,
) -> None:
    """Nyckeltal per år till nämndens plan: totalt, per insats och per verksamhetsområde."""
    from ejverkstallda.app.nyckeltal import compute_nyckeltal
    from ejverkstallda.app.uppfoljning import Urvalsval
    from ejverkstallda.cli.visa_uppfoljning import render_nyckeltal

    def write(s: "Sammanhang", order: "Uppfoljningsbestallning") -> "Resultat[Skrivet[Any]]":
        from ejverkstallda.app.uppfoljningspapper import make_nyckeltal_paper

        return make_nyckeltal_paper(s, ar, Urvalsval(parse_lag(lag), namnd), order)

    def show(s: "Sammanhang") -> "Resultat[Any]":
        return compute_nyckeltal(s, ar, Urvalsval(parse_lag(lag), namnd))

    _run(ctx, (ut, format_, skriv_over, godkann, skal), write, show, render_nyckeltal)


def vantetider(
    ctx: typer.Context,
    ar: Arsval,
    fran: Annotated[str, typer.Option(metavar="DAG", help="Räkna från ansokan eller beslut.")] = "beslut",
    till: Annotated[str, typer.Option(metavar="DAG", help="Räkna till erbjudande (det första) eller start.")] = "start",
    lag: Lagval = None,
    namnd: Namndval = None,
    ut: Utval = None,
    format_: Formatval = None,
    skriv_over: Skrivoverval = False,
    godkann: Godkannval = None,
    skal: Skalval = None,
) -> None:
    """Hur länge man får vänta, per insats. De som väntar än räknas med."""
    from ejverkstallda.app.uppfoljning import Urvalsval
    from ejverkstallda.app.vantetider import Fran, Till, compute_waiting
    from ejverkstallda.cli.visa_uppfoljning import render_waiting

    begin, end = parse_code(fran, Fran, "Dagen att räkna från"), parse_code(till, Till, "Dagen att räkna till")

    def write(s: "Sammanhang", order: "Uppfoljningsbestallning") -> "Resultat[Skrivet[Any]]":
        from ejverkstallda.app.uppfoljningspapper import make_waiting_paper

        return make_waiting_paper(s, ar, (begin, end), Urvalsval(parse_lag(lag), namnd), order)

    def show(s: "Sammanhang") -> "Resultat[Any]":
        return compute_waiting(s, ar, begin, end, Urvalsval(parse_lag(lag), namnd))

    _run(ctx, (ut, format_, skriv_over, godkann, skal), write, show, render_waiting)


def prognos(
    ctx: typer.Context,
    efterhand: Annotated[
        bool, typer.Option("--efterhand", help="Ta också med hur prognosen hade slagit för varje stängt kvartal.")
    ] = False,
    lag: Lagval = None,
    namnd: Namndval = None,
    ut: Utval = None,
    format_: Formatval = None,
    skriv_over: Skrivoverval = False,
    godkann: Godkannval = None,
    skal: Skalval = None,
) -> None:
    """Hur många som når gränsdagen utan att ha fått sin insats, det löpande kvartalet och nästa."""
    from ejverkstallda.app.prognos import compute_forecast
    from ejverkstallda.app.uppfoljning import Urvalsval
    from ejverkstallda.cli.visa_uppfoljning import render_forecast

    def write(s: "Sammanhang", order: "Uppfoljningsbestallning") -> "Resultat[Skrivet[Any]]":
        from ejverkstallda.app.uppfoljningspapper import make_forecast_paper

        return make_forecast_paper(s, Urvalsval(parse_lag(lag), namnd), order, efterhand=efterhand)

    def show(s: "Sammanhang") -> "Resultat[Any]":
        return compute_forecast(s, Urvalsval(parse_lag(lag), namnd), efterhand=efterhand)

    _run(ctx, (ut, format_, skriv_over, godkann, skal), write, show, render_forecast)


def _run(
    ctx: typer.Context,
    files: _Filval,
    write: "Callable[[Sammanhang, Uppfoljningsbestallning], Resultat[Skrivet[Any]]]",
    show: "Callable[[Sammanhang], Resultat[Any]]",
    render: "Callable[[Console, Resultat[Any]], None]",
) -> None:
    """Write files where a folder is given, else show the figures; formats without a folder are refused."""
    ut, format_, skriv_over, godkann, skal = files

    def use_case(s: "Sammanhang") -> "Resultat[Skrivet[Any]]":
        from ejverkstallda.app.pappersformat import parse_formats
        from ejverkstallda.app.pappersgranskning import Godkannandeval
        from ejverkstallda.app.resultat import misuse
        from ejverkstallda.app.uppfoljningspapper import Uppfoljningsbestallning

        if ut is None:
            raise misuse("ut_saknas", "Ange mappen som filerna ska skrivas i med --ut KATALOG.")
        wanted = parse_formats(format_ or "pdf", None)
        chosen = Godkannandeval(tuple(godkann or ()), tuple(skal or ()))
        return write(s, Uppfoljningsbestallning(ut, wanted, skriv_over=skriv_over, godkann=chosen))

    if not any(value for value in files):
        run(ctx, show, render)
    else:
        from ejverkstallda.cli.visa_uppfoljning import render_written

        run(ctx, use_case, render_written)
