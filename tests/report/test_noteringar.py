"""The notes beneath a case: which events are shown, in which words, and within which days."""

from datetime import date

import pytest

from ejverkstallda.domain.beslut import Ansvar, Handelse, Handelseslag, Omfattning, SkalKod
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.noteringar import build_noteringar

DAG = date(2019, 2, 18)
FRAN, TILL = date(2019, 1, 1), date(2019, 4, 30)


def handelse(slag: Handelseslag, *, text: str | None = None, **falt: object) -> Handelse:
    return Handelse(1, DAG, slag, text=text)._replace(**falt)  # type: ignore[arg-type]  # fields by name


def notes(*handelser: Handelse) -> list[str]:
    return [n.text for n in build_noteringar(handelser, FRAN, TILL)]


H = Handelseslag


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (handelse(H.KOMMENTAR, text="Väntar på svar."), "Väntar på svar."),
        (handelse(H.ERBJUDANDE, text="En bostad."), "Erbjudande. En bostad."),
        (handelse(H.ERBJUDANDE), "Erbjudande."),
        (handelse(H.ERBJUDANDE, svar=False), "Erbjudande; tackade nej."),
        (handelse(H.SVAR, svar=True, text="Flyttar in i maj."), "Tackade ja. Flyttar in i maj."),
        (handelse(H.SVAR, svar=False), "Tackade nej."),
        (handelse(H.SKAL, skal_kod=SkalKod.REKRYTERING), "Skäl: rekrytering pågår."),
        (
            handelse(H.SKAL, skal_kod=SkalKod.ONSKEMAL, ansvar=Ansvar.ENSKILD),
            "Skäl (den enskilde): särskilda önskemål som ännu inte kan mötas.",
        ),
        (handelse(H.SKAL, text="Flytt."), "Skäl. Flytt."),
        (
            handelse(
                H.SKAL,
                skal_kod=SkalKod.EJ_NABAR,
                ansvar=Ansvar.ENSKILD,
                text="Den enskilde har inte gått att nå.",
            ),
            "Skäl (den enskilde): den enskilde har inte gått att nå.",
        ),
        (handelse(H.ATGARD, text="Annonserat."), "Åtgärd: Annonserat."),
        (handelse(H.PLANERAD, planerat_datum=date(2019, 5, 1)), "Planerat till 2019-05-01."),
        (handelse(H.PLANERAD, text="Inflyttning."), "Planerat. Inflyttning."),
        (handelse(H.INSATS_UNDER_TIDEN, text="Korttidsboende."), "Annan insats under tiden. Korttidsboende."),
        (
            handelse(H.INSATS_UNDER_TIDEN, fran=date(2019, 1, 2), till=date(2019, 3, 4)),
            "Annan insats under tiden från 2019-01-02 till 2019-03-04.",
        ),
        (handelse(H.IVO_ARENDE, diarienummer="8.5-1/2019"), "Ärende hos IVO, dnr 8.5-1/2019."),
        (handelse(H.IVO_ARENDE), "Ärende hos IVO."),
        (handelse(H.SENARELAGD_LOV), "Senarelagt på den enskildes begäran."),
        (handelse(H.SENARELAGD_LOV, till=date(2019, 6, 1)), "Senarelagt på den enskildes begäran till 2019-06-01."),
        (handelse(H.DELVIS_VERKSTALLD, text="Två av fem timmar."), "Delvis verkställt. Två av fem timmar."),
        (handelse(H.AVBROTT), "Avbrott i verkställigheten."),
        (handelse(H.AVBROTT, omfattning=Omfattning.DELVIS), "Delvis avbrott i verkställigheten."),
        (handelse(H.VERKSTALLD, text="Flyttade in."), "Flyttade in."),
    ],
)
def test_words(event: Handelse, words: str) -> None:
    assert notes(event) == [words]


@pytest.mark.parametrize("slag", [H.VERKSTALLD, H.AVSLUTAD, H.ATERUPPTAGEN])
def test_an_end_without_text_stands_in_the_row_only(slag: Handelseslag) -> None:
    assert notes(handelse(slag)) == []


@pytest.mark.parametrize("slag", [H.UPPFOLJNING, H.KONSEKVENS, H.SKICKAD_IVO, H.RAPPORTERAD, H.SLUTRAPPORTERAD])
def test_what_is_not_for_the_namnd_is_left_out(slag: Handelseslag) -> None:
    assert notes(handelse(slag, text="Bara för IVO.")) == []


def test_every_kind_is_either_shown_or_left_out_on_purpose() -> None:
    left_out = {H.UPPFOLJNING, H.KONSEKVENS, H.SKICKAD_IVO, H.RAPPORTERAD, H.SLUTRAPPORTERAD, H.MAKULERAD}
    shown = {slag for slag in H if slag is not H.MAKULERAD and notes(handelse(slag, text="x"))}
    assert shown == set(H) - left_out


def test_first_and_last_day_are_counted_in_and_the_newest_is_last() -> None:
    days = [date(2019, 5, 1), date(2019, 4, 30), date(2018, 12, 31), date(2019, 1, 1)]
    events = [Handelse(i, day, H.KOMMENTAR, text=str(day)) for i, day in enumerate(days, start=1)]
    assert build_noteringar(events, FRAN, TILL) == (
        Notering(date(2019, 1, 1), "2019-01-01"),
        Notering(date(2019, 4, 30), "2019-04-30"),
    )


def test_corrected_and_struck_events_are_left_out() -> None:
    events = [
        Handelse(1, DAG, H.KOMMENTAR, text="fel"),
        Handelse(2, DAG, H.KOMMENTAR, text="rätt", ersatter=1),
        Handelse(3, DAG, H.KOMMENTAR, text="struken"),
        Handelse(4, DAG, H.MAKULERAD, ersatter=3),
    ]
    assert notes(*events) == ["rätt"]


def test_user_text_stands_as_written() -> None:
    assert notes(handelse(H.KOMMENTAR, text="[dnr 12] <b> & [/x]")) == ["[dnr 12] <b> & [/x]"]
