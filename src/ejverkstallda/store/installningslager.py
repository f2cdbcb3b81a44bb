"""The register's settings, typed: kommun, nämnder, statusdag, first quarter, and days per quarter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.store.oversattning import INSTALLNING


class Statusdagsval(StrEnum):
    """R11: which day the groups are seen at the end of."""

    KVARTALSSLUT = "kvartalsslut"
    RAPPORTERINGSDAG = "rapporteringsdag"


@dataclass(frozen=True, slots=True)
class Installningar:
    """A register's settings.

    `rapporteringsdagar` and `statusdagar` are the municipality's own days per quarter; `rad_och_stod` tells
    that råd och stöd (LSS 9 § 1) has been transferred to it from the region.
    """

    kommun: str = ""
    namnder: tuple[str, ...] = ()
    statusdag: Statusdagsval = Statusdagsval.KVARTALSSLUT
    forsta_kvartal: Kvartal | None = None
    rapporteringsdagar: Mapping[Kvartal, date] = field(default_factory=dict)
    statusdagar: Mapping[Kvartal, date] = field(default_factory=dict)
    rad_och_stod: bool = False


_PER_KVARTAL: Final = ("rapporteringsdag", "statusdag")


def to_rows(values: Installningar) -> dict[str, str]:
    """Return the settings as they are stored: key and text, keys without a value left out."""
    rows = {"statusdag": values.statusdag.value}
    if values.kommun:
        rows["kommun"] = values.kommun
    if values.namnder:
        rows["namnder"] = json.dumps(values.namnder, ensure_ascii=False)
    if values.rad_och_stod:
        rows["rad_och_stod"] = "kommunen"
    if values.forsta_kvartal:
        rows["forsta_kvartal"] = str(values.forsta_kvartal)
    for name, days in zip(_PER_KVARTAL, (values.rapporteringsdagar, values.statusdagar), strict=True):
        rows |= {f"{name}.{kvartal}": day.isoformat() for kvartal, day in sorted(days.items())}
    return rows


_ALLA: Final = select(INSTALLNING.c.nyckel, INSTALLNING.c.varde)


def read_settings(connection: Connection) -> Installningar:
    """Read the register's settings."""
    return from_rows({row.nyckel: row.varde for row in connection.execute(_ALLA)})


def from_rows(rows: Mapping[str, str]) -> Installningar:
    """Return the settings that were stored as rows: a register's, or those frozen with a quarter (see `to_rows`)."""
    days: dict[str, dict[Kvartal, date]] = {name: {} for name in _PER_KVARTAL}
    for key, value in rows.items():
        name, _, kvartal = key.partition(".")
        if kvartal:
            days[name][Kvartal.parse(kvartal)] = date.fromisoformat(value)
    first = rows.get("forsta_kvartal")
    return Installningar(
        kommun=rows.get("kommun", ""),
        namnder=tuple(json.loads(rows.get("namnder", "[]"))),
        statusdag=Statusdagsval(rows.get("statusdag", Statusdagsval.KVARTALSSLUT)),
        forsta_kvartal=Kvartal.parse(first) if first else None,
        rapporteringsdagar=days["rapporteringsdag"],
        statusdagar=days["statusdag"],
        rad_och_stod=rows.get("rad_och_stod") == "kommunen",
    )


def write_settings(connection: Connection, values: Installningar) -> None:
    """Store the settings in place of those that stand."""
    connection.execute(delete(INSTALLNING))
    connection.execute(insert(INSTALLNING), [{"nyckel": k, "varde": v} for k, v in to_rows(values).items()])
