"""The objects of a JSON file's lists, one at a time, as dotted names and texts; read with ijson, piece by piece."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

import ijson

from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import DJUP, KOLUMNER, POST
from ejverkstallda.readers.tabellmodell import Lasfel, shown
from ejverkstallda.readers.teckenkodning import find_garbled, garbled

_BIT: Final = 64 * 1024
_LANGA_TAL: Final = re.compile(rb"\d{400}")
_SIFFROR: Final = 30
_BOM: Final = b"\xef\xbb\xbf"
Post = tuple[str, int, dict[str, str]]
"""The name of a list ("" where the file is one list), the number of an object in it from 1, and what it holds."""


class Lasning:
    """One reading of a JSON file. `listor` are the lists met so far, `annat` what is no list of objects."""

    def __init__(self, path: Path, namn: str) -> None:
        self.listor: list[str] = []
        self.annat: list[str] = []
        self._path = path
        self._file: BinaryIO
        self._tail = b""
        self._name = namn
        self._number = 0
        self._since = 0
        self._post: dict[str, str] = {}

    def posts(self) -> Iterator[Post]:
        """Yield the objects of all lists in the order of the file.

        Raises:
            Lasfel: it is no JSON, is nested too deep, or has an object that is too large.
            OSError: it cannot be read.
        """
        with self._path.open("rb") as file:
            self._file = file
            events = self._events()
            kind, _ = next(events)
            if kind == "start_array":
                yield from self._list("", events)
            elif kind == "start_map":
                yield from self._lists(events)
            else:
                self._refuse("Filen är varken ett objekt eller en lista.")
            deque(events, maxlen=0)  # nothing may come after it

    def _lists(self, events: Iterator[tuple[str, Any]]) -> Iterator[Post]:
        while (event := next(events))[0] == "map_key":
            key = str(event[1])
            if key in self.listor or key in self.annat:
                self._refuse(f"Namnet {shown(key)} finns två gånger.")
            if (kind := next(events)[0]) == "start_array":
                yield from self._list(key, events)
            else:
                self.annat.append(key)
                _skip(kind, events)

    def read(self, size: int = -1) -> bytes:
        """Give ijson the next piece of the file; called by it alone."""
        piece = self._file.read(_BIT if size < 0 else size)
        self._since += len(piece)
        if self._since > POST + 2 * _BIT:
            self._refuse(f"En post, eller det som ligger mellan två poster, är större än {POST} byte.")
        if _LANGA_TAL.search(self._tail + piece):
            self._refuse("Ett tal har orimligt många siffror.")
        self._tail = piece[-400:]
        return piece

    def _events(self) -> Iterator[tuple[str, Any]]:
        if self._file.read(len(_BOM)) != _BOM:
            self._file.seek(0)
        depth = 0
        try:
            for event, value in ijson.basic_parse(self, buf_size=_BIT):
                if event.startswith("start"):
                    depth += 1
                    if depth > DJUP:
                        self._refuse(f"Listor och objekt ligger i mer än {DJUP} nivåer.")
                elif event.startswith("end"):
                    depth -= 1
                yield event, value
        except (ijson.JSONError, UnicodeDecodeError):
            self._refuse("Filen följer inte JSON här, eller är avbruten.")

    def _list(self, lista: str, events: Iterator[tuple[str, Any]]) -> Iterator[Post]:
        self.listor.append(lista)
        self._number = 0
        while (event := next(events)[0]) != "end_array":
            self._number += 1
            if event != "start_map":
                self._refuse("Listans poster ska vara objekt med namngivna fält.")
            self._post = {}
            self._object("", events)
            self._since = 0
            yield lista, self._number, self._post

    def _object(self, prefix: str, events: Iterator[tuple[str, Any]]) -> None:
        while (event := next(events))[0] == "map_key":
            self._value(prefix + str(event[1]), *next(events), events)

    def _value(self, name: str, kind: str, value: Any, events: Iterator[tuple[str, Any]]) -> None:
        """Keep a value under its name; an object or a list within gives one name for each thing in it."""
        if kind == "start_map":
            self._object(f"{name}.", events)
        elif kind == "start_array":
            index = 0
            while (event := next(events))[0] != "end_array":
                index += 1
                self._value(f"{name}.{index}", *event, events)
        else:
            if name in self._post:
                self._refuse(f"Fältet {shown(name)} finns två gånger.")
            if len(self._post) >= KOLUMNER:
                self._refuse(f"Posten har fler än {KOLUMNER} fält.")
            self._post[name] = self._text(kind, value)

    def _text(self, kind: str, value: Any) -> str:
        if kind == "string":
            text = str(value)
            if text.isascii() and "\0" not in text:
                return text
            if "\0" in text:
                self._refuse("En text innehåller NUL-tecken.")
            if find_garbled(text) is not None:
                raise Lasfel(garbled(self._place()))
            return unicodedata.normalize("NFC", text)
        if kind == "number":
            return self._number_text(value)
        return {True: "ja", False: "nej", None: ""}[value]

    def _number_text(self, value: int | Decimal) -> str:
        number = Decimal(value)
        if abs(number.adjusted()) > _SIFFROR:
            self._refuse("Ett tal är orimligt stort eller litet.")
        return str(int(number)) if number == number.to_integral_value() else format(number, "f")

    def _place(self) -> str:
        lista = shown(self.listor[-1]) if self.listor and self.listor[-1] else ""
        return " ".join(part for part in (self._name, lista, f"rad {max(1, self._number)}") if part)

    def _refuse(self, what: str) -> NoReturn:
        raise Lasfel(fk.FIL_JSON.brist(what, self._place() if self.listor else self._name)) from None


def _skip(kind: str, events: Iterator[tuple[str, Any]]) -> None:
    """Pass over a value that is no list."""
    depth = 1 if kind.startswith("start") else 0
    while depth:
        kind = next(events)[0]
        depth += kind.startswith("start") - kind.startswith("end")
