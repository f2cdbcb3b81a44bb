"""Which row of a table is its header, and which rows at its end are totals."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import KOLUMNER, RUBRIKRADER
from ejverkstallda.readers.tabellmodell import Filform, Lasfel, fold


def known_names(cells: Iterable[str], kanda: frozenset[str]) -> int:
    """Return how many different known names a row holds."""
    return len(kanda.intersection(map(fold, cells)))


def find_header(rows: Iterable[Sequence[str]], kanda: frozenset[str]) -> tuple[int, Sequence[str]] | None:
    """Return the index and the cells of the header among a table's first rows; None if no row has text.

    It is the first row with two known names (one, where only one is known or the table has a single column), else
    the first row that has any text.
    """
    head = [(i, cells) for i, cells in enumerate(islice(rows, RUBRIKRADER)) if any(map(str.strip, cells))]
    if not head:
        return None
    single = all(sum(1 for cell in cells if cell.strip()) <= 1 for _, cells in head)
    needed = 1 if single else min(2, max(1, len(kanda)))
    return next((row for row in head if known_names(row[1], kanda) >= needed), head[0])


def clean_header(cells: Sequence[str], plats: str) -> tuple[str, ...]:
    """Return the header's cells without the empty ones after the last.

    Raises:
        Lasfel: there are more than a table may have.
    """
    header = [" ".join(cell.split()) for cell in cells]
    if len(header) > KOLUMNER and any(header[KOLUMNER:]):
        text = f"Rubrikraden har {len(header)} kolumner; högst {KOLUMNER} läses."
        raise Lasfel(fk.FIL_CSV.brist(text, plats))
    return tuple(header[:KOLUMNER])


def is_total(cells: Iterable[Any], summaord: tuple[str, ...]) -> bool:
    """Tell whether a row's first cell with anything in it begins with a word for totals: `Summa:`, `Totalt antal`."""
    first = next((cell for cell in cells if cell not in {"", None} and (not isinstance(cell, str) or cell.strip())), "")
    return isinstance(first, str) and fold(first).split("_")[0].rstrip(":.") in summaord


def last_totals(rows: Iterable[tuple[int, Sequence[Any]]], form: Filform) -> tuple[int, ...]:
    """Return the numbers of the rows of totals that a table ends with; `rows` are those that have text."""
    found: list[int] = []
    for number, cells in rows:
        if is_total(cells, form.summaord):
            found.append(number)
        elif found:
            found = []
    return tuple(found)


def totals_left_out(numbers: Sequence[int], stalle: str) -> Brist:
    """Tell which rows of totals were left out."""
    which = f"Rad {numbers[0]}" if len(numbers) == 1 else f"Raderna {numbers[0]}–{numbers[-1]}"
    text = f"{which} sist i listan {'är en summa' if len(numbers) == 1 else 'är summor'} och lästes inte."
    return fk.SUMMARAD.brist(text, f"{stalle} rad {numbers[0]}")
