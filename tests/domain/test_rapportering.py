"""R4-R7, R9-R11: whether a väntan is in a quarter's report, in which group, with which days."""

from datetime import date, timedelta
from typing import Any

import pytest
from bygg import LATER, beslut, day, days_around, falls, group, handelse, judge, picture, ram, row

from ejverkstallda.domain import rapportering
from ejverkstallda.domain.beslut import Avslutsorsak, Handelse, Ursprung
from ejverkstallda.domain.motivering import RuleError
from ejverkstallda.domain.rapportering import Fall, in_stock, is_reportable, needs_watch
from ejverkstallda.domain.vantan import Slut, Slutslag

DECIDED = "2018-11-09"  # gränsdag 2019-02-09, in 2019Q1
BEFORE_REGISTER = handelse("rapporterad", "2018-12-31", vantan=None)


def fall(*events: Handelse, datum: str = DECIDED, **fields: Any) -> Fall:
    """The first väntan of a decision with these events."""
    return falls(beslut(datum, **fields), events)[0]


def reported(*events: Handelse) -> Fall:
    """A väntan whose gränsdag was 2018-10-13 and that was reported before the register."""
    return fall(BEFORE_REGISTER, *events, datum="2018-07-13")


# R4


def test_r4_not_ended_on_gransdag_or_before() -> None:
    ends = days_around("2019-02-09")
    assert [is_reportable(fall(handelse("verkstalld", str(d)))).varde for d in ends] == [False, False, True]
    assert [group(fall(handelse("verkstalld", str(d))), "2019Q1") for d in ends] == [None, None, "ny"]
    assert is_reportable(fall()).varde


@pytest.mark.parametrize(("end", "outcome"), [(None, "pliktig"), ("2019-02-10", "pliktig"), ("2019-02-09", "i_tid")])
def test_r4_the_step_says_what_it_looked_at(end: str | None, outcome: str) -> None:
    step = is_reportable(fall(*([handelse("verkstalld", end)] if end else []))).steg
    assert (step.regel.id, step.utfall) == ("R4", outcome)
    assert step.fakta == (("gransdag", day("2019-02-09")), ("slut", day(end) if end else None))


# R5


@pytest.mark.parametrize(
    ("fields", "inside"),
    [
        ({}, True),
        ({"lagrum": "9 § 9 LSS"}, True),
        ({"lagrum": "7 § LSS"}, False),
        ({"ursprung": Ursprung.DOM}, False),
        ({"ursprung": Ursprung.FORHANDSBESKED, "lagrum": "16 § LSS"}, True),
    ],
)
def test_r5_only_what_is_inside_the_duty(fields: dict[str, Any], inside: bool) -> None:  # noqa: FBT001 - a column
    found = fall(**fields)
    assert is_reportable(found).varde is inside
    assert is_reportable(found).steg.utfall == ("pliktig" if inside else "utanfor")
    assert (group(found, "2019Q1") == "ny") is inside


# R6, R6b


@pytest.mark.parametrize(
    ("decided", "quarter"),
    [
        ("2018-09-30", "2018Q4"),  # gränsdag 2018-12-30
        ("2018-10-01", "2019Q1"),  # gränsdag 2019-01-01, the quarter's first day
        ("2018-12-31", "2019Q1"),  # gränsdag 2019-03-31, its last day
        ("2019-01-01", "2019Q2"),  # gränsdag 2019-04-01
        ("2018-11-30", "2019Q1"),  # gränsdag 2019-02-28
        ("2019-08-31", "2019Q4"),  # gränsdag 2019-11-30
    ],
)
def test_r6_new_in_the_quarter_of_its_gransdag(decided: str, quarter: str) -> None:
    found = fall(datum=decided)
    now = row(found, quarter)
    assert now is not None
    assert (now.grupp, now.sen) == ("ny", False)
    assert str(now.forst_rapporterad) == quarter
    assert row(found, str(now.forst_rapporterad.previous()) if now.forst_rapporterad else "") is None


def test_r7_sen_is_a_gransdag_before_the_quarters_first_day() -> None:
    """Decided 2018-09-30, 10-01, 10-02: gränsdag 2018-12-30, 2019-01-01, 01-02. 31 December has no such day."""
    late = [row(fall(datum=d), "2019Q1") for d in ("2018-09-30", "2018-10-01", "2018-10-02")]
    assert [r.sen for r in late if r] == [True, False, False]
    assert [str(r.forst_rapporterad) for r in late if r] == ["2019Q1"] * 3


def test_r6b_the_answer_is_preliminary_until_statusdag_has_passed() -> None:
    assert [ram("2019Q1", idag=d).preliminar for d in days_around("2019-03-31")] == [True, True, False]
    moved = [ram("2019Q1", idag=d, statusdag="2019-04-30").preliminar for d in days_around("2019-04-30")]
    assert moved == [True, True, False]


def test_r6b_counts_when_gransdag_is_before_today_and_is_on_its_way_until_then() -> None:
    """Gränsdag 2019-02-09: on that day itself the day has not passed."""
    answers = [judge(fall(), "2019Q1", idag=d) for d in days_around("2019-02-09")]
    assert [a.rad is not None for a in answers] == [False, False, True]
    assert [a.pa_vag for a in answers] == [True, True, False]
    assert answers[0].steg[-1].regel.id == "R6b"


@pytest.mark.parametrize(
    ("found", "on_its_way"),
    [
        (fall(datum="2018-12-31"), True),  # gränsdag on the quarter's last day
        (fall(datum="2019-01-01"), False),  # gränsdag in the next quarter
        (fall(handelse("verkstalld", "2018-12-01")), False),  # ended in time
        (fall(ursprung=Ursprung.DOM), False),
        (reported(), False),  # in the report already
    ],
)
def test_r6b_on_its_way(found: Fall, on_its_way: bool) -> None:  # noqa: FBT001 - a column
    assert judge(found, "2019Q1", idag=day("2019-01-15")).pa_vag is on_its_way


def test_r6b_of_a_quarter_to_come_only_its_own_are_on_their_way() -> None:
    """On 2019-01-15 the gränsdag 2019-02-09 is still to come, but in 2019Q1 and not in 2019Q2."""
    assert not judge(fall(), "2019Q2", idag=day("2019-01-15")).pa_vag
    asked = [judge(fall(datum="2019-01-10"), "2019Q2", idag=d).pa_vag for d in days_around("2019-01-10")]
    assert asked == [False, True, True]  # the day before, it was not decided


def test_r6b_nothing_is_on_its_way_once_statusdag_has_passed() -> None:
    assert not judge(fall(datum="2018-12-31"), "2019Q1", idag=day("2019-04-01")).pa_vag


def test_r6b_facts_are_read_as_of_today() -> None:
    found = reported(handelse("verkstalld", "2019-02-01"))
    shown = [row(found, "2019Q1", idag=d) for d in days_around("2019-02-01")]
    assert [r and str(r.grupp) for r in shown] == ["kvarstaende", "verkstalld", "verkstalld"]
    assert [r and r.dagar for r in shown] == [202, 203, 203]  # 2018-07-13 + 203 days = 2019-02-01


# R7


@pytest.mark.parametrize(
    ("slag", "expected"),
    [("verkstalld", "verkstalld"), ("avslutad", "avslutad")],
)
def test_r7_a_reported_one_by_its_end_on_statusdag_or_before(slag: str, expected: str) -> None:
    groups = [group(reported(handelse(slag, str(d))), "2019Q1") for d in days_around("2019-03-31")]
    assert groups == [expected, expected, "kvarstaende"]
    assert group(reported(), "2019Q1") == "kvarstaende"


def test_r7_a_resumed_avbrott_is_verkstalld() -> None:
    events = [
        handelse("verkstalld", "2018-08-01"),
        handelse("avbrott", "2018-09-01"),
        handelse("rapporterad", "2018-12-31", kvartal="2018Q4"),
        handelse("aterupptagen", "2019-02-01"),
    ]
    found = row(falls(beslut("2018-07-13"), events)[1], "2019Q1")
    assert found is not None
    assert found.grupp == "verkstalld"
    assert found.slut == Slut(Slutslag.ATERUPPTAGEN, day("2019-02-01"))
    assert (found.start, found.gransdag) == (day("2018-09-01"), day("2018-12-01"))


def test_r7_a_new_one_that_has_ended_stays_new_and_carries_its_end() -> None:
    found = row(fall(handelse("avslutad", "2019-03-01", orsak=Avslutsorsak.AVLIDEN)), "2019Q1")
    assert found is not None
    assert found.grupp == "ny"
    assert found.slut == Slut(Slutslag.AVSLUTAD, day("2019-03-01"), Avslutsorsak.AVLIDEN)


def test_r8_an_end_that_became_known_late_is_listed_in_the_next_report() -> None:
    """Ended 2018-12-11, in the quarter before; reported, and its end not: listed in 2019Q1."""
    assert group(reported(handelse("avslutad", "2018-12-11")), "2019Q1") == "avslutad"


def test_r6_not_after_its_end_was_reported_nor_before_it_was_first_reported() -> None:
    history = handelse("slutrapporterad", "2019-04-30", kvartal="2019Q1"), handelse("verkstalld", "2019-03-01")
    found = fall(*history)
    assert [group(found, k) for k in ("2018Q4", "2019Q1", "2019Q2")] == [None, "ny", None]
    assert judge(found, "2018Q4").steg[-1].utfall == "forst_rapporterad_senare"
    assert judge(found, "2019Q2").steg[-1].utfall == "slut_rapporterat"


def test_r6_not_reported_is_told_apart() -> None:
    assert judge(fall(), "2018Q4").steg[-1].utfall == "ej_i_kvartalet"
    assert judge(fall(handelse("verkstalld", "2018-12-01")), "2019Q1").steg[-1].utfall == "ej_pliktig"


# R9


def test_r9_stock() -> None:
    around = days_around("2019-02-09")
    assert [in_stock(fall(), d) for d in around] == [False, True, True]
    ended = fall(handelse("verkstalld", "2019-03-01"))
    assert [in_stock(ended, d) for d in days_around("2019-03-01")] == [True, False, False]
    assert not any(in_stock(fall(handelse("verkstalld", "2019-02-09")), d) for d in around)
    assert not in_stock(fall(ursprung=Ursprung.DOM), LATER)


# R10


@pytest.mark.parametrize(
    ("events", "days"),
    [
        ([], 142),  # 2018-11-09 to 2019-03-31: 21 + 31 + 31 + 28 + 31
        ([handelse("verkstalld", "2019-03-01")], 112),
        ([handelse("verkstalld", "2019-03-31")], 142),
        ([handelse("verkstalld", "2019-04-01")], 142),  # ended after statusdag
    ],
)
def test_r10_days_to_the_end_or_to_statusdag(events: list[Handelse], days: int) -> None:
    found = row(fall(*events), "2019Q1")
    assert found is not None
    assert (found.dagar, found.dagar_sedan_beslut) == (days, days)


def test_r10_an_avbrott_counts_its_own_days_and_those_since_the_decision() -> None:
    events = [handelse("verkstalld", "2018-08-01"), handelse("avbrott", "2018-11-01")]
    found = row(falls(beslut("2018-07-13"), events)[1], "2019Q1")
    assert found is not None
    assert found.dagar == 150  # 2018-11-01 to 2019-03-31: 29 + 31 + 31 + 28 + 31
    assert found.dagar_sedan_beslut == 261  # 2018-07-13 to 2018-11-01 is 111 more


def test_r10_never_below_zero() -> None:
    """Reported, then found to have been executed before the decision."""
    found = row(reported(handelse("verkstalld", "2018-07-01")), "2019Q1")
    assert found is not None
    assert (found.dagar, found.dagar_sedan_beslut) == (0, 0)


# R11


@pytest.mark.parametrize(
    ("end", "slut", "after"),
    [
        ("2019-03-31", "2019-03-31", None),
        ("2019-04-01", None, "2019-04-01"),
        ("2019-04-30", None, "2019-04-30"),  # rapporteringsdag itself
        ("2019-05-01", None, None),
    ],
)
def test_r11_an_end_after_statusdag_is_shown_and_counts_later(end: str, slut: str | None, after: str | None) -> None:
    for found in (
        row(fall(handelse("verkstalld", end)), "2019Q1"),
        row(reported(handelse("verkstalld", end)), "2019Q1"),
    ):
        assert found is not None
        assert found.slut == (Slut(Slutslag.VERKSTALLD, day(slut)) if slut else None)
        assert found.slut_efter_statusdag == (Slut(Slutslag.VERKSTALLD, day(after)) if after else None)


def test_r11_statusdag_on_rapporteringsdag_takes_the_end_in() -> None:
    shown = [
        group(reported(handelse("verkstalld", str(d))), "2019Q1", statusdag="2019-04-30")
        for d in days_around("2019-04-30")
    ]
    assert shown == ["verkstalld", "verkstalld", "kvarstaende"]
    found = row(fall(), "2019Q1", statusdag="2019-04-30")
    assert found is not None
    assert found.dagar == 172  # 142 to the quarter's end and 30 more


def test_r11_statusdag_does_not_move_the_quarter() -> None:
    """Gränsdag 2019-04-01 belongs to 2019Q2, whatever day the status is read."""
    assert group(fall(datum="2019-01-01"), "2019Q1", statusdag="2019-04-30") is None


def test_r11_a_preliminary_answer_knows_no_end_after_today() -> None:
    found = row(reported(handelse("verkstalld", "2019-04-10")), "2019Q1", idag=day("2019-03-31"))
    assert found is not None
    assert found.slut_efter_statusdag is None


def test_r11_nor_does_a_final_one() -> None:
    event = handelse("verkstalld", "2019-04-10")
    shown = [row(reported(event), "2019Q1", idag=d) for d in days_around("2019-04-10")]
    assert [r is not None and r.slut_efter_statusdag is not None for r in shown] == [False, True, True]


# What the store asks


@pytest.mark.parametrize(
    ("found", "watched"),
    [
        (fall(), True),
        (fall(handelse("verkstalld", "2019-03-01")), True),  # too late: to be reported
        (fall(handelse("verkstalld", "2019-02-09")), False),
        (fall(ursprung=Ursprung.DOM), False),
        (reported(), True),
        (reported(handelse("slutrapporterad", "2018-12-31")), True),  # open, and no report tells of it any more
        (reported(handelse("slutrapporterad", "2018-12-31"), handelse("verkstalld", "2018-12-20")), False),
    ],
)
def test_what_can_still_come_into_a_report_is_watched(found: Fall, watched: bool) -> None:  # noqa: FBT001 - a column
    assert needs_watch(found, None) is watched


def test_the_steps_lead_from_the_start_to_the_days() -> None:
    answer = judge(reported(handelse("verkstalld", "2019-03-01")), "2019Q1")
    assert [s.regel.id for s in answer.steg] == ["R1", "R2", "R3", "R5", "R4", "R6", "R7", "R10"]
    assert [s.utfall for s in answer.steg][-3:] == ["i_rapporten", "verkstalld", "dagar"]
    assert all(s.regel.kallor for s in answer.steg)


def test_the_row_carries_labels_as_registered() -> None:
    of = beslut(DECIDED, nummer="1306312", insats="gruppboende", insats_kod="bostad_vuxna", namnd="OAN", kallsystem="x")
    (found,) = picture(falls(of), "2019Q1").rader
    assert (found.beslutsnummer, found.insats, found.insats_kod) == ("1306312", "gruppboende", "bostad_vuxna")
    assert (found.namnd, found.kallsystem, found.verksamhetsomrade, found.kon) == ("OAN", "x", None, None)
    assert found.beslutsdatum == date(2018, 11, 9)
    assert found.gransdag - found.start == timedelta(92)


@pytest.mark.parametrize(("failing", "regel"), [("_passed", "R6"), ("_reportable", "R4"), ("days_between", "R10")])
def test_a_rule_that_fails_stops_the_run_and_is_named(
    monkeypatch: pytest.MonkeyPatch, failing: str, regel: str
) -> None:
    def fail(*_: object) -> None:
        msg = "hemligt"
        raise ValueError(msg)

    fail.__code__ = fail.__code__.replace(co_name=failing)
    monkeypatch.setattr(rapportering, failing, fail)
    with pytest.raises(RuleError) as stopped:
        picture([fall()], "2019Q1")
    assert str(stopped.value) == f"Regel {regel} kunde inte besvaras för beslut 1."
