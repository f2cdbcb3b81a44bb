"""The one thing that draws: text and rules, measured from the top of the page.

Everything on a page goes through here, so that a layer which tags what is drawn has one place to stand.
"""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from ejverkstallda.writers.pdf.fonts import face
from ejverkstallda.writers.pdf.setting import Setting
from ejverkstallda.writers.pdf.styles import BODY, PAGE_HEIGHT, PAGE_WIDTH, Rule


class Pen:
    """Draws on the pages of one file."""

    def __init__(self, title: str, language: str) -> None:
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
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("ejverkstallda")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def text(self, setting: Setting, x: float, y: float, first: int = 0, last: int | None = None) -> None:
        """Draw lines of a set text with the top of the first of them at `y`."""
        style = setting.style
        lines = setting.lines[first:last]
        base = PAGE_HEIGHT - y - style.baseline
        run = self._canvas.beginText(x, base)
        run.setFont(face(style.cut).name, style.size, style.leading)
        run.setFillColor(style.colour)
        if setting.shifts:
            for number, (line, shift) in enumerate(zip(lines, setting.shifts[first:last], strict=True)):
                run.setTextOrigin(x + shift, base - number * style.leading)
                run.textOut(line)
        else:
            for line in lines:
                run.textLine(line)
        self._canvas.drawText(run)

    def rule(self, x: float, y: float, width: float, rule: Rule) -> None:
        """Draw a horizontal line."""
        self._canvas.setLineWidth(rule.width)
        self._canvas.setStrokeColor(rule.colour)
        self._canvas.line(x, PAGE_HEIGHT - y, x + width, PAGE_HEIGHT - y)

    def end_page(self) -> None:
        """Finish the page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Finish the file."""
        self._canvas.save()
        return self._out.getvalue()
