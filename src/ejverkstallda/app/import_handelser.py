"""The events of an import: each placed in its decision, a batch at a time; new, correcting or known already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from ejverkstallda.app.importlage import (
    BESLUT_MAKULERAT,
    BESLUT_OENIGT,
    RAPPORTERAT_ANDRAT,
    Faltandring,
    Importlage,
    Oenighet,
)
from ejverkstallda.domain.brister import Allvar, Felkod
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.readers.falt import mask, quote
from ejverkstallda.readers.rader import Handelserad
from ejverkstallda.report.forklaring_ord import masked
from ejverkstallda.report.fritext import text_findings
from ejverkstallda.store import masslager
from ejverkstallda.store.handelselager import events_of, fingerprint_of
from ejverkstallda.store.masslager import Adress
from ejverkstallda.store.oversattning import HANDELSE_FALT, handelse_values

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


class Handelsedel:
    """The events of a call: give it batches of rows, when its decisions are in place."""

    def __init__(self, lage: Importlage) -> None:
        self._lage = lage
        self._free = masslager.next_event(lage.connection)
        self._start = self._free
        self._bytta = masslager.has_earlier_numbers(lage.connection)
        lage.make_room(masslager.next_decision(lage.connection))

    def take(self, tabell: int, rows: Iterable[Handelserad]) -> None:
        """Place a batch of rows of one table, and save what comes of it."""
        lage = self._lage
        rows = list(rows)
        addresses = self._addresses([r.beslutsnummer for r in rows])
        placed: list[tuple[Handelserad, int]] = []
        for row in rows:
            found = _resolve(row, addresses.get(row.beslutsnummer, ()))
            if isinstance(found, Adress):
                placed.append((row, found.id))
            else:
                kod, text, kolumn = found
                brist = kod.brist(text, lage.tabeller[tabell].plats(row.rad, kolumn))
                lage.refuse(tabell, row.rad, (brist,), handelse=True)
        known = _Kanda(lage, placed)
        new: list[tuple[int, int, str, dict[str, Any], str]] = []
        for row, beslut_id in placed:
            event = self._place(tabell, row, beslut_id, known)
            if event is not None:
                new.append(event)
        self._save(new)

    def finish(self) -> None:
        """Nothing is left to tell when all rows are read."""

    def _addresses(self, numbers: Sequence[str]) -> Mapping[str, Sequence[Adress]]:
        """What each number can mean: what the register calls by it, else what had it before."""
        connection = self._lage.connection
        found = masslager.find_addresses(connection, "beslutsnummer", numbers)
        if self._bytta:
            missing = [n for n in numbers if n not in found]
            found |= masslager.find_addresses(connection, "tidigare_nummer", missing)
        return found

    def _place(
        self, tabell: int, row: Handelserad, beslut_id: int, known: "_Kanda"
    ) -> tuple[int, int, str, dict[str, Any], str] | None:
        """Return the event to add, or None when the row adds nothing."""
        lage = self._lage
        mark = fingerprint_of(row.falt)
        given = row.falt.get("handelse_id")
        current = None if given is None else known.by_id(beslut_id, str(given))
        if current is not None and row.importdag:  # an answer that came undated keeps the day it first got
            row = row._replace(falt={**row.falt, "datum": current.falt["datum"]})
            mark = fingerprint_of(row.falt)
        if given is not None and (beslut_id, given) in lage.oeniga:
            plats = lage.tabeller[tabell].plats(row.rad)
            text = f"Raden säger annat än en annan rad om händelse {quote(str(given))}."
            lage.refuse(tabell, row.rad, (BESLUT_OENIGT.brist(text, plats),), handelse=True)
            return None
        if current is None and (beslut_id, mark) in known.marks:
            lage.handelser.oforandrade += 1
            return None
        if current is not None and not self._corrects(tabell, row, beslut_id, mark, known):
            return None
        if not self._screen(tabell, row):
            return None
        if current is None:
            lage.handelser.nya += 1
        else:
            lage.handelser.andrade += 1
        number, self._free = self._free, self._free + 1
        known.marks.add((beslut_id, mark))
        if given is not None:
            known.correct(beslut_id, str(given), Gallande(number, mark, row.falt))
        lage.rorda[beslut_id] = 1
        falt = row.falt if current is None else {**row.falt, "ersatter": current.id}
        return number, beslut_id, mark, falt, row.av or lage.vem.namn

    def _corrects(self, tabell: int, row: Handelserad, beslut_id: int, mark: str, known: "_Kanda") -> bool:
        """Tell whether a row with a known handelse_id corrects the event that holds under it."""
        lage, given = self._lage, str(row.falt["handelse_id"])
        current = known.by_id(beslut_id, given)
        number, its_mark = (current.id, current.avtryck) if current else (0, "")
        plats = lage.tabeller[tabell].plats(row.rad)
        if mark == its_mark or mark in known.gone(beslut_id):
            lage.handelser.oforandrade += 1
            if mark != its_mark:
                text = f"Händelse {quote(given)} har rättats sedan dess; rättelsen behålls."
                lage.brister.add((RATTAD_SEDAN.brist(text, plats),))
            return False
        if number >= self._start:
            lage.nya_oeniga[beslut_id, given] = Oenighet("", "", "")
            return False
        if current is not None:
            self._tell(row, beslut_id, current, plats)
        return True

    def _tell(self, row: Handelserad, beslut_id: int, current: "Gallande", plats: str) -> None:
        """Tell what of an event a row changes; of a case that has been reported, as a finding too."""
        lage, old, new = self._lage, current.falt, row.falt
        changed = [f for f in HANDELSE_FALT if f not in _EGNA and old.get(f) != new.get(f)]
        for f in changed:
            values = (_shown(f, old.get(f)), _shown(f, new.get(f)))
            lage.tell_change(Faltandring(row.beslutsnummer, f, *values, handelse=current.id))
        quarter = masslager.reported_quarters(lage.connection, [beslut_id]).get(beslut_id)
        if quarter is not None:
            since = f", första gången i {quarter}" if quarter else ""
            words = ", ".join(changed)
            text = (
                f"Händelse {current.id} ({old['slag']} {old['datum']}): {words} har ändrats för ett fall som redan "
                f"har rapporterats{since}."
            )
            lage.brister.add((RAPPORTERAT_ANDRAT.brist(text, f"{plats}, beslut {row.beslutsnummer}"),))

    def _screen(self, tabell: int, row: Handelserad) -> bool:
        """Warn when an event's text points out a person; refuse the row where the call asks for that."""
        text = row.falt.get("text")
        plats = self._lage.tabeller[tabell].plats(row.rad, row.textkolumn)
        found = text_findings(str(text), plats, row.namn) if text else ()
        if found and self._lage.neka_personuppgifter:
            self._lage.refuse(tabell, row.rad, tuple(replace(b, allvar=Allvar.FEL) for b in found), handelse=True)
            return False
        self._lage.brister.add(found)
        return True

    def _save(self, new: Sequence[tuple[int, int, str, dict[str, Any], str]]) -> None:
        lage = self._lage
        masslager.add_events(lage.connection, new, lage.vem)
        log = [(beslut_id, f"handelse.{falt['slag']}", None, str(i)) for i, beslut_id, _, falt, _ in new]
        masslager.add_log(lage.connection, log, lage.vem)


_EGNA: Final = {"id", "ersatter", "handelse_id"}
"""Fields that tell which event it is."""


def _shown(falt: str, value: Any) -> str | None:
    """Return a plain value for the summary; a text without what points out a person."""
    if value is None:
        return None
    if falt == "svar":
        return "ja" if value else "nej"
    return masked(str(value)) if falt == "text" else str(value)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Gallande(NamedTuple):
    """The event that holds under an id given in a file: its number, fingerprint and plain values."""

    id: int
    avtryck: str
    falt: Mapping[str, Any]


class _Kanda:
    """The events that the decisions of a batch have: fingerprints of all, and what holds for each handelse_id."""

    def __init__(self, lage: Importlage, placed: Sequence[tuple[Handelserad, int]]) -> None:
        stored = masslager.known_events(lage.connection, (beslut_id for _, beslut_id in placed))
        self.marks = {(e.beslut_id, e.avtryck) for e in stored}
        self._by_id: dict[tuple[int, str], Gallande] = {}
        self._gone: dict[int, set[str]] = {}
        named = {e.beslut_id for e in stored if e.handelse_id is not None}
        asked = {beslut_id for row, beslut_id in placed if "handelse_id" in row.falt} & named
        for beslut_id, posts in events_of(lage.connection, asked).items():
            in_force = {h.id for h, _ in effective_events(p.handelse for p in posts)}
            self._gone[beslut_id] = {p.avtryck for p in posts if p.handelse.id not in in_force}
            for p in posts:
                if p.handelse.handelse_id and p.handelse.id in in_force:
                    plain = {k: _iso(v) for k, v in handelse_values(p.handelse).items()}
                    holding = Gallande(p.handelse.id, p.avtryck, plain)
                    self._by_id[beslut_id, p.handelse.handelse_id] = holding

    def by_id(self, beslut_id: int, handelse_id: str) -> Gallande | None:
        """Return the event that holds under an id given in a file."""
        return self._by_id.get((beslut_id, handelse_id))

    def gone(self, beslut_id: int) -> set[str]:
        """Return the fingerprints of a decision's events that have been corrected or struck."""
        return self._gone.get(beslut_id, set())

    def correct(self, beslut_id: int, handelse_id: str, event: Gallande) -> None:
        """Note the event that holds under an id from now on."""
        self._by_id[beslut_id, handelse_id] = event


def _resolve(row: Handelserad, addresses: Sequence[Adress]) -> Adress | tuple[Felkod, str, str | None]:
    """Return the decision an event belongs to, or why there is none and in which column."""
    if len(addresses) == 1 and row.kallsystem is None and not addresses[0].makulerad:
        return addresses[0]
    own = [a for a in addresses if row.kallsystem is None or a.kallsystem == row.kallsystem]
    found = own or [a for a in addresses if a.beslutsnummer != row.beslutsnummer]
    if not found:
        text = f"Beslut {quote(row.beslutsnummer)} finns varken i registret eller bland filernas rader som kan läsas."
        return BESLUT_OKANT, text, "beslutsnummer"
    if len(found) > 1:
        systems = ", ".join(mask(a.kallsystem) or "(tomt)" for a in found)
        return BESLUT_FLERA, f"Beslut {quote(row.beslutsnummer)} finns i flera källsystem: {systems}.", "beslutsnummer"
    if found[0].makulerad:
        return BESLUT_MAKULERAT, "Beslutet är makulerat i registret.", None
    return found[0]
