"""The worklist of a handläggare or an enhet: their waiting cases and what each lacks, to be answered in a workbook."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.arbetslista_fil import Arbetslista, Arbetsrad, write_worklist
from ejverkstallda.app.bevaka import (
    ALLA_OPPNA,
    SVAR_INOM,
    case_filter,
    events_in_force,
    own_events,
    silent_cases,
    unanswered_offers,
    without_measure,
)
from ejverkstallda.app.ifyllbar import refuse_filled_in
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Handelse, Handelseslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.dagar import days_between
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.fritext import text_findings
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.vantanlager import Lagrad, falls_open, open_falls_of

NARA: Final = timedelta(days=30)
"""How near its gränsdag a väntan is put on the list although nothing is lacking."""
_DOLD: Final = "(Texten visas inte: den ser ut att innehålla ett personnummer.)"


class Urval(NamedTuple):
    """Whose cases are asked for; None = everybody's."""

    handlaggare: str | None = None
    enhet: str | None = None
    namnd: str | None = None

    @property
    def ord(self) -> str:
        """The choice in words, empty when there is none."""
        return ", ".join(v.strip() for v in (self.handlaggare, self.enhet, self.namnd) if v and v.strip())


class Arbetslistesvar(NamedTuple):
    """The file written, and the cases in it."""

    fil: Path
    lista: Arbetslista

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "fil": str(self.fil),
            "arenden": [
                {
                    "beslutsnummer": r.beslutsnummer,
                    "kallsystem": r.kallsystem,
                    "gransdag": r.gransdag.isoformat(),
                    "saknas": list(r.saknas),
                }
                for r in self.lista.rader
            ],
        }


def make_worklist(ctx: Sammanhang, urval: Urval, fil: Path, *, skriv_over: bool = False) -> Resultat[Arbetslistesvar]:
    """Write the waiting cases of a choice to a workbook (contract: `arbetslista`). No case is a file that says so.

    Raises:
        AppError: a file stands there (it may hold answers), or nobody in the register is called so.
        SkrivfelError: the file cannot be written.
    """
    refuse_filled_in(fil, skriv_over=skriv_over)
    with ctx.reading() as connection:
        wanted = case_filter(
            connection,
            read_settings(connection),
            namnd=urval.namnd,
            handlaggare=urval.handlaggare,
            enhet=urval.enhet,
        )
        lista, brister = worklist_rows(connection, ctx.idag, wanted=wanted, urval=urval.ord)
    write_worklist(fil, lista)
    return Resultat(Arbetslistesvar(fil, lista), brister)


def worklist_rows(
    connection: Connection,
    idag: date,
    *,
    wanted: Callable[[Lagrad], bool] = lambda _: True,
    urval: str = "",
    beslut_ids: Collection[int] | None = None,
) -> tuple[Arbetslista, tuple[Brist, ...]]:
    """Return the cases to ask about, by gränsdag, and a warning for each whose comment holds an identity number.

    Asked about are the open väntan past their gränsdag or near it, and those that lack an answer to an offer or a
    measure. With `beslut_ids` (row ids): the open väntan of those decisions, whatever they lack.
    """
    found = falls_open(connection, ALLA_OPPNA) if beslut_ids is None else open_falls_of(connection, beslut_ids)
    rows = [r for r in found if wanted(r)]
    events = events_in_force(connection, rows)
    lacking = _lacking(rows, events, idag)
    if beslut_ids is None:
        rows = [r for r in rows if r.fall.vantan.gransdag <= idag + NARA or lacking[r.fall.id]]
    rows.sort(key=lambda r: (r.fall.vantan.gransdag, r.fall.beslut.beslutsnummer, r.fall.beslut.kallsystem))
    listed = [_row(r, events.get(r.beslut_id, []), lacking[r.fall.id], idag) for r in rows]
    brister = [
        b for r in rows for b in text_findings(_latest_comment(events.get(r.beslut_id, [])), r.fall.beslut.plats)
    ]
    return Arbetslista(tuple(listed), idag, urval), tuple(brister)


def _lacking(rows: Sequence[Lagrad], events: dict[int, list[Handelse]], idag: date) -> dict[int, tuple[str, ...]]:
    """Return in words what each väntan lacks, by the väntan's id: the reasons that `bevaka` has, and a skäl."""
    quarter = Kvartal.containing(idag)
    silent = {p.fall.id for p in silent_cases(rows, events, idag)}
    offers = {p.fall.id: p.datum - SVAR_INOM for p in unanswered_offers(rows, events, idag)}
    unmeasured = {p.fall.id for p in without_measure(rows, events, idag)}
    found: dict[int, tuple[str, ...]] = {}
    for rad in rows:
        key, words = rad.fall.id, []
        if key in silent:
            words.append(f"kommentar för kvartal {quarter.nummer} {quarter.ar}")
        if key in offers:
            words.append(f"svar på erbjudandet {offers[key]}")
        if rad.fall.vantan.gransdag < idag and not _has(own_events(rad, events), Handelseslag.SKAL):
            words.append("skäl till dröjsmålet")
        if key in unmeasured:
            words.append("åtgärd eller erbjudande (inget på 60 dagar)")
        found[key] = tuple(words)
    return found


def _has(handelser: Iterable[Handelse], slag: Handelseslag) -> bool:
    return any(e.slag is slag for e in handelser)


def _latest_comment(handelser: Iterable[Handelse]) -> str | None:
    comments = [e for e in handelser if e.slag is Handelseslag.KOMMENTAR]
    latest = max(comments, key=lambda e: (e.datum, e.id), default=None)
    return f"{latest.datum} {latest.text}" if latest else None


def _row(rad: Lagrad, handelser: Iterable[Handelse], saknas: tuple[str, ...], idag: date) -> Arbetsrad:
    beslut, vantan = rad.fall.beslut, rad.fall.vantan
    comment = _latest_comment(handelser) or ""
    return Arbetsrad(
        beslutsnummer=beslut.beslutsnummer,
        kallsystem=beslut.kallsystem,
        insats=beslut.insats,
        beslutsdatum=beslut.beslutsdatum,
        vantar_sedan=vantan.start,
        gransdag=vantan.gransdag,
        dagar=days_between(vantan.start, idag),
        kommentar=_DOLD if contains_identity(comment) else comment,
        saknas=saknas,
    )
