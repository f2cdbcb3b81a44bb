"""What the generators draw is spread over the situations the rules tell apart: else the properties prove little."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

import facit
import varld
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from test_kvartal_i_foljd import Round, close_all, histories
from varld import Case

T = TypeVar("T")
FEW, MANY = 200, 600
DRAWS = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CASES = {
    "ny": 12,
    "sen": 4,
    "kvarstaende": 3,
    "verkstalld": 2,
    "avslutad": 4,
    "ny med slut": 2,
    "slut efter statusdag": 1,
    "preliminar": 15,
    "pa vag": 1,
    "inte i rapporten": 25,
    "avbrott": 20,
    "flera avbrott": 4,
    "avbrott i rapporten": 5,
    "rättelse": 10,
    "makulering": 3,
    "dom": 5,
    "förhandsbesked": 4,
    "utanför lagrum": 5,
    "makulerat beslut": 5,
    "historik": 20,
    "slutrapporterad": 6,
    "felregistrerad": 2,
    "i tid men rapporterad": 2,
    "räknas som rapporterad (R15)": 1,
    "senare statusdag": 20,
    "händelse utan verkan": 15,
}
"""Least share, in per cent, of drawn cases that hold each situation."""
HISTORIES = {
    "tre kvartal eller fler": 40,
    "överhoppat kvartal": 15,
    "sen nyhet": 40,
    "ändrat beslut": 30,
    "sen": 8,
    "kvarstaende": 8,
    "verkstalld": 8,
    "avslutad": 6,
    "felregistrerad": 5,
    "avbrott i rapporten": 10,
}
"""The same of drawn sequences of closed quarters."""


def _shares(strategy: SearchStrategy[T], situations: Callable[[T], Iterator[str]], draws: int) -> Mapping[str, float]:
    """Per cent of drawn examples in which each situation occurs."""
    count: Counter[str] = Counter()
    drawn: list[T] = []

    @settings(DRAWS, max_examples=draws)
    @given(strategy)
    def draw(example: T) -> None:
        drawn.append(example)
        count.update(set(situations(example)))

    draw()
    return {name: 100 * number / len(drawn) for name, number in count.items()}


def _too_few(least: Mapping[str, int], shares: Mapping[str, float]) -> dict[str, str]:
    return {
        name: f"{shares.get(name, 0):.1f} % av minst {number} %"
        for name, number in least.items()
        if shares.get(name, 0) < number
    }


def _of_rows(rows: list[facit.Row]) -> Iterator[str]:
    for row in rows:
        yield row.grupp
        yield from ["sen"] if row.sen else []
        yield from ["ny med slut"] if row.grupp == "ny" and row.slut else []
        yield from ["slut efter statusdag"] if row.slut_efter_statusdag else []
        yield from ["avbrott i rapporten"] if row.kind == "avbrott" else []
        yield from ["felregistrerad"] if row.slut and row.slut[2] == facit.FALSELY_REGISTERED else []
        in_time = row.slut is not None and row.slut[1] <= row.gransdag and row.slut[2] != facit.FALSELY_REGISTERED
        yield from ["i tid men rapporterad"] if in_time else []


def _of_case(case: Case) -> Iterator[str]:
    decision, frame = case.decision, case.frame
    answer = facit.answer(decision, case.events, [], frame)
    waits, idle = facit.derive(decision, case.events)
    kinds = [e.slag for e in case.events]
    found = {
        "inte i rapporten": not answer.rows,
        "pa vag": answer.pa_vag > 0,
        "preliminar": frame.idag <= frame.statusdag,
        "avbrott": len(waits) > 1,
        "flera avbrott": len(waits) > 2,
        "rättelse": any(e.ersatter and e.slag != "makulerad" for e in case.events),
        "makulering": "makulerad" in kinds,
        "dom": decision.ursprung == "dom",
        "förhandsbesked": decision.ursprung == "forhandsbesked",
        "utanför lagrum": not decision.inside,
        "makulerat beslut": decision.struck,
        "historik": bool({"rapporterad", "slutrapporterad"} & set(kinds)),
        "slutrapporterad": "slutrapporterad" in kinds,
        "räknas som rapporterad (R15)": answer.before_register > 0,
        "senare statusdag": frame.statusdag > facit.last_day(frame.kvartal),
        "händelse utan verkan": idle > 0,
    }
    yield from (name for name, holds in found.items() if holds)
    yield from _of_rows(answer.rows)


def _of_history(rounds: list[Round]) -> Iterator[str]:
    quarters = [r.frame.kvartal for r in rounds]
    steps = [varld.QUARTERS.index(b) - varld.QUARTERS.index(a) for a, b in pairwise(quarters)]
    closed = close_all(rounds)
    late = [
        e
        for before, after in pairwise(rounds)
        for old, new in zip(before.events, after.events, strict=True)
        for e in new[len(old) :]
        if e.datum <= before.frame.statusdag
    ]
    found = {
        "tre kvartal eller fler": len(rounds) > 2,
        "överhoppat kvartal": max(steps) > 1,
        "sen nyhet": bool(late),
        "ändrat beslut": any(a.decisions != b.decisions for a, b in pairwise(rounds)),
        "räknas som rapporterad (R15)": any(a.before_register for quarter in closed for a in quarter.answers),
    }
    yield from (name for name, holds in found.items() if holds)
    yield from _of_rows([row for quarter in closed for rows in quarter.rows for row in rows])


def test_cases_are_spread() -> None:
    assert _too_few(CASES, _shares(varld.cases(), _of_case, MANY)) == {}


def test_histories_are_spread() -> None:
    assert _too_few(HISTORIES, _shares(histories(), _of_history, FEW)) == {}
