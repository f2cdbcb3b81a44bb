"""The program's entry: its streams, its language, and the code it ends with."""

import gettext
import io
import os
import sys
from collections.abc import Iterator

import pytest

from ejverkstallda.cli import start


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put back what the entry sets for the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


def ended(monkeypatch: pytest.MonkeyPatch, *args: str) -> object:
    monkeypatch.setattr(sys, "argv", ["ejv", *args])
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as caught:
        start.main()
    return caught.value.code


@pytest.mark.parametrize(("args", "kod"), [(("--version",), 0), (("finns-inte",), 2)])
def test_it_ends_with_the_commands_code(monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], kod: int) -> None:
    assert ended(monkeypatch, *args) == kod
    assert gettext.gettext("Options") == "Val"


@pytest.mark.parametrize("inside", [True, False])
def test_ctrl_c_while_it_starts_or_while_it_runs(monkeypatch: pytest.MonkeyPatch, inside: bool) -> None:  # noqa: FBT001 — a case
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    name = "ejverkstallda.cli.trad.build_branch" if inside else "ejverkstallda.cli.start.run_command"
    monkeypatch.setattr(name, lambda *_: stop(None))
    assert ended(monkeypatch, "bevaka") == 130


def test_what_leaves_the_program_is_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert ended(monkeypatch, "--help") == 0
    sys.stdout.flush()
    assert "Håll reda på ej verkställda beslut" in raw.getvalue().decode("utf-8")


def test_a_stream_that_cannot_be_changed_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    assert ended(monkeypatch, "finns-inte") == 2
    assert "Kommandot finns-inte finns inte." in shown.getvalue()
