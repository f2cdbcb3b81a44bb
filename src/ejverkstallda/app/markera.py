"""Mark a step of the quarter's routine as done; for IVO also case by case."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.ivo_lista import Ivorad, ivo_rows
from ejverkstallda.app.kvartal_visa import Urval, quarter_namnder, wanted_cells
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelse, Handelseslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.store.handelselager import add_events
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import Cell, closings_of
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.markeringslager import Markering, add_marks
from ejverkstallda.store.tabeller import Rutinsteg

EJ_STANGT: Final = Felkod(
    "markerat_fore_stangning",
    Allvar.UPPLYSNING,
    "Steget är markerat fast kvartalet inte är stängt.",
    "Stäng det med ejv kvartal stang när det är klart.",
)


class Stegval(NamedTuple):
    """What is marked: the step, the day it was done, and what it was given (§, diarienummer, one case for IVO)."""

    steg: Rutinsteg
    datum: date
    paragraf: str | None = None
    diarienummer: str | None = None
    beslutsnummer: str | None = None


class Markerat(NamedTuple):
    """What was marked: the cells, and for IVO how many reports were marked as sent."""

    kvartal: str
    steg: str
    datum: date
    celler: tuple[Cell, ...]
    skickade: int

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "kvartal": self.kvartal,
            "steg": self.steg,
            "datum": self.datum.isoformat(),
            "celler": [{"namnd": c.namnd or None, "lag": c.lag.value} for c in self.celler],
            "skickade": self.skickade,
        }


def mark_step(ctx: Sammanhang, urval: Urval, val: Stegval) -> Resultat[Markerat]:
    """Mark a step as done for every cell of a selection (contract: `kvartal markera`).

    For IVO each report that is not marked already gets the event skickad_ivo; with a beslutsnummer only that
    case's, and the step itself is not marked.

    Raises:
        AppError: a day in the future or before the quarter has ended, or nothing to mark as sent.
    """
    if val.datum > ctx.idag:
        raise refuse("datum_framtid", f"{val.datum} ligger i framtiden. Ange dagen det gjordes.")
    if val.datum <= urval.kvartal.last_day and val.steg is not Rutinsteg.IVO:
        text = f"{val.datum} ligger före kvartalets slut, {urval.kvartal.last_day}. Ange dagen det gjordes."
        raise refuse("datum_fore_kvartalets_slut", text)
    with ctx.writing() as connection:
        namnder = quarter_namnder(connection, read_settings(connection), urval.kvartal)
        namnd = namnder.chosen(urval.namnd) if urval.namnd is not None else None
        cells = tuple(wanted_cells(namnder, urval, namnd))
        sent = _mark_sent(connection, ctx, urval, val) if val.steg is Rutinsteg.IVO else 0
        if val.beslutsnummer is None:
            _mark_cells(connection, ctx, cells, val)
        closed = {s.cell for s in closings_of(connection, urval.kvartal)}
    data = Markerat(str(urval.kvartal), val.steg.value, val.datum, cells, sent)
    return Resultat(data, _not_closed(cells, closed, val))


def _not_closed(cells: Sequence[Cell], closed: set[Cell], val: Stegval) -> tuple[Brist, ...]:
    if val.steg is Rutinsteg.IVO or all(c in closed for c in cells):
        return ()
    return (EJ_STANGT.brist(EJ_STANGT.betydelse, str(cells[0].kvartal)),)


def _mark_cells(connection: Connection, ctx: Sammanhang, cells: Sequence[Cell], val: Stegval) -> None:
    entry = ctx.log_entry
    marks = [Markering(c, val.steg, val.datum, entry.tid, entry.namn, val.paragraf, val.diarienummer) for c in cells]
    add_marks(connection, marks)
    told = " ".join(p for p in (str(val.datum), val.paragraf, val.diarienummer) if p)
    rows = [Loggrad(None, f"kvartal.{c.kvartal}.{c.lag}.{val.steg}", None, f"{told} {c.namnd}".strip()) for c in cells]
    write_log(connection, entry, rows)


def _mark_sent(connection: Connection, ctx: Sammanhang, urval: Urval, val: Stegval) -> int:
    """Add skickad_ivo for every report not marked as sent; return how many."""
    answer, rows = ivo_rows(connection, urval, ctx.idag)
    unsent = [r for r in rows if r.skickad is None and _chosen(r, val.beslutsnummer)]
    if val.beslutsnummer is not None and not unsent:
        raise refuse(
            "inget_att_skicka",
            f"Beslut {val.beslutsnummer} har inget i {urval.kvartal} som inte redan är markerat som skickat. "
            f"Se ejv rapport ivo {urval.kvartal} --som lista.",
        )
    entry = ctx.log_entry
    events = [
        (
            answer.beslut_ids[r.rad.fall_id],
            Handelse(
                0,
                val.datum,
                Handelseslag.SKICKAD_IVO,
                ivo_slag=r.slag,
                kvartal=str(urval.kvartal),
                vantan=r.rad.vantan,
                vantan_start=r.rad.start,
                diarienummer=val.diarienummer,
            ),
        )
        for r in unsent
    ]
    added = add_events(connection, events, entry.namn, entry.tid)
    write_log(
        connection, entry, [Loggrad(p.beslut_id, "handelse.skickad_ivo", None, str(p.handelse.id)) for p in added]
    )
    return len(added)


def _chosen(row: Ivorad, nummer: str | None) -> bool:
    return nummer is None or row.rad.beslutsnummer == nummer
