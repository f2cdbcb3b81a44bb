"""Tables and case lists as strips: column heads that are repeated, rows, and blocks that hold together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ejverkstallda.report.modell import Arendeblock, Arendelista, Kolumn, Notering, Tabell
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.columns import Need, column_widths
from ejverkstallda.writers.pdf.flow import Strip
from ejverkstallda.writers.pdf.flowables import TextStrip, flowing
from ejverkstallda.writers.pdf.literal import NO_BREAK_SPACE
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setter, Setting
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, CELL_PAD, GUTTER, PAGE_HEIGHT, Rule, TextStyle

_SHORT_TABLE = 10  # rows; such a table is not divided between pages
NOTHING_TO_SHOW = "Inga att redovisa."

_FIGURE = re.compile(r"[-\u2212]?\d{1,3}( \d{3})*(,\d+)?( %)?")
_TALLEST_REPEATED = PAGE_HEIGHT / 4  # a column head beyond this would crowd out what it heads


@dataclass(slots=True, eq=False, kw_only=True)
class RowStrip(Strip):
    """Cells side by side, with a rule beneath; `first` and `last` are lines, counted alike in all cells."""

    cells: tuple[tuple[float, Setting], ...]
    top: float = CELL_PAD
    rule: Rule | None = styles.HAIRLINE
    first: int = 0
    last: int | None = None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the cells from their common top."""
        for indent, setting in self.cells:
            if len(setting.lines) > self.first:
                pen.text(setting, x + indent, y + self.top, self.first, self.last)
        if self.rule:
            pen.rule(x, y + self.height, BODY_WIDTH, self.rule)

    def parts(self) -> Sequence[Strip]:
        """Divide it line by line: a row may be taller than a page."""
        count = max((len(setting.lines) for _, setting in self.cells), default=0)
        if self.last is not None or count < 2:  # noqa: PLR2004 - two lines are the least that can be divided
            return ()
        leading = max(setting.style.leading for _, setting in self.cells)
        if self.repeat:
            gap = RowStrip(height=CELL_PAD, cells=(), rule=None)
            above = (*self.repeat, gap)
        else:
            above = ()
        strips = [self._line(number, leading, above if number else self.repeat) for number in range(count)]
        strips[0].top, strips[0].before = self.top, self.before
        strips[0].height += self.top
        strips[-1].height += self.height - self.top - count * leading
        strips[-1].rule, strips[-1].keep = self.rule, self.keep
        return strips

    def _line(self, number: int, leading: float, above: tuple[Strip, ...]) -> "RowStrip":
        return RowStrip(height=leading, repeat=above, cells=self.cells, top=0, rule=None, first=number, last=number + 1)


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
        """Let a case taller than a page flow, with its number above each part."""
        above = (*self.heads, *self.continued)
        pieces: list[Strip] = [piece for note in self.notes for piece in flowing(note)]
        for piece in pieces:
            piece.repeat = above
        self.row.repeat = self.heads
        self.row.keep = bool(pieces)
        closing = RowStrip(height=CELL_PAD + 2, cells=(), repeat=above)
        (pieces or [self.row])[-1].keep = True
        return [self.row, *pieces, closing]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns with their places and the styles of their cells."""

    places: tuple[tuple[float, float], ...]
    styles: tuple[TextStyle, ...]

    def cells(self, texts: Iterable[str], setter: Setter) -> tuple[tuple[float, Setting], ...]:
        return tuple(
            (left, setter.set(_figure(text) if style.align == "hoger" else text, style, width))
            for text, style, (left, width) in zip(texts, self.styles, self.places, strict=True)
        )


def tabell(block: Tabell, setter: Setter) -> list[Strip]:
    """A table: its caption and head stay with the first row, and the head is repeated."""
    strips: list[Strip] = []
    caption = setter.set(block.rubrik or "", styles.CAPTION, BODY_WIDTH)
    if caption.lines:
        strips.append(TextStrip(height=caption.height + 1, before=styles.SPACE_ABOVE_TABLE, keep=True, setting=caption))
    columns = _columns(block.kolumner, block.rader, setter, key=None)
    head = _head(block.kolumner, columns, setter)
    head.before = 0.0 if caption.lines else styles.SPACE_ABOVE_TABLE
    heads = _repeated(head)
    rows = [_row(columns.cells(row, setter), heads) for row in block.rader]
    if len(rows) <= _SHORT_TABLE:
        for row in rows[:-1]:
            row.keep = True
    return [*strips, head, *(rows or [_nothing(setter)])]


def arendelista(block: Arendelista, setter: Setter) -> list[Strip]:
    """Case blocks beneath common column heads."""
    columns = _columns(block.kolumner, [case.celler for case in block.block], setter, key=0)
    head = _head(block.kolumner, columns, setter)
    head.before = styles.SPACE_ABOVE_TABLE
    heads = _repeated(head)
    date_width = setter.width("0000-00-00", styles.NOTE_DATE) + GUTTER
    cases: list[Strip] = [_case(case, columns, heads, setter, date_width) for case in block.block]
    return [head, *(cases or [_nothing(setter)])]


def _columns(kolumner: Sequence[Kolumn], rows: Sequence[Sequence[str]], setter: Setter, key: int | None) -> _Columns:
    """Settle the columns' widths by their heads and all their cells."""
    chosen = []
    needs = []
    for index, kolumn in enumerate(kolumner):
        right = kolumn.justering == "hoger"
        if index == key:
            style = styles.CELL_KEY_RIGHT if right else styles.CELL_KEY
        else:
            style = styles.CELL_RIGHT if right else styles.CELL
        chosen.append(style)
        texts = {_figure(row[index]) if right else row[index] for row in rows}
        measured = [setter.widest_words(text, style) for text in texts]
        measured.append(setter.widest_words(kolumn.rubrik, styles.HEAD))
        needs.append(Need(kolumn.vikt, max(wide for wide, _ in measured), max(firm for _, firm in measured)))
    places = []
    left = 0.0
    for width in column_widths(needs, BODY_WIDTH - GUTTER * (len(needs) - 1)):
        places.append((left, width))
        left += width + GUTTER
    return _Columns(tuple(places), tuple(chosen))


def _figure(text: str) -> str:
    """Hold the groups of a figure such as 12 345 together."""
    return text.replace(" ", NO_BREAK_SPACE) if _FIGURE.fullmatch(text) else text


def _head(kolumner: Sequence[Kolumn], columns: _Columns, setter: Setter) -> RowStrip:
    heads = _Columns(
        columns.places, tuple(styles.HEAD_RIGHT if k.justering == "hoger" else styles.HEAD for k in kolumner)
    )
    cells = heads.cells([kolumn.rubrik for kolumn in kolumner], setter)
    return RowStrip(height=_tallest(cells) + 2 * CELL_PAD - 1, keep=True, cells=cells, rule=styles.HEAD_LINE)


def _repeated(strip: Strip) -> tuple[Strip, ...]:
    return (strip,) if strip.height <= _TALLEST_REPEATED else ()


def _row(cells: tuple[tuple[float, Setting], ...], heads: tuple[Strip, ...]) -> RowStrip:
    return RowStrip(height=_tallest(cells) + 2 * CELL_PAD, repeat=heads, cells=cells)


def _nothing(setter: Setter) -> RowStrip:
    return _row(((0.0, setter.set(NOTHING_TO_SHOW, styles.CELL, BODY_WIDTH)),), ())


def _tallest(cells: Sequence[tuple[float, Setting]]) -> float:
    return max((setting.height for _, setting in cells), default=0.0)


def _case(
    case: Arendeblock, columns: _Columns, heads: tuple[Strip, ...], setter: Setter, date_width: float
) -> CaseStrip:
    cells = columns.cells(case.celler, setter)
    row = RowStrip(height=CELL_PAD + _tallest(cells), cells=cells, rule=None)
    notes = tuple(_note(note, setter, date_width) for note in case.noteringar)
    again = setter.set(f"{case.celler[0] if case.celler else ''}, forts.", styles.CONTINUED, BODY_WIDTH)
    continued = TextStrip(height=again.height + 1, before=CELL_PAD, setting=again)
    height = row.height + sum(note.before + note.height for note in notes) + CELL_PAD + 2
    return CaseStrip(height=height, repeat=heads, row=row, notes=notes, heads=heads, continued=_repeated(continued))


def _note(note: Notering, setter: Setter, date_width: float) -> TextStrip:
    indent = styles.NOTE_INDENT + date_width
    setting = setter.set(note.text, styles.NOTE, BODY_WIDTH - indent)
    return TextStrip(
        height=max(setting.height, styles.NOTE.leading),
        before=styles.SPACE_ABOVE_NOTE,
        setting=setting,
        indent=indent,
        lead=setter.set(note.datum.isoformat(), styles.NOTE_DATE, date_width),
        lead_indent=styles.NOTE_INDENT,
    )
