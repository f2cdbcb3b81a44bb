"""What follow-up is counted on: reportable väntan, executed decisions per year, and waiting times.

What can be counted before it is fetched is counted in the database: a register of twenty years holds a million
decisions, and a curve needs no more than how many waited how long.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Beslut, Handelseslag, Lag, Ursprung, Vantanslag
from ejverkstallda.store.beslutslager import stored_day
from ejverkstallda.store.oversattning import BESLUT, HANDELSE, VANTAN


class Grund(NamedTuple):
    """What a follow-up is divided by, and what decides whether a decision is inside the duty."""

    insats: str
    insats_kod: str | None
    verksamhetsomrade: str | None
    namnd: str | None
    enhet: str | None
    lag: Lag
    ursprung: Ursprung
    lagrum: str | None
    beslutsdatum: date

    @property
    def beslut(self) -> Beslut:
        """The decision as far as the duty looks at it."""
        return Beslut(
            "", self.beslutsdatum, self.lag, self.insats, lagrum=self.lagrum, namnd=self.namnd, ursprung=self.ursprung
        )


class Uppnadd(NamedTuple):
    """A väntan that had not ended on its gränsdag: its kind, first day, gränsdag and last day (None = waits).

    `skyddad`: the person is protected, and no paper may tell the enhet.
    """

    grund: Grund
    slag: Vantanslag
    start: date
    gransdag: date
    slut: date | None
    handlaggare: str | None
    skyddad: bool


_GRUND: Final = "b.insats, b.insats_kod, b.verksamhetsomrade, b.namnd, b.enhet, b.lag, b.ursprung, b.lagrum"
_GRUND_TAL: Final = 9
_LAGAR: Final = {lag.value: lag for lag in Lag}
_URSPRUNG: Final = {ursprung.value: ursprung for ursprung in Ursprung}
_SLAG: Final = {slag.value: slag for slag in Vantanslag}


def _grund(row: Any) -> Grund:
    insats, kod, omrade, namnd, enhet, lag, ursprung, lagrum, datum = row[:_GRUND_TAL]
    return Grund(insats, kod, omrade, namnd, enhet, _LAGAR[lag], _URSPRUNG[ursprung], lagrum, stored_day(datum))


_VANTAN: Final = f"""
SELECT {_GRUND}, b.beslutsdatum, v.slag, v.start, v.gransdag, v.slut_datum, b.handlaggare, b.skyddad
FROM {VANTAN.name} v JOIN {BESLUT.name} b ON b.id = v.beslut_id
WHERE v.borta = 0 AND"""
_NAR: Final = (
    f"{_VANTAN} v.gransdag BETWEEN ? AND ? AND v.start <= ?"
    " AND (v.slut_datum IS NULL OR v.slut_datum > MIN(v.gransdag, ?))"
)
_VANTAR_EFTER: Final = f"{_VANTAN} v.gransdag < ? AND (v.slut_datum IS NULL OR v.slut_datum > ?)"
UPPNADDA: Final = (
    f"{_VANTAN} v.gransdag <= ? AND (v.slut_datum IS NULL OR (v.slut_datum > v.gransdag AND v.slut_datum >= ?))"
)
"""Väntan with gränsdag by a day that had not ended by then nor ended before another day."""


def reached(connection: Connection, fran: date, till: date) -> Iterator[Uppnadd]:
    """Yield the väntan that reached gränsdag by `till` without having ended, and had not ended before `fran`.

    Those outside the duty are among them; the caller tells them apart.
    """
    return _each(connection, UPPNADDA, till, fran)


def reaching(connection: Connection, fran: date, till: date, idag: date) -> Iterator[Uppnadd]:
    """Yield the väntan with gränsdag in an interval: those that had reached it by `idag`, and those that still may.

    Whatever has come of the first since, they had not ended on their gränsdag; the others wait on `idag`.
    """
    return _each(connection, _NAR, fran, till, idag, idag)


def overdue(connection: Connection, idag: date) -> Iterator[Uppnadd]:
    """Yield the väntan that wait on `idag` and whose gränsdag has passed."""
    return _each(connection, _VANTAR_EFTER, idag, idag)


def _each(connection: Connection, query: str, *days: date) -> Iterator[Uppnadd]:
    for row in connection.exec_driver_sql(query, tuple(day.isoformat() for day in days)):
        slag, start, gransdag, slut, handlaggare, skyddad = row[_GRUND_TAL:]
        ended = stored_day(slut) if slut else None
        first, limit = stored_day(start), stored_day(gransdag)
        yield Uppnadd(_grund(row), _SLAG[slag], first, limit, ended, handlaggare, bool(skyddad))


class Verkstallda(NamedTuple):
    """How many decisions began to be executed in a year."""

    grund: Grund
    ar: int
    antal: int


def executed(connection: Connection, fran: date, till: date) -> Iterator[Verkstallda]:
    """Yield the number of decisions that were executed from `fran` to `till`, by year; judgments are left out."""
    query = f"""
SELECT {_GRUND}, MIN(b.beslutsdatum), CAST(substr(v.slut_datum, 1, 4) AS INTEGER), COUNT(*)
FROM {VANTAN.name} v JOIN {BESLUT.name} b ON b.id = v.beslut_id
WHERE v.slag = 'beslut' AND v.slut_slag = 'verkstalld' AND v.slut_datum BETWEEN ? AND ?
  AND b.makulerad = 0 AND b.ursprung <> 'dom'
GROUP BY b.insats, b.insats_kod, b.verksamhetsomrade, b.namnd, b.enhet, b.lag, b.ursprung, b.lagrum,
  substr(v.slut_datum, 1, 4)
"""
    for row in connection.exec_driver_sql(query, (fran.isoformat(), till.isoformat())):
        ar, antal = row[_GRUND_TAL:]
        yield Verkstallda(_grund(row), ar, antal)


class Fran(StrEnum):
    """The day a waiting time is counted from."""

    ANSOKAN = "ansokan"
    BESLUT = "beslut"


class Till(StrEnum):
    """What a waiting time is counted to: the first offer (or the start, where none was registered), or the start."""

    ERBJUDANDE = "erbjudande"
    START = "start"


class Bort(StrEnum):
    """Why a decision has no waiting time from its ansökan."""

    UTAN_ANSOKAN = "utan_ansokan"
    ANSOKAN_EFTER = "ansokan_efter"


class Vantetidsfraga(NamedTuple):
    """Which waiting times: counted from and to what, of decisions dated in an interval, as known on `idag`.

    Decisions dated `delning` or later are counted apart.
    """

    fran: Fran
    till: Till
    forsta: date
    sista: date
    idag: date
    delning: date = date.max


class Vantetid(NamedTuple):
    """How many decisions of an insats waited so many days, and whether they got what they waited for.

    `beslutsdatum` is one of theirs: all were made under the same socialtjänstlag. `start_raknad`: no offer is
    registered before the start, which is counted in its place. `bort`: why they have no waiting time (None = they do).
    """

    insats: str
    insats_kod: str | None
    lag: Lag
    namnd: str | None
    ursprung: Ursprung
    lagrum: str | None
    beslutsdatum: date
    dagar: int
    natt: bool
    antal: int
    sen: bool
    start_raknad: bool = False
    bort: Bort | None = None

    @property
    def beslut(self) -> Beslut:
        """The decision as far as the duty looks at it."""
        return Beslut(
            "", self.beslutsdatum, self.lag, self.insats, lagrum=self.lagrum, namnd=self.namnd, ursprung=self.ursprung
        )


_BORJAN: Final = {Fran.ANSOKAN: "b.ansokningsdatum", Fran.BESLUT: "b.beslutsdatum"}
_BORT: Final = {
    Fran.BESLUT: "NULL",
    Fran.ANSOKAN: f"""CASE WHEN b.ansokningsdatum IS NULL THEN '{Bort.UTAN_ANSOKAN}'
  WHEN b.ansokningsdatum > b.beslutsdatum THEN '{Bort.ANSOKAN_EFTER}' END""",
}
_ERBJUDANDEN: Final = f"""
LEFT JOIN (
  SELECT h.beslut_id, MIN(h.datum) AS dag FROM {HANDELSE.name} h
  WHERE h.slag = '{Handelseslag.ERBJUDANDE.value}' AND h.datum <= :idag
    AND NOT EXISTS (SELECT 1 FROM {HANDELSE.name} r WHERE r.ersatter = h.id)
  GROUP BY h.beslut_id
) e ON e.beslut_id = b.id
"""
_PLIKT: Final = "b.insats, b.insats_kod, b.lag, b.namnd, b.ursprung, b.lagrum"
"""What waiting times are divided by, with what decides whether a decision is inside the duty beside its day."""
_NY_SOL: Final = f"b.beslutsdatum >= '{kallor.SOL_2025_IKRAFT.isoformat()}'"


def waiting_times(connection: Connection, fraga: Vantetidsfraga) -> Iterator[Vantetid]:
    """Yield how many waited how long for the first väntan of their decision, those outside the duty among them.

    One that has ended without execution waited until it ended, one that has not until `idag`: they got nothing.
    """
    began = _BORJAN[fraga.fran]
    ended = "CASE WHEN v.slut_datum <= :idag THEN v.slut_datum END"
    started = got = "(v.slut_slag = 'verkstalld' AND v.slut_datum <= :idag)"
    offers, by_start = "", "0"
    if fraga.till is Till.ERBJUDANDE:
        offers, by_start = _ERBJUDANDEN, f"({started} AND (e.dag IS NULL OR e.dag > v.slut_datum)) IS TRUE"
        ended, got = f"COALESCE(MIN(e.dag, {ended}), e.dag, {ended})", f"(e.dag IS NOT NULL OR {started})"
    query = f"""
SELECT {_PLIKT}, MIN(b.beslutsdatum), {_days(ended, began)} AS dagar, {got} IS TRUE AS natt, COUNT(*),
  b.beslutsdatum >= :delning AS sen, {by_start} AS start_raknad, {_BORT[fraga.fran]} AS bort
FROM {BESLUT.name} b JOIN {VANTAN.name} v ON v.beslut_id = b.id AND v.oppnad_av IS NULL
{offers}
WHERE b.makulerad = 0 AND v.borta = 0 AND b.beslutsdatum BETWEEN :forsta AND :sista AND b.beslutsdatum <= :idag
GROUP BY {_PLIKT}, {_NY_SOL}, dagar, natt, sen, start_raknad, bort
"""
    return _counted(connection, query, fraga)


def avbrott_times(connection: Connection, fraga: Vantetidsfraga) -> Iterator[Vantetid]:
    """Yield how many avbrott, begun in the interval, lasted how long until the insats was resumed."""
    ended = "CASE WHEN v.slut_datum <= :idag THEN v.slut_datum END"
    query = f"""
SELECT {_PLIKT}, MIN(b.beslutsdatum), {_days(ended, "v.start")} AS dagar,
  (v.slut_slag IN ('aterupptagen', 'verkstalld') AND v.slut_datum <= :idag) IS TRUE AS natt, COUNT(*),
  v.start >= :delning AS sen, 0, NULL
FROM {VANTAN.name} v JOIN {BESLUT.name} b ON b.id = v.beslut_id
WHERE v.oppnad_av IS NOT NULL AND v.borta = 0 AND b.makulerad = 0
  AND v.start BETWEEN :forsta AND :sista AND v.start <= :idag
GROUP BY {_PLIKT}, {_NY_SOL}, dagar, natt, sen
"""
    return _counted(connection, query, fraga)


def _days(ended: str, began: str) -> str:
    return f"CAST(MAX(0, julianday(COALESCE({ended}, :idag)) - julianday({began})) AS INTEGER)"


def _counted(connection: Connection, query: str, fraga: Vantetidsfraga) -> Iterator[Vantetid]:
    values = {name: getattr(fraga, name).isoformat() for name in ("idag", "forsta", "sista", "delning")}
    for row in connection.exec_driver_sql(query, values):
        insats, kod, lag, namnd, ursprung, lagrum, datum, dagar, natt, antal, sen, start, bort = row
        yield Vantetid(
            insats,
            kod,
            _LAGAR[lag],
            namnd,
            _URSPRUNG[ursprung],
            lagrum,
            stored_day(datum),
            dagar or 0,
            bool(natt),
            antal,
            bool(sen),
            bool(start),
            Bort(bort) if bort else None,
        )


def first_year(connection: Connection) -> int | None:
    """Return the year of the oldest decision; None where there is none."""
    oldest = connection.exec_driver_sql(f"SELECT MIN(beslutsdatum) FROM {BESLUT.name} WHERE makulerad = 0").scalar()
    return stored_day(oldest).year if oldest else None


def first_decision_since(connection: Connection, day: date) -> date | None:
    """Return the day of the first decision dated on or after a day; None where there is none."""
    query = f"SELECT MIN(beslutsdatum) FROM {BESLUT.name} WHERE makulerad = 0 AND beslutsdatum >= ?"
    first = connection.exec_driver_sql(query, (day.isoformat(),)).scalar()
    return stored_day(first) if first else None
