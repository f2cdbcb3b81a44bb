"""`ejv prognos`: how many reach gränsdag in the running quarter and the next, and how earlier forecasts came out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.prognosgrund import (
    AR_TILLBAKA,
    Val,
    forecast_two,
    learnt_since,
    read_experience,
    read_reaching,
)
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.uppfoljning import Plikttest, Urvalsval, insats_label, selector
from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.domain.prognos import Erfarenhet, Prognos, Prognosrad
from ejverkstallda.domain.vantetid import MINST
from ejverkstallda.store.installningslager import Installningar, read_settings
from ejverkstallda.store.kvartalslager import closings
from ejverkstallda.store.uppfoljningslager import overdue

PROGNOS_OSAKER: Final = Felkod(
    "prognos_osaker",
    Allvar.UPPLYSNING,
    "Prognosen bygger på få fall, eller på fall som har följts för kort.",
    "Använd de kända fallen, och läs det väntade talet med dess spann.",
)


class Utfall(NamedTuple):
    """A forecast as a report would have shown it, and what came: the väntan that reached gränsdag in the quarter.

    `fore` is how many quarters before it the report was about: 1 or 2.
    """

    prognos: Prognos
    fore: int
    kom: int

    @property
    def inom(self) -> bool:
        """Whether what came lies within the forecast's range."""
        return self.prognos.summa.lagst <= self.kom <= self.prognos.summa.hogst


@dataclass(frozen=True, slots=True)
class Prognoser:
    """The forecasts of the running quarter and the next, and of closed ones against what came (newest last).

    `redan` are those who wait on the day and have passed gränsdag, whichever quarter it lay in, per insats.
    `larda_fran` is the first day whose decisions the forecast has learnt from.
    """

    idag: date
    lag: str | None
    namnd: str | None
    kommande: tuple[Prognos, ...]
    larda_fran: date
    redan: Mapping[str, int] = field(default_factory=dict)
    efterhand: tuple[Utfall, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "idag": self.idag.isoformat(),
            "lag": self.lag,
            "namnd": self.namnd,
            "larda_fran": self.larda_fran.isoformat(),
            "vantar_efter_gransdag": [{"insats": name, "antal": n} for name, n in sorted(self.redan.items())],
            "kvartal": [prognos_json(p) for p in self.kommande],
            "efterhand": [
                {
                    "kvartal": str(u.prognos.kvartal),
                    "gjord": u.prognos.idag.isoformat(),
                    "kvartal_fore": u.fore,
                    "vantade": round(u.prognos.summa.vantade, 1),
                    "lagst": u.prognos.summa.lagst,
                    "hogst": u.prognos.summa.hogst,
                    "kom": u.kom,
                    "inom": u.inom,
                }
                for u in self.efterhand
            ],
        }


def prognos_json(prognos: Prognos) -> dict[str, Any]:
    """Return a quarter's forecast as plain JSON values; the sum stands apart from the insatser."""
    return {
        "kvartal": str(prognos.kvartal),
        "idag": prognos.idag.isoformat(),
        "rader": [{"insats": rad.insats, **_row_json(rad)} for rad in prognos.rader],
        "totalt": _row_json(prognos.summa),
        "enheter": [
            {"enhet": enhet, "passerade": known.passerade, "kanda": known.kanda}
            for enhet, known in sorted(prognos.enheter.items())
        ],
    }


def _row_json(rad: Prognosrad) -> dict[str, Any]:
    return {
        "passerade": rad.passerade,
        "kanda": rad.kanda,
        "vantade_av_kanda": round(rad.vantade_av_kanda, 1),
        "vantade_av_nya": round(rad.vantade_av_nya, 1),
        "vantade": round(rad.vantade, 1),
        "lagst": rad.lagst,
        "hogst": rad.hogst,
    }


def compute_forecast(ctx: Sammanhang, val: Urvalsval, *, efterhand: bool = False) -> Resultat[Prognoser]:
    """Forecast the running quarter and the next; with `efterhand` look back on the closed quarters too.

    Raises:
        AppError: the register has no decision to learn from.
    """
    with ctx.reading() as connection:
        settings = read_settings(connection)
        wanted, namnd = selector(connection, settings, val)
        since = learnt_since(connection, ctx.idag)
        experience = read_experience(connection, ctx.idag, wanted)
        kommande = forecast_two(connection, Kvartal.containing(ctx.idag), ctx.idag, wanted, experience)
        already = _overdue(connection, ctx.idag, wanted)
        if not (experience.kurvor or already or any(p.rader for p in kommande)):
            raise refuse("prognos_utan_beslut", f"Inga beslut från {since} till {ctx.idag} att göra en prognos av.")
        looked_back = tuple(_look_back(connection, settings, wanted)) if efterhand else ()
    data = Prognoser(ctx.idag, val.lag.value if val.lag else None, namnd, kommande, since, already, looked_back)
    return Resultat(data, _uncertain(experience, since))


def _uncertain(experience: Erfarenhet, since: date) -> tuple[Brist, ...]:
    if not experience.osaker:
        return ()
    every = experience.alla[Vantanslag.BESLUT]
    if every.antal < MINST:
        text = f"Sedan {since} (högst {AR_TILLBAKA} år tillbaka) finns bara {every.antal} beslut att lära av."
        if not experience.kurvor:
            text = (
                f"Sedan {since} finns inga beslut att lära av: de kända räknas som om ingenting händer, och inga nya."
            )
    else:
        text = f"Besluten sedan {since} har bara följts i {every.langst} dagar, alltså inte till sina gränsdagar."
    return (PROGNOS_OSAKER.brist(text),)


def _overdue(connection: Connection, idag: date, wanted: Val) -> dict[str, int]:
    """Count those who wait and have passed gränsdag, per insats."""
    inside = Plikttest()
    found: dict[str, int] = {}
    for u in overdue(connection, idag):
        if wanted(u.grund.lag, u.grund.namnd) and inside(u.grund):
            name = insats_label(u.grund.insats, u.grund.insats_kod)
            found[name] = found.get(name, 0) + 1
    return found


def _look_back(connection: Connection, settings: Installningar, wanted: Val) -> Iterator[Utfall]:
    """Make anew what the reports before each closed quarter would have forecast for it, and count what came.

    A report's day is the one its quarter was closed on, the last where laws or nämnder were closed on several; of a
    quarter that was never closed in the register it is the reporting day. Left out are forecasts that would have been
    called uncertain, and those made when the quarter was already over.
    """
    made_on: dict[Kvartal, date] = {}
    for s in closings(connection):
        if wanted(s.cell.lag, s.cell.namnd):
            made_on[s.cell.kvartal] = max(s.idag, made_on.get(s.cell.kvartal, s.idag))
    closed = sorted(made_on)
    came = {k: _came(connection, k, wanted) for k in closed}
    reports = {k for target in closed for k in (target.previous(), target.previous().previous())}
    found: list[Utfall] = []
    for report in reports:
        then = made_on.get(report) or rapporteringsdag(report, settings.rapporteringsdagar)
        experience = read_experience(connection, then, wanted)
        if experience.osaker:
            continue
        for fore, made in enumerate(forecast_two(connection, report.next(), then, wanted, experience), start=1):
            if made.kvartal in came and then <= made.kvartal.last_day:
                found.append(Utfall(made, fore, came[made.kvartal]))
    yield from sorted(found, key=lambda u: (u.fore, u.prognos.kvartal))


def _came(connection: Connection, kvartal: Kvartal, wanted: Val) -> int:
    """Count the väntan that reached gränsdag in a quarter."""
    return len(read_reaching(connection, (kvartal,), kvartal.next().first_day, wanted))
