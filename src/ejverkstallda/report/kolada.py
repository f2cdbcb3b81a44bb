"""How the waiting times differ from Kolada's nearest nyckeltal, in words: the two cannot be compared as they are."""

from typing import Final

from ejverkstallda.report.modell import Block, Kolumn, Lista, Rubrik, Stycke, Tabell

_INFLYTTNING: Final = "till första erbjudna inflyttningsdag"
_MATT: Final = (
    (
        "U23401",
        "Väntetid till särskilt boende, medelvärde i dagar",
        f"Från ansökan {_INFLYTTNING}. 65 år och äldre med beviljad ansökan, ärenden avslutade första halvåret.",
    ),
    (
        "U23431",
        "Andel som väntat mer än 90 dagar på särskilt boende",
        f"65 år och äldre som väntat längre än 90 dagar {_INFLYTTNING}, av alla som fått erbjudande.",
    ),
    (
        "U28418",
        "Väntetid till bostad med särskild service, LSS 9 § 9, medelvärde i dagar (till och med 2024)",
        f"Från beslut {_INFLYTTNING}. Insatser som började första halvåret, minst fyra beslut.",
    ),
)
_SKILLNADER: Final = (
    "Kolada räknar till den första erbjudna inflyttningsdagen. Registret har dagen för erbjudandet och för starten.",
    "Räknas det till första erbjudandet och inget är registrerat före starten, är det starten som räknas.",
    "Kolada räknar alla beviljade ansökningar. Här räknas besluten inom rapporteringsskyldigheten.",
    "Kolada räknar dem som har fått erbjudande eller insats. Här räknas också de som väntar än och de som avslutades.",
    "Kolada tar det första halvåret. Här räknas alla beslut från hela år, efter beslutets dag.",
    "U23401 och U23431 gäller dem som är 65 år och äldre. Här räknas alla åldrar.",
    "U28418 kräver minst fyra beslut. Här krävs tio fall för mått och kurva.",
)
_NARMAST: Final = ("ansökan", "första erbjudandet")
_RAD: Final = (
    "U23401 och U23431 räknar från ansökan. Närmast kommer ejv vantetider med --fran ansokan --till erbjudande."
)
"""Advice to those who count otherwise."""


def kolada_blocks(fran: str, till: str) -> tuple[Block, ...]:
    """Set what Kolada measures beside what is counted here, from `fran` to `till`."""
    table = Tabell(
        (Kolumn("Nyckeltal", 1.0), Kolumn("Namn", 2.2), Kolumn("Kolada mäter", 3.4)),
        _MATT,
    )
    return (
        Rubrik("Jämförelse med Kolada"),
        Stycke(
            f"Kolada har inget nyckeltal om ej verkställda beslut. De tre här är närmast. Talen i det här papperet "
            f"räknas från {fran} till {till} och kan inte läggas bredvid Koladas utan vidare."
        ),
        table,
        Lista(_SKILLNADER if (fran, till) == _NARMAST else (*_SKILLNADER, _RAD)),
        Stycke("Källa: Koladas beskrivningar av nyckeltalen, lästa våren 2026 (kolada.se).", "grund"),
    )
