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
_TABELLFIL: Final = frozenset({".csv", ".txt", ".tsv"})
"""Files that hold one table. The names of the tables in others tell what they are, so they come out as a workbook."""


def write_findings(files: Sequence[Path], lage: Importlage, idag: date) -> tuple[str, ...]:
    """Write the refused rows of each file beside it, with what is wrong in a last column.

    A text file's rows become CSV, those of others a workbook whose sheets are called as the tables were. Rows are
    written as they are read, however many they are.
    """
    by_file: dict[Path, list[tuple[Tabell, list[Nekade]]]] = {}
    for number, (path, tabell) in enumerate(zip(files, lage.tabeller, strict=True)):
        refused = [n for (table, _), n in lage.nekade.items() if table == number]
        if refused:
            by_file.setdefault(path, []).append((tabell, refused))
    outputs: dict[Path, Innehall] = {}
    for path, tables in by_file.items():
        as_text = path.suffix.lower() in _TABELLFIL and len(tables) == 1
        target = free_name(path, "nekade", ".csv" if as_text else ".xlsx", outputs)
        outputs[target] = partial(_write_text, *tables[0]) if as_text else partial(_write_book, tables, idag)
    write_all_atomically(outputs, private=True)
    return tuple(str(p) for p in outputs)


def _write_text(tabell: Tabell, refused: Sequence[Nekade], out: BinaryIO) -> None:
    keep = _kept(tabell)
    write_rows(out, _header(tabell, keep), _lines(tabell, refused, keep))


def _write_book(tables: Sequence[tuple[Tabell, Sequence[Nekade]]], idag: date, out: BinaryIO) -> None:
    sheets = []
    for tabell, refused in tables:
        keep = _kept(tabell)
        columns = tuple(Kolumn(name) for name in _header(tabell, keep))
        sheets.append(Blad(tabell.blad or "Nekade", columns, _lines(tabell, refused, keep), bryt=False))
    write_workbook(out, Arbetsbok("Nekade rader", idag, tuple(sheets)))


def _kept(tabell: Tabell) -> Sequence[int]:
    return [i for i, k in enumerate(tabell.kolumner) if k != BRIST_KOLUMN]


def _header(tabell: Tabell, keep: Sequence[int]) -> list[str]:
    return [*(tabell.rubriker[i] for i in keep), BRIST_KOLUMN]


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
