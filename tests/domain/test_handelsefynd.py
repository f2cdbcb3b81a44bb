"""Findings of events that do not bear on the väntan."""

import pytest
from bygg import beslut, day, handelse

from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag
from ejverkstallda.domain.handelsefynd import FYND_OM, event_findings


def codes(of: Beslut, *events: Handelse) -> list[str]:
    return [b.kod for b in event_findings(of, events)]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (beslut(lag=Lag.LSS), ["senarelagd_utanfor_lov"]),
        (beslut("2026-01-10", Lag.SOL, lagrum="12 kap. 1 §"), ["senarelagd_utanfor_lov"]),
        (beslut("2026-01-10", Lag.SOL, lagrum="11 kap. 1 §"), []),
        (beslut(lag=Lag.SOL), []),
    ],
)
def test_lov_postpones_under_one_paragraph_only(of: Beslut, expected: list[str]) -> None:
    assert codes(of, handelse("senarelagd_lov", "2026-02-01", till=day("2026-06-01"))) == expected
    assert codes(of, handelse("senarelagd_lov", "2026-02-01")) == expected


@pytest.mark.parametrize(("till", "expected"), [("2019-01-31", 1), ("2019-02-01", 0), ("2019-02-02", 0)])
def test_a_postponement_is_to_a_day_to_come(till: str, expected: int) -> None:
    found = codes(beslut(lag=Lag.SOL), handelse("senarelagd_lov", "2019-02-01", till=day(till)))
    assert found == ["senarelagd_till_fore_handelsen"] * expected


@pytest.mark.parametrize("slag", ["erbjudande", "svar", "kommentar"])
def test_an_offer_after_the_end_has_a_finding(slag: str) -> None:
    closed = handelse("avslutad", "2019-02-01")
    wanted = [] if slag == "kommentar" else ["handelse_efter_avslut"]
    assert codes(beslut(), closed, handelse(slag, "2019-02-02")) == wanted
    assert codes(beslut(), closed, handelse(slag, "2019-02-01")) == []
    assert codes(beslut(), handelse(slag, "2019-02-02")) == []


def test_the_finding_names_the_decision_and_the_day() -> None:
    (found,) = event_findings(beslut(), [handelse("senarelagd_lov", "2019-02-01")])
    assert found.plats == "beslut 1"
    assert found.text.startswith("Verkställigheten är senarelagd enligt LOV, men det gäller bara beslut enligt")
    assert "(senarelagd, 2019-02-01)" in found.text


def test_each_finding_says_what_it_is_about() -> None:
    late = handelse("senarelagd_lov", "2019-02-01", till=day("2019-01-31"))
    (found,) = event_findings(beslut(lag=Lag.SOL), [late])
    assert found.text.startswith(
        "Verkställigheten är senarelagd till en dag före den dag då det antecknades (till 2019"
    )
    offer = handelse("erbjudande", "2019-02-02")
    (found,) = event_findings(beslut(), [handelse("avslutad", "2019-02-01"), offer])
    assert found.text.startswith(
        "En händelse är daterad efter att beslutet avslutades; den har ingen verkan (erbjudande"
    )
    meanwhile = handelse("insats_under_tiden", "2019-06-02", fran=day("2019-06-01"), till=day("2019-05-01"))
    (found,) = event_findings(beslut(), [meanwhile])
    assert found.text.startswith("En insats under tiden slutar före den dag då den börjar")


def test_the_first_end_is_the_one_that_counts() -> None:
    ends = [handelse("avslutad", "2019-02-01"), handelse("avslutad", "2019-03-01")]
    assert codes(beslut(), *ends, handelse("svar", "2019-02-02")) == ["handelse_efter_avslut"]


def test_the_kinds_to_look_for_are_those_that_have_findings() -> None:
    assert set(FYND_OM) == {
        *(Handelseslag.SENARELAGD_LOV, Handelseslag.INSATS_UNDER_TIDEN),
        *(Handelseslag.ERBJUDANDE, Handelseslag.SVAR),
    }


@pytest.mark.parametrize(
    ("fran", "till", "expected"),
    [
        ("2025-06-01", "2025-05-01", ["insatstid_bakat"]),
        ("2025-06-01", "2025-05-31", ["insatstid_bakat"]),
        ("2025-06-01", "2025-06-01", []),
        ("2025-06-01", None, []),
        (None, "2025-05-01", []),
    ],
)
def test_an_insats_meanwhile_ends_when_it_begins_or_later(
    fran: str | None, till: str | None, expected: list[str]
) -> None:
    event = handelse(
        "insats_under_tiden", "2025-06-02", fran=day(fran) if fran else None, till=day(till) if till else None
    )
    assert codes(beslut(), event) == expected
    other = handelse("kommentar", "2025-06-02", fran=event.fran, till=event.till)
    assert codes(beslut(), other) == []
