"""Rows of the two import files to domain values: `beslut` and `handelser` of the contract, section 2."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelse,
    Handelseslag,
    IvoSlag,
    Kon,
    Lag,
    Omfattning,
    SkalKod,
    Ursprung,
    Vantanslag,
)
from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import falt
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers.falt import Fel, Parser
from ejverkstallda.readers.helfil import Tabell, read_table
from ejverkstallda.readers.tabell import Tabellrad

BRIST_KOLUMN: Final = "brist"
"""The column that a findings file adds; known, and not read."""


@dataclass(frozen=True, slots=True)
class Beslutsrad:
    """A row about a decision: its key, the fields that the row gives a value, and the identity number with its kind."""

    plats: str
    kallsystem: str
    beslutsnummer: str
    falt: Mapping[str, Any]
    person: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Handelserad:
    """A row about an event; `kallsystem` None = the only decision with that number. The event's id is not set."""

    plats: str
    kallsystem: str | None
    beslutsnummer: str
    handelse: Handelse


@dataclass(frozen=True, slots=True)
class Nekadrad:
    """A row that could not be read, with its faults."""

    rad: Tabellrad
    brister: tuple[Brist, ...]


@dataclass(frozen=True, slots=True)
class Inlast:
    """A file as read: its kind, the good rows with the raw ones they came from, the refused rows, its faults."""

    tabell: Tabell | None
    ar_handelser: bool
    beslut: tuple[tuple[Tabellrad, Beslutsrad], ...] = ()
    handelser: tuple[tuple[Tabellrad, Handelserad], ...] = ()
    nekade: tuple[Nekadrad, ...] = ()
    brister: tuple[Brist, ...] = ()
    okanda_kolumner: tuple[str, ...] = ()


def beslut_parsers(idag: date) -> dict[str, Parser]:
    """Return the parser of each column about a decision; dates are held against `idag`."""

    def past(text: str) -> Any:
        return falt.past_date(text, idag)

    def day(text: str) -> Any:
        return falt.parse_date(text, idag)

    short = falt.parse_short
    return {
        "beslutsnummer": falt.parse_number,
        "beslutsdatum": past,
        "lag": falt.code_parser(Lag),
        "insats": short,
        "lagrum": short,
        "verksamhetsomrade": short,
        "namnd": short,
        "kon": falt.code_parser(Kon, {"kvinna": Kon.KVINNA, "man": Kon.MAN}),
        "ursprung": falt.code_parser(Ursprung),
        "ansokningsdatum": past,
        "galler_till": day,
        "enhet": short,
        "handlaggare": short,
        "personnummer": falt.parse_identity,
        "kallsystem": short,
        "skyddad": falt.parse_bool,
        "bosattningskommun": falt.parse_kommunkod,
        "ersatter": falt.parse_number,
        "tidigare_nummer": falt.parse_number,
        "kostnad_manad": falt.parse_amount,
    }


def handelse_parsers(idag: date) -> dict[str, Parser]:
    """Return the parser of each column about an event; dates are held against `idag`."""

    def past(text: str) -> Any:
        return falt.past_date(text, idag)

    def day(text: str) -> Any:
        return falt.parse_date(text, idag)

    short = falt.parse_short
    return {
        "beslutsnummer": falt.parse_number,
        "datum": past,
        "handelse": falt.code_parser(Handelseslag, hide=Handelseslag.MAKULERAD),
        "text": falt.parse_text,
        "svar": falt.parse_bool,
        "orsak": falt.code_parser(Avslutsorsak, hide=Avslutsorsak.FELREGISTRERAD),
        "kvartal": falt.parse_quarter,
        "vantan": falt.code_parser(Vantanslag),
        "vantan_start": past,
        "kallsystem": short,
        "handelse_id": short,
        "skal_kod": falt.code_parser(SkalKod),
        "ansvar": falt.code_parser(Ansvar),
        "fran": day,
        "till": day,
        "kostnad": falt.parse_amount,
        "planerat_datum": day,
        "diarienummer": short,
        "slag": falt.code_parser(IvoSlag),
        "kvittens": short,
        "omfattning": falt.code_parser(Omfattning),
    }


_KRAV_BESLUT: Final = ("beslutsnummer", "beslutsdatum", "lag", "insats")
_KRAV_HANDELSE: Final = ("beslutsnummer", "datum", "handelse")


def read_import(path: Path, idag: date) -> Inlast:
    """Read one import file; which kind it is follows from its header. All faults are collected."""
    tabell = read_table(path)
    if isinstance(tabell, Brist):
        return Inlast(None, ar_handelser=False, brister=(tabell,))
    ar_handelser = "handelse" in tabell.kolumner
    krav = _KRAV_HANDELSE if ar_handelser else _KRAV_BESLUT
    parsers = (handelse_parsers if ar_handelser else beslut_parsers)(idag)
    if faults := _header_faults(tabell, krav):
        return Inlast(tabell, ar_handelser, brister=faults)
    columns = zip(tabell.rubriker, tabell.kolumner, strict=True)
    unknown = tuple(falt.mask(r) for r, k in columns if k not in parsers and k != BRIST_KOLUMN and r)
    infos = tuple(
        fk.KOLUMN_OKAND.brist(f"Kolumnen {falt.quote(r)} är okänd och lästes inte.", tabell.plats(1)) for r in unknown
    )
    beslut: list[tuple[Tabellrad, Beslutsrad]] = []
    handelser: list[tuple[Tabellrad, Handelserad]] = []
    nekade: list[Nekadrad] = []
    for rad in tabell.rader:
        values, faults = _read_row(tabell, rad, parsers, krav)
        if faults:
            nekade.append(Nekadrad(rad, faults))
        elif ar_handelser:
            handelser.append((rad, _to_handelserad(tabell.plats(rad.rad), values)))
        else:
            beslut.append((rad, _to_beslutsrad(tabell.plats(rad.rad), values)))
    return Inlast(tabell, ar_handelser, tuple(beslut), tuple(handelser), tuple(nekade), infos, unknown)


def _header_faults(tabell: Tabell, krav: tuple[str, ...]) -> tuple[Brist, ...]:
    missing = [k for k in krav if k not in tabell.kolumner]
    double = sorted({k for k in tabell.kolumner if k and tabell.kolumner.count(k) > 1})
    plats = tabell.plats(1)
    return (
        *(fk.KOLUMN_SAKNAS.brist(f"Kolumnen {k} saknas.", plats) for k in missing),
        *(fk.KOLUMN_DUBBEL.brist(f"Kolumnen {falt.quote(k)} finns två gånger.", plats) for k in double),
    )


def _read_row(
    tabell: Tabell, rad: Tabellrad, parsers: Mapping[str, Parser], krav: tuple[str, ...]
) -> tuple[dict[str, Any], tuple[Brist, ...]]:
    values: dict[str, Any] = {}
    faults: list[Brist] = []
    if any(cell.strip() for cell in rad.celler[len(tabell.kolumner) :]):
        text = f"Raden har {len(rad.celler)} celler men rubrikraden {len(tabell.kolumner)}."
        faults.append(fk.RAD_FOR_LANG.brist(text, tabell.plats(rad.rad)))
    for kolumn, cell in zip(tabell.kolumner, rad.celler, strict=False):
        text = cell.strip()
        if not text or kolumn not in parsers:
            continue
        value = parsers[kolumn](text)
        if isinstance(value, Fel):
            faults.append(value.kod.brist(value.text, tabell.plats(rad.rad, kolumn)))
            values[kolumn] = None
        else:
            values[kolumn] = value
    faults += [
        fk.VARDE_SAKNAS.brist(f"Värdet för {k} saknas.", tabell.plats(rad.rad, k)) for k in krav if k not in values
    ]
    if values.get("handelse") is Handelseslag.SVAR and "svar" not in values:
        faults.append(fk.VARDE_SAKNAS.brist("Värdet för svar saknas (ja eller nej).", tabell.plats(rad.rad, "svar")))
    if values.get("handelse") is Handelseslag.KOMMENTAR and "text" not in values:
        faults.append(fk.VARDE_SAKNAS.brist("Kommentaren saknar text.", tabell.plats(rad.rad, "text")))
    return values, tuple(faults)


def _to_beslutsrad(plats: str, values: dict[str, Any]) -> Beslutsrad:
    kallsystem = values.pop("kallsystem", "")
    return Beslutsrad(plats, kallsystem, values.pop("beslutsnummer"), values, values.pop("personnummer", None))


def _to_handelserad(plats: str, values: dict[str, Any]) -> Handelserad:
    kallsystem = values.pop("kallsystem", None)
    nummer = values.pop("beslutsnummer")
    slag = values.pop("handelse")
    ivo_slag = values.pop("slag", None)
    handelse = Handelse(id=0, slag=slag, ivo_slag=ivo_slag, **values)
    return Handelserad(plats, kallsystem, nummer, handelse)
