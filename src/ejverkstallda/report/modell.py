"""The report model: headings, paragraphs, lists, tables and case blocks, with no layout.

A writer turns a `Dokument` into bytes. No class here has a field for a personnummer: what a
public document cannot hold, it cannot leak.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Justering = Literal["vanster", "hoger"]


@dataclass(frozen=True, slots=True)
class Rubrik:
    """A heading. `niva` 1 is the document's title, 2 a section, 3 a part of a section."""

    text: str
    niva: int = 2


@dataclass(frozen=True, slots=True)
class Stycke:
    """A paragraph of running text, exactly as it shall be read (no markup in it)."""

    text: str


@dataclass(frozen=True, slots=True)
class Lista:
    """A bulleted list; one item is one paragraph."""

    punkter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column of a table: its head and its share of the width.

    `vikt` is relative to the other columns' weights; figures are set to the right.
    """

    rubrik: str
    vikt: float = 1.0
    justering: Justering = "vanster"


@dataclass(frozen=True, slots=True)
class Tabell:
    """A table of short cells. Each row has as many cells as there are columns."""

    kolumner: tuple[Kolumn, ...]
    rader: tuple[tuple[str, ...], ...]
    rubrik: str | None = None


@dataclass(frozen=True, slots=True)
class Notering:
    """A dated line beneath a case: a status comment, an offer, an answer."""

    datum: date
    text: str


@dataclass(frozen=True, slots=True)
class Arendeblock:
    """One case: the cells of its data row (the first is its number) and its dated notes, newest last."""

    celler: tuple[str, ...]
    noteringar: tuple[Notering, ...] = ()


@dataclass(frozen=True, slots=True)
class Arendelista:
    """Case blocks under common column heads. Each block's `celler` has one cell per column."""

    kolumner: tuple[Kolumn, ...]
    block: tuple[Arendeblock, ...]


@dataclass(frozen=True, slots=True)
class Underskrift:
    """One signatory: the line to sign on is drawn above name and title."""

    namn: str
    titel: str


@dataclass(frozen=True, slots=True)
class Underskrifter:
    """The signatories, side by side."""

    personer: tuple[Underskrift, ...]


Block = Rubrik | Stycke | Lista | Tabell | Arendelista | Underskrifter


@dataclass(frozen=True, slots=True)
class Sidhuvud:
    """What stands at the top of a Swedish authority's paper. Empty strings are left out.

    `dokumenttyp` and the page number "n(m)" stand on every page, the rest on the first.
    """

    dokumenttyp: str
    forvaltning: str = ""
    diarienummer: str = ""
    datum: date | None = None
    handlaggare: tuple[str, ...] = ()
    namnd: str = ""


@dataclass(frozen=True, slots=True)
class Faltgrupp:
    """One column of the page foot: a label and the lines beneath it."""

    rubrik: str
    rader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dokument:
    """A whole document. `titel` is also its first heading and the file's title."""

    titel: str
    sidhuvud: Sidhuvud
    sidfot: tuple[Faltgrupp, ...]
    block: tuple[Block, ...]
    sprak: str = "sv-SE"
