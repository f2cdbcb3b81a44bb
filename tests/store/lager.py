"""A register on disk for the tests of the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import build_kvartalsbild
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.domain.rapportering import Ram
from ejverkstallda.store.beslutslager import Beslutspost, add_posts
from ejverkstallda.store.databas import create_register, open_register
from ejverkstallda.store.handelselager import Handelsepost, add_events
from ejverkstallda.store.kvartalslager import Cell, Frystrad, Stangning, add_closing
from ejverkstallda.store.vantanlager import falls_for, rederive, stored_vantan

TID = datetime(2019, 5, 13, 12, 0)  # noqa: DTZ001 — the register stores UTC without a mark
FIRST = Kvartal(2019, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def decision(nummer: str = "B-1", datum: str = "2018-11-09") -> Beslut:
    return Beslut(nummer, day(datum), Lag.LSS, "kontaktperson", "kontaktperson_lss")


def event(slag: Handelseslag, datum: str, **values: object) -> Handelse:
    return Handelse(0, day(datum), slag, **values)  # type: ignore[arg-type]  # the test gives the right ones


class Lager:
    """A register: `write` and `read` open it, the rest are short ways to fill it."""

    def __init__(self, path: Path) -> None:
        self.path = create_register(str(path))

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        with open_register(str(self.path), write=True) as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with open_register(str(self.path), write=False) as connection:
            yield connection

    def add(self, *beslut: Beslut) -> list[Beslutspost]:
        with self.write() as connection:
            posts = add_posts(connection, beslut, [None] * len(beslut))
            rederive(connection, [p.id for p in posts], None)
        return posts

    def log(self, beslut_id: int, *handelser: Handelse) -> list[Handelsepost]:
        with self.write() as connection:
            posts = add_events(connection, [(beslut_id, h) for h in handelser], "prov", TID)
            rederive(connection, [beslut_id], None)
        return posts

    def close(self, kvartal: Kvartal) -> None:
        """Freeze what a quarter shows, for LSS and no nämnd."""
        with self.write() as connection:
            reporting = rapporteringsdag(kvartal)
            ram = Ram(kvartal, kvartal.last_day, reporting, reporting)
            lagrader = {r.fall.id: r for r in falls_for(connection, kvartal)}
            bild = build_kvartalsbild([r.fall for r in lagrader.values()], ram)
            frozen = [
                Frystrad(lagrader[rad.fall_id].beslut_id, lagrader[rad.fall_id].fall.vantan.oppnad_av, rad, ())
                for rad in bild.rader
            ]
            cell = Cell(kvartal, "", Lag.LSS)
            add_closing(
                connection,
                Stangning(0, cell, ram.statusdag, reporting, ram.idag, TID, "prov", {"program": "0"}),
                frozen,
            )
            rederive(connection, [f.beslut_id for f in frozen], None)

    def numbers(self, kvartal: Kvartal) -> list[str]:
        """Return the numbers that a quarter's query gives."""
        with self.read() as connection:
            return sorted(r.fall.beslut.beslutsnummer for r in falls_for(connection, kvartal))

    def derived(self, beslut_id: int) -> list[dict[str, object]]:
        """Return a decision's derived rows as stored, without their row ids."""
        with self.read() as connection:
            rows = stored_vantan(connection, [beslut_id])
        return [{k: v for k, v in row.items() if k != "id"} for _, row in sorted(rows.items(), key=str)]
