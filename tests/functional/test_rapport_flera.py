"""`ejv rapport fullmaktige K --databas A --databas B`: the sum of several nämnder, or a sentence and nothing."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from korning import Ejv, Rad, beslut, handelse, pdf_text

GAMMALT = Path(__file__).parents[1] / "store" / "register_0001.sqlite"
OMSORG, FAMILJ = "Omsorgsnämnden", "Familjenämnden"
SKAL = "Ledig plats eller bostad saknas"
SMA_TAL = '[kommun]\nnamn = "Provkommun"\n[rapport]\nsma_tal = 4\n[rapport.fullmaktige]\nkon = true\n'


def cases(insats: str, number: int, mark: str, **cells: str) -> list[Rad]:
    return [beslut(f"{mark}-{insats[:3]}{n}", insats=insats, **cells) for n in range(number)]


class Register:
    """A nämnd's register in a folder of its own."""

    def __init__(self, ejv: Ejv, folder: str, *namnder: str, kommun: str = "Provkommun") -> None:
        self.path = ejv.folder / folder / "register.db"
        self.ejv = ejv
        self("init", "--kommun", kommun, *(a for n in namnder for a in ("--namnd", n)))

    def __call__(self, *args: str, idag: str = "2019-05-13") -> Any:
        svar = self.ejv.raw("--databas", str(self.path), "--idag", idag, *args)
        assert svar.kod in {0, 1}, svar
        return svar

    def fill(self, rader: list[Rad], handelser: list[Rad] | None = None) -> None:
        files = [self.ejv.fil(f"{n}.csv", *r) for n, r in (("b", rader), ("h", handelser or [])) if r]
        self("importera", *files)

    def close(self) -> None:
        self("kvartal", "stang", "2019Q1", "--ja", "--trots-brister")


def joint(ejv: Ejv, *registers: Register, args: tuple[str, ...] = (), kod: int = 0) -> dict[str, Any]:
    given = [a for r in registers for a in ("--databas", str(r.path))]
    svar = ejv.raw(*given, "--idag", ejv.idag, "rapport", "fullmaktige", "2019Q1", "--ut", "ut", "--json", *args)
    assert svar.kod == kod, svar
    envelope: dict[str, Any] = json.loads(svar.ut)
    return envelope


def content(name: str = "fullmaktige_2019Q1_LSS_flera-namnder") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path("ut") / f"{name}.json").read_text("utf-8"))["innehall"]
    return found


@pytest.fixture
def two(ejv: Ejv) -> tuple[Register, Register]:
    """Two nämnder: three and two kontaktperson, one ledsagarservice, one avbrott that has ended."""
    a, b = Register(ejv, "a", OMSORG), Register(ejv, "b", FAMILJ)
    a.fill([*cases("kontaktperson", 3, "A", kon="K"), beslut("A-9", insats="ledsagarservice", kon="M")])
    b.fill(cases("kontaktperson", 2, "B", kon="M"))
    return a, b


def test_the_sum_is_the_parts_added(two: tuple[Register, Register], ejv: Ejv) -> None:
    for r in two:
        r.close()
    envelope = joint(ejv, *two, args=("--format", "pdf,docx,xlsx,csv,json"))
    assert [b["kod"] for b in envelope["brister"]] == []
    assert sorted(p.name for p in Path("ut").iterdir()) == [
        f"fullmaktige_2019Q1_LSS_flera-namnder.{e}" for e in ("csv", "docx", "json", "pdf", "xlsx")
    ]
    made = content()
    assert [d["huvud"]["namnd"] for d in made["delar"]] == [FAMILJ, OMSORG]
    assert [d["statistik"]["summor"]["nya"] for d in made["delar"]] == [2, 4]
    assert made["summa"]["summor"]["nya"] == 6
    assert [(r["namn"], r["antal"]) for r in made["summa"]["beslut"]["insatser"]["rader"]] == [
        ("Kontaktperson", 5),
        ("Ledsagarservice", 1),
    ]
    # 2018-11-09 to 2019-03-31 is 142 days; a median of both nämnder cannot be made from theirs.
    assert made["summa"]["beslut"]["tider"]["vantar"] == {"antal": 6, "median": None, "langst": 142}
    text = pdf_text(Path("ut/fullmaktige_2019Q1_LSS_flera-namnder.pdf"))
    assert "UTKAST" not in text
    assert f"{OMSORG} 4 0 0 0 4 4" in text
    assert "Summa 6 0 0 0 6 6" in text
    assert "A-kon0" not in text
    csv = Path("ut/fullmaktige_2019Q1_LSS_flera-namnder.csv").read_text("utf-8-sig")
    assert f"Antal beslut och avbrott, {OMSORG}" in csv
    assert "Alla nämnder tillsammans" in csv


def test_each_part_is_the_namnds_own_report(two: tuple[Register, Register], ejv: Ejv) -> None:
    joint(ejv, *two, args=("--format", "json"))
    for r, part in zip((two[1], two[0]), content()["delar"], strict=True):
        r("rapport", "fullmaktige", "2019Q1", "--ut", f"eget{r.path.parent.name}", "--format", "json")
        own = json.loads(Path(f"eget{r.path.parent.name}/fullmaktige_2019Q1_LSS.json").read_text("utf-8"))["innehall"]
        own["huvud"]["dokumentdatum"] = part["huvud"]["dokumentdatum"]
        assert own == part


def test_a_namnd_that_has_not_closed_makes_it_a_draft(two: tuple[Register, Register], ejv: Ejv) -> None:
    two[0].close()
    envelope = joint(ejv, *two)
    assert [(b["kod"], b["plats"]) for b in envelope["brister"]] == [("kvartal_ej_stangt_hos_namnd", FAMILJ)]
    assert not envelope["data"]["filer"][0]["stangt"]
    text = pdf_text(Path("ut/fullmaktige_2019Q1_LSS_flera-namnder.pdf"))
    assert "UTKAST Statistik till fullmäktige" in text
    assert f"Kvartalet är inte stängt hos {FAMILJ}." in text


def test_what_one_hides_cannot_be_had_by_taking_the_other_from_the_sum(ejv: Ejv) -> None:
    """Six and two of the same kind, with a threshold of four: the sum must not be eight beside the part's six."""
    a, b = Register(ejv, "a", OMSORG), Register(ejv, "b", FAMILJ)
    for r in (a, b):
        (r.path.parent / "kommun.toml").write_text(SMA_TAL, "utf-8")
    a.fill([*cases("kontaktperson", 6, "A", kon="K"), *cases("ledsagarservice", 6, "A", kon="M")])
    b.fill([*cases("kontaktperson", 2, "B", kon="K"), *cases("avlösarservice", 3, "B", kon="M")])
    joint(ejv, a, b, args=("--format", "json,pdf"))
    made = content()
    small, large = (d["statistik"]["beslut"]["insatser"] for d in made["delar"])
    assert [(r["namn"], r["antal"]) for r in small["rader"]] == [("Alla insatser", 5)]
    assert [(r["namn"], r["antal"]) for r in large["rader"]] == [("Kontaktperson", 6), ("Ledsagarservice", 6)]
    total = made["summa"]["beslut"]["insatser"]["rader"]
    assert [(r["namn"], r["antal"]) for r in total] == [
        ("Kontaktperson", 6),
        ("Ledsagarservice", 6),
        ("Övriga insatser", 5),
    ]
    # By sex: B's two women are hidden, and would be had from a sum of eight women; so the sum is hidden too.
    women = {d["huvud"]["namnd"]: d["statistik"]["kon"]["rader"][0]["kvinnor"] for d in made["delar"]}
    assert women == {FAMILJ: None, OMSORG: 6}
    assert made["summa"]["kon"]["rader"][0] == {
        "namn": "Nya ej verkställda",
        "antal": 17,
        "kvinnor": None,
        "man": None,
        "okant": None,
    }
    assert "Ett slag som en nämnd visar för sig kan hos en annan ingå" in pdf_text(
        Path("ut/fullmaktige_2019Q1_LSS_flera-namnder.pdf")
    )


def test_faults_of_registers_are_told_all_at_once_and_nothing_is_written(
    two: tuple[Register, Register], ejv: Ejv
) -> None:
    old, new = ejv.folder / "gammalt.db", ejv.folder / "nytt.db"
    shutil.copy(GAMMALT, old)
    shutil.copy(two[0].path, new)
    connection = sqlite3.connect(new)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = old.read_bytes()
    given = [a for p in (two[0].path, old, new, ejv.folder / "saknas.db") for a in ("--databas", str(p))]
    svar = ejv.raw(*given, "--idag", ejv.idag, "rapport", "fullmaktige", "2019Q1", "--ut", "ut", "--json")
    assert svar.kod == 4
    assert [b["kod"] for b in json.loads(svar.ut)["brister"]] == ["databas_aldre", "databas_nyare", "register_saknas"]
    assert old.read_bytes() == before
    assert not list(ejv.folder.glob("*.kopia"))
    assert not Path("ut").exists()


def test_other_municipalities_the_same_namnd_and_no_namnd_are_refused(ejv: Ejv) -> None:
    a, b = Register(ejv, "a", OMSORG), Register(ejv, "b", OMSORG.upper(), kommun="Annan kommun")
    c, d = Register(ejv, "c"), Register(ejv, "d", "Ena", "Andra")
    for r in (a, b, c, d):
        r.fill([beslut("B-1")])
    found = joint(ejv, a, b, c, d, kod=3)["brister"]
    assert [x["kod"] for x in found] == [
        "kommuner_olika",
        "namnd_i_flera_register",
        "namnd_saknas_i_register",
        "namnd_saknas_i_register",
    ]
    assert str(a.path) in found[1]["text"]
    assert str(b.path) in found[1]["text"]
    assert [x["plats"] for x in found[2:]] == [str(c.path), str(d.path)]
    assert not Path("ut").exists()


def test_wrong_usage(two: tuple[Register, Register], ejv: Ejv) -> None:
    a, b = two
    assert joint(ejv, a, a, kod=2)["brister"][0]["kod"] == "register_tva_ganger"
    assert joint(ejv, a, b, args=("--namnd", OMSORG), kod=2)["brister"][0]["kod"] == "namnd_och_flera"
    args = ("--godkann", "F-12345678", "--skal", "namn på enhet")
    assert joint(ejv, a, b, args=args, kod=2)["brister"][0]["kod"] == "godkann_och_flera"
    given = ["--databas", str(a.path), "--databas", str(b.path), "--json"]
    for command in (["bevaka"], ["rapport", "statistik", "2019Q1", "--ut", "ut"], ["rapport", "alla", "2019Q1"]):
        svar = ejv.raw(*command, *given)
        assert (svar.kod, json.loads(svar.ut)["brister"][0]["kod"]) == (2, "flera_register")
    svar = ejv.raw(*given, "--idag", "2018-12-01", "rapport", "fullmaktige", "2019Q1", "--ut", "ut")
    assert json.loads(svar.ut)["brister"][0]["kod"] == "kvartal_ej_borjat"


def test_a_law_that_one_namnd_has_no_decision_under_and_a_register_with_two_namnder(ejv: Ejv) -> None:
    a, b = Register(ejv, "a", OMSORG), Register(ejv, "b", "Ena", "Andra")
    a.fill([beslut("A-1")], [handelse("A-1", "2019-02-01", "skal", skal_kod="saknar_plats", ansvar="kommunen")])
    b.fill(
        [
            beslut("B-1", lag="SoL", insats="hemtjänst", namnd="Ena"),
            beslut("B-2", namnd="Andra"),
            beslut("B-3", lag="SoL", insats="hemtjänst", namnd="Andra"),
        ]
    )
    joint(ejv, a, b, args=("--format", "json,pdf"))
    assert [(d["huvud"]["namnd"], d["statistik"]["summor"]["nya"]) for d in content()["delar"]] == [
        ("Andra", 1),
        (OMSORG, 1),
    ]
    sol = content("fullmaktige_2019Q1_SoL_flera-namnder")
    assert [(d["huvud"]["namnd"], d["statistik"]["summor"]["nya"]) for d in sol["delar"]] == [
        ("Andra", 1),
        ("Ena", 1),
    ]
    assert sol["summa"]["beslut"]["tider"]["vantar"]["antal"] == 2
    skal = {r["namn"]: (r["kommunen"], r["saknas"]) for r in content()["summa"]["skal"]["korsad"]}
    assert skal == {SKAL: (1, 0), "Uppgift saknas": (0, 1)}


def test_a_namnd_without_the_law_is_not_in_its_paper_and_makes_no_draft(ejv: Ejv) -> None:
    """Both have closed what they have; the one with SoL alone has no part in the paper of LSS."""
    a, b = Register(ejv, "a", OMSORG), Register(ejv, "b", FAMILJ)
    a.fill([beslut("A-1")])
    b.fill([beslut("B-1", lag="SoL", insats="hemtjänst")])
    for r in (a, b):
        r.close()
    for law, namnd in (("LSS", OMSORG), ("SoL", FAMILJ)):
        envelope = joint(ejv, a, b, args=("--format", "json,pdf", "--lag", law))
        assert envelope["brister"] == []
        name = f"fullmaktige_2019Q1_{law}_flera-namnder"
        assert [d["huvud"]["namnd"] for d in content(name)["delar"]] == [namnd]
        text = pdf_text(Path(f"ut/{name}.pdf"))
        assert "UTKAST" not in text
        assert {OMSORG, FAMILJ} - {namnd} == {n for n in (OMSORG, FAMILJ) if n not in text}


def test_a_namnd_that_decides_under_the_law_but_has_no_decision_is_in_its_paper_with_nothing(ejv: Ejv) -> None:
    """kommun.toml says so, or it has closed the quarter for that law."""
    a, b, c = Register(ejv, "a", OMSORG), Register(ejv, "b", FAMILJ), Register(ejv, "c", "Norra nämnden")
    for r in (a, b, c):
        r.fill([beslut(f"{r.path.parent.name}-1", lag="SoL", insats="hemtjänst")])
    a.fill([beslut("A-2")])
    text = f'[kommun]\nnamn = "Provkommun"\n[[namnd]]\nnamn = "{FAMILJ}"\nlagar = ["SoL", "LSS"]\n'
    (b.path.parent / "kommun.toml").write_text(text, "utf-8")
    c("kvartal", "stang", "2019Q1", "--lag", "LSS", "--ja", "--trots-brister")
    joint(ejv, a, b, c, args=("--format", "json", "--lag", "LSS"))
    assert [(d["huvud"]["namnd"], d["statistik"]["summor"]["nya"]) for d in content()["delar"]] == [
        (FAMILJ, 0),
        ("Norra nämnden", 0),
        (OMSORG, 1),
    ]


@pytest.mark.parametrize("other", ["Omsorgsna\u0308mnden", "Omsorgsnämnden ", "OMSORGSNÄMNDEN"])
def test_the_same_namnd_written_otherwise_is_the_same(ejv: Ejv, other: str) -> None:
    """Composed or decomposed letters, spaces and case do not make another nämnd."""
    a, b = Register(ejv, "a", OMSORG), Register(ejv, "b")
    a.fill([beslut("A-1")])
    text = f'[kommun]\nnamn = "Provkommun"\n[[namnd]]\nnamn = "{other}"\n'
    (b.path.parent / "kommun.toml").write_text(text, "utf-8")
    b.fill([beslut("B-1")])
    assert [x["kod"] for x in joint(ejv, a, b, kod=3)["brister"]] == ["namnd_i_flera_register"]


def test_a_namnd_with_two_spaces_in_its_name_is_the_same(ejv: Ejv) -> None:
    a, b = Register(ejv, "a", "Södra nämnden"), Register(ejv, "b", "Södra  nämnden")
    for r in (a, b):
        r.fill([beslut(f"{r.path.parent.name}-1")])
    assert [x["kod"] for x in joint(ejv, a, b, kod=3)["brister"]] == ["namnd_i_flera_register"]


def test_faults_of_the_registers_texts_are_told_all_at_once_with_whose_they_are(
    two: tuple[Register, Register], ejv: Ejv
) -> None:
    """kommun.toml in one, a template in the other, and a database of another kind: three faults in one answer."""
    a, b = two
    (a.path.parent / "kommun.toml").write_text('[kommun]\nnamn = "Provkommun"\nokand = 1\n', "utf-8")
    own = b.path.parent / "templates" / "dokument"
    own.mkdir(parents=True)
    (own / "fullmaktige.md").write_text("# {{ finns_inte", "utf-8")
    given = [x for p in (a.path, "postgresql://x:hemligt@y", b.path) for x in ("--databas", str(p))]
    svar = ejv.raw(*given, "--idag", ejv.idag, "rapport", "fullmaktige", "2019Q1", "--ut", "ut", "--json")
    assert svar.kod == 4
    found = json.loads(svar.ut)["brister"]
    assert [f["plats"].split(": ")[0] for f in found] == [str(a.path), "postgresql://…", str(b.path)]
    assert "kommun.toml" in found[0]["plats"]
    assert found[1]["kod"] == "databas_okand_typ"
    assert "fullmaktige.md" in found[2]["plats"]
    assert "hemligt" not in svar.ut
    assert not Path("ut").exists()


def test_faults_found_while_building_are_told_for_every_register(two: tuple[Register, Register], ejv: Ejv) -> None:
    """The shipped texts are well; what the kommun.toml of each says would put a personnummer on the paper."""
    for r in two:
        text = '[kommun]\nnamn = "Provkommun"\npostadress = "19121212-1212"\n'
        (r.path.parent / "kommun.toml").write_text(text, "utf-8")
    found = joint(ejv, *two, kod=3)["brister"]
    assert {f["plats"].split(": ")[0] for f in found} == {str(r.path) for r in two}


def test_a_find_is_approved_in_the_namnds_own_register(two: tuple[Register, Register], ejv: Ejv) -> None:
    """What may point out a person stops the joint paper, until the nämnd has accepted it in its own."""
    a, b = two
    b.fill([beslut("B-9", insats="stöd, ring 070-174 06 05")])
    stopped = joint(ejv, a, b, kod=3)["brister"]
    assert {x["kod"] for x in stopped} == {"personuppgift_i_papper"}
    assert not Path("ut").exists()
    finds = [a for x in stopped for a in ("--godkann", x["text"].split(":")[0])]
    b("rapport", "fullmaktige", "2019Q1", "--ut", "eget", *finds, "--skal", "verksamhetens nummer")
    joint(ejv, a, b)
    assert Path("ut/fullmaktige_2019Q1_LSS_flera-namnder.pdf").exists()
