"""The note that a file has been read in: when, by whom, which, and how many rows. Only ever added to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from ejverkstallda.store.logg import Vem
from ejverkstallda.store.oversattning import INLASNING


class Inlasning(NamedTuple):
    """A table that was read in: its file's name and SHA-256, the profile it was read by, and its number of rows."""

    fil: str
    sha256: str
    profil: str
    rader: int


def note_readings(connection: Connection, vem: Vem, lasta: Sequence[Inlasning]) -> None:
    """Note what was read in, whether it changed anything or not."""
    rows = [
        {"tid": vem.tid, "idag": vem.idag, "av": vem.namn, "fil": i.fil, "sha256": i.sha256, "profil": i.profil}
        | {"rader": i.rader}
        for i in lasta
    ]
    if rows:
        connection.execute(insert(INLASNING), rows)


def latest_reading(connection: Connection, till: datetime | None = None) -> tuple[Vem, Inlasning] | None:
    """Return the file that was read in last, by a moment (UTC, None = now), with when and by whom."""
    query = select(INLASNING).order_by(INLASNING.c.id.desc()).limit(1)
    row = connection.execute(query if till is None else query.where(INLASNING.c.tid <= till)).first()
    if row is None:
        return None
    return Vem(row.av, "importera", row.tid, row.idag), Inlasning(row.fil, row.sha256, row.profil, row.rader)


def profiles_used(connection: Connection) -> dict[str, tuple[date, int]]:
    """Return the profiles that files have been read in by: the latest day, and how many files."""
    query = select(INLASNING.c.profil, INLASNING.c.tid, INLASNING.c.idag).order_by(INLASNING.c.id)
    found: dict[str, tuple[date, int]] = {}
    for row in connection.execute(query):
        found[row.profil] = (row.idag or row.tid.date(), found.get(row.profil, (None, 0))[1] + 1)
    return found
