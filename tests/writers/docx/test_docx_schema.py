"""What Word demands of the XML, written from the standard (ECMA-376 part 1): children in order, no loose references."""

import io
from typing import Any

import pytest
from docx_reading import W, parts, xml
from PIL import Image
from test_docx_blocks import ALL, FIGUR
from test_docx_file import DOKUMENT

from ejverkstallda.report.modell import Logotyp
from ejverkstallda.writers.docx import render_docx

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs highlight u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tcBorders": "top left bottom right insideH insideV",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "p": "pPr r fldSimple",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg docGrid",
    "settings": "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "abstractNum": "multiLevelType lvl",
}
FREE = {"p", "sectPr"}
"""Children of these may come again and in any order between the first and the last kinds."""


@pytest.fixture(scope="module")
def content() -> bytes:
    logo = io.BytesIO()
    Image.new("RGB", (20, 10)).save(logo, "PNG")
    head = DOKUMENT.sidhuvud._replace(logotyp=Logotyp(logo.getvalue(), "Vapen"))
    return render_docx(DOKUMENT._replace(sidhuvud=head, block=(*ALL, FIGUR)))


def roots(content: bytes) -> list[Any]:
    return [xml(content, name) for name in parts(content) if name.startswith("word/") and name.endswith(".xml")]


def test_children_stand_in_the_order_of_the_standard(content: bytes) -> None:
    seen = set()
    for root in roots(content):
        for node in root.iter(*(f"{W}{name}" for name in ORDER)):
            name = node.tag.removeprefix(W)
            known = ORDER[name].split()
            children = [child.tag.removeprefix(W) for child in node]
            assert set(children) <= set(known), (name, children)
            places = [known.index(child) for child in children]
            if name not in FREE:
                assert places == sorted(places), (name, children)
            seen.add(name)
    assert seen == set(ORDER)


def test_every_style_that_is_used_exists(content: bytes) -> None:
    styles = {s.get(f"{W}styleId") for s in xml(content, "word/styles.xml").iter(f"{W}style")}
    names = ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
    used = {n.get(f"{W}val") for root in roots(content) for n in root.iter(*(f"{W}{name}" for name in names))}
    assert used <= styles


def test_a_cell_ends_with_a_paragraph_and_tables_are_parted(content: bytes) -> None:
    body = xml(content, "word/document.xml")[0]
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))
    kinds = [child.tag.removeprefix(W) for child in body]
    assert kinds[-2:] == ["p", "sectPr"]
    assert "tbl tbl" not in " ".join(kinds)


def test_rows_have_as_many_columns_as_the_grid(content: bytes) -> None:
    for table in xml(content, "word/document.xml").iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iterchildren(f"{W}tr"):
            spans = [int(s.get(f"{W}val")) for s in row.iter(f"{W}gridSpan", f"{W}gridAfter")]
            single = sum(1 for cell in row.iterchildren(f"{W}tc") if cell.find(f"{W}tcPr/{W}gridSpan") is None)
            assert single + sum(spans) == columns


def test_each_picture_has_a_number_of_its_own_and_words(content: bytes) -> None:
    tag = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    pictures = [node for root in roots(content) for node in root.iter(tag)]
    assert sorted(p.get("id") for p in pictures) == ["1", "2", "3"]
    assert all(p.get("descr") for p in pictures)
