"""The day before, the day and the day after: every date that the register of rules turns on, and every month's end.

What is expected is reckoned here, by the calendar alone; nothing of it comes from the program.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from ejverkstallda.domain import kallor, parametrar
from ejverkstallda.domain.avgift import fee_range, last_application_day
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag
from ejverkstallda.domain.historik import attach_history
from ejverkstallda.domain.kallor import Akt, Kalla
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagrum import Lagrumslasning, read_lagrum, sol_in_force
from ejverkstallda.domain.lagval import cite_duty
from ejverkstallda.domain.parametrar import AVGIFTSSPANN, RAPPORTERINGSDAGAR, Parameter, rapporteringsdag
from ejverkstallda.domain.rapportering import Fall, Rad, Ram, assess, in_stock, is_reportable
from ejverkstallda.domain.vantan import derive_forlopp

ONE = timedelta(days=1)
LATER = date(2110, 1, 1)
YEARS = [1999, 2000, 2001, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2099, 2100, 2101]
"""With leap years (2000, 2024, 2028) and one that is none (2100)."""
IVO_DAYS = {1: (4, 30, 0), 2: (8, 31, 0), 3: (10, 31, 0), 4: (1, 31, 1)}
"""IVO's last days as published: month, day, years after."""
NEW_SOL = date(2025, 7, 1)
NEW_FEE = date(2026, 1, 1)


def around(day: date) -> tuple[date, date, date]:
    return day - ONE, day, day + ONE


def months_on(start: date, months: int) -> date:
    """The same number so many months on, or the month's last day where it has none."""
    number = start.year * 12 + start.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def quarter_of(day: date) -> Kvartal:
    return Kvartal(day.year, {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3}.get(day.month, 4))


def ends(quarter: Kvartal) -> tuple[date, date]:
    first = date(quarter.ar, quarter.nummer * 3 - 2, 1)
    return first, date(quarter.ar, quarter.nummer * 3, monthrange(quarter.ar, quarter.nummer * 3)[1])


def _dated() -> Iterator[date]:
    """Every day on which a source, an act or a parameter begins or ends."""
    for module in (kallor, parametrar):
        for value in vars(module).values():
            for one in value if type(value) is tuple else (value,):
                if isinstance(one, Kalla | Akt | Parameter):
                    yield from (day for day in (one.fran, one.till) if day is not None)


REGISTERED = sorted(set(_dated()))
MONTH_ENDS = [date(year, month, monthrange(year, month)[1]) for year in YEARS for month in range(1, 13)]
TURNS = sorted({*MONTH_ENDS, *REGISTERED, date(2024, 2, 28), date(2028, 2, 28), date(2100, 2, 27)})
QUARTERS = [Kvartal(year, number) for year in YEARS for number in (1, 2, 3, 4)]


def fall(start: date, *events: tuple[str, date], reported: str | None = None, lag: Lag = Lag.LSS) -> Fall:
    """The last väntan of a decision with these events."""
    of = Beslut("1", start, lag, "x")
    facts = [Handelse(i, day, Handelseslag(slag)) for i, (slag, day) in enumerate(events)]
    if reported is not None:
        facts.append(Handelse(99, LATER, Handelseslag.RAPPORTERAD, kvartal=reported))
    pairs, _ = attach_history(of, facts, derive_forlopp(of, facts))
    return Fall(of, *pairs[-1])


def row(found: Fall, quarter: Kvartal, **question: Any) -> Rad | None:
    frame = {"statusdag": ends(quarter)[1], "rapporteringsdag": reporting(quarter), "idag": LATER} | question
    return assess(found, Ram(quarter, **frame)).rad


def reporting(quarter: Kvartal) -> date:
    month, day, later = IVO_DAYS[quarter.nummer]
    return date(quarter.ar + later, month, day)


def named(day: object) -> str:
    return str(day)


def test_the_register_turns_on_the_days_we_know() -> None:
    assert {NEW_SOL, NEW_SOL - ONE, NEW_FEE, NEW_FEE - ONE} <= set(REGISTERED)


@pytest.mark.parametrize("turn", TURNS, ids=named)
def test_gransdag_and_the_quarter_it_falls_in(turn: date) -> None:
    """R2, R6, R13: new in the quarter of its gränsdag, in none before it, and that quarter follows its own."""
    for start in around(turn):
        found = fall(start)
        limit = months_on(start, 3)
        quarter = quarter_of(limit)
        now = row(found, quarter)
        assert found.vantan.gransdag == limit
        assert now is not None
        assert (now.grupp, now.sen, now.dagar) == ("ny", False, ends(quarter)[1].toordinal() - start.toordinal())
        assert row(found, quarter_of(ends(quarter)[0] - ONE)) is None
        assert quarter_of(start) == quarter_of(ends(quarter)[0] - ONE)
        assert (quarter.beslutsfonster.fran, quarter.beslutsfonster.till) == ends(quarter_of(start))


@pytest.mark.parametrize("turn", TURNS, ids=named)
def test_an_end_around_gransdag(turn: date) -> None:
    """R4, R9: on gränsdag is in time, the day after is not; the same for an avbrott from its own day."""
    for start in around(turn):
        days = around(months_on(start, 3))
        begun = [("verkstalld", start), ("avbrott", start)]
        for slag, before in (("verkstalld", []), ("avslutad", []), ("aterupptagen", begun)):
            found = [fall(start, *before, (slag, day)) for day in days]
            assert [is_reportable(f).varde for f in found] == [False, False, True]
            assert [row(f, quarter_of(days[1])) is not None for f in found] == [False, False, True]
            assert [in_stock(found[2], day) for day in (*days, days[2] + ONE)] == [False, True, False, False]


@pytest.mark.parametrize("turn", TURNS, ids=named)
def test_today_around_gransdag(turn: date) -> None:
    """R6b: on its way until gränsdag has passed, then in the report."""
    for start in around(turn):
        limit = months_on(start, 3)
        quarter = quarter_of(limit)
        last = ends(quarter)[1]
        for today in around(limit):
            frame = Ram(quarter, last, reporting(quarter), today)
            answer = assess(fall(start), frame)
            assert frame.preliminar is (today <= last)
            assert (answer.rad is not None) is (today > limit)
            assert answer.pa_vag is (today <= limit)


@pytest.mark.parametrize("quarter", QUARTERS, ids=named)
def test_today_around_an_end(quarter: Kvartal) -> None:
    """R6b: asked as of a day before the end, the end is not known yet; new or not."""
    first, last = ends(quarter)
    end = first + 40 * ONE
    for found in (fall(months_on(first, -3), ("verkstalld", end)), fall(months_on(first, -7), ("verkstalld", end))):
        rows = [row(found, quarter, idag=day) for day in around(end)]
        assert [r and r.slut is not None for r in rows] == [False, True, True]
        assert [r and r.dagar for r in rows] == [(min(d, end) - found.vantan.start).days for d in around(end)]
    assert end < last


@pytest.mark.parametrize("quarter", QUARTERS, ids=named)
def test_an_end_around_the_quarters_last_day(quarter: Kvartal) -> None:
    """R7, R11: seen at the end of the last day; an end after it is shown and counts later."""
    first, last = ends(quarter)
    start = months_on(first, -7)
    days = around(last)
    rows = [row(fall(start, ("verkstalld", day), reported=""), quarter) for day in days]
    assert [r and str(r.grupp) for r in rows] == ["verkstalld", "verkstalld", "kvarstaende"]
    assert [r and r.dagar for r in rows] == [min(d, last).toordinal() - start.toordinal() for d in days]
    assert [r and r.slut_efter_statusdag is not None for r in rows] == [False, False, True]
    preliminary = [Ram(quarter, last, reporting(quarter), day).preliminar for day in days]
    assert preliminary == [True, True, False]


@pytest.mark.parametrize("quarter", QUARTERS, ids=named)
def test_an_end_around_rapporteringsdag(quarter: Kvartal) -> None:
    """R11, R12: shown up to and including IVO's last day; with statusdag on it, counted."""
    assert set(RAPPORTERINGSDAGAR.varde) == set(IVO_DAYS)
    last = reporting(quarter)
    assert rapporteringsdag(quarter) == last
    found = [fall(months_on(last, -9), ("verkstalld", day), reported="") for day in around(last)]
    shown = [row(f, quarter) for f in found]
    assert [r and r.slut_efter_statusdag is not None for r in shown] == [True, True, False]
    counted = [row(f, quarter, statusdag=last) for f in found]
    assert [r and str(r.grupp) for r in counted] == ["verkstalld", "verkstalld", "kvarstaende"]


@pytest.mark.parametrize("year", YEARS)
def test_the_second_quarters_window_is_two_months(year: int) -> None:
    """From 1 July to 31 August: an end on any month's end within it is shown, before and after it is not."""
    quarter = Kvartal(year, 2)
    expected = {
        (6, 30): ("verkstalld", False),
        (7, 1): ("kvarstaende", True),
        (7, 31): ("kvarstaende", True),
        (8, 1): ("kvarstaende", True),
        (8, 31): ("kvarstaende", True),
        (9, 1): ("kvarstaende", False),
    }
    for (month, day), (group, shown) in expected.items():
        now = row(fall(date(year - 1, 11, 5), ("verkstalld", date(year, month, day)), reported=""), quarter)
        assert now is not None
        assert (now.grupp, now.slut_efter_statusdag is not None) == (group, shown)


@pytest.mark.parametrize("quarter", QUARTERS, ids=named)
def test_a_gransdag_and_an_end_around_the_registers_first_day(quarter: Kvartal) -> None:
    """R15: before the first day counts as reported before; what ended before it is never listed."""
    first, _ = ends(quarter)
    for start in around(months_on(first, -3)):
        now = row(fall(start), quarter, forsta_kvartal=quarter)
        assert now is not None
        assert (now.grupp, now.forst_rapporterad is None) == (
            ("kvarstaende", True) if months_on(start, 3) < first else ("ny", False)
        )
    old = months_on(first, -7)
    listed = [row(fall(old, ("verkstalld", day)), quarter, forsta_kvartal=quarter) is not None for day in around(first)]
    assert listed == [False, True, True]
    late = [row(fall(start), quarter) for start in around(months_on(first, -3))]
    assert [r and r.sen for r in late] == [months_on(s, 3) < first for s in around(months_on(first, -3))]


@pytest.mark.parametrize("source", [k for k in kallor.ALLA if k.fran or k.till], ids=lambda k: k.id)
def test_a_source_is_in_force_from_its_first_day_to_its_last(source: Kalla) -> None:
    if source.fran:
        assert [source.in_force(day) for day in around(source.fran)] == [False, True, True]
    if source.till:
        assert [source.in_force(day) for day in around(source.till)] == [True, True, False]


IN_FORCE = {
    "LSS-9": "1994-01-01",
    "LSS-9-1": "1994-01-01",
    "LSS-28f": "2008-07-01",
    "LSS-28g": "2008-07-01",
    "LSS-28h": "2008-07-01",
    "LSS-28i": "2011-05-01",
    "SoL2001-4:1": "2002-01-01",
    "SoL2001-16:6f": "2006-07-01",
    "SoL2001-16:6g": "2006-07-01",
    "SoL2001-16:6h": "2006-07-01",
    "SoL2001-16:6i": "2011-05-01",
}
"""First days by the timeline of the review of the rules."""


def test_the_sources_begin_and_end_by_the_timeline() -> None:
    found = {k.id: k for k in kallor.ALLA}
    assert {k: str(found[k].fran) for k in IN_FORCE} == IN_FORCE
    assert {k.fran for k in found.values() if k.id.startswith("SoL2025")} == {NEW_SOL}
    assert {k.till for k in found.values() if k.id.startswith("SoL2001")} == {NEW_SOL - ONE}
    assert {k.till for k in found.values() if not k.id.startswith("SoL2001")} == {None}
    assert {k.kontrollerad for k in found.values()} == {date(2026, 11, 22)}
    acts = [(a.fran, a.till) for a in (kallor.LSS, kallor.SOL_2001, kallor.SOL_2025)]
    assert acts == [(date(1994, 1, 1), None), (date(2002, 1, 1), NEW_SOL - ONE), (NEW_SOL, None)]


def test_the_acts_change_on_the_first_of_july_2025() -> None:
    """R5, R16: inside the duty by the law of beslutsdatum, cited by the law of the quarter's last day."""
    read, other = Lagrumslasning.LAST, Lagrumslasning.ANDRA_AKTEN
    days = around(NEW_SOL)
    assert [sol_in_force(day) for day in days] == [kallor.SOL_2001, kallor.SOL_2025, kallor.SOL_2025]
    old = [read_lagrum(Beslut("1", day, Lag.SOL, "x", lagrum="4 kap. 1 §")) for day in days]
    new = [read_lagrum(Beslut("1", day, Lag.SOL, "x", lagrum="11 kap. 1 §")) for day in days]
    assert (old, new) == ([read, other, other], [other, read, read])
    both = (kallor.SOL25_34_1, kallor.SOL01_16_6F)
    cited = [cite_duty(Lag.SOL, day, date(2025, 9, 30)).varde for day in days]
    assert cited == [both, both[:1], both[:1]]
    last = [cite_duty(Lag.SOL, date(2025, 1, 31), day).varde for day in days]
    assert last == [both[1:], both, both]
    assert {cite_duty(Lag.LSS, day, day).varde for day in days} == {(kallor.LSS_28F,)}


def test_the_fee_range_changes_on_the_first_of_january_2026() -> None:
    spans = [fee_range(Beslut("1", day, lag, "x")).varde for lag in Lag for day in around(NEW_FEE)]
    expected = [(10_000, 1_000_000), (15_000, 1_500_000), (15_000, 1_500_000)]
    assert [(s.lagst, s.hogst) for s in spans] == expected * len(Lag)
    for day in (day for p in AVGIFTSSPANN for edge in (p.fran, p.till) if edge for day in around(edge)):
        held = [p for p in AVGIFTSSPANN if (p.fran or date.min) <= day <= (p.till or date.max)]
        assert len(held) == 1


@pytest.mark.parametrize("turn", TURNS, ids=named)
def test_two_years_for_an_application(turn: date) -> None:
    for start in around(turn):
        found = fall(start, ("verkstalld", start), ("avbrott", start))
        assert last_application_day(found.beslut, found.vantan).varde == months_on(start, 24)
