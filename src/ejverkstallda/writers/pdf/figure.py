"""Charts as strips: bars or lines over labels, with a scale, numbers and a key.

Colour never carries anything alone: bars differ by pattern too, lines by dashes and by the shape of their points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from ejverkstallda.report.modell import Figur
from ejverkstallda.writers.axis import Axis, fit_axis, number_text
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.flow import Strip
from ejverkstallda.writers.pdf.flowables import TextStrip
from ejverkstallda.writers.pdf.literal import one_line
from ejverkstallda.writers.pdf.looks import Look, draw_bar, draw_line, draw_point, look
from ejverkstallda.writers.pdf.pen import Box, Pen, Point
from ejverkstallda.writers.pdf.setting import Setter, Setting
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, GUTTER
from ejverkstallda.writers.pdf.tags import Element

_PLOT_HEIGHT = 128.0
_LOWEST_PLOT = 88.0  # where that lets the chart stand on what is left of a page
_EMPTY_HEIGHT = 6.0
_ROOM_FOR_POINTS = 8.0  # between two labels; closer than that the points would hide the line
_ROOM_ABOVE = 12.0  # for the number on top of the highest bar
_TICK_GAP = 6.0
_DIGITS = 6.0  # the height of a figure
_UNDER = 1.0  # a number's foot is this far below its figures
_CLEAR = 1.5  # around a number
_BY_POINT = 4.5
_BAR_SHARE = 0.72  # of the width a label has; the rest is between the groups
_WIDEST_BAR = 48.0
_MOST_LABEL_LINES = 3
_SWATCH = 22.0
_SWATCH_GAP = 5.0
_KEY_ROW = 14.0
_LABEL_GAP = 4.0
_MOST_KEYS = 24  # a key is not divided between pages, so it must not outgrow one
_NO_VALUES = "Inga värden att visa."
_NO_WORDS = "Diagram"


class _Key(NamedTuple):
    """The name of a series and where it stands beneath the chart."""

    look: Look
    name: Setting
    x: float
    y: float


@dataclass(slots=True, eq=False, kw_only=True)
class FigureStrip(Strip):
    """A chart, drawn whole."""

    block: Figur
    element: Element
    setter: Setter
    axis: Axis
    unit: Setting
    labels: tuple[tuple[int, Setting], ...]
    keys: tuple[_Key, ...]
    left: float
    plot_height: float

    def tighten(self, by: float) -> None:
        """Take it from the height of the scale; the key moves up."""
        Strip.tighten(self, by)
        self.plot_height -= by
        self.keys = tuple(key._replace(y=key.y - by) for key in self.keys)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw scale, values, labels and key."""
        self.element.bound(Box(x, y, BODY_WIDTH, self.height).sides)
        pen.text(self.unit, x, y, self.element)
        if not self.labels:
            pen.text(self._small(_NO_VALUES, BODY_WIDTH), x, y + self.unit.height, self.element)
            return
        plot = Box(x + self.left, y + self.unit.height + _ROOM_ABOVE, BODY_WIDTH - self.left, self.plot_height)
        self._scale(pen, x, plot)
        (self._bars if self.block.slag == "staplar" else self._lines)(pen, plot)
        below = plot.y + plot.height + _LABEL_GAP
        for number, label in self.labels:
            half = _wide(label, self.setter) / 2
            middle = min(max(self._middle(plot, number), x + half), x + BODY_WIDTH - half)
            pen.text(label, middle, below, self.element)
        for key in self.keys:
            swatch = Box(x + key.x, y + key.y + 1.2, _SWATCH, 8.0)
            self._swatch(pen, swatch, key.look)
            pen.text(key.name, x + key.x + _SWATCH + _SWATCH_GAP, y + key.y, self.element)

    def _small(self, text: str, width: float) -> Setting:
        return self.setter.set(text, styles.CHART, width)

    def _scale(self, pen: Pen, x: float, plot: Box) -> None:
        for tick in self.axis.ticks:
            y = self._height(plot, tick)
            rule, dash = (styles.HEAD_LINE, ()) if tick == 0 else (styles.GRID_LINE, styles.GRID_DASH)
            pen.line([(plot.x, y), (plot.x + plot.width, y)], rule, self.element, dash)
            number = self.setter.set(number_text(tick), styles.CHART_RIGHT, self.left - _TICK_GAP)
            pen.text(number, x, y - styles.CHART.leading / 2, self.element)

    def _height(self, plot: Box, value: float) -> float:
        return plot.y + plot.height * (1 - self.axis.share(value))

    def _middle(self, plot: Box, number: int) -> float:
        return plot.x + plot.width * (number + 0.5) / len(self.block.etiketter)

    def _bars(self, pen: Pen, plot: Box) -> None:
        series = self.block.serier
        slot = plot.width / len(self.block.etiketter)
        width = min(slot * _BAR_SHARE / max(len(series), 1), _WIDEST_BAR)
        foot = self._height(plot, 0)
        for number in range(len(self.block.etiketter)):
            start = self._middle(plot, number) - width * len(series) / 2
            for place, row in enumerate(series):
                value = row.varden[number]
                if value is None:
                    continue
                at = self._height(plot, value)
                bar = Box(start + place * width, min(at, foot), width, abs(foot - at))
                draw_bar(pen, bar, look(place), self.element)
                self._number(pen, value, (bar.x + width / 2, bar.y - 1.5), slot - 2 if len(series) == 1 else width)

    def _lines(self, pen: Pen, plot: Box) -> None:
        slot = plot.width / len(self.block.etiketter)
        for place, row in enumerate(self.block.serier):
            pieces: list[list[Point]] = [[]]
            for number, value in enumerate(row.varden):
                if value is None:
                    pieces.append([])
                else:
                    pieces[-1].append((self._middle(plot, number), self._height(plot, value)))
            steps = self.block.slag == "trappa"
            for piece in pieces:
                draw_line(pen, _stairs(piece) if steps else piece, look(place), self.element)
            dotted = slot >= _ROOM_FOR_POINTS and not steps
            for point in (p for piece in pieces for p in piece if dotted or len(piece) == 1):
                draw_point(pen, point, look(place), self.element)
            if len(self.block.serier) == 1 and not steps:
                for number, value in enumerate(row.varden):
                    if value is not None:
                        self._point_number(pen, plot, value, number)

    def _point_number(self, pen: Pen, plot: Box, value: float, number: int) -> None:
        """Write a value by its point: above it, else below, where the line does not pass; else higher above it."""
        at = (self._middle(plot, number), self._height(plot, value))
        half = self.setter.width(number_text(value), styles.CHART) / 2 + _CLEAR
        values = self.block.serier[0].varden
        beside = [n for n in (number - 1, number + 1) if 0 <= n < len(values)]
        lines = [
            (at, (self._middle(plot, n), self._height(plot, near))) for n in beside if (near := values[n]) is not None
        ]
        feet = [at[1] - _BY_POINT, at[1] + _BY_POINT + _DIGITS + 2 * _UNDER]
        free = [y for y in feet if y + _CLEAR < plot.y + plot.height and not _crossed(lines, half, y)]
        higher = (at[1] - _BY_POINT - n for n in range(2, 30, 2))
        foot = next(iter(free), None) or next((y for y in higher if not _crossed(lines, half, y)), feet[0])
        self._number(pen, value, (at[0], foot), plot.width / len(values) - 2)

    def _number(self, pen: Pen, value: float, foot: Point, room: float) -> None:
        """Write a value above its bar or point, where there is room for it."""
        number = self._small(number_text(value), BODY_WIDTH)
        wide = _wide(number, self.setter)
        if wide <= room:
            left, top = foot[0] - wide / 2, foot[1] - styles.CHART.baseline - _UNDER
            west, east = left - 2 * _CLEAR, left + wide + 2 * _CLEAR
            north, south = foot[1] - _UNDER - _DIGITS - _CLEAR, foot[1]
            behind = ((west, north), (east, north), (east, south), (west, south))
            pen.shape(behind, styles.BLANK, self.element, filled=True)  # so that no line goes through the number
            pen.text(number, left, top, self.element)

    def _swatch(self, pen: Pen, box: Box, chosen: Look) -> None:
        if self.block.slag == "staplar":
            draw_bar(pen, box, chosen, self.element)
            return
        middle = box.y + box.height / 2
        draw_line(pen, [(box.x, middle), (box.x + box.width, middle)], chosen, self.element)
        if self.block.slag == "linje":
            draw_point(pen, (box.x + box.width / 2, middle), chosen, self.element)


def figur(block: Figur, setter: Setter, parent: Element) -> list[Strip]:
    """A chart: its caption as a paragraph before it, then the picture with its text for those who cannot see it."""
    strips: list[Strip] = []
    caption = setter.set(block.rubrik, styles.CAPTION, BODY_WIDTH)
    if caption.lines:
        strips.append(
            TextStrip(
                height=caption.height + 3,
                before=styles.SPACE_ABOVE_TABLE,
                keep=True,
                setting=caption,
                element=parent.add("P"),
            )
        )
    values = [value for row in block.serier for value in row.varden if value is not None]
    axis = fit_axis(values)
    left = max(setter.width(number_text(tick), styles.CHART) for tick in axis.ticks) + _TICK_GAP
    unit = setter.set(block.enhet, styles.CHART, BODY_WIDTH).cut(1)
    labels = _labels(block, setter, BODY_WIDTH - left) if values and block.etiketter else ()
    depth = max((label.height for _, label in labels), default=0.0) + _LABEL_GAP
    plot_height = _PLOT_HEIGHT if labels else _EMPTY_HEIGHT
    above = unit.height + _ROOM_ABOVE + plot_height + depth
    keys, key_depth = _keys(block, setter, above + _LABEL_GAP) if labels else ((), 0.0)
    chart = FigureStrip(
        height=above + key_depth,
        slack=_PLOT_HEIGHT - _LOWEST_PLOT if labels else 0.0,
        before=0.0 if strips else styles.SPACE_ABOVE_TABLE,
        block=block,
        element=parent.add("Figure", alt=one_line(block.alt) or one_line(block.rubrik) or _NO_WORDS),
        setter=setter,
        axis=axis,
        unit=unit,
        labels=labels,
        keys=keys,
        left=left,
        plot_height=plot_height,
    )
    return [*strips, chart]


def _stairs(points: Sequence[Point]) -> list[Point]:
    """Go level from each point to beneath the next, and then to it."""
    turns = [(x, y) for (_, y), (x, _) in pairwise(points)]
    return [place for at in zip_longest(points, turns) for place in at if place is not None]


def _crossed(lines: Sequence[tuple[Point, Point]], half: float, foot: float) -> bool:
    """Tell whether a line from a point goes through the room of the number above or below it, which has its `foot`."""
    for (x, y), (other_x, other_y) in lines:
        share = min(1.0, half / abs(other_x - x))  # of the line is as far to the side as the number reaches
        reached = (y, y + (other_y - y) * share)
        if min(reached) < foot + _CLEAR and max(reached) > foot - _DIGITS - _CLEAR:
            return True
    return False


def _wide(setting: Setting, setter: Setter) -> float:
    return max((setter.width(line, setting.style) for line in setting.lines), default=0.0)


def _labels(block: Figur, setter: Setter, width: float) -> tuple[tuple[int, Setting], ...]:
    """Set the labels beneath the chart, in lines where they are few; where all have no room, fewer of them."""
    count = len(block.etiketter)
    slot = width / count
    firm = max(setter.widest_words(label, styles.CHART)[1] for label in block.etiketter)
    each = max(1, -int(-(firm + _LABEL_GAP) // slot))
    room = slot * each - _LABEL_GAP
    shown = range(0, count, each)
    return tuple(
        (number, _centred(setter.set(block.etiketter[number], styles.CHART, room).cut(_MOST_LABEL_LINES), setter))
        for number in shown
    )


def _centred(setting: Setting, setter: Setter) -> Setting:
    """Shift every line so that its middle stands where the text is drawn."""
    return replace(setting, shifts=tuple(-setter.width(line, setting.style) / 2 for line in setting.lines))


def _keys(block: Figur, setter: Setter, top: float) -> tuple[tuple[_Key, ...], float]:
    """Place the key beneath the chart, in rows; a single series is named by the caption and needs none."""
    if len(block.serier) < 2:  # noqa: PLR2004 - of two or more
        return (), 0.0
    keys: list[_Key] = []
    x, y = 0.0, top
    for place, row in enumerate(block.serier[:_MOST_KEYS]):
        name = setter.set(row.namn, styles.CHART, BODY_WIDTH - _SWATCH - _SWATCH_GAP).cut(2)
        wide = _SWATCH + _SWATCH_GAP + _wide(name, setter)
        if x and x + wide > BODY_WIDTH:
            x, y = 0.0, y + _KEY_ROW
        keys.append(_Key(look(place), name, x, y))
        x += wide + 2 * GUTTER
        if len(name.lines) > 1:
            x, y = BODY_WIDTH, y + name.height - styles.CHART.leading
    return tuple(keys), y + _KEY_ROW - top + _LABEL_GAP
