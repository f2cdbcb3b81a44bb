"""What to do in IVO's form for a quarter, case by case, as of today and without identity."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from ejverkstallda.app.kvartal_visa import Urval, answer_quarter
from ejverkstallda.app.kvartalsvar import Kvartalsvar, slut_json
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelse, Handelseslag, IvoSlag, Omfattning
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slutslag, effective_events
from ejverkstallda.report.forklaring_ord import masked
from ejverkstallda.store.handelselager import events_of

_GRUPPENS_SLAG = {
    Grupp.NY: IvoSlag.NY,
    Grupp.KVARSTAENDE: IvoSlag.ATER,
    Grupp.VERKSTALLD: IvoSlag.VERKSTALLD,
    Grupp.AVSLUTAD: IvoSlag.AVSLUTAD,
}


@dataclass(frozen=True, slots=True)
class Ivorad:
    """One thing to do in the form: a row and what to report of it; `skickad` is the day it was sent, if it was.

    `ej_verkstalld_del`: what the case says of the part that is not executed, personal details taken out; IVO wants
    it named. None when nothing is executed in part, or at an end.
    """

    rad: Rad
    slag: IvoSlag
    skickad: date | None
    ej_verkstalld_del: str | None = None


@dataclass(frozen=True, slots=True)
class Ivolista:
    """The worklist for IVO's form, new ones first."""

    kvartal: str
    lag: str | None
    namnd: str | None
    idag: date
    rader: tuple[Ivorad, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "kvartal": self.kvartal,
            "lag": self.lag,
            "namnd": self.namnd,
            "idag": self.idag.isoformat(),
            "rader": [
                {
                    "slag": r.slag.value,
                    "beslutsnummer": r.rad.beslutsnummer,
                    "kallsystem": r.rad.kallsystem,
                    "lag": r.rad.lag.value,
                    "beslutsdatum": r.rad.beslutsdatum.isoformat(),
                    "vantan": r.rad.vantan.value,
                    "start": r.rad.start.isoformat(),
                    "insats": r.rad.insats,
                    "slut": slut_json(r.rad.slut),
                    "skickad": r.skickad.isoformat() if r.skickad else None,
                    "ej_verkstalld_del": r.ej_verkstalld_del,
                }
                for r in self.rader
            ],
        }


def list_for_ivo(ctx: Sammanhang, urval: Urval) -> Resultat[Ivolista]:
    """Return what to type into IVO's form for a quarter, as of today whatever has been closed."""
    with ctx.reading() as connection:
        answer, rows = ivo_rows(connection, urval, ctx.idag)
    lag = urval.lag.value if urval.lag else None
    return Resultat(Ivolista(str(urval.kvartal), lag, answer.namnd, ctx.idag, rows), answer.bild.brister)


def ivo_rows(connection: Connection, urval: Urval, idag: date) -> tuple[Kvartalsvar, tuple[Ivorad, ...]]:
    """Return the quarter as of today and each thing to do in the form, with the day it was sent if it was."""
    today = max(idag, urval.kvartal.last_day)
    answer = answer_quarter(connection, replace(urval, statusdag=today.isoformat(), aktuellt=True), idag)
    events = events_of(connection, set(answer.beslut_ids.values()))
    rows = []
    for rad in answer.bild.rader:
        own = [p.handelse for p in events.get(answer.beslut_ids[rad.fall_id], [])]
        part = _unexecuted_part(rad, own)
        rows += [
            Ivorad(rad, slag, _sent(rad, slag, own, urval), part if slag in _OPPNA else None) for slag in _to_do(rad)
        ]
    order = list(IvoSlag)
    rows.sort(key=lambda r: order.index(r.slag))
    return answer, tuple(rows)


_OPPNA = {IvoSlag.NY, IvoSlag.ATER}


def _unexecuted_part(rad: Rad, handelser: Iterable[Handelse]) -> str | None:
    """What the latest partial execution or partial avbrott of the row's väntan says of the part, screened."""
    said = [
        (e.datum, e.id, e.text)
        for e, _ in effective_events(handelser)
        if e.text
        and e.datum >= rad.start
        and (rad.slut is None or e.datum <= rad.slut.datum)
        and (e.slag is Handelseslag.DELVIS_VERKSTALLD or e.omfattning is Omfattning.DELVIS)
    ]
    return masked(max(said)[2]) if said else None


def _to_do(rad: Rad) -> Sequence[IvoSlag]:
    """A new one that has ended already is reported, and its end at the same time."""
    slag = _GRUPPENS_SLAG[rad.grupp]
    if rad.grupp is Grupp.NY and rad.slut is not None:
        return slag, IvoSlag.AVSLUTAD if rad.slut.slag is Slutslag.AVSLUTAD else IvoSlag.VERKSTALLD
    return (slag,)


def _sent(rad: Rad, slag: IvoSlag, handelser: Iterable[Handelse], urval: Urval) -> date | None:
    """The day this was sent, if it was.

    A mark that names its quarter and väntan counts for those only. One without (imported) counts by its day:
    a new one once, a repeat after the quarter's end, an end from the day it came.
    """
    earliest = rad.start
    if slag is IvoSlag.ATER:
        earliest = urval.kvartal.last_day
    elif slag is not IvoSlag.NY and rad.slut:
        earliest = rad.slut.datum
    days = [
        e.datum
        for e, _ in effective_events(handelser)
        if e.slag is Handelseslag.SKICKAD_IVO and e.ivo_slag is slag and _counts(e, rad, urval, earliest)
    ]
    return min(days, default=None)


def _counts(event: Handelse, rad: Rad, urval: Urval, earliest: date) -> bool:
    if event.vantan is not None and (event.vantan is not rad.vantan or event.vantan_start not in {None, rad.start}):
        return False
    if event.kvartal is not None and event.ivo_slag is IvoSlag.ATER:
        return event.kvartal == str(urval.kvartal)
    return event.datum >= earliest
