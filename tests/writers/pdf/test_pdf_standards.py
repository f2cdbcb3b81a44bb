"""Every document of ours is PDF/UA-1 and PDF/A-2a, by the word of a validator that is not ours."""

import re
from io import BytesIO

import page
import pikepdf
import pytest
from pdf_reading import case, cases, document
from pdf_samples import COMMENTS, bars, every_block, logo_head, picture

from ejverkstallda.report.modell import Dokument, Faltgrupp, Figur, Rubrik, Serie, Sidhuvud, Stycke
from ejverkstallda.writers.pdf import render_pdf

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
LIMITS = page.SafetyLimits(max_table_grid_rows=20_000, max_table_grid_cells=200_000)
BARE = Dokument("Titel", Sidhuvud("PM"), (), ())
HOSTILE = "<b> &amp; [x] {{ y }} ]]> \x00 \ud800 \uffff \ufeff 😀 å \u202e \\ (("
ODD_FIGURE = Figur("linje", HOSTILE, HOSTILE, (HOSTILE,), (Serie(HOSTILE, (1,)), Serie(HOSTILE, (None,))), HOSTILE)


def faults(data: bytes) -> list[tuple[str, str]]:
    reports = [page.validate_pdf_bytes(data, profile=profile, limits=LIMITS) for profile in PROFILES]
    assert [report.profile for report in reports] == list(PROFILES)
    return [(failure.rule_id, failure.message) for report in reports for failure in report.failures]


@pytest.mark.parametrize(("rows", "length"), [(0, 5), (1, 5000), (11, 5), (300, 5)])
def test_every_block_in_every_size(rows: int, length: int) -> None:
    assert faults(render_pdf(every_block(rows, COMMENTS[length]))) == []


def test_3000_cases() -> None:
    assert faults(render_pdf(document(cases(*(case(str(n), f"Not {n}.") for n in range(3000)))))) == []


@pytest.mark.parametrize(
    "made",
    [
        BARE,
        Dokument("T", Sidhuvud("PM"), (Faltgrupp("Ale", ("",)),), (Rubrik("Del", 3), Rubrik("Under", 3))),
        document(Stycke(HOSTILE), cases(case(HOSTILE, HOSTILE)), bars((HOSTILE,), [1]), ODD_FIGURE, title=HOSTILE),
        document(Figur("linje", "", " ", (), (Serie("", (1,)),))),
        document(*(Stycke(f"{chr(sign)} Ord") for sign in range(0xC0, 0x250)), title="Många bokstäver"),
        document(head=logo_head(picture("L", kind="JPEG"))),
        document(head=logo_head(picture("CMYK", kind="JPEG"))),
    ],
    ids=["bare", "levels", "hostile", "wordless", "letters", "grey", "cmyk"],
)
def test_odd_documents(made: Dokument) -> None:
    assert faults(render_pdf(made)) == []


def test_validator_finds_what_is_wrong() -> None:
    with pikepdf.open(BytesIO(render_pdf(BARE))) as pdf:
        del pdf.Root.MarkInfo
        out = BytesIO()
        pdf.save(out)
    assert len(faults(out.getvalue())) > 1


def test_file_says_what_it_is_and_nothing_of_who_or_when() -> None:
    data = render_pdf(document(Stycke("Text."), head=logo_head(), title="Rapport & <åäö>"))
    with pikepdf.open(BytesIO(data)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "/Filter" not in pdf.Root.Metadata
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator", "/Producer"}
        assert str(pdf.docinfo.Title) == "Rapport & <åäö>"
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert [str(one.Tabs) for one in pdf.pages] == ["/S"] * len(pdf.pages)
        assert not any("/Trans" in one for one in pdf.pages)
    for said in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        ">Rapport &amp; &lt;åäö&gt;<",
        "<rdf:li>sv-SE</rdf:li>",
    ):
        assert said in xmp
    assert not re.search(r"CreateDate|ModifyDate|dc:creator", xmp)
    assert b"D:20" not in data
    assert b"/ObjStm" not in data
    assert data.count(b"startxref") == 1
