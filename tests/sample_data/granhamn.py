"""The sample municipality in files and as it runs: twelve quarters read in and closed, each on its own day."""

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ejverkstallda.app.importera import import_files
from ejverkstallda.app.kvartal_stang import close_quarter
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.register import create
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.kvartal import Kvartal

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data" / "exempelkommun"
NAMNDER = ("Äldrenämnden", "Funktionsstödsnämnden", "Individ- och familjenämnden")
CELLER = (
    (NAMNDER[0], Lag.SOL),
    (NAMNDER[1], Lag.LSS),
    (NAMNDER[1], Lag.SOL),
    (NAMNDER[2], Lag.SOL),
)
KVARTAL = [Kvartal(ar, n) for ar in (2023, 2024, 2025) for n in (1, 2, 3, 4)]
NOLL = (Kvartal(2024, 1), NAMNDER[2], Lag.SOL)
BYTE = Kvartal(2024, 2)
"""The first quarter whose list comes from the new care system."""
Rad = dict[str, str]
Summor = dict[str, int]


def rows(name: str, *kvartal: Kvartal) -> list[Rad]:
    found: list[Rad] = []
    for q in kvartal or KVARTAL:
        with (SAMPLE / str(q) / name).open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file, delimiter=";"))
    return found


def decisions() -> list[Rad]:
    """One row per decision: the first that was read of it; a new number is no new decision."""
    first: dict[str, Rad] = {}
    for row in rows("beslut.csv"):
        first.setdefault(row["beslutsnummer"], row)
    return [row for row in first.values() if not row.get("tidigare_nummer")]


def old_numbers() -> dict[str, str]:
    """The number that each decision had before the change of care system, by its new one."""
    return {r["beslutsnummer"]: r["tidigare_nummer"] for r in rows("beslut.csv") if r.get("tidigare_nummer")}


def table() -> dict[Kvartal, tuple[date, list[int]]]:
    """The table of LASMIG.md: the day each list is read in, and the sums."""
    text = (SAMPLE / "LASMIG.md").read_text("utf-8")
    lines = re.findall(r"^\| (20\d\dQ\d) \| (\S+) \| (.+) \|$", text, re.MULTILINE)
    return {Kvartal.parse(q): (date.fromisoformat(day), [int(n) for n in sums.split(" | ")]) for q, day, sums in lines}


@dataclass
class Korning:
    """What twelve quarters in a row gave: sums and rows by cell, and the findings."""

    mapp: Path
    summor: dict[tuple[Kvartal, str, Lag], Summor] = field(default_factory=dict)
    rader: dict[Kvartal, list[dict[str, Any]]] = field(default_factory=dict)
    inlast: dict[Kvartal, tuple[Brist, ...]] = field(default_factory=dict)
    stangt: dict[Kvartal, list[Brist]] = field(default_factory=dict)

    def on(self, day: date) -> Sammanhang:
        return Sammanhang(str(self.mapp / "register.db"), day, "provaren", "prov")


def run_quarters(folder: Path) -> Korning:
    """Read in and close the twelve quarters in order, cell by cell, each on its own day."""
    (folder / "kommun.toml").write_bytes((SAMPLE / "kommun.toml").read_bytes())
    done = Korning(folder)
    create(done.on(date(2023, 1, 2)), "Granhamns kommun", NAMNDER, None, "2023Q1")
    days = table()
    for q in KVARTAL:
        ctx = done.on(days[q][0])
        read = import_files(ctx, [SAMPLE / str(q) / "handelser.csv", SAMPLE / str(q) / "beslut.csv"])
        assert not read.nekat, read.brister[:5]
        done.inlast[q] = read.brister
        for namnd, lag in CELLER:
            closed = close_quarter(ctx, Urval(q, lag, namnd), despite_faults=True)
            assert not closed.nekat, closed.brister[:5]
            data = closed.data.to_json()
            done.summor[q, namnd, lag] = data["summor"]
            done.rader.setdefault(q, []).extend(data["rader"])
            done.stangt.setdefault(q, []).extend(closed.brister)
    return done


_KORT: list[Korning] = []


def run_once(tmp_path_factory: pytest.TempPathFactory) -> Korning:
    """Return the run that all test files share; nobody may change its register."""
    if not _KORT:
        _KORT.append(run_quarters(tmp_path_factory.mktemp("granhamn")))
    return _KORT[0]
