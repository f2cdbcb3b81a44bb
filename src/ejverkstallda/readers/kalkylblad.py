"""Sheets of a workbook, whichever library read them, as tables: merged cells filled, totals at the end left out."""

import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import KOLUMNER, SLUTRADER
from ejverkstallda.readers.rubrikrad import clean_header, find_header, is_total, totals_left_out
from ejverkstallda.readers.tabellmodell import Filform, Lasfel, Oppnad, Rad, Tabell, fold, shown

Omrade = tuple[int, int, int, int]
"""A merged range: first row and column, last row and column; all count from 0."""
_HALV_SEKUND: Final = 500_000


class Blad(NamedTuple):
    """A sheet: its rows from row 1, each with its cells from column A, as the library gives their values."""

    namn: str
    rader: Callable[[], Iterable[Sequence[Any]]]
    slagna: tuple[Omrade, ...] = ()


def choose_sheets(names: Sequence[tuple[str, bool]], form: Filform, fil: str) -> tuple[list[int], list[Brist]]:
    """Return which sheets to read, by their place, and which hidden ones are left out.

    `names` are the sheets' names and whether they are hidden. A hidden sheet is read only if it is asked for by name.

    Raises:
        Lasfel: a sheet that is asked for is not there.
    """
    folded = [fold(name) for name, _ in names]
    asked = [fold(name) for name in form.blad]
    if missing := [name for name in form.blad if fold(name) not in folded]:
        there = ", ".join(shown(name) for name, _ in names)
        text = f"Bladet {shown(missing[0])} finns inte i filen; där finns {there}."
        raise Lasfel(fk.BLAD_SAKNAS.brist(text, fil))
    if asked:
        return [i for i, name in enumerate(folded) if name in asked], []
    told = [
        fk.BLAD_DOLT.brist(f"Bladet {shown(name)} är dolt och lästes inte.", f"{fil} blad {shown(name)}")
        for name, hidden in names
        if hidden
    ]
    return [i for i, (_, hidden) in enumerate(names) if not hidden], told


def make_tables(
    fil: str, sheets: Sequence[Blad], form: Filform, to_texts: Callable[[Sequence[Any]], list[str]], *, flera: bool
) -> Oppnad:
    """Return a table for each sheet that has any text, and what was left out of them. `flera`: the file has several.

    Raises:
        Lasfel: no sheet has any text, or one has too many columns.
    """
    tables: list[Tabell] = []
    told: list[Brist] = []
    for sheet in sheets:
        stalle = f"{fil} blad {shown(sheet.namn)}" if flera else fil
        made = _make_table(fil, stalle, sheet, form, to_texts)
        if made is not None:
            tables.append(made[0])
            told += made[1]
    if not tables:
        raise Lasfel(fk.FIL_TOM.brist("Arbetsboken har inget blad med text.", fil))
    return tuple(tables), tuple(told)


def _make_table(
    fil: str, stalle: str, sheet: Blad, form: Filform, to_texts: Callable[[Sequence[Any]], list[str]]
) -> tuple[Tabell, list[Brist]] | None:
    def all_rows() -> Iterator[Sequence[Any]]:
        return _filled(sheet.rader(), sheet.slagna) if sheet.slagna else iter(sheet.rader())

    found = find_header(map(to_texts, all_rows()), form.kanda)
    if found is None:
        return None
    index, cells = found
    header = clean_header(cells, f"{stalle} rad {index + 1}")
    # A header merged over two rows is one header.
    last = max((bottom for top, _, bottom, _ in sheet.slagna if top <= index <= bottom), default=index)
    totals = _totals(islice(all_rows(), last + 1, None), last + 2, form)

    def rader() -> Iterator[Rad]:
        for number, row in enumerate(islice(all_rows(), last + 1, None), start=last + 2):
            if totals and number == totals[0]:
                return
            if any(row) or _has_value(row):
                texts = to_texts(row)
                if texts[0].strip() or any(map(str.strip, texts)):
                    yield number, texts

    table = Tabell(fil, shown(sheet.namn), index + 1, header, tuple(map(fold, header)), rader, stalle)
    return table, [totals_left_out(totals, stalle)] if totals else []


def _totals(rows: Iterable[Sequence[Any]], first: int, form: Filform) -> list[int]:
    """Return the numbers of the rows of totals among the last rows of a sheet."""
    found: list[int] = []
    for number, row in reversed(deque(enumerate(rows, start=first), maxlen=SLUTRADER)):
        if not _has_value(row):
            continue
        if not is_total(row, form.summaord):
            break
        found.insert(0, number)
    return found


def _has_value(row: Sequence[Any]) -> bool:
    """Tell whether a row holds anything; a lone zero is something."""
    return any(row) or any(cell != "" for cell in row)


def _filled(rows: Iterable[Sequence[Any]], merged: Sequence[Omrade]) -> Iterator[Sequence[Any]]:
    """Give every cell of a merged range the value of its first one. A row that is empty but for that stays empty.

    Ranges that overlap are no spreadsheet's; the first one counts.
    """
    waiting = sorted(merged, reverse=True)
    current: list[tuple[Omrade, Any]] = []
    for number, row in enumerate(rows):
        empty = not _has_value(row)
        current = [(area, value) for area, value in current if area[2] >= number]
        while waiting and waiting[-1][0] <= number:
            _, left, _, right = area = waiting.pop()
            free = all(right < other[1] or other[3] < left for other, _ in current)
            if area[0] == number and left < min(len(row), KOLUMNER) and free:
                current.append((area, row[left]))
        if current and not empty:
            filled = list(row)
            for (_, left, _, right), value in current:
                end = min(right + 1, len(filled))
                filled[left:end] = [value] * (end - left)
            yield filled
        else:
            yield row


def _float_text(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _datetime_text(value: datetime) -> str:
    """Return a day, with its time to the second; fractions come from how a spreadsheet counts."""
    if value.microsecond:
        up = value.microsecond >= _HALV_SEKUND and value.year < MAXYEAR
        value = value.replace(microsecond=0) + timedelta(seconds=up)
    midnight = value.time() == time()
    return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")


_SOM_TEXT: Final[dict[type, Callable[[Any], str]]] = {
    float: _float_text,
    bool: lambda value: "ja" if value else "nej",
    date: date.isoformat,
    datetime: _datetime_text,
    time: time.isoformat,
}


def plain_row(row: Sequence[Any]) -> list[str]:
    """Return a row's values as text.

    Whole numbers without decimals, ja and nej, dates as 2019-01-31, with the time only where it is not midnight.
    """
    return [cell if type(cell) is str else _SOM_TEXT.get(type(cell), str)(cell) for cell in row]


def composed_row(row: Sequence[Any]) -> list[str]:
    """Return a row's values as text, with å, ä and ö as one character each."""
    return [cell if cell.isascii() else unicodedata.normalize("NFC", cell) for cell in plain_row(row)]
