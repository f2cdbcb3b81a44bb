"""What a decision's events say of rows: their dated notes and their facts, by väntan and report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from ejverkstallda.domain.beslut import Handelse, Handelseslag
from ejverkstallda.domain.rapportering import Rad, Ram
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.noteringar import build_noteringar
from ejverkstallda.report.radfakta import Radfakta, build_radfakta, note_days
from ejverkstallda.store.beslutslager import get_posts
from ejverkstallda.store.handelselager import events_of


@dataclass(frozen=True, slots=True)
class Radtexter:
    """The notes and the facts of rows, by `fall_id`."""

    noteringar: dict[int, tuple[Notering, ...]] = field(default_factory=dict)
    fakta: dict[int, Radfakta] = field(default_factory=dict)


def last_note_day(ram: Ram) -> date:
    """R11: comments up to and including rapporteringsdag belong to the report, never later than today."""
    return min(ram.rapporteringsdag, ram.idag)


def row_texts(connection: Connection, rader: Iterable[Rad], beslut_ids: Mapping[int, int], ram: Ram) -> Radtexter:
    """Return the notes and the facts of computed rows."""
    rows = list(rader)
    own = {beslut_ids[r.fall_id] for r in rows}
    events, posts = events_of(connection, own), get_posts(connection, own)
    last = last_note_day(ram)
    found = Radtexter()
    for rad in rows:
        beslut_id = beslut_ids[rad.fall_id]
        handelser = [p.handelse for p in events.get(beslut_id, [])]
        days = note_days(rad, handelser, last)
        found.noteringar[rad.fall_id] = build_noteringar(handelser, days.fran, days.till)
        found.fakta[rad.fall_id] = build_radfakta(rad, posts[beslut_id].beslut, handelser, last)
    return found


def commented(handelser: Iterable[Handelse], fran: date, till: date) -> bool:
    """Tell whether a status comment is dated from `fran` to `till`."""
    return any(e.slag is Handelseslag.KOMMENTAR and fran <= e.datum <= till for e, _ in effective_events(handelser))


def uncommented(connection: Connection, rader: Iterable[Rad], beslut_ids: Mapping[int, int], ram: Ram) -> list[Rad]:
    """Return the rows that wait and have no status comment from the quarter's first day to its last note day."""
    waiting = [r for r in rader if r.oppen]
    events = events_of(connection, {beslut_ids[r.fall_id] for r in waiting})
    first, last = ram.kvartal.first_day, last_note_day(ram)
    return [
        r for r in waiting if not commented((p.handelse for p in events.get(beslut_ids[r.fall_id], [])), first, last)
    ]
