"""A handläggare's day: what each command registers, and the orders that are refused with what is open."""

import pytest
from korning import Ejv, Svar, beslut, handelse


@pytest.fixture
def case(register: Ejv) -> Ejv:
    """A decision of 2018-11-09 (gränsdag 2019-02-09) that waits."""
    register.las_in([beslut("B-1")])
    return register


def last(ejv: Ejv) -> dict[str, object]:
    """Return the event registered last, without what every event has."""
    event = ejv.data("beslut", "visa", "B-1")["handelser"][-1]
    return {k: v for k, v in event.items() if k not in {"id", "av", "galler"}}


def refused(svar: Svar, *words: str) -> None:
    assert svar.kod == 3
    assert svar.ut == ""
    for word in words:
        assert word in " ".join(svar.fel.split())


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("kommentera", "B-1", "Väntar på plats."), {"slag": "kommentar", "text": "Väntar på plats."}),
        (("erbjud", "B-1", "En plats"), {"slag": "erbjudande", "text": "En plats"}),
        (("erbjud", "B-1", "--svar", "Nej"), {"slag": "erbjudande", "svar": False}),
        (
            ("skäl", "B-1", "ej nåbar", "--ansvar", "Enskild"),
            {"slag": "skal", "skal_kod": "ej_nabar", "ansvar": "enskild"},
        ),
        (("atgard", "B-1", "Annons ute"), {"slag": "atgard", "text": "Annons ute"}),
        (("planera", "B-1", "2019-09-01", "Inflyttning"), {"slag": "planerad", "planerat_datum": "2019-09-01"}),
        (("verkstall", "B-1"), {"slag": "verkstalld"}),
        (("verkstall", "B-1", "--delvis", "Halva"), {"slag": "delvis_verkstalld", "text": "Halva"}),
        (("avsluta", "B-1", "--orsak", "återkallad"), {"slag": "avslutad", "orsak": "aterkallad"}),
        (("avsluta", "B-1", "--orsak", "behov upphört"), {"slag": "avslutad", "orsak": "behov_upphort"}),
    ],
)
def test_what_a_command_registers(case: Ejv, args: tuple[str, ...], expected: dict[str, object]) -> None:
    svar = case.json(*args)
    assert svar["brister"] == []
    found = last(case)
    assert found["datum"] == "2019-05-13"
    assert {k: found.get(k) for k in expected} == expected
    assert case.logg()[-1][0] == f"handelse.{expected['slag']}"


def test_a_day_can_be_given(case: Ejv) -> None:
    case("kommentera", "B-1", "x", "--datum", "190201")
    assert last(case)["datum"] == "2019-02-01"


def test_a_case_from_decision_to_resumption(case: Ejv) -> None:
    for args, idag in (
        (("verkstall", "B-1"), "2019-01-10"),
        (("avbrott", "B-1", "Personal slutade", "--omfattning", "delvis"), "2019-02-01"),
        (("ateruppta", "B-1"), "2019-06-01"),
    ):
        assert case(*args, idag=idag).kod == 0
    shown = case.data("beslut", "visa", "B-1", idag="2019-06-02")["vantan"]
    assert [(v["vantan"], v["start"], v["gransdag"], v["slut"]["slag"], v["dagar"]) for v in shown] == [
        ("beslut", "2018-11-09", "2019-02-09", "verkstalld", 62),
        ("avbrott", "2019-02-01", "2019-05-01", "aterupptagen", 120),
    ]


def test_an_answer_ends_no_wait(case: Ejv) -> None:
    case("erbjud", "B-1", "En plats", idag="2019-02-01")
    assert case("svar", "B-1", "ja", idag="2019-02-05").kod == 0
    assert last(case) == {"slag": "svar", "datum": "2019-02-05", "svar": True}
    assert case.data("beslut", "visa", "B-1")["vantan"][0]["slut"] is None


@pytest.mark.parametrize("svar", ["ja", "nej"])
def test_an_answer_needs_an_offer(case: Ejv, svar: str) -> None:
    refused(case("svar", "B-1", svar), "Det finns inget erbjudande att svara på 2019-05-13. Registrera det först med")
    case("erbjud", "B-1", "--datum", "2019-05-10")
    refused(case("svar", "B-1", svar, "--datum", "2019-05-09"), "inget erbjudande att svara på 2019-05-09")
    assert case("svar", "B-1", svar).kod == 0


def test_execution_twice_is_refused_and_tells_that_the_insats_runs(case: Ejv) -> None:
    case("verkstall", "B-1", idag="2019-01-10")
    before = case.antal("handelse")
    svar = case("verkstall", "B-1", idag="2019-02-01")
    refused(svar, "Beslutet är redan verkställt.", "Insatsen pågår sedan 2019-01-10; ingen väntan är öppen.")
    assert case.antal("handelse") == before


def test_resuming_what_is_not_interrupted_is_refused_and_tells_what_waits(case: Ejv) -> None:
    refused(
        case("ateruppta", "B-1"),
        "Det finns inget avbrott att återuppta efter.",
        "Beslutet väntar på verkställighet sedan 2018-11-09 (gränsdag 2019-02-09).",
    )


def test_a_second_interruption_is_refused_and_tells_of_the_first(case: Ejv) -> None:
    case("verkstall", "B-1", idag="2018-12-01")
    case("avbrott", "B-1", idag="2019-02-01")
    refused(
        case("avbrott", "B-1", idag="2019-03-01"),
        "Ett avbrott pågår redan.",
        "Ett avbrott pågår sedan 2019-02-01 (gränsdag 2019-05-01).",
    )


@pytest.mark.parametrize("args", [("verkstall",), ("avbrott",), ("ateruppta",), ("avsluta", "--orsak", "annan")])
def test_nothing_happens_after_the_end(case: Ejv, args: tuple[str, ...]) -> None:
    case("avsluta", "B-1", "--orsak", "avliden", idag="2019-03-01")
    refused(
        case(args[0], "B-1", *args[1:], idag="2019-03-02"),
        "Beslutet är avslutat; en händelse kan inte läggas efter avslutet.",
        "Beslutet avslutades 2019-03-01; ingen väntan är öppen.",
    )


@pytest.mark.parametrize("command", ["kommentera", "erbjud", "verkstall", "avbrott", "atgard"])
def test_a_day_in_the_future_is_refused(case: Ejv, command: str) -> None:
    svar = case(command, "B-1", "x", "--datum", "2019-05-14")
    refused(svar, "2019-05-14 ligger i framtiden (i dag är det 2019-05-13)", "en plan registreras med ejv planera")
    assert case.antal("handelse") == 0


@pytest.mark.parametrize("command", ["kommentera", "erbjud", "verkstall", "avbrott", "atgard"])
def test_a_day_before_the_decision_is_refused(case: Ejv, command: str) -> None:
    refused(case(command, "B-1", "x", "--datum", "2018-11-08"), "2018-11-08 ligger före beslutsdatum 2018-11-09")
    assert case.antal("handelse") == 0
    assert case(command, "B-1", "x", "--datum", "2018-11-09").kod in {0, 1}


def test_an_interruption_before_execution_ends_the_first_wait_with_a_warning(case: Ejv) -> None:
    assert case.koder("avbrott", "B-1", kod=1, idag="2019-01-10") == ["avbrott_utan_verkstallighet"]
    shown = case.data("beslut", "visa", "B-1", kod=1)["vantan"]
    assert shown[0]["slut"] == {"slag": "verkstalld", "datum": "2019-01-10", "orsak": None}
    assert (shown[1]["vantan"], shown[1]["slut"]) == ("avbrott", None)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("kommentera", "B-1", "x", "--datum", "31 februari"), "är inget datum som kan läsas"),
        (("svar", "B-1", "kanske"), "Svaret ”kanske” är varken ja eller nej."),
        (("skal", "B-1", "lat"), "Skälet ”lat” finns inte. Välj något av saknar_plats, rekrytering,"),
        (("skal", "B-1", "annat", "--ansvar", "ingen"), "Ansvaret ”ingen” finns inte. Välj något av kommunen, enskild"),
        (("avsluta", "B-1", "--orsak", "felregistrerad"), "Orsaken ”felregistrerad” finns inte. Välj något av aterk"),
        (("avbrott", "B-1", "--omfattning", "mest"), "Omfattningen ”mest” finns inte. Välj något av helt, delvis."),
        (("planera", "B-1", "snart"), "”snart” är inget datum som kan läsas"),
        (("kommentera", "B-1"), "Kommentar: uppgiften saknas. Skriv den inom citattecken i kommandot"),
        (("avsluta", "B-1"), "Orsak (aterkallad,"),
    ],
)
def test_wrong_usage(case: Ejv, args: tuple[str, ...], words: str) -> None:
    svar = case(*args)
    assert svar.kod == 2
    assert words in " ".join(svar.fel.split())
    assert case.antal("handelse") == 0


def test_an_unknown_decision_is_refused(case: Ejv) -> None:
    svar = case.json("kommentera", "B-9", "x", kod=3)
    assert (svar["kommando"], svar["data"], svar["brister"][0]["kod"]) == ("kommentera", {}, "beslut_saknas")
    assert "Beslut B-9 finns inte i registret." in svar["brister"][0]["text"]


def test_a_struck_decision_is_refused(case: Ejv) -> None:
    case("makulera", "B-1", "--skal", "dubblett")
    assert case.koder("kommentera", "B-1", "x", kod=3) == ["beslut_makulerat"]


def test_a_text_that_is_too_long_is_refused(case: Ejv) -> None:
    assert case.koder("kommentera", "B-1", "x" * 20_001, kod=3) == ["text_ogiltig"]


def test_the_answer_tells_where_the_case_stands(case: Ejv) -> None:
    ut = " ".join(case("kommentera", "B-1", "Väntar.", idag="2019-02-01").ut.split())
    assert "Senast: 2019-02-01 Kommentar: Väntar." in ut
    assert "Väntan pågår sedan 2018-11-09, 84 dagar; gränsdag 2019-02-09, om 8 dagar." in ut
    assert "Sparat av provaren, 2019-02-01." in ut
    assert "gränsdag 2019-02-09, i dag." in case("erbjud", "B-1", idag="2019-02-09").ut
    assert "gränsdag 2019-02-09, passerad för 1 dag sedan." in case("erbjud", "B-1", idag="2019-02-10").ut
    assert "Ingen väntan är öppen." in case("verkstall", "B-1").ut


def test_what_is_registered_by_hand_and_then_read_in_is_there_once(case: Ejv) -> None:
    case("verkstall", "B-1", "--datum", "2019-01-10")
    data = case.las_in([], [handelse("B-1", "2019-01-10", "verkstalld")])["data"]
    assert data["handelser"]["oforandrade"] == 1
