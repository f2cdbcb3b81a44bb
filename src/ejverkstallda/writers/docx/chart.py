"""A figure as a picture: bars side by side or lines, in the typeface of the PDF.

Its numbers stand in a table beside it and its words in the alt text. Series differ in filling and in the shape of
their points, not in colour alone.
"""

import io
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

from ejverkstallda.report.modell import Figur, Serie
from ejverkstallda.writers import pdf
from ejverkstallda.writers.axis import Axis, fit_axis, number_text
from ejverkstallda.writers.docx.literal import one_line

WIDTH, HEIGHT = 1260, 590
"""Pixels; at the width of the page 190 to the inch."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 83, 23, 103, 68
_INK, _DEEP, _QUIET, _LINE = "#1A1C21", "#173352", "#4D5763", "#CCD4DB"
_FILLS: Final = (_DEEP, "#C9D6E2", "#7A5A12", "#FFFFFF", "#FFFFFF", _DEEP, "#C9D6E2", "#7A5A12")
"""Fillings of the series in order; all are drawn with a dark outline. No two of the same shape are alike."""
_LINES: Final = (_DEEP, _QUIET, "#7A5A12", "#8C2F1B", "#3B5F2F", "#1A1C21", "#5B3A6B", "#2E7D8C")
"""Colours of the lines in order; what tells them apart without colour are the points."""
_SHADES: Final = 8
"""Steps from white to the colour of a text, for the edges of letters."""
_KEY_TOP, _KEY_ROW = 47, 30
_TEXT: Final = 20
_MOST_BAR: Final = 68
_POINT: Final = 7
_TYPEFACE: Final = Path(pdf.__file__).parent / "typsnitt" / "OpenSans-Regular.ttf"

Place = tuple[float, float]


@cache
def _font(size: int = _TEXT) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_TYPEFACE), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _palette() -> Image.Image:
    """Return all colours that a figure can have: to pick among them is quicker than to find out which it has."""
    grey = [
        255 + (part - 255) * step // _SHADES for ink in (_INK, _QUIET) for step in range(_SHADES) for part in _rgb(ink)
    ]
    flat = [part for ink in dict.fromkeys((*_LINES, *_FILLS, _INK, _QUIET, _LINE)) for part in _rgb(ink)]
    held = Image.new("P", (1, 1))
    held.putpalette([*flat, *grey])
    return held


def _rgb(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)[:3]


class _Canvas(NamedTuple):
    """What is drawn on, and how values and labels become places."""

    pen: ImageDraw.ImageDraw
    axis: Axis
    labels: int
    below: int
    """Pixels that all but the key stands lower, since the key has several rows."""

    def y(self, value: float) -> float:
        return self.below + HEIGHT - _BOTTOM - self.axis.share(value) * (HEIGHT - _TOP - _BOTTOM)

    @property
    def slot(self) -> float:
        return (WIDTH - _LEFT - _RIGHT) / max(self.labels, 1)

    def x(self, label: int) -> float:
        return _LEFT + self.slot * (label + 0.5)

    def text(self, at: Place, text: str, anchor: str, colour: str = _INK) -> None:
        self.pen.text(at, text, fill=colour, font=_font(), anchor=anchor)


def draw_png(figur: Figur) -> bytes:
    """Draw a figure. The same figure gives the same bytes."""
    keys = _key_places(figur.serier)
    below = keys[-1][1] - _KEY_TOP if keys else 0
    image = Image.new("RGB", (WIDTH, HEIGHT + below), "white")
    values = [v for serie in figur.serier for v in serie.varden if v is not None]
    canvas = _Canvas(ImageDraw.Draw(image), fit_axis(values), len(figur.etiketter), below)
    _draw_key(canvas, figur, keys)
    _draw_scale(canvas)
    every = _draw_labels(canvas, figur.etiketter)
    for order, serie in enumerate(figur.serier):
        if figur.slag == "staplar":
            _draw_bars(canvas, serie, order, len(figur.serier))
        else:
            _draw_line(canvas, serie, order, every, steps=figur.slag == "trappa")
    if figur.slag == "linje" and len(figur.serier) == 1:  # those of several would stand on each other's lines
        _draw_numbers(canvas, figur.serier[0], every)
    out = io.BytesIO()
    # Lightly packed: better would take twice the time, and save two kilobytes a picture.
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _key_places(serier: Sequence[Serie]) -> list[tuple[float, int]]:
    """Place the names of several series, in as many rows as they need; a single one has none."""
    places: list[tuple[float, int]] = []
    x, y = float(_LEFT), _KEY_TOP
    for serie in serier if len(serier) > 1 else ():
        wide = 29 + _font().getlength(one_line(serie.namn))
        if x > _LEFT and x + wide > WIDTH - _RIGHT:
            x, y = float(_LEFT), y + _KEY_ROW
        places.append((x, y))
        x += wide + 38
    return places


def _draw_key(canvas: _Canvas, figur: Figur, places: Sequence[tuple[float, int]]) -> None:
    """Draw what the values count, and with several series which is which."""
    canvas.text((_LEFT, 16), one_line(figur.enhet), "lt", _QUIET)
    for order, (serie, (x, y)) in enumerate(zip(figur.serier, places, strict=False)):
        if figur.slag == "staplar":
            canvas.pen.rectangle((x, y, x + 20, y + 20), fill=_fill(order), outline=_DEEP, width=2)
        else:
            _draw_point(canvas, (x + 10, y + 10), order)
        canvas.text((x + 29, y + 10), one_line(serie.namn), "lm")


def _draw_scale(canvas: _Canvas) -> None:
    for tick in canvas.axis.ticks:
        y = canvas.y(tick)
        canvas.pen.line((_LEFT, y, WIDTH - _RIGHT, y), fill=_LINE if tick else _QUIET, width=2)
        canvas.text((_LEFT - 10, y), number_text(tick), "rm", _QUIET)


def _draw_labels(canvas: _Canvas, labels: Sequence[str]) -> int:
    """Write the labels, and where they would run into each other only every second, third and so on: return which."""
    texts = [one_line(label) for label in labels]
    widest = max((_font().getlength(text) for text in texts), default=0.0) + 15
    every = max(1, math.ceil(widest / canvas.slot))
    for at in range(0, len(texts), every):
        canvas.text((canvas.x(at), canvas.below + HEIGHT - _BOTTOM + 14), texts[at], "mt")
    return every


def _fill(order: int) -> str:
    return _FILLS[order % len(_FILLS)]


def _draw_bars(canvas: _Canvas, serie: Serie, order: int, series: int) -> None:
    width = min(canvas.slot * 0.72 / series, _MOST_BAR)
    for at, value in enumerate(serie.varden):
        if value is None:
            continue
        left = canvas.x(at) + (order - series / 2) * width
        top, foot = sorted((canvas.y(value), canvas.y(0)))
        canvas.pen.rectangle((left, top, left + max(width - 3, 1), foot), fill=_fill(order), outline=_DEEP, width=2)
        if _font().getlength(number_text(value)) <= canvas.slot / series:
            canvas.text((left + width / 2 - 2, top - 6), number_text(value), "mb")


def _draw_line(canvas: _Canvas, serie: Serie, order: int, every: int, *, steps: bool) -> None:
    """Draw a line or a staircase, with the points of the labels that are written: more of them would hide it."""
    before: Place | None = None
    for at, value in enumerate(serie.varden):
        if value is None:
            before = None
            continue
        place = (canvas.x(at), canvas.y(value))
        if before is not None:
            turn = (place[0], before[1]) if steps else before
            canvas.pen.line((*before, *turn, *place), fill=_LINES[order % len(_LINES)], width=3)
        before = place
    for at, value in enumerate(serie.varden):
        if value is not None and at % every == 0:
            _draw_point(canvas, (canvas.x(at), canvas.y(value)), order)


def _draw_numbers(canvas: _Canvas, serie: Serie, every: int) -> None:
    """Write the values of a line above its points, below where the line comes down to a point from both sides."""
    for at, value in enumerate(serie.varden):
        if value is None or at % every or _font().getlength(number_text(value)) + 8 > canvas.slot:
            continue
        beside = [near for near in serie.varden[max(at - 1, 0) : at + 2] if near is not None]
        low = value == min(beside) < max(beside) and value > canvas.axis.low
        x, y = canvas.x(at), canvas.y(value)
        place, anchor = ((x, y + 14), "mt") if low else ((x, y - 14), "mb")
        canvas.pen.rectangle(_grown(canvas.pen.textbbox(place, number_text(value), _font(), anchor)), fill="white")
        canvas.text(place, number_text(value), anchor)


def _grown(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Add a little room around a number, so that no line of the scale goes through it."""
    return box[0] - 3, box[1] - 2, box[2] + 3, box[3] + 2


def _draw_point(canvas: _Canvas, at: Place, order: int) -> None:
    """Draw a point in the shape of its series: disc, square, triangle, rhomb."""
    x, y = at
    r = _POINT
    box = (x - r, y - r, x + r, y + r)
    corners = {
        1: [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        2: [(x, y - r - 2), (x + r + 2, y + r), (x - r - 2, y + r)],
        3: [(x, y - r - 3), (x + r + 3, y), (x, y + r + 3), (x - r - 3, y)],
    }
    shape = order % 4
    if shape == 0:
        canvas.pen.ellipse(box, fill=_fill(order), outline=_DEEP, width=2)
    else:
        canvas.pen.polygon(corners[shape], fill=_fill(order), outline=_DEEP, width=2)
