"""A decision's events as they go out: those that hold, and what closed quarters have reported as history.

A register that reads them in has no closed quarters; it knows what was reported from the events rapporterad and
slutrapporterad. Whether they say the same is not taken for granted but tried, decision by decision.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag
from ejverkstallda.domain.historik import Frystfakta, Rapporterat, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Fall, needs_watch
from ejverkstallda.domain.vantan import Vantan, chains, derive_forlopp, effective_events

HISTORIK = frozenset({Handelseslag.RAPPORTERAD, Handelseslag.SLUTRAPPORTERAD})
_Par = tuple[Vantan, Rapporterat]


class Utdrag(NamedTuple):
    """A decision's events as they go out, in the order they were registered; `historik` of them are history made here.

    `trogen`: read in, they say the same of every väntan. `flyttad`: the decision has moved to another nämnd or law
    since it was reported, which no event can say.
    """

    handelser: tuple[Handelse, ...]
    historik: int = 0
    trogen: bool = True
    flyttad: bool = False


def extract_events(
    beslut: Beslut,
    handelser: Sequence[Handelse],
    frysta: Sequence[Frystfakta],
    forsta_kvartal: Kvartal | None,
    *,
    makulerat: bool = False,
) -> Utdrag:
    """Return what goes out of a decision's events, corrected and struck ones left out, and its reports as history."""
    holding = _in_force(handelser)
    if not frysta and not any(e.slag in HISTORIK for e in holding):
        return Utdrag(tuple(holding))
    pairs = _derive(beslut, handelser, frysta, makulerat=makulerat)
    wanted = _picture(pairs)
    flyttad = any(r.moved(beslut) and needs_watch(Fall(beslut, v, r), forsta_kvartal) for v, r in pairs)
    first_try: Utdrag | None = None
    for events, historik in _attempts(beslut, handelser, holding, pairs, frysta):
        trogen = _picture(_derive(beslut, events, (), makulerat=makulerat)) == wanted
        found = Utdrag(tuple(events), historik, trogen, flyttad)
        if trogen:
            return found
        first_try = first_try or found
    assert first_try is not None  # noqa: S101 — there is always a first try
    return first_try


def _in_force(handelser: Sequence[Handelse]) -> list[Handelse]:
    """Return the events that hold, in the order they were registered, as if nothing had ever been corrected."""
    if all(e.ersatter is None for e in handelser):  # nearly every decision
        return list(handelser)
    return sorted((e._replace(ersatter=None) for e, _ in effective_events(handelser)), key=lambda e: e.id)


def _derive(
    beslut: Beslut, handelser: Sequence[Handelse], frysta: Sequence[Frystfakta], *, makulerat: bool
) -> Sequence[_Par]:
    return attach_history(beslut, handelser, derive_forlopp(beslut, handelser), frysta, makulerat=makulerat)[0]


def _picture(pairs: Iterable[_Par]) -> list[str]:
    """Return what is known of each väntan, but for numbers and cells that are the register's own."""
    return sorted(
        str((v.slag, v.start, v.slut, v.borta, r.forst, r.slutrapporterad, r.slut, r.rapporterad))
        for v, r in pairs
        if r.rapporterad or not v.borta
    )


def _attempts(
    beslut: Beslut,
    handelser: Sequence[Handelse],
    holding: Sequence[Handelse],
    pairs: Sequence[_Par],
    frysta: Sequence[Frystfakta],
) -> Iterator[tuple[list[Handelse], int]]:
    """Yield ways to say it, the plainest first.

    First a row per väntan and closed quarter; then one more for where it was first reported, when no closed quarter
    and no event says that by itself; last with the väntan written out in every row of history, for those that named
    it by a day that has been corrected since.
    """
    new: list[Handelse] = []
    for first_too in (False, True):
        rows = [row for v, _ in pairs for row in _history_rows(v, frysta, first_too=first_too)]
        new = _numbered(rows, holding)
        yield [*holding, *new], len(new)
    named = [_name_vantan(beslut, handelser, e) if e.slag in HISTORIK else e for e in holding]
    yield [*named, *new], len(new)


def _history_rows(vantan: Vantan, frysta: Sequence[Frystfakta], *, first_too: bool) -> Iterator[Handelse]:
    """Yield the rows of history that closed quarters make of one väntan, by quarter."""
    own = [f for f in frysta if f.oppnad_av == vantan.oppnad_av]
    ends = {f.kvartal for f in own if f.slut}
    quarters = {f.kvartal for f in own}
    if first_too:
        quarters |= {f.forst for f in own if f.forst is not None}
        if any(f.forst is None for f in own):
            yield _row(vantan, Handelseslag.RAPPORTERAD, None, vantan.gransdag)
    for kvartal in sorted(quarters):
        slag = Handelseslag.SLUTRAPPORTERAD if kvartal in ends else Handelseslag.RAPPORTERAD
        yield _row(vantan, slag, kvartal, kvartal.last_day)


def _row(vantan: Vantan, slag: Handelseslag, kvartal: Kvartal | None, datum: date) -> Handelse:
    text = str(kvartal) if kvartal else None
    return Handelse(0, datum, slag, kvartal=text, vantan=vantan.slag, vantan_start=vantan.start)


def _numbered(rows: Iterable[Handelse], holding: Sequence[Handelse]) -> list[Handelse]:
    """Return the rows that no event says already word for word, numbered after the events."""
    known = {e._replace(id=0) for e in holding}
    last = max((e.id for e in holding), default=0)
    return [row._replace(id=last + i) for i, row in enumerate((r for r in rows if r not in known), start=1)]


def _name_vantan(beslut: Beslut, handelser: Sequence[Handelse], event: Handelse) -> Handelse:
    """Return an event of history with its väntan as it is named now: found by letting it alone be history."""
    others = (c for c in chains(handelser).values() if c[-1].slag in HISTORIK and c[-1].id != event.id)
    gone = {e.id for chain in others for e in chain}
    alone = [e for e in handelser if e.id not in gone]
    found = next((v for v, r in _derive(beslut, alone, (), makulerat=False) if r.rapporterad), None)
    return event._replace(vantan=found.slag, vantan_start=found.start) if found and not found.borta else event
