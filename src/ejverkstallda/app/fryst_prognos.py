"""The forecast in a quarter's report: made on the day the quarter is closed, and frozen with it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.prognosgrund import coming_forecast
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Allvar, Felkod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import Prognos, Prognosrad

NYCKEL: Final = "prognos"
"""Where it stands in the frame of a closed quarter."""
PROGNOS_EJ_FRYST: Final = Felkod(
    "prognos_ej_fryst",
    Allvar.UPPLYSNING,
    "Prognosen är vald till rapporten, men kvartalet stängdes utan den och får aldrig någon.",
    "Ta fram dagens prognos med ejv prognos. Kvartal som stängs härefter får sin egen.",
)


def cell_forecast(
    connection: Connection, namnder: Namnder, kvartal: Kvartal, idag: date, lag: Lag | None, namnd: str | None
) -> tuple[Prognos, ...]:
    """Forecast the two quarters after a report's own; empty where there is nothing to learn from.

    It is for a law and a nämnd (None = all), as of `idag`, and the first of the two has most often begun.

    What is known by enhet is left out: a report has no place for it, and what is not frozen need not be weeded.
    """
    made = coming_forecast(
        connection,
        idag,
        lambda own, whose: (lag is None or own is lag) and (not namnd or namnder.canonical(whose) == namnd),
        kvartal.next(),
    )
    return tuple(Prognos(p.kvartal, p.idag, p.rader, p.summa, {}) for p in made)


def freeze_forecast(prognoser: Iterable[Prognos]) -> list[dict[str, Any]]:
    """Return forecasts as plain JSON values."""
    return [
        {
            "kvartal": str(p.kvartal),
            "idag": p.idag.isoformat(),
            "rader": [_row(rad) for rad in p.rader],
            "summa": _row(p.summa),
        }
        for p in prognoser
    ]


def has_forecast(ram: Mapping[str, Any]) -> bool:
    """Tell whether a closed quarter was closed with a forecast, though there may have been nothing to learn from."""
    return NYCKEL in ram


def thaw_forecast(ram: Mapping[str, Any]) -> tuple[Prognos, ...]:
    """Return the forecasts of a closed quarter's frame; one that was closed without has none.

    A row frozen before those who had passed were told apart has six values: it has none of them.
    """
    return tuple(
        Prognos(
            Kvartal.parse(held["kvartal"]),
            date.fromisoformat(held["idag"]),
            tuple(Prognosrad(*rad) for rad in held["rader"]),
            Prognosrad(*held["summa"]),
            {},
        )
        for held in ram.get(NYCKEL, ())
    )


def _row(rad: Prognosrad) -> list[Any]:
    return [rad.insats, rad.kanda, rad.vantade_av_kanda, rad.vantade_av_nya, rad.lagst, rad.hogst, rad.passerade]
