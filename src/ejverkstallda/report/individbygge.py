"""From a row of the quarter as of today, its decision and its events to IVO's individrapport."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, IvoSlag, Omfattning, Vantanslag
from ejverkstallda.domain.identitet import sex_of
from ejverkstallda.domain.kallor import Kalla
from ejverkstallda.domain.lagrum import cite_lagrum
from ejverkstallda.domain.lagval import beside_duty, cite_duty, cite_verkstalld
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.report.forklaring_ord import sentence
from ejverkstallda.report.individrapport import (
    AnnanInsats,
    Erbjudande,
    Identitet,
    Individrapport,
    Ivoarende,
    Plan,
    Rapportslag,
    Skal,
    Skickat,
)
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.radfakta import note_days

T = TypeVar("T")


class Bladunderlag(NamedTuple):
    """What one sheet is made from: the row as of today and what to report of it, the decision, its events, its person.

    `skickad` is the day that this report was sent, if it was.
    """

    rad: Rad
    slag: IvoSlag
    beslut: Beslut
    handelser: tuple[Handelse, ...]
    identitet: Identitet | None = None
    skickad: date | None = None


_SLAG: Final = {
    IvoSlag.ATER: Rapportslag.ATERRAPPORT,
    IvoSlag.VERKSTALLD: Rapportslag.VERKSTALLT,
    IvoSlag.AVSLUTAD: Rapportslag.AVSLUTAT,
}


def report_kind(rad: Rad, slag: IvoSlag) -> Rapportslag:
    """Return the kind of sheet: a new väntan is a decision or an avbrott."""
    if slag is IvoSlag.NY:
        return Rapportslag.AVBROTT if rad.vantan is Vantanslag.AVBROTT else Rapportslag.NYTT
    return _SLAG[slag]


def is_about(event: Handelse, rad: Rad) -> bool:
    """Tell whether what was sent to IVO is about a row's väntan; an event that names none may be about any."""
    return event.vantan is None or (event.vantan is rad.vantan and event.vantan_start in {None, rad.start})


def unexecuted_part(rad: Rad, handelser: Iterable[Handelse]) -> Handelse | None:
    """Return the latest event within a row's väntan that leaves a part unexecuted, one that says which first."""
    partly = [
        e
        for e, _ in effective_events(handelser)
        if e.datum >= rad.start
        and (rad.slut is None or e.datum <= rad.slut.datum)
        and (e.slag is Handelseslag.DELVIS_VERKSTALLD or e.omfattning is Omfattning.DELVIS)
    ]
    return max(partly, key=lambda e: (bool(e.text), e.datum, e.id), default=None)


def build_individrapport(
    underlag: Bladunderlag, idag: date, sista_dag: date, *, rad_och_stod: bool = False
) -> Individrapport:
    """Build one sheet with what is known at the end of `idag`.

    `sista_dag` is the quarter's last day: the duty is cited by the law of that day (R16). `rad_och_stod`: the
    register's setting that LSS 9 § 1 is the municipality's task.

    A sheet about an end says the end and no more: reasons, offers and the like belong to the wait.
    """
    rad, identitet = underlag.rad, underlag.identitet
    beslut = underlag.beslut._replace(lag=rad.lag)  # one that has moved is told under the law that reported it
    days = note_days(rad, underlag.handelser, idag)
    held = sorted(
        ((e, root) for e, root in effective_events(underlag.handelser) if e.datum in days),
        key=lambda p: (p[0].datum, p[1]),
    )
    own = [e for e, _ in held]
    slag = report_kind(rad, underlag.slag)
    report = Individrapport(
        slag=slag,
        beslutsnummer=rad.beslutsnummer,
        kallsystem=rad.kallsystem,
        identitet=identitet,
        kon=sex_of(identitet.nummer) if identitet else beslut.kon,
        skyddad=beslut.skyddad,
        lag=rad.lag,
        lagrum=cite_lagrum(beslut),
        verksamhetsomrade=rad.verksamhetsomrade or "",
        insats=rad.insats,
        ursprung=beslut.ursprung,
        ansokningsdatum=beslut.ansokningsdatum,
        beslutsdatum=rad.beslutsdatum,
        avbrottsdatum=rad.start if rad.vantan is Vantanslag.AVBROTT else None,
        gransdag=rad.gransdag,
        dagar=rad.dagar,
        slut=rad.slut,
        om_avbrottet=_opening_text(own, rad),
        om_slutet=_closing_text(own, rad),
        ivo_arenden=_each(own, Handelseslag.IVO_ARENDE, _ivo_case),
        tidigare_skickat=tuple(_sent(e) for e in own if e.slag is Handelseslag.SKICKAD_IVO and is_about(e, rad)),
        anmarkningar=tuple(sentence(s) for s in beside_duty(beslut, own, sista_dag, rad_och_stod=rad_och_stod)),
        skickad=underlag.skickad,
    )
    plikt = cite_duty(rad.lag, rad.beslutsdatum, sista_dag).varde
    if slag.oppen:
        return _with_the_wait(report, held, rad)._replace(rapporteras_enligt=_cited(plikt))
    if slag is Rapportslag.VERKSTALLT:
        return report._replace(rapporteras_enligt=_cited(cite_verkstalld(plikt)))
    return report


def _cited(kallor: Iterable[Kalla]) -> str:
    return " och ".join(k.text for k in kallor)


def _opening_text(own: Sequence[Handelse], rad: Rad) -> str:
    """What the avbrott that opened the väntan says. A partial one's text names the part, which has its own field."""
    if rad.vantan is not Vantanslag.AVBROTT:
        return ""
    opened = (e for e in own if e.slag is Handelseslag.AVBROTT and e.datum == rad.start)
    return next((e.text for e in opened if e.text and e.omfattning is not Omfattning.DELVIS), "")


def _closing_text(own: Sequence[Handelse], rad: Rad) -> str:
    if rad.slut is None:
        return ""
    closing = {Handelseslag.VERKSTALLD, Handelseslag.ATERUPPTAGEN, Handelseslag.AVSLUTAD}
    return next((e.text for e in own if e.slag in closing and e.datum == rad.slut.datum and e.text), "")


def _with_the_wait(report: Individrapport, held: Sequence[tuple[Handelse, int]], rad: Rad) -> Individrapport:
    """Add what only a report of a wait tells."""
    own = [e for e, _ in held]
    part = unexecuted_part(rad, own)
    plans = _each(own, Handelseslag.PLANERAD, lambda e: Plan(e.datum, e.planerat_datum, e.text or ""))
    return report._replace(
        skal=_each(own, Handelseslag.SKAL, lambda e: Skal(e.datum, e.skal_kod, e.ansvar, e.text or "")),
        erbjudanden=_offers(held),
        andra_insatser=_each(
            own,
            Handelseslag.INSATS_UNDER_TIDEN,
            lambda e: AnnanInsats(e.datum, e.fran, e.till, e.text or "", e.kostnad),
        ),
        atgarder=_each(own, Handelseslag.ATGARD, _note),
        uppfoljningar=_each(own, Handelseslag.UPPFOLJNING, _note),
        konsekvenser=_each(own, Handelseslag.KONSEKVENS, _note),
        ej_verkstalld_del=_note(part) if part else None,
        plan=plans[-1] if plans else None,
    )


def _each(own: Iterable[Handelse], slag: Handelseslag, make: Callable[[Handelse], T]) -> tuple[T, ...]:
    return tuple(make(e) for e in own if e.slag is slag)


def _note(event: Handelse) -> Notering:
    return Notering(event.datum, event.text or "")


def _ivo_case(event: Handelse) -> Ivoarende:
    return Ivoarende(event.datum, event.diarienummer or "", event.text or "")


def _sent(event: Handelse) -> Skickat:
    return Skickat(event.datum, event.ivo_slag, event.kvartal or "", event.kvittens or "")


def _offers(held: Sequence[tuple[Handelse, int]]) -> tuple[Erbjudande, ...]:
    """Give each offer its answer: the one it came with, or the last that was given to it later."""
    offers = {
        root: Erbjudande(e.datum, e.text or "", e.svar, e.datum if e.svar is not None else None)
        for e, root in held
        if e.slag is Handelseslag.ERBJUDANDE
    }
    for event, root in held:
        if event.slag is Handelseslag.SVAR and (asked := _answered_offer(offers, event, root)) is not None:
            answer = offers[asked]._replace(svar=event.svar, svarsdatum=event.datum, svarstext=event.text or "")
            offers[asked] = answer
    return tuple(offers.values())


def _answered_offer(offers: dict[int, Erbjudande], answer: Handelse, root: int) -> int | None:
    """Return the latest offer before an answer; of the answer's own day one registered before it, if there is any."""
    before = [(o.datum, number) for number, o in offers.items() if o.datum <= answer.datum]
    latest = max((day for day, _ in before), default=None)
    same_day = [number for day, number in before if day == latest]
    return max((n for n in same_day if n < root), default=max(same_day, default=None))
