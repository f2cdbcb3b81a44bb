"""The file: what it says of itself, its language and settings, its page, and that it is the same each time."""

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from ale_2019q1 import ale_underlag
from docx.section import _Footer, _Header
from docx.shared import Mm
from docx_reading import HEAD, W, empty_paragraphs, made, model_text, opened, parts, read_text, xml
from lxml import etree  # type: ignore[import-untyped]
from pappersbygge import MALLAR, underlag
from PIL import Image

from ejverkstallda.report.kommun import Utlatandeform
from ejverkstallda.report.modell import Dokument, Faltgrupp, Logotyp, Sidhuvud, Stycke
from ejverkstallda.report.statistik import build_statistikrapport
from ejverkstallda.report.tjansteutlatande import build_tjansteutlatande
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.writers.docx import render_docx

SIDHUVUD = Sidhuvud(
    "UTKAST Statistikrapport",
    "Sektor omsorg",
    "OAN.2019.17",
    date(2019, 5, 13),
    ("Handläggare", "Prov Provsson"),
    "Omsorgsnämnden",
)
SIDFOT = (Faltgrupp("Ale kommun", ("Storgatan 1", "999 99 Ale")), Faltgrupp("Telefon", ("0999-1",)), Faltgrupp("", ()))
DOKUMENT = Dokument("Rapport & <titel>", SIDHUVUD, SIDFOT, (Stycke("Text."),))


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#173352").save(out, "PNG")
    return out.getvalue()


def lines(band: _Header | _Footer) -> list[str]:
    """What stands there, fields as Word shows them before it has counted."""
    root: Any = band._element  # noqa: SLF001
    found = []
    for p in root.iter(f"{W}p"):
        signs = [
            ("\t" if node.tag == f"{W}tab" else node.text)
            for node in p.iter(f"{W}t", f"{W}tab")
            if node.getparent().tag == f"{W}r"
        ]
        found.append("".join(signs))
    return found


def test_the_file_says_title_sender_and_day_and_nobody_at_a_keyboard() -> None:
    core = opened(render_docx(DOKUMENT)).core_properties
    assert (core.title, core.subject, core.author, core.language) == (
        "Rapport & <titel>",
        "UTKAST Statistikrapport",
        "Ale kommun",
        "sv-SE",
    )
    assert (core.last_modified_by, core.comments, core.keywords, core.revision) == ("", "", "", 1)
    assert core.created is not None
    assert core.created.replace(tzinfo=None) == datetime(2019, 5, 13)  # noqa: DTZ001 — the file holds a day
    assert core.modified == core.created


def test_no_other_program_is_named_and_nothing_is_left_of_the_template() -> None:
    packed = parts(render_docx(DOKUMENT))
    assert packed["docProps/app.xml"].endswith(b"<Application>ejverkstallda</Application></Properties>\n")
    whole = b"".join(packed.values())
    for word in (b"python-docx", b"Microsoft Macintosh", b"thumbnail", b"stylesWithEffects", b"customXml", b"en-US"):
        assert word not in whole


def test_every_part_is_well_formed() -> None:
    for name, source in parts(render_docx(DOKUMENT)).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(source)


def test_language_and_hyphenation() -> None:
    content = render_docx(DOKUMENT)
    (language,) = xml(content, "word/styles.xml").iterfind(f"{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == "sv-SE"
    settings = xml(content, "word/settings.xml")
    assert settings.find(f"{W}themeFontLang").get(f"{W}val") == "sv-SE"
    assert settings.find(f"{W}autoHyphenation") is not None
    assert settings.find(f"{W}compat/{W}compatSetting").get(f"{W}val") == "15"


def test_another_language_is_said_where_word_looks() -> None:
    content = render_docx(Dokument("T", HEAD, (), (), "fi-FI"))
    assert xml(content, "word/styles.xml").find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "fi-FI"
    assert opened(content).core_properties.language == "fi-FI"


def test_the_page_is_a4_with_a_header_of_its_own_on_the_first() -> None:
    (section,) = made().sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.left_margin == section.right_margin
    assert section.left_margin is not None
    assert section.left_margin.twips == 1191
    assert section.different_first_page_header_footer


def test_first_page_and_later_pages_have_the_head_of_the_pdf() -> None:
    (section,) = opened(render_docx(DOKUMENT)).sections
    assert lines(section.first_page_header) == [
        "UTKAST Statistikrapport\tSida 1(1)",
        "Sektor omsorg\tDiarienummer: OAN.2019.17",
        "Handläggare\tDatum: 2019-05-13",
        "Prov Provsson",
        "Omsorgsnämnden",
    ]
    assert lines(section.header) == ["UTKAST Statistikrapport\tDiarienummer: OAN.2019.17\tSida 1(1)"]


def test_the_page_number_is_counted_by_word() -> None:
    (section,) = opened(render_docx(DOKUMENT)).sections
    for band in (section.first_page_header, section.header):
        root: Any = band._element  # noqa: SLF001
        assert [f.get(f"{W}instr") for f in root.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_the_foot_is_the_same_on_all_pages() -> None:
    (section,) = opened(render_docx(DOKUMENT)).sections
    expected = ["Ale kommun: Storgatan 1, 999 99 Ale  ·  Telefon: 0999-1"]
    assert lines(section.first_page_footer) == expected
    assert lines(section.footer) == expected


def test_a_bare_document_has_its_type_and_page_and_no_hole() -> None:
    content = render_docx(Dokument("T", HEAD, (), ()))
    (section,) = opened(content).sections
    assert lines(section.first_page_header) == ["Provdokument\tSida 1(1)"]
    assert lines(section.header) == ["Provdokument\t\tSida 1(1)"]
    assert empty_paragraphs(content) == []
    assert section.footer.is_linked_to_previous
    assert opened(content).core_properties.author == ""


def test_without_a_number_a_later_page_says_whose_it_is() -> None:
    head = Sidhuvud("Statistikrapport", datum=date(2019, 5, 13), namnd="Omsorgsnämnden")
    (section,) = opened(render_docx(Dokument("T", head, (), ()))).sections
    assert lines(section.header) == ["Statistikrapport\tOmsorgsnämnden, 2019-05-13\tSida 1(1)"]
    assert lines(section.first_page_header) == ["Statistikrapport\tSida 1(1)", "Datum: 2019-05-13", "Omsorgsnämnden"]


@pytest.mark.parametrize(("width", "height"), [(4000, 100), (100, 4000), (10, 10)])
def test_a_logo_fits_its_place_and_has_its_words(width: int, height: int) -> None:
    head = Sidhuvud("T", logotyp=Logotyp(png(width, height), "Ale kommuns vapen"))
    (section,) = opened(render_docx(Dokument("T", head, (), ()))).sections
    root: Any = section.first_page_header._element  # noqa: SLF001
    (inline,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline")
    assert inline.docPr.get("descr") == "Ale kommuns vapen"
    assert inline.extent.cx <= Mm(50)
    assert inline.extent.cy <= Mm(10)
    assert max(inline.extent.cx / Mm(50), inline.extent.cy / Mm(10)) == pytest.approx(1, abs=0.001)
    assert inline.extent.cx / inline.extent.cy == pytest.approx(
        width / height, rel=0.05
    )  # a logo is drawn in whole pixels
    assert not list(section.header._element.iter(f"{W}drawing"))  # noqa: SLF001


def test_a_logo_for_print_and_one_taken_on_its_side_are_shown_as_they_are_meant() -> None:
    out = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6  # orientation: the camera was held on its side
    Image.new("CMYK", (80, 40)).save(out, "JPEG", exif=turned)
    head = Sidhuvud("T", logotyp=Logotyp(out.getvalue(), "Vapen"))
    (section,) = opened(render_docx(Dokument("T", head, (), ()))).sections
    root: Any = section.first_page_header._element  # noqa: SLF001
    (inline,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline")
    assert inline.extent.cy / inline.extent.cx == pytest.approx(2, rel=0.01)


def test_what_is_no_picture_is_no_logo() -> None:
    head = Sidhuvud("T", logotyp=Logotyp(b"\x89PNG\r\n\x1a\n", "Vapen"))
    with pytest.raises(OSError, match="cannot identify"):
        render_docx(Dokument("T", head, (), ()))


def test_the_same_document_gives_the_same_bytes_and_the_file_no_time_of_packing() -> None:
    content = render_docx(DOKUMENT)
    assert render_docx(DOKUMENT) == content
    with ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize("made_from", [ale_underlag(), underlag()], ids=["ale", "noll"])
def test_the_papers_of_the_namnd_hold_what_the_model_says(made_from: Underlag) -> None:
    papers = [build_tjansteutlatande(replace(made_from, form=form), MALLAR) for form in Utlatandeform]
    for dokument in (build_statistikrapport(made_from, MALLAR).dokument, *papers):
        content = render_docx(dokument)
        assert read_text(opened(content)) == model_text(dokument)
        assert set(empty_paragraphs(content)) <= {"Avskiljare"}
