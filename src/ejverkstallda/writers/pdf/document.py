"""The whole document: the model's blocks as strips, the strips as pages, the pages as bytes."""

from typing import assert_never

from ejverkstallda.report.modell import (
    Arendelista,
    Block,
    Dokument,
    Faltlista,
    Figur,
    Kolumn,
    Lista,
    Rubrik,
    Sidbrytning,
    Stycke,
    Tabell,
    Underskrifter,
)
from ejverkstallda.writers.pdf.flow import Placed, Strip, paginate
from ejverkstallda.writers.pdf.flowables import lista, rubrik, stycke, underskrifter
from ejverkstallda.writers.pdf.literal import one_line
from ejverkstallda.writers.pdf.page import Band, first_header, footer, later_header
from ejverkstallda.writers.pdf.pen import Pen
from ejverkstallda.writers.pdf.setting import Setter
from ejverkstallda.writers.pdf.styles import BOTTOM, MARGIN, PAGE_HEIGHT, SPACE_BELOW_TABLE, TOP
from ejverkstallda.writers.pdf.tables import arendelista, tabell

_SPACE_ABOVE_FOOTER = 16.0


def render_pdf(dokument: Dokument) -> bytes:
    """Make a PDF of a document. The same document gives the same bytes."""
    setter = Setter()
    foot = footer(dokument.sidfot, setter)
    foot_top = PAGE_HEIGHT - BOTTOM - foot.height
    bottom = foot_top - _SPACE_ABOVE_FOOTER
    # A header's height does not depend on the page number in it.
    tops = [TOP + make(dokument.sidhuvud, "1(1)", setter).height for make in (first_header, later_header)]
    pages = paginate(_strips(dokument, setter), bottom - tops[0], bottom - tops[1])
    pen = Pen(one_line(dokument.titel), one_line(dokument.sprak))
    for number, strips in enumerate(pages, start=1):
        make = first_header if number == 1 else later_header
        _draw_page(pen, make(dokument.sidhuvud, f"{number}({len(pages)})", setter), strips)
        foot.draw(pen, foot_top)
        pen.end_page()
    return pen.finish()


def _draw_page(pen: Pen, head: Band, strips: list[Placed]) -> None:
    head.draw(pen, TOP)
    for placed in strips:
        placed.strip.draw(pen, MARGIN, TOP + head.height + placed.y)


def _strips(dokument: Dokument, setter: Setter) -> list[Strip]:
    strips: list[Strip] = []
    before: Block | None = None
    for block in (Rubrik(dokument.titel, niva=1), *dokument.block):
        made = _block_strips(block, setter)
        if made and strips:
            strips[-1].keep = strips[-1].keep or _belong_together(before, block)
            if isinstance(before, Tabell | Arendelista):
                made[0].before = max(made[0].before, SPACE_BELOW_TABLE)
        strips += made
        before = block
    return strips


def _belong_together(before: Block | None, block: Block) -> bool:
    """A signature is not left alone on a page, nor a line that ends in a colon parted from what it announces."""
    if isinstance(block, Underskrifter):
        return True
    return isinstance(before, Stycke) and before.text.rstrip().endswith(":")


def _block_strips(block: Block, setter: Setter) -> list[Strip]:
    match block:
        case Rubrik():
            return rubrik(block, setter)
        case Stycke():
            return stycke(block, setter)
        case Lista():
            return lista(block, setter)
        case Tabell():
            return tabell(block, setter)
        case Arendelista():
            return arendelista(block, setter)
        case Underskrifter():
            return underskrifter(block, setter)
        case Faltlista(falt, caption):
            return tabell(Tabell((Kolumn("Fält"), Kolumn("Uppgift", 2.0)), falt, caption), setter)
        case Figur() | Sidbrytning():
            return []
    assert_never(block)
