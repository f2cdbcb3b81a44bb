"""`ejv rapport`, `ejv demo`: the papers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.app.pappersslag import PAPPERSSLAG
from ejverkstallda.cli.grund import Kommando, group, run
from ejverkstallda.cli.kvartal_kmd import build_urval
from ejverkstallda.cli.rapport_ivo_kmd import ivo
from ejverkstallda.cli.rapport_yttrande_kmd import yttrande
from ejverkstallda.cli.val import Kvartalsarg, Lagval, Namndval, parse_folder

if TYPE_CHECKING:
    from ejverkstallda.app.rapport import Rapportsvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang

_PANEL = "Papper"

Utkatalog = Annotated[
    Path | None, typer.Option("--ut", metavar="KATALOG", parser=parse_folder, help="Mapp att skriva filerna i.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Format, till exempel pdf,xlsx,csv,json; utelämnat: pdf, för alla: alla som passar.",
    ),
]
Dokumentdatum = Annotated[
    str | None,
    typer.Option("--datum", metavar="DATUM", help="Dokumentets datum (annars stängningsdagen, annars i dag)."),
]
Diarienummer = Annotated[str | None, typer.Option(metavar="DNR", help="Diarienummer (annars ur kommun.toml).")]
Nyatexter = Annotated[
    bool, typer.Option("--aktuella-texter", help="Använd dagens kommun.toml och mallar fast kvartalet är stängt.")
]
Skrivover = Annotated[bool, typer.Option("--skriv-over", help="Ersätt filer som redan finns i mappen.")]
Godkann = Annotated[
    list[str] | None,
    typer.Option(
        "--godkann", metavar="FYND", help="Godkänn ett fynd som har stoppat papperet; kan anges flera gånger."
    ),
]
Skal = Annotated[
    list[str] | None,
    typer.Option(
        "--skal",
        metavar="TEXT",
        help="Varför det som godkänns får stå kvar: ett skäl för allt, eller ett för varje --godkann i samma ordning.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    reports = group(help="Gör papperen till nämnden, fullmäktige och revisorerna, och underlagen till IVO.")
    for slag in PAPPERSSLAG.values():
        reports.command(slag.kod, cls=Kommando, help=slag.hjalp)(_paper(slag.kod))
    reports.command("alla", cls=Kommando, help="Alla papper i alla format som passar, med innehållsförteckning.")(
        _paper(None)
    )
    reports.command("ivo", cls=Kommando)(ivo)
    reports.command("yttrande", cls=Kommando)(yttrande)
    app.add_typer(reports, name="rapport", rich_help_panel=_PANEL)
    app.command("demo", cls=Kommando, rich_help_panel=_PANEL)(demo)


def _paper(slag: str | None) -> Callable[..., None]:
    """Return the command that makes one kind of paper, or all (None); they all take the same choices."""

    def make(
        ctx: typer.Context,
        kvartal: Kvartalsarg,
        lag: Lagval = None,
        namnd: Namndval = None,
        ut: Utkatalog = None,
        format_: Format = None,
        datum: Dokumentdatum = None,
        diarienummer: Diarienummer = None,
        aktuella_texter: Nyatexter = False,
        skriv_over: Skrivover = False,
        godkann: Godkann = None,
        skal: Skal = None,
        form: Annotated[
            str | None,
            typer.Option(
                "--form",
                metavar="FORM",
                hidden=slag not in {None, "tjansteutlatande"},
                help="Tjänsteutlåtandets form: kort, fullstandig eller tjansteskrivelse (annars ur kommun.toml).",
            ),
        ] = None,
    ) -> None:
        from ejverkstallda.cli.visa_papper import render_papers

        def use_case(s: "Sammanhang") -> "Resultat[Rapportsvar]":
            from ejverkstallda.app.dokument import Val
            from ejverkstallda.app.pappersformat import parse_formats
            from ejverkstallda.app.pappersgranskning import Godkannandeval
            from ejverkstallda.app.rapport import Bestallning, make_reports
            from ejverkstallda.app.resultat import misuse
            from ejverkstallda.cli.val import parse_day, parse_form

            if ut is None:
                raise misuse("ut_saknas", "Ange mappen som filerna ska skrivas i med --ut KATALOG.")
            order = Bestallning(
                slag,
                build_urval(kvartal, lag, namnd),
                ut,
                parse_formats(format_, slag),
                Val(
                    parse_day(datum, s.idag) if datum is not None else None,
                    diarienummer,
                    aktuella_texter,
                    parse_form(form, slag),
                ),
                skriv_over=skriv_over,
                godkann=Godkannandeval(tuple(godkann or ()), tuple(skal or ())),
            )
            if len(ctx.obj.databaser) > 1:
                from ejverkstallda.app.rapport_flera import make_joint_report

                return make_joint_report(s, ctx.obj.databaser, order)
            return make_reports(s, order)

        run(ctx, use_case, render_papers, several=slag == "fullmaktige")

    return make


def demo(ctx: typer.Context, ut: Utkatalog = None) -> None:
    """Kör ett helt kvartal på exempeldata: inläsning, stängning och alla papper."""
    from ejverkstallda.app.demo import run_demo
    from ejverkstallda.cli.visa_papper import render_demo

    run(ctx, lambda s: run_demo(s, ut), render_demo)
