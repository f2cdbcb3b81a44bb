"""`ejv init`, `ejv installning`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, group, run

if TYPE_CHECKING:
    from rich.console import Console

_PANEL = "Registret"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("init", cls=Kommando, rich_help_panel=_PANEL)(init)
    settings = group(help="Visa eller ändra registrets inställningar.")
    settings.command("visa", cls=Kommando)(show)
    settings.command("satt", cls=Kommando)(change)
    app.add_typer(settings, name="installning", rich_help_panel=_PANEL)


def init(
    ctx: typer.Context,
    kommun: Annotated[str | None, typer.Option(metavar="NAMN", help="Kommunens namn.")] = None,
    namnd: Annotated[
        list[str] | None, typer.Option(metavar="NAMN", help="Nämnd som rapporterar; kan anges flera gånger.")
    ] = None,
    statusdag: Annotated[
        str | None, typer.Option(metavar="DAG", help="kvartalsslut (annars) eller rapporteringsdag.")
    ] = None,
    forsta_kvartal: Annotated[
        str | None,
        typer.Option(
            metavar="KVARTAL", help="Registrets första kvartal; äldre öppna fall räknas som redan rapporterade."
        ),
    ] = None,
) -> None:
    """Skapa ett nytt register."""
    from ejverkstallda.app.register import create

    run(ctx, lambda s: create(s, kommun, namnd or [], statusdag, forsta_kvartal), _render_created, writes=True)


def show(ctx: typer.Context) -> None:
    """Visa registrets inställningar."""
    from ejverkstallda.app.register import show_settings

    run(ctx, show_settings, _render)


def change(
    ctx: typer.Context,
    nyckel: Annotated[
        str,
        typer.Argument(
            metavar="NYCKEL",
            help="kommun, namnder, statusdag, forsta_kvartal, rad_och_stod, rapporteringsdag.KVARTAL "
            "eller statusdag.KVARTAL.",
        ),
    ],
    varde: Annotated[
        str, typer.Argument(metavar="VÄRDE", help='Nytt värde; "" tar bort. Flera nämnder skiljs med semikolon.')
    ],
) -> None:
    """Ändra en inställning."""
    from ejverkstallda.app.register import change_setting

    run(ctx, lambda s: change_setting(s, nyckel, varde), _render, writes=True)


def _render_created(console: "Console", result: Any) -> None:
    from ejverkstallda.cli.kuvert import literal

    console.print(f"Registret är skapat: {literal(result.data.databas)}", soft_wrap=True)
    _render(console, result)


def _render(console: "Console", result: Any) -> None:
    from rich.table import Table

    from ejverkstallda.cli.kuvert import literal

    data = result.data.to_json()
    values = data["installningar"]
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("Register", literal(data["databas"]), style="dim")
    table.add_row("Kommun", literal(values["kommun"] or "–"))
    table.add_row("Nämnder", literal(", ".join(values["namnder"]) or "–"))
    table.add_row("Statusdag", values["statusdag"])
    table.add_row("Första kvartal", values["forsta_kvartal"] or "–")
    table.add_row("Råd och stöd (LSS 9 § 1)", values["rad_och_stod"])
    for key, label in (("rapporteringsdag", "Rapporteringsdag"), ("statusdag_kvartal", "Statusdag")):
        for kvartal, day in values[key].items():
            table.add_row(f"{label} {kvartal}", day)
    console.print(table)
