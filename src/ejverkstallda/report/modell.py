"""The report model: headings, paragraphs, lists, tables, figures and case blocks, with no layout.

A writer turns a `Dokument` into bytes. No class here has a field for a personnummer: what a
public document cannot hold, it cannot leak. The one paper that holds identities, IVO's, is a `Sekretesspapper`;
nothing that makes a public paper takes one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

Justering = Literal["vanster", "hoger"]
Stil = Literal["brod", "not", "grund"]
"""How a paragraph is set: as running text, as a note under a table, or as the ground a section rests on."""


@dataclass(frozen=True, slots=True)
class Rubrik:
    """A heading. `niva` 1 is the document's title, 2 a section, 3 a part of a section."""

    text: str
    niva: int = 2


@dataclass(frozen=True, slots=True)
class Stycke:
    """A paragraph of text, exactly as it shall be read (no markup in it)."""

    text: str
    stil: Stil = "brod"


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
    """A table of short cells. Each row has as many cells as there are columns.

    `radrubrik`: the first cell of each row is its head. `summarad`: the last row is the sum of the others.
    """

    kolumner: tuple[Kolumn, ...]
    rader: tuple[tuple[str, ...], ...]
    rubrik: str | None = None
    radrubrik: bool = True
    summarad: bool = False


@dataclass(frozen=True, slots=True)
class Serie:
    """A row of values in a figure: its name in the key, and one value per label (None = there is none)."""

    namn: str
    varden: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Figur:
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


@dataclass(frozen=True, slots=True)
class Faltlista:
    """What a form asks and what it is answered: label and answer, in the form's order."""

    falt: tuple[tuple[str, str], ...]
    rubrik: str | None = None


@dataclass(frozen=True, slots=True)
class Sidbrytning:
    """What follows begins a new page."""


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


Block = Rubrik | Stycke | Lista | Tabell | Figur | Faltlista | Arendelista | Underskrifter | Sidbrytning


@dataclass(frozen=True, slots=True)
class Logotyp:
    """The municipality's logo: a picture file's bytes (PNG or JPEG), and what it shows in words."""

    innehall: bytes
    alt: str


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
    logotyp: Logotyp | None = None


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
