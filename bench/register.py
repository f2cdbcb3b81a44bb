"""Makes a register for the benchmarks: 10 000, 100 000 or 1 000 000 decisions, the same for the same seed.

    python bench/register.py 100000 FIL [--oppna 150] [--fro 1]

Facts go through the store's own bulk functions, väntan are derived and quarters closed by the program itself,
so what stands in the file is what the program would have made of it in twenty years.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar
from unittest.mock import patch

from fall import FORSTA_DAG, IDAG, KVARTAL, NAMNDER, Antal, Fallskrivare

from ejverkstallda.app import klocka
from ejverkstallda.app.kvartal_stang import close_quarter
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Beslut, Handelse
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.store.beslutslager import add_posts, all_ids
from ejverkstallda.store.databas import create_register, open_register
from ejverkstallda.store.handelselager import add_events
from ejverkstallda.store.installningslager import Installningar, write_settings
from ejverkstallda.store.vantanlager import rederive

T = TypeVar("T")
OPPNA: Final = 150
"""Cases open in the quarter asked for, whatever the register's size."""
_KNIPPE: Final = 20_000
_TID: Final = datetime(2026, 1, 1)  # noqa: DTZ001 — as the register stores it
_VEM: Final = "bench"


def make_register(path: Path, totalt: int, *, oppna: int = OPPNA, seed: int = 1) -> None:
    """Make a register of `totalt` decisions, `oppna` of them open, with every quarter but the last closed."""
    create_register(str(path))
    with open_register(str(path), write=True) as connection:
        settings = Installningar("Exempelkommun", NAMNDER, forsta_kvartal=Kvartal.containing(FORSTA_DAG))
        write_settings(connection, settings)
        for batch in _batches(Fallskrivare(seed).cases(Antal.of(totalt, oppna))):
            _write(connection, batch)
        rederive(connection, all_ids(connection), settings.forsta_kvartal)
    with patch.object(klocka, "now", return_value=_TID):
        for kvartal in _quarters():
            ctx = Sammanhang(str(path), rapporteringsdag(kvartal), _VEM, "kvartal stang")
            if close_quarter(ctx, Urval(kvartal), despite_faults=True).nekat:
                msg = f"{kvartal} kunde inte stängas."
                raise RuntimeError(msg)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    it = iter(items)
    while batch := list(islice(it, _KNIPPE)):
        yield batch


def _write(connection: object, batch: list[tuple[Beslut, list[Handelse]]]) -> None:
    posts = add_posts(connection, [beslut for beslut, _ in batch], [None] * len(batch))
    events = [(post.id, event) for post, (_, found) in zip(posts, batch, strict=True) for event in found]
    add_events(connection, events, _VEM, _TID)


def _quarters() -> Iterator[Kvartal]:
    kvartal = Kvartal.containing(FORSTA_DAG).next()
    while kvartal < KVARTAL:
        yield kvartal
        kvartal = kvartal.next()


def main() -> None:
    """Make one register, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("antal", type=int)
    parser.add_argument("fil", type=Path)
    parser.add_argument("--oppna", type=int, default=OPPNA)
    parser.add_argument("--fro", type=int, default=1)
    val = parser.parse_args()
    start = time.perf_counter()
    make_register(val.fil, val.antal, oppna=val.oppna, seed=val.fro)
    size = val.fil.stat().st_size / 1_000_000
    print(f"{val.antal} beslut, {val.oppna} öppna, {IDAG}: {time.perf_counter() - start:.0f} s, {size:.0f} MB")


if __name__ == "__main__":
    main()
