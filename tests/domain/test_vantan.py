"""R1-R3: where a väntan begins, its gränsdag, what ends it and what does not."""

import pytest
from bygg import beslut, course, day, days_around, handelse

from ejverkstallda.domain.beslut import Avslutsorsak, Handelse, Vantanslag
from ejverkstallda.domain.vantan import Forlopp, Slut, Slutslag, effective_events, gransdag

DECIDED = "2018-11-09"  # gränsdag 2019-02-09


def parts(of: Forlopp) -> list[tuple[str, str, str | None]]:
    """Kind, start and end of each väntan, as `verkstalld 2019-03-01`."""
    return [(str(v.slag), str(v.start), f"{v.slut.slag} {v.slut.datum}" if v.slut else None) for v in of.vantan]


def codes(of: Forlopp) -> list[str]:
    return [b.kod for b in of.brister]


def test_r1_the_first_vantan_begins_on_beslutsdatum() -> None:
    (first,) = course(beslut(DECIDED)).vantan
    assert first.slag is Vantanslag.BESLUT
    assert first.oppnad_av is None
    assert (first.start, first.gransdag, first.slut) == (day(DECIDED), day("2019-02-09"), None)


def test_r1_an_avbrott_begins_on_its_day() -> None:
    of = course(beslut(DECIDED), handelse("verkstalld", "2018-12-01"), handelse("avbrott", "2019-08-31", nr=7))
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2018-12-01"), ("avbrott", "2019-08-31", None)]
    assert of.vantan[1].oppnad_av == 7
    assert of.vantan[1].gransdag == day("2019-11-30")  # R2: November has no 31st
    assert of.oppen is of.vantan[1]
    assert not of.brister


def test_r2_gransdag() -> None:
    assert gransdag(day("2025-11-30")) == day("2026-02-28")
    assert gransdag(day("2026-08-31")) == day("2026-11-30")


@pytest.mark.parametrize("slag", ["verkstalld", "avslutad"])
def test_r4_ended_on_gransdag_is_in_time_and_the_day_after_is_not(slag: str) -> None:
    in_time = [
        course(beslut(DECIDED), handelse(slag, str(d))).vantan[0].ended_in_time for d in days_around("2019-02-09")
    ]
    assert in_time == [True, True, False]
    assert not course(beslut(DECIDED)).vantan[0].ended_in_time


@pytest.mark.parametrize(
    "event",
    [
        handelse("erbjudande", "2018-12-01"),
        handelse("erbjudande", "2018-12-01", svar=True),
        handelse("svar", "2018-12-02", svar=True),
        handelse("svar", "2018-12-02", svar=False),
        handelse("insats_under_tiden", "2018-12-01", fran=day("2018-12-01")),
        handelse("delvis_verkstalld", "2018-12-01"),
        handelse("planerad", "2018-12-01", planerat_datum=day("2018-12-20")),
        handelse("senarelagd_lov", "2018-12-01", till=day("2019-06-01")),
        handelse("ivo_arende", "2018-12-01"),
        handelse("skickad_ivo", "2018-12-01"),
        handelse("kommentar", "2018-12-01"),
        handelse("rapporterad", "2018-12-01"),
    ],
    ids=lambda event: str(event.slag),
)
def test_r3_what_does_not_end_a_vantan(event: Handelse) -> None:
    of = course(beslut(DECIDED, galler_till=day("2018-12-31")), event)
    assert parts(of) == [("beslut", DECIDED, None)]
    assert not of.brister


def test_r3_execution_ends_it() -> None:
    of = course(beslut(DECIDED), handelse("verkstalld", "2019-03-01"))
    assert of.vantan[0].slut == Slut(Slutslag.VERKSTALLD, day("2019-03-01"))
    assert of.verkstalld
    assert not of.avslutad
    assert of.oppen is None


@pytest.mark.parametrize("orsak", [None, Avslutsorsak.ERSATT, Avslutsorsak.AVLIDEN])
def test_r3_any_other_reason_ends_it_without_execution(orsak: Avslutsorsak | None) -> None:
    of = course(beslut(DECIDED), handelse("avslutad", "2019-03-01", orsak=orsak))
    assert of.vantan[0].slut == Slut(Slutslag.AVSLUTAD, day("2019-03-01"), orsak)
    assert of.avslutad
    assert not of.verkstalld


def test_r3_an_avbrott_ends_when_resumed_executed_or_closed() -> None:
    begun = (handelse("verkstalld", "2018-12-01"), handelse("avbrott", "2019-01-10"))
    for slag in ("aterupptagen", "verkstalld", "avslutad"):
        of = course(beslut(DECIDED), *begun, handelse(slag, "2019-02-10"))
        assert parts(of)[1] == ("avbrott", "2019-01-10", f"{slag} 2019-02-10")
        assert not of.brister


def test_a_reason_belongs_to_avslutad_only() -> None:
    of = course(beslut(DECIDED), handelse("verkstalld", "2019-03-01", orsak=Avslutsorsak.ERSATT))
    assert of.vantan[0].slut == Slut(Slutslag.VERKSTALLD, day("2019-03-01"))


def test_every_interruption_is_a_vantan_of_its_own() -> None:
    of = course(
        beslut(DECIDED),
        handelse("verkstalld", "2018-12-01"),
        handelse("avbrott", "2019-01-10"),
        handelse("aterupptagen", "2019-02-10"),
        handelse("avbrott", "2019-05-31"),
    )
    assert parts(of) == [
        ("beslut", DECIDED, "verkstalld 2018-12-01"),
        ("avbrott", "2019-01-10", "aterupptagen 2019-02-10"),
        ("avbrott", "2019-05-31", None),
    ]
    assert of.vantan[2].gransdag == day("2019-08-31")


# Events in odd order: what has no effect is kept out and pointed out.


def test_verkstalld_twice_keeps_the_first() -> None:
    of = course(beslut(DECIDED), handelse("verkstalld", "2018-12-01"), handelse("verkstalld", "2018-12-05"))
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2018-12-01")]
    assert codes(of) == ["verkstalld_tva_ganger"]
    assert "(verkställd 2018-12-05)" in of.brister[0].text
    assert of.brister[0].plats == "beslut 1"


def test_a_second_avbrott_while_one_is_open_is_left_out() -> None:
    of = course(
        beslut(DECIDED),
        handelse("verkstalld", "2018-12-01"),
        handelse("avbrott", "2019-01-10"),
        handelse("avbrott", "2019-02-10"),
    )
    assert parts(of)[1:] == [("avbrott", "2019-01-10", None)]
    assert codes(of) == ["avbrott_redan_oppet"]


@pytest.mark.parametrize("begun", [[], [handelse("verkstalld", "2018-12-01")]], ids=["waiting", "running"])
def test_aterupptagen_without_avbrott_has_no_effect(begun: list[Handelse]) -> None:
    of = course(beslut(DECIDED), *begun, handelse("aterupptagen", "2019-01-10"))
    assert codes(of) == ["aterupptagen_utan_avbrott"]
    assert len(of.vantan) == 1
    assert (of.oppen is None) is bool(begun)


@pytest.mark.parametrize("slag", ["verkstalld", "delvis_verkstalld", "avbrott", "aterupptagen", "avslutad"])
def test_nothing_has_effect_after_avslutad(slag: str) -> None:
    of = course(beslut(DECIDED), handelse("avslutad", "2018-12-01"), handelse(slag, "2018-12-02"))
    assert parts(of) == [("beslut", DECIDED, "avslutad 2018-12-01")]
    assert codes(of) == ["handelse_efter_avslut"]


def test_avslutad_with_nothing_open_just_ends_the_decision() -> None:
    of = course(beslut(DECIDED), handelse("verkstalld", "2018-12-01"), handelse("avslutad", "2019-06-01"))
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2018-12-01")]
    assert of.avslutad
    assert not of.brister


def test_verkstalld_before_beslutsdatum_is_in_time_with_a_finding() -> None:
    found = [course(beslut(DECIDED), handelse("verkstalld", str(d))) for d in days_around(DECIDED)]
    assert [of.vantan[0].ended_in_time for of in found] == [True, True, True]
    assert [codes(of) for of in found] == [["slut_fore_beslut"], [], []]


def test_an_avbrott_without_verkstalld_ends_the_first_vantan_on_its_day() -> None:
    of = course(beslut(DECIDED), handelse("avbrott", "2019-03-05"))
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2019-03-05"), ("avbrott", "2019-03-05", None)]
    assert codes(of) == ["avbrott_utan_verkstallighet"]
    assert of.verkstalld


def test_a_partial_execution_is_no_verkstalld_before_an_avbrott() -> None:
    of = course(beslut(DECIDED), handelse("delvis_verkstalld", "2018-12-01"), handelse("avbrott", "2019-03-05"))
    assert parts(of)[0] == ("beslut", DECIDED, "verkstalld 2019-03-05")
    assert codes(of) == ["avbrott_utan_verkstallighet"]


# Within a day: by kind, unless only another order is possible; never by the order of files.

SAME = "2019-01-10"
BEGUN = (handelse("verkstalld", "2018-12-01"),)
STOPPED = (*BEGUN, handelse("avbrott", "2018-12-20"))


@pytest.mark.parametrize(
    ("before", "slags", "expected", "faults"),
    [
        # begins and is interrupted on one day
        ((), ["avbrott", "verkstalld"], [f"verkstalld {SAME}", None], []),
        # resumed and interrupted again
        (STOPPED, ["avbrott", "aterupptagen"], ["verkstalld 2018-12-01", f"aterupptagen {SAME}", None], []),
        # running: resumed is possible only after the avbrott
        (BEGUN, ["aterupptagen", "avbrott"], ["verkstalld 2018-12-01", f"aterupptagen {SAME}"], []),
        # running: verkstalld is possible only after the avbrott
        (BEGUN, ["verkstalld", "avbrott"], ["verkstalld 2018-12-01", f"verkstalld {SAME}"], []),
        # begins, is interrupted and resumed
        ((), ["aterupptagen", "avbrott", "verkstalld"], [f"verkstalld {SAME}", f"aterupptagen {SAME}"], []),
        # the first vantan open: resumed is possible only after the avbrott
        (
            (),
            ["aterupptagen", "avbrott"],
            [f"verkstalld {SAME}", f"aterupptagen {SAME}"],
            ["avbrott_utan_verkstallighet"],
        ),
        # both would end the avbrott: verkstalld comes first by kind
        (
            STOPPED,
            ["aterupptagen", "verkstalld"],
            ["verkstalld 2018-12-01", f"verkstalld {SAME}"],
            ["aterupptagen_utan_avbrott"],
        ),
        # executed and closed
        ((), ["avslutad", "verkstalld"], [f"verkstalld {SAME}"], []),
        # partly executed before closed
        ((), ["avslutad", "delvis_verkstalld"], [f"avslutad {SAME}"], []),
        # interrupted and closed
        (BEGUN, ["avslutad", "avbrott"], ["verkstalld 2018-12-01", f"avslutad {SAME}"], []),
        # closed twice
        ((), ["avslutad", "avslutad"], [f"avslutad {SAME}"], ["handelse_efter_avslut"]),
    ],
)
def test_events_of_one_day(
    before: tuple[Handelse, ...], slags: list[str], expected: list[str | None], faults: list[str]
) -> None:
    todays = [handelse(slag, SAME) for slag in slags]
    for order in (todays, todays[::-1]):
        of = course(beslut(DECIDED), *order, *before)
        assert [end for _, _, end in parts(of)] == expected
        assert codes(of) == faults


def test_of_two_closings_on_a_day_the_one_with_a_reason_stands() -> None:
    """The contract lets the order of files decide nothing, and names no other; a reason says more than none."""
    reasons = (None, Avslutsorsak.FLYTTAT, Avslutsorsak.ANNAN)
    bare, moved, other = (handelse("avslutad", SAME, orsak=orsak) for orsak in reasons)
    for order in ((bare, moved), (moved, bare)):
        (first,) = course(beslut(DECIDED), *order).vantan
        assert first.slut == Slut(Slutslag.AVSLUTAD, day(SAME), Avslutsorsak.FLYTTAT)
    renumbered = [moved._replace(id=other.id), other._replace(id=moved.id)]
    assert course(beslut(DECIDED), moved, other).vantan == course(beslut(DECIDED), *renumbered).vantan


def test_events_apply_in_order_of_date_whatever_the_order_they_came_in() -> None:
    late = handelse("verkstalld", "2018-12-01")
    of = course(beslut(DECIDED), handelse("avbrott", "2019-01-10", nr=1), late)
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2018-12-01"), ("avbrott", "2019-01-10", None)]
    assert not of.brister


# Corrections and strikes: what holds is the last of a chain, its identity that of the first.


def test_a_corrected_day_moves_the_vantan_and_keeps_its_identity() -> None:
    of = course(
        beslut(DECIDED),
        *BEGUN,
        handelse("avbrott", "2019-01-10", nr=501),
        handelse("avbrott", "2019-01-20", nr=502, ersatter=501),
        handelse("avbrott", "2019-02-03", nr=503, ersatter=502),
    )
    assert parts(of)[1:] == [("avbrott", "2019-02-03", None)]
    assert of.vantan[1].oppnad_av == 501
    assert of.vantan[1].gransdag == day("2019-05-03")


def test_a_struck_event_does_not_hold() -> None:
    ended = handelse("verkstalld", "2018-12-01", nr=511)
    of = course(beslut(DECIDED), ended, handelse("makulerad", "2018-12-02", nr=512, ersatter=511))
    assert parts(of) == [("beslut", DECIDED, None)]


@pytest.mark.parametrize("target", [521, 522])
def test_striking_strikes_the_whole_chain(target: int) -> None:
    """Whether the first event or its correction is pointed at, nothing of the chain comes back."""
    of = course(
        beslut(DECIDED),
        handelse("verkstalld", "2018-12-01", nr=521),
        handelse("verkstalld", "2018-12-05", nr=522, ersatter=521),
        handelse("makulerad", "2018-12-06", nr=523, ersatter=target),
    )
    assert parts(of) == [("beslut", DECIDED, None)]
    assert not of.brister


def test_of_what_is_no_execution_too_only_the_last_of_a_chain_holds() -> None:
    first = handelse("kommentar", "2018-12-01", nr=571)
    second = handelse("kommentar", "2018-12-01", nr=572, ersatter=571)
    assert effective_events([second, first]) == [(second, 571)]
    assert effective_events([first, second, handelse("makulerad", "2018-12-02", nr=573, ersatter=572)]) == []


def test_of_two_corrections_of_one_event_the_later_holds() -> None:
    of = course(
        beslut(DECIDED),
        handelse("verkstalld", "2018-12-01", nr=531),
        handelse("verkstalld", "2018-12-05", nr=532, ersatter=531),
        handelse("verkstalld", "2018-12-07", nr=533, ersatter=531),
    )
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2018-12-07")]
    assert not of.brister


def test_a_correction_can_change_the_kind() -> None:
    of = course(
        beslut(DECIDED),
        handelse("verkstalld", "2018-12-01", nr=541),
        handelse("delvis_verkstalld", "2018-12-01", nr=542, ersatter=541),
    )
    assert parts(of) == [("beslut", DECIDED, None)]


def test_a_correction_of_an_event_that_is_not_here_stands_by_itself() -> None:
    of = course(beslut(DECIDED), handelse("verkstalld", "2018-12-01", nr=551, ersatter=999_999))
    assert parts(of) == [("beslut", DECIDED, "verkstalld 2018-12-01")]


def test_a_late_avbrott_put_in_before_another_leaves_the_others_identity() -> None:
    begun = [*BEGUN, handelse("avbrott", "2019-06-01", nr=561)]
    late = [handelse("avbrott", "2019-01-10", nr=562), handelse("aterupptagen", "2019-02-01", nr=563)]
    assert [v.oppnad_av for v in course(beslut(DECIDED), *begun).vantan] == [None, 561]
    assert [v.oppnad_av for v in course(beslut(DECIDED), *begun, *late).vantan] == [None, 562, 561]


@pytest.mark.parametrize(("delvis", "expected"), [("2018-12-01", []), ("2018-12-02", ["delvis_efter_verkstalld"])])
def test_a_partial_execution_after_the_whole_needs_an_avbrott(delvis: str, expected: list[str]) -> None:
    begun = handelse("verkstalld", "2018-12-01")
    partly = handelse("delvis_verkstalld", delvis)
    assert codes(course(beslut(DECIDED), begun, partly)) == expected
    assert codes(course(beslut(DECIDED), begun, partly, handelse("avbrott", "2018-12-02"))) == []
