"""The forecast in a quarter's report: made on the day the quarter is closed, and frozen with it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.prognos import coming_forecast
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import Prognos, Prognosrad

NYCKEL: Final = "prognos"
"""Where it stands in the frame of a closed quarter."""


def cell_forecast(
    connection: Connection, namnder: Namnder, idag: date, lag: Lag | None, namnd: str | None
) -> tuple[Prognos, ...]:
    """Forecast the two coming quarters for a law and a nämnd (None = all); empty where there is nothing to learn from.

    What is known by enhet is left out: a report has no place for it, and what is not frozen need not be weeded.
    """
    made = coming_forecast(
        connection,
        idag,
        lambda own, whose: (lag is None or own is lag) and (not namnd or namnder.canonical(whose) == namnd),
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


def thaw_forecast(ram: Mapping[str, Any]) -> tuple[Prognos, ...]:
    """Return the forecasts of a closed quarter's frame; one that was closed without has none."""
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
    return [rad.insats, rad.kanda, rad.vantade_av_kanda, rad.vantade_av_nya, rad.lagst, rad.hogst]
