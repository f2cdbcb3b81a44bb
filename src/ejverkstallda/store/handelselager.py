"""Events in the register: read and added, never changed. An event is identified by all its columns (`avtryck`)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from ejverkstallda.domain.beslut import Handelse
from ejverkstallda.store.beslutslager import batches, next_id
from ejverkstallda.store.oversattning import HANDELSE, HANDELSE_KOLUMNER, handelse_values, iso, to_handelse

_EJ_I_AVTRYCK: Final = {"id", "ersatter"}


@dataclass(frozen=True, slots=True)
class Handelsepost:
    """An event as stored: its decision, the event, its fingerprint, when and by whom it was registered."""

    beslut_id: int
    handelse: Handelse
    avtryck: str
    registrerad: datetime
    av: str


def fingerprint(handelse: Handelse) -> str:
    """Return the event's identity: a hash over all its columns but the register's own numbers."""
    values = {k: iso(v) for k, v in handelse_values(handelse).items() if k not in _EJ_I_AVTRYCK and v is not None}
    return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()


_POSTER: Final = select(
    HANDELSE.c.beslut_id, HANDELSE.c.avtryck, HANDELSE.c.registrerad, HANDELSE.c.av, *HANDELSE_KOLUMNER
)


def events_of(connection: Connection, beslut_ids: Iterable[int]) -> dict[int, list[Handelsepost]]:
    """Return all events of decisions, struck and corrected ones too, in the order they were registered."""
    found: dict[int, list[Handelsepost]] = {}
    for batch in batches(beslut_ids):
        query = _POSTER.where(HANDELSE.c.beslut_id.in_(batch)).order_by(HANDELSE.c.id)
        for beslut_id, avtryck, registrerad, av, *values in connection.execute(query).all():
            post = Handelsepost(beslut_id, to_handelse(values), avtryck, registrerad, av)
            found.setdefault(beslut_id, []).append(post)
    return found


def add_events(
    connection: Connection, events: Sequence[tuple[int, Handelse]], av: str, tid: datetime
) -> list[Handelsepost]:
    """Add events (decision's row id, event) and return them with the ids they got."""
    first = next_id(connection, HANDELSE.c.id)
    posts = [
        Handelsepost(beslut_id, event._replace(id=first + i), fingerprint(event), tid, av)
        for i, (beslut_id, event) in enumerate(events)
    ]
    rows = [
        {
            **handelse_values(p.handelse),
            "beslut_id": p.beslut_id,
            "avtryck": p.avtryck,
            "registrerad": p.registrerad,
            "av": p.av,
        }
        for p in posts
    ]
    for batch in batches(rows, 5000):
        connection.execute(insert(HANDELSE), batch)
    return posts
