"""The closed lists of what a profile may choose from: columns with codes, columns with dates, forms of dates."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

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
from ejverkstallda.readers.tabell import fold


class Datumform(StrEnum):
    """A way to write a day, besides the contract's own. Which number is the day is part of the form."""

    DAG_MANAD = "d/m aaaa"
    MANAD_DAG = "m/d aaaa"
    PUNKT = "d.m.aaaa"
    STRECK = "d-m-aaaa"
    AR_FORST = "aaaa-m-d"
    DATUM_TID = "datum-tid"
    EXCEL = "excel"


class Noteringsform(StrEnum):
    """A way to write the day with which a note in a comment cell begins."""

    ISO = "aaaa-mm-dd"
    ATTA = "aaaammdd"
    SEX = "aammdd"
    DAG_MANAD = "d/m aaaa"
    PUNKT = "d.m.aaaa"
    STRECK = "d-m-aaaa"
    AR_FORST = "aaaa-m-d"


class UtanDatum(StrEnum):
    """Which day an event without a date gets. `fel`: none, it is a fault."""

    FEL = "fel"
    IMPORTDAG = "importdag"
    BESLUTSDATUM = "beslutsdatum"
    KVARTALETS_SISTA_DAG = "kvartalets_sista_dag"
    FORSTA_ANTECKNINGEN = "forsta_anteckningen"


class Delning(StrEnum):
    """Where in a comment cell a date begins a new note: first on a line, also first in a sentence, or anywhere."""

    RAD = "rad"
    MENING = "mening"
    OVERALLT = "overallt"


def shown(form: StrEnum) -> str:
    """Return a form as people write it, with å for year: `d/m åååå`."""
    return form.value.replace("aa", "åå")


DATUMKOLUMNER: Final = frozenset(
    {
        "beslutsdatum",
        "ansokningsdatum",
        "galler_till",
        "datum",
        "svarsdatum",
        "vantan_start",
        "fran",
        "till",
        "planerat_datum",
    }
)
"""Columns that hold a day, and are read in the forms the profile allows."""


def _codes(*codes: StrEnum, **synonyms: str) -> Mapping[str, str]:
    return {fold(c.value): c.value for c in codes} | synonyms


_JA_NEJ: Final = {"ja": "ja", "j": "ja", "1": "ja", "nej": "nej", "n": "nej", "0": "nej"}
KODER: Final[Mapping[str, Mapping[str, str]]] = {
    "lag": _codes(*Lag),
    "kon": _codes(*Kon, kvinna=Kon.KVINNA.value, man=Kon.MAN.value),
    "ursprung": _codes(*Ursprung),
    "skyddad": _JA_NEJ,
    "handelse": _codes(*(h for h in Handelseslag if h is not Handelseslag.MAKULERAD)),
    "svar": _JA_NEJ,
    "orsak": _codes(*(o for o in Avslutsorsak if o is not Avslutsorsak.FELREGISTRERAD)),
    "vantan": _codes(*Vantanslag),
    "skal_kod": _codes(*SkalKod),
    "ansvar": _codes(*Ansvar),
    "slag": _codes(*IvoSlag),
    "omfattning": _codes(*Omfattning),
}
"""For each column that only takes certain codes: what a cell may say without help from the profile, and its code."""
FRIA_KODER: Final = frozenset(
    {"lagrum", "insats", "verksamhetsomrade", "namnd", "enhet", "bosattningskommun", "kvartal"}
)
"""Columns with free text that a profile may translate all the same."""
