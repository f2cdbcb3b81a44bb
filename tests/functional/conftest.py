"""The program in an empty home: no register, no settings, nobody at the keyboard."""

import io
from pathlib import Path

import pytest
from korning import Ejv

SAMPLE = Path(__file__).parents[2] / "sample_data" / "ale_2019Q1"


@pytest.fixture
def ejv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ejv:
    """Return the program before anything is made."""
    home = tmp_path / "hem"
    work = tmp_path / "arbete"
    home.mkdir()
    work.mkdir()
    for name in ("EJV_DATABAS", "EJV_IDAG", "XDG_DATA_HOME", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("EJV_ANVANDARE", "provaren")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.chdir(work)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Ejv(work, capsys)


@pytest.fixture
def register(ejv: Ejv) -> Ejv:
    """Return the program with an empty register."""
    assert ejv("init", "--kommun", "Provkommun").kod == 0
    return ejv


@pytest.fixture
def ale(ejv: Ejv) -> Ejv:
    """Return the program with the model quarter read in."""
    assert ejv("init", "--kommun", "Ale kommun", "--namnd", "Omsorgs- och arbetsmarknadsnämnden").kod == 0
    assert ejv("importera", str(SAMPLE / "beslut.csv"), str(SAMPLE / "handelser.csv")).kod == 0
    return ejv
