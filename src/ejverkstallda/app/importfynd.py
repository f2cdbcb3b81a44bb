"""The findings file of an import: refused rows beside their input, to be corrected and read in again."""

import os
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from pathlib import Path

from ejverkstallda.app.importlage import Importlage, Nekade
from ejverkstallda.readers.rader import BRIST_KOLUMN
from ejverkstallda.readers.tabell import Tabell
from ejverkstallda.writers.atomisk import write_all_atomically
from ejverkstallda.writers.csvfil import write_csv


def write_findings(files: Sequence[Path], lage: Importlage) -> tuple[str, ...]:
    """Write the refused rows of each table beside its file, with what is wrong in a last column."""
    outputs: dict[Path, bytes] = {}
    for number, (path, tabell) in enumerate(zip(files, lage.tabeller, strict=True)):
        refused = [n for (table, _), n in lage.nekade.items() if table == number]
        if not refused:
            continue
        keep = [i for i, k in enumerate(tabell.kolumner) if k != BRIST_KOLUMN]
        header = [*(tabell.rubriker[i] for i in keep), BRIST_KOLUMN]
        outputs[free_name(path, "nekade", ".csv", outputs)] = write_csv(header, _lines(tabell, refused, keep))
    write_all_atomically(outputs, private=True)
    return tuple(str(p) for p in outputs)


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
            yield [*(cells[i] for i in keep), " ".join(dict.fromkeys(texts))]


def free_name(path: Path, what: str, suffix: str, taken: Collection[Path] = ()) -> Path:
    """Return a name beside the input that no file has: one that somebody works on is never written over."""
    names = (f"{path.stem}_{what}{'' if n == 1 else f'_{n}'}{suffix}" for n in count(1))
    return next(p for p in map(path.with_name, names) if p not in taken and not os.path.lexists(p))
