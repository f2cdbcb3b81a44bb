"""`ejv kvartal visa`: the contract's object, the order of rows, preliminary answers, and the chosen days."""

from typing import Any

import pytest
from korning import Ejv, beslut, handelse

BEFORE = {"handelse": "rapporterad", "datum": "2018-12-31"}


def rows(data: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(rad[name] for name in names) for rad in data["rader"]]


def test_the_whole_object(register: Ejv) -> None:
    register.las_in([beslut("B-1", kon="K", verksamhetsomrade="Stöd", namnd="Nämnden")])
    svar = register.json("kvartal", "visa", "2019Q1", "--lag", "LSS", "--namnd", "nämnden")
    assert svar["kommando"] == "kvartal visa"
    assert svar["data"] == {
        "kvartal": "2019Q1",
        "lag": "LSS",
        "namnd": "Nämnden",
        "stangd": False,
        "preliminar": False,
        "pa_vag": 0,
        "period": {"fran": "2019-01-01", "till": "2019-03-31"},
        "beslutsfonster": {"fran": "2018-10-01", "till": "2018-12-31"},
        "statusdag": "2019-03-31",
        "rapporteringsdag": "2019-04-30",
        "summor": {
            "nya": 1,
            "verkstallda": 0,
            "avslutade": 0,
            "kvarstaende": 0,
            "rapporterade": 1,
            "ej_verkstallda": 1,
        },
        "kon": {
            "nya": {"K": 1, "M": 0, "okant": 0},
            "verkstallda": {"K": 0, "M": 0, "okant": 0},
            "avslutade": {"K": 0, "M": 0, "okant": 0},
            "kvarstaende": {"K": 0, "M": 0, "okant": 0},
        },
        "rader": [
            {
                "beslutsnummer": "B-1",
                "kallsystem": "",
                "lag": "LSS",
                "beslutsdatum": "2018-11-09",
                "vantan": "beslut",
                "start": "2018-11-09",
                "gransdag": "2019-02-09",
                "grupp": "ny",
                "sen": False,
                "slut": None,
                "slut_efter_statusdag": None,
                "insats": "kontaktperson",
                "insats_kod": "kontaktperson_lss",
                "verksamhetsomrade": "Stöd",
                "namnd": "Nämnden",
                "kon": "K",
                "dagar": 142,
                "dagar_sedan_beslut": 142,
                "forst_rapporterad": "2019Q1",
            }
        ],
    }


def test_what_is_empty_is_null(register: Ejv) -> None:
    register.las_in([beslut("B-1", insats="något eget")])
    data = register.data("kvartal", "visa", "2019Q1")
    assert (data["lag"], data["namnd"]) == (None, None)
    (rad,) = data["rader"]
    empty = {k for k, v in rad.items() if v is None}
    assert empty == {"slut", "slut_efter_statusdag", "insats_kod", "verksamhetsomrade", "namnd", "kon"}
    assert (rad["insats"], rad["kallsystem"]) == ("något eget", "")


def test_an_empty_register_has_an_empty_quarter(register: Ejv) -> None:
    data = register.data("kvartal", "visa", "2019Q1")
    assert data["rader"] == []
    assert set(data["summor"].values()) == {0}


def test_rows_come_by_group_then_gransdag_then_number(register: Ejv) -> None:
    old = "2018-06-01"
    decisions = [
        *(beslut("K-2", old), beslut("K-1", old), beslut("K-3", "2018-05-01")),
        *(beslut("A-1", old), beslut("V-1", old), beslut("N-2", "2018-11-01"), beslut("N-1", "2018-11-02")),
    ]
    reported = [{"beslutsnummer": n, **BEFORE} for n in ("K-1", "K-2", "K-3", "A-1", "V-1")]
    ends = [
        handelse("A-1", "2019-02-01", "avslutad", orsak="avliden"),
        handelse("V-1", "2019-02-01", "verkstalld"),
    ]
    register.las_in(decisions, [*reported, *ends])
    data = register.data("kvartal", "visa", "2019Q1")
    assert rows(data, "grupp", "beslutsnummer", "gransdag") == [
        ("ny", "N-2", "2019-02-01"),
        ("ny", "N-1", "2019-02-02"),
        ("verkstalld", "V-1", "2018-09-01"),
        ("avslutad", "A-1", "2018-09-01"),
        ("kvarstaende", "K-3", "2018-08-01"),
        ("kvarstaende", "K-1", "2018-09-01"),
        ("kvarstaende", "K-2", "2018-09-01"),
    ]
    ended = {rad["beslutsnummer"]: rad["slut"] for rad in data["rader"] if rad["slut"]}
    assert ended == {
        "A-1": {"slag": "avslutad", "datum": "2019-02-01", "orsak": "avliden"},
        "V-1": {"slag": "verkstalld", "datum": "2019-02-01", "orsak": None},
    }
    assert data["summor"] == {
        "nya": 2,
        "verkstallda": 1,
        "avslutade": 1,
        "kvarstaende": 3,
        "rapporterade": 7,
        "ej_verkstallda": 5,
    }
    assert {rad["forst_rapporterad"] for rad in data["rader"] if rad["grupp"] != "ny"} == {None}


def test_new_ones_found_late_are_marked(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-09-30"), beslut("B-2", "2018-10-01")])
    assert rows(register.data("kvartal", "visa", "2019Q1"), "beslutsnummer", "gransdag", "sen") == [
        ("B-1", "2018-12-30", True),
        ("B-2", "2019-01-01", False),
    ]


@pytest.mark.parametrize(
    ("slut", "listed"), [("2019-02-08", False), ("2019-02-09", False), ("2019-02-10", True), ("2019-03-31", True)]
)
def test_ended_on_gransdag_is_in_time(register: Ejv, slut: str, listed: bool) -> None:  # noqa: FBT001 — a case
    register.las_in([beslut("B-1")], [handelse("B-1", slut, "verkstalld")])
    data = register.data("kvartal", "visa", "2019Q1")
    assert len(data["rader"]) == listed
    if listed:
        assert data["rader"][0]["slut"] == {"slag": "verkstalld", "datum": slut, "orsak": None}
        assert data["summor"]["ej_verkstallda"] == 0


@pytest.mark.parametrize(
    ("cells", "listed"),
    [
        ({}, True),
        ({"ursprung": "dom"}, False),
        ({"ursprung": "forhandsbesked", "lagrum": "16 § LSS"}, True),
        ({"lagrum": "9 § p. 4 LSS"}, True),
        ({"lagrum": "9 a § LSS"}, False),
        ({"lag": "SoL", "insats": "hemtjänst", "lagrum": "4 kap 1 § SoL"}, True),
        ({"lag": "SoL", "insats": "hemtjänst", "lagrum": "4:1"}, True),
        ({"lag": "SoL", "insats": "hemtjänst", "lagrum": "4 kap. 1 a § SoL"}, False),
        ({"lag": "SoL", "insats": "hemtjänst", "lagrum": "4 kap. 2 § SoL"}, False),
    ],
)
def test_who_is_inside_the_duty(register: Ejv, cells: dict[str, str], listed: bool) -> None:  # noqa: FBT001 — a case
    register.las_in([beslut("B-1", **cells)])
    assert register.grupper("2019Q1") == ({"ny": ["B-1"]} if listed else {})


def test_until_statusdag_has_passed_the_answer_is_preliminary(register: Ejv) -> None:
    register.las_in(
        [beslut("PASSED", "2018-11-14"), beslut("TODAY", "2018-11-15"), beslut("COMING", "2018-12-31")],
        idag="2019-02-15",
    )
    data = register.data("kvartal", "visa", "2019Q1", idag="2019-02-15")
    assert (data["preliminar"], data["pa_vag"]) == (True, 2)
    assert rows(data, "beslutsnummer", "dagar") == [("PASSED", 93)]
    for idag, preliminary, on_its_way, listed in (
        ("2019-03-31", True, 1, 2),
        ("2019-04-01", False, 0, 3),
    ):
        data = register.data("kvartal", "visa", "2019Q1", idag=idag)
        assert (data["preliminar"], data["pa_vag"], len(data["rader"])) == (preliminary, on_its_way, listed)
    assert "preliminärt, som läget är i dag" in register("kvartal", "visa", "2019Q1", idag="2019-02-15").ut
    assert "2 med gränsdag kvar i kvartalet" in register("kvartal", "visa", "2019Q1", idag="2019-02-15").ut


@pytest.mark.parametrize(
    ("choice", "statusdag", "grupp", "late"),
    [
        (None, "2019-03-31", "kvarstaende", "2019-04-10"),
        ("kvartalsslut", "2019-03-31", "kvarstaende", "2019-04-10"),
        ("Rapporteringsdag", "2019-04-30", "verkstalld", None),
        ("2019-04-09", "2019-04-09", "kvarstaende", "2019-04-10"),
        ("2019-04-10", "2019-04-10", "verkstalld", None),
    ],
)
def test_the_day_the_groups_are_seen(
    register: Ejv, choice: str | None, statusdag: str, grupp: str, late: str | None
) -> None:
    register.las_in([beslut("B-1", "2018-06-01")], [{"beslutsnummer": "B-1", **BEFORE}])
    register("verkstall", "B-1", "--datum", "2019-04-10")
    args = ("--statusdag", choice) if choice else ()
    data = register.data("kvartal", "visa", "2019Q1", *args)
    assert (data["statusdag"], data["rapporteringsdag"]) == (statusdag, "2019-04-30")
    (rad,) = data["rader"]
    assert rad["grupp"] == grupp
    assert (rad["slut_efter_statusdag"] or {}).get("datum") == late
    assert (rad["slut"] is None) is (late is not None)


def test_an_end_after_the_reporting_day_is_not_shown(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-06-01")], [{"beslutsnummer": "B-1", **BEFORE}])
    register("verkstall", "B-1", "--datum", "2019-05-01")
    assert rows(register.data("kvartal", "visa", "2019Q1"), "grupp", "slut_efter_statusdag") == [("kvarstaende", None)]


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        (("2019",), "kvartal_ogiltigt"),
        (("2019Q1", "--lag", "LVU"), "varde_okant"),
        (("2019Q1", "--namnd", "Okänd"), "namnd_okand"),
        (("2019Q1", "--statusdag", "2019-03-30"), "statusdag_for_tidig"),
        (("2019Q1", "--statusdag", "i april"), "statusdag_ogiltig"),
    ],
)
def test_wrong_usage(register: Ejv, args: tuple[str, ...], kod: str) -> None:
    svar = register.json("kvartal", "visa", *args, kod=2)
    assert ([b["kod"] for b in svar["brister"]], svar["data"]) == ([kod], {})


def test_law_and_namnd_choose_rows(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nord", "--namnd", "Syd")
    ejv.las_in(
        [
            beslut("B-1", namnd="Nord"),
            beslut("B-2", namnd="SYD"),
            beslut("B-3", namnd="Nord", lag="SoL", insats="hemtjänst"),
        ]
    )
    assert ejv.grupper("2019Q1") == {"ny": ["B-1", "B-2", "B-3"]}
    assert ejv.grupper("2019Q1", "--namnd", "nord") == {"ny": ["B-1", "B-3"]}
    assert ejv.grupper("2019Q1", "--namnd", "syd") == {"ny": ["B-2"]}
    assert ejv.grupper("2019Q1", "--namnd", "Nord", "--lag", "lss") == {"ny": ["B-1"]}
    assert ejv.grupper("2019Q1", "--lag", "SoL") == {"ny": ["B-3"]}


def test_a_decision_without_namnd_belongs_to_the_only_one(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nämnden")
    ejv.las_in([beslut("B-1")])
    assert ejv.grupper("2019Q1", "--namnd", "NÄMNDEN") == {"ny": ["B-1"]}


def test_the_terminal_shows_groups_and_sums(register: Ejv) -> None:
    register.las_in([beslut("B-1", kon="K"), beslut("B-2", "2018-06-01")], [{"beslutsnummer": "B-2", **BEFORE}])
    ut = [" ".join(line.split()) for line in register("kvartal", "visa", "2019Q1").ut.splitlines()]
    for line in (
        "2019Q1 · SoL och LSS (inte stängt)",
        "Beslutsfönster 2018-10-01 – 2018-12-31",
        "Rapporterade i kvartalet (alla fyra) 2",
        "Nya ej verkställda (1)",
        "B-1 2018-11-09 2019-02-09 kontaktperson 142 K",
        "Tidigare rapporterade, fortsatt ej verkställda (1)",
        "B-2 2018-06-01 2018-09-01 kontaktperson 303 före reg.",
    ):
        assert line in ut
