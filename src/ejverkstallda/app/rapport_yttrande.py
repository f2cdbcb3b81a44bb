"""Make the paper that a yttrande to IVO is written from: one case, with the identity of its person.

The person table is opened here, for that decision alone, and the opening is logged before a file is written. The
paper is not kept in the register.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.arende import find_post, refuse_if_struck
from ejverkstallda.app.dokument import paper_kommun, paper_namnd
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.logga import Mal
from ejverkstallda.app.namnder import build_namnder
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.domain.beslut import Beslut
from ejverkstallda.domain.brister import Allvar, Felkod
from ejverkstallda.domain.rapportering import Fall
from ejverkstallda.report.kommun import Kommun, Namnd, ascii_name
from ejverkstallda.report.modell import Sekretesspapper
from ejverkstallda.report.talord import uppraknat
from ejverkstallda.report.yttrande import Yttrande, Yttrandeunderlag, build_yttrande
from ejverkstallda.report.yttrandeblad import build_yttrandepapper
from ejverkstallda.report.yttrandebrister import missing_in_yttrande
from ejverkstallda.store.beslutslager import Beslutspost, cells_in_use
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import Installningar, read_settings
from ejverkstallda.store.personlager import open_persons
from ejverkstallda.store.vantanlager import falls_of
from ejverkstallda.writers.atomisk import write_all_atomically

YTTRANDEFORMAT: Final = ("pdf", "docx", "json")
SLAG: Final = "yttrande"
_MARKE: Final = 8
YTTRANDE_SAKNAR: Final = Felkod(
    "yttrande_uppgift_saknas",
    Allvar.VARNING,
    "Underlaget för yttrande saknar en uppgift som IVO frågar efter.",
    "Först i underlaget står hur det registreras. Gör sedan underlaget på nytt, eller skriv det i yttrandet för hand.",
)


class Yttrandebestallning(NamedTuple):
    """What is wanted: the decision, the first day of its väntan (None = the one that is open), folder and formats."""

    mal: Mal
    ut: Path
    format: tuple[str, ...] = ("pdf",)
    vantan_start: date | None = None
    skriv_over: bool = False


class Yttrandesvar(NamedTuple):
    """The files written, the väntan they are about, how much is missing, and whether an identity number was read.

    No SHA-256, as for the individrapporter: whoever has the rest of the paper could try out its number against it.
    """

    filer: tuple[Path, ...]
    fall: Fall
    saknas: int
    nummer: bool

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: the files and the väntan, nothing of what is in them."""
        vantan = self.fall.vantan
        return {
            "filer": [{"fil": str(p)} for p in self.filer],
            "vantan": vantan.slag.value,
            "start": vantan.start.isoformat(),
        }


def make_yttrande(ctx: Sammanhang, order: Yttrandebestallning) -> Resultat[Yttrandesvar]:
    """Write the paper about one väntan as of today; whole or not at all.

    Raises:
        AppError: the decision is not found or is struck, it has no such väntan, or a file is there already.
        SkrivfelError: a file cannot be written; none has been.
    """
    with ctx.writing() as connection:
        post = find_post(connection, order.mal.nummer, order.mal.kallsystem)
        refuse_if_struck(post)
        fall = _choose(post, falls_of(connection, post.id), order.vantan_start)
        files = _files(fall, order)
        settings = read_settings(connection)
        kommun, namnd = _sender(connection, ctx, settings, post)
        persons = open_persons(connection, ctx.log_entry, [post], "läst för underlag till yttrande till IVO")
        underlag = Yttrandeunderlag(
            fall=fall,
            handelser=tuple(p.handelse for p in events_of(connection, [post.id]).get(post.id, [])),
            idag=ctx.idag,
            namnd=namnd,
            identitet=persons.get(post.id),
            rad_och_stod=settings.rad_och_stod,
        )
    yttrande, faults = build_yttrande(underlag)
    paper = build_yttrandepapper(kommun, yttrande)
    write_all_atomically({path: _render(form, paper) for form, path in files.items()}, private=True)
    gaps = missing_in_yttrande(yttrande)
    found = list(faults)
    if gaps:
        text = f"Underlaget för yttrande saknar {uppraknat([gap.vad for gap in gaps])}."
        found.insert(0, YTTRANDE_SAKNAR.brist(text, post.beslut.plats))
    if "pdf" in files:
        found += missing_letter_faults(paper.dokument, files["pdf"].name)
    return Resultat(Yttrandesvar(tuple(files.values()), fall, len(gaps), underlag.identitet is not None), tuple(found))


def _choose(post: Beslutspost, falls: Sequence[Fall], start: date | None) -> Fall:
    """Return the väntan asked for; without a day the open one, or the latest where all have ended."""
    there = [f for f in falls if not f.vantan.borta]
    if start is None:
        return max(there, key=lambda f: (f.vantan.slut is None, f.vantan.start))
    found = [f for f in there if f.vantan.start == start]
    if not found:
        days = uppraknat([str(f.vantan.start) for f in there])
        raise refuse(
            "vantan_saknas",
            f"Beslut {post.beslut.beslutsnummer} har ingen väntan som börjar {start}. Välj {days} med --vantan-start.",
        )
    return found[-1]


def _files(fall: Fall, order: Yttrandebestallning) -> dict[str, Path]:
    """Name the files, before anything is read of the person; refuse to replace any unasked."""
    parts = [SLAG, f"beslut-{_number_in_name(fall.beslut, order.mal)}"]
    if fall.vantan.oppnad_av is not None:
        parts.append(f"{fall.vantan.slag.value}-{fall.vantan.start}")
    files = {form: order.ut / f"{'_'.join(parts)}.{form}" for form in order.format}
    there = [path.name for path in files.values() if path.exists() or path.is_symlink()]
    if there and not order.skriv_over:
        raise refuse(
            "fil_finns_redan",
            f"{uppraknat(there)} finns redan i {order.ut}. Välj en annan mapp, eller ersätt med --skriv-over.",
        )
    return files


def _number_in_name(beslut: Beslut, mal: Mal) -> str:
    """Return a decision's number for a file name: no two decisions share one, so that no paper replaces another's.

    A number that a name can hold as it is keeps it. Others, and one asked for by its källsystem (several have it), are
    told apart by a mark that follows from number and källsystem and is the same every time.
    """
    plain = ascii_name(beslut.beslutsnummer)
    if plain.upper() == beslut.beslutsnummer and mal.kallsystem is None:
        return plain
    whole = f"{beslut.kallsystem}\n{beslut.beslutsnummer}"
    mark = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_MARKE]
    return "-".join(part for part in (plain, mark) if part)


def _sender(
    connection: Connection, ctx: Sammanhang, settings: Installningar, post: Beslutspost
) -> tuple[Kommun, Namnd | None]:
    namnder = build_namnder(settings.namnder, cells_in_use(connection))
    kommun = paper_kommun(read_sources(ctx.folder), settings.kommun, namnder.namn)
    return kommun, paper_namnd(kommun, namnder, post.beslut.namnd)


def _render(form: str, paper: Sekretesspapper[Yttrande]) -> bytes:
    # Each writer is imported where it is used: their libraries are slow to load.
    if form == "pdf":
        from ejverkstallda.writers.pdf import render_pdf  # noqa: PLC0415

        return render_pdf(paper.dokument)
    if form == "docx":
        from ejverkstallda.writers.docx import render_docx  # noqa: PLC0415

        return render_docx(paper.dokument)
    from ejverkstallda.writers.sekretess_json import render_secret_json  # noqa: PLC0415

    return render_secret_json(SLAG, paper)
