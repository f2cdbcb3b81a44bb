"""Reads a made DOCX back: by python-docx, as a secretary's program would, and as raw XML."""

import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]

from ejverkstallda.report.modell import (
    Arendelista,
    Block,
    Dokument,
    Faltlista,
    Figur,
    Lista,
    Rubrik,
    Sidbrytning,
    Sidhuvud,
    Stycke,
    Tabell,
    Underskrifter,
)
from ejverkstallda.writers.docx import render_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = Sidhuvud("Provdokument")


def paper(*block: Block, titel: str = "Titel") -> Dokument:
    return Dokument(titel, HEAD, (), block)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def made(*block: Block) -> Document:
    return opened(render_docx(paper(*block)))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def xml(content: bytes, name: str) -> Any:
    return etree.fromstring(parts(content)[name])


def body(document: Document) -> list[Paragraph | Table]:
    return list(document.iter_inner_content())


def tables(document: Document) -> list[Table]:
    return list(document.tables)


def cells(table: Table) -> list[list[str]]:
    """The text of each cell that there is, row by row; python-docx itself repeats a cell over its columns."""
    return [
        ["\n".join(Paragraph(p, table).text for p in tc.iterchildren(f"{W}p")) for tc in tr.iterchildren(f"{W}tc")]
        for tr in table._tbl.iterchildren(f"{W}tr")  # noqa: SLF001
    ]


def read_text(document: Document) -> list[str]:
    """Every text of the body in reading order: a paragraph or a cell each, empty ones and separators left out."""
    found: list[str] = []
    for part in body(document):
        if isinstance(part, Paragraph):
            found.append(part.text)
        else:
            found += [line for row in cells(part) for cell in row for line in cell.split("\n")]
    return [text for text in found if text]


def model_text(dokument: Dokument) -> list[str]:
    """The same of the model, by its own rules: what stands under what, in order."""
    return [text for block in (Rubrik(dokument.titel, 1), *dokument.block) for text in _texts(block) if text]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Rubrik(text=text) | Stycke(text=text):
            yield text
        case Lista(punkter):
            yield from punkter
        case Figur():
            yield block.rubrik
        case Underskrifter(personer):
            yield from (text for person in personer for text in (person.namn, person.titel))
        case Tabell() | Faltlista() | Arendelista():
            yield from _table_texts(block)
        case Sidbrytning():
            pass


def _table_texts(block: Tabell | Faltlista | Arendelista) -> Iterator[str]:
    match block:
        case Tabell(kolumner, rows):
            yield from (block.rubrik or "", *(k.rubrik for k in kolumner))
            yield from (cell for row in rows for cell in row)
            yield "" if rows else "Inga att redovisa."
        case Faltlista(falt):
            yield from (block.rubrik or "", "Fält", "Uppgift")
            yield from (text for pair in falt for text in pair)
        case Arendelista(kolumner, cases):
            yield from (k.rubrik for k in kolumner)
            for case in cases:
                yield from (*case.celler, *(f"{note.datum}\t{note.text}" for note in case.noteringar))
            yield "" if cases else "Inga att redovisa."


def empty_paragraphs(content: bytes) -> list[str]:
    """The style of each paragraph with nothing in it, in every part but cells that the model left empty."""
    found = []
    for name, source in parts(content).items():
        if not name.startswith(("word/document", "word/header", "word/footer")):
            continue
        for p in etree.fromstring(source).iter(f"{W}p"):
            if not list(p.iter(f"{W}t", f"{W}drawing", f"{W}fldSimple")) and p.getparent().tag != f"{W}tc":
                style = p.find(f"{W}pPr/{W}pStyle")
                found.append("" if style is None else style.get(f"{W}val"))
    return found
