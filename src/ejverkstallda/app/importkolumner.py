"""The columns of the import files: what they are called, hold and mean. Template and export are made of them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelseslag,
    IvoSlag,
    Kon,
    Lag,
    Omfattning,
    SkalKod,
    Ursprung,
    Vantanslag,
)
from ejverkstallda.writers.xlsxfil import Form

_JA_NEJ: Final = ("ja", "nej")


class Importkolumn(NamedTuple):
    """A column of an import file: name, meaning, an example, form, the codes it takes, and whether it must be filled.

    `forfluten`: a date that cannot lie in the future. `bredd` is in characters.
    """

    namn: str
    betyder: str
    exempel: str = ""
    form: Form = Form.TEXT
    koder: tuple[str, ...] = ()
    kravs: bool = False
    forfluten: bool = False
    bredd: int = 16


def _codes(codes: Iterable[StrEnum], hide: StrEnum | None = None) -> tuple[str, ...]:
    return tuple(c.value for c in codes if c is not hide)


BESLUT: Final[tuple[Importkolumn, ...]] = (
    Importkolumn("beslutsnummer", "Beslutets nummer i verksamhetssystemet.", "2026-101", kravs=True),
    Importkolumn("beslutsdatum", "Dagen beslutet fattades.", "2026-04-14", Form.DATUM, kravs=True, forfluten=True),
    Importkolumn("lag", "Lagen som beslutet är fattat enligt.", "LSS", koder=_codes(Lag), kravs=True, bredd=8),
    Importkolumn(
        "insats",
        "Det stöd som beslutet gäller. Insatser som programmet känner står längst ner; annan text behålls som den är.",
        "daglig verksamhet",
        kravs=True,
        bredd=32,
    ),
    Importkolumn("lagrum", "Paragrafen. Tomt räknas som att beslutet ska rapporteras.", "9 § 10 LSS", bredd=22),
    Importkolumn("verksamhetsomrade", "Den del av omsorgen som insatsen hör till.", "Funktionsstöd", bredd=22),
    Importkolumn("namnd", "Nämnden som fattade beslutet, om registret har flera.", "Omsorgsnämnden", bredd=24),
    Importkolumn("kon", "Kön: K (kvinna) eller M (man).", "K", koder=_codes(Kon), bredd=6),
    Importkolumn(
        "ursprung",
        "Varifrån beslutet kommer. Tomt är beslut. En dom följs men rapporteras inte.",
        "beslut",
        koder=_codes(Ursprung),
    ),
    Importkolumn("ansokningsdatum", "Dagen ansökan kom in.", "2026-03-02", Form.DATUM, forfluten=True),
    Importkolumn("galler_till", "Sista dagen för ett tidsbegränsat beslut.", "2027-04-30", Form.DATUM),
    Importkolumn("enhet", "Enheten som har hand om ärendet.", "Vuxenenheten", bredd=22),
    Importkolumn("handlaggare", "Den som har hand om ärendet.", "Team Väst", bredd=22),
    Importkolumn(
        "personnummer", "Tolv siffror, eller IVO:s ersättningsnummer. Fyll i bara om ni behöver det.", "", bredd=18
    ),
    Importkolumn("kallsystem", "Verksamhetssystemet, om registret läser ur flera.", "Omsorgen"),
    Importkolumn("skyddad", "Om den enskilde har skyddade personuppgifter.", "nej", koder=_JA_NEJ, bredd=9),
    Importkolumn("bosattningskommun", "Kommunkod, när en annan kommun är bosättningskommun.", "9902", bredd=18),
    Importkolumn("ersatter", "Numret på beslutet som det här träder i stället för.", "2025-77"),
    Importkolumn("tidigare_nummer", "Numret som samma beslut hade förut, till exempel i ett äldre system.", "1306312"),
    Importkolumn("kostnad_manad", "Beräknad kostnad i hela kronor per månad.", "12500", Form.TAL),
)
HANDELSER: Final[tuple[Importkolumn, ...]] = (
    Importkolumn("beslutsnummer", "Beslutet som händelsen gäller.", "2026-101", kravs=True),
    Importkolumn("datum", "Dagen det hände.", "2026-08-03", Form.DATUM, kravs=True, forfluten=True),
    Importkolumn(
        "handelse",
        "Vad som hände. Vart och ett förklaras längre ner.",
        "erbjudande",
        koder=_codes(Handelseslag, Handelseslag.MAKULERAD),
        kravs=True,
        bredd=20,
    ),
    Importkolumn(
        "text", "Fri text, kort och neutral: inga namn eller personnummer.", "Plats på Björkgården.", bredd=60
    ),
    Importkolumn("svar", "Svaret, vid erbjudande eller svar.", "nej", koder=_JA_NEJ, bredd=6),
    Importkolumn(
        "orsak", "Vid avslutad: varför.", "behov_upphort", koder=_codes(Avslutsorsak, Avslutsorsak.FELREGISTRERAD)
    ),
    Importkolumn("kvartal", "Vid historik: kvartalet som rapporterade. Tomt är före registret.", "2025Q4", bredd=9),
    Importkolumn("vantan", "Vid historik: vilken väntan som menas.", "beslut", koder=_codes(Vantanslag), bredd=9),
    Importkolumn("vantan_start", "Vid historik: dagen väntan började.", "2025-09-01", Form.DATUM, forfluten=True),
    Importkolumn("kallsystem", "Verksamhetssystemet, om flera beslut har samma nummer.", "Omsorgen"),
    Importkolumn(
        "handelse_id", "Händelsens nummer i verksamhetssystemet. Samma nummer med annat innehåll rättar.", "H-4711"
    ),
    Importkolumn("skal_kod", "Vid skal: skälet till dröjsmålet.", "saknar_plats", koder=_codes(SkalKod), bredd=22),
    Importkolumn("ansvar", "Vid skal: hos vem skälet ligger.", "kommunen", koder=_codes(Ansvar), bredd=11),
    Importkolumn("fran", "Vid insats_under_tiden: första dagen.", "2026-06-01", Form.DATUM),
    Importkolumn("till", "Vid insats_under_tiden eller senarelagd_lov: sista dagen.", "2026-09-30", Form.DATUM),
    Importkolumn(
        "kostnad",
        "Vid insats_under_tiden: vad insatsen har kostat sammanlagt hela tiden, kronor. Inte per månad.",
        "8000",
        Form.TAL,
        bredd=10,
    ),
    Importkolumn("planerat_datum", "Vid planerad: dagen insatsen väntas börja.", "2027-01-15", Form.DATUM),
    Importkolumn("diarienummer", "Vid ivo_arende eller skickad_ivo: ärendets nummer.", "3.1-00001/2026", bredd=18),
    Importkolumn("slag", "Vid skickad_ivo: vad som skickades.", "ny", koder=_codes(IvoSlag), bredd=12),
    Importkolumn("kvittens", "Vid skickad_ivo: IVO:s kvittens.", "", bredd=18),
    Importkolumn("omfattning", "Vid avbrott: hela insatsen eller en del.", "helt", koder=_codes(Omfattning), bredd=11),
)
HANDELSE_BETYDER: Final = {
    Handelseslag.KOMMENTAR: "Läget i ärendet. Varje väntande fall behöver en i kvartalet.",
    Handelseslag.SKAL: "Skälet till att det dröjer: skal_kod, ansvar, text.",
    Handelseslag.ATGARD: "Vad kommunen har gjort för att verkställa beslutet.",
    Handelseslag.UPPFOLJNING: "Den enskildes behov har följts upp.",
    Handelseslag.KONSEKVENS: "Vad väntan betyder för den enskilde.",
    Handelseslag.INSATS_UNDER_TIDEN: "En annan insats i väntan på den beslutade: fran, till, kostnad.",
    Handelseslag.PLANERAD: "En plan, daterad den dag den blev känd: planerat_datum. Ingen verkställighet.",
    Handelseslag.IVO_ARENDE: "Ett ärende hos IVO: diarienummer.",
    Handelseslag.SENARELAGD_LOV: "Uppskjuten på den enskildes egen begäran i ett valfrihetssystem: till.",
    Handelseslag.SKICKAD_IVO: "Rapporten har lämnats i IVO:s e-tjänst: slag, kvittens.",
    Handelseslag.ERBJUDANDE: "Ett erbjudande om plats eller person. Ingen verkställighet.",
    Handelseslag.SVAR: "Den enskildes svar på det senaste erbjudandet: svar.",
    Handelseslag.VERKSTALLD: "Insatsen har börjat.",
    Handelseslag.DELVIS_VERKSTALLD: "En del av insatsen har börjat; väntan fortsätter för resten.",
    Handelseslag.AVBROTT: "Insatsen har upphört tills vidare; en ny väntan börjar.",
    Handelseslag.ATERUPPTAGEN: "Insatsen är igång igen efter ett avbrott.",
    Handelseslag.AVSLUTAD: "Väntan tog slut av annan anledning: orsak.",
    Handelseslag.RAPPORTERAD: "Historik: väntan har rapporterats i kvartalet.",
    Handelseslag.SLUTRAPPORTERAD: "Historik: väntans slut har rapporterats i kvartalet.",
}
