"""Rows of a table read with a profile become the contract's columns, as text: a decision, its events, or both."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import Fel, parse_short
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.profilhandelser import Dag, Radfel, read_events
from ejverkstallda.readers.profilhuvud import read_header
from ejverkstallda.readers.profilperson import Personregister
from ejverkstallda.readers.profilplan import Falt, Tabellplan
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tabellform import Tabellform

Tabell = TypeVar("Tabell", bound=Tabellform)
_INGA: Final[Mapping[str, str]] = {}
_fold: Final = lru_cache(maxsize=4_096)(fold)
"""`fold` of the few values that rows are picked by."""


class Radposter(NamedTuple):
    """What a row holds, in the contract's columns and forms.

    `kolumner` says under which header each column of the decision stood, `handelsekolumner` the same for each event,
    for places in messages. `felkolumner` are the decision's columns that `brister` already tells of. `namn` is for
    screening during this import only, `av` who answered. `utelamnad` says why the profile leaves the row out.
    `omgang` names the round of a list that is sent out and answered: with it an answer is known when it comes again.
    """

    rad: int
    beslut: Mapping[str, str] | None
    handelser: tuple[Mapping[str, str], ...]
    brister: tuple[Brist, ...]
    namn: tuple[str, ...] = ()
    av: str | None = None
    kolumner: Mapping[str, str] = _INGA
    handelsekolumner: tuple[Mapping[str, str], ...] = ()
    felkolumner: frozenset[str] = frozenset()
    utelamnad: str | None = None
    omgang: str | None = None


def map_table(
    profil: Profil, tabell: Tabellform, idag: date, personer: Personregister | None = None
) -> Iterator[Radposter]:
    """Yield each row of a table as the contract would have written it. `idag` dates what was answered without a day.

    A header that the profile cannot read gives one item with its faults, in place of the rows; a table that the
    profile does not name gives nothing. `personer` is needed by tables that name the person and not the decision.
    """
    huvud = read_header(profil, tabell, idag)
    if huvud.plan is None:
        if faults := tuple(b for b in huvud.brister if b.allvar is Allvar.FEL):
            yield Radposter(tabell.rubrikrad, None, (), faults)
        return
    radlasare = _Radlasare(huvud.plan, tabell, idag, personer)
    for rad, celler in tabell.rader():
        yield radlasare.read(rad, celler)


class _Radlasare:
    """Reads the rows of one table by its plan."""

    def __init__(self, plan: Tabellplan, tabell: Tabellform, idag: date, personer: Personregister | None) -> None:
        self._plan, self._tabell, self._personer = plan, tabell, personer
        self._idag = idag.isoformat()
        self._bredd = len(tabell.kolumner)

    def read(self, rad: int, row: Sequence[str]) -> Radposter:
        """Return what one row holds."""
        fel = Radfel(self._tabell, rad)
        celler = self._clean(row, fel)
        plan = self._plan
        if skal := self._left_out(celler):
            return Radposter(rad, None, (), (), utelamnad=skal)
        beslut, felkolumner = self._beslut(celler, fel)
        nummer = celler[plan.nummer.index] if plan.nummer else ""
        grund = {"beslutsnummer": nummer}
        if kallsystem := (celler[plan.kallsystem.index] if plan.kallsystem else "") or plan.fast.get("kallsystem", ""):
            grund["kallsystem"] = kallsystem
        if plan.nummer and not nummer:
            fel.add(fk.VARDE_SAKNAS, "Värdet för beslutsnummer saknas.", plan.nummer.rubrik)
            felkolumner.add("beslutsnummer")
        dag = Dag(self._idag, beslut.get("beslutsdatum") if beslut else None)
        found = [*self._named_event(celler, fel, has_beslut=beslut is not None), *read_events(plan, celler, dag, fel)]
        utelamnad = None
        if plan.person and found and not any(b.allvar is Allvar.FEL for b in fel.brister):
            utelamnad = self._join_person(celler[plan.person.index], found, grund, fel)
        av = self._who(celler, fel, answered=bool(found))
        keeps = bool(grund["beslutsnummer"])
        return Radposter(
            rad,
            None if beslut is None else grund | beslut,
            tuple(grund | event for event, _ in found) if keeps else (),
            tuple(fel.brister),
            tuple(t for i in plan.namn if (t := celler[i])),
            av,
            plan.kolumner,
            tuple(kolumner for _, kolumner in found) if keeps else (),
            frozenset(felkolumner),
            utelamnad,
            celler[plan.omgang] or None if plan.omgang is not None else None,
        )

    def _clean(self, row: Sequence[str], fel: Radfel) -> Sequence[str]:
        """Strip the cells, make them as many as the header's, and empty those that the profile calls empty."""
        celler = [cell.strip() for cell in row]
        if len(celler) < self._bredd:
            celler += [""] * (self._bredd - len(celler))
        elif any(celler[self._bredd :]):
            fel.add(fk.RAD_FOR_LANG, f"Raden har {len(celler)} celler men rubrikraden {self._bredd}.", None)
        if tomma := self._plan.tomma:
            celler = ["" if cell and cell.casefold() in tomma else cell for cell in celler]
        return celler

    def _who(self, celler: Sequence[str], fel: Radfel, *, answered: bool) -> str | None:
        """Read who answered; an answer that nobody has put a name to is told of."""
        falt = self._plan.av
        if falt is None:
            return None
        text = celler[falt.index]
        if not text:
            if answered:
                fel.add(pk.SVAR_UTAN_NAMN, pk.SVAR_UTAN_NAMN.betydelse, falt.rubrik)
            return None
        value = parse_short(text)
        if isinstance(value, Fel):
            fel.add_fel(value, falt.rubrik)
            return None
        return value

    def _left_out(self, celler: Sequence[str]) -> str | None:
        for urval in self._plan.urval:
            if (_fold(celler[urval.index]) in urval.varden) is not urval.bara:
                return urval.skal
        return None

    def _beslut(self, celler: Sequence[str], fel: Radfel) -> tuple[dict[str, str] | None, set[str]]:
        """Read the columns about the decision; also return those that could not be read."""
        if self._plan.beslut is None:
            return None, set()
        values = dict(self._plan.fast)
        faulty: set[str] = set()
        for falt in self._plan.beslut:
            if not (text := celler[falt.index]):
                continue
            value = falt.las(text) if falt.las else text
            if isinstance(value, Fel):
                fel.add_fel(value, falt.rubrik)
                faulty.add(falt.kolumn)
                values.pop(falt.kolumn, None)
            elif value:
                values[falt.kolumn] = value
        return values, faulty

    def _named_event(
        self, celler: Sequence[str], fel: Radfel, *, has_beslut: bool
    ) -> Iterator[tuple[dict[str, str], Mapping[str, str]]]:
        """Read the event of a list with one event a row: its kind stands in a column."""
        if self._plan.handelse is None:
            return
        event: dict[str, str] = {}
        before = len(fel.brister)
        named: Falt | None = None
        for falt in self._plan.handelse:
            named = falt if falt.kolumn == "handelse" else named
            if not (text := celler[falt.index]):
                continue
            value = falt.las(text) if falt.las else text
            if isinstance(value, Fel):
                fel.add_fel(value, falt.rubrik)
            elif value:
                event[falt.kolumn] = value
        silent = "handelse" not in event and (has_beslut or (named is not None and celler[named.index] != ""))
        if len(fel.brister) == before and not silent:
            yield event, self._plan.kolumner

    def _join_person(
        self, person: str, found: list[tuple[dict[str, str], Mapping[str, str]]], grund: dict[str, str], fel: Radfel
    ) -> str | None:
        """Give the events of a row that names a person the number of the decision that was executed that day."""
        day = min(event.get("datum", self._idag) for event, _ in found)
        numbers = self._personer.executed(person, day) if self._personer else ()
        if len(numbers) == 1:
            grund["beslutsnummer"] = numbers[0]
            return None
        if not numbers:
            return "personen har inget beslut i filen som var verkställt den dagen"
        text = f"Personen hade {len(numbers)} verkställda beslut den dagen."
        fel.add(pk.PERSON_FLERA_BESLUT, text, self._plan.person.rubrik if self._plan.person else None)
        return None


def map_tables(profil: Profil, tabeller: Sequence[Tabell], idag: date) -> Iterator[tuple[Tabell, Radposter]]:
    """Yield the rows of every table of a file, each with its table.

    Where a table names the person and not the decision, the others are read once beforehand to know who has which.
    """
    personer = None
    if any(part.via_person for _, part in profil.parts()):
        personer = Personregister()
        for tabell in tabeller:
            for post in map_table(profil, tabell, idag):
                personer.learn(post.beslut, post.handelser)
    for tabell in tabeller:
        for post in map_table(profil, tabell, idag, personer):
            yield tabell, post
