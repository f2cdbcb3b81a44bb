"""`ejv rapport alla` and the formats: the whole package or nothing, an index, and nothing replaced unasked."""

import errno
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE
from korning import Ejv, beslut, handelse, pdf_text
from pypdf import PdfReader

from ejverkstallda.app.dokument import DOKUMENTSLAG
from ejverkstallda.app.pappersformat import FORMAT, fitting
from ejverkstallda.app.pappersslag import PAPPERSSLAG

ALLA = ("rapport", "alla", "2019Q1", "--ut", "ut")
PERSON = "19121212-1212"


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """A register with a case under each law, one of them about a person whose number is known."""
    register.las_in(
        [beslut("B-1", kon="M", personnummer=PERSON), beslut("B-2", lag="SoL", insats="hemtjänst", kon="M")],
        [handelse("B-1", "2019-02-01", "kommentar", text="Väntar på plats.")],
    )
    return register


def contents() -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(Path("ut").iterdir())} if Path("ut").exists() else {}


def wanted(*laws: str) -> set[str]:
    return {
        f"{PAPPERSSLAG[slag].fil}_2019Q1_{law}{FORMAT[form][0]}"
        for slag in DOKUMENTSLAG
        for law in laws
        for form in fitting(slag)
    }


def test_every_kind_of_paper_in_every_format_that_fits_with_an_index(ready: Ejv) -> None:
    data = ready.data(*ALLA)
    made = contents()
    index = {"index_2019Q1.json", "INNEHALL_2019Q1.txt"}
    assert {f"statistikrapport_2019Q1_LSS.{e}" for e in ("pdf", "xlsx", "csv", "json")} <= wanted("LSS")
    assert "tjansteutlatande_2019Q1_LSS.csv" not in wanted("LSS")
    assert set(made) == wanted("LSS", "SoL") | index
    assert {Path(f["fil"]).name for f in data["filer"]} == wanted("LSS", "SoL")
    assert {Path(f).name for f in data["index"]} == index
    listed = json.loads(made["index_2019Q1.json"])
    assert {p["fil"]: (p["sha256"], p["byte"]) for p in listed["papper"]} == {
        name: (hashlib.sha256(made[name]).hexdigest(), len(made[name])) for name in wanted("LSS", "SoL")
    }
    paper = next(p for p in listed["papper"] if p["fil"] == "tjansteutlatande_2019Q1_SoL.pdf")
    assert (paper["papper"], paper["for"], paper["lag"], paper["stangt"]) == (
        "tjansteutlatande",
        "nämnden",
        "SoL",
        False,
    )
    text = made["INNEHALL_2019Q1.txt"].decode("utf-8-sig")
    assert "Tjänsteutlåtande (SoL)\r\n  Till nämnden. UTKAST, kvartalet är inte stängt." in text
    assert paper["sha256"] in text


def test_a_closed_quarter_s_package_is_kept_and_made_again_with_the_same_bytes(ready: Ejv) -> None:
    ready.stang("2019Q1")
    assert ready(*ALLA).kod == 0
    first = contents()
    assert "kvartalet är stängt" in first["INNEHALL_2019Q1.txt"].decode("utf-8-sig").casefold()
    assert ready.antal("fil") == len(first) - 2
    ready("kommentera", "B-1", "Ny kommentar", "--datum", "2019-03-01")
    env = {**os.environ, "PYTHONHASHSEED": "7", "EJV_ANVANDARE": "en annan"}
    ejv = str(Path(sys.executable).with_name("ejv"))
    args = ("--databas", str(ready.databas), "--idag", "2020-02-02", *ALLA[:-1], "igen")
    subprocess.run([ejv, *args], env=env, check=True, capture_output=True)  # another process, another day
    assert {p.name: p.read_bytes() for p in Path("igen").iterdir()} == first
    assert ready(*ALLA, idag="2020-02-02").kod == 0  # the very same files stand there: no conflict
    assert ready.antal("fil") == len(first) - 2


def test_no_file_holds_the_person_s_number(ready: Ejv) -> None:
    ready.stang("2019Q1")
    assert ready(*ALLA).kod == 0
    plain = PERSON.replace("-", "").encode()
    for name, content in contents().items():
        for part in (content, *inside(name, content)):
            assert not any(number in part for number in (PERSON.encode(), plain, plain[2:])), name


def inside(name: str, content: bytes) -> list[bytes]:
    """Return what a packed file holds: the parts of a workbook or document, the text and metadata of a PDF."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return [packed.read(part) for part in packed.namelist()]
    if name.endswith(".pdf"):
        return [pdf_text(Path("ut") / name).encode(), str(PdfReader(io.BytesIO(content)).metadata).encode()]
    return []


def test_files_that_stand_there_are_named_and_not_replaced_unless_asked(ready: Ejv) -> None:
    Path("ut").mkdir()
    for name in ("statistikrapport_2019Q1_LSS.csv", "index_2019Q1.json"):
        (Path("ut") / name).write_text("mitt eget")
    svar = ready.json(*ALLA, kod=3)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [
        ("fil_finns_redan", str(Path("ut/statistikrapport_2019Q1_LSS.csv"))),
        ("fil_finns_redan", str(Path("ut/index_2019Q1.json"))),
    ]
    assert set(contents()) == {"statistikrapport_2019Q1_LSS.csv", "index_2019Q1.json"}
    assert ready(*ALLA, "--skriv-over").kod == 0
    assert b"mitt eget" not in contents().values()


def test_a_single_paper_is_not_replaced_either(ready: Ejv) -> None:
    paper = ("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", "--lag", "LSS")
    assert ready(*paper).kod == 0
    assert ready(*paper).kod == 0
    old = contents()
    assert ready.koder(*paper, "--diarienummer", "SN 2019/1", kod=3) == ["fil_finns_redan"]
    assert contents() == old
    assert ready(*paper, "--diarienummer", "SN 2019/1", "--skriv-over").kod == 0
    assert contents() != old


def test_a_file_that_cannot_be_compared_counts_as_another(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ready(*ALLA, "--format", "csv", "--lag", "LSS").kod == 0

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.read_bytes", refuse)
        found = ready.koder(*ALLA, "--format", "csv", "--lag", "LSS", kod=3)
    assert set(found) == {"fil_finns_redan"}


def test_a_link_to_nothing_counts_as_standing_there(ready: Ejv) -> None:
    Path("ut").mkdir()
    Path("ut/index_2019Q1.json").symlink_to("borta")
    assert ready.koder(*ALLA, kod=3) == ["fil_finns_redan"]


def test_the_package_of_one_law_has_an_index_of_its_own(ready: Ejv) -> None:
    assert ready(*ALLA, "--lag", "LSS").kod == 0
    assert ready(*ALLA, "--lag", "SoL").kod == 0
    assert {"index_2019Q1_LSS.json", "INNEHALL_2019Q1_SoL.txt"} < set(contents())


def test_a_file_replaced_alone_is_said_to_make_the_index_untrue(ready: Ejv) -> None:
    assert ready(*ALLA, "--format", "csv,json").kod == 0
    alone = ("rapport", "statistik", "2019Q1", "--ut", "ut", "--format", "json", "--lag", "LSS")
    assert ready.koder(*alone) == []
    for name in ("index_2019Q1_x.json", "index_2019Q1_y.json"):
        (Path("ut") / name).write_text("[1]" if "x" in name else "inget index")
    svar = ready.json(*alone, "--diarienummer", "SN 2019/1", "--skriv-over")
    told = [(b["kod"], b["allvar"], b["plats"]) for b in svar["brister"]]
    assert told == [("index_galler_inte", "upplysning", str(Path("ut/index_2019Q1.json")))]
    assert ready.koder(*ALLA, "--format", "csv,json", "--skriv-over") == []


def test_the_index_of_a_namnd_has_its_short_name(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Norra", "--namnd", "Södra nämnden")
    ejv.las_in([beslut("B-1", namnd="Norra"), beslut("B-2", namnd="Södra nämnden")])
    text = '[kommun]\nnamn = "P"\n[[namnd]]\nnamn = "Södra nämnden"\nkortnamn = "sn"\n'
    (ejv.folder / "kommun.toml").write_text(text, "utf-8")
    assert ejv(*ALLA, "--format", "csv", "--namnd", "Södra nämnden").kod == 0
    names = set(contents())
    assert {"index_2019Q1_sn.json", "INNEHALL_2019Q1_sn.txt", "statistikrapport_2019Q1_LSS_sn.csv"} <= names


def test_several_namnder_each_have_their_papers(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nämnden i norr", "--namnd", "Södra nämnden")
    ejv.las_in([beslut("B-1", namnd="Nämnden i norr"), beslut("B-2", namnd="Södra nämnden")])
    data = ejv.data(*ALLA, "--format", "csv")
    assert [Path(f["fil"]).name for f in data["filer"]][:2] == [
        "statistikrapport_2019Q1_LSS_namnden-i-norr.csv",
        "statistikrapport_2019Q1_LSS_sodra-namnden.csv",
    ]
    text = Path("ut/INNEHALL_2019Q1.txt").read_text("utf-8-sig")
    assert "Statistikrapport (LSS, Södra nämnden)\n  Till Södra nämnden. UTKAST" in text
    assert ejv(*ALLA, "--format", "csv", "--namnd", "Södra nämnden").kod == 0
    assert Path("ut/INNEHALL_2019Q1_sodra-namnden.txt").exists()


@pytest.mark.parametrize(
    ("slag", "format_", "kod"),
    [
        ("statistik", "odt", "format_okant"),
        ("statistik", "pdf,", "format_okant"),
        ("tjansteutlatande", "csv", "format_passar_inte"),
        ("tjansteutlatande", "pdf,xlsx", "format_passar_inte"),
        ("alla", "odt", "format_okant"),
    ],
)
def test_a_format_that_there_is_none_of_is_wrong_usage(ready: Ejv, slag: str, format_: str, kod: str) -> None:
    svar = ready.json("rapport", slag, "2019Q1", "--ut", "ut", "--format", format_, kod=2)
    assert [b["kod"] for b in svar["brister"]] == [kod]
    assert "Välj bland pdf, " in svar["brister"][0]["text"]
    assert contents() == {}


def test_formats_are_read_as_people_write_them(ready: Ejv) -> None:
    assert ready("rapport", "statistik", "2019Q1", "--lag", "LSS", "--ut", "ut", "--format", " CSV,.json ,csv").kod == 0
    assert set(contents()) == {"statistikrapport_2019Q1_LSS.csv", "statistikrapport_2019Q1_LSS.json"}


def test_a_kind_takes_the_formats_that_fit_it(ready: Ejv) -> None:
    assert ready(*ALLA, "--lag", "LSS", "--format", "json,csv").kod == 0
    names = set(contents())
    assert {"tjansteutlatande_2019Q1_LSS.json", "statistikrapport_2019Q1_LSS.csv"} < names
    assert not any(name.endswith((".pdf", ".xlsx")) for name in names)
    assert "tjansteutlatande_2019Q1_LSS.csv" not in names


def test_a_text_that_excel_cannot_hold_is_refused_with_a_way_out(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.las_in([], [handelse("B-1", "2019-02-02", "kommentar", text="ord " * 200)])
    monkeypatch.setattr("ejverkstallda.writers.xlsxfil.STORSTA_CELL", 700)
    (brist,) = ready.json(*ALLA, kod=3)["brister"]
    assert (brist["kod"], brist["plats"]) == (
        "text_for_lang_for_excel",
        "under ”De nya besluten”, ärende B-1, notering 2019-02-02",
    )
    assert contents() == {}
    assert ready(*ALLA, "--format", "csv,json").kod == 0


def test_a_letter_that_the_font_lacks_is_told_only_of_a_pdf(ready: Ejv) -> None:
    ready("kommentera", "B-1", "Ett \U0001f600 tecken", "--datum", "2019-03-01")
    assert ready.koder("rapport", "statistik", "2019Q1", "--ut", "ut", "--format", "csv") == []
    svar = ready.json("rapport", "statistik", "2019Q1", "--ut", "ut", "--format", "csv,pdf", kod=1)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [
        (
            "tecken_saknas",
            "statistikrapport_2019Q1_LSS.pdf, under ”De nya besluten”, ärende B-1, notering 2019-03-01",
        )
    ]


def broken(monkeypatch: pytest.MonkeyPatch, number: int, *, at: str) -> None:
    """Let the disk fail when the third file is forced to it, or is given its name."""
    calls = [0]
    real: Any = {"fsync": os.fsync, "replace": Path.replace}[at]

    def fail(*args: Any) -> Any:
        calls[0] += 1
        if calls[0] == 3:
            raise OSError(number, os.strerror(number))
        return real(*args)

    monkeypatch.setattr("os.fsync" if at == "fsync" else "pathlib.Path.replace", fail)


@pytest.mark.parametrize(
    ("number", "at", "words"),
    [
        (errno.ENOSPC, "fsync", "disken är full eller utrymmet slut"),
        (errno.EACCES, "replace", "filen är öppen i ett annat program eller skrivskyddad"),
    ],
)
def test_where_one_file_cannot_be_written_all_is_as_it_was(
    ready: Ejv, monkeypatch: pytest.MonkeyPatch, number: int, at: str, words: str
) -> None:
    ready.stang("2019Q1")
    Path("ut").mkdir()
    Path("ut/statistikrapport_2019Q1_LSS.pdf").write_text("gammal")
    broken(monkeypatch, number, at=at)
    svar = ready(*ALLA, "--skriv-over")
    assert svar.kod == 3
    assert words in " ".join(svar.fel.split())
    assert "Det som fanns där sedan tidigare är orört." in " ".join(svar.fel.split())
    assert contents() == {"statistikrapport_2019Q1_LSS.pdf": b"gammal"}
    assert ready.antal("fil") == 0


def test_a_file_in_place_of_the_folder_is_refused(ready: Ejv) -> None:
    Path("ut").write_text("mina anteckningar")
    svar = ready(*ALLA)
    assert svar.kod == 3
    assert "en del av sökvägen är en fil och ingen mapp" in " ".join(svar.fel.split())
    assert Path("ut").read_text() == "mina anteckningar"


def test_a_quarter_with_no_decision_has_an_empty_package(register: Ejv) -> None:
    svar = register(*ALLA)
    assert svar.kod == 0
    assert sorted(contents()) != []


def test_the_index_shows_a_name_that_a_terminal_would_obey_without_obeying(ejv: Ejv) -> None:
    ejv("init", "--namnd", "N\x1b[31m", "--namnd", "Annan")
    assert ejv(*ALLA, "--format", "json", "--lag", "LSS", "--namnd", "N\x1b[31m").kod == 0
    (index,) = Path("ut").glob("INNEHALL_*")
    assert "(LSS, N\ufffd[31m)" in index.read_text("utf-8-sig")


@pytest.mark.parametrize("width", [80, 140])
def test_the_files_are_shown_with_reader_and_size(ready: Ejv, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    svar = ready(*ALLA, "--lag", "LSS", "--format", "pdf,csv")
    assert all(len(line) <= width for line in svar.ut.splitlines())
    (row,) = [line for line in svar.ut.splitlines() if "tjansteutlatande_2019Q1_LSS.pdf" in line]
    assert row.split()[1:4:2] == ["nämnden", row.split()[3]]
    assert row.rstrip().endswith("kB")
    assert "(utkast)" in row
    assert svar.ut.startswith("Skrivna i ut:")


def test_the_checklist_asks_for_every_kind_of_paper(ready: Ejv) -> None:
    ready.stang("2019Q1")

    def papers() -> dict[str, Any]:
        cells = ready.data("kvartal", "status", "2019Q1", "--lag", "LSS")["celler"]
        return next(s for s in cells[0]["steg"] if s["steg"] == "papper")

    assert ready(*ALLA, "--lag", "SoL").kod == 0
    assert papers()["text"] == f"inte gjorda: {', '.join(PAPPERSSLAG[s].namn for s in DOKUMENTSLAG)}"
    assert ready(*ALLA, "--lag", "LSS", "--format", "json").kod == 0
    assert papers()["klart"] is True


def test_the_model_quarter_tells_its_figures_in_csv(ale: Ejv) -> None:
    (ale.folder / "kommun.toml").write_bytes((SAMPLE / "kommun.toml").read_bytes())
    ale.stang("2019Q1")
    assert ale(*ALLA).kod == 0
    lines = Path("ut/statistikrapport_2019Q1_LSS.csv").read_text("utf-8-sig").splitlines()
    assert any(line.endswith(";Rapporterade i kvartalet;Antal;11") for line in lines)
    assert any(line.endswith(";1302579;Dagar från beslutet;741") for line in lines)
