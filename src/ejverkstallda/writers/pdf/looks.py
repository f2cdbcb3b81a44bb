"""How the series of a chart are told apart: a colour, and with it a pattern, a kind of line and a shape of point."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import NamedTuple

from ejverkstallda.writers.pdf.pen import Box, Pen, Point
from ejverkstallda.writers.pdf.styles import DEEP, INK, MOSS, PLUM, RUST, Rule
from ejverkstallda.writers.pdf.tags import Element

_RADIUS = 2.6


class Look(NamedTuple):
    """The look of one series. `slopes` are the hatching of its bars, none of them for a bar filled or empty."""

    bar: Rule
    filled: bool
    slopes: tuple[float, ...]
    gap: float
    dash: tuple[float, ...]
    corners: int
    turn: float

    @property
    def line(self) -> Rule:
        """The pen of its line."""
        return Rule(1.4, self.bar.colour)


_LOOKS = (
    Look(Rule(0.7, DEEP), filled=True, slopes=(), gap=4.0, dash=(), corners=16, turn=0.0),
    Look(Rule(0.7, RUST), filled=False, slopes=(1.0,), gap=3.6, dash=(5.0, 2.0), corners=4, turn=pi / 4),
    Look(Rule(0.7, MOSS), filled=False, slopes=(0.0,), gap=2.6, dash=(1.5, 1.8), corners=3, turn=pi / 2),
    Look(Rule(0.7, INK), filled=False, slopes=(), gap=4.0, dash=(7.0, 2.0, 1.5, 2.0), corners=4, turn=0.0),
    Look(Rule(0.7, PLUM), filled=False, slopes=(1.0, -1.0), gap=4.2, dash=(3.0, 3.0), corners=3, turn=-pi / 2),
    Look(Rule(0.7, MOSS), filled=False, slopes=(-1.0,), gap=3.6, dash=(9.0, 3.0), corners=5, turn=pi / 2),
    Look(Rule(0.7, DEEP), filled=False, slopes=(0.0, 1.0), gap=4.2, dash=(1.0, 3.5), corners=3, turn=0.0),
    Look(Rule(0.7, RUST), filled=False, slopes=(0.0, -1.0), gap=4.2, dash=(5.0, 1.5, 1.0, 1.5), corners=3, turn=pi),
)


def look(place: int) -> Look:
    """Give the look of the series in that place, counted from 0; after the last they begin anew."""
    return _LOOKS[place % len(_LOOKS)]


def draw_bar(pen: Pen, box: Box, chosen: Look, element: Element) -> None:
    """Draw a bar; one of no height is its line alone."""
    right, foot = box.x + box.width, box.y + box.height
    corners = ((box.x, foot), (box.x, box.y), (right, box.y), (right, foot))
    pen.shape(corners, chosen.bar, element, filled=chosen.filled)
    for slope in chosen.slopes:
        pen.hatch(box, slope, chosen.gap, Rule(0.6, chosen.bar.colour), element)


def draw_line(pen: Pen, points: Sequence[Point], chosen: Look, element: Element) -> None:
    """Draw a line through points; through a single one there is none."""
    if len(points) > 1:
        pen.line(points, chosen.line, element, chosen.dash)


def draw_point(pen: Pen, middle: Point, chosen: Look, element: Element) -> None:
    """Draw the mark of a value on a line."""
    angles = [chosen.turn + 2 * pi * corner / chosen.corners for corner in range(chosen.corners)]
    corners = [(middle[0] + _RADIUS * cos(angle), middle[1] - _RADIUS * sin(angle)) for angle in angles]
    pen.shape(corners, chosen.bar, element, filled=chosen.filled)
