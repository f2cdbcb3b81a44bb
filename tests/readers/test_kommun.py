"""kommun.toml: what is read, and that every fault is told with its place, all at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers.kommun import STORST, parse_kommun, read_kommun
from ejverkstallda.report.kommun import (
    Diarienummer,
    Expediering,
    Kommun,
    Mote,
    Namnd,
    Namndtexter,
    Person,
    Utlatandeform,
)
from ejverkstallda.report.rapportval import STANDARDVAL, Arendenummer, Rapportdelar

EXAMPLE = Path(__file__).parents[2] / "templates" / "kommun.toml"
KOMMUN = '[kommun]\nnamn = "Ale kommun"\n'


def faults(text: str) -> list[tuple[str, str | None]]:
    kommun, brister = parse_kommun(text, "kommun.toml")
    assert kommun is None
    return [(b.kod, b.plats) for b in brister]


def only_text(text: str) -> str:
    (brist,) = parse_kommun(text, "kommun.toml")[1]
    return brist.text


def test_the_shipped_example_is_whole() -> None:
    kommun, brister = read_kommun(EXAMPLE)
    assert brister == ()
    assert kommun is not None
    assert kommun.namn == "Björkvikens kommun"
    assert kommun.adress == ("Kommunhuset", "Storgatan 1")
    assert kommun.namnder == (
        Namnd(
            namn="Vård- och omsorgsnämnden",
            kortnamn="von",
            forvaltning="Vård- och omsorgsförvaltningen",
            diarienummer=Diarienummer("", ((Kvartal(2026, 1), "VON.2026.12"), (Kvartal(2026, 2), "VON.2026.31"))),
            rapportor=Person("Ida Ekström", "systemförvaltare"),
            handlaggare=Person("Nils Almgren", "utredare", "nils.almgren@bjorkviken.example"),
            underskrifter=(Person("Karin Lövdahl", "förvaltningschef"), Person("Nils Almgren", "utredare")),
            expediering=Expediering(
                ("Kommunfullmäktige", "Kommunrevisionen"),
                ("Verksamhetschef äldreomsorg", "Verksamhetschef funktionshinder"),
            ),
            lagar=(Lag.SOL, Lag.LSS),
            moten=(Mote(date(2027, 2, 18), date(2027, 2, 4)), Mote(date(2027, 5, 20), date(2027, 5, 6))),
            utlatandeform=Utlatandeform.KORT,
            texter=Namndtexter(
                styrdokument=("Uppföljningen ingår i nämndens internkontrollplan.",),
                bedomning=("Förvaltningen bedömer att rutinen fungerar.", "En ny genomgång görs till hösten."),
            ),
        ),
    )
    assert kommun.rapport == STANDARDVAL


def test_what_is_chosen_about_the_reports() -> None:
    kommun, brister = parse_kommun(
        f"{KOMMUN}[rapport]\narendenummer = 'Lopnummer'\nsma_tal = 5\nsma_tal_i_statistikrapporten = true\n"
        "[rapport.delar]\nkon = false\nenhet = true\n[rapport.fullmaktige]\nkon = true\nskal = false\n",
        "x",
    )
    assert brister == ()
    assert kommun is not None
    val = kommun.rapport
    assert (val.arendenummer, val.sma_tal, val.namndens_sma_tal) == (Arendenummer.LOPNUMMER, 5, 5)
    assert val.delar == Rapportdelar(kon=False, enhet=True)
    assert (val.fullmaktige.kon, val.fullmaktige.skal, val.fullmaktige.jamforelse) == (True, False, True)


def test_the_threshold_is_fullmaktiges_alone_unless_chosen() -> None:
    kommun, _ = parse_kommun(f"{KOMMUN}[rapport]\nsma_tal = 2\n", "x")
    assert kommun is not None
    assert (kommun.rapport.sma_tal, kommun.rapport.namndens_sma_tal) == (2, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sma_tal = 1", "rapport.sma_tal ska vara 0 (av) eller från 2 till 100"),
        ("sma_tal = 101", "från 2 till 100"),
        ("sma_tal = -3", "från 2 till 100"),
        ("sma_tal = '5'", "rapport.sma_tal ska vara ett heltal utan citattecken"),
        ("sma_tal = true", "ska vara ett heltal"),
        ("arendenummer = 'nummer'", "ska vara beslutsnummer eller lopnummer"),
        ("delar = { kon = 'nej' }", "rapport.delar.kon ska vara true eller false"),
        ("delar = { konn = true }", "Menade du kon?"),
        ("delar = { insatser = false }", "rapport.delar.insatser är okänd"),
        ("fullmaktige = { grunder = true }", "rapport.fullmaktige.grunder är okänd"),
        ("fullmaktige = true", "ska vara en tabell med egna nycklar"),
    ],
)
def test_a_choice_that_cannot_be_is_told(text: str, words: str) -> None:
    assert words in only_text(f"{KOMMUN}[rapport]\n{text}\n")


@pytest.mark.parametrize("form", ["fullstandig", "Fullstandig", " FULLSTANDIG "])
def test_the_form_of_the_tjansteutlatande(form: str) -> None:
    kommun, _ = parse_kommun(KOMMUN + f'[[namnd]]\nnamn = "A"\ntjansteutlatande = "{form}"', "x")
    assert kommun is not None
    assert kommun.namnder[0].utlatandeform is Utlatandeform.FULLSTANDIG


def test_own_texts_are_paragraphs_and_their_lines_run_on() -> None:
    text = '[[namnd]]\nnamn = "A"\n[namnd.texter]\nmbl = """\nEtt\n  två.\n \t\n\n[x] <b> & *y*\n"""\narendet = " "'
    kommun, _ = parse_kommun(KOMMUN + text, "x")
    assert kommun is not None
    assert kommun.namnder[0].texter == Namndtexter(mbl=("Ett två.", "[x] <b> & *y*"))


def test_the_name_is_enough() -> None:
    assert parse_kommun(KOMMUN, "x") == (Kommun("Ale kommun"), ())


def test_one_diary_number_for_all_quarters_and_laws_in_any_case() -> None:
    kommun, _ = parse_kommun(KOMMUN + '[[namnd]]\nnamn = " A "\ndiarienummer = "D.1"\nlagar = ["sol"]', "x")
    assert kommun is not None
    assert kommun.namnder == (Namnd("A", diarienummer=Diarienummer("D.1"), lagar=(Lag.SOL,)),)


def test_all_faults_at_once_with_their_keys() -> None:
    text = """
    [kommun]
    namn = ""
    adress = "Storgatan 1"
    telfon = "0303"
    postadress = 44980
    [[namnd]]
    namn = "A"
    kortnamn = "å/b"
    diarienummer = 3
    handlaggare = "Bo"
    lagar = ["LVU", 3]
    [namnd.expediering]
    for_kanedom = []
    [[namnd]]
    diarienummer = { "2019" = "x" }
    [namnd.rapportor]
    epst = "x"
    [xyz]
    """
    assert faults(text) == [
        ("kommun_varde", "kommun.toml nyckel kommun.namn"),
        ("kommun_varde", "kommun.toml nyckel kommun.adress"),
        ("kommun_varde", "kommun.toml nyckel kommun.postadress"),
        ("kommun_okand_nyckel", "kommun.toml nyckel kommun.telfon"),
        ("kommun_varde", "kommun.toml nyckel namnd[0].kortnamn"),
        ("kommun_varde", "kommun.toml nyckel namnd[0].diarienummer"),
        ("kommun_varde", "kommun.toml nyckel namnd[0].handlaggare"),
        ("kommun_okand_nyckel", "kommun.toml nyckel namnd[0].expediering.for_kanedom"),
        ("kommun_varde", "kommun.toml nyckel namnd[0].lagar[0]"),
        ("kommun_varde", "kommun.toml nyckel namnd[0].lagar[1]"),
        ("kommun_uppgift_saknas", "kommun.toml nyckel namnd[1].namn"),
        ("kommun_varde", "kommun.toml nyckel namnd[1].diarienummer"),
        ("kommun_uppgift_saknas", "kommun.toml nyckel namnd[1].rapportor.namn"),
        ("kommun_okand_nyckel", "kommun.toml nyckel namnd[1].rapportor.epst"),
        ("kommun_okand_nyckel", "kommun.toml nyckel xyz"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[kommun]\nnamn="a"\ntelfon="1"', "Menade du telefon?"),
        (KOMMUN + "[[namnd]]\nnamn='a'\n[namnd.rapportor]\nnamn='b'\neepost='c'", "Menade du epost?"),
        (KOMMUN + "[[namnd]]\nnamn='a'\n[[namnd.underskrifter]]\nnamn='b'\ntittel='c'", "Menade du titel?"),
        (KOMMUN + "[xyz]", "Här finns kommun, namnd, rapport."),
        (KOMMUN + "[namnd]\nnamn='a'", "skrivs med dubbla hakparenteser: [[namnd]]."),
        (KOMMUN + "[[namnd]]\nnamn='a'\n[namnd.underskrifter]\nnamn='b'", "[[namnd.underskrifter]]."),
        ("[kommun]\nnamn=3", "ska vara text inom citattecken"),
        ("[kommun]\nnamn='a'\nadress='b'", "ska vara en lista inom [ ]"),
        ("kommun=3", "ska vara en tabell med egna nycklar"),
        ('[kommun]\nnamn="a\\nb"', "ska stå på en rad"),
        (f"[kommun]\nnamn='{'a' * 301}'", "är för långt"),
        ("[kommun]\nnamn=' '", "är tom"),
        (KOMMUN + "[[namnd]]\nnamn='a'\nmoten=[{datum=2026-01-02,stopptid=2026-01-03}]", "stopptid efter mötet"),
        (KOMMUN + "[[namnd]]\nnamn='a'\nmoten=[{datum='2026-01-02',stopptid=2026-01-01}]", "utan citattecken"),
        (KOMMUN + "[[namnd]]\nnamn='a'\nlagar=['LVU']", "ska vara SoL eller LSS"),
        (KOMMUN + "[[namnd]]\nnamn='a'\ndiarienummer={'2019Q1'='b','2019k1'='c'}", "samma kvartal två gånger"),
        (KOMMUN + "[[namnd]]\nnamn='a'\ndiarienummer={'2019Q5'='b'}", "till exempel 2019Q1"),
        (KOMMUN + "[[namnd]]\nnamn='a'\nkortnamn='-ö'", "bindestreck"),
        (
            KOMMUN + "[[namnd]]\nnamn='a'\ntjansteutlatande='lång'",
            "namnd[0].tjansteutlatande ska vara kort, fullstandig eller tjansteskrivelse",
        ),
        (KOMMUN + "[[namnd]]\nnamn='a'\n[namnd.texter]\nekonomiskbedomning='b'", "Menade du ekonomisk_bedomning?"),
        (KOMMUN + "[[namnd]]\nnamn='a'\n[namnd.texter]\nmbl=['b']", "ska vara text inom citattecken"),
        (KOMMUN + '[[namnd]]\nnamn="a"\n[namnd.texter]\nmbl="b\\u0007"', "namnd[0].texter.mbl innehåller styrtecken"),
        (KOMMUN + f"[[namnd]]\nnamn='a'\n[namnd.texter]\nmbl='{'a' * 10_001}'", "är för långt"),
    ],
)
def test_a_fault_says_what_and_the_nearest(text: str, words: str) -> None:
    assert words in only_text(text)


def test_two_namnder_with_one_name_or_one_file_name() -> None:
    same = '[[namnd]]\nnamn = "A"\n[[namnd]]\nnamn = "a"\n[[namnd]]\nnamn = "B"\nkortnamn = "c"\n[[namnd]]\nnamn = "C"'
    assert faults(KOMMUN + same) == [
        ("kommun_dubblett", "kommun.toml nyckel namnd[0].namn"),
        ("kommun_dubblett", "kommun.toml nyckel namnd[1].namn"),
        ("kommun_dubblett", "kommun.toml nyckel namnd[2].kortnamn"),
        ("kommun_dubblett", "kommun.toml nyckel namnd[3].kortnamn"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [("[kommun]\nnamn = x", 2), ("[kommun]\nnamn = 'a'\nnamn = 'b'", 3), ("[kommun", 1), ('a = """\n\nx\n', 3)],
)
def test_toml_faults_have_a_row(text: str, row: int) -> None:
    assert faults(text) == [("kommun_syntax", f"kommun.toml rad {row}")]


def test_too_deep_nesting_is_told() -> None:
    assert faults("a = " + "[" * 100_000) == [("kommun_syntax", "kommun.toml")]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "kommun.toml"
    assert read_kommun(path) == (None, ())
    path.write_bytes(b"\xef\xbb\xbf" + KOMMUN.encode())
    assert read_kommun(path) == (Kommun("Ale kommun"), ())
    path.write_bytes('[kommun]\nnamn = "Älvdalen"'.encode("cp1252"))
    assert [(b.kod, b.plats) for b in read_kommun(path)[1]] == [("kommun_tecken", "kommun.toml rad 2")]
    path.write_bytes(b"#" * (STORST + 1))
    assert [b.kod for b in read_kommun(path)[1]] == ["kommun_for_stor"]
    assert [b.kod for b in read_kommun(tmp_path)[1]] == ["kommun_olaslig"]


@given(st.text() | st.text('[]{}=."\n,kommunad 1'))
def test_no_text_makes_it_fall(text: str) -> None:
    kommun, brister = parse_kommun(text, "kommun.toml")
    assert (kommun is None) is bool(brister)


def test_no_message_repeats_a_value() -> None:
    wrong = ("namn = 191212121212\nwebb = ['x']", "namn = 'P'\nwebb = ['19121212-1212']", "'19121212-1212' = 1")
    brister = [b for text in wrong for b in parse_kommun(f"[kommun]\n{text}", "kommun.toml")[1]]
    assert [b.kod for b in brister] == ["kommun_varde", "kommun_varde", "kommun_identitet", "kommun_identitet"]
    assert not any("1212" in b.text for b in brister)
