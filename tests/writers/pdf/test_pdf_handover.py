"""The handover and the joint statistics: valid by a stranger's word, and their trees are the models."""

import pytest
from test_fullmaktigesumma import make, row
from test_overlamning import FULLT, TOMT
from test_pdf_standards import faults
from test_pdf_tree import held

from ejverkstallda.report.modell import Dokument
from ejverkstallda.report.overlamning import build_overlamning
from ejverkstallda.writers.pdf import render_pdf

MANY = tuple(row(n, f"insats {n % 7}") for n in range(1, 60))
PAPERS = {
    "handover": build_overlamning(FULLT),
    "empty handover": build_overlamning(TOMT),
    "joint": make(("Ena nämnden", MANY, 0), ("Andra nämnden", MANY[:9], 0))[0],
    "joint draft": make(("Ena nämnden", MANY, 4), ("Andra nämnden", (), 3), utkast=True)[0],
}


@pytest.mark.parametrize("made", PAPERS.values(), ids=PAPERS.keys())
def test_it_is_valid_and_its_tree_is_the_model(made: Dokument) -> None:
    assert faults(render_pdf(made)) == []
    held(made)
