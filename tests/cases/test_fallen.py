"""Every case holds; every rule has one that reports and one that does not; the workings add up."""

import re

import pytest
from fallfil import Fallprov, Vantat, all_cases
from fallkor import run_case
from falt import NAMNDA_REGLER

CASES = all_cases()
FEWEST = 60
_SUM = re.compile(r"\d+(?: \+ \d+)+ = \d+")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.plats)
def test_the_case_holds(case: Fallprov) -> None:
    differences = run_case(case)
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("rule", NAMNDA_REGLER)
def test_every_rule_has_a_case_that_reports_and_one_that_does_not(rule: str) -> None:
    reports = {bool(case.vantat.rader) for case in CASES if rule in case.kalla}
    assert reports == {True, False}


def test_there_are_many_cases_and_each_has_its_own_name() -> None:
    assert len(CASES) >= FEWEST
    assert len({case.namn for case in CASES}) == len(CASES)


def _shape(case: Fallprov) -> tuple[object, ...]:
    """A case without its dates and numbers."""
    facts = [
        (
            sorted((k, str(v)) for k, v in a.beslut.items() if k not in {"beslutsdatum", "galler_till", "insats"}),
            [sorted((k, str(v)) for k, v in e.falt.items() if k not in {"datum", "text"}) for e in a.handelser],
            [sorted(change) for _, change in a.rattelser],
        )
        for a in case.arenden
    ]
    return (str(facts), _expected(case.vantat), len(case.stangda), case.statusdag, case.forsta_kvartal is None)


def _expected(vantat: Vantat) -> tuple[object, ...]:
    rows = tuple((row["grupp"], row.get("vantan"), row.get("sen"), "slut" in row) for row in vantat.rader)
    return rows, vantat.brister, vantat.pa_vag


def test_at_least_sixty_differ_in_more_than_a_date() -> None:
    assert len({_shape(case) for case in CASES}) >= FEWEST


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.plats)
def test_the_working_by_hand_adds_up_to_the_days(case: Fallprov) -> None:
    sums = _SUM.findall(case.varfor)
    for text in sums:
        terms, total = text.split(" = ")
        assert sum(int(term) for term in terms.split(" + ")) == int(total), text
    for row in case.vantat.rader:
        if row["dagar"] != "0" and len(case.vantat.rader) == 1:
            assert re.search(rf"\b{row['dagar']}\b", case.varfor), f"varfor räknar inte fram {row['dagar']} dagar"
