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
    (register.folder / "kopior").mkdir()
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


def test_all_that_is_not_sent_is_listed_and_counted_as_the_quarters_count_it(ready: Ejv) -> None:
    """Two quarters closed with nothing sent; then B-1 is executed, and a decision of the second comes in late."""
    ready.stang("2019Q2", idag="2019-07-02")
    ready.las_in([beslut("B-5", "2019-02-01")], [handelse("B-1", "2019-07-05", "verkstalld")], idag="2019-07-10")
    held = ready.data("overlamning", "--ut", "ov", idag="2019-07-10")["overlamning"]
    listed = sorted((e["kvartal"], e["nummer"], e["vad"], e["efter"]) for e in held["ej_skickade"])
    assert listed == [
        ("2019Q1", "B-1", "nytt beslut", False),
        ("2019Q1", "B-2", "nytt beslut", False),
        ("2019Q1", "B-4", "nytt beslut", False),
        ("2019Q2", "B-1", "rapport igen, slut 2019-07-05", False),
        ("2019Q2", "B-2", "rapport igen", False),
        ("2019Q2", "B-4", "verkställighet", False),
        ("2019Q2", "B-5", "nytt beslut", True),
    ]
    ivo = [s["text"] for k in held["kvartal"] for s in k["steg"] if s["namn"] == "IVO"]
    assert sum(int(text.split()[0]) for text in ivo) == sum(1 for e in held["ej_skickade"] if not e["efter"])
    text = pdf_text(next(Path("ov").iterdir()))
    assert "7 uppgifter är inte skickade till IVO. 1 av dem har kommit till efter" in text
    assert held["skickade"] == []


def test_what_was_sent_to_ivo_stands_by_quarter_with_days_and_by_whom(ready: Ejv) -> None:
    ready.data("kvartal", "markera", "2019Q1", "ivo", "--beslut", "B-4", "--datum", "2019-05-03")
    ready.data("kvartal", "markera", "2019Q1", "ivo", "--datum", "2019-05-06", "--lag", "LSS")
    held = ready.data("overlamning", "--ut", "ov")["overlamning"]
    assert held["skickade"] == [
        {
            "kvartal": "2019Q1",
            "cell": "LSS",
            "antal": 2,
            "av_alla": 2,
            "forst": "2019-05-03",
            "sist": "2019-05-06",
            "av": "provaren",
        }
    ]
    assert {b["vem"] for b in held["besked"]} == {"Nämnden, behandlat"}
    assert "2019-05-03 till 2019-05-06" in pdf_text(PDF)


def test_each_namnd_is_marked_on_its_own(register: Ejv) -> None:
    register.las_in([beslut("B-1", namnd="Ena nämnden"), beslut("B-2", namnd="Andra nämnden")])
    register.data("overlamning", "--ut", "ov")
    text = pdf_text(PDF)
    assert 'ejv kvartal markera 2019Q1 namnd --namnd "Andra nämnden" --paragraf NR' in text
    assert 'ejv kvartal markera 2019Q1 namnd --namnd "Ena nämnden" --paragraf NR' in text
    assert "namnd --paragraf" not in text
    told = register.data(
        "kvartal", "markera", "2019Q1", "namnd", "--namnd", "Ena nämnden", "--paragraf", "1", "--datum", "2019-05-02"
    )
    assert [c["namnd"] for c in told["celler"]] == ["Ena nämnden"]


def test_what_kommun_toml_says_or_that_it_cannot_be_read(ready: Ejv) -> None:
    kommun = ready.folder / "kommun.toml"
    kommun.write_text(
        "[kommun]\nnamn = 'Provkommun'\n[[namnd]]\nnamn = 'Omsorgsnämnden'\ndiarienummer = {'2019Q2' = 'ON 7'}\n"
        "moten = [{datum = 2019-06-12, stopptid = 2019-05-29}]\n[rapport]\nsma_tal = 5\n",
        "utf-8",
    )
    held = ready.data("overlamning", "--ut", "ov")["overlamning"]
    said = dict(held["kommunfil"])
    assert (said["Små tal"], said["Omsorgsnämnden: diarienummer 2019Q2"]) == ("döljs under 5", "ON 7")
    assert said["Omsorgsnämnden: möten"] == "1, det sista 2019-06-12"
    # From 13 May to 29 May are 16 days.
    assert held["moten"] == [["", "till nämndsekreteraren senast 2019-05-29 (om 16 dagar), möte 2019-06-12"]]
    kommun.write_text("[kommun\n", "utf-8")
    svar = ready.json("overlamning", "--ut", "ov", "--skriv-over", kod=1)
    assert svar["data"]["overlamning"]["kommunfil"] == []
    assert svar["data"]["overlamning"]["moten"] == [["", "inga möten är kända: kommun.toml har fel och kan inte läsas"]]
    assert svar["brister"][0]["allvar"] == "fel"
    assert "kommun.toml har fel, och inga papper kan göras" in pdf_text(PDF)
    kommun.unlink()
    held = ready.data("overlamning", "--ut", "ov", "--skriv-over")["overlamning"]
    assert held["moten"] == [["", "inga möten är kända: ingen kommun.toml ligger bredvid registret"]]


def test_a_register_in_a_folder_with_a_number_and_an_old_log_have_a_handover(ready: Ejv) -> None:
    """The program lets no number into the log any more; one that is there already cannot be taken out."""
    connection = sqlite3.connect(ready.databas)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='logg'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE logg SET av = ? WHERE vad = 'sakerhetskopia'", (PERSON,))
    connection.commit()
    connection.close()
    folder = ready.folder / PERSON
    folder.mkdir()
    ready.databas = ready.databas.rename(folder / "register.db")
    held = ready.data("overlamning", "--ut", "ov")["overlamning"]
    assert held["kopior"][0]["av"] == "[uppgift borttagen]"
    assert held["databas"] == str(ready.folder / "[uppgift borttagen]" / "register.db")
    assert "1212" not in pdf_text(PDF)


def test_quarters_that_are_left_out_are_counted(ejv: Ejv) -> None:
    """From 2005Q1 to 2019Q1 are 14 x 4 + 1 = 57 quarters, of which the latest forty are shown."""
    assert ejv("init", "--kommun", "Provkommun", "--forsta-kvartal", "2005Q1").kod == 0
    ejv.las_in([beslut("B-1")])
    held = ejv.data("overlamning", "--ut", "ov")["overlamning"]
    assert held["tidigare_kvartal"] == 17
    assert min(k["kvartal"] for k in held["kvartal"]) == "2009Q2"
    assert "Sjutton tidigare kvartal visas inte" in pdf_text(PDF)
