"""Make the handover to the next systemförvaltare: gather what the register and its folder hold, and write one PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda import __version__
from ejverkstallda.app.bevaka import ALLA_OPPNA, BEVAKNING_ORD, Bevakningsskal, Post, watch
from ejverkstallda.app.dokument import IDENTITET
from ejverkstallda.app.ivo_lista import ivo_rows
from ejverkstallda.app.kvartal_status import Steg, quarter_status
from ejverkstallda.app.kvartal_visa import Urval, build_ram
from ejverkstallda.app.namnder import Namnder, build_namnder
from ejverkstallda.app.overlamning_filer import backups_taken, places, profiles, settings_rows, templates
from ejverkstallda.app.rapport import FIL_FINNS
from ejverkstallda.app.resultat import AppError, Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.domain.beslut import IvoSlag, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.forklaring_ord import masked
from ejverkstallda.report.granskning import contains_identity, identity_in, text_places
from ejverkstallda.report.overlamning import build_overlamning
from ejverkstallda.report.overlamningsmodell import (
    Besked,
    Ejskickad,
    Kvartalslage,
    Oppetarende,
    Overlamning,
    Steglage,
)
from ejverkstallda.report.plain import to_plain
from ejverkstallda.store.beslutslager import all_ids, cells_in_use
from ejverkstallda.store.databas import register_path
from ejverkstallda.store.installningslager import Installningar, read_settings
from ejverkstallda.store.kvartalslager import Cell, closings
from ejverkstallda.store.markeringslager import all_marks
from ejverkstallda.store.tabeller import Rutinsteg
from ejverkstallda.store.vantanlager import Lagrad, falls_open, falls_open_outside
from ejverkstallda.writers.atomisk import write_all_atomically

_DAGAR: Final = 30
_FLEST_KVARTAL: Final = 40
"""Quarters told of: ten years."""
_STEG_ORD: Final = {
    Steg.LISTA: "Lista",
    Steg.KOMMENTARER: "Kommentarer",
    Steg.IVO: "IVO",
    Steg.STANGT: "Stängt",
    Steg.PAPPER: "Papper",
    Steg.NAMND: "Nämnd",
    Steg.REVISORER: "Revisorer",
    Steg.FULLMAKTIGE: "Fullmäktige",
}
_VEM_ORD: Final = {
    Rutinsteg.IVO: "IVO, skickat",
    Rutinsteg.NAMND: "Nämnden, behandlat",
    Rutinsteg.REVISORER: "Revisorerna",
    Rutinsteg.FULLMAKTIGE: "Fullmäktige",
}
_IVO_ORD: Final = {
    IvoSlag.NY: "nytt beslut",
    IvoSlag.ATER: "rapport igen",
    IvoSlag.VERKSTALLD: "verkställighet",
    IvoSlag.AVSLUTAD: "avslut",
}


@dataclass(frozen=True, slots=True)
class Overlamningssvar:
    """The handover's file, and what it holds."""

    fil: Path
    innehall: Overlamning

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"fil": str(self.fil), "overlamning": to_plain(self.innehall)}


def make_handover(ctx: Sammanhang, ut: Path, *, skriv_over: bool) -> Resultat[Overlamningssvar]:
    """Write the handover into the folder `ut`. Nobody but its owner can read the file.

    Raises:
        AppError: the file is there already, or an identity number could not be taken out of a text.
        SkrivfelError: the file cannot be written.
    """
    from ejverkstallda.writers.pdf import render_pdf  # noqa: PLC0415 — slow to load

    fil = ut / f"overlamning_{ctx.idag}.pdf"
    if not skriv_over and (fil.exists() or fil.is_symlink()):
        raise AppError([FIL_FINNS.brist(FIL_FINNS.betydelse, str(fil))])
    innehall = gather(ctx)
    dokument = build_overlamning(innehall)
    if found := identity_in(text_places(dokument)):
        raise AppError([IDENTITET.brist(f"Ett personnummer eller liknande finns här: {f.plats}.") for f in found])
    write_all_atomically({fil: render_pdf(dokument)}, private=True)
    return Resultat(Overlamningssvar(fil, innehall), tuple(missing_letter_faults(dokument, fil.name)))


def gather(ctx: Sammanhang) -> Overlamning:
    """Gather the handover as of today."""
    posts = watch(ctx, _DAGAR).data.poster
    with ctx.reading() as connection:
        settings = read_settings(connection)
        namnder = build_namnder(settings.namnder, cells_in_use(connection))
        quarters = _quarters(connection, ctx, settings)
        due = _next_to_report(connection, quarters, namnder)
        ram = build_ram(Urval(due), settings, ctx.idag)
        cases = tuple(_cases(connection, namnder, posts))
        unsent = tuple(_unsent(connection, ctx, namnder, posts, quarters))
        told = tuple(_told(connection, namnder))
        antal = len(all_ids(connection))
        found = profiles(connection, ctx.folder)
        copies = backups_taken(connection)
    return Overlamning(
        kommun=settings.kommun,
        dag=ctx.idag,
        program=__version__,
        databas=str(register_path(ctx.databas).absolute()),
        beslut=antal,
        nasta_kvartal=str(due),
        statusdag=ram.statusdag,
        rapporteringsdag=ram.rapporteringsdag,
        arenden=cases,
        kvartal=tuple(s for q in quarters for s in _status(ctx, q)),
        ej_skickade=unsent,
        besked=told,
        platser=places(ctx),
        installningar=settings_rows(settings),
        profiler=found,
        mallar=templates(ctx.folder),
        kopior=copies,
    )


def _safe(text: str | None) -> str:
    """Return a text without an identity number: an internal paper holds none either."""
    return masked(text) if text and contains_identity(text) else (text or "")


def _cell_words(namnd: str, lag: str) -> str:
    return f"{_safe(namnd)}, {lag}" if namnd else lag


def _quarters(connection: Connection, ctx: Sammanhang, settings: Installningar) -> list[Kvartal]:
    """Return the quarters to tell of: from the register's first, or the first closed, to the latest that has ended."""
    last = Kvartal.containing(ctx.idag).previous()
    first = min([s.cell.kvartal for s in closings(connection)], default=None) or settings.forsta_kvartal or last
    found = [last]
    while found[0] > first and len(found) < _FLEST_KVARTAL:
        found.insert(0, found[0].previous())
    return found


def _next_to_report(connection: Connection, quarters: list[Kvartal], namnder: Namnder) -> Kvartal:
    """Return the earliest quarter after the last closed that is not wholly closed; all closed: the one after."""
    closed: dict[Kvartal, set[tuple[str, str]]] = {}
    for s in closings(connection):
        closed.setdefault(s.cell.kvartal, set()).add((s.cell.namnd, s.cell.lag))
    last = max(closed, default=None)
    if last is None:
        return quarters[-1]
    return last if namnder.celler - closed[last] else last.next()


def _cases(connection: Connection, namnder: Namnder, posts: tuple[Post, ...]) -> Iterator[Oppetarende]:
    waits: dict[int, list[Bevakningsskal]] = {}
    for post in posts:
        waits.setdefault(post.fall.id, []).append(post.skal)
    inside, outside = falls_open(connection, ALLA_OPPNA), falls_open_outside(connection)
    told = {r.fall.id for r in inside}
    rows = [*inside, *(r for r in outside if r.fall.id not in told)]
    for rad in sorted(rows, key=lambda r: (r.fall.vantan.gransdag, r.fall.beslut.beslutsnummer)):
        yield _case(rad, namnder, waits.get(rad.fall.id, []), rapporteras=rad.fall.id in told)


def _case(rad: Lagrad, namnder: Namnder, waits: list[Bevakningsskal], *, rapporteras: bool) -> Oppetarende:
    beslut, vantan = rad.fall.beslut, rad.fall.vantan
    namnd, lag = namnder.cell(rad.fall)
    return Oppetarende(
        nummer=_safe(beslut.beslutsnummer),
        cell=_cell_words(namnd, lag.value),
        insats=_safe(beslut.insats),
        sedan=vantan.start,
        gransdag=vantan.gransdag,
        avbrott=vantan.slag is Vantanslag.AVBROTT,
        rapporteras=rapporteras,
        handlaggare=_safe(beslut.handlaggare),
        enhet="" if beslut.skyddad else _safe(beslut.enhet),
        att_gora=tuple(BEVAKNING_ORD[s] for s in dict.fromkeys(waits)),
    )


def _status(ctx: Sammanhang, kvartal: Kvartal) -> Iterator[Kvartalslage]:
    for cell in quarter_status(ctx, Urval(kvartal)).data.celler:
        steps = tuple(
            Steglage(_STEG_ORD[r.steg], r.klart, _safe(r.text), viktigt=r.steg is Steg.IVO)
            for r in cell.rader
            if r.steg in _STEG_ORD
        )
        yield Kvartalslage(str(kvartal), _cell_words(cell.cell.namnd, cell.cell.lag.value), steps)


def _unsent(
    connection: Connection, ctx: Sammanhang, namnder: Namnder, posts: tuple[Post, ...], quarters: list[Kvartal]
) -> Iterator[Ejskickad]:
    """What the latest quarter that has ended was to tell IVO, and ends that have not been told."""
    told = set()
    answer, rows = ivo_rows(connection, Urval(quarters[-1]), ctx.idag)
    for row in rows:
        rad = row.rad
        told.add(rad.fall_id)
        if row.skickad is None:
            namnd = answer.celler[rad.fall_id][0] if rad.fall_id in answer.celler else rad.namnd
            yield Ejskickad(
                _safe(rad.beslutsnummer), rad.lag.value, _safe(namnd), _IVO_ORD[row.slag], str(answer.ram.kvartal)
            )
    for post in posts:
        if post.skal is Bevakningsskal.SLUT_EJ_SKICKAT and post.fall.id not in told:
            namnd, lag = namnder.cell(post.fall)
            yield Ejskickad(_safe(post.fall.beslut.beslutsnummer), lag.value, _safe(namnd), f"slut {post.datum}", "")


def _told(connection: Connection, namnder: Namnder) -> Iterator[Besked]:
    for mark in all_marks(connection):
        cell: Cell = mark.cell
        paragraf = f"§ {mark.paragraf.removeprefix('§').strip()}" if mark.paragraf else ""
        yield Besked(
            kvartal=str(cell.kvartal),
            cell=_cell_words(namnder.canonical(cell.namnd), cell.lag.value),
            vem=_VEM_ORD[mark.steg],
            datum=mark.datum,
            av=_safe(mark.av),
            notering=_safe(", ".join(part for part in (paragraf, mark.diarienummer) if part)),
        )
