"""The explanation: every fact has its step, the steps carry the case's own law, and the group follows from them."""

from datetime import date
from typing import Any

import pytest
from bygg import LATER, beslut, falls, handelse, ram

from ejverkstallda.domain.beslut import Handelse, Lag, Ursprung, Vantanslag
from ejverkstallda.domain.forklaring import Forklaring, explain, unknowns
from ejverkstallda.domain.historik import Frystfakta
from ejverkstallda.domain.kallor import Kallslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.forklaring_ord import sentence


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
        ({"ursprung": Ursprung.FORHANDSBESKED}, ["IVO-forhandsbesked"]),
        ({"ursprung": Ursprung.DOM}, ["LSS-9", "T-dom"]),
        ({"lagrum": "7 § LSS"}, ["LSS-9"]),
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


def steps(of: Forklaring, regel: str) -> list[tuple[str, list[str]]]:
    """Each of a rule's steps: what it found and the sources it names."""
    return [(str(s.utfall), [k.id for k in s.kallor]) for s in of.steg if s.regel.id == regel]


def test_an_avbrott_without_a_start_is_our_reading_and_no_guidance_of_ivos() -> None:
    of = explained("2019Q2", handelse("avbrott", "2019-03-01"))
    assert steps(of, "R3") == [("verkstalld_pa_avbrott", ["T-avbrott-utan-start"])]
    started = explained("2019Q2", handelse("verkstalld", "2019-03-01"), handelse("avbrott", "2019-03-05"))
    assert steps(started, "R3") == [("verkstalld", ["IVO-verkstalld"])]


def test_what_was_struck_after_it_was_reported_keeps_no_step_of_what_it_was() -> None:
    told = handelse("rapporterad", "2019-04-30", kvartal="2019Q1", vantan="avbrott", vantan_start=date(2018, 12, 1))
    fall = falls(beslut("2018-11-09"), (told,))[-1]
    found = outcomes(explain(fall, (told,), ram("2019Q2")))
    assert found[:2] == [("R14", "avbrott_borta"), ("R2", "gransdag")]
    assert {r for r, _ in found}.isdisjoint({"R1", "R3", "R4", "R5", "R16", "A1", "A2"})
    assert ("R14", "borta") in found
    (struck, *_) = falls(beslut("2018-11-09"), (handelse("rapporterad", "2019-04-30"),), struck=True)
    assert outcomes(explain(struck, (), ram("2019Q2")))[0] == ("R14", "beslut_makulerat")


def test_only_execution_rests_on_the_paragraph_about_execution() -> None:
    told = handelse("rapporterad", "2019-04-30", kvartal="2019Q1")
    assert steps(explained("2019Q1"), "R7") == [("ny", ["T-grupp"])]
    assert steps(explained("2019Q2", told), "R7") == [("kvarstaende", ["T-grupp"])]
    done = explained("2019Q2", told, handelse("verkstalld", "2019-05-01"))
    assert steps(done, "R7") == [("verkstalld", ["T-grupp", "LSS-28g"])]


def test_days_from_an_avbrott_are_our_reading_and_days_from_the_decision_the_statutes() -> None:
    events = (handelse("verkstalld", "2018-11-20"), handelse("avbrott", "2018-12-01"))
    fall = falls(beslut("2018-11-09"), events)[-1]
    of = explain(fall, events, ram("2019Q1"))
    assert steps(of, "R10") == [("sedan_beslut", ["LSS-28h"]), ("dagar", ["T-dagar"])]
    # 9 November to 31 March: 21 + 31 + 31 + 28 + 31 = 142 days; from 1 December 120.
    assert [f.varde for s in of.steg if s.regel.id == "R10" for f in s.fakta] == [142, 120]
    assert steps(explained("2019Q1"), "R10") == [("dagar", ["LSS-28h"])]


@pytest.mark.parametrize("fields", [{"ursprung": Ursprung.DOM}, {"lagrum": "7 § LSS"}])
def test_outside_the_duty_no_paragraph_is_cited_for_it(fields: dict[str, Any]) -> None:
    assert steps(explained("2019Q1", **fields), "R16") == []


def test_a_row_that_has_moved_cites_the_law_it_was_reported_under() -> None:
    reported = Frystfakta(
        None, Vantanslag.BESLUT, date(2018, 11, 9), Kvartal(2019, 1), Kvartal(2019, 1), slut=False, cell=("", Lag.SOL)
    )
    (fall,) = falls(beslut("2018-11-09", Lag.LSS), (), [reported])
    of = explain(fall, (), ram("2019Q2"))
    assert steps(of, "R16") == [("SoL2001-16:6f", ["SoL2001-16:6f", "T-akt"])]
    assert steps(of, "R5") == [("inom", ["LSS-9", "T-lagrum"])]


def test_the_first_quarter_is_a_fact() -> None:
    (fall,) = falls(beslut("2018-08-01"))
    of = explain(fall, (), ram("2019Q1", first="2019Q1"))
    (first,) = (s for s in of.steg if s.utfall == "forsta_kvartal")
    assert {f.namn: f.varde for f in first.fakta} == {"forsta_kvartal": "2019Q1", "forsta_dag": date(2019, 1, 1)}
    assert steps(of, "R8") == [("ingen_uppgift", ["T-rapporterad"])]


@pytest.mark.parametrize(("idag", "utfall"), [("2019-02-09", "gransdag_kvar"), ("2019-02-10", "pliktig")])
def test_the_limit_has_not_passed_before_it_has(idag: str, utfall: str) -> None:
    assert [u for u, _ in steps(explained("2019Q1", idag=date.fromisoformat(idag)), "R4")] == [utfall]


def test_rad_och_stod_is_the_municipalitys_when_the_setting_says_so() -> None:
    (fall,) = falls(beslut("2018-11-09", lagrum="9 § 1 LSS"))
    for own, utfall in ((True, "kommunens_uppgift"), (False, "regionens_uppgift")):
        assert ("R16", utfall) in outcomes(explain(fall, (), ram("2019Q1"), rad_och_stod=own))


@pytest.mark.parametrize(
    ("lag", "year", "ids"),
    [
        (Lag.LSS, "2025", ["LSS-28a", "LSS-28b", "LSS-overgang-2025:1298"]),
        (Lag.LSS, "2026", ["LSS-28a", "LSS-28b"]),
        (Lag.SOL, "2026", ["SoL2025-34:5", "SoL2025-34:7", "T-avgift-sol"]),
    ],
)
def test_the_earlier_range_rests_on_the_transitional_provision(lag: Lag, year: str, ids: list[str]) -> None:
    (fall,) = falls(beslut(f"{year}-08-01", lag))
    (found,) = steps(explain(fall, (), ram("2026Q4")), "A1")
    assert found[1] == ids


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"lagrum": "11 kap. 1 §"}, True),
        ({"lagrum": "11 kap. 4 §"}, False),  # outside the duty, and no source says that the fee covers it
        ({"lagrum": "11 kap. 1 §", "ursprung": "dom"}, True),  # not in the report, but inside the fee
    ],
)
def test_the_fee_is_told_of_where_the_law_has_one(given: dict[str, str], *, told: bool) -> None:
    (fall,) = falls(beslut("2025-09-01", Lag.SOL, **given))
    found = {r for r, _ in outcomes(explain(fall, (), ram("2025Q4")))}
    assert ({"A1", "A2"} <= found) is told


def test_no_fee_is_told_of_for_a_wait_that_ended_in_time() -> None:
    found = {r for r, _ in outcomes(explained("2019Q1", handelse("verkstalld", "2019-02-09")))}
    assert found.isdisjoint({"A1", "A2"})
    assert {"A1", "A2"} <= {r for r, _ in outcomes(explained("2019Q1", handelse("verkstalld", "2019-02-10")))}


@pytest.mark.parametrize(
    ("day", "lagrum", "ids"),
    [
        ("2025-06-30", "4 kap. 1 §", ["SoL2001-4:1"]),
        ("2025-07-01", "11 kap. 1 §", ["SoL2025-11:1", "SoL2025-12:1"]),
        ("2025-07-01", "4 kap. 1 § SoL (2001:453)", ["SoL2001-4:1", "SoL2025-11:1", "SoL2025-12:1"]),
    ],
)
def test_the_duty_is_judged_by_the_law_of_the_decisions_day(day: str, lagrum: str, ids: list[str]) -> None:
    (fall,) = falls(beslut(day, Lag.SOL, lagrum=lagrum))
    (found,) = steps(explain(fall, (), ram("2025Q4")), "R5")
    assert sorted(found[1]) == ids


def test_the_range_says_that_postponed_time_does_not_count() -> None:
    event = handelse("senarelagd_lov", "2025-10-01", till=date(2026, 6, 1))
    (fall,) = falls(beslut("2025-09-01", Lag.SOL, lagrum="11 kap. 1 §"), (event,))
    told = [sentence(s) for s in explain(fall, (event,), ram("2025Q4")).steg if s.regel.id == "A1"]
    assert "Den tid som verkställigheten är senarelagd räknas inte." in told[0]
    plain = [sentence(s) for s in explain(fall, (), ram("2025Q4")).steg if s.regel.id == "A1"]
    assert "senarelagd" not in plain[0]
