"""`ejv rapport ivo`: the individrapporter to copy from, or the list of what to do."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import run
from ejverkstallda.cli.kvartal_kmd import build_urval
from ejverkstallda.cli.val import Kvartalsarg, Lagval, Namndval, parse_folder

if TYPE_CHECKING:
    from rich.console import Console

    from ejverkstallda.app.kvartal_visa import Urval
    from ejverkstallda.app.rapport_ivo import Ivosvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang


def ivo(
    ctx: typer.Context,
    kvartal: Kvartalsarg,
    lag: Lagval = None,
    namnd: Namndval = None,
    som: Annotated[
        str | None,
        typer.Option(metavar="lista", help="lista: visa vad som ska göras, utan personuppgifter och utan fil."),
    ] = None,
    beslut: Annotated[str | None, typer.Option("--beslut", metavar="NR", help="Bara detta beslut.")] = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", metavar="KATALOG", parser=parse_folder, help="Mapp att skriva filerna i.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="pdf (annars), json eller båda: pdf,json.")
    ] = "pdf",
    alla: Annotated[bool, typer.Option("--alla", help="Blad också för det som redan är skickat.")] = False,
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt filer som redan finns i mappen.")] = False,
) -> None:
    """Individrapporter att skriva av i IVO:s formulär, som läget är i dag. Filen innehåller personuppgifter."""
    if som is None:
        choice = (ut, format_, beslut)
        run(
            ctx, lambda s: _make(s, build_urval(kvartal, lag, namnd), choice, alla=alla, skriv_over=skriv_over), _render
        )
    else:
        _refuse_all_but_the_list(som, ut, beslut)
        from ejverkstallda.app.ivo_lista import list_for_ivo
        from ejverkstallda.cli.visa_kvartal import render_ivo

        run(ctx, lambda s: list_for_ivo(s, build_urval(kvartal, lag, namnd)), render_ivo)


def _make(
    s: "Sammanhang", urval: "Urval", choice: tuple[Path | None, str, str | None], *, alla: bool, skriv_over: bool
) -> "Resultat[Ivosvar]":
    from ejverkstallda.app.ivo_plan import FORMAT, Ivobestallning, parse_secret_formats
    from ejverkstallda.app.rapport_ivo import make_individrapporter
    from ejverkstallda.app.resultat import misuse

    ut, format_, beslut = choice
    if ut is None:
        raise misuse(
            "ut_saknas",
            "Ange mappen som filerna ska skrivas i med --ut KATALOG, eller visa bara listan med --som lista.",
        )
    return make_individrapporter(
        s, Ivobestallning(urval, ut, parse_secret_formats(format_, FORMAT), beslut, alla, skriv_over)
    )


def _refuse_all_but_the_list(som: str, ut: Path | None, beslut: str | None) -> None:
    from ejverkstallda.app.resultat import misuse
    from ejverkstallda.readers.falt import quote

    if som.strip().casefold() != "lista":
        raise misuse("som_okant", f"Formen {quote(som)} finns inte. Utelämna --som, eller välj lista.")
    if ut is not None or beslut is not None:
        raise misuse(
            "val_oforenliga", "--som lista visar hela listan och skriver ingen fil. Ta bort --ut och --beslut."
        )


def _render(console: "Console", result: "Resultat[Ivosvar]") -> None:
    """Print where the sheets lie, that they are secret, and what to do next; or that there is nothing to report."""
    from ejverkstallda.cli.kuvert import literal

    data = result.data
    for path in data.filer:
        console.print(f"Skriven: {literal(str(path))}", soft_wrap=True)
    for sentence in data.tomma:
        console.print(literal(sentence), soft_wrap=True)
    if data.blad:
        logged = "Att personnumren har lästs är loggat. " if data.nummer else ""
        console.print(
            f"Innehåller sekretessbelagda personuppgifter. {logged}Ta bort filerna när rapporterna är skickade.",
            style="bold",
            soft_wrap=True,
        )
        console.print(
            f"Blad: {data.blad}. Markera dem som skickade med {literal(data.markera)}.", style="dim", soft_wrap=True
        )
