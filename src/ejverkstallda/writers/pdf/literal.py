"""A user's text as it can be shown: every sign as it was written, never markup, never a crash.

What cannot be drawn (a control character, a letter the typeface lacks) becomes U+FFFD, so that
the reader sees that something stood there. An arrow is drawn as the signs it is typed with.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ejverkstallda.writers.pdf.fonts import has_letter

REPLACEMENT = "\ufffd"
NO_BREAK_SPACE = "\u00a0"

# Nearly all text is only this; the slow way below is for the rest.
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u00ff\u2013\u2019\u201d\u2022\u2026]*")
_FIGURE = re.compile(r"[-\u2212]?\d{1,3}( \d{3})*(,\d+)?( %)?")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Invisible by their nature: to leave them out is to show them as written.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | {chr(code) for code in range(0xFE00, 0xFE10)}
_ARROWS = {
    "->": "\u2192\u21e8\u279c\u279d\u279e\u27a1\u2794\u27f6\uf0e0",
    "<-": "\u2190\u21e6\u2b05\u27f5\uf0df",
    "<->": "\u2194\u2b0c\u27f7",
    "=>": "\u21d2\u27f9\uf0e8",
    "<=": "\u21d0\u27f8\uf0e7",
    "<=>": "\u21d4\u27fa\uf0f3",
}
"""How each arrow is typed. Those from U+F0DF on are what Word makes of it, in a typeface of its own."""
_LOOKALIKES = {
    "\u2010": "-",
    "\u2011": "-",
    "\u202f": NO_BREAK_SPACE,
    "\n": "\n",
    "\t": " ",
    **{arrow: typed for typed, arrows in _ARROWS.items() for arrow in arrows},
}
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


def figure(text: str) -> str:
    """Hold the groups of a figure such as 12 345 together."""
    return text.replace(" ", NO_BREAK_SPACE) if _FIGURE.fullmatch(text) else text


def missing_letters(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the letters that the typeface lacks, each with its place, of texts and their places as place and text.

    The reader sees them as U+FFFD. A letter is told once for each place.
    """
    told: set[tuple[str, str]] = set()
    for place, text in texts:
        if _PLAIN.fullmatch(text):
            continue
        for sign in unicodedata.normalize("NFC", text):
            if (sign, place) not in told and _is_missing(sign):
                told.add((sign, place))
                yield sign, place


def _is_missing(sign: str) -> bool:
    known = sign in _LOOKALIKES or sign in _INVISIBLE or unicodedata.category(sign) in _NOT_LETTERS
    return not (known or has_letter(sign))
