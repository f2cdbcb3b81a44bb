"""One sheet to copy from: the fields in the form's order, what each says, and what is missing."""

from datetime import date

import pytest
from individunderlag import BESLUT, NY, event, rapport

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelse,
    Handelseslag,
    IvoSlag,
    Kon,
    SkalKod,
    Ursprung,
    Vantanslag,
)
from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.individblad import blank_answers, build_sheet, missing_answers, sheet_title
from ejverkstallda.report.individrapport import Identitet, Individrapport
from ejverkstallda.report.modell import Faltlista, Lista, Rubrik, Sidbrytning, Stycke

H = Handelseslag
SENDER = (("Nämnd", "Provnämnden"), ("Rapportör", "Uppgift saknas"))
SKAL = event(H.SKAL, "2019-01-09", skal_kod=SkalKod.SAKNAR_PLATS, ansvar=Ansvar.KOMMUNEN)
AVBROTT = NY._replace(vantan=Vantanslag.AVBROTT, start=date(2019, 1, 10), gransdag=date(2019, 4, 10))
EXECUTED = Slut(Slutslag.VERKSTALLD, date(2019, 3, 1))


def fields(made: Individrapport) -> dict[str, str]:
    return {label: text for b in build_sheet(1, made, SENDER) if isinstance(b, Faltlista) for label, text in b.falt}


def answer(label: str, *handelser: Handelse) -> str:
    return fields(rapport(*handelser))[label]


def test_the_fields_stand_in_the_forms_order() -> None:
    blocks = build_sheet(3, rapport(event(H.DELVIS_VERKSTALLD, "2019-01-01", "x")), SENDER)
    assert blocks[:2] == (Sidbrytning(), Rubrik("Blad 3: beslut B-1, nytt ej verkställt beslut", 2))
    lists = [b for b in blocks if isinstance(b, Faltlista)]
    assert [(b.rubrik, [label for label, _ in b.falt]) for b in lists] == [
        ("Rapportuppgifter", ["Nämnd", "Rapportör", "Typ av rapport"]),
        ("Uppgifter om individen", ["Personnummer", "Kön"]),
        (
            "Uppgifter om beslutet",
            [
                *("Beslutsnummer", "Lag", "Lagrum", "Verksamhetsområde", "Insats", "Ansökningsdatum", "Beslutsdatum"),
                "Gränsdag (tre månader)",
            ],
        ),
        (
            "Varför beslutet inte är verkställt, och vad som har gjorts",
            [
                *("Skäl till dröjsmålet", "Erbjudanden och svar", "Andra insatser under tiden"),
                *("Åtgärder för att verkställa", "Uppföljning av behovet", "Konsekvens för den enskilde"),
                *("Del som inte är verkställd", "Planerad verkställighet"),
            ],
        ),
    ]
    assert len(blocks) == 6


def test_a_report_with_nothing_in_it_says_so() -> None:
    """What the form demands is said to be missing, the rest is a dash."""
    bare = BESLUT._replace(lagrum=None, ansokningsdatum=None)
    made = rapport(identitet=None, beslut=bare, rad=NY._replace(verksamhetsomrade=None))
    said = fields(made)
    missing = {label for label, text in said.items() if text == "Uppgift saknas"}
    dash = {label for label, text in said.items() if text == "–"}
    assert missing == {"Rapportör", "Personnummer", "Kön", "Lagrum", "Verksamhetsområde", "Skäl till dröjsmålet"}
    assert dash == {
        *("Ansökningsdatum", "Erbjudanden och svar", "Andra insatser under tiden", "Åtgärder för att verkställa"),
        *("Uppföljning av behovet", "Konsekvens för den enskilde", "Planerad verkställighet"),
    }
    assert missing_answers(made) == ("personnummer", "lagrum", "verksamhetsområde", "skäl till dröjsmålet")
    assert blank_answers(made) == (*("erbjudanden", "åtgärder", "uppföljning", "konsekvens", "plan"),)


@pytest.mark.parametrize(
    ("identitet", "label", "sex"),
    [
        (Identitet("19121212-1212", Nummerslag.PERSONNUMMER), "Personnummer", "Man"),
        (Identitet("19121272-1219", Nummerslag.SAMORDNINGSNUMMER), "Samordningsnummer", "Man"),
        (
            Identitet("20101010-TF20", Nummerslag.ERSATTNINGSNUMMER),
            "Ersättningsnummer (i stället för personnummer)",
            "Kvinna",
        ),
    ],
)
def test_the_kind_of_number_is_said(identitet: Identitet, label: str, sex: str) -> None:
    """Third of the four: 1212 and 1219 have 1, a man; TF20 has 2, a woman."""
    made = rapport(identitet=identitet)
    said = fields(made)
    assert (said[label], said["Kön"]) == (identitet.nummer, sex)
    remarks = [p for b in build_sheet(1, made, SENDER) if isinstance(b, Lista) for p in b.punkter]
    assert any("samma nummer" in r for r in remarks) is (identitet.slag is Nummerslag.ERSATTNINGSNUMMER)


def test_without_a_number_the_registered_sex_is_said_to_be_that() -> None:
    made = rapport(identitet=None, beslut=BESLUT._replace(kon=Kon.KVINNA))
    assert fields(made)["Kön"] == "Kvinna (enligt registret; formuläret läser det ur numret)"


def test_protected_identity_is_said_at_the_top_and_by_the_number() -> None:
    made = rapport(beslut=BESLUT._replace(skyddad=True))
    first = build_sheet(1, made, SENDER)[2]
    assert isinstance(first, Stycke)
    assert first.text.startswith("SKYDDADE PERSONUPPGIFTER.")
    assert fields(made)["Skyddade personuppgifter"] == "Ja"
    assert "Skyddade personuppgifter" not in fields(rapport())


def test_one_already_sent_says_when() -> None:
    texts = [b.text for b in build_sheet(1, rapport(skickad=date(2019, 4, 2)), SENDER) if isinstance(b, Stycke)]
    assert texts == ["Den här rapporten är markerad som skickad 2019-04-02."]


@pytest.mark.parametrize(
    ("event_", "said"),
    [
        (SKAL, "2019-01-09: Ledig plats eller bostad saknas. Skälet ligger hos kommunen."),
        (event(H.SKAL, "2019-01-09", "Ingen  bostad!"), "2019-01-09: Ingen  bostad!"),
        (
            event(H.SKAL, "2019-01-09", "Vill vänta", ansvar=Ansvar.ENSKILD),
            "2019-01-09: Vill vänta. Skälet ligger hos den enskilde.",
        ),
        (event(H.SKAL, "2019-01-09"), "2019-01-09: uppgift saknas"),
        (
            event(H.SKAL, "2019-01-09", "Ledig plats eller bostad saknas.", skal_kod=SkalKod.SAKNAR_PLATS),
            "2019-01-09: Ledig plats eller bostad saknas.",
        ),
    ],
)
def test_a_reason(event_: Handelse, said: str) -> None:
    assert answer("Skäl till dröjsmålet", event_) == said


def test_offers_one_on_each_line() -> None:
    offers = (
        event(H.ERBJUDANDE, "2019-01-01", "En bostad."),
        event(H.SVAR, "2019-01-05", "För långt bort", svar=False),
        event(H.ERBJUDANDE, "2019-02-01", svar=True),
        event(H.ERBJUDANDE, "2019-03-01", "En till"),
    )
    assert answer("Erbjudanden och svar", *offers).splitlines() == [
        "2019-01-01: En bostad. Svar 2019-01-05: nej. För långt bort.",
        "2019-02-01: Svar 2019-02-01: ja.",
        "2019-03-01: En till. Svar: uppgift saknas.",
    ]


@pytest.mark.parametrize(
    ("label", "event_", "said"),
    [
        (
            "Andra insatser under tiden",
            event(H.INSATS_UNDER_TIDEN, "2019-01-09", "Korttids.", fran=date(2019, 1, 1), till=date(2019, 2, 1)),
            "Från 2019-01-01 till 2019-02-01: Korttids.",
        ),
        (
            "Andra insatser under tiden",
            event(H.INSATS_UNDER_TIDEN, "2019-01-09"),
            "Antecknat 2019-01-09: uppgift saknas",
        ),
        ("Åtgärder för att verkställa", event(H.ATGARD, "2019-01-09", "Annons."), "2019-01-09: Annons."),
        ("Uppföljning av behovet", event(H.UPPFOLJNING, "2019-01-09"), "2019-01-09: uppgift saknas"),
        ("Konsekvens för den enskilde", event(H.KONSEKVENS, "2019-01-09", "Ensam."), "2019-01-09: Ensam."),
        ("Del som inte är verkställd", event(H.DELVIS_VERKSTALLD, "2019-01-09"), "2019-01-09: Uppgift saknas"),
        ("Del som inte är verkställd", event(H.DELVIS_VERKSTALLD, "2019-01-09", "Natten"), "2019-01-09: Natten"),
        (
            "Planerad verkställighet",
            event(H.PLANERAD, "2019-01-09", "Flytt.", planerat_datum=date(2019, 5, 1)),
            "2019-05-01 (antecknat 2019-01-09). Flytt.",
        ),
        ("Planerad verkställighet", event(H.PLANERAD, "2019-01-09"), "Uppgift saknas (antecknat 2019-01-09)."),
        (
            "IVO:s ärendenummer",
            event(H.IVO_ARENDE, "2019-01-09", "Yttrande.", diarienummer="8.5-1/2019"),
            "8.5-1/2019 (antecknat 2019-01-09). Yttrande.",
        ),
        ("IVO:s ärendenummer", event(H.IVO_ARENDE, "2019-01-09"), "Uppgift saknas (antecknat 2019-01-09)."),
        (
            "Tidigare skickat",
            event(H.SKICKAD_IVO, "2019-01-09", ivo_slag=IvoSlag.ATER, kvartal="2018Q4", kvittens="K-7"),
            "2019-01-09: återrapport, för 2018Q4, kvittens K-7",
        ),
        ("Tidigare skickat", event(H.SKICKAD_IVO, "2019-01-09"), "2019-01-09: slag inte angivet"),
    ],
)
def test_what_the_other_questions_are_answered(label: str, event_: Handelse, said: str) -> None:
    assert answer(label, event_) == said


def test_an_avbrott_has_its_day_and_what_it_says() -> None:
    opened = event(H.AVBROTT, "2019-01-10", "Kontaktpersonen slutade.")
    new, again = rapport(opened, rad=AVBROTT), rapport(opened, rad=AVBROTT, slag=IvoSlag.ATER)
    assert (fields(new)["Typ av rapport"], fields(again)["Typ av rapport"]) == (
        "Avbrott i verkställigheten (28 f § LSS)",
        "Återrapport om avbrott (28 f § LSS)",
    )
    assert (fields(new)["Avbrottsdatum"], fields(new)["Om avbrottet"]) == ("2019-01-10", "Kontaktpersonen slutade.")
    ended = rapport(opened, rad=AVBROTT._replace(slut=EXECUTED), slag=IvoSlag.VERKSTALLD)
    assert "Om avbrottet" not in fields(ended)


def test_a_new_one_that_has_ended_says_so_on_its_own_sheet_too() -> None:
    ended = NY._replace(slut=EXECUTED)
    new = fields(rapport(SKAL, rad=ended))
    end = fields(rapport(event(H.VERKSTALLD, "2019-03-01", "Började."), SKAL, rad=ended, slag=IvoSlag.VERKSTALLD))
    assert new["Verkställt, datum"] == "2019-03-01 (anmäls på ett eget blad)"
    assert (end["Verkställt, datum"], end["Om slutet"]) == ("2019-03-01", "Började.")
    assert "Skäl till dröjsmålet" not in end
    assert (new["Typ av rapport"], end["Typ av rapport"]) == (
        "Nytt ej verkställt beslut (28 f § LSS)",
        "Verkställt (28 g § LSS)",
    )


def test_a_resumed_avbrott_is_called_that_and_ivos_word_for_it_is_said() -> None:
    resumed = AVBROTT._replace(slut=Slut(Slutslag.ATERUPPTAGEN, date(2019, 3, 1)))
    made = rapport(event(H.AVBROTT, "2019-01-10"), rad=resumed, slag=IvoSlag.VERKSTALLD)
    assert sheet_title(3, made) == "Blad 3: beslut B-1, återupptaget (anmäls som verkställt)"
    assert fields(made)["Typ av rapport"] == "Återupptaget (anmäls som verkställt enligt 28 g § LSS)"
    assert fields(made)["Återupptaget, datum"] == "2019-03-01"


@pytest.mark.parametrize(
    ("orsak", "said", "missing"),
    [
        (Avslutsorsak.ATERKALLAD, "Ansökan är återkallad", ()),
        (None, "Uppgift saknas", ("orsak till avslutet",)),
    ],
)
def test_one_that_ended_without_execution_needs_its_reason(
    orsak: Avslutsorsak | None, said: str, missing: tuple[str, ...]
) -> None:
    made = rapport(slag=IvoSlag.AVSLUTAD, rad=NY._replace(slut=Slut(Slutslag.AVSLUTAD, date(2019, 4, 1), orsak)))
    assert fields(made)["Orsak till avslutet"] == said
    assert fields(made)["Avslutat utan verkställighet, datum"] == "2019-04-01"
    assert (missing_answers(made), blank_answers(made)) == (missing, ())


def test_an_end_has_what_ivo_knows_of_it_too() -> None:
    case = event(H.IVO_ARENDE, "2019-01-09", diarienummer="8.5-1/2019")
    made = rapport(case, slag=IvoSlag.VERKSTALLD, rad=NY._replace(slut=EXECUTED))
    assert list(fields(made))[-2:] == ["Verkställt, datum", "IVO:s ärendenummer"]


def test_an_end_needs_no_reason_for_the_delay() -> None:
    made = rapport(event(H.ERBJUDANDE, "2019-01-01"), slag=IvoSlag.VERKSTALLD, rad=NY._replace(slut=EXECUTED))
    assert missing_answers(made) == ()


def test_what_is_missing_in_the_events() -> None:
    made = rapport(
        event(H.SKAL, "2019-01-09", ansvar=Ansvar.KOMMUNEN),
        event(H.ERBJUDANDE, "2019-02-01"),
        event(H.DELVIS_VERKSTALLD, "2019-02-02"),
    )
    assert missing_answers(made) == (
        "skäl till dröjsmålet",
        "svar på erbjudandet 2019-02-01",
        "vilken del som inte är verkställd",
    )
    assert "vems skälet är" not in blank_answers(made)
    assert "vems skälet är" in blank_answers(rapport(event(H.SKAL, "2019-01-09", "x")))


def test_a_whole_report_lacks_nothing() -> None:
    made = rapport(
        SKAL,
        event(H.ERBJUDANDE, "2019-02-01", svar=True),
        event(H.ATGARD, "2019-02-02", "x"),
        event(H.UPPFOLJNING, "2019-02-02", "x"),
        event(H.KONSEKVENS, "2019-02-02", "x"),
        event(H.PLANERAD, "2019-02-02", planerat_datum=date(2019, 5, 1)),
    )
    assert (missing_answers(made), blank_answers(made)) == ((), ())


def test_a_forhandsbesked_and_a_kallsystem_are_named() -> None:
    made = rapport(beslut=BESLUT._replace(ursprung=Ursprung.FORHANDSBESKED), rad=NY._replace(kallsystem="Lifecare"))
    said, plain = fields(made), fields(rapport())
    assert (said["Slag av beslut"], said["Beslutsnummer"]) == ("Förhandsbesked", "B-1 (Lifecare)")
    assert ("Slag av beslut" in plain, plain["Beslutsnummer"]) == (False, "B-1")


def test_what_to_look_out_for_stands_before_the_fields() -> None:
    made = rapport()._replace(anmarkningar=("En sak.", "En till."))
    blocks = build_sheet(1, made, SENDER)
    assert blocks[2:4] == (Rubrik("Att uppmärksamma", 3), Lista(("En sak.", "En till.")))
    assert all(isinstance(block, Faltlista) for block in blocks[4:])
