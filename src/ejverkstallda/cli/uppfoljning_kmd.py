"""`ejv nyckeltal`, `ejv vantetider`, `ejv prognos`: what a nämnd plans by."""

from typing import Annotated

import typer

from ejverkstallda.cli.grund import Kommando, run
from ejverkstallda.cli.val import Lagval, Namndval, parse_code, parse_lag

_PANEL = "Uppföljning"

Arsval = Annotated[str, typer.Argument(metavar="ÅR", help="Åren, till exempel 2018..2021, eller ett enda år.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("nyckeltal", cls=Kommando, rich_help_panel=_PANEL)(nyckeltal)
    app.command("vantetider", cls=Kommando, rich_help_panel=_PANEL)(vantetider)
    app.command("prognos", cls=Kommando, rich_help_panel=_PANEL)(prognos)


def nyckeltal(ctx: typer.Context, ar: Arsval, lag: Lagval = None, namnd: Namndval = None) -> None:
    """Nyckeltal per år till nämndens plan: totalt, per insats och per verksamhetsområde."""
    from ejverkstallda.app.nyckeltal import compute_nyckeltal
    from ejverkstallda.app.uppfoljning import Urvalsval
    from ejverkstallda.cli.visa_uppfoljning import render_nyckeltal

    run(ctx, lambda s: compute_nyckeltal(s, ar, Urvalsval(parse_lag(lag), namnd)), render_nyckeltal)


def vantetider(
    ctx: typer.Context,
    ar: Arsval,
    fran: Annotated[str, typer.Option(metavar="DAG", help="Räkna från ansokan eller beslut.")] = "beslut",
    till: Annotated[str, typer.Option(metavar="DAG", help="Räkna till erbjudande (det första) eller start.")] = "start",
    lag: Lagval = None,
    namnd: Namndval = None,
) -> None:
    """Hur länge man får vänta, per insats. De som väntar än räknas med."""
    from ejverkstallda.app.uppfoljning import Urvalsval
    from ejverkstallda.app.vantetider import Fran, Till, compute_waiting
    from ejverkstallda.cli.visa_uppfoljning import render_waiting

    begin, end = parse_code(fran, Fran, "Dagen att räkna från"), parse_code(till, Till, "Dagen att räkna till")
    run(ctx, lambda s: compute_waiting(s, ar, begin, end, Urvalsval(parse_lag(lag), namnd)), render_waiting)


def prognos(
    ctx: typer.Context,
    efterhand: Annotated[
        bool, typer.Option("--efterhand", help="Visa också hur prognosen hade slagit för varje stängt kvartal.")
    ] = False,
    lag: Lagval = None,
    namnd: Namndval = None,
) -> None:
    """Hur många som når gränsdagen utan att ha fått sin insats de två kommande kvartalen."""
    from ejverkstallda.app.prognos import compute_forecast
    from ejverkstallda.app.uppfoljning import Urvalsval
    from ejverkstallda.cli.visa_uppfoljning import render_forecast

    val = Urvalsval(parse_lag(lag), namnd)
    run(ctx, lambda s: compute_forecast(s, val, efterhand=efterhand), render_forecast)
