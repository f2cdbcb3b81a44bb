"""R14 and R15: once reported, a väntan stays till its end has been reported; the register's first quarter."""

from datetime import date
from typing import Any

import pytest
from bygg import beslut, day, days_around, falls, frozen, group, handelse, judge, picture, row

from ejverkstallda.domain.beslut import Avslutsorsak, Beslut, Handelse, Ursprung
from ejverkstallda.domain.historik import Frystfakta
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Fall, needs_watch
from ejverkstallda.domain.vantan import Slut, Slutslag

DECIDED = beslut("2018-11-09")  # gränsdag 2019-02-09


def closed(of: Beslut, *events: Handelse) -> list[Frystfakta]:
    """What closing 2019Q1 leaves of a decision, all its väntan in the report."""
    found = falls(of, events)
    return frozen(picture(found, "2019Q1"), found, "2019Q1")


REPORTED = closed(DECIDED)


def after(of: Beslut = DECIDED, *events: Handelse, struck: bool = False) -> Fall:
    """The first väntan, after 2019Q1 was closed with it as new."""
    return falls(of, events, REPORTED, struck=struck)[0]


def test_r14_had_it_ended_in_time_after_all_its_end_is_listed_once() -> None:
    for slag, expected in (("verkstalld", "verkstalld"), ("avslutad", "avslutad")):
        found = after(DECIDED, handelse(slag, "2019-01-15"))
        bild = picture([found], "2019Q2")
        assert [(str(r.grupp), r.dagar) for r in bild.rader] == [(expected, 67)]  # 2018-11-09 to 2019-01-15
        assert [(b.kod, str(b.allvar)) for b in bild.brister] == [("rapporterad_men_i_tid", "upplysning")]
        assert needs_watch(found, None)
        facts = [*REPORTED, *frozen(bild, [found], "2019Q2")]
        (again,) = falls(DECIDED, [handelse(slag, "2019-01-15")], facts)
        assert group(again, "2019Q3") is None


@pytest.mark.parametrize(
    ("of", "struck"),
    [
        (beslut("2018-11-09", ursprung=Ursprung.DOM), False),
        (beslut("2018-11-09", lagrum="7 § LSS"), False),
        (DECIDED, True),
    ],
    ids=["dom", "outside the law", "struck"],
)
def test_r14_what_turns_out_to_be_outside_is_listed_once_as_felregistrerad(of: Beslut, struck: bool) -> None:  # noqa: FBT001 - a column
    found = after(of, struck=struck)
    bild = picture([found], "2019Q2")
    (listed,) = bild.rader
    assert listed.grupp == "avslutad"
    assert listed.slut == Slut(Slutslag.AVSLUTAD, day("2019-06-30"), Avslutsorsak.FELREGISTRERAD)
    assert listed.slut_efter_statusdag is None
    assert str(listed.forst_rapporterad) == "2019Q1"
    code = "rapporterad_men_makulerad" if struck else "rapporterad_men_utanfor"
    assert [(b.kod, str(b.allvar)) for b in bild.brister] == [(code, "upplysning")]
    assert judge(found, "2019Q2").steg[-3].regel.id == "R14"
    facts = [*REPORTED, *frozen(bild, [found], "2019Q2")]
    (again,) = falls(of, (), facts, struck=struck)
    assert group(again, "2019Q3") is None
    (back,) = falls(DECIDED, (), facts)  # a reported end is final, also when it proves to have been right
    assert group(back, "2019Q3") is None


def test_r14_outside_and_ended_keeps_the_day_of_its_end() -> None:
    found = row(after(beslut("2018-11-09", ursprung=Ursprung.DOM), handelse("verkstalld", "2019-04-15")), "2019Q2")
    assert found is not None
    assert found.slut == Slut(Slutslag.AVSLUTAD, day("2019-04-15"), Avslutsorsak.FELREGISTRERAD)
    assert found.dagar == 157  # 2018-11-09 to 2019-04-15


def test_r14_an_avbrott_gone_from_the_events_is_listed_once() -> None:
    of = beslut("2018-01-15")
    events = [handelse("verkstalld", "2018-02-01", nr=1), handelse("avbrott", "2018-11-09", nr=2)]
    facts = closed(of, *events)
    struck = [*events, handelse("makulerad", "2019-04-15", nr=3, ersatter=2)]
    found = falls(of, struck, facts)
    bild = picture(found, "2019Q2")
    (listed,) = bild.rader
    assert (str(listed.vantan), listed.start, listed.gransdag) == ("avbrott", day("2018-11-09"), day("2019-02-09"))
    assert listed.slut == Slut(Slutslag.AVSLUTAD, day("2019-06-30"), Avslutsorsak.FELREGISTRERAD)
    later = falls(of, struck, [*facts, *frozen(bild, found, "2019Q2")])
    assert picture(later, "2019Q3").rader == ()


def test_r14_an_avbrott_that_lost_its_effect_is_gone_too() -> None:
    """A late avslutad before it: the avbrott has no effect any more."""
    of = beslut("2018-01-15")
    events = [handelse("verkstalld", "2018-02-01"), handelse("avbrott", "2018-11-09")]
    late = [*events, handelse("avslutad", "2018-10-01")]
    (listed,) = picture(falls(of, late, closed(of, *events)), "2019Q2").rader
    assert listed.slut is not None
    assert listed.slut.orsak is Avslutsorsak.FELREGISTRERAD


def test_r14_a_moved_decision_stays_reported() -> None:
    """The date is corrected so that gränsdag (2019-08-01) lies after the quarter: it is still reported."""
    moved = row(after(beslut("2019-05-01")), "2019Q2")
    assert moved is not None
    assert (moved.grupp, moved.gransdag) == ("kvarstaende", day("2019-08-01"))


def test_r14_a_moved_avbrott_is_the_same_and_not_new_again() -> None:
    of = beslut("2018-01-15")
    events = [handelse("verkstalld", "2018-02-01", nr=1), handelse("avbrott", "2018-11-09", nr=2)]
    moved = [*events, handelse("avbrott", "2018-11-29", nr=3, ersatter=2)]
    (listed,) = picture(falls(of, moved, closed(of, *events)), "2019Q2").rader
    assert (listed.grupp, listed.start, str(listed.forst_rapporterad)) == ("kvarstaende", day("2018-11-29"), "2019Q1")


def test_r7_a_new_one_that_ended_is_not_listed_again() -> None:
    event = handelse("verkstalld", "2019-03-01")
    (found,) = falls(DECIDED, [event], closed(DECIDED, event))
    assert group(found, "2019Q2") is None
    assert not needs_watch(found, None)


def test_r11_an_end_after_statusdag_is_counted_in_the_next_quarter() -> None:
    event = handelse("verkstalld", "2019-04-10")
    (found,) = falls(DECIDED, [event], closed(DECIDED, event))
    assert group(found, "2019Q2") == "verkstalld"


def test_r6_an_earlier_quarter_asked_for_later_does_not_list_what_a_later_one_first_reported() -> None:
    """Decided 2018-08-09, learnt late: first reported in 2019Q1 though gränsdag is 2018-11-09."""
    of = beslut("2018-08-09")
    (found,) = falls(of, (), closed(of))
    assert [group(found, k) for k in ("2018Q4", "2019Q1", "2019Q2")] == [None, "ny", "kvarstaende"]


def test_a_closed_quarter_computed_anew_follows_what_is_known_now() -> None:
    """In time after all: 2019Q1 as it would be now does not hold it; 2019Q2 reports its end."""
    found = after(DECIDED, handelse("verkstalld", "2019-01-15"))
    assert judge(found, "2019Q1").steg[-1].utfall == "ej_pliktig"


def test_r8_imported_history_says_where_it_was_new_whatever_the_dates_say() -> None:
    history = handelse("rapporterad", "2019-04-30", kvartal="2019Q1")
    (found,) = falls(DECIDED, [handelse("verkstalld", "2019-01-15"), history])
    assert [group(found, k) for k in ("2018Q4", "2019Q1", "2019Q2")] == [None, "ny", "verkstalld"]


# R15: the register begins with 2019Q1.


def opened(datum: str, *events: Handelse, **fields: Any) -> Fall:
    return falls(beslut(datum, **fields), events)[0]


@pytest.mark.parametrize(
    ("datum", "expected"),
    [
        ("2018-09-30", ("kvarstaende", None)),  # gränsdag 2018-12-30
        ("2018-10-01", ("ny", "2019Q1")),  # gränsdag 2019-01-01, the first day
        ("2018-10-02", ("ny", "2019Q1")),
    ],
)
def test_r15_gransdag_before_the_first_day_counts_as_reported(datum: str, expected: tuple[str, str | None]) -> None:
    found = row(opened(datum), "2019Q1", first="2019Q1")
    assert found is not None
    quarter = found.forst_rapporterad
    assert (str(found.grupp), str(quarter) if quarter else None) == expected
    assert not found.sen


def test_r15_gransdag_on_the_last_day_before() -> None:
    """No väntan has its gränsdag on a 31 December (there is no 31 September), so a quarter that ends on a 30th."""
    assert group(opened("2019-03-31"), "2019Q3", first="2019Q3") == "kvarstaende"  # gränsdag 2019-06-30
    assert group(opened("2019-04-01"), "2019Q3", first="2019Q3") == "ny"  # gränsdag 2019-07-01


@pytest.mark.parametrize("slag", ["verkstalld", "avslutad"])
def test_r15_what_ended_before_the_first_day_is_never_listed(slag: str) -> None:
    found = [opened("2018-07-13", handelse(slag, str(d))) for d in days_around("2019-01-01")]
    assert [group(f, "2019Q1", first="2019Q1") for f in found] == [None, slag, slag]
    assert [group(f, "2019Q2", first="2019Q1") for f in found] == [None, slag, slag]  # nothing closed between
    assert [needs_watch(f, Kvartal(2019, 1)) for f in found] == [False, True, True]
    assert judge(found[0], "2019Q1", first="2019Q1").steg[-1].regel.id == "R15"


def test_r15_one_finding_gives_their_number() -> None:
    old = [opened("2018-07-13", nummer=str(n)) for n in range(3)]
    for i, expected in ((1, "1 öppet fall har gränsdag"), (3, "3 öppna fall har gränsdag")):
        found = [Fall(f.beslut, f.vantan, f.rapporterat, n) for n, f in enumerate([*old[:i], opened("2018-11-09")])]
        bild = picture(found, "2019Q1", first="2019Q1")
        assert [(b.kod, str(b.allvar)) for b in bild.brister] == [("oppna_fore_forsta_kvartal", "upplysning")]
        assert bild.brister[0].text.startswith(expected)
        assert (bild.summor.kvarstaende, bild.summor.nya) == (i, 1)


def test_r15_history_decides_where_there_is_any() -> None:
    history = handelse("rapporterad", "2019-04-30", kvartal="2019Q1")
    found = row(opened("2018-07-13", history), "2019Q1", first="2019Q1")
    assert found is not None
    assert (found.grupp, str(found.forst_rapporterad), found.sen) == ("ny", "2019Q1", True)
    ended = opened("2018-07-13", handelse("rapporterad", "2018-12-31"), handelse("verkstalld", "2018-12-01"))
    assert group(ended, "2019Q1", first="2019Q1") == "verkstalld"


@pytest.mark.parametrize("fields", [{"ursprung": Ursprung.DOM}, {"lagrum": "7 § LSS"}])
def test_r15_what_is_outside_the_duty_is_not_let_in(fields: dict[str, Any]) -> None:
    assert group(opened("2018-07-13", **fields), "2019Q1", first="2019Q1") is None


def test_r15_before_its_gransdag_it_was_in_no_report() -> None:
    """Asked for a quarter long before the register: gränsdag 2018-10-13 had not come in 2018Q3."""
    found = opened("2018-07-13")
    assert judge(found, "2018Q3", first="2019Q1").steg[-1].utfall == "gransdag_efter_kvartalet"
    assert group(opened("2018-06-30"), "2018Q3", first="2019Q1") == "kvarstaende"  # gränsdag 2018-09-30, its last day


def test_without_a_first_quarter_what_was_never_reported_is_new_and_late() -> None:
    found = row(opened("2015-07-13", handelse("verkstalld", "2016-01-01")), "2019Q1")
    assert found is not None
    assert (found.grupp, found.sen, found.slut) == ("ny", True, Slut(Slutslag.VERKSTALLD, date(2016, 1, 1)))
