"""The change log: who, when, what, old and new. Written in the same transaction as the change itself."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from ejverkstallda.store.oversattning import LOGG


class Vem(NamedTuple):
    """Who writes: the user, the command, the system clock's time (UTC), and the day the user said it was.

    `idag` is None where it is the clock's own day.
    """

    namn: str
    kommando: str
    tid: datetime
    idag: date | None = None


class Loggrad(NamedTuple):
    """One change. `beslut_id` None = the register itself. Never a personnummer in `gammalt` or `nytt`."""

    beslut_id: int | None
    vad: str
    gammalt: str | None = None
    nytt: str | None = None


class Andring(NamedTuple):
    """A logged change of a decision's facts: when (UTC), by whom, which fact, old and new."""

    tid: datetime
    av: str
    vad: str
    gammalt: str | None
    nytt: str | None


def changes_of(connection: Connection, beslut_id: int) -> tuple[Andring, ...]:
    """Return the logged changes of a decision's facts, in order; its events tell theirs themselves."""
    query = select(LOGG).where(LOGG.c.beslut_id == beslut_id, LOGG.c.vad.like("beslut.%")).order_by(LOGG.c.id)
    return tuple(
        Andring(row.tid, row.av, row.vad.removeprefix("beslut."), row.gammalt, row.nytt)
        for row in connection.execute(query)
    )


def latest_of(connection: Connection, vad: Collection[str], antal: int) -> list[tuple[date, str, str, str]]:
    """Return the latest log rows of some kinds, the newest first: the day, by whom, the kind, and the new value."""
    query = select(LOGG).where(LOGG.c.vad.in_(vad)).order_by(LOGG.c.id.desc()).limit(antal)
    return [(row.idag or row.tid.date(), row.av, row.vad, row.nytt or "") for row in connection.execute(query)]


def write_log(connection: Connection, vem: Vem, rader: Iterable[Loggrad]) -> None:
    """Add rows to the log."""
    values = [
        {
            "tid": vem.tid,
            "idag": vem.idag,
            "av": vem.namn,
            "kommando": vem.kommando,
            "beslut_id": rad.beslut_id,
            "vad": rad.vad,
            "gammalt": rad.gammalt,
            "nytt": rad.nytt,
        }
        for rad in rader
    ]
    if values:
        connection.execute(insert(LOGG), values)
