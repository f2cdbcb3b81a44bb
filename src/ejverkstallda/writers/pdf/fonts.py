"""The embedded typefaces: Open Sans, registered once, with the measures the setting of text needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Cut = Literal["Regular", "Semibold"]

_FOLDER = Path(__file__).parent / "typsnitt"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One cut of the typeface. Widths and heights are in thousandths of the size.

    `name` is what the drawing side knows the cut by.
    """

    name: str
    widths: Mapping[int, float]
    ascent: float
    descent: float


@cache
def face(cut: Cut) -> Face:
    """Load and register a cut the first time it is asked for."""
    name = f"OpenSans-{cut}"
    font = TTFont(name, str(_FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    # Glyph 0 is the box for letters that the typeface lacks; the table of letters ends with one that has it.
    widths = {code: width for code, width in font.face.charWidths.items() if font.face.charToGlyph.get(code)}
    return Face(name, widths, font.face.ascent, font.face.descent)


@cache
def has_letter(letter: str) -> bool:
    """Tell whether every cut we draw with has this letter."""
    return all(ord(letter) in face(cut).widths for cut in ("Regular", "Semibold"))
