"""From a decision's events to its väntan(s): the stretches of time in which it is not executed (R1–R3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Avslutsorsak, Beslut, Handelse, Handelseslag, Vantanslag
from ejverkstallda.domain.brister import Brist, Felkod
from ejverkstallda.domain.dagar import add_months
from ejverkstallda.domain.motivering import Regel
from ejverkstallda.domain.parametrar import TIDSGRANS_MANADER

R1: Final = Regel("R1", "När väntan börjar", (kallor.SOL25_34_1, kallor.SOL01_16_6F, kallor.LSS_28F))
R2: Final = Regel("R2", "Gränsdagen", (kallor.TIDSLAGEN_1, *TIDSGRANS_MANADER.kallor, kallor.TOLKNING_HELGDAG))
R3: Final = Regel(
    "R3",
    "När väntan tar slut",
    (
        kallor.IVO_VERKSTALLD,
        kallor.IVO_TACKAT_NEJ,
        kallor.IVO_DELVIS,
        kallor.TOLKNING_AVSLUT,
        kallor.TOLKNING_AVBROTT_UTAN_START,
    ),
)


class Slutslag(StrEnum):
    """How a väntan ended: executed, resumed after an avbrott, or ended without execution."""

    VERKSTALLD = "verkstalld"
    ATERUPPTAGEN = "aterupptagen"
    AVSLUTAD = "avslutad"


class Slut(NamedTuple):
    """The end of a väntan: kind, day, and for avslutad its reason (None when not given)."""

    slag: Slutslag
    datum: date
    orsak: Avslutsorsak | None = None


class Vantan(NamedTuple):
    """One stretch of time in which a decision is not executed.

    `oppnad_av` is its identity within the decision: None for the first väntan, else the id of the
    avbrott at the root of its chain of corrections. `borta` marks a väntan that has been reported
    but is no longer among the events.
    """

    slag: Vantanslag
    oppnad_av: int | None
    start: date
    gransdag: date
    slut: Slut | None = None
    borta: bool = False

    @property
    def ended_in_time(self) -> bool:
        """R4: whether the väntan ended on gränsdag or before."""
        return self.slut is not None and self.slut.datum <= self.gransdag


class Forlopp(NamedTuple):
    """A decision's course: its väntan in order of time, what is open now, and the faults met."""

    vantan: tuple[Vantan, ...]
    brister: tuple[Brist, ...]
    verkstalld: bool = False
    avslutad: bool = False

    @property
    def oppen(self) -> Vantan | None:
        """The väntan that has not ended, if any (there is at most one)."""
        return next((v for v in self.vantan if v.slut is None), None)


@lru_cache(maxsize=16384)
def gransdag(start: date) -> date:
    """R2: the last day on which a väntan that began on `start` can end without having to be reported."""
    return add_months(start, TIDSGRANS_MANADER.varde)


def chains(handelser: Iterable[Handelse]) -> dict[int, list[Handelse]]:
    """Return each event with its corrections under the id of the first; last stands the one that holds.

    That is one that no other replaces; where two correct the same event, the one written later.
    """
    events = {h.id: h for h in handelser}
    replaced = {h.ersatter for h in events.values()}
    found: dict[int, list[Handelse]] = {}
    for event in sorted(events.values(), key=lambda h: (h.id not in replaced, h.id)):
        root = event
        while root.ersatter is not None and root.ersatter in events:
            root = events[root.ersatter]
        found.setdefault(root.id, []).append(event)
    return found


_id: Final = attrgetter("id")


def effective_events(handelser: Iterable[Handelse]) -> list[tuple[Handelse, int]]:
    """Return the events that hold (neither corrected nor struck), each with the id of its chain's first event."""
    events = list(handelser)
    if all(h.ersatter is None for h in events):  # the most of them; a strike always points at what it strikes
        return [(h, h.id) for h in sorted(events, key=_id)]
    return [(c[-1], root) for root, c in chains(events).items() if c[-1].slag is not Handelseslag.MAKULERAD]


ACTING: Final = {
    Handelseslag.VERKSTALLD: 0,
    Handelseslag.ATERUPPTAGEN: 1,
    Handelseslag.DELVIS_VERKSTALLD: 2,
    Handelseslag.AVBROTT: 3,
    Handelseslag.AVSLUTAD: 4,
}
"""Kinds that bear on execution, in the order they apply within a day."""

_NAMN: Final = {
    Handelseslag.VERKSTALLD: "verkställd",
    Handelseslag.ATERUPPTAGEN: "återupptagen",
    Handelseslag.DELVIS_VERKSTALLD: "delvis verkställd",
    Handelseslag.AVBROTT: "avbrott",
    Handelseslag.AVSLUTAD: "avslutad",
}


def _day_order(entry: tuple[Handelse, int]) -> tuple[int, bool, str, int]:
    """By kind; of two avslutad the one with a reason first, so that the order of files decides nothing."""
    event, root = entry
    return ACTING[event.slag], event.orsak is None, event.orsak or "", root


@dataclass(slots=True)
class _Lopp:
    """The state while events are applied: the väntan so far and whether the insats runs."""

    beslut: Beslut
    vantan: list[Vantan]
    brister: list[Brist] = field(default_factory=list)
    verkstalld: bool = False
    avslutad: bool = False

    @property
    def open(self) -> Vantan | None:
        return self.vantan[-1] if self.vantan[-1].slut is None else None

    def runs_since_before(self, day: date) -> bool:
        """Tell whether the insats runs, and began on an earlier day."""
        slut = self.vantan[-1].slut
        return slut is not None and slut.datum < day and not self.avslutad

    def obstacle(self, event: Handelse) -> Felkod | None:
        """Return why `event` would have no effect now, or None when it has one."""
        if self.avslutad:
            return fk.HANDELSE_EFTER_AVSLUT
        waiting = self.open
        if event.slag is Handelseslag.VERKSTALLD and waiting is None:
            return fk.VERKSTALLD_TVA_GANGER
        in_avbrott = waiting is not None and waiting.slag is Vantanslag.AVBROTT
        if event.slag is Handelseslag.ATERUPPTAGEN and not in_avbrott:
            return fk.ATERUPPTAGEN_UTAN_AVBROTT
        if event.slag is Handelseslag.AVBROTT and in_avbrott:
            return fk.AVBROTT_REDAN_OPPET
        return None

    def end(self, slag: Slutslag, event: Handelse) -> None:
        orsak = event.orsak if slag is Slutslag.AVSLUTAD else None
        if event.datum < self.beslut.beslutsdatum:
            self.note(fk.VERKSTALLD_FORE_BESLUT, event)
        self.vantan[-1] = self.vantan[-1]._replace(slut=Slut(slag, event.datum, orsak))

    def note(self, kod: Felkod, event: Handelse) -> None:
        text = f"{kod.betydelse.rstrip('.')} ({_NAMN[event.slag]} {event.datum})."
        self.brister.append(kod.brist(text, self.beslut.plats))

    def apply(self, event: Handelse, root: int) -> None:
        if event.slag is Handelseslag.VERKSTALLD:
            self.verkstalld = True
            self.end(Slutslag.VERKSTALLD, event)
        elif event.slag is Handelseslag.ATERUPPTAGEN:
            self.end(Slutslag.ATERUPPTAGEN, event)
        elif event.slag is Handelseslag.AVBROTT:
            self.interrupt(event, root)
        elif event.slag is Handelseslag.AVSLUTAD:
            if self.open is not None:
                self.end(Slutslag.AVSLUTAD, event)
            self.avslutad = True

    def interrupt(self, event: Handelse, root: int) -> None:
        if self.open is not None:
            self.note(fk.AVBROTT_UTAN_VERKSTALLIGHET, event)
            self.verkstalld = True
            self.end(Slutslag.VERKSTALLD, event)
        self.vantan.append(Vantan(Vantanslag.AVBROTT, root, event.datum, gransdag(event.datum)))


def _apply_day(lopp: _Lopp, day: Sequence[tuple[Handelse, int]]) -> None:
    """Apply one day's events by kind; one without effect waits in case another makes it possible."""
    waiting = sorted(day, key=_day_order)
    while waiting:
        possible = next((e for e in waiting if lopp.obstacle(e[0]) is None), None)
        if possible is None:
            break
        waiting.remove(possible)
        lopp.apply(*possible)
    for event, _ in waiting:
        lopp.note(lopp.obstacle(event) or fk.HANDELSE_EFTER_AVSLUT, event)
    for event, _ in day:
        if event.slag is Handelseslag.DELVIS_VERKSTALLD and lopp.runs_since_before(event.datum):
            lopp.note(fk.DELVIS_EFTER_VERKSTALLD, event)


def _event_day(event: tuple[Handelse, int]) -> date:
    return event[0].datum


def derive_forlopp(beslut: Beslut, handelser: Iterable[Handelse]) -> Forlopp:
    """Derive a decision's väntan from its events (R1–R3), whatever order the events are given in.

    Events apply in date order, within a day by kind unless only another order is possible. What has
    no effect is left out and gives a fault.
    """
    moving = [e for e in effective_events(handelser) if e[0].slag in ACTING]
    first = Vantan(Vantanslag.BESLUT, None, beslut.beslutsdatum, gransdag(beslut.beslutsdatum))
    lopp = _Lopp(beslut, [first])
    for _, day in groupby(sorted(moving, key=_event_day), key=_event_day):
        _apply_day(lopp, list(day))
    return Forlopp(tuple(lopp.vantan), tuple(lopp.brister), lopp.verkstalld, lopp.avslutad)
