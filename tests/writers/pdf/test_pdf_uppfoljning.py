"""The papers of the follow-up as PDF: valid, and read aloud as the model says."""

import pytest
from pdf_samples import expected
from pdf_tree import read
from test_pdf_standards import faults
from test_pdf_tree import outline
from uppfoljningsbygge import TIO, curve, nyckeltal, prognospapper, vantetider

from ejverkstallda.report.modell import Dokument
from ejverkstallda.report.nyckeltalspapper import Arsnot
from ejverkstallda.writers.pdf import render_pdf

ROW = curve("kontaktperson", *TIO, waiting=(120,))
MADE = {
    "nyckeltal": nyckeltal(2018, 2019, 2020, noter=(Arsnot(2020, "2020 är inte slut."),)).dokument,
    "many years": nyckeltal(*range(2001, 2021)).dokument,
    "waits": vantetider(ROW, ROW, curve("ledsagning", 4)).dokument,
    "eight": vantetider(ROW, *(curve(f"insats {n}", *TIO, waiting=(n * 99,)) for n in range(8))).dokument,
    "one by one": vantetider(ROW, *(curve(f"insats {n}", *TIO, waiting=(n * 99,)) for n in range(9))).dokument,
    "few": vantetider(curve("totalt", 4)).dokument,
    "forecast": prognospapper().dokument,
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_valid_and_the_tree_is_the_model(made: Dokument) -> None:
    data = render_pdf(made)
    assert faults(data) == []
    found = read(data)
    assert list(outline(found.root)) == list(outline(expected(made)))
    assert found.unmarked == []
