"""Beslut and Handelse as frozen records, with the codes they use."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Lag(StrEnum):
    """The law a decision was taken under: socialtjänstlagen or LSS."""

    SOL = "SoL"
    LSS = "LSS"


class Kon(StrEnum):
    """Sex (kön) of the person, as registered."""

    KVINNA = "K"
    MAN = "M"


class Ursprung(StrEnum):
    """Where a decision comes from: the nämnd, a court (dom), or an advance ruling (förhandsbesked)."""

    BESLUT = "beslut"
    DOM = "dom"
    FORHANDSBESKED = "forhandsbesked"


class Handelseslag(StrEnum):
    """Kinds of event in a case."""

    KOMMENTAR = "kommentar"
    SKAL = "skal"
    ATGARD = "atgard"
    UPPFOLJNING = "uppfoljning"
    KONSEKVENS = "konsekvens"
    INSATS_UNDER_TIDEN = "insats_under_tiden"
    PLANERAD = "planerad"
    IVO_ARENDE = "ivo_arende"
    SENARELAGD_LOV = "senarelagd_lov"
    SKICKAD_IVO = "skickad_ivo"
    ERBJUDANDE = "erbjudande"
    SVAR = "svar"
    VERKSTALLD = "verkstalld"
    DELVIS_VERKSTALLD = "delvis_verkstalld"
    AVBROTT = "avbrott"
    ATERUPPTAGEN = "aterupptagen"
    AVSLUTAD = "avslutad"
    RAPPORTERAD = "rapporterad"
    SLUTRAPPORTERAD = "slutrapporterad"
    MAKULERAD = "makulerad"


class SkalKod(StrEnum):
    """Reasons for a delay."""

    SAKNAR_PLATS = "saknar_plats"
    REKRYTERING = "rekrytering"
    TACKAT_NEJ = "tackat_nej"
    ONSKEMAL = "onskemal"
    EJ_NABAR = "ej_nabar"
    KOMMUNENS_HANDLAGGNING = "kommunens_handlaggning"
    ANNAT = "annat"


class Ansvar(StrEnum):
    """Whose the reason for a delay is."""

    KOMMUNEN = "kommunen"
    ENSKILD = "enskild"
    ANNAN = "annan"


class Avslutsorsak(StrEnum):
    """Why a decision ended without execution. `felregistrerad` is set by rule R14 only."""

    ATERKALLAD = "aterkallad"
    BEHOV_UPPHORT = "behov_upphort"
    ERSATT = "ersatt"
    AVLIDEN = "avliden"
    FLYTTAT = "flyttat"
    ANNAN = "annan"
    FELREGISTRERAD = "felregistrerad"


class Omfattning(StrEnum):
    """Extent of an interruption."""

    HELT = "helt"
    DELVIS = "delvis"


class IvoSlag(StrEnum):
    """What was sent in IVO's form."""

    NY = "ny"
    ATER = "ater"
    VERKSTALLD = "verkstalld"
    AVSLUTAD = "avslutad"


class Vantanslag(StrEnum):
    """Kind of väntan: from the decision, or from an interruption (avbrott)."""

    BESLUT = "beslut"
    AVBROTT = "avbrott"


class Beslut(NamedTuple):
    """A favourable decision by the nämnd under SoL or LSS, as the register knows it. No identity of a person."""

    beslutsnummer: str
    beslutsdatum: date
    lag: Lag
    insats: str
    insats_kod: str | None = None
    kallsystem: str = ""
    lagrum: str | None = None
    verksamhetsomrade: str | None = None
    namnd: str | None = None
    kon: Kon | None = None
    ursprung: Ursprung = Ursprung.BESLUT
    ansokningsdatum: date | None = None
    galler_till: date | None = None
    enhet: str | None = None
    handlaggare: str | None = None
    skyddad: bool = False
    bosattningskommun: str | None = None
    ersatter: str | None = None
    tidigare_nummer: str | None = None
    kostnad_manad: int | None = None

    @property
    def plats(self) -> str:
        """How a message names the decision."""
        return f"beslut {self.beslutsnummer}"


class Handelse(NamedTuple):
    """An event in a case, dated the day it happened (for a plan: the day it became known).

    `id` is the register's own number. `ersatter` is the id of the event this one corrects, or strikes
    when `slag` is makulerad. The fields after `ersatter` belong to the kinds that name them.
    """

    id: int
    datum: date
    slag: Handelseslag
    text: str | None = None
    ersatter: int | None = None
    handelse_id: str | None = None
    kallsystem: str | None = None
    svar: bool | None = None
    orsak: Avslutsorsak | None = None
    kvartal: str | None = None
    vantan: Vantanslag | None = None
    vantan_start: date | None = None
    skal_kod: SkalKod | None = None
    ansvar: Ansvar | None = None
    fran: date | None = None
    till: date | None = None
    kostnad: int | None = None
    planerat_datum: date | None = None
    diarienummer: str | None = None
    ivo_slag: IvoSlag | None = None
    kvittens: str | None = None
    omfattning: Omfattning | None = None
