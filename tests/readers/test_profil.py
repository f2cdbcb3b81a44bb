"""Import profiles: what is read, and that every fault is told with file, line and key, all at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers.falt import Fel
from ejverkstallda.readers.profil import STORST, find_profile, parse_profile, read_profile
from ejverkstallda.readers.profil_koder import DATUMKOLUMNER, FRIA_KODER, KODER
from ejverkstallda.readers.profil_schema import Beslutskolumner, Handelsefalt, Koder, Profil
from ejverkstallda.readers.rader import beslut_parsers, handelse_parsers

MINST = 'namn = "a"\n[kolumner]\nbeslutsnummer = "Nr"\n'
IDAG = date(2026, 11, 20)


def read(text: str) -> Profil:
    profil, brister = parse_profile(text, "p.toml")
    assert brister == ()
    assert profil is not None
    return profil


def faults(text: str) -> list[tuple[str, str | None]]:
    profil, brister = parse_profile(text, "p.toml")
    assert profil is None
    assert {b.allvar for b in brister} == {Allvar.FEL}
    return [(b.kod, b.plats) for b in brister]


def only(text: str) -> Brist:
    profil, brister = parse_profile(text, "p.toml")
    assert profil is None
    (brist,) = brister
    return brist


def test_a_number_is_enough_and_one_header_needs_no_list() -> None:
    profil = read(MINST)
    assert (profil.namn, profil.lista, profil.kolumner.beslutsnummer) == ("a", None, ("Nr",))


def test_everything_a_profile_can_say() -> None:
    profil = read(
        """
        namn = "allt"
        beskrivning = '''
        flera
        rader'''
        markt_som = "inte prövad"
        lista = "alla"
        kodning = "cp1252"
        avgransare = "\\t"
        blad = ["Beslut", "Äldre"]
        tomma_varden = "-"
        behall_okanda = ["insats"]
        las_inte = ["Färg"]
        kanns_igen_pa = ["Nr"]
        [datum]
        former = ["d/m åååå", "excel"]
        [kolumner]
        beslutsnummer = ["Nr", "Dnr"]
        beslutsdatum = "Beslutad"
        [varden]
        lag = "lss"
        kallsystem = "Treserva"
        [koder.kon]
        Flicka = "kvinna"
        "?" = ""
        [koder.insats]
        KP = "kontaktperson_lss"
        [[handelsekolumner]]
        handelse = "Återupptagen"
        datum = "Åter"
        varden = { vantan = "avbrott" }
        framtida = "hoppa_over"
        [[handelsekolumner]]
        handelse = "kommentar"
        text = "Not"
        dela_vid = ["aammdd"]
        delning = "rad"
        utan_datum = "forsta_anteckningen"
        [verkstalld_nar]
        kolumn = "Utbetalt"
        varden = ["Ja"]
        inte_varden = ["Nej"]
        datum = "Utbetald den"
        [[hoppa_over]]
        kolumn = "Status"
        varden = ["Makulerad"]
        [[ta_bara_med]]
        kolumn = "Typ"
        varden = ["Bifall"]
        """
    )
    assert profil.avgransare == "\t"
    assert profil.varden.given() == {"lag": "LSS", "kallsystem": "Treserva"}
    assert profil.koder.kon == {"Flicka": "K", "?": ""}
    assert [e.handelse for e in profil.handelsekolumner] == ["aterupptagen", "kommentar"]
    assert [f.value for f in profil.datum.former] == ["d/m aaaa", "excel"]


def test_all_faults_at_once_with_line_and_key() -> None:
    text = """\
namn = 3
lista = "några"
kodning = "ebcdic"
avgransare = "|"
kollumner = 1
tomma_varden = [""]
behall_okanda = ["lag"]
las_inte = 3

[datum]
former = ["d/m", 4]

[kolumner]
beslutsnummer = 7
lagg = "Lag"
insats = ["Insats\\nrad", "x"]

[varden]
lag = "LVU"
beslutsdatum = "2019-01-01"

[koder.kon]
Kvinna = "Q"
"" = "K"

[koder.svar]
Kanske = "kanske"

[[handelsekolumner]]
handelse = "makulerad"
datum = "D"

[[handelsekolumner]]
datum = "E"
dela_vid = ["ååmmdd", "jan"]
delning = "ord"
utan_datum = "igår"
framtida = "ja"

[[hoppa_over]]
kolumn = []

[verkstalld_nar]
varden = ["x"]

[tabell.en]
namn = "x"
"""
    assert faults(text) == [
        ("profil_varde", "p.toml rad 14 nyckel kolumner.beslutsnummer"),
        ("profil_varde", "p.toml rad 16 nyckel kolumner.insats[0]"),
        ("profil_okand_nyckel", "p.toml rad 15 nyckel kolumner.lagg"),
        ("profil_varde", "p.toml rad 19 nyckel varden.lag"),
        ("profil_okand_nyckel", "p.toml rad 20 nyckel varden.beslutsdatum"),
        ("profil_varde", "p.toml rad 30 nyckel handelsekolumner[0].handelse"),
        ("profil_uppgift_saknas", "p.toml rad 33 nyckel handelsekolumner[1].handelse"),
        ("profil_varde", "p.toml rad 37 nyckel handelsekolumner[1].utan_datum"),
        ("profil_varde", "p.toml rad 38 nyckel handelsekolumner[1].framtida"),
        ("profil_varde", "p.toml rad 35 nyckel handelsekolumner[1].dela_vid[1]"),
        ("profil_varde", "p.toml rad 36 nyckel handelsekolumner[1].delning"),
        ("profil_uppgift_saknas", "p.toml rad 43 nyckel verkstalld_nar.kolumn"),
        ("profil_varde", "p.toml rad 41 nyckel hoppa_over[0].kolumn"),
        ("profil_uppgift_saknas", "p.toml rad 40 nyckel hoppa_over[0].varden"),
        ("profil_varde", "p.toml rad 8 nyckel las_inte"),
        ("profil_varde", "p.toml rad 1 nyckel namn"),
        ("profil_varde", "p.toml rad 2 nyckel lista"),
        ("profil_varde", "p.toml rad 3 nyckel kodning"),
        ("profil_varde", "p.toml rad 4 nyckel avgransare"),
        ("profil_varde", "p.toml rad 11 nyckel datum.former[0]"),
        ("profil_varde", "p.toml rad 11 nyckel datum.former[1]"),
        ("profil_varde", "p.toml rad 23 nyckel koder.kon.Kvinna"),
        ("profil_varde", 'p.toml rad 24 nyckel koder.kon.""'),
        ("profil_varde", "p.toml rad 27 nyckel koder.svar.Kanske"),
        ("profil_varde", "p.toml rad 7 nyckel behall_okanda[0]"),
        ("profil_varde", "p.toml rad 6 nyckel tomma_varden[0]"),
        ("profil_okand_nyckel", "p.toml rad 47 nyckel tabell.en.namn"),
        ("profil_okand_nyckel", "p.toml rad 5 nyckel kollumner"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MINST + 'lagg = "Lag"', "Nyckeln kolumner.lagg är okänd. Menade du lag?"),
        (MINST + "[[handelsekolumner]]\nhandelse='svar'\nsvr='S'", "Menade du svar?"),
        (MINST + "[tabell.x]\nkolumer={}", "Menade du kolumner?"),
        (MINST + "[datum]\nxyz=1", "Här finns former."),
        (MINST + "[koder]\nxyz={}", "Här finns ansvar, bosattningskommun, enhet, handelse, insats"),
        (MINST + "[handelsekolumner]\nhandelse='svar'", "skrivs med dubbla hakparenteser: [[handelsekolumner]]"),
        (MINST + "[hoppa_over]\nkolumn='s'", "skrivs med dubbla hakparenteser: [[hoppa_over]]"),
        (MINST + "[koder.kon]\nx=1", "ska vara text inom citattecken"),
        (MINST + "[koder.kon]\nx='y'", "ska vara ett av: K, M"),
        (MINST + "[koder]\nkon=3", "ska vara en tabell med egna nycklar"),
        (MINST + "[varden]\nlag=''", "ska vara ett av: SoL, LSS"),
        (MINST + "lag = 3", "ska vara text, eller en lista inom [ ]"),
        (MINST + "lag = 'a\\u0007'".replace("'", '"'), "ska stå på en rad"),
        (MINST + "lag = ' '", "är tom"),
        (MINST + f"lag = '{'a' * 301}'", "är för långt"),
        ("namn='a'\nlista='x'\n[kolumner]\nbeslutsnummer='N'", "ska vara ”alla” eller ”endast_ej_verkstallda”."),
        ("namn='a'\navgransare='x'\n[kolumner]\nbeslutsnummer='N'", "ska vara ”;”, ”,” eller ”\\t (tabb)”."),
        (MINST + "[verkstalld_nar]\nkolumn=[]", "ska ha minst ett värde"),
        ("namn='a'", "Profilen ska säga vilka kolumner listan har"),
        ("[kolumner]\nbeslutsnummer='N'", "namn saknas."),
    ],
)
def test_a_fault_says_what_is_wrong(text: str, words: str) -> None:
    assert words in only(text).text


@pytest.mark.parametrize(
    ("text", "kod", "place", "words"),
    [
        (
            'namn="a"\n[kolumner]\nlag="L"',
            "profil_uppgift_saknas",
            "p.toml rad 2 nyckel kolumner.beslutsnummer",
            "saknas",
        ),
        (
            MINST + 'lag = ["Lagen", "NR"]',
            "profil_motsagelse",
            "p.toml rad 4 nyckel kolumner.lag[1]",
            "”NR” står både under beslutsnummer och under lag",
        ),
        (
            'las_inte = ["Färg", "nr"]\n' + MINST,
            "profil_motsagelse",
            "p.toml rad 1 nyckel las_inte[1]",
            "”nr” står under las_inte men läses",
        ),
        (
            MINST + '[datum]\nformer=["d/m aaaa", "m/d aaaa"]',
            "profil_motsagelse",
            "p.toml rad 5 nyckel datum.former",
            "både att dagen och att månaden",
        ),
        (
            MINST + '[koder.kon]\nKv="K"\n"KV"="M"',
            "profil_motsagelse",
            "p.toml rad 6 nyckel koder.kon.KV",
            "”KV” och ”Kv” läses som samma värde",
        ),
        (
            MINST + 'text = "Not"',
            "profil_motsagelse",
            "p.toml rad 4 nyckel kolumner.text",
            "hör till en händelse",
        ),
        (
            MINST + '[tabell.x.kolumner]\nbeslutsnummer="N"',
            "profil_motsagelse",
            "p.toml rad 2 nyckel kolumner",
            "både för sig och under tabell",
        ),
        (
            'namn="a"\n[tabell.x.kolumner]\nlag="N"',
            "profil_uppgift_saknas",
            "p.toml rad 2 nyckel tabell.x.kolumner.beslutsnummer",
            "saknas",
        ),
        (
            'namn="a"\n[tabell.x]\nvia_person="P"\n[tabell.x.kolumner]\nbeslutsnummer="N"',
            "profil_motsagelse",
            "p.toml rad 3 nyckel tabell.x.via_person",
            "bara när raden saknar beslutsnummer",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="svar"\ndatum="S"',
            "profil_uppgift_saknas",
            "p.toml rad 4 nyckel handelsekolumner[0].svar",
            "behöver svar",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="kommentar"\ndatum="S"',
            "profil_uppgift_saknas",
            "p.toml rad 4 nyckel handelsekolumner[0].text",
            "behöver text",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="atgard"\ndatum="S"\ndela_vid="aammdd"',
            "profil_uppgift_saknas",
            "p.toml rad 4 nyckel handelsekolumner[0].text",
            "dela_vid behöver",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="verkstalld"\ndatum="nr"',
            "profil_uppgift_saknas",
            "p.toml rad 4 nyckel handelsekolumner[0]",
            "ingen egen kolumn",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="verkstalld"\ndatum="V"\nsvarsdatum="S"',
            "profil_motsagelse",
            "p.toml rad 7 nyckel handelsekolumner[0].svarsdatum",
            "hör till ett erbjudande",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="erbjudande"\ndatum="V"\nsvarsdatum="S"',
            "profil_motsagelse",
            "p.toml rad 7 nyckel handelsekolumner[0].svarsdatum",
            "med en kolumn svar",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="avbrott"\ndatum="V"\nutan_datum="beslutsdatum"',
            "profil_motsagelse",
            "p.toml rad 7 nyckel handelsekolumner[0].utan_datum",
            "behöver kolumner.beslutsdatum",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="avbrott"\ndatum="V"\nutan_datum="kvartalets_sista_dag"',
            "profil_motsagelse",
            "p.toml rad 7 nyckel handelsekolumner[0].utan_datum",
            "behöver en kolumn kvartal",
        ),
        (
            MINST + '[[handelsekolumner]]\nhandelse="kommentar"\ntext="V"\nutan_datum="forsta_anteckningen"',
            "profil_motsagelse",
            "p.toml rad 7 nyckel handelsekolumner[0].utan_datum",
            "behöver dela_vid",
        ),
        (
            MINST + '[verkstalld_nar]\nkolumn="U"\nvarden="Ja"',
            "profil_uppgift_saknas",
            "p.toml rad 4 nyckel verkstalld_nar.datum",
            "en status säger inte vilken dag",
        ),
        (
            MINST + '[verkstalld_nar]\nkolumn="U"\ndatum="D"',
            "profil_uppgift_saknas",
            "p.toml rad 4 nyckel verkstalld_nar.varden",
            "vilka värden",
        ),
    ],
)
def test_what_cannot_hold_together(text: str, kod: str, place: str, words: str) -> None:
    brist = only(text)
    assert (brist.kod, brist.plats) == (kod, place)
    assert words in brist.text


def test_contradictions_are_told_all_at_once() -> None:
    text = (
        MINST
        + 'lag = "nr"\ntext = "T"\n[datum]\nformer=["d/m aaaa", "m/d aaaa"]\n[verkstalld_nar]\nkolumn="U"\nvarden="Ja"'
    )
    assert [kod for kod, _ in faults(text)] == ["profil_motsagelse"] * 3 + ["profil_uppgift_saknas"]


@pytest.mark.parametrize(
    ("text", "row"), [("namn = \n", 1), ("namn='a'\n[kolumner\n", 2), ("a=1\na=2\n", 2), ("x = [" * 5000, 1)]
)
def test_a_text_that_is_no_toml(text: str, row: int) -> None:
    brist = only(text)
    assert brist.kod == "profil_syntax"
    assert brist.plats in {f"p.toml rad {row}", "p.toml"}


def test_a_file_that_is_not_there_not_a_file_too_large_or_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "stor.toml").write_text("#" * (STORST + 1))
    (tmp_path / "latin.toml").write_bytes(b'namn = "a"\nblad = "\xe5"')
    found = [read_profile(tmp_path / name) for name in ("saknas.toml", "", "stor.toml", "latin.toml")]
    assert [profil for profil, _ in found] == [None] * 4
    assert [(b.kod, b.plats) for _, (b,) in found] == [
        ("profil_saknas", "saknas.toml"),
        ("profil_olaslig", tmp_path.name),
        ("profil_for_stor", "stor.toml"),
        ("profil_tecken", "latin.toml rad 2"),
    ]


def test_a_profile_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_text(MINST, "utf-8-sig")
    profil, brister = read_profile(path)
    assert brister == ()
    assert profil == read(MINST)


def test_the_municipalitys_own_profile_wins(tmp_path: Path) -> None:
    own, shipped = tmp_path / "egna", tmp_path / "medskickade"
    for folder, names in ((own, ["bred-lista", "min_lista"]), (shipped, ["bred-lista", "generell"])):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.toml").touch()
    folders = [own, tmp_path / "finns_inte", shipped]
    assert find_profile("bred-lista", folders) == own / "bred-lista.toml"
    assert find_profile("Bred lista", folders) == own / "bred-lista.toml"
    assert find_profile("generell", folders) == shipped / "generell.toml"
    assert find_profile("min-lista", folders) == own / "min_lista.toml"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bred-list", "”bred-list”. Menade du bred-lista?"),
        ("zzz", "Det finns bred-lista."),
        ("../bred-lista", "”../bred-lista”"),
        ("", "Det finns bred-lista."),
        ("bred-lista.toml", "Menade du bred-lista?"),
    ],
)
def test_a_name_that_no_profile_has(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "bred-lista.toml").touch()
    found = find_profile(name, [tmp_path])
    assert isinstance(found, Brist)
    assert found.kod == "profil_saknas"
    assert words in found.text
    assert "mappen importprofiler bredvid registret" in found.text


def test_no_profiles_at_all(tmp_path: Path) -> None:
    found = find_profile("x", [tmp_path])
    assert isinstance(found, Brist)
    assert "Det finns inga profiler." in found.text


def test_the_columns_are_the_contracts() -> None:
    beslut, handelser = beslut_parsers(IDAG), handelse_parsers(IDAG)
    assert set(Beslutskolumner.model_fields) == set(beslut)
    assert {*Handelsefalt.model_fields, "beslutsnummer", "kallsystem", "handelse"} == set(handelser)
    assert DATUMKOLUMNER - {"svarsdatum"} == {
        k
        for k, read_cell in {**beslut, **handelser}.items()
        if not isinstance(read_cell("20190131"), Fel) and str(read_cell("20190131")) == "2019-01-31"
    }
    assert set(Koder.model_fields) == set(KODER) | FRIA_KODER


def test_the_codes_are_those_the_contract_takes() -> None:
    parsers = {**beslut_parsers(IDAG), **handelse_parsers(IDAG)}
    refused = [(k, code) for k, codes in KODER.items() for code in codes.values() if isinstance(parsers[k](code), Fel)]
    assert refused == []


@given(st.text(max_size=200))
def test_whatever_the_text_is_there_is_a_profile_or_a_fault(text: str) -> None:
    profil, brister = parse_profile(text, "p.toml")
    assert (profil is None) is bool(brister)
