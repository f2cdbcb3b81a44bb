"""What the municipality reported of a case in each quarter, as far as was known then: the script's own count.

It serves the comments (every quarter that a case waits has one), the dates of what was sent to IVO, and the figures
of LASMIG.md. It is no part of the program, and simpler: only what the stories contain.
"""

from dataclasses import dataclass
from datetime import date

from exempelkommun_skript.berattelse import Arende, Rad
from exempelkommun_skript.kalender import FORSTA_DAG, KVARTAL, Kvartal, gransdag

_SLUT = {"verkstalld", "aterupptagen", "avslutad"}


@dataclass(frozen=True, slots=True)
class Vantan:
    """A wait: kind, first day, the event that ended it (None = open), and the day its beginning became known."""

    slag: str
    start: date
    slut: Rad | None
    kand: date

    @property
    def grans(self) -> date:
        """The last day it can end on without being reported."""
        return gransdag(self.start)


@dataclass(frozen=True, slots=True)
class Redovisad:
    """A row of a quarter's report: group, and the end that was known (None = still waiting)."""

    kvartal: Kvartal
    grupp: str
    vantan: Vantan
    slut: Rad | None
    sen: bool = False


def waits(arende: Arende) -> list[Vantan]:
    """Return a case's waits as all is known in the end."""
    found: list[Vantan] = []
    open_kind: tuple[str, date, date] | None = ("beslut", arende.beslutsdatum, arende.kand)
    for rad in sorted(arende.rader, key=lambda r: r.datum):
        if rad.slag in _SLUT and open_kind:
            found.append(Vantan(open_kind[0], open_kind[1], rad, open_kind[2]))
            open_kind = None
        elif rad.slag == "avbrott":
            open_kind = ("avbrott", rad.datum, rad.kand)
    if open_kind:
        found.append(Vantan(open_kind[0], open_kind[1], None, open_kind[2]))
    return found


def outside(arende: Arende, day: date) -> bool:
    """Tell whether the case is outside the duty, as the register knew on `day`."""
    facts = dict(arende.beslut)
    for known, changed in arende.andringar:
        if known <= day:
            facts |= changed
    lagrum = facts.get("lagrum", "")
    return facts.get("ursprung") == "dom" or lagrum.startswith(("4 kap. 2 §", "11 kap. 4 §"))


def report(arende: Arende) -> list[Redovisad]:
    """Return the case's rows, quarter by quarter."""
    return [row for vantan in waits(arende) for row in _rows(arende, vantan)]


def _history(arende: Arende, vantan: Vantan) -> str | None:
    """Return the quarter that history names for the first wait, `` for none named, None where there is no history."""
    for rad in arende.rader:
        if rad.slag in {"rapporterad", "slutrapporterad"} and vantan.slag == "beslut":
            return rad.falt.get("kvartal", "")
    return None


def _reported_before(arende: Arende, vantan: Vantan) -> bool | None:
    """Tell whether a wait had been reported when the register was made; None when it is done with."""
    if any(r.slag == "slutrapporterad" for r in arende.rader):
        return None
    if _history(arende, vantan) is not None:
        return True
    ended = vantan.slut is not None and vantan.slut.datum < FORSTA_DAG
    return None if ended else vantan.grans < FORSTA_DAG


def _rows(arende: Arende, vantan: Vantan) -> list[Redovisad]:
    rows: list[Redovisad] = []
    reported = _reported_before(arende, vantan)
    if reported is None:
        return rows
    for quarter in KVARTAL:
        if vantan.kand > quarter.inlast:
            continue
        known = vantan.slut if vantan.slut and vantan.slut.kand <= quarter.inlast else None
        if outside(arende, quarter.inlast):
            return [*rows, Redovisad(quarter, "avslutad", vantan, known)] if reported else rows
        ended = known if known and known.datum <= quarter.sista else None
        if reported:
            rows.append(Redovisad(quarter, _group(ended), vantan, ended))
        elif vantan.grans <= quarter.sista and not (known and known.datum <= vantan.grans):
            rows.append(Redovisad(quarter, "ny", vantan, ended, sen=vantan.grans < quarter.forsta))
            reported = True
        if reported and ended:
            return rows
    return rows


def _group(ended: Rad | None) -> str:
    if ended is None:
        return "kvarstaende"
    return "avslutad" if ended.slag == "avslutad" else "verkstalld"
