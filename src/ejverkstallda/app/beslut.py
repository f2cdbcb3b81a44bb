"""Decisions: add one by hand, list those that wait."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.arende import Arende, load_arende
from ejverkstallda.app.beslutsfynd import decision_findings, name_insats
from ejverkstallda.app.namnder import build_namnder
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Beslut, Lag
from ejverkstallda.domain.dagar import days_between
from ejverkstallda.domain.vantan import Vantan
from ejverkstallda.readers.falt import Fel, parse_identity, parse_number
from ejverkstallda.store.beslutslager import (
    Beslutspost,
    add_posts,
    cells_in_use,
    distinct_values,
    find_by_number,
    list_posts,
    person_ids,
)
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.oversattning import to_vantan
from ejverkstallda.store.vantanlager import rederive, stored_vantan


def add_decision(ctx: Sammanhang, beslut: Beslut, personnummer: str | None) -> Resultat[Arende]:
    """Add a decision by hand.

    Raises:
        AppError: its number is taken or is an identity number, its date lies in the future, or the
            personnummer cannot be read.
    """
    person = read_identity(personnummer)
    beslut = with_insats(beslut)
    number = parse_number(beslut.beslutsnummer)
    if isinstance(number, Fel):
        raise refuse(number.kod.kod, f"{number.text} {number.kod.atgard}")
    if beslut.beslutsdatum > ctx.idag:
        raise refuse(
            "datum_framtid",
            f"Beslutsdatum {beslut.beslutsdatum} ligger i framtiden (i dag är det {ctx.idag}). Rätta datumet.",
        )
    with ctx.writing() as connection:
        if taken := _same_key(connection, beslut):
            raise refuse(
                "beslut_finns",
                f"Beslut {beslut.beslutsnummer} finns redan ({taken.beslut.beslutsdatum}). Rätta det med ejv ratta.",
            )
        persons = person_ids(connection, dict([person] if person else []))
        (post,) = add_posts(connection, [beslut], [persons[person[0]] if person else None])
        rows = [Loggrad(post.id, "beslut", None, beslut.beslutsnummer)]
        if person:
            rows.append(Loggrad(post.id, "beslut.personnummer", None, "ändrat"))
        write_log(connection, ctx.log_entry, rows)
        settings = read_settings(connection)
        rederive(connection, [post.id], settings.forsta_kvartal)
        arende = load_arende(connection, post, ctx.idag)
    return Resultat(arende, tuple(decision_findings(beslut, beslut.plats, settings)))


def with_insats(beslut: Beslut) -> Beslut:
    """Return the decision with its insats looked up in the catalogue: a code becomes its label."""
    label, kod = name_insats(beslut.insats, beslut.lag)
    return beslut._replace(insats=label, insats_kod=kod)


def read_identity(text: str | None) -> tuple[str, str] | None:
    """Return an identity number with its kind, None when none is given.

    Raises:
        AppError: it cannot be read; the message never repeats it.
    """
    if not text or not text.strip():
        return None
    found = parse_identity(text.strip())
    if isinstance(found, Fel):
        raise refuse(found.kod.kod, f"{found.text} {found.kod.atgard}")
    return found


def _same_key(connection: Connection, beslut: Beslut) -> Beslutspost | None:
    posts = find_by_number(connection, [beslut.beslutsnummer]).get(beslut.beslutsnummer, [])
    return next((p for p in posts if p.beslut.kallsystem == beslut.kallsystem), None)


class Listrad(NamedTuple):
    """A decision in a list, with its last väntan."""

    post: Beslutspost
    vantan: Vantan | None


class Beslutslista(NamedTuple):
    """Decisions that a filter lets through, by gränsdag of what is open, then number."""

    rader: tuple[Listrad, ...]
    idag: date
    alla: bool

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"rader": [self._row(r) for r in self.rader]}

    def _row(self, rad: Listrad) -> dict[str, Any]:
        b, v = rad.post.beslut, rad.vantan
        waiting = v is not None and v.slut is None
        return {
            "beslutsnummer": b.beslutsnummer,
            "kallsystem": b.kallsystem,
            "beslutsdatum": b.beslutsdatum.isoformat(),
            "lag": b.lag.value,
            "insats": b.insats,
            "namnd": b.namnd,
            "enhet": b.enhet,
            "handlaggare": b.handlaggare,
            "vantan": v.slag.value if v and waiting else None,
            "start": v.start.isoformat() if v and waiting else None,
            "gransdag": v.gransdag.isoformat() if v and waiting else None,
            "dagar": days_between(v.start, self.idag) if v and waiting else None,
            "makulerad": rad.post.makulerad,
        }


def list_decisions(
    ctx: Sammanhang, filters: Mapping[str, str], lag: Lag | None, *, alla: bool
) -> Resultat[Beslutslista]:
    """List the decisions that wait (or all): filters are column → value, compared without case."""
    with ctx.reading() as connection:
        chosen = {column: _spellings(connection, column, value) for column, value in filters.items()}
        if lag:
            chosen["lag"] = [lag.value]
        posts = list_posts(connection, chosen)
        last: dict[int, Vantan] = {}
        for (beslut_id, _), row in stored_vantan(connection, (p.id for p in posts)).items():
            found = to_vantan(row)
            if beslut_id not in last or _rank(found) > _rank(last[beslut_id]):
                last[beslut_id] = found
    rows = [Listrad(p, last.get(p.id)) for p in posts]
    shown = [r for r in rows if alla or (not r.post.makulerad and r.vantan is not None and r.vantan.slut is None)]
    shown.sort(key=lambda r: (r.vantan.gransdag if r.vantan else date.max, r.post.beslut.beslutsnummer))
    return Resultat(Beslutslista(tuple(shown), ctx.idag, alla))


def _rank(vantan: Vantan) -> tuple[bool, date]:
    return vantan.slut is None, vantan.start


def _spellings(connection: Connection, column: str, value: str) -> list[str | None]:
    """Return how the register writes a value; a nämnd that is the only one also covers those that name none."""
    wanted = value.strip().casefold()
    found: list[str | None] = [v for v in distinct_values(connection, column) if v.casefold() == wanted]
    if column == "namnd":
        namnder = build_namnder(read_settings(connection).namnder, cells_in_use(connection))
        if namnder.canonical(None).casefold() == wanted:
            found.append(None)
    if not found:
        raise refuse("filter_okant", f"Inget beslut har {column} ”{value}”. Kontrollera stavningen.")
    return found
