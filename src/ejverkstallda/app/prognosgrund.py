"""What a forecast is made from: the väntan of the quarters, and what the register's decisions have taught.

Only what is inside the duty counts, in both: a judgment or another lagrum is never reported.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import Connection

from ejverkstallda.app.uppfoljning import Plikttest, insats_label
from ejverkstallda.domain.beslut import Lag, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import Erfarenhet, Prognos, Sort, Vantande, forecast
from ejverkstallda.domain.vantetid import Vantat, build_curve
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.uppfoljningslager import (
    Fran,
    Till,
    Uppnadd,
    Vantetidsfraga,
    avbrott_times,
    first_decision_since,
    reaching,
    waiting_times,
)

AR_TILLBAKA: Final = 3
"""Years of decisions that the waiting curves are made of."""
TAKT_MANADER: Final = 24
"""Months of decisions that the number of new ones a day is taken from."""
UTAN_ENHET: Final = "uppgift saknas"
"""The enhet of those who have none, and of protected persons, whose enhet no paper may tell."""
Val = Callable[[Lag, str | None], bool]
Falltest = Callable[[Uppnadd], bool]


def coming_forecast(
    connection: Connection, idag: date, wanted: Val, forst: Kvartal | None = None
) -> tuple[Prognos, ...]:
    """Forecast two quarters, `forst` (the running one) and the next; none where nobody is known or learnt from."""
    experience = read_experience(connection, idag, wanted)
    made = forecast_two(connection, forst or Kvartal.containing(idag), idag, wanted, experience)
    return made if experience.kurvor or any(p.rader for p in made) else ()


def known_forecast(connection: Connection, idag: date, wanted: Val, own: Falltest) -> tuple[Prognos, ...]:
    """Forecast the running quarter and the next for a part of those known; what comes new cannot be told for a part.

    Nor is it told by enhet: in a part that is an enhet's, a protected person without one would be given away.
    """
    known = read_experience(connection, idag, wanted)._replace(nya={})
    made = forecast_two(connection, Kvartal.containing(idag), idag, wanted, known, own)
    return tuple(p._replace(enheter={}) for p in made)


def forecast_two(
    connection: Connection,
    forst: Kvartal,
    idag: date,
    wanted: Val,
    experience: Erfarenhet,
    own: Falltest | None = None,
) -> tuple[Prognos, ...]:
    """Forecast a quarter and the next as of a day."""
    quarters = (forst, forst.next())
    waiting = [_waiting(u) for u in read_reaching(connection, quarters, idag, wanted) if own is None or own(u)]
    return tuple(forecast(k, waiting, experience, idag) for k in quarters)


def read_reaching(connection: Connection, kvartal: Sequence[Kvartal], idag: date, wanted: Val) -> list[Uppnadd]:
    """Return the väntan inside the duty with gränsdag in the quarters, which have reached it or still may."""
    inside = Plikttest()
    found = reaching(connection, kvartal[0].first_day, kvartal[-1].last_day, idag)
    return [u for u in found if wanted(u.grund.lag, u.grund.namnd) and inside(u.grund)]


def _waiting(u: Uppnadd) -> Vantande:
    enhet = None if u.skyddad else u.grund.enhet
    return Vantande(
        (insats_label(u.grund.insats, u.grund.insats_kod), u.slag), enhet or UTAN_ENHET, u.start, u.gransdag
    )


def learnt_since(connection: Connection, idag: date) -> date:
    """Return the first day whose decisions are learnt from: three years back, but none from before the register.

    Of decisions made before its first quarter often only those are registered that still waited then; what went quickly
    is missing, and waits and numbers would come out wrong.
    """
    return _after_start(read_settings(connection).forsta_kvartal, idag - relativedelta(years=AR_TILLBAKA))


def _after_start(forsta: Kvartal | None, day: date) -> date:
    """Return the day after a day, or the register's first where that is later."""
    return max(day + timedelta(days=1), forsta.first_day if forsta else date.min)


def read_experience(connection: Connection, idag: date, wanted: Val) -> Erfarenhet:
    """Learn from the decisions and avbrott of the last years, as known on `idag`.

    Where there are none nothing is known of how they wait, and everybody is taken to wait on.
    """
    forsta = read_settings(connection).forsta_kvartal
    counted_from = _after_start(forsta, idag - relativedelta(months=TAKT_MANADER))
    fraga = Vantetidsfraga(Fran.BESLUT, Till.START, learnt_since(connection, idag), idag, idag, delning=counted_from)
    inside = Plikttest()
    waited: dict[Sort, list[Vantat]] = {}
    new: dict[Sort, int] = {}
    for slag, found in (
        (Vantanslag.BESLUT, waiting_times(connection, fraga)),
        (Vantanslag.AVBROTT, avbrott_times(connection, fraga)),
    ):
        for v in found:
            if wanted(v.lag, v.namnd) and inside(v):
                sort = insats_label(v.insats, v.insats_kod), slag
                waited.setdefault(sort, []).append(Vantat(v.dagar, v.natt, v.antal))
                if v.sen:
                    new[sort] = new.get(sort, 0) + v.antal
    alla = {slag: build_curve(x for (_, s), held in waited.items() if s is slag for x in held) for slag in Vantanslag}
    began = (
        counted_from if forsta and counted_from == forsta.first_day else first_decision_since(connection, counted_from)
    )
    days = (idag - (began or idag)).days + 1
    return Erfarenhet(alla, {sort: build_curve(held) for sort, held in waited.items()}, new, max(1, days))
