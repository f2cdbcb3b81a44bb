"""What kind of file it is, by what it holds: a name's ending is what somebody called it."""

import codecs
from enum import StrEnum
from pathlib import Path
from typing import Final

from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import unreadable
from ejverkstallda.readers.tabellmodell import Lasfel, shown

_PROV: Final = 4096


class Filslag(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    XLS = "xls"


_LASBARA: Final = (
    (b"PK\x03\x04", Filslag.XLSX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Filslag.XLS),
)
_ANDRA: Final = (
    (b"%PDF", "en PDF"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"\x89PNG", "en bild (PNG)"),
    (b"\xff\xd8\xff", "en bild (JPEG)"),
    (b"GIF8", "en bild (GIF)"),
    (b"PK\x05\x06", "ett tomt zip-arkiv"),
    (b"\x1f\x8b", "en packad fil (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "en packad fil (7z)"),
    (b"Rar!\x1a\x07", "en packad fil (RAR)"),
    (b"SQLite format 3\0", "en databas (SQLite)"),
    (b"\x09\x08\x10\x00", "en arbetsbok utan hölje (BIFF)"),
    (b"\x09\x04\x06\x00", "en arbetsbok från Excel 4 eller äldre"),
    (b"MZ", "ett program"),
)
_MARKUP: Final = (
    (b"<!doctype html", "en webbsida (HTML)"),
    (b"<html", "en webbsida (HTML)"),
    (b"<table", "en webbsida (HTML)"),
    (b"<?xml", "en XML-fil"),
    (b"<workbook", "en XML-fil"),
)


def wrong_kind(what: str, name: str) -> Lasfel:
    """Say that a file is of a kind that is not read."""
    return Lasfel(fk.FIL_FEL_SLAG.brist(f"Filen är {what}, vad den än heter; det slaget läses inte.", name))


def recognise(path: Path) -> Filslag:
    """Return the kind of a file by its first bytes.

    Raises:
        Lasfel: it is of a kind that is not read, or cannot be read at all.
    """
    name = shown(path.name)
    try:
        with path.open("rb") as file:
            head = file.read(_PROV)
    except OSError as error:
        raise unreadable(path, error) from None
    for start, slag in _LASBARA:
        if head.startswith(start):
            return slag
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((what for start, what in _ANDRA if head.startswith(start)), None)
    found = found or next((what for start, what in _MARKUP if text.lower().startswith(start)), None)
    if found:
        raise wrong_kind(found, name)
    if head.startswith((codecs.BOM_UTF16_LE + b"{\0", codecs.BOM_UTF16_BE + b"\0{")):
        raise Lasfel(fk.FIL_TECKEN.brist("Filen är JSON i UTF-16; JSON läses i UTF-8.", name))
    # No CSV that anybody has begins with a brace, or with a bracket before one.
    return Filslag.JSON if text[:1] == b"{" or text[:1] + text[1:].lstrip()[:1] in {b"[{", b"[]"} else Filslag.TEXT
