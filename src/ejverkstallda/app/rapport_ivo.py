"""Make IVO's individrapporter of a quarter: sheets to copy from, with the identities that IVO's form asks for.

The person table is opened here, for exactly the decisions that get a sheet, and each opening is logged before a file
is written. The papers are not kept in the register.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.ivo_lista import Ivorad
from ejverkstallda.app.ivo_plan import SLAG, Ivobestallning, Ivoplan, mark_command, plan_papers
from ejverkstallda.app.resultat import Resultat, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.individblad import RAPPORTSLAG_ORD, missing_answers
from ejverkstallda.report.individbygge import Bladunderlag, build_individrapport
from ejverkstallda.report.individrapport import Individrapport
from ejverkstallda.report.ivorapport import Ivorapport, build_ivorapport, missing_sender
from ejverkstallda.report.modell import Sekretesspapper
from ejverkstallda.report.talord import siffror, uppraknat
from ejverkstallda.store.beslutslager import get_posts
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.personlager import open_persons
from ejverkstallda.writers.atomisk import write_all_atomically
from ejverkstallda.writers.pdf import render_pdf
from ejverkstallda.writers.sekretess_json import render_secret_json

UPPGIFT_SAKNAS: Final = Felkod(
    "ivo_uppgift_saknas",
    Allvar.VARNING,
    "En individrapport saknar en uppgift som IVO:s formulär kräver.",
    "Registrera det som saknas (ejv ratta, ejv skal, ejv svar) och gör bladen på nytt, eller fyll i det för hand.",
)
AVSANDARE_SAKNAS: Final = Felkod(
    "ivo_avsandare_saknas",
    Allvar.VARNING,
    "Individrapporterna saknar uppgift om vem som rapporterar.",
    "Skriv in det i kommun.toml bredvid registret och gör bladen på nytt.",
)


class Ivosvar(NamedTuple):
    """The files written, how many sheets and identity numbers they hold, and the command that marks them as sent.

    `tomma` are sentences, one for each paper that was not made because nothing is left to report.
    No SHA-256: whoever has the rest of a sheet could try out its number against it.
    """

    filer: tuple[Path, ...]
    blad: int
    nummer: int
    markera: str
    tomma: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: the files, nothing of what is in them."""
        return {"filer": [{"fil": str(p)} for p in self.filer]}


def make_individrapporter(ctx: Sammanhang, order: Ivobestallning) -> Resultat[Ivosvar]:
    """Write the individrapporter of a quarter as of today, whatever has been closed; whole or not at all.

    A paper in which there would be no sheet is not made; that there is nothing to report is told instead.

    The opening of the person table is logged, and the log kept, before anything is written.

    Raises:
        AppError: the quarter has not begun, a file is there already, nothing to report of the decision asked for.
        SkrivfelError: a file cannot be written; none has been.
    """
    kvartal = order.urval.kvartal
    if kvartal.first_day > ctx.idag:
        raise refuse("kvartal_ej_borjat", f"{kvartal} börjar {kvartal.first_day}; det finns inget att redovisa än.")
    with ctx.writing() as connection:
        planned = plan_papers(connection, ctx, order)
        plans = [p for p in planned if p.with_a_sheet(alla=order.alla)]
        papers = _build(connection, ctx, order, plans)
    render = {"pdf": lambda p: render_pdf(p.dokument), "json": lambda p: render_secret_json(SLAG, p)}
    files = {
        path: render[form](paper)
        for plan, paper in zip(plans, papers, strict=True)
        for form, path in plan.filer.items()
    }
    write_all_atomically(files, private=True)
    sheets = [report for paper in papers for report in paper.innehall.individrapporter]
    numbers = {report.identitet.nummer for report in sheets if report.identitet}
    empty = tuple(_nothing_left(p) for p in planned if p not in plans)
    data = Ivosvar(tuple(files), len(sheets), len(numbers), mark_command(order.urval, order.beslutsnummer), empty)
    found = [b for plan in planned for b in plan.svar.bild.brister]
    found += [b for plan, paper in zip(plans, papers, strict=True) for b in _findings(plan, paper)]
    return Resultat(data, tuple(dict.fromkeys(found)))


def _nothing_left(plan: Ivoplan) -> str:
    """Say that a paper is not made, and why: nothing has passed its day, or all that has is marked as sent."""
    ram = plan.ram
    whose = ", ".join(part for part in (ram.namnd.namn if ram.namnd else "", ram.lag.value if ram.lag else "") if part)
    what = f"Inget att rapportera för {ram.kvartal}{f' ({whose})' if whose else ''}"
    sent = len(plan.rader)
    if not sent:
        return f"{what}. Ingen fil är skriven."
    told = "den enda rapporten är redan markerad" if sent == 1 else f"alla {siffror(sent)} rapporter är redan markerade"
    return f"{what}: {told} som {'skickad' if sent == 1 else 'skickade'}. Ingen fil är skriven."


def _build(
    connection: Connection, ctx: Sammanhang, order: Ivobestallning, plans: Sequence[Ivoplan]
) -> list[Sekretesspapper[Ivorapport]]:
    """Gather the decisions, their events and the persons of those that get a sheet, and build each plan's paper."""
    every = {i for plan in plans for i in plan.svar.beslut_ids.values()}
    posts, events = get_posts(connection, every), events_of(connection, every)
    shown = sorted({i for plan in plans for i in plan.with_a_sheet(alla=order.alla)})
    why = f"läst för individrapport till IVO, {order.urval.kvartal}"
    persons = open_persons(connection, ctx.log_entry, [posts[i] for i in shown], why)
    settings = read_settings(connection)

    def report(plan: Ivoplan, row: Ivorad) -> Individrapport:
        beslut_id = plan.svar.beslut_ids[row.rad.fall_id]
        underlag = Bladunderlag(
            rad=row.rad,
            slag=row.slag,
            beslut=posts[beslut_id].beslut,
            handelser=tuple(p.handelse for p in events.get(beslut_id, [])),
            identitet=persons.get(beslut_id),
            skickad=row.skickad,
        )
        last = order.urval.kvartal.last_day
        return build_individrapport(underlag, ctx.idag, last, rad_och_stod=settings.rad_och_stod)

    return [build_ivorapport(p.ram, [report(p, row) for row in p.rader], alla=order.alla) for p in plans]


def _findings(plan: Ivoplan, paper: Sekretesspapper[Ivorapport]) -> list[Brist]:
    """Say what is missing, sheet by sheet, and what the typeface lacks; never what a sheet holds."""
    found: list[Brist] = []
    if missing := missing_sender(plan.ram):
        text = f"Individrapporterna saknar {uppraknat(missing)}."
        found.append(AVSANDARE_SAKNAS.brist(text, plan.ram.namnd.namn if plan.ram.namnd else None))
    for report in paper.innehall.individrapporter:
        if lacking := missing_answers(report):
            text = f"Individrapporten ({RAPPORTSLAG_ORD[report.slag]}) saknar {uppraknat(lacking)}."
            found.append(UPPGIFT_SAKNAS.brist(text, f"beslut {report.beslutsnummer}"))
    if "pdf" in plan.filer:
        found += missing_letter_faults(paper.dokument, plan.filer["pdf"].name)
    return found
