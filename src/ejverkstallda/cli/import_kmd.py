"""`ejv importera`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, run

if TYPE_CHECKING:
    from rich.console import Console


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("importera", cls=Kommando, rich_help_panel="Registret")(importera)


def importera(
    ctx: typer.Context,
    fil: Annotated[list[Path], typer.Argument(metavar="FIL", help="Filer med beslut eller händelser (CSV).")],
    torrkorning: Annotated[bool, typer.Option("--torrkorning", help="Visa vad som skulle hända; spara inget.")] = False,
    hoppa_over_felaktiga: Annotated[
        bool,
        typer.Option("--hoppa-over-felaktiga", help="Spara de rader som går; skriv de nekade till en fil bredvid."),
    ] = False,
) -> None:
    """Läs in beslut och händelser ur filer. En felaktig rad stoppar allt, om inget annat sägs."""
    from ejverkstallda.app.importera import import_files

    run(
        ctx,
        lambda s: import_files(s, fil, dry_run=torrkorning, skip_faulty=hoppa_over_felaktiga),
        _render,
        writes=not torrkorning,
    )


def _render(console: "Console", result: Any) -> None:
    from rich.table import Table

    from ejverkstallda.cli.kuvert import literal

    data = result.data
    if result.nekat:
        console.print("Inget har sparats: filerna har fel som måste rättas först.", style="bold")
    elif data.torrkorning:
        console.print("Torrkörning: inget har sparats. Så här skulle det bli:", style="bold")
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("Nya", "Ändrade", "Oförändrade", "Nekade"):
        table.add_column(name, justify="right")
    for label, count in (("Beslut", data.beslut), ("Händelser", data.handelser)):
        table.add_row(label, *(str(n) for n in (count.nya, count.andrade, count.oforandrade, count.nekade)))
    console.print(table)
    for path in data.felfiler:
        console.print(f"Nekade rader, att rätta och läsa in på nytt: {literal(path)}", soft_wrap=True)
