"""The one thing that draws: text, rules, shapes and pictures, measured from the top of the page.

Everything on a page goes through here, so that nothing is drawn without saying what it is: a piece of an element in
the tree that is read aloud, or an artifact, which is not read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ejverkstallda.writers.pdf.fonts import face
from ejverkstallda.writers.pdf.pdfua import CREATOR, finish_file
from ejverkstallda.writers.pdf.setting import Setting
from ejverkstallda.writers.pdf.styles import BODY, PAGE_HEIGHT, PAGE_WIDTH, PAPER, Rule
from ejverkstallda.writers.pdf.tags import Element

if TYPE_CHECKING:
    from PIL.Image import Image

Point = tuple[float, float]

_ARTIFACT = Element("Artifact")


class Box(NamedTuple):
    """A rectangle: its upper left corner, measured as everything is, and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top as PDF counts them: from the page's lower left corner."""
        return self.x, PAGE_HEIGHT - self.y - self.height, self.x + self.width, PAGE_HEIGHT - self.y


class Pen:
    """Draws on the pages of one file."""

    def __init__(self, title: str, language: str) -> None:
        self._title = title
        self._language = language
        self._out = BytesIO()
        # The first font must be ours: the library's own would be named in the file but not embedded.
        self._canvas = Canvas(
            self._out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=face(BODY.cut).name,  # type: ignore[arg-type]  # the stub says float
            initialFontSize=BODY.size,
            lang=language,
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator(CREATOR)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._page = 0
        self._marks = 0
        self._open: Element | None = None
        self._silent = False
        self._bookmarks = 0
        self._deepest = 0

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Draw everything within as artifacts: what has been read once, or stands on every page."""
        self._silent = True
        yield
        self._silent = False

    def _mark(self, element: Element | None) -> None:
        """Say what is drawn next. What is drawn for one element without a break is one piece."""
        owner = _ARTIFACT if element is None or self._silent else element
        if owner is self._open:
            return
        self._end_mark()
        if owner is _ARTIFACT:
            self._write("/Artifact BMC")
        else:
            self._write(f"/{owner.role} <</MCID {self._marks}>> BDC")
            owner.marks.append((self._page, self._marks))
            self._marks += 1
        self._open = owner

    def _end_mark(self) -> None:
        if self._open is not None:
            self._write("EMC")
        self._open = None

    def _write(self, operators: str) -> None:
        self._canvas._code.append(operators)  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way

    def text(
        self,
        setting: Setting,
        x: float,
        y: float,
        element: Element | None = None,
        first: int = 0,
        last: int | None = None,
    ) -> None:
        """Draw lines of a set text with the top of the first of them at `y`."""
        if not setting.lines:
            return
        self._mark(element)
        style = setting.style
        lines = setting.lines[first:last]
        base = PAGE_HEIGHT - y - style.baseline
        run = self._canvas.beginText(x, base)
        run.setFont(face(style.cut).name, style.size, style.leading)
        run.setFillColor(style.colour)
        ends = _ends(setting, first, first + len(lines))
        if setting.shifts:
            for number, (line, shift) in enumerate(zip(lines, setting.shifts[first:last], strict=True)):
                run.setTextOrigin(x + shift, base - number * style.leading)
                run.textOut(line + ends[number])
        else:
            for line, end in zip(lines, ends, strict=True):
                run.textLine(line + end)
        self._canvas.drawText(run)

    def rule(self, x: float, y: float, width: float, rule: Rule) -> None:
        """Draw a horizontal line; it is never read."""
        self._mark(None)
        self._canvas.setLineWidth(rule.width)
        self._canvas.setStrokeColor(rule.colour)
        self._canvas.line(x, PAGE_HEIGHT - y, x + width, PAGE_HEIGHT - y)

    def upright(self, x: float, y: float, height: float, rule: Rule) -> None:
        """Draw a vertical line; it is never read."""
        self._mark(None)
        self._canvas.setLineWidth(rule.width)
        self._canvas.setStrokeColor(rule.colour)
        self._canvas.line(x, PAGE_HEIGHT - y, x, PAGE_HEIGHT - y - height)

    def line(self, points: Sequence[Point], rule: Rule, element: Element, dash: Sequence[float] = ()) -> None:
        """Draw a line through points."""
        self._mark(element)
        self._canvas.setLineWidth(rule.width)
        self._canvas.setStrokeColor(rule.colour)
        if dash:
            self._canvas.setDash(list(dash))
        path = self._canvas.beginPath()
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x, PAGE_HEIGHT - y)
        self._canvas.drawPath(path, stroke=1, fill=0)
        if dash:
            self._canvas.setDash()

    def shape(self, points: Sequence[Point], rule: Rule, element: Element, *, filled: bool) -> None:
        """Draw a closed shape: filled with the rule's colour, or white within it."""
        self._mark(element)
        self._canvas.setLineWidth(rule.width)
        self._canvas.setStrokeColor(rule.colour)
        self._canvas.setFillColor(rule.colour if filled else PAPER)
        path = self._canvas.beginPath()
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x, PAGE_HEIGHT - y)
        path.close()
        self._canvas.drawPath(path, stroke=1, fill=1)

    def hatch(self, box: Box, slope: float, gap: float, rule: Rule, element: Element) -> None:
        """Draw parallel lines within a box: each rises `slope` times its width, `gap` points above the last."""
        self._mark(element)
        left, bottom, right, top = box.sides
        rise = slope * box.width
        self._canvas.setLineWidth(rule.width)
        self._canvas.setStrokeColor(rule.colour)
        start = bottom + gap / 2 - max(rise, 0)
        for number in range(int((top - start + max(-rise, 0)) / gap) + 1):
            at = start + number * gap
            ends = _within(left, at, right, at + rise, bottom, top)
            if ends:
                self._canvas.line(*ends)

    def picture(self, image: "Image", box: Box, element: Element) -> None:
        """Draw a picture in a box, and say where on the page it stands."""
        self._mark(element)
        left, bottom, _, _ = box.sides
        self._canvas.drawImage(ImageReader(image), left, bottom, box.width, box.height)
        element.bound(box.sides)

    def bookmark(self, title: str, depth: int, y: float) -> None:
        """Enter a heading in the list of contents: from there readers come to this place on the page."""
        self._bookmarks += 1
        key = f"rubrik-{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - y)
        self._deepest = min(depth, self._deepest + 1)  # the library refuses a level that is left out
        self._canvas.addOutlineEntry(title, key, self._deepest - 1)

    def end_page(self) -> None:
        """Finish the page."""
        self._end_mark()
        self._canvas.showPage()
        self._page += 1
        self._marks = 0

    def finish(self, root: Element) -> bytes:
        """Finish the file, with the tree of all that was drawn in it."""
        self._canvas.save()
        return finish_file(self._out.getvalue(), root, self._title, self._language)


def _ends(setting: Setting, first: int, after: int) -> Sequence[str]:
    """What is read between a line and the next: a space, but where a word was divided."""
    last = len(setting.lines) - 1
    return ["" if number == last or number in setting.glued else " " for number in range(first, after)]


def _within(
    x1: float, y1: float, x2: float, y2: float, low: float, high: float
) -> tuple[float, float, float, float] | None:
    """Cut a line at a lower and an upper bound; nothing is left of one outside them."""
    if max(y1, y2) < low or min(y1, y2) > high:
        return None

    def along(y: float) -> float:
        return x1 + (x2 - x1) * (y - y1) / (y2 - y1)

    (x1, y1), (x2, y2) = (
        (along(bound), bound) if (bound := min(max(y, low), high)) != y else (x, y) for x, y in ((x1, y1), (x2, y2))
    )
    return x1, y1, x2, y2
