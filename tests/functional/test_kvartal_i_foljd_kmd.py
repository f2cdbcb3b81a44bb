"""Quarters one after the other: each counts from what the one before has reported (R6–R8, R11, R14, R15)."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from korning import Ejv, beslut, handelse

SLUTET = {
    "2018Q4": "2019-01-15",
    "2019Q1": "2019-04-15",
    "2019Q2": "2019-07-15",
    "2019Q3": "2019-10-15",
    "2019Q4": "2020-01-15",
}
"""A day on which each quarter is closed."""


def stang(ejv: Ejv, kvartal: str, *args: str) -> dict[str, Any]:
    data: dict[str, Any] = ejv.stang(kvartal, *args, idag=SLUTET[kvartal])["data"]
    return data


def groups(data: dict[str, Any]) -> dict[str, str]:
    return {rad["beslutsnummer"]: rad["grupp"] for rad in data["rader"]}


def codes(envelope: dict[str, Any]) -> list[str]:
    return [b["kod"] for b in envelope["brister"] if b["kod"] != "kommentar_saknas"]


def test_a_story_of_five_quarters(register: Ejv) -> None:
    """B-1 waits all along, B-2 is executed in time to be told in Q2, B-3 is withdrawn, B-4 comes late, B-5 in time."""
    register.las_in(
        [
            beslut("B-1", "2018-07-10"),
            beslut("B-2", "2018-10-10"),
            beslut("B-3", "2018-10-11"),
            beslut("B-5", "2018-10-12"),
        ],
        [handelse("B-5", "2019-01-12", "verkstalld")],
        idag="2019-01-12",
    )
    q4 = stang(register, "2018Q4")
    assert groups(q4) == {"B-1": "ny"}
    q1 = stang(register, "2019Q1")
    assert groups(q1) == {"B-2": "ny", "B-3": "ny", "B-1": "kvarstaende"}
    register.las_in([], [handelse("B-2", "2019-05-05", "verkstalld")], idag="2019-05-06")
    register.las_in([], [handelse("B-3", "2019-06-30", "avslutad", orsak="aterkallad")], idag="2019-07-01")
    register.las_in([beslut("B-4", "2018-06-30")], idag="2019-07-01")
    q2 = stang(register, "2019Q2")
    assert groups(q2) == {"B-4": "ny", "B-2": "verkstalld", "B-3": "avslutad", "B-1": "kvarstaende"}
    assert {r["beslutsnummer"]: r["sen"] for r in q2["rader"]} == {
        "B-1": False,
        "B-2": False,
        "B-3": False,
        "B-4": True,
    }
    register.las_in([], [handelse("B-1", "2019-09-30", "verkstalld")], idag="2019-10-01")
    q3 = stang(register, "2019Q3")
    assert groups(q3) == {"B-1": "verkstalld", "B-4": "kvarstaende"}
    last = stang(register, "2019Q4")
    assert groups(last) == {"B-4": "kvarstaende"}
    told = [q4, q1, q2, q3, last]
    for before, after in pairwise(told):
        s = after["summor"]
        assert before["summor"]["ej_verkstallda"] == s["kvarstaende"] + s["verkstallda"] + s["avslutade"]
        assert s["rapporterade"] == s["nya"] + s["kvarstaende"] + s["verkstallda"] + s["avslutade"]
    first = {r["beslutsnummer"]: r["forst_rapporterad"] for data in told for r in data["rader"]}
    assert first == {"B-1": "2018Q4", "B-2": "2019Q1", "B-3": "2019Q1", "B-4": "2019Q2"}
    for kvartal, data in zip(SLUTET, told, strict=True):
        assert register.data("kvartal", "visa", kvartal, idag="2020-06-01") == data


def test_a_new_one_that_has_ended_is_not_listed_again(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-10-10")], [handelse("B-1", "2019-03-01", "verkstalld")])
    (rad,) = stang(register, "2019Q1")["rader"]
    assert (rad["grupp"], rad["slut"]["datum"], rad["dagar"]) == ("ny", "2019-03-01", 142)
    assert stang(register, "2019Q2")["rader"] == []


def test_an_end_that_became_known_late_is_told_in_the_next_quarter_closed(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-10-10")])
    stang(register, "2019Q1")
    register("verkstall", "B-1", "--datum", "2019-02-01", idag="2019-05-01")
    (rad,) = stang(register, "2019Q2")["rader"]
    assert (rad["grupp"], rad["slut"]["datum"]) == ("verkstalld", "2019-02-01")


def test_an_end_after_statusdag_counts_in_the_next_quarter(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-10-10")])
    register("verkstall", "B-1", "--datum", "2019-04-10", idag="2019-04-10")
    (rad,) = stang(register, "2019Q1")["rader"]
    assert (rad["grupp"], rad["slut"], rad["slut_efter_statusdag"]["datum"]) == ("ny", None, "2019-04-10")
    assert groups(stang(register, "2019Q2")) == {"B-1": "verkstalld"}


def test_an_interruption_is_a_wait_of_its_own(register: Ejv) -> None:
    events = [handelse("B-1", "2019-03-01", "verkstalld"), handelse("B-1", "2019-03-20", "avbrott")]
    register.las_in([beslut("B-1", "2018-10-10")], events)
    assert groups(stang(register, "2019Q1")) == {"B-1": "ny"}
    (rad,) = stang(register, "2019Q2")["rader"]
    assert (rad["grupp"], rad["vantan"], rad["start"], rad["gransdag"]) == ("ny", "avbrott", "2019-03-20", "2019-06-20")
    assert (rad["dagar"], rad["dagar_sedan_beslut"]) == (102, 263)
    register("ateruppta", "B-1", "--datum", "2019-07-05", idag="2019-07-20")
    (rad,) = stang(register, "2019Q3")["rader"]
    assert (rad["grupp"], rad["slut"]) == ("verkstalld", {"slag": "aterupptagen", "datum": "2019-07-05", "orsak": None})


def test_r14_ended_in_time_after_all(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-10-10")])
    stang(register, "2019Q1")
    register("verkstall", "B-1", "--datum", "2019-01-10", idag="2019-05-01")
    shown = register.json("kvartal", "visa", "2019Q2", idag=SLUTET["2019Q2"])
    assert groups(shown["data"]) == {"B-1": "verkstalld"}
    assert [(b["kod"], b["allvar"], b["plats"]) for b in shown["brister"]] == [
        ("rapporterad_men_i_tid", "upplysning", "beslut B-1")
    ]
    stang(register, "2019Q2")
    assert stang(register, "2019Q3")["rader"] == []


def test_r14_outside_the_duty_after_all(register: Ejv) -> None:
    numbers = ("DOM", "LAGRUM", "STRUKET")
    register.las_in([beslut(n, "2018-10-10") for n in numbers])
    stang(register, "2019Q1")
    register("ratta", "DOM", "--ursprung", "dom", idag="2019-05-01")
    register("ratta", "LAGRUM", "--lagrum", "9 a § LSS", idag="2019-05-01")
    register("makulera", "STRUKET", "--skal", "dubblett", idag="2019-05-01")
    envelope = register.stang("2019Q2", idag=SLUTET["2019Q2"])
    assert groups(envelope["data"]) == dict.fromkeys(numbers, "avslutad")
    assert {r["slut"]["orsak"] for r in envelope["data"]["rader"]} == {"felregistrerad"}
    assert sorted(codes(envelope)) == [
        "rapporterad_men_makulerad",
        "rapporterad_men_utanfor",
        "rapporterad_men_utanfor",
    ]
    assert stang(register, "2019Q3")["rader"] == []


def test_r14_an_interruption_that_is_gone(register: Ejv) -> None:
    events = [handelse("B-1", "2018-11-01", "verkstalld"), handelse("B-1", "2018-12-01", "avbrott")]
    register.las_in([beslut("B-1", "2018-10-10")], events)
    assert groups(stang(register, "2019Q1")) == {"B-1": "ny"}
    register("makulera", "B-1", "--handelse", "2", "--skal", "fel ärende", idag="2019-05-01")
    (rad,) = stang(register, "2019Q2")["rader"]
    assert (rad["grupp"], rad["vantan"], rad["start"]) == ("avslutad", "avbrott", "2018-12-01")
    assert rad["slut"]["orsak"] == "felregistrerad"
    assert stang(register, "2019Q3")["rader"] == []


def test_a_corrected_day_of_an_interruption_keeps_what_was_reported(register: Ejv) -> None:
    events = [handelse("B-1", "2018-11-01", "verkstalld"), handelse("B-1", "2018-12-01", "avbrott")]
    register.las_in([beslut("B-1", "2018-10-10")], events)
    stang(register, "2019Q1")
    register("ratta", "B-1", "--handelse", "2", "--datum", "2018-12-05", idag="2019-05-01")
    (rad,) = stang(register, "2019Q2")["rader"]
    assert (rad["grupp"], rad["start"], rad["forst_rapporterad"]) == ("kvarstaende", "2018-12-05", "2019Q1")


def test_a_reported_end_is_final(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-10-10")], [handelse("B-1", "2019-03-01", "verkstalld")])
    stang(register, "2019Q1")
    register("makulera", "B-1", "--handelse", "1", "--skal", "fel", idag="2019-05-01")
    assert stang(register, "2019Q2")["rader"] == []


def test_a_first_quarter_takes_over_what_waits(ejv: Ejv) -> None:
    ejv("init", "--forsta-kvartal", "2019Q1")
    ejv.las_in(
        [
            *(beslut("OPEN", "2018-06-01"), beslut("ENDED", "2018-06-02"), beslut("LATE", "2018-06-03")),
            *(beslut("NEW", "2018-10-10"), beslut("EDGE", "2018-10-01")),
        ],
        [handelse("ENDED", "2018-12-31", "verkstalld"), handelse("LATE", "2019-01-01", "verkstalld")],
    )
    envelope = ejv.json("kvartal", "visa", "2019Q1")
    assert groups(envelope["data"]) == {"EDGE": "ny", "NEW": "ny", "LATE": "verkstalld", "OPEN": "kvarstaende"}
    first = {r["beslutsnummer"]: r["forst_rapporterad"] for r in envelope["data"]["rader"]}
    assert first == {"OPEN": None, "LATE": None, "NEW": "2019Q1", "EDGE": "2019Q1"}
    (brist,) = envelope["brister"]
    assert (brist["kod"], brist["allvar"]) == ("oppna_fore_forsta_kvartal", "upplysning")
    assert brist["text"].startswith("2 öppna fall har gränsdag före registrets första kvartal")
    stang(ejv, "2019Q1")
    after = ejv.json("kvartal", "visa", "2019Q2", idag=SLUTET["2019Q2"])
    assert groups(after["data"]) == {"OPEN": "kvarstaende", "EDGE": "kvarstaende", "NEW": "kvarstaende"}


def test_history_decides_where_a_wait_was_new(register: Ejv) -> None:
    history = [
        handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4"),
        handelse("B-1", "2018-09-30", "rapporterad", kvartal="2018Q3"),
        handelse("B-2", "2018-12-31", "slutrapporterad", kvartal="2018Q4"),
        handelse("B-2", "2018-11-30", "verkstalld"),
        handelse("B-3", "2018-12-31", "rapporterad"),
    ]
    register.las_in([beslut(n, "2018-05-01") for n in ("B-1", "B-2", "B-3")], history)
    data = register.data("kvartal", "visa", "2019Q1")
    assert groups(data) == {"B-1": "kvarstaende", "B-3": "kvarstaende"}
    assert {r["beslutsnummer"]: r["forst_rapporterad"] for r in data["rader"]} == {"B-1": "2018Q3", "B-3": None}


def test_a_closed_law_is_followed_by_itself(register: Ejv) -> None:
    register.las_in([beslut("L-1"), beslut("S-1", lag="SoL", insats="hemtjänst")])
    stang(register, "2019Q1", "--lag", "LSS")
    shown = register.data("kvartal", "visa", "2019Q2", idag=SLUTET["2019Q2"])
    assert groups(shown) == {"S-1": "ny", "L-1": "kvarstaende"}
    assert [r["sen"] for r in shown["rader"]] == [True, False]


@pytest.mark.parametrize(
    ("nyckel", "varde"),
    [
        ("namnder", "Andra nämnden"),
        ("namnder", "FÖRSTA NÄMNDEN"),
        ("namnder", "Första nämnden; Andra nämnden"),
        ("namnder", ""),
        ("kommun", "Annan kommun"),
        ("forsta_kvartal", "2018Q4"),
        ("rapporteringsdag.2019Q1", "2019-04-02"),
    ],
)
def test_a_closed_quarter_s_papers_do_not_follow_the_settings(ejv: Ejv, nyckel: str, varde: str) -> None:
    ejv("init", "--kommun", "Provkommun", "--namnd", "Första nämnden")
    ejv.las_in([beslut("B-1")])
    ejv.stang("2019Q1")
    alla = ("rapport", "alla", "2019Q1", "--format", "csv,json,docx", "--ut")
    assert ejv(*alla, "fore").kod == 0
    assert ejv("installning", "satt", nyckel, varde).kod == 0
    assert ejv(*alla, "efter").kod == 0
    before, after = ({p.name: p.read_bytes() for p in Path(folder).iterdir()} for folder in ("fore", "efter"))
    assert after == before
