"""Rows of a table to the rows of the contract, section 2: `beslut` and `handelser`, one at a time.

Values are plain: dates as ISO text, codes and texts as text, ja as 1 and nej as 0, kronor as whole numbers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelseslag,
    IvoSlag,
    Kon,
    Lag,
    Omfattning,
    SkalKod,
    Ursprung,
    Vantanslag,
)
from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import falt
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers.falt import Fel, Parser
from ejverkstallda.readers.tabellmodell import Tabell

BRIST_KOLUMN: Final = "brist"
"""The column that a findings file adds; known, and not read."""
Klart = str | int
"""A plain value."""


class Beslutsrad(NamedTuple):
    """A row about a decision: its key, the fields that the row gives a value, and the identity number with its kind."""

    rad: int
    kallsystem: str
    beslutsnummer: str
    falt: dict[str, Klart]
    person: tuple[str, str] | None = None


class Handelserad(NamedTuple):
    """A row about an event; `kallsystem` None = the only decision with that number. `av`: who said it, if another.

    `namn` are words of the person's name, to look for in the text; they are used for that only. `importdag`: an
    answer to a list that was dated the day it is read in, for want of another. `textkolumn`: the header of its text.
    """

    rad: int
    kallsystem: str | None
    beslutsnummer: str
    falt: dict[str, Klart]
    av: str | None = None
    namn: frozenset[str] = frozenset()
    importdag: bool = False
    textkolumn: str = "text"


class Nekadrad(NamedTuple):
    """A row that could not be read, with its faults, and the number of its decision if that could."""

    rad: int
    brister: tuple[Brist, ...]
    beslutsnummer: str | None = None


def beslut_parsers(idag: date) -> dict[str, Parser]:
    """Return the parser of each column about a decision; dates are held against `idag`."""

    def past(text: str) -> Any:
        return falt.past_date(text, idag)

    def day(text: str) -> Any:
        return falt.parse_date(text, idag)

    short = falt.parse_short
    return {
        "beslutsnummer": falt.parse_number,
        "beslutsdatum": past,
        "lag": falt.code_parser(Lag),
        "insats": short,
        "lagrum": short,
        "verksamhetsomrade": short,
        "namnd": short,
        "kon": falt.code_parser(Kon, {"kvinna": Kon.KVINNA, "man": Kon.MAN}),
        "ursprung": falt.code_parser(Ursprung),
        "ansokningsdatum": past,
        "galler_till": day,
        "enhet": short,
        "handlaggare": short,
        "personnummer": falt.parse_identity,
        "kallsystem": short,
        "skyddad": falt.parse_bool,
        "bosattningskommun": falt.parse_kommunkod,
        "ersatter": falt.parse_number,
        "tidigare_nummer": falt.parse_number,
        "kostnad_manad": falt.parse_amount,
    }


def handelse_parsers(idag: date) -> dict[str, Parser]:
    """Return the parser of each column about an event; dates are held against `idag`."""

    def past(text: str) -> Any:
        return falt.past_date(text, idag)

    def day(text: str) -> Any:
        return falt.parse_date(text, idag)

    short = falt.parse_short
    return {
        "beslutsnummer": falt.parse_number,
        "datum": past,
        "handelse": falt.code_parser(Handelseslag, hide=Handelseslag.MAKULERAD),
        "text": falt.parse_text,
        "svar": falt.parse_bool,
        "orsak": falt.code_parser(Avslutsorsak, hide=Avslutsorsak.FELREGISTRERAD),
        "kvartal": falt.parse_quarter,
        "vantan": falt.code_parser(Vantanslag),
        "vantan_start": past,
        "kallsystem": short,
        "handelse_id": short,
        "skal_kod": falt.code_parser(SkalKod),
        "ansvar": falt.code_parser(Ansvar),
        "fran": day,
        "till": day,
        "kostnad": falt.parse_amount,
        "planerat_datum": day,
        "diarienummer": short,
        "slag": falt.code_parser(IvoSlag),
        "kvittens": short,
        "omfattning": falt.code_parser(Omfattning),
    }


KANDA_KOLUMNER: Final = frozenset({*beslut_parsers(date.max), *handelse_parsers(date.max)})
"""The names of the contract's columns: by them the header row is told from the titles above it."""
KRAV_BESLUT: Final = ("beslutsnummer", "beslutsdatum", "lag", "insats")
KRAV_HANDELSE: Final = ("beslutsnummer", "datum", "handelse")
_EGNA: Final = frozenset({"text", "personnummer", "handelse_id", "kvittens", "ersatter"})
"""Columns whose texts seldom come again: remembering them would only cost memory."""
_MINNS: Final = 10_000


def is_events(kolumner: Sequence[str]) -> bool:
    """Tell which kind a table with the contract's own columns is."""
    return "handelse" in kolumner


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


class Kolumn:
    """A column's reading: text to plain value, or a `Fel`. What has been read before is remembered."""

    __slots__ = ("_minns", "_parse", "kant", "namn")

    def __init__(self, namn: str, parse: Parser) -> None:
        self.namn = namn
        self._parse = parse
        self._minns = namn not in _EGNA
        self.kant: dict[str, Any] = {}

    def read(self, cell: str) -> Any:
        """Return the plain value of a cell's text, None when it is blank, or why it cannot be read."""
        text = cell.strip()
        if not text:
            return None
        value = _plain(self._parse(text))
        if self._minns and not isinstance(value, Fel):
            if len(self.kant) >= _MINNS:
                self.kant.clear()
            self.kant[cell] = value
        return value


def read_columns(parsers: Mapping[str, Parser]) -> dict[str, Kolumn]:
    """Return the readings of columns by name."""
    return {namn: Kolumn(namn, parse) for namn, parse in parsers.items()}


class Tabellasning:
    """The reading of one table with the contract's own columns."""

    def __init__(self, tabell: Tabell, idag: date) -> None:
        self.tabell = tabell
        self.ar_handelser = is_events(tabell.kolumner)
        parsers = (handelse_parsers if self.ar_handelser else beslut_parsers)(idag)
        self.krav = KRAV_HANDELSE if self.ar_handelser else KRAV_BESLUT
        kolumner = read_columns(parsers)
        self._plan = [(i, kolumner[k]) for i, k in enumerate(tabell.kolumner) if k in kolumner]
        pairs = zip(tabell.rubriker, tabell.kolumner, strict=True)
        self.okanda = tuple(falt.mask(r) for r, k in pairs if k not in parsers and k != BRIST_KOLUMN and r)

    @property
    def brister(self) -> tuple[Brist, ...]:
        """The faults of the header (they stop the file), or what is said of columns that are not known."""
        tabell, plats = self.tabell, self.tabell.plats(self.tabell.rubrikrad)
        missing = [k for k in self.krav if k not in tabell.kolumner]
        double = sorted({k for k in tabell.kolumner if k and tabell.kolumner.count(k) > 1})
        faults = (
            *(fk.KOLUMN_SAKNAS.brist(f"Kolumnen {k} saknas.", plats) for k in missing),
            *(fk.KOLUMN_DUBBEL.brist(f"Kolumnen {falt.quote(k)} finns två gånger.", plats) for k in double),
        )
        return faults or tuple(
            fk.KOLUMN_OKAND.brist(f"Kolumnen {falt.quote(r)} är okänd och lästes inte.", plats) for r in self.okanda
        )

    def rows(self) -> Iterator[Beslutsrad | Handelserad | Nekadrad]:
        """Yield every row, read or refused.

        Raises:
            Lasfel: the file cannot be read on.
        """
        width = len(self.tabell.kolumner)
        plan = [(i, k.namn, k.kant.get, k) for i, k in self._plan]
        finish = handelserad if self.ar_handelser else beslutsrad
        for rad, celler in self.tabell.rader():
            values: dict[str, Any] = {}
            faults: list[Brist] = []
            found = len(celler)
            for i, namn, known, kolumn in plan:
                if i >= found or not (cell := celler[i]):
                    continue
                value = known(cell)
                if value is None:
                    value = kolumn.read(cell)
                    if value is None:
                        continue
                    if isinstance(value, Fel):
                        faults.append(value.kod.brist(value.text, self.tabell.plats(rad, namn)))
                values[namn] = value
            if found > width and any(cell.strip() for cell in celler[width:]):
                text = f"Raden har {found} celler men rubrikraden {width}."
                faults.insert(0, fk.RAD_FOR_LANG.brist(text, self.tabell.plats(rad)))
            yield self.finish(rad, values, faults, finish)

    def beslutsrader(self) -> Iterator[Beslutsrad | Handelserad | Nekadrad]:
        """Yield the rows of a table about decisions; none of one about events."""
        return iter(()) if self.ar_handelser else self.rows()

    def handelserader(self) -> Iterator[Beslutsrad | Handelserad | Nekadrad]:
        """Yield the rows of a table about events; none of one about decisions."""
        return self.rows() if self.ar_handelser else iter(())

    def finish(
        self, rad: int, values: dict[str, Any], faults: list[Brist], make: Callable[[int, dict[str, Any]], Any]
    ) -> Beslutsrad | Handelserad | Nekadrad:
        """Return a row, or the refused one when it lacks what it must have or has a fault."""
        faults += (lacking_fault(text, self.tabell.plats(rad, k)) for k, text in lacking(values, self.krav))
        if faults:
            number = values.get("beslutsnummer")
            return Nekadrad(rad, tuple(faults), number if isinstance(number, str) else None)
        row: Beslutsrad | Handelserad = make(rad, values)
        return row


_SAKNAS: Final[dict[str, tuple[str, str]]] = {
    Handelseslag.SVAR.value: ("svar", "Värdet för svar saknas (ja eller nej)."),
    Handelseslag.KOMMENTAR.value: ("text", "Kommentaren saknar text."),
}
"""What an event of a kind must have besides, and what is said when it lacks it."""


def lacking(values: Mapping[str, Any], krav: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns that a row must give a value and does not, with what is said of each."""
    for k in krav:
        if k not in values:
            yield k, f"Värdet för {k} saknas."
    handelse = values.get("handelse")
    need = _SAKNAS.get(handelse) if isinstance(handelse, str) else None
    if need is not None and need[0] not in values:
        yield need


def lacking_fault(text: str, plats: str) -> Brist:
    """Return the fault of a value that is missing."""
    return fk.VARDE_SAKNAS.brist(text, plats)


def beslutsrad(rad: int, values: dict[str, Any]) -> Beslutsrad:
    """Make a row about a decision of plain values by column."""
    kallsystem, number = values.pop("kallsystem", ""), values.pop("beslutsnummer")
    return Beslutsrad(rad, kallsystem, number, values, values.pop("personnummer", None))


def handelserad(rad: int, values: dict[str, Any]) -> Handelserad:
    """Make a row about an event of plain values by column; its fields get the names they have in the register."""
    kallsystem, number = values.pop("kallsystem", None), values.pop("beslutsnummer")
    if "slag" in values:
        values["ivo_slag"] = values.pop("slag")
    values["slag"] = values.pop("handelse")
    return Handelserad(rad, kallsystem, number, values)
