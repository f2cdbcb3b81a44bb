"""`ejv ratta` and `ejv makulera`: put right, and what was stays readable."""

import pytest
from korning import Ejv, beslut, handelse


@pytest.fixture
def case(register: Ejv) -> Ejv:
    """A decision of 2018-11-09, executed 2019-01-10 (event 1), with a comment (event 2)."""
    events = [handelse("B-1", "2019-01-10", "verkstalld"), handelse("B-1", "2019-01-11", "kommentar", text="Igång.")]
    register.las_in([beslut("B-1", kon="K", enhet="Öst")], events)
    return register


def test_a_fact_is_put_right_and_both_values_are_logged(case: Ejv) -> None:
    data = case.data("rätta", "B-1", "--beslutsdatum", "2018-11-30", "--kön", "m", "--enhet", "")
    assert (data["beslut"]["beslutsdatum"], data["beslut"]["kon"], data["beslut"]["enhet"]) == ("2018-11-30", "M", None)
    assert data["vantan"][0]["gransdag"] == "2019-02-28"
    assert case.logg()[-3:] == [
        ("beslut.beslutsdatum", "2018-11-09", "2018-11-30"),
        ("beslut.kon", "K", "M"),
        ("beslut.enhet", "Öst", None),
    ]


def test_a_new_insats_takes_its_code_along(case: Ejv) -> None:
    data = case.data("ratta", "B-1", "--insats", "Ledsagarservice")
    assert (data["beslut"]["insats"], data["beslut"]["insats_kod"]) == ("Ledsagarservice", "ledsagarservice")
    assert case.koder("ratta", "B-1", "--insats", "något nytt") == ["insats_okand"]
    assert case.data("beslut", "visa", "B-1")["beslut"]["insats_kod"] is None


@pytest.mark.parametrize(
    ("args", "utgang", "kod"),
    [
        ((), 2, "inget_att_ratta"),
        (("--kon", "K"), 3, "inget_att_ratta"),
        (("--beslutsdatum", "2019-05-14"), 3, "datum_framtid"),
        (("--beslutsdatum", "2019-02-30"), 2, "datum_ogiltigt"),
        (("--lag", "LVU"), 2, "varde_okant"),
        (("--kostnad-månad", "många"), 2, "tal_ogiltigt"),
        (("--datum", "2019-01-12"), 2, "handelse_saknas"),
        (("--handelse", "1", "--kon", "M"), 2, "for_mycket"),
        (("--handelse", "9", "--datum", "2019-01-12"), 3, "handelse_saknas"),
        (("--handelse", "1", "--datum", "2019-01-10"), 3, "inget_att_ratta"),
        (("--handelse", "1", "--datum", "2019-05-14"), 3, "datum_framtid"),
        (("--handelse", "1", "--datum", "2018-11-08"), 3, "datum_fore_beslut"),
        (("--handelse", "1", "--datum", "i fjol"), 2, "datum_ogiltigt"),
    ],
)
def test_what_cannot_be_put_right(case: Ejv, args: tuple[str, ...], utgang: int, kod: str) -> None:
    tables = ("handelse", "logg")
    before = [case.antal(t) for t in tables]
    assert case.koder("ratta", "B-1", *args, kod=utgang) == [kod]
    assert [case.antal(t) for t in tables] == before


def test_a_fact_that_must_be_there_cannot_be_emptied(case: Ejv) -> None:
    for option in ("--insats", "--lag", "--beslutsdatum"):
        assert case("ratta", "B-1", option, "").kod in {2, 3}
    assert case.data("beslut", "visa", "B-1")["beslut"]["insats"] == "kontaktperson"


def test_a_corrected_event_replaces_the_one_that_was_wrong(case: Ejv) -> None:
    data = case.data("ratta", "B-1", "--handelse", "1", "--datum", "2019-02-20", "--text", "Fel dag förut.")
    assert [(e["id"], e["datum"], e["galler"]) for e in data["handelser"]] == [
        (1, "2019-01-10", False),
        (2, "2019-01-11", True),
        (3, "2019-02-20", True),
    ]
    assert data["vantan"][0]["slut"]["datum"] == "2019-02-20"
    ut = case("beslut", "visa", "B-1").ut
    assert "(rättad, se 3)" in ut
    assert "(ersätter 1)" in ut
    assert case.koder("ratta", "B-1", "--handelse", "1", "--datum", "2019-02-21", kod=3) == ["handelse_saknas"]


def test_a_struck_event_has_no_effect_and_stays_readable(case: Ejv) -> None:
    data = case.data("makulera", "B-1", "--händelse", "1", "--skäl", "Fel person")
    assert data["vantan"][0]["slut"] is None
    assert [(e["slag"], e["galler"]) for e in data["handelser"]] == [
        ("verkstalld", False),
        ("kommentar", True),
        ("makulerad", False),
    ]
    ut = case("beslut", "visa", "B-1").ut
    assert "(makulerad)" in ut
    assert "Makulering: Fel person" in ut
    assert case.koder("makulera", "B-1", "--handelse", "1", "--skal", "igen", kod=3) == ["handelse_saknas"]


def test_striking_what_others_rest_on_is_refused(case: Ejv) -> None:
    for args, idag in ((("avbrott", "B-1"), "2019-02-01"), (("ateruppta", "B-1"), "2019-03-01")):
        case(*args, idag=idag)
    svar = case("makulera", "B-1", "--handelse", "3", "--skal", "x")
    assert svar.kod == 3
    assert "Det finns inget avbrott att återuppta efter." in svar.fel
    assert case.antal("handelse") == 4


def test_a_decision_is_struck_and_leaves_the_quarter(case: Ejv) -> None:
    case.las_in([beslut("B-2", "2018-11-01")])
    assert case.grupper("2019Q1") == {"ny": ["B-2"]}
    data = case.data("makulera", "B-2", "--skal", "dubblett")
    assert data["beslut"]["makulerad"] is True
    assert case.grupper("2019Q1") == {}
    assert case.logg()[-1] == ("beslut.makulerad", "nej", "ja: dubblett")
    assert "MAKULERAT" in case("beslut", "visa", "B-2").ut
    assert case.koder("makulera", "B-2", "--skal", "igen", kod=3) == ["beslut_makulerat"]
    assert case.koder("ratta", "B-2", "--kon", "K", kod=3) == ["beslut_makulerat"]


def test_a_strike_needs_a_reason(case: Ejv) -> None:
    assert case.koder("makulera", "B-1", kod=2) == ["text_saknas"]


@pytest.mark.parametrize(
    "args",
    [
        ("ratta", "B-3", "--kon", "M"),
        ("makulera", "B-3", "--skal", "x"),
        ("ratta", "B-3", "--handelse", "4", "--datum", "2019-04-02"),
        ("makulera", "B-3", "--handelse", "4", "--skal", "x"),
    ],
)
def test_changing_what_has_been_reported_gives_a_finding(case: Ejv, args: tuple[str, ...]) -> None:
    events = [
        handelse("B-3", "2018-12-31", "rapporterad", kvartal="2018Q4"),
        handelse("B-3", "2019-04-01", "verkstalld"),
    ]
    case.las_in([beslut("B-3", "2018-06-01")], events)
    svar = case.json(*args, kod=1)
    assert "rapporterat_andrat" in [b["kod"] for b in svar["brister"]]
    assert {b["plats"] for b in svar["brister"]} == {"beslut B-3"}
