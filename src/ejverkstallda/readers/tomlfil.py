"""Files in TOML that people edit: text to keys and values, and where in the file a key stands."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from ejverkstallda.domain.brister import Brist, Felkod

_RAD: Final = re.compile(r"\(at line (\d+), column \d+\)$")
_LANGSTA_RAD: Final = 2_000
"""Characters of a line that is searched for a key: nobody writes a longer one by hand."""
Plats = Sequence[str | int]


class Tomlkoder(NamedTuple):
    """The kinds of fault that stop the reading of one sort of file."""

    olaslig: Felkod
    for_stor: Felkod
    tecken: Felkod
    syntax: Felkod


def read_text(path: Path, storst: int, koder: Tomlkoder) -> str | Brist:
    """Read a file of at most `storst` bytes as UTF-8.

    Raises:
        FileNotFoundError: there is no such file; what that means is for the caller to say.
    """
    place = path.name
    try:
        with path.open("rb") as file:
            content = file.read(storst + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        return koder.olaslig.brist(f"Filen går inte att läsa ({error.strerror}).", place)
    if len(content) > storst:
        return koder.for_stor.brist(f"Filen är större än {storst // 1_000_000} MB.", place)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return koder.tecken.brist(koder.tecken.betydelse, f"{place} rad {row}")


def parse_toml(text: str, plats: str, koder: Tomlkoder) -> dict[str, Any] | Brist:
    """Read the text as TOML; `plats` is what a fault calls the file."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _RAD.search(str(error))
        row = int(found[1]) if found else max(1, len(text.splitlines()))
        return koder.syntax.brist("Raden följer inte TOML.", f"{plats} rad {row}")
    except ValueError:  # a number of thousands of digits, which Python refuses to count
        return koder.syntax.brist("Filen har ett tal med orimligt många siffror.", plats)
    except RecursionError:
        return koder.syntax.brist("Filen är för djupt nästlad.", plats)


def key_text(loc: Plats) -> str:
    """Write a place in the file as a key: `namnd[0].epost`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else "." + (part or '""')
    return text.removeprefix(".")


def heading(loc: Plats) -> str:
    """Write a place as the heading of a table in the file: `namnd.underskrifter`."""
    return ".".join(part for part in loc if isinstance(part, str))


class Radnummer:
    """Which line of a TOML text each key stands on. Keys inside an inline table share the line where it starts."""

    def __init__(self, text: str) -> None:
        self._rows: dict[tuple[str | int, ...], int] = {}
        self._arrays: dict[tuple[str | int, ...], int] = {}
        here: tuple[str | int, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            stripped = line.strip()
            if stripped.startswith("["):
                opened = self._open(stripped)
                here = here if opened is None else opened
                self._rows.setdefault(here, number)
            elif (name := _name(stripped)) is not None:
                self._rows.setdefault((*here, *name), number)

    def find(self, loc: Plats) -> int | None:
        """Return the line of a key, or of the nearest table it stands in; None for the file as a whole."""
        place = tuple(loc)
        while place and place not in self._rows:
            place = place[:-1]
        return self._rows.get(place) if place else None

    def _open(self, line: str) -> tuple[str | int, ...] | None:
        """Read a table heading; a table that comes several times gets its number, as in `loc`."""
        try:
            keys = _path(tomllib.loads(line))
        except tomllib.TOMLDecodeError:
            return None
        place: tuple[str | int, ...] = ()
        for depth, part in enumerate(keys, start=1):
            place = (*place, part)
            if line.startswith("[[") and depth == len(keys):
                self._arrays[place] = self._arrays.get(place, -1) + 1
            if place in self._arrays:
                place = (*place, self._arrays[place])
        return place


def _name(line: str) -> tuple[str, ...] | None:
    """Read the key of a line `key = value`; None when the line opens none (a comment, the rest of a list)."""
    at = line.find("=", 0, _LANGSTA_RAD)
    while at > 0 and not line.startswith("#"):
        try:
            return _path(tomllib.loads(f"{line[:at]} = {{}}"))
        except tomllib.TOMLDecodeError:
            at = line.find("=", at + 1, _LANGSTA_RAD)
    return None


def _path(value: Any) -> tuple[str, ...]:
    """Return the keys that lead to the innermost table of a text that has only one."""
    keys: list[str] = []
    while value:
        value = value[0] if isinstance(value, list) else value
        if not value:
            break
        ((key, value),) = value.items()
        keys.append(key)
    return tuple(keys)
