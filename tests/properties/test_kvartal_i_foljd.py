"""Quarters closed one after another while news keeps coming: the invariants at the end of the contract's section 1."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

import facit
import pytest
import varld
from facit import Answer, Decision, Event, Frame, Frozen, Quarter, Row
from hypothesis import given
from hypothesis import strategies as st
from varld import MANY

from ejverkstallda.domain.kvartalsbild import Kvartalsbild


@dataclass(frozen=True)
class Round:
    """What is known when a quarter is closed."""

    frame: Frame
    decisions: tuple[Decision, ...]
    events: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True)
class Closed:
    """A quarter as it was frozen: rows per decision."""

    frame: Frame
    rows: tuple[tuple[Row, ...], ...]
    answers: tuple[Answer, ...]
    bild: Kvartalsbild
    ej_verkstallda: int


@dataclass
class Books:
    """The frozen facts per decision, as the contract's rules and as the domain carry them."""

    facit: list[list[Frozen]] = field(default_factory=list)
    domain: list[list[Frozen]] = field(default_factory=list)


@st.composite
def news(draw: st.DrawFn, decision: Decision, until: date) -> Decision:
    """Late news on the decision itself: a dom, another lagrum, another date, another cell, struck, or back again."""
    what = draw(st.sampled_from(["", "", "", "ursprung", "inside", "datum", "cell", "struck"]))
    if what == "ursprung":
        return replace(decision, ursprung=draw(st.sampled_from(["beslut", "dom"])))
    if what == "inside":
        return replace(decision, inside=not decision.inside)
    if what == "cell":
        return replace(decision, cell=draw(st.sampled_from(varld.CELLS)))
    if what == "datum":
        return replace(decision, datum=min(draw(varld.days), until))
    return replace(decision, struck=not decision.struck) if what == "struck" else decision


@st.composite
def histories(draw: st.DrawFn) -> list[Round]:
    """Quarters in order, some skipped; before each is closed the decisions and their events have grown."""
    quarters = sorted(draw(st.sets(st.sampled_from(varld.QUARTERS), min_size=2)))
    first = draw(st.sampled_from([None, quarters[0]]))
    decisions = [replace(draw(varld.decisions()), struck=False) for _ in range(draw(st.integers(1, 3)))]
    events: list[list[Event]] = [[] for _ in decisions]
    rounds: list[Round] = []
    today = date.min
    for quarter in quarters:
        frame = draw(varld.frames([quarter]))
        today = max(today, frame.statusdag + timedelta(draw(st.integers(1, 40))))
        frame = replace(frame, idag=today, first=first)
        for i, decision in enumerate(decisions):
            decisions[i] = draw(news(decision, frame.idag))
            events[i] = draw(varld.events(decisions[i], events[i], frame.idag))
            if not rounds and draw(st.booleans()):
                earlier = draw(st.sampled_from([facit.BEFORE, (2018, 2), (2018, 3)]))
                slag = draw(st.sampled_from(["rapporterad", "slutrapporterad"]))
                number = len(events[i]) + 1
                events[i].append(Event(number, frame.idag, slag, kvartal=earlier, vantan="beslut"))
        rounds.append(Round(frame, tuple(decisions), tuple(tuple(e) for e in events)))
    return rounds


def close(now: Round, books: Books) -> Closed:
    """Close one quarter by the domain's answer and hold it against the contract's."""
    quarter = now.frame.kvartal
    rows, answers, everything = [], [], []
    for i, (decision, events) in enumerate(zip(now.decisions, now.events, strict=True)):
        found = varld.falls(decision, events, [varld.frystfakta(f) for f in books.domain[i]], 100 * (i + 1))
        answer, _ = varld.answer(found, now.frame)
        expected = facit.answer(decision, list(events), books.facit[i], now.frame)
        assert sorted(answer.rows, key=repr) == sorted(expected.rows, key=repr)
        assert replace(answer, rows=[]) == replace(expected, rows=[])
        books.domain[i] += [varld.freeze(row, quarter, decision.cell) for row in answer.rows]
        books.facit[i] += [varld.freeze(row, quarter, decision.cell) for row in expected.rows]
        rows.append(tuple(answer.rows))
        answers.append(answer)
        everything += found
    _, bild = varld.answer(everything, now.frame)
    return Closed(now.frame, tuple(rows), tuple(answers), bild, bild.summor.ej_verkstallda)


def close_all(rounds: Sequence[Round]) -> list[Closed]:
    number = len(rounds[0].decisions)
    books = Books([[] for _ in range(number)], [[] for _ in range(number)])
    return [close(now, books) for now in rounds]


def identities(closed: Closed, *groups: str) -> list[tuple[int, str, int | None]]:
    return [
        (i, row.kind, row.opened_by)
        for i, rows in enumerate(closed.rows)
        for row in rows
        if not groups or row.grupp in groups
    ]


@MANY
@given(histories())
def test_a_vantan_is_ny_at_most_once_and_in_one_group_at_a_time(rounds: list[Round]) -> None:
    closed = close_all(rounds)
    new = [identity for quarter in closed for identity in identities(quarter, "ny")]
    assert len(new) == len(set(new))
    for quarter in closed:
        listed = identities(quarter)
        assert len(listed) == len(set(listed))


@MANY
@given(histories())
def test_the_stock_of_a_closed_quarter_goes_on_into_the_next(rounds: list[Round]) -> None:
    """What R15 counts as reported before the register comes in besides, when it becomes known late."""
    closed = close_all(rounds)
    for before, after in pairwise(closed):
        summor = after.bild.summor
        let_in = sum(answer.before_register for answer in after.answers)
        assert before.ej_verkstallda + let_in == summor.kvarstaende + summor.verkstallda + summor.avslutade


@MANY
@given(histories())
def test_the_sums_add_up(rounds: list[Round]) -> None:
    for quarter in close_all(rounds):
        summor, rows = quarter.bild.summor, [row for rows in quarter.rows for row in rows]
        assert summor.rapporterade == summor.nya + summor.verkstallda + summor.avslutade + summor.kvarstaende
        assert summor.rapporterade == len(rows)
        new_and_open = sum(row.grupp == "ny" and row.slut is None for row in rows)
        assert summor.ej_verkstallda == summor.kvarstaende + new_and_open


@MANY
@given(histories())
def test_later_news_never_changes_what_was_frozen(rounds: list[Round]) -> None:
    """The first quarter stays, an end that was reported is never listed again, an open one always is."""
    first: dict[tuple[int, str, int | None], Quarter] = {}
    ended: set[tuple[int, str, int | None]] = set()
    was_open: set[tuple[int, str, int | None]] = set()
    for quarter in close_all(rounds):
        listed = set(identities(quarter))
        assert not listed & ended
        assert was_open <= listed
        was_open = set()
        for i, rows in enumerate(quarter.rows):
            for row in rows:
                identity = (i, row.kind, row.opened_by)
                assert first.setdefault(identity, row.first) == row.first
                assert row.grupp == "ny" or row.first < quarter.frame.kvartal
                (was_open if row.slut is None else ended).add(identity)


@MANY
@given(histories())
def test_an_end_in_a_row_has_come_by_statusdag(rounds: list[Round]) -> None:
    for quarter in close_all(rounds):
        for row in (row for rows in quarter.rows for row in rows):
            assert row.dagar >= 0
            assert row.slut is None or row.slut[1] <= quarter.frame.statusdag
            later = row.slut_efter_statusdag
            assert later is None or quarter.frame.statusdag < later[1] <= quarter.frame.rapporteringsdag
            assert (row.slut is None) is (row.grupp == "kvarstaende") or row.grupp == "ny"


@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_window_of_a_quarter_is_the_quarter_before(year: int) -> None:
    """R13, for every day of some years, a leap year among them."""
    day = date(year, 1, 1)
    while day.year == year:
        own = (day.year, (day.month + 2) // 3)
        reached = facit.gransdag(day)
        frame = varld.ram(Frame((reached.year, (reached.month + 2) // 3), reached, reached, reached))
        assert day in frame.kvartal.beslutsfonster
        assert (frame.kvartal.previous().ar, frame.kvartal.previous().nummer) == own
        day += timedelta(1)
