"""Every legal or other source the program rests on, as a value.

The only file that holds an SFS number. `slag` says what kind of support a source gives, and follows
it everywhere: an interpretation is never shown as law.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

KONTROLLERAD: Final = date(2026, 11, 22)
"""The day on which the sources below were last checked (the project's own review of the rules)."""


class Kallslag(StrEnum):
    """Kind of support: statute (lag), an authority's guidance (myndighet), our reading (tolkning)."""

    LAG = "lag"
    MYNDIGHET = "myndighet"
    TOLKNING = "tolkning"


class Akt(NamedTuple):
    """A statute or other work: `namn` as it is cited in full, `kort` in running text."""

    namn: str
    kort: str
    lank: str
    fran: date | None = None
    till: date | None = None


@dataclass(frozen=True, slots=True)
class Kalla:
    """A place in an act. `fran` and `till` are the first and last day in force (None = open).

    `forbehall` says what of it we have not been able to read or confirm.
    """

    id: str
    slag: Kallslag
    akt: Akt
    plats: str
    fran: date | None = None
    till: date | None = None
    kontrollerad: date = KONTROLLERAD
    forbehall: str = ""

    def __post_init__(self) -> None:
        """Refuse a source that does not say where it stands.

        Raises:
            ValueError: id or place is empty.
        """
        if not self.id or not self.plats:
            msg = "En källa måste ha id och plats."
            raise ValueError(msg)

    def in_force(self, day: date) -> bool:
        """Tell whether the source is in force on `day`, both ends counted in."""
        return (self.fran is None or self.fran <= day) and (self.till is None or day <= self.till)

    @property
    def text(self) -> str:
        """The source as it is cited: place and act for a statute, else who says what."""
        if self.slag is Kallslag.LAG:
            return f"{self.plats} {self.akt.kort}"
        return f"{self.akt.kort}: {self.plats}"


def _sfs(number: str) -> str:
    return f"https://data.riksdagen.se/dokument/sfs-{number.replace(':', '-')}.html"


SOL_2025_IKRAFT: Final = date(2025, 7, 1)
"""First day of the present socialtjänstlag; the day before is the last of the one it replaced."""
_SOL_2001_SISTA: Final = date(2025, 6, 30)

LSS = Akt(
    "lagen (1993:387) om stöd och service till vissa funktionshindrade, LSS",
    "LSS",
    _sfs("1993:387"),
    date(1994, 1, 1),
)
SOL_2001 = Akt(
    "socialtjänstlagen (2001:453), SoL",
    "SoL (2001:453)",
    _sfs("2001:453"),
    date(2002, 1, 1),
    _SOL_2001_SISTA,
)
SOL_2025 = Akt("socialtjänstlagen (2025:400), SoL", "SoL (2025:400)", _sfs("2025:400"), SOL_2025_IKRAFT)
TIDSLAGEN = Akt("lagen (1930:173) om beräkning av lagstadgad tid", "lagen (1930:173)", _sfs("1930:173"))
IVO = Akt(
    "Inspektionen för vård och omsorg, vägledning om ej verkställda beslut",
    "IVO",
    "https://www.ivo.se/yrkesverksamma/for-kommuner-och-regioner/evb-enligt-sol-och-lss/",
)
EGEN = Akt("Programmets egen tolkning", "egen tolkning", "docs/regelkatalog.md")


def _lag(kid: str, akt: Akt, plats: str, fran: date, forbehall: str = "") -> Kalla:
    return Kalla(kid, Kallslag.LAG, akt, plats, fran, akt.till, forbehall=forbehall)


_IVO_ALDER: Final = "sidan är från tiden före 2025 års socialtjänstlag och 2026 års avgiftsspann"


def _ivo(kid: str, plats: str, forbehall: str = _IVO_ALDER) -> Kalla:
    return Kalla(kid, Kallslag.MYNDIGHET, IVO, plats, forbehall=forbehall)


def _egen(kid: str, plats: str) -> Kalla:
    return Kalla(kid, Kallslag.TOLKNING, EGEN, plats)


_LSS_RAPPORT: Final = date(2008, 7, 1)
_SOL_RAPPORT: Final = date(2006, 7, 1)
_AVGIFT: Final = date(2002, 7, 1)
"""The fee came for court judgments first; for the nämnd's own decisions with the reporting duty."""

LSS_9 = _lag("LSS-9", LSS, "9 §", date(1994, 1, 1))
LSS_9_PUNKT_1 = _lag("LSS-9-1", LSS, "9 § 1", date(1994, 1, 1))
LSS_28A = _lag("LSS-28a", LSS, "28 a §", _AVGIFT)
LSS_28B = _lag("LSS-28b", LSS, "28 b §", _AVGIFT)
LSS_28C = _lag("LSS-28c", LSS, "28 c §", _AVGIFT)
LSS_28D = _lag("LSS-28d", LSS, "28 d §", _AVGIFT)
LSS_28E = _lag("LSS-28e", LSS, "28 e §", _LSS_RAPPORT)
LSS_28F = _lag("LSS-28f", LSS, "28 f §", _LSS_RAPPORT)
LSS_28G = _lag("LSS-28g", LSS, "28 g §", _LSS_RAPPORT)
LSS_28H = _lag("LSS-28h", LSS, "28 h §", _LSS_RAPPORT)
LSS_28I = _lag("LSS-28i", LSS, "28 i §", date(2011, 5, 1))
LSS_OVERGANG_AVGIFT = _lag(
    "LSS-overgang-2025:1298", LSS, "punkt 3 i övergångsbestämmelserna till SFS 2025:1298 om ändring i", date(2026, 1, 1)
)
SOL01_4_1 = _lag("SoL2001-4:1", SOL_2001, "4 kap. 1 §", date(2002, 1, 1))
SOL01_16_6A = _lag("SoL2001-16:6a", SOL_2001, "16 kap. 6 a §", _AVGIFT)
SOL01_16_6B = _lag("SoL2001-16:6b", SOL_2001, "16 kap. 6 b §", _AVGIFT)
SOL01_16_6C = _lag("SoL2001-16:6c", SOL_2001, "16 kap. 6 c §", _AVGIFT)
SOL01_16_6D = _lag("SoL2001-16:6d", SOL_2001, "16 kap. 6 d §", _AVGIFT)
SOL01_16_6E = _lag("SoL2001-16:6e", SOL_2001, "16 kap. 6 e §", _SOL_RAPPORT)
SOL01_16_6F = _lag("SoL2001-16:6f", SOL_2001, "16 kap. 6 f §", _SOL_RAPPORT)
SOL01_16_6G = _lag("SoL2001-16:6g", SOL_2001, "16 kap. 6 g §", _SOL_RAPPORT)
SOL01_16_6H = _lag("SoL2001-16:6h", SOL_2001, "16 kap. 6 h §", _SOL_RAPPORT)
SOL01_16_6I = _lag("SoL2001-16:6i", SOL_2001, "16 kap. 6 i §", date(2011, 5, 1))
SOL25_11_1 = _lag("SoL2025-11:1", SOL_2025, "11 kap. 1 §", SOL_2025_IKRAFT)
SOL25_12_1 = _lag("SoL2025-12:1", SOL_2025, "12 kap. 1 §", SOL_2025_IKRAFT)
SOL25_34_1 = _lag("SoL2025-34:1", SOL_2025, "34 kap. 1 §", SOL_2025_IKRAFT)
SOL25_34_2 = _lag("SoL2025-34:2", SOL_2025, "34 kap. 2 §", SOL_2025_IKRAFT)
SOL25_34_3 = _lag(
    "SoL2025-34:3",
    SOL_2025,
    "34 kap. 3 §",
    SOL_2025_IKRAFT,
    "paragrafens ordalydelse har inte kunnat läsas; innehållet är hämtat ur 28 h § LSS och 16 kap. 6 h § i den "
    "tidigare lagen",
)
SOL25_34_4 = _lag("SoL2025-34:4", SOL_2025, "34 kap. 4 §", SOL_2025_IKRAFT)
SOL25_34_5 = _lag("SoL2025-34:5", SOL_2025, "34 kap. 5 §", SOL_2025_IKRAFT)
SOL25_34_6 = _lag("SoL2025-34:6", SOL_2025, "34 kap. 6 §", SOL_2025_IKRAFT)
SOL25_34_7 = _lag("SoL2025-34:7", SOL_2025, "34 kap. 7 §", SOL_2025_IKRAFT)
SOL25_34_8 = _lag("SoL2025-34:8", SOL_2025, "34 kap. 8 §", SOL_2025_IKRAFT)
SOL25_34_9 = _lag("SoL2025-34:9", SOL_2025, "34 kap. 9 §", SOL_2025_IKRAFT)
SOL25_34_10 = _lag("SoL2025-34:10", SOL_2025, "34 kap. 10 §", SOL_2025_IKRAFT)
SOL25_35_5 = _lag("SoL2025-35:5", SOL_2025, "35 kap. 5 §", SOL_2025_IKRAFT)
SOL01_LOV = _lag(
    "SoL2001-LOV",
    SOL_2001,
    "bestämmelserna om valfrihetssystem (SFS 2008:965) i",
    date(2009, 1, 1),
    "vilka paragrafer de stod i har inte kunnat fastställas",
)
TIDSLAGEN_1 = Kalla("Tidslagen-1", Kallslag.LAG, TIDSLAGEN, "1 §")

IVO_VERKSTALLD = _ivo("IVO-verkstalld", "frågor och svar: när ett beslut är verkställt (insatsen har påbörjats)")
IVO_TACKAT_NEJ = _ivo("IVO-tackat-nej", "frågor och svar: den enskilde har tackat nej till ett erbjudande")
IVO_DELVIS = _ivo("IVO-delvis", "frågor och svar: delvis verkställda beslut")
IVO_DELVIS_AVBROTT = _ivo(
    "IVO-delvis-avbrott",
    "frågor och svar: delvis verkställt i minst tre månader efter full verkställighet är ett avbrott",
)
IVO_FORHANDSBESKED = _ivo("IVO-forhandsbesked", "frågor och svar: förhandsbesked")
IVO_PERIODER = _ivo("IVO-perioder-2019", "rapporteringsperioder, uppgift från 2019", "senare års perioder saknas")
IVO_ATERRAPPORT = _ivo("IVO-aterrapport", "återrapportering varje kvartal tills beslutet är verkställt eller avslutat")
IVO_INDIVIDRAPPORT = _ivo(
    "IVO-individrapport",
    "vad en individrapport innehåller och i vilken ordning",
    "formulärets egna fält, koder och längdgränser har inte kunnat läsas",
)
IVO_YTTRANDE = _ivo("IVO-yttrande", "frågor och svar: vad ett yttrande ska innehålla")
IVO_AVGIFT = _ivo("IVO-avgift", "frågor och svar: hur beloppet för den särskilda avgiften räknas fram")
IVO_ERSATTNINGSNUMMER = _ivo("IVO-ersattningsnummer", "frågor och svar: när personnummer saknas")

TOLKNING_HELGDAG = _egen("T-helgdag", "gränsdagen flyttas inte för helg: tre månader är ett villkor, inte en åtgärd")
TOLKNING_AVSLUT = _egen("T-avslut", "varje annat slut än verkställighet avslutar väntan utan verkställighet")
TOLKNING_AVBROTT_UTAN_START = _egen(
    "T-avbrott-utan-start", "ett avbrott förutsätter att insatsen hade börjat; senast möjliga dag är avbrottsdagen"
)
TOLKNING_DOM = _egen("T-dom", "en dom är inget beslut av nämnden och rapporteras inte, men följs")
TOLKNING_GRUPP = _egen("T-grupp", "fyra grupper sedda vid statusdagens slut, i linje med publicerade rapporter")
TOLKNING_RAPPORTERAD = _egen(
    "T-rapporterad",
    "vad som har rapporterats tidigare tas ur de stängda kvartalen och ur det som har förts in som rapporterat, det "
    "räknas inte fram på nytt",
)
TOLKNING_KVARSTAR = _egen("T-kvarstar", "en rapporterad väntan står kvar tills dess slut har rapporterats")
TOLKNING_FORSTA = _egen(
    "T-forsta-kvartal", "öppna fall äldre än registrets första kvartal räknas som redan rapporterade"
)
TOLKNING_STATUSDAG = _egen("T-statusdag", "läget avser kvartalets sista dag om inget annat har valts")
TOLKNING_PRELIMINAR = _egen("T-preliminar", "ett kvartal som inte är slut redovisas som läget är i dag")
TOLKNING_FONSTER = _egen(
    "T-fonster", "beslut från ett kvartal når gränsdagen i nästa kvartal; följer av tremånadersregeln"
)
TOLKNING_LAGRUM = _egen("T-lagrum", "ett lagrum som saknas eller inte kan läsas räknas som rapporteringspliktigt")
TOLKNING_AKT = _egen(
    "T-akt",
    "om beslutet omfattas prövas efter lagen på beslutsdatum; vilken paragraf plikten följer av avgörs av lagen på "
    "kvartalets sista dag",
)
TOLKNING_AVGIFT_SOL = _egen(
    "T-avgift-sol", "avgiftens spann för beslut enligt SoL följer beslutsdatum på samma sätt som för LSS"
)
TOLKNING_AVGIFT_TID = _egen(
    "T-avgift-tid",
    "tiden räknas från väntans första dag till dess slut, eller till dagen då det räknas, i hela månader och därefter "
    "dagar som del av den påbörjade månaden; hur IVO räknar en påbörjad månad är inte känt",
)
TOLKNING_AVGIFT_KOSTNAD = _egen(
    "T-avgift-kostnad",
    "kostnaden för en insats under tiden räknas så som den är antecknad, som ett sammanlagt belopp, och varje led "
    "avrundas till hela kronor",
)
TOLKNING_AVGIFT_LOV = _egen(
    "T-avgift-lov",
    "ingen avgift kommer i fråga för tid som verkställigheten är senarelagd enligt LOV (34 kap. 6 § SoL): dagarna från "
    "det att senareläggningen antecknades till och med dess sista dag räknas bort, och den tid som är kvar räknas i "
    "följd från väntans första dag; en senareläggning utan sista dag räknas inte bort",
)
TOLKNING_PERIODER = _egen(
    "T-perioder", "rapporteringsdagarna är desamma som IVO angav för 2019 så länge inget annat är känt"
)
TOLKNING_LSS_9_1 = _egen("T-lss-9-1", "råd och stöd är regionens uppgift om den inte har överlåtits till kommunen")
TOLKNING_BESTAND = _egen("T-bestand", "beståndet en dag är väntan som har nått gränsdagen och inte tagit slut")
TOLKNING_DAGAR = _egen("T-dagar", "dagar räknas från väntans början till dess slut eller till statusdagen")
TOLKNING_NYCKELTAL = _egen(
    "T-nyckeltal", "nyckeltalen räknas på de rapporteringspliktiga fallen, med det som är känt i dag"
)
TOLKNING_VANTETID = _egen(
    "T-vantetid", "fall som ännu väntar, eller slutade utan verkställighet, räknas med så länge de följdes"
)
TOLKNING_PROGNOS = _egen("T-prognos", "väntetiderna antas bli som de senaste årens, och nya beslut lika många")
TOLKNING_TVA_AR_DOM = _egen(
    "T-tva-ar-dom", "för en dom räknas de två åren från laga kraft, som registret inte känner till"
)

ALLA: Final[tuple[Kalla, ...]] = tuple(v for v in list(globals().values()) if isinstance(v, Kalla))
"""Every source, in the order of this file."""
