"""The file around the document: the parts that we set ourselves, what the file says of itself, the same bytes."""

import io
from copy import deepcopy
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from ejverkstallda.report.modell import Dokument
from ejverkstallda.writers.docx.elements import Element
from ejverkstallda.writers.docx.literal import one_line

PROGRAM: Final = "ejverkstallda"
_GRUND: Final = Path(__file__).parent / "grund"
_NOT_OURS: Final = ("/stylesWithEffects", RT.CUSTOM_XML, RT.THUMBNAIL)
"""Parts of python-docx's template that say nothing here: old styles, an empty bibliography, a picture of its page."""
_UNDATED: Final = date(2000, 1, 1)
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


@cache
def _part(name: str) -> bytes:
    return (_GRUND / name).read_bytes()


@cache
def _parsed(name: str) -> Element:
    return parse_xml(_part(name))


def new_document(dokument: Dokument) -> Document:
    """Make an empty document with our styles, settings and bullets, that says what it is."""
    made = docx.Document()
    language = one_line(dokument.sprak)
    _replace(made.styles.element, "styles.xml")
    _replace(made.settings.element, "settings.xml")
    _replace(made.part.numbering_part.element, "numbering.xml")
    _set_language(made, language)
    for source in (made.part.package, made.part):
        for key in [k for k, rel in source.rels.items() if rel.reltype.endswith(_NOT_OURS)]:
            del source.rels[key]
        for rel in source.rels.values():
            if rel.reltype == RT.EXTENDED_PROPERTIES:
                rel.target_part._blob = _part("app.xml")  # noqa: SLF001 — python-docx has no way to set it
    _describe(made, dokument, language)
    return made


def _replace(old: Element, name: str) -> None:
    """Let an element of the template hold what our own file holds."""
    for child in list(old):
        old.remove(child)
    old.extend(deepcopy(list(_parsed(name))))


def _set_language(made: Document, language: str) -> None:
    for root, name in ((made.styles.element, "w:lang"), (made.settings.element, "w:themeFontLang")):
        for found in root.iter(qn(name)):
            found.set(qn("w:val"), language)


def _describe(made: Document, dokument: Dokument, language: str) -> None:
    """Say title, sender and day, and nothing of who sat at the keyboard."""
    day = dokument.sidhuvud.datum or _UNDATED
    core = made.core_properties
    core.title = one_line(dokument.titel)[:255]
    core.subject = one_line(dokument.sidhuvud.dokumenttyp)[:255]
    core.author = one_line(dokument.sidfot[0].rubrik)[:255] if dokument.sidfot else ""
    core.last_modified_by = ""
    core.comments = ""
    core.keywords = ""
    core.language = language
    core.revision = 1
    core.created = core.modified = datetime.combine(day, time())


def to_bytes(made: Document) -> bytes:
    """Pack a document. The same document gives the same bytes: the parts bear no time of packing."""
    loose = io.BytesIO()
    made.save(loose)
    packed = io.BytesIO()
    with ZipFile(loose) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
