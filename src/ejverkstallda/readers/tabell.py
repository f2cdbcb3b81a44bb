"""CSV as people save it: bytes to a header and rows of text, or the faults that stop it."""

import codecs
import csv
import errno
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import felkoder as fk

_MAX_BYTES: Final = 512 * 1024 * 1024
_MAX_CELL: Final = 100_000
_MAX_KOLUMNER: Final = 200
_AVGRANSARE: Final = (";", "\t", ",")
_ASCII: Final = str.maketrans("åäöé", "aaoe")
_FEL_KODNING: Final = re.compile("Ã[¥¤¶…„–]")
"""What å ä ö Å Ä Ö look like when UTF-8 was read as cp1252 and saved."""


@dataclass(frozen=True, slots=True)
class Tabellrad:
    """A row of text cells; `rad` is its number in the file, the header being 1."""

    rad: int
    celler: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabell:
    """A table in a file: its header as written and as folded names; rows are read when asked for, anew each time."""

    fil: str
    blad: str | None
    rubrikrad: int
    rubriker: tuple[str, ...]
    kolumner: tuple[str, ...]
    rader: Callable[[], Iterator[tuple[int, Sequence[str]]]]

    def plats(self, rad: int, kolumn: str | None = None) -> str:
        """Return how a message names a row, and a column of it."""
        return f"{self.fil} rad {rad}" + (f" kolumn {kolumn}" if kolumn else "")


class Lasfel(Exception):
    """The reading of a table stops in the middle."""

    def __init__(self, brist: Brist) -> None:
        self.brist = brist
        super().__init__(brist.kod)


@dataclass(frozen=True, slots=True)
class Filform:
    """What is known of a file before it is opened."""

    kodning: str | None = None
    avgransare: str | None = None
    blad: tuple[str, ...] = ()
    kanda: frozenset[str] = frozenset()
    summaord: tuple[str, ...] = ("summa", "totalt", "total", "antal")


def open_tables(path: Path, form: Filform = Filform()) -> tuple[tuple[Tabell, ...], tuple[Brist, ...]]:
    """Open a file's tables."""
    table = read_table(path)
    return ((), (table,)) if isinstance(table, Brist) else ((table,), ())


def fold(text: str) -> str:
    """Return a name or code in its one form: lower case, ASCII, words joined by `_`."""
    return re.sub(r"[\s\-]+", "_", text.strip().casefold().translate(_ASCII))


def read_table(path: Path) -> Tabell | Brist:
    """Read a CSV file (`;`, `,` or tab; UTF-8, UTF-16 with BOM, cp1252) whole, or tell what stops it."""
    text = _read_text(path)
    if isinstance(text, Brist):
        return text
    first_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_AVGRANSARE, key=first_line.count)

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        last = 0
        try:
            for row in _records(text, delimiter):
                last = row.rad
                yield row.rad, row.celler
        except csv.Error:
            raise Lasfel(_not_csv(path.name, last + 1)) from None

    def data() -> Iterator[tuple[int, Sequence[str]]]:
        return islice(rows(), 1, None)

    try:
        first = next(rows(), None)
    except Lasfel as e:
        return e.brist
    if first is None:
        return fk.FIL_TOM.brist("Filen är tom.", path.name)
    header = Tabellrad(*first)
    rubriker = tuple(cell.strip() for cell in header.celler)
    if len(rubriker) > _MAX_KOLUMNER:
        return fk.FIL_CSV.brist(f"Rubrikraden har {len(rubriker)} kolumner; högst {_MAX_KOLUMNER} läses.", path.name)
    return Tabell(path.name, None, header.rad, rubriker, tuple(fold(r) for r in rubriker), data)


def _not_csv(name: str, rad: int) -> Brist:
    """Name the first row that cannot be told from those after it: an open quotation mark would swallow them."""
    why = "ett citattecken saknas eller en cell är för lång"
    text = f"Från rad {rad} går filen inte att dela upp i rader och celler: {why}."
    return fk.FIL_CSV.brist(text, f"{name} rad {rad}")


def _read_text(path: Path) -> str | Brist:
    try:
        if path.exists() and not path.is_file():
            return _unreadable(path, OSError(errno.EINVAL, "ingen vanlig fil"))
        if path.stat().st_size > _MAX_BYTES:
            return fk.FIL_FOR_STOR.brist(f"Filen är större än {_MAX_BYTES // 1024 // 1024} MB.", path.name)
        data = path.read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    if not data.strip():
        return fk.FIL_TOM.brist("Filen är tom.", path.name)
    return _decode(data, path.name)


def _unreadable(path: Path, error: OSError) -> Brist:
    if isinstance(error, FileNotFoundError):
        return fk.FIL_SAKNAS.brist(f"Filen {path} finns inte.", path.name)
    if path.is_dir():
        return fk.FIL_OLASBAR.brist(f"{path} är en mapp, inte en fil.", path.name)
    why = "behörighet saknas" if isinstance(error, PermissionError) else str(error.strerror)
    return fk.FIL_OLASBAR.brist(f"Filen går inte att läsa: {why}.", path.name)


def _decode(data: bytes, name: str) -> str | Brist:
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data:
        return fk.FIL_BINAR.brist("Filen är ingen textfil.", name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            return fk.FIL_BINAR.brist("Filen är ingen textfil, eller har en teckenkodning som inte läses.", name)
    if _FEL_KODNING.search(text):
        return fk.FIL_TECKEN.brist("Filen har sparats med fel teckenkodning; å, ä och ö har blivit andra tecken.", name)
    if sum(1 for c in text[:4096] if c < " " and c not in "\t\r\n\f\v") > len(text[:4096]) // 50:
        return fk.FIL_BINAR.brist("Filen är ingen textfil.", name)
    return unicodedata.normalize("NFC", text)


def _records(text: str, delimiter: str) -> Iterator[Tabellrad]:
    """Yield the rows that hold anything, numbered as in the file; the first is the header."""
    old_limit = csv.field_size_limit(_MAX_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield Tabellrad(number, tuple(cells))
    finally:
        csv.field_size_limit(old_limit)
