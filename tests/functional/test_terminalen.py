"""What the terminal says beyond the numbers, and the rarer turns of the commands."""

import stat
from pathlib import Path

import pytest
from korning import Ejv, beslut, handelse


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_a_quarters_rows_tell_what_the_columns_do_not(register: Ejv) -> None:
    register.las_in(
        [beslut("LATE", "2018-06-01"), beslut("AFTER"), beslut("AGAIN", "2018-06-01"), beslut("DONE", "2018-06-01")],
        [
            handelse("AFTER", "2019-04-10", "verkstalld"),
            handelse("AGAIN", "2018-07-01", "verkstalld"),
            handelse("AGAIN", "2018-10-15", "avbrott"),
            handelse("AGAIN", "2018-12-31", "rapporterad"),
            handelse("AGAIN", "2019-02-01", "aterupptagen"),
            handelse("DONE", "2018-12-31", "rapporterad", kvartal="2018Q3"),
            handelse("DONE", "2019-02-01", "avslutad", orsak="flyttat"),
        ],
    )
    ut = lines(register("kvartal", "visa", "2019Q1").ut)
    for line in (
        "LATE 2018-06-01 2018-09-01 kontaktperson 303 – upptäckt sent",
        "AFTER 2018-11-09 2019-02-09 kontaktperson 142 – verkställd 2019-04-10, efter statusdagen",
        "AGAIN 2018-10-15 2019-01-15 kontaktperson 109 före reg. avbrott; återupptagen 2019-02-01",
        "DONE 2018-06-01 2018-09-01 kontaktperson 245 2018Q3 2019-02-01, flyttat",
    ):
        assert line in ut


def test_a_closed_quarter_says_how_it_is_shown(register: Ejv) -> None:
    register.las_in([beslut("B-1")], [handelse("B-1", "2019-02-01", "kommentar", text="x")])
    register("kvartal", "stang", "2019Q1", "--ja")
    assert "(stängt)" in register("kvartal", "visa", "2019Q1").ut
    assert "(räknat på nytt)" in register("kvartal", "visa", "2019Q1", "--aktuellt").ut
    assert "dokumenten sparas också i registret" in register("rapport", "statistik", "2019Q1", "--ut", "ut").ut


def test_ivos_list_names_interruptions_and_ends(register: Ejv) -> None:
    events = [
        handelse("B-1", "2018-07-01", "verkstalld"),
        handelse("B-1", "2018-10-15", "avbrott"),
        handelse("B-1", "2019-02-20", "aterupptagen"),
    ]
    register.las_in([beslut("B-1", "2018-06-01")], events)
    ut = lines(register("rapport", "ivo", "2019Q1", "--som", "lista").ut)
    assert "Rapportera nytt B-1 2018-06-01 kontaktperson avbrott 2018-10-15 nej" in ut
    assert "Anmäl verkställt B-1 2018-06-01 kontaktperson avbrott 2018-10-15; återupptagen 2019-02-20 nej" in ut


def test_a_case_shows_every_kind_of_event_in_words(register: Ejv) -> None:
    events = [
        handelse("B-1", "2019-01-01", "uppfoljning", text="Behovet kvarstår."),
        handelse("B-1", "2019-01-02", "insats_under_tiden", fran="2019-01-01", till="2019-06-30", kostnad="900"),
        handelse("B-1", "2019-01-03", "ivo_arende", diarienummer="8.5-1/2019"),
        {**handelse("B-1", "2019-01-04", "skickad_ivo"), "slag": "ny", "kvittens": "K7"},
        handelse("B-1", "2019-01-05", "rapporterad", kvartal="2018Q4", vantan="beslut", vantan_start="2018-11-09"),
        handelse("B-1", "2019-01-06", "planerad", planerat_datum="2019-09-01"),
        handelse("B-1", "2019-01-07", "avslutad", orsak="behov_upphort"),
    ]
    register.las_in([beslut("B-1")], events)
    ut = "\n".join(lines(register("beslut", "visa", "B-1").ut))
    for words in (
        "Uppföljning: Behovet kvarstår.",
        "Annan insats under tiden, från 2019-01-01, till 2019-06-30, 900 kr",
        "Ärende hos IVO, dnr 8.5-1/2019",
        "Skickad till IVO, ny rapport, kvittens K7",
        "Rapporterad (historik), 2018Q4, avser beslut, från 2018-11-09",
        "Planerad, till 2019-09-01",
        "Avslutad, behovet har upphört",
    ):
        assert words in ut


def test_a_changed_decision_shows_what_it_was(register: Ejv) -> None:
    register.las_in([beslut("B-1", kon="K")])
    register("ratta", "B-1", "--kon", "M")
    changes = register.data("beslut", "visa", "B-1")["andringar"]
    assert [(c["uppgift"], c["fran"], c["till"], c["av"]) for c in changes] == [("kon", "K", "M", "provaren")]
    assert "Beslutet är makulerat." in register("makulera", "B-1", "--skal", "dubblett").ut
    assert "makulerat" in lines(register("beslut", "lista", "--alla").ut)[1]
    assert "makulerad nej ja: dubblett" in "\n".join(lines(register("beslut", "visa", "B-1").ut))


def test_an_identity_number_is_added_changed_and_taken_away_by_hand(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    for number, there, told in (
        ("19121212-1212", True, "ändrat"),
        ("19121212-T001", True, "ändrat"),
        ("", False, "borttaget"),
    ):
        svar = register.json("ratta", "B-1", "--personnummer", number)
        assert svar["data"]["beslut"]["har_personnummer"] is there
        assert "1212" not in str(svar)
        assert register.logg()[-1] == ("beslut.personnummer", None, told)
    for number, kod in (("", 3), ("121212-1212", 3)):
        assert register("ratta", "B-1", "--personnummer", number).kod == kod
    assert register("ratta", "B-1", "--personnummer", "19121212-1212", "--handelse", "1").kod == 2


@pytest.mark.parametrize("identity", ["19121212-1212", "121212-1212", "19121212-T001"])
def test_an_identity_number_in_a_text_is_pointed_out_at_once(register: Ejv, identity: str) -> None:
    register.las_in([beslut("B-1")])
    svar = register.json("kommentera", "B-1", f"Ringde {identity}", kod=1)
    (brist,) = svar["brister"]
    assert (brist["kod"], brist["allvar"], brist["plats"]) == ("identitet_skriven", "varning", "beslut B-1")
    assert "1212" not in brist["text"]


def test_a_file_of_findings_is_its_owners_alone(register: Ejv) -> None:
    first = register.fil("b.csv", beslut("B-1", lag="x"))
    good = register.fil("c.csv", beslut("B-2"))
    (path,) = register.data("importera", first, good, "--hoppa-over-felaktiga", kod=1)["felfiler"]
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600


def test_an_own_template_with_a_fault_stops_papers_and_closing(register: Ejv) -> None:
    register.las_in([beslut("B-1")], [handelse("B-1", "2019-02-01", "kommentar", text="x")])
    own = register.folder / "templates" / "dokument" / "statistikrapport.md"
    own.parent.mkdir(parents=True)
    own.write_text("# {{ finns.inte }}\n", "utf-8")
    svar = register.json("rapport", "statistik", "2019Q1", "--ut", "ut", kod=3)
    assert "statistikrapport.md" in str(svar["brister"])
    own.write_bytes(b"\xff\xfe\x00")
    assert register("kvartal", "stang", "2019Q1", "--ja").kod == 3
    assert register.antal("stangning") == 0
    assert not Path("ut").exists()


def test_a_correction_needs_something_to_correct(register: Ejv) -> None:
    register.las_in([beslut("B-1")], [handelse("B-1", "2019-02-01", "kommentar", text="x")])
    assert register.koder("ratta", "B-1", "--handelse", "1", kod=2) == ["inget_att_ratta"]
