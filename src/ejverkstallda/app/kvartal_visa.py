"""Show a quarter: frozen rows where there are any, the rest computed."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.namnder import Namnder, build_namnder
from ejverkstallda.app.resultat import Resultat, misuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, build_kvartalsbild, sort_rows
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.domain.rapportering import Fall, Grupp, Ram, assess
from ejverkstallda.readers.falt import quote
from ejverkstallda.store.beslutslager import cells_since
from ejverkstallda.store.installningslager import Installningar, Statusdagsval, from_rows, read_settings
from ejverkstallda.store.kvartalslager import Cell, Frystrad, Stangning, cells_closed_since, closings_of, frozen_rows
from ejverkstallda.store.vantanlager import Lagrad, cells_in_debt, falls_for


class Urval(NamedTuple):
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
    own_day = kvartal in settings.rapporteringsdagar
    return Ram(kvartal, statusdag, reporting, idag, settings.forsta_kvartal, egen_dag=own_day)


def _chosen_day(text: str, kvartal: Kvartal) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise misuse(
            "statusdag_ogiltig",
            f"Statusdagen {quote(text)} kan inte läsas. Skriv kvartalsslut, rapporteringsdag eller ett datum.",
        ) from None
    if day < kvartal.last_day:
        raise misuse(
            "statusdag_for_tidig",
            f"Statusdagen {day} ligger före kvartalets sista dag, {kvartal.last_day}. Välj den eller en senare.",
        )
    return day


class _Grund(NamedTuple):
    """What a quarter's answer is made from."""

    namnder: Namnder
    settings: Installningar
    ram: Ram
    namnd: str | None
    stangningar: tuple[Stangning, ...]
    andra_stangningar: tuple[int, ...]


def _prepare(connection: Connection, urval: Urval, idag: date) -> _Grund:
    settings = read_settings(connection)
    closed = closings_of(connection, urval.kvartal)
    namnder = _namnder_then(connection, settings, urval.kvartal, closed)
    namnd = namnder.chosen(urval.namnd) if urval.namnd is not None else None
    shown = [] if urval.aktuellt else closed
    chosen = tuple(
        s for s in shown if (urval.lag is None or s.cell.lag is urval.lag) and (namnd is None or s.cell.namnd == namnd)
    )
    others = tuple(s.id for s in shown if s not in chosen)
    return _Grund(namnder, settings, build_ram(urval, settings, idag), namnd, chosen, others)


def quarter_namnder(connection: Connection, settings: Installningar, kvartal: Kvartal) -> Namnder:
    """Return the nämnder with the cells that a quarter has: those with decisions dated by its last day.

    A quarter that is closed, wholly or in part, keeps the nämnder it was closed with.
    """
    return _namnder_then(connection, settings, kvartal, closings_of(connection, kvartal))


def _namnder_then(
    connection: Connection, settings: Installningar, kvartal: Kvartal, closed: Sequence[Stangning]
) -> Namnder:
    since = cells_since(connection)
    then = closed[0].ram["namnder"] if closed else None
    # Those of the closing come first: as they were written then is how its papers name them.
    everywhere = build_namnder((*(then or ()), *settings.namnder), since, then)
    own = {(namnd, lag) for (namnd, lag), first in since.items() if first <= kvartal.last_day}
    celler = frozenset((everywhere.canonical(namnd), Lag(lag)) for namnd, lag in own | cells_in_debt(connection))
    return everywhere._replace(celler=celler or everywhere.celler)


class _Oppnade(NamedTuple):
    """A quarter opened to be answered: its ground, the frozen rows shown, and the cells that are closed."""

    connection: Connection
    urval: Urval
    grund: _Grund
    frysta: tuple[Frystrad, ...]
    stangda: frozenset[tuple[str, Lag]]

    @classmethod
    def read(cls, connection: Connection, urval: Urval, idag: date) -> "_Oppnade":
        """Read what an answer is made from, but for the väntan that are not frozen."""
        grund = _prepare(connection, urval, idag)
        frozen = frozen_rows(connection, [s.id for s in grund.stangningar])
        cells = frozenset((s.cell.namnd, s.cell.lag) for s in grund.stangningar)
        return cls(connection, urval, grund, tuple(frozen), cells)

    def cases(self) -> Iterator[Lagrad]:
        """Yield the väntan that are to be computed, as they are read: a register never closed has very many."""
        # What another cell of the quarter has frozen is told there, not once more here.
        others = frozen_rows(self.connection, self.grund.andra_stangningar)
        told = {f.rad.fall_id for f in (*self.frysta, *others)}
        wanted = in_selection(self.grund.namnder, self.urval.lag, self.grund.namnd, but=self.stangda)
        return (r for r in falls_for(self.connection, self.urval.kvartal) if wanted(r) and r.fall.id not in told)

    def is_closed(self, with_rows: Collection[tuple[str, Lag]]) -> bool:
        """Tell whether the whole selection is frozen; a cell that can no longer be closed counts if it has rows."""
        if not self.stangda:  # then nothing is, and a question of the register is saved
            return False
        urval, namnd = self.urval, self.grund.namnd
        asked = {c for c in self.grund.namnder.celler if (urval.lag in {None, c[1]}) and (namnd in {None, c[0]})}
        asked -= passed_cells(self.connection, urval.kvartal) - set(with_rows)
        return asked <= self.stangda


def answer_quarter(connection: Connection, urval: Urval, idag: date) -> Kvartalsvar:
    """Return the quarter's picture for a selection."""
    opened = _Oppnade.read(connection, urval, idag)
    grund = opened.grund
    shown = {f.rad.fall_id: f for f in opened.frysta}
    celler: dict[int, tuple[str, Lag]] = {}
    beslut_ids = {i: f.beslut_id for i, f in shown.items()}

    def computed() -> Iterator[Fall]:
        for r in opened.cases():
            celler[r.fall.id] = grund.namnder.cell(r.fall)
            beslut_ids[r.fall.id] = r.beslut_id
            yield r.fall

    bild = build_kvartalsbild(computed(), grund.ram)
    closed = opened.is_closed([celler[r.fall_id] for r in bild.rader])
    ram = grund.ram
    if closed:
        first = grund.stangningar[0]
        then = from_rows(first.ram["installningar"])
        ram = ram._replace(
            statusdag=first.statusdag,
            rapporteringsdag=first.rapporteringsdag,
            forsta_kvartal=then.forsta_kvartal,
            egen_dag=urval.kvartal in then.rapporteringsdagar,
        )
    if opened.frysta:
        rader = sort_rows([*bild.rader, *(f.rad for f in opened.frysta)])
        bild = Kvartalsbild(rader, bild.pa_vag, bild.brister)
    return Kvartalsvar(
        ram=ram,
        lag=urval.lag,
        namnd=grund.namnd,
        bild=bild,
        stangd=closed,
        beslut_ids=beslut_ids,
        celler=celler,
        frysta=shown,
        stangningar=grund.stangningar,
        aktuellt=urval.aktuellt,
    )


def quarter_groups(connection: Connection, urval: Urval, idag: date) -> dict[int, tuple[Grupp, str]] | None:
    """Return group and beslutsnummer of each väntan in a quarter by its `fall_id`, and no more; None when closed."""
    opened = _Oppnade.read(connection, urval, idag)
    found = {f.rad.fall_id: (f.rad.grupp, f.rad.beslutsnummer) for f in opened.frysta}
    with_rows: set[tuple[str, Lag]] = set()
    for r in opened.cases():
        if (rad := assess(r.fall, opened.grund.ram).rad) is not None:
            found[rad.fall_id] = (rad.grupp, rad.beslutsnummer)
            with_rows.add(opened.grund.namnder.cell(r.fall))
    return None if opened.is_closed(with_rows) else found


def passed_cells(connection: Connection, kvartal: Kvartal) -> set[tuple[str, Lag]]:
    """Return the cells that were not closed for a quarter and no longer can be: a later quarter of theirs is closed.

    One without rows had nothing to tell: a decision has moved there since, for example.
    """
    own, later = cells_closed_since(connection, kvartal)
    return later - own


def in_selection(
    namnder: Namnder, lag: Lag | None, namnd: str | None, *, but: Collection[tuple[str, Lag]] = ()
) -> Callable[[Lagrad], bool]:
    """Return the test that a väntan is told of by a law and a nämnd (None = any), `but` not by these cells."""

    @cache
    def chosen(cell: tuple[str, Lag]) -> bool:
        inside = (lag is None or cell[1] is lag) and (namnd is None or cell[0] == namnd)
        return inside and cell not in but

    def test(lagrad: Lagrad) -> bool:
        return chosen(namnder.cell(lagrad.fall))

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
