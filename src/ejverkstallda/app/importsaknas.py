"""Cases that a new list no longer has: pointed out, never removed and never taken as executed."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.app.arbetslista import worklist_rows
from ejverkstallda.app.arbetslista_fil import Fraga, write_worklist
from ejverkstallda.app.importfiler import Filer
from ejverkstallda.app.importfynd import free_name
from ejverkstallda.app.importlage import Importlage
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.store.vantanlager import Lagrad, falls_waiting

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


def missing_cases(connection: Connection, opened: Filer, lage: Importlage) -> list[tuple[Path, Lagrad]]:
    """Return the waiting cases that belong to a list's care system, law and nämnd and are not in it, with the file."""
    found: list[tuple[Path, Lagrad]] = []
    waiting: list[Lagrad] | None = None
    for path in opened.listor:
        scopes = set().union(*(lage.omfang[i] for i, f in enumerate(opened.filer) if f == path and i in lage.omfang))
        if not scopes:
            continue
        waiting = falls_waiting(connection) if waiting is None else waiting
        found += [(path, rad) for rad in waiting if _scope(rad) in scopes and not lage.sagt[rad.beslut_id]]
    return found


def _scope(rad: Lagrad) -> tuple[str, str, str]:
    beslut = rad.fall.beslut
    return beslut.kallsystem, beslut.lag.value, (beslut.namnd or "").casefold()


def tell_missing(opened: Filer, missing: Iterable[tuple[Path, Lagrad]]) -> tuple[Brist, ...]:
    """Say which cases a list no longer has; what that means depends on what kind of list it is."""
    found = []
    for path, rad in missing:
        kod = TROLIGEN_VERKSTALLT if opened.listor[path] == "endast_ej_verkstallda" else SAKNAS_I_LISTAN
        text = f"{rad.fall.beslut.beslutsnummer} väntar i registret men finns inte i listan."
        found.append(kod.brist(text, path.name))
    return tuple(found)


def write_missing(
    connection: Connection, ctx: Sammanhang, opened: Filer, missing: Iterable[tuple[Path, Lagrad]]
) -> tuple[str, ...]:
    """Write a worklist beside each list of unexecuted cases, asking when those that are gone from it began."""
    written = []
    by_file: dict[Path, set[int]] = {}
    for path, rad in missing:
        if opened.listor[path] == "endast_ej_verkstallda":
            by_file.setdefault(path, set()).add(rad.beslut_id)
    for path, ids in by_file.items():
        target = free_name(path, "saknas", ".xlsx")
        lista, _ = worklist_rows(connection, ctx.idag, beslut_ids=ids)
        write_worklist(target, lista, Fraga.VERKSTALLD)
        written.append(str(target))
    return tuple(written)
