"""Setting of text: measured words, lines that fit a width, Swedish hyphenation where a word does not."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

import pyphen

from ejverkstallda.writers.pdf.fonts import Cut, Face, face
from ejverkstallda.writers.pdf.literal import readable
from ejverkstallda.writers.pdf.styles import TextStyle

# A soft hyphen is drawn like any hyphen, but who copies or searches the text gets the whole word back.
HYPHEN = "\u00ad"
_ELLIPSIS = "…"
_NATURAL_BREAKS = "-/@._:;,&=+\\"
_LONGEST_WORD = 60  # longer than this is no word: syllables mean nothing in it
_SHORTEST_END = 3  # letters to leave on each side of a hyphen
_FIRM_SPACE = "\u00a0"
_PLACE = r"(?:\d+ kap\. )?\d+(?:[a-z]|[–-]\d+)?(?: [a-z](?:[–-][a-z])?)? §§?(?: \d+)?(?: (?:LSS|SoL)\b)?"
_CITATION = re.compile(_PLACE)
"""A place in a statute: `28 f–h §§ LSS`, `34 kap. 1–3 §§`. It is not divided between lines."""
_FIRM_CITATION = re.compile(_PLACE.replace(" ", _FIRM_SPACE))
_SHORT_WORD = 5.5  # times the size: a word no wider than this looks broken when it is divided


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE", left=_SHORTEST_END, right=_SHORTEST_END)


class _WordWidths(dict[str, float]):
    """Widths of words in thousandths of the size, each measured once."""

    def __init__(self, cut: Face) -> None:
        super().__init__()
        self._signs = cut.widths

    def __missing__(self, word: str) -> float:
        self[word] = width = sum(map(self._signs.__getitem__, map(ord, word)))
        return width


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A text set in lines. `shifts` says how far in a line starts, where it is set to the right.

    `glued` are the numbers of the lines whose last word goes on in the next: no space is read between them.
    """

    lines: tuple[str, ...]
    style: TextStyle
    shifts: tuple[float, ...] = ()
    glued: frozenset[int] = frozenset()

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return len(self.lines) * self.style.leading

    def cut(self, most: int) -> "Setting":
        """Leave no more than so many lines, with an ellipsis where something was cut."""
        if len(self.lines) <= most:
            return self
        # Four signs are wider than the ellipsis that takes their place.
        lines = (*self.lines[: most - 1], self.lines[most - 1][:-4] + _ELLIPSIS)
        return replace(self, lines=lines, shifts=self.shifts[:most])


class Setter:
    """Sets the texts of one document, and remembers the words it has measured."""

    def __init__(self) -> None:
        self._words: dict[Cut, _WordWidths] = {cut: _WordWidths(face(cut)) for cut in ("Regular", "Semibold")}

    def width(self, text: str, style: TextStyle) -> float:
        """Measure a text with only its own line breaks."""
        words = self._words[style.cut]
        return max(words[line] for line in readable(text).split("\n")) * style.size / 1000

    def widest_words(self, text: str, style: TextStyle) -> tuple[float, float]:
        """Measure the widest word, and the widest that should not be divided: a number, a date, a short word."""
        words = self._words[style.cut]
        widest = firm = 0.0
        for word in readable(text).replace("\n", " ").split(" "):
            width = words[word]
            widest = max(widest, width)
            if width > firm and any(map(str.isdigit, word)):
                firm = width
        return widest * style.size / 1000, max(firm * style.size / 1000, min(widest / 1000, _SHORT_WORD) * style.size)

    def set(self, text: str, style: TextStyle, width: float) -> Setting:
        """Break a text into lines no wider than `width`.

        Runs of spaces count as one; of several empty lines in a row one is left.
        """
        words = self._words[style.cut]
        room = width * 1000 / style.size + 0.01
        lines: list[str] = []
        glued: set[int] = set()
        for paragraph in readable(text).strip(" \n").split("\n"):
            broken, divided = _break_lines(paragraph, words, room)
            if broken[0] or (lines and lines[-1]):
                glued.update(number + len(lines) for number in divided)
                lines.extend(broken)
        if not any(lines):
            return Setting((), style)
        shifts = tuple(width - self._line_width(line, style) for line in lines) if style.align == "hoger" else ()
        return Setting(tuple(lines), style, shifts, frozenset(glued))

    def _line_width(self, line: str, style: TextStyle) -> float:
        words = self._words[style.cut]
        parts = line.split(" ")
        return (sum(words[part] for part in parts) + words[" "] * (len(parts) - 1)) * style.size / 1000


def _break_lines(paragraph: str, words: _WordWidths, room: float) -> tuple[list[str], list[int]]:
    """Fill lines word by word; a word too wide for any line is divided. Tell which lines end inside a word."""
    space = words[" "]
    lines: list[str] = []
    glued: list[int] = []
    line: list[str] = []
    used = -space
    if "§" in paragraph:
        paragraph = _CITATION.sub(lambda m: m[0].replace(" ", _FIRM_SPACE), paragraph)
    for whole in paragraph.split(" "):
        if not whole:
            continue
        word = whole
        width = words[word]
        while used + space + width > room:
            divided = _divide(word, words, room - used - space, whole=whole, force=not line) if width > room else None
            if divided:
                piece, word = divided
                line.append(piece)
                glued.append(len(lines))
                width = words[word]
            lines.append(" ".join(line))
            line, used = [], -space
        if word:
            line.append(word)
            used += space + width
    lines.append(" ".join(line))
    if "§" in paragraph:
        lines = [_FIRM_CITATION.sub(lambda m: m[0].replace(_FIRM_SPACE, " "), done) for done in lines]
    return lines, glued


def _divide(word: str, words: _WordWidths, room: float, *, whole: str, force: bool) -> tuple[str, str] | None:
    """Divide a word so that its head fits: by its own signs, by syllables, or by force between any two.

    `whole` is the word before anything was taken from it: it tells whether it has syllables.
    """
    ends = list(accumulate(words[sign] for sign in word[: int(room / 100) + 2])) if room > 0 else []
    fits = sum(end <= room for end in ends)
    natural = max(word.rfind(sign, 0, fits) for sign in _NATURAL_BREAKS) + 1
    if natural > _SHORTEST_END and natural < len(word):
        return word[:natural], word[natural:]
    if len(whole) <= _LONGEST_WORD and not any(map(str.isdigit, whole)):
        room_for_head = room - words[HYPHEN]
        points = [at for at in _hyphenator().positions(word) if at <= fits and ends[at - 1] <= room_for_head]
        if points:
            return word[: points[-1]] + HYPHEN, word[points[-1] :]
    if not force:
        return None
    cut = max(1, fits)
    return word[:cut], word[cut:]
