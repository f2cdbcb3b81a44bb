"""`ejv importera`: what is new, changed, unchanged and refused; all or nothing; the same again is nothing."""

from itertools import permutations

import pytest
from korning import Ejv, beslut, handelse

FOUR = ("nya", "andrade", "oforandrade", "nekade")


def counts(data: dict[str, int]) -> tuple[int, ...]:
    return tuple(data[name] for name in FOUR)


def test_counts_of_a_first_reading(register: Ejv) -> None:
    svar = register.las_in([beslut("B-1"), beslut("B-2")], [handelse("B-1", "2019-01-10", "kommentar", text="Väntar.")])
    data = svar["data"]
    assert svar["kommando"] == "importera"
    assert counts(data) == (2, 0, 0, 0)
    assert counts(data["handelser"]) == (1, 0, 0, 0)
    assert data["okanda_kolumner"] == []


def test_the_same_file_twice_changes_nothing(register: Ejv) -> None:
    rows = [beslut("B-1", personnummer="19121212-1212", kon="M")]
    events = [handelse("B-1", "2019-01-10", "kommentar", text="Väntar."), handelse("B-1", "2019-02-10", "verkstalld")]
    register.las_in(rows, events)
    before = {t: register.antal(t) for t in ("logg", "handelse", "beslut", "person", "vantan")}
    data = register.las_in(rows, events, idag="2019-06-01")["data"]
    assert counts(data) == (0, 0, 1, 0)
    assert counts(data["handelser"]) == (0, 0, 2, 0)
    assert {t: register.antal(t) for t in before} == before


def test_one_refused_row_refuses_the_whole_call(register: Ejv) -> None:
    logged = len(register.logg())
    svar = register.las_in([beslut("B-1"), beslut("B-2", lag="LVU"), beslut("B-3", "2019-02-30")], kod=3)
    assert counts(svar["data"]) == (1, 0, 0, 2)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [
        ("varde_okant", "beslut.csv rad 3 kolumn lag"),
        ("datum_ogiltigt", "beslut.csv rad 4 kolumn beslutsdatum"),
    ]
    assert (register.antal("beslut"), len(register.logg())) == (0, logged)


def test_a_file_that_cannot_be_read_refuses_the_whole_call(register: Ejv) -> None:
    good = register.fil("beslut.csv", beslut("B-1"))
    svar = register.json("importera", good, str(register.folder / "saknas.csv"), kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["fil_saknas"]
    assert register.antal("beslut") == 0


def test_decisions_are_read_before_events_whatever_the_order_of_files(register: Ejv) -> None:
    files = [
        register.fil("h.csv", handelse("B-1", "2019-01-10", "kommentar", text="x")),
        register.fil("b.csv", beslut("B-1")),
    ]
    data = register.data("importera", *files)
    assert (counts(data), counts(data["handelser"])) == ((1, 0, 0, 0), (1, 0, 0, 0))


def test_the_order_of_files_and_rows_decides_nothing(register: Ejv) -> None:
    b, e = (
        beslut("B-1", "2018-01-10"),
        [
            handelse("B-1", "2018-03-01", "verkstalld"),
            handelse("B-1", "2018-06-01", "avbrott"),
            handelse("B-1", "2018-06-01", "aterupptagen"),
        ],
    )
    seen = set()
    for i, order in enumerate(permutations(e)):
        register.databas = register.folder / f"{i}.db"
        register("init")
        register("importera", register.fil("h.csv", *order), register.fil("b.csv", b))
        case = register.data("beslut", "visa", "B-1", kod=0)
        seen.add(tuple((v["vantan"], v["start"], str(v["slut"])) for v in case["vantan"]))
    assert seen == {
        (
            ("beslut", "2018-01-10", "{'slag': 'verkstalld', 'datum': '2018-03-01', 'orsak': None}"),
            ("avbrott", "2018-06-01", "{'slag': 'aterupptagen', 'datum': '2018-06-01', 'orsak': None}"),
        )
    }


def test_two_rows_that_disagree_are_both_refused(register: Ejv) -> None:
    rows = [beslut("B-1", kon="K"), beslut("B-2"), beslut("B-1", kon="M")]
    svar = register.las_in(rows, kod=3)
    assert counts(svar["data"]) == (1, 0, 0, 2)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [
        ("beslut_oenigt", "beslut.csv rad 2"),
        ("beslut_oenigt", "beslut.csv rad 4"),
    ]
    assert "Raden säger annat än beslut.csv rad 4 om kon." in svar["brister"][0]["text"]
    assert "Raden säger annat än beslut.csv rad 2 om kon." in svar["brister"][1]["text"]
    assert register.antal("beslut") == 0


def test_two_rows_that_disagree_on_the_person_do_not_tell_the_number(register: Ejv) -> None:
    rows = [beslut("B-1", personnummer="19121212-1212"), beslut("B-1", personnummer="19121212-T001")]
    svar = register.las_in(rows, kod=3)
    assert "om personnummer." in svar["brister"][1]["text"]
    assert "1212" not in str(svar)


def test_two_rows_that_complete_each_other_are_one_decision(register: Ejv) -> None:
    data = register.las_in([beslut("B-1", kon="K"), beslut("B-1", enhet="Öst")])["data"]
    assert counts(data) == (1, 0, 1, 0)
    case = register.data("beslut", "visa", "B-1")["beslut"]
    assert (case["kon"], case["enhet"]) == ("K", "Öst")


def test_an_event_of_an_unknown_decision_is_refused(register: Ejv) -> None:
    svar = register.las_in([], [handelse("B-9", "2019-01-10", "kommentar", text="x")], kod=3)
    (brist,) = svar["brister"]
    assert (brist["kod"], brist["plats"]) == ("beslut_okant", "handelser.csv rad 2 kolumn beslutsnummer")
    assert (
        "Beslut ”B-9” finns varken i registret eller bland filernas rader som kan läsas. Läs in beslutet först"
        in brist["text"]
    )
    assert counts(svar["data"]["handelser"]) == (0, 0, 0, 1)


def test_the_same_number_in_two_systems_is_two_decisions(register: Ejv) -> None:
    register.las_in([beslut("B-1", kallsystem="Procapita"), beslut("B-1", kallsystem="Treserva")])
    assert register.antal("beslut") == 2
    svar = register.las_in([], [handelse("B-1", "2019-01-10", "kommentar", text="x")], kod=3)
    assert svar["brister"][0]["kod"] == "beslut_flera"
    assert "Procapita, Treserva. Ange kallsystem på raden." in svar["brister"][0]["text"]
    register.las_in([], [handelse("B-1", "2019-01-10", "kommentar", text="x", kallsystem="Treserva")])
    assert register.koder("beslut", "visa", "B-1", kod=3) == ["beslut_flera"]
    cases = [register.data("beslut", "visa", "B-1", "--kallsystem", k) for k in ("Procapita", "Treserva")]
    assert [len(case["handelser"]) for case in cases] == [0, 1]


def test_an_identity_number_that_landed_among_the_systems_is_not_told(register: Ejv) -> None:
    svar = register.las_in([beslut("B-1", kallsystem="19121212-1212")], kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["identitet_i_falt"]
    assert "1212" not in str(svar["brister"])


def test_an_event_without_system_belongs_to_the_only_decision(register: Ejv) -> None:
    register.las_in([beslut("B-1", kallsystem="Treserva")], [handelse("B-1", "2019-01-10", "verkstalld")])
    assert len(register.data("beslut", "visa", "B-1")["handelser"]) == 1


def test_a_known_handelse_id_with_other_values_corrects_the_event(register: Ejv) -> None:
    old = handelse("B-1", "2019-01-10", "verkstalld", handelse_id="H7")
    new = handelse("B-1", "2019-01-20", "verkstalld", handelse_id="H7")
    register.las_in([beslut("B-1")], [old])
    data = register.las_in([], [new])["data"]
    assert counts(data["handelser"]) == (0, 1, 0, 0)
    case = register.data("beslut", "visa", "B-1")
    assert [v["slut"]["datum"] for v in case["vantan"]] == ["2019-01-20"]
    assert [(e["datum"], e["galler"], e.get("ersatter")) for e in case["handelser"]] == [
        ("2019-01-10", False, None),
        ("2019-01-20", True, 1),
    ]
    for row, told in ((new, []), (old, ["handelse_rattad_sedan"])):
        again = register.las_in([], [row])
        assert counts(again["data"]["handelser"]) == (0, 0, 1, 0)
        assert [b["kod"] for b in again["brister"]] == told
    assert [v["slut"]["datum"] for v in register.data("beslut", "visa", "B-1")["vantan"]] == ["2019-01-20"]


def test_two_rows_of_one_call_with_one_handelse_id_that_disagree_are_refused(register: Ejv) -> None:
    rows = [handelse("B-1", f"2019-01-{day}", "verkstalld", handelse_id="H7") for day in ("10", "20")]
    svar = register.las_in([beslut("B-1")], rows, kod=3)
    assert "handelser.csv rad 3" in [b["plats"] for b in svar["brister"]]
    assert register.antal("beslut") == 0


def test_an_event_that_was_corrected_by_hand_does_not_come_back(register: Ejv) -> None:
    row = handelse("B-1", "2019-01-10", "verkstalld")
    register.las_in([beslut("B-1")], [row])
    register("ratta", "B-1", "--handelse", "1", "--datum", "2019-01-12")
    assert counts(register.las_in([], [row])["data"]["handelser"]) == (0, 0, 1, 0)
    register("makulera", "B-1", "--handelse", "2", "--skal", "fel person")
    assert counts(register.las_in([], [row])["data"]["handelser"]) == (0, 0, 1, 0)
    assert register.data("beslut", "visa", "B-1")["vantan"][0]["slut"] is None


def test_an_absent_column_and_an_empty_cell_change_nothing(register: Ejv) -> None:
    register.las_in([beslut("B-1", kon="M", enhet="Öst", personnummer="191212121212", skyddad="ja")])
    first = register.data("beslut", "visa", "B-1")["beslut"]
    assert counts(register.las_in([beslut("B-1", kon="", enhet="", personnummer="", skyddad="")])["data"]) == (
        0,
        0,
        1,
        0,
    )
    assert counts(register.las_in([beslut("B-1")])["data"]) == (0, 0, 1, 0)
    assert register.data("beslut", "visa", "B-1")["beslut"] == first


def test_a_changed_cell_changes_the_decision_and_is_logged(register: Ejv) -> None:
    register.las_in([beslut("B-1", kon="K")])
    assert counts(register.las_in([beslut("B-1", "2018-11-10", kon="M")])["data"]) == (0, 1, 0, 0)
    assert register.logg()[-2:] == [
        ("beslut.beslutsdatum", "2018-11-09", "2018-11-10"),
        ("beslut.kon", "K", "M"),
    ]
    assert register.data("beslut", "visa", "B-1")["vantan"][0]["gransdag"] == "2019-02-10"


def test_the_log_never_holds_an_identity_number(register: Ejv) -> None:
    register.las_in([beslut("B-1", personnummer="19121212-1212")])
    register.las_in([beslut("B-1", personnummer="19121212-T001")])
    assert register.logg()[-1] == ("beslut.personnummer", None, "ändrat")
    assert "1212" not in str(register.logg())
    assert "1212" not in str(register.json("beslut", "visa", "B-1"))


def test_a_changed_fact_of_a_reported_case_gives_a_finding(register: Ejv) -> None:
    reported = handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4")
    register.las_in([beslut("B-1", "2018-06-01"), beslut("B-2")], [reported])
    svar = register.las_in([beslut("B-1", "2018-06-02"), beslut("B-2", "2018-11-10")], kod=1)
    (brist,) = svar["brister"]
    assert (brist["kod"], brist["allvar"]) == ("rapporterat_andrat", "varning")
    assert brist["plats"] == "beslut.csv rad 2, beslut B-1"
    assert "beslutsdatum har ändrats för ett fall som redan har rapporterats" in brist["text"]


def test_a_corrected_event_of_a_reported_case_gives_a_finding(register: Ejv) -> None:
    rows = [
        handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4"),
        handelse("B-1", "2019-01-10", "verkstalld", handelse_id="H7"),
    ]
    register.las_in([beslut("B-1", "2018-06-01")], rows)
    svar = register.las_in([], [handelse("B-1", "2019-01-20", "verkstalld", handelse_id="H7")], kod=1)
    assert [b["kod"] for b in svar["brister"]] == ["rapporterat_andrat"]


def test_an_unknown_insats_is_kept_and_the_nearest_is_told(register: Ejv) -> None:
    svar = register.las_in([beslut("B-1", insats="kontaktpersson")])
    (brist,) = svar["brister"]
    assert (brist["kod"], brist["allvar"], brist["plats"]) == ("insats_okand", "upplysning", "beslut.csv rad 2")
    assert "”kontaktpersson” är okänd och behålls som den är. Närmast: kontaktperson." in brist["text"]
    case = register.data("beslut", "visa", "B-1")["beslut"]
    assert (case["insats"], case["insats_kod"]) == ("kontaktpersson", None)


def test_a_code_of_an_insats_becomes_its_label(register: Ejv) -> None:
    register.las_in([beslut("B-1", insats="bostad_vuxna")])
    case = register.data("beslut", "visa", "B-1")["beslut"]
    assert (case["insats"], case["insats_kod"]) == ("bostad med särskild service för vuxna", "bostad_vuxna")


def test_unknown_columns_are_named(register: Ejv) -> None:
    svar = register.las_in([beslut("B-1", favoritfarg="blå", ålder="80")])
    assert svar["data"]["okanda_kolumner"] == ["favoritfarg", "ålder"]
    assert [b["kod"] for b in svar["brister"]] == ["kolumn_okand", "kolumn_okand"]


@pytest.mark.parametrize("slag", ["kommentar", "verkstalld"])
def test_a_struck_decision_takes_no_rows(register: Ejv, slag: str) -> None:
    register.las_in([beslut("B-1")])
    register("makulera", "B-1", "--skal", "dubblett")
    assert register.las_in([beslut("B-1")], kod=3)["brister"][0]["kod"] == "beslut_makulerat"
    assert (
        register.las_in([], [handelse("B-1", "2019-01-10", slag, text="x")], kod=3)["brister"][0]["kod"]
        == "beslut_makulerat"
    )


def test_two_files_of_one_name_in_two_folders_are_kept_apart(register: Ejv) -> None:
    (register.folder / "a").mkdir()
    clash = register.fil("b.csv", beslut("B-1", kon="K"), beslut("B-1", kon="M"))
    fine = register.fil("a/b.csv", beslut("B-2"), beslut("B-3"))
    assert counts(register.data("importera", clash, fine, kod=3)) == (2, 0, 0, 2)
