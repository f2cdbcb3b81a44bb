"""Papers of the follow-up made directly: nyckeltal of two years, waiting times with and without curves, a forecast."""

from collections.abc import Sequence
from datetime import date

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.nyckeltal import Matpunkt, Tidsram, count_years
from ejverkstallda.domain.prognos import Kanda, Prognos, Prognosrad
from ejverkstallda.domain.vantetid import Vantat, build_curve
from ejverkstallda.report.kommun import Kommun, Namnd
from ejverkstallda.report.modell import Papper
from ejverkstallda.report.nyckeltalspapper import (
    AR_PER_SIDA,
    Arsnot,
    Nyckeltalsinnehall,
    Nyckeltalsunderlag,
    build_nyckeltalspapper,
)
from ejverkstallda.report.prognospapper import Prognosinnehall, Prognosunderlag, build_prognospapper
from ejverkstallda.report.prognostabeller import Traffrad
from ejverkstallda.report.uppfoljningsram import Uppfoljningsram
from ejverkstallda.report.vantetidsnoter import Vantetidsgrund
from ejverkstallda.report.vantetidspapper import (
    Vantan,
    Vantetidsinnehall,
    Vantetidsunderlag,
    build_vantetidspapper,
)

RAM = Uppfoljningsram(
    Kommun("Provkommun", telefon="0998-100 00"), Namnd("Provnämnden", "provnamnden"), Lag.LSS, date(2020, 2, 15)
)
PUNKTER = {
    "totalt": [
        Matpunkt("totalt", date(2018, 11, 30), date(2019, 3, 31)),
        Matpunkt("totalt", date(2019, 6, 1), None),
        Matpunkt("totalt", date(2019, 12, 1), None),
    ],
    "insats": [
        Matpunkt("kontaktperson", date(2018, 11, 30), date(2019, 3, 31)),
        Matpunkt("kontaktperson", date(2019, 6, 1), None),
        Matpunkt("daglig verksamhet", date(2019, 12, 1), None),
    ],
    "verksamhetsomrade": [
        Matpunkt("LSS", date(2018, 11, 30), date(2019, 3, 31)),
        Matpunkt("LSS", date(2019, 6, 1), None),
        Matpunkt("LSS", date(2019, 12, 1), None),
    ],
}
"""Three väntan. New: one in 2018, two in 2019. At the end of December: one in 2018, two in 2019."""


def nyckeltal(*ar: int, noter: tuple[Arsnot, ...] = (), per_tabell: int = AR_PER_SIDA) -> Papper[Nyckeltalsinnehall]:
    return build_nyckeltalspapper(RAM, nyckeltalsunderlag(*ar, noter=noter), per_tabell)


def nyckeltalsunderlag(*ar: int, noter: tuple[Arsnot, ...] = ()) -> Nyckeltalsunderlag:
    tid = Tidsram(ar, RAM.idag, 2018)
    return Nyckeltalsunderlag(
        ar, tuple((name, s) for name, held in PUNKTER.items() for s in count_years(held, {}, tid)), noter
    )


def curve(name: str, *days: int, waiting: tuple[int, ...] = ()) -> Vantan:
    held = [Vantat(d, natt=True) for d in days] + [Vantat(d, natt=False) for d in waiting]
    return Vantan(name, len(held), len(days), build_curve(held) if len(held) >= 10 else None)


TIO = (10, 20, 30, 40, 50, 60, 70, 80, 100)
"""Nine that started; with one who waits they are ten cases, and the share falls by a tenth each time."""


INGET_BORT = Vantetidsgrund()


def underlag(rader: Sequence[Vantan], ar: tuple[int, ...], grund: Vantetidsgrund) -> Vantetidsunderlag:
    every, *insatser = rader
    return Vantetidsunderlag(ar, "beslutet", "att insatsen börjar", every, tuple(insatser), grund)


def vantetider(
    *rader: Vantan, ar: tuple[int, ...] = (2018, 2019), grund: Vantetidsgrund = INGET_BORT
) -> Papper[Vantetidsinnehall]:
    return build_vantetidspapper(RAM, underlag(rader, ar, grund))


def prognos(kvartal: str, *rader: Prognosrad, enheter: dict[str, Kanda] | None = None) -> Prognos:
    summa = Prognosrad(
        "",
        sum(r.kanda for r in rader),
        sum(r.vantade_av_kanda for r in rader),
        sum(r.vantade_av_nya for r in rader),
        sum(r.lagst for r in rader),
        sum(r.hogst for r in rader),
        sum(r.passerade for r in rader),
    )
    return Prognos(Kvartal.parse(kvartal), RAM.idag, rader, summa, enheter or {})


A = Prognosrad("daglig verksamhet", 2, 1.54, 0.0, 1, 3)
B = Prognosrad("kontaktperson", 1, 1.0, 1.25, 2, 5, 1)


def prognospapper() -> Papper[Prognosinnehall]:
    coming = (prognos("2020Q2", A, B, enheter={"Väster": Kanda(0, 1), "Öster": Kanda(1, 2)}), prognos("2020Q3"))
    back = (
        Traffrad(Kvartal.parse("2019Q3"), date(2019, 8, 15), 1, 2.05, 1, 4, 4),
        Traffrad(Kvartal.parse("2019Q4"), date(2019, 10, 31), 1, 3.0, 2, 5, 6),
        Traffrad(Kvartal.parse("2019Q4"), date(2019, 8, 15), 2, 3.0, 2, 6, 6),
    )
    redan = {"kontaktperson": 2, "ledsagarservice": 1}
    return build_prognospapper(RAM, Prognosunderlag(coming, redan, date(2018, 1, 1), back))
