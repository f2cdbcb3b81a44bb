"""Bulk reading and writing for an import: plain rows straight through the driver, many at a time.

Values are plain, as they stand in the file: ISO dates, codes, whole numbers. The statements are made from the
tables, so that a column is named in one place.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table

from ejverkstallda.store.beslutslager import batches, next_id
from ejverkstallda.store.logg import Vem
from ejverkstallda.store.oversattning import BESLUT, BESLUT_FALT, HANDELSE, HANDELSE_FALT, LOGG, PERSON, VANTAN

Rad = dict[str, Any]
_ETT_KNIPPE: Final = 900
_SIDMINNE_KB: Final = 48 * 1024


class Massbeslut(NamedTuple):
    """A decision as stored: row id, whether it is struck, its person's row, and its fields as plain values."""

    id: int
    makulerad: bool
    person_id: int | None
    falt: Rad


class Masshandelse(NamedTuple):
    """What an import asks of a stored event: its decision, row, fingerprint, and the id it was given in its file."""

    beslut_id: int
    id: int
    avtryck: str
    handelse_id: str | None


def prepare(connection: Connection) -> None:
    """Give the connection room for a large transaction: pages kept in memory up to a fixed size."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_SIDMINNE_KB}")


def _insert(table: Table, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"


def _ask(connection: Connection, query: str, values: Iterable[Any]) -> Iterable[Any]:
    """Run a query whose `{marks}` stands for a list of values, a batch at a time."""
    for batch in batches(dict.fromkeys(values), _ETT_KNIPPE):
        yield from connection.exec_driver_sql(query.replace("{marks}", ",".join("?" * len(batch))), tuple(batch))


_BESLUT_KOLUMNER: Final = ("id", "makulerad", "person_id", *BESLUT_FALT)
_NY_BESLUT: Final = _insert(BESLUT, _BESLUT_KOLUMNER)
_LAS_BESLUT: Final = f"SELECT {', '.join(_BESLUT_KOLUMNER)} FROM {BESLUT.name} WHERE "
_ANDRA_BESLUT: Final = (
    f"UPDATE {BESLUT.name} SET person_id = ?, {', '.join(f'{c} = ?' for c in BESLUT_FALT)} WHERE id = ?"
)
_falt_of: Final = itemgetter(*BESLUT_FALT)
TOMT_BESLUT: Final[Rad] = {
    **dict.fromkeys(BESLUT_FALT),
    "kallsystem": "",
    "ursprung": "beslut",
    "skyddad": 0,
}
"""A decision of which nothing has been said."""


def find_decisions(connection: Connection, column: str, values: Iterable[str]) -> list[Massbeslut]:
    """Return the decisions whose `column` (beslutsnummer, tidigare_nummer) holds one of the values."""
    rows = _ask(connection, f"{_LAS_BESLUT}{column} IN ({{marks}})", values)
    return [Massbeslut(r[0], bool(r[1]), r[2], dict(zip(BESLUT_FALT, r[3:], strict=True))) for r in rows]


def add_decisions(connection: Connection, rows: Sequence[tuple[int, int | None, Rad]]) -> None:
    """Add decisions: row id, person's row id, fields."""
    if rows:
        connection.exec_driver_sql(_NY_BESLUT, [(i, 0, person, *_falt_of(falt)) for i, person, falt in rows])


def change_decisions(connection: Connection, rows: Sequence[tuple[int, int | None, Rad]]) -> None:
    """Write decisions over what is stored under their row ids."""
    if rows:
        connection.exec_driver_sql(_ANDRA_BESLUT, [(person, *_falt_of(falt), i) for i, person, falt in rows])


def next_decision(connection: Connection) -> int:
    """Return the next free row id of a decision."""
    return next_id(connection, BESLUT.c.id)


def next_event(connection: Connection) -> int:
    """Return the next free row id of an event."""
    return next_id(connection, HANDELSE.c.id)


class Adress(NamedTuple):
    """Where an event can belong: a decision's row, key, and whether it is struck."""

    id: int
    kallsystem: str
    beslutsnummer: str
    makulerad: bool


def find_addresses(connection: Connection, column: str, values: Iterable[str]) -> dict[str, list[Adress]]:
    """Return for each number the decisions whose `column` (beslutsnummer, tidigare_nummer) holds it."""
    query = (
        f"SELECT {column}, id, kallsystem, beslutsnummer, makulerad FROM {BESLUT.name} WHERE {column} IN ({{marks}})"
    )
    found: dict[str, list[Adress]] = {}
    for number, row_id, system, own, struck in _ask(connection, query, values):
        found.setdefault(number, []).append(Adress(row_id, system, own, bool(struck)))
    return found


def has_earlier_numbers(connection: Connection) -> bool:
    """Tell whether any decision has had another number."""
    query = f"SELECT 1 FROM {BESLUT.name} WHERE tidigare_nummer IS NOT NULL LIMIT 1"
    return connection.exec_driver_sql(query).first() is not None


def known_events(connection: Connection, beslut_ids: Iterable[int]) -> list[Masshandelse]:
    """Return the events of decisions, struck and corrected ones too."""
    query = f"SELECT beslut_id, id, avtryck, handelse_id FROM {HANDELSE.name} WHERE beslut_id IN ({{marks}})"
    return [Masshandelse(*row) for row in _ask(connection, query, beslut_ids)]


def add_events(connection: Connection, rows: Sequence[tuple[int, int, str, Rad, str]], vem: Vem) -> None:
    """Add events: row id, decision's row id, fingerprint, fields, and who registered it.

    Only the columns that any of them gives a value are written.
    """
    named: set[str] = set().union(*(falt for *_, falt, _ in rows))
    given = [name for name in HANDELSE_FALT if name in named]
    tid = _stamp(vem)
    values = [
        (i, beslut_id, avtryck, tid, av, *[falt.get(name) for name in given])
        for i, beslut_id, avtryck, falt, av in rows
    ]
    if values:
        connection.exec_driver_sql(
            _insert(HANDELSE, ("id", "beslut_id", "avtryck", "registrerad", "av", *given)), values
        )


def reported_quarters(connection: Connection, beslut_ids: Iterable[int]) -> dict[int, str]:
    """Return the decisions any of whose väntan has been reported, with the first quarter ("" = before the register)."""
    query = (
        f"SELECT beslut_id, min(coalesce(forst, '')) FROM {VANTAN.name} "
        "WHERE rapporterad AND beslut_id IN ({marks}) GROUP BY beslut_id"
    )
    return dict(tuple(row) for row in _ask(connection, query, beslut_ids))


def had_day(connection: Connection, beslut_id: int, day: str) -> bool:
    """Tell whether a decision once had another beslutsdatum, before it was corrected."""
    query = f"SELECT 1 FROM {LOGG.name} WHERE beslut_id = ? AND vad = 'beslut.beslutsdatum' AND gammalt = ? LIMIT 1"
    return connection.exec_driver_sql(query, (beslut_id, day)).first() is not None


def find_persons(connection: Connection, numbers: Iterable[str]) -> dict[str, int]:
    """Return the row ids of the identity numbers that the register has."""
    query = f"SELECT nummer, id FROM {PERSON.name} WHERE nummer IN ({{marks}})"
    return dict(tuple(row) for row in _ask(connection, query, numbers))


def add_persons(connection: Connection, persons: dict[str, str]) -> dict[str, int]:
    """Return row ids for identity numbers (number → kind), adding those that are new."""
    known = find_persons(connection, persons)
    new = [number for number in persons if number not in known]
    if new:
        first = next_id(connection, PERSON.c.id)
        rows = [(first + i, number, persons[number]) for i, number in enumerate(new)]
        connection.exec_driver_sql(_insert(PERSON, ("id", "nummer", "slag")), rows)
        known |= {number: first + i for i, number in enumerate(new)}
    return known


_NY_LOGG: Final = _insert(LOGG, ("tid", "idag", "av", "kommando", "beslut_id", "vad", "gammalt", "nytt"))


def add_log(connection: Connection, rows: Sequence[tuple[int, str, str | None, str | None]], vem: Vem) -> None:
    """Add rows to the log: decision's row id, what, old, new."""
    head = (_stamp(vem), vem.idag.isoformat() if vem.idag else None, vem.namn, vem.kommando)
    if rows:
        connection.exec_driver_sql(_NY_LOGG, [head + row for row in rows])


def _stamp(vem: Vem) -> str:
    """A time as SQLAlchemy's DateTime writes it in SQLite."""
    return vem.tid.strftime("%Y-%m-%d %H:%M:%S.%f")
