"""`ejv bevaka` and `ejv rapport ivo --som lista`: what needs someone now."""

import re

import pytest
from korning import Ejv, beslut, handelse

IVO = ("rapport", "ivo", "2019Q1", "--som", "lista")


# A wait of over sixty days without a measure is a reason of its own; tests/functional/test_bevaka_allt.py holds it.
EGET_PROV = "utan_atgard"


def posts(ejv: Ejv, *args: str, kod: int = 1, idag: str = "2019-02-15") -> list[tuple[str, str, str, int]]:
    found = ejv.data("bevaka", *args, kod=kod, idag=idag)["poster"]
    return [(p["beslutsnummer"], p["skal"], p["datum"], p["dagar_kvar"]) for p in found if p["skal"] != EGET_PROV]


def test_nothing_waits(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2019-05-01"), beslut("B-2")], [handelse("B-2", "2019-01-01", "verkstalld")])
    assert posts(register, kod=0, idag="2019-05-13") == []
    assert register("bevaka").ut.startswith("Inget väntar")


def test_gransdag_near_and_passed_and_no_comment(register: Ejv) -> None:
    register.las_in(
        [
            beslut("B-1", "2018-11-14"),
            beslut("B-2", "2018-11-15"),
            beslut("B-3", "2018-12-17"),
            beslut("B-4", "2018-12-18"),
        ],
        idag="2019-02-15",
    )
    assert posts(register) == [
        ("B-1", "passerad", "2019-02-14", -1),
        ("B-2", "gransdag_nara", "2019-02-15", 0),
        ("B-3", "gransdag_nara", "2019-03-17", 30),
        ("B-1", "saknar_kommentar", "2019-03-31", 44),
    ]
    assert [p[0] for p in posts(register, "--dagar", "0")] == ["B-1", "B-2", "B-1"]


def test_a_comment_of_this_quarter_is_enough(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-14")], [handelse("B-1", "2018-12-31", "kommentar", text="x")])
    assert "saknar_kommentar" in [p[1] for p in posts(register)]
    register("kommentera", "B-1", "Väntar.", idag="2019-01-01")
    assert [p[1] for p in posts(register)] == ["passerad"]


def test_one_that_has_been_reported_is_not_passed_again_but_needs_its_comment(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-06-01")], [handelse("B-1", "2018-12-31", "rapporterad")])
    assert posts(register) == [("B-1", "saknar_kommentar", "2019-03-31", 44)]


def test_outside_the_duty_no_day_and_no_comment_is_asked_for(register: Ejv) -> None:
    register.las_in([beslut("B-1", ursprung="dom"), beslut("B-2", lagrum="9 a § LSS")])
    assert posts(register) == []
    assert register.data("bevaka", kod=0, idag="2018-12-30")["poster"] == []


def test_filters(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nord", "--namnd", "Syd")
    ejv.las_in([beslut("B-1", namnd="Nord", handlaggare="Åsa"), beslut("B-2", namnd="Syd", enhet="Öst")])
    for args, expected in (
        (("--nämnd", "nord"), {"B-1"}),
        (("--handläggare", "åsa"), {"B-1"}),
        (("--enhet", "ÖST"), {"B-2"}),
        ((), {"B-1", "B-2"}),
    ):
        assert {p[0] for p in posts(ejv, *args)} == expected
    svar = ejv("bevaka", "--handlaggare", "Åssa", idag="2019-02-15")
    assert (svar.kod, "Menade du Åsa?" in svar.fel) == (3, True)
    assert ejv.koder("bevaka", "--enhet", "Väst", kod=3) == ["filter_okant"]


@pytest.mark.parametrize("days", ["-1", "3651", "många"])
def test_days_that_cannot_be(register: Ejv, days: str) -> None:
    assert register.data("bevaka", "--dagar", days, kod=2) == {}


def test_the_worklist_on_the_terminal(register: Ejv) -> None:
    register.las_in([beslut("B-1", handlaggare="Åsa")])
    svar = register("bevaka", idag="2019-02-15")
    ut = [" ".join(line.split()) for line in svar.ut.splitlines()]
    assert "B-1 gränsdagen har passerat 2019-02-09 -6 kontaktperson Åsa" in ut
    assert "B-1 kommentar saknas i kvartalet 2019-03-31 44 kontaktperson Åsa" in ut
    assert svar.kod == 1


@pytest.mark.parametrize("nummer", ["B-1", "FUNK-2019-001234"])
def test_ivos_list_shows_whole_days_in_80_columns(register: Ejv, monkeypatch: pytest.MonkeyPatch, nummer: str) -> None:
    """Both laws, an avbrott that has ended, a long number and a day it was sent: the widest the list can be."""
    events = [
        handelse(nummer, "2018-07-01", "verkstalld"),
        handelse(nummer, "2018-10-15", "avbrott"),
        handelse(nummer, "2019-02-20", "aterupptagen"),
        handelse(nummer, "2019-04-02", "skickad_ivo", slag="ny"),
    ]
    sol = {**beslut("S-1"), "lag": "SoL", "lagrum": "4 kap. 1 §", "insats": "särskilt boende för äldre"}
    register.las_in([beslut(nummer, "2018-06-01"), sol], events)
    monkeypatch.setenv("COLUMNS", "80")
    ut = register(*IVO, idag="2019-04-15").ut
    assert all(len(line) <= 80 for line in ut.splitlines())
    assert {"2018-06-01", "2018-10-15", "2019-04-02"} <= set(re.findall(r"\b\d{4}-\d\d-\d\d\b", ut))


def test_what_to_do_in_ivos_form(register: Ejv) -> None:
    old = "2018-06-01"
    reported = [handelse(n, "2018-12-31", "rapporterad") for n in ("K-1", "V-1", "A-1")]
    events = [
        handelse("N-2", "2019-03-01", "verkstalld"),
        handelse("V-1", "2019-04-10", "verkstalld"),
        handelse("A-1", "2019-03-01", "avslutad", orsak="flyttat"),
        handelse("N-1", "2019-04-02", "skickad_ivo", slag="ny", kvittens="K1"),
        handelse("K-1", "2019-03-30", "skickad_ivo", slag="ater"),
        handelse("V-1", "2019-04-09", "skickad_ivo", slag="verkstalld"),
    ]
    decisions = [
        beslut("N-1", personnummer="19121212-1212"),
        beslut("N-2"),
        *(beslut(n, old) for n in ("K-1", "V-1", "A-1")),
    ]
    register.las_in(decisions, [*reported, *events])
    data = register.data(*IVO, idag="2019-04-15")
    assert (data["kvartal"], data["lag"], data["namnd"], data["idag"]) == ("2019Q1", None, None, "2019-04-15")
    assert [(r["slag"], r["beslutsnummer"], r["skickad"]) for r in data["rader"]] == [
        ("ny", "N-1", "2019-04-02"),
        ("ny", "N-2", None),
        ("ater", "K-1", None),
        ("verkstalld", "N-2", None),
        ("verkstalld", "V-1", None),
        ("avslutad", "A-1", None),
    ]
    assert "1212" not in str(data)


def test_the_list_is_made_as_of_today_whatever_has_been_closed(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    register.stang("2019Q1", idag="2019-04-01")
    register("verkstall", "B-1", "--datum", "2019-04-10", idag="2019-04-10")
    slag = [r["slag"] for r in register.data(*IVO, idag="2019-04-15")["rader"]]
    assert slag == ["ny", "verkstalld"]


def test_the_list_on_the_terminal(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    ut = [" ".join(line.split()) for line in register(*IVO, "--lag", "LSS", idag="2019-04-15").ut.splitlines()]
    assert ut[0] == "Att göra i IVO:s formulär, 2019Q1 · LSS"
    assert "Rapportera nytt B-1 2018-11-09 kontaktperson 157 dagar nej" in ut
    assert "Inget att rapportera." in register(*IVO, "--lag", "SoL").ut


@pytest.mark.parametrize("args", [(), ("--som", "pdf")])
def test_only_as_a_list(register: Ejv, args: tuple[str, ...]) -> None:
    assert register("rapport", "ivo", "2019Q1", *args).kod == 2


def test_the_part_that_is_not_executed_is_named_without_details_of_a_person(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-10-09"), beslut("B-2", "2018-10-09"), beslut("B-3", "2018-10-09")],
        [
            handelse("B-1", "2018-12-01", "delvis_verkstalld", text="3 av 5 timmar saknas, ring 070-174 06 35"),
            handelse("B-2", "2018-10-10", "verkstalld"),
            handelse("B-2", "2018-11-01", "avbrott", omfattning="delvis", text="nätterna"),
        ],
        kod=1,
    )
    rows = register.data("rapport", "ivo", "2019Q1", "--som", "lista")["rader"]
    assert {r["beslutsnummer"]: r["ej_verkstalld_del"] for r in rows} == {
        "B-1": "3 av 5 timmar saknas, ring [uppgift borttagen]",
        "B-2": "nätterna",
        "B-3": None,
    }
