"""`ejv exportera`: the whole register out, and into an empty one again."""

import csv
import io
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from korning import Ejv, beslut, handelse

from ejverkstallda.app.importkolumner import BESLUT, HANDELSER
from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.readers.rader import beslut_parsers, handelse_parsers

IDAG = date(2019, 5, 13)
PERSON = "19121212-1212"  # Skatteverket's own example
ALLT = beslut(
    "B-1",
    "2018-11-09",
    lagrum="9 § 4 LSS",
    verksamhetsomrade="Funktionsstöd",
    namnd="Omsorgsnämnden",
    kon="M",
    ursprung="beslut",
    ansokningsdatum="2018-10-01",
    galler_till="2021-12-31",
    enhet="Enhet; Öst",
    handlaggare='Team "Ö"',
    personnummer=PERSON,
    kallsystem="Omsorgen",
    skyddad="ja",
    bosattningskommun="9902",
    ersatter="B-0",
    tidigare_nummer="1306312",
    kostnad_manad="12500",
)
HANDELSER_ALLA = [
    handelse("B-1", "2018-12-01", "kommentar", text='Rad ett\nrad två; med tecken "å"'),
    handelse("B-1", "2018-12-02", "skal", skal_kod="saknar_plats", ansvar="kommunen", text="Ingen plats."),
    handelse("B-1", "2018-12-03", "atgard", text="Sökt plats.", handelse_id="H-1"),
    handelse("B-1", "2018-12-04", "uppfoljning", text="Följt upp."),
    handelse("B-1", "2018-12-05", "konsekvens", text="Får vänta."),
    handelse("B-1", "2018-12-06", "insats_under_tiden", fran="2018-12-06", till="2019-12-31", kostnad="800"),
    handelse("B-1", "2018-12-07", "planerad", planerat_datum="2019-09-01", text="Plan."),
    handelse("B-1", "2018-12-08", "ivo_arende", diarienummer="8.1-1/2018"),
    handelse("B-1", "2018-12-09", "senarelagd_lov", till="2019-08-01"),
    handelse("B-1", "2018-12-10", "skickad_ivo", slag="ny", kvittens="K-1", kvartal="2018Q4"),
    handelse("B-1", "2018-12-11", "erbjudande", text="Plats.", svar="nej"),
    handelse("B-1", "2018-12-12", "erbjudande", text="Annan plats."),
    handelse("B-1", "2018-12-13", "svar", svar="ja"),
    handelse("B-1", "2018-12-14", "delvis_verkstalld"),
    handelse("B-1", "2019-03-01", "verkstalld"),
    handelse("B-1", "2019-03-05", "avbrott", omfattning="delvis"),
    handelse("B-1", "2019-03-20", "aterupptagen"),
    handelse("B-1", "2019-03-21", "rapporterad", kvartal="2018Q4", vantan="beslut", vantan_start="2018-11-09"),
    handelse("B-1", "2019-03-22", "slutrapporterad", kvartal="2019Q1", vantan="beslut"),
    handelse("B-1", "2019-04-01", "avslutad", orsak="behov_upphort"),
]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def export(ejv: Ejv, *args: str, kod: int = 0) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    ejv.data("exportera", "ut", "--skriv-over", *args, kod=kod)
    return rows(ejv.folder / "ut" / "beslut.csv"), rows(ejv.folder / "ut" / "handelser.csv")


def copy(ejv: Ejv, *args: str) -> Ejv:
    """Another register, with what the export's files hold."""
    other = Ejv(ejv.folder, ejv._capsys)  # noqa: SLF001 — the same program on another register
    other.databas = ejv.folder / "kopia.db"
    other.idag = ejv.idag
    assert other("init", "--kommun", "Provkommun", *args).kod == 0
    assert other("importera", "ut/beslut.csv", "ut/handelser.csv").kod in {0, 1}
    return other


def story(ejv: Ejv, nummer: str) -> dict[str, Any]:
    """A case as `beslut visa` gives it, but for numbers and authors that are the register's own."""
    data: dict[str, Any] = ejv.data("beslut", "visa", nummer, kod=1)
    own = {"id", "av", "registrerad"}
    data["handelser"] = [{k: v for k, v in h.items() if k not in own} for h in data["handelser"] if h["galler"]]
    return {k: data[k] for k in ("beslut", "handelser", "vantan")}


def test_the_columns_are_those_that_import_reads() -> None:
    assert [k.namn for k in BESLUT] == list(beslut_parsers(IDAG))
    assert [k.namn for k in HANDELSER] == list(handelse_parsers(IDAG))


def test_every_fact_and_every_kind_of_event_comes_back(register: Ejv) -> None:
    assert {h["handelse"] for h in HANDELSER_ALLA} == {s.value for s in Handelseslag} - {"makulerad"}
    register.las_in([ALLT], HANDELSER_ALLA, kod=1)  # LOV does not concern LSS, and that is told
    decisions, events = export(register, "--med-personuppgifter")
    assert decisions == [{**ALLT, "insats": "kontaktperson"}]
    given = [{"kallsystem": "Omsorgen", **h} for h in HANDELSER_ALLA]
    assert [{k: v for k, v in e.items() if v} for e in events] == given
    other = copy(register)
    assert story(other, "B-1") == story(register, "B-1")
    again = other.json("importera", "ut/beslut.csv", "ut/handelser.csv")["data"]
    assert (again["nya"], again["andrade"], again["handelser"]["nya"]) == (0, 0, 0)


def test_without_being_asked_no_identity_number_goes_out_and_nothing_is_logged(register: Ejv) -> None:
    register.las_in([ALLT])
    before = register.logg()
    decisions, _ = export(register)
    assert "personnummer" not in decisions[0]
    assert PERSON.replace("-", "") not in (register.folder / "ut" / "beslut.csv").read_text("utf-8").replace("-", "")
    assert register.logg() == before


def test_identity_numbers_go_out_when_asked_for_and_that_is_logged(register: Ejv) -> None:
    register.las_in([ALLT])
    decisions, _ = export(register, "--med-personuppgifter")
    assert decisions[0]["personnummer"] == PERSON
    assert register.logg()[-1] == ("person", None, "exporterade till ut")
    told = register("exportera", "ut", "--skriv-over", "--med-personuppgifter")
    assert "Uttaget är loggat" in told.ut
    assert PERSON not in told.ut + told.fel


def test_a_refused_export_opens_no_person_table(register: Ejv) -> None:
    register.las_in([ALLT])
    export(register)
    before = register.logg()
    assert register.koder("exportera", "ut", "--med-personuppgifter", kod=3) == ["fil_finns_redan"]
    assert register.logg() == before


@pytest.mark.skipif(os.name == "nt", reason="the folder's access rules hold there")
def test_the_files_are_their_owners_alone(register: Ejv) -> None:
    register.las_in([ALLT])
    register.data("exportera", "ut", "--format", "csv,xlsx", "--med-personuppgifter")
    assert {p.stat().st_mode & 0o777 for p in (register.folder / "ut").iterdir()} == {0o600}


def test_files_that_stand_there_are_replaced_only_when_asked(register: Ejv) -> None:
    (register.folder / "ut").mkdir()
    there = register.folder / "ut" / "handelser.csv"
    there.write_text("mitt", "utf-8")
    svar = register("exportera", "ut")
    assert svar.kod == 3
    assert "handelser.csv finns redan i ut" in svar.fel
    assert [p.name for p in (register.folder / "ut").iterdir()] == ["handelser.csv"]
    assert there.read_text("utf-8") == "mitt"
    assert register("exportera", "ut", "--skriv-over").kod == 0
    assert there.read_text("utf-8-sig").startswith("beslutsnummer;datum;handelse;")


def test_an_empty_register_gives_files_that_an_empty_register_reads(register: Ejv) -> None:
    assert export(register) == ([], [])
    copy(register)


def test_corrected_and_struck_events_are_left_out_and_counted(register: Ejv) -> None:
    register.las_in(
        [beslut()],
        [
            handelse("B-1", "2019-01-02", "kommentar", text="Fel", handelse_id="H-1"),
            handelse("B-1", "2019-01-03", "kommentar", text="Struken"),
            handelse("B-1", "2019-01-04", "kommentar", text="Kvar"),
        ],
    )
    assert register("ratta", "B-1", "--handelse", "1", "--text", "Halvrätt").kod == 0
    assert register("ratta", "B-1", "--handelse", "4", "--text", "Rätt").kod == 0
    assert register("makulera", "B-1", "--handelse", "2", "--skal", "Fel ärende").kod == 0
    data = register.data("exportera", "ut")
    assert data["utelamnat"] == {"makulerade_beslut": 0, "makulerade_handelser": 1, "rattade_handelser": 2}
    events = rows(register.folder / "ut" / "handelser.csv")
    assert [(e["text"], e["handelse_id"]) for e in events] == [("Kvar", ""), ("Rätt", "H-1")]
    told = register("exportera", "ut", "--skriv-over").ut
    assert "Inte med: 1 makulerade händelser, 2 händelser i sin lydelse före rättelse." in told
    # A list from the care system with the same handelse_id still corrects it, and does not double it.
    copied = copy(register)
    changed = copied.las_in(handelser=[handelse("B-1", "2019-01-02", "kommentar", text="Ny", handelse_id="H-1")])
    assert changed["data"]["handelser"]["andrade"] == 1


def test_a_struck_decision_that_was_never_reported_is_left_out(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2")], [handelse("B-1", "2019-01-02", "kommentar", text="x")])
    assert register("makulera", "B-1", "--skal", "Dubbelt").kod == 0
    decisions, events = export(register)
    assert ([d["beslutsnummer"] for d in decisions], events) == (["B-2"], [])
    assert "1 makulerade beslut" in register("exportera", "ut", "--skriv-over").ut


def test_a_struck_decision_whose_end_is_still_to_be_told_goes_out_with_a_warning(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2")])
    register.stang("2019Q1")
    assert register("makulera", "B-1", "--skal", "Fel person").kod == 1
    found = register.json("exportera", "ut", kod=1)
    assert [(b["kod"], b["plats"]) for b in found["brister"]] == [("export_makulerat", "beslut B-1")]
    other = copy(register)
    assert other("makulera", "B-1", "--skal", "Fel person").kod == 1
    wanted = register.data("kvartal", "visa", "2019Q2", idag="2019-07-01")
    assert [(r["beslutsnummer"], r["grupp"]) for r in wanted["rader"]] == [("B-1", "avslutad"), ("B-2", "kvarstaende")]
    assert other.data("kvartal", "visa", "2019Q2", idag="2019-07-01") == wanted
    register.stang("2019Q2", idag="2019-07-01")  # its end is told: now it has nothing more to say
    assert register.data("exportera", "ut2", idag="2019-07-01")["utelamnat"]["makulerade_beslut"] == 1


def test_a_decision_that_has_moved_since_it_was_reported_is_warned_of(ejv: Ejv) -> None:
    ejv("init", "--kommun", "Prov", "--namnd", "A-nämnden", "--namnd", "B-nämnden")
    ejv.las_in([beslut("B-1", namnd="A-nämnden"), beslut("B-2", namnd="A-nämnden")])
    ejv.stang("2019Q1")
    assert ejv("ratta", "B-1", "--namnd", "B-nämnden").kod == 1
    assert ejv.koder("exportera", "ut", kod=1) == ["export_flyttat"]


def test_history_that_named_an_avbrott_by_a_day_corrected_since_names_it_by_the_new(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-01-02")],
        [
            handelse("B-1", "2018-02-01", "verkstalld"),
            handelse("B-1", "2018-06-01", "avbrott"),
            handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4", vantan="avbrott", vantan_start="2018-06-01"),
        ],
    )
    assert register("ratta", "B-1", "--handelse", "2", "--datum", "2018-06-05").kod == 1
    _, events = export(register)
    (history,) = [e for e in events if e["handelse"] == "rapporterad"]
    assert (history["vantan"], history["vantan_start"]) == ("avbrott", "2018-06-05")
    assert copy(register).grupper("2019Q1") == register.grupper("2019Q1") == {"kvarstaende": ["B-1"]}


def test_an_avbrott_that_was_reported_and_struck_is_told_of_once_more_in_the_copy_too(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-01-02")],
        [handelse("B-1", "2018-02-01", "verkstalld"), handelse("B-1", "2018-11-09", "avbrott")],
    )
    register.stang("2019Q1")
    assert register("makulera", "B-1", "--handelse", "2", "--skal", "Fel").kod == 1
    export(register)
    other = copy(register)
    wanted = register.data("kvartal", "visa", "2019Q2", idag="2019-07-01")["rader"]
    assert [(r["vantan"], r["start"], r["slut"]["orsak"]) for r in wanted] == [
        ("avbrott", "2018-11-09", "felregistrerad")
    ]
    assert other.data("kvartal", "visa", "2019Q2", idag="2019-07-01")["rader"] == wanted


def test_what_cannot_be_written_as_events_is_said(register: Ejv) -> None:
    """A reported avbrott is struck and put in anew on the same day: two väntan that no row can tell apart."""
    register.las_in(
        [beslut("B-1", "2018-01-02")],
        [handelse("B-1", "2018-02-01", "verkstalld"), handelse("B-1", "2018-11-09", "avbrott")],
    )
    register.stang("2019Q1")
    register("makulera", "B-1", "--handelse", "2", "--skal", "Fel")
    register("avbrott", "B-1", "Igen", "--datum", "2018-11-09")
    found = register.json("exportera", "ut", kod=1)["brister"]
    assert [(b["kod"], b["plats"]) for b in found] == [("export_rapporterat_osakert", "beslut B-1")]


def test_before_the_register_stays_before_the_register(ejv: Ejv) -> None:
    """R15: what counts as reported before the first quarter has no quarter of its own, in a copy without one too."""
    ejv("init", "--kommun", "Prov", "--forsta-kvartal", "2019Q1")
    ejv.las_in([beslut("B-1", "2018-02-01")])
    ejv.stang("2019Q1")
    _, events = export(ejv)
    assert [(e["handelse"], e["kvartal"]) for e in events] == [("rapporterad", ""), ("rapporterad", "2019Q1")]
    rader = copy(ejv).data("kvartal", "visa", "2019Q2", idag="2019-07-01")["rader"]
    assert [(r["grupp"], r["forst_rapporterad"]) for r in rader] == [("kvarstaende", None)]


def test_an_earlier_number_that_is_anothers_is_left_out_and_said(register: Ejv) -> None:
    """Read in together the two would be taken for one; the other decision's facts would be lost."""
    register.las_in([beslut("B-2", "2018-11-09", tidigare_nummer="B-1")])
    register.las_in([beslut("B-1", "2017-03-01")])
    found = register.json("exportera", "ut", kod=1)["brister"]
    assert [(b["kod"], b["plats"]) for b in found] == [("export_tidigare_nummer", "beslut B-2")]
    assert [d["beslutsnummer"] for d in copy(register).data("beslut", "lista", "--alla")["rader"]] == ["B-1", "B-2"]


def test_a_decision_that_no_event_can_name_is_warned_of(register: Ejv) -> None:
    """B-2 had its event before another B-2 came, from a system with a name; without events nothing is lost."""
    register.las_in([beslut("B-1"), beslut("B-2")], [handelse("B-2", "2019-01-02", "kommentar", text="x")])
    register.las_in([beslut("B-1", kallsystem="Nya"), beslut("B-2", kallsystem="Nya")])
    found = register.json("exportera", "ut", kod=1)["brister"]
    assert [(b["kod"], b["plats"]) for b in found] == [("export_utan_kallsystem", "beslut B-2")]
    register.databas = register.folder / "tomt.db"
    register("init")
    assert register.koder("importera", "ut/beslut.csv", "ut/handelser.csv", kod=3) == ["beslut_flera"]


def test_a_text_with_an_identity_number_is_warned_of_and_not_shown(register: Ejv) -> None:
    register.las_in([beslut()], [handelse("B-1", "2019-01-02", "kommentar", text=f"Ring {PERSON}")], kod=1)
    svar = register("exportera", "ut", "--json")
    assert (svar.kod, [b["kod"] for b in json.loads(svar.ut)["brister"]]) == (1, ["export_identitet"])
    assert PERSON not in svar.ut


def test_text_that_looks_like_a_formula_is_protected_in_csv_and_text_in_the_workbook(register: Ejv) -> None:
    register.las_in([beslut(enhet="+Plus")])
    register("kommentera", "B-1", '=HYPERLINK("http://a.example")', "--datum", "2019-01-02")
    register.data("exportera", "ut", "--format", "xlsx,csv")
    assert rows(register.folder / "ut" / "beslut.csv")[0]["enhet"] == "'+Plus"
    assert rows(register.folder / "ut" / "handelser.csv")[0]["text"].startswith("'=HYPERLINK")
    cell = openpyxl.load_workbook(register.folder / "ut" / "handelser.xlsx").worksheets[0]["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://a.example")')


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_the_workbooks_hold_what_the_csv_files_hold(register: Ejv) -> None:
    register.las_in([ALLT], HANDELSER_ALLA, kod=1)
    data = register.data("exportera", "ut", "--format", "csv,xlsx", "--med-personuppgifter")
    assert [Path(p).name for p in data["filer"]] == ["beslut.csv", "handelser.csv", "beslut.xlsx", "handelser.xlsx"]
    assert (data["beslut"], data["handelser"]) == (1, 20)
    for kind in ("beslut", "handelser"):
        (sheet,) = openpyxl.load_workbook(register.folder / "ut" / f"{kind}.xlsx").worksheets
        text = (register.folder / "ut" / f"{kind}.csv").read_text("utf-8-sig")
        found = [[_as_text(c.value) for c in row] for row in sheet.iter_rows()]
        assert found == list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert sheet["B2"].is_date
    beslut_sheet = openpyxl.load_workbook(register.folder / "ut" / "beslut.xlsx").worksheets[0]
    assert {c.value: c.number_format for c in beslut_sheet[2]}[PERSON] == "@"


def test_the_same_register_gives_the_same_bytes(register: Ejv) -> None:
    register.las_in([ALLT], HANDELSER_ALLA, kod=1)
    for folder in ("a", "b"):
        register.data("exportera", folder, "--format", "csv,xlsx")
    first, second = (sorted((register.folder / f).iterdir()) for f in ("a", "b"))
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


@pytest.mark.parametrize("text", ["pdf", "csv,pdf", ""])
def test_a_format_that_does_not_exist_is_wrong_usage(register: Ejv, text: str) -> None:
    assert register.koder("exportera", "ut", "--format", text, kod=2) == ["format_okant"]
    assert not (register.folder / "ut").exists()


def test_no_register_no_export(ejv: Ejv) -> None:
    assert ejv.koder("exportera", "ut", kod=4) == ["register_saknas"]


def test_a_folder_that_cannot_be_is_refused_with_a_sentence(register: Ejv) -> None:
    (register.folder / "ut").write_text("en fil", "utf-8")
    assert register.koder("exportera", "ut", kod=3) == ["utfil_fel"]


def test_a_text_that_no_cell_can_hold_refuses_the_workbooks_and_not_the_csv(register: Ejv) -> None:
    register.las_in([beslut()], [handelse("B-1", "2019-01-02", "kommentar", text="\N{GRINNING FACE}" * 17_000)])
    assert register.koder("exportera", "ut", "--format", "csv,xlsx", kod=3) == ["text_for_lang_for_excel"]
    assert not (register.folder / "ut").exists()
    assert export(register)[1][0]["text"] == "\N{GRINNING FACE}" * 17_000
