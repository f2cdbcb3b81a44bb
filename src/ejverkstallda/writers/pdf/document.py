"""The whole document: the model's blocks as strips, the strips as pages, the pages as bytes."""

from collections.abc import Sequence
from typing import assert_never

from ejverkstallda.report.modell import (
    Arendelista,
    Block,
    Dokument,
    Faltlista,
    Figur,
    Lista,
    Rubrik,
    Sidbrytning,
    Stycke,
    Tabell,
    Underskrifter,
)
from ejverkstallda.writers.pdf.figure import figur
from ejverkstallda.writers.pdf.fitting import Fitter
from ejverkstallda.writers.pdf.flow import Hold, Placed, Strip, paginate
from ejverkstallda.writers.pdf.flowables import lista, rubrik, stycke, underskrifter
from ejverkstallda.writers.pdf.literal import one_line
from ejverkstallda.writers.pdf.logo import load_logo
from ejverkstallda.writers.pdf.page import first_header, footer, later_header
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setter
from ejverkstallda.writers.pdf.styles import BOTTOM, MARGIN, PAGE_HEIGHT, SPACE_BELOW_TABLE, TOP
from ejverkstallda.writers.pdf.tables import arendelista, continued, faltlista, tabell
from ejverkstallda.writers.pdf.tags import Element

_SPACE_ABOVE_FOOTER = 16.0
_FEW_POINTS = 12


def render_pdf(dokument: Dokument) -> bytes:
    """Make a PDF of a document: PDF/UA-1 and PDF/A-2a. The same document gives the same bytes.

    Raises:
        LogotypFel: the logo cannot be used.
    """
    setter = Setter()
    logo = load_logo(dokument.sidhuvud.logotyp) if dokument.sidhuvud.logotyp else None
    foot = footer(dokument.sidfot, setter)
    foot_top = PAGE_HEIGHT - BOTTOM - foot.height
    bottom = foot_top - _SPACE_ABOVE_FOOTER
    # A header's height does not depend on the page number in it.
    first = TOP + first_header(dokument.sidhuvud, "1(1)", setter, logo).height
    later = TOP + later_header(dokument.sidhuvud, "1(1)", setter).height
    body = Element("Document")
    pages = paginate(_strips(dokument, setter, body), bottom - first, bottom - later)
    pen = Pen(one_line(dokument.titel), one_line(dokument.sprak))
    before, after = Element("Document"), Element("Document")
    for number, strips in enumerate(pages, start=1):
        place = f"{number}({len(pages)})"
        if number == 1:
            first_header(dokument.sidhuvud, place, setter, logo).draw(pen, TOP, before)
            _draw_strips(strips, pen, first)
        else:
            later_header(dokument.sidhuvud, place, setter).draw(pen, TOP)
            _draw_strips(strips, pen, later)
        foot.draw(pen, foot_top, after if number == len(pages) else None)
        pen.end_page()
    body.parts = [*before.parts, *body.parts, *after.parts]
    return pen.finish(body)


def _draw_strips(strips: list[Placed], pen: Pen, top: float) -> None:
    for placed in strips:
        if placed.repeated:
            with pen.silent():
                placed.strip.draw(pen, MARGIN, top + placed.y)
        else:
            placed.strip.draw(pen, MARGIN, top + placed.y)


def _strips(dokument: Dokument, setter: Setter, body: Element) -> list[Strip]:
    maker = _Maker(dokument.block, setter, body)
    strips: list[Strip] = []
    before: Block | None = None
    blocks = (Rubrik(dokument.titel, niva=1), *dokument.block)
    together = _lists_together(blocks)
    for number, block in enumerate(blocks):
        made = maker.strips(block)
        if made and number in together:
            for strip in (*strips[-1:], *made[:-1]):
                strip.hold = Hold.FIRM
        if made and strips:
            strips[-1].keep = strips[-1].keep or _belong_together(before, block)
            if isinstance(block, Stycke) and block.stil != "brod":
                strips[-1].hold = Hold.FIRM  # a ground or a note is nothing without what it is about
            if isinstance(before, Tabell | Arendelista | Faltlista | Figur):
                made[0].before = max(made[0].before, SPACE_BELOW_TABLE)
            made[0].fresh = isinstance(before, Sidbrytning)
            if made[0].fresh and isinstance(block, Rubrik):
                # A loose page must tell which sheet it belongs to.
                made[0].running = continued(block.text, setter)
        strips += made
        # A block of which nothing is shown does not undo the page break before it.
        before = block if made or not isinstance(before, Sidbrytning) else before
    return strips


def _lists_together(blocks: Sequence[Block]) -> set[int]:
    """Tell which blocks stay with the one before: those of a section that is nothing but a few short lists."""
    found: set[int] = set()
    start = 0
    for end in range(1, len(blocks) + 1):
        if end < len(blocks) and (isinstance(blocks[end], Lista) or _is_heading(blocks[end], 3)):
            continue
        section = blocks[start:end]
        points = [point for block in section if isinstance(block, Lista) for point in block.punkter]
        if points and _is_heading(section[0], 2) and len(points) <= _FEW_POINTS:
            found.update(range(start + 1, end))
        start = end
    return found


def _is_heading(block: Block, level: int) -> bool:
    return isinstance(block, Rubrik) and block.niva == level


def _belong_together(before: Block | None, block: Block) -> bool:
    """Tell what is not parted by a page: a signature from the text, a line from what it announces."""
    if isinstance(block, Underskrifter):
        return True
    if not isinstance(before, Stycke):
        return False
    return isinstance(block, Tabell | Faltlista | Figur | Arendelista) or before.text.rstrip().endswith(":")


class _Maker:
    """Makes the strips of the blocks in turn, and beneath `body` the elements of the tree."""

    def __init__(self, blocks: Sequence[Block], setter: Setter, body: Element) -> None:
        self._setter = setter
        self._fitter = Fitter(blocks, setter)
        self._body = body
        self._depth = 0

    def strips(self, block: Block) -> list[Strip]:  # noqa: PLR0911 - one way out for each kind of block
        match block:
            case Rubrik():
                return self._heading(block)
            case Stycke():
                return stycke(block, self._setter, self._body)
            case Lista():
                return lista(block, self._setter, self._body)
            case Tabell():
                return tabell(block, self._setter, self._fitter, self._body)
            case Arendelista():
                return arendelista(block, self._setter, self._fitter, self._body)
            case Underskrifter():
                return underskrifter(block, self._setter, self._body)
            case Faltlista():
                return faltlista(block, self._setter, self._fitter, self._body)
            case Figur():
                return figur(block, self._setter, self._body)
            case Sidbrytning():
                return []
        assert_never(block)

    def _heading(self, block: Rubrik) -> list[Strip]:
        """A heading; in the tree its level is never more than one below that of the heading before."""
        depth = min(max(block.niva, 1), self._depth + 1, 3)
        made = rubrik(block, self._setter, self._body, depth)
        if made:
            self._depth = depth
        return made
