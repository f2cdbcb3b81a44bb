"""Widths of a table's columns, shared out as in the PDF; signs are counted, for Word measures by its own typeface."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ejverkstallda.report.modell import Kolumn
from ejverkstallda.writers.docx.elements import BODY_WIDTH
from ejverkstallda.writers.docx.literal import readable
from ejverkstallda.writers.pdf import columns

_SIGN: Final = 106
"""Twentieths of a point that a sign of a table's text takes: a little more than a figure of Calibri in 9.5 points."""
_PADDING: Final = 200
_SPACE: Final = re.compile(r"[ \n]+")
_FIGURE: Final = re.compile(r"[0-9\N{NO-BREAK SPACE}.,:/-]+")


def column_widths(kolumner: Sequence[Kolumn], rows: Iterable[Sequence[str]]) -> list[int]:
    """Share out the width of the page among the columns, in twentieths of a point; the sum is all of it."""
    words = [max(len(word) for word in _words(k.rubrik)) for k in kolumner]
    figures = [0] * len(kolumner)
    for row in rows:
        for at, text in enumerate(row):
            for word in _words(text):
                words[at] = max(words[at], len(word))
                if len(word) > figures[at] and _FIGURE.fullmatch(word):
                    figures[at] = len(word)
    needs = [
        columns.Need(k.vikt, longest * _SIGN + _PADDING, figure * _SIGN + _PADDING)
        for k, longest, figure in zip(kolumner, words, figures, strict=True)
    ]
    widths = [round(width) for width in columns.column_widths(needs, BODY_WIDTH)]
    return [*widths[:-1], BODY_WIDTH - sum(widths[:-1])]


def _words(text: str) -> list[str]:
    return _SPACE.split(readable(text))
