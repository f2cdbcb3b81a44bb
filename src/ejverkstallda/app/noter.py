"""The dated notes of rows: which of a decision's events belong to which väntan and which report."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection

from ejverkstallda.domain.beslut import Handelse, Handelseslag, Vantanslag
from ejverkstallda.domain.rapportering import Rad, Ram
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.noteringar import build_noteringar
from ejverkstallda.store.handelselager import Handelsepost, events_of

DAG = timedelta(days=1)


def last_note_day(ram: Ram) -> date:
    """R11: comments up to and including rapporteringsdag belong to the report, never later than today."""
    return min(ram.rapporteringsdag, ram.idag)


def notes_for(
    connection: Connection, rader: Iterable[Rad], beslut_ids: Mapping[int, int], ram: Ram
) -> dict[int, tuple[Notering, ...]]:
    """Return the notes of each row by its `fall_id`.

    An avbrott's notes begin on its first day; those of the first väntan end the day before the first avbrott.
    """
    rows = list(rader)
    events = events_of(connection, {beslut_ids[r.fall_id] for r in rows})
    return {r.fall_id: _row_notes(r, events.get(beslut_ids[r.fall_id], []), ram) for r in rows}


def _row_notes(rad: Rad, posts: list[Handelsepost], ram: Ram) -> tuple[Notering, ...]:
    handelser = [p.handelse for p in posts]
    last = last_note_day(ram)
    starts = sorted(e.datum for e, _ in effective_events(handelser) if e.slag is Handelseslag.AVBROTT)
    later = [day for day in starts if day > rad.start]
    if later:
        last = min(last, later[0] - DAG)
    first = rad.start if rad.vantan is Vantanslag.AVBROTT else date.min
    return build_noteringar(handelser, first, last)


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
