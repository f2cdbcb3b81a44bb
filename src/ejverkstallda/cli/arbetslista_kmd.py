"""`ejv arbetslista`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import Kommando, run
from ejverkstallda.cli.val import Namndval

if TYPE_CHECKING:
    from rich.console import Console

    from ejverkstallda.app.arbetslista import Arbetslistesvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("arbetslista", cls=Kommando, rich_help_panel="Ärenden")(arbetslista)


def arbetslista(
    ctx: typer.Context,
    handlaggare: Annotated[str | None, typer.Option(metavar="NAMN", help="Bara ärenden hos denna handläggare.")] = None,
    enhet: Annotated[str | None, typer.Option(metavar="NAMN", help="Bara ärenden hos denna enhet.")] = None,
    namnd: Namndval = None,
    ut: Annotated[Path | None, typer.Option(metavar="FIL.xlsx", help="Excelfil att skriva.")] = None,
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt filen om den redan finns.")] = False,
) -> None:
    """Skriv en Excelfil med ärenden som väntar, att besvara utan terminal och läsa in med ejv importera."""

    def use_case(s: "Sammanhang") -> "Resultat[Arbetslistesvar]":
        from ejverkstallda.app.arbetslista import Urval, make_worklist
        from ejverkstallda.app.resultat import misuse

        if ut is None:
            raise misuse("ut_saknas", "Ange filen som ska skrivas med --ut FIL.xlsx.")
        return make_worklist(s, Urval(handlaggare, enhet, namnd), ut, skriv_over=skriv_over)

    run(ctx, use_case, _render)


def _render(console: "Console", result: "Resultat[Arbetslistesvar]") -> None:
    from ejverkstallda.cli.kuvert import literal

    number = len(result.data.lista.rader)
    if number:
        what = "1 ärende" if number == 1 else f"{number} ärenden"
        console.print(f"{literal(str(result.data.fil))}: {what} att besvara.", soft_wrap=True)
    else:
        console.print(f"Inga ärenden väntar; {literal(str(result.data.fil))} säger det.", soft_wrap=True)
