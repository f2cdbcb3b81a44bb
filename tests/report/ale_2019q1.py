"""The model quarter, Ale 2019Q1: facts of a published paper, run through the domain's own rules.

The paper does not say which of the two new decisions concerned the woman; here the first does.
"""

from datetime import date

from ejverkstallda.domain.beslut import Avslutsorsak, Beslut, Handelse, Handelseslag, Kon, Lag
from ejverkstallda.domain.historik import attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, build_kvartalsbild
from ejverkstallda.domain.rapportering import Fall, Ram
from ejverkstallda.domain.vantan import derive_forlopp
from ejverkstallda.report.kommun import Diarienummer, Expediering, Kommun, Namnd, Person
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.underlag import Underlag

KVARTAL = Kvartal(2019, 1)
VUXNA = ("bostad med särskild service för vuxna", "bostad_vuxna")
BARN = ("bostad med särskild service för barn eller ungdomar", "bostad_barn_unga")
KONTAKT = ("kontaktperson", "kontaktperson_lss")

_VERKSTALLD, _AVSLUTAD = Handelseslag.VERKSTALLD, Handelseslag.AVSLUTAD

_BESLUT = (
    ("1306312", date(2018, 11, 9), VUXNA, Kon.KVINNA, ()),
    ("1306971", date(2018, 11, 21), VUXNA, Kon.MAN, ()),
    ("1299042", date(2018, 6, 25), BARN, None, ((_AVSLUTAD, date(2018, 12, 11)),)),
    ("1277881", date(2017, 6, 9), KONTAKT, None, ((_AVSLUTAD, date(2019, 1, 31)),)),
    ("1294831", date(2018, 4, 10), VUXNA, None, ((_VERKSTALLD, date(2019, 3, 1)),)),
    ("1293974", date(2018, 3, 26), VUXNA, None, ((_VERKSTALLD, date(2019, 3, 15)),)),
    ("1288592", date(2018, 1, 13), VUXNA, None, ()),
    ("1299459", date(2018, 6, 28), KONTAKT, None, ()),
    ("1301520", date(2018, 8, 16), VUXNA, None, ()),
    (
        "1302579",
        date(2018, 2, 1),  # the paper gives the day of the avbrott only; the decision's own day is invented
        KONTAKT,
        None,
        ((_VERKSTALLD, date(2018, 3, 1)), (Handelseslag.AVBROTT, date(2018, 10, 8))),
    ),
    ("1301490", date(2018, 8, 15), KONTAKT, None, ()),
)
NYA = ("1306312", "1306971")

ALE = Kommun(
    namn="Ale kommun",
    adress=("Ale kommun",),
    postadress="SE-449 80 Alafors",
    organisationsnummer="212000-1439",
    telefon="0303-70 30 00",
    epost="kommun@ale.se",
    webb="www.ale.se",
    namnder=(
        Namnd(
            "Omsorgs- och arbetsmarknadsnämnden",
            kortnamn="oan",
            forvaltning="Sektor arbete, trygghet och omsorg",
            diarienummer=Diarienummer("", ((KVARTAL, "OAN.2019.17"),)),
            rapportor=Person("Påhittad Person", "systemförvaltare"),
            handlaggare=Person("Prov Provsson", "handläggare", "prov@ale.example"),
            underskrifter=(
                Person("Påhittad Person", "Systemförvaltare"),
                Person("Test Testsson", "Administrativ chef"),
            ),
            expediering=Expediering(("Kommunfullmäktige", "Kommunrevisionen"), ("Verksamhetschef äldreomsorg",)),
        ),
    ),
)


def _fall(index: int) -> list[Fall]:
    nummer, datum, (insats, kod), kon, slut = _BESLUT[index]
    beslut = Beslut(nummer, datum, Lag.LSS, insats, kod, kon=kon, verksamhetsomrade="Funktionshinder")
    events = [
        Handelse(i, dag, slag, orsak=Avslutsorsak.ERSATT if slag is _AVSLUTAD else None)
        for i, (slag, dag) in enumerate(slut, 1)
    ]
    if nummer not in NYA:
        events.append(Handelse(90, date(2018, 12, 31), Handelseslag.RAPPORTERAD))
    pairs, _ = attach_history(beslut, events, derive_forlopp(beslut, events))
    return [Fall(beslut, vantan, rapporterat, index * 10 + n) for n, (vantan, rapporterat) in enumerate(pairs)]


def ale_bild(ram: Ram) -> Kvartalsbild:
    return build_kvartalsbild([fall for i in range(len(_BESLUT)) for fall in _fall(i)], ram)


def ale_underlag() -> Underlag:
    ram = Ram(KVARTAL, date(2019, 3, 31), date(2019, 4, 30), date(2019, 5, 13))
    notes = {
        0: (
            Notering(date(2019, 3, 15), "Den enskilde har svarat ja på erbjudandet."),
            Notering(date(2019, 2, 18), "Erbjudande om bostad har lämnats."),
        )
    }
    return Underlag(ram, ale_bild(ram), Lag.LSS, ALE, date(2019, 5, 13), ALE.namnder[0], noteringar=notes)
