"""Word's paragraphs, runs and tables as XML text.

Written directly, and read into python-docx's tree all at once: through its own tables each cell costs a walk over its
row, and element by element it takes several times longer. A long report has many.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final, NamedTuple

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from ejverkstallda.writers.docx.literal import one_line, readable

Element = str
"""An element with all that is in it, as XML text whose prefixes are those of Word's schema (`w:p`)."""

BODY_WIDTH: Final = 9524
"""Width between the margins in twentieths of a point, the unit of all widths here; grund/styles.xml says the same."""


def element(tag: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """Make an element from its name and attributes as Word's schema writes them (`w:p`, `w:val`)."""
    named = "".join(f' {key}="{escape(text)}"' for key, text in attributes.items()) if attributes else ""
    inside = "".join(children)
    return f"<{tag}{named}>{inside}</{tag}>" if inside else f"<{tag}{named}/>"


def parsed(elements: Iterable[Element]) -> list[Any]:
    """Read elements into python-docx's tree, as they are put in a document; lxml, which it stands on, has no types."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{''.join(elements)}</w:body>"))


def value(tag: str, text: str) -> Element:
    """Make an element whose whole content is its `w:val`."""
    return element(tag, {"w:val": text})


def run(text: str, style: str = "", *, bold: bool = False) -> Element:
    """Make a run of literal text. `style` is a character style's id, `bold` is set on the run itself."""
    settings = [*([value("w:rStyle", style)] if style else []), *([element("w:b")] if bold else [])]
    made = [element("w:rPr", children=settings)] if settings else []
    for number, line in enumerate(readable(text).split("\n")):
        if number:
            made.append(element("w:br"))
        if line:
            made.append(_text(line))
    return element("w:r", children=made)


def _text(line: str) -> Element:
    return f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>'


def tab() -> Element:
    """Make a run that goes to the next tab stop."""
    return element("w:r", children=[element("w:tab")])


def field(instruction: str, shown: str, style: str = "") -> Element:
    """Make a field that Word works out itself; `shown` stands there until it has."""
    return element("w:fldSimple", {"w:instr": instruction}, [run(shown, style)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What of a paragraph's place is its own and not its style's."""

    keep_next: bool = False
    new_page: bool = False
    before: int | None = None

    def elements(self) -> list[Element]:
        """Give the elements in the order of the schema."""
        made = []
        if self.keep_next:
            made.append(element("w:keepNext"))
        if self.new_page:
            made.append(element("w:pageBreakBefore"))
        if self.before is not None:
            made.append(element("w:spacing", {"w:before": str(self.before)}))
        return made


ORDINARY: Final = Placing()


def paragraph(style: str, runs: Iterable[Element] = (), placing: Placing = ORDINARY) -> Element:
    """Make a paragraph in a style."""
    chosen = value("w:pStyle", style)
    return element("w:p", children=[element("w:pPr", children=[chosen, *placing.elements()]), *runs])


class Cell(NamedTuple):
    """A cell: its paragraphs, and how many columns it takes."""

    content: tuple[Element, ...]
    columns: int = 1


class Row(NamedTuple):
    """A row. A head is repeated on each page; a row that is not `whole` may go on over a page.

    `open_sides` are those of `top` and `bottom` where there is no line to the next row.
    """

    cells: tuple[Cell, ...]
    head: bool = False
    whole: bool = True
    open_sides: tuple[str, ...] = ()
    left_out: int = 0
    """Columns at the end of the row that have no cell."""


class Grid(NamedTuple):
    """A table's style, name and column widths, and which of its rows and columns are heads or sums."""

    style: str
    widths: Sequence[int]
    name: str = ""
    first_row: bool = True
    first_column: bool = False
    last_row: bool = False


def table(grid: Grid, rows: Iterable[Row]) -> Element:
    """Make a table of settled widths."""
    look = {
        "w:val": f"{0x20 * grid.first_row + 0x40 * grid.last_row + 0x80 * grid.first_column + 0x600:04X}",
        "w:firstRow": str(int(grid.first_row)),
        "w:lastRow": str(int(grid.last_row)),
        "w:firstColumn": str(int(grid.first_column)),
        "w:lastColumn": "0",
        "w:noHBand": "1",
        "w:noVBand": "1",
    }
    settings = [
        value("w:tblStyle", grid.style),
        element("w:tblW", {"w:w": str(sum(grid.widths)), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
    ]
    if name := one_line(grid.name):
        settings.append(value("w:tblCaption", name))
    columns = [element("w:gridCol", {"w:w": str(width)}) for width in grid.widths]
    head = [element("w:tblPr", children=settings), element("w:tblGrid", children=columns)]
    return element("w:tbl", children=[*head, *(_row(row, grid.widths) for row in rows)])


def _row(row: Row, widths: Sequence[int]) -> Element:
    settings = []
    if row.left_out:
        settings.append(value("w:gridAfter", str(row.left_out)))
    if row.whole:
        settings.append(element("w:cantSplit"))
    if row.head:
        settings.append(element("w:tblHeader"))
    made = [element("w:trPr", children=settings)] if settings else []
    at = 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[at : at + cell.columns]), row.open_sides))
        at += cell.columns
    return element("w:tr", children=made)


def _cell(cell: Cell, width: int, open_sides: Sequence[str]) -> Element:
    settings = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if cell.columns > 1:
        settings.append(value("w:gridSpan", str(cell.columns)))
    if open_sides:
        settings.append(element("w:tcBorders", children=[value(f"w:{side}", "nil") for side in open_sides]))
    return element("w:tc", children=[element("w:tcPr", children=settings), *cell.content])
