"""Writes what is done because of the report: a status comment in each quarter of waiting, and what is sent to IVO."""

import random
from datetime import date
from typing import Final

from exempelkommun_skript.berattelse import Arende, Lage, Rad, has_fresh, say
from exempelkommun_skript.kalender import (
    DAG,
    KVARTAL,
    SISTA_DAG,
    Kvartal,
    add_working_days,
    is_working_day,
    previous_working_day,
)
from exempelkommun_skript.ord_allmant import OFORANDRAT
from exempelkommun_skript.rapportering import Vantan, outside, report, waits

_SEMESTER: Final = ((7, 3), (8, 4))
_LUFT: Final = 4
"""Days that a comment keeps from other notes, where there is room."""


def _on_holiday(day: date) -> bool:
    return _SEMESTER[0] <= (day.month, day.day) <= _SEMESTER[1]


def _situation(arende: Arende, day: date) -> Lage | None:
    return next((lage for lage in reversed(arende.lagen) if lage.fran <= day), None)


def _pick_day(slump: random.Random, arende: Arende, first: date, last: date) -> date:
    """Return a working day from `first` to `last`, rather late than early, apart from other notes where possible."""
    days = [first + DAG * n for n in range((last - first).days + 1)]
    working = [d for d in days if is_working_day(d)] or [last]
    others = [r.datum for r in arende.rader if r.slag not in {"rapporterad", "skickad_ivo"}]
    spaced = [d for d in working if all(abs((d - o).days) >= _LUFT for o in others) and not _on_holiday(d)]
    fresh = [d for d in spaced if (s := _situation(arende, d)) and has_fresh(arende, s.texter, d, s.start)]
    choice = fresh or spaced or [d for d in working if not _on_holiday(d)] or working
    return slump.choice(choice[len(choice) // 3 :])


def _comment(slump: random.Random, arende: Arende, first: date, last: date) -> None:
    day = _pick_day(slump, arende, first, last)
    lage = _situation(arende, day)
    text = ""
    if lage and has_fresh(arende, lage.texter, day, lage.start):
        text = say(slump, arende, lage.texter, lage.fakta, day, lage.start)
    if not text:
        text = say(slump, arende, OFORANDRAT, lage.fakta if lage else {}, day, arende.beslutsdatum)
    arende.rader.append(Rad(day, "kommentar", day, {"text": text}))


def _window(quarter: Kvartal, vantan: Vantan, arende: Arende) -> tuple[date, date]:
    """Return the days a comment for a quarter's report can be dated: since the last one's, before the end."""
    index = KVARTAL.index(quarter)
    first = KVARTAL[index - 1].inlast + DAG if index else quarter.forsta
    first = max(first, vantan.start + 8 * DAG)
    if arende.kand > arende.beslutsdatum:
        first = max(first, arende.kand)
    last = quarter.inlast
    if vantan.slut and vantan.slut.datum <= last:
        last = previous_working_day(vantan.slut.datum)
    return (first, last) if first <= last else (max(quarter.forsta, vantan.start), last)


def add_comments(slump: random.Random, arende: Arende) -> bool:
    """Give a case a comment for each quarter that it waits in; False when some quarter has no day for it."""
    for quarter, vantan in _waiting(arende):
        first, last = _window(quarter, vantan, arende)
        if last < first:
            return False
        if not any(
            r.slag == "kommentar" and first <= r.datum <= last and r.kand <= quarter.inlast for r in arende.rader
        ):
            _comment(slump, arende, first, last)
    for vantan in waits(arende):
        first = vantan.start + 20 * DAG
        last = min(vantan.slut.datum if vantan.slut else SISTA_DAG, vantan.grans) - 12 * DAG
        if first < last and arende.kand == arende.beslutsdatum and slump.random() < 0.25:  # noqa: PLR2004
            _comment(slump, arende, first, last)
    return True


def _waiting(arende: Arende) -> list[tuple[Kvartal, Vantan]]:
    """Return the quarters a wait is reported in as not ended; a case outside the duty is followed all the same."""
    if not outside(arende, SISTA_DAG):
        return [(r.kvartal, r.vantan) for r in report(arende) if r.slut is None]
    return [
        (q, v)
        for v in waits(arende)
        for q in KVARTAL
        if v.grans <= q.sista and not (v.slut and v.slut.kand <= q.inlast)
    ]


def add_ivo_reports(slump: random.Random, arende: Arende) -> None:
    """Note what was sent in IVO's form after each quarter was closed; an end is forgotten now and then."""
    several = len(waits(arende)) > 1
    for row in report(arende):
        sent = add_working_days(row.kvartal.inlast, slump.randint(2, 8))
        if sent > SISTA_DAG:
            continue
        kinds = {"ny": ["ny"], "kvarstaende": ["ater"]}.get(row.grupp, [row.grupp])
        if row.grupp == "ny" and row.slut:
            kinds.append("avslutad" if row.slut.slag == "avslutad" else "verkstalld")
        which = {"vantan": row.vantan.slag, "vantan_start": row.vantan.start.isoformat()} if several else {}
        for slag in kinds:
            if slag in {"verkstalld", "avslutad"} and slump.random() < 0.03:  # noqa: PLR2004
                continue
            receipt = f"EVB-{slump.randint(100_000, 999_999)}"
            arende.rader.append(Rad(sent, "skickad_ivo", sent, {"slag": slag, "kvittens": receipt, **which}))
