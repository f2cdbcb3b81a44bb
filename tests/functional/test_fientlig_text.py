"""Text that a terminal or a document might obey is shown as it was written."""

from pathlib import Path

import pytest
from korning import Ejv, beslut, handelse, pdf_text

MARKUP = [
    "[dnr 12]",
    "[/x]",
    "[bold red]",
    "<b>",
    "</para>",
    "&",
    "&lt;",
    "<font size=99>",
    "{{ 7 * 7 }}",
    "**a**",
    "%s",
    "\\n",
]
CONTROL = ["\x1b[31m", "\x1b]0;titel\x07", "\x07", "\x08", "\x9b31m", "\u202e", "\x7f"]


def unchanged(text: str) -> bool:
    return not any(c in text for c in "\x1b\x07\x08\x7f\x9b\u202e")


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_literally_on_the_terminal(register: Ejv, text: str) -> None:
    cells = {"enhet": f"e{text}", "handlaggare": f"h{text}", "verksamhetsomrade": f"v{text}"}
    register.las_in([beslut("B-1", insats=f"i{text}", **cells)])
    assert f"Kommentar: k{text}" in register("kommentera", "B-1", f"k{text}", idag="2019-02-15").ut
    case = register("beslut", "visa", "B-1").ut
    for letter in "iehvk":
        assert f"{letter}{text}" in case
    for args in (("beslut", "lista"), ("kvartal", "visa", "2019Q1"), ("rapport", "ivo", "2019Q1", "--som", "lista")):
        assert f"i{text}" in register(*args).ut
    assert f"h{text}" in register("bevaka", idag="2019-02-15").ut


@pytest.mark.parametrize("text", CONTROL)
def test_what_a_terminal_would_obey_is_replaced(register: Ejv, text: str) -> None:
    register.las_in([beslut("B-1")])
    register("kommentera", "B-1", f"före{text}efter", idag="2019-02-15")
    shown = register("beslut", "visa", "B-1").ut
    assert unchanged(shown)
    assert "före\ufffd" in shown
    assert register.data("beslut", "visa", "B-1")["handelser"][0]["text"] == f"före{text}efter"


@pytest.mark.parametrize("text", CONTROL)
def test_names_of_the_register_and_its_user_are_replaced_too(
    register: Ejv, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EJV_ANVANDARE", f"prov{text}aren")
    svar = register("installning", "satt", "kommun", f"Ort{text}kommun")
    assert unchanged(svar.ut)
    assert "Ort\ufffd" in svar.ut
    assert unchanged(register("installning", "satt", "namnder", f"N{text};M{text}").ut)
    assert unchanged(
        register("rapport", "statistik", "2019Q1", "--lag", "LSS", "--namnd", f"N{text}", "--ut", f"u{text}t").ut
    )


@pytest.mark.parametrize("text", ["[dnr 12]", "[/x]", "\x1b[31m"])
def test_wrong_usage_and_refusals_show_it_literally(register: Ejv, text: str) -> None:
    for args in (
        ("beslut", "visa", f"B{text}"),
        ("kvartal", "visa", f"2019{text}"),
        ("skal", "B-1", f"kod{text}"),
        (f"kom{text}",),
        ("kvartal", "visa", "2019Q1", f"--val{text}"),
        ("importera", f"fil{text}.csv"),
        ("installning", "satt", f"n{text}", "x"),
    ):
        svar = register(*args)
        assert svar.kod in {2, 3}
        assert unchanged(svar.fel)
        assert text.replace("\x1b", "\ufffd") in svar.fel


def test_an_identity_number_typed_as_a_decision_is_not_repeated(register: Ejv) -> None:
    for args in (("beslut", "visa", "19121212-1212"), ("kommentera", "191212121212", "x")):
        svar = register(*args)
        assert svar.kod == 3
        assert "1212" not in svar.ut + svar.fel


@pytest.mark.parametrize("slag", ["statistik", "tjansteutlatande"])
def test_papers_show_it_literally(register: Ejv, slag: str) -> None:
    text = " ".join(MARKUP) + " före\x1b[31mefter"
    (register.folder / "kommun.toml").write_text('[kommun]\nnamn = "A [/x] <b> & kommun"\n', "utf-8")
    row = beslut("B[/x]<b>&1", insats=f"insats {' '.join(MARKUP)}")
    register.las_in([row], [handelse("B[/x]<b>&1", "2019-02-01", "kommentar", text=text)])
    svar = register("rapport", slag, "2019Q1", "--ut", "ut")
    assert svar.kod in {0, 1}
    (path,) = Path("ut").iterdir()
    paper = pdf_text(path)
    assert "A [/x] <b> & kommun" in paper
    if slag == "statistik":
        assert "".join(MARKUP).replace(" ", "") in paper.replace(" ", "")
        assert "\x1b" not in paper


def test_texts_come_back_from_a_file_as_they_were_written(register: Ejv) -> None:
    text = 'rad ett\r\nrad "två"; tre\t[/x] <b>\u00a0å'
    register.las_in([beslut("B-1")], [handelse("B-1", "2019-02-01", "kommentar", text=text)])
    assert register.data("beslut", "visa", "B-1")["handelser"][0]["text"] == text.replace("\r\n", "\n")  # a line break
