"""`ejv prognos`: how many pass their gränsdag in the two coming quarters, known and expected, and how it went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import Connection

from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.uppfoljning import Urvalsval, insats_label, selector
from ejverkstallda.domain.beslut import Lag, Vantanslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagrum import is_inside
from ejverkstallda.domain.prognos import Erfarenhet, Prognos, Prognosrad, Sort, Vantande, forecast
from ejverkstallda.domain.vantetid import MINST, Vantat, build_curve
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import closings
from ejverkstallda.store.uppfoljningslager import (
    Fran,
    Till,
    Vantetid,
    Vantetidsfraga,
    avbrott_times,
    coming,
    first_decision_since,
    reached,
    waiting_times,
)

PROGNOS_OSAKER: Final = Felkod(
    "prognos_osaker",
    Allvar.UPPLYSNING,
    "Prognosen bygger på få fall.",
    "Använd de kända fallen, och läs det väntade talet med dess spann.",
)
AR_TILLBAKA: Final = 3
"""Years of decisions that the waiting curves are made of."""
TAKT_MANADER: Final = 24
"""Months of decisions that the number of new ones a day is taken from."""
UTAN_ENHET: Final = "enhet saknas"
Val = Callable[[Lag, str | None], bool]


@dataclass(frozen=True, slots=True)
class Utfall:
    """A forecast made the day before a quarter began, and what came: the väntan that passed gränsdag in it."""

    prognos: Prognos
    kom: int

    @property
    def inom(self) -> bool:
        """Whether what came lies within the forecast's range."""
        return self.prognos.summa.lagst <= self.kom <= self.prognos.summa.hogst


@dataclass(frozen=True, slots=True)
class Prognoser:
    """The forecasts of the coming quarters, and of closed ones against what came (newest last)."""

    idag: date
    lag: str | None
    namnd: str | None
    kommande: tuple[Prognos, ...]
    efterhand: tuple[Utfall, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "idag": self.idag.isoformat(),
            "lag": self.lag,
            "namnd": self.namnd,
            "kvartal": [_prognos_json(p) for p in self.kommande],
            "efterhand": [
                {
                    "kvartal": str(u.prognos.kvartal),
                    "vantade": round(u.prognos.summa.vantade, 1),
                    "lagst": u.prognos.summa.lagst,
                    "hogst": u.prognos.summa.hogst,
                    "kom": u.kom,
                    "inom": u.inom,
                }
                for u in self.efterhand
            ],
        }


def _prognos_json(prognos: Prognos) -> dict[str, Any]:
    return {
        "kvartal": str(prognos.kvartal),
        "idag": prognos.idag.isoformat(),
        "rader": [_row_json(rad) for rad in prognos.rader],
        "totalt": _row_json(prognos.summa),
        "enheter": [{"enhet": enhet, "kanda": antal} for enhet, antal in sorted(prognos.enheter.items())],
    }


def _row_json(rad: Prognosrad) -> dict[str, Any]:
    return {
        "insats": rad.insats or None,
        "kanda": rad.kanda,
        "vantade_av_kanda": round(rad.vantade_av_kanda, 1),
        "vantade_av_nya": round(rad.vantade_av_nya, 1),
        "vantade": round(rad.vantade, 1),
        "lagst": rad.lagst,
        "hogst": rad.hogst,
    }


def compute_forecast(ctx: Sammanhang, val: Urvalsval, *, efterhand: bool = False) -> Resultat[Prognoser]:
    """Forecast the two coming quarters; with `efterhand` the closed quarters too.

    Raises:
        AppError: the register has no decision to learn from.
    """
    with ctx.reading() as connection:
        wanted, namnd = selector(connection, read_settings(connection), val)
        experience = read_experience(connection, ctx.idag, wanted)
        if experience is None:
            since = _since(ctx.idag)
            raise refuse("prognos_utan_beslut", f"Inga beslut från {since} till {ctx.idag} att göra en prognos av.")
        kommande = _coming(connection, ctx.idag, wanted, experience)
        closed = sorted({s.cell.kvartal for s in closings(connection)}) if efterhand else []
        looked_back = tuple(_look_back(connection, k, wanted) for k in closed)
    data = Prognoser(
        ctx.idag, val.lag.value if val.lag else None, namnd, kommande, tuple(u for u in looked_back if u is not None)
    )
    few = experience.alla[Vantanslag.BESLUT].antal
    brister: tuple[Brist, ...] = ()
    if few < MINST:
        brister = (PROGNOS_OSAKER.brist(f"De senaste {AR_TILLBAKA} åren har bara {few} beslut att lära av."),)
    return Resultat(data, brister)


def coming_forecast(connection: Connection, idag: date, wanted: Val) -> tuple[Prognos, ...]:
    """Forecast the two coming quarters; none where there is nothing to learn from."""
    experience = read_experience(connection, idag, wanted)
    return _coming(connection, idag, wanted, experience) if experience is not None else ()


def _coming(connection: Connection, idag: date, wanted: Val, experience: Erfarenhet) -> tuple[Prognos, ...]:
    following = Kvartal.containing(idag).next()
    quarters = (following, following.next())
    waiting = _waiting(connection, idag, quarters[-1].last_day, wanted)
    return tuple(forecast(k, waiting, experience, idag) for k in quarters)


def _since(idag: date) -> date:
    """Return the day after which decisions are learnt from."""
    return idag - relativedelta(years=AR_TILLBAKA)


def read_experience(connection: Connection, idag: date, wanted: Val) -> Erfarenhet | None:
    """Learn from the decisions and avbrott of the last years, as known on `idag`; None where there is none."""
    fraga = Vantetidsfraga(Fran.BESLUT, Till.START, _since(idag) + timedelta(days=1), idag, idag)
    waited: dict[Sort, list[Vantat]] = {}
    for slag, found in (
        (Vantanslag.BESLUT, waiting_times(connection, fraga)),
        (Vantanslag.AVBROTT, avbrott_times(connection, fraga)),
    ):
        for v in found:
            if wanted(v.lag, v.namnd):
                waited.setdefault((_label(v), slag), []).append(Vantat(v.dagar, v.natt, v.antal))
    if not waited:
        return None
    alla = {slag: build_curve(x for (_, s), held in waited.items() if s is slag for x in held) for slag in Vantanslag}
    return Erfarenhet(alla, {sort: build_curve(held) for sort, held in waited.items()}, _rate(connection, idag, wanted))


def _label(v: Vantetid) -> str:
    return insats_label(v.insats, v.insats_kod)


def _rate(connection: Connection, idag: date, wanted: Val) -> dict[Sort, float]:
    """Count the decisions and avbrott a day of the last two years, or of as long as there are any."""
    first = idag - relativedelta(months=TAKT_MANADER) + timedelta(days=1)
    fraga = Vantetidsfraga(Fran.BESLUT, Till.START, first, idag, idag)
    count: dict[Sort, int] = {}
    for slag, found in (
        (Vantanslag.BESLUT, waiting_times(connection, fraga)),
        (Vantanslag.AVBROTT, avbrott_times(connection, fraga)),
    ):
        for v in found:
            if wanted(v.lag, v.namnd):
                count[_label(v), slag] = count.get((_label(v), slag), 0) + v.antal
    longest = _days_with_decisions(connection, first, idag)
    return {sort: number / longest for sort, number in count.items()}


def _days_with_decisions(connection: Connection, first: date, idag: date) -> int:
    """Return the days from the first decision on or after `first`: a young register has not been kept for two years."""
    began = first_decision_since(connection, first) or idag
    return max(1, (idag - began).days + 1)


def _waiting(connection: Connection, idag: date, till: date, wanted: Val) -> list[Vantande]:
    return [
        Vantande(
            (insats_label(u.grund.insats, u.grund.insats_kod), u.slag), u.grund.enhet or UTAN_ENHET, u.start, u.gransdag
        )
        for u in coming(connection, idag, till)
        if wanted(u.grund.lag, u.grund.namnd) and is_inside(u.grund.beslut)
    ]


def _look_back(connection: Connection, kvartal: Kvartal, wanted: Val) -> Utfall | None:
    """Forecast a quarter as of the day before it began, and count what came; None where nothing was known then."""
    then = kvartal.first_day - timedelta(days=1)
    experience = read_experience(connection, then, wanted)
    if experience is None:
        return None
    made = forecast(kvartal, _waiting(connection, then, kvartal.last_day, wanted), experience, then)
    came = sum(
        1
        for u in reached(connection, kvartal.first_day, kvartal.last_day)
        if u.gransdag >= kvartal.first_day and wanted(u.grund.lag, u.grund.namnd) and is_inside(u.grund.beslut)
    )
    return Utfall(made, came)
