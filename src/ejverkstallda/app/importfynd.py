"""The findings file of an import: refused rows beside their input, to be corrected and read in again."""

import os
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from ejverkstallda.app.importlage import Importlage, Nekade
from ejverkstallda.readers.rader import BRIST_KOLUMN
from ejverkstallda.readers.tabell import Tabell
from ejverkstallda.writers.atomisk import Innehall, write_all_atomically
from ejverkstallda.writers.csvfil import write_rows
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, Kolumn, write_workbook

_LANGST: Final = 30_000
"""Characters of findings that a cell is given; a workbook's cell holds little more."""
_ARBETSBOCKER: Final = frozenset({".xlsx", ".xls"})


def write_findings(files: Sequence[Path], lage: Importlage, idag: date) -> tuple[str, ...]:
    """Write the refused rows of each table beside its file, with what is wrong in a last column.

    A workbook's rows become a workbook, others CSV. Rows are written as they are read, however many they are.
    """
    outputs: dict[Path, Innehall] = {}
    for number, (path, tabell) in enumerate(zip(files, lage.tabeller, strict=True)):
        refused = [n for (table, _), n in lage.nekade.items() if table == number]
        if not refused:
            continue
        as_book = path.suffix.lower() in _ARBETSBOCKER
        target = free_name(path, "nekade", ".xlsx" if as_book else ".csv", outputs)
        outputs[target] = partial(_write, tabell, refused, idag if as_book else None)
    write_all_atomically(outputs, private=True)
    return tuple(str(p) for p in outputs)


def _write(tabell: Tabell, refused: Sequence[Nekade], as_book_of: date | None, out: BinaryIO) -> None:
    keep = [i for i, k in enumerate(tabell.kolumner) if k != BRIST_KOLUMN]
    header = [*(tabell.rubriker[i] for i in keep), BRIST_KOLUMN]
    lines = _lines(tabell, refused, keep)
    if as_book_of is None:
        write_rows(out, header, lines)
        return
    blad = Blad(tabell.blad or "Nekade", tuple(Kolumn(name) for name in header), lines, bryt=False)
    write_workbook(out, Arbetsbok("Nekade rader", as_book_of, (blad,)))


def _lines(tabell: Tabell, refused: Sequence[Nekade], keep: Sequence[int]) -> Iterator[list[str]]:
    """The refused rows as they stand in the file, read once more, each with its texts."""
    readings = [iter(n) for n in refused]
    heads = [next(r, None) for r in readings]
    for rad, celler in tabell.rader():
        texts = []
        for i, reading in enumerate(readings):
            while (head := heads[i]) is not None and head[0] == rad:
                texts.append(head[1])
                heads[i] = next(reading, None)
        if texts:
            cells = [*celler, *[""] * len(tabell.rubriker)]
            yield [*(cells[i] for i in keep), " ".join(dict.fromkeys(texts))[:_LANGST]]


def free_name(path: Path, what: str, suffix: str, taken: Collection[Path] = ()) -> Path:
    """Return a name beside the input that no file has: one that somebody works on is never written over."""
    names = (f"{path.stem}_{what}{'' if n == 1 else f'_{n}'}{suffix}" for n in count(1))
    return next(p for p in map(path.with_name, names) if p not in taken and not os.path.lexists(p))
