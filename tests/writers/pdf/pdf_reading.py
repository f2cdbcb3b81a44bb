"""What other libraries see in a PDF of ours, and small documents to make one from."""

from dataclasses import dataclass
from datetime import date

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw  # type: ignore[import-untyped]  # ships no types

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Block,
    Dokument,
    Faltgrupp,
    Kolumn,
    Notering,
    Sidhuvud,
)
from ejverkstallda.writers.pdf import render_pdf

HEAD = Sidhuvud(
    dokumenttyp="TJÄNSTEUTLÅTANDE",
    forvaltning="Sektor arbete, trygghet och omsorg",
    diarienummer="OAN.2019.17",
    datum=date(2019, 5, 13),
    handlaggare=("Systemförvaltare Bo Provsson", "E-post: bo.provsson@kommun.se"),
    namnd="Omsorgs- och arbetsmarknadsnämnden",
)
FOOT = (
    Faltgrupp("Ale kommun", ("SE-449 80 Alafors",)),
    Faltgrupp("Telefon", ("0303-70 30 00",)),
)
COLUMNS = (
    Kolumn("Beslut nr"),
    Kolumn("Beslutsdatum"),
    Kolumn("Typ av bistånd", 2.6),
    Kolumn("Verksamhet", 1.2),
)
INSATS = "Bostad med särskild service för barn eller ungdomar"


@dataclass(frozen=True)
class Sign:
    """A visible letter and its box, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def document(
    *blocks: Block, head: Sidhuvud = HEAD, foot: tuple[Faltgrupp, ...] = FOOT, title: str = "Titel"
) -> Dokument:
    return Dokument(title, head, foot, blocks)


def case(number: str, *notes: str) -> Arendeblock:
    return Arendeblock(
        (number, "2018-11-09", INSATS, "Funktionshinder"),
        tuple(Notering(date(2019, 2, day), text) for day, text in enumerate(notes, start=1)),
    )


def cases(*blocks: Arendeblock) -> Arendelista:
    return Arendelista(COLUMNS, blocks)


def page_texts(data: bytes) -> list[str]:
    """The text of each page in the order it was drawn, one space for any white space."""
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [" ".join(text.split()) for text in texts]


def texts_of(*blocks: Block) -> list[str]:
    return page_texts(render_pdf(document(*blocks)))


def page_signs(data: bytes) -> list[list[Sign]]:
    """Every visible letter of each page with its box."""
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            signs = []
            for index in range(text.count_chars()):
                letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
                if letter.isspace() or pypdfium2.raw.FPDFText_IsGenerated(text, index) == 1:
                    continue
                left, bottom, right, top = text.get_charbox(index)
                signs.append(Sign(letter, left, bottom, right, top))
            pages.append(signs)
    return pages
