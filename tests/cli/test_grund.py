"""What every command shares: global options in any place, questions on a terminal, one envelope."""

import io
import json
import subprocess
import sys

import pytest

from ejverkstallda.app.resultat import AppError
from ejverkstallda.cli import kuvert
from ejverkstallda.cli.grund import ask_text, confirm, lift_globals, to_ascii
from ejverkstallda.domain.brister import Allvar, Brist


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("args", "lifted"),
    [
        (["kvartal", "visa", "--json"], ["--json", "kvartal", "visa"]),
        (["a", "--databas", "x.db", "b"], ["--databas", "x.db", "a", "b"]),
        (["a", "--idag=2019-01-01"], ["--idag=2019-01-01", "a"]),
        (["a", "--databas"], ["--databas", "a"]),
        (["a", "--", "--json", "--idag", "x"], ["a", "--", "--json", "--idag", "x"]),
        (["a", "--jsonp", "--idagar", "x"], ["a", "--jsonp", "--idagar", "x"]),
        ([], []),
    ],
)
def test_global_options_are_lifted_to_the_front(args: list[str], lifted: list[str]) -> None:
    assert lift_globals(args) == lifted


def test_swedish_letters_as_ascii() -> None:
    assert to_ascii("ÅÄÖåäöé") == "AAOaaoe"


def test_a_text_that_is_given_is_not_asked_for() -> None:
    assert ask_text("  Väntar. ", "Kommentar") == "Väntar."


@pytest.mark.parametrize(
    ("typed", "required", "answer"),
    [
        ("Väntar.\n", True, "Väntar."),
        ("\n  \nTill sist\n", True, "Till sist"),
        ("\n", False, None),
        ("x\n", False, "x"),
    ],
)
def test_on_a_terminal_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    required: bool,  # noqa: FBT001 — a case
    answer: str | None,
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert ask_text(None, "Kommentar", required=required) == answer
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("Kommentar: " if required else "Kommentar (Enter för att hoppa över): ")


def test_without_a_terminal_only_what_is_needed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ur en fil\n"))
    assert ask_text(None, "Kommentar", required=False) is None
    assert ask_text(None, "Kommentar") == "ur en fil"


@pytest.mark.parametrize("stdin", [None, io.StringIO("")])
def test_where_nobody_answers_a_needed_text_is_missed(monkeypatch: pytest.MonkeyPatch, stdin: object) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(AppError) as caught:
        ask_text(None, "Kommentar")
    assert [b.kod for b in caught.value.brister] == ["text_saknas"]


@pytest.mark.parametrize(
    ("typed", "answer"), [("ja", True), ("J", True), ("nej", False), ("jaså\nn", False), ("\njaså\nja", True)]
)
def test_only_a_yes_is_a_yes(monkeypatch: pytest.MonkeyPatch, typed: str, answer: bool) -> None:  # noqa: FBT001 — a case
    monkeypatch.setattr(sys, "stdin", Terminal(f"{typed}\n"))
    assert confirm("Stäng?") is answer


@pytest.mark.parametrize(
    ("kod", "utfall"), [(0, "ok"), (1, "brister"), (2, "fel"), (3, "fel"), (4, "fel"), (5, "fel"), (130, "fel")]
)
def test_the_envelope(capsys: pytest.CaptureFixture[str], kod: int, utfall: str) -> None:
    kuvert.print_envelope("bevaka", kod, {"a": "å"}, [Brist("k", Allvar.VARNING, "t", None)])
    out = capsys.readouterr().out
    assert json.loads(out) == {
        "version": 1,
        "kommando": "bevaka",
        "utfall": utfall,
        "data": {"a": "å"},
        "brister": [{"kod": "k", "allvar": "varning", "text": "t", "plats": None}],
    }
    assert "å" in out


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\r", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800"])
def test_signs_that_a_terminal_would_obey_are_seen(sign: str) -> None:
    assert kuvert.literal(f"a{sign}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["rad\ntvå\tflik", "åäö [x] <b> &", "\U0001f600"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert kuvert.literal(text) == text


def test_help_loads_neither_the_store_nor_the_writers() -> None:
    code = (
        "import sys; from ejverkstallda.cli.start import run_command; run_command(['--help']);"
        "slow = {'sqlalchemy', 'sqlmodel', 'alembic', 'reportlab', 'pydantic'};"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stderr.strip() == b"[]"
