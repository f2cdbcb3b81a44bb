"""Decisions and persons in the register: find, read, add, change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from ejverkstallda.domain.beslut import Beslut, Lag, Ursprung
from ejverkstallda.store.oversattning import BESLUT, BESLUT_KOLUMNER, PERSON, beslut_values, to_beslut

T = TypeVar("T")
_KNIPPE: Final = 500
"""Values per IN list: well below SQLite's limit on variables."""


class Beslutspost(NamedTuple):
    """A decision as stored: its row id, its facts, whether it is struck, and its person's row if there is one."""

    id: int
    beslut: Beslut
    makulerad: bool = False
    person_id: int | None = None


def batches(values: Iterable[T], size: int = _KNIPPE) -> Iterator[list[T]]:
    """Cut values into lists of at most `size`."""
    it = iter(values)
    while batch := list(islice(it, size)):
        yield batch


_POSTER: Final = select(BESLUT.c.id, BESLUT.c.makulerad, BESLUT.c.person_id, *BESLUT_KOLUMNER)


def _posts(connection: Connection, query: Select[Any]) -> list[Beslutspost]:
    return [
        Beslutspost(row_id, to_beslut(values), makulerad, person_id)
        for row_id, makulerad, person_id, *values in connection.execute(query).all()
    ]


def find_by_number(connection: Connection, numbers: Iterable[str]) -> dict[str, list[Beslutspost]]:
    """Return the decisions with each beslutsnummer, whatever their kallsystem."""
    found: dict[str, list[Beslutspost]] = {}
    for batch in batches(dict.fromkeys(numbers)):
        for post in _posts(connection, _POSTER.where(BESLUT.c.beslutsnummer.in_(batch))):
            found.setdefault(post.beslut.beslutsnummer, []).append(post)
    return found


def find_by_earlier_number(connection: Connection, numbers: Iterable[str]) -> dict[str, list[Beslutspost]]:
    """Return the decisions that had each number in an earlier care system (`tidigare_nummer`)."""
    found: dict[str, list[Beslutspost]] = {}
    for batch in batches(dict.fromkeys(numbers)):
        for post in _posts(connection, _POSTER.where(BESLUT.c.tidigare_nummer.in_(batch))):
            found.setdefault(str(post.beslut.tidigare_nummer), []).append(post)
    return found


def get_posts(connection: Connection, ids: Iterable[int]) -> dict[int, Beslutspost]:
    """Return decisions by row id."""
    found: dict[int, Beslutspost] = {}
    for batch in batches(ids):
        found |= {post.id: post for post in _posts(connection, _POSTER.where(BESLUT.c.id.in_(batch)))}
    return found


_LAGAR: Final = {lag.value: lag for lag in Lag}
_URSPRUNG: Final = {ursprung.value: ursprung for ursprung in Ursprung}


def deciding_facts(connection: Connection, ids: Iterable[int]) -> dict[int, Beslutspost]:
    """Return decisions by row id with what decides their väntan and the duty; other fields are left empty."""
    found: dict[int, Beslutspost] = {}
    for batch in batches(ids):
        query = (
            "SELECT id, makulerad, beslutsnummer, beslutsdatum, lag, lagrum, namnd, ursprung "
            f"FROM {BESLUT.name} WHERE id IN ({', '.join('?' * len(batch))})"
        )
        rows = connection.exec_driver_sql(query, tuple(batch))
        for row_id, makulerad, nummer, datum, lag, lagrum, namnd, ursprung in rows:
            beslut = Beslut(
                nummer, stored_day(datum), _LAGAR[lag], "", lagrum=lagrum, namnd=namnd, ursprung=_URSPRUNG[ursprung]
            )
            found[row_id] = Beslutspost(row_id, beslut, bool(makulerad))
    return found


@lru_cache(maxsize=16384)
def stored_day(text: str) -> date:
    """Return a day as the driver gives it; the same days come again and again."""
    return date.fromisoformat(text)


def list_posts(
    connection: Connection,
    filters: Mapping[str, Sequence[str | None]],
    *,
    fran: date | None = None,
    till: date | None = None,
) -> list[Beslutspost]:
    """Return decisions whose columns hold one of the values in `filters`, by date and number."""
    query = _POSTER.order_by(BESLUT.c.beslutsdatum, BESLUT.c.beslutsnummer)
    for column, values in filters.items():
        query = query.where(one_of(BESLUT.c[column], values))
    if fran:
        query = query.where(BESLUT.c.beslutsdatum >= fran)
    if till:
        query = query.where(BESLUT.c.beslutsdatum <= till)
    return _posts(connection, query)


def one_of(column: Any, values: Sequence[str | None]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of the values, None meaning empty."""
    given = [v for v in values if v is not None]
    condition: ColumnElement[bool] = column.in_(given)
    return or_(condition, column.is_(None)) if None in values else condition


def next_id(connection: Connection, column: Any) -> int:
    """Return the next free row id; safe because a writer holds the register alone."""
    return (connection.scalar(select(func.max(column))) or 0) + 1


def add_posts(connection: Connection, beslut: Sequence[Beslut], persons: Sequence[int | None]) -> list[Beslutspost]:
    """Add decisions, each with its person's row id, and return them as stored."""
    first = next_id(connection, BESLUT.c.id)
    posts = [Beslutspost(first + i, b, person_id=p) for i, (b, p) in enumerate(zip(beslut, persons, strict=True))]
    rows = [{"id": p.id, **beslut_values(p.beslut), "makulerad": False, "person_id": p.person_id} for p in posts]
    if rows:
        connection.execute(insert(BESLUT), rows)
    return posts


def change_posts(connection: Connection, posts: Sequence[Beslutspost]) -> None:
    """Write decisions as they are now over what is stored under their ids."""
    names = [*beslut_values(posts[0].beslut), "makulerad", "person_id"] if posts else []
    query = update(BESLUT).where(BESLUT.c.id == bindparam("b_id")).values({n: bindparam(f"b_{n}") for n in names})
    rows = [
        {
            f"b_{k}": v
            for k, v in {
                "id": p.id,
                **beslut_values(p.beslut),
                "makulerad": p.makulerad,
                "person_id": p.person_id,
            }.items()
        }
        for p in posts
    ]
    if rows:
        connection.execute(query, rows)


def person_ids(connection: Connection, persons: Mapping[str, str]) -> dict[str, int]:
    """Return row ids for identity numbers (number → kind), adding those that are new."""
    known: dict[str, int] = {}
    for batch in batches(persons):
        rows = connection.execute(select(PERSON.c.nummer, PERSON.c.id).where(PERSON.c.nummer.in_(batch)))
        known |= {row.nummer: row.id for row in rows}
    new = [number for number in persons if number not in known]
    first = next_id(connection, PERSON.c.id)
    added = {number: first + i for i, number in enumerate(new)}
    if added:
        rows_new = [{"id": i, "nummer": number, "slag": persons[number]} for number, i in added.items()]
        connection.execute(insert(PERSON), rows_new)
    return known | added


def person_row(connection: Connection, nummer: str) -> int | None:
    """Return the row id of an identity number, if the register has it."""
    return connection.scalar(select(PERSON.c.id).where(PERSON.c.nummer == nummer))


def drop_person_if_unused(connection: Connection, person_id: int) -> None:
    """Remove an identity number that no decision has any more: a wrong person's number must not stay."""
    used = connection.scalar(select(BESLUT.c.id).where(BESLUT.c.person_id == person_id).limit(1))
    if used is None:
        connection.execute(delete(PERSON).where(PERSON.c.id == person_id))


def distinct_values(connection: Connection, column: str) -> list[str]:
    """Return the different values of a text column, sorted, without the empty ones and struck decisions."""
    col = BESLUT.c[column]
    query = select(col).distinct().where(col.is_not(None), BESLUT.c.makulerad.is_(False)).order_by(col)
    return [str(v) for v in connection.scalars(query) if v]


def all_ids(connection: Connection) -> list[int]:
    """Return the row ids of all decisions."""
    return list(connection.scalars(select(BESLUT.c.id).order_by(BESLUT.c.id)))


def cells_in_use(connection: Connection, till: date | None = None) -> set[tuple[str | None, str]]:
    """Return the pairs of nämnd (None = not given) and law that decisions have, those dated `till` or before."""
    return {cell for cell, first in cells_since(connection).items() if till is None or first <= till}


_CELLER: Final = text("""
    WITH RECURSIVE
    namnder(namnd) AS (
        SELECT min(namnd) FROM beslut
        UNION ALL
        SELECT (SELECT min(namnd) FROM beslut WHERE namnd > namnder.namnd) FROM namnder WHERE namnd IS NOT NULL
    ),
    celler AS (
        SELECT namnd, lag, (SELECT min(beslutsdatum) FROM beslut b WHERE b.namnd IS n.namnd AND b.lag = l.lag) AS fran
        FROM namnder n, (SELECT 'LSS' AS lag UNION ALL SELECT 'SoL') l
    )
    SELECT namnd, lag, fran FROM celler WHERE fran IS NOT NULL
""").columns(fran=Date)
"""Steps from nämnd to nämnd in the index, so that it costs the number of cells and not of decisions.

The last step finds no further nämnd; its NULL stands for the decisions that name none.
"""


def cells_since(connection: Connection) -> dict[tuple[str | None, str], date]:
    """Return the pairs of nämnd (None = not given) and law that decisions have, each with its first decision's day."""
    return {(row.namnd, row.lag): row.fran for row in connection.execute(_CELLER)}
