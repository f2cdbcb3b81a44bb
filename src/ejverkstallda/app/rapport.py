"""Make the nämnd's papers of a quarter, one per law and nämnd, and keep those of a closed quarter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from ejverkstallda.app.dokument import Byggt, Val, build_documents
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.store.kvartalslager import add_file, sha256
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.writers.atomisk import write_all_atomically
from ejverkstallda.writers.pdf import missing_letters, render_pdf

TECKEN_SAKNAS: Final = Felkod(
    "tecken_saknas",
    Allvar.VARNING,
    "Typsnittet saknar ett tecken; en ersättning står i dess ställe.",
    "Skriv om texten utan tecknet.",
)
SAMMA_FIL: Final = Felkod(
    "samma_filnamn",
    Allvar.FEL,
    "Två nämnders papper skulle få samma filnamn.",
    "Ge nämnderna olika kortnamn i kommun.toml, eller gör pappren var för sig med --namnd.",
)


@dataclass(frozen=True, slots=True)
class Bestallning:
    """What papers are wanted: kind, quarter and selection, folder, and what is chosen about the document."""

    slag: str
    urval: Urval
    ut: Path
    val: Val = field(default_factory=Val)


@dataclass(frozen=True, slots=True)
class Rapportsvar:
    """The files written, each with its SHA-256; `sparat` when the register keeps them too."""

    filer: tuple[Path, ...]
    sha256: tuple[str, ...]
    sparat: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"filer": [{"fil": str(p), "sha256": digest} for p, digest in zip(self.filer, self.sha256, strict=True)]}


@dataclass(frozen=True, slots=True)
class _Papper:
    """A paper ready to be written: its file, its bytes, and the document behind them."""

    fil: Path
    innehall: bytes
    byggt: Byggt


def make_reports(ctx: Sammanhang, order: Bestallning) -> Resultat[Rapportsvar]:
    """Write the papers of a quarter, whole or not at all; those of a closed quarter are kept with it.

    Raises:
        AppError: kommun.toml or a template cannot be used, or a paper would hold an identity number.
        SkrivfelError: a file cannot be written.
    """
    kvartal = order.urval.kvartal
    if kvartal.first_day > ctx.idag:
        raise refuse("kvartal_ej_borjat", f"{kvartal} börjar {kvartal.first_day}; det finns inget att redovisa än.")
    sources = read_sources(ctx.folder)
    with ctx.reading() as connection:
        built = list(build_documents(connection, ctx, order.slag, order.urval, sources, order.val))
    papers = [_Papper(order.ut / b.filnamn, render_pdf(b.dokument), b) for b in built]
    if len({p.fil for p in papers}) < len(papers):
        raise refuse(SAMMA_FIL.kod, f"{SAMMA_FIL.betydelse} {SAMMA_FIL.atgard}")
    kept = any(b.svar.stangd for b in built)
    if kept:
        with ctx.writing() as connection:
            _keep(connection, ctx, papers)
            write_all_atomically({p.fil: p.innehall for p in papers})
    else:
        write_all_atomically({p.fil: p.innehall for p in papers})
    data = Rapportsvar(tuple(p.fil for p in papers), tuple(sha256(p.innehall) for p in papers), kept)
    return Resultat(data, tuple(dict.fromkeys(f for b in built for f in (*b.brister, *_letters(b)))))


def _letters(built: Byggt) -> list[Brist]:
    return [
        TECKEN_SAKNAS.brist(
            f"Typsnittet saknar tecknet U+{ord(letter):04X}; en ersättning står i dess ställe.", built.filnamn
        )
        for letter in sorted(missing_letters(built.dokument))
    ]


def _keep(connection: Connection, ctx: Sammanhang, papers: Sequence[_Papper]) -> None:
    """Keep each paper of a closed quarter in the register, with a log row."""
    entry = ctx.log_entry
    for paper in papers:
        for closing in paper.byggt.svar.stangningar if paper.byggt.svar.stangd else ():
            add_file(connection, closing, paper.fil.name, paper.innehall, entry.namn, entry.tid)
            cell = closing.cell
            what = f"kvartal.{cell.kvartal}.{cell.lag}.fil"
            write_log(connection, entry, [Loggrad(None, what, None, f"{paper.fil.name} {sha256(paper.innehall)}")])
