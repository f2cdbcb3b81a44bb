"""The whole document: the model's blocks, in order, as Word's own headings, paragraphs, lists and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, assert_never

from docx.document import Document
from docx.shared import Mm

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
from ejverkstallda.writers.docx.chart import draw_png
from ejverkstallda.writers.docx.elements import Element, Placing, paragraph, parsed, run
from ejverkstallda.writers.docx.package import new_document, to_bytes
from ejverkstallda.writers.docx.page import picture, set_page
from ejverkstallda.writers.docx.tables import arendelista, faltlista, tabell, underskrifter

_STILAR: Final = {"brod": "Normal", "not": "Not", "grund": "Grund"}
_LARGEST_FIGURE: Final = (Mm(168), Mm(120))
_BELOW_TABLE: Final = 220
_DEEPEST: Final = 3

_Table = Tabell | Arendelista | Faltlista | Underskrifter
_ATOMIC: Final = (Tabell, Arendelista, Faltlista, Underskrifter)


def render_docx(dokument: Dokument) -> bytes:
    """Make a Word document. The same document gives the same bytes.

    The title is heading 1 and the model's levels are Word's, as in the PDF.

    Raises:
        OSError: the logo is no picture.
    """
    made = new_document(dokument)
    set_page(made, dokument)
    end = made.element.body.sectPr
    for part in parsed(_Body(made).parts((Rubrik(dokument.titel, 1), *dokument.block))):
        end.addprevious(part)
    return to_bytes(made)


@dataclass(slots=True)
class _Body:
    """Blocks on their way into the document; what the block before asks of the next is kept here."""

    made: Document
    heading: str = ""
    new_page: bool = False
    table_before: bool = False
    pictures: int = 1
    """The number of the last picture; the first is the logo's."""

    def parts(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        """Give paragraphs and tables in order."""
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            yield from self._block(block, following)
        if self.table_before:
            yield paragraph("Avskiljare")

    def _placing(self, *, keep_next: bool = False) -> Placing:
        """Settle the first paragraph after what came before: a new page, or room below a table."""
        placing = Placing(
            keep_next=keep_next, new_page=self.new_page, before=_BELOW_TABLE if self.table_before else None
        )
        self.new_page = self.table_before = False
        return placing

    def _block(self, block: Block, following: Block | None) -> Iterator[Element]:
        match block:
            case Rubrik(text=text) | Stycke(text=text) if not text.strip():
                return
            case Rubrik(text, niva):
                self.heading = text
                placing = replace(self._placing(), before=None)
                yield paragraph(f"Heading{min(max(niva, 1), _DEEPEST)}", [run(text)], placing)
            case Stycke(text, stil):
                together = isinstance(following, Underskrifter) or text.rstrip().endswith(":")
                yield paragraph(_STILAR[stil], [run(text)], self._placing(keep_next=together))
            case Lista(punkter):
                for punkt in (p for p in punkter if p.strip()):
                    yield paragraph("ListBullet", [run(punkt)], self._placing())
            case Figur():
                yield from self._figure(block)
            case Tabell() | Arendelista() | Faltlista() | Underskrifter():
                yield from self._table(block)
            case Sidbrytning():
                self.new_page = True
            case _:
                assert_never(block)

    def _figure(self, block: Figur) -> Iterator[Element]:
        yield paragraph("Caption", [run(block.rubrik)], self._placing())
        self.pictures += 1
        drawn = picture(self.made.part, self.pictures, draw_png(block), block.alt, _LARGEST_FIGURE)
        yield paragraph("Figur", [drawn])

    def _table(self, block: _Table) -> Iterator[Element]:
        """Give a table with its caption. Between two tables Word wants a paragraph, else it makes one table of them."""
        caption = block.rubrik if isinstance(block, Tabell | Faltlista) else None
        name = caption or self.heading
        if caption:
            yield paragraph("Caption", [run(caption)], self._placing())
        elif self.table_before or self.new_page:
            yield paragraph("Avskiljare", placing=replace(self._placing(), before=None))
        match block:
            case Tabell():
                yield tabell(block, name)
            case Arendelista():
                yield arendelista(block, name)
            case Faltlista():
                yield faltlista(block, name)
            case _:
                if not block.personer:
                    return
                yield underskrifter(block)
        self.table_before = True
