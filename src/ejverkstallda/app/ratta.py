"""Correct and strike: nothing is removed, what was stays readable."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.arende import Arende, check_event_day, find_post, load_arende, refuse_if_struck
from ejverkstallda.app.beslut import read_identity, with_insats
from ejverkstallda.app.beslutsfynd import decision_findings, events_findings
from ejverkstallda.app.importlage import FAKTA_ORD, RAPPORTERAT_ANDRAT
from ejverkstallda.app.logga import Mal, refuse_impossible, save_events
from ejverkstallda.app.resultat import Resultat, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.avgiftsrakning import ends_before_it_begins
from ejverkstallda.domain.beslut import Handelse, Handelseslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.felkoder import INSATSTID_BAKAT
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.report.fritext import text_findings
from ejverkstallda.store.beslutslager import Beslutspost, change_posts, drop_person_if_unused, person_ids
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.oversattning import iso
from ejverkstallda.store.vantanlager import falls_of, rederive

_RAPPORTERADE_SLAG: Final = {
    Handelseslag.VERKSTALLD,
    Handelseslag.AVBROTT,
    Handelseslag.ATERUPPTAGEN,
    Handelseslag.AVSLUTAD,
    Handelseslag.RAPPORTERAD,
    Handelseslag.SLUTRAPPORTERAD,
}
"""Events that a report rests on: those that open or end a väntan, and history."""


def _reported_finding(connection: Connection, post: Beslutspost, what: str) -> list[Brist]:
    if not any(f.rapporterat.rapporterad for f in falls_of(connection, post.id)):
        return []
    text = f"{what} har ändrats för ett fall som redan har rapporterats."
    return [RAPPORTERAT_ANDRAT.brist(text, post.beslut.plats)]


def correct_decision(
    ctx: Sammanhang, mal: Mal, values: Mapping[str, Any], personnummer: str | None = None
) -> Resultat[Arende]:
    """Change facts of a decision; old and new go to the log. Of a personnummer the log says only that it changed.

    `personnummer` "" takes away the one that stands.

    Raises:
        AppError: nothing to change, an impossible date or number, an unknown or struck decision.
    """
    person = read_identity(personnummer)
    if not values and personnummer is None:
        raise misuse("inget_att_ratta", "Ange vad som ska rättas, till exempel --beslutsdatum 2019-01-31.")
    with ctx.writing() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        refuse_if_struck(post)
        new = with_insats(post.beslut._replace(**values))
        if new.beslutsdatum > ctx.idag:
            raise refuse("datum_framtid", f"Beslutsdatum {new.beslutsdatum} ligger i framtiden. Rätta datumet.")
        changed = [f for f in (*values, "insats_kod") if getattr(new, f) != getattr(post.beslut, f)]
        person_id = post.person_id if personnummer is None else None
        if person is not None:
            person_id = person_ids(connection, dict([person]))[person[0]]
        if not changed and person_id == post.person_id:
            raise refuse("inget_att_ratta", "Uppgifterna är redan sådana i registret; inget har ändrats.", new.plats)
        facts = [f for f in changed if f in FAKTA_ORD]
        brister = _reported_finding(connection, post, ", ".join(FAKTA_ORD[f] for f in facts)) if facts else []
        after = post._replace(beslut=new, person_id=person_id)
        change_posts(connection, [after])
        rows = [Loggrad(post.id, f"beslut.{f}", iso(getattr(post.beslut, f)), iso(getattr(new, f))) for f in changed]
        if person_id != post.person_id:
            rows.append(Loggrad(post.id, "beslut.personnummer", None, "ändrat" if person_id else "borttaget"))
            if post.person_id is not None:
                drop_person_if_unused(connection, post.person_id)
        write_log(connection, ctx.log_entry, rows)
        settings = read_settings(connection)
        odd = rederive(connection, [post.id], settings.forsta_kvartal) + events_findings(connection, [post.id])
        arende = load_arende(connection, after, ctx.idag, odd)
    return Resultat(arende, (*decision_findings(new, new.plats, settings), *brister, *odd))


def _event(connection: Connection, post: Beslutspost, handelse_id: int) -> tuple[Handelse, list[Handelse]]:
    known = [p.handelse for p in events_of(connection, [post.id]).get(post.id, [])]
    target = next((e for e, _ in effective_events(known) if e.id == handelse_id), None)
    if target is None:
        gone = any(e.id == handelse_id for e in known)
        why = "är redan rättad eller makulerad" if gone else f"finns inte i beslut {post.beslut.beslutsnummer}"
        raise refuse(
            "handelse_saknas",
            f"Händelse {handelse_id} {why}. Se numren med ejv beslut visa {post.beslut.beslutsnummer}.",
            post.beslut.plats,
        )
    return target, known


def correct_event(ctx: Sammanhang, mal: Mal, handelse_id: int, values: Mapping[str, Any]) -> Resultat[Arende]:
    """Add a corrected event in place of one that was wrong.

    Raises:
        AppError: nothing to change, no such event in force, an impossible day or order, an end before the beginning.
    """
    if not values:
        raise misuse("inget_att_ratta", "Ange vad som ska rättas, till exempel --datum 2019-01-31 eller --text.")
    with ctx.writing() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        refuse_if_struck(post)
        target, known = _event(connection, post, handelse_id)
        _refuse_foreign_fields(target, values)
        new = target._replace(**values, ersatter=target.id)
        if new._replace(ersatter=target.ersatter) == target:
            raise refuse(
                "inget_att_ratta", "Händelsen är redan sådan i registret; inget har ändrats.", post.beslut.plats
            )
        check_event_day(new, post.beslut, ctx.idag)
        if ends_before_it_begins(new):
            raise refuse(
                INSATSTID_BAKAT.kod,
                f"Insatsen kan inte sluta {new.till}, före den dag då den börjar ({new.fran}). Rätta någon av dagarna.",
                post.beslut.plats,
            )
        return _replace(connection, ctx, post, known, new)


_EGNA_FALT: Final = {
    "svar": {Handelseslag.ERBJUDANDE, Handelseslag.SVAR},
    "orsak": {Handelseslag.AVSLUTAD},
    "skal_kod": {Handelseslag.SKAL},
    "ansvar": {Handelseslag.SKAL},
    "planerat_datum": {Handelseslag.PLANERAD},
    "omfattning": {Handelseslag.AVBROTT},
    "fran": {Handelseslag.INSATS_UNDER_TIDEN},
    "till": {Handelseslag.INSATS_UNDER_TIDEN, Handelseslag.SENARELAGD_LOV},
    "kostnad": {Handelseslag.INSATS_UNDER_TIDEN},
}
"""Values that only some kinds of event have."""


def _refuse_foreign_fields(target: Handelse, values: Mapping[str, Any]) -> None:
    wrong = [name for name in values if name in _EGNA_FALT and target.slag not in _EGNA_FALT[name]]
    if wrong:
        raise misuse(
            "falt_hor_inte_hit",
            f"Händelse {target.id} ({target.slag}) har ingen uppgift om {', '.join(wrong)}. Ta bort det valet.",
        )


def strike_event(ctx: Sammanhang, mal: Mal, handelse_id: int, skal: str) -> Resultat[Arende]:
    """Strike an event: it stays readable but has no effect.

    Raises:
        AppError: no such event in force, or what would be left is an impossible order.
    """
    with ctx.writing() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        refuse_if_struck(post)
        target, known = _event(connection, post, handelse_id)
        strike = Handelse(0, ctx.idag, Handelseslag.MAKULERAD, text=skal, ersatter=target.id)
        return _replace(connection, ctx, post, known, strike)


def _replace(
    connection: Connection, ctx: Sammanhang, post: Beslutspost, known: list[Handelse], new: Handelse
) -> Resultat[Arende]:
    next_id = max(e.id for e in known) + 1
    refuse_impossible(post, known, [*known, new._replace(id=next_id)])
    replaced = next(e for e in known if e.id == new.ersatter)
    told = replaced.slag in _RAPPORTERADE_SLAG
    brister = _reported_finding(connection, post, f"Händelse {replaced.id}") if told else []
    brister += text_findings(new.text, post.beslut.plats)
    odd = save_events(connection, ctx, post, [new])
    return Resultat(load_arende(connection, post, ctx.idag, odd), (*brister, *odd))


def strike_decision(ctx: Sammanhang, mal: Mal, skal: str) -> Resultat[Arende]:
    """Strike a decision that should not be in the register; the reason goes to the log.

    Raises:
        AppError: an unknown or already struck decision.
    """
    with ctx.writing() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        refuse_if_struck(post)
        brister = _reported_finding(connection, post, "Makuleringen: beslutet")
        after = post._replace(makulerad=True)
        change_posts(connection, [after])
        write_log(connection, ctx.log_entry, [Loggrad(post.id, "beslut.makulerad", "nej", f"ja: {skal}")])
        rederive(connection, [post.id], read_settings(connection).forsta_kvartal)
        arende = load_arende(connection, after, ctx.idag)
    return Resultat(arende, tuple(brister))
