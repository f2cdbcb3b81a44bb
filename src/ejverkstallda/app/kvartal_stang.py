"""Close a quarter: freeze its rows, so that later reports count from them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from ejverkstallda import __version__
from ejverkstallda.app.dokument import DOKUMENTSLAG, Val, build_documents
from ejverkstallda.app.fryst_prognos import NYCKEL, cell_forecast, freeze_forecast
from ejverkstallda.app.kommunfil import KOMMUNFIL, TextSources, read_sources
from ejverkstallda.app.kvartal_visa import Urval, answer_quarter, quarter_namnder, wanted_cells
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.logotyp import freeze_logo
from ejverkstallda.app.namnder import Namnder
from ejverkstallda.app.noter import Radtexter, last_note_day, row_texts, uncommented
from ejverkstallda.app.pappersgranskning import frozen_finds
from ejverkstallda.app.resultat import AppError, Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.app.teckenkoll import missing_letter_faults
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod, needs_someone
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.store.beslutslager import get_posts
from ejverkstallda.store.databas import discard
from ejverkstallda.store.installningslager import read_settings, to_rows
from ejverkstallda.store.kvartalslager import (
    Cell,
    Frystrad,
    Stangning,
    add_closing,
    closings,
    latest_history,
)
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.vantanlager import derive_posts, rederive, stored_vantan

KOMMENTAR_SAKNAS: Final = Felkod(
    "kommentar_saknas",
    Allvar.VARNING,
    "Ett fall som väntar saknar statuskommentar för kvartalet.",
    "Skriv en med ejv kommentera.",
)
NAMND_SAKNAS: Final = Felkod(
    "namnd_saknas",
    Allvar.VARNING,
    "Beslutet anger ingen nämnd trots att registret har flera.",
    "Ange nämnd med ejv ratta.",
)
IDENTITET_I_TEXT: Final = Felkod(
    "identitet_i_text",
    Allvar.FEL,
    "En kommentar eller en annan text i ärendet innehåller ett personnummer eller liknande.",
    "Rätta eller makulera den (ejv ratta, ejv makulera) innan kvartalet stängs; --trots-brister hjälper inte.",
)
KVARTAL_OVERHOPPAT: Final = Felkod(
    "kvartal_overhoppat",
    Allvar.UPPLYSNING,
    "Ett tidigare kvartal är inte stängt.",
    "Det räknas som överhoppat när detta kvartal har stängts; det som borde ha stått där redovisas som nytt nu.",
)


class _Plan(NamedTuple):
    """What is to be frozen: the cells, the answer they make, the faults met, and why it cannot be (None = it can)."""

    celler: tuple[Cell, ...]
    svar: Kvartalsvar
    namnder: Namnder
    brister: tuple[Brist, ...]
    hinder: Brist | None = None

    def refused(self) -> Resultat[Kvartalsvar]:
        """Return the refusal, with the quarter as it is."""
        return Resultat(self.svar, (self.hinder,) if self.hinder else self.brister, nekat=True)


def preview_closing(ctx: Sammanhang, urval: Urval) -> Resultat[Kvartalsvar]:
    """Return what a closing would freeze, and its faults; refused when it cannot be closed now. Saves nothing."""
    with ctx.reading() as connection:
        plan = _plan(connection, ctx, urval)
    return plan.refused() if plan.hinder else Resultat(plan.svar, plan.brister)


def close_quarter(ctx: Sammanhang, urval: Urval, *, despite_faults: bool) -> Resultat[Kvartalsvar]:
    """Freeze a quarter for every cell of the selection that is not closed (contract: `kvartal stang`).

    With `fel` or `varning` nothing is saved unless `despite_faults`; nor before statusdag has passed, nor when
    all cells or a later quarter are closed already. The refused answer carries its data.
    """
    sources = read_sources(ctx.folder)
    with ctx.writing() as connection:
        plan = _plan(connection, ctx, urval)
        if plan.hinder or (needs_someone(plan.brister) and not despite_faults):
            return plan.refused()
        try:
            _freeze(connection, ctx, plan, sources)
            told = _try_papers(connection, ctx, urval, sources, despite_faults=despite_faults)
        except AppError as error:
            discard(connection)
            return Resultat(plan.svar, error.brister, nekat=True)
        answer = answer_quarter(connection, urval, ctx.idag)
    return Resultat(answer, (*plan.brister, *told))


def _try_papers(
    connection: Connection, ctx: Sammanhang, urval: Urval, sources: TextSources, *, despite_faults: bool
) -> tuple[Brist, ...]:
    """Build the papers of what is about to be frozen, so that no text is frozen that they cannot be made from.

    What they hold that may point out a person is told: once frozen, a text cannot be rewritten. So are letters that
    a PDF cannot show.

    Raises:
        AppError: kommun.toml or a template cannot be used, a paper would hold an identity number, or, unless
            `despite_faults`, a letter that cannot be shown.
    """
    built = build_documents(connection, ctx, DOKUMENTSLAG, urval, sources, Val())
    letters = [fault for d in built for fault in missing_letter_faults(d.papper.dokument, f"{d.filnamn}.pdf")]
    if letters and not despite_faults:
        raise AppError(letters)
    return (*letters, *dict.fromkeys(b for d in built for b in d.brister), *frozen_finds(connection, built))


def _plan(connection: Connection, ctx: Sammanhang, urval: Urval) -> _Plan:
    svar = answer_quarter(connection, urval._replace(aktuellt=False), ctx.idag)
    settings = read_settings(connection)
    namnder = quarter_namnder(connection, settings, urval.kvartal)
    wanted = wanted_cells(namnder, urval, svar.namnd)
    history = closings(connection)
    done = {s.cell for s in svar.stangningar}
    open_cells = tuple(c for c in wanted if c not in done)
    imported = _imported(connection, namnder)
    if (hinder := _obstacle(svar, open_cells, history, imported)) is not None:
        return _Plan(open_cells, svar, namnder, (), hinder)
    new_rows = [r for r in svar.bild.rader if r.fall_id not in svar.frysta]
    brister = (
        *svar.bild.brister,
        *_skipped(open_cells, history, imported, settings.forsta_kvartal),
        *_row_faults(connection, svar, new_rows, namnder),
    )
    return _Plan(open_cells, svar, namnder, brister)


def _obstacle(
    svar: Kvartalsvar,
    cells: tuple[Cell, ...],
    history: Iterable[Stangning],
    imported: Mapping[tuple[str, Lag], Kvartal],
) -> Brist | None:
    kvartal, ram = svar.ram.kvartal, svar.ram
    if not cells:
        when = ", ".join(sorted({f"{s.tid:%Y-%m-%d} av {s.av}" for s in svar.stangningar}))
        return _hinder(
            f"{kvartal} är redan stängt ({when}). Visa det med ejv kvartal visa {kvartal}.", "kvartal_stangt"
        )
    if ram.forsta_kvartal is not None and kvartal < ram.forsta_kvartal:
        text = f"{kvartal} ligger före registrets första kvartal, {ram.forsta_kvartal}, och räknas som stängt."
        return _hinder(f"{text} Se ejv installning visa.", "fore_forsta_kvartal")
    if ram.preliminar:
        text = (
            f"{kvartal} kan stängas först när statusdagen {ram.statusdag} har passerat; i dag är det {ram.idag}. "
            f"Visa läget så länge med ejv kvartal visa {kvartal}."
        )
        return _hinder(text, "statusdag_ej_passerad")
    for cell in cells:
        later = [s.cell.kvartal for s in history if (s.cell.namnd, s.cell.lag) == (cell.namnd, cell.lag)]
        if later and max(later) > kvartal:
            where = f"{cell.lag}{' för ' + cell.namnd if cell.namnd else ''}"
            text = (
                f"{kvartal} kan inte stängas för {where}: {max(later)} är redan stängt. "
                "Det som saknas redovisas i nästa kvartal som stängs."
            )
            return _hinder(text, "senare_kvartal_stangt")
        covered = imported.get((cell.namnd, cell.lag))
        if covered is not None and covered > kvartal:
            text = (
                f"{kvartal} kan inte stängas för {cell.lag}: inläst historik säger att {covered} har rapporterats, "
                "och tidigare kvartal räknas som stängda."
            )
            return _hinder(text, "tacks_av_historik")
    return None


def _hinder(text: str, kod: str) -> Brist:
    return Brist(kod, Allvar.FEL, text)


def _imported(connection: Connection, namnder: Namnder) -> dict[tuple[str, Lag], Kvartal]:
    """Return the latest quarter that imported history covers, by nämnd and law."""
    found: dict[tuple[str, Lag], Kvartal] = {}
    for (namnd, lag), kvartal in latest_history(connection).items():
        cell = namnder.canonical(namnd), lag
        found[cell] = max(kvartal, found.get(cell, kvartal))
    return found


def _skipped(
    cells: tuple[Cell, ...],
    history: Iterable[Stangning],
    imported: Mapping[tuple[str, Lag], Kvartal],
    forsta: Kvartal | None,
) -> list[Brist]:
    found = []
    for cell in cells:
        same = [s.cell.kvartal for s in history if (s.cell.namnd, s.cell.lag) == (cell.namnd, cell.lag)]
        covered = imported.get((cell.namnd, cell.lag))
        before = [q for q in (*same, covered, forsta.previous() if forsta else None) if q is not None]
        where = f"{cell.lag}{' i ' + cell.namnd if cell.namnd else ''}"
        first, last = (max(before).next() if before else cell.kvartal), cell.kvartal.previous()
        if first <= last:
            text = f"{first} är inte stängt" if first == last else f"{first} till {last} är inte stängda"
            found.append(KVARTAL_OVERHOPPAT.brist(f"{text} för {where}."))
    return found


def _row_faults(connection: Connection, svar: Kvartalsvar, rows: list[Rad], namnder: Namnder) -> list[Brist]:
    posts = get_posts(connection, {svar.beslut_ids[r.fall_id]: None for r in rows})
    silent = {r.fall_id for r in uncommented(connection, rows, svar.beslut_ids, svar.ram)}
    first, last = svar.ram.kvartal.first_day, last_note_day(svar.ram)
    found: list[Brist] = []
    for rad in rows:
        plats = posts[svar.beslut_ids[rad.fall_id]].beslut.plats
        if rad.fall_id in silent:
            found.append(KOMMENTAR_SAKNAS.brist(f"Statuskommentar saknas från {first} till {last}.", plats))
        if namnder.flera and not rad.namnd:
            found.append(NAMND_SAKNAS.brist(NAMND_SAKNAS.betydelse, plats))
    found += [b for result in derive_posts(connection, posts).values() for b in result.brister]
    return found


def _freeze(connection: Connection, ctx: Sammanhang, plan: _Plan, sources: TextSources) -> None:
    entry = ctx.log_entry
    settings = read_settings(connection)
    frozen_frame: dict[str, Any] = {
        "program": __version__,
        "installningar": to_rows(settings),
        "namnder": list(plan.namnder.namn),
        "kommun": sources.kommun,
        "mallar": dict(sources.mallar),
        "logotyp": freeze_logo(sources.logotyp),
    }
    svar = plan.svar
    rows = [r for r in svar.bild.rader if r.fall_id not in svar.frysta]
    texts = row_texts(connection, rows, svar.beslut_ids, svar.ram)
    _refuse_identity(rows, texts)
    identities = _identities(connection, rows, svar)
    for cell in plan.celler:
        own = [r for r in rows if svar.celler[r.fall_id] == (cell.namnd, cell.lag)]
        frozen = [
            Frystrad(
                svar.beslut_ids[r.fall_id],
                identities[r.fall_id],
                r,
                tuple((n.datum, n.text) for n in texts.noteringar[r.fall_id]),
                texts.fakta[r.fall_id],
            )
            for r in own
        ]
        ram, made = svar.ram, _frozen_forecast(connection, ctx, plan, sources, cell)
        closing = Stangning(
            0, cell, ram.statusdag, ram.rapporteringsdag, ctx.idag, entry.tid, entry.namn, frozen_frame | made
        )
        add_closing(connection, closing, frozen)
        what = f"kvartal.{cell.kvartal}.{cell.lag}"
        write_log(connection, entry, [Loggrad(None, what, None, f"stängt, {len(own)} rader {cell.namnd}".strip())])
    touched = {svar.beslut_ids[r.fall_id] for r in rows}
    rederive(connection, sorted(touched), settings.forsta_kvartal)


def _frozen_forecast(
    connection: Connection, ctx: Sammanhang, plan: _Plan, sources: TextSources, cell: Cell
) -> dict[str, Any]:
    """Return the forecast that a report of the cell will show for ever, where the municipality has chosen it."""
    kommun = parse_kommun(sources.kommun, KOMMUNFIL)[0] if sources.kommun is not None else None
    if kommun is None or not kommun.rapport.delar.prognos:
        return {}
    made = cell_forecast(connection, plan.namnder, cell.kvartal, ctx.idag, cell.lag, cell.namnd)
    return {NYCKEL: freeze_forecast(made)}


def _refuse_identity(rows: Iterable[Rad], texts: Radtexter) -> None:
    """Stop an identity number from being frozen: no paper of the quarter could ever be made.

    Raises:
        AppError: naming every case, never the number.
    """
    found = [
        IDENTITET_I_TEXT.brist(IDENTITET_I_TEXT.betydelse, f"beslut {rad.beslutsnummer}")
        for rad in rows
        if any(contains_identity(t) for t in _words(rad, texts))
    ]
    if found:
        raise AppError(found)


def _words(rad: Rad, texts: Radtexter) -> tuple[str, ...]:
    """Every text that is frozen with a row but the decision's number."""
    fakta = texts.fakta[rad.fall_id]
    labels = (rad.insats, rad.verksamhetsomrade or "", rad.namnd or "", fakta.enhet or "", fakta.skal)
    return (*labels, *(n.text for n in texts.noteringar[rad.fall_id]))


def _identities(connection: Connection, rows: list[Rad], svar: Kvartalsvar) -> dict[int, int | None]:
    stored = stored_vantan(connection, {svar.beslut_ids[r.fall_id] for r in rows})
    return {values["id"]: oppnad_av for (_, oppnad_av), values in stored.items()}
