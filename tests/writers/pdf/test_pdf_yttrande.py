"""The paper for a yttrande as PDF: valid by both standards and read aloud as its model, whole, bare and hostile."""

from datetime import date

import pytest
from individunderlag import event
from pdf_samples import COMMENTS
from test_pdf_standards import HOSTILE, faults
from test_pdf_tree import held
from test_yttrande import BARE, WHOLE
from yttrandeunderlag import PRICED, paper

from ejverkstallda.domain.beslut import Handelse, Handelseslag
from ejverkstallda.writers.pdf import render_pdf

H = Handelseslag
LONG = tuple(
    event(slag, f"2019-01-{10 + number}", COMMENTS[5000], kostnad=1)
    for number, slag in enumerate((H.SKAL, H.KONSEKVENS, H.ATGARD, H.ERBJUDANDE, H.INSATS_UNDER_TIDEN, H.PLANERAD))
)
VISIBLE = "<b> &amp; [x] {{ y }} ]]> å \\ (("
ODD = tuple(
    event(slag, "2019-01-10", VISIBLE, diarienummer=VISIBLE)
    for slag in (H.SKAL, H.KONSEKVENS, H.ERBJUDANDE, H.SVAR, H.INSATS_UNDER_TIDEN, H.PLANERAD, H.IVO_ARENDE)
)
MANY = tuple(event(H.ATGARD, "2019-02-01", f"Åtgärd {number}.") for number in range(300))
AVBROTT = (event(H.VERKSTALLD, "2018-12-01"), event(H.AVBROTT, "2019-03-01", "Uppehåll."))


@pytest.mark.parametrize(
    "events",
    [WHOLE, (), LONG, ODD, MANY, AVBROTT, (event(H.VERKSTALLD, "2019-05-09"),)],
    ids=["whole", "few", "long", "hostile", "many", "avbrott", "ended"],
)
def test_it_is_valid_and_its_tree_is_the_model(events: tuple[Handelse, ...]) -> None:
    made = paper(*events)
    assert faults(render_pdf(made)) == []
    held(made)


def test_with_next_to_nothing_known() -> None:
    made = paper(beslut=BARE, identitet=None, namnd=None)
    assert faults(render_pdf(made)) == []
    held(made)


def test_where_nothing_is_left_to_count() -> None:
    made = paper(*WHOLE, beslut=PRICED._replace(kostnad_manad=0), idag=date(2019, 6, 20))
    assert faults(render_pdf(made)) == []
    held(made)


def test_what_cannot_be_shown_does_not_make_it_invalid() -> None:
    assert faults(render_pdf(paper(*(e._replace(text=HOSTILE) for e in ODD)))) == []
