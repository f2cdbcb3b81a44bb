"""IVO's individrapport as content: which events answer which question, and what belongs to another väntan."""

from datetime import date

import pytest
from individunderlag import BESLUT, IDAG, NY, SISTA_DAG, TOLVAN, UNDERLAG, event, rapport

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelseslag,
    IvoSlag,
    Kon,
    Lag,
    Omfattning,
    SkalKod,
    Vantanslag,
)
from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.individbygge import build_individrapport, is_about, report_kind, unexecuted_part
from ejverkstallda.report.individrapport import (
    AnnanInsats,
    Erbjudande,
    Identitet,
    Ivoarende,
    Plan,
    Rapportslag,
    Skal,
    Skickat,
)
from ejverkstallda.report.modell import Notering

H = Handelseslag
AVBROTT = NY._replace(vantan=Vantanslag.AVBROTT, start=date(2019, 1, 10), gransdag=date(2019, 4, 10))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("rad", "slag", "kind"),
    [
        (NY, IvoSlag.NY, Rapportslag.NYTT),
        (AVBROTT, IvoSlag.NY, Rapportslag.AVBROTT),
        (NY, IvoSlag.ATER, Rapportslag.ATERRAPPORT),
        (AVBROTT, IvoSlag.ATER, Rapportslag.ATERRAPPORT),
        (NY, IvoSlag.VERKSTALLD, Rapportslag.VERKSTALLT),
        (AVBROTT, IvoSlag.AVSLUTAD, Rapportslag.AVSLUTAT),
    ],
)
def test_the_kind_of_a_report(rad: object, slag: IvoSlag, kind: Rapportslag) -> None:
    assert report_kind(rad, slag) is kind  # type: ignore[arg-type]  # a row
    assert kind.oppen is (slag in {IvoSlag.NY, IvoSlag.ATER})


def test_the_decision_and_the_person() -> None:
    made = rapport()
    assert (made.slag, made.beslutsnummer, made.lag, made.lagrum) == (Rapportslag.NYTT, "B-1", Lag.LSS, "9 § 4 LSS")
    assert (made.identitet, made.kon) == (TOLVAN, Kon.MAN)
    assert (made.ansokningsdatum, made.beslutsdatum, made.gransdag) == (
        day("2018-09-01"),
        day("2018-11-09"),
        day("2019-02-09"),
    )
    assert (made.avbrottsdatum, made.slut, made.dagar) == (None, None, 157)
    assert made.rapporteras_enligt == "28 f § LSS"
    assert (made.skal, made.erbjudanden, made.plan, made.ej_verkstalld_del) == ((), (), None, None)


def test_the_sex_is_the_numbers_and_only_without_one_the_registers() -> None:
    """Third of the four: 1 in 1212 is odd, a man; 2 in T123 is even, a woman, whatever the register says."""
    woman = BESLUT._replace(kon=Kon.KVINNA)
    substitute = Identitet("20101010-T123", Nummerslag.ERSATTNINGSNUMMER)
    assert rapport(beslut=woman).kon is Kon.MAN
    assert rapport(identitet=substitute, beslut=BESLUT._replace(kon=Kon.MAN)).kon is Kon.KVINNA
    assert rapport(identitet=None, beslut=woman).kon is Kon.KVINNA
    assert rapport(identitet=None).kon is None


def test_an_identity_is_shown_by_no_repr() -> None:
    assert "1212" not in repr(TOLVAN)
    assert "1212" not in repr(rapport())
    assert "1212" not in repr(UNDERLAG)


def test_each_event_answers_its_own_question() -> None:
    made = rapport(
        event(H.KOMMENTAR, "2019-03-01", "Syns inte i individrapporten."),
        event(H.SKAL, "2019-01-09", "Ingen på orten.", skal_kod=SkalKod.REKRYTERING, ansvar=Ansvar.KOMMUNEN),
        event(H.ATGARD, "2019-02-02", "Annons."),
        event(H.ATGARD, "2019-02-01", "Samtal."),
        event(H.UPPFOLJNING, "2019-02-03", "Oförändrat."),
        event(H.KONSEKVENS, "2019-02-04"),
        event(H.INSATS_UNDER_TIDEN, "2019-02-05", "Ledsagning.", fran=day("2019-02-06"), till=day("2019-03-06")),
        event(H.PLANERAD, "2019-02-07", planerat_datum=day("2019-05-01")),
        event(H.PLANERAD, "2019-03-07", "Ny tid.", planerat_datum=day("2019-06-01")),
        event(H.IVO_ARENDE, "2019-03-08", diarienummer="8.5-1/2019"),
        event(H.SKICKAD_IVO, "2019-04-01", ivo_slag=IvoSlag.NY, kvartal="2019Q1", kvittens="K-1"),
    )
    assert made.skal == (Skal(day("2019-01-09"), SkalKod.REKRYTERING, Ansvar.KOMMUNEN, "Ingen på orten."),)
    assert made.atgarder == (Notering(day("2019-02-01"), "Samtal."), Notering(day("2019-02-02"), "Annons."))
    assert made.uppfoljningar == (Notering(day("2019-02-03"), "Oförändrat."),)
    assert made.konsekvenser == (Notering(day("2019-02-04"), ""),)
    assert made.andra_insatser == (AnnanInsats(day("2019-02-05"), day("2019-02-06"), day("2019-03-06"), "Ledsagning."),)
    assert made.plan == Plan(day("2019-03-07"), day("2019-06-01"), "Ny tid.")
    assert made.ivo_arenden == (Ivoarende(day("2019-03-08"), "8.5-1/2019", ""),)
    assert made.tidigare_skickat == (Skickat(day("2019-04-01"), IvoSlag.NY, "2019Q1", "K-1"),)


def test_what_is_struck_corrected_or_not_yet_known_is_not_told() -> None:
    wrong = event(H.ATGARD, "2019-02-01", "Fel.")
    struck = event(H.ATGARD, "2019-02-02", "Struken.")
    made = rapport(
        wrong,
        struck,
        event(H.ATGARD, "2019-02-01", "Rätt.", ersatter=wrong.id),
        event(H.MAKULERAD, "2019-02-02", ersatter=struck.id),
        event(H.ATGARD, "2019-04-16", "I morgon."),
    )
    assert [n.text for n in made.atgarder] == ["Rätt."]


def test_an_offer_has_the_answer_that_came_after_it() -> None:
    made = rapport(
        event(H.ERBJUDANDE, "2019-01-01", "Första"),
        event(H.SVAR, "2019-01-05", "För långt bort", svar=False),
        event(H.ERBJUDANDE, "2019-02-01", "Andra", svar=True),
        event(H.ERBJUDANDE, "2019-03-01", "Tredje"),
        event(H.ERBJUDANDE, "2019-04-01", "Fjärde"),
        event(H.SVAR, "2019-04-02", svar=False),
        event(H.SVAR, "2019-04-03", "Ändrade sig", svar=True),
    )
    assert made.erbjudanden == (
        Erbjudande(day("2019-01-01"), "Första", svar=False, svarsdatum=day("2019-01-05"), svarstext="För långt bort"),
        Erbjudande(day("2019-02-01"), "Andra", svar=True, svarsdatum=day("2019-02-01")),
        Erbjudande(day("2019-03-01"), "Tredje"),
        Erbjudande(day("2019-04-01"), "Fjärde", svar=True, svarsdatum=day("2019-04-03"), svarstext="Ändrade sig"),
    )


def test_an_answer_without_an_offer_answers_nothing() -> None:
    assert rapport(event(H.SVAR, "2019-01-05", svar=True)).erbjudanden == ()


def test_offer_and_answer_of_one_day_in_any_order() -> None:
    """Registered answer first it belongs to the day's offer; between two of the day's it belongs to the first."""
    early = event(H.SVAR, "2019-01-05", svar=True)
    assert [o.svar for o in rapport(early, event(H.ERBJUDANDE, "2019-01-05")).erbjudanden] == [True]
    first, answer = event(H.ERBJUDANDE, "2019-01-05"), event(H.SVAR, "2019-01-05", svar=False)
    assert [o.svar for o in rapport(first, answer, event(H.ERBJUDANDE, "2019-01-05")).erbjudanden] == [False, None]


def test_a_corrected_offer_keeps_its_place_before_its_answer() -> None:
    offer, answer = event(H.ERBJUDANDE, "2019-01-05", "Fle"), event(H.SVAR, "2019-01-05", svar=True)
    made = rapport(offer, answer, event(H.ERBJUDANDE, "2019-01-05", "Fel", ersatter=offer.id))
    assert [(o.text, o.svar) for o in made.erbjudanden] == [("Fel", True)]


def test_the_first_vantan_and_its_avbrott_tell_their_own() -> None:
    """Executed in December, interrupted 10 January: what came before belongs to the first, the rest to the avbrott."""
    events = (
        event(H.ATGARD, "2018-12-01", "Före."),
        event(H.VERKSTALLD, "2018-12-20"),
        event(H.AVBROTT, "2019-01-10", "Kontaktpersonen slutade."),
        event(H.ATGARD, "2019-01-11", "Efter."),
        event(H.SKICKAD_IVO, "2019-04-01", ivo_slag=IvoSlag.NY, vantan=Vantanslag.BESLUT),
        event(H.SKICKAD_IVO, "2019-04-02", ivo_slag=IvoSlag.NY, vantan=Vantanslag.AVBROTT, vantan_start=AVBROTT.start),
        event(H.SKICKAD_IVO, "2019-04-03", ivo_slag=IvoSlag.ATER, vantan=Vantanslag.AVBROTT, vantan_start=IDAG),
    )
    first, second = rapport(*events), rapport(*events, rad=AVBROTT)
    assert [n.text for n in first.atgarder] == ["Före."]
    assert [n.text for n in second.atgarder] == ["Efter."]
    assert (second.slag, second.avbrottsdatum) == (Rapportslag.AVBROTT, day("2019-01-10"))
    assert (first.om_avbrottet, second.om_avbrottet) == ("", "Kontaktpersonen slutade.")
    assert second.tidigare_skickat == (Skickat(day("2019-04-02"), IvoSlag.NY),)
    assert not is_about(events[-1], AVBROTT)


def test_the_part_that_is_not_executed() -> None:
    partly = event(H.DELVIS_VERKSTALLD, "2018-12-01", "Kvällarna saknas.")
    silent = event(H.DELVIS_VERKSTALLD, "2019-01-01")
    assert rapport(partly, silent).ej_verkstalld_del == Notering(day("2018-12-01"), "Kvällarna saknas.")
    assert rapport(silent).ej_verkstalld_del == Notering(day("2019-01-01"), "")
    avbrott = event(H.AVBROTT, "2019-01-10", "nätterna", omfattning=Omfattning.DELVIS)
    made = rapport(partly, avbrott, rad=AVBROTT)
    assert made.ej_verkstalld_del == Notering(day("2019-01-10"), "nätterna")
    assert made.om_avbrottet == ""


def test_what_came_after_the_end_is_no_part_of_it() -> None:
    ended = NY._replace(slut=Slut(Slutslag.VERKSTALLD, day("2019-01-31")))
    late = event(H.DELVIS_VERKSTALLD, "2019-02-01", "x")
    assert unexecuted_part(ended, [late]) is None
    assert unexecuted_part(ended, [event(H.DELVIS_VERKSTALLD, "2018-11-08", "före beslutet")]) is None


@pytest.mark.parametrize("slag", [IvoSlag.VERKSTALLD, IvoSlag.AVSLUTAD])
def test_a_report_of_an_end_tells_the_end_and_no_more(slag: IvoSlag) -> None:
    slut = Slut(Slutslag.AVSLUTAD, day("2019-04-01"), Avslutsorsak.ERSATT)
    events = (
        event(H.SKAL, "2019-01-09", "x"),
        event(H.ERBJUDANDE, "2019-01-10"),
        event(H.AVSLUTAD, "2019-04-01", "Ett nytt beslut gäller."),
        event(H.SKICKAD_IVO, "2019-01-20", ivo_slag=IvoSlag.NY),
    )
    made = rapport(*events, slag=slag, rad=NY._replace(grupp=Grupp.AVSLUTAD, slut=slut))
    assert (made.slut, made.om_slutet) == (slut, "Ett nytt beslut gäller.")
    assert (made.skal, made.erbjudanden) == ((), ())
    # no paragraph asks for word of one that ended without execution
    assert made.rapporteras_enligt == ("28 g § LSS" if slag is IvoSlag.VERKSTALLD else "")
    assert made.tidigare_skickat == (Skickat(day("2019-01-20"), IvoSlag.NY),)


def test_what_is_special_is_said_in_words() -> None:
    sol = BESLUT._replace(lag=Lag.SOL, lagrum="4 kap. 1 § SoL", bosattningskommun="1440", skyddad=True)
    made = rapport(
        event(H.SENARELAGD_LOV, "2019-02-01", till=day("2019-06-01")), beslut=sol, rad=NY._replace(lag=Lag.SOL)
    )
    assert made.skyddad is True
    assert made.rapporteras_enligt == "16 kap. 6 f § SoL (2001:453)"
    assert len(made.anmarkningar) == 2
    assert "annan kommun (kommunkod 1440)" in made.anmarkningar[0]
    assert "senarelagd på den enskildes begäran till 2019-06-01" in made.anmarkningar[1]


def test_rad_och_stod_is_told_by_the_registers_setting() -> None:
    advice = UNDERLAG._replace(beslut=BESLUT._replace(insats_kod="radgivning_stod"))
    own, other = (build_individrapport(advice, IDAG, SISTA_DAG, rad_och_stod=own) for own in (True, False))
    assert "kommunen rapporterar" in own.anmarkningar[0]
    assert "Kontrollera vem som ska rapportera" in other.anmarkningar[0]


def test_a_decision_from_before_the_new_law_cites_both_acts() -> None:
    sol = BESLUT._replace(lag=Lag.SOL)
    made = build_individrapport(
        UNDERLAG._replace(beslut=sol, rad=NY._replace(lag=Lag.SOL)), day("2025-10-15"), day("2025-09-30")
    )
    assert made.rapporteras_enligt == "34 kap. 1 § SoL (2025:400) och 16 kap. 6 f § SoL (2001:453)"
    ended = NY._replace(lag=Lag.SOL, slut=Slut(Slutslag.VERKSTALLD, day("2025-08-04")))
    told = build_individrapport(
        UNDERLAG._replace(beslut=sol, rad=ended, slag=IvoSlag.VERKSTALLD), day("2025-10-15"), day("2025-09-30")
    )
    assert told.rapporteras_enligt == "34 kap. 2 § SoL (2025:400) och 16 kap. 6 g § SoL (2001:453)"


def test_the_lagrum_is_written_in_one_form() -> None:
    assert rapport(beslut=BESLUT._replace(lagrum="LSS 9 § p. 4")).lagrum == "9 § 4 LSS"
