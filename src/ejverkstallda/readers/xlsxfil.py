"""XLSX, read by python-calamine once xlsxkontroll has let it through."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ejverkstallda.domain.brister import needs_someone
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import XLSX_FIL, check_size, unreadable
from ejverkstallda.readers.kalkylblad import Blad, choose_sheets, composed_row, make_tables, plain_row
from ejverkstallda.readers.tabellmodell import Filform, Lasfel, Oppnad, shown
from ejverkstallda.readers.xlsxkontroll import check_workbook

_RUST_PANIK: Final = "PanicException"


def open_xlsx(path: Path, form: Filform) -> Oppnad:
    """Open an XLSX: a table for each sheet that has text, and what must be told of it.

    Raises:
        Lasfel: it is no workbook, is damaged, too large, encrypted or linked to other files.
    """
    check_size(path, XLSX_FIL)
    name = shown(path.name)
    try:
        with path.open("rb") as file:
            bok, told = check_workbook(file, name)
            if needs_someone(told):
                return (), told
            file.seek(0)
            with _faults(name), CalamineWorkbook.from_filelike(file) as book:
                kinds = [s for s in book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
                seen = [(s.name, s.visible is not SheetVisibleEnum.Visible) for s in kinds]
                chosen, hidden = choose_sheets(seen, form, name)
                sheets = [_sheet(book.get_sheet_by_name(kinds[i].name), name) for i in chosen]
    except OSError as error:
        raise unreadable(path, error) from None
    to_texts = plain_row if bok.sammansatt else composed_row
    tables, left_out = make_tables(name, sheets, form, to_texts, flera=len(kinds) > 1)
    return tables, (*told, *hidden, *left_out)


def _sheet(sheet: CalamineSheet, fil: str) -> Blad:
    def rows() -> Iterator[Sequence[Any]]:
        with _faults(fil):
            yield from sheet.iter_rows()

    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Blad(sheet.name, rows, merged)


@contextmanager
def _faults(name: str) -> Iterator[None]:
    """Turn what calamine says of a damaged workbook into a fault; also a panic of its Rust, which is no Exception."""
    try:
        yield
    except (CalamineError, ValueError, OverflowError):
        pass
    except BaseException as error:  # the class of a panic cannot be imported
        if type(error).__name__ != _RUST_PANIK:
            raise
    else:
        return
    raise Lasfel(fk.FIL_SKADAD.brist("Arbetsboken går inte att läsa: innehållet är skadat.", name))
