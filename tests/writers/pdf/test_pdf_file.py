import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

import pypdf
import pytest
from pdf_reading import FOOT, HEAD, case, cases, document, page_signs, page_texts
from pdf_samples import every_block
from pypdf.generic import Destination, DictionaryObject, NumberObject, StreamObject

from ejverkstallda.report.modell import Dokument, Rubrik, Sidhuvud, Stycke, Underskrift, Underskrifter
from ejverkstallda.writers.pdf import render_pdf

PROGRAM = """
import sys
from pdf_samples import every_block
from ejverkstallda.writers.pdf import render_pdf
sys.stdout.buffer.write(render_pdf(every_block(40, "åäö 😀 " + "b" * 200)))
"""
IMPORTS = (
    "import sys, ejverkstallda.writers.pdf as p; sys.exit('pikepdf' in sys.modules or 'PIL.ImageOps' in sys.modules)"
)


def in_a_fresh_process(seed: str) -> bytes:
    folders = [str(Path(__file__).parent), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders), "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True)
    return done.stdout


def test_same_document_gives_same_bytes_in_any_process() -> None:
    one, other = in_a_fresh_process("1"), in_a_fresh_process("2")
    assert one == other
    render_pdf(document(Stycke("Något annat först: ÅÄÖ.")))
    here = render_pdf(every_block(40, "åäö 😀 " + "b" * 200))
    assert here == one
    assert here == render_pdf(every_block(40, "åäö 😀 " + "b" * 200))


def test_same_document_gives_same_bytes_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = render_pdf(every_block(1, "Kort."))
    then = time.struct_time((1999, 12, 31, 23, 59, 59, 4, 365, 0))
    monkeypatch.setattr(time, "time", lambda: 946_684_799.0)
    monkeypatch.setattr(time, "localtime", lambda *_: then)
    monkeypatch.setattr(time, "gmtime", lambda *_: then)
    assert render_pdf(every_block(1, "Kort.")) == today


def test_nobody_waits_for_what_only_a_finished_file_needs() -> None:
    assert subprocess.run([sys.executable, "-c", IMPORTS], check=False).returncode == 0


def test_different_documents_give_different_bytes() -> None:
    assert render_pdf(document(Stycke("a"))) != render_pdf(document(Stycke("b")))


def objects(data: bytes) -> list[DictionaryObject]:
    """Every dictionary in the file, used or not."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    size = cast("NumberObject", reader.trailer["/Size"])
    found = [reader.get_object(number) for number in range(1, size)]
    return [value for value in found if isinstance(value, DictionaryObject)]


def test_every_font_is_embedded_and_ours() -> None:
    made = document(Rubrik("Rubrik"), Stycke("Text åäö – 😀"), cases(case("1")))
    found = objects(render_pdf(made))
    fonts = [value for value in found if value.get("/Type") == "/Font"]
    names = {re.sub(r"^/[A-Z]+\+", "", str(font.get("/BaseFont"))) for font in fonts}
    assert names == {"OpenSans", "OpenSans-Semibold"}
    for font in fonts:
        file = cast("DictionaryObject", font["/FontDescriptor"])["/FontFile2"].get_object()
        assert isinstance(file, StreamObject)
        assert file.get_data()[:4] == b"\x00\x01\x00\x00"  # how a TrueType file begins


def test_title_language_and_no_author() -> None:
    data = render_pdf(Dokument("Å (1993:387)\nom <b> \udc00 😀", HEAD, FOOT, (), sprak="sv-SE"))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Å (1993:387) om <b> \ufffd 😀"
    assert not reader.metadata.author
    assert not reader.metadata.subject
    assert str(reader.root_object["/Lang"]) == "sv-SE"


def test_page_is_a4() -> None:
    page = pypdf.PdfReader(io.BytesIO(render_pdf(document()))).pages[0]
    assert round(float(page.mediabox.width) * 25.4 / 72) == 210
    assert round(float(page.mediabox.height) * 25.4 / 72) == 297


def test_text_stands_in_reading_order() -> None:
    signature = Underskrifter((Underskrift("Bo Provsson", "Systemförvaltare"),))
    (text,) = page_texts(render_pdf(document(Rubrik("Avsnitt"), Stycke("Löpande text."), signature, title="Rapport")))
    assert text == (
        "TJÄNSTEUTLÅTANDE 1(1) "
        "Sektor arbete, trygghet och omsorg Systemförvaltare Bo Provsson E-post: bo.provsson@kommun.se "
        "Diarienummer: OAN.2019.17 Datum: 2019-05-13 Omsorgs- och arbetsmarknadsnämnden "
        "Rapport Avsnitt Löpande text. Bo Provsson Systemförvaltare "
        "Ale kommun SE-449 80 Alafors Telefon 0303-70 30 00"
    )


def test_empty_fields_leave_nothing() -> None:
    (text,) = page_texts(render_pdf(document(head=Sidhuvud("PM", handlaggare=("", "Bo")), foot=(), title="Rapporten")))
    assert text == "PM 1(1) Bo Rapporten"


def test_every_page_says_its_number_of_the_total() -> None:
    texts = page_texts(render_pdf(document(*(Stycke("Ord. " * 300) for _ in range(20)))))
    assert len(texts) > 4
    for number, text in enumerate(texts, start=1):
        assert re.findall(r"\b\d+\(\d+\)", text) == [f"{number}({len(texts)})"]


def test_later_pages_have_a_slim_header_and_the_same_footer() -> None:
    texts = page_texts(render_pdf(document(*(Stycke("Ord. " * 300) for _ in range(4)))))
    assert texts[1].startswith(f"TJÄNSTEUTLÅTANDE Diarienummer: OAN.2019.17 2({len(texts)}) Ord. ")
    assert texts[1].endswith("Ord. Ale kommun SE-449 80 Alafors Telefon 0303-70 30 00")
    assert "Omsorgs- och" not in texts[1]


def test_signatures_stand_two_in_a_row() -> None:
    people = tuple(Underskrift(name, "") for name in ("AA", "BB", "CC"))
    (signs,) = page_signs(render_pdf(document(Underskrifter(people), foot=(), title="Q")))
    first, second, third = ([sign for sign in signs if sign.text == letter][-1] for letter in "ABC")
    assert first.bottom == second.bottom > third.bottom
    assert second.left > first.right + 100
    assert third.left < first.right


def test_headings_are_the_list_of_contents() -> None:
    made = document(Rubrik("Å <b>", 2), Stycke("Ord. " * 900), Rubrik("Del", 3), Rubrik("Slut", 2), title="Rapport")
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(made)))

    def listed(entries: list[object]) -> list[object]:
        return [
            listed(entry)
            if isinstance(entry, list)
            else (entry.title, reader.get_destination_page_number(cast("Destination", entry)))  # type: ignore[attr-defined]
            for entry in entries
        ]

    assert listed(cast("list[object]", reader.outline)) == [("Rapport", 0), [("Å <b>", 0), [("Del", 1)], ("Slut", 1)]]


def test_heading_longer_than_a_page_does_not_stop_the_list_of_contents() -> None:
    made = document(Rubrik("Avsnitt"), Rubrik("Del", 3), title="Ord " * 3000)
    first, beneath = pypdf.PdfReader(io.BytesIO(render_pdf(made))).outline
    assert isinstance(first, Destination)
    assert isinstance(beneath, list)
    assert first.title == "Avsnitt"
