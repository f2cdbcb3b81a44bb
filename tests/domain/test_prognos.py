"""Forecasts worked by hand."""

import math

import pytest
from bygg import day

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import P1, Erfarenhet, Vantande, forecast
from ejverkstallda.domain.vantetid import Vantat, build_curve

B, A = Vantanslag.BESLUT, Vantanslag.AVBROTT
Q2 = Kvartal(2019, 2)
IDAG = day("2019-03-31")
HALVA = build_curve([Vantat(60, natt=True, antal=5), Vantat(400, natt=False, antal=5)])
"""Half start after sixty days, the others wait on."""
FJARDEDEL = build_curve([Vantat(20, natt=True, antal=15), Vantat(400, natt=False, antal=5)])
FA = build_curve([Vantat(20, natt=True, antal=9)])


def known(insats: str, start: str, gransdag: str, slag: Vantanslag = B, enhet: str = "Öster") -> Vantande:
    return Vantande((insats, slag), enhet, day(start), day(gransdag))


def test_the_known_wait_on_as_often_as_others_did() -> None:
    """One has waited 80 days: the half that starts has started, so it waits. One has waited 29: a half of them."""
    vantande = [known("bo", "2019-01-10", "2019-04-10"), known("bo", "2019-03-02", "2019-06-02", enhet="Väster")]
    made = forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): HALVA}, {}), IDAG)
    (row,) = made.rader
    assert (row.insats, row.kanda, row.vantade_av_nya) == ("bo", 2, 0)
    assert row.vantade_av_kanda == pytest.approx(1.5)
    spread = math.sqrt(0.25)
    assert (row.lagst, row.hogst) == (math.floor(1.5 - 1.644854 * spread), math.ceil(1.5 + 1.644854 * spread)) == (0, 3)
    assert made.summa.vantade == row.vantade
    assert made.enheter == {"Öster": 1, "Väster": 1}


def test_only_those_whose_gransdag_is_still_to_come_in_the_quarter() -> None:
    outside = [known("bo", "2018-12-31", "2019-03-31"), known("bo", "2019-04-01", "2019-07-01")]
    nothing = Erfarenhet({B: HALVA, A: HALVA}, {}, {})
    assert forecast(Q2, outside, nothing, IDAG).rader == ()
    begun = [known("bo", "2019-01-10", "2019-04-10"), known("bo", "2019-02-01", "2019-05-01")]
    assert forecast(Q2, begun, nothing, day("2019-04-11")).summa.kanda == 1


def test_decisions_not_made_yet_come_as_many_a_day_as_lately() -> None:
    """Q3's window is April to June: 91 days, 0.2 a day, and a quarter of them wait for longer than three months."""
    experience = Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): FJARDEDEL}, {("bo", B): 0.2})
    (row,) = forecast(Kvartal(2019, 3), [], experience, IDAG).rader
    assert row.vantade_av_nya == pytest.approx(91 * 0.2 * 0.25)
    assert (row.kanda, row.vantade_av_kanda) == (0, 0)
    # Q2's window is January to March, and it is the last of March: nobody decides for that quarter any more.
    assert forecast(Q2, [], experience, IDAG).rader == ()


def test_half_a_window_is_left() -> None:
    experience = Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): FJARDEDEL}, {("bo", B): 0.2})
    (row,) = forecast(Q2, [], experience, day("2019-03-01")).rader
    assert row.vantade_av_nya == pytest.approx(30 * 0.2 * 0.25)  # 2 to 31 March


def test_too_few_cases_borrow_the_curve_of_all_of_their_kind() -> None:
    experience = Erfarenhet({B: HALVA, A: FJARDEDEL}, {("bo", B): FA, ("bo", A): FA}, {})
    assert experience.curve(("bo", B)) is HALVA
    assert experience.curve(("bo", A)) is FJARDEDEL
    assert experience.curve(("nytt", B)) is HALVA


def test_decisions_and_avbrott_of_an_insats_are_one_row() -> None:
    vantande = [
        known("bo", "2019-03-31", "2019-06-30"),
        known("bo", "2019-03-31", "2019-06-30", A),
        known("att", "2019-03-31", "2019-06-30"),
    ]
    experience = Erfarenhet({B: HALVA, A: FJARDEDEL}, {}, {})
    made = forecast(Q2, vantande, experience, IDAG)
    assert [(r.insats, r.kanda, r.vantade_av_kanda) for r in made.rader] == [("att", 1, 0.5), ("bo", 2, 0.75)]
    assert (made.summa.kanda, made.summa.vantade_av_kanda) == (3, 1.25)


def test_the_forecast_rests_on_a_source() -> None:
    assert P1.kallor
