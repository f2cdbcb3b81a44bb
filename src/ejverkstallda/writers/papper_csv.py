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
    """Yield a table's cells, each row's dated lines after its cells. The head of a row is its name, and no cell."""
    first = 1 if table.radrubrik else 0
    notes: dict[str, list[tuple[date, str]]] = {}
    for name, day, text in table.noteringar:
        notes.setdefault(name, []).append((day, text))
    for name, cells in zip(table.radnamn, table.rader, strict=True):
        where = (table.avsnitt, table.namn, name)
        for kolumn, cell in list(zip(table.kolumner, cells, strict=True))[first:]:
            yield (*where, kolumn.rubrik, _text(cell_value(cell, kolumn)))
        days: Counter[date] = Counter()
        for day, text in notes.get(name, ()):
            days[day] += 1
            yield (*where, f"Notering {day}" + (f" ({days[day]})" if days[day] > 1 else ""), text)


def _text(value: str | float | date | None) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
