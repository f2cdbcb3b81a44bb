"""The whole register out again, as files that an empty register can read in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection

from ejverkstallda.app import exportkoder as fk
from ejverkstallda.app.bevaka import ends_not_sent
from ejverkstallda.app.exporthistorik import extract_events
from ejverkstallda.app.importkolumner import BESLUT, HANDELSER, Importkolumn
from ejverkstallda.app.resultat import Resultat, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
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
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.oversattning import iso
from ejverkstallda.writers.atomisk import Innehall, write_all_atomically
from ejverkstallda.writers.csvfil import write_rows
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, CellForLangError, Kolumn, write_workbook

FORMAT: Final = ("csv", "xlsx")
_PERSON: Final = "personnummer"
_FALT: Final = {"handelse": "slag", "slag": "ivo_slag"}
"""Columns of the events file that the record calls something else."""
Framsteg = Callable[[int, int], None]
"""Told as the work goes on: decisions done, of how many."""


@dataclass(frozen=True, slots=True)
class Exportval:
    """What is wanted: formats, with identity numbers or without, and whether files that stand there are replaced."""

    format: tuple[str, ...] = ("csv",)
    personuppgifter: bool = False
    skriv_over: bool = False


def parse_formats(text: str) -> tuple[str, ...]:
    """Return the formats that a user wrote, in our order.

    Raises:
        AppError: one of them does not exist, or none is given (wrong usage).
    """
    wanted = {part for part in re.split(r"[,;\s]+", text.strip().casefold()) if part}
    if not wanted or not wanted <= set(FORMAT):
        raise misuse("format_okant", f"Formatet ”{text}” finns inte. Välj csv, xlsx eller båda: csv,xlsx.")
    return tuple(f for f in FORMAT if f in wanted)


@dataclass(slots=True)
class Antal:
    """Rows written, and what was left out: struck decisions, struck events, events that were corrected."""

    beslut: int = 0
    handelser: int = 0
    historik: int = 0
    makulerade_beslut: int = 0
    makulerade_handelser: int = 0
    rattade_handelser: int = 0


@dataclass(frozen=True, slots=True)
class Exportsvar:
    """The files written, and what is in them."""

    filer: tuple[Path, ...]
    antal: Antal
    personuppgifter: bool

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        a = self.antal
        return {
            "filer": [str(p) for p in self.filer],
            "beslut": a.beslut,
            "handelser": a.handelser,
            "historik": a.historik,
            "utelamnat": {
                "makulerade_beslut": a.makulerade_beslut,
                "makulerade_handelser": a.makulerade_handelser,
                "rattade_handelser": a.rattade_handelser,
            },
            "personuppgifter": self.personuppgifter,
        }


def export_register(
    ctx: Sammanhang, katalog: Path, val: Exportval, framsteg: Framsteg = lambda _done, _total: None
) -> Resultat[Exportsvar]:
    """Write the whole register as import files (contract: `exportera`). They can be read by their owner only.

    With identity numbers the opening of the person table is logged first, so that no file can be there without it.

    Raises:
        AppError: a file stands there already, or holds a text that Excel cannot.
        SkrivfelError: a file cannot be written; none has been.
    """
    paths = {f"{kind}.{form}": katalog / f"{kind}.{form}" for form in val.format for kind in ("beslut", "handelser")}
    there = [p.name for p in paths.values() if p.exists() or p.is_symlink()]
    if there and not val.skriv_over:
        raise refuse(
            "fil_finns_redan",
            f"{' och '.join(there)} finns redan i {katalog}. Välj en annan mapp, eller ersätt med --skriv-over.",
        )
    if val.personuppgifter:
        with ctx.writing() as connection:
            write_log(connection, ctx.log_entry, [Loggrad(None, "person", None, f"exporterade till {katalog}")])
    with ctx.reading() as connection:
        export = _Export(connection, ctx, val, framsteg)
        try:
            write_all_atomically({path: export.content(name) for name, path in paths.items()}, private=True)
        except CellForLangError as error:
            raise refuse(
                "text_for_lang_for_excel",
                f"En text är längre än en cell i Excel rymmer ({error}). Exportera till csv i stället.",
            ) from None
        unsent = len(ends_not_sent(connection, ctx.idag))
    if unsent:
        export.brister.append(fk.SLUT_EJ_SKICKADE.brist(f"{fk.SLUT_EJ_SKICKADE.betydelse} Antal: {unsent}."))
    return Resultat(Exportsvar(tuple(paths.values()), export.antal, val.personuppgifter), tuple(export.brister))


@dataclass(slots=True)
class _Export:
    """One export: the register read from its first decision to its last, once per file."""

    connection: Connection
    ctx: Sammanhang
    val: Exportval
    framsteg: Framsteg
    antal: Antal = field(default_factory=Antal)
    brister: list[Brist] = field(default_factory=list)
    _klara: int = 0
    _totalt: int = 0
    _lasta: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        decisions = count_exported(self.connection)
        self._totalt = decisions * 2 * len(self.val.format)
        self.antal.makulerade_beslut = count_decisions(self.connection) - decisions

    def content(self, name: str) -> Innehall:
        """Return what writes a file; nothing is read before it is asked for."""
        kind, form = name.split(".")
        columns = HANDELSER if kind == "handelser" else BESLUT
        if not self.val.personuppgifter:
            columns = tuple(k for k in columns if k.namn != _PERSON)

        def write(out: BinaryIO) -> None:
            rows = self._event_rows() if kind == "handelser" else self._decision_rows()
            if form == "csv":
                texts = ([iso(row.get(k.namn)) or "" for k in columns] for row in rows)
                write_rows(out, [k.namn for k in columns], texts)
            else:
                cells = ([_cell(row.get(k.namn)) for k in columns] for row in rows)
                title = "Händelser" if kind == "handelser" else "Beslut"
                blad = Blad(title, tuple(map(_xlsx_column, columns)), cells, bryt=False)
                write_workbook(out, Arbetsbok(f"{title} ur registret", self.ctx.idag, (blad,)))

        return write

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

    def _decision_rows(self) -> Iterator[Mapping[str, Any]]:
        first = self._first_time("beslut")
        taken = with_anothers_number(self.connection)
        if first:
            self._note(fk.TIDIGARE_UTELAMNAT, taken.values())
        for posts in self._posts():
            persons: dict[int, str] = {}
            if self.val.personuppgifter:
                persons = person_numbers(self.connection, (p.person_id for p in posts if p.person_id is not None))
            for post in posts:
                beslut = post.beslut._replace(tidigare_nummer=None) if post.id in taken else post.beslut
                if first:
                    self.antal.beslut += 1
                    if post.makulerad:
                        self._note(fk.MAKULERAT_MED, [beslut.beslutsnummer])
                yield {**beslut._asdict(), _PERSON: persons.get(post.person_id or 0)}

    def _event_rows(self) -> Iterator[Mapping[str, Any]]:
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
                for event in found.handelser:
                    yield _event_values(beslut, event)

    def _count(self, known: list[Handelse], written: tuple[Handelse, ...]) -> None:
        self.antal.handelser += len(written)
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
        if not self.val.personuppgifter and any(e.text and contains_identity(e.text) for e in written):
            self._note(fk.IDENTITET_MED, number)

    def _note(self, kod: Felkod, numbers: Iterable[str]) -> None:
        self.brister += [kod.brist(kod.betydelse, f"beslut {n}") for n in numbers]


def _event_values(beslut: Beslut, event: Handelse) -> dict[str, Any]:
    values = {k.namn: getattr(event, _FALT.get(k.namn, k.namn), None) for k in HANDELSER}
    return values | {"beslutsnummer": beslut.beslutsnummer, "kallsystem": beslut.kallsystem}


def _cell(value: Any) -> Any:
    """Return a value as a cell: dates and amounts as they are, all else as text."""
    return ("ja" if value else "nej") if isinstance(value, bool) else value


def _xlsx_column(kolumn: Importkolumn) -> Kolumn:
    return Kolumn(kolumn.namn, kolumn.form, kolumn.bredd)
