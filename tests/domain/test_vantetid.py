"""Waiting curves: worked by hand, against another implementation, and with those who wait still."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from ejverkstallda.domain.vantetid import Kurva, Steg, Vantat, build_curve

SEX = [
    Vantat(10, natt=True),
    Vantat(20, natt=True),
    Vantat(20, natt=False),
    Vantat(30, natt=True),
    Vantat(50, natt=False),
    Vantat(60, natt=True),
]
"""Six cases. Of six one starts after 10 days (5/6 wait), of five one after 20 (4/5 of them: 2/3), then one is lost;
of three one after 30 (2/3 of 2/3: 4/9), then one is lost; of one the last after 60 (0).
"""


def test_a_curve_worked_by_hand() -> None:
    curve = build_curve(SEX)
    assert (curve.antal, curve.natt, curve.langst) == (6, 4, 60)
    assert [(s.dagar, s.kvar, s.natt) for s in curve.steg] == [(10, 6, 1), (20, 5, 1), (30, 3, 1), (60, 1, 1)]
    assert [s.andel for s in curve.steg] == pytest.approx([5 / 6, 2 / 3, 4 / 9, 0])
    assert curve.median == 30  # the first day after which at most half wait
    assert curve.mean == pytest.approx(10 + 10 * 5 / 6 + 10 * 2 / 3 + 30 * 4 / 9)
    assert not curve.open_ended


@pytest.mark.parametrize(
    ("dagar", "share", "at_risk"),
    [
        (0, 1.0, 6),
        (9, 1.0, 6),
        (10, 5 / 6, 6),
        (11, 5 / 6, 5),
        (29, 2 / 3, 3),
        (30, 4 / 9, 3),
        (59, 4 / 9, 1),
        (60, 0.0, 1),
        (61, 0.0, 0),
    ],
)
def test_the_share_and_the_number_on_a_day(dagar: int, share: float, at_risk: int) -> None:
    curve = build_curve(SEX)
    assert curve.share(dagar) == pytest.approx(share)
    assert curve.at_risk(dagar) == at_risk


def test_beyond_what_was_followed_nothing_is_known() -> None:
    curve = build_curve([Vantat(10, natt=True), Vantat(40, natt=False, antal=3)])
    assert curve.share(40) == pytest.approx(0.75)
    assert curve.share(41) is None
    assert curve.median is None
    assert curve.mean == pytest.approx(10 + 30 * 0.75)
    assert curve.open_ended


def test_the_share_of_those_who_have_waited_already() -> None:
    curve = build_curve(SEX)
    assert curve.share_of_waiting(10, 30) == pytest.approx((4 / 9) / (5 / 6))
    assert curve.share_of_waiting(0, 5) == 1
    assert curve.share_of_waiting(60, 90) == 0  # nobody has waited longer


def test_what_is_done_on_the_first_day_is_a_chance_too() -> None:
    """Of ten nine start on their own day and the tenth never: of those who begin a tenth waits on. Of those who wait
    after the first day all do.
    """
    curve = build_curve([Vantat(0, natt=True, antal=9), Vantat(400, natt=False)])
    assert curve.expected_share(92) == pytest.approx(0.1)
    assert curve.share_of_waiting(0, 92) == 1
    every = build_curve([Vantat(0, natt=True, antal=12)])
    assert every.expected_share(92) == 0
    assert every.share_of_waiting(0, 92) == 0


def test_one_who_is_lost_between_two_steps_is_at_risk_until_then() -> None:
    curve = build_curve([Vantat(10, natt=True), Vantat(20, natt=False), Vantat(30, natt=True), Vantat(40, natt=False)])
    assert [curve.at_risk(day) for day in (10, 11, 20, 21, 30, 31, 40, 41)] == [4, 3, 3, 2, 2, 1, 1, 0]


def test_without_cases_and_without_starts() -> None:
    assert build_curve([]) == Kurva(0, 0, 0, ())
    assert build_curve([]).mean == 0
    assert build_curve([]).open_ended
    waiting = build_curve([Vantat(30, natt=False, antal=2)])
    assert (waiting.share(30), waiting.median, waiting.mean) == (1, None, 30)


def test_the_half_is_reached_when_it_is_reached_exactly() -> None:
    """24 cases done on days 10, 20 … 240: after the twelfth, on day 120, twelve of 24 wait. A product of floats says
    0.5000000000000001, and 130.
    """
    curve = build_curve([Vantat(day, natt=True) for day in range(10, 250, 10)])
    assert curve.median == 120
    assert curve.share(120) == 0.5
    assert curve.share(90) == 0.625  # 15 of 24


def test_a_bound_of_exactly_a_half_is_enough() -> None:
    steps = (Steg(10, 9, 1, 0.7, 0.5, 0.9), Steg(20, 8, 1, 0.4, 0.2, 0.5), Steg(30, 7, 1, 0.2, 0.1, 0.3))
    assert Kurva(9, 3, 30, steps).median_interval == (10, 20)


def test_greenwoods_interval_worked_by_hand() -> None:
    """Of ten one starts: 0.9, with the sum 1/(10·9); the bounds are 0.9 to the power exp(±z·sqrt(1/90)/ln 0.9)."""
    first = build_curve([Vantat(5, natt=True), Vantat(9, natt=False, antal=9)]).steg[0]
    assert first.andel == pytest.approx(0.9)
    # exp(1.959964·0.105409/0.105361) = exp(1.960867) = 7.1055; 0.9^7.1055 = 0.4730 and 0.9^(1/7.1055) = 0.9853
    assert first.lagst == pytest.approx(0.4730, abs=0.0002)
    assert first.hogst == pytest.approx(0.9853, abs=0.0002)


waits = st.lists(st.builds(Vantat, st.integers(0, 60), st.booleans(), st.integers(1, 3)), min_size=1, max_size=30)


@given(waits)
def test_another_implementation_says_the_same(vantat: list[Vantat]) -> None:
    got = [v.dagar for v in vantat for _ in range(v.antal) if v.natt]
    gone = [v.dagar for v in vantat for _ in range(v.antal) if not v.natt]
    survival = ecdf(CensoredData(uncensored=got, right=gone)).sf
    curve = build_curve(vantat)
    for day in range(62):
        assert curve.expected_share(day) == pytest.approx(float(survival.evaluate(day)), abs=1e-9)
    if got:
        with warnings.catch_warnings():  # that it has no interval at 0 and at 1 it warns of
            warnings.simplefilter("ignore", RuntimeWarning)
            held = survival.confidence_interval(0.95, method="log-log")
        for steg in curve.steg:
            if 0 < steg.andel < 1:
                assert steg.lagst == pytest.approx(float(held.low.evaluate(steg.dagar)), abs=1e-6)
                assert steg.hogst == pytest.approx(float(held.high.evaluate(steg.dagar)), abs=1e-6)
        for found, bound in zip(curve.median_interval, (held.low, held.high), strict=True):
            halved = [s.dagar for s in curve.steg if s.andel == 0 or float(bound.evaluate(s.dagar)) <= 0.5]
            assert found == (halved[0] if halved else None)
