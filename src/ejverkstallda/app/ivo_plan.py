"""Which individrapporter to IVO are to be made: the papers, their files, and the rows that get a sheet.

Nothing here opens the person table: what stops the papers stops them before that.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.dokument import paper_kommun, paper_namnd, selections
from ejverkstallda.app.ivo_lista import Ivorad, ivo_rows
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.kvartal_visa import Urval, quarter_namnder
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.rapport import SAMMA_FIL
from ejverkstallda.app.resultat import misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.readers.falt import quote
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.report.ivorapport import Ivoram
from ejverkstallda.report.kommun import Kommun, ascii_name
from ejverkstallda.report.talord import uppraknat
from ejverkstallda.store.installningslager import read_settings

FORMAT: Final = ("pdf", "json")
SLAG: Final = "ivo"


class Ivobestallning(NamedTuple):
    """What is wanted: selection, folder and formats; one decision only; those sent too; files replaced."""

    urval: Urval
    ut: Path
    format: tuple[str, ...] = ("pdf",)
    beslutsnummer: str | None = None
    alla: bool = False
    skriv_over: bool = False


def parse_secret_formats(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that a user wrote for a paper that holds identities, in the order of those it can be had in.

    Raises:
        AppError: one of them does not exist, or none is given (wrong usage).
    """
    wanted = {part for part in re.split(r"[,;\s]+", text.strip().casefold()) if part}
    if not wanted or not wanted <= set(known):
        raise misuse(
            "format_okant",
            f"Formatet {quote(text)} finns inte. Välj {uppraknat(known, 'eller')}, eller flera: {','.join(known)}.",
        )
    return tuple(f for f in known if f in wanted)


class Ivoplan(NamedTuple):
    """A paper to be made: its files by format, what it is about, and the rows of its reports, those sent too."""

    filer: dict[str, Path]
    ram: Ivoram
    svar: Kvartalsvar
    rader: tuple[Ivorad, ...]

    def with_a_sheet(self, *, alla: bool) -> set[int]:
        """Return the row ids of the decisions that get a sheet."""
        return {self.svar.beslut_ids[r.rad.fall_id] for r in self.rader if alla or r.skickad is None}


def plan_papers(connection: Connection, ctx: Sammanhang, order: Ivobestallning) -> list[Ivoplan]:
    """Work out the papers of an order: one per law that has a decision, and per nämnd where there are several.

    Raises:
        AppError: there is nothing to report of the decision asked for, two papers would have the same name, or a
            file would be replaced unasked.
    """
    settings = read_settings(connection)
    namnder = quarter_namnder(connection, settings, order.urval.kvartal)
    kommun = paper_kommun(read_sources(ctx.folder), settings.kommun, namnder.namn)
    plans = [_plan(connection, ctx, order, own, (kommun, namnder)) for own in selections(namnder, order.urval)]
    if order.beslutsnummer is not None:
        plans = [p for p in plans if p.with_a_sheet(alla=order.alla)]
        if not plans:
            shown = "med det numret" if contains_identity(order.beslutsnummer) else order.beslutsnummer
            raise refuse(
                "inget_att_rapportera",
                f"Beslut {shown} har inget i {order.urval.kvartal} som ska rapporteras och inte "
                "redan är markerat som skickat. Med --alla får även det som är skickat ett blad.",
            )
    _refuse_files(order, [p for p in plans if p.with_a_sheet(alla=order.alla)])
    return plans


def mark_command(urval: Urval, beslutsnummer: str | None) -> str:
    """Return the command that marks the reports of a selection as sent."""
    parts = [f"ejv kvartal markera {urval.kvartal} {SLAG}"]
    if urval.lag:
        parts.append(f"--lag {urval.lag.value}")
    if urval.namnd is not None:
        parts.append(f'--namnd "{urval.namnd}"')
    if beslutsnummer:
        parts.append(f"--beslut {beslutsnummer}")
    return " ".join(parts)


def _plan(
    connection: Connection, ctx: Sammanhang, order: Ivobestallning, own: Urval, whose: tuple[Kommun, Namnder]
) -> Ivoplan:
    kommun, namnder = whose
    svar, rows = ivo_rows(connection, own, ctx.idag)
    ram = Ivoram(
        kvartal=own.kvartal,
        lag=own.lag,
        kommun=kommun,
        namnd=paper_namnd(kommun, namnder, svar.namnd),
        idag=ctx.idag,
        rapporteringsdag=svar.ram.rapporteringsdag,
        markera=mark_command(own, order.beslutsnummer),
    )
    name = _name(ram, order.beslutsnummer, several=namnder.flera)
    chosen = tuple(r for r in rows if order.beslutsnummer in {None, r.rad.beslutsnummer})
    return Ivoplan({form: order.ut / f"{name}.{form}" for form in order.format}, ram, svar, chosen)


def _name(ram: Ivoram, beslutsnummer: str | None, *, several: bool) -> str:
    """Name a paper's file without its ending."""
    parts = [SLAG, str(ram.kvartal), *([ram.lag.value] if ram.lag else [])]
    if several:
        parts.append(ram.namnd.filnamn if ram.namnd else "utan-namnd")
    if beslutsnummer:
        parts.append(f"beslut-{ascii_name(beslutsnummer)}")
    return "_".join(parts)


def _refuse_files(order: Ivobestallning, plans: Sequence[Ivoplan]) -> None:
    files = [path for plan in plans for path in plan.filer.values()]
    if len(set(files)) < len(files):
        raise refuse(SAMMA_FIL.kod, f"{SAMMA_FIL.betydelse} {SAMMA_FIL.atgard}")
    there = [path.name for path in files if path.exists() or path.is_symlink()]
    if there and not order.skriv_over:
        raise refuse(
            "fil_finns_redan",
            f"{uppraknat(there)} finns redan i {order.ut}. Välj en annan mapp, eller ersätt med --skriv-over.",
        )
