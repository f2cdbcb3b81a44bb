"""Read decisions and events into the register: all or nothing, the same again is nothing."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ejverkstallda.app.import_beslut import Beslutsdel
from ejverkstallda.app.import_handelser import Handelsedel
from ejverkstallda.app.importplan import Antal, Plan, refuse_row
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers.rader import BRIST_KOLUMN, Inlast, read_import
from ejverkstallda.readers.tabell import Tabellrad
from ejverkstallda.store.beslutslager import Beslutspost, add_posts, change_posts, person_ids
from ejverkstallda.store.databas import discard
from ejverkstallda.store.handelselager import add_events
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.vantanlager import rederive
from ejverkstallda.writers.atomisk import write_all_atomically
from ejverkstallda.writers.csvfil import write_csv


@dataclass(frozen=True, slots=True)
class Importsvar:
    """What a call did, or would have done; `felfiler` are the findings files written, for refused rows."""

    beslut: Antal
    handelser: Antal
    okanda_kolumner: tuple[str, ...]
    torrkorning: bool = False
    felfiler: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object, and the findings files."""
        return {
            **self.beslut.to_json(),
            "handelser": self.handelser.to_json(),
            "okanda_kolumner": list(self.okanda_kolumner),
            "torrkorning": self.torrkorning,
            "felfiler": list(self.felfiler),
        }


def import_files(
    ctx: Sammanhang, files: Sequence[Path], *, dry_run: bool = False, skip_faulty: bool = False
) -> Resultat[Importsvar]:
    """Read files into the register. One refused row refuses the whole call, unless `skip_faulty`.

    With `skip_faulty` the refused rows go to a findings file beside each input, to be corrected and read again.
    """
    inlasta = [read_import(path, ctx.idag) for path in files]
    derived: tuple[Brist, ...] = ()
    felfiler: tuple[str, ...] = ()
    with ctx.writing() as connection:
        plan = build_plan(connection, inlasta)
        refused = bool(plan.refused) and (not skip_faulty or plan.file_faults)
        if not refused:
            derived = _save(connection, ctx, plan)
        if refused or dry_run:
            discard(connection)
        elif plan.refused:
            felfiler = _write_findings(files, inlasta, plan)
    data = Importsvar(plan.beslut, plan.handelser, plan.okanda_kolumner, dry_run, felfiler)
    return Resultat(data, (*plan.brister, *derived), nekat=refused)


def build_plan(connection: Connection, inlasta: Sequence[Inlast]) -> Plan:
    """Compare files with the register; decisions before events, whatever the order of files. Saves nothing."""
    plan = Plan(Antal(), Antal())
    for inlast in inlasta:
        plan.brister += inlast.brister
        plan.file_faults |= any(b.allvar is Allvar.FEL for b in inlast.brister)
        plan.okanda_kolumner += inlast.okanda_kolumner
        for nekad in inlast.nekade:
            refuse_row(plan, inlast, nekad.rad, nekad.brister)
    Beslutsdel(connection, plan, settings=read_settings(connection)).run(inlasta)
    Handelsedel(connection, plan).run(inlasta)
    if plan.file_faults and not plan.refused:
        plan.refused = [(i, Tabellrad(1, ()), i.brister) for i in inlasta if i.brister][:1]
    return plan


def _save(connection: Any, ctx: Sammanhang, plan: Plan) -> tuple[Brist, ...]:
    entry = ctx.log_entry
    persons = person_ids(connection, plan.persons)
    added = add_posts(
        connection,
        [n.beslut for n in plan.new],
        [persons[n.person[0]] if n.person else None for n in plan.new],
    )
    ids = {(p.beslut.kallsystem, p.beslut.beslutsnummer): p.id for p in added}
    changed = [
        Beslutspost(c.post.id, c.beslut, c.post.makulerad, persons[c.person[0]] if c.person else c.post.person_id)
        for c in plan.changed
    ]
    change_posts(connection, changed)
    ids |= {(p.beslut.kallsystem, p.beslut.beslutsnummer): p.id for p in changed}
    ids |= plan.known_ids
    events = add_events(connection, [(ids[key], event) for key, event in plan.events], entry.namn, entry.tid)
    rows = [Loggrad(p.id, "beslut", None, p.beslut.beslutsnummer) for p in added]
    for change in plan.changed:
        rows += change.log_rows()
        if change.person is not None:
            rows.append(Loggrad(change.post.id, "beslut.personnummer", None, "ändrat"))
    rows += [Loggrad(e.beslut_id, f"handelse.{e.handelse.slag}", None, str(e.handelse.id)) for e in events]
    write_log(connection, entry, rows)
    touched = dict.fromkeys([*(p.id for p in added), *(p.id for p in changed), *(e.beslut_id for e in events)])
    return rederive(connection, touched, read_settings(connection).forsta_kvartal)


def _write_findings(files: Sequence[Path], inlasta: Sequence[Inlast], plan: Plan) -> tuple[str, ...]:
    """Write the refused rows of each file beside it, with what is wrong in a last column."""
    outputs: dict[Path, bytes] = {}
    for path, inlast in zip(files, inlasta, strict=True):
        rows = plan.refused_of(inlast)
        if inlast.tabell is None or not rows:
            continue
        width = len(inlast.tabell.rubriker)
        keep = [i for i, k in enumerate(inlast.tabell.kolumner) if k != BRIST_KOLUMN]
        header = [*(inlast.tabell.rubriker[i] for i in keep), BRIST_KOLUMN]
        lines = []
        for rad, brister in rows:
            cells = [*rad.celler, *[""] * width]
            lines.append([*(cells[i] for i in keep), " ".join(b.text for b in brister)])
        outputs[_free_name(path, outputs)] = write_csv(header, lines)
    write_all_atomically(outputs, private=True)
    return tuple(str(p) for p in outputs)


def _free_name(path: Path, taken: Collection[Path]) -> Path:
    """Return a name beside the input that no file has: one that somebody is correcting is never written over."""
    names = (f"{path.stem}_nekade{'' if n == 1 else f'_{n}'}.csv" for n in count(1))
    return next(p for p in map(path.with_name, names) if p not in taken and not os.path.lexists(p))
