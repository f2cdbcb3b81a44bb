"""The change log: who, when, what, old and new. Written in the same transaction as the change itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert

from ejverkstallda.store.oversattning import LOGG


@dataclass(frozen=True, slots=True)
class Vem:
    """Who writes: the user, the command, the system clock's time (UTC), and the day the user said it was.

    `idag` is None where it is the clock's own day.
    """

    namn: str
    kommando: str
    tid: datetime
    idag: date | None = None


@dataclass(frozen=True, slots=True)
class Loggrad:
    """One change. `beslut_id` None = the register itself. Never a personnummer in `gammalt` or `nytt`."""

    beslut_id: int | None
    vad: str
    gammalt: str | None = None
    nytt: str | None = None


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
