"""Holds an XLSX to the limits before the library that reads it makes room for what it says.

The library keeps a sheet as a full grid from A1 to the last cell in use, and a copy of a shared text for each cell
that has it; either can ask for more memory than there is, which ends the program. A sheet in the plain form that
spreadsheet programs write passes on one search through its bytes; any other is read cell by cell (xlsxblad.py).
"""

import re
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from operator import sub
from typing import BinaryIO, Final

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import BLAD, CELLER, CELLTEXT, KOLUMNER, LISTADE, MB, RADER_XLSX, SLAGNA, TEXTER
from ejverkstallda.readers.tabellmodell import Lasfel
from ejverkstallda.readers.teckenkodning import find_garbled, garbled
from ejverkstallda.readers.xlsxarkiv import Arkiv
from ejverkstallda.readers.xlsxblad import Bladgranskning, OgiltigtBlad, column_letters, column_number, look_closer
from ejverkstallda.readers.xlsxdelar import sheet_places

_P: Final = rb"(?:[^\s<>/:]+:)?"
_KODNING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"']|us-ascii[\"'])", re.IGNORECASE
)
_STORT_ANTAL: Final = re.compile(rb"ount\s*=\s*[\"']\s*\+?\d{8,}")
_BLAD: Final = re.compile(rb"<" + _P + rb"sheetData[\s/>]")
_PROLOG: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>(?:\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*)<(?:[^\s<>/:!?]+:)?([^\s<>/:!?]+)", re.DOTALL
)
"""What may stand before the outermost element, and its name. A DTD may not."""
_TEXTSLUT: Final = re.compile(rb"</" + _P + rb"si\s*>|<" + _P + rb"si\s*/>")
_KOLUMN: Final = re.compile(rb'<c r="([A-Z]{1,3})\d')
_FORLED: Final = re.compile(rb":(?:c|row)[\s/>]")
"""A cell or a row with a namespace before its name."""
_DELAD_CELL: Final = re.compile(rb't="s"><v>(\d{1,9})</v>')
_ENKEL_CELL: Final = (
    r'(?: s="\d{1,5}")?(?: t="s"><v>\d{1,9}</v></c>|(?: t="(?:n|b|inlineStr)")?'
    r"(?:>(?:<is>|</c>|<v>(?:-?\d{1,10}|\d{11,15})(?:\.\d*)?(?:E-\d{1,3})?</v></c>)| ?/>))"
)
"""The rest of a plain cell: no formula, no error, no number that is too large or has been rounded."""
_VRIDNA: Final = (b"\x83", b"\x9a", b"\x9c", b"\xef")
"""Bytes of the letters that garbled text begins with (teckenkodning.py); each is rare in other text."""
_OSAMMANSATTA: Final = (b"\xcc", b"\xcd", b"\x84", b"&")
"""Bytes of letters in more than one piece, or of a letter written by its number."""
_TEXTDEL: Final = "xl/sharedstrings.xml"
_FORSTA: Final = 64 * 1024


@dataclass(slots=True)
class Arbetsbok:
    """What is known of a workbook before it is read: its sheets by part, and what they take together.

    `sammansatt`: all its letters are one character each. `langder`: the bytes of its shared texts, with their tags.
    """

    namn: str
    sammansatt: bool = True
    langder: "array[int]" = field(default_factory=lambda: array("L"))
    blad: dict[str, Bladgranskning] = field(default_factory=dict)
    delar: dict[str, bytes] = field(default_factory=dict)


def check_workbook(file: BinaryIO, name: str) -> tuple[Arbetsbok, tuple[Brist, ...]]:
    """Hold a workbook to the limits; return what is known of it, and what must be told of its cells.

    Raises:
        Lasfel: it is damaged, too large, encrypted, linked to other files, or no workbook.
    """
    bok = Arbetsbok(name)
    for part, content in Arkiv(file, name).parts(first=_TEXTDEL):
        root = _PROLOG.match(content)
        if part.startswith("xl/"):
            _check_xml(bok, content, known=root is not None)
        if part.lower() == _TEXTDEL or (root and root[1] == b"sst"):
            _count_texts(bok, content)
        elif _BLAD.search(content):
            bok.blad[part] = _check_sheet(bok, content)
        elif part.startswith("xl/") and len(content) <= MB:
            bok.delar[part] = bytes(content)
    _check_sums(bok)
    return bok, tuple(_told(bok))


def _check_xml(bok: Arbetsbok, content: bytearray, *, known: bool) -> None:
    """Refuse what no spreadsheet program writes and what a search through bytes could not see."""
    if not known or b"\0" in content or _KODNING.match(content):
        raise _damaged(bok.namn, "en del är inte den XML som Excel skriver")
    if _STORT_ANTAL.search(content, 0, _FORSTA):
        raise _damaged(bok.namn, "en del säger sig ha fler poster än den har")
    if any(c in content for c in _VRIDNA) and find_garbled(content.decode(errors="ignore")) is not None:
        raise Lasfel(garbled(bok.namn))
    bok.sammansatt = bok.sammansatt and not any(c in content for c in _OSAMMANSATTA)


def _count_texts(bok: Arbetsbok, content: bytearray) -> None:
    if bok.langder or bok.blad:
        raise _damaged(bok.namn, "de gemensamma texterna ligger inte där de ska")
    ends = [found.end() for found in _TEXTSLUT.finditer(content)]
    begun = max(0, content.find(b"<si>", 0, ends[0])) if ends else 0  # 0: the first text is written in another way
    bok.langder.extend(map(sub, ends, [begun, *ends]))
    if len(bok.langder) > TEXTER:
        raise _too_large(bok.namn, f"fler än {TEXTER} olika texter")


def _check_sheet(bok: Arbetsbok, content: bytearray) -> Bladgranskning:
    if content.count(b"mergeCell ") > SLAGNA:
        raise _too_large(bok.namn, f"ett blad har fler än {SLAGNA} sammanslagna områden")
    found = _plain_size(content)
    if found is not None and (text := _shared_text(content, bok.langder)) is not None:
        return Bladgranskning(*found, text)
    try:
        return look_closer(content, bok.langder)
    except OgiltigtBlad:
        raise _damaged(bok.namn, "ett blad är skadat eller har en cell utanför det som ett blad rymmer") from None


def _plain_size(content: bytearray) -> tuple[int, int] | None:
    """Return the last row and column of a sheet in plain form; None where it has to be looked at closer.

    The guess is the last row in the file and the widest of the first rows. One search then looks for a row or a cell
    that goes beyond it, or is written in any other way.
    """
    last = content.rfind(b'<row r="')
    number = re.compile(rb'<row r="([1-9]\d{0,6})"').match(content, max(0, last))
    if number is None:
        return None
    rows = int(number[1])
    columns = max((column_number(c.decode()) for c in _KOLUMN.findall(content, 0, _FORSTA)), default=1)
    if rows * columns > CELLER or columns > KOLUMNER or rows > RADER_XLSX:
        return None
    row = pattern_up_to(rows).pattern
    letters = pattern_of_columns(columns).pattern
    cell = rf'<c(?=[\s/>])(?! r="{letters}{row}"{_ENKEL_CELL})'
    for beyond in (rf'<row(?=[\s/>])(?! r="{row}")', cell):
        if re.search(beyond.encode(), content):
            return None
    return None if _FORLED.search(content) else (rows, columns)


def pattern_up_to(number: int) -> re.Pattern[str]:
    """Return a pattern of the numbers from 1 to `number`."""
    digits = str(number)
    ways: list[str] = []
    for i, digit in enumerate(digits):
        low = "0" if i else "1"
        if digit > low:
            ways.append(rf"{digits[:i]}[{low}-{int(digit) - 1}]\d{{{len(digits) - i - 1}}}")
    shorter = [rf"[1-9]\d{{0,{len(digits) - 2}}}"] if len(digits) > 1 else []
    return re.compile(f"(?:{'|'.join([*ways, digits, *shorter])})")


def pattern_of_columns(column: int) -> re.Pattern[str]:
    """Return a pattern of the columns from A to that one, which has at most two letters."""
    letters = column_letters(column)
    if len(letters) == 1:
        return re.compile(f"[A-{letters}]")
    first, last = letters[0], letters[1]
    before = f"|[A-{chr(ord(first) - 1)}][A-Z]" if first > "A" else ""
    return re.compile(f"(?:[A-Z](?![A-Z])|{first}[A-{last}]{before})")


def _shared_text(content: bytearray, lengths: "array[int]") -> int | None:
    """Return the bytes of shared text in a plain sheet, at most; None where it has to be looked at closer."""
    if not lengths:
        return 0
    number = content.count(b't="s"')
    if (most := number * max(lengths)) <= CELLTEXT // 2:
        return most
    found = _DELAD_CELL.findall(content)
    with suppress(IndexError):
        return sum(map(lengths.__getitem__, map(int, found))) if len(found) == number else None
    return None


def _check_sums(bok: Arbetsbok) -> None:
    if not bok.blad or len(bok.blad) > BLAD:
        raise _damaged(bok.namn, "den har inget blad") if not bok.blad else _too_large(bok.namn, f"fler än {BLAD} blad")
    places = sheet_places(bok.delar)
    for part, blad in bok.blad.items():
        if blad.kolumner > KOLUMNER or blad.rader > RADER_XLSX:
            where = f"{column_letters(blad.kolumner)}{blad.rader}"
            text = f"Bladet {places.get(part, part)} går till cell {where}; högst {KOLUMNER} kolumner läses."
            raise Lasfel(fk.FIL_UPPACKAD.brist(text, bok.namn))
    if sum(blad.rader * blad.kolumner for blad in bok.blad.values()) > CELLER:
        raise _too_large(bok.namn, f"fler än {CELLER} celler (rader gånger kolumner)")
    if sum(blad.text for blad in bok.blad.values()) > CELLTEXT:
        raise _too_large(bok.namn, f"mer än {CELLTEXT // MB} MB text i cellerna")


def _told(bok: Arbetsbok) -> Iterator[Brist]:
    """Tell of cells that cannot be read, and of formulas whose saved values were."""
    places = sheet_places(bok.delar)
    for part, blad in bok.blad.items():
        sheet = f"{bok.namn} blad {places.get(part, part)}" if len(bok.blad) > 1 else bok.namn
        yield from (kod.brist(text, f"{sheet} rad {rad} kolumn {k}") for kod, rad, k, text in blad.fel[:LISTADE])
        if len(blad.fel) > LISTADE:
            kod = blad.fel[LISTADE][0]
            yield kod.brist(f"Ytterligare {len(blad.fel) - LISTADE} celler har sådana fel.", sheet)
        if blad.formler and not blad.fel:
            cells = "1 cell har en formel" if blad.formler == 1 else f"{blad.formler} celler har formler"
            text = f"{cells}; värden som sparades senast lästes."
            yield fk.FORMEL_LAST.brist(text, sheet)


def _damaged(name: str, why: str) -> Lasfel:
    return Lasfel(fk.FIL_SKADAD.brist(f"Arbetsboken går inte att läsa: {why}.", name))


def _too_large(name: str, why: str) -> Lasfel:
    return Lasfel(fk.FIL_UPPACKAD.brist(f"Arbetsboken är för stor: {why}.", name))
