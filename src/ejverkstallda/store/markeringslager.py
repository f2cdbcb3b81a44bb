"""Marks of the quarter's routine: what was sent or handed on, when, by whom."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, insert, select

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.store.kvartalslager import Cell
from ejverkstallda.store.oversattning import MARKERING
from ejverkstallda.store.tabeller import Rutinsteg


class Markering(NamedTuple):
    """A step marked as done: `datum` is the day it was done, `tid` and `av` when and by whom it was marked."""

    cell: Cell
    steg: Rutinsteg
    datum: date
    tid: datetime
    av: str
    paragraf: str | None = None
    diarienummer: str | None = None


def add_marks(connection: Connection, marks: Sequence[Markering]) -> None:
    """Add marks."""
    rows = [
        {
            "kvartal": str(m.cell.kvartal),
            "namnd": m.cell.namnd,
            "lag": m.cell.lag.value,
            "steg": m.steg.value,
            "datum": m.datum,
            "paragraf": m.paragraf,
            "diarienummer": m.diarienummer,
            "tid": m.tid,
            "av": m.av,
        }
        for m in marks
    ]
    if rows:
        connection.execute(insert(MARKERING), rows)


def all_marks(connection: Connection) -> list[Markering]:
    """Return every mark, by quarter and in the order they were made."""
    query = select(MARKERING).order_by(MARKERING.c.kvartal, MARKERING.c.id)
    return [_mark(row) for row in connection.execute(query).mappings()]


def marks_of(connection: Connection, kvartal: Kvartal) -> dict[tuple[Cell, Rutinsteg], Markering]:
    """Return a quarter's marks by cell and step, the latest of each."""
    query = select(MARKERING).where(MARKERING.c.kvartal == str(kvartal)).order_by(MARKERING.c.id)
    marks = (_mark(row) for row in connection.execute(query).mappings())
    return {(mark.cell, mark.steg): mark for mark in marks}


def _mark(row: RowMapping) -> Markering:
    cell = Cell(Kvartal.parse(row["kvartal"]), row["namnd"], Lag(row["lag"]))
    return Markering(
        cell, Rutinsteg(row["steg"]), row["datum"], row["tid"], row["av"], row["paragraf"], row["diarienummer"]
    )
