"""Whatever happens in a case, its explanation can be told in words, and tells the group that the report has."""

from hypothesis import given
from varld import MANY, Case, cases, falls, handelse, ram

from ejverkstallda.domain.forklaring import explain
from ejverkstallda.domain.rapportering import assess
from ejverkstallda.report.forklaring_ord import sentence


@MANY
@given(cases())
def test_every_step_has_words_and_the_group_is_the_reports(case: Case) -> None:
    events = [handelse(e) for e in case.events]
    for fall in falls(case.decision, case.events):
        told = explain(fall, events, ram(case.frame))
        assert all(sentence(step) for step in told.steg)
        assert told.bedomning == assess(fall, ram(case.frame))
        groups = [s.utfall for s in told.steg if s.regel.id == "R7"]
        assert groups == ([told.bedomning.rad.grupp] if told.bedomning.rad else [])
