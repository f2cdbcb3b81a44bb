"""Typographic scale, colours and measures, in points. The only file to edit for another look."""

from dataclasses import dataclass
from typing import NamedTuple

from ejverkstallda.report.modell import Justering
from ejverkstallda.writers.pdf.fonts import Cut, face

Colour = tuple[float, float, float]

PAGE_WIDTH, PAGE_HEIGHT = 595.2756, 841.8898
MARGIN = 59.5
TOP = 42.0
BOTTOM = 34.0
BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN
GUTTER = 12.0

PAPER: Colour = (1.0, 1.0, 1.0)
# All colours of text stand at 7:1 or more against white, those of lines and charts at 4.5:1.
INK: Colour = (0.10, 0.11, 0.13)
DEEP: Colour = (0.09, 0.20, 0.32)
QUIET: Colour = (0.30, 0.34, 0.39)
LINE: Colour = (0.42, 0.45, 0.49)
LINE_DARK: Colour = (0.35, 0.44, 0.53)
RUST: Colour = (0.60, 0.22, 0.08)
MOSS: Colour = (0.12, 0.38, 0.22)
PLUM: Colour = (0.42, 0.16, 0.42)


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """How a run of lines is drawn."""

    cut: Cut
    size: float
    leading: float
    colour: Colour = INK
    align: Justering = "vanster"

    @property
    def baseline(self) -> float:
        """How far below the top of its line the text stands."""
        ascent, descent = face(self.cut).ascent, face(self.cut).descent
        return (self.leading + self.size * (ascent + descent) / 1000) / 2


class Rule(NamedTuple):
    """A horizontal line."""

    width: float
    colour: Colour


HAIRLINE = Rule(0.3, LINE)
HEAD_LINE = Rule(0.9, LINE_DARK)
SUM_LINE = Rule(0.9, LINE_DARK)
SIGN_LINE = Rule(0.6, INK)
GROUND_LINE = Rule(1.2, LINE_DARK)

HEADINGS = {
    1: TextStyle("Semibold", 15.5, 20.5, DEEP),
    2: TextStyle("Semibold", 11.5, 15.5, DEEP),
    3: TextStyle("Semibold", 9.75, 13.5, INK),
}
SPACE_ABOVE_HEADING = {1: 0.0, 2: 17.0, 3: 11.0}
SPACE_BELOW_HEADING = {1: 5.0, 2: 2.0, 3: 0.5}

BODY = TextStyle("Regular", 9.75, 14.0)
SPACE_ABOVE_BODY = 5.5
SPACE_ABOVE_LIST = 4.0
SPACE_ABOVE_POINT = 2.5
BULLET_INDENT = 13.0
SMALL = TextStyle("Regular", 8.75, 12.5)
SPACE_ABOVE_SMALL = 5.0
GROUND_INDENT = 10.0

CAPTION = TextStyle("Semibold", 9.25, 13.0)
SPACE_ABOVE_TABLE = 9.0
SPACE_BELOW_TABLE = 11.0
HEAD = TextStyle("Semibold", 8.0, 11.0, QUIET)
HEAD_RIGHT = TextStyle("Semibold", 8.0, 11.0, QUIET, "hoger")
CELL = TextStyle("Regular", 9.0, 12.5)
CELL_RIGHT = TextStyle("Regular", 9.0, 12.5, INK, "hoger")
CELL_KEY = TextStyle("Semibold", 9.0, 12.5)
CELL_KEY_RIGHT = TextStyle("Semibold", 9.0, 12.5, INK, "hoger")
STRONG = {CELL: CELL_KEY, CELL_RIGHT: CELL_KEY_RIGHT, CELL_KEY: CELL_KEY, CELL_KEY_RIGHT: CELL_KEY_RIGHT}
"""The heavier style of a cell, for case numbers and for the row that sums up a table."""
CELL_PAD = 4.0
ANSWER_PAD = 2.5
"""The same in a list of answers: a sheet of IVO's form has some thirty, and is to be one page."""
NOTE_DATE = TextStyle("Regular", 8.75, 12.5, QUIET)
NOTE = SMALL
NOTE_INDENT = 10.0
SPACE_ABOVE_NOTE = 2.0
CONTINUED = TextStyle("Semibold", 8.75, 12.5, QUIET)

GRID_LINE = Rule(0.4, LINE)
GRID_DASH = (0.4, 2.6)
BLANK = Rule(0.0, PAPER)
CHART = TextStyle("Regular", 8.0, 10.5, QUIET)
CHART_RIGHT = TextStyle("Regular", 8.0, 10.5, QUIET, "hoger")

SIGN_NAME = TextStyle("Semibold", 9.5, 13.0)
SIGN_TITLE = TextStyle("Regular", 9.0, 12.5, QUIET)
SPACE_TO_SIGN = 44.0

DOCUMENT_TYPE = TextStyle("Semibold", 18.0, 23.0, DEEP)
PAGE_NUMBER = TextStyle("Regular", 10.0, 13.5, INK, "hoger")
OFFICE = TextStyle("Semibold", 9.25, 13.0)
HEADER = TextStyle("Regular", 9.0, 13.0)
BOARD = TextStyle("Semibold", 10.5, 14.5)
RUNNING = TextStyle("Regular", 8.0, 11.0, QUIET)
RUNNING_TYPE = TextStyle("Semibold", 8.0, 11.0, QUIET)
RUNNING_NUMBER = TextStyle("Regular", 8.0, 11.0, QUIET, "hoger")
FOOT_LABEL = TextStyle("Semibold", 7.5, 10.0, QUIET)
FOOT = TextStyle("Regular", 7.5, 10.0, QUIET)

LOGO_HEIGHT = 42.0
LOGO_WIDTH = 160.0
