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
from ejverkstallda.domain.lagval import concerns_region
from ejverkstallda.readers.falt import quote
from ejverkstallda.readers.rader import Beslutsrad, Inlast
from ejverkstallda.store.beslutslager import Beslutspost, find_by_earlier_number, find_by_number, person_row
from ejverkstallda.store.installningslager import Installningar

NUMMER_BYTT: Final = Felkod(
    "nummer_bytt",
    Allvar.UPPLYSNING,
    "Beslutet har fått ett nytt nummer i registret; raden med det gamla ändrar inget.",
    "",
)
TIDIGARE_OKLART: Final = Felkod(
    "tidigare_nummer_oklart",
    Allvar.VARNING,
    "Det tidigare numret finns i flera källsystem; beslutet läggs upp som nytt.",
    "Makulera det ena om de är samma beslut.",
)
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
    settings: Installningar = field(default_factory=Installningar)
    persons: dict[Nyckel, tuple[str, str]] = field(default_factory=dict)
    platser: dict[Nyckel, str] = field(default_factory=dict)
    joined: dict[Nyckel, Beslutspost] = field(default_factory=dict)

    def run(self, inlasta: Iterable[Inlast]) -> None:
        """Place every row in the plan."""
        rows = [(inlast, rad, post) for inlast in inlasta for rad, post in inlast.beslut]
        earlier = [str(post.falt["tidigare_nummer"]) for _, _, post in rows if post.falt.get("tidigare_nummer")]
        numbers = [post.beslutsnummer for _, _, post in rows]
        by_number = find_by_number(self.connection, [*numbers, *earlier])
        stored = {(p.beslut.kallsystem, p.beslut.beslutsnummer): p for posts in by_number.values() for p in posts}
        renamed = find_by_earlier_number(self.connection, numbers)
        repeats = 0
        clashes = _clashes([post for _, _, post in rows])
        for (inlast, rad, post), clash in zip(rows, clashes, strict=True):
            key = (post.kallsystem, post.beslutsnummer)
            fault = _struck(post, stored.get(key)) or clash
            if fault is not None:
                refuse_row(self.plan, inlast, rad, (fault,))
                continue
            if key not in stored and _is_old_name(post, renamed.get(post.beslutsnummer, [])):
                repeats += 1
                self.plan.brister.append(NUMMER_BYTT.brist(NUMMER_BYTT.betydelse, post.plats))
                continue
            repeats += key in self.merged
            self._merge(key, post)
        unchanged = repeats + self._join(stored, by_number)
        for key in self.merged:
            unchanged += self._decide(key, stored.get(key) or self.joined.get(key))
        self.plan.beslut = replace(
            self.plan.beslut, nya=len(self.plan.new), andrade=len(self.plan.changed), oforandrade=unchanged
        )

    def _join(self, stored: Mapping[Nyckel, Beslutspost], by_number: Mapping[str, Sequence[Beslutspost]]) -> int:
        """Join decisions with new numbers to what they were called before; return how many rows that took in."""
        taken = 0
        for key, values in list(self.merged.items()):
            old = values.get("tidigare_nummer")
            if old is None or key in stored:
                continue
            here = [k for k in self.merged if k[1] == old and k != key]
            before = [p for p in by_number.get(old, []) if not p.makulerad]
            if len(before) == 1:
                self.joined[key] = before[0]
                here = [k for k in here if k == (before[0].beslut.kallsystem, old)]
            elif before or len(here) != 1:
                if before or here:
                    text = f"Tidigare nummer {quote(old)} finns i flera källsystem."
                    self.plan.brister.append(TIDIGARE_OKLART.brist(text, self.platser[key]))
                continue
            for k in here:
                self.merged[key] = {**self.merged.pop(k), **values}
                self.plan.alias[k] = key
                taken += 1
        return taken

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
        beslut = stored.beslut._replace(**values, kallsystem=key[0], beslutsnummer=key[1])
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
        self.plan.brister += decision_findings(beslut, plats, self.settings)
        known = self.settings.namnder
        if beslut.namnd and known and all(beslut.namnd.casefold() != n.casefold() for n in known):
            near = get_close_matches(beslut.namnd, known, n=1)
            hint = f" Menades {near[0]}?" if near else ""
            self.plan.brister.append(NAMND_NY.brist(f"Nämnden {quote(beslut.namnd)} är ny för registret.{hint}", plats))


def _is_old_name(post: Beslutsrad, renamed: Sequence[Beslutspost]) -> bool:
    """Tell whether a row is about a decision that the register knows by a later number: same day, same law."""
    given = post.falt.get("beslutsdatum"), post.falt.get("lag")
    return any((p.beslut.beslutsdatum, p.beslut.lag) == given for p in renamed)


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


def decision_findings(beslut: Beslut, plats: str, settings: Installningar) -> list[Brist]:
    """Return what there is to say of a decision's insats and lagrum (R5, R16), in a register with these settings."""
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
    if concerns_region(beslut) and not settings.rad_och_stod:
        found.append(dfk.RAD_OCH_STOD.brist(dfk.RAD_OCH_STOD.betydelse, plats))
    return found
