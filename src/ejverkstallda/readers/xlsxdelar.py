"""Which part of an XLSX is which sheet, so that a message can name the sheet as people see it."""

from posixpath import join, normpath
from typing import Final
from xml.etree import ElementTree as ET

from ejverkstallda.readers.tabellmodell import shown

_BOK: Final = "xl/workbook.xml"
_LANKAR: Final = "xl/_rels/workbook.xml.rels"
_ID: Final = "}id"


def sheet_places(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the shown name of each sheet by its part; empty where the workbook does not tell."""
    try:
        # The parts have no DTD (xlsxkontroll refuses one), so nothing in them can expand.
        links = {e.get("Id"): e.get("Target", "") for e in ET.fromstring(parts[_LANKAR]).iter()}  # noqa: S314
        book = ET.fromstring(parts[_BOK])  # noqa: S314
    except (KeyError, ET.ParseError):
        return {}
    found: dict[str, str] = {}
    for sheet in book.iter():
        ids = [value for key, value in sheet.attrib.items() if key.endswith(_ID)]
        target = links.get(ids[0]) if ids and sheet.tag.endswith("}sheet") else None
        if target:
            part = normpath(join("/xl", target.replace("\\", "/"))).lstrip("/")
            found[part] = shown(sheet.get("name", ""))
    return found
