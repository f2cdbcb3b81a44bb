"""The derived väntan: made anew from events and reports for the decisions that changed, and read per quarter."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, delete, exists, or_, select, union

from ejverkstallda.domain.beslut import Handelse, IvoSlag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.historik import Frystfakta, Rapporterat, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Fall, needs_watch
from ejverkstallda.domain.vantan import Vantan, derive_forlopp
from ejverkstallda.store.beslutslager import Beslutspost, batches, deciding_facts, next_id
from ejverkstallda.store.handelselager import deciding_events
from ejverkstallda.store.kvartalslager import frozen_facts
from ejverkstallda.store.oversattning import (
    BESLUT,
    BESLUT_KOLUMNER,
    FRYST_RAD,
    HANDELSE,
    RAPPORTERAT_KOLUMNER,
    VANTAN,
    VANTAN_KOLUMNER,
    VANTAN_RAD,
    plain_vantan,
    read_rapporterat,
    read_vantan,
    to_beslut,
    vantan_values,
)

_KNIPPE: Final = 2000


class Harledning(NamedTuple):
    """What a decision's events and reports make: its väntan with what is reported of each, and the faults."""

    vantan: tuple[tuple[Vantan, Rapporterat], ...]
    brister: tuple[Brist, ...]


def derive_posts(connection: Connection, posts: Mapping[int, Beslutspost]) -> dict[int, Harledning]:
    """Derive väntan for decisions from what the register holds; writes nothing."""
    events = deciding_events(connection, posts)
    frozen = frozen_facts(connection, posts)
    return {row_id: _derive(post, events.get(row_id, []), frozen.get(row_id, [])) for row_id, post in posts.items()}


def _derive(post: Beslutspost, handelser: list[Handelse], frozen: list[Frystfakta]) -> Harledning:
    forlopp = derive_forlopp(post.beslut, handelser)
    pairs, brister = attach_history(post.beslut, handelser, forlopp, frozen, makulerat=post.makulerad)
    return Harledning(pairs, (*forlopp.brister, *brister))


def rederive(connection: Connection, beslut_ids: Iterable[int], forsta_kvartal: Kvartal | None) -> tuple[Brist, ...]:
    """Bring the derived table up to date for decisions, in the caller's transaction; return the faults met.

    The ids are taken as they come, each once: there may be a million of them.
    """
    brister: list[Brist] = []
    for batch in batches(beslut_ids, _KNIPPE):
        posts = deciding_facts(connection, batch)
        derived = derive_posts(connection, posts)
        _store(connection, posts, derived, forsta_kvartal)
        brister += [b for row_id in batch for b in derived[row_id].brister]
    return tuple(brister)


_RADER: Final = f"SELECT beslut_id, id, {', '.join(VANTAN_RAD)} FROM {VANTAN.name} WHERE beslut_id IN "
_MARKEN: Final = ", ".join("?" * (len(VANTAN_RAD) + 2))
_NY: Final = f"INSERT INTO {VANTAN.name} (id, beslut_id, {', '.join(VANTAN_RAD)}) VALUES ({_MARKEN})"
_ANDRA: Final = f"UPDATE {VANTAN.name} SET {', '.join(f'{name} = ?' for name in VANTAN_RAD)} WHERE id = ?"
_OPPNAD_AV: Final = VANTAN_RAD.index("oppnad_av")


def _store(
    connection: Connection,
    posts: Mapping[int, Beslutspost],
    derived: Mapping[int, Harledning],
    forsta_kvartal: Kvartal | None,
) -> None:
    """Write what differs from the table, as plain rows straight through the driver."""
    old: dict[tuple[int, int | None], tuple[int, tuple[Any, ...]]] = {}
    for batch in batches(posts):
        marks = ", ".join("?" * len(batch))
        for row in connection.exec_driver_sql(f"{_RADER}({marks})", tuple(batch)):
            stored = tuple(row[2:])
            old[row[0], stored[_OPPNAD_AV]] = row[1], stored
    new: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    free = next_id(connection, VANTAN.c.id)
    for beslut_id, result in derived.items():
        beslut = posts[beslut_id].beslut
        for v, r in _kept(result):
            values = plain_vantan(v, r, bevakas=needs_watch(Fall(beslut, v, r), forsta_kvartal))
            known = old.pop((beslut_id, v.oppnad_av), None)
            if known is None:
                new.append((free, beslut_id, *values))
                free += 1
            elif known[1] != values:
                changed.append((*values, known[0]))
    for batch in batches(row_id for row_id, _ in old.values()):
        connection.execute(delete(VANTAN).where(VANTAN.c.id.in_(batch)))
    if changed:
        connection.exec_driver_sql(_ANDRA, changed)
    if new:
        connection.exec_driver_sql(_NY, new)


def _kept(result: Harledning) -> list[tuple[Vantan, Rapporterat]]:
    """The väntan that stand in the table; one that is gone and was never reported leaves no row."""
    return [(v, r) for v, r in result.vantan if r.rapporterad or not v.borta]


def vantan_rows(post: Beslutspost, result: Harledning, forsta_kvartal: Kvartal | None) -> list[dict[str, Any]]:
    """Return a decision's derived rows as they shall stand in the table."""
    return [vantan_values(v, r, bevakas=needs_watch(Fall(post.beslut, v, r), forsta_kvartal)) for v, r in _kept(result)]


def stored_vantan(connection: Connection, beslut_ids: Iterable[int]) -> dict[tuple[int, int | None], dict[str, Any]]:
    """Return the derived rows of decisions by identity."""
    found: dict[tuple[int, int | None], dict[str, Any]] = {}
    for batch in batches(beslut_ids):
        rows = connection.execute(select(VANTAN).where(VANTAN.c.beslut_id.in_(batch))).mappings()
        found |= {(row["beslut_id"], row["oppnad_av"]): dict(row) for row in rows}
    return found


_URVAL: Final = select(
    VANTAN.c.id, VANTAN.c.beslut_id, *VANTAN_KOLUMNER, *RAPPORTERAT_KOLUMNER, *BESLUT_KOLUMNER
).join_from(VANTAN, BESLUT, VANTAN.c.beslut_id == BESLUT.c.id)
_TILL_VANTAN: Final = 2 + len(VANTAN_KOLUMNER)
_TILL_RAPPORTERAT: Final = _TILL_VANTAN + len(RAPPORTERAT_KOLUMNER)


class Lagrad(NamedTuple):
    """A väntan as stored, with the row id of its decision."""

    beslut_id: int
    fall: Fall


_I_KVARTALET: Final = _URVAL.where(
    VANTAN.c.id.in_(
        union(
            select(VANTAN.c.id).where(VANTAN.c.bevakas, VANTAN.c.rapporterad),
            select(VANTAN.c.id).where(
                VANTAN.c.bevakas, VANTAN.c.rapporterad.is_(False), VANTAN.c.gransdag <= bindparam("sista")
            ),
            select(VANTAN.c.id).where(VANTAN.c.slut_kvartal >= bindparam("kvartal")),
        )
    )
)
"""Three ways into a quarter's report, each with an index of its own; written as one OR, SQLite would read every row."""
_OPPNA: Final = _URVAL.where(VANTAN.c.bevakas, VANTAN.c.slut_datum.is_(None), VANTAN.c.gransdag <= bindparam("till"))
_OPPNA_UTANFOR: Final = _URVAL.where(
    VANTAN.c.slut_datum.is_(None), VANTAN.c.bevakas.is_(False), VANTAN.c.borta.is_(False)
)
_OPPNA_I_BESLUT: Final = _URVAL.where(VANTAN.c.slut_datum.is_(None), VANTAN.c.borta.is_(False))
_RATTAD: Final = HANDELSE.alias("rattad")
_IVO_SLUT: Final[BindParameter[list[str]]] = bindparam(
    "ivo_slut", [IvoSlag.VERKSTALLD.value, IvoSlag.AVSLUTAD.value], expanding=True, literal_execute=True
)
"""Written out in the question: the index over just these events is not used for a value given beside it."""
_SLUT_SKICKAT: Final = exists().where(
    HANDELSE.c.beslut_id == VANTAN.c.beslut_id,
    HANDELSE.c.datum >= VANTAN.c.slut_datum,
    HANDELSE.c.ivo_slag.in_(_IVO_SLUT),
    or_(HANDELSE.c.vantan.is_(None), HANDELSE.c.vantan == VANTAN.c.slag),
    or_(HANDELSE.c.vantan_start.is_(None), HANDELSE.c.vantan_start == VANTAN.c.start),
    HANDELSE.c.ersatter.is_(None),
    ~exists().where(_RATTAD.c.ersatter == HANDELSE.c.id),
)
"""The väntan's end was sent to IVO, by an event that corrects none and that none corrects: so it surely holds.

An event that names its väntan is about that one only; one that names none counts from the end's day.
"""
_SLUTADE: Final = _URVAL.where(
    VANTAN.c.id.in_(
        union(
            select(VANTAN.c.id).where(
                VANTAN.c.bevakas, VANTAN.c.rapporterad, VANTAN.c.slut_datum.is_not(None), ~_SLUT_SKICKAT
            ),
            select(VANTAN.c.id).where(
                VANTAN.c.slut_kvartal.is_not(None),
                ~_SLUT_SKICKAT,
                exists().where(FRYST_RAD.c.beslut_id == VANTAN.c.beslut_id, FRYST_RAD.c.har_slut),
            ),
        )
    ),
)
_SENT_SLUTADE: Final = _URVAL.where(
    VANTAN.c.bevakas,
    VANTAN.c.rapporterad.is_(False),
    VANTAN.c.slut_datum.is_not(None),
    VANTAN.c.gransdag < bindparam("dag"),
)
_LOPER_UT: Final = _URVAL.where(
    BESLUT.c.galler_till >= bindparam("fran"), BESLUT.c.galler_till <= bindparam("till"), BESLUT.c.makulerad.is_(False)
)
_BESLUTETS: Final = _URVAL.where(VANTAN.c.beslut_id == bindparam("beslut"))


def _each(
    connection: Connection, query: Select[Any], values: Mapping[str, Any], selection: ColumnElement[bool] | None = None
) -> Iterator[Lagrad]:
    asked = connection.execute(query if selection is None else query.where(selection), values)
    for rows in asked.partitions(_KNIPPE):
        for row in rows:
            vantan = read_vantan(row[2:_TILL_VANTAN])
            rapporterat = read_rapporterat(row[_TILL_VANTAN:_TILL_RAPPORTERAT])
            yield Lagrad(row[1], Fall(to_beslut(row[_TILL_RAPPORTERAT:]), vantan, rapporterat, row[0]))


def _falls(
    connection: Connection, query: Select[Any], values: Mapping[str, Any], selection: ColumnElement[bool] | None = None
) -> list[Lagrad]:
    return list(_each(connection, query, values, selection))


def falls_for(
    connection: Connection, kvartal: Kvartal, selection: ColumnElement[bool] | None = None
) -> Iterator[Lagrad]:
    """Yield every väntan that can be in the report of a quarter: watched ones that have reached their gränsdag
    or been reported, and those whose end this quarter or a later one reported.
    """  # noqa: D205 — one sentence
    return _each(connection, _I_KVARTALET, {"sista": kvartal.last_day, "kvartal": str(kvartal)}, selection)


_I_SKULD: Final = (
    select(VANTAN.c.redovisad_namnd, VANTAN.c.redovisad_lag)
    .distinct()
    .where(VANTAN.c.bevakas, VANTAN.c.rapporterad, VANTAN.c.slutrapporterad.is_(False))
    .where(VANTAN.c.redovisad_lag.is_not(None))
)


def cells_in_debt(connection: Connection) -> set[tuple[str | None, str]]:
    """Return the cells (nämnd, None = not given, and law) that have reported a väntan and not yet its end.

    A cell whose only decision has moved is among them: it has to tell of it once more.
    """
    return {(namnd or None, lag) for namnd, lag in connection.execute(_I_SKULD)}


def falls_open(connection: Connection, till: date, selection: ColumnElement[bool] | None = None) -> list[Lagrad]:
    """Return watched väntan that have not ended and whose gränsdag is `till` or before."""
    return _falls(connection, _OPPNA, {"till": till}, selection)


def falls_open_outside(connection: Connection) -> list[Lagrad]:
    """Return väntan that have not ended and that no report will list, such as those of judgments (R5)."""
    return _falls(connection, _OPPNA_UTANFOR, {})


def open_falls_of(connection: Connection, beslut_ids: Iterable[int]) -> list[Lagrad]:
    """Return the väntan of decisions that have not ended, watched or not."""
    found: list[Lagrad] = []
    for batch in batches(dict.fromkeys(beslut_ids)):
        found += _falls(connection, _OPPNA_I_BESLUT, {}, VANTAN.c.beslut_id.in_(batch))
    return found


def falls_waiting(connection: Connection) -> list[Lagrad]:
    """Return all watched väntan that have not ended."""
    return falls_open(connection, date.max)


def falls_ended(connection: Connection) -> list[Lagrad]:
    """Return reported väntan that have ended, whether a report tells of the end or not, however long ago.

    Left out are those whose end plainly was sent to IVO; where that was corrected or struck, the caller has to look.
    """
    return _falls(connection, _SLUTADE, {})


def falls_ended_late(connection: Connection, dag: date) -> list[Lagrad]:
    """Return watched väntan that ended, that no report tells of, and whose gränsdag is before `dag`."""
    return _falls(connection, _SENT_SLUTADE, {"dag": dag})


def falls_expiring(connection: Connection, fran: date, till: date) -> list[Lagrad]:
    """Return the latest väntan of each decision whose last day (`galler_till`) lies from `fran` to `till`."""
    latest: dict[int, Lagrad] = {}
    for lagrad in _falls(connection, _LOPER_UT, {"fran": fran, "till": till}):
        known = latest.get(lagrad.beslut_id)
        if known is None or known.fall.vantan.start <= lagrad.fall.vantan.start:
            latest[lagrad.beslut_id] = lagrad
    return list(latest.values())


def falls_of(connection: Connection, beslut_id: int) -> list[Fall]:
    """Return one decision's väntan in order of time."""
    found = _falls(connection, _BESLUTETS, {"beslut": beslut_id})
    return sorted((lagrad.fall for lagrad in found), key=lambda f: (f.vantan.start, f.vantan.oppnad_av or 0))
