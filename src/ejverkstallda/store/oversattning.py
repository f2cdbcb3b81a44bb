"""Rows of the tables to domain values and back. Column names equal field names; only types differ."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import Table, null
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
from ejverkstallda.domain.historik import EJ_RAPPORTERAT, Rapporterat
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
MARKERING: Final = table(tabeller.MarkeringTabell)
GODKANNANDE: Final = table(tabeller.GodkannandeTabell)
LOGG: Final = table(tabeller.LoggTabell)
INLASNING: Final = table(tabeller.InlasningTabell)
INSTALLNING: Final = table(tabeller.InstallningTabell)
TABELLER: Final = (
    BESLUT, HANDELSE, VANTAN, PERSON, STANGNING, OPPNING, FRYST_RAD, FIL, MARKERING, GODKANNANDE, LOGG, INLASNING
)  # fmt: skip
"""All tables whose rows have an id."""

BESLUT_FALT: Final = Beslut._fields
HANDELSE_FALT: Final = tuple(name for name in Handelse._fields if name != "kallsystem")
_VANTAN_FALT: Final = ("slag", "oppnad_av", "start", "gransdag", "slut_slag", "slut_datum", "slut_orsak", "borta")
_RAPPORTERAT_FALT: Final = (
    "rapporterad", "forst", "slutrapporterad", "slut_kvartal", "ur_historik", "redovisad_namnd", "redovisad_lag"
)  # fmt: skip

BESLUT_KOLUMNER: Final = tuple(BESLUT.c[name] for name in BESLUT_FALT)
"""Columns in the order of the record's fields: rows become records by place, which is what makes reading quick."""
HANDELSE_KOLUMNER: Final = tuple(
    null().label(name) if name == "kallsystem" else HANDELSE.c[name] for name in Handelse._fields
)
VANTAN_KOLUMNER: Final = tuple(VANTAN.c[name] for name in _VANTAN_FALT)
RAPPORTERAT_KOLUMNER: Final = tuple(VANTAN.c[name] for name in _RAPPORTERAT_FALT)

_Koder = Mapping[str | None, Any]


def _members(kod: type[StrEnum]) -> _Koder:
    return {None: None, **{member.value: member for member in kod}}


def _coded_places(names: Sequence[str], koder: Mapping[str, type[StrEnum]]) -> tuple[tuple[int, _Koder], ...]:
    return tuple((names.index(name), _members(kod)) for name, kod in koder.items())


_BESLUT_KODER: Final = _coded_places(BESLUT_FALT, {"lag": Lag, "kon": Kon, "ursprung": Ursprung})
_HANDELSE_KODER: Final = _coded_places(
    Handelse._fields,
    {
        "slag": Handelseslag,
        "orsak": Avslutsorsak,
        "vantan": Vantanslag,
        "skal_kod": SkalKod,
        "ansvar": Ansvar,
        "ivo_slag": IvoSlag,
        "omfattning": Omfattning,
    },
)
_LAGAR: Final = _members(Lag)
_VANTANSLAG: Final = _members(Vantanslag)
_SLUTSLAG: Final = _members(Slutslag)
_AVSLUTSORSAK: Final = _members(Avslutsorsak)


def _coded(values: Sequence[Any], koder: tuple[tuple[int, _Koder], ...]) -> list[Any]:
    coded = list(values)
    for place, members in koder:
        coded[place] = members[coded[place]]
    return coded


def to_beslut(values: Sequence[Any]) -> Beslut:
    """Make a Beslut of what `BESLUT_KOLUMNER` gave."""
    return Beslut._make(_coded(values, _BESLUT_KODER))


def to_handelse(values: Sequence[Any]) -> Handelse:
    """Make a Handelse of what `HANDELSE_KOLUMNER` gave."""
    return Handelse(*_coded(values, _HANDELSE_KODER))


def beslut_values(beslut: Beslut) -> dict[str, Any]:
    """Return a Beslut as column values."""
    return {name: _plain(getattr(beslut, name)) for name in BESLUT_FALT}


def handelse_values(handelse: Handelse) -> dict[str, Any]:
    """Return a Handelse as column values; the decision, the fingerprint and who are added by the caller."""
    return {name: _plain(getattr(handelse, name)) for name in HANDELSE_FALT}


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def read_vantan(values: Sequence[Any]) -> Vantan:
    """Make a Vantan of what `VANTAN_KOLUMNER` gave."""
    slag, oppnad_av, start, gransdag, slut_slag, slut_datum, slut_orsak, borta = values
    slut = None
    if slut_datum is not None:
        slut = Slut(_SLUTSLAG[slut_slag], slut_datum, _AVSLUTSORSAK[slut_orsak])
    return Vantan(_VANTANSLAG[slag], oppnad_av, start, gransdag, slut, borta)


def read_rapporterat(values: Sequence[Any]) -> Rapporterat:
    """Make a Rapporterat of what `RAPPORTERAT_KOLUMNER` gave."""
    rapporterad, forst, slutrapporterad, slut_kvartal, ur_historik, namnd, lag = values
    if not rapporterad:
        return EJ_RAPPORTERAT
    cell = (namnd, _LAGAR[lag]) if lag else None
    return Rapporterat(rapporterad, _quarter(forst), slutrapporterad, _quarter(slut_kvartal), ur_historik, cell)


def to_vantan(row: Mapping[str, Any]) -> Vantan:
    """Make a Vantan of a row of the derived table."""
    return read_vantan([row[name] for name in _VANTAN_FALT])


def to_rapporterat(row: Mapping[str, Any]) -> Rapporterat:
    """Make a Rapporterat of a row of the derived table."""
    return read_rapporterat([row[name] for name in _RAPPORTERAT_FALT])


VANTAN_RAD: Final = (*_VANTAN_FALT, *_RAPPORTERAT_FALT, "bevakas")
"""The columns that the derivation decides."""
_DAGAR: Final = tuple(VANTAN_RAD.index(name) for name in ("start", "gransdag", "slut_datum"))


def _vantan_rad(vantan: Vantan, rapporterat: Rapporterat, bevakas: bool) -> list[Any]:  # noqa: FBT001 — a value
    slut, cell = vantan.slut, rapporterat.cell
    return [
        vantan.slag.value,
        vantan.oppnad_av,
        vantan.start,
        vantan.gransdag,
        slut.slag.value if slut else None,
        slut.datum if slut else None,
        slut.orsak.value if slut and slut.orsak else None,
        vantan.borta,
        rapporterat.rapporterad,
        _text(rapporterat.forst),
        rapporterat.slutrapporterad,
        _text(rapporterat.slut),
        rapporterat.ur_historik,
        cell[0] if cell else None,
        cell[1].value if cell else None,
        bevakas,
    ]


def vantan_values(vantan: Vantan, rapporterat: Rapporterat, *, bevakas: bool) -> dict[str, Any]:
    """Return a Vantan with what has been reported of it as column values."""
    return dict(zip(VANTAN_RAD, _vantan_rad(vantan, rapporterat, bevakas), strict=True))


def plain_vantan(vantan: Vantan, rapporterat: Rapporterat, *, bevakas: bool) -> tuple[Any, ...]:
    """Return the same as a row of plain values, in the order of `VANTAN_RAD`, as the driver gives and takes them."""
    rad = _vantan_rad(vantan, rapporterat, bevakas)
    for place in _DAGAR:
        if rad[place] is not None:
            rad[place] = rad[place].isoformat()
    return tuple(rad)


@cache
def _quarter(text: str | None) -> Kvartal | None:
    """Read a quarter as it is stored: 2019Q1."""
    return Kvartal(int(text[:4]), int(text[5:])) if text else None


def _text(kvartal: Kvartal | None) -> str | None:
    return str(kvartal) if kvartal else None


def iso(value: object) -> str | None:
    """Return a value as it is written in the log: ISO dates, codes, ja/nej."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return value.isoformat() if isinstance(value, date) else str(value)
