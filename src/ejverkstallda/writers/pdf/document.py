"""The whole document: the model's blocks as strips, the strips as pages, the pages as bytes."""

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
from ejverkstallda.writers.pdf.flow import Placed, Strip, paginate
from ejverkstallda.writers.pdf.flowables import lista, rubrik, stycke, underskrifter
from ejverkstallda.writers.pdf.literal import one_line
from ejverkstallda.writers.pdf.logo import load_logo
from ejverkstallda.writers.pdf.page import first_header, footer, later_header
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setter
from ejverkstallda.writers.pdf.styles import BOTTOM, MARGIN, PAGE_HEIGHT, SPACE_BELOW_TABLE, TOP
from ejverkstallda.writers.pdf.tables import arendelista, faltlista, tabell
from ejverkstallda.writers.pdf.tags import Element

_SPACE_ABOVE_FOOTER = 16.0


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
    maker = _Maker(setter, body)
    strips: list[Strip] = []
    before: Block | None = None
    for block in (Rubrik(dokument.titel, niva=1), *dokument.block):
        made = maker.strips(block)
        if made and strips:
            strips[-1].keep = strips[-1].keep or _belong_together(before, block)
            if isinstance(before, Tabell | Arendelista | Faltlista | Figur):
                made[0].before = max(made[0].before, SPACE_BELOW_TABLE)
            made[0].fresh = isinstance(before, Sidbrytning)
        strips += made
        # A block of which nothing is shown does not undo the page break before it.
        before = block if made or not isinstance(before, Sidbrytning) else before
    return strips


def _belong_together(before: Block | None, block: Block) -> bool:
    """Tell what is not parted by a page: a signature, a table's ground or note, a line and what it announces."""
    if isinstance(block, Underskrifter):
        return True
    if isinstance(block, Stycke) and block.stil != "brod":
        return isinstance(before, Tabell | Faltlista | Figur)
    if not isinstance(before, Stycke):
        return False
    return isinstance(block, Tabell | Faltlista | Figur) or before.text.rstrip().endswith(":")


class _Maker:
    """Makes the strips of the blocks in turn, and beneath `body` the elements of the tree."""

    def __init__(self, setter: Setter, body: Element) -> None:
        self._setter = setter
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
                return tabell(block, self._setter, self._body)
            case Arendelista():
                return arendelista(block, self._setter, self._body)
            case Underskrifter():
                return underskrifter(block, self._setter, self._body)
            case Faltlista():
                return faltlista(block, self._setter, self._body)
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
