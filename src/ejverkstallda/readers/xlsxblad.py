"""The closer look at a sheet of an XLSX: every cell, by an XML parser, without keeping any of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from xml.parsers import expat

from ejverkstallda.domain.brister import Felkod
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import LAGSTA_TAL, SIFFROR

_LANGSTA_TAL: Final = 400
_REFERENS: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})").fullmatch
_TEXTSLAG: Final = frozenset({"s", "str", "inlineStr", "b", "d", "e"})


class OgiltigtBlad(Exception):  # noqa: N818 — what the sheet is
    """A sheet is no XML, or has a cell where no cell can be."""


@dataclass(slots=True)
class Bladgranskning:
    """What a sheet takes: last row and column in use, bytes of shared text, how many cells have formulas.

    `fel` are the cells that cannot be read: the kind of fault, the row, the column's letters, what to say.
    """

    rader: int = 0
    kolumner: int = 0
    text: int = 0
    formler: int = 0
    fel: list[tuple[Felkod, int, str, str]] = field(default_factory=list)


def column_letters(column: int) -> str:
    """Return what a spreadsheet calls a column; the first is 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return the number of a column by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def look_closer(content: bytes | bytearray, lengths: Sequence[int]) -> Bladgranskning:
    """Read a sheet cell by cell; `lengths` are the bytes of the workbook's shared texts.

    Raises:
        OgiltigtBlad: it is no sheet that can be read.
    """
    look = _Blick(lengths)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.text
    try:
        parser.Parse(content, True)  # noqa: FBT003 — pyexpat takes it by place
    except (expat.ExpatError, UnicodeError):
        raise OgiltigtBlad from None
    return look.found


class _Blick:
    """The handlers of the parser, and the cell it is at."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.found = Bladgranskning()
        self._lengths = lengths
        self._row = self._lowest = self._column = self._rightmost = 0
        self._numbered = False
        self._kind: str | None = None
        self._used = self._formula = self._in_value = False
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Meet an element: a row, a cell, or something within a cell."""
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._go_to(attributes.get("r"))
            self._kind = attributes.get("t", "n")
            self._used = self._formula = False
            self._value = ""
        elif self._kind is not None:
            if self._in_value or (tag == "v" and self._value):
                raise OgiltigtBlad  # a value within a value, or a second one
            self._used = True
            self._formula = self._formula or tag == "f"
            self._in_value = tag == "v"
        elif tag == "row":
            self._numbered = "r" in attributes
            self._row = _row_number(attributes["r"]) if self._numbered else self._lowest + 1
            self._lowest = max(self._lowest, self._row)
            self._rightmost = 0

    def text(self, data: str) -> None:
        """Keep the text of a value, as much as a number has."""
        if self._in_value and len(self._value) < _LANGSTA_TAL:
            self._value += data[:_LANGSTA_TAL]

    def end(self, name: str) -> None:
        """Leave an element; a cell is then known in full."""
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            if self._used:
                self._take(self._value.strip())
            self._kind = None

    def _go_to(self, reference: str | None) -> None:
        """Find a cell's place; one that does not tell it is taken to be as far down and right as it can be."""
        if reference is None:
            self._row = max(self._lowest, 1)
            self._column = self._rightmost = self._rightmost + 1
            return
        found = _REFERENS(reference)
        if found is None or (self._numbered and int(found[2]) != self._row):
            raise OgiltigtBlad
        self._column = column_number(found[1])
        self._rightmost = max(self._rightmost, self._column)
        self._row = int(found[2])
        self._lowest = max(self._lowest, self._row)

    def _take(self, value: str) -> None:
        found = self.found
        found.rader = max(found.rader, self._row)
        found.kolumner = max(found.kolumner, self._column)
        found.formler += self._formula
        if self._kind == "s" and value.isdecimal() and int(value) < len(self._lengths):
            found.text += self._lengths[int(value)]
        elif self._kind == "e":
            self._tell(fk.CELL_FELVARDE, f"Cellen visar felvärdet {value[:10]}.")
        elif self._formula and not value and self._kind != "str":
            self._tell(fk.FORMEL_UTAN_VARDE, "Cellen har en formel men inget sparat värde.")
        elif self._kind not in _TEXTSLAG and self._value and is_beyond(_as_number(self._value)):
            self._tell(fk.TAL_AVRUNDAT, fk.TAL_AVRUNDAT.betydelse)

    def _tell(self, kod: Felkod, text: str) -> None:
        self.found.fel.append((kod, self._row, column_letters(self._column), text))


def _row_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len("1048576") and text[:1] != "0"):
        raise OgiltigtBlad
    return int(text)


def _as_number(text: str) -> float:
    if len(text) >= _LANGSTA_TAL:
        raise OgiltigtBlad
    try:
        return float(text)
    except ValueError:
        raise OgiltigtBlad from None


def is_beyond(value: float) -> bool:
    """Tell whether a number has more digits than a spreadsheet keeps, or lies beyond any day and any sum."""
    return not LAGSTA_TAL < value < 10**SIFFROR
