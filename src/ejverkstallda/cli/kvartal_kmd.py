"""`ejv kvartal`, `ejv bevaka`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, confirm, group, has_terminal, run, show_brister
from ejverkstallda.cli.val import Kvartalsarg, Lagval, Namndval, Statusdagval, parse_lag

if TYPE_CHECKING:
    from ejverkstallda.app.kvartal_visa import Urval
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang

_PANEL = "Kvartalet"
_MAX_DAGAR = 3650


quarter = group(help="Visa, stäng och följ upp kvartal.")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    quarter.command("visa", cls=Kommando)(show)
    quarter.command("stang", cls=Kommando)(close)
    app.add_typer(quarter, name="kvartal", rich_help_panel=_PANEL)
    app.command("bevaka", cls=Kommando, rich_help_panel=_PANEL)(watch)


def build_urval(
    kvartal: str, lag: str | None, namnd: str | None, statusdag: str | None = None, *, aktuellt: bool = False
) -> "Urval":
    """Return what a user asks about a quarter.

    Raises:
        AppError: a quarter or law that cannot be read (wrong usage).
    """
    from ejverkstallda.app.kvartal_visa import Urval
    from ejverkstallda.app.register import parse_kvartal

    return Urval(parse_kvartal(kvartal), parse_lag(lag), namnd, statusdag, aktuellt)


def show(
    ctx: typer.Context,
    kvartal: Kvartalsarg,
    lag: Lagval = None,
    namnd: Namndval = None,
    statusdag: Statusdagval = None,
    aktuellt: Annotated[bool, typer.Option("--aktuellt", help="Räkna på nytt även om kvartalet är stängt.")] = False,
) -> None:
    """Visa ett kvartals fyra grupper och summor."""
    from ejverkstallda.app.kvartal_visa import show_quarter
    from ejverkstallda.cli.visa_kvartal import render_quarter

    run(ctx, lambda s: show_quarter(s, build_urval(kvartal, lag, namnd, statusdag, aktuellt=aktuellt)), render_quarter)


def close(
    ctx: typer.Context,
    kvartal: Kvartalsarg,
    lag: Lagval = None,
    namnd: Namndval = None,
    statusdag: Statusdagval = None,
    ja: Annotated[bool, typer.Option("--ja", help="Stäng utan att fråga.")] = False,
    trots_brister: Annotated[
        bool, typer.Option("--trots-brister", help="Stäng fast det finns fel eller varningar.")
    ] = False,
) -> None:
    """Stäng ett kvartal: raderna fryses och räknas som rapporterade."""
    from ejverkstallda.app.resultat import misuse, refuse
    from ejverkstallda.cli.visa_kvartal import render_closed

    if not ja and not has_terminal():
        raise misuse("ja_saknas", "Ingen kan svara på frågan om kvartalet ska stängas. Lägg till --ja.")

    def use_case(s: "Sammanhang") -> "Resultat[Any]":
        from ejverkstallda.app.kvartal_stang import close_quarter, preview_closing
        from ejverkstallda.domain.brister import needs_someone

        urval = build_urval(kvartal, lag, namnd, statusdag)
        if not ja:
            preview = preview_closing(s, urval)
            if preview.nekat:
                return preview
            blocked = needs_someone(preview.brister) and not trots_brister
            if not blocked:
                show_brister(preview.brister)
                sums = preview.data.bild.summor
                question = (
                    f"Stäng {urval.kvartal}: {sums.nya} nya, {sums.verkstallda} verkställda, "
                    f"{sums.avslutade} avslutade, {sums.kvarstaende} kvarstående?"
                )
                if not confirm(question):
                    raise refuse("stangning_avbojd", f"{urval.kvartal} är inte stängt: frågan besvarades inte med ja.")
        return close_quarter(s, urval, despite_faults=trots_brister)

    run(ctx, use_case, render_closed, writes=True)


def watch(
    ctx: typer.Context,
    dagar: Annotated[int, typer.Option(metavar="ANTAL", help="Så många dagar fram till gränsdagen, 0–3650.")] = 30,
    namnd: Namndval = None,
    handlaggare: Annotated[str | None, typer.Option(metavar="NAMN", help="Bara denna handläggare.")] = None,
    enhet: Annotated[str | None, typer.Option(metavar="NAMN", help="Bara denna enhet.")] = None,
    prognos: Annotated[
        bool, typer.Option("--prognos", help="Visa också hur många som väntas nå gränsdagen de kommande kvartalen.")
    ] = False,
) -> None:
    """Visa det som behöver någon: gränsdag nära eller passerad, kommentar saknas. Slutkod 1 när något väntar."""
    from ejverkstallda.app.bevaka import watch as watch_cases
    from ejverkstallda.app.resultat import misuse
    from ejverkstallda.cli.visa_kvartal import render_watch

    if not 0 <= dagar <= _MAX_DAGAR:
        raise misuse("dagar_ogiltigt", f"Ange ett antal dagar från 0 till {_MAX_DAGAR}.")
    run(
        ctx,
        lambda s: watch_cases(s, dagar, namnd=namnd, handlaggare=handlaggare, enhet=enhet, prognos=prognos),
        render_watch,
    )
