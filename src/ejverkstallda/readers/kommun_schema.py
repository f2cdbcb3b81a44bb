"""The shape of kommun.toml: which keys there are and what may stand in them. Values are made by `kommun`."""

import unicodedata
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.kommun import Utlatandeform
from ejverkstallda.report.rapportval import FULLMAKTIGES_DELAR, Arendenummer, Rapportdelar
from ejverkstallda.report.talord import uppraknat

_LANGST = 300
_LANGSTA_TEXT = 10_000
_MINSTA_GRANS, _STORSTA_GRANS = 2, 100


def _one_line(text: str) -> str:
    if any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in text):
        msg = "ska stå på en rad, utan radbrytning eller tabb"
        raise ValueError(msg)
    return text.strip()


def _not_empty(text: str) -> str:
    if not text:
        msg = "är tom"
        raise ValueError(msg)
    return text


def _kortnamn(text: str) -> str:
    if not (text.isascii() and text.replace("-", "").isalnum()):
        msg = "får bara ha bokstäverna a–z, siffror och bindestreck, eftersom det blir en del av filnamn"
        raise ValueError(msg)
    return text


def _lag(text: str) -> Lag:
    by_name = {lag.value.casefold(): lag for lag in Lag}
    if text.casefold() not in by_name:
        msg = f"ska vara {' eller '.join(Lag)}"
        raise ValueError(msg)
    return by_name[text.casefold()]


def _form(text: str) -> Utlatandeform:
    try:
        return Utlatandeform(text.strip().casefold())
    except ValueError:
        msg = f"ska vara {uppraknat(tuple(Utlatandeform), 'eller')}"
        raise ValueError(msg) from None


def _plain_lines(text: str) -> str:
    if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text):
        msg = "innehåller styrtecken"
        raise ValueError(msg)
    return text


def _arendenummer(text: str) -> Arendenummer:
    if text.casefold() not in set(Arendenummer):
        msg = f"ska vara {' eller '.join(Arendenummer)}"
        raise ValueError(msg)
    return Arendenummer(text.casefold())


def _threshold(number: int) -> int:
    """No number is fewer than one: a threshold of one would hide nothing."""
    if number != 0 and not _MINSTA_GRANS <= number <= _STORSTA_GRANS:
        msg = f"ska vara 0 (av) eller från {_MINSTA_GRANS} till {_STORSTA_GRANS}"
        raise ValueError(msg)
    return number


def _by_kvartal(value: object) -> object:
    """Let one number for all quarters stand for a table with an empty key."""
    return {"": value} if isinstance(value, str) else value


def _quarters(numbers: dict[str, str]) -> dict[str, str]:
    try:
        parsed = [Kvartal.parse(key) for key in numbers if key]
    except ValueError:
        msg = "ska ha ett kvartal som nyckel, till exempel 2019Q1"
        raise ValueError(msg) from None
    if len(set(parsed)) < len(parsed):
        msg = "nämner samma kvartal två gånger"
        raise ValueError(msg)
    return numbers


Text = Annotated[str, Field(max_length=_LANGST), AfterValidator(_one_line)]
Namn = Annotated[Text, AfterValidator(_not_empty)]
Stycken = Annotated[str, Field(max_length=_LANGSTA_TEXT), AfterValidator(_plain_lines)]
"""Text of several lines; an empty line parts two paragraphs."""


class _Del(BaseModel):
    """A table of the file: nothing is converted, no key is overlooked."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PersonDel(_Del):
    """A person: name, title, e-mail."""

    namn: Namn
    titel: Text = ""
    epost: Text = ""


class UnderskriftDel(_Del):
    """A signatory: name and title."""

    namn: Namn
    titel: Text = ""


class ExpedieringDel(_Del):
    """Who gets the nämnd's decision."""

    for_vidare_hantering: list[Namn] = []
    for_kannedom: list[Namn] = []


class MoteDel(_Del):
    """A meeting of the nämnd, and the last day its secretary takes papers for it."""

    datum: date
    stopptid: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.stopptid > self.datum:
            msg = "har en stopptid efter mötet"
            raise ValueError(msg)
        return self


class TexterDel(_Del):
    """What the nämnd says itself under the headings of a full tjänsteutlåtande."""

    motivering: Stycken = ""
    arendet: Stycken = ""
    ekonomisk_bedomning: Stycken = ""
    invanarperspektiv: Stycken = ""
    hallbarhetsperspektiv: Stycken = ""
    styrdokument: Stycken = ""
    remissyttrande: Stycken = ""
    mbl: Stycken = ""
    genomforande: Stycken = ""
    bedomning: Stycken = ""


class NamndDel(_Del):
    """One `[[namnd]]`."""

    namn: Namn
    kortnamn: Annotated[Namn, Field(max_length=40), AfterValidator(_kortnamn)] | None = None
    forvaltning: Text = ""
    diarienummer: Annotated[dict[str, Text], BeforeValidator(_by_kvartal), AfterValidator(_quarters)] = {}
    rapportor: PersonDel | None = None
    handlaggare: PersonDel | None = None
    underskrifter: list[UnderskriftDel] = []
    expediering: ExpedieringDel = ExpedieringDel()
    moten: list[MoteDel] = []
    lagar: list[Annotated[str, AfterValidator(_lag)]] = []
    tjansteutlatande: Annotated[str, AfterValidator(_form)] = Utlatandeform.KORT
    texter: TexterDel = TexterDel()


class KommunDel(_Del):
    """The table `[kommun]`."""

    namn: Namn
    adress: list[Namn] = []
    postadress: Text = ""
    organisationsnummer: Text = ""
    telefon: Text = ""
    epost: Text = ""
    webb: Text = ""
    logotyp: Text = ""


_NAMNDENS = Rapportdelar()
_FULLMAKTIGES = FULLMAKTIGES_DELAR


class DelarDel(_Del):
    """`[rapport.delar]`: what of the nämnd's report that goes beyond the statutes is in it."""

    verksamhetsomrade: bool = _NAMNDENS.verksamhetsomrade
    kon: bool = _NAMNDENS.kon
    skal: bool = _NAMNDENS.skal
    erbjudanden: bool = _NAMNDENS.erbjudanden
    jamforelse: bool = _NAMNDENS.jamforelse
    diagram: bool = _NAMNDENS.diagram
    grunder: bool = _NAMNDENS.grunder
    enhet: bool = _NAMNDENS.enhet
    prognos: bool = _NAMNDENS.prognos


class FullmaktigeDel(_Del):
    """`[rapport.fullmaktige]`: the same of fullmäktige's report, which has no rows to append a ground or a unit to."""

    verksamhetsomrade: bool = _FULLMAKTIGES.verksamhetsomrade
    kon: bool = _FULLMAKTIGES.kon
    skal: bool = _FULLMAKTIGES.skal
    erbjudanden: bool = _FULLMAKTIGES.erbjudanden
    jamforelse: bool = _FULLMAKTIGES.jamforelse
    diagram: bool = _FULLMAKTIGES.diagram


class RapportDel(_Del):
    """The table `[rapport]`."""

    arendenummer: Annotated[str, AfterValidator(_arendenummer)] = Arendenummer.BESLUTSNUMMER
    sma_tal: Annotated[int, AfterValidator(_threshold)] = 0
    sma_tal_i_statistikrapporten: bool = False
    delar: DelarDel = DelarDel()
    fullmaktige: FullmaktigeDel = FullmaktigeDel()


class KommunFil(_Del):
    """The whole file."""

    kommun: KommunDel
    namnd: list[NamndDel] = []
    rapport: RapportDel = RapportDel()
