"""What is read at most. Every limit on a file stands here; they are held before it is opened and while it is unpacked.

Together they keep the program under 300 MB whatever the file says: a text file is read piece by piece, a workbook is
held whole, so its cells and texts are counted before the library that reads it may make room for them.
"""

import errno
import stat
from pathlib import Path
from typing import Final

from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.tabellmodell import Lasfel, shown
from ejverkstallda.report.granskning import contains_identity

MB: Final = 1024 * 1024
TEXTFIL: Final = 512 * MB
"""Bytes of a CSV or JSON file."""
XLSX_FIL: Final = 64 * MB
XLS_FIL: Final = 32 * MB
UPPACKAT: Final = 192 * MB
"""Bytes that an XLSX may unpack to in all."""
UPPACKAD_DEL: Final = 112 * MB
"""Bytes that one part of an XLSX may unpack to."""
DELAR: Final = 2_000
"""Parts (zip members) of an XLSX."""
BLAD: Final = 100
RADER_XLSX: Final = 1_048_576
CELLER: Final = 1_500_000
"""Cells of all sheets of an XLSX, counted as rows × columns in use."""
CELLTEXT: Final = 96 * MB
"""Bytes of text in all cells of an XLSX; a text shared by many cells counts for each of them."""
TEXTER: Final = 750_000
"""Shared texts of an XLSX."""
SLAGNA: Final = 20_000
"""Merged ranges of a sheet."""
KOLUMNER: Final = 200
CELL: Final = 131_072
"""Characters of a cell: what Python's csv reads as it comes."""
RADLANGD: Final = MB
"""Characters of a line of a text file."""
POST: Final = MB
"""Bytes of one row of a JSON file, or between two rows."""
DJUP: Final = 8
"""Levels of lists and objects within each other in a JSON file."""
SIFFROR: Final = 15
"""Digits of a number: Excel rounds what has more."""
LAGSTA_TAL: Final = -(10**10)
RUBRIKRADER: Final = 30
"""Rows in which the header is looked for."""
SLUTRADER: Final = 50
"""Rows at the end of a sheet in which totals are looked for."""
LISTADE: Final = 100
"""Cells of one kind that are named one by one in a file's faults."""

_OS: Final = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.ELOOP: "länken pekar på sig själv",
    errno.EIO: "disken svarar med fel",
}


def unreadable(path: Path, error: OSError) -> Lasfel:
    """Say why the operating system does not give the file."""
    name = shown(path.name)
    if isinstance(error, FileNotFoundError):
        whole = name if contains_identity(str(path)) else str(path)  # which folder was looked in is what helps
        return Lasfel(fk.FIL_SAKNAS.brist(f"Filen {whole} finns inte.", name))
    why = _OS.get(error.errno or 0, f"operativsystemets fel {error.errno}")
    return Lasfel(fk.FIL_OLASBAR.brist(f"Filen går inte att läsa: {why}.", name))


def check_size(path: Path, largest: int) -> None:
    """Hold an ordinary file to its size before it is opened.

    Raises:
        Lasfel: it is not there, is a folder or a device, is empty, or is larger than `largest` bytes.
    """
    name = shown(path.name)
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(path, error) from None
    if stat.S_ISDIR(found.st_mode):
        raise Lasfel(fk.FIL_OLASBAR.brist(f"{shown(str(path))} är en mapp, inte en fil.", name))
    if not stat.S_ISREG(found.st_mode):
        raise Lasfel(fk.FIL_OLASBAR.brist(f"{shown(str(path))} är ingen vanlig fil utan en enhet eller ett rör.", name))
    if found.st_size == 0:
        raise Lasfel(fk.FIL_TOM.brist(fk.FIL_TOM.betydelse, name))
    if found.st_size > largest:
        raise Lasfel(fk.FIL_FOR_STOR.brist(f"Filen är större än {largest // MB} MB.", name))
