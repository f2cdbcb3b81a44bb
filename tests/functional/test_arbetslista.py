"""`ejv arbetslista`: the waiting cases of somebody, in a workbook to answer."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from korning import Ejv, beslut, handelse
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ejverkstallda.app.arbetslista import worklist_rows
from ejverkstallda.app.arbetslista_fil import ANSVAR_VAL, SKAL_VAL, write_worklist
from ejverkstallda.domain.beslut import Ansvar, SkalKod
from ejverkstallda.readers.tabell import fold

KNOWN = [
    *("Beslutsnummer", "Källsystem", "Insats", "Beslutsdatum", "Väntar sedan", "Gränsdag", "Dagar"),
    *("Senaste kommentar", "Vad som saknas", "Lista"),
]
ASKED = [
    *("Kommentar", "Kommentarsdatum", "Skäl", "Ansvar", "Erbjudande datum", "Erbjudande", "Svar", "Svarsdatum"),
    *("Insatsen började", "Åtgärd", "Åtgärdsdatum", "Besvarad av"),
]
PERSON = "19121212-1212"  # Skatteverket's own example
TODAY = "2019-05-13"


def sheets(path: Path) -> tuple[Worksheet, Worksheet]:
    """The list and its instructions."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Arbetslista", "Så här gör du"]
    return book["Arbetslista"], book["Så här gör du"]


def read(path: Path) -> list[dict[str, Any]]:
    sheet, _ = sheets(path)
    header, *rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert header == KNOWN + ASKED
    return [{k: v for k, v in zip(KNOWN + ASKED, row, strict=True) if v is not None} for row in rows]


def make(ejv: Ejv, *args: str, idag: str = TODAY, kod: int = 0) -> list[dict[str, Any]]:
    ejv.data("arbetslista", "--ut", "lista.xlsx", "--skriv-over", *args, idag=idag, kod=kod)
    return read(ejv.folder / "lista.xlsx")


def numbers(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [r["Beslutsnummer"] for r in rows]


def lacking(ejv: Ejv, *args: str, idag: str = TODAY) -> str:
    (row,) = make(ejv, *args, idag=idag)
    return str(row["Vad som saknas"])


def test_a_case_is_on_the_list_with_what_is_known_of_it(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-11-09", kallsystem="Omsorgen")],
        [
            handelse("B-1", "2019-02-01", "kommentar", text="Äldre."),
            handelse("B-1", "2019-04-02", "kommentar", text="Söker plats."),
        ],
    )
    (row,) = make(register)
    assert re.fullmatch("2019-05-13 [0-9a-f]{6}", str(row.pop("Lista")))
    assert [row] == [
        {
            "Beslutsnummer": "B-1",
            "Källsystem": "Omsorgen",
            "Insats": "kontaktperson",
            "Beslutsdatum": datetime(2018, 11, 9),  # noqa: DTZ001 — a day, as openpyxl gives it
            "Väntar sedan": datetime(2018, 11, 9),  # noqa: DTZ001
            "Gränsdag": datetime(2019, 2, 9),  # noqa: DTZ001
            "Dagar": 185,  # 21 days of November, 31, 31, 28, 31, 30, and 13 of May
            "Senaste kommentar": "2019-04-02 Söker plats.",
            "Vad som saknas": "Skäl till dröjsmålet; åtgärd eller erbjudande (inget på 60 dagar).",
        }
    ]


def test_the_most_urgent_comes_first(register: Ejv) -> None:
    register.las_in([beslut("B-2", "2018-11-09"), beslut("B-1", "2018-11-09"), beslut("B-3", "2018-10-01")])
    assert numbers(make(register)) == ["B-3", "B-1", "B-2"]


# Decided 2019-03-12: gränsdag 2019-06-12, thirty days after 2019-05-13. An offer on the way leaves nothing lacking.
@pytest.mark.parametrize(("datum", "there"), [("2019-03-12", True), ("2019-03-13", False)])
def test_a_case_near_its_gransdag_is_on_the_list_though_nothing_is_lacking(
    register: Ejv,
    datum: str,
    there: bool,  # noqa: FBT001 — expected value
) -> None:
    register.las_in([beslut("B-1", datum)], [handelse("B-1", "2019-05-10", "erbjudande", text="Plats.")])
    rows = make(register)
    assert bool(rows) is there
    assert [r["Vad som saknas"] for r in rows] == ["Inget saknas. Har något hänt?"] * there


def test_a_case_far_from_its_gransdag_is_on_the_list_when_an_offer_waits(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2019-03-20")], [handelse("B-1", "2019-04-01", "erbjudande", text="Plats.")])
    assert lacking(register) == "Svar på erbjudandet 2019-04-01."


def test_what_is_lacking_is_said_and_no_longer_when_it_is_there(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09")], [handelse("B-1", "2019-02-20", "erbjudande", text="Plats.")])
    assert lacking(register) == (
        "Kommentar för kvartal 2 2019; svar på erbjudandet 2019-02-20; skäl till dröjsmålet; "
        "åtgärd eller erbjudande (inget på 60 dagar)."
    )
    register("kommentera", "B-1", "Läget.")
    register("svar", "B-1", "nej")
    register("skal", "B-1", "tackat_nej", "Tackade nej.")
    register("atgard", "B-1", "Söker annan plats.")
    assert lacking(register) == "Inget saknas. Har något hänt?"


def test_a_reported_case_still_waits(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09")])
    register.stang("2019Q1")
    assert numbers(make(register)) == ["B-1"]


def test_what_has_ended_or_is_outside_the_duty_is_not_asked_about(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-11-09"), beslut("B-2", "2018-11-09", ursprung="dom"), beslut("B-3", "2018-11-09")],
        [handelse("B-1", "2019-05-01", "verkstalld"), handelse("B-3", "2019-05-01", "avslutad")],
    )
    assert make(register) == []


def test_an_avbrott_waits_from_its_own_day(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-01-02")],
        [handelse("B-1", "2018-02-01", "verkstalld"), handelse("B-1", "2019-01-15", "avbrott")],
    )
    (row,) = make(register)
    assert [row[k].date().isoformat() for k in ("Beslutsdatum", "Väntar sedan", "Gränsdag")] == [
        "2018-01-02",
        "2019-01-15",
        "2019-04-15",
    ]


def test_the_list_is_somebodys(ejv: Ejv) -> None:
    ejv("init", "--kommun", "Prov", "--namnd", "A-nämnden", "--namnd", "B-nämnden")
    ejv.las_in(
        [
            beslut("B-1", handlaggare="Ada", enhet="Öst", namnd="A-nämnden"),
            beslut("B-2", handlaggare="Ada", enhet="Väst", namnd="B-nämnden"),
            beslut("B-3", handlaggare="Bo", enhet="Öst", namnd="A-nämnden"),
            beslut("B-4", namnd="A-nämnden"),
        ]
    )
    assert numbers(make(ejv)) == ["B-1", "B-2", "B-3", "B-4"]
    assert numbers(make(ejv, "--handlaggare", " ada ")) == ["B-1", "B-2"]
    assert numbers(make(ejv, "--enhet", "öst")) == ["B-1", "B-3"]
    assert numbers(make(ejv, "--handlaggare", "Ada", "--enhet", "Öst")) == ["B-1"]
    assert numbers(make(ejv, "--namnd", "b-nämnden")) == ["B-2"]


def test_somebody_that_no_decision_has_is_refused_with_the_nearest(register: Ejv) -> None:
    register.las_in([beslut("B-1", handlaggare="Ada Ek", enhet="Öst")])
    svar = register("arbetslista", "--handlaggare", "Ada Eek", "--ut", "lista.xlsx")
    assert (svar.kod, "Menade du Ada Ek?" in svar.fel) == (3, True)
    assert register.koder("arbetslista", "--enhet", "Norr", "--ut", "lista.xlsx", kod=3) == ["filter_okant"]
    assert not (register.folder / "lista.xlsx").exists()


def test_no_case_is_a_file_that_says_so(register: Ejv) -> None:
    """A list that is made for everybody every month must not stop at whoever has nothing to do."""
    register.las_in([beslut("B-1", handlaggare="Ada")], [handelse("B-1", "2018-12-01", "verkstalld")])
    svar = register("arbetslista", "--handlaggare", "Ada", "--ut", "lista.xlsx")
    assert (svar.kod, svar.ut.splitlines()[0]) == (0, "Inga ärenden väntar; lista.xlsx säger det.")
    book = openpyxl.load_workbook(register.folder / "lista.xlsx")
    assert book.active is not None
    assert book.active.title == "Så här gör du"
    assert book["Så här gör du"]["A2"].value == (
        f"Inga ärenden väntar för Ada. Läget är det som gällde {TODAY}. Du behöver inte göra något."
    )
    assert read(register.folder / "lista.xlsx") == []


def test_what_is_asked_is_open_and_what_is_known_is_locked(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2")])
    make(register)
    sheet, guide = sheets(register.folder / "lista.xlsx")
    assert sheet.protection.sheet
    assert guide.protection.sheet
    assert sheet.protection.password is None
    for row in (2, 3):
        locked = [c.protection.locked for c in sheet[row]]
        assert locked == [True] * len(KNOWN) + [False] * len(ASKED)
    assert all(c.protection.locked for c in [*sheet[1], *sheet[4], *guide["A"]])
    assert sheet.freeze_panes == "B2"
    formats = dict(zip(KNOWN + ASKED, (c.number_format for c in sheet[2]), strict=True))
    assert {formats[k] for k in formats if "datum" in k.casefold() or k in {"Gränsdag", "Insatsen började"}} == {
        "yyyy-mm-dd"
    }
    assert {formats[k] for k in ("Beslutsnummer", "Kommentar", "Erbjudande", "Åtgärd", "Besvarad av")} == {"@"}


def test_answers_are_chosen_and_days_are_held_to_what_can_be(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2")])
    make(register)
    sheet, _ = sheets(register.folder / "lista.xlsx")
    column = {c.value: get_column_letter(at) for at, c in enumerate(sheet[1], start=1)}
    held = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    for rubrik, words in (("Skäl", SKAL_VAL), ("Ansvar", ANSVAR_VAL), ("Svar", ("Ja", "Nej"))):
        found = held[f"{column[rubrik]}2:{column[rubrik]}3"]
        assert (found.type, found.formula1) == ("list", f'"{",".join(words)}"')
    days = [r for r in ASKED if "datum" in r.casefold() or r == "Insatsen började"]
    assert len(days) == 5
    for rubrik in days:
        found = held[f"{column[rubrik]}2:{column[rubrik]}3"]
        assert (found.type, found.formula1, found.formula2) == ("date", "$D2", "TODAY()")
    assert column["Beslutsdatum"] == "D"
    assert "Tomt betyder dagen då listan läses in" in str(
        held[f"{column['Svarsdatum']}2:{column['Svarsdatum']}3"].prompt
    )
    assert "Tomt" not in str(held[f"{column['Insatsen började']}2:{column['Insatsen började']}3"].prompt)


def test_every_code_has_one_word_to_choose_and_no_two_fold_alike() -> None:
    assert len({fold(w) for w in SKAL_VAL}) == len(SkalKod)
    assert len({fold(w) for w in ANSVAR_VAL}) == len(Ansvar)
    assert not any("," in word for word in (*SKAL_VAL, *ANSVAR_VAL))  # a comma parts the words of a drop-down


def test_no_identity_number_and_no_formula_goes_out(register: Ejv) -> None:
    register.las_in([beslut("B-1", personnummer=PERSON), beslut("B-2", insats="=1+1")])
    register("kommentera", "B-1", f"Ring {PERSON}.")
    register("kommentera", "B-2", "=HYPERLINK(1)")
    found = register.json("arbetslista", "--ut", "lista.xlsx", kod=1)
    assert [(b["kod"], b["plats"]) for b in found["brister"]] == [("identitet_skriven", "beslut B-1")]
    first, second = read(register.folder / "lista.xlsx")
    assert first["Senaste kommentar"] == "(Texten visas inte: den ser ut att innehålla ett personnummer.)"
    assert (second["Insats"], second["Senaste kommentar"]) == ("=1+1", f"{TODAY} =HYPERLINK(1)")
    sheet, _ = sheets(register.folder / "lista.xlsx")
    assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert PERSON not in str(list(sheet.values))


def test_a_long_comment_is_shortened(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    register("kommentera", "B-1", "ord " * 300)
    (row,) = make(register)
    assert len(row["Senaste kommentar"]) <= 500
    assert row["Senaste kommentar"].endswith("…")


def test_a_file_that_may_hold_answers_is_not_written_over(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    (register.folder / "lista.xlsx").write_bytes(b"svar")
    assert register.koder("arbetslista", "--ut", "lista.xlsx", kod=3) == ["fil_finns_redan"]
    assert (register.folder / "lista.xlsx").read_bytes() == b"svar"
    assert register("arbetslista", "--ut", "lista.xlsx", "--skriv-over").kod == 0


@pytest.mark.parametrize(("args", "kod"), [(["--ut", "lista.xls"], "filnamn_ej_xlsx"), ([], "ut_saknas")])
def test_a_file_that_is_no_workbook_is_wrong_usage(register: Ejv, args: list[str], kod: str) -> None:
    assert register.koder("arbetslista", *args, kod=2) == [kod]


def test_the_same_day_gives_the_same_bytes_and_the_file_is_its_owners(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2")])
    for name in ("a.xlsx", "b.xlsx"):
        assert register.data("arbetslista", "--ut", name)["arenden"][0]["beslutsnummer"] == "B-1"
    first, second = (register.folder / n for n in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600


def test_cases_gone_from_a_care_systems_list_are_asked_whether_the_insats_has_begun(register: Ejv) -> None:
    """Whatever they lack, watched or not: also a dom, and one whose gränsdag is far."""
    register.las_in(
        [
            beslut("B-1", "2018-11-09"),
            beslut("B-2", "2018-11-10", ursprung="dom"),
            beslut("B-3", "2019-05-01"),
            beslut("B-4", "2018-11-12"),
            beslut("B-5", "2018-11-13"),
        ],
        [handelse("B-4", "2019-01-02", "verkstalld")],
    )
    with register.oppet() as connection:
        lista, brister = worklist_rows(connection, date(2019, 5, 13), beslut_ids={1, 2, 3, 4})
    assert brister == ()
    write_worklist(register.folder / "borta.xlsx", lista, ask="verkstalld")
    rows = read(register.folder / "borta.xlsx")
    assert numbers(rows) == ["B-1", "B-2", "B-3"]
    assert {r["Vad som saknas"] for r in rows} == {
        "Finns inte längre i verksamhetssystemets lista. Har insatsen börjat, och i så fall vilken dag?"
    }
    _, guide = sheets(register.folder / "borta.xlsx")
    assert "de som inte längre finns i verksamhetssystemets lista" in str(guide["A2"].value)


def test_a_list_that_comes_back_unanswered_says_so(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09")])
    make(register)
    (told,) = [b for b in register.json("importera", "lista.xlsx")["brister"] if b["kod"] == "arbetslista_obesvarad"]
    assert told["plats"] == "lista.xlsx"
    assert told["text"].startswith("Arbetslistan har inga svar")
