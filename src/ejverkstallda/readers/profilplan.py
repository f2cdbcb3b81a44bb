"""How one table is read with a profile: which cell is which column, found once from the header and then followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ejverkstallda.readers.kommentarsdelning import Delningsregel
from ejverkstallda.readers.profil_koder import UtanDatum
from ejverkstallda.readers.profilkodlasare import Cellasare


@dataclass(frozen=True, slots=True)
class Falt:
    """A contract column found in the table: where, under which header, and how its cells are read (None: as text)."""

    kolumn: str
    index: int
    rubrik: str
    las: Cellasare | None


class Handelseplan(NamedTuple):
    """How one kind of event is made of a row: the cells that make it, its day, its other columns.

    `kolumner` says under which header each column stands, `egen_dag` the same for an event whose day stands
    elsewhere than the others': first in a note, or in the column of the answer's day.
    """

    slag: str
    fast: Mapping[str, str]
    egna: tuple[int, ...]
    datum: tuple[Falt, ...]
    falt: tuple[Falt, ...]
    delas: Falt | None
    regel: Delningsregel | None
    utan_datum: UtanDatum
    hoppa_over_framtida: bool
    svarsdatum: Falt | None
    status: Falt | None
    kolumner: Mapping[str, str]
    egen_dag: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Urval:
    """Rows left out: those whose cell is one of `varden`, or (`bara`) those whose cell is not."""

    index: int
    rubrik: str
    varden: frozenset[str]
    bara: bool
    skal: str


class Tabellplan(NamedTuple):
    """How a whole table is read. `beslut` None: it holds no decisions; `handelse` None: no column names the event."""

    nummer: Falt | None
    person: Falt | None
    kallsystem: Falt | None
    fast: Mapping[str, str]
    beslut: tuple[Falt, ...] | None
    handelse: tuple[Falt, ...] | None
    handelser: tuple[Handelseplan, ...]
    namn: tuple[int, ...]
    av: Falt | None
    omgang: int | None
    urval: tuple[Urval, ...]
    tomma: frozenset[str]
    kolumner: Mapping[str, str]
