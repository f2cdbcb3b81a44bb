"""The decisions of an import: each row held against the register, a batch at a time; new, changed or unchanged."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from ejverkstallda.app.beslutsfynd import Fyndminne, is_code, name_insats
from ejverkstallda.app.importknippe import Knippe, Post
from ejverkstallda.app.importlage import (
    BESLUT_MAKULERAT,
    BESLUT_OENIGT,
    FAKTA_ORD,
    RADBITAR,
    RAPPORTERAT_ANDRAT,
    Faltandring,
    Importlage,
    Nyckel,
    Oenighet,
    pack,
)
from ejverkstallda.domain.beslut import Kon, Lag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.identitet import check_kon
from ejverkstallda.readers.falt import quote
from ejverkstallda.readers.rader import Beslutsrad
from ejverkstallda.store import masslager
from ejverkstallda.store.beslutslager import drop_person_if_unused
from ejverkstallda.store.masslager import TOMT_BESLUT
from ejverkstallda.store.oversattning import BESLUT_FALT

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
TIDIGARE_UPPTAGET: Final = Felkod(
    "tidigare_nummer_upptaget",
    Allvar.FEL,
    "Två beslut säger sig ha haft samma nummer.",
    "Behåll tidigare_nummer på det som är rätt; ett beslut som ersätter ett annat anges med ersatter.",
)
TIDIGARE_KVAR: Final = Felkod(
    "tidigare_nummer_kvar",
    Allvar.VARNING,
    "Det tidigare numret finns kvar i registret som ett eget beslut; de två har inte fogats ihop.",
    "Är de samma beslut: makulera det ena.",
)
TIDIGARE_SAKNAS: Final = Felkod(
    "tidigare_nummer_saknas",
    Allvar.UPPLYSNING,
    "Det tidigare numret finns inte i registret; beslutet har lagts upp som nytt, utan det gamlas historik.",
    "Kontrollera numret om beslutet har rapporterats förut.",
)
NAMND_NY: Final = Felkod(
    "namnd_ny",
    Allvar.VARNING,
    "Nämnden finns inte bland registrets inställningar; den får egna kvartal och papper.",
    "Rätta stavningen, eller lägg till den med ejv installning satt namnder.",
)
_PERSON: Final = "personnummer"
_BITAR: Final = {name: 1 << i for i, name in enumerate((*BESLUT_FALT, _PERSON))}
_NAMNGIVEN: Final = _BITAR["beslutsnummer"]
"""Set for every decision that the call has said anything about."""

_KON: Final[dict[str | None, Kon | None]] = {None: None, **{kon.value: kon for kon in Kon}}
_insats = lru_cache(maxsize=4096)(name_insats)
_is_code = lru_cache(maxsize=4096)(is_code)


class Beslutsdel:
    """The decisions of a call: give it batches of rows."""

    def __init__(self, lage: Importlage) -> None:
        self._lage = lage
        self._free = masslager.next_decision(lage.connection)
        self._start = self._free
        self._fynd = Fyndminne(lage.settings)
        self._bytta = masslager.has_earlier_numbers(lage.connection)
        self._nya_namnder: set[str] = set()
        self._omdopta: set[int] = set()
        self._utan_tidigare: list[tuple[Nyckel, str]] = []
        self._kompletterade: set[Nyckel] = set()
        lage.make_room(self._free)

    def take(self, tabell: int, rows: Iterable[Beslutsrad]) -> None:
        """Place a batch of rows of one table, and save what comes of it."""
        rows = list(rows)
        earlier = [str(r.falt["tidigare_nummer"]) for r in rows if "tidigare_nummer" in r.falt]
        self._bytta = self._bytta or bool(earlier)
        knippe = Knippe(self._lage, rows, earlier, bytta=self._bytta)
        for row in rows:
            self._place(tabell, row, knippe)
        self._save(knippe)

    def _place(self, tabell: int, row: Beslutsrad, knippe: Knippe) -> None:
        lage = self._lage
        key = (row.kallsystem, row.beslutsnummer)
        plats = lage.tabeller[tabell].plats(row.rad)
        post = knippe.poster.get(key)
        if key in lage.oeniga:
            text = lage.oeniga[key].text(plats)
            self._refuse(tabell, row, BESLUT_OENIGT.brist(text, plats))
            return
        if post is not None and post.makulerad:
            self._refuse(tabell, row, BESLUT_MAKULERAT.brist("Beslutet är makulerat i registret.", plats))
            return
        if post is None:
            post = knippe.renamed(key, row)
            if post is not None:
                self._old_name(post, row, plats, knippe)
                return
            post = self._joined(key, row, knippe, plats)
            if post is None and self._is_taken(tabell, key, row, knippe, plats):
                return
        if post is None:
            self._new(tabell, key, row, knippe, plats)
            return
        self._known(tabell, post, row, plats, knippe)

    def _new(self, tabell: int, key: Nyckel, row: Beslutsrad, knippe: Knippe, plats: str) -> None:
        lage = self._lage
        falt = {**TOMT_BESLUT, **row.falt, "kallsystem": key[0], "beslutsnummer": key[1]}
        falt["insats"], falt["insats_kod"] = _insats(falt["insats"], Lag(falt["lag"]))
        post = Post(self._free, falt, None, plats)
        post.person = row.person
        self._free += 1
        lage.make_room(post.id)
        self._say(post, row, pack(tabell, row.rad))
        knippe.add(post)
        lage.beslut.nya += 1

    def _say(self, post: Post, row: Beslutsrad, where: int) -> None:
        bits = _NAMNGIVEN
        for name in row.falt:
            bits |= _BITAR[name]
        if row.person is not None:
            bits |= _BITAR[_PERSON]
        if (scope := self._lage.omfang.get(where >> RADBITAR)) is not None:
            scope.add((post.falt["kallsystem"], post.falt["lag"], (post.falt["namnd"] or "").casefold()))
        if not self._lage.sagt[post.id]:
            self._lage.var[post.id] = where
        self._lage.sagt[post.id] |= bits

    def _known(self, tabell: int, post: Post, row: Beslutsrad, plats: str, knippe: Knippe) -> None:
        """A row about a decision that the register, or an earlier row, has: it changes, completes or repeats."""
        lage = self._lage
        wanted: dict[str, Any] = dict(row.falt)
        if "insats" in wanted:
            law = Lag(wanted.get("lag", post.falt["lag"]))
            wanted["insats"], wanted["insats_kod"] = _insats(wanted["insats"], law)
            if _is_code(str(row.falt["insats"]), law) and wanted["insats_kod"] == post.falt["insats_kod"]:
                wanted["insats"] = post.falt["insats"]  # a code says nothing of how the label is written
        said = lage.sagt[post.id]
        differing = {n: v for n, v in wanted.items() if post.falt[n] != v}
        clash = [n for n in differing if n in _BITAR and said & _BITAR[n]]
        if said & _BITAR[_PERSON] and knippe.is_other_person(post, row.person):
            clash.append(_PERSON)
        if clash:
            about = Oenighet(lage.place(lage.var[post.id]), plats, ", ".join(clash))
            lage.nya_oeniga.setdefault(post.nyckel, about)
            return
        old = differing.get("tidigare_nummer")
        if old is not None and any(not p.makulerad and p is not post for p in knippe.by_number(str(old))):
            text = f"Beslut {quote(str(old))} finns kvar som ett eget beslut."
            lage.brister.add((TIDIGARE_KVAR.brist(text, plats),))
        first = not said
        self._say(post, row, pack(tabell, row.rad))
        other_person = knippe.is_other_person(post, row.person)
        if other_person:
            post.person = row.person
        if not differing and not other_person:
            lage.beslut.oforandrade += 1
            return
        post.falt.update(differing)
        post.plats = plats
        knippe.changed[post.id] = post
        if first:
            lage.beslut.andrade += 1
        else:
            lage.beslut.oforandrade += 1

    def _old_name(self, post: Post, row: Beslutsrad, plats: str, knippe: Knippe) -> None:
        """A row under the number a decision had before.

        It changes nothing, but where this very call gave the new number it completes what that left unsaid.
        """
        self._lage.beslut.oforandrade += 1
        if post.id < self._start and post.id not in self._omdopta:
            self._lage.brister.add((NUMMER_BYTT.brist(NUMMER_BYTT.betydelse, plats),))
            return
        self._kompletterade.add(post.nyckel)
        said = self._lage.sagt[post.id]
        unsaid = {n: v for n, v in row.falt.items() if not said & _BITAR[n] and post.falt[n] != v}
        if row.person is not None and not said & _BITAR[_PERSON] and knippe.is_other_person(post, row.person):
            post.person = row.person
        post.falt.update(unsaid)
        knippe.changed[post.id] = post

    def _joined(self, key: Nyckel, row: Beslutsrad, knippe: Knippe, plats: str) -> Post | None:
        """The decision that had this row's tidigare_nummer, renamed; None when there is none, or no telling which."""
        old = row.falt.get("tidigare_nummer")
        if old is None:
            return None
        before = [p for p in knippe.by_number(str(old)) if not p.makulerad and p.nyckel != key]
        if len(before) > 1:
            text = f"Tidigare nummer {quote(str(old))} finns i flera källsystem."
            self._lage.brister.add((TIDIGARE_OKLART.brist(text, plats),))
        if len(before) != 1:
            return None
        post = before[0]
        knippe.rename(post, key)
        self._omdopta.add(post.id)
        if self._lage.sagt[post.id]:
            self._lage.sagt[post.id] = _NAMNGIVEN  # what the newer number says holds
        return post

    def _is_taken(self, tabell: int, key: Nyckel, row: Beslutsrad, knippe: Knippe, plats: str) -> bool:
        """Refuse a row whose tidigare_nummer another decision has taken over already."""
        old = str(row.falt.get("tidigare_nummer", ""))
        other = next((p for p in knippe.earlier(old) if p.nyckel != key and not p.makulerad), None) if old else None
        if other is None:
            if old and not knippe.by_number(old):
                self._utan_tidigare.append((key, plats))
            return False
        if self._lage.sagt[other.id]:
            self._lage.nya_oeniga[key] = Oenighet(plats, self._lage.place(self._lage.var[other.id]), "tidigare_nummer")
            first = Oenighet(self._lage.place(self._lage.var[other.id]), plats, "tidigare_nummer")
            self._lage.nya_oeniga.setdefault(other.nyckel, first)
            return True
        text = f"Numret {quote(old)} har redan blivit {quote(other.nyckel[1])}."
        self._refuse(tabell, row, TIDIGARE_UPPTAGET.brist(text, plats))
        return True

    def _refuse(self, tabell: int, row: Beslutsrad, fault: Brist) -> None:
        self._lage.refuse(tabell, row.rad, (fault,), handelse=False, nummer=row.beslutsnummer)

    def finish(self) -> None:
        """Tell of earlier numbers that no decision had, when all rows are read."""
        for key, plats in self._utan_tidigare:
            if key not in self._kompletterade:
                self._lage.brister.add((TIDIGARE_SAKNAS.brist(TIDIGARE_SAKNAS.betydelse, plats),))

    def _save(self, knippe: Knippe) -> None:
        lage = self._lage
        persons = masslager.add_persons(lage.connection, knippe.persons())
        new = list(knippe.new.values())
        changed = [p for p in knippe.changed.values() if p.id not in knippe.new]
        left = {p.person_id for p in changed if p.person is not None and p.person_id is not None}
        for post in (*new, *changed):
            if post.person is not None:
                post.person_id = persons[post.person[0]]
        masslager.add_decisions(lage.connection, [(p.id, p.person_id, p.falt) for p in new])
        masslager.change_decisions(lage.connection, [(p.id, p.person_id, p.falt) for p in changed])
        for person_id in left:
            drop_person_if_unused(lage.connection, person_id)
        log: list[tuple[int, str, str | None, str | None]] = [
            (p.id, "beslut", None, p.falt["beslutsnummer"]) for p in new
        ]
        reported = masslager.reported_quarters(lage.connection, [p.id for p in changed])
        for post in changed:
            log += self._changes(post, reported.get(post.id))
        masslager.add_log(lage.connection, log, lage.vem)
        for post in (*new, *changed):
            lage.rorda[post.id] = 1
            lage.brister.add(self._fynd.findings(post.falt, post.plats))
            self._check_namnd(post)
            if post.person is not None and (brist := check_kon(_KON[post.falt["kon"]], post.person[0], post.plats)):
                lage.brister.add((brist,))

    def _changes(self, post: Post, reported: str | None) -> list[tuple[int, str, str | None, str | None]]:
        """The log's rows of a changed decision, one per field; a fact that a report has told is pointed out."""
        fore = post.fore or {}
        fields = [f for f in BESLUT_FALT if post.falt[f] != fore[f]]
        rows: list[tuple[int, str, str | None, str | None]] = []
        for f in fields:
            old, new = logged(f, fore[f]), logged(f, post.falt[f])
            rows.append((post.id, f"beslut.{f}", old, new))
            self._lage.tell_change(Faltandring(post.falt["beslutsnummer"], f, old, new))
        if post.person is not None:
            rows.append((post.id, "beslut.personnummer", None, "ändrat"))
            self._lage.tell_change(Faltandring(post.falt["beslutsnummer"], _PERSON, None, None))
        told = [FAKTA_ORD[f] for f in fields if f in FAKTA_ORD]
        if told and reported is not None:
            since = f", första gången i {reported}" if reported else ""
            text = f"{', '.join(told)} har ändrats för ett fall som redan har rapporterats{since}."
            plats = f"{post.plats}, beslut {post.falt['beslutsnummer']}"
            self._lage.brister.add((RAPPORTERAT_ANDRAT.brist(text, plats),))
        return rows

    def _check_namnd(self, post: Post) -> None:
        """Point out a nämnd that the settings do not have, once in a call."""
        namnd, known = post.falt["namnd"], self._lage.settings.namnder
        if not namnd or not known or namnd in self._nya_namnder:
            return
        if any(namnd.casefold() == n.casefold() for n in known):
            return
        self._nya_namnder.add(namnd)
        near = get_close_matches(namnd, known, n=1)
        hint = f" Menades {near[0]}?" if near else ""
        text = f"Nämnden {quote(namnd)} är ny för registret.{hint}"
        self._lage.brister.add((NAMND_NY.brist(text, post.plats),))


def logged(falt: str, value: Any) -> str | None:
    """Return a plain value as the log writes it."""
    if value is None:
        return None
    if falt == "skyddad":
        return "ja" if value else "nej"
    return str(value)
