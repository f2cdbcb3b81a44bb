"""The dated notes beneath a case: what the events say that a reader of the report needs, in order of time."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from ejverkstallda.domain.beslut import Ansvar, Handelse, Handelseslag, Omfattning, SkalKod
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.report.modell import Notering

SKAL_ORD: Final = {
    SkalKod.SAKNAR_PLATS: "ledig plats eller bostad saknas",
    SkalKod.REKRYTERING: "rekrytering pågår",
    SkalKod.TACKAT_NEJ: "den enskilde har tackat nej",
    SkalKod.ONSKEMAL: "särskilda önskemål som ännu inte kan mötas",
    SkalKod.EJ_NABAR: "den enskilde har inte gått att nå",
    SkalKod.KOMMUNENS_HANDLAGGNING: "kommunens handläggning",
    SkalKod.ANNAT: "annat",
}
ANSVAR_ORD: Final = {Ansvar.KOMMUNEN: "kommunen", Ansvar.ENSKILD: "den enskilde", Ansvar.ANNAN: "annan"}


def _answer(event: Handelse) -> str:
    return "Tackade ja" if event.svar else "Tackade nej"


def _offer(event: Handelse) -> str:
    return "Erbjudande" if event.svar is None else f"Erbjudande; {_answer(event).casefold()}"


def says_the_same(word: str, text: str) -> bool:
    """Tell whether a text says what a code's word says and no more."""
    return bool(text) and text.strip().rstrip(".").casefold() == word.casefold()


def _reason(event: Handelse) -> str:
    ord_ = SKAL_ORD[event.skal_kod] if event.skal_kod else ""
    ansvar = f" ({ANSVAR_ORD[event.ansvar]})" if event.ansvar else ""
    return f"Skäl{ansvar}: {ord_}" if ord_ else f"Skäl{ansvar}"


def _plan(event: Handelse) -> str:
    return f"Planerat till {event.planerat_datum}" if event.planerat_datum else "Planerat"


def _meanwhile(event: Handelse) -> str:
    fran = f" från {event.fran}" if event.fran else ""
    till = f" till {event.till}" if event.till else ""
    return f"Annan insats under tiden{fran}{till}"


def _ivo_case(event: Handelse) -> str:
    return f"Ärende hos IVO, dnr {event.diarienummer}" if event.diarienummer else "Ärende hos IVO"


def _postponed(event: Handelse) -> str:
    till = f" till {event.till}" if event.till else ""
    return f"Senarelagt på den enskildes begäran{till}"


def _interrupted(event: Handelse) -> str:
    return (
        "Delvis avbrott i verkställigheten" if event.omfattning is Omfattning.DELVIS else "Avbrott i verkställigheten"
    )


_LEDORD: Final[dict[Handelseslag, Callable[[Handelse], str]]] = {
    Handelseslag.KOMMENTAR: lambda _: "",
    Handelseslag.SKAL: _reason,
    Handelseslag.ATGARD: lambda _: "Åtgärd",
    Handelseslag.INSATS_UNDER_TIDEN: _meanwhile,
    Handelseslag.PLANERAD: _plan,
    Handelseslag.IVO_ARENDE: _ivo_case,
    Handelseslag.SENARELAGD_LOV: _postponed,
    Handelseslag.ERBJUDANDE: _offer,
    Handelseslag.SVAR: _answer,
    Handelseslag.DELVIS_VERKSTALLD: lambda _: "Delvis verkställt",
    Handelseslag.AVBROTT: _interrupted,
    Handelseslag.ATERUPPTAGEN: lambda _: "",
    Handelseslag.VERKSTALLD: lambda _: "",
    Handelseslag.AVSLUTAD: lambda _: "",
}
"""Kinds that are shown, with the words before their text. An end stands in the row itself, only its text is
shown; what only IVO asks for is not among them.
"""


def _sentence(event: Handelse) -> str:
    lead = _LEDORD[event.slag](event)
    text = (event.text or "").strip()
    if event.skal_kod and says_the_same(SKAL_ORD[event.skal_kod], text):
        text = ""
    if lead and text:
        return f"{lead}. {text}" if event.slag is not Handelseslag.ATGARD else f"{lead}: {text}"
    return lead + "." if lead else text


def build_noteringar(handelser: Iterable[Handelse], fran: date, till: date) -> tuple[Notering, ...]:
    """Return the notes of a case dated from `fran` to `till`, both counted in, the newest last.

    Corrected and struck events are left out. Events of one day stand in the order they were registered.
    """
    shown = [e for e, _ in effective_events(handelser) if e.slag in _LEDORD and fran <= e.datum <= till]
    notes = [Notering(e.datum, _sentence(e)) for e in sorted(shown, key=lambda e: (e.datum, e.id))]
    return tuple(n for n in notes if n.text)
