"""Short ways to make invented decisions, events and questions."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag
from ejverkstallda.domain.historik import Frystfakta, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, build_kvartalsbild
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.domain.rapportering import Bedomning, Fall, Rad, Ram, assess
from ejverkstallda.domain.vantan import Forlopp, derive_forlopp

LATER = date(2030, 1, 1)
"""A today on which every quarter of the tests is past."""
_ids = count(1000)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days_around(text: str) -> tuple[date, date, date]:
    """The day before, the day, the day after."""
    middle = day(text)
    return middle - timedelta(1), middle, middle + timedelta(1)


def beslut(datum: str = "2018-11-09", lag: Lag = Lag.LSS, **fields: Any) -> Beslut:
    return Beslut(fields.pop("nummer", "1"), day(datum), lag, fields.pop("insats", "daglig verksamhet"), **fields)


def handelse(slag: str, datum: str, **fields: Any) -> Handelse:
    return Handelse(fields.pop("nr", next(_ids)), day(datum), Handelseslag(slag), **fields)


def course(of: Beslut, *events: Handelse) -> Forlopp:
    return derive_forlopp(of, events)


def falls(
    of: Beslut, events: Iterable[Handelse] = (), frozen: Iterable[Frystfakta] = (), *, struck: bool = False
) -> list[Fall]:
    events = list(events)
    pairs, _ = attach_history(of, events, derive_forlopp(of, events), frozen, makulerat=struck)
    return [Fall(of, vantan, reported, i) for i, (vantan, reported) in enumerate(pairs)]


def ram(kvartal: str, idag: date = LATER, statusdag: str | None = None, first: str | None = None) -> Ram:
    """The question for a quarter with IVO's reporting day; statusdag is the quarter's last day unless given."""
    quarter = Kvartal.parse(kvartal)
    seen = day(statusdag) if statusdag else quarter.last_day
    return Ram(quarter, seen, rapporteringsdag(quarter), idag, Kvartal.parse(first) if first else None)


def judge(fall: Fall, kvartal: str, **question: Any) -> Bedomning:
    return assess(fall, ram(kvartal, **question))


def row(fall: Fall, kvartal: str, **question: Any) -> Rad | None:
    return judge(fall, kvartal, **question).rad


def group(fall: Fall, kvartal: str, **question: Any) -> str | None:
    found = row(fall, kvartal, **question)
    return None if found is None else str(found.grupp)


def picture(of: Iterable[Fall], kvartal: str, **question: Any) -> Kvartalsbild:
    return build_kvartalsbild(of, ram(kvartal, **question))


def frozen(bild: Kvartalsbild, of: Iterable[Fall], kvartal: str) -> list[Frystfakta]:
    """What closing a quarter leaves behind of these väntan."""
    rows = {rad.fall_id: rad for rad in bild.rader}
    return [
        Frystfakta(
            fall.vantan.oppnad_av,
            fall.vantan.slag,
            fall.vantan.start,
            Kvartal.parse(kvartal),
            rows[fall.id].forst_rapporterad,
            rows[fall.id].slut is not None,
            (fall.beslut.namnd or "", fall.beslut.lag),
        )
        for fall in of
        if fall.id in rows
    ]
