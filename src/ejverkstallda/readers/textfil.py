"""CSV as people save it, read row by row: any of three separators, any of three encodings, however long it is."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Final

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.formelskydd import strip_protection
from ejverkstallda.readers.granser import CELL, RADLANGD, RUBRIKRADER, TEXTFIL, check_size, unreadable
from ejverkstallda.readers.rubrikrad import (
    clean_header,
    find_header,
    is_total,
    known_names,
    last_totals,
    totals_left_out,
)
from ejverkstallda.readers.tabellmodell import Filform, Lasfel, Oppnad, Rad, Tabell, fold, shown
from ejverkstallda.readers.teckenkodning import BIT, decoded, find_encoding

_AVGRANSARE: Final = (";", "\t", ",")
_SEP: Final = re.compile(r"sep=([;,\t|])[\r\n]", re.IGNORECASE)
"""The line with which a file tells Excel its separator."""
_SVANS: Final = 16 * 1024
"""Bytes at the end in which totals are looked for."""


def open_text(path: Path, form: Filform) -> Oppnad:
    """Open a CSV file: its one table, and what was left out of it.

    Raises:
        Lasfel: it is no text, or has no header.
    """
    check_size(path, TEXTFIL)
    name = shown(path.name)
    try:
        kodning = find_encoding(path, form.kodning)
        sample = _sample(path, kodning)
        named = _SEP.match(sample)
        avgransare = form.avgransare or (named[1] if named else _separator(sample, form))
        first_rows = _split(sample, avgransare)
        found = find_header([[], *first_rows[1:]] if named else first_rows, form.kanda)
        if found is None or not sample.strip(f'{"".join(_AVGRANSARE)}" \r\n'):
            raise Lasfel(fk.FIL_TOM.brist(fk.FIL_TOM.betydelse, name))
        index, cells = found
        rows = Textrader(path, kodning, avgransare, index + 1)
        header = clean_header(cells, f"{name} rad {index + 1}")
        told: tuple[Brist, ...] = ()
        if _may_end_in_totals(path, kodning, avgransare, form) and (numbers := last_totals(rows(), form)):
            rows = Textrader(path, kodning, avgransare, index + 1, numbers[0])
            told = (totals_left_out(numbers, name),)
    except OSError as error:
        raise unreadable(path, error) from None
    return (Tabell(name, None, index + 1, header, tuple(map(fold, header)), rows),), told


class Textrader:
    """The data rows of a CSV file. Each call reads the file anew, a piece at a time."""

    def __init__(self, path: Path, kodning: str, avgransare: str, rubrikrad: int, slut: int | None = None) -> None:
        self._path = path
        self._name = shown(path.name)
        self._kodning = kodning
        self._avgransare = avgransare
        self._rubrikrad = rubrikrad
        self._slut = slut

    def __call__(self) -> Iterator[Rad]:
        """Yield the rows that hold anything, numbered as in the file.

        A line break within quotation marks is no new row, as in a spreadsheet.

        Raises:
            Lasfel: from some row the file cannot be told apart into rows and cells.
        """
        progress = [0]
        number = 0
        try:
            reader = csv.reader(chain.from_iterable(self._lines(progress)), delimiter=self._avgransare, strict=True)
            for number, cells in enumerate(reader, start=1):
                progress[0] = number
                if number > self._rubrikrad and ((cells and cells[0].strip()) or any(map(str.strip, cells))):
                    if number == self._slut:
                        return
                    yield number, list(map(strip_protection, cells)) if "'" in "".join(cells) else cells
        except csv.Error:
            raise _not_csv(self._name, number + 1) from None
        except UnicodeError:
            text = f"Rad {number + 1} har en annan teckenkodning; filen ändrades medan den lästes."
            raise Lasfel(fk.FIL_TECKEN.brist(text, f"{self._name} rad {number + 1}")) from None
        except OSError as error:
            raise unreadable(self._path, error) from None

    def _lines(self, progress: list[int]) -> Iterator[Iterator[str]]:
        """Feed the reader whole lines. What gives no row for long is an open quotation mark or an endless row."""
        before, fed, rest = 0, 0, ""
        for piece in decoded(self._path, self._kodning):
            fed = fed + len(piece) if progress[0] == before else 0
            if fed > RADLANGD + 2 * BIT:
                raise _not_csv(self._name, before + 1)
            before = progress[0]
            text = rest + piece
            end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            rest = text[end:]
            yield StringIO(_composed(text[:end]), newline="")
        yield StringIO(_composed(rest), newline="")


def _composed(text: str) -> str:
    """Return a text with å, ä and ö as one character each; a Mac writes them as two."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _not_csv(name: str, rad: int) -> Lasfel:
    """Name the first row that cannot be told from those after it: an open quotation mark would swallow them."""
    why = f"ett citattecken saknas, eller en cell har fler än {CELL} tecken"
    text = f"Från rad {rad} går filen inte att dela upp i rader och celler: {why}."
    return Lasfel(fk.FIL_CSV.brist(text, f"{name} rad {rad}"))


def _sample(path: Path, kodning: str) -> str:
    """Return the beginning of a file as text, whole lines."""
    text = ""
    for piece in islice(decoded(path, kodning), 2):
        text += piece
    return _composed(text)


def _split(sample: str, avgransare: str) -> list[list[str]]:
    """Return the first rows as a separator parts them; those before a row that cannot be parted."""
    rows: list[list[str]] = []
    reader = csv.reader(StringIO(sample, newline=""), delimiter=avgransare, strict=True)
    with suppress(csv.Error):
        rows.extend(islice(reader, RUBRIKRADER))
    return rows


def _separator(sample: str, form: Filform) -> str:
    """Return the separator that shows most known names in the header, or else most cells in it."""

    def weight(avgransare: str) -> tuple[int, int]:
        found = find_header(_split(sample, avgransare), form.kanda)
        return (0, 0) if found is None else (known_names(found[1], form.kanda), len(found[1]))

    return max(_AVGRANSARE, key=weight)


def _may_end_in_totals(path: Path, kodning: str, avgransare: str, form: Filform) -> bool:
    """Look at the last line, so that only a file that seems to end in totals is read through to number them."""
    with path.open("rb") as file:
        start = max(0, path.stat().st_size - _SVANS)
        file.seek(start - start % 4)
        text = file.read().decode(kodning, errors="ignore")
    lines: Sequence[str] = [line for line in text.splitlines() if line.strip(f"{avgransare} \t")]
    return bool(lines) and is_total((cell.strip('" ') for cell in lines[-1].split(avgransare)), form.summaord)
