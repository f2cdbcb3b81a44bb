"""`ejv rapport ivo`: the individrapporter as files, whose numbers are in them and nowhere else, and the log of it."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from korning import Ejv, beslut, handelse, pdf_text
from pypdf import PdfReader

from ejverkstallda.store.databas import open_register

PERSON = "19121212-1212"  # Skatteverket's own example
COORDINATION = "19121272-1219"  # the same day of birth plus sixty
SUBSTITUTE = "20101010-T123"
RAPPORT = ("rapport", "ivo", "2019Q1", "--ut", "ut")
IDAG = "2019-04-15"
LSS = "ivo_2019Q1_LSS"
KOMMUN = """
[kommun]
namn = "Provkommun"
[[namnd]]
namn = "Provnämnden"
forvaltning = "Provförvaltningen"
rapportor = { namn = "Vera Exempelsson", titel = "systemförvaltare" }
"""
WHOLE = {"lagrum": "9 § 4 LSS", "verksamhetsomrade": "LSS-omsorg"}
SKAL = handelse("B-1", "2019-01-09", "skal", skal_kod="rekrytering", ansvar="kommunen")


@pytest.fixture
def reg(ejv: Ejv) -> Ejv:
    """A register with one nämnd that kommun.toml tells all of; today is within the reporting days."""
    ejv.idag = IDAG
    assert ejv("init", "--kommun", "Provkommun", "--namnd", "Provnämnden").kod == 0
    (ejv.folder / "kommun.toml").write_text(KOMMUN, "utf-8")
    return ejv


@pytest.fixture
def ready(reg: Ejv) -> Ejv:
    """One new decision about Tolvan, that nothing is missing of."""
    reg.las_in([beslut("B-1", personnummer=PERSON, **WHOLE)], [SKAL])
    return reg


def files() -> list[str]:
    return sorted(p.name for p in Path("ut").iterdir()) if Path("ut").exists() else []


def make(ejv: Ejv, *args: str, kod: int = 0, idag: str | None = None) -> dict[str, Any]:
    """Make PDF and JSON of LSS, hold that the envelope tells of the files only, and return the JSON's content."""
    answer = ejv.json(*RAPPORT, "--lag", "LSS", "--format", "json,pdf", "--skriv-over", *args, kod=kod, idag=idag)
    assert set(answer["data"]) == {"filer"}
    assert all(list(f) == ["fil"] for f in answer["data"]["filer"])
    (found,) = (f["fil"] for f in answer["data"]["filer"] if f["fil"].endswith(".json"))
    made: dict[str, Any] = json.loads(Path(found).read_text("utf-8"))
    return made


def sheets(made: dict[str, Any]) -> list[tuple[str, str]]:
    return [(r["slag"], r["beslutsnummer"]) for r in made["innehall"]["individrapporter"]]


def openings(ejv: Ejv) -> list[tuple[str, str]]:
    """Return what the log tells of the person table opened: the decision's number, and what for."""
    with ejv.oppet() as connection:
        rows = connection.exec_driver_sql(
            "SELECT b.beslutsnummer, l.nytt FROM logg l JOIN beslut b ON b.id = l.beslut_id "
            "WHERE l.vad = 'person' AND l.gammalt IS NULL AND l.av = 'provaren' AND l.kommando = 'rapport ivo' "
            "ORDER BY l.id"
        ).all()
    return [(number, told) for number, told in rows]


def test_one_file_per_law_that_has_a_decision_for_its_owner_only(ready: Ejv) -> None:
    ready.las_in([beslut("B-2", lag="SoL", insats="hemtjänst", lagrum="4 kap. 1 § SoL", verksamhetsomrade="ÄO")])
    svar = ready(*RAPPORT)
    assert svar.kod == 1
    assert files() == ["ivo_2019Q1_LSS.pdf", "ivo_2019Q1_SoL.pdf"]
    if os.name == "posix":
        assert {stat.S_IMODE(p.stat().st_mode) for p in Path("ut").iterdir()} == {0o600}
    assert "B-2" not in pdf_text(Path("ut/ivo_2019Q1_LSS.pdf"))
    assert ready(*RAPPORT, "--lag", "sol", "--skriv-over").kod == 1


def test_the_pdf_holds_what_the_model_holds(ready: Ejv) -> None:
    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, held in value.items():
                # A block's kind and style are told by how it looks, not in words.
                if not isinstance(held, str) or key not in {"block", "justering", "stil", "sprak"}:
                    yield from texts(held)
        elif isinstance(value, list):
            for held in value:
                yield from texts(held)
        elif isinstance(value, str):
            yield value

    made = make(ready)
    shown = "".join(pdf_text(Path(f"ut/{LSS}.pdf")).replace("\u00ad", "").split())
    wanted = list(texts(made["dokument"]))
    assert len(wanted) > 80
    assert [text for text in wanted if "".join(text.split()) not in shown] == []
    assert shown.count("INNEHÅLLERSEKRETESSBELAGDAPERSONUPPGIFTER") == int(shown.split("1(")[1].split(")")[0])


def test_the_numbers_are_in_the_files_and_nowhere_else(reg: Ejv) -> None:
    reg.las_in(
        [
            beslut("B-1", personnummer=PERSON, skyddad="ja", **WHOLE),
            beslut("B-2", personnummer=SUBSTITUTE, **WHOLE),
            beslut("B-3", personnummer=COORDINATION, **WHOLE),
            beslut("B-4", kon="K"),
        ]
    )
    svar = reg(*RAPPORT)
    text = pdf_text(Path(f"ut/{LSS}.pdf"))
    assert all(number in text for number in (PERSON, SUBSTITUTE, COORDINATION))
    assert "Samordningsnummer" in text
    assert "Ersättningsnummer (i stället för personnummer)" in text
    assert "SKYDDADE PERSONUPPGIFTER" in text
    envelope = reg("--json", *RAPPORT, "--format", "json", "--skriv-over").ut
    told = svar.ut + svar.fel + envelope + str(reg.logg())
    assert not any(number[-4:] in told or number[:8] in told for number in (PERSON, SUBSTITUTE, COORDINATION))
    said = {r["beslutsnummer"]: r for r in make(reg, kod=1)["innehall"]["individrapporter"]}
    # Third of the four: 1 in 1212 and 1219, odd; 2 in T123, even; without a number the register's own.
    assert [said[f"B-{n}"]["kon"] for n in range(1, 5)] == ["M", "K", "M", "K"]
    assert said["B-1"]["identitet"] == {"nummer": PERSON, "slag": "personnummer"}
    assert said["B-4"]["identitet"] is None


def test_each_opening_is_logged_by_decision_and_without_the_number(ready: Ejv) -> None:
    ready.las_in([beslut("B-2"), beslut("B-3", "2019-03-01", personnummer=COORDINATION)])
    assert openings(ready) == []
    make(ready, kod=1)
    told = ("B-1", "läst för individrapport till IVO, 2019Q1")
    assert openings(ready) == [told]  # B-2 has no number, B-3 no sheet
    make(ready, "--beslut", "B-1")
    assert openings(ready) == [told, told]


def test_the_list_and_what_is_refused_open_nothing(ready: Ejv) -> None:
    make(ready)
    before = len(ready.logg())
    assert ready("rapport", "ivo", "2019Q1", "--som", "lista").kod == 0
    assert ready.koder(*RAPPORT, kod=3) == ["fil_finns_redan"]
    assert ready.koder(*RAPPORT, "--beslut", "B-9", kod=3) == ["inget_att_rapportera"]
    assert len(ready.logg()) == before


def test_a_file_is_replaced_only_when_asked(ready: Ejv) -> None:
    Path("ut").mkdir()
    Path(f"ut/{LSS}.pdf").write_text("mitt")
    svar = ready(*RAPPORT)
    assert (svar.kod, Path(f"ut/{LSS}.pdf").read_text()) == (3, "mitt")
    assert "--skriv-over" in svar.fel
    assert ready(*RAPPORT, "--skriv-over").kod == 0
    assert PERSON in pdf_text(Path(f"ut/{LSS}.pdf"))


def test_where_the_log_cannot_be_written_no_file_is(ready: Ejv) -> None:
    with open_register(str(ready.databas), write=True) as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stopp BEFORE INSERT ON logg BEGIN SELECT RAISE(ABORT, 'loggen är full'); END"
        )
    svar = ready(*RAPPORT)
    assert svar.kod == 5
    assert PERSON not in svar.ut + svar.fel
    assert files() == []


def test_a_file_that_cannot_be_written_leaves_none(ready: Ejv) -> None:
    Path(f"ut/{LSS}.json").mkdir(parents=True)
    assert ready.koder(*RAPPORT, "--format", "pdf,json", "--skriv-over", kod=3) == ["utfil_fel"]
    assert files() == [f"{LSS}.json"]
    assert len(openings(ready)) == 1  # it was opened, and that is told


def test_kinds_of_sheets(reg: Ejv) -> None:
    """New; new and ended, two sheets; a partial execution; an avbrott; one reported before; one that has ended."""
    old = "2018-06-01"
    reg.las_in(
        [
            *(beslut(n, **WHOLE) for n in ("N-1", "N-2", "N-3")),
            beslut("I-1", "2018-01-10", **WHOLE),
            *(beslut(n, old, **WHOLE) for n in ("K-1", "A-1")),
            beslut("D-1", ursprung="dom", **WHOLE),
            beslut("U-1", lagrum="9 a § LSS"),
        ],
        [
            handelse("N-2", "2019-04-01", "verkstalld", text="Insatsen började."),
            handelse("N-3", "2019-01-01", "delvis_verkstalld", text="Kvällarna saknas."),
            handelse("I-1", "2018-02-01", "verkstalld"),
            handelse("I-1", "2018-12-01", "avbrott", text="Kontaktpersonen slutade."),
            *(handelse(n, "2018-12-31", "rapporterad") for n in ("K-1", "A-1")),
            handelse("A-1", "2019-04-02", "avslutad", orsak="ersatt"),
        ],
    )
    made = make(reg, kod=1)
    assert sheets(made) == [
        *(("nytt", n) for n in ("N-1", "N-2", "N-3")),
        ("avbrott", "I-1"),
        ("aterrapport", "K-1"),
        ("verkstallt", "N-2"),
        ("avslutat", "A-1"),
    ]
    reports = {(r["slag"], r["beslutsnummer"]): r for r in made["innehall"]["individrapporter"]}
    assert reports["nytt", "N-3"]["ej_verkstalld_del"] == {"datum": "2019-01-01", "text": "Kvällarna saknas."}
    assert reports["avbrott", "I-1"]["avbrottsdatum"] == "2018-12-01"
    assert reports["verkstallt", "N-2"]["slut"] == {"slag": "verkstalld", "datum": "2019-04-01", "orsak": None}
    assert reports["avslutat", "A-1"]["slut"] == {"slag": "avslutad", "datum": "2019-04-02", "orsak": "ersatt"}
    assert "Om slutet Insatsen började." in pdf_text(Path(f"ut/{LSS}.pdf"))


def test_it_is_made_as_of_today_whatever_has_been_closed(ready: Ejv) -> None:
    ready.stang("2019Q1", idag="2019-04-01")
    ready("verkstall", "B-1", "--datum", "2019-04-10")
    assert sheets(make(ready)) == [("nytt", "B-1"), ("verkstallt", "B-1")]
    assert ready.antal("fil") == 0  # nothing is kept with the quarter


def test_what_is_missing_is_found_sheet_by_sheet(reg: Ejv) -> None:
    reg.las_in(
        [beslut("B-1", personnummer=PERSON, **WHOLE), beslut("B-2"), beslut("B-3", personnummer=PERSON, **WHOLE)],
        [
            SKAL,
            handelse("B-3", "2019-01-09", "skal", text="Kön är lång."),
            handelse("B-3", "2019-02-01", "erbjudande", text="En plats."),
        ],
    )
    found = reg.json(*RAPPORT, kod=1)["brister"]
    new = "Individrapporten (nytt ej verkställt beslut)"
    assert [(b["kod"], b["allvar"], b["plats"], b["text"].split(". ")[0]) for b in found] == [
        (
            *("ivo_uppgift_saknas", "varning", "beslut B-2"),
            f"{new} saknar personnummer, lagrum, verksamhetsområde och skäl till dröjsmålet",
        ),
        (
            *("ivo_uppgift_saknas", "varning", "beslut B-3"),
            f"{new} saknar svar på erbjudandet 2019-02-01",
        ),
    ]


def test_who_reports_is_asked_for(ready: Ejv) -> None:
    (ready.folder / "kommun.toml").unlink()
    (found,) = ready.json(*RAPPORT, kod=1)["brister"]
    assert (found["kod"], found["plats"]) == ("ivo_avsandare_saknas", "Provnämnden")
    assert found["text"].startswith("Individrapporterna saknar förvaltning och rapportör.")


def test_what_is_sent_is_listed_and_has_a_sheet_only_when_asked(ready: Ejv) -> None:
    ready.las_in([beslut("B-2", personnummer=COORDINATION, **WHOLE)])
    assert ready("kvartal", "markera", "2019Q1", "ivo", "--beslut", "B-2", "--datum", "2019-04-10").kod == 0
    made = make(ready)
    assert sheets(made) == [("nytt", "B-1")]
    sent = [{"beslutsnummer": "B-2", "slag": "nytt", "skickad": "2019-04-10"}]
    assert made["innehall"]["redan_skickade"] == sent
    assert [number for number, _ in openings(ready)] == ["B-1"]
    assert COORDINATION not in Path(f"ut/{LSS}.json").read_text("utf-8")
    again = make(ready, "--alla", kod=1)
    assert sheets(again) == [("nytt", "B-1"), ("nytt", "B-2")]
    assert again["innehall"]["redan_skickade"] == sent
    assert ready.koder(*RAPPORT, "--beslut", "B-2", kod=3) == ["inget_att_rapportera"]


def test_when_all_is_sent_no_file_is_written_and_a_sentence_says_so(ready: Ejv) -> None:
    assert ready("kvartal", "markera", "2019Q1", "ivo").kod == 0
    svar = ready(*RAPPORT)
    assert svar.kod == 0
    assert files() == []
    assert "Inget att rapportera för 2019Q1 (Provnämnden, LSS): den enda rapporten är redan markerad" in svar.ut
    assert "sekretessbelagda" not in svar.ut
    assert openings(ready) == []


def test_a_quarter_with_nothing_to_report_has_no_file(reg: Ejv) -> None:
    svar = reg(*RAPPORT)
    assert (svar.kod, files()) == (0, [])
    assert "Inget att rapportera för 2019Q1" in svar.ut


def test_every_page_of_a_sheet_says_which_it_is_and_what_to_look_out_for_comes_first(ready: Ejv) -> None:
    ready.las_in([], [handelse("B-1", "2019-02-02", "atgard", text="Samtal " * 1200)])
    assert ready(*RAPPORT).kod == 0
    pages = [page.extract_text() for page in PdfReader(f"ut/{LSS}.pdf").pages][1:]
    assert len(pages) > 1
    assert all("Blad 1: beslut B-1, nytt ej verkställt beslut, forts." in " ".join(p.split()) for p in pages[1:])
    assert "forts." not in pages[0]


def test_one_decision_has_a_file_of_its_own(ready: Ejv) -> None:
    ready.las_in([beslut("B-2", lag="SoL", insats="hemtjänst"), beslut("B-3")])
    svar = ready(*RAPPORT, "--beslut", "B-1")
    assert svar.kod == 0
    assert files() == [f"{LSS}_beslut-b-1.pdf"]
    text = pdf_text(Path(f"ut/{LSS}_beslut-b-1.pdf"))
    assert "Blad 1: beslut B-1" in text
    assert "B-3" not in text
    assert "ejv kvartal markera 2019Q1 ivo --beslut B-1." in svar.ut


def test_a_number_that_looks_like_a_persons_is_not_repeated(ready: Ejv) -> None:
    svar = ready(*RAPPORT, "--beslut", PERSON)
    assert svar.kod == 3
    assert "1212" not in svar.ut + svar.fel


def test_the_closing_words_say_how_to_mark(ready: Ejv) -> None:
    svar = ready(*RAPPORT, "--lag", "lss", "--namnd", "provnämnden")
    assert svar.kod == 0
    lines = svar.ut.splitlines()
    assert lines[0] == f"Skriven: {Path('ut') / LSS}.pdf"
    assert "Att personnumren har lästs är loggat." in lines[1]
    command = 'ejv kvartal markera 2019Q1 ivo --lag LSS --namnd "provnämnden"'
    assert lines[2] == f"Blad: 1. Markera dem som skickade med {command}."
    assert ready("kvartal", "markera", "2019Q1", "ivo", "--lag", "LSS", "--namnd", "provnämnden").kod == 0


def test_without_a_number_nothing_is_said_to_be_logged(reg: Ejv) -> None:
    reg.las_in([beslut("B-1")])
    svar = reg(*RAPPORT)
    assert "Innehåller sekretessbelagda personuppgifter. Ta bort filerna" in svar.ut
    assert "loggat" not in svar.ut


def test_several_namnder_have_a_file_each(ejv: Ejv) -> None:
    ejv.idag = IDAG
    ejv("init", "--namnd", "Norra nämnden", "--namnd", "Södra nämnden")
    ejv.las_in([beslut("B-1", namnd="Norra nämnden"), beslut("B-2", namnd="Södra nämnden"), beslut("B-3")])
    assert ejv(*RAPPORT).kod == 1
    names = ["norra-namnden", "sodra-namnden", "utan-namnd"]
    assert files() == [f"{LSS}_{name}.pdf" for name in names]
    for name, number in zip(names, ("B-1", "B-2", "B-3"), strict=True):
        text = pdf_text(Path(f"ut/{LSS}_{name}.pdf"))
        assert [n for n in ("B-1", "B-2", "B-3") if n in text] == [number]
    assert '--lag LSS --namnd ""' in pdf_text(Path(f"ut/{LSS}_utan-namnd.pdf"))


def test_two_namnder_with_one_short_name_are_refused(ejv: Ejv) -> None:
    ejv.idag = IDAG
    ejv("init", "--namnd", "Nämnd 1", "--namnd", "Nämnd-1")
    ejv.las_in([beslut("B-1", namnd="Nämnd 1"), beslut("B-2", namnd="Nämnd-1")])
    assert ejv.koder(*RAPPORT, kod=3) == ["samma_filnamn"]
    assert files() == []


def test_the_residents_of_another_municipality_and_a_postponement_are_told(reg: Ejv) -> None:
    reg.las_in(
        [beslut("B-1", lag="SoL", insats="hemtjänst", lagrum="4 kap. 1 § SoL", bosattningskommun="1440")],
        [handelse("B-1", "2019-01-05", "senarelagd_lov", till="2019-06-01")],
    )
    assert reg(*RAPPORT).kod == 1
    text = pdf_text(Path("ut/ivo_2019Q1_SoL.pdf"))
    assert "annan kommun (kommunkod 1440)" in text
    assert "senarelagd på den enskildes begäran till 2019-06-01" in text


def test_texts_are_shown_as_written_and_whole(ready: Ejv) -> None:
    ready.las_in(
        [],
        [
            handelse("B-1", "2019-02-01", "konsekvens", text="[dnr 12] <b> & [/x]"),
            handelse("B-1", "2019-02-02", "atgard", text="Samtal " * 800),
        ],
    )
    assert ready(*RAPPORT).kod == 0
    text = pdf_text(Path(f"ut/{LSS}.pdf"))
    assert "2019-02-01: [dnr 12] <b> & [/x]" in text
    assert text.count("Samtal") == 800


def test_a_letter_the_font_lacks_is_told(ready: Ejv) -> None:
    ready.las_in([], [handelse("B-1", "2019-02-01", "konsekvens", text="Ett \U0001f600 tecken")])
    (found,) = ready.json(*RAPPORT, kod=1)["brister"]
    assert (found["kod"], found["plats"]) == (
        "tecken_saknas",
        f"{LSS}.pdf, under ”Blad 1: beslut B-1, nytt ej verkställt beslut”, fältet Konsekvens för den enskilde",
    )
    assert "tecknet ”\U0001f600” (U+1F600)" in found["text"]
    assert ready.koder(*RAPPORT, "--format", "json", "--skriv-over") == []


def test_the_same_day_gives_the_same_bytes(ready: Ejv) -> None:
    make(ready)
    first = [(Path("ut") / name).read_bytes() for name in files()]
    make(ready)
    assert [(Path("ut") / name).read_bytes() for name in files()] == first


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        ((), "ut_saknas"),
        (("--ut", "ut", "--format", "docx"), "format_okant"),
        (("--ut", "ut", "--format", ""), "format_okant"),
        (("--ut", "ut", "--som", "pdf"), "som_okant"),
        (("--ut", "ut", "--som", "lista"), "val_oforenliga"),
        (("--som", "lista", "--beslut", "B-1"), "val_oforenliga"),
        (("--ut", "ut", "--namnd", "Okänd"), "namnd_okand"),
    ],
)
def test_wrong_usage(ready: Ejv, args: tuple[str, ...], kod: str) -> None:
    assert ready.koder("rapport", "ivo", "2019Q1", *args, kod=2) == [kod]
    assert (files(), openings(ready)) == ([], [])


def test_a_quarter_that_has_not_begun_and_a_kommun_toml_with_faults_are_refused(ready: Ejv) -> None:
    assert ready.koder("rapport", "ivo", "2019Q3", "--ut", "ut", kod=3) == ["kvartal_ej_borjat"]
    (ready.folder / "kommun.toml").write_text("[kommun\n", "utf-8")
    assert ready.data(*RAPPORT, kod=3) == {}
    assert (files(), openings(ready)) == ([], [])
