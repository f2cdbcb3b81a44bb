"""`ejv rapport yttrande`: one case as files for their owner only, the reading of the number logged, what is missing."""

import json
import os
import stat
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from korning import Ejv, beslut, handelse, pdf_text

from ejverkstallda.store.databas import open_register

PERSON = "19121212-1212"  # Skatteverket's own example
RAPPORT = ("rapport", "yttrande", "B-1", "--ut", "ut")
NAMN = "yttrande_beslut-b-1"
KOMMUN = """
[kommun]
namn = "Provkommun"
[[namnd]]
namn = "Provnämnden"
forvaltning = "Provförvaltningen"
"""
B1 = beslut(
    personnummer=PERSON,
    lagrum="9 § 4 LSS",
    verksamhetsomrade="LSS-omsorg",
    kostnad_manad="36400",
    insats="kontaktperson",
)
WHOLE = (
    handelse("B-1", "2019-01-09", "skal", skal_kod="rekrytering", ansvar="kommunen"),
    handelse("B-1", "2019-01-20", "konsekvens", text="Kommer sällan ut."),
    handelse("B-1", "2019-01-25", "atgard", text="Annonserat."),
    handelse("B-1", "2019-02-01", "erbjudande", text="Ett möte med en kontaktperson.", svar="nej"),
    handelse("B-1", "2019-02-05", "insats_under_tiden", text="Ledsagning.", fran="2019-02-06", kostnad="57500"),
    handelse("B-1", "2019-03-15", "uppfoljning", text="Behovet är oförändrat."),
    handelse("B-1", "2019-03-20", "planerad", planerat_datum="2019-09-01", text="En ny kontaktperson börjar."),
    handelse("B-1", "2019-04-12", "ivo_arende", diarienummer="3.4.2-01234/2019"),
)


@pytest.fixture
def reg(ejv: Ejv) -> Ejv:
    """A register with one nämnd that kommun.toml tells all of."""
    ejv.idag = "2019-06-20"
    assert ejv("init", "--kommun", "Provkommun", "--namnd", "Provnämnden").kod == 0
    (ejv.folder / "kommun.toml").write_text(KOMMUN, "utf-8")
    return ejv


@pytest.fixture
def ready(reg: Ejv) -> Ejv:
    """One case that nothing is missing of."""
    reg.las_in([B1], WHOLE)
    return reg


def files() -> list[str]:
    return sorted(p.name for p in Path("ut").iterdir()) if Path("ut").exists() else []


def content(ejv: Ejv, *args: str, kod: int = 0, namn: str = NAMN) -> dict[str, Any]:
    assert ejv(*RAPPORT, "--format", "json", "--skriv-over", *args).kod == kod
    made: dict[str, Any] = json.loads(Path(f"ut/{namn}.json").read_text("utf-8"))
    return made


def openings(ejv: Ejv) -> list[tuple[str, str]]:
    """Return what the log tells of the person table opened by this command: the decision's number, and what for."""
    with ejv.oppet() as connection:
        rows = connection.exec_driver_sql(
            "SELECT b.beslutsnummer, l.nytt FROM logg l JOIN beslut b ON b.id = l.beslut_id "
            "WHERE l.vad = 'person' AND l.kommando = 'rapport yttrande' ORDER BY l.id"
        ).all()
    return [(number, told) for number, told in rows]


def test_the_three_formats_for_their_owner_only(ready: Ejv) -> None:
    svar = ready(*RAPPORT, "--format", "json,docx,pdf")
    assert svar.kod == 0
    assert files() == [f"{NAMN}.docx", f"{NAMN}.json", f"{NAMN}.pdf"]
    if os.name == "posix":
        assert {stat.S_IMODE(p.stat().st_mode) for p in Path("ut").iterdir()} == {0o600}
    made = Document(str(Path(f"ut/{NAMN}.docx")))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    word = "\n".join([*(p.text for p in made.paragraphs), *cells])
    for text in (pdf_text(Path(f"ut/{NAMN}.pdf")), word):
        assert PERSON in text
        assert "Det som saknas" in text
        assert "varken en prognos eller ett råd" in text
        assert "Behovet är oförändrat." in text
    with ZipFile(BytesIO(Path(f"ut/{NAMN}.docx").read_bytes())) as archive:
        assert PERSON not in archive.read("docProps/core.xml").decode()


def test_the_sum_by_hand_in_the_file_and_the_envelope_tells_of_files_only(ready: Ejv) -> None:
    """7 months × 36 400, 11 of 30 days, less 57 500, and a quarter: see tests/domain/test_avgiftsrakning.py."""
    made = content(ready)
    fee = made["innehall"]["avgift"]
    assert (fee["rakning"]["summa"], fee["rakning"]["belopp"]) == (263_309, 263_309)
    assert fee["spann"] == {"lagst": 10_000, "hogst": 1_000_000}
    assert fee["sista_ansokningsdag"] == "2020-11-09"
    assert made["papper"] == "yttrande"
    assert "263 309" in pdf_text(made_pdf(ready)).replace("\u00a0", " ")
    data = ready.data(*RAPPORT, "--skriv-over")
    assert data == {"filer": [{"fil": str(Path("ut") / f"{NAMN}.pdf")}], "vantan": "beslut", "start": "2018-11-09"}


def made_pdf(ejv: Ejv) -> Path:
    assert ejv(*RAPPORT, "--skriv-over").kod == 0
    return Path(f"ut/{NAMN}.pdf")


def test_the_number_is_in_the_file_and_nowhere_else_and_the_reading_is_logged(ready: Ejv) -> None:
    assert openings(ready) == []
    svar = ready(*RAPPORT)
    told = svar.ut + svar.fel + ready("--json", *RAPPORT, "--skriv-over").ut + str(ready.logg())
    assert PERSON[-4:] not in told
    assert PERSON[:8] not in told
    assert "Att personnumret har lästs är loggat." in svar.ut
    assert openings(ready) == [("B-1", "läst för underlag till yttrande till IVO")] * 2
    assert ready.antal("fil") == 0  # nothing is kept


def test_where_the_log_cannot_be_written_no_file_is(ready: Ejv) -> None:
    with open_register(str(ready.databas), write=True) as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stopp BEFORE INSERT ON logg BEGIN SELECT RAISE(ABORT, 'loggen är full'); END"
        )
    assert ready(*RAPPORT).kod == 5
    assert files() == []


def test_a_file_is_replaced_only_when_asked_and_before_the_person_is_read(ready: Ejv) -> None:
    Path("ut").mkdir()
    Path(f"ut/{NAMN}.docx").write_text("mitt")
    assert ready.koder(*RAPPORT, "--format", "pdf,docx", kod=3) == ["fil_finns_redan"]
    assert (files(), openings(ready)) == ([f"{NAMN}.docx"], [])
    assert ready(*RAPPORT, "--format", "docx", "--skriv-over").kod == 0
    assert Path(f"ut/{NAMN}.docx").read_bytes()[:2] == b"PK"


def test_the_same_case_makes_the_same_bytes(ready: Ejv) -> None:
    assert ready(*RAPPORT, "--format", "pdf,docx,json").kod == 0
    first = {p.name: p.read_bytes() for p in Path("ut").iterdir()}
    assert ready(*RAPPORT, "--format", "pdf,docx,json", "--skriv-over").kod == 0
    assert {p.name: p.read_bytes() for p in Path("ut").iterdir()} == first


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("B1", "Menade du B-1?"), ("b-1", "Menade du B-1?"), ("B1-", "Menade du B-1?"), ("X-9", "ejv beslut lista")],
)
def test_an_unknown_number_is_refused_with_a_suggestion(ready: Ejv, asked: str, hint: str) -> None:
    svar = ready("rapport", "yttrande", asked, "--ut", "ut")
    assert svar.kod == 3
    assert hint in " ".join(svar.fel.split())
    assert files() == []


def test_a_number_that_looks_like_a_persons_is_not_repeated(ready: Ejv) -> None:
    svar = ready("rapport", "yttrande", PERSON, "--ut", "ut")
    assert svar.kod == 3
    assert "1212" not in svar.ut + svar.fel


def test_what_is_missing_is_counted_named_and_stands_first(reg: Ejv) -> None:
    reg.las_in([beslut(lag="SoL", insats="hemtjänst")], [handelse("B-1", "2019-02-05", "insats_under_tiden")])
    svar = reg(*RAPPORT)
    assert svar.kod == 1
    assert "Uppgifter som saknas: 10." in svar.ut
    assert "loggat" not in svar.ut
    found = reg.json(*RAPPORT, "--skriv-over", kod=1)["brister"]
    assert [(b["kod"], b["allvar"]) for b in found] == [
        ("yttrande_uppgift_saknas", "varning"),
        ("kostnad_saknas", "varning"),
        ("insatskostnad_saknas", "varning"),
    ]
    assert found[0]["text"].startswith(
        "Underlaget för yttrande saknar IVO:s ärendenummer, personnummer, lagrum, skäl till dröjsmålet, vad väntan "
        "betyder för den enskilde, åtgärder för att verkställa, kostnad för insatsen antecknad 2019-02-05, "
        "uppföljning av behovet, plan för verkställighet med datum och kommunens beräknade kostnad för insatsen."
    )
    text = pdf_text(Path(f"ut/{NAMN}.pdf"))
    assert text.index("Det som saknas") < text.index("Ärendet")
    made = content(reg, kod=1)["innehall"]
    assert made["avgift"]["rakning"] is None
    assert made["avgift"]["spann"]["lagst"] == 10_000


def test_the_remedies_work(reg: Ejv) -> None:
    """Both costs are registered as the findings say, and the sum is there."""
    reg.las_in([beslut()], [handelse("B-1", "2019-02-05", "insats_under_tiden")])
    found = {b["kod"]: b for b in reg.json(*RAPPORT, kod=1)["brister"]}
    number = found["insatskostnad_saknas"]["plats"].split("händelse ")[1].split(" ")[0]
    assert reg("ratta", "B-1", "--kostnad-manad", "36400").kod == 0
    assert reg("ratta", "B-1", "--handelse", number, "--kostnad", "57 500").kod == 0
    assert content(reg, kod=1)["innehall"]["avgift"]["rakning"]["summa"] == 263_309


def test_only_an_insats_meanwhile_has_a_cost(ready: Ejv) -> None:
    number = next(h["id"] for h in ready.data("beslut", "visa", "B-1")["handelser"] if h["slag"] == "atgard")
    assert ready.koder("ratta", "B-1", "--handelse", str(number), "--kostnad", "5", kod=2) == ["falt_hor_inte_hit"]


def test_the_open_wait_is_chosen_or_the_one_asked_for(ready: Ejv) -> None:
    ready.las_in(
        [],
        [
            handelse("B-1", "2019-04-01", "verkstalld"),
            handelse("B-1", "2019-05-01", "avbrott", text="Kontaktpersonen slutade."),
        ],
    )
    svar = ready(*RAPPORT)
    assert "Gäller väntan från avbrottet 2019-05-01 (pågår)." in svar.ut
    assert files() == [f"{NAMN}_avbrott-2019-05-01.pdf"]
    svar = ready(*RAPPORT, "--vantan-start", "2018-11-09")
    assert "Gäller väntan från beslutet 2018-11-09 (verkställt 2019-04-01)." in svar.ut
    assert files() == [f"{NAMN}.pdf", f"{NAMN}_avbrott-2019-05-01.pdf"]
    assert "Kontaktpersonen slutade." not in pdf_text(Path(f"ut/{NAMN}.pdf"))
    (fault,) = ready.json(*RAPPORT, "--vantan-start", "2019-01-01", kod=3)["brister"]
    assert fault["kod"] == "vantan_saknas"
    assert "Välj 2018-11-09 och 2019-05-01 med --vantan-start." in fault["text"]
    ready.las_in([], [handelse("B-1", "2019-06-01", "aterupptagen")])
    assert "avbrottet 2019-05-01 (återupptaget 2019-06-01)." in ready(*RAPPORT, "--skriv-over").ut


def test_wrong_usage(ready: Ejv) -> None:
    assert ready.koder("rapport", "yttrande", "B-1", kod=2) == ["ut_saknas"]
    assert ready.koder(*RAPPORT, "--format", "xlsx", kod=2) == ["format_okant"]
    assert ready.koder(*RAPPORT, "--vantan-start", "i går", kod=2) == ["datum_ogiltigt"]
    assert ready("makulera", "B-1", "--skal", "Fel person.").kod == 0
    assert ready.koder(*RAPPORT, kod=3) == ["beslut_makulerat"]


def test_one_of_two_source_systems(reg: Ejv) -> None:
    reg.las_in([beslut(kallsystem="Gamla"), beslut(kallsystem="Nya", insats="ledsagarservice")])
    assert reg.koder(*RAPPORT, kod=3) == ["beslut_flera"]
    assert reg(*RAPPORT, "--kallsystem", "Nya", "--format", "json").kod == 1
    (name,) = files()
    made = json.loads((Path("ut") / name).read_text("utf-8"))
    assert made["innehall"]["arende"]["insats"] == "ledsagarservice"


def test_a_letter_that_the_typeface_lacks_is_told_for_the_pdf_only(ready: Ejv) -> None:
    ready.las_in([], [handelse("B-1", "2019-03-21", "atgard", text="Tecknet \u4e00.")])
    assert "tecken_saknas" in ready.koder(*RAPPORT, kod=1)
    assert ready.koder(*RAPPORT, "--format", "docx") == []


@pytest.mark.parametrize("pair", [("K-2", "K 2"), ("Å1", "A1"), ("B-7", "b-7"), ("***", "---")])
def test_two_numbers_never_share_a_file(reg: Ejv, pair: tuple[str, str]) -> None:
    """What a file's name cannot hold would make the paper of one person replace that of another."""
    reg.las_in([beslut(nr) for nr in pair])
    for nr in pair:
        assert reg("rapport", "yttrande", "--ut", "ut", "--", nr).kod == 1
    made = files()
    assert len({name.casefold() for name in made}) == 2
    for nr in pair:
        assert reg("rapport", "yttrande", "--ut", "ut", "--skriv-over", "--", nr).kod == 1
    assert files() == made


def test_the_same_number_in_two_systems_has_two_files(reg: Ejv) -> None:
    reg.las_in([beslut("B-1", kallsystem="Ena"), beslut("B-1", kallsystem="Andra")])
    for system in ("Ena", "Andra"):
        assert reg(*RAPPORT, "--kallsystem", system).kod == 1
    assert len(files()) == 2


def test_an_insats_that_ends_before_it_begins_is_found_at_import_and_put_right(ready: Ejv) -> None:
    """500 000 kronor from 2025-06-01 to 2025-05-01 was subtracted; now it is told of, and can be corrected."""
    wrong = handelse(
        "B-1",
        "2019-05-02",
        "insats_under_tiden",
        fran="2019-05-01",
        till="2019-04-01",
        kostnad="500000",
        text="Boende.",
    )
    assert [b["kod"] for b in ready.las_in(handelser=[wrong], kod=1)["brister"]] == ["insatstid_bakat"]
    assert content(ready, kod=1)["innehall"]["avgift"]["rakning"] is None
    with ready.oppet() as connection:
        (number,) = connection.exec_driver_sql("SELECT id FROM handelse WHERE kostnad = 500000").one()
    change = ("ratta", "B-1", "--handelse", str(number))
    assert ready.koder(*change, "--till", "2019-04-30", kod=3) == ["insatstid_bakat"]
    assert ready.koder(*change, "--till", "2019-05-31") == []
    # 254 800 + 13 347 − 57 500 − 500 000 leaves nothing.
    assert content(ready)["innehall"]["avgift"]["rakning"]["skillnad"] == -289_353


def test_a_number_in_the_format_is_not_repeated(ready: Ejv) -> None:
    svar = ready(*RAPPORT, "--format", PERSON)
    assert svar.kod == 2
    assert PERSON[-4:] not in svar.ut + svar.fel
