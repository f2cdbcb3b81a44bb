"""The derived väntan: made anew from events and reports for the decisions that changed, and read per quarter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, or_, select, update

from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.historik import Frystfakta, Rapporterat, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Fall, needs_watch
from ejverkstallda.domain.vantan import Vantan, derive_forlopp
from ejverkstallda.store.beslutslager import Beslutspost, batches, get_posts, next_id
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.kvartalslager import frozen_facts
from ejverkstallda.store.oversattning import (
    BESLUT,
    VANTAN,
    to_beslut,
    to_rapporterat,
    to_vantan,
    vantan_values,
)

_KNIPPE: Final = 2000


@dataclass(frozen=True, slots=True)
class Harledning:
    """What a decision's events and reports make: its väntan with what is reported of each, and the faults."""

    vantan: tuple[tuple[Vantan, Rapporterat], ...]
    brister: tuple[Brist, ...]


def derive_posts(connection: Connection, posts: Mapping[int, Beslutspost]) -> dict[int, Harledning]:
    """Derive väntan for decisions from what the register holds; writes nothing."""
    events = events_of(connection, posts)
    frozen = frozen_facts(connection, posts)
    return {row_id: _derive(post, events.get(row_id, []), frozen.get(row_id, [])) for row_id, post in posts.items()}


def _derive(post: Beslutspost, events: list[Any], frozen: list[Frystfakta]) -> Harledning:
    handelser = [e.handelse for e in events]
    forlopp = derive_forlopp(post.beslut, handelser)
    pairs, brister = attach_history(post.beslut, handelser, forlopp, frozen, makulerat=post.makulerad)
    return Harledning(pairs, (*forlopp.brister, *brister))


def rederive(connection: Connection, beslut_ids: Iterable[int], forsta_kvartal: Kvartal | None) -> tuple[Brist, ...]:
    """Bring the derived table up to date for decisions, in the caller's transaction; return the faults met."""
    brister: list[Brist] = []
    for batch in batches(dict.fromkeys(beslut_ids), _KNIPPE):
        posts = get_posts(connection, batch)
        derived = derive_posts(connection, posts)
        _store(connection, posts, derived, forsta_kvartal)
        brister += [b for row_id in batch for b in derived[row_id].brister]
    return tuple(brister)


def _store(
    connection: Connection,
    posts: Mapping[int, Beslutspost],
    derived: Mapping[int, Harledning],
    forsta_kvartal: Kvartal | None,
) -> None:
    old = stored_vantan(connection, posts)
    new_rows: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    kept: set[int] = set()
    free = next_id(connection, VANTAN.c.id)
    for row_id, result in derived.items():
        for values in vantan_rows(posts[row_id], result, forsta_kvartal):
            known = old.get((row_id, values["oppnad_av"]))
            if known is None:
                new_rows.append({"id": free, "beslut_id": row_id, **values})
                free += 1
                continue
            kept.add(known["id"])
            if any(known[k] != v for k, v in values.items()):
                changed.append({"b_id": known["id"], **{f"b_{k}": v for k, v in values.items()}})
    gone = [row["id"] for row in old.values() if row["id"] not in kept]
    for batch in batches(gone):
        connection.execute(delete(VANTAN).where(VANTAN.c.id.in_(batch)))
    if changed:
        names = [k.removeprefix("b_") for k in changed[0] if k != "b_id"]
        query = update(VANTAN).where(VANTAN.c.id == bindparam("b_id"))
        connection.execute(query.values({n: bindparam(f"b_{n}") for n in names}), changed)
    if new_rows:
        connection.execute(insert(VANTAN), new_rows)


def vantan_rows(post: Beslutspost, result: Harledning, forsta_kvartal: Kvartal | None) -> list[dict[str, Any]]:
    """Return a decision's derived rows as they shall stand in the table.

    A väntan that is gone and was never reported leaves no row.
    """
    return [
        vantan_values(v, r, bevakas=needs_watch(Fall(post.beslut, v, r), forsta_kvartal))
        for v, r in result.vantan
        if r.rapporterad or not v.borta
    ]


def stored_vantan(connection: Connection, beslut_ids: Iterable[int]) -> dict[tuple[int, int | None], dict[str, Any]]:
    """Return the derived rows of decisions by identity."""
    found: dict[tuple[int, int | None], dict[str, Any]] = {}
    for batch in batches(beslut_ids):
        rows = connection.execute(select(VANTAN).where(VANTAN.c.beslut_id.in_(batch))).mappings()
        found |= {(row["beslut_id"], row["oppnad_av"]): dict(row) for row in rows}
    return found


_URVAL: Final = select(
    *(VANTAN.c[c].label(f"v_{c}") for c in VANTAN.c.keys()),  # noqa: SIM118 — a column collection is no dict
    *(c for c in BESLUT.c if c.name not in {"makulerad", "person_id"}),
).join_from(VANTAN, BESLUT, VANTAN.c.beslut_id == BESLUT.c.id)


@dataclass(frozen=True, slots=True)
class Lagrad:
    """A väntan as stored, with the row id of its decision."""

    beslut_id: int
    fall: Fall


def _falls(connection: Connection, condition: ColumnElement[bool]) -> list[Lagrad]:
    found = []
    for row in connection.execute(_URVAL.where(condition)).mappings():
        own = {k.removeprefix("v_"): v for k, v in row.items() if k.startswith("v_")}
        fall = Fall(to_beslut(row), to_vantan(own), to_rapporterat(own), own["id"])
        found.append(Lagrad(own["beslut_id"], fall))
    return found


def falls_for(connection: Connection, kvartal: Kvartal, selection: ColumnElement[bool] | None = None) -> list[Lagrad]:
    """Return every väntan that can be in the report of a quarter: watched ones that have reached their gränsdag
    or been reported, and those whose end this quarter or a later one reported.
    """  # noqa: D205 — one sentence
    due = and_(VANTAN.c.bevakas, or_(VANTAN.c.gransdag <= kvartal.last_day, VANTAN.c.rapporterad))
    condition: ColumnElement[bool] = or_(due, VANTAN.c.slut_kvartal >= str(kvartal))
    return _falls(connection, condition if selection is None else and_(condition, selection))


def falls_open(connection: Connection, till: date, selection: ColumnElement[bool] | None = None) -> list[Lagrad]:
    """Return watched väntan that have not ended and whose gränsdag is `till` or before."""
    condition = and_(VANTAN.c.bevakas, VANTAN.c.slut_datum.is_(None), VANTAN.c.gransdag <= till)
    return _falls(connection, condition if selection is None else and_(condition, selection))


def falls_of(connection: Connection, beslut_id: int) -> list[Fall]:
    """Return one decision's väntan in order of time."""
    found = _falls(connection, VANTAN.c.beslut_id == beslut_id)
    return sorted((lagrad.fall for lagrad in found), key=lambda f: (f.vantan.start, f.vantan.oppnad_av or 0))
