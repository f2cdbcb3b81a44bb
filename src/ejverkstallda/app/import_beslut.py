"""The decisions of an import: new, changed or unchanged against the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.importplan import (
    BESLUT_MAKULERAT,
    BESLUT_OENIGT,
    FAKTA_ORD,
    RAPPORTERAT_ANDRAT,
    Andring,
    Nyckel,
    Nytt,
    Plan,
    is_reported,
    refuse_row,
)
from ejverkstallda.domain import felkoder as dfk
from ejverkstallda.domain.beslut import Beslut, Lag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.insatser import find_insats, suggest_insats
from ejverkstallda.domain.lagrum import Lagrumslasning, read_lagrum
from ejverkstallda.readers.falt import quote
from ejverkstallda.readers.rader import Beslutsrad, Inlast
from ejverkstallda.store.beslutslager import Beslutspost, find_by_number, person_row

NAMND_NY: Final = Felkod(
    "namnd_ny",
    Allvar.VARNING,
    "Nämnden finns inte bland registrets inställningar; den får egna kvartal och papper.",
    "Rätta stavningen, eller lägg till den med ejv installning satt namnder.",
)


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
class Beslutsdel:
    """The decisions of a call."""

    connection: Connection
    plan: Plan
    merged: dict[Nyckel, dict[str, Any]] = field(default_factory=dict)
    namnder: tuple[str, ...] = ()
    persons: dict[Nyckel, tuple[str, str]] = field(default_factory=dict)
    platser: dict[Nyckel, str] = field(default_factory=dict)

    def run(self, inlasta: Iterable[Inlast]) -> None:
        """Place every row in the plan."""
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
                refuse_row(self.plan, inlast, rad, (fault,))
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
        told = [FAKTA_ORD[f] for f in change.fields if f in FAKTA_ORD]
        if told and is_reported(self.connection, stored.id):
            text = f"{', '.join(told)} har ändrats för ett fall som redan har rapporterats."
            self.plan.brister.append(RAPPORTERAT_ANDRAT.brist(text, f"{self.platser[key]}, {beslut.plats}"))
        return 0

    def _inform(self, beslut: Beslut, plats: str) -> None:
        self.plan.brister += decision_findings(beslut, plats)
        known = self.namnder
        if beslut.namnd and known and all(beslut.namnd.casefold() != n.casefold() for n in known):
            near = get_close_matches(beslut.namnd, known, n=1)
            hint = f" Menades {near[0]}?" if near else ""
            self.plan.brister.append(NAMND_NY.brist(f"Nämnden {quote(beslut.namnd)} är ny för registret.{hint}", plats))


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
