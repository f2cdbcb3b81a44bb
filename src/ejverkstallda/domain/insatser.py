"""Catalogue of insatser per law: our codes and labels, with synonyms. Not IVO's codes, which are not published."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kallor import LSS_9, SOL01_4_1, SOL25_11_1, SOL25_12_1, Kalla

_LIKHET: Final = 0.6
_ASCII: Final = str.maketrans("åäöé", "aaoe")
_SLUTLED: Final = re.compile(r"[\s,.(]*\b(?:lss|sol)\b[\s.)]*$")


class Insats(NamedTuple):
    """A kind of insats: stable code, label, law, ground, other names, and the days it can be granted.

    `grupp` is what nämndplaner count it under together with others; empty where they count it by itself.
    """

    kod: str
    etikett: str
    lag: Lag
    kallor: tuple[Kalla, ...]
    synonymer: tuple[str, ...] = ()
    fran: date | None = None
    till: date | None = None
    grupp: str = ""


BOSTAD_MED_SARSKILD_SERVICE: Final = "bostad med särskild service"
"""How the plans of Ale (2021, 2023, 2024) and Härryda (2023) count LSS 9 § 8 and 9: in one row."""


def _lss(kod: str, etikett: str, *synonymer: str, grupp: str = "") -> Insats:
    return Insats(kod, etikett, Lag.LSS, (LSS_9,), synonymer, grupp=grupp)


def _sol(kod: str, etikett: str, *synonymer: str) -> Insats:
    return Insats(kod, etikett, Lag.SOL, (SOL25_11_1, SOL01_4_1), synonymer)


INSATSER: Final[tuple[Insats, ...]] = (
    _lss("radgivning_stod", "rådgivning och annat personligt stöd", "råd och stöd", "rådgivning"),
    _lss("personlig_assistans", "personlig assistans", "assistans"),
    _lss("ledsagarservice", "ledsagarservice", "ledsagning"),
    _lss("kontaktperson_lss", "kontaktperson", "biträde av kontaktperson"),
    _lss("avlosarservice", "avlösarservice i hemmet", "avlösarservice", "avlösare"),
    _lss(
        "korttidsvistelse",
        "korttidsvistelse utanför hemmet",
        "korttidsvistelse",
        "korttidsvistelse utanför det egna hemmet",
    ),
    _lss("korttidstillsyn", "korttidstillsyn för skolungdom över 12 år", "korttidstillsyn"),
    _lss("familjehem_lss", "boende i familjehem för barn eller ungdomar", "familjehem"),
    _lss(
        "bostad_barn_unga",
        "bostad med särskild service för barn eller ungdomar",
        "bostad med särskilt stöd och service för barn eller ungdomar",
        "bostad med särskild service för barn och unga",
        "boende i familjehem eller bostad med särskild service för barn eller ungdomar",
        grupp=BOSTAD_MED_SARSKILD_SERVICE,
    ),
    _lss(
        "bostad_vuxna",
        "bostad med särskild service för vuxna",
        "bostad med särskilt stöd och service för vuxna",
        "bostad med särskild service",
        "gruppbostad",
        "servicebostad",
        "annan särskilt anpassad bostad",
        grupp=BOSTAD_MED_SARSKILD_SERVICE,
    ),
    _lss("daglig_verksamhet", "daglig verksamhet"),
    _sol(
        "sarskilt_boende_aldre",
        "särskilt boende för äldre",
        "särskilt boende",
        "vård- och omsorgsboende",
        "säbo",
        "äldreboende",
    ),
    _sol(
        "boende_funktionsnedsattning",
        "boende för personer med funktionsnedsättning",
        "särskilt boende funktionsnedsättning",
    ),
    _sol("hemtjanst", "hemtjänst", "hemtjänst i ordinärt boende"),
    _sol("dagverksamhet", "dagverksamhet", "dagverksamhet för äldre"),
    _sol("korttidsboende", "korttidsboende", "korttidsplats", "växelvård"),
    _sol("boendestod", "boendestöd"),
    _sol("sysselsattning", "sysselsättning"),
    _sol("ledsagning_sol", "ledsagning", "ledsagarservice"),
    _sol("avlosning_sol", "avlösning", "avlösning i hemmet"),
    _sol("kontaktperson_sol", "kontaktperson"),
    _sol("kvalificerad_kontaktperson", "kvalificerad kontaktperson"),
    _sol("kontaktfamilj", "kontaktfamilj"),
    _sol("familjehem_sol", "familjehem"),
    _sol("hvb", "hem för vård eller boende", "HVB"),
    _sol("stodboende", "stödboende"),
    _sol("jourhem", "jourhem"),
    Insats("ekonomiskt_bistand", "ekonomiskt bistånd", Lag.SOL, (SOL25_12_1, SOL01_4_1), ("försörjningsstöd",)),
)


def _key(text: str) -> str:
    folded = " ".join(text.casefold().split()).translate(_ASCII)
    return _SLUTLED.sub("", folded) or folded


def _names(insats: Insats) -> Iterable[str]:
    yield insats.kod
    yield insats.etikett
    yield from insats.synonymer


@cache
def _index(lag: Lag) -> dict[str, Insats]:
    return {_key(name): insats for insats in INSATSER if insats.lag is lag for name in _names(insats)}


def find_insats(text: str, lag: Lag) -> Insats | None:
    """Return the insats that `text` (code, label or synonym; case and a closing ", LSS" do not matter) names."""
    return _index(lag).get(_key(text))


def suggest_insats(text: str, lag: Lag) -> Insats | None:
    """Return the known insats whose name is nearest to an unknown `text`, or None when none is near."""
    near = get_close_matches(_key(text), _index(lag), n=1, cutoff=_LIKHET)
    return _index(lag)[near[0]] if near else None
