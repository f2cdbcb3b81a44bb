"""Rows of the tables to domain values and back. Column names equal field names; only types differ."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import RowMapping, Table
from sqlmodel import SQLModel

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Beslut,
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
from ejverkstallda.domain.historik import Rapporterat
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.vantan import Slut, Slutslag, Vantan
from ejverkstallda.store import tabeller


def table(model: type[SQLModel]) -> Table:
    """Return the Core table behind a SQLModel class."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


BESLUT: Final = table(tabeller.BeslutTabell)
HANDELSE: Final = table(tabeller.HandelseTabell)
VANTAN: Final = table(tabeller.VantanTabell)
PERSON: Final = table(tabeller.PersonTabell)
STANGNING: Final = table(tabeller.StangningTabell)
OPPNING: Final = table(tabeller.OppningTabell)
FRYST_RAD: Final = table(tabeller.FrystRadTabell)
FIL: Final = table(tabeller.FilTabell)
LOGG: Final = table(tabeller.LoggTabell)
INSTALLNING: Final = table(tabeller.InstallningTabell)

BESLUT_FALT: Final = tuple(f.name for f in fields(Beslut))
_HANDELSE_FALT: Final = tuple(f.name for f in fields(Handelse) if f.name != "kallsystem")
_BESLUT_KODER: Final[Mapping[str, type[StrEnum]]] = {"lag": Lag, "kon": Kon, "ursprung": Ursprung}
_HANDELSE_KODER: Final[Mapping[str, type[StrEnum]]] = {
    "slag": Handelseslag,
    "orsak": Avslutsorsak,
    "vantan": Vantanslag,
    "skal_kod": SkalKod,
    "ansvar": Ansvar,
    "ivo_slag": IvoSlag,
    "omfattning": Omfattning,
}


def _coded(values: dict[str, Any], koder: Mapping[str, type[StrEnum]]) -> dict[str, Any]:
    for name, kod in koder.items():
        if values[name] is not None:
            values[name] = kod(values[name])
    return values


def to_beslut(row: RowMapping) -> Beslut:
    """Make a Beslut of a row that has the table's columns."""
    return Beslut(**_coded({name: row[name] for name in BESLUT_FALT}, _BESLUT_KODER))


def to_handelse(row: RowMapping) -> Handelse:
    """Make a Handelse of a row that has the table's columns."""
    return Handelse(**_coded({name: row[name] for name in _HANDELSE_FALT}, _HANDELSE_KODER))


def beslut_values(beslut: Beslut) -> dict[str, Any]:
    """Return a Beslut as column values."""
    return {name: _plain(getattr(beslut, name)) for name in BESLUT_FALT}


def handelse_values(handelse: Handelse) -> dict[str, Any]:
    """Return a Handelse as column values; the decision, the fingerprint and who are added by the caller."""
    return {name: _plain(getattr(handelse, name)) for name in _HANDELSE_FALT}


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def to_vantan(row: RowMapping | Mapping[str, Any]) -> Vantan:
    """Make a Vantan of a row of the derived table."""
    slut = None
    if row["slut_datum"] is not None:
        orsak = Avslutsorsak(row["slut_orsak"]) if row["slut_orsak"] else None
        slut = Slut(Slutslag(row["slut_slag"]), row["slut_datum"], orsak)
    return Vantan(Vantanslag(row["slag"]), row["oppnad_av"], row["start"], row["gransdag"], slut, row["borta"])


def to_rapporterat(row: RowMapping | Mapping[str, Any]) -> Rapporterat:
    """Make a Rapporterat of a row of the derived table."""
    return Rapporterat(
        rapporterad=row["rapporterad"],
        forst=_quarter(row["forst"]),
        slutrapporterad=row["slutrapporterad"],
        slut=_quarter(row["slut_kvartal"]),
        ur_historik=row["ur_historik"],
    )


def vantan_values(vantan: Vantan, rapporterat: Rapporterat, *, bevakas: bool) -> dict[str, Any]:
    """Return a Vantan with what has been reported of it as column values."""
    slut = vantan.slut
    return {
        "slag": vantan.slag.value,
        "oppnad_av": vantan.oppnad_av,
        "start": vantan.start,
        "gransdag": vantan.gransdag,
        "slut_slag": slut.slag.value if slut else None,
        "slut_datum": slut.datum if slut else None,
        "slut_orsak": slut.orsak.value if slut and slut.orsak else None,
        "borta": vantan.borta,
        "rapporterad": rapporterat.rapporterad,
        "forst": _text(rapporterat.forst),
        "slutrapporterad": rapporterat.slutrapporterad,
        "slut_kvartal": _text(rapporterat.slut),
        "ur_historik": rapporterat.ur_historik,
        "bevakas": bevakas,
    }


def _quarter(text: str | None) -> Kvartal | None:
    return Kvartal.parse(text) if text else None


def _text(kvartal: Kvartal | None) -> str | None:
    return str(kvartal) if kvartal else None


def iso(value: object) -> str | None:
    """Return a value as it is written in the log: ISO dates, codes, ja/nej."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return value.isoformat() if isinstance(value, date) else str(value)
