"""Make public papers of a quarter, one per law and nämnd, and keep those of a closed quarter."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.dokument import DOKUMENTSLAG, Byggt, Val, build_documents
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.pappersfil import Pappersfil, draw_paper
from ejverkstallda.app.pappersformat import fitting
from ejverkstallda.app.pappersgranskning import Godkannandeval, approved_already, judge_papers, keep_approvals
from ejverkstallda.app.pappersindex import build_index, outdated_indexes
from ejverkstallda.app.resultat import AppError, Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.store.godkannandelager import approved_prints
from ejverkstallda.store.kvartalslager import add_file
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.writers.atomisk import replacing

SAMMA_FIL: Final = Felkod(
    "samma_filnamn",
    Allvar.FEL,
    "Två nämnders papper skulle få samma filnamn.",
    "Ge nämnderna olika kortnamn i kommun.toml, eller gör pappren var för sig med --namnd.",
)
FIL_FINNS: Final = Felkod(
    "fil_finns_redan",
    Allvar.FEL,
    "En fil med samma namn finns redan och har ett annat innehåll.",
    "Välj en annan mapp, eller ersätt den med --skriv-over.",
)


@dataclass(frozen=True, slots=True)
class Bestallning:
    """What papers are wanted: kind (None = the whole package with an index), quarter and selection, folder, formats.

    A kind gets those of `format` that fit it. `skriv_over`: files that stand there with another content are replaced.
    """

    slag: str | None
    urval: Urval
    ut: Path
    format: tuple[str, ...] = ("pdf",)
    val: Val = field(default_factory=Val)
    skriv_over: bool = False
    godkann: Godkannandeval = field(default_factory=Godkannandeval)


@dataclass(frozen=True, slots=True)
class Rapportsvar:
    """The papers written, and the index files of a package; `sparat` when the register keeps papers too.

    `godkanda` are the ids of the finds that were accepted now, and `av` who accepted them.
    """

    filer: tuple[Pappersfil, ...]
    index: tuple[Path, ...] = ()
    sparat: bool = False
    godkanda: tuple[str, ...] = ()
    av: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "filer": [p.to_json() for p in self.filer],
            "index": [str(p) for p in self.index],
            "godkanda": list(self.godkanda),
        }


def make_reports(ctx: Sammanhang, order: Bestallning) -> Resultat[Rapportsvar]:
    """Write the papers of a quarter, all of them or none; those of a closed quarter are kept with it.

    Raises:
        AppError: kommun.toml or a template cannot be used; a paper would hold an identity number, or something that
            may point out a person and has not been accepted; or files stand there already.
        SkrivfelError: a file cannot be written.
    """
    kvartal = order.urval.kvartal
    order.godkann.check()
    if kvartal.first_day > ctx.idag:
        raise refuse("kvartal_ej_borjat", f"{kvartal} börjar {kvartal.first_day}; det finns inget att redovisa än.")
    sources = read_sources(ctx.folder)
    kinds = (order.slag,) if order.slag else DOKUMENTSLAG
    with ctx.reading() as connection:
        built = build_documents(connection, ctx, kinds, order.urval, sources, order.val)
        approved = approved_prints(connection)
        accepted = judge_papers(built, approved, order.godkann)
    papers = draw_papers(built, order)
    index = build_index(order.urval, papers, order.ut) if order.slag is None else {}
    files = {p.fil: p.innehall for p in papers} | index
    if not order.skriv_over:
        refuse_other(files)
    kept = any(p.stangt for p in papers)
    # The files get their names when the rows are written, and their old contents back if the register's disk will not
    # take the rows (a rename needs no room, so it can be undone on a full disk). The other order would leave a
    # register that says papers were issued when a file could not be replaced, and rows are never taken away.
    with replacing(files) as replace:
        if kept or accepted:
            with ctx.writing() as connection:
                _keep(connection, ctx, papers)
                keep_approvals(connection, ctx, accepted)
                replace()
        else:
            replace()
    told = [f for b in built for f in (*b.brister, *told_of_letters(b, order))]
    data = Rapportsvar(tuple(papers), tuple(index), kept, tuple(n.fynd.id for n in accepted), ctx.vem)
    again = approved_already([f for b in built for f in b.fynd], approved, order.godkann)
    outdated = outdated_indexes(kvartal, files, order.ut)
    return Resultat(data, (*again, *outdated, *dict.fromkeys(told)))


def draw_papers(built: Iterable[Byggt], order: Bestallning) -> list[Pappersfil]:
    """Draw papers in the formats asked for that fit them.

    Raises:
        AppError: two of them would be the same file.
    """
    papers = [draw_paper(b, form, order.ut) for b in built for form in order.format if form in fitting(b.slag)]
    if len({p.fil for p in papers}) < len(papers):
        raise refuse(SAMMA_FIL.kod, f"{SAMMA_FIL.betydelse} {SAMMA_FIL.atgard}")
    return papers


def refuse_other(files: Mapping[Path, bytes]) -> None:
    """Refuse to replace what stands there; a file with the very same bytes is no hindrance.

    Raises:
        AppError: naming every file that stands there with another content.
    """
    there = [path for path, content in files.items() if _holds_other(path, content)]
    if there:
        raise AppError(FIL_FINNS.brist(FIL_FINNS.betydelse, str(path)) for path in there)


def _holds_other(path: Path, content: bytes) -> bool:
    try:
        if not path.is_file():  # nothing, or a folder: which the writing itself tells of
            return path.is_symlink()
        return path.stat().st_size != len(content) or path.read_bytes() != content
    except OSError:
        return os.path.lexists(path)  # not for a name that no disk takes: the writing itself tells of that


def told_of_letters(built: Byggt, order: Bestallning) -> list[Brist]:
    """Name the signs that a paper's PDF cannot show, where one is wanted."""
    return missing_letter_faults(built.papper.dokument, f"{built.filnamn}.pdf") if "pdf" in order.format else []


def _keep(connection: Connection, ctx: Sammanhang, papers: Sequence[Pappersfil]) -> None:
    """Keep each paper of a closed quarter in the register, with a log row."""
    entry = ctx.log_entry
    for paper in papers:
        for closing in paper.byggt.svar.stangningar if paper.stangt else ():
            add_file(connection, closing, paper.fil.name, paper.innehall, entry.namn, entry.tid)
            cell = closing.cell
            what = f"kvartal.{cell.kvartal}.{cell.lag}.fil"
            write_log(connection, entry, [Loggrad(None, what, None, f"{paper.fil.name} {paper.sha256}")])
