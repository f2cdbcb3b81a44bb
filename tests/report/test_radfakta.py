"""The facts of a row: the latest reason, offers and answers within the väntan, and what a protected person hides."""

from datetime import date

import pytest
from pappersbygge import RAD

from ejverkstallda.domain.beslut import Ansvar, Beslut, Handelse, Handelseslag, Lag, SkalKod, Vantanslag
from ejverkstallda.report.radfakta import Erbjudanden, Radfakta, build_radfakta, count_offers, note_days, shorten

BESLUT = Beslut("1001", date(2025, 8, 1), Lag.SOL, "hemtjänst", enhet="Hemtjänst norr")
SISTA = date(2026, 1, 31)
AVBROTT = RAD._replace(vantan=Vantanslag.AVBROTT, start=date(2025, 9, 10))


def skal(id_: int, day: date, kod: SkalKod | None, ansvar: Ansvar | None = None, text: str | None = None) -> Handelse:
    return Handelse(id_, day, Handelseslag.SKAL, text, skal_kod=kod, ansvar=ansvar)


def offer(id_: int, day: date, *, svar: bool | None = None) -> Handelse:
    return Handelse(id_, day, Handelseslag.ERBJUDANDE, svar=svar)


def answer(id_: int, day: date, *, svar: bool | None) -> Handelse:
    return Handelse(id_, day, Handelseslag.SVAR, svar=svar)


def test_the_latest_reason_within_the_days_is_the_rows() -> None:
    events = [
        skal(1, date(2025, 10, 1), SkalKod.SAKNAR_PLATS, Ansvar.KOMMUNEN, "Fullt."),
        skal(2, date(2026, 1, 31), SkalKod.ONSKEMAL, Ansvar.ENSKILD, "Vill  bo\ni norr."),
        skal(3, date(2026, 2, 1), SkalKod.ANNAT, Ansvar.ANNAN, "Efter rapporteringsdagen."),
    ]
    found = build_radfakta(RAD, BESLUT, events, SISTA)
    assert (found.skal_kod, found.ansvar, found.skal) == (SkalKod.ONSKEMAL, Ansvar.ENSKILD, "Vill bo i norr.")


def test_of_two_reasons_on_a_day_the_later_registered_holds_and_a_struck_one_does_not() -> None:
    day = date(2025, 10, 1)
    events = [
        skal(1, day, SkalKod.SAKNAR_PLATS),
        skal(2, day, SkalKod.REKRYTERING),
        skal(3, day, SkalKod.ANNAT),
        Handelse(4, day, Handelseslag.MAKULERAD, ersatter=3),
    ]
    assert build_radfakta(RAD, BESLUT, events, SISTA).skal_kod is SkalKod.REKRYTERING


def test_nothing_registered_is_nothing_known() -> None:
    assert build_radfakta(RAD, BESLUT, [], SISTA) == Radfakta(enhet="Hemtjänst norr", rapporterad_fore=False)


def history(day: date, **falt: object) -> Handelse:
    return Handelse(1, day, Handelseslag.RAPPORTERAD)._replace(**falt)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("event", "first", "second"),
    [
        (history(date(2025, 8, 30)), True, False),  # the avbrott had not begun
        (history(date(2025, 12, 31)), True, True),
        (history(date(2025, 12, 31), vantan=Vantanslag.BESLUT), True, False),
        (history(date(2025, 12, 31), vantan=Vantanslag.AVBROTT), False, True),
        (history(date(2025, 12, 31), vantan=Vantanslag.AVBROTT, vantan_start=date(2025, 9, 10)), False, True),
        (history(date(2025, 12, 31), vantan=Vantanslag.AVBROTT, vantan_start=date(2025, 9, 9)), False, False),
        (history(date(2025, 12, 31))._replace(slag=Handelseslag.KOMMENTAR), False, False),
    ],
)
def test_imported_history_tells_which_vantan_was_reported(event: Handelse, first: bool, second: bool) -> None:  # noqa: FBT001 — cases
    found = [build_radfakta(rad, BESLUT, [event], SISTA).rapporterad_fore for rad in (RAD, AVBROTT)]
    assert found == [first, second]


def test_a_protected_persons_unit_is_not_among_the_facts() -> None:
    found = build_radfakta(RAD, BESLUT._replace(skyddad=True, bosattningskommun="9902"), [], SISTA)
    assert (found.enhet, found.skyddad, found.annan_kommun) == (None, True, True)


def test_what_came_before_an_avbrott_belongs_to_the_first_vantan() -> None:
    events = [
        Handelse(1, date(2025, 9, 10), Handelseslag.AVBROTT),
        skal(2, date(2025, 9, 9), SkalKod.SAKNAR_PLATS),
        skal(3, date(2025, 9, 10), SkalKod.REKRYTERING),
        offer(4, date(2025, 9, 9)),
    ]
    first, second = (build_radfakta(rad, BESLUT, events, SISTA) for rad in (RAD, AVBROTT))
    assert (first.skal_kod, first.erbjudanden.lamnade) == (SkalKod.SAKNAR_PLATS, 1)
    assert (second.skal_kod, second.erbjudanden.lamnade) == (SkalKod.REKRYTERING, 0)
    assert note_days(AVBROTT, events, SISTA).fran == date(2025, 9, 10)
    assert note_days(RAD, events, SISTA).till == date(2025, 9, 9)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], (0, 0, 0)),
        ([offer(1, date(2025, 9, 1))], (1, 0, 0)),
        ([offer(1, date(2025, 9, 1), svar=True)], (1, 1, 0)),
        ([answer(1, date(2025, 9, 1), svar=True), offer(2, date(2025, 9, 1))], (1, 1, 0)),
        ([answer(1, date(2025, 8, 31), svar=True), offer(2, date(2025, 9, 1))], (1, 0, 0)),
        ([offer(1, date(2025, 9, 1)), answer(2, date(2025, 9, 2), svar=None)], (1, 0, 0)),
        (
            [
                offer(1, date(2025, 9, 1)),
                answer(2, date(2025, 9, 5), svar=False),
                offer(3, date(2025, 9, 9)),
                answer(4, date(2025, 9, 10), svar=False),
                answer(5, date(2025, 9, 11), svar=True),
            ],
            (2, 1, 1),
        ),
    ],
)
def test_an_answer_is_about_the_latest_offer_and_the_last_answer_holds(
    events: list[Handelse], expected: tuple[int, int, int]
) -> None:
    found = count_offers(events)
    assert (found.lamnade, found.accepterade, found.avbojda) == expected
    assert found.utan_svar == expected[0] - expected[1] - expected[2]


def test_offers_add_up() -> None:
    assert Erbjudanden(3, 1, 1) + Erbjudanden(2, 0, 2) == Erbjudanden(5, 1, 3)


def test_a_long_reason_is_cut_between_words() -> None:
    assert shorten("kort") == "kort"
    assert shorten("ett två tre", 9) == "ett två …"
    assert shorten("ett två tre", 11) == "ett två tre"
    assert shorten("oavbrutet", 5) == "oavb…"
    assert len(shorten("ord " * 200)) <= 302
