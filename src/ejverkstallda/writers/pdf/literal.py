"""A user's text as it can be shown: every sign as it was written, never markup, never a crash.

What cannot be drawn (a control character, a letter the typeface lacks) becomes U+FFFD, so that
the reader sees that something stood there.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ejverkstallda.report.modell import Dokument
from ejverkstallda.writers.pdf.fonts import has_letter

REPLACEMENT = "\ufffd"
NO_BREAK_SPACE = "\u00a0"

# Nearly all text is only this; the slow way below is for the rest.
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u00ff\u2013\u2019\u201d\u2022\u2026]*")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Invisible by their nature: to leave them out is to show them as written.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | {chr(code) for code in range(0xFE00, 0xFE10)}
_LOOKALIKES = {"\u2010": "-", "\u2011": "-", "\u202f": NO_BREAK_SPACE, "\n": "\n", "\t": " "}
_NOT_LETTERS = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


class _Shown(dict[int, str]):
    """A table for `str.translate` that works out each sign the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _show(chr(code))
        return shown


def _show(sign: str) -> str:
    if sign in _LOOKALIKES:
        return _LOOKALIKES[sign]
    if sign in _INVISIBLE:
        return ""
    category = unicodedata.category(sign)
    if category == "Zs" and not has_letter(sign):
        return " "
    # Signs that turn the reading direction are format characters; drawn they would be invisible lies.
    return sign if has_letter(sign) and category not in {"Cc", "Cf", "Cs"} else REPLACEMENT


_SHOWN = _Shown()


def readable(text: str) -> str:
    """Give the text with line breaks as newlines and with nothing in it that cannot be drawn.

    A letter written as base and accent is composed first: files from a Mac come that way.
    """
    if _PLAIN.fullmatch(text):
        return text
    return _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text)).translate(_SHOWN)


def one_line(text: str) -> str:
    """Give the text for a field of the file itself: any letter, but no control character."""
    whole = " ".join(_LINE_BREAK.sub(" ", unicodedata.normalize("NFC", text)).split())
    return "".join(REPLACEMENT if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in whole)


def missing_letters(dokument: Dokument) -> frozenset[str]:
    """Collect the letters of a document that the typeface lacks and the reader sees as U+FFFD."""
    seen: set[str] = set()
    for text in _texts(dokument):
        if not _PLAIN.fullmatch(text):
            seen.update(unicodedata.normalize("NFC", text))
    return frozenset(
        sign
        for sign in seen
        if sign not in _LOOKALIKES
        and sign not in _INVISIBLE
        and unicodedata.category(sign) not in _NOT_LETTERS
        and not has_letter(sign)
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name == "alt":  # read aloud, never drawn
                continue
            yield from _texts(getattr(value, field.name))
