"""IVO's individrapport as content: what its form asks of one väntan, and what the register answers.

The only model of a paper that has a field for an identity number. `individbygge` makes it from a row of the quarter
as of today, the decision and its events; `individblad` turns it into the sheet.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ejverkstallda.domain.beslut import Ansvar, IvoSlag, Kon, Lag, SkalKod, Ursprung
from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.domain.vantan import Slut
from ejverkstallda.report.modell import Notering


class Rapportslag(StrEnum):
    """Kind of individrapport, in the order of the sheets.

    A new decision, a new avbrott (interruption), återrapport (one reported before that still waits), verkställt
    (executed, or resumed after an avbrott), avslutat (ended without execution).
    """

    NYTT = "nytt"
    AVBROTT = "avbrott"
    ATERRAPPORT = "aterrapport"
    VERKSTALLT = "verkstallt"
    AVSLUTAT = "avslutat"

    @property
    def oppen(self) -> bool:
        """Whether it tells of a wait, with its reasons and all that was done; the others tell of its end."""
        return self in {Rapportslag.NYTT, Rapportslag.AVBROTT, Rapportslag.ATERRAPPORT}


@dataclass(frozen=True, slots=True)
class Identitet:
    """A person's number as it is stored, `ÅÅÅÅMMDD-NNNN` or `ÅÅÅÅMMDD-T123`, and its kind. No `repr` shows it."""

    nummer: str = field(repr=False)
    slag: Nummerslag


class Skal(NamedTuple):
    """A reason for the delay: the day it was given, its code, whose it is, and its text."""

    datum: date
    kod: SkalKod | None = None
    ansvar: Ansvar | None = None
    text: str = ""


class Erbjudande(NamedTuple):
    """An offer and its answer: `svar` is True for yes, None while there is none."""

    datum: date
    text: str = ""
    svar: bool | None = None
    svarsdatum: date | None = None
    svarstext: str = ""


class AnnanInsats(NamedTuple):
    """Another insats meanwhile: the day it was noted, its first and last day where known, what it is, its cost."""

    antecknad: date
    fran: date | None = None
    till: date | None = None
    text: str = ""
    kostnad: int | None = None


class Plan(NamedTuple):
    """A plan: the day it became known, the day execution is planned for, and its text."""

    antecknad: date
    datum: date | None = None
    text: str = ""


class Ivoarende(NamedTuple):
    """A case that IVO has opened about the väntan: the day it was noted, IVO's number, and a text."""

    datum: date
    diarienummer: str = ""
    text: str = ""


class Skickat(NamedTuple):
    """What has been sent in IVO's form before: the day, the kind, for which quarter, and IVO's receipt."""

    datum: date
    slag: IvoSlag | None = None
    kvartal: str = ""
    kvittens: str = ""


class Individrapport(NamedTuple):
    """One sheet: what IVO's form asks about one väntan, in the form's order. None and empty = not in the register.

    `kon` (sex) is told by the number, else as registered. `dagar` are whole days from the start of the väntan.
    `om_avbrottet` and `om_slutet` are what those events say. `rapporteras_enligt` cites the duty to tell of a
    wait or of its execution; of one that ended without, no paragraph speaks. `lagrum` is written in one form.
    `ej_verkstalld_del` is the latest note of what is not executed when a part is. `anmarkningar` say what is special:
    vistelsekommun, råd och stöd, LOV. `skickad` is the day this very report was sent, if it was.
    """

    slag: Rapportslag
    beslutsnummer: str
    kallsystem: str
    identitet: Identitet | None
    kon: Kon | None
    skyddad: bool
    lag: Lag
    lagrum: str
    verksamhetsomrade: str
    insats: str
    ursprung: Ursprung
    ansokningsdatum: date | None
    beslutsdatum: date
    avbrottsdatum: date | None
    gransdag: date
    dagar: int
    slut: Slut | None
    om_avbrottet: str = ""
    om_slutet: str = ""
    rapporteras_enligt: str = ""
    skal: tuple[Skal, ...] = ()
    erbjudanden: tuple[Erbjudande, ...] = ()
    andra_insatser: tuple[AnnanInsats, ...] = ()
    atgarder: tuple[Notering, ...] = ()
    uppfoljningar: tuple[Notering, ...] = ()
    konsekvenser: tuple[Notering, ...] = ()
    ej_verkstalld_del: Notering | None = None
    plan: Plan | None = None
    ivo_arenden: tuple[Ivoarende, ...] = ()
    tidigare_skickat: tuple[Skickat, ...] = ()
    anmarkningar: tuple[str, ...] = ()
    skickad: date | None = None
