# ruff: noqa: E501 — a table of sentences is read by its columns
"""Steps in words: every outcome that a rule can give has a sentence, and the sentence tells the fact."""

from datetime import date

import pytest

from ejverkstallda.domain import forklaring, kallor
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag, Omfattning, Ursprung, Vantanslag
from ejverkstallda.domain.historik import Rapporterat, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagval import R16
from ejverkstallda.domain.motivering import Faktum, Steg
from ejverkstallda.domain.rapportering import R14, R15, Fall, Ram
from ejverkstallda.domain.vantan import derive_forlopp
from ejverkstallda.report.forklaring_ord import _ORD, sentence, support

Q1, Q2 = Kvartal(2019, 1), Kvartal(2019, 2)
LATER = date(2020, 1, 1)
H = Handelseslag
FORE = Rapporterat(rapporterad=True)


def ram(kvartal: Kvartal = Q1, idag: date = LATER, first: Kvartal | None = None) -> Ram:
    return Ram(kvartal, kvartal.last_day, date(2019, 4, 30), idag, first)


def texts(
    *events: Handelse, of: Ram | None = None, rapporterat: Rapporterat | None = None, nr: int = 0, **fields: object
) -> list[str]:
    start = fields.pop("datum", date(2018, 11, 9))
    beslut = Beslut("1", start, fields.pop("lag", Lag.LSS), "x", **fields)  # type: ignore[arg-type]  # fields by name
    pairs, _ = attach_history(beslut, events, derive_forlopp(beslut, events))
    vantan, reported = pairs[nr]
    fall = Fall(beslut, vantan, rapporterat or reported)
    return [sentence(s) for s in forklaring.explain(fall, events, of or ram()).steg]


def event(slag: Handelseslag, day: date, **fields: object) -> Handelse:
    return Handelse(1, day, slag, **fields)  # type: ignore[arg-type]  # fields by name


MARS = date(2019, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            texts(),
            "Gränsdagen är 2019-02-09: dagen med samma nummer tre månader efter 2018-11-09, eller månadens sista dag om numret saknas.",
        ),
        (texts(), "Lagrum är inte angivet"),
        (texts(lagrum="9 § 9 LSS"), "Beslutet omfattas av rapporteringsskyldigheten. Lagrum: 9 § 9 LSS."),
        (texts(lagrum="7 § LSS"), "Lagrummet 7 § LSS hör inte till dem"),
        (texts(lagrum="7 § LSS"), "Väntan omfattas inte av rapporteringsskyldigheten, hur länge den än varar."),
        (texts(lagrum="9 § 1 LSS"), "Råd och stöd är regionens uppgift"),
        (texts(lagrum="??"), "Lagrummet kan inte läsas"),
        (texts(lag=Lag.SOL, lagrum="11 kap. 1 §"), "Lagrummet hör till den socialtjänstlag som inte gällde"),
        (texts(lagrum="4 kap. 1 § SoL"), "Lagrummet hör till en annan lag"),
        (texts(ursprung=Ursprung.DOM), "Domar rapporteras inte"),
        (texts(ursprung=Ursprung.DOM), "För en dom räknas två år från laga kraft."),
        (texts(bosattningskommun="1440"), "bosatt i en annan kommun (kommunkod 1440)"),
        (texts(bosattningskommun="1440"), "mot IVO och fullmäktige men inte mot revisorerna."),
        (
            texts(event(H.ERBJUDANDE, MARS, svar=False)),
            "Ett erbjudande lämnades 2019-03-01, och den enskilde tackade nej. Det avslutar inte väntan.",
        ),
        (
            texts(event(H.DELVIS_VERKSTALLD, MARS, text="3 av 5 timmar saknas")),
            "den del som inte har börjat. Antecknat om delen: ”3 av 5 timmar saknas”.",
        ),
        (
            texts(event(H.DELVIS_VERKSTALLD, MARS, text="Ring 070-174 06 35 om resten")),
            "Antecknat om delen: ”Ring [uppgift borttagen] om resten”.",
        ),
        (texts(event(H.DELVIS_VERKSTALLD, MARS)), "Vilken del det gäller är inte antecknat."),
        (texts(event(H.AVBROTT, MARS)), "När insatsen började är inte registrerat, men den avbröts 2019-03-01."),
        (
            texts(event(H.AVBROTT, MARS, omfattning=Omfattning.DELVIS, text="nätterna"), nr=1),
            "avbröts delvis 2019-03-01. En ny väntan börjar den dagen, för den del som avbröts. Antecknat om delen: ”nätterna”.",
        ),
        (texts(ursprung=Ursprung.FORHANDSBESKED), "Lagrummet prövas inte för ett förhandsbesked."),
        (texts(of=ram(Q2, first=Q2)), "Registrets första kvartal är 2019Q2."),
        (texts(of=ram(Q2, first=Q2)), "Registret har ingen uppgift om att väntan har rapporterats."),
        (texts(of=ram(Q2, first=Q2)), "Väntan räknas som redan rapporterad och pågick."),
        (texts(of=ram(idag=date(2019, 2, 9))), "Gränsdagen 2019-02-09 har inte passerat."),
        (
            texts(event(H.AVSLUTAD, date(2019, 5, 2)), ursprung=Ursprung.DOM, rapporterat=FORE),
            "Grupp: avslutad, som felregistrerad 2019-03-31. Så redovisar kvartalet den, sedd vid slutet av 2019-03-31, oavsett om",
        ),
        (texts(event(H.SVAR, MARS, svar=False)), "Den enskilde svarade nej 2019-03-01."),
        (
            texts(event(H.SENARELAGD_LOV, MARS), lag=Lag.SOL),
            "senarelagd på den enskildes begäran, antecknat 2019-03-01",
        ),
        (texts(event(H.SENARELAGD_LOV, MARS, till=LATER), lag=Lag.SOL), "begäran till 2020-01-01, antecknat"),
        (texts(event(H.VERKSTALLD, MARS)), "Insatsen började 2019-03-01. Väntan tog slut den dagen."),
        (
            texts(event(H.VERKSTALLD, date(2019, 2, 9))),
            "Väntan tog slut 2019-02-09, på gränsdagen 2019-02-09 eller före.",
        ),
        (texts(event(H.AVSLUTAD, MARS)), "Beslutet avslutades 2019-03-01 utan att insatsen hade börjat. Väntan"),
        (texts(), "Grupp: ny. Inget tidigare kvartal har rapporterat väntan. Läget avser slutet av 2019-03-31."),
        (texts(rapporterat=FORE), "Väntan rapporterades innan registret togs i bruk."),
        (texts(rapporterat=FORE), "Grupp: fortsatt ej verkställd."),
        (
            texts(event(H.VERKSTALLD, MARS), rapporterat=FORE),
            "Grupp: verkställd. Väntan har rapporterats tidigare och tog slut 2019-03-01.",
        ),
        (texts(event(H.AVSLUTAD, MARS), rapporterat=FORE), "Grupp: avslutad utan verkställighet."),
        (texts(ursprung=Ursprung.DOM, rapporterat=FORE), "redovisas en sista gång i 2019Q1, som felregistrerad"),
        (
            texts(rapporterat=Rapporterat(rapporterad=True, forst=Q2)),
            "rapporterades första gången i ett senare kvartal",
        ),
        (
            texts(rapporterat=Rapporterat(rapporterad=True, forst=Q1, slutrapporterad=True, slut=Q1), of=ram(Q2)),
            "Dess slut rapporterades i 2019Q1.",
        ),
        (
            texts(rapporterat=Rapporterat(rapporterad=True, slutrapporterad=True)),
            "Dess slut rapporterades före registret.",
        ),
        (texts(rapporterat=Rapporterat(rapporterad=True, slutrapporterad=True)), "Slutet har redan rapporterats."),
        (texts(of=ram(idag=date(2019, 2, 1))), "Gränsdagen ligger kvar i kvartalet, sedd från 2019-02-01."),
        (
            texts(of=ram(idag=date(2019, 2, 1))),
            "Statusdagen är 2019-03-31 och har inte passerat; svaret är preliminärt.",
        ),
        (texts(datum=date(2019, 2, 1)), "Väntan hör inte till kvartalets rapport: gränsdagen har inte passerat."),
        (texts(ursprung=Ursprung.DOM), "Väntan hör inte till kvartalets rapport: den är inte rapporteringspliktig."),
        (texts(of=ram(Q2, first=Q2)), "Den räknas som redan rapporterad."),
        (texts(event(H.VERKSTALLD, MARS), of=ram(Q2, first=Q2)), "Väntan tog slut före registrets första kvartal"),
        (texts(datum=date(2026, 1, 1)), "är spannet 15\u00a0000–1\u00a0500\u00a0000 kronor."),
        (texts(), "inom två år från 2018-11-09: senast 2020-11-09."),
        (texts(lag=Lag.SOL), "Rapporteringsskyldigheten följer av 16 kap. 6 f § SoL (2001:453)."),
    ],
)
def test_sentences(text: list[str], expected: str) -> None:
    assert any(expected in sentence_ for sentence_ in text), text


def test_both_acts_are_cited_for_an_old_decision_in_a_new_quarter() -> None:
    of = Ram(Kvartal(2025, 3), date(2025, 9, 30), date(2025, 10, 31), date(2026, 1, 1))
    found = texts(lag=Lag.SOL, datum=date(2025, 6, 1), of=of)
    assert "Rapporteringsskyldigheten följer av 34 kap. 1 § SoL (2025:400) och 16 kap. 6 f § SoL (2001:453)." in found


def test_an_avbrott_and_its_end() -> None:
    events = (
        event(H.VERKSTALLD, date(2018, 11, 20)),
        Handelse(2, date(2018, 12, 1), H.AVBROTT),
        Handelse(3, date(2019, 3, 5), H.ATERUPPTAGEN),
    )
    found = texts(*events, nr=1)
    assert "Verkställigheten avbröts 2018-12-01. En ny väntan börjar den dagen." in found
    assert "Insatsen återupptogs 2019-03-05. Väntan tog slut den dagen." in found


def test_a_quarter_before_the_first_that_counted() -> None:
    assert sentence(Steg(R15, "gransdag_efter_kvartalet", ())) == "Gränsdagen ligger efter kvartalet."
    assert "slut" in sentence(Steg(R14, "slut_rapporterat", ())).casefold()


def test_an_outcome_without_words_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        sentence(Steg(R14, "något nytt", (Faktum("x", 1),)))


def test_every_kind_of_vantan_has_words() -> None:
    assert {("R1", slag.value) for slag in Vantanslag} <= set(_ORD)


def test_a_decision_that_has_moved_says_where_to() -> None:
    told = Rapporterat(rapporterad=True, forst=Q1, cell=("Norra", Lag.LSS))
    moved = texts(of=ram(Q2), rapporterat=told, namnd="Södra")
    assert any("Beslutet har flyttats till Södra, LSS sedan väntan rapporterades." in t for t in moved)
    other_law = texts(of=ram(Q2), rapporterat=told, lag=Lag.SOL)
    assert any("Beslutet har flyttats till SoL sedan väntan rapporterades." in t for t in other_law)


def test_what_is_gone_is_told_as_gone() -> None:
    told = event(H.RAPPORTERAD, date(2019, 4, 30), vantan=Vantanslag.AVBROTT, vantan_start=MARS)
    found = texts(told, of=ram(Q2), nr=1)
    assert found[0] == (
        "Ett avbrott 2019-03-01 har rapporterats, men det är makulerat eller finns inte kvar bland händelserna."
    )
    assert any("är makulerad eller finns inte kvar bland händelserna. Den redovisas en sista gång" in t for t in found)
    assert not any("omfattas" in t or "avbröts" in t for t in found)
    gone = sentence(Steg(R14, "beslut_makulerat", (Faktum("start", MARS),)))
    assert gone == "Beslutet 2019-03-01 har rapporterats men är nu makulerat."


def test_rad_och_stod_that_is_the_municipalitys_needs_no_check() -> None:
    found = sentence(Steg(R16, "kommunens_uppgift", ()))
    assert "kommunen rapporterar" in found
    assert "Kontrollera" not in found


def test_the_support_names_each_source_apart_with_its_kind_and_reservation() -> None:
    of = Steg(R14, "i_rapporten", (), (kallor.LSS_28F, kallor.IVO_PERIODER, kallor.TOLKNING_DOM, kallor.TOLKNING_AKT))
    assert support(of) == (
        "R14 · lag: 28 f § LSS · myndighetens vägledning: IVO: rapporteringsperioder, uppgift från 2019 (förbehåll: "
        "senare års perioder saknas) · programmets tolkning: en dom är inget beslut av nämnden och rapporteras inte, "
        "men följs; om beslutet omfattas prövas efter lagen på beslutsdatum; vilken paragraf plikten följer av avgörs "
        "av lagen på kvartalets sista dag"
    )
