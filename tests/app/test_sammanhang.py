"""The setting of a request: options first, then the environment, then the user's own place and the clock."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ejverkstallda.app import klocka
from ejverkstallda.app.resultat import AppError, Utgang
from ejverkstallda.app.sammanhang import build_sammanhang, default_databas


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment that says nothing."""
    for name in ("EJV_DATABAS", "EJV_IDAG", "EJV_ANVANDARE", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(klocka, "today", lambda: date(2026, 3, 1))


def test_nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "asa")
    found = build_sammanhang(None, None, "bevaka")
    assert (found.databas, found.idag, found.vem, found.kommando) == (
        default_databas(),
        date(2026, 3, 1),
        "asa",
        "bevaka",
    )
    assert found.log_entry.idag is None


def test_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EJV_DATABAS", str(tmp_path / "a" / "r.db"))
    monkeypatch.setenv("EJV_IDAG", "2019-04-30")
    monkeypatch.setenv("EJV_ANVANDARE", "Åsa")
    found = build_sammanhang(None, None, "")
    assert (found.databas, found.idag, found.vem) == (str(tmp_path / "a" / "r.db"), date(2019, 4, 30), "Åsa")
    assert found.folder == tmp_path / "a"
    assert found.log_entry.idag == date(2019, 4, 30)


def test_an_option_wins_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EJV_DATABAS", "annan.db")
    monkeypatch.setenv("EJV_IDAG", "2019-04-30")
    found = build_sammanhang("min.db", "2019-05-01", "")
    assert (found.databas, found.idag) == ("min.db", date(2019, 5, 1))
    assert build_sammanhang(None, None, "").idag == date(2019, 4, 30)


@pytest.mark.parametrize("name", ["EJV_DATABAS", "EJV_IDAG", "EJV_ANVANDARE"])
def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = build_sammanhang(None, None, "")
    monkeypatch.setenv(name, "")
    assert build_sammanhang(None, None, "") == before


@pytest.mark.parametrize("text", ["2019-13-01", "1555200000", "20190430", "i dag", "2019-04"])
def test_a_day_that_cannot_be_read_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with pytest.raises(AppError) as option:
        build_sammanhang(None, text, "")
    monkeypatch.setenv("EJV_IDAG", text)
    with pytest.raises(AppError) as variable:
        build_sammanhang(None, None, "")
    for caught in (option, variable):
        assert caught.value.utgang is Utgang.ANVANDNING
        assert [b.kod for b in caught.value.brister] == ["idag_ogiltigt"]


def test_a_name_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EJV_ANVANDARE", "x" * 101)
    with pytest.raises(AppError) as caught:
        build_sammanhang(None, None, "")
    assert [b.kod for b in caught.value.brister] == ["anvandare_ogiltig"]


@pytest.mark.parametrize("fault", [OSError(), KeyError("uid")])
def test_somebody_the_system_does_not_know(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def unknown() -> str:
        raise fault

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert build_sammanhang(None, None, "").vem == "okänd"


def test_the_logs_time_is_the_clocks_in_utc_and_whole_seconds() -> None:
    now = klocka.now()
    assert (now.microsecond, now.tzinfo) == (0, None)
    assert abs((datetime.now(UTC).replace(tzinfo=None) - now).total_seconds()) < 5
