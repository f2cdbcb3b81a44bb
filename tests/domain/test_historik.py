"""R8: reported is a stored fact, from closed quarters and imported history, and follows a väntan's identity."""

import pytest
from bygg import beslut, day, falls, group, handelse

from ejverkstallda.domain.beslut import Beslut, Handelse, Lag, Vantanslag
from ejverkstallda.domain.historik import EJ_RAPPORTERAT, Frystfakta, Rapporterat, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.vantan import derive_forlopp

CELL = ("", Lag.LSS)
DECIDED = beslut("2018-01-15")
COURSE = (
    handelse("verkstalld", "2018-02-01", nr=1),
    handelse("avbrott", "2018-03-01", nr=2),
    handelse("aterupptagen", "2018-04-01", nr=3),
    handelse("avbrott", "2018-06-01", nr=4),
)
"""Väntan: from the decision 2018-01-15, avbrott 2018-03-01 and avbrott 2018-06-01."""
Q1, Q2, Q3, Q4 = (Kvartal(2018, n) for n in (1, 2, 3, 4))


def told(*history: Handelse, events: tuple[Handelse, ...] = COURSE, of: Beslut = DECIDED) -> list[Rapporterat]:
    return [fall.rapporterat for fall in falls(of, [*events, *history])]


def which(*history: Handelse, events: tuple[Handelse, ...] = COURSE) -> list[int]:
    """The number of each väntan that the history speaks of."""
    return [i for i, reported in enumerate(told(*history, events=events)) if reported.rapporterad]


def test_nothing_is_reported_without_history() -> None:
    assert told() == [EJ_RAPPORTERAT] * 3
    assert not EJ_RAPPORTERAT.reported_before(Q4)
    assert not EJ_RAPPORTERAT.end_reported_before(Q4)


@pytest.mark.parametrize(
    ("datum", "expected"),
    [
        ("2018-01-14", 0),  # nothing had started: the decision's own
        ("2018-01-15", 0),
        ("2018-02-28", 0),
        ("2018-03-01", 1),
        ("2018-05-31", 1),
        ("2018-06-01", 2),
        ("2018-12-31", 2),
    ],
)
@pytest.mark.parametrize("slag", ["rapporterad", "slutrapporterad"])
def test_default_is_the_latest_vantan_that_had_started_on_the_day(datum: str, expected: int, slag: str) -> None:
    assert which(handelse(slag, datum)) == [expected]


def test_of_two_that_started_on_a_day_the_later_is_meant() -> None:
    events = (handelse("verkstalld", "2018-01-15"), handelse("avbrott", "2018-01-15"))
    assert which(handelse("rapporterad", "2018-05-01"), events=events) == [1]


def test_the_vantan_named_is_meant() -> None:
    beslutet, avbrottet = Vantanslag.BESLUT, Vantanslag.AVBROTT
    assert which(handelse("rapporterad", "2018-12-31", vantan=beslutet)) == [0]
    assert which(handelse("rapporterad", "2018-12-31", vantan=avbrottet, vantan_start=day("2018-03-01"))) == [1]
    assert which(handelse("rapporterad", "2018-12-31", vantan_start=day("2018-06-01"))) == [2]
    assert which(handelse("rapporterad", "2018-05-01", vantan=avbrottet)) == [1]


def test_the_earliest_quarter_given_is_where_it_was_new() -> None:
    late, early = (handelse("rapporterad", "2018-12-31", kvartal=k) for k in ("2018Q4", "2018Q3"))
    assert told(late, early)[2] == Rapporterat(rapporterad=True, forst=Q3, ur_historik=True)


def test_an_empty_quarter_is_before_the_register() -> None:
    reported = told(handelse("rapporterad", "2018-12-31"), handelse("rapporterad", "2018-12-31", kvartal="2018Q4"))[2]
    assert reported.forst is None
    assert reported.reported_before(Q1)


def test_slutrapporterad_implies_rapporterad() -> None:
    reported = told(handelse("slutrapporterad", "2018-12-31", kvartal="2018Q4"))[2]
    assert (reported.rapporterad, reported.forst) == (True, Q4)
    assert (reported.slutrapporterad, reported.slut) == (True, Q4)
    assert [reported.end_reported_before(k) for k in (Q3, Q4, Q4.next())] == [False, False, True]
    assert [reported.reported_before(k) for k in (Q3, Q4, Q4.next())] == [False, False, True]


def test_an_end_reported_before_the_register() -> None:
    reported = told(handelse("slutrapporterad", "2018-12-31"))[2]
    assert reported.end_reported_before(Q1)


def test_struck_history_does_not_count() -> None:
    assert which(handelse("rapporterad", "2018-12-31", nr=900), handelse("makulerad", "2019-01-01", ersatter=900)) == []


def test_history_of_an_avbrott_that_is_not_there_stands_as_gone_with_a_finding() -> None:
    history = handelse("rapporterad", "2018-12-31", nr=77, vantan=Vantanslag.AVBROTT, vantan_start=day("2018-05-05"))
    events = (*COURSE, history)
    pairs, brister = attach_history(DECIDED, events, derive_forlopp(DECIDED, events))
    gone, reported = pairs[3]
    assert (gone.oppnad_av, gone.start, gone.gransdag, gone.borta) == (77, day("2018-05-05"), day("2018-08-05"), True)
    assert reported.rapporterad
    assert [b.kod for b in brister] == ["historik_utan_vantan"]
    again, none = attach_history(
        DECIDED,
        events,
        derive_forlopp(DECIDED, events),
        [Frystfakta(77, gone.slag, gone.start, Q4, None, slut=True, cell=CELL)],
    )
    assert (len(again), none) == (4, ())
    assert again[3][1].slutrapporterad


def test_history_of_an_unnamed_avbrott_that_is_not_there_is_one_and_stays_one() -> None:
    history = handelse("rapporterad", "2018-12-31", nr=78, vantan=Vantanslag.AVBROTT)
    (_, gone) = falls(DECIDED, [history])
    assert (gone.vantan.oppnad_av, gone.vantan.start) == (78, day("2018-12-31"))
    frozen = [Frystfakta(78, Vantanslag.AVBROTT, day("2018-12-31"), Q4, None, slut=True, cell=CELL)]
    found = falls(DECIDED, [history], frozen)
    assert len(found) == 2
    assert found[1].rapporterat.slutrapporterad


def test_a_corrected_day_leaves_history_where_it_was() -> None:
    """Identity is the event that opened it: history that names the day once given still means it."""
    history = handelse("rapporterad", "2018-12-31", vantan=Vantanslag.AVBROTT, vantan_start=day("2018-06-01"))
    moved = handelse("avbrott", "2018-06-11", nr=5, ersatter=4)
    found = falls(DECIDED, [*COURSE, moved, history])
    assert [(str(f.vantan.start), f.rapporterat.rapporterad) for f in found] == [
        ("2018-01-15", False),
        ("2018-03-01", False),
        ("2018-06-11", True),
    ]


def frozen(opened: int | None, quarter: Kvartal, first: Kvartal | None, *, end: bool = False) -> Frystfakta:
    slag = Vantanslag.BESLUT if opened is None else Vantanslag.AVBROTT
    return Frystfakta(opened, slag, day("2018-06-01"), quarter, first, end, CELL)


def test_closed_quarters_are_joined_by_identity() -> None:
    found = falls(DECIDED, COURSE, [frozen(4, Q3, Q3), frozen(4, Q4, Q3, end=True), frozen(None, Q3, None)])
    assert found[0].rapporterat == Rapporterat(rapporterad=True, cell=CELL)
    assert found[1].rapporterat is EJ_RAPPORTERAT
    assert found[2].rapporterat == Rapporterat(rapporterad=True, forst=Q3, slutrapporterad=True, slut=Q4, cell=CELL)


def test_history_that_is_later_than_a_closed_quarter_is_not_what_first_rests_on() -> None:
    later = handelse("slutrapporterad", "2018-12-31", kvartal="2018Q4")
    reported = falls(DECIDED, [*COURSE, later], [frozen(4, Q3, Q3)])[2].rapporterat
    assert reported == Rapporterat(rapporterad=True, forst=Q3, slutrapporterad=True, slut=Q4, cell=CELL)


def test_an_avbrott_that_is_gone_keeps_what_was_reported() -> None:
    struck = handelse("makulerad", "2019-01-01", ersatter=4)
    found = falls(DECIDED, [*COURSE, struck], [frozen(4, Q3, Q3)])
    gone = found[2]
    assert (gone.vantan.borta, gone.vantan.oppnad_av, gone.vantan.start) == (True, 4, day("2018-06-01"))
    assert group(gone, "2018Q4") == "avslutad"


def test_an_unnamed_history_means_a_vantan_that_is_there_before_one_that_is_gone() -> None:
    struck = handelse("makulerad", "2019-01-01", ersatter=4)
    history = handelse("slutrapporterad", "2018-12-31", kvartal="2018Q4")
    found = falls(DECIDED, [*COURSE, struck, history], [frozen(4, Q3, Q3)])
    assert [f.rapporterat.slutrapporterad for f in found] == [False, True, False]


def test_of_a_struck_decision_all_is_gone() -> None:
    found = falls(DECIDED, COURSE, [frozen(4, Q3, Q3)], struck=True)
    assert [f.vantan.borta for f in found] == [True, True, True]
    assert [group(f, "2018Q4") for f in found] == [None, None, "avslutad"]


def test_an_end_that_was_reported_of_a_vantan_that_goes_on_is_found() -> None:
    """The first väntan has ended and no history; the avbrott goes on, and its end is said to be reported."""
    events = (*COURSE[:2], handelse("slutrapporterad", "2018-05-01", nr=9, kvartal="2018Q2"))
    forlopp = derive_forlopp(DECIDED, events)
    _, brister = attach_history(DECIDED, events, forlopp, [])
    assert [b.kod for b in brister] == ["slut_redovisat_men_oppen"]
    assert brister[0].text.startswith("Ett slut har redovisats men finns inte bland händelserna.")


def test_the_latest_closed_quarter_says_which_cell_has_reported_it() -> None:
    moved = [frozen(4, Q4, Q3)._replace(cell=("Ny", Lag.LSS)), frozen(4, Q3, Q3)]
    assert falls(DECIDED, COURSE, moved)[2].rapporterat.cell == ("Ny", Lag.LSS)
    assert falls(DECIDED, COURSE, moved[::-1])[2].rapporterat.cell == ("Ny", Lag.LSS)
