"""Log an event in a case: what a handläggare does between two calls."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.arende import Arende, check_event_day, find_post, load_arende, refuse_if_struck
from ejverkstallda.app.beslutsfynd import events_findings
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain.beslut import Handelse, Handelseslag, Vantanslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.vantan import Forlopp, derive_forlopp, effective_events
from ejverkstallda.report.fritext import text_findings
from ejverkstallda.store.beslutslager import Beslutspost
from ejverkstallda.store.handelselager import add_events, events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.vantanlager import rederive

_OMOJLIGT: Final = {
    f.kod
    for f in (
        fk.VERKSTALLD_TVA_GANGER,
        fk.AVBROTT_REDAN_OPPET,
        fk.ATERUPPTAGEN_UTAN_AVBROTT,
        fk.HANDELSE_EFTER_AVSLUT,
        fk.VERKSTALLD_FORE_BESLUT,
    )
}
"""Faults that a handläggare's own registration is refused for; in imported data they are findings."""


class Mal(NamedTuple):
    """Which decision a command is about."""

    nummer: str
    kallsystem: str | None = None


def log_event(ctx: Sammanhang, mal: Mal, event: Handelse) -> Resultat[Arende]:
    """Add an event to a case and return the case as it now stands.

    Raises:
        AppError: unknown or struck decision, an impossible day, or an order of events that cannot be.
    """
    with ctx.writing() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        refuse_if_struck(post)
        check_event_day(event, post.beslut, ctx.idag)
        if event.planerat_datum is not None and event.planerat_datum < event.datum:
            raise refuse(
                "plan_bakat",
                f"Planen {event.planerat_datum} ligger före dagen den blev känd, {event.datum}. Rätta någon av dem.",
                post.beslut.plats,
            )
        known = [p.handelse for p in events_of(connection, [post.id]).get(post.id, [])]
        if event.slag is Handelseslag.SVAR:
            _require_offer(post, known, event)
        refuse_impossible(post, known, [*known, event._replace(id=max((e.id for e in known), default=0) + 1)])
        brister = (*text_findings(event.text, post.beslut.plats), *save_events(connection, ctx, post, [event]))
        arende = load_arende(connection, post, ctx.idag, brister)
    return Resultat(arende, brister)


def save_events(
    connection: Connection, ctx: Sammanhang, post: Beslutspost, events: Sequence[Handelse]
) -> tuple[Brist, ...]:
    """Add events with their log rows and bring the väntan up to date; return the faults in the order of events."""
    entry = ctx.log_entry
    added = add_events(connection, [(post.id, e) for e in events], entry.namn, entry.tid)
    rows = [
        Loggrad(post.id, f"handelse.{p.handelse.slag}", _number(p.handelse.ersatter), str(p.handelse.id)) for p in added
    ]
    write_log(connection, entry, rows)
    odd = rederive(connection, [post.id], read_settings(connection).forsta_kvartal)
    return odd + events_findings(connection, [post.id])


def _number(value: int | None) -> str | None:
    return str(value) if value is not None else None


def _require_offer(post: Beslutspost, known: Sequence[Handelse], event: Handelse) -> None:
    offers = [e for e, _ in effective_events(known) if e.slag is Handelseslag.ERBJUDANDE and e.datum <= event.datum]
    if offers and _answered(max(offers, key=lambda e: (e.datum, e.id)), known):
        raise refuse(
            "erbjudande_besvarat",
            "Det senaste erbjudandet är redan besvarat. Registrera ett nytt med ejv erbjud, eller rätta svaret "
            "med ejv ratta.",
            post.beslut.plats,
        )
    if not offers:
        raise refuse(
            "svar_utan_erbjudande",
            f"Det finns inget erbjudande att svara på {event.datum}. Registrera det först med ejv erbjud.",
            post.beslut.plats,
        )


def _answered(offer: Handelse, known: Sequence[Handelse]) -> bool:
    """Tell whether an offer has its answer: given with it, or registered on its day or later."""
    return offer.svar is not None or any(
        e.slag is Handelseslag.SVAR and (e.datum, e.id) > (offer.datum, offer.id) for e, _ in effective_events(known)
    )


def refuse_impossible(post: Beslutspost, before: Sequence[Handelse], after: Sequence[Handelse]) -> None:
    """Refuse a change that would leave an event without effect, and say what is open.

    Raises:
        AppError: the change brings a fault in the order of events that was not there before.
    """
    old = derive_forlopp(post.beslut, before)
    new = derive_forlopp(post.beslut, after)
    had = {(b.kod, b.text) for b in old.brister}
    for brist in new.brister:
        if brist.kod in _OMOJLIGT and (brist.kod, brist.text) not in had:
            raise refuse(brist.kod, f"{_obstacle_text(brist)} {describe_state(old)}", post.beslut.plats)


def _obstacle_text(brist: Brist) -> str:
    texts = {
        fk.VERKSTALLD_TVA_GANGER.kod: "Beslutet är redan verkställt.",
        fk.AVBROTT_REDAN_OPPET.kod: "Ett avbrott pågår redan.",
        fk.ATERUPPTAGEN_UTAN_AVBROTT.kod: "Det finns inget avbrott att återuppta efter.",
        fk.HANDELSE_EFTER_AVSLUT.kod: "Beslutet är avslutat; en händelse kan inte läggas efter avslutet.",
        fk.VERKSTALLD_FORE_BESLUT.kod: "Slutet ligger före beslutsdatum.",
    }
    return texts[brist.kod]


def describe_state(forlopp: Forlopp) -> str:
    """Say in a sentence what is open in a case now."""
    waiting = forlopp.oppen
    last = forlopp.vantan[-1]
    if waiting is not None:
        what = "Ett avbrott pågår" if waiting.slag is Vantanslag.AVBROTT else "Beslutet väntar på verkställighet"
        return f"{what} sedan {waiting.start} (gränsdag {waiting.gransdag})."
    if forlopp.avslutad:
        day = f" {last.slut.datum}" if last.slut and last.slut.slag == "avslutad" else ""
        return f"Beslutet avslutades{day}; ingen väntan är öppen."
    day = f" sedan {last.slut.datum}" if last.slut else ""
    return f"Insatsen pågår{day}; ingen väntan är öppen."
