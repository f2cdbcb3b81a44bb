"""What has been reported of a väntan: a stored fact (R8), from closed quarters and from imported history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag, Vantanslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagrum import is_inside
from ejverkstallda.domain.motivering import Regel
from ejverkstallda.domain.vantan import Forlopp, Vantan, chains, effective_events, gransdag

R8: Final = Regel("R8", "Rapporterad är ett lagrat faktum", (kallor.TOLKNING_RAPPORTERAD,))


class Rapporterat(NamedTuple):
    """What has been reported of one väntan.

    `forst` is the quarter that first reported it and `slut` the one that reported its end; None
    together with the flag means before the register. `ur_historik`: `forst` rests on imported history.
    `cell` is the nämnd ("" = none named) and law of the latest closed quarter that reported it, None
    when none has.
    """

    rapporterad: bool = False
    forst: Kvartal | None = None
    slutrapporterad: bool = False
    slut: Kvartal | None = None
    ur_historik: bool = False
    cell: tuple[str, Lag] | None = None

    def reported_before(self, kvartal: Kvartal) -> bool:
        """Tell whether a quarter before `kvartal` reported the väntan."""
        return self.rapporterad and (self.forst is None or self.forst < kvartal)

    def end_reported_before(self, kvartal: Kvartal) -> bool:
        """Tell whether a quarter before `kvartal` reported the väntan's end."""
        return self.slutrapporterad and (self.slut is None or self.slut < kvartal)

    def moved(self, beslut: Beslut) -> bool:
        """R14: tell whether a decision has moved to another nämnd or law than the one that reported the väntan.

        A nämnd that was not named then, or is not now, is no other nämnd.
        """
        if self.cell is None:
            return False
        namnd, lag = self.cell
        if namnd == beslut.namnd or not namnd or not beslut.namnd:
            return lag is not beslut.lag
        return lag is not beslut.lag or namnd.casefold() != beslut.namnd.casefold()


HISTORY: Final = frozenset({Handelseslag.RAPPORTERAD, Handelseslag.SLUTRAPPORTERAD})
"""Kinds of event that say what was reported before the register."""
EJ_RAPPORTERAT: Final = Rapporterat()


class Frystfakta(NamedTuple):
    """What a closed quarter says of a väntan: which one, where it was first reported, and whether its end was.

    `cell` is the nämnd and law of the closing.
    """

    oppnad_av: int | None
    slag: Vantanslag
    start: date
    kvartal: Kvartal
    forst: Kvartal | None
    slut: bool
    cell: tuple[str, Lag]


@dataclass(slots=True)
class _Samling:
    """Quarters that reported a väntan, and its end (None = before the register)."""

    vantan: Vantan
    rapporterad: list[Kvartal | None] = field(default_factory=list)
    slut: list[Kvartal | None] = field(default_factory=list)
    historik: list[Kvartal | None] = field(default_factory=list)
    celler: dict[Kvartal, tuple[str, Lag]] = field(default_factory=dict)

    def result(self) -> Rapporterat:
        if not self.rapporterad:
            return EJ_RAPPORTERAT
        forst = _earliest(self.rapporterad)
        return Rapporterat(
            rapporterad=True,
            forst=forst,
            slutrapporterad=bool(self.slut),
            slut=_earliest(self.slut),
            ur_historik=forst in self.historik,
            cell=self.celler[max(self.celler)] if self.celler else None,
        )


def _earliest(quarters: Sequence[Kvartal | None]) -> Kvartal | None:
    return min((q for q in quarters if q is not None), default=None) if None not in quarters else None


def _find(samlingar: Sequence[_Samling], event: Handelse, dates: Mapping[int | None, set[date]]) -> _Samling | None:
    """The väntan a history event means: the one named, else the latest that had started on its day.

    `dates` are the days an avbrott has been dated, corrections counted in: a corrected day leaves history where it was.
    """
    slag, start = event.vantan, event.vantan_start
    if slag is Vantanslag.BESLUT:
        return samlingar[0]
    latest_first = [s for s in reversed(samlingar) if slag is None or s.vantan.slag is slag]
    if start is not None:
        exact = (s for s in latest_first if s.vantan.start == start)
        corrected = (s for s in latest_first if start in dates.get(s.vantan.oppnad_av, ()))
        return next(exact, None) or next(corrected, None)
    started = [s for s in latest_first if s.vantan.start <= event.datum and not s.vantan.borta]
    if started:
        return max(started, key=lambda s: s.vantan.start)
    return samlingar[0] if slag is None else None


def _ghost(oppnad_av: int | None, start: date) -> _Samling:
    """A väntan that was reported but is gone from the events (R14); only an avbrott can be."""
    return _Samling(Vantan(Vantanslag.AVBROTT, oppnad_av, start, gransdag(start), borta=True))


def attach_history(
    beslut: Beslut,
    handelser: Iterable[Handelse],
    forlopp: Forlopp,
    frysta: Iterable[Frystfakta] = (),
    *,
    makulerat: bool = False,
) -> tuple[tuple[tuple[Vantan, Rapporterat], ...], tuple[Brist, ...]]:
    """Join each väntan with what has been reported of it; add those that were reported and are gone.

    `frysta` are the closed quarters' facts on this decision. A struck decision (`makulerat`) has no
    väntan of its own any more: all of them count as gone.
    """
    handelser = list(handelser)
    frysta = list(frysta)
    if not frysta and not makulerat and not any(h.slag in HISTORY for h in handelser):
        return tuple((v, EJ_RAPPORTERAT) for v in forlopp.vantan), ()
    samlingar = [_Samling(v) for v in forlopp.vantan]
    brister: list[Brist] = []
    for fact in frysta:
        found = next((s for s in samlingar if s.vantan.oppnad_av == fact.oppnad_av), None)
        if found is None:
            found = _ghost(fact.oppnad_av, fact.start)
            samlingar.append(found)
        found.rapporterad.append(fact.forst)
        found.celler[fact.kvartal] = fact.cell
        if fact.slut:
            found.slut.append(fact.kvartal)
    dates: dict[int | None, set[date]] = {root: {h.datum for h in chain} for root, chain in chains(handelser).items()}
    for event, root in sorted(effective_events(handelser), key=lambda e: (e[0].datum, e[1])):
        if event.slag not in HISTORY:
            continue
        found = _find(samlingar, event, dates) or next((s for s in samlingar if s.vantan.oppnad_av == root), None)
        if found is None:
            found = _ghost(root, event.vantan_start or event.datum)
            samlingar.append(found)
            text = f"Historik om ett avbrott från {found.vantan.start} som inte finns bland händelserna."
            brister.append(fk.HISTORIK_UTAN_VANTAN.brist(text, beslut.plats))
        kvartal = Kvartal.parse(event.kvartal) if event.kvartal else None
        found.historik.append(kvartal)
        found.rapporterad.append(kvartal)
        if event.slag is Handelseslag.SLUTRAPPORTERAD:
            found.slut.append(kvartal)
    pairs = tuple((s.vantan._replace(borta=s.vantan.borta or makulerat), s.result()) for s in samlingar)
    if is_inside(beslut) and any(r.slutrapporterad and v.slut is None and not v.borta for v, r in pairs):
        brister.append(fk.SLUT_REDOVISAT.brist(fk.SLUT_REDOVISAT.betydelse, beslut.plats))
    return pairs, tuple(brister)
