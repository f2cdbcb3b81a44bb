"""The quarter's life: `ejv kvartal oppna`, `jamfor`, `markera`, `status`, and `ejv kontrollera`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import Kommando, ask_text, run
from ejverkstallda.cli.kvartal_kmd import build_urval
from ejverkstallda.cli.val import Kvartalsarg, Lagval, Namndval, parse_code, parse_day

if TYPE_CHECKING:
    from ejverkstallda.app.markera import Markerat
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sammanhang import Sammanhang


def add_to_quarter(quarter: typer.Typer) -> None:
    """Add the commands of the group `kvartal`."""
    quarter.command("oppna", cls=Kommando)(open_)
    quarter.command("jamfor", cls=Kommando)(compare)
    quarter.command("markera", cls=Kommando)(mark)
    quarter.command("status", cls=Kommando)(status)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("kontrollera", cls=Kommando, rich_help_panel="Registret")(check)


def open_(
    ctx: typer.Context,
    kvartal: Kvartalsarg,
    skal: Annotated[str | None, typer.Option(metavar="TEXT", help="Varför; frågas efter om det inte anges.")] = None,
    lag: Lagval = None,
    namnd: Namndval = None,
) -> None:
    """Öppna det senast stängda kvartalet igen, om nämnden inte har behandlat det."""
    from ejverkstallda.app.kvartal_oppna import open_quarter
    from ejverkstallda.cli.visa_liv import render_opened

    reason = ask_text(skal, "Varför")
    run(ctx, lambda s: open_quarter(s, build_urval(kvartal, lag, namnd), str(reason)), render_opened, writes=True)


def compare(ctx: typer.Context, kvartal: Kvartalsarg, lag: Lagval = None, namnd: Namndval = None) -> None:
    """Visa vad som är känt nu men inte var det när kvartalet stängdes."""
    from ejverkstallda.app.kvartal_oppna import compare_quarter
    from ejverkstallda.cli.visa_liv import render_comparison

    run(ctx, lambda s: compare_quarter(s, build_urval(kvartal, lag, namnd)), render_comparison)


def mark(
    ctx: typer.Context,
    kvartal: Kvartalsarg,
    steg: Annotated[str, typer.Argument(metavar="STEG", help="ivo, revisorer, namnd eller fullmaktige.")],
    beslut: Annotated[str | None, typer.Option(metavar="NR", help="Bara detta beslut (för ivo).")] = None,
    datum: Annotated[str | None, typer.Option(metavar="DATUM", help="Dagen det gjordes (annars i dag).")] = None,
    paragraf: Annotated[str | None, typer.Option(metavar="§", help="Nämndens paragraf.")] = None,
    diarienummer: Annotated[str | None, typer.Option(metavar="DNR", help="Diarienummer.")] = None,
    lag: Lagval = None,
    namnd: Namndval = None,
) -> None:
    """Markera ett steg i kvartalets rutin som gjort: skickat till IVO, behandlat i nämnden, överlämnat."""
    from ejverkstallda.cli.visa_liv import render_mark

    def use_case(s: "Sammanhang") -> "Resultat[Markerat]":
        from ejverkstallda.app.markera import Stegval, mark_step
        from ejverkstallda.app.resultat import misuse
        from ejverkstallda.store.tabeller import Rutinsteg

        chosen = parse_code(steg, Rutinsteg, "Steget")
        if beslut is not None and chosen is not Rutinsteg.IVO:
            raise misuse("beslut_bara_ivo", "--beslut kan bara anges för steget ivo.")
        val = Stegval(chosen, parse_day(datum, s.idag), paragraf, diarienummer, beslut)
        return mark_step(s, build_urval(kvartal, lag, namnd), val)

    run(ctx, use_case, render_mark, writes=True)


def status(ctx: typer.Context, kvartal: Kvartalsarg, lag: Lagval = None, namnd: Namndval = None) -> None:
    """Visa kvartalets rutin som en checklista: vad som är gjort, av vem, och vad som saknas."""
    from ejverkstallda.app.kvartal_status import quarter_status
    from ejverkstallda.cli.visa_liv import render_status

    run(ctx, lambda s: quarter_status(s, build_urval(kvartal, lag, namnd)), render_status)


def check(ctx: typer.Context) -> None:
    """Kontrollera uppgifter och register. Säger inget när allt är väl."""
    from ejverkstallda.app.kontrollera import check_register
    from ejverkstallda.cli.visa_liv import render_check

    run(ctx, check_register, render_check)
