"""The state of an import under way: counts, faults, refused rows, which decisions it has touched."""

import json
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, Any, Final, NamedTuple, Self

from sqlalchemy import Connection

from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.readers.tabell import Tabell
from ejverkstallda.store.installningslager import Installningar
from ejverkstallda.store.logg import Vem

KNIPPE: Final = 4000
"""Rows that are looked up and written together."""
_BRISTER: Final = 10_000
"""Faults that are told one by one; those beyond are counted."""
_ANDRINGAR: Final = 1000
"""Changed fields that are told one by one; those beyond are counted."""
RADBITAR: Final = 40
Nyckel = tuple[str, str]
"""A decision's key: kallsystem and beslutsnummer."""

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
BRISTER_FLER: Final = Felkod(
    "brister_fler",
    Allvar.UPPLYSNING,
    "Det finns fler brister än de som visas en och en.",
    "Rätta dem som visas och läs in igen; med --hoppa-over-felaktiga står alla nekade rader i en fil.",
)
FAKTA_ORD: Final = {
    "beslutsdatum": "beslutsdatum",
    "lag": "lag",
    "lagrum": "lagrum",
    "insats": "insats",
    "namnd": "nämnd",
    "kon": "kön",
    "ursprung": "ursprung",
    "verksamhetsomrade": "verksamhetsområde",
    "bosattningskommun": "bosättningskommun",
}
"""Facts of a decision that a report has told, in words; a change of another is nobody's business but ours."""


@dataclass(slots=True)
class Antal:
    """Rows by what became of them."""

    nya: int = 0
    andrade: int = 0
    oforandrade: int = 0
    nekade: int = 0

    def to_json(self) -> dict[str, int]:
        """Return plain JSON values."""
        return {"nya": self.nya, "andrade": self.andrade, "oforandrade": self.oforandrade, "nekade": self.nekade}


class Bristlista:
    """The faults of an import, a bounded number of them one by one and the rest counted."""

    def __init__(self) -> None:
        self._told: list[Brist] = []
        self._more: Counter[Allvar] = Counter()

    def add(self, brister: Iterable[Brist]) -> None:
        """Take in faults."""
        for brist in brister:
            if len(self._told) < _BRISTER:
                self._told.append(brist)
            else:
                self._more[brist.allvar] += 1

    def all(self) -> tuple[Brist, ...]:
        """Return the faults in the order they were found; those beyond as a number, as grave as the gravest of them."""
        if not self._more:
            return tuple(self._told)
        gravest = next(a for a in Allvar if self._more[a])
        told = ", ".join(f"{self._more[a]} {a}" for a in Allvar if self._more[a])
        text = f"Ytterligare {self._more.total()} brister visas inte en och en ({told})."
        return (*self._told, Brist(BRISTER_FLER.kod, gravest, f"{text} {BRISTER_FLER.atgard}"))


class Faltandring(NamedTuple):
    """A field that an import changes, of a decision or of one of its events: old and new as in the log (None = empty).

    `handelse` is the number of the event as it stood, None when the decision itself is changed.
    """

    beslutsnummer: str
    falt: str
    gammalt: str | None
    nytt: str | None
    handelse: int | None = None

    def to_json(self) -> dict[str, str | int | None]:
        """Return plain JSON values."""
        own = {} if self.handelse is None else {"handelse": self.handelse}
        return {
            "beslutsnummer": self.beslutsnummer,
            **own,
            "falt": self.falt,
            "gammalt": self.gammalt,
            "nytt": self.nytt,
        }


@dataclass(slots=True)
class Oenighet:
    """Rows of one call that contradict each other about a decision or an event: places and what they differ on."""

    forst: str
    sedan: str
    om: str

    def text(self, plats: str) -> str:
        """Say which other row says otherwise."""
        return f"Raden säger annat än {self.sedan if plats == self.forst else self.forst} om {self.om}."


class Nekade:
    """The refused rows of one reading of a table, in the table's order, kept on disk.

    Of each its row number, the number of its decision (None = one that could not be read) and its texts.
    """

    def __init__(self) -> None:
        self.antal = 0
        self._file: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 — lives as long as this

    def add(self, rad: int, nummer: str | None, brister: Iterable[Brist]) -> None:
        """Keep a refused row."""
        self.antal += 1
        self._file.write(json.dumps([rad, nummer, " ".join(b.text for b in brister)]) + "\n")

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield row numbers and texts."""
        for rad, _, text in self._rows():
            yield rad, text

    def numbers(self) -> Iterator[str | None]:
        """Yield the numbers of the decisions."""
        for _, nummer, _ in self._rows():
            yield nummer

    def _rows(self) -> Iterator[tuple[int, str | None, str]]:
        self._file.seek(0)
        for line in self._file:
            yield tuple(json.loads(line))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the file."""
        self._file.close()


@dataclass(slots=True)
class Importlage:
    """One reading of a call's files.

    `sagt` holds for each decision (by row id) the fields that the call has given a value, a bit each, and `var`
    the table and row that first did; `omfang` the care systems, laws and nämnder of each table that is a whole list;
    `rorda` marks decisions whose väntan must be derived anew. `oeniga` are the
    keys that a first reading found contradictions on: all their rows are refused.
    """

    connection: Connection
    settings: Installningar
    vem: Vem
    tabeller: tuple[Tabell, ...]
    spools: ExitStack
    oeniga: dict[Any, Oenighet] = field(default_factory=dict)
    neka_personuppgifter: bool = False
    beslut: Antal = field(default_factory=Antal)
    handelser: Antal = field(default_factory=Antal)
    brister: Bristlista = field(default_factory=Bristlista)
    nekade: dict[tuple[int, bool], Nekade] = field(default_factory=dict)
    andringar: list[Faltandring] = field(default_factory=list)
    andringar_antal: int = 0
    sagt: "array[int]" = field(default_factory=lambda: array("I"))
    var: "array[int]" = field(default_factory=lambda: array("Q"))
    antal_rader: dict[int, int] = field(default_factory=dict)
    omfang: dict[int, set[tuple[str, str, str]]] = field(default_factory=dict)
    rorda: bytearray = field(default_factory=bytearray)
    nya_oeniga: dict[Any, Oenighet] = field(default_factory=dict)
    stoppad: bool = False

    def make_room(self, highest: int) -> None:
        """Make room for decisions with row ids up to `highest`."""
        more = highest + 1 - len(self.sagt)
        if more > 0:
            self.sagt.frombytes(bytes(more * self.sagt.itemsize))
            self.var.frombytes(bytes(more * self.var.itemsize))
        if highest + 1 > len(self.rorda):
            self.rorda.extend(bytes(highest + 1 - len(self.rorda)))

    def touched(self) -> Iterator[int]:
        """Yield the row ids of decisions whose väntan must be derived anew, in order."""
        at = self.rorda.find(1)
        while at >= 0:
            yield at
            at = self.rorda.find(1, at + 1)

    def place(self, packed: int) -> str:
        """Return the place that `pack` packed."""
        return self.tabeller[packed >> RADBITAR].plats(packed & ((1 << RADBITAR) - 1))

    def refuse(
        self, tabell: int, rad: int, brister: tuple[Brist, ...], *, handelse: bool, nummer: str | None = None
    ) -> None:
        """Put a row among the refused, with its faults, and count it. `nummer`: its decision's, if it could be read."""
        self.brister.add(brister)
        if (tabell, handelse) not in self.nekade:
            self.nekade[tabell, handelse] = self.spools.enter_context(Nekade())
        self.nekade[tabell, handelse].add(rad, nummer, brister)
        antal = self.handelser if handelse else self.beslut
        antal.nekade += 1

    def unread(self, tabell: int) -> Iterator[str | None]:
        """Yield the numbers of a table's decisions whose rows were refused (None = one that could not be read)."""
        if (tabell, False) in self.nekade:
            yield from self.nekade[tabell, False].numbers()

    def tell_change(self, change: Faltandring) -> None:
        """Note a changed field for the summary."""
        self.andringar_antal += 1
        if len(self.andringar) < _ANDRINGAR:
            self.andringar.append(change)


def pack(tabell: int, rad: int) -> int:
    """Return a table and a row as one number."""
    return (tabell << RADBITAR) | rad
