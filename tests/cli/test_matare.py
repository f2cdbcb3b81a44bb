"""The bar that shows how far long work has come: on a terminal only."""

import pytest

from ejverkstallda.cli.matare import progress_bar


def work() -> None:
    with progress_bar("Exporterar [dnr 12]") as told:
        for done in range(1, 4):
            told(done, 3)


def test_nothing_is_shown_where_nobody_is_looking(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    work()
    assert tuple(capsys.readouterr()) == ("", "")


def test_a_terminal_is_shown_the_work_on_standard_error_and_the_text_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    work()
    told = capsys.readouterr()
    assert told.out == ""
    assert "Exporterar [dnr 12]" in told.err
    assert "100%" in told.err
