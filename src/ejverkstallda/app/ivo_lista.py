"""What to do in IVO's form for a quarter, case by case, as of today and without identity."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.kvartal_visa import Urval, answer_quarter
from ejverkstallda.app.kvartalsvar import Kvartalsvar, slut_json
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelse, Handelseslag, IvoSlag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slutslag, effective_events
from ejverkstallda.report.forklaring_ord import masked
from ejverkstallda.report.individbygge import is_about, unexecuted_part
from ejverkstallda.store.handelselager import Handelsepost, events_of

_GRUPPENS_SLAG = {
    Grupp.NY: IvoSlag.NY,
    Grupp.KVARSTAENDE: IvoSlag.ATER,
    Grupp.VERKSTALLD: IvoSlag.VERKSTALLD,
    Grupp.AVSLUTAD: IvoSlag.AVSLUTAD,
}


class Ivorad(NamedTuple):
    """A thing to do in the form: a row, what to report of it; `skickad` is the day it was sent, `av` by whose word.

    `ej_verkstalld_del`: what the case says of the part that is not executed, personal details taken out; IVO wants
    it named. None when nothing is executed in part, or at an end.
    """

    rad: Rad
    slag: IvoSlag
    skickad: date | None
    av: str | None = None
    ej_verkstalld_del: str | None = None


class Ivolista(NamedTuple):
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
    answer = answer_quarter(connection, urval._replace(statusdag=today.isoformat(), aktuellt=True), idag)
    return answer, _things_to_do(connection, answer, answer.bild.rader, urval.kvartal)


def rows_to_tell(connection: Connection, answer: Kvartalsvar, idag: date) -> tuple[Ivorad, ...]:
    """Return what was to be told to IVO of an answered cell: by its frozen rows where closed, else as of today."""
    if answer.stangningar:
        return frozen_ivo_rows(connection, answer)
    return ivo_rows(connection, Urval(answer.ram.kvartal, answer.lag, answer.namnd or None), idag)[1]


def frozen_ivo_rows(connection: Connection, answer: Kvartalsvar) -> tuple[Ivorad, ...]:
    """Return what a closed quarter's frozen rows were to be reported as, whatever has happened since.

    One frozen as still waiting whose end has been sent for the quarter instead has been told of.
    """
    frozen = [f.rad for f in answer.frysta.values()]
    return _things_to_do(connection, answer, frozen, answer.ram.kvartal, end_is_enough=True)


def _things_to_do(
    connection: Connection, answer: Kvartalsvar, rader: Iterable[Rad], kvartal: Kvartal, *, end_is_enough: bool = False
) -> tuple[Ivorad, ...]:
    events = events_of(connection, set(answer.beslut_ids.values()))
    rows = []
    for rad in rader:
        posts = events.get(answer.beslut_ids[rad.fall_id], [])
        part = _unexecuted_part(rad, [p.handelse for p in posts])
        for slag in _to_do(rad):
            sent = _sent(rad, slag, posts, kvartal)
            if sent is None and end_is_enough and slag is IvoSlag.ATER:
                sent = _end_sent(rad, posts, kvartal)
            rows.append(Ivorad(rad, slag, *_day_and_who(sent), part if slag in _OPPNA else None))
    order = list(IvoSlag)
    rows.sort(key=lambda r: order.index(r.slag))
    return tuple(rows)


def _day_and_who(post: Handelsepost | None) -> tuple[date | None, str | None]:
    return (post.handelse.datum, post.av) if post else (None, None)


_OPPNA = {IvoSlag.NY, IvoSlag.ATER}


def _unexecuted_part(rad: Rad, handelser: Iterable[Handelse]) -> str | None:
    """What the row's väntan says of the part that is not executed, screened."""
    part = unexecuted_part(rad, handelser)
    return masked(part.text) if part and part.text else None


def _to_do(rad: Rad) -> Sequence[IvoSlag]:
    """A new one that has ended already is reported, and its end at the same time."""
    slag = _GRUPPENS_SLAG[rad.grupp]
    if rad.grupp is Grupp.NY and rad.slut is not None:
        return slag, IvoSlag.AVSLUTAD if rad.slut.slag is Slutslag.AVSLUTAD else IvoSlag.VERKSTALLD
    return (slag,)


def _sent(rad: Rad, slag: IvoSlag, posts: Iterable[Handelsepost], kvartal: Kvartal) -> Handelsepost | None:
    """The first event that tells that this was sent, if it was.

    A mark that names its quarter and väntan counts for those only. One without (imported) counts by its day:
    a new one once, a repeat after the quarter's end, an end from the day it came.
    """
    earliest = rad.start
    if slag is IvoSlag.ATER:
        earliest = kvartal.last_day
    elif slag is not IvoSlag.NY and rad.slut:
        earliest = rad.slut.datum
    found = [p for p in _marks(posts, {slag}) if _counts(p.handelse, rad, kvartal, earliest)]
    return min(found, key=lambda p: p.handelse.datum, default=None)


def _end_sent(rad: Rad, posts: Iterable[Handelsepost], kvartal: Kvartal) -> Handelsepost | None:
    ends = _marks(posts, {IvoSlag.VERKSTALLD, IvoSlag.AVSLUTAD})
    own = [p for p in ends if p.handelse.kvartal == str(kvartal) and is_about(p.handelse, rad)]
    return min(own, key=lambda p: p.handelse.datum, default=None)


def _marks(posts: Iterable[Handelsepost], slag: Collection[IvoSlag]) -> list[Handelsepost]:
    """The events in force that something of these kinds was sent."""
    known = list(posts)
    holds = {e.id for e, _ in effective_events(p.handelse for p in known)}
    return [
        p
        for p in known
        if p.handelse.id in holds and p.handelse.slag is Handelseslag.SKICKAD_IVO and p.handelse.ivo_slag in slag
    ]


def _counts(event: Handelse, rad: Rad, kvartal: Kvartal, earliest: date) -> bool:
    if not is_about(event, rad):
        return False
    if event.kvartal is not None and event.ivo_slag is IvoSlag.ATER:
        return event.kvartal == str(kvartal)
    return event.datum >= earliest
