"""The command line: global options in any place, Swedish spelling, one JSON object, and the exit codes."""

import json
import re
from pathlib import Path

import pytest
from korning import Ejv, beslut, handelse


def one_object(text: str) -> dict[str, object]:
    """Read exactly one JSON object and nothing else."""
    found, end = json.JSONDecoder().raw_decode(text)
    assert text[end:].strip() == ""
    assert isinstance(found, dict)
    return found


def test_global_options_before_between_and_after(register: Ejv) -> None:
    db, day = str(register.databas), "2019-02-01"
    answers = [
        register.raw("--databas", db, "--idag", day, "--json", "kvartal", "visa", "2019Q1"),
        register.raw("kvartal", "--databas", db, "visa", "--idag", day, "2019Q1", "--json"),
        register.raw("kvartal", "visa", "2019Q1", f"--databas={db}", f"--idag={day}", "--json"),
    ]
    assert len({a.ut for a in answers}) == 1
    assert [a.kod for a in answers] == [0, 0, 0]
    assert one_object(answers[0].ut)["data"]["preliminar"] is True  # type: ignore[index]  # an object


def test_what_follows_two_dashes_is_text(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    assert register("kommentera", "B-1", "--", "--json").kod == 0
    assert register.data("beslut", "visa", "B-1")["handelser"][0]["text"] == "--json"


def test_the_environment_says_where_and_when(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EJV_DATABAS", str(register.databas))
    monkeypatch.setenv("EJV_IDAG", "2019-02-01")
    assert one_object(register.raw("kvartal", "visa", "2019Q1", "--json").ut)["data"]["preliminar"]  # type: ignore[index]
    later = register.raw("kvartal", "visa", "2019Q1", "--json", "--idag", "2019-05-01")
    assert not one_object(later.ut)["data"]["preliminar"]  # type: ignore[index]
    assert one_object(register.raw("kvartal", "visa", "2019Q1", "--json").ut)["data"]["preliminar"]  # type: ignore[index]


def test_text_in_an_encoding_that_is_not_utf8(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    assert register.koder("kommentera", "B-1", "V\udce4ntar", kod=2) == ["tecken_ogiltiga"]
    assert register.antal("handelse") == 0


@pytest.mark.parametrize("day", ["i dag", "2019-02-30", "1555200000", "20131200", "2019", ""])
def test_a_day_that_cannot_be(register: Ejv, day: str) -> None:
    svar = register.raw("--databas", str(register.databas), "--idag", day, "kvartal", "visa", "2019Q1", "--json")
    assert svar.kod == 2
    assert one_object(svar.ut)["brister"][0]["kod"] == "idag_ogiltigt"  # type: ignore[index]


@pytest.mark.parametrize(
    ("args", "kommando"),
    [
        (("inställning", "visa"), "installning visa"),
        (("inställning", "sätt", "kommun", "Å"), "installning satt"),
        (("verkställ", "B-1"), "verkstall"),
        (("återuppta", "B-1"), "ateruppta"),
        (("rätta", "B-1", "--kön", "K"), "ratta"),
        (("åtgärd", "B-1", "x"), "atgard"),
        (("skäl", "B-1", "saknar plats"), "skal"),
        (("kvartal", "stäng", "2019Q1", "--ja"), "kvartal stang"),
        (("kvartal", "stäng", "2019"), "kvartal stang"),
    ],
)
def test_the_swedish_spelling_works_and_the_answer_has_the_name(
    register: Ejv, args: tuple[str, ...], kommando: str
) -> None:
    register.las_in([beslut("B-1")])
    assert one_object(register(*args, "--json").ut)["kommando"] == kommando


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("kvartal",), "Kommando saknas. Se ejv kvartal --help."),
        (("kvartl", "visa"), "Kommandot kvartl finns inte. Menade du kvartal?"),
        (("kvartal", "vis"), "Kommandot vis finns inte. Menade du visa?"),
        (("xyzzy",), "Kommandot xyzzy finns inte."),
        (("kvartal", "visa"), "KVARTAL saknas."),
        (("kvartal", "visa", "2019Q1", "--lagg", "LSS"), "Valet --lagg finns inte. Menade du --lag?"),
        (("kvartal", "visa", "2019Q1", "--lag"), "Valet --lag ska följas av ett värde."),
        (("kvartal", "stang", "2019Q1", "--ja=nej"), "Valet --ja tar inget värde."),
        (("kommentera", "B-1", "två", "ord"), "Kommandot fick fler argument än det tar."),
        (("ratta", "B-1", "--handelse", "ett"), "Värdet för --handelse kan inte läsas. Skriv händelsens nummer"),
    ],
)
def test_wrong_usage_is_told_in_swedish_and_as_one_object(register: Ejv, args: tuple[str, ...], words: str) -> None:
    told = register(*args, "--json")
    assert told.kod == 2
    envelope = one_object(told.ut)
    assert (envelope["utfall"], envelope["data"]) == ("fel", {})
    assert words in envelope["brister"][0]["text"]  # type: ignore[index]
    shown = register(*args)
    assert shown.kod == 2
    assert not re.search(r"\b(Usage|Error|Missing|Invalid|Try)\b", shown.ut + shown.fel)


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        (("kvartal", "visa", "2019Q1"), 0),
        (("bevaka",), 1),
        (("kvartal", "visa", "2019"), 2),
        (("beslut", "visa", "B-9"), 3),
        (("importera", "saknas.csv"), 3),
    ],
)
def test_exit_codes_and_one_object_for_each(register: Ejv, args: tuple[str, ...], kod: int) -> None:
    register.las_in([beslut("B-1")])
    svar = register(*args, "--json")
    assert svar.kod == kod
    assert one_object(svar.ut)["utfall"] == {0: "ok", 1: "brister"}.get(kod, "fel")
    assert svar.fel == ""


@pytest.mark.parametrize(
    "args",
    [
        ("installning", "visa"),
        ("importera", "x.csv"),
        ("beslut", "lista"),
        ("kommentera", "B-1", "x"),
        ("kvartal", "visa", "2019Q1"),
        ("kvartal", "stang", "2019Q1", "--ja"),
        ("bevaka",),
        ("rapport", "statistik", "2019Q1", "--ut", "ut"),
    ],
)
def test_without_a_register_every_command_says_so(ejv: Ejv, args: tuple[str, ...]) -> None:
    svar = ejv.json(*args, kod=4)
    assert ([b["kod"] for b in svar["brister"]], svar["data"]) == (["register_saknas"], {})
    assert "Skapa ett med ejv init" in svar["brister"][0]["text"]
    assert not ejv.databas.exists()
    assert not Path("ut").exists()


def test_every_command_has_help_in_swedish(ejv: Ejv) -> None:
    for args in (
        (),
        *((c,) for c in ("init", "installning", "importera", "beslut", "ratta", "makulera", "kommentera", "erbjud")),
        *((c,) for c in ("svar", "verkstall", "avbrott", "ateruppta", "avsluta", "skal", "atgard", "planera")),
        *((c,) for c in ("bevaka", "kvartal", "rapport", "demo")),
        *(("kvartal", c) for c in ("visa", "stang")),
        *(("beslut", c) for c in ("ny", "visa", "lista")),
        *(("rapport", c) for c in ("statistik", "tjansteutlatande", "fullmaktige", "revisorer", "alla", "ivo")),
    ):
        svar = ejv.raw(*args, "--help")
        assert svar.kod == 0
        assert "Skriv:" in svar.ut
        assert "Visa denna hjälp och avsluta." in svar.ut
        assert not re.search(r"\b(TEXT|PATH|INTEGER|Usage|Show this)\b(?! )", svar.ut.replace("[TEXT]", ""))


def test_the_version(ejv: Ejv) -> None:
    svar = ejv.raw("--version")
    assert svar.kod == 0
    assert re.fullmatch(r"ejverkstallda \d+\.\d+\.\d+\n", svar.ut)


def test_findings_go_to_the_error_stream_the_gravest_first_and_many_are_counted(register: Ejv) -> None:
    rows = [beslut(f"B-{i}", insats=f"okänd {i}") for i in range(60)]
    events = [handelse("B-59", "2019-01-10", "aterupptagen")]
    files = register.fil("b.csv", *rows), register.fil("h.csv", *events)
    svar = register("importera", *files)
    lines = svar.fel.splitlines()
    assert svar.kod == 1
    assert lines[0].startswith("Varning: beslut B-59: ")
    assert lines[-1] == "… och 11 till. Visa alla med --json."
    assert "Upplysning" not in svar.ut
