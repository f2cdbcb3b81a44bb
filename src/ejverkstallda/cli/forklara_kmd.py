"""`ejv forklara`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import Kommando, run
from ejverkstallda.cli.val import Kallsystem, Nummer

if TYPE_CHECKING:
    from ejverkstallda.app.forklara import Forklaringssvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("forklara", cls=Kommando, rich_help_panel="Kvartalet")(explain)


def explain(
    ctx: typer.Context,
    nr: Nummer,
    kvartal: Annotated[
        str | None, typer.Option(metavar="KVARTAL", help="Kvartal, till exempel 2019Q1 (annars det som pågår).")
    ] = None,
    kallsystem: Kallsystem = None,
) -> None:
    """Förklara steg för steg varför ett beslut redovisas i ett kvartal, eller inte."""
    from ejverkstallda.cli.visa_forklaring import render_explanation

    def use_case(s: "Sammanhang") -> "Resultat[Forklaringssvar]":
        from ejverkstallda.app.forklara import explain_decision
        from ejverkstallda.app.logga import Mal
        from ejverkstallda.app.register import parse_kvartal

        return explain_decision(s, Mal(nr, kallsystem), parse_kvartal(kvartal) if kvartal else None)

    run(ctx, use_case, render_explanation)
