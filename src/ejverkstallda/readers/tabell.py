"""Any file that is read in: what kind it is follows from what it holds, and what comes out is tables of text.

Rows are read when asked for, so that a list may be longer than memory (CSV, JSON). Limits stand in granser.py.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ejverkstallda.domain.brister import needs_someone
from ejverkstallda.readers.filslag import Filslag, recognise
from ejverkstallda.readers.granser import TEXTFIL, check_size
from ejverkstallda.readers.tabellmodell import UTAN_FORM, Filform, Lasfel, Oppnad, Rad, Tabell, fold
from ejverkstallda.readers.textfil import open_text

__all__ = ["UTAN_FORM", "Filform", "Lasfel", "Oppnad", "Rad", "Tabell", "fold", "open_tables"]


def open_tables(path: Path, form: Filform = UTAN_FORM) -> Oppnad:
    """Open a file by its content: its tables that have a header, and what must be told of it.

    Faults (`fel`) leave no tables. Reading the rows of a table may still raise `Lasfel`.
    """
    try:
        check_size(path, TEXTFIL)
        tables, told = _OPPNARE[recognise(path)](path, form)
    except Lasfel as error:
        return (), (error.brist,)
    return (() if needs_someone(told) else tables), told


def _xlsx(path: Path, form: Filform) -> Oppnad:
    from ejverkstallda.readers.xlsxfil import open_xlsx  # noqa: PLC0415 — a CSV must not wait for calamine

    return open_xlsx(path, form)


def _xls(path: Path, form: Filform) -> Oppnad:
    from ejverkstallda.readers.xlsfil import open_xls  # noqa: PLC0415 — nor for xlrd

    return open_xls(path, form)


def _json(path: Path, form: Filform) -> Oppnad:
    from ejverkstallda.readers.jsonfil import open_json  # noqa: PLC0415 — nor for ijson

    return open_json(path, form)


_OPPNARE: Final[dict[Filslag, Callable[[Path, Filform], Oppnad]]] = {
    Filslag.TEXT: open_text,
    Filslag.XLSX: _xlsx,
    Filslag.XLS: _xls,
    Filslag.JSON: _json,
}
