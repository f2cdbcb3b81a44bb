"""Old XLS (Excel 97–2003), read by xlrd. It is pure Python: a damaged file cannot end the program."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import time
from pathlib import Path
from typing import Any, Final

import xlrd
from xlrd.xldate import xldate_as_datetime

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.filslag import wrong_kind
from ejverkstallda.readers.granser import BLAD, LISTADE, SLAGNA, XLS_FIL, check_size, unreadable
from ejverkstallda.readers.kalkylblad import Blad, choose_sheets, composed_row, make_tables
from ejverkstallda.readers.tabellmodell import Filform, Lasfel, Oppnad, shown
from ejverkstallda.readers.teckenkodning import find_garbled, garbled
from ejverkstallda.readers.xlsxblad import column_letters, is_beyond

_ANDRA: Final = (
    ("WordDocument", "ett Word-dokument"),
    ("PowerPoint Document", "en PowerPoint-presentation"),
    ("__properties_version1.0", "ett Outlook-meddelande"),
)


class _Tyst:
    """Where xlrd may write its remarks; nobody reads them."""

    def write(self, _text: str) -> None:
        """Take a remark."""


def open_xls(path: Path, form: Filform) -> Oppnad:
    """Open an XLS: a table for each sheet that has text, and what must be told of it.

    Raises:
        Lasfel: it is no workbook, is damaged, too large or encrypted.
    """
    check_size(path, XLS_FIL)
    name = shown(path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    _check_container(content, name)
    with _faults(name):
        book = xlrd.open_workbook(
            file_contents=content, logfile=_Tyst(), on_demand=True, formatting_info=True, ragged_rows=True
        )
        if book.nsheets > BLAD:
            raise Lasfel(fk.FIL_UPPACKAD.brist(f"Arbetsboken har fler än {BLAD} blad.", name))
        loaded = [book.sheet_by_index(i) for i in range(book.nsheets)]
    chosen, told = choose_sheets([(sheet.name, bool(sheet.visibility)) for sheet in loaded], form, name)
    sheets: list[Blad] = []
    for sheet in (loaded[i] for i in chosen):
        place = f"{name} blad {shown(sheet.name)}" if len(loaded) > 1 else name
        with _faults(name):
            told += _cell_faults(sheet, place)
        sheets.append(Blad(sheet.name, _rows(sheet, book.datemode, place), _merged(sheet, name)))
    tables, left_out = make_tables(name, sheets, form, composed_row, flera=len(loaded) > 1)
    return tables, (*told, *left_out)


def _check_container(content: bytes, name: str) -> None:
    """Tell by the container's list of streams what it holds; their names stand there in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Lasfel(fk.FIL_LOSENORD.brist(fk.FIL_LOSENORD.betydelse, name))
    if not any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        found = next((what for stream, what in _ANDRA if stream.encode("utf-16-le") in content), None)
        raise wrong_kind(found, name) if found else _damaged(name)


def _merged(sheet: Any, name: str) -> tuple[tuple[int, int, int, int], ...]:
    if len(sheet.merged_cells) > SLAGNA:
        text = f"Ett blad har fler än {SLAGNA} sammanslagna områden."
        raise Lasfel(fk.FIL_UPPACKAD.brist(text, name))
    return tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)


def _rows(sheet: Any, datemode: int, place: str) -> Callable[[], Iterator[Sequence[Any]]]:
    def rows() -> Iterator[Sequence[Any]]:
        width = max((sheet.row_len(i) for i in range(sheet.nrows)), default=0)
        for i in range(sheet.nrows):
            with _faults(place):
                row = [_value(*cell, datemode) for cell in zip(sheet.row_types(i), sheet.row_values(i), strict=True)]
            if any(type(cell) is str and find_garbled(cell) is not None for cell in row):
                raise Lasfel(garbled(f"{place} rad {i + 1}"))
            yield row + [""] * (width - len(row))

    return rows


def _value(kind: int, value: Any, datemode: int) -> Any:
    """Return a cell's value; a date that is none stays the number it is, for the column's own rule to refuse."""
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind != xlrd.XL_CELL_DATE or value < 0:
        return value
    try:
        moment = xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    return moment.time() if 0 <= value < 1 and moment.time() != time() else moment


def _cell_faults(sheet: Any, place: str) -> list[Brist]:
    """Return the cells that show an error, or a number that was rounded."""
    found: list[Brist] = []
    for i in range(sheet.nrows):
        for j, (kind, value) in enumerate(zip(sheet.row_types(i), sheet.row_values(i), strict=True)):
            where = f"{place} rad {i + 1} kolumn {column_letters(j + 1)}"
            if kind == xlrd.XL_CELL_ERROR:
                shown_value = xlrd.error_text_from_code.get(value, "#?")
                found.append(fk.CELL_FELVARDE.brist(f"Cellen visar felvärdet {shown_value}.", where))
            elif kind == xlrd.XL_CELL_NUMBER and is_beyond(value):
                found.append(fk.TAL_AVRUNDAT.brist(fk.TAL_AVRUNDAT.betydelse, where))
            if len(found) > LISTADE:
                return found
    return found


def _damaged(name: str) -> Lasfel:
    return Lasfel(fk.FIL_SKADAD.brist("Arbetsboken går inte att läsa: innehållet är skadat.", name))


@contextmanager
def _faults(name: str) -> Iterator[None]:
    """Turn what xlrd meets in a damaged workbook into a fault. It checks little: any error may come of it."""
    try:
        yield
    except Lasfel:
        raise
    except Exception as error:  # noqa: BLE001 — xlrd names no set of errors
        if "encrypted" in str(error):
            raise Lasfel(fk.FIL_LOSENORD.brist(fk.FIL_LOSENORD.betydelse, name)) from None
        raise _damaged(name) from None
