"""`ejv sakerhetskopia`, `ejv aterstall`, `ejv overlamning`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejverkstallda.cli.grund import Kommando, confirm, has_terminal, run

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from ejverkstallda.app.overlamning import Overlamningssvar
    from ejverkstallda.app.resultat import Resultat
    from ejverkstallda.app.sakerhetskopia import Kopiasvar
    from ejverkstallda.app.sammanhang import Sammanhang
    from ejverkstallda.store.sakerhetskopia import Kopiabild

_PANEL = "Registret"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command("sakerhetskopia", cls=Kommando, rich_help_panel=_PANEL)(backup)
    app.command("aterstall", cls=Kommando, rich_help_panel=_PANEL)(restore)
    app.command("overlamning", cls=Kommando, rich_help_panel=_PANEL)(handover)


def backup(
    ctx: typer.Context,
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Filen som kopian ska skrivas i.")],
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt filen om den redan finns.")] = False,
) -> None:
    """Säkerhetskopiera registret till en fil. Kopian prövas innan den får sitt namn."""
    from ejverkstallda.app.sakerhetskopia import back_up

    run(ctx, lambda s: back_up(s, fil, skriv_over=skriv_over), _render_backup, writes=True)


def restore(
    ctx: typer.Context,
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="Säkerhetskopian.")],
    ja: Annotated[bool, typer.Option("--ja", help="Ersätt registret utan att fråga.")] = False,
) -> None:
    """Återställ registret från en säkerhetskopia. Det gamla registret sparas bredvid."""

    def use_case(s: "Sammanhang") -> "Resultat[Any]":
        from ejverkstallda.app.resultat import misuse, refuse
        from ejverkstallda.app.sakerhetskopia import look_at_backup
        from ejverkstallda.app.sakerhetskopia import restore as restore_register
        from ejverkstallda.store.databas import register_path

        path = register_path(s.databas)
        if path.exists() and not ja:
            new, old = look_at_backup(s, fil)
            if not has_terminal():
                raise misuse("ja_saknas", f"Ingen kan svara på frågan om {path} ska ersättas. Lägg till --ja.")
            if not confirm(_question(path, old, fil, new)):
                raise refuse("aterstallning_avbojd", "Inget är ändrat: frågan besvarades inte med ja.")
        return restore_register(s, fil)

    run(ctx, use_case, _render_restored, writes=True)


def handover(
    ctx: typer.Context,
    ut: Annotated[Path | None, typer.Option("--ut", metavar="KATALOG", help="Mapp att skriva filen i.")] = None,
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt filen om den redan finns.")] = False,
) -> None:
    """Gör ett papper till nästa systemförvaltare: ärenden, kvartal, inställningar, kopior och rutin."""

    def use_case(s: "Sammanhang") -> "Resultat[Overlamningssvar]":
        from ejverkstallda.app.overlamning import make_handover
        from ejverkstallda.app.resultat import misuse

        if ut is None:
            raise misuse("ut_saknas", "Ange mappen som filen ska skrivas i med --ut KATALOG.")
        return make_handover(s, ut, skriv_over=skriv_over)

    run(ctx, use_case, _render_handover)


def _render_handover(console: "Console", result: "Resultat[Overlamningssvar]") -> None:
    from rich.table import Table

    from ejverkstallda.cli.kuvert import literal

    held = result.data.innehall
    console.print(f"Överlämningen är skriven: {literal(str(result.data.fil))}", soft_wrap=True)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("Öppna ärenden", str(len(held.arenden)))
    table.add_row("Inte skickat till IVO", str(len(held.ej_skickade)))
    table.add_row("Nästa kvartal", held.nasta_kvartal)
    console.print(table)
    console.print("Internt papper: beslutsnummer och namn på handläggare, inga personnummer.", style="dim")


def _question(path: Path, old: "Kopiabild | None", fil: Path, new: "Kopiabild") -> str:
    """Ask with both registers in view, a short line for each fact: the terminal breaks lines anywhere."""
    from ejverkstallda.cli.kuvert import literal

    other = "OBS: de är olika kommuners eller nämnders register.\n" if old and new.is_of_another(old) else ""
    return (
        f"Registret {literal(str(path))}\n{_told(old)}"
        f"Kopian {literal(str(fil))}\n{_told(new)}"
        f"{other}Ersätt registret med kopian? Det gamla sparas bredvid."
    )


def _told(bild: "Kopiabild | None") -> str:
    from ejverkstallda.cli.kuvert import literal

    lines = (bild.kommun or "kommunens namn saknas", *bild.namnder, _held(bild)) if bild else ("går inte att läsa",)
    return "".join(f"  {literal(line)}\n" for line in lines)


def _held(bild: "Kopiabild") -> str:
    last = f", senast ändrat {_local(bild.senast)}" if bild.senast else ""
    return f"{bild.beslut} beslut{last}"


def _local(when: "datetime") -> str:
    """Return a time of the register's, which is UTC, as the clock on the wall had it."""
    from datetime import UTC

    return f"{when.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H.%M}"


def _render_backup(console: "Console", result: "Resultat[Kopiasvar]") -> None:
    _render(console, result.data, "Säkerhetskopian är skriven och prövad", result.data.fil)


def _render_restored(console: "Console", result: "Resultat[Kopiasvar]") -> None:
    _render(console, result.data, "Registret är återställt", result.data.databas)


def _render(console: "Console", data: "Kopiasvar", what: str, where: Path) -> None:
    from rich.table import Table

    from ejverkstallda.app.sakerhetskopia import whose
    from ejverkstallda.cli.kuvert import literal
    from ejverkstallda.cli.ord import size_words

    console.print(f"{what}: {literal(str(where))}", soft_wrap=True)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")  # a path that is cut is of no use
    table.add_row("Vems", literal(whose(data.bild)))
    table.add_row("Innehåller", _held(data.bild))
    if data.fil != where:
        table.add_row("Från kopian", literal(str(data.fil)))
    table.add_row("Kopians storlek", size_words(data.byte))
    if data.undanlagt:
        table.add_row("Det gamla", literal(str(data.undanlagt)))
    console.print(table)
    console.print(f"Kopians SHA-256 {data.sha256}", soft_wrap=True)  # 80 characters: a sum is copied in one piece
