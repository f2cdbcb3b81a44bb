"""Read decisions and events into the register: all or nothing, the same again is nothing."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection

from ejverkstallda.app.beslutsfynd import events_findings
from ejverkstallda.app.import_beslut import Beslutsdel
from ejverkstallda.app.import_handelser import Handelsedel
from ejverkstallda.app.importbild import Gruppbyte, group_changes, quarter_lages
from ejverkstallda.app.importfiler import Filer, fingerprint_of_file, open_files, require_profile
from ejverkstallda.app.importfynd import write_findings
from ejverkstallda.app.importlage import KNIPPE, Antal, Faltandring, Importlage
from ejverkstallda.app.importsaknas import empty_files, missing_cases, tell_missing, write_missing
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers.rader import Nekadrad
from ejverkstallda.readers.tabell import Lasfel
from ejverkstallda.readers.tabellmodell import shown
from ejverkstallda.store import masslager
from ejverkstallda.store.databas import discard
from ejverkstallda.store.inlasningslager import Inlasning, note_readings
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.vantanlager import rederive

T = TypeVar("T")
Framsteg = Callable[[str, int], None]
"""Tells how far the work has come: what is being done, and how many rows are done."""


def _silent(what: str, done: int) -> None:
    """Tell nobody."""


class Importsvar(NamedTuple):
    """What a call did, or would have done; `felfiler` are the findings files written, for refused rows.

    `profil` names the import profile that was asked for.
    `saknas_filer` are the worklists that ask about cases that are gone from a list of unexecuted ones.

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
    saknas_filer: tuple[str, ...] = ()
    profil: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object, with the findings files and what changes."""
        return {
            **self.beslut.to_json(),
            "handelser": self.handelser.to_json(),
            "okanda_kolumner": list(self.okanda_kolumner),
            "torrkorning": self.torrkorning,
            "profil": self.profil,
            "felfiler": list(self.felfiler),
            "saknas_filer": list(self.saknas_filer),
            "andringar": [a.to_json() for a in self.andringar],
            "andringar_antal": self.andringar_antal,
            "gruppbyten": [g.to_json() for g in self.gruppbyten],
        }


class Importval(NamedTuple):
    """How files are read in.

    `dry_run` saves nothing. With `skip_faulty` the refused rows go to a findings file beside each input, to be
    corrected and read again, and the rest is saved. `profil` names the import profile that the files are read by;
    `refuse_personal` refuses texts that point out a person.
    """

    dry_run: bool = False
    skip_faulty: bool = False
    profil: str | None = None
    refuse_personal: bool = False


def import_files(
    ctx: Sammanhang, files: Sequence[Path], val: Importval | None = None, progress: Framsteg = _silent
) -> Resultat[Importsvar]:
    """Read files into the register. One refused row refuses the whole call, unless the choice says otherwise.

    Raises:
        AppError: there is no such profile, or it has faults.
    """
    val = val or Importval()
    opened = open_files(files, ctx.folder, ctx.idag, require_profile(val.profil, ctx.folder) if val.profil else None)
    felfiler: tuple[str, ...] = ()
    saknas: tuple[str, ...] = ()
    derived: tuple[Brist, ...] = ()
    byten: tuple[Gruppbyte, ...] = ()
    with ExitStack() as spools, _seldom_collecting(), ctx.writing() as connection:
        masslager.prepare(connection)
        before = quarter_lages(connection, ctx.idag)
        lage = _read_all(connection, ctx, opened, progress, spools, refuse_personal=val.refuse_personal)
        refused = opened.stoppad or lage.stoppad or (bool(lage.nekade) and not val.skip_faulty)
        if not refused:
            progress("Härleder väntan", 0)
            derived = rederive(connection, lage.touched(), lage.settings.forsta_kvartal)
            derived += events_findings(connection, lage.touched())
            byten = group_changes(before, quarter_lages(connection, ctx.idag))
            missing, untold = missing_cases(connection, opened, lage)
            derived += (*empty_files(opened, lage), *untold, *tell_missing(opened, missing))
        if refused or val.dry_run:
            discard(connection)
        else:
            note_readings(connection, lage.vem, _readings(opened, lage))
            saknas = write_missing(connection, ctx, opened, missing)
            if lage.nekade:
                felfiler = write_findings(opened.filer, lage, ctx.idag)
    data = Importsvar(
        lage.beslut,
        lage.handelser,
        tuple(dict.fromkeys(opened.okanda)),
        val.dry_run,
        felfiler,
        tuple(lage.andringar) if not refused else (),
        lage.andringar_antal if not refused else 0,
        byten,
        saknas,
        val.profil,
    )
    return Resultat(data, (*opened.brister, *lage.brister.all(), *derived), nekat=refused)


_SOPAS_EFTER: Final = 100_000
"""Objects more than before, after which the collector looks."""


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let the garbage collector look seldom: rows come and go by the million, and few of them hold cycles."""
    usual = gc.get_threshold()
    gc.set_threshold(_SOPAS_EFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _readings(opened: Filer, lage: Importlage) -> list[Inlasning]:
    return [
        Inlasning(shown(path.name), fingerprint_of_file(path), opened.profiler[path], lage.antal_rader.get(number, 0))
        for number, path in enumerate(opened.filer)
    ]


def _read_all(
    connection: Connection,
    ctx: Sammanhang,
    opened: Filer,
    progress: Framsteg,
    spools: ExitStack,
    *,
    refuse_personal: bool,
) -> Importlage:
    """Read every table, decisions before events; where rows contradict each other, once more without them."""
    connection.exec_driver_sql("SAVEPOINT lasning")
    tabeller = tuple(lasning.tabell for lasning in opened.lasningar)
    settings = read_settings(connection)
    lage = Importlage(connection, settings, ctx.log_entry, tabeller, spools, {}, refuse_personal)
    _read_once(lage, opened, progress)
    if lage.nya_oeniga:
        connection.exec_driver_sql("ROLLBACK TO lasning")
        lage = Importlage(connection, settings, ctx.log_entry, tabeller, spools, lage.nya_oeniga, refuse_personal)
        _read_once(lage, opened, progress)
    return lage


def _read_once(lage: Importlage, opened: Filer, progress: Framsteg) -> None:
    for number, path in enumerate(opened.filer):
        if path in opened.listor:
            lage.omfang[number] = set()
    for handelser, make in ((False, Beslutsdel), (True, Handelsedel)):
        part = make(lage)
        for number, lasning in enumerate(opened.lasningar):
            rows: Iterator[Any] = lasning.handelserader() if handelser else lasning.beslutsrader()
            what = f"Läser {lasning.tabell.fil}" + (", händelser" if handelser else "")
            _read_table(lage, number, rows, part, partial(progress, what))
        part.finish()


def _read_table(
    lage: Importlage, number: int, rows: Iterator[Any], part: Beslutsdel | Handelsedel, told: Callable[[int], None]
) -> None:
    handelse = isinstance(part, Handelsedel)
    try:
        for done, batch in enumerate(batched(rows, KNIPPE)):
            told(done * KNIPPE)
            lage.antal_rader[number] = lage.antal_rader.get(number, 0) + len(batch)
            good: list[Any] = []
            for row in batch:
                if isinstance(row, Nekadrad):
                    lage.refuse(number, row.rad, row.brister, handelse=handelse, nummer=row.beslutsnummer)
                elif isinstance(row, Brist):
                    lage.brister.add((row,))
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
