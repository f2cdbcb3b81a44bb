"""`ejv importera` with profiles and formats: every dialect the same register, lists out and back, what is missing."""

import json
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from korning import Ejv, beslut, handelse

TESTS = Path(__file__).parents[1]
DIALEKTER = TESTS / "dialekter"


def content(ejv: Ejv) -> dict[str, list[tuple[object, ...]]]:
    """What a register holds, but for when and by whom."""
    connection = sqlite3.connect(ejv.databas)
    tables = {
        "beslut": "SELECT * FROM beslut ORDER BY beslutsnummer",
        "handelse": "SELECT beslut_id, datum, slag, text, avtryck FROM handelse ORDER BY beslut_id, avtryck",
        "vantan": "SELECT * FROM vantan ORDER BY beslut_id, start",
    }
    found = {name: connection.execute(query).fetchall() for name, query in tables.items()}
    connection.close()
    return found


@pytest.mark.parametrize(
    "name", sorted(p.name for p in DIALEKTER.iterdir() if p.is_file() and not p.name.startswith("api"))
)
def test_every_dialect_gives_the_same_register(ejv: Ejv, name: str) -> None:
    """The five decisions as they stand in utf8.csv, row for row."""
    ejv("init")
    ejv.data("importera", str(DIALEKTER / name))
    found = content(ejv)
    ejv.databas = ejv.folder / "ett.db"
    ejv("init")
    ejv.data("importera", str(DIALEKTER / "utf8.csv"))
    assert len(found["beslut"]) == 5
    assert found == content(ejv)


def test_another_format_of_the_same_rows_is_nothing(register: Ejv) -> None:
    register.data("importera", str(DIALEKTER / "utf8.csv"))
    before = {t: register.antal(t) for t in ("beslut", "handelse", "logg", "vantan")}
    for name in ("excel.xlsx", "excel97.xls", "utf16_be.csv", "latin1_tab.txt"):
        data = register.data("importera", str(DIALEKTER / name))
        assert (data["nya"], data["andrade"], data["oforandrade"]) == (0, 0, 5)
    assert {t: register.antal(t) for t in before} == before


def test_a_wide_list_becomes_decisions_and_events(register: Ejv) -> None:
    svar = register.json("importera", str(DIALEKTER / "profil_bred" / "bred.csv"), "--profil", "bred-lista", kod=1)
    assert (svar["data"]["nya"], svar["data"]["nekade"]) == (3, 0)
    case = register.data("beslut", "visa", "19-1")
    assert [h["text"] for h in case["handelser"] if h["slag"] == "kommentar"] == [
        "Ringt den enskilde.",
        "Kontraktet är klart.",
    ]
    again = register.data("importera", str(DIALEKTER / "profil_bred" / "bred.csv"), "--profil", "bred-lista")
    assert (again["nya"], again["andrade"], again["handelser"]["nya"]) == (0, 0, 0)


def test_the_persons_name_is_looked_for_and_never_kept(register: Ejv) -> None:
    path = register.folder / "lista.csv"
    path.write_text(
        "Beslutsnr;Namn;Beslutsdatum;Lag;Insats;Kommentar\n"
        "9-1;Tolvan Tolvansson;2018-11-09;LSS;kontaktperson;2019-02-01 Tolvan vill vänta till hösten.\n",
        "utf-8",
    )
    args = ("importera", str(path), "--profil", "bred-lista")
    assert "namn_skrivet" in register.koder(*args, kod=1)
    refused = register.json(*args, "--neka-personuppgifter", kod=0)
    assert refused["data"]["handelser"]["oforandrade"] == 1  # it is there already; only what is new is refused
    register.databas = register.folder / "nytt.db"
    register("init")
    refused = register.json(*args, "--neka-personuppgifter", kod=3)
    assert [b["kod"] for b in refused["brister"] if b["allvar"] == "fel"] == ["namn_skrivet"]
    assert "Tolvan" not in json.dumps(refused, ensure_ascii=False)


def test_a_profile_marked_as_untried_says_so(register: Ejv) -> None:
    path = str(DIALEKTER / "profil_lifecare" / "uttag.json")
    svar = register.json("importera", path, "--profil", "lifecare-api")
    (marked,) = (b for b in svar["brister"] if b["kod"] == "profil_markt")
    assert "inte prövad mot produkten" in marked["text"]
    assert svar["data"]["nya"] > 0


def test_an_unknown_profile_and_a_faulty_one(register: Ejv) -> None:
    path = str(DIALEKTER / "utf8.csv")
    assert register.koder("importera", path, "--profil", "finns inte", kod=3) == ["profil_saknas"]
    folder = register.folder / "importprofiler"
    folder.mkdir()
    (folder / "egen.toml").write_text('namn = "egen"\nkolumn = 1\n', "utf-8")
    (brist,) = (
        b for b in register.json("importera", path, "--profil", "egen", kod=3)["brister"] if "kolumn" in b["text"]
    )
    assert brist["plats"].startswith("egen.toml rad 2")


def test_a_municipalitys_own_profile_wins(register: Ejv) -> None:
    folder = register.folder / "importprofiler"
    folder.mkdir()
    (folder / "bred-lista.toml").write_text(
        'namn = "bred-lista"\n[kolumner]\nbeslutsnummer = "Nr"\nbeslutsdatum = "Dag"\ninsats = "Vad"\n'
        '[varden]\nlag = "SoL"\n',
        "utf-8",
    )
    path = register.folder / "egen.csv"
    path.write_text("Nr;Dag;Vad\n7;2019-01-02;hemtjänst\n", "utf-8")
    assert register.data("importera", str(path), "--profil", "bred-lista")["nya"] == 1
    assert register.data("beslut", "visa", "7")["beslut"]["lag"] == "SoL"


def test_a_header_that_fits_a_profile_is_told_and_not_guessed(register: Ejv) -> None:
    path = str(DIALEKTER / "profil_bred" / "bred.csv")
    svar = register.json("importera", path, kod=3)
    assert "kolumn_saknas" in [b["kod"] for b in svar["brister"]]
    assert any("--profil bred-lista" in b["text"] for b in svar["brister"] if b["kod"] == "profil_forslag")
    assert register.antal("beslut") == 0


def answer(path: Path, row: int, **cells: str) -> None:
    fill_in(path, "Arbetslista", row, {name.replace("_", " "): value for name, value in cells.items()})


def fill_in(path: Path, blad: str, row: int, cells: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    page = book[blad]
    columns = [cell.value for cell in page[1]]
    for name, value in cells.items():
        page.cell(row, columns.index(name) + 1, value)
    book.save(path)


def test_a_worklist_goes_out_and_comes_back(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09", enhet="Öst"), beslut("B-2", "2018-11-20", enhet="Öst")])
    path = register.folder / "öst.xlsx"
    register("arbetslista", "--enhet", "Öst", "--ut", str(path))
    answer(path, 2, Kommentar="Plats erbjuds i maj.", Skäl="Ledig plats eller bostad saknas", Ansvar="Kommunen")
    answer(path, 2, Besvarad_av="Enhetschef Öst")
    answer(path, 3, Insatsen_började="2019-05-02")
    svar = register.json("importera", str(path))
    assert "profil_anvand" in [b["kod"] for b in svar["brister"]]
    assert (svar["data"]["nya"], svar["data"]["handelser"]["nya"]) == (0, 3)
    events = register.data("beslut", "visa", "B-1")["handelser"]
    assert [(e["slag"], e["datum"], e["av"]) for e in events] == [
        ("kommentar", "2019-05-13", "Enhetschef Öst"),
        ("skal", "2019-05-13", "Enhetschef Öst"),
    ]
    assert register.data("beslut", "visa", "B-2")["vantan"][0]["slut"]["datum"] == "2019-05-02"
    again = register.data("importera", str(path), idag="2019-05-20")
    assert (again["handelser"]["nya"], again["handelser"]["andrade"], again["handelser"]["oforandrade"]) == (0, 0, 3)


def test_an_answer_that_is_changed_corrects_the_first(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09", enhet="Öst")])
    path = register.folder / "öst.xlsx"
    register("arbetslista", "--enhet", "Öst", "--ut", str(path))
    answer(path, 2, Kommentar="Plats i maj.")
    register.data("importera", str(path))
    answer(path, 2, Kommentar="Plats i juni.")
    data = register.data("importera", str(path), idag="2019-05-20")
    assert (data["handelser"]["nya"], data["handelser"]["andrade"]) == (0, 1)
    events = register.data("beslut", "visa", "B-1")["handelser"]
    assert [(e["text"], e["datum"], e["galler"]) for e in events] == [
        ("Plats i maj.", "2019-05-13", False),
        ("Plats i juni.", "2019-05-13", True),
    ]


def egen_lista(register: Ejv, lista: str, *numbers: str) -> tuple[str, str, str]:
    folder = register.folder / "importprofiler"
    folder.mkdir(exist_ok=True)
    (folder / "egen.toml").write_text(
        f'namn = "egen"\nlista = "{lista}"\n[kolumner]\nbeslutsnummer = "Nr"\nbeslutsdatum = "Dag"\ninsats = "Vad"\n'
        '[varden]\nlag = "LSS"\n',
        "utf-8",
    )
    path = register.folder / "lista.csv"
    path.write_text("".join(["Nr;Dag;Vad\n", *(f"{n};2018-11-09;kontaktperson\n" for n in numbers)]), "utf-8")
    return "importera", str(path), "--profil=egen"


def test_a_case_gone_from_a_whole_list_is_pointed_out_and_stays(register: Ejv) -> None:
    register.data(*egen_lista(register, "alla", "B-1", "B-2"))
    register.las_in([beslut("S-1", "2018-11-09", lag="SoL", insats="hemtjänst")])  # another law: not of this list
    svar = register.json(*egen_lista(register, "alla", "B-1"))
    assert [(b["kod"], b["allvar"]) for b in svar["brister"]] == [("saknas_i_listan", "upplysning")]
    assert svar["brister"][0]["text"].startswith("Beslut B-2 väntar i registret men finns inte i listan.")
    assert register.antal("beslut") == 3


def test_a_case_gone_from_a_list_of_those_waiting_is_asked_about(register: Ejv) -> None:
    register.data(*egen_lista(register, "endast_ej_verkstallda", "B-1", "B-2"))
    svar = register.json(*egen_lista(register, "endast_ej_verkstallda", "B-1"), kod=1)
    assert [b["kod"] for b in svar["brister"]] == ["troligen_verkstallt"]
    (asked,) = svar["data"]["saknas_filer"]
    page = openpyxl.load_workbook(asked)["Arbetslista"]
    assert [page.cell(2, 1).value, page.max_row] == ["B-2", 2]
    assert register.data("beslut", "visa", "B-2")["vantan"][0]["slut"] is None
    answer(Path(asked), 2, Insatsen_började="2019-05-02")
    register.data("importera", asked)
    assert register.data("beslut", "visa", "B-2")["vantan"][0]["slut"]["datum"] == "2019-05-02"


def test_what_would_change_is_shown_first(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09", enhet="Väst"), beslut("B-2", "2018-12-20")])
    register.stang("2018Q4")
    files = (
        register.fil("b.csv", beslut("B-1", "2018-11-09", enhet="Öst"), beslut("B-3", "2018-10-10")),
        register.fil("h.csv", handelse("B-2", "2019-03-01", "verkstalld")),
    )
    dry = register.data("importera", *files, "--torrkorning")
    assert dry["andringar"] == [{"beslutsnummer": "B-1", "falt": "enhet", "gammalt": "Väst", "nytt": "Öst"}]
    changes = {(g["kvartal"], g["beslutsnummer"]): (g["fran"], g["till"]) for g in dry["gruppbyten"]}
    assert changes == {("2019Q1", "B-2"): ("ny", None), ("2019Q1", "B-3"): (None, "ny")}
    shown = register("importera", *files, "--torrkorning").ut
    assert "B-1  enhet: Väst → Öst" in shown
    assert "2019Q1, in som nya ej verkställda (1): B-3" in shown
    assert "2019Q1, ut ur nya ej verkställda (1): B-2" in shown
    assert register.data("importera", *files)["gruppbyten"] == dry["gruppbyten"]


def test_a_proposed_profile_can_be_read_and_used(register: Ejv) -> None:
    source = register.folder / "min lista.csv"
    shutil.copyfile(DIALEKTER / "profil_bred" / "bred.csv", source)
    data = register.data("importera", "--foresla-profil", str(source))
    proposal = Path(data["fil"])
    text = proposal.read_text("utf-8")
    assert "Tolvan" not in text
    assert "1212" not in text
    assert register.koder("importera", "--foresla-profil", str(source), kod=3) == ["forslag_finns"]
    folder = register.folder / "importprofiler"
    folder.mkdir()
    shutil.copyfile(proposal, folder / "min-lista.toml")
    faults = register.json("importera", str(source), "--profil", "min-lista", kod=3)["brister"]
    unsure = {b["kod"] for b in faults if b["allvar"] == "fel"}
    assert unsure == {"profil_kod_okand", "handelse_utan_datum"}  # what a person must decide, each with its place


def test_the_template_is_read_as_it_is(register: Ejv) -> None:
    path = register.folder / "mall.xlsx"
    register("importera", "--mall", str(path))
    data = register.data("importera", str(path))
    assert (data["nya"], data["handelser"]["nya"], data["okanda_kolumner"]) == (0, 0, [])
    fill_in(path, "Beslut", 2, {"beslutsnummer": "7", "beslutsdatum": "2019-01-02", "lag": "LSS", "insats": "x"})
    assert register.data("importera", str(path))["nya"] == 1


def test_no_file_at_all_is_wrong_usage(register: Ejv) -> None:
    assert register.koder("importera", kod=2) == ["fil_saknas_i_kommandot"]


def test_an_export_read_into_an_empty_register_gives_the_same(register: Ejv) -> None:
    register.las_in(
        [beslut("=1+1"), beslut("B-2", enhet="'-citat")], [handelse("B-2", "2019-02-01", "kommentar", text="@x\ny")]
    )
    before = content(register)
    for form in ("csv", "xlsx"):
        folder = register.folder / form
        register("exportera", str(folder), "--format", form)
        register.databas = register.folder / f"{form}.db"
        register("init")
        register.data("importera", *map(str, sorted(folder.iterdir())))
        assert content(register) == before
