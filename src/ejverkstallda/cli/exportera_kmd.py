"""`ejv exportera`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import Kommando, run

if TYPE_CHECKING:
    from rich.console import Console

    from ejverkstallda.app.exportera import Exportsvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("exportera", cls=Kommando, rich_help_panel="Registret")(exportera)


def exportera(
    ctx: typer.Context,
    katalog: Annotated[Path, typer.Argument(metavar="KATALOG", help="Mapp att skriva filerna i.")],
    med_personuppgifter: Annotated[
        bool, typer.Option("--med-personuppgifter", help="Ta med personnummer; att det har gjorts loggas.")
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="csv (annars), xlsx eller båda: csv,xlsx.")
    ] = "csv",
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt filer som redan finns i mappen.")] = False,
) -> None:
    """Skriv ut hela registret som filer som kan läsas in i ett tomt register."""

    def use_case(s: "Sammanhang") -> "Resultat[Exportsvar]":
        from ejverkstallda.app.exportera import Exportval, export_register, parse_formats
        from ejverkstallda.cli.matare import progress_bar

        val = Exportval(parse_formats(format_), med_personuppgifter, skriv_over)
        with progress_bar("Exporterar") as framsteg:
            return export_register(s, katalog, val, framsteg)

    run(ctx, use_case, _render)


def _render(console: "Console", result: "Resultat[Exportsvar]") -> None:
    from ejverkstallda.cli.kuvert import literal

    data, antal = result.data, result.data.antal
    for path in data.filer:
        console.print(literal(str(path)), soft_wrap=True)
    history = f", varav {antal.historik} om vad stängda kvartal har rapporterat" if antal.historik else ""
    console.print(f"Beslut: {antal.beslut}. Händelser: {antal.handelser}{history}.", soft_wrap=True)
    left_out = [
        f"{number} {what}"
        for number, what in (
            (antal.makulerade_beslut, "makulerade beslut"),
            (antal.makulerade_handelser, "makulerade händelser"),
            (antal.rattade_handelser, "händelser i sin lydelse före rättelse"),
        )
        if number
    ]
    if left_out:
        console.print(f"Inte med: {', '.join(left_out)}.", soft_wrap=True)
    console.print(
        "Inställningar, logg, sparade papper och vem som skrev vad följer inte med.", style="dim", soft_wrap=True
    )
    if data.personuppgifter:
        console.print("Filerna innehåller personnummer. Uttaget är loggat.", style="bold", soft_wrap=True)
