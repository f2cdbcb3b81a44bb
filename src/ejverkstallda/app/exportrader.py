"""The rows of an export, read a part at a time: decisions, and events with what closed quarters have reported."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app import exportkoder as fk
from ejverkstallda.app.exporthistorik import extract_events
from ejverkstallda.app.importkolumner import BESLUT, HANDELSER
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag
from ejverkstallda.domain.brister import Brist, Felkod
from ejverkstallda.domain.vantan import chains
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.store.beslutslager import Beslutspost
from ejverkstallda.store.exportlager import (
    count_decisions,
    count_exported,
    exported_posts,
    person_numbers,
    with_anothers_number,
    without_own_name,
)
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import frozen_facts

PERSON: Final = "personnummer"
_FALT: Final = {"handelse": "slag", "slag": "ivo_slag"}
"""Columns of the events file that the record calls something else."""
_PERSON_PLATS: Final = [k.namn for k in BESLUT].index(PERSON)
_SYSTEM_PLATS: Final = [k.namn for k in HANDELSER].index("kallsystem")
_BESLUTSVARDEN: Final = attrgetter(*(k.namn for k in BESLUT if k.namn != PERSON))
_HANDELSEFALT: Final = [_FALT.get(k.namn, k.namn) for k in HANDELSER]
_FORE_SYSTEM: Final = attrgetter(*_HANDELSEFALT[1:_SYSTEM_PLATS])
_EFTER_SYSTEM: Final = attrgetter(*_HANDELSEFALT[_SYSTEM_PLATS + 1 :])
"""An event's values in the order of the columns, around those that are its decision's: number and kallsystem."""
Framsteg = Callable[[int, int], None]
"""Told as the work goes on: decisions done, of how many."""


@dataclass(slots=True)
class Antal:
    """Rows written, and what was left out: struck decisions, struck events, events that were corrected."""

    beslut: int = 0
    handelser: int = 0
    historik: int = 0
    makulerade_beslut: int = 0
    makulerade_handelser: int = 0
    rattade_handelser: int = 0


@dataclass(slots=True)
class Exportrader:
    """One export: the register read from its first decision to its last, once per file.

    `antal` and `brister` are filled as the rows are read; what a second file of the same kind reads adds nothing.
    """

    connection: Connection
    personuppgifter: bool
    filer: int
    framsteg: Framsteg
    antal: Antal = field(default_factory=Antal)
    brister: list[Brist] = field(default_factory=list)
    _klara: int = 0
    _totalt: int = 0
    _lasta: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        decisions = count_exported(self.connection)
        self._totalt = decisions * self.filer
        self.antal.makulerade_beslut = count_decisions(self.connection) - decisions

    def _posts(self) -> Iterator[list[Beslutspost]]:
        for posts in exported_posts(self.connection):
            yield posts
            self._klara += len(posts)
            self.framsteg(self._klara, self._totalt)

    def _first_time(self, kind: str) -> bool:
        """Tell whether rows of a kind are read for the first time; what there is to say is said once."""
        first = kind not in self._lasta
        self._lasta.add(kind)
        return first

    def decision_rows(self) -> Iterator[Sequence[Any]]:
        """Yield the values of each decision, in the order of `BESLUT`; without identity numbers, their column too."""
        first = self._first_time("beslut")
        taken = with_anothers_number(self.connection)
        if first:
            self._note(fk.TIDIGARE_UTELAMNAT, taken.values())
        for posts in self._posts():
            persons: dict[int, str] = {}
            if self.personuppgifter:
                persons = person_numbers(self.connection, (p.person_id for p in posts if p.person_id is not None))
            for post in posts:
                beslut = post.beslut._replace(tidigare_nummer=None) if post.id in taken else post.beslut
                if first:
                    self.antal.beslut += 1
                    if post.makulerad:
                        self._note(fk.MAKULERAT_MED, [beslut.beslutsnummer])
                values = list(_BESLUTSVARDEN(beslut))
                if self.personuppgifter:
                    values.insert(_PERSON_PLATS, persons.get(post.person_id or 0))
                yield values

    def event_rows(self) -> Iterator[Sequence[Any]]:
        """Yield the values of each event, in the order of `HANDELSER`."""
        first = self._first_time("handelser")
        forsta = read_settings(self.connection).forsta_kvartal
        nameless = frozenset(without_own_name(self.connection))
        for posts in self._posts():
            events = events_of(self.connection, (p.id for p in posts))
            frozen = frozen_facts(self.connection, (p.id for p in posts))
            for post in posts:
                beslut, known = post.beslut, [e.handelse for e in events.get(post.id, [])]
                found = extract_events(beslut, known, frozen.get(post.id, []), forsta, makulerat=post.makulerad)
                if first:
                    self.antal.historik += found.historik
                    self._count(known, found.handelser)
                    self._judge(beslut, found.handelser, trogen=found.trogen, flyttad=found.flyttad)
                    if found.handelser and not beslut.kallsystem and beslut.beslutsnummer in nameless:
                        self._note(fk.UTAN_KALLSYSTEM, [beslut.beslutsnummer])
                number, system = beslut.beslutsnummer, beslut.kallsystem
                for event in found.handelser:
                    yield [number, *_FORE_SYSTEM(event), system, *_EFTER_SYSTEM(event)]

    def _count(self, known: list[Handelse], written: tuple[Handelse, ...]) -> None:
        self.antal.handelser += len(written)
        if all(e.ersatter is None for e in known):
            return
        for chain in chains(known).values():
            struck = chain[-1].slag is Handelseslag.MAKULERAD
            self.antal.makulerade_handelser += struck
            self.antal.rattade_handelser += len(chain) - 1 - struck

    def _judge(self, beslut: Beslut, written: tuple[Handelse, ...], *, trogen: bool, flyttad: bool) -> None:
        number = [beslut.beslutsnummer]
        if flyttad:
            self._note(fk.FLYTTAT_MED, number)
        if not trogen:
            self._note(fk.RAPPORTERAT_OSAGT, number)
        if not self.personuppgifter and any(e.text and contains_identity(e.text) for e in written):
            self._note(fk.IDENTITET_MED, number)

    def _note(self, kod: Felkod, numbers: Iterable[str]) -> None:
        self.brister += [kod.brist(kod.betydelse, f"beslut {n}") for n in numbers]
