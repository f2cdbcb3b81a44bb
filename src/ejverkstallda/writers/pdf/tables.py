"""Tables, case lists and lists of answers: column heads that are repeated, rows, and blocks that hold together."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from ejverkstallda.report.modell import Arendeblock, Arendelista, Faltlista, Kolumn, Notering, Tabell
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.fitting import Fitter, cell_styles, head_style
from ejverkstallda.writers.pdf.flow import Hold, Strip
from ejverkstallda.writers.pdf.flowables import TextStrip
from ejverkstallda.writers.pdf.literal import figure
from ejverkstallda.writers.pdf.rows import CaseStrip, Cell, RowStrip
from ejverkstallda.writers.pdf.setting import Setter
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, CELL_PAD, GUTTER, PAGE_HEIGHT, TextStyle
from ejverkstallda.writers.pdf.tags import COLUMN_HEAD, OWN_LABELS, ROW_HEAD, Element, spanning

_SHORT_TABLE = 14  # rows; such a table is divided between pages only where much of one would be left empty
_ROWS_TOGETHER = 3  # at the head and at the foot of a table that is divided
_FEWEST_TOGETHER = 2  # the same where there are too few for that, or so many that nobody sees them at once
NOTHING_TO_SHOW = "Inga att redovisa."

_TALLEST_REPEATED = PAGE_HEIGHT / 4  # a column head beyond this would crowd out what it heads


class _Columns(NamedTuple):
    """Columns with their places and the styles of their cells; `headed` when the first cell heads its row."""

    places: tuple[tuple[float, float], ...]
    styles: tuple[TextStyle, ...]
    headed: bool

    @property
    def width(self) -> float:
        """How far the last of them reaches."""
        return sum(self.places[-1])

    def cells(self, texts: Iterable[str], setter: Setter, parent: Element, *, strong: bool = False) -> tuple[Cell, ...]:
        """Set a row's texts as a row of the table `parent`; a `strong` row is the one that sums up the others."""
        row = parent.add("TR")
        return tuple(
            Cell(
                left,
                setter.set(
                    figure(text) if style.align == "hoger" else text, styles.STRONG[style] if strong else style, width
                ),
                row.add("TD") if number or not self.headed else row.add("TH", ROW_HEAD),
            )
            for number, (text, style, (left, width)) in enumerate(zip(texts, self.styles, self.places, strict=True))
        )


def tabell(block: Tabell, setter: Setter, fitter: Fitter, parent: Element) -> list[Strip]:
    """A table: its caption and head stay with the first row, and the head is repeated."""
    table = parent.add("Table")
    strips = _caption(block.rubrik, setter, table)
    columns = _columns(fitter.table(block), cell_styles(block.kolumner), headed=block.radrubrik)
    head = _head(block.kolumner, columns, setter, table)
    head.before = 0.0 if strips else styles.SPACE_ABOVE_TABLE
    heads = _repeated(head)
    last = len(block.rader) - 1 if block.summarad else None
    rows = [
        _row(columns.cells(row, setter, table, strong=number == last), heads, columns.width)
        for number, row in enumerate(block.rader)
    ]
    if block.summarad and len(rows) > 1:
        rows[-1].over = styles.SUM_LINE
        rows[-2].rule, rows[-2].keep = None, True  # the sum is not parted from all that it sums up
    _hold_together(rows)
    return [*strips, head, *(rows or [_nothing(columns, setter, table)])]


def faltlista(block: Faltlista, setter: Setter, fitter: Fitter, parent: Element) -> list[Strip]:
    """What a form asks and what it is answered, each answer beside what it answers."""
    if not block.falt:
        return []
    table = parent.add("Table")
    strips = _caption(block.rubrik, setter, table)
    columns = _columns(fitter.answers(block.falt), (styles.CELL_KEY, styles.CELL))
    rows = [_answer(answer, columns, setter, table) for answer in block.falt]
    _hold_together(rows)
    rows[0].before = 0.0 if strips else styles.SPACE_ABOVE_TABLE
    return [*strips, *rows]


def _answer(answer: tuple[str, str], columns: _Columns, setter: Setter, table: Element) -> RowStrip:
    row = _row(columns.cells(answer, setter, table), (), columns.width, pad=styles.ANSWER_PAD)
    row.again = _continued(answer[0], setter)
    return row


def _continued(text: str, setter: Setter) -> tuple[Strip, ...]:
    strip = continued(text, setter)
    return (strip,) if strip else ()


def continued(text: str, setter: Setter) -> Strip | None:
    """Say above what goes on over a page what it belongs to; None where that would fill the page itself."""
    again = setter.set(f"{text}, forts.", styles.CONTINUED, BODY_WIDTH)
    strip = TextStrip(height=again.height + 1, before=CELL_PAD, setting=again, element=None)
    return strip if strip.height <= _TALLEST_REPEATED else None


def arendelista(block: Arendelista, setter: Setter, fitter: Fitter, parent: Element) -> list[Strip]:
    """Case blocks beneath common column heads."""
    table = parent.add("Table")
    columns = _columns(fitter.cases(block), cell_styles(block.kolumner, key=0))
    head = _head(block.kolumner, columns, setter, table)
    head.before, head.width = styles.SPACE_ABOVE_TABLE, BODY_WIDTH  # the notes take all of it
    heads = _repeated(head)
    date_width = setter.width("0000-00-00", styles.NOTE_DATE) + GUTTER
    cases: list[Strip] = [_case(case, columns, heads, setter, (table, date_width)) for case in block.block]
    return [head, *(cases or [_nothing(columns, setter, table)])]


def _caption(text: str | None, setter: Setter, table: Element) -> list[Strip]:
    setting = setter.set(text or "", styles.CAPTION, BODY_WIDTH)
    if not setting.lines:
        return []
    return [
        TextStrip(
            height=setting.height + 1,
            before=styles.SPACE_ABOVE_TABLE,
            keep=True,
            setting=setting,
            element=table.add("Caption"),
        )
    ]


def _columns(widths: Sequence[float], chosen: Sequence[TextStyle], *, headed: bool = True) -> _Columns:
    lefts = accumulate((width + GUTTER for width in widths[:-1]), initial=0.0)
    return _Columns(tuple(zip(lefts, widths, strict=True)), tuple(chosen), headed)


def _head(kolumner: Sequence[Kolumn], columns: _Columns, setter: Setter, table: Element) -> RowStrip:
    row = table.add("TR")
    cells = tuple(
        Cell(
            left,
            setter.set(kolumn.rubrik, head_style(kolumn), width),
            row.add("TH", COLUMN_HEAD),
        )
        for kolumn, (left, width) in zip(kolumner, columns.places, strict=True)
    )
    height = _tallest(cells) + 2 * CELL_PAD - 1
    return RowStrip(height=height, keep=True, cells=cells, width=columns.width, rule=styles.HEAD_LINE)


def _repeated(strip: Strip) -> tuple[Strip, ...]:
    return (strip,) if strip.height <= _TALLEST_REPEATED else ()


def _row(cells: tuple[Cell, ...], heads: tuple[Strip, ...], width: float, *, pad: float = CELL_PAD) -> RowStrip:
    return RowStrip(height=_tallest(cells) + 2 * pad, repeat=heads, cells=cells, width=width, top=pad)


def _hold_together(rows: Sequence[RowStrip]) -> None:
    """Let a table be divided only with a few rows on each side, a short one only where it must."""
    short = len(rows) <= _SHORT_TABLE
    together = _ROWS_TOGETHER if 2 * _ROWS_TOGETHER <= len(rows) <= _SHORT_TABLE else _FEWEST_TOGETHER
    for number, row in enumerate(rows[:-1], 1):
        row.hold = Hold.SOFT if short else Hold.LOOSE
        row.keep = row.keep or min(number, len(rows) - number) < together


def _nothing(columns: _Columns, setter: Setter, table: Element) -> RowStrip:
    cell = table.add("TR").add("TD", spanning(len(columns.places)))
    return _row((Cell(0.0, setter.set(NOTHING_TO_SHOW, styles.CELL, columns.width), cell),), (), columns.width)


def _tallest(cells: Sequence[Cell]) -> float:
    return max((cell.setting.height for cell in cells), default=0.0)


def _case(
    case: Arendeblock, columns: _Columns, heads: tuple[Strip, ...], setter: Setter, place: tuple[Element, float]
) -> CaseStrip:
    table, date_width = place
    cells = columns.cells(case.celler, setter, table)
    row = RowStrip(height=CELL_PAD + _tallest(cells), cells=cells, rule=None)
    notes: tuple[TextStrip, ...] = ()
    if case.noteringar:
        listed = table.add("TR").add("TD", spanning(len(case.celler))).add("L", OWN_LABELS)
        notes = tuple(_note(note, setter, date_width, listed.add("LI")) for note in case.noteringar)
    continued = _continued(case.celler[0] if case.celler else "", setter)
    height = row.height + sum(note.before + note.height for note in notes) + CELL_PAD + 2
    return CaseStrip(height=height, repeat=heads, row=row, notes=notes, heads=heads, continued=continued)


def _note(note: Notering, setter: Setter, date_width: float, item: Element) -> TextStrip:
    indent = styles.NOTE_INDENT + date_width
    setting = setter.set(note.text, styles.NOTE, BODY_WIDTH - indent)
    return TextStrip(
        height=max(setting.height, styles.NOTE.leading),
        before=styles.SPACE_ABOVE_NOTE,
        lead=setter.set(note.datum.isoformat(), styles.NOTE_DATE, date_width),
        lead_element=item.add("Lbl"),
        lead_indent=styles.NOTE_INDENT,
        setting=setting,
        element=item.add("LBody"),
        indent=indent,
    )
