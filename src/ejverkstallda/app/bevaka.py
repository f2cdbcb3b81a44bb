"""What needs someone now: days that come near or have passed, and cases where nothing happens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.kvartal_visa import in_selection
from ejverkstallda.app.namnder import build_namnder
from ejverkstallda.app.noter import commented
from ejverkstallda.app.resultat import Resultat, Utgang, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelse, Handelseslag, IvoSlag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import Prognos
from ejverkstallda.domain.rapportering import Fall, counts_as_reported, is_reportable, untold
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.store.beslutslager import cells_in_use, distinct_values
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import Installningar, read_settings
from ejverkstallda.store.vantanlager import (
    Lagrad,
    falls_ended,
    falls_ended_late,
    falls_expiring,
    falls_open,
    falls_open_outside,
)

if TYPE_CHECKING:
    from ejverkstallda.store.uppfoljningslager import Uppnadd

SVAR_INOM: Final = timedelta(days=14)
"""How long an offer may wait for its answer."""
ATGARD_INOM: Final = timedelta(days=60)
"""How long a case may wait without a measure."""
LOPER_UT_INOM: Final = timedelta(days=60)
"""How long before its last day a time-limited decision is pointed out."""
ALLA_OPPNA: Final = date.max
_KOLUMN_ORD: Final = {"handlaggare": "handläggaren", "enhet": "enheten"}


class Bevakningsskal(StrEnum):
    """Why a case needs someone."""

    PASSERAD = "passerad"
    GRANSDAG_NARA = "gransdag_nara"
    SAKNAR_KOMMENTAR = "saknar_kommentar"
    ERBJUDANDE_UTAN_SVAR = "erbjudande_utan_svar"
    UTAN_ATGARD = "utan_atgard"
    TIDSBEGRANSAD = "tidsbegransad"
    SLUT_EJ_SKICKAT = "slut_ej_skickat"


PROGNOS_DEL: Final = (
    "Prognosen gäller bara de kända i urvalet. Hur många nya beslut som är att vänta går inte att säga för en enhet "
    "eller en handläggare, bara för hela nämnden."
)
BEVAKNING_ORD: Final = {
    Bevakningsskal.PASSERAD: "gränsdagen har passerat",
    Bevakningsskal.GRANSDAG_NARA: "gränsdag närmar sig",
    Bevakningsskal.SAKNAR_KOMMENTAR: "kommentar saknas i kvartalet",
    Bevakningsskal.ERBJUDANDE_UTAN_SVAR: "erbjudande utan svar",
    Bevakningsskal.UTAN_ATGARD: "ingen åtgärd på länge",
    Bevakningsskal.TIDSBEGRANSAD: "beslutet löper ut",
    Bevakningsskal.SLUT_EJ_SKICKAT: "slutet är inte skickat till IVO",
}
"""Why, in words."""


class Post(NamedTuple):
    """A case that needs someone: why, the day it concerns, and the days left to it (negative = passed)."""

    fall: Fall
    skal: Bevakningsskal
    datum: date
    dagar_kvar: int


class Bevakning(NamedTuple):
    """The worklist, the most urgent first."""

    poster: tuple[Post, ...]
    idag: date
    dagar: int
    prognos: tuple[Prognos, ...] | None = None
    """The running quarter and the next, where asked for; empty where there is nothing to learn from."""
    prognos_del: bool = False
    """The forecast is only of those known at the enhet or with the handläggare of the list."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        asked = {} if self.prognos is None else self._forecast_json()
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
            ],
            **asked,
        }

    def _forecast_json(self) -> dict[str, Any]:
        from ejverkstallda.app.prognos import prognos_json  # noqa: PLC0415 — most calls do without it

        return {"prognos": [prognos_json(p) for p in self.prognos or ()], "prognos_bara_kanda": self.prognos_del}


@dataclass(frozen=True, slots=True)
class Bevakningsresultat(Resultat[Bevakning]):
    """The worklist's answer: exit code 1 when something waits, so that it can be scheduled."""

    @property
    def utgang(self) -> Utgang:
        """1 when the list is not empty."""
        return Utgang.BRISTER if self.data.poster else Utgang.KLART


def watch(
    ctx: Sammanhang,
    dagar: int,
    *,
    namnd: str | None = None,
    handlaggare: str | None = None,
    enhet: str | None = None,
    prognos: bool = False,
) -> Bevakningsresultat:
    """Return what needs someone: gränsdag within `dagar` days, and the other reasons of `Bevakningsskal`.

    With `prognos` the running quarter and the next are forecast too: of those in the list's selection. How many new
    ones to expect can only be told for a whole nämnd.
    """
    idag = ctx.idag
    with ctx.reading() as connection:
        settings = read_settings(connection)
        wanted = case_filter(connection, settings, namnd=namnd, handlaggare=handlaggare, enhet=enhet)
        rows = [r for r in falls_open(connection, ALLA_OPPNA) if wanted(r)]
        followed = [r for r in falls_open_outside(connection) if wanted(r)]  # a judgment can cost särskild avgift
        first = settings.forsta_kvartal
        late = [r for r in falls_ended_late(connection, idag) if wanted(r)]
        ended = [r for r in falls_ended(connection) if wanted(r)]
        expiring = [r for r in falls_expiring(connection, idag, idag + LOPER_UT_INOM) if wanted(r)]
        expiring += [r for r in (*rows, *followed) if _expired(r, idag)]
        events = events_in_force(connection, [*rows, *followed, *ended, *expiring])
        part = enhet is not None or handlaggare is not None
        own = partial(_belongs, handlaggare=handlaggare, enhet=enhet) if part else None
        expected = _forecast(connection, settings, namnd, idag, own) if prognos else None
    poster = [
        *_deadlines([*rows, *late], idag, dagar, first),
        *silent_cases(rows, events, idag),
        *unanswered_offers([*rows, *followed], events, idag),
        *without_measure([*rows, *followed], events, idag),
        *_expiring(expiring, events, idag),
        *_end_not_sent(ended, events, idag),
    ]
    poster.sort(key=lambda p: (p.dagar_kvar, p.fall.beslut.beslutsnummer, p.skal))
    return Bevakningsresultat(Bevakning(tuple(poster), idag, dagar, expected, part and prognos))


def _forecast(
    connection: Connection,
    settings: Installningar,
    namnd: str | None,
    idag: date,
    own: "Callable[[Uppnadd], bool] | None",
) -> tuple[Prognos, ...]:
    from ejverkstallda.app.prognosgrund import coming_forecast, known_forecast  # noqa: PLC0415 — most calls do without
    from ejverkstallda.app.uppfoljning import Urvalsval, selector  # noqa: PLC0415

    wanted, _ = selector(connection, settings, Urvalsval(None, namnd))
    if own is None:
        return coming_forecast(connection, idag, wanted)
    return known_forecast(connection, idag, wanted, own)


def _belongs(u: "Uppnadd", *, handlaggare: str | None, enhet: str | None) -> bool:
    return _same(u.handlaggare, handlaggare) and _same(u.grund.enhet, enhet)


def case_filter(
    connection: Connection,
    settings: Installningar,
    *,
    namnd: str | None = None,
    handlaggare: str | None = None,
    enhet: str | None = None,
) -> Callable[[Lagrad], bool]:
    """Return the test that a väntan is told of by a nämnd and belongs to a handläggare and an enhet (None = any).

    Raises:
        AppError: the register has no such nämnd (wrong usage), or no decision has the handläggare or the enhet.
    """
    for column, value in (("handlaggare", handlaggare), ("enhet", enhet)):
        _refuse_unknown(connection, column, value)
    namnder = build_namnder(settings.namnder, cells_in_use(connection))
    chosen = in_selection(namnder, None, namnder.chosen(namnd) if namnd else None)

    def wanted(rad: Lagrad) -> bool:
        beslut = rad.fall.beslut
        return chosen(rad) and _same(beslut.handlaggare, handlaggare) and _same(beslut.enhet, enhet)

    return wanted


def _refuse_unknown(connection: Connection, column: str, value: str | None) -> None:
    """Refuse a name that no decision has: its list would be empty whatever waits."""
    if value is None:
        return
    known = distinct_values(connection, column)
    if value.strip().casefold() in {k.casefold() for k in known}:
        return
    near = get_close_matches(value.strip(), known, n=1)
    hint = f" Menade du {near[0]}?" if near else " Kontrollera stavningen med ejv beslut lista."
    raise refuse("filter_okant", f"Inget beslut har {_KOLUMN_ORD[column]} ”{value}”.{hint}")


def ends_not_sent(connection: Connection, idag: date) -> list[Post]:
    """Return the väntan whose end a report tells of and is not marked as sent."""
    rows = [r for r in falls_ended(connection) if r.fall.rapporterat.slutrapporterad]
    return list(_end_not_sent(rows, events_in_force(connection, rows), idag))


def events_in_force(connection: Connection, rows: Iterable[Lagrad]) -> dict[int, list[Handelse]]:
    """Return the events that hold of each decision, by its row id."""
    found = events_of(connection, {r.beslut_id for r in rows})
    return {row_id: [e for e, _ in effective_events(p.handelse for p in posts)] for row_id, posts in found.items()}


def _same(value: str | None, wanted: str | None) -> bool:
    return wanted is None or (value or "").casefold() == wanted.strip().casefold()


def _post(rad: Lagrad, skal: Bevakningsskal, datum: date, idag: date) -> Post:
    return Post(rad.fall, skal, datum, (datum - idag).days)


def _deadlines(rows: Iterable[Lagrad], idag: date, dagar: int, first: Kvartal | None) -> Iterator[Post]:
    """Väntan near their gränsdag or past it, ended late or not, that no report tells of.

    Those that R15 counts as reported are told of.
    """
    for rad in rows:
        vantan = rad.fall.vantan
        far = vantan.gransdag > idag + timedelta(days=dagar)
        reported = rad.fall.rapporterat.rapporterad and not untold(rad.fall)
        told = reported or counts_as_reported(rad.fall, first)
        if far or told or not is_reportable(rad.fall).varde:
            continue
        skal = Bevakningsskal.PASSERAD if vantan.gransdag < idag else Bevakningsskal.GRANSDAG_NARA
        yield _post(rad, skal, vantan.gransdag, idag)


def silent_cases(rows: Iterable[Lagrad], events: dict[int, list[Handelse]], idag: date) -> Iterator[Post]:
    """Cases past their gränsdag without a status comment in the running quarter."""
    quarter = Kvartal.containing(idag)
    for rad in rows:
        passed = rad.fall.vantan.gransdag < idag
        if passed and not commented(events.get(rad.beslut_id, []), quarter.first_day, idag):
            yield _post(rad, Bevakningsskal.SAKNAR_KOMMENTAR, quarter.last_day, idag)


def own_events(rad: Lagrad, events: dict[int, list[Handelse]]) -> Sequence[Handelse]:
    """Return the events dated within a väntan."""
    return [e for e in events.get(rad.beslut_id, []) if e.datum >= rad.fall.vantan.start]


def unanswered_offers(rows: Iterable[Lagrad], events: dict[int, list[Handelse]], idag: date) -> Iterator[Post]:
    """The latest offer of a väntan when it has waited longer than two weeks for its answer."""
    for rad in rows:
        own = own_events(rad, events)
        offers = [e for e in own if e.slag is Handelseslag.ERBJUDANDE]
        if not offers:
            continue
        latest = max(offers, key=lambda e: (e.datum, e.id))
        answered = latest.svar is not None or any(e.slag is Handelseslag.SVAR and e.datum >= latest.datum for e in own)
        if not answered and latest.datum + SVAR_INOM < idag:
            yield _post(rad, Bevakningsskal.ERBJUDANDE_UTAN_SVAR, latest.datum + SVAR_INOM, idag)


def without_measure(rows: Iterable[Lagrad], events: dict[int, list[Handelse]], idag: date) -> Iterator[Post]:
    """A väntan in which neither a measure was taken nor an offer made for sixty days."""
    for rad in rows:
        done = [e.datum for e in own_events(rad, events) if e.slag in {Handelseslag.ATGARD, Handelseslag.ERBJUDANDE}]
        due = max(done, default=rad.fall.vantan.start) + ATGARD_INOM
        if due < idag:
            yield _post(rad, Bevakningsskal.UTAN_ATGARD, due, idag)


def _expired(rad: Lagrad, idag: date) -> bool:
    last = rad.fall.beslut.galler_till
    return last is not None and last < idag


def _expiring(rows: Iterable[Lagrad], events: dict[int, list[Handelse]], idag: date) -> Iterator[Post]:
    """A time-limited decision that runs out soon, or has run out with somebody waiting, and has not been ended."""
    for rad in rows:
        over = any(e.slag is Handelseslag.AVSLUTAD for e in events.get(rad.beslut_id, []))
        if rad.fall.beslut.galler_till is not None and not over:
            yield _post(rad, Bevakningsskal.TIDSBEGRANSAD, rad.fall.beslut.galler_till, idag)


def _end_not_sent(rows: Iterable[Lagrad], events: dict[int, list[Handelse]], idag: date) -> Iterator[Post]:
    """A reported väntan that has ended, and whose end is not marked as sent to IVO; an avbrott's mark is its own.

    One that was reported as ended because the duty to report ceased has been told of, whatever ended it later.
    """
    for rad in rows:
        slut = rad.fall.vantan.slut
        if slut is None or slut.datum > idag:
            continue
        reported = rad.fall.rapporterat.slut
        earliest = min(slut.datum, reported.last_day) if reported else slut.datum
        sent = any(
            e.slag is Handelseslag.SKICKAD_IVO
            and e.ivo_slag in {IvoSlag.VERKSTALLD, IvoSlag.AVSLUTAD}
            and e.datum >= earliest
            and e.vantan in {None, rad.fall.vantan.slag}
            and e.vantan_start in {None, rad.fall.vantan.start}
            for e in events.get(rad.beslut_id, [])
        )
        if not sent:
            yield _post(rad, Bevakningsskal.SLUT_EJ_SKICKAT, slut.datum, idag)
