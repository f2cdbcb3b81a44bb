"""Forecasts worked by hand."""

import pytest
from bygg import day

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import P1, Erfarenhet, Kanda, Prognosrad, Vantande, forecast
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
    made = forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): HALVA}, {}, 1), IDAG)
    (row,) = made.rader
    assert (row.insats, row.kanda, row.vantade_av_nya) == ("bo", 2, 0)
    assert row.vantade_av_kanda == pytest.approx(1.5)
    # Of five followed for 81 days all wait on: (5 + 0.5)/6 = 0.9167, variance 0.0764, error its root over 7: 0.1045.
    # Of ten followed for 30 a half: 0.5, variance 0.25, error the root of 0.25/12: 0.1443.
    # In all 0.0764 + 0.25 + (0.1045 + 0.1443)^2 = 0.3883, its root 0.6231, times 1.645: 1.025. From 0.475 to 2.525,
    # and more than the two who are known cannot come.
    assert (row.lagst, row.hogst) == (0, 2)
    assert made.summa.vantade == row.vantade
    assert made.enheter == {"Öster": Kanda(0, 1), "Väster": Kanda(0, 1)}


def test_certain_is_only_what_has_passed() -> None:
    """Twenty have waited 80 days like those who all waited on: 20 expected, but of so few cases it is not certain.

    (5 + 0.5)/6 = 0.9167, variance 0.0764 each: 1.528; error 0.1045 each, together 2.089: in all 5.893, its root 2.428,
    times 1.645: 3.99. From 16.006, that is 16.
    """
    vantande = [known("bo", "2019-01-10", "2019-04-10")] * 20
    made = forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): HALVA}, {}, 1), IDAG)
    assert (made.summa.vantade, made.summa.lagst, made.summa.hogst) == (20, 16, 20)
    passed = forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {}, {}, 1), day("2019-04-11"))
    assert (passed.summa.vantade, passed.summa.lagst, passed.summa.hogst) == (20, 20, 20)


def test_only_those_whose_gransdag_is_still_to_come_in_the_quarter() -> None:
    outside = [known("bo", "2018-12-31", "2019-03-31"), known("bo", "2019-04-01", "2019-07-01")]
    nothing = Erfarenhet({B: HALVA, A: HALVA}, {}, {}, 1)
    assert forecast(Q2, outside, nothing, IDAG).rader == ()
    begun = [known("bo", "2019-01-10", "2019-04-10"), known("bo", "2019-02-01", "2019-05-01")]
    made = forecast(Q2, begun, nothing, day("2019-04-11"))
    assert (made.summa.passerade, made.summa.kanda) == (1, 1)
    assert made.enheter == {"Öster": Kanda(1, 1)}
    assert made.summa.vantade == pytest.approx(2)  # one has passed, and one has waited 69 days: the half is gone
    assert forecast(Q2, begun, nothing, day("2019-04-10")).summa.kanda == 2  # on its gränsdag it may still start
    over = forecast(Q2, begun, nothing, day("2019-08-01")).summa
    assert (over.passerade, over.kanda, over.lagst, over.hogst) == (2, 0, 2, 2)


def test_decisions_not_made_yet_come_as_many_a_day_as_lately() -> None:
    """Q3's window is April to June: 91 days, 0.2 a day, and a quarter of them wait for longer than three months."""
    experience = Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): FJARDEDEL}, {("bo", B): 20}, 100)
    (row,) = forecast(Kvartal(2019, 3), [], experience, IDAG).rader
    assert row.vantade_av_nya == pytest.approx(91 * 0.2 * 0.25)
    assert (row.kanda, row.vantade_av_kanda) == (0, 0)
    # 18.2 begin, with the chance (5 + 0.5)/21 = 0.2619: 4.767. Varies by 4.767; by the number of those learnt from
    # 4.767²/20 = 1.136; by the chance, 18.2 times the root of 0.2619·0.7381/22: 18.2·0.09374 = 1.706, squared 2.911.
    # In all 8.814, its root 2.969, times 1.645: 4.883. 4.55 less that is below 0; with it 9.43.
    assert (row.lagst, row.hogst) == (0, 10)
    # Q2's window is January to March, and it is the last of March: nobody decides for that quarter any more.
    assert forecast(Q2, [], experience, IDAG).rader == ()


def test_half_a_window_is_left() -> None:
    experience = Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): FJARDEDEL}, {("bo", B): 20}, 100)
    (row,) = forecast(Q2, [], experience, day("2019-03-01")).rader
    assert row.vantade_av_nya == pytest.approx(30 * 0.2 * 0.25)  # 2 to 31 March


def test_too_few_cases_borrow_the_curve_of_all_of_their_kind() -> None:
    experience = Erfarenhet({B: HALVA, A: FJARDEDEL}, {("bo", B): FA, ("bo", A): FA}, {}, 1)
    assert experience.curve(("bo", B)) is HALVA
    assert experience.curve(("bo", A)) is FJARDEDEL
    assert experience.curve(("nytt", B)) is HALVA


def test_ten_cases_are_a_curve_of_their_own() -> None:
    own = build_curve([Vantat(20, natt=True, antal=10)])
    assert Erfarenhet({B: HALVA, A: HALVA}, {("bo", B): own}, {}, 1).curve(("bo", B)) is own


def test_the_chance_is_as_sure_as_the_cases_followed_for_longer_than_waited_make_it() -> None:
    """A thousand have waited 30 days; 1 510 were followed till then, 510 for longer, 10 for more than 31 days.

    Of those 10 a half wait on at three months. 0.5 of 510 followed: variance 0.25 each, 250; error the root of
    0.25/512, 0.0221 each, 22.10 in all, squared 488.3. The root of 738.3 is 27.17, times 1.645: 44.69.
    Of 1 510 followed it would be 415.3, of 10 it would be 21 083.
    """
    curve = build_curve(
        [
            Vantat(30, natt=True, antal=1000),
            Vantat(31, natt=False, antal=500),
            Vantat(60, natt=True, antal=5),
            Vantat(400, natt=False, antal=5),
        ]
    )
    vantande = [known("bo", "2019-03-01", "2019-06-01")] * 1000
    made = forecast(Q2, vantande, Erfarenhet({B: curve, A: HALVA}, {}, {}, 1), IDAG).summa
    assert made.vantade == pytest.approx(500)
    assert (made.lagst, made.hogst) == (455, 545)


def test_few_cases_make_a_wide_bound() -> None:
    """A hundred that have waited 29 days, of ten followed a half waits on.

    25, and (100 · the root of 0.25/12)² = 208.3; the root of 233.3 is 15.28, times 1.645: 25.13.
    """
    vantande = [known("bo", "2019-03-02", "2019-06-02")] * 100
    made = forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {}, {}, 1), IDAG).summa
    assert (made.vantade, made.lagst, made.hogst) == (50, 24, 76)


def test_the_number_of_new_ones_is_as_sure_as_those_seen_make_it() -> None:
    """Sixteen in a hundred days and a curve of a million cases: 91 days bring 14.56, half of them wait.

    7.28 vary by 7.28, and by 7.28²/16 = 3.312; the root of 10.592 is 3.2546, times 1.645: 5.353. From 1.927 to 12.633.
    """
    curve = build_curve([Vantat(60, natt=True, antal=500_000), Vantat(400, natt=False, antal=500_000)])
    made = forecast(Kvartal(2019, 3), [], Erfarenhet({B: curve, A: HALVA}, {}, {("bo", B): 16}, 100), IDAG).summa
    assert made.vantade == pytest.approx(7.28)
    assert (made.lagst, made.hogst) == (1, 13)


def test_the_first_and_the_last_day_of_the_quarter_are_in_it() -> None:
    vantande = [known("bo", "2019-01-01", "2019-04-01"), known("bo", "2019-03-30", "2019-06-30")]
    assert forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {}, {}, 1), IDAG).summa.kanda == 2


def test_an_insats_with_a_little_to_expect_has_its_row() -> None:
    """One new one in a hundred days; on the last day but one of the window, 0.01 is expected to be decided."""
    experience = Erfarenhet({B: HALVA, A: HALVA}, {}, {("bo", B): 1}, 100)
    (row,) = forecast(Q2, [], experience, day("2019-03-30")).rader
    assert row.vantade_av_nya == pytest.approx(0.01 * 0.5)


def test_no_new_ones_are_expected_of_an_insats_that_had_none() -> None:
    experience = Erfarenhet({B: HALVA, A: HALVA}, {}, {("bo", B): 20}, 100)
    made = forecast(Kvartal(2019, 3), [known("att", "2019-04-01", "2019-07-01")], experience, IDAG)
    assert {row.insats: row.vantade_av_nya > 0 for row in made.rader} == {"att": False, "bo": True}


def test_a_window_that_passed_long_ago_brings_no_new_ones() -> None:
    experience = Erfarenhet({B: HALVA, A: HALVA}, {}, {("bo", B): 20}, 100)
    made = forecast(Q2, [known("bo", "2019-02-01", "2019-05-01")], experience, day("2019-04-20")).summa
    assert (made.vantade_av_nya, made.hogst) == (0, 1)


def test_decisions_and_avbrott_of_an_insats_are_one_row() -> None:
    vantande = [
        known("bo", "2019-03-31", "2019-06-30"),
        known("bo", "2019-03-31", "2019-06-30", A),
        known("att", "2019-03-31", "2019-06-30"),
    ]
    experience = Erfarenhet({B: HALVA, A: FJARDEDEL}, {}, {}, 1)
    made = forecast(Q2, vantande, experience, IDAG)
    assert [(r.insats, r.kanda, r.vantade_av_kanda) for r in made.rader] == [("att", 1, 0.5), ("bo", 2, 0.75)]
    assert (made.summa.kanda, made.summa.vantade_av_kanda) == (3, 1.25)


def test_decisions_executed_on_their_own_day_are_not_expected() -> None:
    """One a day: nine of ten are executed the same day, the tenth never. Of the 91 days' decisions 9.1 are to come."""
    most = build_curve([Vantat(0, natt=True, antal=900), Vantat(400, natt=False, antal=100)])
    made = forecast(Kvartal(2019, 3), [], Erfarenhet({B: most, A: HALVA}, {}, {("bo", B): 1000}, 1000), IDAG)
    assert made.summa.vantade == pytest.approx(9.1)
    every = build_curve([Vantat(0, natt=True, antal=12)])
    none = forecast(Kvartal(2019, 3), [], Erfarenhet({B: every, A: HALVA}, {}, {("bo", B): 12}, 100), IDAG)
    assert (none.summa.vantade, none.rader) == (0, ())


def test_names_that_differ_in_case_only_have_an_order() -> None:
    vantande = [known(name, "2019-03-31", "2019-06-30") for name in ("totalt", "Totalt", "TOTALT")]
    made = forecast(Q2, vantande, Erfarenhet({B: HALVA, A: HALVA}, {}, {}, 1), IDAG)
    assert [r.insats for r in made.rader] == ["TOTALT", "Totalt", "totalt"]


@pytest.mark.parametrize(
    ("vantat", "early"),
    [
        ([Vantat(20, natt=True, antal=9)], True),  # too few
        ([Vantat(88, natt=False, antal=10)], True),  # none followed for three months, of which the shortest are 89 days
        ([Vantat(20, natt=True, antal=9), Vantat(89, natt=False)], False),
    ],
)
def test_too_early_to_tell(vantat: list[Vantat], *, early: bool) -> None:
    assert Erfarenhet({B: build_curve(vantat), A: build_curve([])}, {}, {}, 1).osaker is early


def test_a_row_that_tells_of_nobody_who_has_passed_has_none() -> None:
    assert Prognosrad("bo", 1, 0.5, 0.5, 0, 2).vantade == 1


def test_the_forecast_rests_on_a_source() -> None:
    assert P1.kallor
