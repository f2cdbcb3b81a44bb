"""New numbers after a change of care system: the väntan and its history carry on under the new number."""

import pytest
from korning import Ejv, beslut, handelse

GAMMAL = beslut("G-1", "2018-11-09", kallsystem="Gamla")
NY = beslut("N-1", "2018-11-09", kallsystem="Nya", tidigare_nummer="G-1")


def counts(data: dict[str, int]) -> tuple[int, int, int, int]:
    return data["nya"], data["andrade"], data["oforandrade"], data["nekade"]


@pytest.fixture
def bytt(register: Ejv) -> Ejv:
    """A case reported under its old number, then read in under its new one."""
    register.las_in([GAMMAL], [handelse("G-1", "2019-02-01", "kommentar", text="Väntar.")])
    register.stang("2019Q1")
    assert counts(register.las_in([NY])["data"]) == (0, 1, 0, 0)
    return register


def test_the_wait_and_its_history_carry_on(bytt: Ejv) -> None:
    assert bytt.antal("beslut") == 1
    assert bytt.grupper("2019Q2") == {"kvarstaende": ["N-1"]}
    (rad,) = bytt.data("kvartal", "visa", "2019Q2")["rader"]
    assert (rad["kallsystem"], rad["start"], rad["forst_rapporterad"]) == ("Nya", "2018-11-09", "2019Q1")
    assert bytt.grupper("2019Q1") == {"ny": ["G-1"]}  # the closed quarter keeps what it said
    assert bytt("beslut", "visa", "G-1").kod == 3
    assert "G-1" in bytt("beslut", "visa", "N-1").ut


def test_the_same_again_is_nothing_under_either_number(bytt: Ejv) -> None:
    assert counts(bytt.las_in([NY])["data"]) == (0, 0, 1, 0)
    again = bytt.las_in([GAMMAL], [handelse("G-1", "2019-02-01", "kommentar", text="Väntar.")])
    assert counts(again["data"]) == (0, 0, 1, 0)
    assert counts(again["data"]["handelser"]) == (0, 0, 1, 0)
    assert [b["kod"] for b in again["brister"]] == ["nummer_bytt"]


def test_events_come_home_under_either_number(bytt: Ejv) -> None:
    events = [handelse("G-1", "2019-04-10", "erbjudande"), handelse("N-1", "2019-05-02", "verkstalld")]
    assert counts(bytt.las_in([], events)["data"]["handelser"]) == (2, 0, 0, 0)
    assert bytt.grupper("2019Q2", idag="2019-07-02") == {"verkstalld": ["N-1"]}


def test_both_numbers_in_one_call(register: Ejv) -> None:
    svar = register.las_in([GAMMAL, NY], [handelse("G-1", "2019-02-01", "kommentar", text="Väntar.")])
    assert counts(svar["data"]) == (1, 0, 1, 0)
    assert register.antal("beslut") == 1
    assert len(register.data("beslut", "visa", "N-1")["handelser"]) == 1


def test_an_old_number_that_two_systems_have_is_not_guessed(register: Ejv) -> None:
    register.las_in([GAMMAL, beslut("G-1", "2018-01-02", kallsystem="Andra")])
    svar = register.las_in([NY], kod=1)
    assert [b["kod"] for b in svar["brister"]] == ["tidigare_nummer_oklart"]
    assert register.antal("beslut") == 3


def test_a_number_used_again_for_another_decision_is_another_decision(bytt: Ejv) -> None:
    assert counts(bytt.las_in([beslut("G-1", "2019-03-03", kallsystem="Nya")])["data"]) == (1, 0, 0, 0)


def test_two_that_claim_one_earlier_number_are_both_refused(register: Ejv) -> None:
    register.las_in([GAMMAL])
    other = {**NY, "beslutsnummer": "N-2"}
    for rows in ([NY, other], [other, NY]):
        svar = register.las_in(rows, kod=3)
        assert [b["kod"] for b in svar["brister"]] == ["beslut_oenigt", "beslut_oenigt"]
        assert counts(svar["data"]) == (0, 0, 0, 2)
    assert register.grupper("2019Q1") == {"ny": ["G-1"]}


def test_a_number_that_has_been_taken_over_is_not_taken_again(bytt: Ejv) -> None:
    svar = bytt.las_in([{**NY, "beslutsnummer": "N-2"}], kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["tidigare_nummer_upptaget"]
    assert "Numret ”G-1” har redan blivit ”N-1”." in svar["brister"][0]["text"]


def test_an_earlier_number_that_stands_by_itself_or_nowhere_is_told(register: Ejv) -> None:
    register.las_in([GAMMAL, beslut("N-1", "2018-11-09", kallsystem="Nya")])
    assert [b["kod"] for b in register.las_in([NY], kod=1)["brister"]] == ["tidigare_nummer_kvar"]
    lost = beslut("N-9", "2018-11-09", kallsystem="Nya", tidigare_nummer="G-9")
    assert [b["kod"] for b in register.las_in([lost])["brister"]] == ["tidigare_nummer_saknas"]


def test_the_old_list_is_known_again_after_the_day_was_corrected(register: Ejv) -> None:
    register.las_in([GAMMAL])
    register.las_in([{**NY, "beslutsdatum": "2018-11-08"}])
    again = register.las_in([GAMMAL])
    assert (counts(again["data"]), [b["kod"] for b in again["brister"]]) == ((0, 0, 1, 0), ["nummer_bytt"])
    assert "Det heter nu N-1." in register("beslut", "visa", "G-1").fel


def test_new_and_old_in_one_call_whatever_their_order(register: Ejv) -> None:
    old = {**GAMMAL, "enhet": "Öst"}
    seen = []
    for name, rows in (("a", [old, NY]), ("b", [NY, old])):
        register.databas = register.folder / f"{name}.db"
        register("init")
        svar = register.las_in(rows)
        assert (counts(svar["data"]), svar["brister"]) == ((1, 0, 1, 0), [])
        seen.append(register.data("beslut", "visa", "N-1")["beslut"])
    assert seen[0] == seen[1]
    assert seen[0]["enhet"] == "Öst"
