"""The contract's field names, with how each is read and what the domain calls it."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

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

Lasning = Callable[[str], Any]
Falt = tuple[str, Lasning]
NAMNDA_REGLER: Final = (*(f"R{n}" for n in range(1, 17)), "R6b", "A1", "A2", "A3")
"""The rules of the contract's section 1, the range of the fee, its two years, and IVO's way of counting."""


def _enum(kind: type[StrEnum]) -> Lasning:
    def read(text: str) -> StrEnum:
        try:
            return kind(text)
        except ValueError:
            msg = f"{text} finns inte; välj {', '.join(kind)}"
            raise ValueError(msg) from None

    return read


def _yes(text: str) -> bool:
    if text not in {"ja", "nej"}:
        msg = f"{text}: skriv ja eller nej"
        raise ValueError(msg)
    return text == "ja"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text} är inget datum (ÅÅÅÅ-MM-DD)"
        raise ValueError(msg) from None


def _text(text: str) -> str:
    return text


STOD: Final[Mapping[str, Falt]] = {
    **{
        key: (key, _text)
        for key in (
            "beslutsnummer",
            "insats",
            "lagrum",
            "verksamhetsomrade",
            "namnd",
            "enhet",
            "handlaggare",
            "kallsystem",
            "bosattningskommun",
            "ersatter",
            "tidigare_nummer",
        )
    },
    **{key: (key, _day) for key in ("beslutsdatum", "ansokningsdatum", "galler_till")},
    "lag": ("lag", _enum(Lag)),
    "kon": ("kon", _enum(Kon)),
    "ursprung": ("ursprung", _enum(Ursprung)),
    "skyddad": ("skyddad", _yes),
    "kostnad_manad": ("kostnad_manad", int),
}
"""Fields of a decision. No identity of a person."""

HANDELSE: Final[Mapping[str, Falt]] = {
    **{key: (key, _text) for key in ("text", "kvartal", "diarienummer", "kvittens", "handelse_id", "kallsystem")},
    **{key: (key, _day) for key in ("datum", "vantan_start", "fran", "till", "planerat_datum")},
    "handelse": ("slag", _enum(Handelseslag)),
    "svar": ("svar", _yes),
    "orsak": ("orsak", _enum(Avslutsorsak)),
    "vantan": ("vantan", _enum(Vantanslag)),
    "skal_kod": ("skal_kod", _enum(SkalKod)),
    "ansvar": ("ansvar", _enum(Ansvar)),
    "kostnad": ("kostnad", int),
    "slag": ("ivo_slag", _enum(IvoSlag)),
    "omfattning": ("omfattning", _enum(Omfattning)),
}
"""Fields of an event."""


def field_of(known: Mapping[str, Falt], key: str, text: str) -> tuple[str, Any]:
    """Return the domain's name of a field and its value.

    Raises:
        ValueError: the value cannot be read.
    """
    name, read = known[key]
    return name, read(text)
