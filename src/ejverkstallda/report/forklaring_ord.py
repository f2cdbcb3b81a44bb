"""The steps of an explanation in words that a caseworker and a lawyer both accept."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ejverkstallda.domain.beslut import Avslutsorsak, Ursprung
from ejverkstallda.domain.kallor import Kallslag
from ejverkstallda.domain.lagrum import Lagrumslasning
from ejverkstallda.domain.motivering import Faktavarde, Steg
from ejverkstallda.report.fritext import screen_text
from ejverkstallda.report.granskning import BORTTAGEN
from ejverkstallda.report.talord import siffror

Fakta = Mapping[str, Faktavarde]
_Ord = Callable[[Fakta], str]

_LASNING: Final = {
    Lagrumslasning.TOMT: "Lagrum är inte angivet och räknas då som rapporteringspliktigt.",
    Lagrumslasning.OLASLIGT: "Lagrummet kan inte läsas och räknas då som rapporteringspliktigt.",
    Lagrumslasning.ANDRA_AKTEN: "Lagrummet hör till den socialtjänstlag som inte gällde på beslutsdatum.",
    Lagrumslasning.ANNAN_LAG: "Lagrummet hör till en annan lag än den beslutet är registrerat under.",
}


def masked(text: str) -> str:
    """Return what a case says with every personal detail that the screening finds taken out."""
    for found in reversed(screen_text(text)):
        text = f"{text[: found.fran]}{BORTTAGEN}{text[found.till :]}"
    return text


def _noted(fakta: Fakta) -> str:
    """Which part it is about, as the case says; the part that is not executed has to be named to IVO."""
    text = str(fakta["text"] or "").strip()
    return f" Antecknat om delen: ”{masked(text)}”." if text else " Vilken del det gäller är inte antecknat."


def _offer(fakta: Fakta) -> str:
    answer = f", och den enskilde tackade {fakta['svar']}" if fakta["svar"] else ""
    return f"Ett erbjudande lämnades {fakta['datum']}{answer}. Det avslutar inte väntan."


_INTE_SLUT: Final[dict[str, _Ord]] = {
    "erbjudande": _offer,
    "svar": lambda f: f"Den enskilde svarade {f['svar']} {f['datum']}. Varken ja eller nej avslutar väntan.",
    "delvis_verkstalld": lambda f: (
        f"En del av insatsen började {f['datum']}. Väntan fortsätter för den del som inte har börjat.{_noted(f)}"
    ),
    "insats_under_tiden": lambda f: (
        f"En annan insats gavs under tiden, antecknad {f['datum']}. Den avslutar inte väntan."
    ),
    "planerad": lambda f: f"En plan antecknades {f['datum']}. Den avslutar inte väntan.",
}

_ORSAK: Final = {
    "aterkallad": "ansökan är återkallad",
    "behov_upphort": "behovet har upphört",
    "ersatt": "ersatt av ett nytt beslut",
    "avliden": "den enskilde har avlidit",
    "flyttat": "den enskilde har flyttat",
    "annan": "annan orsak",
    "felregistrerad": "felregistrerat",
}


def _inside(fakta: Fakta) -> str:
    if fakta["ursprung"] == Ursprung.FORHANDSBESKED:
        return "Beslutet är ett förhandsbesked och ska rapporteras. Lagrummet prövas inte för ett förhandsbesked."
    return f"Beslutet omfattas av rapporteringsskyldigheten.{_reading(fakta)}"


def _reading(fakta: Fakta) -> str:
    lagrum = f" Lagrum: {fakta['lagrum']}." if fakta["lagrum"] else ""
    reading = _LASNING.get(Lagrumslasning(str(fakta["lasning"])), "")
    return f"{lagrum} {reading}".rstrip()


def _not_reported(fakta: Fakta) -> str:
    slut = f" {fakta['slut']}," if fakta["slut"] else ""
    return f"Väntan tog slut{slut} på gränsdagen {fakta['gransdag']} eller före. Den är inte rapporteringspliktig."


def _range(fakta: Fakta) -> str:
    lagst, hogst = (siffror(int(str(fakta[name]))) for name in ("lagst", "hogst"))
    later = "Den tid som verkställigheten är senarelagd räknas inte. " if fakta.get("senarelagd") else ""
    return (
        "En domstol kan besluta om särskild avgift om dröjsmålet är oskäligt. "
        f"För ett beslut från {fakta['beslutsdatum']} är spannet {lagst}–{hogst} kronor. {later}"
        "Det är inget besked om att avgift blir aktuell, och ingen prognos."
    )


def _counted(outcome: str) -> _Ord:
    def words(fakta: Fakta) -> str:
        summa, lagst, hogst = (siffror(int(str(fakta[name]))) for name in ("summa", "lagst", "hogst"))
        return f"Räknat på IVO:s sätt blir summan {summa} kronor, {outcome.format(lagst=lagst, hogst=hogst)}"

    return words


def _waiting(fakta: Fakta) -> str:
    return f"Läget avser slutet av {fakta['lasdag']}."


def _before(fakta: Fakta) -> str:
    return "Väntan räknas som redan rapporterad" if fakta["fore_registret"] else "Väntan har rapporterats tidigare"


def _ended(fakta: Fakta) -> str:
    if fakta["orsak"] == Avslutsorsak.FELREGISTRERAD:
        return (
            f"Grupp: avslutad, som felregistrerad {fakta['slut']}. Så redovisar kvartalet den, sedd vid slutet av "
            f"{fakta['lasdag']}, oavsett om och när väntan i övrigt tog slut."
        )
    return f"Grupp: avslutad utan verkställighet. {_before(fakta)} och tog slut {fakta['slut']}."


def _cell(fakta: Fakta) -> str:
    return ", ".join(str(fakta[name]) for name in ("namnd", "lag") if fakta[name])


_ORD: Final[dict[tuple[str, str], _Ord]] = {
    ("R1", "beslut"): lambda f: f"Beslutet fattades {f['start']}. Väntan börjar den dagen.",
    ("R1", "avbrott"): lambda f: f"Verkställigheten avbröts {f['start']}. En ny väntan börjar den dagen.",
    ("R1", "delvis_avbrott"): lambda f: (
        f"Verkställigheten avbröts delvis {f['start']}. En ny väntan börjar den dagen, för den del som avbröts."
        f"{_noted(f)}"
    ),
    ("R2", "gransdag"): lambda f: (
        f"Gränsdagen är {f['gransdag']}: dagen med samma nummer tre månader efter {f['start']}, "
        "eller månadens sista dag om numret saknas."
    ),
    ("R3", "oppen"): lambda _: "Väntan har inte tagit slut.",
    ("R3", "verkstalld"): lambda f: f"Insatsen började {f['slut']}. Väntan tog slut den dagen.",
    ("R3", "verkstalld_pa_avbrott"): lambda f: (
        f"När insatsen började är inte registrerat, men den avbröts {f['slut']}. Programmet räknar den som verkställd "
        "den dagen, det senaste den kan ha börjat. Väntan tog slut den dagen."
    ),
    ("R3", "aterupptagen"): lambda f: f"Insatsen återupptogs {f['slut']}. Väntan tog slut den dagen.",
    ("R3", "avslutad"): lambda f: (
        f"Beslutet avslutades {f['slut']} utan att insatsen hade börjat"
        f"{': ' + _ORSAK[str(f['orsak'])] if f['orsak'] else ''}. Väntan tog slut den dagen."
    ),
    ("R4", "pliktig"): lambda f: (
        f"Väntan hade inte tagit slut på gränsdagen {f['gransdag']} eller före. Den är rapporteringspliktig "
        "när gränsdagen har passerat."
    ),
    ("R4", "gransdag_kvar"): lambda f: (
        f"Gränsdagen {f['gransdag']} har inte passerat. Väntan blir rapporteringspliktig om den inte tar slut den "
        "dagen eller före."
    ),
    ("R4", "i_tid"): _not_reported,
    ("R4", "utanfor"): lambda _: "Väntan omfattas inte av rapporteringsskyldigheten, hur länge den än varar.",
    ("R5", "inom"): _inside,
    ("R5", "dom"): lambda _: "Rätten till insatsen följer av en dom. Domar rapporteras inte, men ärendet följs.",
    ("R5", "utanfor_lagrum"): lambda f: (
        f"Lagrummet {f['lagrum']} hör inte till dem som rapporteringsskyldigheten gäller. Ärendet följs ändå."
    ),
    ("R6", "i_rapporten"): lambda f: f"Väntan hör till rapporten för {f['kvartal']}.",
    ("R6", "ej_i_kvartalet"): lambda _: "Väntan hör inte till kvartalets rapport: gränsdagen har inte passerat.",
    ("R6", "ej_pliktig"): lambda _: "Väntan hör inte till kvartalets rapport: den är inte rapporteringspliktig.",
    ("R6", "forst_rapporterad_senare"): lambda _: "Väntan rapporterades första gången i ett senare kvartal.",
    ("R6b", "pa_vag"): lambda f: (
        f"Gränsdagen ligger kvar i kvartalet, sedd från {f['idag']}. Väntan är på väg in i rapporten."
    ),
    ("R7", "ny"): lambda f: f"Grupp: ny. Inget tidigare kvartal har rapporterat väntan. {_waiting(f)}",
    ("R7", "verkstalld"): lambda f: f"Grupp: verkställd. {_before(f)} och tog slut {f['slut']}.",
    ("R7", "avslutad"): _ended,
    ("R7", "kvarstaende"): lambda f: f"Grupp: fortsatt ej verkställd. {_before(f)} och pågick. {_waiting(f)}",
    ("R8", "ingen_uppgift"): lambda _: "Registret har ingen uppgift om att väntan har rapporterats.",
    ("R8", "ej_rapporterad"): lambda _: "Väntan har inte rapporterats tidigare.",
    ("R8", "rapporterad"): lambda f: (
        f"Väntan rapporterades första gången i {f['kvartal']}."
        if f["kvartal"]
        else "Väntan rapporterades innan registret togs i bruk."
    ),
    ("R8", "slutrapporterad"): lambda f: (
        f"Dess slut rapporterades i {f['kvartal']}." if f["kvartal"] else "Dess slut rapporterades före registret."
    ),
    ("R10", "dagar"): lambda f: f"Väntan räknas till {siffror(int(str(f['dagar'])))} dagar.",
    ("R10", "sedan_beslut"): lambda f: (
        f"Sedan beslutet har det gått {siffror(int(str(f['dagar_sedan_beslut'])))} dagar."
    ),
    ("R11", "passerad"): lambda f: f"Statusdagen är {f['statusdag']} och har passerat.",
    ("R11", "preliminar"): lambda f: f"Statusdagen är {f['statusdag']} och har inte passerat; svaret är preliminärt.",
    ("R12", "rapporteringsdag"): lambda f: f"Rapporteringsdagen är {f['rapporteringsdag']}.",
    ("R12", "egen"): lambda f: f"Rapporteringsdagen är {f['rapporteringsdag']}, enligt kommunens egen inställning.",
    ("R12", "antagen"): lambda f: (
        f"Rapporteringsdagen antas vara {f['rapporteringsdag']}, som IVO angav för 2019. Uppgift för {f['ar']} saknas."
    ),
    ("R13", "fonster"): lambda f: f"Kvartalets beslutsfönster är {f['fran']} till {f['till']}.",
    ("R14", "i_rapporten"): lambda f: (
        f"Väntan har rapporterats men omfattas inte. Den redovisas en sista gång i {f['kvartal']}, som felregistrerad."
    ),
    ("R14", "borta"): lambda f: (
        "Väntan har rapporterats men är makulerad eller finns inte kvar bland händelserna. "
        f"Den redovisas en sista gång i {f['kvartal']}, som felregistrerad."
    ),
    ("R14", "beslut_makulerat"): lambda f: f"Beslutet {f['start']} har rapporterats men är nu makulerat.",
    ("R14", "avbrott_borta"): lambda f: (
        f"Ett avbrott {f['start']} har rapporterats, men det är makulerat eller finns inte kvar bland händelserna."
    ),
    ("R14", "flyttad"): lambda f: (
        f"Beslutet har flyttats till {_cell(f)} sedan väntan rapporterades. "
        f"Den redovisas en sista gång i {f['kvartal']} där den rapporterades, som felregistrerad."
    ),
    ("R14", "slut_rapporterat"): lambda _: "Slutet har redan rapporterats. Väntan redovisas inte mer.",
    ("R15", "forsta_kvartal"): lambda f: f"Registrets första kvartal är {f['forsta_kvartal']}.",
    ("R15", "i_rapporten"): lambda _: (
        "Gränsdagen ligger före registrets första kvartal och väntan pågick då. Den räknas som redan rapporterad."
    ),
    ("R15", "slut_fore_registret"): lambda _: "Väntan tog slut före registrets första kvartal och redovisas inte.",
    ("R15", "gransdag_efter_kvartalet"): lambda _: "Gränsdagen ligger efter kvartalet.",
    ("R16", "regionens_uppgift"): lambda _: (
        "Råd och stöd är regionens uppgift om den inte har överlåtits till kommunen. "
        "Kontrollera vem som ska rapportera."
    ),
    ("R16", "kommunens_uppgift"): lambda _: (
        "Råd och stöd är regionens uppgift om den inte har överlåtits till kommunen. "
        "Enligt registrets inställning har den överlåtits; kommunen rapporterar."
    ),
    ("R16", "annan_kommun"): lambda f: (
        f"Den enskilde är bosatt i en annan kommun (kommunkod {f['bosattningskommun']}). Skyldigheten gäller också "
        "vistelsekommunen, mot IVO och fullmäktige men inte mot revisorerna."
    ),
    ("R16", "senarelagd"): lambda f: (
        f"Verkställigheten är senarelagd på den enskildes begäran{' till ' + str(f['till']) if f['till'] else ''}, "
        f"antecknat {f['datum']}. Väntan rapporteras ändå; särskild avgift kommer inte i fråga för den tiden."
    ),
    ("A1", "avgift-till-2025"): _range,
    ("A1", "avgift-fran-2026"): _range,
    ("A2", "sista_dag"): lambda f: (
        "En ansökan om särskild avgift måste ha delgetts kommunen inom två år från "
        f"{f['start']}: senast {f['sista_dag']}."
    ),
    ("A2", "okand"): lambda _: (
        "För en dom räknas två år från laga kraft. Den dagen finns inte i registret, så sista dagen är inte känd."
    ),
    ("A3", "inom_spannet"): _counted("och den ligger inom spannet."),
    ("A3", "under_spannet"): _counted("och den ligger under spannet, vars lägsta belopp är {lagst} kronor."),
    ("A3", "over_spannet"): _counted("och den ligger över spannet, vars högsta belopp är {hogst} kronor."),
    ("A3", "inget_belopp"): lambda _: (
        "Det som insatserna under tiden har kostat är lika mycket som insatsen skulle ha kostat, eller mer. Räknat på "
        "IVO:s sätt återstår inget belopp."
    ),
    ("A3", "ingen_kostnad"): lambda _: (
        "Insatsen kostar enligt registret 0 kronor för den tid som räknas. Räknat på IVO:s sätt finns inget belopp."
    ),
    ("A3", "ingen_tid"): lambda _: (
        "Ingen tid räknas: väntan har inte varat någon dag, eller så är hela tiden senarelagd på den enskildes "
        "begäran. Räknat på IVO:s sätt finns inget belopp."
    ),
    ("A3", "kostnad_okand"): lambda _: (
        "IVO:s sätt att räkna kan inte visas: en kostnad saknas i registret eller är negativ, eller så slutar en "
        "insats under tiden före den dag då den börjar."
    ),
}
"""(rule, outcome) → its sentence, made from the step's facts."""


_SLAG_ORD: Final = {
    Kallslag.LAG: "lag",
    Kallslag.MYNDIGHET: "myndighetens vägledning",
    Kallslag.TOLKNING: "programmets tolkning",
}


def support(steg: Steg, noter: Mapping[str, str] = MappingProxyType({})) -> str:
    """Name the rule and each of its sources with its kind of support and what of it we could not confirm.

    `noter` gives the mark of what is told once, in a note below, instead of at each source.
    """
    by_kind: dict[Kallslag, list[str]] = {}
    for kalla in steg.kallor:
        place = kalla.plats if kalla.slag is Kallslag.TOLKNING else kalla.text
        reserve = noter.get(kalla.forbehall) or (f" (förbehåll: {kalla.forbehall})" if kalla.forbehall else "")
        by_kind.setdefault(kalla.slag, []).append(f"{place}{reserve}")
    return f"{steg.regel.id} · " + " · ".join(f"{_SLAG_ORD[kind]}: {'; '.join(p)}" for kind, p in by_kind.items())


def sentence(steg: Steg) -> str:
    """Return a step in words.

    Raises:
        KeyError: a rule gave an outcome that has no words; a test holds the two together.
    """
    fakta = {f.namn: f.varde for f in steg.fakta}
    if steg.utfall.startswith("avslutar_inte_"):
        return _INTE_SLUT[steg.utfall.removeprefix("avslutar_inte_")](fakta)
    if steg.regel.id == "R16" and (steg.regel.id, steg.utfall) not in _ORD:
        cited = " och ".join(k.text for k in steg.regel.kallor if k.id in steg.utfall.split("+"))
        return f"Rapporteringsskyldigheten följer av {cited}."
    return _ORD[steg.regel.id, steg.utfall](fakta)
