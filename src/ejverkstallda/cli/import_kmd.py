"""`ejv importera`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejverkstallda.cli.grund import Kommando, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ejverkstallda.app.importbild import Gruppbyte
    from ejverkstallda.app.importera import Importsvar
    from ejverkstallda.app.resultat import Enkeltsvar, Resultat
    from ejverkstallda.app.sammanhang import Sammanhang

_VISAS = 10


def add_to(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("importera", cls=Kommando, rich_help_panel="Registret")(importera)


def importera(
    ctx: typer.Context,
    fil: Annotated[
        list[Path] | None, typer.Argument(metavar="FIL", help="Filer med beslut eller händelser (CSV, Excel, JSON).")
    ] = None,
    profil: Annotated[
        str | None, typer.Option("--profil", metavar="NAMN", help="Läs filerna med en importprofil; se docs/import.md.")
    ] = None,
    torrkorning: Annotated[bool, typer.Option("--torrkorning", help="Visa vad som skulle hända; spara inget.")] = False,
    hoppa_over_felaktiga: Annotated[
        bool,
        typer.Option("--hoppa-over-felaktiga", help="Spara de rader som går; skriv de nekade till en fil bredvid."),
    ] = False,
    neka_personuppgifter: Annotated[
        bool,
        typer.Option(
            "--neka-personuppgifter", help="Neka rader vars text pekar ut en person, i stället för att varna."
        ),
    ] = False,
    foresla_profil: Annotated[
        Path | None,
        typer.Option("--foresla-profil", metavar="FIL", help="Skriv ett förslag till importprofil efter en fil."),
    ] = None,
    mall: Annotated[
        Path | None, typer.Option("--mall", metavar="FIL", help="Skriv en tom Excelmall att fylla i och läsa in.")
    ] = None,
) -> None:
    """Läs in beslut och händelser ur filer. En felaktig rad stoppar allt, om inget annat sägs."""
    from ejverkstallda.app.resultat import misuse

    if mall is not None:
        run(ctx, lambda _: _write_template(mall), _render_plain)
    if foresla_profil is not None:
        run(ctx, lambda s: _propose(s, foresla_profil), _render_plain)
    if not fil:
        raise misuse("fil_saknas_i_kommandot", "Ange filen eller filerna som ska läsas in, till exempel beslut.csv.")

    def use_case(s: "Sammanhang") -> "Resultat[Importsvar]":
        from ejverkstallda.app.importera import Importval, import_files
        from ejverkstallda.cli.matare import progress_bar

        val = Importval(torrkorning, hoppa_over_felaktiga, profil, neka_personuppgifter)
        with progress_bar("Läser in") as framsteg:
            return import_files(s, fil, val, lambda _, done: framsteg(done, None))

    run(ctx, use_case, _render, writes=not torrkorning)


def _write_template(path: Path) -> "Resultat[Enkeltsvar]":
    from ejverkstallda.app.importmall import write_template
    from ejverkstallda.app.resultat import Enkeltsvar, Resultat

    write_template(path)
    return Resultat(Enkeltsvar({"fil": str(path), "text": f"Mallen är skriven: {path}"}))


def _propose(ctx: "Sammanhang", path: Path) -> "Resultat[Enkeltsvar]":
    from ejverkstallda.app.importforslag import propose_for_file

    return propose_for_file(ctx, path)


def _render_plain(console: "Console", result: "Resultat[Enkeltsvar]") -> None:
    from ejverkstallda.cli.kuvert import literal

    console.print(literal(str(result.data.varden["text"])), soft_wrap=True)


def _render(console: "Console", result: "Resultat[Importsvar]") -> None:
    from rich.table import Table

    from ejverkstallda.cli.kuvert import literal

    data = result.data
    if result.nekat:
        console.print("Inget har sparats: filerna har fel som måste rättas först.", style="bold")
    elif data.torrkorning:
        console.print("Torrkörning: inget har sparats. Så här skulle det bli:", style="bold")
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("Nya", "Ändrade", "Oförändrade", "Nekade"):
        table.add_column(name, justify="right")
    for label, count in (("Beslut", data.beslut), ("Händelser", data.handelser)):
        table.add_row(label, *(str(n) for n in (count.nya, count.andrade, count.oforandrade, count.nekade)))
    console.print(table)
    _render_changes(console, data)
    _render_groups(console, data.gruppbyten)
    how = f" med --profil {literal(data.profil)}" if data.profil else ""
    for path in data.felfiler:
        console.print(f"Nekade rader, att rätta och läsa in på nytt{how}: {literal(path)}", soft_wrap=True)
    for path in data.saknas_filer:
        console.print(f"Arbetslista om dem som inte längre finns i listan: {literal(path)}", soft_wrap=True)


def _render_changes(console: "Console", data: "Importsvar") -> None:
    """Print the changed fields, old and new."""
    from rich.text import Text

    from ejverkstallda.cli.kuvert import literal

    if not data.andringar:
        return
    console.print("Ändrade uppgifter", style="bold")
    for change in data.andringar[:_VISAS]:
        which = f"  händelse {change.handelse}," if change.handelse is not None else " "
        line = Text("  ").append(literal(change.beslutsnummer), style="bold").append(f"{which} {change.falt}: ")
        if change.falt == "personnummer":
            line.append("ändrat (visas inte)")
        else:
            line.append(f"{literal(change.gammalt or '–')} → {literal(change.nytt or '–')}")
        console.print(line, soft_wrap=True)
    if data.andringar_antal > _VISAS:
        console.print(f"  … och {data.andringar_antal - _VISAS} till.", style="dim")


def _render_groups(console: "Console", byten: "Sequence[Gruppbyte]") -> None:
    """Print which cases enter, leave or change group, a line for each way, the numbers in it."""
    from rich.text import Text

    from ejverkstallda.cli.kuvert import literal
    from ejverkstallda.cli.ord import GRUPP_ORD

    ways: dict[tuple[str, str], list[str]] = {}
    for byte in byten:
        if byte.fran is None and byte.till is not None:
            way = f"in som {GRUPP_ORD[byte.till].lower()}"
        elif byte.till is None and byte.fran is not None:
            way = f"ut ur {GRUPP_ORD[byte.fran].lower()}"
        else:
            way = (
                f"från {GRUPP_ORD[byte.fran].lower()} till {GRUPP_ORD[byte.till].lower()}"
                if byte.fran and byte.till
                else ""
            )
        ways.setdefault((byte.kvartal, way), []).append(byte.beslutsnummer)
    for (kvartal, way), numbers in ways.items():
        shown = ", ".join(literal(n) for n in numbers[:_VISAS])
        more = f" och {len(numbers) - _VISAS} till" if len(numbers) > _VISAS else ""
        line = Text(f"{kvartal}, {way} ({len(numbers)}): ", style="bold")
        console.print(line.append(f"{shown}{more}", style="not bold"))
