"""Text in a narrow column: broken between words, and a word too long for it by Swedish hyphenation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyphen
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_MINST: Final = 12
"""The width that a column is not pressed below for the sake of a long word."""


_FOGAR: Final = {"funktionsnedsättning": "funktions-nedsättning", "korttidsvistelse": "korttids-vistelse"}
"""The longest words among the insatser, divided where their parts meet. Nearly every list has one of them, and the
patterns for all other words take longer to load than a list to print.
"""


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE")


def break_lines(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text at most `width` characters wide."""
    line = ""
    for word in text.split():
        left = word
        if line and len(line) + 1 + len(left) <= width:
            line = f"{line} {left}"
            continue
        if line:
            yield line
        while len(left) > width:
            head, left = _divide(left, width)
            yield head
        line = left
    yield line


def _divide(word: str, width: int) -> tuple[str, str]:
    """Divide a word so that its head has at most `width` characters: at a joint, by syllables, or anywhere."""
    head, _, tail = _FOGAR.get(word, "").partition("-")
    if head and len(head) < width:
        return f"{head}-", tail
    parts = None if any(c.isdigit() for c in word) else _hyphenator().wrap(word, width)
    return parts or (word[:width], word[width:])


@dataclass(frozen=True, slots=True)
class Avstavad:
    """A cell's text, broken for the width that the table gives it."""

    text: str

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for the longest word, as far as it is reasonable."""
        longest = max((len(w) for w in self.text.split()), default=1)
        return Measurement(min(longest, _MINST), max(1, len(self.text))).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Render the lines."""
        yield Text("\n".join(break_lines(self.text, options.max_width)))
