"""A package of papers is whole or as it was: also when the register's disk is full, or the program is asked to end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from korning import Ejv, beslut
from test_avbrott_och_fel import each_connection

ALLA = ("rapport", "alla", "2019Q1", "--ut", "ut", "--format", "csv,json", "--skriv-over")
DISTURBED = """
import os, pathlib, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
owner, name = {place}
real, calls = getattr(owner, name), [0]
def disturbed(*args):
    calls[0] += 1
    if calls[0] == 3:
        os.kill(os.getpid(), {number})
    return real(*args)
setattr(owner, name, disturbed)
from ejverkstallda.cli.start import main
sys.argv[0] = 'ejv'
main()
"""


@pytest.fixture
def issued(register: Ejv) -> dict[str, bytes]:
    """A closed quarter whose papers stand in the folder ut with other contents."""
    register.las_in([beslut("B-1"), beslut("B-2", lag="SoL", insats="hemtjänst")])
    register.stang("2019Q1")
    assert register(*ALLA[:-1], "--diarienummer", "SN 2019/1").kod == 0
    return contents()


def contents() -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(Path("ut").iterdir())}


def test_a_full_disk_at_the_register_gives_the_files_back_their_contents(
    register: Ejv, issued: dict[str, bytes]
) -> None:
    kept, pages = register.antal("fil"), register.databas.stat().st_size // 4096
    with each_connection(f"PRAGMA max_page_count = {pages}"):
        svar = register(*ALLA)
    assert (svar.kod, contents()) == (4, issued)
    assert "inget har sparats" in svar.fel
    assert register.antal("fil") == kept
    assert register(*ALLA).kod == 0
    assert contents() != issued


def test_a_commit_that_fails_gives_the_files_back_their_contents(register: Ejv, issued: dict[str, bytes]) -> None:
    kept = register.antal("fil")
    # SQLite looks at a deferred key first when the transaction is committed.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ejverkstallda.app.rapport.write_log", _orphan)
        svar = register(*ALLA)
    assert (svar.kod, contents()) == (5, issued)
    assert register.antal("fil") == kept


def _orphan(connection: sa.Connection, *_: object) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql(
        "INSERT INTO fil (stangning_id, namn, sha256, innehall, tid, av) VALUES (999, '', '', '', '', '')"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("place", ["(os, 'fsync')", "(pathlib.Path, 'replace')"])
def test_asked_to_end_the_package_is_as_it_was_or_whole(
    register: Ejv, issued: dict[str, bytes], number: str, place: str
) -> None:
    code = DISTURBED.format(place=place, number=int(getattr(signal, number)))
    args = [sys.executable, "-c", code, "--databas", str(register.databas), "--idag", "2019-05-13", *ALLA]
    done = subprocess.run(args, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Traceback" not in done.stderr
    assert "Avbrutet. Inget är halvt sparat." in done.stderr.decode()
    ended = contents()
    assert ended.keys() == issued.keys()  # and no temporary files
    if "fsync" in place:
        assert ended == issued
    else:
        assert register(*ALLA).kod == 0
        assert ended == contents()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_what_a_killed_run_left_is_swept_by_a_later_one(register: Ejv, issued: dict[str, bytes]) -> None:
    code = DISTURBED.format(place="(os, 'fsync')", number=int(signal.SIGKILL))
    args = [sys.executable, "-c", code, "--databas", str(register.databas), "--idag", "2019-05-13", *ALLA]
    assert subprocess.run(args, capture_output=True, check=False, timeout=60).returncode == -signal.SIGKILL
    left = [p for p in Path("ut").iterdir() if p.name not in issued]
    assert left
    assert register(*ALLA).kod == 0
    assert all(p.exists() for p in left)  # too young: its run might still be writing
    for path in left:
        made = path.name.split(".")[-2]
        path.rename(path.with_name(path.name.replace(made, f"{int(time.time()) - 4000:08x}-{made.split('-')[1]}")))
    strangers = [Path("ut/.anteckning.tmp"), Path("ut/.nagot.00000001-abc.ejv-tmp")]
    for path in strangers:
        path.write_text("inte vår")
    assert register(*ALLA).kod == 0
    assert contents().keys() - issued.keys() == {p.name for p in strangers}


def test_the_index_is_the_last_to_get_its_name(
    register: Ejv, issued: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []
    real = Path.replace

    def note(self: Path, target: Path) -> Path:
        named.append(os.path.basename(target))  # noqa: PTH119 — the name alone
        return real(self, target)

    monkeypatch.setattr(Path, "replace", note)
    assert register(*ALLA).kod == 0
    assert len(named) == len(issued)
    assert named[-2:] == ["index_2019Q1.json", "INNEHALL_2019Q1.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files")
def test_a_file_that_is_no_ordinary_file_is_not_replaced(register: Ejv) -> None:
    Path("ut").mkdir()
    os.mkfifo("ut/index_2019Q1.json")
    svar = register(*ALLA)
    assert svar.kod == 3
    assert "det som har namnet är ingen vanlig fil" in " ".join(svar.fel.split())
    assert [p.name for p in Path("ut").iterdir()] == ["index_2019Q1.json"]
