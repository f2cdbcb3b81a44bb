"""Make the handover to the next systemförvaltare: gather what the register and its folder hold, and write one PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda import __version__
from ejverkstallda.app.bevaka import ALLA_OPPNA, BEVAKNING_ORD, Bevakningsskal, Post, watch
from ejverkstallda.app.dokument import IDENTITET
from ejverkstallda.app.kvartal_status import Cellstatus, Steg, quarter_status
from ejverkstallda.app.kvartal_visa import Urval, build_ram
from ejverkstallda.app.namnder import Namnder, build_namnder
from ejverkstallda.app.overlamning_filer import (
    backups_taken,
    municipality_rows,
    places,
    profiles,
    settings_rows,
    templates,
)
from ejverkstallda.app.overlamning_ivo import ivo_state
from ejverkstallda.app.rapport import FIL_FINNS
from ejverkstallda.app.resultat import AppError, Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.granskning import identity_in, text_places
from ejverkstallda.report.overlamning import build_overlamning
from ejverkstallda.report.overlamningsmodell import (
    Besked,
    Kvartalslage,
    Oppetarende,
    Overlamning,
    Skickat,
    Steglage,
    cell_words,
    safe,
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


class Overlamningssvar(NamedTuple):
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
    innehall, faults = gather(ctx)
    dokument = build_overlamning(innehall)
    if found := identity_in(text_places(dokument)):
        raise AppError([IDENTITET.brist(f"Ett personnummer eller liknande finns här: {f.plats}.") for f in found])
    write_all_atomically({fil: render_pdf(dokument)}, private=True)
    return Resultat(Overlamningssvar(fil, innehall), (*faults, *missing_letter_faults(dokument, fil.name)))


def gather(ctx: Sammanhang) -> tuple[Overlamning, tuple[Brist, ...]]:
    """Gather the handover as of today, and what is wrong with kommun.toml, which is told in it as well."""
    posts = watch(ctx, _DAGAR).data.poster
    with ctx.reading() as connection:
        settings = read_settings(connection)
        namnder = build_namnder(settings.namnder, cells_in_use(connection))
        quarters, left_out = _quarters(connection, ctx, settings)
        due = _next_to_report(connection, quarters, namnder)
        ram = build_ram(Urval(due), settings, ctx.idag)
        cases = tuple(_cases(connection, namnder, posts))
        status = [c for q in quarters for c in quarter_status(ctx, Urval(q)).data.celler]
        ivo = ivo_state(connection, ctx.idag, [c.cell for c in status], posts, namnder, due)
        told = tuple(_told(connection, namnder, ivo.skickade))
        antal = len(all_ids(connection))
        found = profiles(connection, ctx.folder)
        copies = backups_taken(connection)
    own, faults = municipality_rows(ctx.folder, due)
    gathered = Overlamning(
        kommun=settings.kommun,
        dag=ctx.idag,
        program=__version__,
        databas=safe(str(register_path(ctx.databas).absolute())),
        beslut=antal,
        nasta_kvartal=str(due),
        statusdag=ram.statusdag,
        rapporteringsdag=ram.rapporteringsdag,
        arenden=cases,
        kvartal=tuple(map(_status, status)),
        tidigare_kvartal=left_out,
        moten=tuple(_meetings(status)),
        ej_skickade=tuple(ivo.ej_skickade),
        skickade=tuple(ivo.skickade),
        besked=told,
        platser=places(ctx),
        installningar=settings_rows(settings),
        kommunfil=own,
        kommunfil_fel=tuple(safe(f"{b.plats}: {b.text}" if b.plats else b.text) for b in faults),
        namnder=tuple(sorted({safe(c.cell.namnd) for c in status if c.cell.kvartal == quarters[-1]})),
        profiler=found,
        mallar=templates(ctx.folder),
        kopior=copies,
    )
    return gathered, faults


def _quarters(connection: Connection, ctx: Sammanhang, settings: Installningar) -> tuple[list[Kvartal], int]:
    """Return the quarters to tell of, and how many before them are left out.

    They go from the register's first, or the first closed, to the latest that has ended.
    """
    last = Kvartal.containing(ctx.idag).previous()
    first = min([s.cell.kvartal for s in closings(connection)], default=None) or settings.forsta_kvartal or last
    found = [last]
    while found[0] > first:
        found.insert(0, found[0].previous())
    return found[-_FLEST_KVARTAL:], len(found[:-_FLEST_KVARTAL])


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
        nummer=safe(beslut.beslutsnummer),
        cell=cell_words(namnd, lag.value),
        insats=safe(beslut.insats),
        sedan=vantan.start,
        gransdag=vantan.gransdag,
        avbrott=vantan.slag is Vantanslag.AVBROTT,
        rapporteras=rapporteras,
        handlaggare=safe(beslut.handlaggare),
        enhet="" if beslut.skyddad else safe(beslut.enhet),
        att_gora=tuple(BEVAKNING_ORD[s] for s in dict.fromkeys(waits)),
    )


def _status(status: Cellstatus) -> Kvartalslage:
    cell = status.cell
    steps = tuple(
        Steglage(_STEG_ORD[r.steg], r.klart, safe(r.text), viktigt=r.steg is Steg.IVO)
        for r in status.rader
        if r.steg in _STEG_ORD
    )
    return Kvartalslage(str(cell.kvartal), cell_words(cell.namnd, cell.lag.value), steps)


def _meetings(status: list[Cellstatus]) -> Iterator[tuple[str, str]]:
    """Return each nämnd's next stopptid and meeting after the latest quarter, as `kvartal status` tells them."""
    texts = {
        safe(s.cell.namnd): safe(r.text)
        for s in status
        if s.cell.kvartal == status[-1].cell.kvartal
        for r in s.rader
        if r.steg is Steg.STOPPTID
    }
    yield from texts.items()


def _told(connection: Connection, namnder: Namnder, sent: list[Skickat]) -> Iterator[Besked]:
    """Each mark, but that all was sent to IVO where the reports themselves tell of it."""
    counted = {(s.kvartal, s.cell) for s in sent}
    for mark in all_marks(connection):
        cell: Cell = mark.cell
        words = cell_words(namnder.canonical(cell.namnd), cell.lag.value)
        if mark.steg is Rutinsteg.IVO and (str(cell.kvartal), words) in counted:
            continue
        paragraf = f"§ {mark.paragraf.removeprefix('§').strip()}" if mark.paragraf else ""
        yield Besked(
            kvartal=str(cell.kvartal),
            cell=words,
            vem=_VEM_ORD[mark.steg],
            datum=mark.datum,
            av=safe(mark.av),
            notering=safe(", ".join(part for part in (paragraf, mark.diarienummer) if part)),
        )
