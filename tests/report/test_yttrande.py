"""The paper that a yttrande is written from: what is missing first, the case, what was done, costs, the fee."""

from datetime import date

import pytest
from individunderlag import BESLUT, event
from pappersbygge import under
from yttrandeunderlag import IDAG, KOMMUN, PRICED, content, paper, underlag

from ejverkstallda.domain.beslut import Ansvar, Avslutsorsak, Beslut, Handelse, Handelseslag, Lag, SkalKod, Ursprung
from ejverkstallda.domain.historik import Rapporterat
from ejverkstallda.report.modell import Dokument, Faltlista, Lista, Papper, Rubrik, Sekretesspapper, Stycke, Tabell
from ejverkstallda.report.yttrande import build_yttrande
from ejverkstallda.report.yttrandeblad import build_yttrandepapper
from ejverkstallda.report.yttrandebrister import missing_in_yttrande, not_noted

H = Handelseslag
SKAL = event(H.SKAL, "2019-01-09", "Kön är lång.", skal_kod=SkalKod.SAKNAR_PLATS, ansvar=Ansvar.KOMMUNEN)
KONSEKVENS = event(H.KONSEKVENS, "2019-01-20", "Bor kvar hemma.")
ATGARD = event(H.ATGARD, "2019-01-25", "Plats sökt i grannkommunen.")
ERBJUDANDE = event(H.ERBJUDANDE, "2019-02-01", "Servicebostaden Ängen.")
SVAR = event(H.SVAR, "2019-02-08", "För långt bort.", svar=False)
KORTTID = event(
    H.INSATS_UNDER_TIDEN,
    "2019-02-05",
    "Korttidsvistelse.",
    fran=date(2019, 2, 6),
    till=date(2019, 4, 30),
    kostnad=48_000,
)
LEDSAGNING = event(H.INSATS_UNDER_TIDEN, "2019-03-05", "Ledsagning.", kostnad=9_500)
UPPFOLJNING = event(H.UPPFOLJNING, "2019-03-15", "Behovet är oförändrat.")
PLAN = event(H.PLANERAD, "2019-03-20", "Inflyttning.", planerat_datum=date(2019, 9, 1))
IVO = event(H.IVO_ARENDE, "2019-04-12", "Begäran om yttrande.", diarienummer="3.4.2-01234/2019")
WHOLE = (SKAL, KONSEKVENS, ATGARD, ERBJUDANDE, SVAR, KORTTID, LEDSAGNING, UPPFOLJNING, PLAN, IVO)
ROW = "ejv importera FIL.csv, med raderna beslutsnummer;datum;handelse;text och B-9;ÅÅÅÅ-MM-DD;{};TEXT"
BARE = Beslut("B-9", date(2019, 1, 1), Lag.SOL, "hemtjänst")


def fields(made: Dokument, heading: str) -> dict[str, str]:
    return {label: text for b in under(made, heading) if isinstance(b, Faltlista) for label, text in b.falt}


def said(made: Dokument, heading: str) -> list[str]:
    return [b.text for b in under(made, heading) if isinstance(b, Stycke)]


def rows(made: Dokument, heading: str) -> tuple[tuple[str, ...], ...]:
    (table,) = (b for b in under(made, heading) if isinstance(b, Tabell))
    return table.rader


def test_the_paper_is_secret_and_marked() -> None:
    made = build_yttrandepapper(KOMMUN, content(*WHOLE))
    assert isinstance(made, Sekretesspapper)
    assert not issubclass(Sekretesspapper, Papper)
    head = made.dokument.sidhuvud
    assert (head.dokumenttyp, head.namnd, head.forvaltning, head.datum) == (
        *("INNEHÅLLER SEKRETESSBELAGDA PERSONUPPGIFTER", "Provnämnden", "Provförvaltningen", IDAG),
    )
    assert made.dokument.titel == "Underlag för yttrande till IVO, beslut B-1"
    assert [g.rubrik for g in made.dokument.sidfot] == ["Provkommun", "Telefon"]


def test_the_sections_in_ivos_order_with_what_is_missing_first() -> None:
    headings = [b.text for b in paper(*WHOLE).block if isinstance(b, Rubrik) and b.niva == 2]
    assert headings == [
        *("Det som saknas", "Ärendet", "Skäl till dröjsmålet", "Vad väntan betyder för den enskilde"),
        *("Åtgärder för att verkställa", "Erbjudanden och svar", "Insatser under tiden", "Uppföljning av behovet"),
        *("Plan för verkställighet", "Kommunens beräknade kostnad för insatsen", "Att bifoga", "Särskild avgift"),
    ]


def test_everything_known_is_told_by_date() -> None:
    made = paper(*WHOLE)
    assert said(made, "Det som saknas") == ["Inget av det som IVO alltid frågar efter saknas i registret."]
    assert fields(made, "Skäl till dröjsmålet") == {
        "2019-01-09": "Ledig plats eller bostad saknas. Kön är lång. Skälet ligger hos kommunen."
    }
    assert fields(made, "Vad väntan betyder för den enskilde") == {"2019-01-20": "Bor kvar hemma."}
    assert fields(made, "Åtgärder för att verkställa") == {"2019-01-25": "Plats sökt i grannkommunen."}
    assert fields(made, "Erbjudanden och svar") == {
        "2019-02-01": "Servicebostaden Ängen. Svar 2019-02-08: nej. För långt bort."
    }
    assert rows(made, "Insatser under tiden") == (
        ("2019-02-06", "2019-04-30", "Korttidsvistelse.", "48\u00a0000"),
        ("Antecknad 2019-03-05", "–", "Ledsagning.", "9\u00a0500"),
        ("Summa", "", "", "57\u00a0500"),
    )
    assert fields(made, "Uppföljning av behovet") == {"2019-03-15": "Behovet är oförändrat."}
    assert fields(made, "Plan för verkställighet") == {"Antecknat 2019-03-20": "Planerat till 2019-09-01. Inflyttning."}
    assert said(made, "Kommunens beräknade kostnad för insatsen") == ["36\u00a0400 kronor per månad."]


def test_the_facts_of_the_case() -> None:
    case = fields(paper(*WHOLE), "Ärendet")
    assert list(case) == [
        *("Nämnd", "Förvaltning", "Personnummer", "Kön", "Beslutsnummer", "Lag", "Lagrum", "Verksamhetsområde"),
        *("Insats", "Ansökningsdatum", "Beslutsdatum", "Gränsdag (tre månader)", "Väntan", "Väntans slut"),
        *("Rapporteringsskyldighet", "IVO:s ärendenummer"),
    ]
    # 9 November to 20 June: 21 + 31 + 31 + 28 + 31 + 30 + 31 + 20 = 223.
    assert case["Väntan"] == "223 dagar från beslutet"
    assert case["Väntans slut"] == "Pågår, läget avser 2019-06-20"
    assert case["Personnummer"] == "19121212-1212"
    assert case["Rapporteringsskyldighet"] == "28 f § LSS"
    assert fields(paper(idag=date(2018, 11, 10)), "Ärendet")["Väntan"] == "1 dag från beslutet"


def test_the_arithmetic_line_by_line() -> None:
    """Worked by hand in tests/domain/test_avgiftsrakning.py."""
    made = paper(*WHOLE)
    assert rows(made, "Särskild avgift") == (
        ("Insatsens kostnad per månad", "registrerad", "36\u00a0400"),
        ("Hela månader", "7 × 36\u00a0400", "254\u00a0800"),
        ("Påbörjad månad", "11 av 30 dagar × 36\u00a0400", "13\u00a0347"),
        ("Insatser under tiden", "summan av de antecknade kostnaderna", "57\u00a0500"),
        ("Skillnad", "254\u00a0800 + 13\u00a0347 − 57\u00a0500", "210\u00a0647"),
        ("Påslag", "25 procent av 210\u00a0647", "52\u00a0662"),
        ("Summa", "210\u00a0647 + 52\u00a0662", "263\u00a0309"),
        ("Inom spannet", "lägst 10\u00a0000, högst 1\u00a0000\u00a0000", "263\u00a0309"),
    )
    text = "\n".join(said(made, "Särskild avgift"))
    assert text.startswith("Det här är varken en prognos eller ett råd.")
    assert "Tiden är här räknad från 2018-11-09 till 2019-06-20: 7 hela månader och 11 dagar." in text
    assert "spannet 10\u00a0000–1\u00a0000\u00a0000 kronor" in text
    assert "senast 2020-11-09." in text
    assert "har passerat" not in text
    assert "Räknat på IVO:s sätt blir summan 263\u00a0309 kronor, och den ligger inom spannet." in text
    assert "A3 · myndighetens vägledning: IVO: frågor och svar: hur beloppet" in text
    assert "programmets tolkning: tiden räknas" in text
    assert "hur IVO räknar en påbörjad månad är inte känt" in text
    assert not any(isinstance(b, Lista) for b in under(made, "Särskild avgift"))
    (check,) = (b for b in under(made, "Insatser under tiden") if isinstance(b, Lista))
    (doubt,) = check.punkter
    assert doubt == (
        "Insatsen antecknad 2019-03-05 har ingen sista dag. Kostnaden 9\u00a0500 kronor är ett totalbelopp; "
        "kontrollera att den gäller hela tiden till 2019-06-20."
    )
    assert not any(isinstance(b, Lista) for b in under(paper(KORTTID), "Insatser under tiden"))
    free = paper(LEDSAGNING._replace(kostnad=0))
    assert not any(isinstance(b, Lista) for b in under(free, "Insatser under tiden"))
    begun = paper(LEDSAGNING._replace(fran=date(2019, 3, 4)), event(H.VERKSTALLD, "2019-05-09"))
    (check,) = (b for b in under(begun, "Insatser under tiden") if isinstance(b, Lista))
    assert check.punkter[0].startswith("Insatsen från 2019-03-04 har ingen sista dag.")
    assert check.punkter[0].endswith("till 2019-05-09.")
    assert not any(isinstance(b, Lista) for b in under(paper(KORTTID), "Särskild avgift"))


@pytest.mark.parametrize(
    ("cost", "expected", "last"),
    [
        (2_000, "och den ligger under spannet, vars lägsta belopp är 10\u00a0000 kronor.", "10\u00a0000"),
        (
            900_000,
            "och den ligger över spannet, vars högsta belopp är 1\u00a0000\u00a0000 kronor.",
            "1\u00a0000\u00a0000",
        ),
        (0, "Insatsen kostar enligt registret 0 kronor för den tid som räknas.", "−9\u00a0500"),
        (1_000, "Det som insatserna under tiden har kostat är lika mycket", "−7\u00a0468"),  # 2 × 1 000 + 1/31: 32
    ],
)
def test_outside_the_range_and_nothing_left(cost: int, expected: str, last: str) -> None:
    made = paper(
        *((LEDSAGNING,) if cost <= 1_000 else ()),
        beslut=PRICED._replace(kostnad_manad=cost, beslutsdatum=date(2019, 3, 1)),
        idag=date(2019, 5, 2),
    )
    assert any(expected in text for text in said(made, "Särskild avgift"))
    assert rows(made, "Särskild avgift")[-1][-1] == last


def test_one_month_is_told_in_the_singular_and_a_passed_limit_is_said() -> None:
    text = "\n".join(said(paper(idag=date(2018, 12, 10)), "Särskild avgift"))
    assert "1 hel månad och 1 dag." in text
    assert "senast 2020-11-09. Den dagen har passerat." in "\n".join(
        said(paper(idag=date(2020, 11, 10)), "Särskild avgift")
    )
    assert "har passerat" not in "\n".join(said(paper(idag=date(2020, 11, 9)), "Särskild avgift"))


def test_a_passed_limit_is_said_first_and_at_the_sum() -> None:
    hinder = (
        "Tvåårsgränsen har passerat: en ansökan skulle ha delgetts kommunen senast 2020-11-09. Särskild avgift kan "
        "inte längre begäras för den här väntan."
    )
    first, *others = said(paper(idag=date(2020, 11, 10)), "Särskild avgift")
    assert first == hinder
    (at_the_sum,) = (text for text in others if "blir summan" in text)
    assert at_the_sum.endswith(hinder)
    assert not any("begäras" in text for text in said(paper(idag=date(2020, 11, 9)), "Särskild avgift"))
    unknown = said(paper(beslut=BESLUT, idag=date(2020, 11, 10)), "Särskild avgift")
    assert (unknown[0], sum(hinder in text for text in unknown)) == (hinder, 1)


def test_what_is_missing_and_how_it_is_registered() -> None:
    made = paper(beslut=BARE, identitet=None, namnd=None)
    assert rows(made, "Det som saknas") == (
        ("Nämnd", "namnd i kommun.toml"),
        ("Förvaltning", "forvaltning i kommun.toml"),
        ("IVO:s ärendenummer", ROW.replace(";text", ";diarienummer").replace(";{};TEXT", ";ivo_arende;NUMMER")),
        ("Personnummer", "ejv ratta B-9 --personnummer"),
        ("Lagrum", "ejv ratta B-9 --lagrum"),
        ("Skäl till dröjsmålet", "ejv skal B-9 KOD"),
        ("Vad väntan betyder för den enskilde", ROW.format("konsekvens")),
        ("Åtgärder för att verkställa", "ejv atgard B-9"),
        ("Uppföljning av behovet", ROW.format("uppfoljning")),
        ("Plan för verkställighet med datum", "ejv planera B-9 DATUM"),
        ("Kommunens beräknade kostnad för insatsen", "ejv ratta B-9 --kostnad-manad"),
    )
    assert said(made, "Det som saknas")[-1] == (
        "Inget är antecknat om erbjudanden eller insatser under tiden. Har det förekommit ska det registreras."
    )
    for heading in ("Skäl till dröjsmålet", "Vad väntan betyder för den enskilde", "Plan för verkställighet"):
        assert said(made, heading) == ["Uppgift saknas."]
    assert said(made, "Erbjudanden och svar") == ["Inga erbjudanden är antecknade."]
    assert said(made, "Insatser under tiden") == ["Inga insatser under tiden är antecknade."]
    assert said(made, "Kommunens beräknade kostnad för insatsen") == ["Uppgift saknas."]
    case = fields(made, "Ärendet")
    assert {case[name] for name in ("Nämnd", "Förvaltning", "Personnummer", "Kön", "Lagrum")} == {"Uppgift saknas"}
    assert any("kan inte visas: en kostnad saknas i registret" in t for t in said(made, "Särskild avgift"))
    assert not any(isinstance(b, Tabell) for b in under(made, "Särskild avgift"))


def gaps(*handelser: Handelse, **falt: object) -> list[str]:
    return [gap.vad for gap in missing_in_yttrande(content(*handelser, **falt))]


def test_partial_facts_are_told_as_far_as_they_go() -> None:
    partial = (
        event(H.SKAL, "2019-01-09", "Lång kö."),
        event(H.SKAL, "2019-01-10", ansvar=Ansvar.ANNAN),
        event(H.SKAL, "2019-01-11"),
        event(H.ERBJUDANDE, "2019-02-01", "Ängen."),
        event(H.INSATS_UNDER_TIDEN, "2019-02-05"),
        event(H.DELVIS_VERKSTALLD, "2019-02-06"),
        event(H.PLANERAD, "2019-03-20", "Kanske i höst."),
        KONSEKVENS,
        event(H.ATGARD, "2019-03-21"),
    )
    assert gaps(*partial) == [
        "IVO:s ärendenummer",
        *("vems skälet 2019-01-09 är", "vems skälet 2019-01-11 är", "vilken del som inte är verkställd"),
        *("svar på erbjudandet 2019-02-01", "kostnad för insatsen antecknad 2019-02-05"),
        *("uppföljning av behovet", "plan för verkställighet med datum"),
    ]
    made = paper(*partial)
    assert fields(made, "Skäl till dröjsmålet") == {
        "2019-01-09": "Lång kö. Vems skälet är: uppgift saknas.",
        "2019-01-10": "Skälet ligger hos annan.",
        "2019-01-11": "Uppgift saknas",
    }
    assert fields(made, "Erbjudanden och svar") == {"2019-02-01": "Ängen. Svar: uppgift saknas."}
    assert rows(made, "Insatser under tiden") == (("Antecknad 2019-02-05", "–", "Uppgift saknas", "Uppgift saknas"),)
    assert fields(made, "Plan för verkställighet") == {
        "Antecknat 2019-03-20": "Planerat till uppgift saknas. Kanske i höst."
    }
    assert fields(made, "Ärendet")["Del som inte är verkställd"] == "2019-02-06: uppgift saknas"
    assert fields(made, "Åtgärder för att verkställa") == {"2019-03-21": "Uppgift saknas"}
    assert not_noted(content(*partial).arende) == ()


@pytest.mark.parametrize(("cost", "there"), [(None, False), (-1, False), (0, True)])
def test_a_cost_of_nothing_is_known_a_negative_is_not(cost: int | None, there: bool) -> None:  # noqa: FBT001
    missing = "kommunens beräknade kostnad för insatsen"
    assert (missing not in gaps(beslut=PRICED._replace(kostnad_manad=cost))) is there
    insats = LEDSAGNING._replace(kostnad=cost)
    assert ("kostnad för insatsen antecknad 2019-03-05" not in gaps(insats)) is there


def test_costs_hinder_the_counting_as_findings() -> None:
    _, faults = build_yttrande(underlag(LEDSAGNING._replace(kostnad=-5), beslut=BESLUT))
    assert [b.kod for b in faults] == ["kostnad_saknas", "insatskostnad_negativ"]
    made = paper(LEDSAGNING._replace(kostnad=-5))
    assert rows(made, "Insatser under tiden")[-1] == ("Summa", "", "", "−5")


def test_a_struck_event_is_not_told_and_a_corrected_one_as_it_now_is() -> None:
    wrong = event(H.INSATS_UNDER_TIDEN, "2019-03-05", "Ledsagning.", kostnad=1)
    right = event(H.INSATS_UNDER_TIDEN, "2019-03-05", "Ledsagning.", kostnad=2, ersatter=wrong.id)
    gone = event(H.MAKULERAD, "2019-02-01", ersatter=ERBJUDANDE.id)
    made = content(wrong, right, ERBJUDANDE, gone)
    assert [i.kostnad for i in made.arende.andra_insatser] == [2]
    assert made.avgift is not None
    assert made.avgift.rakning is not None
    assert made.avgift.rakning.under_tiden == 2
    assert made.arende.erbjudanden == ()


def test_an_avbrott_is_told_by_its_own_days() -> None:
    events = (
        event(H.VERKSTALLD, "2018-12-01"),
        event(H.INSATS_UNDER_TIDEN, "2018-11-20", "Före.", kostnad=1_000_000),
        event(H.AVBROTT, "2019-03-01", "Kontaktpersonen slutade."),
        event(H.ATGARD, "2019-03-10", "Annonserat."),
    )
    made = paper(*events)
    case = fields(made, "Ärendet")
    # 1 March to 20 June: 30 + 30 + 31 + 20 = 111 days; 3 whole months, 19 of the 30 days of June.
    assert case["Väntan"] == "111 dagar från avbrottet"
    assert case["Avbrottsdatum"] == "2019-03-01"
    assert case["Om avbrottet"] == "Kontaktpersonen slutade."
    assert rows(made, "Särskild avgift")[1] == ("Hela månader", "3 × 36\u00a0400", "109\u00a0200")
    assert rows(made, "Särskild avgift")[2][1] == "19 av 30 dagar × 36\u00a0400"
    assert rows(made, "Särskild avgift")[3][2] == "0"
    assert "senast 2021-03-01." in "\n".join(said(made, "Särskild avgift"))


def test_a_wait_that_has_ended_needs_no_plan() -> None:
    made = paper(event(H.VERKSTALLD, "2019-05-09", "Flyttade in."))
    case = fields(made, "Ärendet")
    assert case["Väntans slut"] == "Verkställt 2019-05-09"
    assert case["Om slutet"] == "Flyttade in."
    assert said(made, "Plan för verkställighet") == ["Insatsen ges; ingen plan behövs."]
    assert "plan för verkställighet med datum" not in gaps(event(H.VERKSTALLD, "2019-05-09"))
    assert rows(made, "Särskild avgift")[2] == ("Påbörjad månad", "0 av 31 dagar × 36\u00a0400", "0")
    closed = paper(event(H.AVSLUTAD, "2019-05-09", orsak=Avslutsorsak.ATERKALLAD))
    assert said(closed, "Plan för verkställighet") == ["Beslutet är avslutat; ingen plan behövs."]


def test_in_time_and_outside_the_law_nothing_is_counted() -> None:
    made, faults = build_yttrande(underlag(event(H.VERKSTALLD, "2019-02-09"), beslut=BESLUT))
    assert (made.avgift, faults) == (None, ())
    in_time = paper(event(H.VERKSTALLD, "2019-02-09"))
    assert said(in_time, "Särskild avgift") == ["Väntan tog slut på gränsdagen eller före. Ingen avgift räknas."]
    assert fields(in_time, "Ärendet")["Rapporteringsskyldighet"] == (
        "Rapporteras inte: väntan tog slut på gränsdagen 2019-02-09 eller före"
    )
    reported = underlag(event(H.VERKSTALLD, "2019-02-09"))
    known = reported._replace(fall=reported.fall._replace(rapporterat=Rapporterat(rapporterad=True)))
    told = build_yttrandepapper(KOMMUN, build_yttrande(known)[0]).dokument
    assert fields(told, "Ärendet")["Rapporteringsskyldighet"] == "28 f § LSS"
    outside = paper(beslut=PRICED._replace(lagrum="7 § LSS"))
    assert "känner ingen källa" in said(outside, "Särskild avgift")[0]
    assert fields(outside, "Ärendet")["Rapporteringsskyldighet"].startswith("Rapporteras inte: lagrummet")


def test_a_dom_is_told_as_one_and_has_a_fee() -> None:
    made = paper(beslut=PRICED._replace(ursprung=Ursprung.DOM))
    case = fields(made, "Ärendet")
    assert case["Slag av beslut"] == "Dom"
    assert case["Rapporteringsskyldighet"] == "Rapporteras inte: rätten till insatsen följer av en dom"
    assert "Den dagen finns inte i registret" in "\n".join(said(made, "Särskild avgift"))
    assert rows(made, "Särskild avgift")[1][2] == "254\u00a0800"


def test_what_the_counting_leaves_out_is_said() -> None:
    lov = event(H.SENARELAGD_LOV, "2019-02-01", till=date(2019, 4, 1))
    part = event(H.DELVIS_VERKSTALLD, "2019-02-06", "Kvällarna saknas.")
    early = KORTTID._replace(id=9001, fran=date(2018, 11, 8), till=None)
    late = KORTTID._replace(id=9002, fran=None, till=date(2019, 6, 21))
    inside = KORTTID._replace(id=9003, fran=date(2018, 11, 9), till=date(2019, 6, 20))
    sol = PRICED._replace(lag=Lag.SOL, lagrum="4 kap. 1 § SoL")
    made = paper(lov, part, early, late, inside, beslut=sol)
    (held,) = (b for b in under(made, "Särskild avgift") if isinstance(b, Lista))
    assert [p.split(".")[0] for p in held.punkter] == [
        "Bara en del av insatsen är inte verkställd",
        "Insatsen från 2018-11-08 sträcker sig utanför den räknade tiden",
        "Insatsen antecknad 2019-02-05 till 2019-06-21 sträcker sig utanför den räknade tiden",
    ]
    text = "\n".join(said(made, "Särskild avgift"))
    assert "Den tid som verkställigheten är senarelagd räknas inte." in text
    # 1 February to 1 April: 28 + 31 + 1 days; of 223 days 163 are left, to 21 April: 5 months and 12 days.
    assert (
        "Väntan är från 2018-11-09 till 2019-06-20. 60 dagar är borträknade, eftersom verkställigheten då har varit "
        "senarelagd på den enskildes begäran. Kvar att räkna är 5 hela månader och 12 dagar." in text
    )
    assert "särskild avgift (34 kap." not in text
    (remarks,) = (b for b in under(made, "Att uppmärksamma") if isinstance(b, Lista))
    assert "senarelagd" in remarks.punkter[0]


def test_a_protected_person_is_said_at_the_top() -> None:
    made = paper(beslut=PRICED._replace(skyddad=True))
    assert made.block[1] == Rubrik("SKYDDADE PERSONUPPGIFTER")
    assert said(made, "SKYDDADE PERSONUPPGIFTER")[0].startswith("Den enskilde har skyddade personuppgifter.")
    assert "formulär" not in said(made, "SKYDDADE PERSONUPPGIFTER")[0]


def test_a_postponement_without_a_last_day_is_said_at_the_sum() -> None:
    sol = PRICED._replace(lag=Lag.SOL, lagrum="4 kap. 1 § SoL")
    first, *others = said(paper(event(H.SENARELAGD_LOV, "2019-02-01"), beslut=sol), "Särskild avgift")
    assert first.startswith("Verkställigheten har senarelagts på den enskildes begäran utan att sista dagen")
    assert any("blir summan" in text and text.endswith(first) for text in others)
    lss = said(paper(event(H.SENARELAGD_LOV, "2019-02-01")), "Särskild avgift")
    assert not any("senarelagts" in text for text in lss)


def test_one_day_that_does_not_count_and_no_time_at_all() -> None:
    sol = PRICED._replace(lag=Lag.SOL, lagrum="4 kap. 1 § SoL")
    one = event(H.SENARELAGD_LOV, "2019-02-01", till=date(2019, 2, 1))
    assert any("1 dag är borträknad," in text for text in said(paper(one, beslut=sol), "Särskild avgift"))
    all_of_it = event(H.SENARELAGD_LOV, "2018-11-09", till=date(2019, 12, 1))
    assert any(text.startswith("Ingen tid räknas:") for text in said(paper(all_of_it, beslut=sol), "Särskild avgift"))


def test_an_insats_that_ends_before_it_begins_is_missing_its_days_and_is_not_subtracted() -> None:
    wrong = KORTTID._replace(till=date(2019, 2, 5))
    assert "rätt dagar för insatsen antecknad 2019-02-05 (den slutar före den dag då den börjar)" in gaps(wrong)
    made = paper(wrong)
    assert any("kan inte visas" in text for text in said(made, "Särskild avgift"))
    assert not any(isinstance(b, Tabell) for b in under(made, "Särskild avgift"))
