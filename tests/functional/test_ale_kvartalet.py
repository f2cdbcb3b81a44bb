"""The model quarter as a whole: Ale kommun, LSS, first quarter of 2019, against the published figures."""

from pathlib import Path

from conftest import SAMPLE
from korning import Ejv, pdf_text

BOSTAD = "bostad med särskild service för vuxna"
BARN = "bostad med särskild service för barn eller ungdomar"
EXPECTED = [
    # grupp, beslutsnummer, start, gränsdag, insats, slut, dagar
    ("ny", "1306312", "2018-11-09", "2019-02-09", BOSTAD, None, 142),
    ("ny", "1306971", "2018-11-21", "2019-02-21", BOSTAD, None, 130),
    ("verkstalld", "1293974", "2018-03-26", "2018-06-26", BOSTAD, ("verkstalld", "2019-03-15", None), 354),
    ("verkstalld", "1294831", "2018-04-10", "2018-07-10", BOSTAD, ("verkstalld", "2019-03-01", None), 325),
    ("avslutad", "1277881", "2017-06-09", "2017-09-09", "kontaktperson", ("avslutad", "2019-01-31", "ersatt"), 601),
    ("avslutad", "1299042", "2018-06-25", "2018-09-25", BARN, ("avslutad", "2018-12-11", "ersatt"), 169),
    ("kvarstaende", "1288592", "2018-01-13", "2018-04-13", BOSTAD, None, 442),
    ("kvarstaende", "1299459", "2018-06-28", "2018-09-28", "biträde av kontaktperson", None, 276),
    ("kvarstaende", "1301490", "2018-08-15", "2018-11-15", "kontaktperson", None, 228),
    ("kvarstaende", "1301520", "2018-08-16", "2018-11-16", BOSTAD, None, 227),
    ("kvarstaende", "1302579", "2018-10-08", "2019-01-08", "kontaktperson", None, 174),
]
SUMS = {"nya": 2, "verkstallda": 2, "avslutade": 2, "kvarstaende": 5, "rapporterade": 11, "ej_verkstallda": 7}


def test_the_files_are_read_without_findings(ejv: Ejv) -> None:
    ejv("init")
    svar = ejv.json("importera", str(SAMPLE / "handelser.csv"), str(SAMPLE / "beslut.csv"))
    assert svar["brister"] == []
    assert (svar["data"]["nya"], svar["data"]["handelser"]["nya"]) == (11, 39)


def test_the_quarter_is_the_published_one(ale: Ejv) -> None:
    data = ale.data("kvartal", "visa", "2019Q1", "--lag", "LSS")
    found = [
        (
            *(rad[k] for k in ("grupp", "beslutsnummer", "start", "gransdag", "insats")),
            tuple(rad["slut"].values()) if rad["slut"] else None,
            rad["dagar"],
        )
        for rad in data["rader"]
    ]
    assert found == EXPECTED
    assert data["summor"] == SUMS
    assert data["kon"]["nya"] == {"K": 1, "M": 1, "okant": 0}
    assert data["beslutsfonster"] == {"fran": "2018-10-01", "till": "2018-12-31"}
    assert (data["statusdag"], data["rapporteringsdag"]) == ("2019-03-31", "2019-04-30")
    assert {rad["verksamhetsomrade"] for rad in data["rader"]} == {"Funktionshinder"}
    assert {r["beslutsnummer"]: r["forst_rapporterad"] for r in data["rader"] if r["forst_rapporterad"]} == {
        "1306312": "2019Q1",
        "1306971": "2019Q1",
    }


def test_the_interruption_is_reported_as_one(ale: Ejv) -> None:
    (rad,) = [r for r in ale.data("kvartal", "visa", "2019Q1")["rader"] if r["vantan"] == "avbrott"]
    assert (rad["beslutsnummer"], rad["beslutsdatum"], rad["dagar_sedan_beslut"]) == ("1302579", "2017-03-20", 741)


def test_the_quarter_can_be_closed_as_it_is(ale: Ejv) -> None:
    svar = ale.json("kvartal", "stang", "2019Q1", "--lag", "LSS", "--ja")
    assert (svar["brister"], svar["data"]["stangd"], svar["data"]["summor"]) == ([], True, SUMS)
    after = ale.data("kvartal", "visa", "2019Q2", idag="2019-07-01")
    assert after["summor"]["kvarstaende"] == 7
    assert after["summor"]["nya"] == 0


def test_the_papers_tell_the_published_figures(ale: Ejv) -> None:
    (ale.folder / "kommun.toml").write_bytes((SAMPLE / "kommun.toml").read_bytes())
    ale.data("kvartal", "stang", "2019Q1", "--ja")
    for slag, namn in (("statistik", "statistikrapport"), ("tjansteutlatande", "tjansteutlatande")):
        (fil,) = ale.data("rapport", slag, "2019Q1", "--ut", "ut")["filer"]
        assert Path(fil["fil"]).name == f"{namn}_2019Q1_LSS.pdf"
    paper = pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))
    for _, nummer, *_ in EXPECTED:
        assert nummer in paper
    for text in ("2019-04-30", "2019-05-13", "OAN.2019.17", "Omsorgs- och arbetsmarknadsnämnden"):
        assert text in paper
    summary = pdf_text(Path("ut/tjansteutlatande_2019Q1_LSS.pdf"))
    assert "OAN.2019.17" in summary
    assert not any(nummer in summary for _, nummer, *_ in EXPECTED)


def test_the_demonstration_does_it_all(ejv: Ejv) -> None:
    svar = ejv.json("demo", "--ut", "visning", idag="2026-01-01")
    folder = (ejv.folder / "visning").resolve()
    assert svar["brister"] == []
    assert svar["data"]["databas"] == str(folder / "register.db")
    assert svar["data"]["kvartal"]["summor"] == SUMS
    assert svar["data"]["kvartal"]["stangd"] is True
    papers = {Path(p).name for p in svar["data"]["filer"]}
    assert papers >= {
        *(f"statistikrapport_2019Q1_LSS.{form}" for form in ("pdf", "xlsx", "csv", "json")),
        *(f"tjansteutlatande_2019Q1_LSS.{form}" for form in ("pdf", "json")),
    }
    assert all(Path(p).read_bytes().startswith(b"%PDF-") for p in svar["data"]["filer"] if p.endswith(".pdf"))
    assert [Path(p).name for p in svar["data"]["index"]] == ["index_2019Q1_LSS.json", "INNEHALL_2019Q1_LSS.txt"]
    assert ejv.koder("demo", "--ut", "visning", kod=3) == ["demo_finns"]
    assert not ejv.databas.exists()


def test_the_demonstration_finds_a_folder_of_its_own(ejv: Ejv) -> None:
    assert "Skrivna i" in ejv("demo").ut
    assert ejv("demo").kod == 0
    assert {p.name for p in ejv.folder.iterdir()} == {"ejv-demo", "ejv-demo-2"}
