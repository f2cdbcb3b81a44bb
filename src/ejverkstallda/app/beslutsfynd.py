"""What there is to say of a decision when it is registered: insats and lagrum that are unknown or odd (R5, R16)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from ejverkstallda.domain import felkoder as dfk
from ejverkstallda.domain.beslut import Beslut, Lag, Ursprung
from ejverkstallda.domain.brister import Brist, Felkod
from ejverkstallda.domain.handelsefynd import FYND_OM, event_findings
from ejverkstallda.domain.insatser import find_insats, suggest_insats
from ejverkstallda.domain.lagrum import Lagrumslasning, read_lagrum, sol_in_force
from ejverkstallda.domain.lagval import concerns_region
from ejverkstallda.readers.falt import quote
from ejverkstallda.store.beslutslager import batches, deciding_facts
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import Installningar
from ejverkstallda.store.oversattning import HANDELSE

_LAGRUM: dict[Lagrumslasning, Felkod] = {
    Lagrumslasning.OLASLIGT: dfk.LAGRUM_OLASLIGT,
    Lagrumslasning.ANDRA_AKTEN: dfk.LAGRUM_ANDRA_AKTEN,
    Lagrumslasning.ANNAN_LAG: dfk.LAGRUM_ANNAN_LAG,
}


def name_insats(text: str, lag: Lag) -> tuple[str, str | None]:
    """Return an insats as its label and its code: a code becomes the catalogue's label, a label stays as written."""
    known = find_insats(text, lag)
    if known is None:
        return text, None
    return known.etikett if is_code(text, lag) else text, known.kod


def is_code(text: str, lag: Lag) -> bool:
    """Tell whether an insats is written as its code and not as a label."""
    known = find_insats(text, lag)
    return known is not None and text.casefold() == known.kod != known.etikett


def decision_findings(beslut: Beslut, plats: str, settings: Installningar) -> list[Brist]:
    """Return what there is to say of a decision's insats and lagrum, in a register with these settings."""
    found = []
    if beslut.insats_kod is None:
        near = suggest_insats(beslut.insats, beslut.lag)
        hint = f" Närmast: {near.etikett}." if near else ""
        found.append(
            dfk.INSATS_OKAND.brist(f"Insatsen {quote(beslut.insats)} är okänd och behålls som den är.{hint}", plats)
        )
    if (code := _LAGRUM.get(read_lagrum(beslut))) is not None:
        found.append(code.brist(f"Lagrum {quote(beslut.lagrum or '')}: {code.betydelse}", plats))
    if concerns_region(beslut) and not settings.rad_och_stod:
        found.append(dfk.RAD_OCH_STOD.brist(dfk.RAD_OCH_STOD.betydelse, plats))
    return found


def events_findings(connection: Connection, beslut_ids: Iterable[int]) -> tuple[Brist, ...]:
    """Return what there is to say of decisions' postponements and offers, which do not bear on the väntan."""
    found: list[Brist] = []
    for batch in batches(beslut_ids):
        own = select(HANDELSE.c.beslut_id).where(HANDELSE.c.slag.in_(FYND_OM), HANDELSE.c.beslut_id.in_(batch))
        ids = list(connection.scalars(own.distinct()))
        events = events_of(connection, ids)
        for row_id, post in deciding_facts(connection, ids).items():
            if not post.makulerad:
                found += event_findings(post.beslut, [p.handelse for p in events[row_id]])
    return tuple(found)


class Fyndminne:
    """The findings of decisions by what they follow from, so that the same few combinations are looked at once."""

    def __init__(self, settings: Installningar) -> None:
        self._settings = settings
        self._known: dict[tuple[object, ...], list[Brist]] = {}

    def findings(self, falt: dict[str, object], plats: str) -> list[Brist]:
        """Return the findings of a decision given as plain values."""
        day = date.fromisoformat(str(falt["beslutsdatum"]))
        key = (falt["insats"], falt["insats_kod"], falt["lag"], falt["lagrum"], falt["ursprung"], sol_in_force(day))
        found = self._known.get(key)
        if found is None:
            beslut = Beslut._make(falt[n] for n in Beslut._fields)
            beslut = beslut._replace(beslutsdatum=day, lag=Lag(beslut.lag), ursprung=Ursprung(beslut.ursprung))
            found = self._known[key] = decision_findings(beslut, "", self._settings)
        return [replace(b, plats=plats) for b in found]
