"""`ejv nyckeltal`: yearly figures for the nämnd's plan, in total, per insats and per verksamhetsområde."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

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
from ejverkstallda.domain.brister import Allvar, Felkod
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.domain.lagrum import is_inside
from ejverkstallda.domain.nyckeltal import Indikator, Matpunkt, Serie, Tidsram, count_years
from ejverkstallda.report.nyckeltalspapper import Arsnot
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.uppfoljningslager import Grund, executed, reached

AR_EJ_HELT: Final = Felkod(
    "ar_ej_helt",
    Allvar.UPPLYSNING,
    "Ett av åren är inte helt, så dess tal går inte att jämföra med de andras.",
    "Skriv det under tabellen om talen används.",
)
TOTALT: Final = "totalt"
UTAN_OMRADE: Final = "uppgift saknas"


class Nyckeltalsrad(NamedTuple):
    """An indicator's values by year: what it is counted for (`avser`), and how that was divided (`uppdelning`)."""

    uppdelning: str
    serie: Serie


class Nyckeltal(NamedTuple):
    """The yearly figures for a selection, as of a day; `noter` says why a year cannot be set beside the others."""

    spann: Arsspann
    lag: str | None
    namnd: str | None
    idag: date
    rader: tuple[Nyckeltalsrad, ...]
    noter: tuple[Arsnot, ...] = ()

    @property
    def indikatorer(self) -> tuple[Indikator, ...]:
        """The indicators that have a row, in order."""
        return tuple(dict.fromkeys(rad.serie.indikator for rad in self.rader))

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object, with the definitions beside the rows."""
        return {
            "ar": list(self.spann.ar),
            "lag": self.lag,
            "namnd": self.namnd,
            "idag": self.idag.isoformat(),
            "ej_hela_ar": [note.ar for note in self.noter],
            "anmarkningar": {str(note.ar): note.text for note in self.noter},
            "rader": [
                {
                    "indikator": rad.serie.indikator.id,
                    "avser": rad.serie.avser,
                    "uppdelning": rad.uppdelning,
                    "varden": {str(ar): _number(v) for ar, v in rad.serie.varden.items()},
                }
                for rad in self.rader
            ],
            "indikatorer": [
                {"id": i.id, "namn": i.namn, "definition": i.definition, "kallor": [k.text for k in i.kallor]}
                for i in self.indikatorer
            ],
        }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def compute_nyckeltal(ctx: Sammanhang, years: str, val: Urvalsval) -> Resultat[Nyckeltal]:
    """Return the yearly figures for the years written `2018..2021`.

    Raises:
        AppError: the years cannot be read, or the register knows nothing of them.
    """
    spann = parse_years(years)
    with ctx.reading() as connection:
        first = within_register(connection, spann, ctx.idag)
        settings = read_settings(connection)
        wanted, namnd = selector(connection, settings, val)
        rows = count_rows(connection, spann, Tidsram(spann.ar, ctx.idag, first), wanted)
    register = settings.forsta_kvartal.first_day if settings.forsta_kvartal else None
    notes = _partial_years(spann, first, register, ctx.idag)
    data = Nyckeltal(spann, val.lag.value if val.lag else None, namnd, ctx.idag, rows, notes)
    return Resultat(data, tuple(AR_EJ_HELT.brist(note.text) for note in notes))


def count_rows(
    connection: Connection, spann: Arsspann, tid: Tidsram, wanted: Callable[..., bool]
) -> tuple[Nyckeltalsrad, ...]:
    """Count every indicator in total, which is there without a case too, and in each division of the whole."""
    till = min(spann.sista_dag, tid.idag)
    punkter: dict[str, list[Matpunkt]] = {name: [] for name in _UPPDELNING}
    for u in reached(connection, spann.forsta_dag, till):
        if wanted(u.grund.lag, u.grund.namnd) and is_inside(u.grund.beslut):
            for name, label in _UPPDELNING.items():
                if (avser := label(u.grund)) is not None:
                    punkter[name].append(Matpunkt(avser, u.gransdag, u.slut))
    done: dict[str, dict[tuple[str, int], int]] = {name: {} for name in _UPPDELNING}
    for v in executed(connection, spann.forsta_dag, till):
        if wanted(v.grund.lag, v.grund.namnd):
            for name, label in _UPPDELNING.items():
                if (avser := label(v.grund)) is not None:
                    done[name][avser, v.ar] = done[name].get((avser, v.ar), 0) + v.antal
    return tuple(
        Nyckeltalsrad(name, serie)
        for name in _UPPDELNING
        for serie in count_years(punkter[name], done[name], tid, (TOTALT,) if name == TOTALT else ())
    )


def _insats(grund: Grund) -> str:
    return insats_label(grund.insats, grund.insats_kod)


_GRUPPER: Final = {i.kod: i.grupp for i in INSATSER if i.grupp}


def _grupp(grund: Grund) -> str | None:
    """Return what plans count the insats under together with others; None where they count it by itself."""
    return _GRUPPER.get(grund.insats_kod or "")


_UPPDELNING: Final[dict[str, Callable[[Grund], str | None]]] = {
    TOTALT: lambda _: TOTALT,
    "insatsgrupp": _grupp,
    "insats": _insats,
    "verksamhetsomrade": lambda grund: grund.verksamhetsomrade or UTAN_OMRADE,
}


def _partial_years(spann: Arsspann, first: int, register: date | None, idag: date) -> tuple[Arsnot, ...]:
    """Say which years are not whole: not over yet, before the oldest decision, or before the register."""
    found: list[Arsnot] = []
    for ar in spann.ar:
        if ar > idag.year:
            found.append(Arsnot(ar, f"{ar} har inte börjat."))
        elif date(ar, 12, 31) > idag:
            found.append(Arsnot(ar, f"{ar} är inte slut; talen gäller till och med {idag}."))
        elif ar < first:
            found.append(Arsnot(ar, f"{ar} saknar beslut: registrets äldsta är från {first}."))
        elif register is not None and date(ar, 1, 1) < register:
            text = f"{ar} började före registrets första kvartal; talen bygger på inlästa beslut och inläst historik."
            found.append(Arsnot(ar, text))
    return tuple(found)
