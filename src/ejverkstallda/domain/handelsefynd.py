"""What there is to say of events that do not bear on the väntan: postponements, insatser meanwhile, late offers."""

from collections.abc import Iterable
from typing import Final

from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain.avgiftsrakning import ends_before_it_begins
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.lagval import concerns_lov
from ejverkstallda.domain.vantan import effective_events

_ERBJUDET: Final = {Handelseslag.ERBJUDANDE: "erbjudande", Handelseslag.SVAR: "svar"}
FYND_OM: Final = (Handelseslag.SENARELAGD_LOV, Handelseslag.INSATS_UNDER_TIDEN, *_ERBJUDET)
"""Events without which there is nothing to find."""


def event_findings(beslut: Beslut, handelser: Iterable[Handelse]) -> tuple[Brist, ...]:
    """Return the findings of a decision's events, given with all their fields (R16, and nothing after `avslutad`).

    Corrected and struck events are left out. `derive_forlopp` has the findings of those that bear on the väntan.
    """
    held = sorted((e for e, _ in effective_events(handelser)), key=lambda e: (e.datum, e.id))
    closed = min((e.datum for e in held if e.slag is Handelseslag.AVSLUTAD), default=None)
    found = []
    for event in held:
        if event.slag is Handelseslag.SENARELAGD_LOV:
            if not concerns_lov(beslut):
                found.append(fk.LOV_UTANFOR.brist(_dated(fk.LOV_UTANFOR.betydelse, "senarelagd", event), beslut.plats))
            if event.till is not None and event.till < event.datum:
                text = _dated(fk.SENARELAGD_BAKAT.betydelse, f"till {event.till}", event)
                found.append(fk.SENARELAGD_BAKAT.brist(text, beslut.plats))
        elif ends_before_it_begins(event):
            text = _dated(fk.INSATSTID_BAKAT.betydelse, f"{event.fran}–{event.till}", event)
            found.append(fk.INSATSTID_BAKAT.brist(text, beslut.plats))
        elif event.slag in _ERBJUDET and closed is not None and event.datum > closed:
            text = _dated(fk.HANDELSE_EFTER_AVSLUT.betydelse, _ERBJUDET[event.slag], event)
            found.append(fk.HANDELSE_EFTER_AVSLUT.brist(text, beslut.plats))
    return tuple(found)


def _dated(betydelse: str, what: str, event: Handelse) -> str:
    return f"{betydelse.rstrip('.')} ({what}, {event.datum})."
