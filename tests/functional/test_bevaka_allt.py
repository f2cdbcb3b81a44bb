"""`ejv bevaka` in full: each reason on the day before it holds, the day, and gone when it has been seen to."""

import pytest
from korning import Ejv, beslut, handelse


def reasons(ejv: Ejv, idag: str) -> set[str]:
    svar = ejv("bevaka", "--dagar", "0", "--json", idag=idag)
    assert svar.kod in {0, 1}
    import json  # noqa: PLC0415 — only here

    return {p["skal"] for p in json.loads(svar.ut)["data"]["poster"]}


# Offered 2019-03-01: the answer is due 2019-03-15; the day after, two weeks have passed.
@pytest.mark.parametrize(("idag", "waits"), [("2019-03-15", False), ("2019-03-16", True)])
def test_an_offer_without_an_answer(register: Ejv, idag: str, waits: bool) -> None:  # noqa: FBT001 — expected value
    register.las_in([beslut("B-1", "2019-02-01")], [handelse("B-1", "2019-03-01", "erbjudande")])
    assert ("erbjudande_utan_svar" in reasons(register, idag)) is waits


@pytest.mark.parametrize(
    "answer",
    [
        handelse("B-1", "2019-03-01", "erbjudande", svar="nej"),
        handelse("B-1", "2019-03-10", "svar", svar="ja"),
        handelse("B-1", "2019-03-20", "verkstalld"),
    ],
)
def test_an_answered_offer_does_not_wait(register: Ejv, answer: dict[str, str]) -> None:
    events = [answer] if answer["handelse"] == "erbjudande" else [handelse("B-1", "2019-03-01", "erbjudande"), answer]
    register.las_in([beslut("B-1", "2019-02-01")], events)
    assert "erbjudande_utan_svar" not in reasons(register, "2019-04-01")


def test_a_second_offer_after_the_answer_waits_again(register: Ejv) -> None:
    events = [
        handelse("B-1", "2019-03-01", "erbjudande"),
        handelse("B-1", "2019-03-02", "svar", svar="nej"),
        handelse("B-1", "2019-03-10", "erbjudande"),
    ]
    register.las_in([beslut("B-1", "2019-02-01")], events)
    assert "erbjudande_utan_svar" in reasons(register, "2019-03-25")


# Sixty days after 2019-02-01 is 2019-04-02 (27 days left of February, 31 of March, 2 of April).
@pytest.mark.parametrize(("idag", "waits"), [("2019-04-02", False), ("2019-04-03", True)])
def test_no_measure_for_sixty_days(register: Ejv, idag: str, waits: bool) -> None:  # noqa: FBT001 — expected value
    register.las_in([beslut("B-1", "2019-02-01")])
    assert ("utan_atgard" in reasons(register, idag)) is waits


def test_a_measure_or_an_offer_counts_from_its_day(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2019-02-01")], [handelse("B-1", "2019-03-01", "atgard", text="x")])
    assert "utan_atgard" not in reasons(register, "2019-04-30")
    assert "utan_atgard" in reasons(register, "2019-05-01")


@pytest.mark.parametrize(("idag", "waits"), [("2019-04-01", False), ("2019-04-02", True), ("2019-05-13", True)])
def test_a_time_limited_decision_runs_out(register: Ejv, idag: str, waits: bool) -> None:  # noqa: FBT001 — expected value
    # Last day 2019-06-01; sixty days before it is 2019-04-02. The insats runs, so nothing else waits.
    register.las_in(
        [beslut("B-1", "2019-01-02", galler_till="2019-06-01")], [handelse("B-1", "2019-01-10", "verkstalld")]
    )
    assert reasons(register, idag) == ({"tidsbegransad"} if waits else set())


def test_an_ended_decision_does_not_run_out(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2019-01-02", galler_till="2019-06-01")],
        [handelse("B-1", "2019-01-10", "verkstalld"), handelse("B-1", "2019-04-20", "avslutad")],
    )
    assert reasons(register, "2019-05-13") == set()


def test_an_end_that_has_not_been_sent(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-11-09")],
        [handelse("B-1", "2019-02-20", "rapporterad", kvartal="2019Q1"), handelse("B-1", "2019-04-10", "verkstalld")],
    )
    assert reasons(register, "2019-04-10") == {"slut_ej_skickat"}
    register.stang("2019Q2", idag="2019-07-02")
    assert reasons(register, "2019-07-02") == {"slut_ej_skickat"}
    register("kvartal", "markera", "2019Q2", "ivo", idag="2019-07-03")
    assert reasons(register, "2019-07-03") == set()
    assert register("bevaka", idag="2019-07-03").kod == 0


def test_an_end_is_listed_until_it_has_been_sent_however_old(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-11-09")],
        [handelse("B-1", "2019-02-20", "rapporterad", kvartal="2019Q1"), handelse("B-1", "2019-04-10", "verkstalld")],
    )
    register.stang("2019Q2", idag="2019-07-02")
    assert reasons(register, "2021-11-25") == {"slut_ej_skickat"}
    register.las_in([], [handelse("B-1", "2021-11-25", "skickad_ivo", slag="verkstalld")], idag="2021-11-25")
    assert reasons(register, "2021-11-25") == set()


def test_one_reported_as_ended_when_its_duty_ceased_has_been_told_of(register: Ejv) -> None:
    """The lagrum is corrected to one outside the duty, and IVO is told of an avslut. Executed later is no news."""
    register.las_in([beslut("B-1", "2018-06-01", lag="SoL", lagrum="4 kap. 1 § SoL", insats="sysselsättning")])
    register.stang("2018Q4", idag="2019-01-10")
    register("kvartal", "markera", "2018Q4", "ivo", idag="2019-01-11")
    register.data("ratta", "B-1", "--lagrum", "4 kap. 2 § SoL", kod=1, idag="2019-01-20")
    register.stang("2019Q1", idag="2019-04-02")
    assert register.data("kvartal", "markera", "2019Q1", "ivo", idag="2019-04-03")["skickade"] == 1
    register.las_in([], [handelse("B-1", "2019-05-10", "verkstalld")], idag="2019-05-13")
    assert "slut_ej_skickat" not in reasons(register, "2019-05-13")


def test_that_an_interruptions_end_was_sent_says_nothing_of_the_first_end(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-06-01")],
        [
            handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4"),
            handelse("B-1", "2019-01-10", "verkstalld"),
            handelse("B-1", "2019-02-01", "avbrott", omfattning="helt"),
        ],
    )
    register.stang("2019Q1", idag="2019-04-01")
    register.las_in([], [handelse("B-1", "2019-06-03", "aterupptagen")], idag="2019-06-03")
    register.stang("2019Q2", idag="2019-07-02")
    sent = register.data("kvartal", "markera", "2019Q2", "ivo", idag="2019-07-03")
    assert sent["skickade"] == 2
    assert reasons(register, "2019-07-03") == {"slut_ej_skickat"}
    register("kvartal", "markera", "2019Q1", "ivo", idag="2019-07-04")
    assert reasons(register, "2019-07-04") == set()


def test_one_executed_late_has_passed_until_it_is_reported(register: Ejv) -> None:
    # Gränsdag 2019-02-09: ended on it is in time, the day after is late.
    register.las_in(
        [beslut("B-1", "2018-11-09"), beslut("B-2", "2018-11-09")],
        [handelse("B-1", "2019-02-10", "verkstalld"), handelse("B-2", "2019-02-09", "verkstalld")],
    )
    found = register.data("bevaka", kod=1, idag="2019-02-15")["poster"]
    assert [(p["beslutsnummer"], p["skal"], p["dagar_kvar"]) for p in found] == [("B-1", "passerad", -6)]
    register.stang("2019Q1", idag="2019-04-01")
    assert "passerad" not in reasons(register, "2019-04-02")


def test_a_decision_that_ran_out_while_somebody_waits_stays(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2019-01-02", galler_till="2019-03-01")])
    found = register.data("bevaka", kod=1, idag="2019-03-11")["poster"]
    assert [(p["datum"], p["dagar_kvar"]) for p in found if p["skal"] == "tidsbegransad"] == [("2019-03-01", -10)]


def test_a_judgment_is_followed_though_no_report_lists_it(ejv: Ejv) -> None:
    ejv("init")
    ejv.las_in(
        [beslut("B-1", "2019-01-02", ursprung="dom"), beslut("B-2", "2019-01-02", ursprung="dom")],
        [handelse("B-2", "2019-04-20", "erbjudande", text="Plats.")],
    )
    poster = ejv.data("bevaka", kod=1, idag="2019-05-13")["poster"]
    assert {(p["beslutsnummer"], p["skal"]) for p in poster} == {
        ("B-1", "utan_atgard"),
        ("B-2", "erbjudande_utan_svar"),
    }
