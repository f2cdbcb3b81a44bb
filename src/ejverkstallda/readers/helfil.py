"""A CSV file read whole, for readers/rader.py until it takes its rows one at a time from open_tables."""

from dataclasses import dataclass
from pathlib import Path

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers.tabell import Lasfel, open_tables
from ejverkstallda.readers.tabellmodell import Tabellrad


@dataclass(frozen=True, slots=True)
class Tabell:
    """A file's header as written and as folded names, and all its rows."""

    fil: str
    rubriker: tuple[str, ...]
    kolumner: tuple[str, ...]
    rader: tuple[Tabellrad, ...]

    def plats(self, rad: int, kolumn: str | None = None) -> str:
        """Return how a message names a row, and a column of it."""
        return f"{self.fil} rad {rad}" + (f" kolumn {kolumn}" if kolumn else "")


def read_table(path: Path) -> Tabell | Brist:
    """Read the first table of a file whole, or tell what stops it."""
    tables, told = open_tables(path)
    if not tables:
        return told[0]
    table = tables[0]
    try:
        rows = tuple(Tabellrad(number, tuple(cells)) for number, cells in table.rader())
    except Lasfel as error:
        return error.brist
    return Tabell(table.fil, table.rubriker, table.kolumner, rows)
