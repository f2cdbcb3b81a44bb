"""A paper's content as plain values: what a JSON file can hold, and what its texts are looked through in.

Takes any tree of frozen records. Dates are written ISO, a quarter 2019Q1, codes by the value we chose; a block of a
document says which kind it is, for a reader could not tell them apart.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeAlias, get_args

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.modell import Block

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
_BLOCK = get_args(Block)


def to_plain(value: Any) -> Plain:
    """Return a value with everything in it made plain. Bytes (a logo) become their length and SHA-256.

    Raises:
        TypeError: there is something in it that no report model holds.
    """
    if isinstance(value, Enum):
        return to_plain(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date | Kvartal):
        return str(value)
    if isinstance(value, bytes):
        return {"byte": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    return _tree(value)


def _tree(value: Any) -> Plain:
    if (names := _field_names(value)) is not None:
        kind: dict[str, Plain] = {"block": type(value).__name__.lower()} if isinstance(value, _BLOCK) else {}
        return kind | {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {_key(key): to_plain(held) for key, held in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((to_plain(held) for held in value), key=str)
    if isinstance(value, tuple | list):
        return [to_plain(held) for held in value]
    msg = f"a report model holds no {type(value).__name__}"
    raise TypeError(msg)


def _field_names(value: Any) -> Sequence[str] | None:
    """Return the names of a record's fields; None of what is no record."""
    return [f.name for f in fields(value)] if is_dataclass(value) else getattr(value, "_fields", None)


def _key(key: Any) -> str:
    """Return a key as text; several parts are joined with a slash."""
    plain = to_plain(key)
    return "/".join(str(part) for part in plain) if isinstance(plain, list) else str(plain)


def plain_texts(value: Plain, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text in plain values with its place: `place`, then the names of fields, and numbers from 1.

    A key that is no plain name (of a field) is a text too, and is not repeated in a place.
    """
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for number, held in enumerate(value, 1):
            yield from plain_texts(held, f"{place}, nr {number}")
    elif isinstance(value, dict):
        for number, (key, held) in enumerate(value.items(), 1):
            inside = f"{place}, {key if key.isidentifier() else f'fält {number}'}"
            if not key.isidentifier():
                yield inside, key
            yield from plain_texts(held, inside)
