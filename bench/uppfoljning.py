"""Nyckeltal, waiting curves and forecast of twenty years, against `sqlite3` reading the same columns row by row."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from fall import FORSTA_DAG, IDAG
from matning import median_calls

from ejverkstallda.app.nyckeltal import count_rows
from ejverkstallda.app.prognosgrund import coming_forecast
from ejverkstallda.app.uppfoljning import Arsspann
from ejverkstallda.app.vantetider import waiting_rows
from ejverkstallda.domain.nyckeltal import Tidsram
from ejverkstallda.store.databas import open_register
from ejverkstallda.store.uppfoljningslager import Fran, Till, Vantetidsfraga

_VARV: Final = 5
SPANN: Final = Arsspann(FORSTA_DAG.year, IDAG.year - 1)
TID: Final = Tidsram(SPANN.ar, IDAG, SPANN.fran)
NYCKELTALETS: Final = f"""\
SELECT b.insats, b.insats_kod, b.verksamhetsomrade, b.namnd, b.enhet, b.lag, b.ursprung, b.lagrum, b.beslutsdatum,
  v.slag, v.start, v.gransdag, v.slut_datum, v.slut_slag
FROM vantan v JOIN beslut b ON b.id = v.beslut_id
WHERE v.borta = 0 AND v.gransdag <= '{SPANN.sista_dag}'"""
KURVORNAS: Final = f"""\
SELECT b.insats, b.insats_kod, b.lag, b.namnd, b.beslutsdatum, v.slut_datum, v.slut_slag
FROM beslut b JOIN vantan v ON v.beslut_id = b.id AND v.oppnad_av IS NULL
WHERE b.makulerad = 0 AND v.borta = 0 AND b.beslutsdatum BETWEEN '{SPANN.forsta_dag}' AND '{SPANN.sista_dag}'"""


def _everyone(*_: object) -> bool:
    return True


def measure(registers: Mapping[int, Path]) -> None:
    """Time the calls on every register, in turns, and print a table."""
    print(f"\n## Uppföljning, {len(SPANN.ar)} år ({SPANN}; processortid, median av {_VARV})\n")
    print("| beslut | vad | ejv, ms | sqlite3, ms | kvot | mål |")
    print("|---|---|---|---|---|---|")
    for size, path in registers.items():
        with ExitStack() as stack:
            _print(size, median_calls(_calls(path, stack), _VARV, warming=1))
    print(f"\nSQL bredvid, rad för rad:\n\n```sql\n{NYCKELTALETS};\n{KURVORNAS};\n```")


def _calls(path: Path, stack: ExitStack) -> dict[str, Callable[[], object]]:
    connection = stack.enter_context(open_register(str(path), write=False))
    peer = sqlite3.connect(path)
    stack.callback(peer.close)
    fraga = Vantetidsfraga(Fran.BESLUT, Till.START, SPANN.forsta_dag, SPANN.sista_dag, IDAG)
    if not any(rad.antal for rad in waiting_rows(connection, fraga, _everyone)[0]):
        msg = "Registret har inga väntetider att mäta på."
        raise RuntimeError(msg)
    return {
        "nyckeltal": lambda: count_rows(connection, SPANN, TID, _everyone),
        "väntekurvor": lambda: waiting_rows(connection, fraga, _everyone),
        "prognos": lambda: coming_forecast(connection, IDAG, _everyone),
        "sql nyckeltal": lambda: _row_by_row(peer, NYCKELTALETS),
        "sql väntekurvor": lambda: _row_by_row(peer, KURVORNAS),
    }


def _row_by_row(peer: sqlite3.Connection, query: str) -> int:
    return sum(1 for _ in peer.execute(query))


def _print(size: int, medians: Mapping[str, float]) -> None:
    for name in ("nyckeltal", "väntekurvor"):
        ours, bare = medians[name], medians[f"sql {name}"]
        print(f"| {size} | {name} | {ours:.1f} | {bare:.1f} | {ours / bare:.2f} | högst 5 |")
    ours, bare = medians["prognos"], medians["sql väntekurvor"]
    print(f"| {size} | prognos | {ours:.1f} | {bare:.1f} | {ours / bare:.2f} | högst 2 |")
