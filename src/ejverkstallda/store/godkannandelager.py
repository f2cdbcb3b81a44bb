"""What has been accepted in public papers: by whom, when, and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from ejverkstallda.report.fritext import Traffslag
from ejverkstallda.store.oversattning import GODKANNANDE


class Godkannande(NamedTuple):
    """A detail that somebody has accepted, known by its `avtryck` (SHA-256). `tid` is UTC."""

    avtryck: str
    slag: Traffslag
    skal: str
    tid: datetime
    av: str


def add_approvals(connection: Connection, godkannanden: Iterable[Godkannande]) -> None:
    """Add what has been accepted."""
    rows = [
        {"avtryck": g.avtryck, "slag": g.slag.value, "skal": g.skal, "tid": g.tid, "av": g.av} for g in godkannanden
    ]
    if rows:
        connection.execute(insert(GODKANNANDE), rows)


def approved_prints(connection: Connection) -> frozenset[str]:
    """Return the `avtryck` of everything that has been accepted."""
    return frozenset(connection.scalars(select(GODKANNANDE.c.avtryck)))
