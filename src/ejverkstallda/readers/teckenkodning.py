"""Which encoding a text file has; text that was once read in the wrong one is recognised and refused."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import RADLANGD
from ejverkstallda.readers.tabellmodell import Lasfel, shown

BIT: Final = 256 * 1024
"""Bytes read at a time."""
PROV: Final = 4096
_BOM: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_VRID_BOM: Final = ("ï»¿", "ÿþ", "þÿ")
"""Byte order marks that were read as letters."""
_VRIDEN: Final = re.compile(
    "Ã[¥¤¶©…„–\x85\x84\x96]"  # UTF-8 read as cp1252 or ISO-8859-1: å ä ö é Å Ä Ö
    "|Ãƒ|Ã\x83"  # the same twice
    "|√[•§∂ÖÑ]"  # UTF-8 read as Mac Roman
    "|├[ÑñÂ╢àäû]"  # UTF-8 read as cp850 or cp437
    "|\ufffd"  # letters that a program could not read and replaced
)
_VRIDNA_TECKEN: Final = ("Ã", "√", "├", "\ufffd")
"""One of these begins each of them; looking for it is much quicker."""
_VRIDEN_ENBYTE: Final = re.compile("[a-zåäö][†„ŒŠ][a-zåäö]")
"""Å and ä of cp850 and Mac Roman read as cp1252, inside a word."""
_STYRTECKEN: Final = re.compile(r"[\x01-\x08\x0e-\x1f]")
_TVA_BYTE_ANDEL: Final = 0.4
"""At least this share of a Swedish text in UTF-16 is the zero half of a letter."""
_BINAR_ANDEL: Final = 50


def find_garbled(text: str) -> int | None:
    """Return where a text holds letters that come from reading it in the wrong encoding; None if nowhere."""
    if text.isascii() or not any(c in text for c in _VRIDNA_TECKEN):
        return None
    found = _VRIDEN.search(text)
    return found.start() if found else None


def garbled(place: str) -> Brist:
    """Say that the letters have been read in the wrong encoding."""
    text = "Filen har sparats med fel teckenkodning; å, ä och ö har blivit andra tecken (till exempel Ã¥, √• eller �)."
    return fk.FIL_TECKEN.brist(text, place)


def decoded(path: Path, kodning: str) -> Iterator[str]:
    """Read a text file piece by piece, without its byte order mark.

    Raises:
        UnicodeDecodeError: it has another encoding.
        OSError: it cannot be read.
    """
    decoder = codecs.getincrementaldecoder(kodning)()
    with path.open("rb") as file:
        yield decoder.decode(file.read(BIT)).lstrip("\ufeff")
        while piece := file.read(BIT):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def find_encoding(path: Path, given: str | None = None) -> str:
    """Return the encoding of a text file, after reading all of it once: `given`, or what its bytes tell.

    That is UTF-8, UTF-16 (also without byte order mark, when plainly so) or else cp1252.

    Raises:
        Lasfel: it is no text, has another encoding, or was once read in the wrong one.
        OSError: it cannot be read.
    """
    name = shown(path.name)
    with path.open("rb") as file:
        head = file.read(PROV)
    if head.decode("utf-8", errors="ignore").lstrip("\ufeff").startswith(_VRID_BOM):
        raise Lasfel(garbled(name))
    marked = next((kodning for bom, kodning in _BOM if head.startswith(bom)), None)
    sure = marked or given or _two_bytes(head)
    if sure:
        return _whole(path, name, _codec(sure, name))
    if b"\0" in head:
        raise Lasfel(fk.FIL_BINAR.brist("Filen är ingen textfil; den innehåller NUL-tecken.", name))
    try:
        return _checked(path, name, "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(path, name)


def _codec(kodning: str, name: str) -> str:
    try:
        codecs.lookup(kodning)
    except LookupError:
        text = f"Teckenkodningen {shown(kodning)} finns inte."
        raise Lasfel(fk.FIL_TECKEN.brist(text, name)) from None
    return kodning


def _two_bytes(head: bytes) -> str | None:
    """Recognise UTF-16 without byte order mark: every other byte of a Swedish text is zero."""
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd >= _TVA_BYTE_ANDEL and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even >= _TVA_BYTE_ANDEL and odd == 0 else None


def _whole(path: Path, name: str, kodning: str) -> str:
    """Hold a file against the encoding it says it has."""
    try:
        return _checked(path, name, kodning)
    except UnicodeError:
        kind = kodning.removesuffix("-le").removesuffix("-be").upper()
        raise _broken(kind, name) from None


def _not_utf8(path: Path, name: str) -> str:
    """Read as cp1252 what is not UTF-8. What is UTF-8 in all but a few places is damaged, not cp1252."""
    try:
        return _checked(path, name, "cp1252")
    except UnicodeDecodeError:
        text = "Filen är ingen textfil, eller har en teckenkodning som inte läses."
        raise Lasfel(fk.FIL_BINAR.brist(text, name)) from None


def _broken(kind: str, name: str) -> Lasfel:
    text = (
        f"Filen är sparad som {kind} men innehåller tecken som inte går att läsa så; "
        "den kan vara avbruten, skadad eller hopsatt av filer med olika teckenkodning."
    )
    return Lasfel(fk.FIL_TECKEN.brist(text, name))


def _checked(path: Path, name: str, kodning: str) -> str:
    """Read the whole file and look for what a text cannot hold."""
    row, tail, line = 1, "", 0
    for piece in decoded(path, kodning):
        text = tail + piece
        if row == 1 and text.startswith(_VRID_BOM):
            raise Lasfel(garbled(name))
        if (found := find_garbled(text)) is not None:
            place = f"{name} rad {row + _lines(text[len(tail) : found])}"
            raise _broken("UTF-8", name) if kodning == "cp1252" else Lasfel(garbled(place))
        if kodning == "cp1252" and (wrong := _VRIDEN_ENBYTE.search(text)):
            place = f"{name} rad {row + _lines(text[len(tail) : wrong.start()])}"
            raise Lasfel(fk.FIL_TECKEN.brist("Filen är sparad i DOS eller Macs äldre teckenkodning.", place))
        if "\0" in piece or _is_binary(piece, first=row == 1 and not tail):
            what = "innehåller NUL-tecken" if "\0" in piece else "innehåller styrtecken"
            raise Lasfel(fk.FIL_BINAR.brist(f"Filen är ingen textfil; den {what}.", name))
        lines = _lines(piece)
        line = 0 if lines else line + len(piece)
        if line > RADLANGD:
            what = f"Rad {row} är längre än {RADLANGD} tecken."
            raise Lasfel(fk.FIL_CSV.brist(what, f"{name} rad {row}"))
        tail = text[-2:]
        row += lines
    return kodning


def _lines(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _is_binary(piece: str, *, first: bool) -> bool:
    """Tell whether the beginning of a file is more than one in fifty control characters."""
    return first and len(_STYRTECKEN.findall(piece[:PROV])) > len(piece[:PROV]) // _BINAR_ANDEL
