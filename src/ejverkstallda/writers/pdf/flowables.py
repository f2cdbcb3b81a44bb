"""Headings, paragraphs, lists and signatures as strips."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ejverkstallda.report.modell import Lista, Rubrik, Stycke, Underskrift, Underskrifter
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.flow import Strip
from ejverkstallda.writers.pdf.literal import one_line
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setter, Setting
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, GUTTER
from ejverkstallda.writers.pdf.tags import BULLETS, Element

_TOGETHER = 2  # lines that must not be left alone at the foot or the head of a page
_SIGNATURES_A_ROW = 2
_SHORT_TEXT = 7  # lines; a note or a point of a list that has no more is not divided
_MOST_SIGN_LINES = 8  # signatures are never divided, so they must not outgrow a page


@dataclass(slots=True, eq=False, kw_only=True)
class TextStrip(Strip):
    """Lines `first` to `last` of a set text, with a bullet or a date beside the first of them.

    `side` is a rule along the left of the lines.
    """

    setting: Setting
    element: Element | None
    indent: float = 0.0
    first: int = 0
    last: int | None = None
    lead: Setting | None = None
    lead_element: Element | None = None
    lead_indent: float = 0.0
    side: styles.Rule | None = None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the lead and the lines."""
        if self.lead is not None:
            pen.text(self.lead, x + self.lead_indent, y, self.lead_element)
        if self.side is not None:
            pen.upright(x + self.side.width / 2, y, self.height, self.side)
        pen.text(self.setting, x + self.indent, y, self.element, self.first, self.last)

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
        strips[0].before, strips[0].lead, strips[0].lead_element = self.before, self.lead, self.lead_element
        strips[-1].keep = self.keep
        strips[-1].height += self.height - self.setting.height
        return strips

    def _piece(self, start: int, end: int) -> "TextStrip":
        return TextStrip(
            height=(end - start) * self.setting.style.leading,
            repeat=self.repeat,
            setting=self.setting,
            element=self.element,
            indent=self.indent,
            first=start,
            last=end,
            lead_indent=self.lead_indent,
            side=self.side,
        )


@dataclass(slots=True, eq=False, kw_only=True)
class HeadingStrip(TextStrip):
    """A heading: it stands in the list of contents beside the pages too, at its depth in the tree."""

    title: str
    depth: int

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw its lines."""
        pen.bookmark(self.title, self.depth, y)
        TextStrip.draw(self, pen, x, y)


class _Signature(NamedTuple):
    """Name and title as set texts with the elements they are."""

    name: Setting
    title: Setting
    elements: tuple[Element, Element]


@dataclass(slots=True, eq=False, kw_only=True)
class SignatureStrip(Strip):
    """A row of signatures: a line to sign on, beneath it name and title."""

    people: tuple[_Signature, ...]
    width: float

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw them side by side."""
        top = y + styles.SPACE_TO_SIGN
        for number, person in enumerate(self.people):
            left = x + number * (self.width + 2 * GUTTER)
            pen.rule(left, top, self.width, styles.SIGN_LINE)
            pen.text(person.name, left, top + styles.CELL_PAD, person.elements[0])
            pen.text(person.title, left, top + styles.CELL_PAD + person.name.height, person.elements[1])


def rubrik(block: Rubrik, setter: Setter, parent: Element, depth: int) -> list[Strip]:
    """A heading; it stays with what follows. `depth` is its level in the tree, where no level is left out."""
    level = min(max(block.niva, 1), 3)
    setting = setter.set(block.text, styles.HEADINGS[level], BODY_WIDTH)
    if not setting.lines:
        return []
    return [
        HeadingStrip(
            height=setting.height + styles.SPACE_BELOW_HEADING[level],
            before=styles.SPACE_ABOVE_HEADING[level],
            keep=True,
            setting=setting,
            element=parent.add(f"H{depth}"),
            title=one_line(block.text),
            depth=depth,
        )
    ]


def stycke(block: Stycke, setter: Setter, parent: Element) -> list[Strip]:
    """A paragraph; it may go on over a page, a short note may not."""
    ground = block.stil == "grund"
    style, before = (
        (styles.BODY, styles.SPACE_ABOVE_BODY) if block.stil == "brod" else (styles.SMALL, styles.SPACE_ABOVE_SMALL)
    )
    indent = styles.GROUND_INDENT if ground else 0.0
    setting = setter.set(block.text, style, BODY_WIDTH - indent)
    if not setting.lines:
        return []
    strip = TextStrip(
        height=setting.height,
        before=before,
        setting=setting,
        element=parent.add("P"),
        indent=indent,
        side=styles.GROUND_LINE if ground else None,
    )
    return flowing(strip, whole=_SHORT_TEXT if block.stil != "brod" else 0)


def lista(block: Lista, setter: Setter, parent: Element) -> list[Strip]:
    """A bulleted list."""
    bullet = setter.set("•", styles.BODY, styles.BULLET_INDENT)
    points = [setter.set(point, styles.BODY, BODY_WIDTH - styles.BULLET_INDENT) for point in block.punkter]
    strips: list[Strip] = []
    whole: Element | None = None
    for setting in points:
        if not setting.lines:
            continue
        whole = whole or parent.add("L", BULLETS)
        item = whole.add("LI")
        strip = TextStrip(
            height=setting.height,
            before=styles.SPACE_ABOVE_POINT if strips else styles.SPACE_ABOVE_LIST,
            lead=bullet,
            lead_element=item.add("Lbl"),
            lead_indent=2.0,
            setting=setting,
            element=item.add("LBody"),
            indent=styles.BULLET_INDENT,
        )
        strips.extend(flowing(strip, whole=_SHORT_TEXT))
    if len(strips) > 1:
        strips[-2].keep = True  # a last point is not left alone at the top of a page
    return strips


def underskrifter(block: Underskrifter, setter: Setter, parent: Element) -> list[Strip]:
    """Signatures, two in a row, all on one page."""
    width = (BODY_WIDTH - 2 * GUTTER) / _SIGNATURES_A_ROW
    people = [_signature(person, setter, width, parent) for person in block.personer]
    rows: list[Strip] = []
    for start in range(0, len(people), _SIGNATURES_A_ROW):
        row = tuple(people[start : start + _SIGNATURES_A_ROW])
        below = max(person.name.height + person.title.height for person in row)
        height = styles.SPACE_TO_SIGN + styles.CELL_PAD + below
        rows.append(SignatureStrip(height=height, keep=True, people=row, width=width))
    if rows:
        rows[-1].keep = False
    return rows


def _signature(person: Underskrift, setter: Setter, width: float, parent: Element) -> _Signature:
    name, title = (
        setter.set(text, style, width).cut(_MOST_SIGN_LINES)
        for text, style in ((person.namn, styles.SIGN_NAME), (person.titel, styles.SIGN_TITLE))
    )
    return _Signature(name, title, (_paragraph(name, parent), _paragraph(title, parent)))


def _paragraph(setting: Setting, parent: Element) -> Element:
    """Give a paragraph in the tree; one without text is not put there."""
    return parent.add("P") if setting.lines else Element("P")


def flowing(strip: TextStrip, *, whole: int = 0) -> list[Strip]:
    """Let a text of more than `whole` lines be divided wherever a page ends, not only when it is taller than one."""
    return [strip] if len(strip.setting.lines) <= whole else list(strip.parts()) or [strip]
