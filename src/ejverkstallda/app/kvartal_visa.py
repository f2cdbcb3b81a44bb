"""Show a quarter: frozen rows where there are any, the rest computed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.namnder import Namnder, build_namnder
from ejverkstallda.app.resultat import Resultat, misuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, build_kvartalsbild, sort_rows
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.domain.rapportering import Ram
from ejverkstallda.store.beslutslager import cells_in_use
from ejverkstallda.store.installningslager import Installningar, Statusdagsval, read_settings
from ejverkstallda.store.kvartalslager import Cell, Stangning, closings_of, frozen_rows
from ejverkstallda.store.vantanlager import Lagrad, falls_for


@dataclass(frozen=True, slots=True)
class Urval:
    """What is asked for: quarter, law, nämnd, status day (a choice or a date as text), and whether to compute anew."""

    kvartal: Kvartal
    lag: Lag | None = None
    namnd: str | None = None
    statusdag: str | None = None
    aktuellt: bool = False


def build_ram(urval: Urval, settings: Installningar, idag: date) -> Ram:
    """Fix the days of a question (R11, R12): the option first, then the register's settings.

    Raises:
        AppError: a status day before the quarter's last day, or one that cannot be read (wrong usage).
    """
    kvartal = urval.kvartal
    reporting = rapporteringsdag(kvartal, settings.rapporteringsdagar)
    own = settings.statusdagar.get(kvartal)
    choice = urval.statusdag.strip().casefold() if urval.statusdag else None
    if choice is None:
        by_setting = reporting if settings.statusdag is Statusdagsval.RAPPORTERINGSDAG else kvartal.last_day
        statusdag = own or by_setting
    elif choice == Statusdagsval.KVARTALSSLUT:
        statusdag = kvartal.last_day
    elif choice == Statusdagsval.RAPPORTERINGSDAG:
        statusdag = reporting
    else:
        statusdag = _chosen_day(choice, kvartal)
    return Ram(kvartal, statusdag, reporting, idag, settings.forsta_kvartal)


def _chosen_day(text: str, kvartal: Kvartal) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise misuse(
            "statusdag_ogiltig",
            f"Statusdagen ”{text}” kan inte läsas. Skriv kvartalsslut, rapporteringsdag eller ett datum.",
        ) from None
    if day < kvartal.last_day:
        raise misuse(
            "statusdag_for_tidig",
            f"Statusdagen {day} ligger före kvartalets sista dag, {kvartal.last_day}. Välj den eller en senare.",
        )
    return day


@dataclass(frozen=True, slots=True)
class _Grund:
    """What a quarter's answer is made from."""

    namnder: Namnder
    settings: Installningar
    ram: Ram
    namnd: str | None
    stangningar: tuple[Stangning, ...]


def _prepare(connection: Connection, urval: Urval, idag: date) -> _Grund:
    settings = read_settings(connection)
    namnder = quarter_namnder(connection, settings, urval.kvartal)
    namnd = namnder.chosen(urval.namnd) if urval.namnd is not None else None
    closed = [] if urval.aktuellt else closings_of(connection, urval.kvartal)
    chosen = tuple(
        s for s in closed if (urval.lag is None or s.cell.lag is urval.lag) and (namnd is None or s.cell.namnd == namnd)
    )
    return _Grund(namnder, settings, build_ram(urval, settings, idag), namnd, chosen)


def quarter_namnder(connection: Connection, settings: Installningar, kvartal: Kvartal) -> Namnder:
    """Return the nämnder with the cells that a quarter has: those with decisions dated by its last day.

    A quarter that is closed, wholly or in part, keeps the nämnder it was closed with.
    """
    then = next((s.ram["namnder"] for s in closings_of(connection, kvartal)), None)
    everywhere = build_namnder(settings.namnder, cells_in_use(connection), then)
    by_then = cells_in_use(connection, kvartal.last_day)
    celler = frozenset((everywhere.canonical(namnd), Lag(lag)) for namnd, lag in by_then)
    return replace(everywhere, celler=celler or everywhere.celler)


def answer_quarter(connection: Connection, urval: Urval, idag: date) -> Kvartalsvar:
    """Return the quarter's picture for a selection."""
    grund = _prepare(connection, urval, idag)
    frozen = frozen_rows(connection, [s.id for s in grund.stangningar])
    closed_cells = {(s.cell.namnd, s.cell.lag) for s in grund.stangningar}
    shown = {f.rad.fall_id: f for f in frozen}
    computed = [
        lagrad
        for lagrad in falls_for(connection, urval.kvartal)
        if in_selection(grund.namnder, urval.lag, grund.namnd)(lagrad)
        and _cell(grund.namnder, lagrad) not in closed_cells
        and lagrad.fall.id not in shown
    ]
    bild = build_kvartalsbild((lagrad.fall for lagrad in computed), grund.ram)
    wanted = {c for c in grund.namnder.celler if (urval.lag in {None, c[1]}) and (grund.namnd in {None, c[0]})}
    closed = bool(closed_cells) and wanted <= closed_cells
    ram = grund.ram
    if closed:
        first = grund.stangningar[0]
        ram = replace(ram, statusdag=first.statusdag, rapporteringsdag=first.rapporteringsdag)
    return Kvartalsvar(
        ram=ram,
        lag=urval.lag,
        namnd=grund.namnd,
        bild=Kvartalsbild(sort_rows([*bild.rader, *(f.rad for f in frozen)]), bild.pa_vag, bild.brister),
        stangd=closed,
        beslut_ids={r.fall.id: r.beslut_id for r in computed} | {i: f.beslut_id for i, f in shown.items()},
        frysta=shown,
        stangningar=grund.stangningar,
        aktuellt=urval.aktuellt,
    )


def _cell(namnder: Namnder, lagrad: Lagrad) -> tuple[str, Lag]:
    return namnder.canonical(lagrad.fall.beslut.namnd), lagrad.fall.beslut.lag


def in_selection(namnder: Namnder, lag: Lag | None, namnd: str | None) -> Callable[[Lagrad], bool]:
    """Return the test that a väntan's decision belongs to a law and a nämnd (None = any)."""

    def test(lagrad: Lagrad) -> bool:
        own_namnd, own_lag = _cell(namnder, lagrad)
        return (lag is None or own_lag is lag) and (namnd is None or own_namnd == namnd)

    return test


def show_quarter(ctx: Sammanhang, urval: Urval) -> Resultat[Kvartalsvar]:
    """Show a quarter (contract: `kvartal visa`)."""
    with ctx.reading() as connection:
        answer = answer_quarter(connection, urval, ctx.idag)
    return Resultat(answer, answer.bild.brister)


def wanted_cells(namnder: Namnder, urval: Urval, namnd: str | None) -> list[Cell]:
    """Return the cells of a selection: those with decisions, and those named outright even when empty."""
    laws = [urval.lag] if urval.lag else sorted({lag for _, lag in namnder.celler}) or list(Lag)
    names = [namnd] if namnd is not None else sorted({n for n, _ in namnder.celler}) or [namnder.canonical(None)]
    cells = {(n, lag) for n, lag in namnder.celler if n in names and lag in laws}
    if urval.lag and not cells:
        cells = {(n, urval.lag) for n in names}
    elif not cells:
        cells = {(n, lag) for n in names for lag in laws}
    return [Cell(urval.kvartal, n, lag) for n, lag in sorted(cells)]
