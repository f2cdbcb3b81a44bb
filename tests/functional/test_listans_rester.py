"""What a list leaves: refused rows that are read in again, cases it no longer has, and tables that were not read."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from korning import Ejv, beslut, handelse

DIALEKTER = Path(__file__).parents[1] / "dialekter"
RUBRIKER = "Nr;Dag;Vad\n"


@pytest.fixture
def listan(register: Ejv) -> Ejv:
    """A register with two waiting cases, and a profile for lists of those that wait."""
    folder = register.folder / "importprofiler"
    folder.mkdir()
    (folder / "egen.toml").write_text(
        'namn = "egen"\nlista = "endast_ej_verkstallda"\n'
        '[kolumner]\nbeslutsnummer = "Nr"\nbeslutsdatum = "Dag"\ninsats = "Vad"\n[varden]\nlag = "LSS"\n',
        "utf-8",
    )
    svar = read(register, "B-1;2018-11-09;kontaktperson\n", "B-2;2018-11-09;kontaktperson\n")
    assert (svar["data"]["nya"], svar["brister"]) == (2, [])
    return register


def read(ejv: Ejv, *rows: str, kod: int = 0, header: str = RUBRIKER) -> dict[str, Any]:
    path = ejv.folder / "lista.csv"
    path.write_text("".join([header, *rows]), "utf-8")
    return ejv.json("importera", str(path), "--profil", "egen", "--hoppa-over-felaktiga", kod=kod)


def codes(svar: dict[str, Any]) -> list[str]:
    return [b["kod"] for b in svar["brister"]]


def test_a_case_whose_row_was_refused_is_in_the_list(listan: Ejv) -> None:
    svar = read(listan, "B-1;2018-11-09;kontaktperson\n", "B-2;i november;kontaktperson\n", kod=1)
    assert "troligen_verkstallt" not in codes(svar)
    assert (svar["data"]["nekade"], svar["data"]["saknas_filer"], svar["data"]["profil"]) == (1, [], "egen")


def test_where_a_refused_row_has_no_number_nobody_is_said_to_be_gone(listan: Ejv) -> None:
    svar = read(listan, "B-1;2018-11-09;kontaktperson\n", ";2018-11-09;kontaktperson\n", kod=1)
    assert codes(svar).count("saknas_ej_provat") == 1
    assert "troligen_verkstallt" not in codes(svar)


def test_the_refused_rows_put_right_are_no_whole_list(listan: Ejv) -> None:
    svar = read(listan, "B-1;2018-11-09;kontaktperson\n", "B-2;i november;kontaktperson\n", kod=1)
    (findings,) = svar["data"]["felfiler"]
    assert "--profil egen" in listan("importera", str(listan.folder / "lista.csv"), "--profil", "egen",
                                     "--hoppa-over-felaktiga").ut  # fmt: skip
    with Path(findings).open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    again = read(listan, f"{row['Nr']};2018-11-09;{row['Vad']};\n", header="Nr;Dag;Vad;brist\n")
    assert (again["data"]["oforandrade"], again["brister"]) == (1, [])


def test_a_list_without_rows_is_told_and_says_nothing_of_who_waits(listan: Ejv) -> None:
    assert codes(read(listan)) == ["fil_utan_rader"]


def test_refused_rows_of_a_wide_list_are_not_read_without_its_profile(register: Ejv) -> None:
    path = register.folder / "x_nekade.csv"
    path.write_text("Beslutsnummer;Beslutsdatum;Lag;Insats;Verkställd;brist\n1;2019-01-02;LSS;kontaktperson;;fel\n")
    svar = register.json("importera", str(path), kod=3)
    assert "nekade_utan_profil" in codes(svar)
    assert register.antal("beslut") == 0


def test_columns_that_a_profile_reads_are_pointed_out(register: Ejv) -> None:
    path = register.folder / "x.csv"
    path.write_text("Beslutsnummer;Beslutsdatum;Lag;Insats;Verkställd\n1;2019-01-02;LSS;kontaktperson;2019-02-01\n")
    svar = register.json("importera", str(path))
    assert codes(svar) == ["profil_forslag", "kolumn_okand"]
    assert "--profil bred-lista" in svar["brister"][0]["text"]


def test_a_sheet_with_other_headers_is_told_of(register: Ejv) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Beslut"
    first.append(["beslutsnummer", "beslutsdatum", "lag", "insats"])
    first.append(["1", "2019-01-02", "LSS", "kontaktperson"])
    other = book.create_sheet("Väntelista")
    other.append(["Nr", "Kö", "Namn"])
    other.append(["7", "3", "X"])
    path = register.folder / "bok.xlsx"
    book.save(path)
    svar = register.json("importera", str(path))
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [("blad_olast", "bok.xlsx blad Väntelista")]


def test_refused_rows_of_a_file_with_several_lists_keep_the_names_of_the_lists(register: Ejv) -> None:
    source = json.loads((DIALEKTER / "profil_lifecare" / "uttag.json").read_text("utf-8"))
    source["sol_decisions"][0]["Date"] = "i går"
    path = register.folder / "uttag.json"
    path.write_text(json.dumps(source), "utf-8")
    read_in = ("importera", str(path), "--profil", "lifecare-api", "--hoppa-over-felaktiga")
    svar = register.json(*read_in, kod=1)
    assert svar["data"]["nekade"] == 1
    (findings,) = svar["data"]["felfiler"]
    book = openpyxl.load_workbook(findings)
    page = book["sol_decisions"]
    columns = [cell.value for cell in page[1]]
    page.cell(2, columns.index("Date") + 1, "2019-01-30T23:00:00Z")
    book.save(findings)
    again = register.json("importera", findings, "--profil", "lifecare-api")
    assert again["data"]["nya"] == 1
    # The same register as the file gives when it is right from the first.
    shutil.copyfile(DIALEKTER / "profil_lifecare" / "uttag.json", path)
    assert register.json("importera", str(path), "--profil", "lifecare-api")["data"]["oforandrade"] == 3


def test_a_personnummer_in_a_file_name_is_shown_nowhere(register: Ejv) -> None:
    path = register.fil("19121212-1212 beslut.csv", beslut("B-1", "2018-11-09"))
    svar = register("importera", path)
    assert "1212-1212" not in svar.ut.replace(str(register.folder), "")
    with register.oppet() as connection:
        (name,) = connection.exec_driver_sql("SELECT fil FROM inlasning").scalars()
    assert name == "••••••••-•••• beslut.csv"


def test_an_event_of_a_known_decision_alone_is_no_whole_list(listan: Ejv) -> None:
    path = listan.fil("h.csv", handelse("B-1", "2019-02-01", "kommentar", text="Väntar."))
    assert listan.json("importera", path)["brister"] == []


def fill_in(path: Path, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    page = book["Arbetslista"]
    columns = [cell.value for cell in page[1]]
    for name, value in cells.items():
        page.cell(2, columns.index(name.replace("_", " ")) + 1, value)
    book.save(path)


def test_two_lists_of_a_day_do_not_answer_for_each_other(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09", enhet="Öst", handlaggare="Åsa")])
    by_unit, by_person = register.folder / "enhet.xlsx", register.folder / "egen.xlsx"
    register("arbetslista", "--enhet", "Öst", "--ut", str(by_unit))
    register("arbetslista", "--handlaggare", "Åsa", "--ut", str(by_person))
    fill_in(by_unit, Kommentar="Plats i maj.", Besvarad_av="Enhetschef")
    fill_in(by_person, Kommentar="Ringt den enskilde.", Besvarad_av="Åsa")
    for path in (by_unit, by_person):
        assert register.data("importera", str(path))["handelser"] == {
            "nya": 1,
            "andrade": 0,
            "oforandrade": 0,
            "nekade": 0,
        }
    texts = [e["text"] for e in register.data("beslut", "visa", "B-1")["handelser"] if e["galler"]]
    assert sorted(texts) == ["Plats i maj.", "Ringt den enskilde."]


def test_who_answered_is_a_name_and_never_a_personnummer(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09", enhet="Öst")])
    path = register.folder / "enhet.xlsx"
    register("arbetslista", "--enhet", "Öst", "--ut", str(path))
    fill_in(path, Kommentar="Plats i maj.")
    assert "svar_utan_namn" in register.koder("importera", str(path), "--torrkorning")
    fill_in(path, Besvarad_av="19121212-1212")
    svar = register("importera", str(path), "--json")
    (fault,) = [b for b in json.loads(svar.ut)["brister"] if b["allvar"] == "fel"]
    assert (svar.kod, fault["kod"]) == (3, "identitet_i_falt")
    assert fault["plats"].endswith("rad 2 kolumn Besvarad av")
    assert "1212" not in svar.ut


def test_a_corrected_event_is_shown_field_by_field_and_told_of_when_reported(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-11-09")],
        [
            handelse("B-1", "2019-04-02", "verkstalld", handelse_id="H-1"),
            handelse("B-1", "2019-01-02", "kommentar", text="Ring 070-174 06 05.", handelse_id="H-2"),
        ],
        kod=1,
    )
    register.stang("2019Q1")
    path = register.fil(
        "h.csv",
        handelse("B-1", "2019-04-05", "verkstalld", handelse_id="H-1"),
        handelse("B-1", "2019-01-02", "kommentar", text="Väntar på plats.", handelse_id="H-2"),
    )
    dry = register.json("importera", path, "--torrkorning", kod=1)
    assert dry["data"]["andringar"] == [
        {"beslutsnummer": "B-1", "handelse": 1, "falt": "datum", "gammalt": "2019-04-02", "nytt": "2019-04-05"},
        {
            "beslutsnummer": "B-1",
            "handelse": 2,
            "falt": "text",
            "gammalt": "Ring [uppgift borttagen].",
            "nytt": "Väntar på plats.",
        },
    ]
    told = [b["text"] for b in dry["brister"] if b["kod"] == "rapporterat_andrat"]
    assert told[0].startswith(
        "Händelse 1 (verkstalld 2019-04-02): datum har ändrats för ett fall som redan har rapporterats, "
        "första gången i 2019Q1."
    )
    assert {b["plats"] for b in dry["brister"] if b["kod"] == "rapporterat_andrat"} == {
        "h.csv rad 2, beslut B-1",
        "h.csv rad 3, beslut B-1",
    }
    assert "B-1  händelse 1, datum: 2019-04-02 → 2019-04-05" in register("importera", path, "--torrkorning").ut


def test_the_same_question_is_not_asked_in_a_second_file(listan: Ejv) -> None:
    (first,) = read(listan, "B-1;2018-11-09;kontaktperson\n", kod=1)["data"]["saknas_filer"]
    (second,) = read(listan, "B-1;2018-11-09;kontaktperson\n", kod=1)["data"]["saknas_filer"]
    assert second == first
    fill_in(Path(first), Kommentar="Undersöks.")
    answered = Path(first).read_bytes()
    (third,) = read(listan, "B-1;2018-11-09;kontaktperson\n", kod=1)["data"]["saknas_filer"]
    assert third != first
    assert Path(first).read_bytes() == answered


def test_a_code_and_its_label_say_the_same(register: Ejv) -> None:
    register.las_in([beslut("B-1", insats="Kontaktperson")])
    again = register.las_in([beslut("B-1", insats="kontaktperson_lss")])["data"]
    assert (again["andrade"], again["oforandrade"]) == (0, 1)


def test_rows_that_disagree_are_told_of_all_they_disagree_on(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-1", kon="K", enhet="Öst"), beslut("B-1", kon="M", enhet="Väst"))
    first, second = register.json("importera", path, kod=3)["brister"]
    assert first["text"].startswith("Raden säger annat än b.csv rad 3 om kon, enhet.")
    assert second["text"].startswith("Raden säger annat än b.csv rad 2 om kon, enhet.")


def test_a_text_that_points_out_somebody_is_placed_under_its_own_header(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09", enhet="Öst")])
    path = register.folder / "enhet.xlsx"
    register("arbetslista", "--enhet", "Öst", "--ut", str(path))
    fill_in(path, Åtgärd="Ringt 070-174 06 05.", Besvarad_av="Chefen")
    told = register.json("importera", str(path), kod=1)["brister"]
    (place,) = [b["plats"] for b in told if b["kod"] == "telefon_skriven"]
    assert place.endswith("rad 2 kolumn Åtgärd")
