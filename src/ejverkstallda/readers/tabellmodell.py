"""What a file holds once it is opened: tables whose rows are read when asked for; what may stop the reading."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from ejverkstallda.domain.brister import Brist
from ejverkstallda.report.granskning import contains_identity

_ASCII: Final = str.maketrans("åäöé", "aaoe")
_LANGSTA_NAMN: Final = 120

Rad = tuple[int, Sequence[str]]
"""A row's number, as people see it in the file, and its cells as text."""


class Lasfel(Exception):  # noqa: N818 — the Swedish word for an error in reading
    """What stops the reading of a file. Whoever reads its rows catches it and shows its `brist`."""

    def __init__(self, brist: Brist) -> None:
        super().__init__(brist.kod)
        self.brist = brist


class Filform(NamedTuple):
    """What is known of a file before it is opened, from its profile. Empty = found out from the file.

    `kanda` are the folded names of columns that are known: they tell the header row from the titles above it.
    `summaord` are the words that a row of totals begins with.
    """

    kodning: str | None = None
    avgransare: str | None = None
    blad: tuple[str, ...] = ()
    kanda: frozenset[str] = frozenset()
    summaord: tuple[str, ...] = ("summa", "totalt", "total", "antal")


UTAN_FORM: Final = Filform()
"""Nothing is known beforehand."""


class Tabell(NamedTuple):
    """A table in a file: its header as written and as folded names, and its rows.

    `rader` starts from the first data row each time it is called; rows without text are left out. It raises
    `Lasfel` where the file cannot be read further. `blad` is the sheet of a workbook, or the list of a JSON file.
    `stalle` is how messages name the table: the file, and the sheet where there are several.
    """

    fil: str
    blad: str | None
    rubrikrad: int
    rubriker: tuple[str, ...]
    kolumner: tuple[str, ...]
    rader: Callable[[], Iterator[Rad]]
    stalle: str = ""

    def plats(self, rad: int, kolumn: str | None = None) -> str:
        """Return how a message names a row, and a column of it."""
        row = f" rad {rad}" if rad else ""  # the header of a list in JSON stands in no row
        return f"{self.stalle or self.fil}{row}" + (f" kolumn {kolumn}" if kolumn else "")


Oppnad = tuple[tuple[Tabell, ...], tuple[Brist, ...]]
"""The tables of a file, and its faults (then no tables) or upplysningar."""


def fold(text: str) -> str:
    """Return a name or code in its one form: lower case, ASCII, words joined by `_`."""
    return re.sub(r"[\s\-]+", "_", text.strip().casefold().translate(_ASCII))


def shown(name: str) -> str:
    """Return the name of a file or sheet as a message may show it: one line, without what may be a personnummer."""
    one_line = " ".join(name.split())[:_LANGSTA_NAMN]
    text = "".join(c if c.isprintable() else "\ufffd" for c in one_line)
    return re.sub(r"\d", "•", text) if contains_identity(text) else text
