"""`ejv vantetider`: how long people wait for the first offer and for the start, those who wait still counted right."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.uppfoljning import (
    Arsspann,
    Plikttest,
    Urvalsval,
    insats_label,
    parse_years,
    selector,
    within_register,
)
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.vantetid import MINST, Kurva, Vantat, build_curve
from ejverkstallda.report.vantetal import mean_days
from ejverkstallda.report.vantetidsnoter import Vantetidsgrund, before_register_text
from ejverkstallda.report.vantetidspapper import GRANSER
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.uppfoljningslager import Bort, Fran, Till, Vantetidsfraga, waiting_times

FOR_FA_FALL: Final = Felkod(
    "for_fa_fall",
    Allvar.UPPLYSNING,
    "En insats har för få fall för en väntekurva.",
    "Visa antalen i stället, eller ta med fler år.",
)
VANTETID_FORE_REGISTRET: Final = Felkod(
    "vantetid_fore_registret",
    Allvar.UPPLYSNING,
    "Väntetiderna gäller också beslut från tiden före registret, då bara de som väntade länge kan finnas med.",
    "Välj år från registrets första kvartal, eller läs in också de beslut som hann verkställas.",
)
__all__ = ["GRANSER", "Fran", "Till", "Vantetider", "Vantetidsrad", "compute_waiting"]
FRAN_ORD: Final = {Fran.ANSOKAN: "ansökan", Fran.BESLUT: "beslutet"}
TILL_ORD: Final = {Till.ERBJUDANDE: "första erbjudandet", Till.START: "att insatsen börjar"}
TOTALT: Final = "totalt"
INSATS: Final = "insats"


class Vantetidsrad(NamedTuple):
    """The waiting times of an insats, or of all (`uppdelning` tells which: an insats may be named totalt too).

    `kurva` is None under ten cases: then only the numbers are told.
    """

    uppdelning: str
    avser: str
    antal: int
    natt: int
    kurva: Kurva | None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; days are whole, shares between 0 and 1 with four decimals."""
        base = {
            "uppdelning": self.uppdelning,
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
            "medel": float(mean_days(k, 1)),
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


class Vantetider(NamedTuple):
    """The waiting times of the decisions of some years, counted from and to what, as known on a day."""

    spann: Arsspann
    fran: Fran
    till: Till
    lag: str | None
    namnd: str | None
    idag: date
    rader: tuple[Vantetidsrad, ...]
    grund: Vantetidsgrund

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "ar": list(self.spann.ar),
            "fran": self.fran.value,
            "till": self.till.value,
            "lag": self.lag,
            "namnd": self.namnd,
            "idag": self.idag.isoformat(),
            "utanfor_rapporteringsskyldigheten": self.grund.utanfor,
            "utan_ansokningsdatum": self.grund.utan_ansokan,
            "ansokan_efter_beslutet": self.grund.ansokan_efter,
            "start_raknad_som_erbjudande": self.grund.start_raknad,
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
        settings = read_settings(connection)
        wanted, namnd = selector(connection, settings, val)
        fraga = Vantetidsfraga(fran, till, spann.forsta_dag, spann.sista_dag, ctx.idag)
        rader, grund = waiting_rows(connection, fraga, wanted)
    register = settings.forsta_kvartal.first_day if settings.forsta_kvartal else None
    brister = _too_few(rader)
    if register is not None and spann.forsta_dag < register:
        grund = grund._replace(fore_registret=register)
        brister = (VANTETID_FORE_REGISTRET.brist(before_register_text(register)), *brister)
    data = Vantetider(spann, fran, till, val.lag.value if val.lag else None, namnd, ctx.idag, rader, grund)
    return Resultat(data, brister)


def waiting_rows(
    connection: Connection, fraga: Vantetidsfraga, wanted: Callable[..., bool]
) -> tuple[tuple[Vantetidsrad, ...], Vantetidsgrund]:
    """Make the waiting times of all and of each insats, in order of name, and tell who was left out of them.

    As in nyckeltal and forecast only what is inside the duty is counted.
    """
    inside = Plikttest()
    alla: list[Vantat] = []
    by_insats: dict[str, list[Vantat]] = {}
    left_out = dict.fromkeys(Bort, 0)
    outside = started = 0
    for v in waiting_times(connection, fraga):
        if not wanted(v.lag, v.namnd):
            continue
        if not inside(v):
            outside += v.antal
        elif v.bort is not None:
            left_out[v.bort] += v.antal
        else:
            vantat = Vantat(v.dagar, v.natt, v.antal)
            alla.append(vantat)
            by_insats.setdefault(insats_label(v.insats, v.insats_kod), []).append(vantat)
            started += v.antal if v.start_raknad else 0
    total = _row(TOTALT, TOTALT, alla)
    named = sorted(by_insats.items(), key=lambda item: (item[0].casefold(), item[0]))
    grund = Vantetidsgrund(outside, left_out[Bort.UTAN_ANSOKAN], left_out[Bort.ANSOKAN_EFTER], started, total.natt)
    return (total, *(_row(INSATS, name, vantat) for name, vantat in named)), grund


def _row(uppdelning: str, name: str, vantat: list[Vantat]) -> Vantetidsrad:
    antal, natt = sum(v.antal for v in vantat), sum(v.antal for v in vantat if v.natt)
    return Vantetidsrad(uppdelning, name, antal, natt, build_curve(vantat) if antal >= MINST else None)


def _too_few(rader: tuple[Vantetidsrad, ...]) -> tuple[Brist, ...]:
    few = ["alla insatser" if rad.uppdelning == TOTALT else rad.avser for rad in rader if rad.kurva is None]
    if not few:
        return ()
    return (FOR_FA_FALL.brist(f"Färre än {MINST} fall, så ingen kurva: {', '.join(few)}."),)
