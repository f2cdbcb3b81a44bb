"""What goes out of the register again: decisions a part at a time, and what their files cannot say as it stands."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, or_, select

from ejverkstallda.store.beslutslager import Beslutspost, batches, get_posts
from ejverkstallda.store.oversattning import BESLUT, PERSON, VANTAN

_KNIPPE: Final = 1000
_ANNAT: Final = BESLUT.alias("annat")


def _goes_out(beslut: Any) -> ColumnElement[bool]:
    """A decision that holds, or a struck one that was reported and whose end no report has told of yet (R14)."""
    owed: ColumnElement[bool] = exists().where(
        VANTAN.c.beslut_id == beslut.c.id, VANTAN.c.bevakas, VANTAN.c.rapporterad
    )
    return or_(beslut.c.makulerad.is_(False), owed)


_DELEN: Final = (
    select(BESLUT.c.id).where(BESLUT.c.id > bindparam("efter"), _goes_out(BESLUT)).order_by(BESLUT.c.id).limit(_KNIPPE)
)


def exported_posts(connection: Connection) -> Iterator[list[Beslutspost]]:
    """Yield the decisions that go out, in the order they were registered, a part at a time."""
    after = 0
    while ids := list(connection.scalars(_DELEN, {"efter": after})):
        after = ids[-1]
        posts = get_posts(connection, ids)
        yield [posts[i] for i in ids]


def count_exported(connection: Connection) -> int:
    """Return how many decisions go out."""
    return connection.scalar(select(func.count()).select_from(BESLUT).where(_goes_out(BESLUT))) or 0


def count_decisions(connection: Connection) -> int:
    """Return how many decisions the register has, struck ones too."""
    return connection.scalar(select(func.count()).select_from(BESLUT)) or 0


def person_numbers(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return identity numbers by their row ids. Whoever asks logs that the person table was opened."""
    found: dict[int, str] = {}
    for batch in batches(dict.fromkeys(ids)):
        rows = connection.execute(select(PERSON.c.id, PERSON.c.nummer).where(PERSON.c.id.in_(batch)))
        found |= {row.id: row.nummer for row in rows}
    return found


def without_own_name(connection: Connection) -> list[str]:
    """Return the numbers of decisions without kallsystem that another decision has too, in a named one.

    No row about an event can say that it means the former.
    """
    other = exists().where(
        _ANNAT.c.beslutsnummer == BESLUT.c.beslutsnummer, _ANNAT.c.kallsystem != "", _goes_out(_ANNAT)
    )
    query = select(BESLUT.c.beslutsnummer).where(BESLUT.c.kallsystem == "", other, _goes_out(BESLUT))
    return list(connection.scalars(query.order_by(BESLUT.c.beslutsnummer)))


def with_anothers_number(connection: Connection) -> dict[int, str]:
    """Return row id and number of decisions whose earlier number is that of another decision that goes out.

    Read in as it stands the two would be joined.
    """
    same = and_(_ANNAT.c.beslutsnummer == BESLUT.c.tidigare_nummer, _ANNAT.c.id != BESLUT.c.id, _goes_out(_ANNAT))
    query = select(BESLUT.c.id, BESLUT.c.beslutsnummer).where(
        BESLUT.c.tidigare_nummer.is_not(None), exists().where(same), _goes_out(BESLUT)
    )
    return {row.id: row.beslutsnummer for row in connection.execute(query)}
