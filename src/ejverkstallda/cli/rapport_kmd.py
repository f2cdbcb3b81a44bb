"""`ejv rapport`, `ejv demo`: the papers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import Kommando, group, run
from ejverkstallda.cli.kvartal_kmd import build_urval
from ejverkstallda.cli.rapport_ivo_kmd import ivo
from ejverkstallda.cli.val import Kvartalsarg, Lagval, Namndval

if TYPE_CHECKING:
    from ejverkstallda.app.rapport import Rapportsvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang

_PANEL = "Papper"

Utkatalog = Annotated[Path | None, typer.Option("--ut", metavar="KATALOG", help="Mapp att skriva filerna i.")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="Filformat; pdf.")]
Dokumentdatum = Annotated[
    str | None,
    typer.Option("--datum", metavar="DATUM", help="Dokumentets datum (annars stängningsdagen, annars i dag)."),
]
Diarienummer = Annotated[str | None, typer.Option(metavar="DNR", help="Diarienummer (annars ur kommun.toml).")]
Nyatexter = Annotated[
    bool, typer.Option("--aktuella-texter", help="Använd dagens kommun.toml och mallar fast kvartalet är stängt.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    reports = group(help="Gör dokumenten till nämnden, och listan till IVO:s formulär.")
    reports.command("statistik", cls=Kommando, help="Statistikrapport till nämnden (PDF).")(_paper("statistik"))
    reports.command("tjansteutlatande", cls=Kommando, help="Tjänsteutlåtande till nämnden (PDF).")(
        _paper("tjansteutlatande")
    )
    reports.command("ivo", cls=Kommando)(ivo)
    app.add_typer(reports, name="rapport", rich_help_panel=_PANEL)
    app.command("demo", cls=Kommando, rich_help_panel=_PANEL)(demo)


def _paper(slag: str) -> Callable[..., None]:
    """Return the command that makes one kind of paper; they all take the same choices."""

    def make(
        ctx: typer.Context,
        kvartal: Kvartalsarg,
        lag: Lagval = None,
        namnd: Namndval = None,
        ut: Utkatalog = None,
        format_: Format = "pdf",
        datum: Dokumentdatum = None,
        diarienummer: Diarienummer = None,
        aktuella_texter: Nyatexter = False,
        form: Annotated[
            str | None,
            typer.Option(
                "--form",
                metavar="FORM",
                hidden=slag != "tjansteutlatande",
                help="kort, fullstandig eller tjansteskrivelse (annars ur kommun.toml).",
            ),
        ] = None,
    ) -> None:
        from ejverkstallda.cli.visa_kvartal import render_files

        def use_case(s: "Sammanhang") -> "Resultat[Rapportsvar]":
            from ejverkstallda.app.dokument import Val
            from ejverkstallda.app.rapport import Bestallning, make_reports
            from ejverkstallda.app.resultat import misuse
            from ejverkstallda.cli.val import parse_day, parse_form

            if ut is None:
                raise misuse("ut_saknas", "Ange mappen som filerna ska skrivas i med --ut KATALOG.")
            if format_.strip().casefold() != "pdf":
                raise misuse("format_okant", f"Formatet ”{format_}” finns inte. Välj pdf.")
            day = parse_day(datum, s.idag) if datum is not None else None
            val = Val(day, diarienummer, aktuella_texter, parse_form(form, slag))
            return make_reports(s, Bestallning(slag, build_urval(kvartal, lag, namnd), ut, val))

        run(ctx, use_case, render_files)

    return make


def demo(ctx: typer.Context, ut: Utkatalog = None) -> None:
    """Kör ett helt kvartal på exempeldata: inläsning, stängning och båda dokumenten."""
    from ejverkstallda.app.demo import run_demo
    from ejverkstallda.cli.visa_kvartal import render_demo

    run(ctx, lambda s: run_demo(s, ut), render_demo)
