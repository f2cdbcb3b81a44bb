"""What an import will do: the difference between the files' rows and the register, and every refused row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.domain import felkoder as dfk
from ejverkstallda.domain.beslut import Beslut, Handelse, Lag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.insatser import find_insats, suggest_insats
from ejverkstallda.domain.lagrum import Lagrumslasning, read_lagrum
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.readers.falt import mask, quote
from ejverkstallda.readers.rader import Beslutsrad, Handelserad, Inlast
from ejverkstallda.readers.tabell import Tabellrad
from ejverkstallda.store.beslutslager import Beslutspost, find_by_number, person_row
from ejverkstallda.store.handelselager import Handelsepost, events_of, fingerprint
from ejverkstallda.store.logg import Loggrad
from ejverkstallda.store.oversattning import BESLUT_FALT, iso
from ejverkstallda.store.vantanlager import stored_vantan

Nyckel = tuple[str, str]

BESLUT_OKANT: Final = Felkod(
    "beslut_okant",
    Allvar.FEL,
    "Händelsen gäller ett beslut som inte finns.",
    "Läs in beslutet först, eller rätta numret.",
)
BESLUT_FLERA: Final = Felkod("beslut_flera", Allvar.FEL, "Flera beslut har numret.", "Ange kallsystem på raden.")
BESLUT_OENIGT: Final = Felkod(
    "beslut_oenigt", Allvar.FEL, "Två rader säger olika om samma beslut.", "Behåll den rad som är rätt."
)
BESLUT_MAKULERAT: Final = Felkod(
    "beslut_makulerat",
    Allvar.FEL,
    "Beslutet är makulerat.",
    "Ta bort raden, eller registrera beslutet under ett nytt nummer.",
)
RAPPORTERAT_ANDRAT: Final = Felkod(
    "rapporterat_andrat",
    Allvar.VARNING,
    "En uppgift om ett fall som redan har rapporterats har ändrats.",
    "Kontrollera att ändringen är rätt och om IVO behöver veta.",
)


@dataclass(frozen=True, slots=True)
class Antal:
    """Rows by what became of them."""

    nya: int = 0
    andrade: int = 0
    oforandrade: int = 0
    nekade: int = 0

    def to_json(self) -> dict[str, int]:
        """Return plain JSON values."""
        return {"nya": self.nya, "andrade": self.andrade, "oforandrade": self.oforandrade, "nekade": self.nekade}


@dataclass(frozen=True, slots=True)
class Nytt:
    """A decision that the register lacks."""

    beslut: Beslut
    person: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Andring:
    """A decision that the files change: as stored, as it will be, and its identity number where one is given."""

    post: Beslutspost
    beslut: Beslut
    person: tuple[str, str] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that change."""
        return tuple(f for f in BESLUT_FALT if getattr(self.beslut, f) != getattr(self.post.beslut, f))

    def log_rows(self) -> list[Loggrad]:
        """Return the log's rows: one per field, old and new."""
        old, new = self.post.beslut, self.beslut
        return [Loggrad(self.post.id, f"beslut.{f}", iso(getattr(old, f)), iso(getattr(new, f))) for f in self.fields]


@dataclass(slots=True)
class Plan:
    """What will be added and changed, what is refused, and the counts per kind of file."""

    beslut: Antal
    handelser: Antal
    new: list[Nytt] = field(default_factory=list)
    changed: list[Andring] = field(default_factory=list)
    known_ids: dict[Nyckel, int] = field(default_factory=dict)
    events: list[tuple[Nyckel, Handelse]] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[Inlast, Tabellrad, tuple[Brist, ...]]] = field(default_factory=list)
    file_faults: bool = False
    brister: list[Brist] = field(default_factory=list)
    okanda_kolumner: tuple[str, ...] = ()

    def refused_of(self, inlast: Inlast) -> list[tuple[Tabellrad, tuple[Brist, ...]]]:
        """Return a file's refused rows with their faults, in the file's order."""
        own = [(rad, brister) for source, rad, brister in self.refused if source is inlast]
        return sorted(own, key=lambda r: r[0].rad)


def build_plan(connection: Connection, inlasta: Sequence[Inlast]) -> Plan:
    """Compare files with the register; decisions before events, whatever the order of files. Saves nothing."""
    plan = Plan(Antal(), Antal())
    for inlast in inlasta:
        plan.brister += inlast.brister
        plan.file_faults |= any(b.allvar is Allvar.FEL for b in inlast.brister)
        plan.okanda_kolumner += inlast.okanda_kolumner
        for nekad in inlast.nekade:
            _refuse(plan, inlast, nekad.rad, nekad.brister)
    _Beslutsdel(connection, plan).run(inlasta)
    _Handelsedel(connection, plan).run(inlasta)
    if plan.file_faults and not plan.refused:
        plan.refused = [(i, Tabellrad(1, ()), i.brister) for i in inlasta if i.brister][:1]
    return plan


def _refuse(plan: Plan, inlast: Inlast, rad: Tabellrad, brister: tuple[Brist, ...]) -> None:
    plan.refused.append((inlast, rad, brister))
    plan.brister += brister
    if inlast.ar_handelser:
        plan.handelser = replace(plan.handelser, nekade=plan.handelser.nekade + 1)
    else:
        plan.beslut = replace(plan.beslut, nekade=plan.beslut.nekade + 1)


def _complete(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a decision's fields with the insats looked up in the catalogue."""
    done = dict(values)
    if "insats" in done and "lag" in done:
        done["insats"], done["insats_kod"] = name_insats(done["insats"], done["lag"])
    return done


def name_insats(text: str, lag: Lag) -> tuple[str, str | None]:
    """Return an insats as its label and its code: a code becomes the catalogue's label, a label stays as written."""
    known = find_insats(text, lag)
    if known is None:
        return text, None
    is_code = text.casefold() == known.kod != known.etikett
    return known.etikett if is_code else text, known.kod


@dataclass(slots=True)
class _Beslutsdel:
    """The decisions of a call."""

    connection: Connection
    plan: Plan
    merged: dict[Nyckel, dict[str, Any]] = field(default_factory=dict)
    persons: dict[Nyckel, tuple[str, str]] = field(default_factory=dict)
    platser: dict[Nyckel, str] = field(default_factory=dict)

    def run(self, inlasta: Iterable[Inlast]) -> None:
        rows = [(inlast, rad, post) for inlast in inlasta for rad, post in inlast.beslut]
        stored = {
            (p.beslut.kallsystem, p.beslut.beslutsnummer): p
            for posts in find_by_number(self.connection, (post.beslutsnummer for _, _, post in rows)).values()
            for p in posts
        }
        repeats = 0
        clashes = _clashes([post for _, _, post in rows])
        for (inlast, rad, post), clash in zip(rows, clashes, strict=True):
            key = (post.kallsystem, post.beslutsnummer)
            fault = _struck(post, stored.get(key)) or clash
            if fault is not None:
                _refuse(self.plan, inlast, rad, (fault,))
                continue
            repeats += key in self.merged
            self._merge(key, post)
        unchanged = repeats
        for key in self.merged:
            unchanged += self._decide(key, stored.get(key))
        self.plan.beslut = replace(
            self.plan.beslut, nya=len(self.plan.new), andrade=len(self.plan.changed), oforandrade=unchanged
        )

    def _merge(self, key: Nyckel, post: Beslutsrad) -> None:
        self.merged.setdefault(key, {}).update(post.falt)
        self.platser.setdefault(key, post.plats)
        if post.person:
            self.persons[key] = post.person

    def _decide(self, key: Nyckel, stored: Beslutspost | None) -> int:
        """Sort a decision as new, changed or unchanged; return 1 for unchanged."""
        person = self.persons.get(key)
        if person:
            self.plan.persons[person[0]] = person[1]
        values = _complete(self.merged[key])
        if stored is None:
            beslut = Beslut(beslutsnummer=key[1], kallsystem=key[0], **values)
            self.plan.new.append(Nytt(beslut, person))
            self._inform(beslut, self.platser[key])
            return 0
        beslut = stored.beslut._replace(**values)
        self.plan.known_ids[key] = stored.id
        change = Andring(stored, beslut, person if _is_new_person(self.connection, stored, person) else None)
        if not change.fields and change.person is None:
            return 1
        self.plan.changed.append(change)
        self._inform(beslut, self.platser[key])
        if change.fields and _reported(self.connection, stored.id):
            text = f"{', '.join(change.fields)} har ändrats för ett fall som redan har rapporterats."
            self.plan.brister.append(RAPPORTERAT_ANDRAT.brist(text, f"{self.platser[key]}, {beslut.plats}"))
        return 0

    def _inform(self, beslut: Beslut, plats: str) -> None:
        self.plan.brister += decision_findings(beslut, plats)


def _struck(post: Beslutsrad, stored: Beslutspost | None) -> Brist | None:
    if stored is None or not stored.makulerad:
        return None
    return BESLUT_MAKULERAT.brist("Beslutet är makulerat i registret.", post.plats)


def _said(post: Beslutsrad) -> dict[str, Any]:
    return {**post.falt, **({"personnummer": post.person} if post.person else {})}


def _clashes(rows: Sequence[Beslutsrad]) -> list[Brist | None]:
    """Return for each row its fault when another row contradicts it: which of them is right nobody can tell."""
    first: dict[tuple[str, str, str], dict[Any, Beslutsrad]] = {}
    for post in rows:
        for name, value in _said(post).items():
            first.setdefault((post.kallsystem, post.beslutsnummer, name), {}).setdefault(value, post)
    return [_clash(post, first) for post in rows]


def _clash(post: Beslutsrad, first: Mapping[tuple[str, str, str], Mapping[Any, Beslutsrad]]) -> Brist | None:
    said = _said(post)
    for name, value in said.items():
        variants = first[post.kallsystem, post.beslutsnummer, name]
        other = next((p for v, p in variants.items() if v != value), None)
        if other is not None:
            theirs = _said(other)
            differing = ", ".join(n for n, v in said.items() if n in theirs and theirs[n] != v)
            return BESLUT_OENIGT.brist(f"Raden säger annat än {other.plats} om {differing}.", post.plats)
    return None


def _is_new_person(connection: Connection, stored: Beslutspost, person: tuple[str, str] | None) -> bool:
    return person is not None and (stored.person_id is None or person_row(connection, person[0]) != stored.person_id)


def _reported(connection: Connection, beslut_id: int) -> bool:
    return any(row["rapporterad"] for row in stored_vantan(connection, [beslut_id]).values())


def decision_findings(beslut: Beslut, plats: str) -> list[Brist]:
    """Return what there is to say of a decision's insats and lagrum (R5, R16)."""
    found = []
    if beslut.insats_kod is None:
        near = suggest_insats(beslut.insats, beslut.lag)
        hint = f" Närmast: {near.etikett}." if near else ""
        found.append(
            dfk.INSATS_OKAND.brist(f"Insatsen {quote(beslut.insats)} är okänd och behålls som den är.{hint}", plats)
        )
    codes = {
        Lagrumslasning.OLASLIGT: dfk.LAGRUM_OLASLIGT,
        Lagrumslasning.ANDRA_AKTEN: dfk.LAGRUM_ANDRA_AKTEN,
        Lagrumslasning.ANNAN_LAG: dfk.LAGRUM_ANNAN_LAG,
    }
    if (code := codes.get(read_lagrum(beslut))) is not None:
        found.append(code.brist(f"Lagrum {quote(beslut.lagrum or '')}: {code.betydelse}", plats))
    return found


@dataclass(slots=True)
class _Handelsedel:
    """The events of a call."""

    connection: Connection
    plan: Plan

    def run(self, inlasta: Iterable[Inlast]) -> None:
        rows = [(inlast, rad, post) for inlast in inlasta for rad, post in inlast.handelser]
        stored = find_by_number(self.connection, (post.beslutsnummer for _, _, post in rows))
        keys: dict[str, list[Nyckel]] = {
            number: [(p.beslut.kallsystem, number) for p in posts] for number, posts in stored.items()
        }
        for new in self.plan.new:
            keys.setdefault(new.beslut.beslutsnummer, []).append((new.beslut.kallsystem, new.beslut.beslutsnummer))
        posts = {(p.beslut.kallsystem, n): p for n, found in stored.items() for p in found}
        self.plan.known_ids |= {key: p.id for key, p in posts.items()}
        events = events_of(self.connection, [p.id for p in posts.values()])
        seen = {key: _Known(events.get(p.id, [])) for key, p in posts.items()}
        counts = {"nya": 0, "andrade": 0, "oforandrade": 0}
        placed = [(i, rad, post, _resolve(post, keys.get(post.beslutsnummer, []), posts)) for i, rad, post in rows]
        clashes = _event_clashes([(key, post.handelse) for _, _, post, key in placed if not isinstance(key, Brist)])
        for inlast, rad, post, key in placed:
            if isinstance(key, Brist):
                _refuse(self.plan, inlast, rad, (key,))
            elif (key, post.handelse.handelse_id) in clashes:
                text = f"Raden säger annat än en annan rad om händelse {quote(post.handelse.handelse_id or '')}."
                _refuse(self.plan, inlast, rad, (BESLUT_OENIGT.brist(text, post.plats),))
            else:
                counts[self._place(key, post, seen.setdefault(key, _Known([])))] += 1
        self.plan.handelser = replace(self.plan.handelser, **counts)

    def _place(self, key: Nyckel, post: Handelserad, known: "_Known") -> str:
        event = post.handelse
        mark = fingerprint(event)
        current = known.by_handelse_id.get(event.handelse_id) if event.handelse_id else None
        if current is not None:
            if current[1] == mark or mark in known.struck:
                return "oforandrade"
            known.by_handelse_id[str(event.handelse_id)] = (None, mark)
            self.plan.events.append((key, replace(event, ersatter=current[0])))
            if _reported(self.connection, self.plan.known_ids[key]):
                text = f"Händelse {current[0]} har ändrats för ett fall som redan har rapporterats."
                self.plan.brister.append(RAPPORTERAT_ANDRAT.brist(text, post.plats))
            return "andrade"
        if mark in known.marks:
            return "oforandrade"
        known.marks.add(mark)
        if event.handelse_id:
            known.by_handelse_id[event.handelse_id] = (None, mark)
        self.plan.events.append((key, event))
        return "nya"


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
        replaced = {p.handelse.ersatter for p in posts}
        self.struck = {p.avtryck for p in posts if p.handelse.id in replaced and p.handelse.id not in in_force}


def _resolve(post: Handelserad, keys: Sequence[Nyckel], posts: Mapping[Nyckel, Beslutspost]) -> Nyckel | Brist:
    """Return the decision an event belongs to, or why there is none."""
    found = [k for k in keys if post.kallsystem is None or k[0] == post.kallsystem]
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
