"""The municipality as its papers need it: sender, nämnder, and the people who sign and receive.

Everything but the names is optional; what is not known is empty and left out of the papers.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.rapportval import STANDARDVAL, Rapportval

_UTANFOR_KORTNAMN: Final = re.compile(r"[^a-z0-9]+")


class Person(NamedTuple):
    """Someone in the service of the municipality: a rapportör, a handläggare or a signatory."""

    namn: str
    titel: str = ""
    epost: str = ""

    @property
    def text(self) -> str:
        """Title and name in running text: `systemförvaltare Ida Ek`."""
        return f"{self.titel} {self.namn}".strip()


class Diarienummer(NamedTuple):
    """The nämnd's diary number: one for all quarters, or one per quarter."""

    alla: str = ""
    per_kvartal: tuple[tuple[Kvartal, str], ...] = ()

    def for_kvartal(self, kvartal: Kvartal) -> str:
        """Return the number that belongs to `kvartal`; empty when there is none."""
        return dict(self.per_kvartal).get(kvartal, self.alla)


class Expediering(NamedTuple):
    """Who gets the nämnd's decision: to act on it (för vidare hantering) and to know of it (för kännedom)."""

    for_vidare_hantering: tuple[str, ...] = ()
    for_kannedom: tuple[str, ...] = ()


class Mote(NamedTuple):
    """A meeting of the nämnd, and its stopptid: the last day the secretary takes papers for it."""

    datum: date
    stopptid: date


class Utlatandeform(StrEnum):
    """The forms of a tjänsteutlåtande (the administration's paper that lays a matter before the nämnd)."""

    KORT = "kort"
    FULLSTANDIG = "fullstandig"
    TJANSTESKRIVELSE = "tjansteskrivelse"


class Namndtexter(NamedTuple):
    """What a nämnd wants to say itself under the headings of a full tjänsteutlåtande: paragraphs, empty = nothing.

    Where nothing is said the template has a short standard text.
    """

    motivering: tuple[str, ...] = ()
    arendet: tuple[str, ...] = ()
    ekonomisk_bedomning: tuple[str, ...] = ()
    invanarperspektiv: tuple[str, ...] = ()
    hallbarhetsperspektiv: tuple[str, ...] = ()
    styrdokument: tuple[str, ...] = ()
    remissyttrande: tuple[str, ...] = ()
    mbl: tuple[str, ...] = ()
    genomforande: tuple[str, ...] = ()
    bedomning: tuple[str, ...] = ()


class Namnd(NamedTuple):
    """A nämnd that reports. `lagar` are the laws it decides under; empty means both."""

    namn: str
    kortnamn: str = ""
    forvaltning: str = ""
    diarienummer: Diarienummer = Diarienummer()
    rapportor: Person | None = None
    handlaggare: Person | None = None
    underskrifter: tuple[Person, ...] = ()
    expediering: Expediering = Expediering()
    lagar: tuple[Lag, ...] = ()
    moten: tuple[Mote, ...] = ()
    utlatandeform: Utlatandeform = Utlatandeform.KORT
    texter: Namndtexter = Namndtexter()

    @property
    def filnamn(self) -> str:
        """The nämnd's part of a file name: its kortnamn, else its name in ASCII."""
        return self.kortnamn or ascii_name(self.namn)


class Kommun(NamedTuple):
    """A municipality: its name, how to reach it, its nämnder, and what it has chosen about its reports.

    `logotyp` is the logo's file, a path from the register's folder.
    """

    namn: str
    adress: tuple[str, ...] = ()
    postadress: str = ""
    organisationsnummer: str = ""
    telefon: str = ""
    epost: str = ""
    webb: str = ""
    logotyp: str = ""
    namnder: tuple[Namnd, ...] = ()
    rapport: Rapportval = STANDARDVAL

    def find_namnd(self, namn: str) -> Namnd | None:
        """Return the nämnd with this name (case does not matter), or None."""
        return next((n for n in self.namnder if n.namn.casefold() == namn.casefold()), None)


def ascii_name(text: str) -> str:
    """Return `text` for a file name: lower case a–z, digits and hyphens only (å and ä → a, ö → o)."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    return _UTANFOR_KORTNAMN.sub("-", plain).strip("-")


def default_kommun(namn: str, namnder: Iterable[str] = ()) -> Kommun:
    """Return what is known of a municipality without a kommun.toml: its name and its nämnder's, no more."""
    return Kommun(namn, namnder=tuple(Namnd(n) for n in namnder))
