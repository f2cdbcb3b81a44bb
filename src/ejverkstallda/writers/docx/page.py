"""The page: A4 and its margins, the header of the first page and of the others, the footer."""

import io
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Final

from docx.document import Document
from docx.section import _Footer, _Header
from docx.shared import Emu, Mm, Twips
from PIL import Image, ImageOps

from ejverkstallda.report.modell import Dokument, Faltgrupp, Logotyp, Sidhuvud
from ejverkstallda.writers.docx.elements import BODY_WIDTH, Element, element, field, paragraph, parsed, run, tab
from ejverkstallda.writers.docx.literal import one_line

_PAGE: Final = (Mm(210), Mm(297))
_SIDE: Final = Twips((11906 - BODY_WIDTH) // 2)
_TOP, _BOTTOM, _EDGE = Mm(22), Mm(24), Mm(12)
_LOGO: Final = (Mm(50), Mm(10))
"""The largest width and height of a logo."""
_LOGO_PIXELS: Final = (1200, 240)
"""The same in pixels, at 600 to the inch."""

Band = _Header | _Footer


def set_page(made: Document, dokument: Dokument) -> None:
    """Set paper, margins, headers and footer of the document's only section.

    Raises:
        OSError: the logo is no picture. Whoever reads it from a file has tried it and says so in words.
    """
    section = made.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _SIDE
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.header_distance = section.footer_distance = _EDGE
    section.different_first_page_header_footer = True
    head = dokument.sidhuvud
    first = _first_header(head)
    if head.logotyp:
        first.insert(0, paragraph("Logotyp", [_logo(section.first_page_header, head.logotyp)]))
    _fill(section.first_page_header, first)
    _fill(section.header, [_later_header(head)])
    foot = _footer(dokument.sidfot)
    _fill(section.first_page_footer, foot)
    _fill(section.footer, foot)


def _fill(band: Band, paragraphs: Sequence[Element]) -> None:
    """Put paragraphs into a header or footer in place of its empty one; with none there is no band."""
    if not paragraphs:
        return
    band.is_linked_to_previous = False
    root: Any = band._element  # noqa: SLF001 — python-docx has no other way to its content
    for child in list(root):
        root.remove(child)
    root.extend(parsed(paragraphs))


def _first_header(head: Sidhuvud) -> list[Element]:
    """Type and page number; who writes, beside number and date; the nämnd."""
    kind = paragraph("Dokumenttyp", [run(one_line(head.dokumenttyp)), tab(), *_page_number("Sidnummer")])
    office = [run(head.forvaltning, "Betoning")] if head.forvaltning.strip() else []
    left = [*office, *(run(text) for text in head.handlaggare if text.strip())]
    right = [run(text) for text in (_number_line(head), _date_line(head)) if text]
    rows = [paragraph("Sidhuvudrad", _beside(one, other, parted=bool(left))) for one, other in zip_longest(left, right)]
    board = [paragraph("Namnd", [run(head.namnd)])] if head.namnd.strip() else []
    return [kind, *rows, *board]


def _beside(left: Element | None, right: Element | None, *, parted: bool) -> list[Element]:
    """Put two runs on a line, the second in its own column where there is a first one."""
    beginning = [] if left is None else [left]
    return beginning if right is None else [*beginning, *([tab()] if parted else []), right]


def _later_header(head: Sidhuvud) -> Element:
    """One slim line: type, number (else whose paper it is, and of which day), page."""
    case = _number_line(head) or _place_line(head)
    texts = [run(one_line(head.dokumenttyp), "Betoning"), tab(), run(one_line(case)), tab()]
    return paragraph("Lopandesidhuvud", [*texts, *_page_number()])


def _page_number(style: str = "") -> list[Element]:
    return [
        run("Sida ", style),
        field("PAGE", "1", style),
        run("(", style),
        field("NUMPAGES", "1", style),
        run(")", style),
    ]


def _footer(groups: Sequence[Faltgrupp]) -> list[Element]:
    """Sender and how to reach it, one after the other, so that it fits whatever its length."""
    runs: list[Element] = []
    for group in groups:
        lines = ", ".join(text for text in map(one_line, group.rader) if text)
        label = one_line(group.rubrik)
        if not (label or lines):
            continue
        if runs:
            runs.append(run("  ·  "))
        runs.append(run(f"{label}{': ' if label and lines else ''}", "Betoning"))
        runs.append(run(lines))
    return [paragraph("Footer", runs)] if runs else []


def _number_line(head: Sidhuvud) -> str:
    return f"Diarienummer: {head.diarienummer}" if head.diarienummer.strip() else ""


def _date_line(head: Sidhuvud) -> str:
    return f"Datum: {head.datum.isoformat()}" if head.datum else ""


def _place_line(head: Sidhuvud) -> str:
    return ", ".join(part for part in (head.namnd.strip(), head.datum.isoformat() if head.datum else "") if part)


def _logo(band: Band, logotyp: Logotyp) -> Element:
    return picture(band.part, 1, _upright_png(logotyp.innehall), logotyp.alt, _LOGO)


def _upright_png(content: bytes) -> bytes:
    """Draw a logo anew: python-docx does not know every JPEG, nor the side that a camera says is up."""
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGBA")
    image.thumbnail(_LOGO_PIXELS)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def picture(part: Any, number: int, content: bytes, alt: str, largest: tuple[int, int]) -> Element:
    """Make a run with a picture, as large as fits in a width and height (EMU), and what it shows in words.

    `number` is the picture's own in the whole file, headers too.
    """
    inline = part.new_pic_inline(io.BytesIO(content), None, None)
    share = min(largest[0] / inline.extent.cx, largest[1] / inline.extent.cy)
    wide, high = Emu(round(inline.extent.cx * share)), Emu(round(inline.extent.cy * share))
    inline.extent.cx = inline.graphic.graphicData.pic.spPr.cx = wide
    inline.extent.cy = inline.graphic.graphicData.pic.spPr.cy = high
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"Bild {number}")
    inline.docPr.set("descr", one_line(alt))
    return element("w:r", children=[element("w:drawing", children=[inline.xml])])
