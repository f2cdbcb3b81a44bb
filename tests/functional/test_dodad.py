"""`kill -9` in the middle of an import, a closing, a document: what stood there before stands there, or all of the new.

A process is killed at a random moment of its run, many times over; `make fuzz` does it more.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from korning import Ejv, beslut, handelse

GANGER = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 7
"""Kills of each of the three: twenty-one in the tests, three hundred in make fuzz."""
EJV = str(Path(sys.executable).with_name("ejv"))
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
FORSPRANG = 0.35
"""The share of a run that is spent on starting; few kills are wasted there."""


def state(path: Path) -> tuple[object, ...]:
    """What a register holds, and that it is whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = ("beslut", "handelse", "vantan", "logg", "stangning", "fryst_rad", "inlasning", "fil")
    found = tuple(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)  # noqa: S608
    connection.close()
    return found


def run(*args: str, folder: Path) -> subprocess.Popen[bytes]:
    env = {**os.environ, "EJV_ANVANDARE": "provaren", "EJV_IDAG": "2019-05-13"}
    return subprocess.Popen(
        [EJV, *args],
        cwd=folder,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )


def kill_at_random(args: tuple[str, ...], folder: Path, whole: float, chance: random.Random) -> None:
    process = run(*args, folder=folder)
    time.sleep(whole * chance.uniform(FORSPRANG, 1.05))
    process.kill()
    process.wait()


def measured(args: tuple[str, ...], folder: Path) -> float:
    start = time.perf_counter()
    assert run(*args, folder=folder).wait() in {0, 1}
    return time.perf_counter() - start


def kill_often(args: tuple[str, ...], ejv: Ejv, look: Callable[[], object]) -> set[object]:
    """Run a command whole, then kill it many times, each from the same start; return what was found after each kill."""
    base, folder = ejv.folder / "bas", ejv.folder / "dar"
    shutil.copytree(ejv.folder, base)
    shutil.copytree(base, folder)
    before = look()
    whole = measured(args, folder)
    after = look()
    assert before != after
    chance = random.Random(20190513)  # noqa: S311 — no secret
    found = set()
    for _ in range(GANGER):
        shutil.rmtree(folder)
        shutil.copytree(base, folder)
        kill_at_random(args, folder, whole, chance)
        found.add(look())
    assert found <= {before, after}
    return found


@pytest.fixture
def many(register: Ejv) -> Ejv:
    """A register with some cases, beside files with many."""
    register.las_in([beslut(f"A-{i}", "2018-11-09", kon="K") for i in range(40)])
    register.fil("nya.csv", *(beslut(f"B-{i}", "2018-11-09") for i in range(4000)))
    register.fil("nya_h.csv", *(handelse(f"B-{i}", "2019-02-01", "kommentar", text="Väntar.") for i in range(4000)))
    return register


def test_an_import_is_all_or_nothing(many: Ejv) -> None:
    register = many.databas.name
    path = many.folder / "dar" / register
    kill_often(("--databas", register, "importera", "nya.csv", "nya_h.csv"), many, lambda: state(path))


def test_a_closing_is_all_or_nothing(many: Ejv) -> None:
    register = many.databas.name
    path = many.folder / "dar" / register
    args = ("--databas", register, "kvartal", "stang", "2019Q1", "--ja", "--trots-brister")
    kill_often(args, many, lambda: state(path))


def test_a_document_is_the_old_or_the_new_one(many: Ejv) -> None:
    register = many.databas.name
    args = ("--databas", register, "rapport", "statistik", "2019Q1", "--lag", "LSS", "--ut", "papper", "--skriv-over")
    old = many.folder / "papper"
    old.mkdir()
    (old / "statistikrapport_2019Q1_LSS.pdf").write_bytes(b"gammal")
    target = many.folder / "dar" / "papper" / "statistikrapport_2019Q1_LSS.pdf"
    kill_often(args, many, target.read_bytes)
