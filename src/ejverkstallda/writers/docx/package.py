"""The file around the document: the parts that we set ourselves, what the file says of itself, the same bytes."""

import io
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from ejverkstallda.report.modell import Dokument
from ejverkstallda.writers.docx.literal import one_line

PROGRAM: Final = "ejverkstallda"
_GRUND: Final = Path(__file__).parent / "grund"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_DELAR: Final = (
    ("docProps/app.xml", RT.EXTENDED_PROPERTIES, f"{_OFFICE}extended-properties+xml"),
    ("word/document.xml", RT.OFFICE_DOCUMENT, f"{_OFFICE}wordprocessingml.document.main+xml"),
    ("word/styles.xml", RT.STYLES, f"{_OFFICE}wordprocessingml.styles+xml"),
    ("word/settings.xml", RT.SETTINGS, f"{_OFFICE}wordprocessingml.settings+xml"),
    ("word/numbering.xml", RT.NUMBERING, f"{_OFFICE}wordprocessingml.numbering+xml"),
)
"""The parts of an empty document of ours: name in the file, how it belongs to what holds it, kind of content.

It takes the place of python-docx's own template, whose styles, theme and pictures say nothing here and take long to
read.
"""
_PACKAGE_URI: Final = "http://schemas.openxmlformats.org/package/2006"
_UNDATED: Final = date(2000, 1, 1)
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


@cache
def _empty_file() -> bytes:
    """Return the file of an empty document, as python-docx opens it."""
    types = [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, _, kind in _DELAR]
    xml = f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>{"".join(types)}'
    held = io.BytesIO()
    with ZipFile(held, "w") as made:
        made.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE_URI}/content-types">{xml}</Types>')
        made.writestr("_rels/.rels", _relations("docProps/app.xml", "word/document.xml"))
        parts = [name for name, _, _ in _DELAR[2:]]
        made.writestr("word/_rels/document.xml.rels", _relations(*parts))
        for name, _, _ in _DELAR:
            made.write(_GRUND / Path(name).name, name)
    return held.getvalue()


def _relations(*names: str) -> str:
    kinds = {name: kind for name, kind, _ in _DELAR}
    rows = [
        f'<Relationship Id="rId{number}" Type="{kinds[name]}" Target="/{name}"/>'
        for number, name in enumerate(names, 1)
    ]
    return f'<Relationships xmlns="{_PACKAGE_URI}/relationships">{"".join(rows)}</Relationships>'


def new_document(dokument: Dokument) -> Document:
    """Make an empty document with our styles, settings and bullets, that says what it is."""
    made = docx.Document(io.BytesIO(_empty_file()))
    language = one_line(dokument.sprak)
    _set_language(made, language)
    _describe(made, dokument, language)
    return made


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
