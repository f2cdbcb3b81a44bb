"""What a handover tells of IVO: for each quarter what was sent, when and by whose word, and all that is not sent."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.app.bevaka import Bevakningsskal, Post
from ejverkstallda.app.ivo_lista import Ivorad, ivo_rows, rows_to_tell
from ejverkstallda.app.kvartal_visa import Urval, answer_quarter
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.domain.beslut import IvoSlag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.overlamningsmodell import Ejskickad, Skickat, cell_words, safe
from ejverkstallda.store.kvartalslager import Cell

_IVO_ORD: Final = {
    IvoSlag.NY: "nytt beslut",
    IvoSlag.ATER: "rapport igen",
    IvoSlag.VERKSTALLD: "verkställighet",
    IvoSlag.AVSLUTAD: "avslut",
}
_SLUT: Final = (IvoSlag.VERKSTALLD, IvoSlag.AVSLUTAD)


@dataclass(slots=True)
class Ivolage:
    """What has been sent, by quarter and cell; and what has not, the earliest quarter first."""

    skickade: list[Skickat] = field(default_factory=list)
    ej_skickade: list[Ejskickad] = field(default_factory=list)


def ivo_state(
    connection: Connection,
    idag: date,
    cells: Sequence[Cell],
    posts: Iterable[Post],
    namnder: Namnder,
    nasta: Kvartal,
) -> Ivolage:
    """Return what has been sent and what not, of `cells` (by quarter, as `kvartal status` counts) and after them.

    What has come since its quarter was closed is marked: `kvartal status` does not count it. An end that is to be told
    of on its own goes out with the next quarter, `nasta`.
    """
    state = Ivolage()
    ends = {p.fall.id: p for p in posts if p.skal is Bevakningsskal.SLUT_EJ_SKICKAT}
    rows: list[tuple[Cell, Ivorad]] = []
    for cell in cells:
        answer = answer_quarter(connection, Urval(cell.kvartal, cell.lag, cell.namnd or None), idag)
        own = rows_to_tell(connection, answer, idag)
        state.skickade += _sent(cell, own)
        rows += [(cell, row) for row in own]
    last = {row.rad.fall_id: row for _, row in rows if row.skickad is None}
    told = {row.rad.fall_id for _, row in rows if row.slag in _SLUT}
    for cell, row in rows:
        if row.skickad is None:
            fall_id = row.rad.fall_id
            end = ends.get(fall_id) if row is last[fall_id] and row.slag is IvoSlag.ATER else None
            told |= {fall_id} if end else set()
            state.ej_skickade.append(_row(row, cell, end))
    if cells:
        latest = cells[-1].kvartal
        known = {(row.rad.fall_id, row.slag) for cell, row in rows if cell.kvartal == latest}
        state.ej_skickade += _later(connection, idag, latest, known, told)
    for post in ends.values():
        if post.fall.id not in told:
            namnd, lag = namnder.cell(post.fall)
            number = safe(post.fall.beslut.beslutsnummer)
            state.ej_skickade.append(
                Ejskickad(number, lag.value, safe(namnd), f"slut {post.datum}", str(nasta), efter=True)
            )
    return state


def _sent(cell: Cell, rows: Sequence[Ivorad]) -> Iterator[Skickat]:
    """Gather what has been sent of a quarter's cell; no row where nothing has."""
    days = [r.skickad for r in rows if r.skickad is not None]
    if days:
        who = ", ".join(sorted({safe(r.av) for r in rows if r.skickad is not None and r.av}))
        words = cell_words(cell.namnd, cell.lag.value)
        yield Skickat(str(cell.kvartal), words, len(days), len(rows), min(days), max(days), who)


def _row(row: Ivorad, cell: Cell, end: Post | None) -> Ejskickad:
    """Tell of a row that is not sent; a repeated report whose väntan has ended since can have the end sent instead."""
    rad = row.rad
    what = f"{_IVO_ORD[row.slag]}, slut {end.datum}" if end else _IVO_ORD[row.slag]
    return Ejskickad(safe(rad.beslutsnummer), rad.lag.value, safe(cell.namnd), what, str(cell.kvartal))


def _later(
    connection: Connection, idag: date, latest: Kvartal, known: Collection[tuple[int, IvoSlag]], told: set[int]
) -> Iterator[Ejskickad]:
    """What the latest quarter would tell IVO today and did not have when it was closed; `told` grows by its ends."""
    answer, rows = ivo_rows(connection, Urval(latest), idag)
    for row in rows:
        rad = row.rad
        is_end = row.slag in _SLUT
        if row.skickad is not None or (rad.fall_id, row.slag) in known or (is_end and rad.fall_id in told):
            continue
        told |= {rad.fall_id} if is_end else set()
        namnd = answer.celler[rad.fall_id][0] if rad.fall_id in answer.celler else rad.namnd
        number = safe(rad.beslutsnummer)
        yield Ejskickad(number, rad.lag.value, safe(namnd), _IVO_ORD[row.slag], str(latest), efter=True)
