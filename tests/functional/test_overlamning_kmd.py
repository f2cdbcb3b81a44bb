"""`ejv overlamning`: the paper to the next systemförvaltare, and what a newcomer can do with it alone."""

import shlex
import sqlite3
from pathlib import Path

import pytest
from korning import Ejv, beslut, handelse, pdf_text

PERSON = "19121212-1212"
PDF = Path("ov/overlamning_2019-05-13.pdf")


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """Two open decisions, one judgment, one that has ended; the first quarter closed and marked."""
    register.las_in(
        [
            beslut("B-1", handlaggare="Ida Ek", enhet="Norra", personnummer=PERSON),
            beslut("B-2", lag="SoL", insats="hemtjänst", skyddad="ja", enhet="Hemlig"),
            beslut("B-3", ursprung="dom"),
            beslut("B-4"),
        ],
        [handelse("B-4", "2019-04-20", "verkstalld")],
    )
    register.stang("2019Q1")
    register.data("kvartal", "markera", "2019Q1", "namnd", "--paragraf", "§ 12", "--datum", "2019-05-02")
    register.data("sakerhetskopia", "kopior/k.db")
    return register


def test_what_the_paper_holds(ready: Ejv) -> None:
    data = ready.data("overlamning", "--ut", "ov")
    held = data["overlamning"]
    assert data["fil"] == str(PDF)
    assert PDF.stat().st_mode & 0o777 == 0o600
    cases = {a["nummer"]: a for a in held["arenden"]}
    assert set(cases) == {"B-1", "B-2", "B-3"}
    assert (cases["B-1"]["cell"], cases["B-1"]["handlaggare"], cases["B-1"]["enhet"]) == ("LSS", "Ida Ek", "Norra")
    assert (cases["B-1"]["sedan"], cases["B-1"]["gransdag"]) == ("2018-11-09", "2019-02-09")
    assert cases["B-1"]["att_gora"] == ["ingen åtgärd på länge", "kommentar saknas i kvartalet"]
    assert (cases["B-2"]["cell"], cases["B-2"]["enhet"]) == ("SoL", "")
    assert (cases["B-3"]["rapporteras"], cases["B-3"]["att_gora"]) == (False, ["ingen åtgärd på länge"])
    assert {(e["nummer"], e["vad"], e["kvartal"]) for e in held["ej_skickade"]} == {
        ("B-1", "nytt beslut", "2019Q1"),
        ("B-2", "nytt beslut", "2019Q1"),
        ("B-4", "nytt beslut", "2019Q1"),
        ("B-4", "verkställighet", "2019Q1"),
    }
    assert [(b["vem"], b["datum"], b["notering"]) for b in held["besked"]] == [
        ("Nämnden, behandlat", "2019-05-02", "§ 12")
    ] * 2
    assert held["nasta_kvartal"] == "2019Q2"
    assert [(k["kvartal"], k["cell"]) for k in held["kvartal"]] == [("2019Q1", "LSS"), ("2019Q1", "SoL")]
    steps = {s["namn"]: s["klart"] for s in held["kvartal"][0]["steg"]}
    assert (steps["Stängt"], steps["IVO"], steps["Nämnd"], steps["Revisorer"]) == (True, False, True, False)
    assert [(k["vad"], k["fil"], k["finns"]) for k in held["kopior"]] == [
        ("tagen", str(ready.folder / "kopior" / "k.db"), True)
    ]
    assert {p["namn"]: p["antal"] for p in held["profiler"]}["generell"] == 2
    text = pdf_text(PDF)
    assert "B-1" in text
    assert "1212" not in text
    assert "Hemlig" not in text


def test_it_is_not_replaced_unasked_and_needs_a_folder(ready: Ejv) -> None:
    assert ready.koder("overlamning", kod=2) == ["ut_saknas"]
    ready.data("overlamning", "--ut", "ov")
    before = PDF.read_bytes()
    assert ready.koder("overlamning", "--ut", "ov", kod=3) == ["fil_finns_redan"]
    assert PDF.read_bytes() == before
    svar = ready("overlamning", "--ut", "ov", "--skriv-over")
    assert svar.kod == 0
    assert "Överlämningen är skriven" in svar.ut


def test_an_identity_number_in_a_text_is_masked_or_stops_the_paper(register: Ejv) -> None:
    """The program lets none in; one that got in some other way does not get out here."""
    register.las_in([beslut("B-1", handlaggare="Ida", enhet="Norra")])
    connection = sqlite3.connect(register.databas)
    connection.execute("UPDATE beslut SET handlaggare = ?", (f"Ida {PERSON}",))
    connection.commit()
    held = register.data("overlamning", "--ut", "ov")["overlamning"]
    assert held["arenden"][0]["handlaggare"] == "Ida [uppgift borttagen]"
    assert "1212" not in pdf_text(PDF)
    connection.execute("UPDATE installning SET varde = ? WHERE nyckel = 'kommun'", (f"Kommun {PERSON}",))
    connection.commit()
    connection.close()
    PDF.unlink()
    stopped = register.json("overlamning", "--ut", "ov", kod=3)["brister"]
    assert {b["kod"] for b in stopped} == {"identitet_i_dokument"}
    assert not PDF.exists()


def test_an_empty_register_has_a_handover(register: Ejv) -> None:
    held = register.data("overlamning", "--ut", "ov")["overlamning"]
    assert (held["arenden"], held["ej_skickade"], held["nasta_kvartal"]) == ([], [], "2019Q1")
    (register.folder / "kommun.toml").write_text("[kommun]\nnamn = 'Provkommun'\n", "utf-8")
    own = register.folder / "importprofiler"
    own.mkdir()
    (own / "egen.toml").write_text("namn = 'egen'\n", "utf-8")
    held = register.data("overlamning", "--ut", "ov", "--skriv-over")["overlamning"]
    assert held["mallar"][0] == {"namn": "kommun.toml", "egen": True}
    assert held["profiler"][0] == {"namn": "egen", "egen": True, "senast": None, "antal": 0}


def test_a_newcomer_does_what_the_paper_says(ready: Ejv) -> None:
    """A disaster, and somebody new with the paper alone: restore, check, and go on with the routine."""
    held = ready.data("overlamning", "--ut", "ov")["overlamning"]
    ready.databas.write_bytes(b"")
    (copy,) = (k["fil"] for k in held["kopior"] if k["finns"])
    ready.data("aterstall", copy, "--ja")
    assert ready.koder("kontrollera") == []
    q = held["nasta_kvartal"]
    for command in (f"kvartal visa {q}", f"kvartal status {q}", f"rapport ivo {q} --som lista"):
        assert ready(*shlex.split(command), idag="2019-07-02").kod in {0, 1}
    svar = ready("sakerhetskopia", f"kopior/fore_{q}.db", idag="2019-07-02")
    assert svar.kod == 0
    ready.stang(q, idag="2019-07-02")
    again = ready.data("overlamning", "--ut", "ov", idag="2019-07-02")["overlamning"]
    assert again["nasta_kvartal"] == "2019Q3"
    assert [k["vad"] for k in again["kopior"]] == ["tagen", "återställd"]
