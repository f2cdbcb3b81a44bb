"""`ejv vantetider`: how long people wait for the first offer and for the start, those who wait still counted right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.uppfoljning import (
    Arsspann,
    Urvalsval,
    insats_label,
    parse_years,
    selector,
    within_register,
)
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.vantetid import MINST, Kurva, Vantat, build_curve
from ejverkstallda.report.vantetidspapper import GRANSER
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.uppfoljningslager import Fran, Till, Vantetidsfraga, waiting_times

FOR_FA_FALL: Final = Felkod(
    "for_fa_fall",
    Allvar.UPPLYSNING,
    "En insats har för få fall för en väntekurva.",
    "Visa antalen i stället, eller ta med fler år.",
)
__all__ = ["GRANSER", "Fran", "Till", "Vantetider", "Vantetidsrad", "compute_waiting"]
FRAN_ORD: Final = {Fran.ANSOKAN: "ansökan", Fran.BESLUT: "beslutet"}
TILL_ORD: Final = {Till.ERBJUDANDE: "första erbjudandet", Till.START: "att insatsen börjar"}
TOTALT: Final = "totalt"


@dataclass(frozen=True, slots=True)
class Vantetidsrad:
    """The waiting times of an insats (or of all). `kurva` is None under ten cases: then only the numbers are told."""

    avser: str
    antal: int
    natt: int
    kurva: Kurva | None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; days are whole, shares between 0 and 1 with four decimals."""
        base = {
            "avser": self.avser,
            "antal": self.antal,
            "natt": self.natt,
            "vantar_eller_avslutade": self.antal - self.natt,
        }
        if self.kurva is None:
            return {**base, "kurva": None}
        k = self.kurva
        return {
            **base,
            "medel": round(k.mean, 1),
            "medel_minst": k.open_ended,
            "median": k.median,
            "andel_over": {str(days): _rounded(k.share(days)) for days in GRANSER},
            "langst_foljd": k.langst,
            "kurva": [
                {
                    "dagar": s.dagar,
                    "kvar": s.kvar,
                    "natt": s.natt,
                    "andel_vantar": round(s.andel, 4),
                    "lagst": round(s.lagst, 4),
                    "hogst": round(s.hogst, 4),
                }
                for s in k.steg
            ],
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


@dataclass(frozen=True, slots=True)
class Vantetider:
    """The waiting times of the decisions of some years, counted from and to what, as known on a day."""

    spann: Arsspann
    fran: Fran
    till: Till
    lag: str | None
    namnd: str | None
    idag: date
    rader: tuple[Vantetidsrad, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "ar": list(self.spann.ar),
            "fran": self.fran.value,
            "till": self.till.value,
            "lag": self.lag,
            "namnd": self.namnd,
            "idag": self.idag.isoformat(),
            "rader": [rad.to_json() for rad in self.rader],
        }


def compute_waiting(ctx: Sammanhang, years: str, fran: Fran, till: Till, val: Urvalsval) -> Resultat[Vantetider]:
    """Return the waiting times of the decisions of the years written `2018..2021`.

    Raises:
        AppError: the years cannot be read, or the register knows nothing of them.
    """
    spann = parse_years(years)
    with ctx.reading() as connection:
        within_register(connection, spann, ctx.idag)
        wanted, namnd = selector(connection, read_settings(connection), val)
        fraga = Vantetidsfraga(fran, till, spann.forsta_dag, spann.sista_dag, ctx.idag)
        rader = waiting_rows(connection, fraga, wanted)
    data = Vantetider(spann, fran, till, val.lag.value if val.lag else None, namnd, ctx.idag, rader)
    return Resultat(data, _too_few(rader))


def waiting_rows(
    connection: Connection, fraga: Vantetidsfraga, wanted: Callable[..., bool]
) -> tuple[Vantetidsrad, ...]:
    """Make the waiting times of all and of each insats, in order of name."""
    alla: list[Vantat] = []
    by_insats: dict[str, list[Vantat]] = {}
    for v in waiting_times(connection, fraga):
        if wanted(v.lag, v.namnd):
            vantat = Vantat(v.dagar, v.natt, v.antal)
            alla.append(vantat)
            by_insats.setdefault(insats_label(v.insats, v.insats_kod), []).append(vantat)
    named = [(TOTALT, alla), *sorted(by_insats.items(), key=lambda item: item[0].casefold())]
    return tuple(_row(name, vantat) for name, vantat in named)


def _row(name: str, vantat: list[Vantat]) -> Vantetidsrad:
    antal, natt = sum(v.antal for v in vantat), sum(v.antal for v in vantat if v.natt)
    return Vantetidsrad(name, antal, natt, build_curve(vantat) if antal >= MINST else None)


def _too_few(rader: tuple[Vantetidsrad, ...]) -> tuple[Brist, ...]:
    few = [rad.avser for rad in rader if rad.kurva is None]
    if not few:
        return ()
    return (FOR_FA_FALL.brist(f"Färre än {MINST} fall, så ingen kurva: {', '.join(few)}."),)
