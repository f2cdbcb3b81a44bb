"""Events in the register: read and added, never changed. An event is identified by all its columns (`avtryck`)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from ejverkstallda.domain.beslut import Avslutsorsak, Handelse, Handelseslag, Vantanslag
from ejverkstallda.domain.historik import HISTORY
from ejverkstallda.domain.vantan import ACTING
from ejverkstallda.store.beslutslager import batches, next_id, stored_day
from ejverkstallda.store.oversattning import HANDELSE, HANDELSE_KOLUMNER, handelse_values, iso, to_handelse

_EJ_I_AVTRYCK: Final = {"id", "ersatter"}


class Handelsepost(NamedTuple):
    """An event as stored: its decision, the event, its fingerprint, when and by whom it was registered."""

    beslut_id: int
    handelse: Handelse
    avtryck: str
    registrerad: datetime
    av: str


_SKRIV: Final = json.JSONEncoder(sort_keys=True).encode
_SVAR: Final = {0: "nej", 1: "ja"}


def fingerprint_of(falt: Mapping[str, str | int]) -> str:
    """Return the identity of an event given as plain values by column: the same as `fingerprint`'s."""
    values = {k: v if type(v) is str else str(v) for k, v in falt.items()}
    if "svar" in falt:
        values["svar"] = _SVAR[int(falt["svar"])]
    return hashlib.blake2b(_SKRIV(values).encode(), digest_size=16).hexdigest()


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


_AVGOR: Final = frozenset(slag.value for slag in (*ACTING, *HISTORY))
_SLAG: Final = {slag.value: slag for slag in Handelseslag}
_ORSAK: Final[dict[str | None, Avslutsorsak | None]] = {None: None, **{orsak.value: orsak for orsak in Avslutsorsak}}
_VANTAN: Final[dict[str | None, Vantanslag | None]] = {None: None, **{slag.value: slag for slag in Vantanslag}}


def deciding_events(connection: Connection, beslut_ids: Iterable[int]) -> dict[int, list[Handelse]]:
    """Return the events that decide a decision's väntan and what has been reported of it, as far as those are asked.

    Of a decision with a corrected or struck event all are returned: what corrects what decides which hold. Texts
    and what else has no bearing on the väntan are left empty.
    """
    found: dict[int, list[Handelse]] = {}
    other: dict[int, list[Handelse]] = {}
    corrected: set[int] = set()
    for batch in batches(beslut_ids):
        marks = ", ".join("?" * len(batch))
        query = (
            "SELECT beslut_id, id, datum, slag, ersatter, orsak, kvartal, vantan, vantan_start "
            f"FROM {HANDELSE.name} WHERE beslut_id IN ({marks})"
        )
        for beslut_id, i, datum, slag, ersatter, orsak, kvartal, vantan, start in connection.exec_driver_sql(
            query, tuple(batch)
        ):
            event = Handelse(
                i,
                stored_day(datum),
                _SLAG[slag],
                None,
                ersatter,
                orsak=_ORSAK[orsak],
                kvartal=kvartal,
                vantan=_VANTAN[vantan],
                vantan_start=stored_day(start) if start else None,
            )
            (found if slag in _AVGOR else other).setdefault(beslut_id, []).append(event)
            if ersatter is not None:
                corrected.add(beslut_id)
    for beslut_id in corrected:
        found[beslut_id] = [*found.get(beslut_id, ()), *other.get(beslut_id, ())]
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
