"""The tables of a document as one CSV in long form: a row per cell, told by section, table, row and column."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from ejverkstallda.report.modell import Dokument
from ejverkstallda.writers.csvfil import write_csv
from ejverkstallda.writers.tabellutdrag import Tabellutdrag, cell_value, extract_tables

KOLUMNER: Final = ("avsnitt", "tabell", "rad", "kolumn", "varde")


def render_csv(dokument: Dokument) -> bytes:
    """Return the tables and case lists of a document. Numbers have no spaces and a decimal comma, dates are ISO."""
    return write_csv(KOLUMNER, (row for table in extract_tables(dokument) for row in _rows(table)))


def _rows(table: Tabellutdrag) -> Iterator[tuple[str, ...]]:
    """Yield a table's cells, each row's dated lines after its cells. A head that names its row is no cell."""
    first = 1 if table.radrubrik else 0
    notes = table.noteringar or ((),) * len(table.rader)
    for name, cells, lines in zip(table.radnamn, table.rader, notes, strict=True):
        where = (table.avsnitt, table.namn, name)
        for kolumn, cell in list(zip(table.kolumner, cells, strict=True))[first:]:
            yield (*where, kolumn.rubrik, _text(cell_value(cell, kolumn)))
        days: Counter[date] = Counter()
        for note in lines:
            days[note.datum] += 1
            nth = f" ({days[note.datum]})" if days[note.datum] > 1 else ""
            yield (*where, f"Notering {note.datum}{nth}", note.text)


def _text(value: str | float | date | None) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
