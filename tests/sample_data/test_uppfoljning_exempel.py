"""Nyckeltal, waiting curves and forecast of the sample municipality, each counted a second way.

Nyckeltal from the rows of the closed quarters; waiting times from the files read in, with scipy's estimate; the
forecast against what came.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from granhamn import KVARTAL, Korning, Rad, decisions, old_numbers, rows, run_once
from scipy.stats import CensoredData, ecdf

from ejverkstallda.app.nyckeltal import compute_nyckeltal
from ejverkstallda.app.prognos import compute_forecast
from ejverkstallda.app.uppfoljning import Urvalsval
from ejverkstallda.app.vantetider import Fran, Till, compute_waiting
from ejverkstallda.domain.kvartal import Kvartal

IDAG = date(2026, 2, 15)
AR = (2023, 2024, 2025)


@pytest.fixture(scope="module")
def korning(tmp_path_factory: pytest.TempPathFactory) -> Korning:
    """Return what the twelve quarters gave."""
    return run_once(tmp_path_factory)


@dataclass
class Levnad:
    """A väntan as the closed quarters tell of it: its gränsdag, and its end when one was told of."""

    gransdag: date
    insats: str
    slut: date | None = None


def lives(korning: Korning) -> dict[tuple[str, str, str], Levnad]:
    new_by_old = {old: new for new, old in old_numbers().items()}
    found: dict[tuple[str, str, str], Levnad] = {}
    for q in KVARTAL:
        for r in korning.rader[q]:
            number = new_by_old.get(r["beslutsnummer"], r["beslutsnummer"])
            life = found.setdefault(
                (number, r["vantan"], r["start"]), Levnad(date.fromisoformat(r["gransdag"]), r["insats"])
            )
            if r["slut"]:
                life.slut = date.fromisoformat(r["slut"]["datum"])
    return found


def test_nyckeltal_from_the_rows_of_the_closed_quarters(korning: Korning) -> None:
    data = compute_nyckeltal(korning.on(IDAG), "2023..2025", Urvalsval()).data.to_json()
    total = {r["indikator"]: r["varden"] for r in data["rader"] if r["uppdelning"] == "totalt"}
    held = list(lives(korning).values())

    def stock(year: int, month: int) -> int:
        day = date(year, month, calendar.monthrange(year, month)[1])
        return sum(v.gransdag <= day and (v.slut is None or v.slut > day) for v in held)

    print(total, {y: [sum(v.gransdag.year == y for v in held), stock(y, 4), stock(y, 8), stock(y, 12)] for y in AR})
    for year in AR:
        assert total["nya_ej_verkstallda"][str(year)] == sum(v.gransdag.year == year for v in held)
        assert total["ej_verkstallda_april"][str(year)] == stock(year, 4)
        assert total["ej_verkstallda_augusti"][str(year)] == stock(year, 8)
        assert total["ej_verkstallda_december"][str(year)] == stock(year, 12)
        mean = sum(stock(year, m) for m in range(1, 13)) / 12
        assert total["snitt_ej_verkstallda"][str(year)] == pytest.approx(mean, abs=0.051)
