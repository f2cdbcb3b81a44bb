"""Read decisions and events into the register: all or nothing, the same again is nothing."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from ejverkstallda.app.import_beslut import Beslutsdel
from ejverkstallda.app.import_handelser import Handelsedel
from ejverkstallda.app.importbild import Gruppbyte, Kvartalslage, group_changes, quarter_lages
from ejverkstallda.app.importfynd import write_findings
from ejverkstallda.app.importlage import KNIPPE, Antal, Faltandring, Importlage
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers.rader import KANDA_KOLUMNER, Nekadrad, Tabellasning
from ejverkstallda.readers.tabell import Filform, Lasfel, open_tables
from ejverkstallda.store import masslager
from ejverkstallda.store.databas import discard
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.vantanlager import rederive

T = TypeVar("T")
Framsteg = Callable[[str, int, int], None]
"""Tells how far the work has come: what is being done, how much is done, and how much there is (0 = not known)."""


def _silent(what: str, done: int, whole: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Importsvar:
    """What a call did, or would have done; `felfiler` are the findings files written, for refused rows.

    `andringar` are changed fields, the first of them (`andringar_antal` in all); `gruppbyten` the cases that
    enter, leave or change group in the quarters that are not closed.
    """

    beslut: Antal
    handelser: Antal
    okanda_kolumner: tuple[str, ...]
    torrkorning: bool = False
    felfiler: tuple[str, ...] = ()
    andringar: tuple[Faltandring, ...] = ()
    andringar_antal: int = 0
    gruppbyten: tuple[Gruppbyte, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object, with the findings files and what changes."""
        return {
            **self.beslut.to_json(),
            "handelser": self.handelser.to_json(),
            "okanda_kolumner": list(self.okanda_kolumner),
            "torrkorning": self.torrkorning,
            "felfiler": list(self.felfiler),
            "andringar": [a.to_json() for a in self.andringar],
            "andringar_antal": self.andringar_antal,
            "gruppbyten": [g.to_json() for g in self.gruppbyten],
        }


@dataclass(slots=True)
class _Filer:
    """The files of a call as opened: their tables, and the faults that stop a file."""

    lasningar: list[Tabellasning] = field(default_factory=list)
    filer: list[Path] = field(default_factory=list)
    brister: list[Brist] = field(default_factory=list)
    okanda: list[str] = field(default_factory=list)

    @property
    def stoppad(self) -> bool:
        return any(b.allvar is Allvar.FEL for b in self.brister)


def import_files(
    ctx: Sammanhang,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    skip_faulty: bool = False,
    progress: Framsteg = _silent,
) -> Resultat[Importsvar]:
    """Read files into the register. One refused row refuses the whole call, unless `skip_faulty`.

    With `skip_faulty` the refused rows go to a findings file beside each input, to be corrected and read again.
    """
    opened = _open(ctx, files)
    felfiler: tuple[str, ...] = ()
    derived: tuple[Brist, ...] = ()
    byten: tuple[Gruppbyte, ...] = ()
    with ExitStack() as spools, _without_collector(), ctx.writing() as connection:
        masslager.prepare(connection)
        before = quarter_lages(connection, ctx.idag)
        lage = _read_all(connection, ctx, opened, progress, spools)
        refused = opened.stoppad or lage.stoppad or (bool(lage.nekade) and not skip_faulty)
        if not refused:
            progress("Härleder väntan", 0, 0)
            derived = rederive(connection, lage.touched(), lage.settings.forsta_kvartal)
            byten = _changes(connection, ctx, before)
        if refused or dry_run:
            discard(connection)
        elif lage.nekade:
            felfiler = write_findings(opened.filer, lage)
    data = Importsvar(
        lage.beslut,
        lage.handelser,
        tuple(dict.fromkeys(opened.okanda)),
        dry_run,
        felfiler,
        tuple(lage.andringar) if not refused else (),
        lage.andringar_antal if not refused else 0,
        byten,
    )
    return Resultat(data, (*opened.brister, *lage.brister.all(), *derived), nekat=refused)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the garbage collector rest: rows come and go by the million and hold no cycles, and it would look at all."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def _changes(connection: Connection, ctx: Sammanhang, before: Sequence[Kvartalslage]) -> tuple[Gruppbyte, ...]:
    return group_changes(before, quarter_lages(connection, ctx.idag))


def _open(ctx: Sammanhang, files: Sequence[Path]) -> _Filer:
    opened = _Filer()
    for path in files:
        tables, faults = open_tables(path, Filform(kanda=KANDA_KOLUMNER))
        opened.brister += faults
        for tabell in tables:
            lasning = Tabellasning(tabell, ctx.idag)
            opened.brister += lasning.brister
            if any(b.allvar is Allvar.FEL for b in lasning.brister):
                continue
            opened.okanda += lasning.okanda
            opened.lasningar.append(lasning)
            opened.filer.append(path)
    return opened


def _read_all(
    connection: Connection, ctx: Sammanhang, opened: _Filer, progress: Framsteg, spools: ExitStack
) -> Importlage:
    """Read every table, decisions before events; where rows contradict each other, once more without them."""
    connection.exec_driver_sql("SAVEPOINT lasning")
    tabeller = tuple(lasning.tabell for lasning in opened.lasningar)
    settings = read_settings(connection)
    lage = Importlage(connection, settings, ctx.log_entry, tabeller, spools)
    _read_once(lage, opened, progress)
    if lage.nya_oeniga:
        connection.exec_driver_sql("ROLLBACK TO lasning")
        lage = Importlage(connection, settings, ctx.log_entry, tabeller, spools, lage.nya_oeniga)
        _read_once(lage, opened, progress)
    return lage


def _read_once(lage: Importlage, opened: _Filer, progress: Framsteg) -> None:
    for handelser, make in ((False, Beslutsdel), (True, Handelsedel)):
        part = make(lage)
        for number, lasning in enumerate(opened.lasningar):
            if lasning.ar_handelser is handelser:
                _read_table(lage, number, lasning, part, progress)


def _read_table(lage: Importlage, number: int, lasning: Tabellasning, part: Any, progress: Framsteg) -> None:
    what = f"Läser {lasning.tabell.fil}"
    try:
        for done, batch in enumerate(batched(lasning.rows(), KNIPPE)):
            progress(what, done * KNIPPE, 0)
            good = []
            for row in batch:
                if isinstance(row, Nekadrad):
                    lage.refuse(number, row.rad, row.brister, handelse=lasning.ar_handelser)
                else:
                    good.append(row)
            part.take(number, good)
    except Lasfel as error:
        lage.brister.add((error.brist,))
        lage.stoppad = True


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut items into lists of at most `size`."""
    it = iter(items)
    while batch := list(islice(it, size)):
        yield batch
