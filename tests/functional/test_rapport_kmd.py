"""`ejv rapport statistik` and `tjansteutlatande`: which files, what stops them, and the same bytes again."""

import hashlib
from pathlib import Path

import pytest
from korning import Ejv, beslut, handelse, pdf_text

COMMENT = handelse("B-1", "2019-02-01", "kommentar", text="Väntar på plats.")
BOTH = ("statistik", "tjansteutlatande")


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """A register whose first quarter of 2019 has one new case."""
    register.las_in([beslut("B-1", kon="K")], [COMMENT])
    return register


def make(ejv: Ejv, slag: str = "statistik", *args: str, idag: str | None = None) -> dict[str, bytes]:
    """Make papers in the folder `ut`, hold what the answer says of them, and return them by name."""
    data = ejv.data("rapport", slag, "2019Q1", "--ut", "ut", *args, idag=idag)
    found = {}
    for fil in data["filer"]:
        content = Path(fil["fil"]).read_bytes()
        assert fil["sha256"] == hashlib.sha256(content).hexdigest()
        found[Path(fil["fil"]).name] = content
    return found


def files() -> list[str]:
    return sorted(p.name for p in Path("ut").iterdir()) if Path("ut").exists() else []


@pytest.mark.parametrize(
    ("slag", "namn"), [("statistik", "statistikrapport"), ("tjansteutlatande", "tjansteutlatande")]
)
def test_the_file_is_named_by_kind_quarter_and_law(ready: Ejv, slag: str, namn: str) -> None:
    assert list(make(ready, slag)) == [f"{namn}_2019Q1_LSS.pdf"]
    assert files() == [f"{namn}_2019Q1_LSS.pdf"]


def test_the_swedish_name_works_and_the_path_is_shown_whole(ready: Ejv) -> None:
    folder = "en mapp med ett långt namn " * 5
    svar = ready("rapport", "tjänsteutlåtande", "2019Q1", "--ut", folder)
    assert f"Skrivna i {folder.rstrip()}" in svar.ut
    assert "tjansteutlatande_2019Q1_LSS.pdf" in svar.ut


def test_without_a_law_there_is_one_paper_per_law_that_has_a_decision(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2", lag="SoL", insats="hemtjänst")])
    assert sorted(make(register)) == ["statistikrapport_2019Q1_LSS.pdf", "statistikrapport_2019Q1_SoL.pdf"]
    assert list(make(register, "statistik", "--lag", "sol")) == ["statistikrapport_2019Q1_SoL.pdf"]
    assert "B-2" in pdf_text(Path("ut/statistikrapport_2019Q1_SoL.pdf"))
    assert "B-2" not in pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))


def test_several_namnder_add_their_short_names(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nämnden i norr", "--namnd", "Södra nämnden")
    (ejv.folder / "kommun.toml").write_text(
        '[kommun]\nnamn = "Provkommun"\n[[namnd]]\nnamn = "Nämnden i norr"\nkortnamn = "norr"\n', "utf-8"
    )
    ejv.las_in([beslut("B-1", namnd="Nämnden i norr"), beslut("B-2", namnd="södra nämnden"), beslut("B-3")])
    made = make(ejv)
    assert sorted(made) == [
        "statistikrapport_2019Q1_LSS_norr.pdf",
        "statistikrapport_2019Q1_LSS_sodra-namnden.pdf",
        "statistikrapport_2019Q1_LSS_utan-namnd.pdf",
    ]
    for name, number in zip(sorted(made), ("B-1", "B-2", "B-3"), strict=True):
        text = pdf_text(Path("ut") / name)
        assert [n for n in ("B-1", "B-2", "B-3") if n in text] == [number]
    assert list(make(ejv, "statistik", "--namnd", "NÄMNDEN I NORR")) == ["statistikrapport_2019Q1_LSS_norr.pdf"]


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        ((), "ut_saknas"),
        (("--ut", "ut", "--format", "odt"), "format_okant"),
        (("--ut", "ut", "--datum", "i går"), "datum_ogiltigt"),
        (("--ut", "ut", "--namnd", "Okänd"), "namnd_okand"),
        (("--ut", "ut", "--lag", "LVU"), "varde_okant"),
    ],
)
def test_wrong_usage(ready: Ejv, args: tuple[str, ...], kod: str) -> None:
    assert ready.koder("rapport", "statistik", "2019Q1", *args, kod=2) == [kod]
    assert files() == []


@pytest.mark.parametrize("identity", ["19121212-1212", "191212121212", "121212-1212", "19121212-T001"])
def test_an_identity_number_in_a_comment_stops_the_paper(ready: Ejv, identity: str) -> None:
    make(ready)
    old = Path("ut/statistikrapport_2019Q1_LSS.pdf").read_bytes()
    ready.las_in([], [handelse("B-1", "2019-02-02", "kommentar", text=f"Ringde {identity} i dag.")], kod=1)
    svar = ready.json("rapport", "statistik", "2019Q1", "--ut", "ut", kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["identitet_i_dokument"]
    assert svar["data"] == {}
    assert "1212" not in str(svar)
    assert "B-1" in svar["brister"][0]["text"]
    assert Path("ut/statistikrapport_2019Q1_LSS.pdf").read_bytes() == old
    ready("makulera", "B-1", "--handelse", "2", "--skal", "personuppgift")
    assert ready("rapport", "statistik", "2019Q1", "--ut", "ut").kod == 0


def test_one_paper_that_is_stopped_stops_them_all(register: Ejv) -> None:
    text = handelse("B-2", "2019-02-02", "kommentar", text="19121212-1212")
    register.las_in([beslut("B-1"), beslut("B-2", lag="SoL", insats="hemtjänst")], [COMMENT, text], kod=1)
    assert register("rapport", "statistik", "2019Q1", "--ut", "ut").kod == 3
    assert files() == []


def test_an_identity_number_is_never_frozen(ready: Ejv) -> None:
    ready.las_in([], [handelse("B-1", "2019-02-02", "kommentar", text="19121212-1212")], kod=1)
    svar = ready.json("kvartal", "stang", "2019Q1", "--ja", "--trots-brister", kod=3)
    assert "1212" not in str(svar)
    assert ready.antal("stangning") == 0


def test_a_folder_that_cannot_be_made_refuses(ready: Ejv) -> None:
    Path("fil.txt").write_text("mina anteckningar")
    svar = ready.json("rapport", "statistik", "2019Q1", "--ut", "fil.txt", kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["utfil_fel"]
    assert Path("fil.txt").read_text() == "mina anteckningar"


def test_where_one_file_cannot_be_written_none_is(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2", lag="SoL", insats="hemtjänst")])
    Path("ut/statistikrapport_2019Q1_SoL.pdf").mkdir(parents=True)
    Path("ut/statistikrapport_2019Q1_LSS.pdf").write_text("gammal")
    svar = register("rapport", "statistik", "2019Q1", "--ut", "ut", "--skriv-over")
    assert svar.kod == 3
    assert "Det som fanns där sedan tidigare är orört." in svar.fel
    assert Path("ut/statistikrapport_2019Q1_LSS.pdf").read_text() == "gammal"


def test_a_closed_quarter_makes_the_same_bytes_whatever_is_learnt(ready: Ejv) -> None:
    ready.data("kvartal", "stang", "2019Q1", "--ja")
    first = {name: b for slag in BOTH for name, b in make(ready, slag).items()}
    ready("verkstall", "B-1", "--datum", "2019-02-05")
    ready("kommentera", "B-1", "Ny kommentar", "--datum", "2019-03-01")
    ready("installning", "satt", "kommun", "Ny kommun")
    again = {name: b for slag in BOTH for name, b in make(ready, slag, idag="2020-01-01").items()}
    assert again == first
    assert ready.antal("fil") == 2
    with ready.oppet() as connection:
        rows = connection.exec_driver_sql("SELECT namn, innehall, sha256 FROM fil").all()
    assert {name: content for name, content, _ in rows} == first
    assert all(hashlib.sha256(content).hexdigest() == digest for _, content, digest in rows)


def test_a_closed_quarter_keeps_its_texts_until_todays_are_asked_for(ready: Ejv) -> None:
    path = ready.folder / "kommun.toml"
    path.write_text('[kommun]\nnamn = "Gamla kommun"\n', "utf-8")
    ready.data("kvartal", "stang", "2019Q1", "--ja")
    path.write_text('[kommun]\nnamn = "Nya kommun"\n', "utf-8")
    svar = ready.json("rapport", "statistik", "2019Q1", "--ut", "ut")
    assert [(b["kod"], b["allvar"]) for b in svar["brister"]] == [("texter_andrade", "upplysning")]
    assert "Gamla kommun" in pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))
    again = ("rapport", "statistik", "2019Q1", "--ut", "ut", "--aktuella-texter", "--skriv-over")
    assert ready.json(*again)["brister"] == []
    assert "Nya kommun" in pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))


def test_what_kommun_toml_does_not_say_is_told(ready: Ejv) -> None:
    svar = ready("rapport", "statistik", "2019Q1", "--ut", "ut")
    assert svar.kod == 0
    assert "saknar förvaltning, diarienummer, handläggare, rapportör, underskrifter" in " ".join(svar.fel.split())


@pytest.mark.parametrize("text", ["hej", '[kommun]\nnamn = "X 19121212-1212"'])
def test_texts_that_no_paper_can_be_made_from_are_not_frozen(ready: Ejv, text: str) -> None:
    (ready.folder / "kommun.toml").write_text(text, "utf-8")
    svar = ready.json("kvartal", "stang", "2019Q1", "--ja", "--trots-brister", kod=3)
    assert svar["data"]["stangd"] is False
    assert "1212" not in str(svar["brister"])
    (ready.folder / "kommun.toml").write_text('[kommun]\nnamn = "X"', "utf-8")
    assert ready("kvartal", "stang", "2019Q1", "--ja").kod == 0


def test_a_paper_of_a_quarter_not_closed_is_a_draft(ready: Ejv) -> None:
    make(ready)
    assert "UTKAST" in pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))
    ready.stang("2019Q1")
    make(ready, "statistik", "--skriv-over")
    assert "UTKAST" not in pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))


def test_an_open_quarter_is_not_kept(ready: Ejv) -> None:
    make(ready)
    assert ready.antal("fil") == 0


def test_the_papers_date_and_number_can_be_given(ready: Ejv) -> None:
    make(ready, "statistik", "--datum", "2019-05-20", "--diarienummer", "SN 2019/77")
    text = pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))
    assert "2019-05-20" in text
    assert "SN 2019/77" in text


def test_a_kommun_toml_with_faults_is_refused(ready: Ejv) -> None:
    path = ready.folder / "kommun.toml"
    path.write_text("[kommun\n", "utf-8")
    assert ready.data("rapport", "statistik", "2019Q1", "--ut", "ut", kod=3) == {}
    path.write_bytes('[kommun]\nnamn = "Å"\n'.encode("cp1252"))
    assert ready.koder("rapport", "statistik", "2019Q1", "--ut", "ut", kod=3) == ["kommun_tecken"]
    path.write_bytes(b"#" * 1_000_001)
    assert ready.koder("rapport", "statistik", "2019Q1", "--ut", "ut", kod=3) == ["kommun_for_stor"]
    assert files() == []


def test_a_letter_the_font_lacks_is_told(ready: Ejv) -> None:
    ready("kommentera", "B-1", "Ett \U0001f600 tecken", "--datum", "2019-03-01")
    assert ready.koder("rapport", "statistik", "2019Q1", "--ut", "ut", kod=1) == ["tecken_saknas"]
    assert files() == ["statistikrapport_2019Q1_LSS.pdf"]


def test_a_quarter_that_has_not_begun_has_no_paper(ready: Ejv) -> None:
    assert ready("rapport", "statistik", "2019Q3", "--ut", "ut").kod == 3
    assert files() == []


def test_what_the_program_has_not_read_of_the_law_is_told_where_a_paper_is_made_and_never_in_it(register: Ejv) -> None:
    """34 kap. 3 § SoL is about the statistics; 16 kap. 6 h §, which held before, has been read."""
    register.las_in(
        [beslut("S-1", "2025-08-01", lag="SoL", lagrum="11 kap. 1 §"), beslut("S-0", "2025-02-01", lag="SoL")],
        [handelse(n, "2025-12-01", "kommentar", text="Väntar på plats.") for n in ("S-0", "S-1")],
        idag="2026-01-20",
    )

    def told(slag: str, kvartal: str) -> list[str]:
        svar = register.json("rapport", slag, kvartal, "--ut", "ut", "--skriv-over", idag="2026-01-20")
        return [b["text"] for b in svar["brister"] if b["kod"] == "kalla_forbehall" and b["allvar"] == "upplysning"]

    reserve = "34 kap. 3 § SoL (2025:400): paragrafens ordalydelse har inte kunnat läsas"
    for slag in ("statistik", "fullmaktige"):
        (text,) = told(slag, "2025Q4")
        assert text.startswith(reserve)
        assert told(slag, "2025Q2") == []
    assert told("revisorer", "2025Q4") == []
    assert "kunnat läsas" not in "".join(pdf_text(p) for p in Path("ut").glob("*.pdf"))
    closed = register.koder("kvartal", "stang", "2025Q4", "--ja", idag="2026-01-20")
    assert closed.count("kalla_forbehall") == 1
