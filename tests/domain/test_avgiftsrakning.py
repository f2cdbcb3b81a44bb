"""A3: IVO's way of counting a särskild avgift. Every sum here was worked out by hand from the rule's words."""

from fractions import Fraction

import pytest
from bygg import beslut, course, day, handelse
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.domain import kallor
from ejverkstallda.domain.avgiftsrakning import A3, Avgiftsrakning, count_fee
from ejverkstallda.domain.beslut import Handelse, Lag
from ejverkstallda.domain.brister import Allvar
from ejverkstallda.domain.kallor import Kallslag
from ejverkstallda.domain.parametrar import Spann


def meanwhile(cost: int | None, datum: str = "2019-02-05") -> Handelse:
    return handelse("insats_under_tiden", datum)._replace(kostnad=cost)


def counted(start: str, idag: str, cost: int, *under: int, till: str | None = None) -> Avgiftsrakning:
    of = beslut(start, Lag.LSS)._replace(kostnad_manad=cost)
    (vantan,) = course(of, *([handelse("verkstalld", till)] if till else [])).vantan
    answer, faults = count_fee(of, vantan, [meanwhile(c) for c in under], day(idag))
    assert faults == ()
    assert answer.varde is not None
    return answer.varde


def lines(made: Avgiftsrakning) -> tuple[object, ...]:
    return (
        *(made.tid.manader, made.tid.dagar, made.tid.av),
        *(made.hela_manader, made.del_av_manad, made.under_tiden, made.skillnad, made.paslag, made.summa, made.belopp),
    )


def test_line_by_line() -> None:
    """9 November to 20 June: 7 months to 9 June, then 11 of the 30 days to 9 July.

    7 × 36 400 = 254 800. 36 400 × 11 / 30 = 13 346.67. 268 147 − 57 500 = 210 647; a quarter of it is 52 661.75.
    """
    made = counted("2018-11-09", "2019-06-20", 36_400, 48_000, 9_500)
    assert lines(made) == (7, 11, 30, 254_800, 13_347, 57_500, 210_647, 52_662, 263_309, 263_309)
    assert (made.kostnad_manad, made.fran, made.till) == (36_400, day("2018-11-09"), day("2019-06-20"))
    assert made.spann == Spann(10_000, 1_000_000)


@pytest.mark.parametrize(
    ("start", "idag", "cost", "under", "summa", "belopp"),
    [
        # 4 months × 2 000 = 8 000, and a quarter: exactly the lowest amount. A krona less, of 7 999: 2 000 on top.
        ("2019-01-01", "2019-05-01", 2_000, 0, 10_000, 10_000),
        ("2019-01-01", "2019-05-01", 2_000, 1, 9_999, 10_000),
        # 8 months × 100 000 = 800 000: exactly the highest; a krona more a month is 8 more, and 2 on top.
        ("2019-01-01", "2019-09-01", 100_000, 0, 1_000_000, 1_000_000),
        ("2019-01-01", "2019-09-01", 100_001, 0, 1_000_010, 1_000_000),
        # The range of decisions from 2026: 4 × 3 000 = 12 000 and a quarter; 12 × 100 000 and a quarter.
        ("2026-01-01", "2026-05-01", 3_000, 0, 15_000, 15_000),
        ("2026-01-01", "2026-05-01", 2_999, 0, 14_995, 15_000),
        ("2025-12-31", "2026-04-30", 2_999, 0, 14_995, 14_995),
        ("2026-01-01", "2027-01-01", 100_000, 0, 1_500_000, 1_500_000),
        ("2026-01-01", "2027-02-01", 100_000, 0, 1_625_000, 1_500_000),
        # One krona left: a quarter is 0.25 and nothing is added.
        ("2019-01-01", "2019-02-01", 1_000, 999, 1, 10_000),
        # Two left: 0.5 is rounded up.
        ("2019-01-01", "2019-02-01", 1_000, 998, 3, 10_000),
    ],
)
def test_the_sum_is_held_within_the_range(
    start: str, idag: str, cost: int, under: int, summa: int, belopp: int
) -> None:
    made = counted(start, idag, cost, under)
    assert (made.summa, made.belopp) == (summa, belopp)


@pytest.mark.parametrize(
    ("summa", "outcome"),
    [
        (7_999, "under_spannet"),
        (8_000, "inom_spannet"),
        (800_000, "inom_spannet"),
        (800_001, "over_spannet"),
        (0, "ingen_kostnad"),
    ],
)
def test_the_outcome_names_where_the_sum_lies(summa: int, outcome: str) -> None:
    """One month: what is left is the cost itself. 7 999 and a quarter is 9 999, 800 001 and a quarter 1 000 001."""
    of = beslut("2019-01-01", Lag.LSS)._replace(kostnad_manad=summa)
    answer, _ = count_fee(of, course(of).vantan[0], (), day("2019-02-01"))
    assert answer.steg.utfall == outcome
    facts = {f.namn: f.varde for f in answer.steg.fakta}
    assert (facts["lagst"], facts["hogst"], facts["kostnad_manad"]) == (10_000, 1_000_000, summa)


def test_what_leaves_no_amount_is_told_apart() -> None:
    """The insatser meanwhile cost as much; the insats costs nothing; no day has passed."""
    of = beslut("2019-01-01", Lag.LSS)._replace(kostnad_manad=1_000)
    (vantan,) = course(of).vantan

    def outcome(cost: int, under: int, idag: str) -> str:
        return count_fee(of._replace(kostnad_manad=cost), vantan, [meanwhile(under)], day(idag))[0].steg.utfall

    assert outcome(1_000, 1_000, "2019-02-01") == "inget_belopp"
    assert outcome(1_000, 999, "2019-02-01") == "under_spannet"
    assert outcome(1_000, 999_999, "2019-01-11") == "inget_belopp"  # ten days of a month
    assert outcome(1, 2, "2019-02-21") == "inget_belopp"  # a krona for the month, and one for the days after it
    assert outcome(0, 1_000, "2019-02-01") == "ingen_kostnad"
    assert outcome(1_000, 1_000, "2019-01-01") == "ingen_tid"


def postponed(datum: str, till: str | None) -> Handelse:
    return handelse("senarelagd_lov", datum, till=day(till) if till else None)


@pytest.mark.parametrize(
    ("events", "away", "months"),
    [
        # 21 July to 15 February is 209 days. From 29 July on nothing counts: 8 days are left, of the month's 31.
        ([postponed("2025-07-29", "2026-02-27")], 201, (0, 8, 31)),
        ([postponed("2025-07-29", "2026-02-15")], 201, (0, 8, 31)),  # the last day of the wait itself
        ([postponed("2025-07-29", "2026-02-14")], 201, (0, 8, 31)),
        ([postponed("2025-07-29", "2026-02-13")], 200, (0, 9, 31)),
        # August and September, 31 + 30 days: 148 days are left, to 16 December; 4 months, then 25 of 30 days.
        ([postponed("2025-08-01", "2025-09-30")], 61, (4, 25, 30)),
        # The same two months noted as one and as two that lie over each other: each day once.
        ([postponed("2025-08-01", "2025-09-10"), postponed("2025-09-01", "2025-09-30")], 61, (4, 25, 30)),
        ([postponed("2025-08-01", "2025-09-30"), postponed("2025-08-10", "2025-08-20")], 61, (4, 25, 30)),
        # One day.
        ([postponed("2025-08-01", "2025-08-01")], 1, (6, 24, 31)),
        # Without a last day, one that is before the first, and one that begins when the wait has ended: nothing.
        ([postponed("2025-07-29", None)], 0, (6, 25, 31)),
        ([postponed("2025-07-29", "2025-07-28")], 0, (6, 25, 31)),
        ([postponed("2026-02-15", "2026-03-01")], 0, (6, 25, 31)),
        # Noted before the decision, for its whole time: no time at all.
        ([postponed("2025-07-01", "2026-12-31")], 209, (0, 0, 31)),
    ],
)
def test_days_that_execution_was_postponed_are_not_counted(
    events: list[Handelse], away: int, months: tuple[int, int, int]
) -> None:
    of = beslut("2025-07-21", Lag.SOL)._replace(kostnad_manad=17_000)
    answer, faults = count_fee(of, course(of).vantan[0], (), day("2026-02-15"), events)
    assert (faults, answer.varde is not None) == ((), True)
    made = answer.varde
    assert made is not None
    assert (made.bortraknat, (made.tid.manader, made.tid.dagar, made.tid.av)) == (away, months)
    assert (made.fran, made.till) == (day("2025-07-21"), day("2026-02-15"))
    assert (kallor.TOLKNING_AVGIFT_LOV in answer.steg.kallor) is (away > 0)


def test_the_sum_of_eight_days() -> None:
    """17 000 × 8 / 31 = 4 387.10; a quarter of 4 387 is 1 096.75."""
    of = beslut("2025-07-21", Lag.SOL)._replace(kostnad_manad=17_000)
    lov = [postponed("2025-07-29", "2026-02-27")]
    made = count_fee(of, course(of).vantan[0], (), day("2026-02-15"), lov)[0].varde
    assert made is not None
    assert (made.hela_manader, made.del_av_manad, made.paslag, made.summa, made.belopp) == (
        *(0, 4_387, 1_097, 5_484),
        10_000,
    )


def test_an_insats_that_ends_before_it_begins_gives_a_fault_and_no_sum() -> None:
    of = beslut("2019-01-01", Lag.LSS)._replace(kostnad_manad=1_000)
    wrong = meanwhile(500_000)._replace(fran=day("2019-03-01"), till=day("2019-02-28"))
    answer, faults = count_fee(of, course(of).vantan[0], [wrong], day("2019-06-01"))
    assert (answer.varde, [b.kod for b in faults]) == (None, ["insatstid_bakat"])
    same = wrong._replace(till=day("2019-03-01"))
    assert count_fee(of, course(of).vantan[0], [same], day("2019-06-01"))[1] == ()


@pytest.mark.parametrize(("under", "skillnad"), [((1_000,), 0), ((1_500,), -500)])
def test_nothing_left_is_no_amount(under: tuple[int, ...], skillnad: int) -> None:
    made = counted("2019-01-01", "2019-02-01", 1_000, *under)
    assert (made.skillnad, made.paslag, made.summa, made.belopp) == (skillnad, 0, skillnad, None)


@pytest.mark.parametrize(
    ("start", "idag", "months"),
    [
        ("2019-01-31", "2019-02-27", (0, 27, 28)),
        ("2019-01-31", "2019-02-28", (1, 0, 31)),  # February has no 31st: its last day; then on to 31 March
        ("2019-01-31", "2019-03-30", (1, 30, 31)),
        ("2019-01-31", "2019-03-31", (2, 0, 30)),
        ("2019-01-01", "2019-01-01", (0, 0, 31)),
        ("2019-01-01", "2018-12-01", (0, 0, 31)),  # seen from before it began
        ("2018-12-15", "2019-12-14", (11, 29, 30)),  # 15 November to 15 December is 30 days
        ("2018-12-15", "2019-12-15", (12, 0, 31)),
    ],
)
def test_whole_months_and_days_of_the_next(start: str, idag: str, months: tuple[int, int, int]) -> None:
    tid = counted(start, idag, 0).tid
    assert (tid.manader, tid.dagar, tid.av) == months


def test_time_ends_with_the_wait() -> None:
    made = counted("2019-01-01", "2020-01-01", 10_000, till="2019-06-01")
    assert (made.till, made.tid.manader, made.hela_manader) == (day("2019-06-01"), 5, 50_000)
    before = counted("2019-01-01", "2020-01-01", 10_000, till="2018-12-01")  # an end before the decision
    assert (before.till, before.belopp) == (day("2019-01-01"), None)


def test_an_avbrott_is_counted_from_its_own_first_day() -> None:
    of = beslut("2018-01-10", Lag.LSS)._replace(kostnad_manad=2_500)
    _, avbrott = course(of, handelse("verkstalld", "2018-02-01"), handelse("avbrott", "2018-12-01")).vantan
    made = count_fee(of, avbrott, (), day("2019-04-01"))[0].varde
    assert made is not None
    assert (made.fran, made.hela_manader, made.summa) == (day("2018-12-01"), 10_000, 12_500)


@pytest.mark.parametrize(
    ("cost", "under", "codes"),
    [
        (None, (), ["kostnad_saknas"]),
        (-1, (), ["kostnad_negativ"]),
        (1_000, (500, None), ["insatskostnad_saknas"]),
        (1_000, (-1,), ["insatskostnad_negativ"]),
        (None, (None, -5, 0), ["kostnad_saknas", "insatskostnad_saknas", "insatskostnad_negativ"]),
    ],
)
def test_a_cost_that_is_missing_or_negative_gives_no_sum(
    cost: int | None, under: tuple[int | None, ...], codes: list[str]
) -> None:
    of = beslut("2019-01-01", Lag.LSS)._replace(kostnad_manad=cost)
    answer, faults = count_fee(of, course(of).vantan[0], [meanwhile(c) for c in under], day("2019-06-01"))
    assert (answer.varde, answer.steg.utfall) == (None, "kostnad_okand")
    assert [b.kod for b in faults] == codes
    assert {b.allvar for b in faults} == {Allvar.VARNING}
    assert all("ejv ratta NR" in b.text and "räknas inte" in b.text for b in faults)
    assert all((b.plats or "").startswith(of.plats) for b in faults)


def test_the_fault_of_an_event_names_it() -> None:
    of = beslut("2019-01-01", Lag.LSS)._replace(kostnad_manad=1)
    event = meanwhile(None, "2019-03-04")._replace(id=17)
    ((fault,)) = count_fee(of, course(of).vantan[0], [event], day("2019-06-01"))[1]
    assert fault.plats == f"{of.plats}, händelse 17 (2019-03-04)"


def test_it_is_never_shown_as_law() -> None:
    assert {k.slag for k in A3.kallor} == {Kallslag.MYNDIGHET, Kallslag.TOLKNING}


@given(
    start=st.dates(day("2010-01-01"), day("2030-12-31")),
    days=st.integers(0, 3_000),
    cost=st.integers(0, 300_000),
    under=st.integers(0, 2_000_000),
)
def test_against_the_rule_in_fractions(start: object, days: int, cost: int, under: int) -> None:
    """A second method: months with dateutil's own difference, money in fractions, rounded only at the end."""
    first = day(str(start))
    last = first + relativedelta(days=days)
    made = counted(str(first), str(last), cost, under)
    # dateutil's difference steps back from the later day; ours steps forward from the first, as the law does.
    months = next(n for n in range(200, -1, -1) if first + relativedelta(months=n) <= last)
    begun = first + relativedelta(months=months)
    after = first + relativedelta(months=months + 1)
    time = months + Fraction((last - begun).days, (after - begun).days)
    exact = (cost * time - under) * Fraction(5, 4)
    assert abs(made.summa - exact) <= 2 if made.belopp is not None else exact <= 1
    if made.belopp is not None:
        assert made.belopp == min(max(made.summa, made.spann.lagst), made.spann.hogst)
