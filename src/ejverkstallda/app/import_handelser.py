"""The events of an import: each placed in its decision, new, correcting or known already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.app.importplan import (
    BESLUT_MAKULERAT,
    BESLUT_OENIGT,
    RAPPORTERAT_ANDRAT,
    Nyckel,
    Plan,
    is_reported,
    refuse_row,
)
from ejverkstallda.domain.beslut import Handelse
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.readers.falt import mask, quote
from ejverkstallda.readers.rader import Handelserad, Inlast
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.store.beslutslager import Beslutspost, find_by_earlier_number, find_by_number
from ejverkstallda.store.handelselager import Handelsepost, events_of, fingerprint

BESLUT_OKANT: Final = Felkod(
    "beslut_okant",
    Allvar.FEL,
    "Händelsen gäller ett beslut som inte finns.",
    "Läs in beslutet först, eller rätta numret.",
)
BESLUT_FLERA: Final = Felkod("beslut_flera", Allvar.FEL, "Flera beslut har numret.", "Ange kallsystem på raden.")
RATTAD_SEDAN: Final = Felkod(
    "handelse_rattad_sedan",
    Allvar.UPPLYSNING,
    "Raden säger det som stod före en senare rättelse; rättelsen behålls.",
    "Rätta händelsen med ejv ratta om det gamla ändå gäller.",
)
IDENTITET_I_HANDELSE: Final = Felkod(
    "identitet_i_handelse",
    Allvar.VARNING,
    "Texten ser ut att innehålla ett personnummer (det visas inte). Den är sparad, men stoppar nämndens papper.",
    "Rätta den med ejv ratta (händelsens nummer står i ejv beslut visa).",
)


@dataclass(slots=True)
class Handelsedel:
    """The events of a call."""

    connection: Connection
    plan: Plan

    def run(self, inlasta: Iterable[Inlast]) -> None:
        """Place every row in the plan."""
        rows = [(inlast, rad, post) for inlast in inlasta for rad, post in inlast.handelser]
        keys, posts = self._keys(dict.fromkeys(post.beslutsnummer for _, _, post in rows))
        self.plan.known_ids |= {key: p.id for key, p in posts.items()}
        events = events_of(self.connection, dict.fromkeys(p.id for p in posts.values()))
        known = {p.id: _Known(events.get(p.id, [])) for p in posts.values()}
        seen = {key: known[p.id] for key, p in posts.items()}
        counts = {"nya": 0, "andrade": 0, "oforandrade": 0}
        placed = [(i, rad, post, _resolve(post, keys.get(post.beslutsnummer, []), posts)) for i, rad, post in rows]
        clashes = _event_clashes([(key, post.handelse) for _, _, post, key in placed if not isinstance(key, Brist)])
        for inlast, rad, post, key in placed:
            if isinstance(key, Brist):
                refuse_row(self.plan, inlast, rad, (key,))
            elif (key, post.handelse.handelse_id) in clashes:
                text = f"Raden säger annat än en annan rad om händelse {quote(post.handelse.handelse_id or '')}."
                refuse_row(self.plan, inlast, rad, (BESLUT_OENIGT.brist(text, post.plats),))
            else:
                counts[self._place(key, post, seen.setdefault(key, _Known([])))] += 1
        self.plan.handelser = replace(self.plan.handelser, **counts)

    def _keys(self, numbers: Iterable[str]) -> tuple[dict[str, list[Nyckel]], dict[Nyckel, Beslutspost]]:
        """Return the keys that each number can mean, and the stored decision behind a key.

        A number means what the register calls by it, what the call's files add or rename to it, and what had
        it in an earlier care system.
        """
        keys: dict[str, list[Nyckel]] = {}
        posts: dict[Nyckel, Beslutspost] = {}
        stored = find_by_number(self.connection, numbers)
        for number, found in stored.items():
            for p in found:
                posts[p.beslut.kallsystem, number] = p
                keys.setdefault(number, []).append((p.beslut.kallsystem, number))
        for b in [*(n.beslut for n in self.plan.new), *(c.beslut for c in self.plan.changed)]:
            key = (b.kallsystem, b.beslutsnummer)
            if key not in keys.setdefault(key[1], []):
                keys[key[1]].append(key)
        posts |= {(c.beslut.kallsystem, c.beslut.beslutsnummer): c.post for c in self.plan.changed}
        for old, new in self.plan.alias.items():
            keys.setdefault(old[1], [new])
        missing = [n for n in numbers if n not in keys]
        for number, found in find_by_earlier_number(self.connection, missing).items():
            for p in found:
                key = (p.beslut.kallsystem, p.beslut.beslutsnummer)
                posts[key] = p
                keys.setdefault(number, []).append(key)
        return keys, posts

    def _screen(self, event: Handelse, plats: str) -> None:
        if (found := _screen_text(event, plats)) is not None:
            self.plan.brister.append(found)

    def _place(self, key: Nyckel, post: Handelserad, known: "_Known") -> str:
        event = post.handelse
        mark = fingerprint(event)
        current = known.by_handelse_id.get(event.handelse_id) if event.handelse_id else None
        if current is not None:
            if current[1] == mark:
                return "oforandrade"
            if mark in known.gone:
                text = f"Händelse {quote(str(event.handelse_id))} har rättats sedan dess; rättelsen behålls."
                self.plan.brister.append(RATTAD_SEDAN.brist(text, post.plats))
                return "oforandrade"
            known.by_handelse_id[str(event.handelse_id)] = (None, mark)
            self._screen(event, post.plats)
            self.plan.events.append((key, event._replace(ersatter=current[0])))
            if is_reported(self.connection, self.plan.known_ids[key]):
                text = f"Händelse {current[0]} har ändrats för ett fall som redan har rapporterats."
                self.plan.brister.append(RAPPORTERAT_ANDRAT.brist(text, post.plats))
            return "andrade"
        if mark in known.marks:
            return "oforandrade"
        known.marks.add(mark)
        self._screen(event, post.plats)
        if event.handelse_id:
            known.by_handelse_id[event.handelse_id] = (None, mark)
        self.plan.events.append((key, event))
        return "nya"


def _screen_text(event: Handelse, plats: str) -> Brist | None:
    """Return a warning when an event's text holds an identity number; it would stop every public paper."""
    if event.text is None or contains_identity(event.text) is None:
        return None
    return IDENTITET_I_HANDELSE.brist(IDENTITET_I_HANDELSE.betydelse, f"{plats} kolumn text")


def _event_clashes(events: Iterable[tuple[Nyckel, Handelse]]) -> set[tuple[Nyckel, str | None]]:
    """Return the handelse_id that rows of one call give different values."""
    marks: dict[tuple[Nyckel, str | None], set[str]] = {}
    for key, event in events:
        if event.handelse_id:
            marks.setdefault((key, event.handelse_id), set()).add(fingerprint(event))
    return {name for name, found in marks.items() if len(found) > 1}


class _Known:
    """The events that a decision has: fingerprints of all, and the one in force for each handelse_id."""

    def __init__(self, posts: Sequence[Handelsepost]) -> None:
        self.marks = {p.avtryck for p in posts}
        in_force = {h.id for h, _ in effective_events(p.handelse for p in posts)}
        self.by_handelse_id: dict[str, tuple[int | None, str]] = {
            p.handelse.handelse_id: (p.handelse.id, p.avtryck)
            for p in posts
            if p.handelse.handelse_id and p.handelse.id in in_force
        }
        self.gone = {p.avtryck for p in posts if p.handelse.id not in in_force}


def _resolve(post: Handelserad, keys: Sequence[Nyckel], posts: Mapping[Nyckel, Beslutspost]) -> Nyckel | Brist:
    """Return the decision an event belongs to, or why there is none."""
    own = [k for k in keys if post.kallsystem is None or k[0] == post.kallsystem]
    found = own or [k for k in keys if k[1] != post.beslutsnummer]
    if not found:
        text = f"Beslut {quote(post.beslutsnummer)} finns inte i registret eller i filerna."
        return BESLUT_OKANT.brist(text, f"{post.plats} kolumn beslutsnummer")
    if len(found) > 1:
        systems = ", ".join(mask(k[0]) or "(tomt)" for k in found)
        text = f"Beslut {quote(post.beslutsnummer)} finns i flera källsystem: {systems}."
        return BESLUT_FLERA.brist(text, f"{post.plats} kolumn beslutsnummer")
    if found[0] in posts and posts[found[0]].makulerad:
        return BESLUT_MAKULERAT.brist("Beslutet är makulerat i registret.", post.plats)
    return found[0]
