"""Workbooks made by hand, part by part, so that a test can say exactly what is wrong with one."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"
RUBRIKER = ("beslutsnummer", "beslutsdatum", "lag", "insats")
RAD = ("B-1", "2019-01-31", "LSS", "kontaktperson")
STYLES = (
    f'<styleSheet xmlns="{NS}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
    "</styleSheet>"
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of the parts, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2019, 5, 13, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def cell(reference: str, value: str, kind: str = "inlineStr") -> str:
    """Return a cell: text in the sheet itself, or a value of some kind."""
    if kind == "inlineStr":
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}" t="{kind}"><v>{escape(value)}</v></c>'


def row(number: int, values: Sequence[str], *more: str) -> str:
    """Return a row of texts from column A, and cells that are ready."""
    cells = [cell(f"{chr(ord('A') + i)}{number}", value) for i, value in enumerate(values) if value]
    return f'<row r="{number}">{"".join([*cells, *more])}</row>'


def sheet(*rows: str, after: str = "") -> str:
    """Return a sheet of rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{NS}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str], *, texts: Sequence[str] = (), states: Sequence[str] = ()
) -> dict[str, str | bytes]:
    """Return the parts of a workbook with these sheets; `texts` are its shared texts, `states` hide sheets."""
    state = [*states, *[""] * len(sheets)]
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"{f" state={chr(34)}{s}{chr(34)}" if s else ""}/>'
        for i, (name, s) in enumerate(zip(sheets, state, strict=False), start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{REL}/styles" Target="styles.xml"/>'
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACK}/content-types"><Default Extension="xml" ContentType="'
        'application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACK}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument'
        '" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets>{listed}</sheets></workbook>',
        "xl/styles.xml": STYLES,
    }
    made |= {f"xl/worksheets/sheet{i}.xml": content for i, content in enumerate(sheets.values(), start=1)}
    if texts:
        links += f'<Relationship Id="rIdT" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        made["xl/sharedStrings.xml"] = (
            f'<sst xmlns="{NS}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'
        )
    made["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACK}/relationships">{links}</Relationships>'
    return made


def workbook(*rows: str, after: str = "") -> bytes:
    """Return a workbook with one sheet: the header, then these rows."""
    return zipped(parts({"Beslut": sheet(row(1, RUBRIKER), *rows, after=after)}))


def lying(content: bytes, part: str, size: int) -> bytes:
    """Return an archive that says of one of its parts that it unpacks to `size` bytes."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = archive.getinfo(part)
    local = said.header_offset + 22
    changed[local : local + 4] = struct.pack("<I", size)
    central = content.index(b"PK\x01\x02")
    while content[central + 46 : central + 46 + len(part)] != part.encode():
        central = content.index(b"PK\x01\x02", central + 4)
    changed[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(changed)
