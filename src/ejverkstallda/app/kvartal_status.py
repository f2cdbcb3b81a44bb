"""The quarter's routine as a checklist per cell: what is done, when and by whom, and what is missing."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.dokument import DOKUMENTSLAG
from ejverkstallda.app.ivo_lista import rows_to_tell
from ejverkstallda.app.kommunfil import KOMMUNFIL, read_kommun_text
from ejverkstallda.app.kvartal_visa import (
    Urval,
    answer_quarter,
    build_ram,
    passed_cells,
    quarter_namnder,
    wanted_cells,
)
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.noter import uncommented
from ejverkstallda.app.pappersslag import PAPPERSSLAG
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.dagar import days_between
from ejverkstallda.domain.forklaring import assumed_day
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.kommun import Kommun, Mote
from ejverkstallda.store.inlasningslager import latest_reading
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import Cell, Oppning, Stangning, day_of_file, files_of, latest_opening
from ejverkstallda.store.logg import Vem
from ejverkstallda.store.markeringslager import Markering, marks_of
from ejverkstallda.store.tabeller import Rutinsteg

_NAMNS: Final = 8


class Steg(StrEnum):
    """Steps of the routine, in order."""

    LISTA = "lista"
    KOMMENTARER = "kommentarer"
    IVO = "ivo"
    STANGT = "stangt"
    PAPPER = "papper"
    STOPPTID = "stopptid"
    NAMND = "namnd"
    REVISORER = "revisorer"
    FULLMAKTIGE = "fullmaktige"


class Kontrollrad(NamedTuple):
    """A step: whether it is done (`klart` None = not to be ticked), the day and who, and what is missing or noted."""

    steg: Steg
    klart: bool | None
    text: str
    datum: date | None = None
    av: str | None = None


class Cellstatus(NamedTuple):
    """The checklist of one cell."""

    cell: Cell
    rader: tuple[Kontrollrad, ...]


class Kvartalsstatus(NamedTuple):
    """The quarter's routine, per cell; `dagar_sedan_slut` counts from the quarter's last day (0 before it)."""

    kvartal: str
    idag: date
    dagar_sedan_slut: int
    celler: tuple[Cellstatus, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "kvartal": self.kvartal,
            "idag": self.idag.isoformat(),
            "dagar_sedan_slut": self.dagar_sedan_slut,
            "celler": [
                {
                    "namnd": c.cell.namnd or None,
                    "lag": c.cell.lag.value,
                    "steg": [
                        {
                            "steg": r.steg.value,
                            "klart": r.klart,
                            "datum": r.datum.isoformat() if r.datum else None,
                            "av": r.av,
                            "text": r.text,
                        }
                        for r in c.rader
                    ],
                }
                for c in self.celler
            ],
        }


def quarter_status(ctx: Sammanhang, urval: Urval) -> Resultat[Kvartalsstatus]:
    """Return the checklist of a quarter's routine for every cell of a selection (contract: `kvartal status`)."""
    kommun_text = read_kommun_text(ctx.folder)
    kommun = parse_kommun(kommun_text, KOMMUNFIL)[0] if kommun_text else None
    with ctx.reading() as connection:
        namnder = quarter_namnder(connection, read_settings(connection), urval.kvartal)
        namnd = namnder.chosen(urval.namnd) if urval.namnd is not None else None
        answer = answer_quarter(connection, urval, ctx.idag)
        told = {answer.celler[r.fall_id] for r in answer.bild.rader if r.fall_id in answer.celler}
        left_out = passed_cells(connection, urval.kvartal) - told if answer.stangningar else set()
        cells = [c for c in wanted_cells(namnder, urval, namnd) if (c.namnd, c.lag) not in left_out]
        marks = marks_of(connection, urval.kvartal)
        meetings = partial(_deadline, kommun=kommun, fil_finns=kommun_text is not None, idag=ctx.idag)
        done = tuple(Cellstatus(c, tuple(_checklist(connection, ctx, c, meetings, marks))) for c in cells)
        ram = build_ram(urval, read_settings(connection), ctx.idag)
    days = days_between(urval.kvartal.last_day, ctx.idag)
    return Resultat(Kvartalsstatus(str(urval.kvartal), ctx.idag, days, done), assumed_day(ram))


def _checklist(
    connection: Connection,
    ctx: Sammanhang,
    cell: Cell,
    meetings: Callable[[Cell], Kontrollrad],
    marks: Mapping[tuple[Cell, Rutinsteg], Markering],
) -> list[Kontrollrad]:
    urval = Urval(cell.kvartal, cell.lag, cell.namnd or None)
    answer = answer_quarter(connection, urval, ctx.idag)
    closing = answer.stangningar[0] if answer.stangningar else None
    return [
        _read_in(connection, cell, closing),
        _comments(connection, answer),
        _sent_to_ivo(connection, ctx, answer, marks.get((cell, Rutinsteg.IVO))),
        _closed(closing, latest_opening(connection, cell)),
        _papers(connection, closing),
        meetings(cell),
        _mark(marks.get((cell, Rutinsteg.NAMND)), Steg.NAMND, "nämnden har inte behandlat rapporten"),
        _mark(marks.get((cell, Rutinsteg.REVISORER)), Steg.REVISORER, "inte överlämnat till revisorerna"),
        _mark(marks.get((cell, Rutinsteg.FULLMAKTIGE)), Steg.FULLMAKTIGE, "inte överlämnat till fullmäktige"),
    ]


def _read_in(connection: Connection, cell: Cell, closing: Stangning | None) -> Kontrollrad:
    """The list counts as read in when an import came on the quarter's last day or later, and before it was closed."""
    latest = latest_reading(connection, closing.tid if closing else None)
    if latest is None:
        missing = "ingen lista lästes in före stängningen" if closing else "ingen lista har lästs in"
        return Kontrollrad(Steg.LISTA, klart=False, text=missing)
    who, what = latest
    day = _day_of(who)
    fresh = day >= cell.kvartal.last_day
    when = "inläst efter kvartalets slut" if fresh else "senaste inläsningen är från före kvartalets slut"
    return Kontrollrad(Steg.LISTA, fresh, f"{when} ({what.fil}, {what.rader} rader)", day, who.namn)


def _day_of(vem: Vem) -> date:
    return vem.idag or vem.tid.date()


def _comments(connection: Connection, answer: Kvartalsvar) -> Kontrollrad:
    rows = answer.bild.rader
    missing = [r.beslutsnummer for r in uncommented(connection, rows, answer.beslut_ids, answer.ram)]
    if not missing:
        waiting = sum(1 for r in rows if r.oppen)
        words = {0: "ingen väntar", 1: "den enda väntande har kommentar"}
        text = words.get(waiting, f"alla {waiting} väntande har kommentar")
        return Kontrollrad(Steg.KOMMENTARER, klart=True, text=text)
    return Kontrollrad(Steg.KOMMENTARER, klart=False, text=f"saknas för {_listed(sorted(missing))}")


def _listed(numbers: Iterable[str]) -> str:
    """Name the first few; the commands for them name all."""
    every = list(numbers)
    left = len(every) - _NAMNS
    return ", ".join(every[:_NAMNS]) + (f" och {left} till" if left > 0 else "")


def _sent_to_ivo(connection: Connection, ctx: Sammanhang, answer: Kvartalsvar, mark: Markering | None) -> Kontrollrad:
    """What was to be reported to IVO."""
    rows = rows_to_tell(connection, answer, ctx.idag)
    left = [r.rad.beslutsnummer for r in rows if r.skickad is None]
    if left:
        verb = "är inte skickad" if len(left) == 1 else "är inte skickade"
        text = f"{len(left)} av {_reports(len(rows))} {verb} ({len(set(left))} beslut: {_listed(dict.fromkeys(left))})"
        return Kontrollrad(Steg.IVO, klart=False, text=text)
    if not rows:
        return Kontrollrad(Steg.IVO, klart=True, text="inget att rapportera")
    last = max((r.skickad for r in rows if r.skickad), default=None)
    who = mark.av if mark else ", ".join(sorted({r.av for r in rows if r.av}))
    text = "rapporten är skickad" if len(rows) == 1 else f"alla {len(rows)} rapporter är skickade"
    return Kontrollrad(Steg.IVO, klart=True, text=text, datum=last, av=who)


def _reports(number: int) -> str:
    return "1 rapport" if number == 1 else f"{number} rapporter"


def _closed(closing: Stangning | None, opening: Oppning | None) -> Kontrollrad:
    """Whether it is closed; and when, by whom and why it was opened again, if it was."""
    again = f"; öppnades igen {opening.tid.date()} av {opening.av}: {opening.skal}" if opening else ""
    if closing is None:
        return Kontrollrad(Steg.STANGT, klart=False, text=f"inte stängt{again}")
    return Kontrollrad(Steg.STANGT, klart=True, text=f"stängt{again}", datum=closing.idag, av=closing.av)


def _papers(connection: Connection, closing: Stangning | None) -> Kontrollrad:
    files = files_of(connection, closing.id) if closing else []
    kinds = {name.split("_")[0] for name, _, _ in files}
    missing = [PAPPERSSLAG[kind].namn for kind in DOKUMENTSLAG if PAPPERSSLAG[kind].fil not in kinds]
    if missing:
        return Kontrollrad(Steg.PAPPER, klart=False, text=f"inte gjorda: {', '.join(missing)}")
    name, made, who = files[-1]
    return Kontrollrad(
        Steg.PAPPER, klart=True, text=f"gjorda, senast {name}", datum=day_of_file(connection, name, made), av=who
    )


def _deadline(cell: Cell, *, kommun: Kommun | None, fil_finns: bool, idag: date) -> Kontrollrad:
    """The next meeting's stopptid after the quarter; days left to it, or that none is known and why."""
    if kommun is None:
        why = f"{KOMMUNFIL} har fel och kan inte läsas" if fil_finns else f"ingen {KOMMUNFIL} ligger bredvid registret"
        return Kontrollrad(Steg.STOPPTID, klart=None, text=f"inga möten är kända: {why}")
    namnd = kommun.find_namnd(cell.namnd) if cell.namnd else None
    if namnd is None and len(kommun.namnder) == 1:
        namnd = kommun.namnder[0]
    moten = [m for m in namnd.moten if m.stopptid > cell.kvartal.last_day] if namnd else []
    if not moten:
        return Kontrollrad(Steg.STOPPTID, klart=None, text="inga möten efter kvartalet står i kommun.toml")
    mote = next((m for m in moten if m.stopptid >= idag), moten[-1])
    return Kontrollrad(Steg.STOPPTID, klart=None, text=_deadline_text(mote, idag), datum=mote.stopptid)


def _deadline_text(mote: Mote, idag: date) -> str:
    left = (mote.stopptid - idag).days
    when = f"om {_days(left)}" if left > 0 else ("i dag" if left == 0 else f"passerad för {_days(-left)} sedan")
    return f"till nämndsekreteraren senast {mote.stopptid} ({when}), möte {mote.datum}"


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagar"


def _mark(mark: Markering | None, steg: Steg, missing: str) -> Kontrollrad:
    if mark is None:
        return Kontrollrad(steg, klart=False, text=missing)
    extra = ", ".join(
        p for p in (mark.paragraf and f"§ {mark.paragraf.removeprefix('§').strip()}", mark.diarienummer) if p
    )
    return Kontrollrad(steg, klart=True, text=extra or "klart", datum=mark.datum, av=mark.av)
