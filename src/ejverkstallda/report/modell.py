"""The report model: headings, paragraphs, lists, tables, figures and case blocks, with no layout.

A writer turns a `Dokument` into bytes. No class here has a field for a personnummer: what a
public document cannot hold, it cannot leak. The one paper that holds identities, IVO's, is a `Sekretesspapper`;
nothing that makes a public paper takes one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

Justering = Literal["vanster", "hoger"]
Stil = Literal["brod", "not", "grund"]
"""How a paragraph is set: as running text, as a note under a table, or as the ground a section rests on."""


class Rubrik(NamedTuple):
    """A heading. `niva` 1 is the document's title, 2 a section, 3 a part of a section."""

    text: str
    niva: int = 2


class Stycke(NamedTuple):
    """A paragraph of text, exactly as it shall be read (no markup in it)."""

    text: str
    stil: Stil = "brod"


class Lista(NamedTuple):
    """A bulleted list; one item is one paragraph."""

    punkter: tuple[str, ...]


class Kolumn(NamedTuple):
    """A column of a table: its head and its share of the width.

    `vikt` is relative to the other columns' weights; figures are set to the right.
    """

    rubrik: str
    vikt: float = 1.0
    justering: Justering = "vanster"


class Tabell(NamedTuple):
    """A table of short cells. Each row has as many cells as there are columns.

    `radrubrik`: the first cell of each row is its head. `summarad`: the last row is the sum of the others.
    """

    kolumner: tuple[Kolumn, ...]
    rader: tuple[tuple[str, ...], ...]
    rubrik: str | None = None
    radrubrik: bool = True
    summarad: bool = False


class Serie(NamedTuple):
    """A row of values in a figure: its name in the key, and one value per label (None = there is none)."""

    namn: str
    varden: tuple[float | None, ...]


class Figur(NamedTuple):
    """A chart: bars side by side, or a line or a staircase over the labels. `alt` says in words what it shows.

    A staircase keeps its value until the next label, and has no points.

    Its numbers stand in a table beside it, a block of its own; `enhet` is what the values count.
    """

    slag: Literal["staplar", "linje", "trappa"]
    rubrik: str
    alt: str
    etiketter: tuple[str, ...]
    serier: tuple[Serie, ...]
    enhet: str = ""


class Faltlista(NamedTuple):
    """What a form asks and what it is answered: label and answer, in the form's order."""

    falt: tuple[tuple[str, str], ...]
    rubrik: str | None = None


class Sidbrytning(NamedTuple):
    """What follows begins a new page."""


class Notering(NamedTuple):
    """A dated line beneath a case: a status comment, an offer, an answer."""

    datum: date
    text: str


class Arendeblock(NamedTuple):
    """One case: the cells of its data row (the first is its number) and its dated notes, newest last."""

    celler: tuple[str, ...]
    noteringar: tuple[Notering, ...] = ()


class Arendelista(NamedTuple):
    """Case blocks under common column heads. Each block's `celler` has one cell per column."""

    kolumner: tuple[Kolumn, ...]
    block: tuple[Arendeblock, ...]


class Underskrift(NamedTuple):
    """One signatory: the line to sign on is drawn above name and title."""

    namn: str
    titel: str


class Underskrifter(NamedTuple):
    """The signatories, side by side."""

    personer: tuple[Underskrift, ...]


Block = Rubrik | Stycke | Lista | Tabell | Figur | Faltlista | Arendelista | Underskrifter | Sidbrytning


class Logotyp(NamedTuple):
    """The municipality's logo: a picture file's bytes (PNG or JPEG), and what it shows in words."""

    innehall: bytes
    alt: str


class Sidhuvud(NamedTuple):
    """What stands at the top of a Swedish authority's paper. Empty strings are left out.

    `dokumenttyp` and the page number "n(m)" stand on every page, the rest on the first.
    """

    dokumenttyp: str
    forvaltning: str = ""
    diarienummer: str = ""
    datum: date | None = None
    handlaggare: tuple[str, ...] = ()
    namnd: str = ""
    logotyp: Logotyp | None = None


class Faltgrupp(NamedTuple):
    """One column of the page foot: a label and the lines beneath it."""

    rubrik: str
    rader: tuple[str, ...]


class Dokument(NamedTuple):
    """A whole document. `titel` is also its first heading and the file's title."""

    titel: str
    sidhuvud: Sidhuvud
    sidfot: tuple[Faltgrupp, ...]
    block: tuple[Block, ...]
    sprak: str = "sv-SE"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Papper(Generic[T]):
    """A public paper: its document, and the reader's own model (figures and rows) that it was made from."""

    dokument: Dokument
    innehall: T


@dataclass(frozen=True, slots=True)
class Sekretesspapper(Generic[T]):
    """A paper that holds identities: for IVO's form and nobody else. It is no `Papper`, and cannot be taken for one."""

    dokument: Dokument
    innehall: T
