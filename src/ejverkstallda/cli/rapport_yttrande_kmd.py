"""`ejv rapport yttrande`: what IVO asks for in one case."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import run
from ejverkstallda.cli.val import Kallsystem, Nummer

if TYPE_CHECKING:
    from rich.console import Console

    from ejverkstallda.app.rapport_yttrande import Yttrandesvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang


def yttrande(
    ctx: typer.Context,
    nr: Nummer,
    ut: Annotated[Path | None, typer.Option("--ut", metavar="KATALOG", help="Mapp att skriva filerna i.")] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="pdf, docx, json eller flera: pdf,docx.")
    ] = "pdf",
    vantan_start: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="Första dagen i den väntan det gäller: beslutet eller ett avbrott (annars den öppna)."
        ),
    ] = None,
    kallsystem: Kallsystem = None,
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt filer som redan finns i mappen.")] = False,
) -> None:
    """Underlag för yttrande till IVO i ett ärende, med det som saknas först. Filen innehåller personuppgifter."""

    def use_case(s: "Sammanhang") -> "Resultat[Yttrandesvar]":
        from ejverkstallda.app.ivo_plan import parse_secret_formats
        from ejverkstallda.app.logga import Mal
        from ejverkstallda.app.rapport_yttrande import YTTRANDEFORMAT, Yttrandebestallning, make_yttrande
        from ejverkstallda.app.resultat import misuse
        from ejverkstallda.cli.val import parse_day

        if ut is None:
            raise misuse("ut_saknas", "Ange mappen som filerna ska skrivas i med --ut KATALOG.")
        order = Yttrandebestallning(
            Mal(nr, kallsystem),
            ut,
            parse_secret_formats(format_, YTTRANDEFORMAT),
            parse_day(vantan_start, s.idag) if vantan_start is not None else None,
            skriv_over,
        )
        return make_yttrande(s, order)

    run(ctx, use_case, _render)


def _render(console: "Console", result: "Resultat[Yttrandesvar]") -> None:
    """Print where the paper lies, which väntan it is about, and that it is secret."""
    from ejverkstallda.cli.kuvert import literal
    from ejverkstallda.report.arenden import slut_text

    data = result.data
    for path in data.filer:
        console.print(f"Skriven: {literal(str(path))}", soft_wrap=True)
    vantan = data.fall.vantan
    end = slut_text(vantan.slut) if vantan.slut else "pågår"
    kind = "avbrottet" if vantan.oppnad_av is not None else "beslutet"
    console.print(f"Gäller väntan från {kind} {vantan.start} ({end}).", soft_wrap=True)
    logged = "Att personnumret har lästs är loggat. " if data.nummer else ""
    console.print(
        f"Innehåller sekretessbelagda personuppgifter. {logged}Ta bort filerna när yttrandet är klart.",
        style="bold",
        soft_wrap=True,
    )
    if data.saknas:
        console.print(f"Uppgifter som saknas: {data.saknas}. De står först i underlaget.", soft_wrap=True)
