"""What closed quarters have reported, written as events: the next quarter is the same without the closed ones."""

from collections import Counter
from collections.abc import Sequence

import varld
from facit import Decision, Event, Frame, Frozen
from hypothesis import HealthCheck, given, settings
from test_kvartal_i_foljd import Books, Round, close, histories
from varld import MANY

from ejverkstallda.app.exporthistorik import Utdrag, extract_events
from ejverkstallda.domain.historik import attach_history
from ejverkstallda.domain.kvartalsbild import build_kvartalsbild
from ejverkstallda.domain.rapportering import Fall, Ram
from ejverkstallda.domain.vantan import derive_forlopp

NAMED = ("vantan", "start", "gransdag", "grupp", "sen", "slut", "slut_efter_statusdag", "dagar", "forst_rapporterad")


def extract(decision: Decision, events: Sequence[Event], frozen: Sequence[Frozen], frame: Frame) -> Utdrag:
    return extract_events(
        varld.beslut(decision),
        [varld.handelse(e) for e in events],
        [varld.frystfakta(f) for f in frozen],
        varld.ram(frame).forsta_kvartal,
        makulerat=decision.struck,
    )


def rows_of(falls: Sequence[Fall], ram: Ram) -> tuple[list[str], int]:
    bild = build_kvartalsbild(falls, ram)
    return sorted(str([getattr(r, name) for name in NAMED]) for r in bild.rader), bild.pa_vag


def read_back(decision: Decision, utdrag: Utdrag) -> list[Fall]:
    """The decision as a register knows it that has read in the extract: other numbers, and no closed quarter."""
    own = varld.beslut(decision, "0")
    events = [e._replace(id=1000 + i) for i, e in enumerate(utdrag.handelser)]
    pairs, _ = attach_history(own, events, derive_forlopp(own, events), (), makulerat=decision.struck)
    return [Fall(own, vantan, reported, i) for i, (vantan, reported) in enumerate(pairs)]


def outcomes(rounds: list[Round]) -> list[str]:
    """Close all quarters but the last, write the events out, and hold the last quarter against itself."""
    books = Books([[] for _ in rounds[0].decisions], [[] for _ in rounds[0].decisions])
    for earlier in rounds[:-1]:
        close(earlier, books)
    now, found = rounds[-1], []
    for i, (decision, events) in enumerate(zip(now.decisions, now.events, strict=True)):
        utdrag = extract(decision, events, books.domain[i], now.frame)
        assert all(e.ersatter is None for e in utdrag.handelser)
        before = varld.falls(decision, events, [varld.frystfakta(f) for f in books.domain[i]])
        same = rows_of(read_back(decision, utdrag), varld.ram(now.frame)) == rows_of(before, varld.ram(now.frame))
        told = "flyttad" if utdrag.flyttad else "" if utdrag.trogen else "osagt"
        assert same or told
        found.append(told or ("rapporterad" if books.domain[i] else "orapporterad"))
    return found


@MANY
@given(histories())
def test_the_next_quarter_is_the_same_or_the_export_says_that_it_is_not(rounds: list[Round]) -> None:
    outcomes(rounds)


def test_the_export_seldom_has_to_say_so() -> None:
    """A moved decision no event can tell of; else only a väntan that is gone and began the day another one does."""
    seen: Counter[str] = Counter()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(histories())
    def look(rounds: list[Round]) -> None:
        seen.update(outcomes(rounds))

    look()
    assert seen["rapporterad"] > 100
    assert seen["osagt"] < seen["rapporterad"] / 20, seen
