"""The explanation: every fact has its step, the steps carry the case's own law, and the group follows from them."""

from datetime import date
from typing import Any

import pytest
from bygg import LATER, beslut, falls, handelse, ram

from ejverkstallda.domain.beslut import Handelse, Lag, Ursprung
from ejverkstallda.domain.forklaring import Forklaring, explain, unknowns
from ejverkstallda.domain.kallor import Kallslag


def explained(kvartal: str, *events: Handelse, lag: Lag = Lag.LSS, idag: date = LATER, **fields: Any) -> Forklaring:
    (fall, *_) = falls(beslut("2018-11-09", lag, **fields), events)
    return explain(fall, events, ram(kvartal, idag))


def outcomes(of: Forklaring) -> list[tuple[str, str]]:
    return [(s.regel.id, str(s.utfall)) for s in of.steg]


def test_a_new_one_step_by_step() -> None:
    # 2018-11-09 + three months = 2019-02-09, within 2019Q1.
    found = outcomes(explained("2019Q1", handelse("erbjudande", "2019-02-18")))
    assert found == [
        ("R1", "beslut"),
        ("R2", "gransdag"),
        ("R3", "avslutar_inte_erbjudande"),
        ("R3", "oppen"),
        ("R5", "inom"),
        ("R16", "LSS-28f"),
        ("R4", "pliktig"),
        ("R13", "fonster"),
        ("R11", "passerad"),
        ("R12", "rapporteringsdag"),
        ("R8", "ej_rapporterad"),
        ("R6", "i_rapporten"),
        ("R7", "ny"),
        ("R10", "dagar"),
        ("A1", "avgift-till-2025"),
        ("A2", "sista_dag"),
    ]


@pytest.mark.parametrize("slag", ["erbjudande", "svar", "delvis_verkstalld", "insats_under_tiden", "planerad"])
def test_a_fact_has_a_step_and_without_the_fact_there_is_none(slag: str) -> None:
    event = handelse(slag, "2019-01-20", **({"svar": True} if slag == "svar" else {}))
    step = ("R3", f"avslutar_inte_{slag}")
    assert step in outcomes(explained("2019Q1", event))
    assert step not in outcomes(explained("2019Q1"))


def test_what_came_after_the_end_is_no_step_of_it() -> None:
    events = (handelse("verkstalld", "2019-03-01"), handelse("erbjudande", "2019-03-02"))
    found = outcomes(explained("2019Q1", *events))
    assert ("R3", "verkstalld") in found
    assert ("R3", "avslutar_inte_erbjudande") not in found


def test_history_is_told() -> None:
    ended = (handelse("verkstalld", "2019-04-10"),)
    told = (handelse("rapporterad", "2019-04-30", kvartal="2019Q1"),)
    closed = (handelse("slutrapporterad", "2019-07-30", kvartal="2019Q2"),)
    assert ("R8", "rapporterad") in outcomes(explained("2019Q2", *ended, *told))
    found = outcomes(explained("2019Q3", *ended, *told, *closed))
    assert found.index(("R8", "rapporterad")) + 1 == found.index(("R8", "slutrapporterad"))
    assert ("R14", "slut_rapporterat") in found


def test_a_preliminary_answer_says_so() -> None:
    found = outcomes(explained("2019Q1", idag=date(2019, 2, 1)))
    assert ("R11", "preliminar") in found
    assert ("R6b", "pa_vag") in found


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"lagrum": "9 § 9 LSS"}, ["LSS-9"]),
        ({}, ["LSS-9", "T-lagrum"]),
        ({"ursprung": Ursprung.FORHANDSBESKED}, ["LSS-9", "IVO-forhandsbesked"]),
        ({"ursprung": Ursprung.DOM}, ["LSS-9", "T-dom"]),
    ],
)
def test_only_the_sources_that_bear_the_answer_are_named(fields: dict[str, Any], ids: list[str]) -> None:
    of = explained("2019Q1", **fields)
    (step,) = (s for s in of.steg if s.regel.id == "R5")
    assert [k.id for k in step.kallor] == ids


def test_an_lss_case_cites_no_sol_and_the_other_way_round() -> None:
    def acts(lag: Lag) -> set[str]:
        return {k.akt.kort for s in explained("2019Q1", lag=lag).steg for k in s.kallor if k.slag is Kallslag.LAG}

    assert acts(Lag.LSS) == {"LSS", "lagen (1930:173)"}
    assert acts(Lag.SOL) == {"SoL (2001:453)", "lagen (1930:173)"}


def test_every_step_has_a_source() -> None:
    for lag in Lag:
        assert all(s.kallor for s in explained("2019Q1", handelse("svar", "2019-01-02", svar=False), lag=lag).steg)


def test_what_is_not_known_is_said() -> None:
    """IVO's periods are known for 2019; how the transition in fee cases is ordered is not known for the former SoL."""
    old = explained("2019Q1", lag=Lag.SOL)
    assert [b.kod for b in unknowns(old.fall, old.ram)] == ["avgift_overgang_okand"]
    later = explained("2020Q1", lag=Lag.LSS)
    assert [b.kod for b in unknowns(later.fall, later.ram)] == ["rapporteringsdag_antagen"]
    assert [s.utfall for s in later.steg if s.regel.id == "R12"] == ["antagen"]
    known = explained("2019Q1", lag=Lag.LSS)
    assert unknowns(known.fall, known.ram) == ()
