"""Rows of tables and blocks of cases as strips: drawn from cells, divided where they must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.flow import Strip
from ejverkstallda.writers.pdf.flowables import TextStrip, flowing
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setting
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, CELL_PAD, Rule
from ejverkstallda.writers.pdf.tags import Element

_NOTES_TOGETHER = 2  # that stay with the row of their case
_TALLEST_TOGETHER = 120.0


class Cell(NamedTuple):
    """A set text, how far in it stands, and the element it is in the tree."""

    left: float
    setting: Setting
    element: Element


@dataclass(slots=True, eq=False, kw_only=True)
class RowStrip(Strip):
    """Cells side by side, with rules above and beneath; `first` and `last` are lines, counted alike in all cells.

    `again` stands above what goes on over a page, beneath what is repeated anyway.
    """

    cells: tuple[Cell, ...]
    width: float = BODY_WIDTH
    top: float = CELL_PAD
    over: Rule | None = None
    rule: Rule | None = styles.HAIRLINE
    first: int = 0
    last: int | None = None
    again: tuple[Strip, ...] = ()

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the cells from their common top."""
        if self.over:
            pen.rule(x, y, self.width, self.over)
        for cell in self.cells:
            if len(cell.setting.lines) > self.first:
                pen.text(cell.setting, x + cell.left, y + self.top, cell.element, self.first, self.last)
        if self.rule:
            pen.rule(x, y + self.height, self.width, self.rule)

    def parts(self) -> Sequence[Strip]:
        """Divide it line by line: a row may be taller than a page."""
        count = max((len(cell.setting.lines) for cell in self.cells), default=0)
        if self.last is not None or count < 2:  # noqa: PLR2004 - two lines are the least that can be divided
            return ()
        leading = max(cell.setting.style.leading for cell in self.cells)
        above = (*self.repeat, *self.again)
        if above:
            above = (*above, RowStrip(height=CELL_PAD, cells=(), rule=None))
        strips = [self._line(number, leading, above if number else self.repeat) for number in range(count)]
        strips[0].top, strips[0].before, strips[0].over = self.top, self.before, self.over
        strips[0].height += self.top
        strips[-1].height += self.height - self.top - count * leading
        strips[-1].rule, strips[-1].keep = self.rule, self.keep
        return strips

    def _line(self, number: int, leading: float, above: tuple[Strip, ...]) -> "RowStrip":
        return RowStrip(
            height=leading,
            repeat=above,
            cells=self.cells,
            width=self.width,
            top=0,
            rule=None,
            first=number,
            last=number + 1,
        )


@dataclass(slots=True, eq=False, kw_only=True)
class CaseStrip(Strip):
    """One case: its data row and beneath it, full width, its dated notes."""

    row: RowStrip
    notes: tuple[TextStrip, ...]
    heads: tuple[Strip, ...]
    continued: tuple[Strip, ...]

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw row, notes and the rule that closes the case."""
        self.row.draw(pen, x, y)
        below = y + self.row.height
        for note in self.notes:
            note.draw(pen, x, below + note.before)
            below += note.before + note.height
        pen.rule(x, y + self.height, BODY_WIDTH, styles.HAIRLINE)

    def parts(self) -> Sequence[Strip]:
        """Let a case flow over a page, with its number above each part; its row stays with the first notes."""
        above = (*self.heads, *self.continued)
        noted: list[list[Strip]] = [list(flowing(note)) for note in self.notes]
        pieces = [piece for note in noted for piece in note]
        for piece in pieces:
            piece.repeat = above
        self.row.repeat = self.heads
        self.row.keep = bool(pieces)
        first = [piece for note in noted[:_NOTES_TOGETHER] for piece in note]
        if sum(piece.height for piece in first) <= _TALLEST_TOGETHER:
            for piece in first[:-1]:
                piece.keep = True
        closing = RowStrip(height=CELL_PAD + 2, cells=(), repeat=above)
        (pieces or [self.row])[-1].keep = True
        if len(pieces) > _NOTES_TOGETHER:
            pieces[-2].keep = True  # a last line is not left alone at the top of a page
        return [self.row, *pieces, closing]
