"""`ejv rapport tjansteutlatande` in its three forms, with a municipality's own templates, good and bad."""

from pathlib import Path

import pytest
from korning import Ejv, pdf_text

from ejverkstallda.app import kvartal_stang
from ejverkstallda.app.kommunfil import TextSources, read_sources

PDF = Path("ut/tjansteutlatande_2019Q1_LSS.pdf")
KOMMUN = '[kommun]\nnamn = "Ale kommun"\n[[namnd]]\nnamn = "Omsorgs- och arbetsmarknadsnämnden"\n'


def make(ejv: Ejv, *args: str) -> tuple[str, list[str]]:
    """Make the paper; return its text and the codes of what was found."""
    svar = ejv.json("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", "--skriv-over", *args)
    return pdf_text(PDF), [b["kod"] for b in svar["brister"]]


def own(ejv: Ejv, content: str, name: str = "tjansteutlatande.md") -> Path:
    folder = ejv.folder / "templates" / "dokument"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content, "utf-8")
    return path


@pytest.mark.parametrize(
    ("form", "head", "only"),
    [
        ("kort", "Tjänsteutlåtande", "Förvaltningens förslag till beslut"),
        ("fullstandig", "Tjänsteutlåtande", "Hållbarhetsperspektiv"),
        ("Fullständig", "Tjänsteutlåtande", "Hållbarhetsperspektiv"),
        ("tjansteskrivelse", "Tjänsteskrivelse", "Sammanfattning av ärendet"),
        ("tjänsteskrivelse", "Tjänsteskrivelse", "Sammanfattning av ärendet"),
    ],
)
def test_the_form_is_chosen_and_the_file_keeps_its_name(ale: Ejv, form: str, head: str, only: str) -> None:
    text, koder = make(ale, "--form", form)
    assert koder == []
    assert head in text
    assert only in text
    assert "redovisas två nya beslut" in text
    assert [p.name for p in Path("ut").iterdir()] == [PDF.name]


def test_the_namnd_chooses_in_kommun_toml_and_the_option_goes_before(ale: Ejv) -> None:
    (ale.folder / "kommun.toml").write_text(KOMMUN + 'tjansteutlatande = "tjansteskrivelse"\n', "utf-8")
    assert "Sammanfattning av ärendet" in make(ale)[0]
    assert "Sammanfattning av ärendet" not in make(ale, "--form", "kort")[0]


def test_own_words_of_the_namnd_stand_under_their_heading(ale: Ejv) -> None:
    texts = '[namnd.texter]\nmbl = """\nFacket är <b>hört</b> & [nöjt].\n\nDet var 2019-05-02.\n"""\n'
    (ale.folder / "kommun.toml").write_text(KOMMUN + texts, "utf-8")
    text = make(ale, "--form", "fullstandig")[0]
    assert "MBL Facket är <b>hört</b> & [nöjt]. Det var 2019-05-02. Beslutets genomförande" in text


def test_an_identity_number_in_own_words_stops_the_paper(ale: Ejv) -> None:
    (ale.folder / "kommun.toml").write_text(KOMMUN + '[namnd.texter]\nmbl = "Rör 19121212-1212."\n', "utf-8")
    svar = ale.json("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", "--form", "fullstandig", kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["kommun_identitet"]
    assert "1212" not in str(svar)


@pytest.mark.parametrize(
    ("slag", "form", "kod"),
    [("tjansteutlatande", "lång", "varde_okant"), ("statistik", "kort", "form_utan_utlatande")],
)
def test_a_form_that_is_none_is_refused(ale: Ejv, slag: str, form: str, kod: str) -> None:
    assert ale.koder("rapport", slag, "2019Q1", "--ut", "ut", "--form", form, kod=2) == [kod]
    assert not Path("ut").exists()


def test_only_the_tjansteutlatande_shows_the_option(ale: Ejv) -> None:
    assert "--form FORM" in " ".join(ale("rapport", "tjansteutlatande", "--help").ut.split())
    assert "FORM " not in ale("rapport", "statistik", "--help").ut.replace("FORMAT", "")


def test_a_closed_quarter_keeps_its_form(ale: Ejv) -> None:
    ale.stang("2019Q1")
    (ale.folder / "kommun.toml").write_text(KOMMUN + 'tjansteutlatande = "tjansteskrivelse"\n', "utf-8")
    text, koder = make(ale)
    assert koder == ["texter_andrade"]
    assert "Tjänsteutlåtande" in text
    assert "Tjänsteskrivelse" in make(ale, "--aktuella-texter")[0]


def test_a_template_newer_than_the_closing_is_taken_from_the_program(ale: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_an_older_version(folder: Path) -> TextSources:
        sources = read_sources(folder)
        old = ("dokument/statistikrapport.md", "dokument/tjansteutlatande.md")
        return sources._replace(mallar={namn: sources.mallar[namn] for namn in old})

    with monkeypatch.context() as patched:
        patched.setattr(kvartal_stang, "read_sources", of_an_older_version)
        ale.stang("2019Q1")
    assert make(ale)[1] == []
    own(ale, "# Egen\n", "tjansteskrivelse.md")
    text, koder = make(ale, "--form", "tjansteskrivelse")
    assert koder == ["mall_ej_fryst"]
    assert "Sammanfattning av ärendet" in text
    svar = ale.json("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", "--form", "tjansteskrivelse")
    assert (svar["brister"][0]["plats"], svar["brister"][0]["allvar"]) == ("dokument/tjansteskrivelse.md", "upplysning")


def test_an_own_template_is_used_and_one_that_no_document_uses_is_told(ale: Ejv) -> None:
    own(
        ale,
        "# Vårt eget\n\nUnder {{ kvartal.text }} kom {{ antal(tal.nya, 'beslut', 'beslut') }}.\n",
    )
    text, koder = make(ale)
    assert koder == []
    assert "Vårt eget Under kvartal 1 2019 kom två beslut." in text
    own(ale, "# x\n", "tjansteutlatandet.md")
    svar = ale.json("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", kod=1)
    (brist,) = svar["brister"]
    assert (brist["kod"], brist["plats"]) == ("mall_anvands_inte", "dokument/tjansteutlatandet.md")
    assert "Menade du dokument/tjansteutlatande.md?" in brist["text"]


@pytest.mark.parametrize(
    ("kod", "rad", "ord_", "mall"),
    [
        ("mall_okant_falt", " rad 3", "Fältet kvartal.txt finns inte. Menade du text?", "# T\n\n{{ kvartal.txt }}"),
        ("mall_okant_falt", " rad 3", "Platsen plats.nya finns inte.", "# T\n\n{{ plats.nya }}"),
        ("mall_for_lang", " rad 3", "10000 varv", "# T\n\n{% for a in range(10000000000) %}a{% endfor %}"),
        (
            "mall_for_lang",
            " rad 4",
            "10000 varv",
            "# T\n\n{% for a in range(9999) %}\n{% for b in range(10000) %}x{% endfor %}{% endfor %}",
        ),
        ("mall_ej_tillatet", " rad 3", "understreck", "# T\n\n{{ ''.__class__.__mro__ }}"),
        ("mall_ej_tillatet", " rad 3", "include", "# T\n\n{% include '/etc/passwd' %}"),
        ("mall_ej_tillatet", " rad 3", "import", "# T\n\n{% import 'os' as os %}"),
        ("mall_okant_falt", " rad 3", "Fältet cycler finns inte", "# T\n\n{{ cycler.next }}"),
        ("mall_ej_tillatet", " rad 3", "multiplikation", "# T\n\n{{ 'x' * 100000000 }}"),
        ("mall_syntax", " rad 3", "tagg", "# T\n\n{% while true %}"),
        ("mall_syntax", " rad 3", "tar slut", "# T\n\n{% if tal.nya %}"),
        ("mall_varde", " rad 3", "Fältet tal.nya används", "# T\n\n{{ antal(tal.nya) }}"),
        ("mall_uppmarkning", " rad 3", "Här står html.", "# T\n\n<script>x</script>"),
        ("mall_uppmarkning", " rad 3", "Här står fet text.", "# T\n\n**x**"),
        ("mall_titel", "", "Mallen har 0 titlar.", "Utan titel.\n\n{{ plats.underskrifter }}"),
        ("mall_plats", "", "plats.underskrifter har innehåll", "# T\n\nText."),
    ],
)
def test_a_template_with_faults_writes_nothing_and_says_where(
    ale: Ejv, kod: str, rad: str, ord_: str, mall: str
) -> None:
    person = '[[namnd.underskrifter]]\nnamn = "Prov Provsson"\n'
    (ale.folder / "kommun.toml").write_text(KOMMUN + person, "utf-8")
    make(ale)
    before = PDF.read_bytes()
    own(ale, mall)
    svar = ale.json("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", kod=3)
    first = svar["brister"][0]
    assert (first["kod"], first["plats"]) == (kod, f"dokument/tjansteutlatande.md{rad}")
    assert ord_ in first["text"]
    assert PDF.read_bytes() == before


def test_control_characters_in_a_template_are_shown_as_something_that_stood_there(ale: Ejv) -> None:
    own(ale, "# T\x07\n\nStyr\x00tecken\x1b och [x] &amp;.\n")
    assert "Styr�tecken� och [x] &." in make(ale)[0]


def test_a_template_that_is_no_text_is_told_with_its_path(ale: Ejv) -> None:
    path = own(ale, "")
    path.write_bytes("# Å\n".encode("cp1252"))
    svar = ale.json("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", kod=3)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [("mall_olaslig", f"{path} rad 1")]
    path.write_bytes(b"#" * 200_001)
    assert ale.koder("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", kod=3) == ["mall_for_stor"]


def test_a_quarter_is_not_closed_with_a_template_that_cannot_be_used(ale: Ejv) -> None:
    own(ale, "# T\n\n{{ kvartal.txt }}")
    svar = ale.json("kvartal", "stang", "2019Q1", "--ja", "--trots-brister", kod=3)
    assert "mall_okant_falt" in [b["kod"] for b in svar["brister"]]
    assert ale.antal("stangning") == 0
