"""What needs someone now: gränsdag near or passed, no comment this quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from ejverkstallda.app.kvartal_visa import in_selection
from ejverkstallda.app.namnder import build_namnder
from ejverkstallda.app.noter import commented
from ejverkstallda.app.resultat import Resultat, Utgang
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Fall, is_reportable
from ejverkstallda.store.beslutslager import cells_in_use
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.vantanlager import Lagrad, falls_open


class Bevakningsskal(StrEnum):
    """Why a case needs someone."""

    PASSERAD = "passerad"
    GRANSDAG_NARA = "gransdag_nara"
    SAKNAR_KOMMENTAR = "saknar_kommentar"


@dataclass(frozen=True, slots=True)
class Post:
    """A case that needs someone: why, the day it concerns, and the days left to it (negative = passed)."""

    fall: Fall
    skal: Bevakningsskal
    datum: date
    dagar_kvar: int


@dataclass(frozen=True, slots=True)
class Bevakning:
    """The worklist, the most urgent first."""

    poster: tuple[Post, ...]
    idag: date
    dagar: int

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        return {
            "poster": [
                {
                    "beslutsnummer": p.fall.beslut.beslutsnummer,
                    "kallsystem": p.fall.beslut.kallsystem,
                    "skal": p.skal.value,
                    "datum": p.datum.isoformat(),
                    "dagar_kvar": p.dagar_kvar,
                }
                for p in self.poster
            ]
        }


@dataclass(frozen=True, slots=True)
class Bevakningsresultat(Resultat[Bevakning]):
    """The worklist's answer: exit code 1 when something waits, so that it can be scheduled."""

    @property
    def utgang(self) -> Utgang:
        """1 when the list is not empty."""
        return Utgang.BRISTER if self.data.poster else Utgang.KLART


def watch(
    ctx: Sammanhang, dagar: int, *, namnd: str | None = None, handlaggare: str | None = None, enhet: str | None = None
) -> Bevakningsresultat:
    """Return what needs someone: gränsdag within `dagar` days, passed and unreported, no comment this quarter."""
    idag = ctx.idag
    with ctx.reading() as connection:
        namnder = build_namnder(read_settings(connection).namnder, cells_in_use(connection))
        chosen = in_selection(namnder, None, namnder.chosen(namnd) if namnd else None)
        rows = [
            r
            for r in falls_open(connection, idag + timedelta(days=dagar))
            if chosen(r) and _same(r.fall.beslut.handlaggare, handlaggare) and _same(r.fall.beslut.enhet, enhet)
        ]
        passed = [r for r in rows if r.fall.vantan.gransdag < idag]
        events = events_of(connection, {r.beslut_id for r in passed})
    quarter = Kvartal.containing(idag)
    silent = [
        r for r in passed if not commented((p.handelse for p in events.get(r.beslut_id, [])), quarter.first_day, idag)
    ]
    poster = [
        *_deadlines(rows, idag),
        *(_post(r, Bevakningsskal.SAKNAR_KOMMENTAR, quarter.last_day, idag) for r in silent),
    ]
    poster.sort(key=lambda p: (p.dagar_kvar, p.fall.beslut.beslutsnummer, p.skal))
    return Bevakningsresultat(Bevakning(tuple(poster), idag, dagar))


def _same(value: str | None, wanted: str | None) -> bool:
    return wanted is None or (value or "").casefold() == wanted.strip().casefold()


def _post(rad: Lagrad, skal: Bevakningsskal, datum: date, idag: date) -> Post:
    return Post(rad.fall, skal, datum, (datum - idag).days)


def _deadlines(rows: Iterable[Lagrad], idag: date) -> Iterable[Post]:
    for rad in rows:
        vantan = rad.fall.vantan
        if rad.fall.rapporterat.rapporterad or not is_reportable(rad.fall).varde:
            continue
        skal = Bevakningsskal.PASSERAD if vantan.gransdag < idag else Bevakningsskal.GRANSDAG_NARA
        yield _post(rad, skal, vantan.gransdag, idag)
