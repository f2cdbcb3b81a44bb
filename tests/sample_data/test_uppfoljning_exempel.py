"""Nyckeltal, waiting curves and forecast of the sample municipality, each counted a second way.

Nyckeltal from the rows of the closed quarters; waiting times from the files read in, with scipy's estimate; the
forecast against what came.
"""

import calendar
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pytest
from granhamn import KVARTAL, Korning, Rad, old_numbers, rows, run_once, table
from scipy.stats import CensoredData, ecdf

from ejverkstallda.app.nyckeltal import compute_nyckeltal
from ejverkstallda.app.prognos import compute_forecast
from ejverkstallda.app.uppfoljning import Urvalsval
from ejverkstallda.app.vantetider import Fran, Till, compute_waiting
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.insatser import find_insats
from ejverkstallda.domain.kvartal import Kvartal

IDAG = date(2026, 2, 15)
AR = (2023, 2024, 2025)
UTANFOR = ("4 kap. 2 § SoL", "11 kap. 4 § SoL")
"""The lagrum of the files that are outside the duty."""


@pytest.fixture(scope="module")
def korning(tmp_path_factory: pytest.TempPathFactory) -> Korning:
    """Return what the twelve quarters gave."""
    return run_once(tmp_path_factory)


@dataclass
class Levnad:
    """A väntan as the closed quarters tell of it: its gränsdag, its end when one was told of, and if it was struck."""

    gransdag: date
    insats: str
    slut: date | None = None
    fel: bool = False

    def reached(self) -> bool:
        """Whether it had not ended on its gränsdag, by what was told last."""
        return not self.fel and (self.slut is None or self.slut > self.gransdag)


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
                life.fel = r["slut"]["orsak"] == "felregistrerad"
    return {key: life for key, life in found.items() if life.reached()}


def test_nyckeltal_from_the_rows_of_the_closed_quarters(korning: Korning) -> None:
    data = compute_nyckeltal(korning.on(IDAG), "2023..2025", Urvalsval()).data.to_json()
    total = {r["indikator"]: r["varden"] for r in data["rader"] if r["uppdelning"] == "totalt"}
    held = list(lives(korning).values())

    def stock(year: int, month: int) -> int:
        day = date(year, month, calendar.monthrange(year, month)[1])
        return sum(v.gransdag <= day and (v.slut is None or v.slut > day) for v in held)

    for year in AR:
        assert total["nya_ej_verkstallda"][str(year)] == sum(v.gransdag.year == year for v in held)
        assert total["ej_verkstallda_april"][str(year)] == stock(year, 4)
        assert total["ej_verkstallda_augusti"][str(year)] == stock(year, 8)
        assert total["ej_verkstallda_december"][str(year)] == stock(year, 12)
        mean = sum(stock(year, m) for m in range(1, 13)) / 12
        assert total["snitt_ej_verkstallda"][str(year)] == pytest.approx(mean, abs=0.051)


def followed() -> Iterator[tuple[str, int, bool]]:
    """Each decision of the years, from the files: insats, days, and whether it was executed (in its first väntan)."""
    new_by_old = {old: new for new, old in old_numbers().items()}
    facts: dict[str, Rad] = {}
    for r in rows("beslut.csv"):
        number = new_by_old.get(r["beslutsnummer"], r["beslutsnummer"])
        facts[number] = facts.get(number, {}) | {k: v for k, v in r.items() if v}
    by_id: dict[tuple[str, str], Rad] = {}
    for n, r in enumerate(rows("handelser.csv")):
        number = new_by_old.get(r["beslutsnummer"], r["beslutsnummer"])
        by_id[number, r.get("handelse_id") or str(n)] = r | {"nummer": number}
    ends: dict[str, list[tuple[str, int]]] = {}
    for r in by_id.values():
        if r["handelse"] in {"verkstalld", "avbrott", "avslutad"}:
            ends.setdefault(r["nummer"], []).append((r["datum"], 1 if r["handelse"] == "avslutad" else 0))
    for number, r in facts.items():
        begun = date.fromisoformat(r["beslutsdatum"])
        if begun.year in AR and r.get("ursprung", "") != "dom" and r.get("lagrum", "") not in UTANFOR:
            last, ended = min(ends.get(number, [(IDAG.isoformat(), 1)]))
            known = find_insats(r["insats"], Lag(r["lag"]))
            yield known.etikett if known else r["insats"], max(0, (date.fromisoformat(last) - begun).days), not ended


@pytest.mark.parametrize("insats", ["totalt", "särskilt boende för äldre", "hemtjänst"])
def test_waiting_curves_from_the_files_by_scipy(korning: Korning, insats: str) -> None:
    data = compute_waiting(korning.on(IDAG), "2023..2025", Fran.BESLUT, Till.START, Urvalsval()).data
    (row,) = [r for r in data.rader if r.avser == insats]
    held = [(days, got) for name, days, got in followed() if insats in {"totalt", name}]
    assert (row.antal, row.natt) == (len(held), sum(got for _, got in held))
    survival = ecdf(CensoredData(uncensored=[d for d, got in held if got], right=[d for d, got in held if not got])).sf
    assert row.kurva is not None
    for day in range(0, 700, 7):
        share = row.kurva.share(day)
        if share is not None:
            assert share == pytest.approx(float(survival.evaluate(day)), abs=1e-9)
        assert row.kurva.at_risk(day) == sum(days >= day for days, _ in held)
    assert row.kurva.median == next(d for d in sorted(d for d, g in held if g) if survival.evaluate(d) <= 0.5)


def test_the_forecast_of_each_closed_quarter_against_what_came(korning: Korning) -> None:
    """What came is counted from the rows, and the days are those the quarters were closed on. The first report that
    has seen three months of decisions is that of 2023Q1. A range is to hold nine of ten.
    """
    data = compute_forecast(korning.on(IDAG), Urvalsval(), efterhand=True).data
    days = table()
    for fore in (1, 2):
        own = [u for u in data.efterhand if u.fore == fore]
        assert [u.prognos.kvartal for u in own] == KVARTAL[fore:]
        assert [u.prognos.idag for u in own] == [days[q][0] for q in KVARTAL[: 12 - fore]]
    held = list(lives(korning).values())
    for u in data.efterhand:
        assert u.kom == sum(Kvartal.containing(v.gransdag) == u.prognos.kvartal for v in held)
    within = [u for u in data.efterhand if u.inom]
    assert len(within) >= 0.8 * len(data.efterhand)
    assert all(u.prognos.summa.lagst < u.prognos.summa.hogst for u in data.efterhand)
    expected = sum(u.prognos.summa.vantade for u in data.efterhand)
    assert expected == pytest.approx(sum(u.kom for u in data.efterhand), rel=0.1)


def test_the_forecast_begins_with_the_running_quarter(korning: Korning) -> None:
    """Counted a second way: each väntan with its gränsdag in 2026Q1, and whether it had ended by then or by today."""
    idag = date(2026, 1, 20)
    first, second = compute_forecast(korning.on(idag), Urvalsval()).data.kommande
    assert [str(first.kvartal), str(second.kvartal)] == ["2026Q1", "2026Q2"]
    query = """
    SELECT v.gransdag, v.slut_datum FROM vantan v JOIN beslut b ON b.id = v.beslut_id
    WHERE v.borta = 0 AND b.ursprung <> 'dom' AND v.gransdag BETWEEN '2026-01-01' AND '2026-06-30'
    """
    with closing(sqlite3.connect(korning.mapp / "register.db")) as register:
        found = [(date.fromisoformat(limit), end and date.fromisoformat(end)) for limit, end in register.execute(query)]
    passed = [(limit, end) for limit, end in found if limit < idag and (end is None or end > limit)]
    ahead = [limit for limit, end in found if limit >= idag and end is None]
    assert first.summa.passerade == len(passed)
    assert sum(end is None for _, end in passed) == 4  # that wait still
    assert first.summa.kanda == sum(limit <= date(2026, 3, 31) for limit in ahead) == 18
    assert second.summa.kanda == len(ahead) - 18
    assert first.summa.vantade_av_nya == 0
