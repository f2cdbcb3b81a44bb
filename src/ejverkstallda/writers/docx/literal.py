"""A user's text as it stands in the file: every sign as it was written, never markup, never broken XML.

What XML cannot hold, and what would lie to the reader (control characters, signs that turn the reading
direction), becomes U+FFFD, so that the reader sees that something stood there.
"""

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# Nearly all text is only this; the slow way below is for the rest.
_PLAIN: Final = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u00ff\u2013\u2019\u201d\u2022\u2026]*")
_LINE_BREAK: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Invisible by their nature: to leave them out is to show them as written.
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_UNSHOWABLE: Final = frozenset({"Cc", "Cf", "Cs"})
_NONCHARACTERS: Final = frozenset({0xFFFE, 0xFFFF, *range(0xFDD0, 0xFDF0)})


def _show(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign == "\t":
        return " "
    if sign in _INVISIBLE:
        return ""
    if unicodedata.category(sign) in _UNSHOWABLE or ord(sign) in _NONCHARACTERS:
        return REPLACEMENT
    return sign


def readable(text: str) -> str:
    """Give the text with line breaks as newlines and with nothing in it that the file cannot hold.

    A letter written as base and accent is composed first: files from a Mac come that way.
    """
    if _PLAIN.fullmatch(text):
        return text
    composed = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text))
    return "".join(_show(sign) for sign in composed)


def one_line(text: str) -> str:
    """Give the text for a field that has one line: line breaks and runs of spaces become one space."""
    return " ".join(readable(text).split())
