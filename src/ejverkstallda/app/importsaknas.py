"""Cases that a new list no longer has: pointed out, never removed and never taken as executed."""

from collections.abc import Collection, Iterable
from glob import escape as glob_escape
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.app.arbetslista import worklist_rows
from ejverkstallda.app.arbetslista_fil import Fraga, build_worklist
from ejverkstallda.app.importfiler import EGEN_LISTA, Filer
from ejverkstallda.app.importfynd import free_name
from ejverkstallda.app.importlage import Importlage
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.readers.tabellmodell import shown
from ejverkstallda.store.vantanlager import Lagrad, falls_waiting
from ejverkstallda.writers.atomisk import write_all_atomically

SAKNAS_I_LISTAN: Final = Felkod(
    "saknas_i_listan",
    Allvar.UPPLYSNING,
    "Ett ärende som väntar i registret finns inte i den nya listan. Inget har ändrats.",
    "Kontrollera i verksamhetssystemet vad som har hänt, och registrera det.",
)
TROLIGEN_VERKSTALLT: Final = Felkod(
    "troligen_verkstallt",
    Allvar.VARNING,
    "Ett ärende som väntar i registret finns inte i den nya listan över det som väntar; troligen har det verkställts.",
    "Svara i arbetslistan vilken dag insatsen började, och läs in den.",
)


FIL_UTAN_RADER: Final = Felkod(
    "fil_utan_rader",
    Allvar.UPPLYSNING,
    "Filen har rubriker men inga rader.",
    "Kontrollera urvalet i verksamhetssystemet, om det skulle ha funnits rader.",
)
ARBETSLISTA_OBESVARAD: Final = Felkod(
    "arbetslista_obesvarad",
    Allvar.UPPLYSNING,
    "Arbetslistan har inga svar, så det finns inget att läsa in.",
    "Be den som fick den att svara i de gula cellerna och spara filen.",
)
SAKNAS_EJ_PROVAT: Final = Felkod(
    "saknas_ej_provat",
    Allvar.VARNING,
    "Listan har rader vars beslutsnummer inte kan läsas, så det går inte att säga vilka ärenden den saknar.",
    "Rätta raderna och läs in hela listan igen.",
)


def missing_cases(
    connection: Connection, opened: Filer, lage: Importlage
) -> tuple[list[tuple[Path, Lagrad]], tuple[Brist, ...]]:
    """Return the waiting cases that belong to a list's care system, law and nämnd and are not in it, with the file.

    A case whose row was refused is in the list. Where a refused row has no number, nobody can tell which are not, and
    that is the finding.
    """
    found: list[tuple[Path, Lagrad]] = []
    told: list[Brist] = []
    waiting: list[Lagrad] | None = None
    for path in opened.listor:
        tables = [i for i, f in enumerate(opened.filer) if f == path and i in lage.omfang]
        scopes = set().union(*(lage.omfang[i] for i in tables))
        if not scopes:
            continue
        waiting = falls_waiting(connection) if waiting is None else waiting
        numbers = {n for r in waiting for n in (r.fall.beslut.beslutsnummer, r.fall.beslut.tidigare_nummer)}
        unread = {n for i in tables for n in lage.unread(i) if n is None or n in numbers}
        if None in unread:
            told.append(SAKNAS_EJ_PROVAT.brist(SAKNAS_EJ_PROVAT.betydelse, shown(path.name)))
        else:
            found += [(path, r) for r in waiting if _scope(r) in scopes and not (_named(r, lage) or _in(r, unread))]
    return found, tuple(told)


def empty_files(opened: Filer, lage: Importlage) -> tuple[Brist, ...]:
    """Say which files held no row at all; a list of them says nothing of who waits."""
    rows: dict[Path, int] = {}
    for number, path in enumerate(opened.filer):
        rows[path] = rows.get(path, 0) + lage.antal_rader.get(number, 0)
    empty = [path for path, count in rows.items() if not count]
    codes = ((ARBETSLISTA_OBESVARAD if opened.profiler[p] == EGEN_LISTA else FIL_UTAN_RADER, p) for p in empty)
    return tuple(kod.brist(kod.betydelse, shown(path.name)) for kod, path in codes)


def _named(rad: Lagrad, lage: Importlage) -> bool:
    return bool(lage.sagt[rad.beslut_id])


def _in(rad: Lagrad, numbers: Collection[str | None]) -> bool:
    beslut = rad.fall.beslut
    return beslut.beslutsnummer in numbers or (beslut.tidigare_nummer is not None and beslut.tidigare_nummer in numbers)


def _scope(rad: Lagrad) -> tuple[str, str, str]:
    beslut = rad.fall.beslut
    return beslut.kallsystem, beslut.lag.value, (beslut.namnd or "").casefold()


def tell_missing(opened: Filer, missing: Iterable[tuple[Path, Lagrad]]) -> tuple[Brist, ...]:
    """Say which cases a list no longer has; what that means depends on what kind of list it is."""
    found = []
    for path, rad in missing:
        kod = TROLIGEN_VERKSTALLT if opened.listor[path] == "endast_ej_verkstallda" else SAKNAS_I_LISTAN
        text = f"Beslut {rad.fall.beslut.beslutsnummer} väntar i registret men finns inte i listan."
        found.append(kod.brist(text, shown(path.name)))
    return tuple(found)


def write_missing(
    connection: Connection, ctx: Sammanhang, opened: Filer, missing: Iterable[tuple[Path, Lagrad]]
) -> tuple[str, ...]:
    """Write a worklist beside each list of unexecuted cases, asking when those that are gone from it began.

    One that was written before, asks the same and has no answers yet is not written once more.
    """
    written = []
    by_file: dict[Path, set[int]] = {}
    for path, rad in missing:
        if opened.listor[path] == "endast_ej_verkstallda":
            by_file.setdefault(path, set()).add(rad.beslut_id)
    for path, ids in by_file.items():
        lista, _ = worklist_rows(connection, ctx.idag, beslut_ids=ids)
        book = build_worklist(lista, Fraga.VERKSTALLD)
        target, latest = free_name(path, "saknas", ".xlsx"), None
        for earlier in path.parent.glob(f"{glob_escape(path.stem)}_saknas*.xlsx"):
            latest = earlier if earlier.read_bytes() == book else latest
        if latest is None:
            write_all_atomically({target: book}, private=True)
        written.append(str(latest or target))
    return tuple(written)
