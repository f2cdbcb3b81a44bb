"""How a value is written into a template: as plain text that no markup can come out of."""

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from jinja2 import Undefined

from ejverkstallda.report.talord import siffror

PLATS_BORJAN, PLATS_SLUT = "\ufdd0", "\ufdd1"
RAD_BORJAN, RAD_SLUT = "\ufdd2", "\ufdd3"
"""Marks around a slot's name and around a row number. Noncharacters of Unicode: no text may hold them."""

_ICKETECKEN: Final = dict.fromkeys(range(64976, 65008), "�")
_SKILJETECKEN: Final = {ord(c): f"\\{c}" for c in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_FORSTA_SIFFRAN: Final = re.compile(r"\A(\s*)([0-9])")
_RADBRYTANDE: Final = {"Cc", "Zl", "Zp"}


class Plats(NamedTuple):
    """A slot as a template sees it: a name to put on a line of its own, nothing to look into."""

    namn: str


def clean_marks(text: str) -> str:
    """Replace the characters that the program uses as marks; they are no text."""
    return text.translate(_ICKETECKEN)


def flatten(text: str) -> str:
    """Put a text on one line: line breaks and control characters become spaces."""
    return "".join(" " if unicodedata.category(c) in _RADBRYTANDE else c for c in text)


def escape(text: str) -> str:
    """Write a text so that Markdown shows it as it is, wherever on a line it lands."""
    plain = clean_marks(flatten(text))
    escaped = plain.translate(_SKILJETECKEN)
    # A number at the start of a line, followed by the template's own full stop, would open a numbered list.
    return _FORSTA_SIFFRAN.sub(lambda m: f"{m[1]}&#{ord(m[2])};", escaped)


def write_value(value: object) -> object:
    """Turn what a template writes out into Markdown: text, whole numbers, dates and slots, nothing else.

    Raises:
        UndefinedError: the value does not exist.
        TypeError: the value is of a kind that cannot be written.
    """
    match value:
        case Undefined():
            return str(value)  # raises: the environment's Undefined is strict
        case Plats(namn):
            return f"{PLATS_BORJAN}{namn}{PLATS_SLUT}"
        case bool():
            pass
        case str():
            return escape(value)
        case int():
            return escape(siffror(value))
        case date():
            return escape(value.isoformat())
    msg = "Det som ska skrivas ut är varken text, tal eller datum."
    raise TypeError(msg)
