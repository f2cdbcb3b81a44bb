"""The tree of commands."""

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

import typer

from ejverkstallda import __version__
from ejverkstallda.cli import (
    arbetslista_kmd,
    arende_kmd,
    beslut_kmd,
    exportera_kmd,
    forklara_kmd,
    import_kmd,
    kopia_kmd,
    kvartal_kmd,
    liv_kmd,
    rapport_kmd,
    register_kmd,
    uppfoljning_kmd,
)
from ejverkstallda.cli.grund import Globala, group, to_ascii, without_globals

app = group(help="Håll reda på ej verkställda beslut enligt SoL och LSS.")


def _version(value: bool) -> None:  # noqa: FBT001 — Typer's callback form
    if value:
        typer.echo(f"ejverkstallda {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    databas: Annotated[
        list[str] | None, typer.Option(metavar="FIL", help="Registrets fil (annars EJV_DATABAS, annars din datamapp).")
    ] = None,
    idag: Annotated[
        str | None,
        typer.Option(metavar="DATUM", help="Räkna som om det vore denna dag (annars EJV_IDAG, annars i dag)."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Svara med ett JSON-objekt.")] = False,  # noqa: FBT002 — Typer's form
    version: Annotated[  # noqa: ARG001, FBT002 — eager option with a callback
        bool, typer.Option("--version", help="Visa programmets version och avsluta.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Håll reda på ej verkställda beslut enligt SoL och LSS."""
    ctx.obj = Globala(tuple(databas or ()), idag, json)


for part in (
    register_kmd,
    kopia_kmd,
    import_kmd,
    exportera_kmd,
    beslut_kmd,
    arende_kmd,
    arbetslista_kmd,
    kvartal_kmd,
    forklara_kmd,
    liv_kmd,
    rapport_kmd,
    uppfoljning_kmd,
):
    part.add_to(app)
liv_kmd.add_to_quarter(kvartal_kmd.quarter)


@cache
def build_command() -> Any:
    """Return the tree as one command."""
    return typer.main.get_command(app)


def build_branch(args: Sequence[str]) -> Any:
    """Return what a command line needs of the tree: the command it names, or all where it names none.

    To make all the others, with their options and helps, is a good part of the time that a short command takes.
    """
    name = to_ascii(next(iter(without_globals(args)), ""))
    commands = [c for c in app.registered_commands if c.name == name]
    groups = [g for g in app.registered_groups if g.name == name]
    if not commands and not groups:
        return build_command()
    branch = group(help=app.info.help)
    branch.registered_callback = app.registered_callback
    branch.registered_commands, branch.registered_groups = commands, groups
    return typer.main.get_command(branch)
