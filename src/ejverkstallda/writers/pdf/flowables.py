"""Headings, paragraphs, lists and signatures as strips."""

from collections.abc import Sequence
from dataclasses import dataclass

from ejverkstallda.report.modell import Lista, Rubrik, Stycke, Underskrift, Underskrifter
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.flow import Strip
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setter, Setting
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, GUTTER

_TOGETHER = 2  # lines that must not be left alone at the foot or the head of a page
_SIGNATURES_A_ROW = 2
_MOST_SIGN_LINES = 8  # signatures are never divided, so they must not outgrow a page


@dataclass(slots=True, eq=False, kw_only=True)
class TextStrip(Strip):
    """Lines `first` to `last` of a set text, with a bullet or a date beside the first of them."""

    setting: Setting
    indent: float = 0.0
    first: int = 0
    last: int | None = None
    lead: Setting | None = None
    lead_indent: float = 0.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the lead and the lines."""
        if self.lead is not None:
            pen.text(self.lead, x + self.lead_indent, y)
        pen.text(self.setting, x + self.indent, y, self.first, self.last)

    def parts(self) -> Sequence[Strip]:
        """Divide it so that no line is left alone."""
        if self.first or self.last is not None:
            return ()
        count = len(self.setting.lines)
        if count < 2 * _TOGETHER:
            return ()
        ends = [*range(_TOGETHER, count - _TOGETHER + 1), count]
        starts = [0, *ends[:-1]]
        strips = [self._piece(start, end) for start, end in zip(starts, ends, strict=True)]
        strips[0].before, strips[0].lead = self.before, self.lead
        strips[-1].keep = self.keep
        strips[-1].height += self.height - self.setting.height
        return strips

    def _piece(self, start: int, end: int) -> "TextStrip":
        return TextStrip(
            height=(end - start) * self.setting.style.leading,
            repeat=self.repeat,
            setting=self.setting,
            indent=self.indent,
            first=start,
            last=end,
            lead_indent=self.lead_indent,
        )


@dataclass(slots=True, eq=False, kw_only=True)
class SignatureStrip(Strip):
    """A row of signatures: a line to sign on, beneath it name and title."""

    people: tuple[tuple[Setting, Setting], ...]
    width: float

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw them side by side."""
        top = y + styles.SPACE_TO_SIGN
        for number, (name, title) in enumerate(self.people):
            left = x + number * (self.width + 2 * GUTTER)
            pen.rule(left, top, self.width, styles.SIGN_LINE)
            pen.text(name, left, top + styles.CELL_PAD)
            pen.text(title, left, top + styles.CELL_PAD + name.height)


def rubrik(block: Rubrik, setter: Setter) -> list[Strip]:
    """A heading; it stays with what follows."""
    level = min(max(block.niva, 1), 3)
    setting = setter.set(block.text, styles.HEADINGS[level], BODY_WIDTH)
    if not setting.lines:
        return []
    return [
        TextStrip(
            height=setting.height + styles.SPACE_BELOW_HEADING[level],
            before=styles.SPACE_ABOVE_HEADING[level],
            keep=True,
            setting=setting,
        )
    ]


def stycke(block: Stycke, setter: Setter) -> list[Strip]:
    """A paragraph; it may go on over a page."""
    setting = setter.set(block.text, styles.BODY, BODY_WIDTH)
    if not setting.lines:
        return []
    return flowing(TextStrip(height=setting.height, before=styles.SPACE_ABOVE_BODY, setting=setting))


def lista(block: Lista, setter: Setter) -> list[Strip]:
    """A bulleted list."""
    bullet = setter.set("•", styles.BODY, styles.BULLET_INDENT)
    strips: list[Strip] = []
    for point in block.punkter:
        setting = setter.set(point, styles.BODY, BODY_WIDTH - styles.BULLET_INDENT)
        if setting.lines:
            strip = TextStrip(
                height=setting.height,
                before=styles.SPACE_ABOVE_POINT,
                setting=setting,
                indent=styles.BULLET_INDENT,
                lead=bullet,
                lead_indent=2.0,
            )
            strips.extend(flowing(strip))
    if len(strips) > 1:
        strips[-2].keep = True  # a last point is not left alone at the top of a page
    return strips


def underskrifter(block: Underskrifter, setter: Setter) -> list[Strip]:
    """Signatures, two in a row, all on one page."""
    width = (BODY_WIDTH - 2 * GUTTER) / _SIGNATURES_A_ROW
    rows: list[Strip] = []
    for start in range(0, len(block.personer), _SIGNATURES_A_ROW):
        people = tuple(
            _signature(person, setter, width) for person in block.personer[start : start + _SIGNATURES_A_ROW]
        )
        below = max(name.height + title.height for name, title in people)
        height = styles.SPACE_TO_SIGN + styles.CELL_PAD + below
        rows.append(SignatureStrip(height=height, keep=True, people=people, width=width))
    if rows:
        rows[-1].keep = False
    return rows


def _signature(person: Underskrift, setter: Setter, width: float) -> tuple[Setting, Setting]:
    name = setter.set(person.namn, styles.SIGN_NAME, width).cut(_MOST_SIGN_LINES)
    return name, setter.set(person.titel, styles.SIGN_TITLE, width).cut(_MOST_SIGN_LINES)


def flowing(strip: TextStrip) -> list[Strip]:
    """Let a text be divided wherever a page ends, not only when it is taller than one."""
    return list(strip.parts()) or [strip]
