"""`kvartal visa` as a library call, against `sqlite3` fetching the same columns, and small registers against large."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from fall import IDAG, KVARTAL
from matning import median_calls

from ejverkstallda.app.kvartal_visa import Urval, answer_quarter
from ejverkstallda.store.databas import open_register

_VARV: Final = 200
_FRAN: Final = f"""
FROM vantan v JOIN beslut b ON b.id = v.beslut_id
WHERE v.id IN (
  SELECT id FROM vantan WHERE bevakas = 1 AND rapporterad = 1
  UNION SELECT id FROM vantan WHERE bevakas = 1 AND rapporterad = 0 AND gransdag <= '{KVARTAL.last_day}'
  UNION SELECT id FROM vantan WHERE slut_kvartal >= '{KVARTAL}')"""

SAMMA_KOLUMNER: Final = f"""\
SELECT v.id, v.beslut_id, v.slag, v.oppnad_av, v.start, v.gransdag, v.slut_slag, v.slut_datum, v.slut_orsak, v.borta,
  v.rapporterad, v.forst, v.slutrapporterad, v.slut_kvartal, v.ur_historik, v.redovisad_namnd, v.redovisad_lag,
  b.beslutsnummer, b.beslutsdatum, b.lag, b.insats, b.insats_kod, b.kallsystem, b.lagrum, b.verksamhetsomrade,
  b.namnd, b.kon, b.ursprung, b.ansokningsdatum, b.galler_till, b.enhet, b.handlaggare, b.skyddad,
  b.bosattningskommun, b.ersatter, b.tidigare_nummer, b.kostnad_manad{_FRAN}"""
"""The columns that the program reads for a quarter."""

SVARETS_KOLUMNER: Final = f"""\
SELECT v.id, b.beslutsnummer, b.kallsystem, b.lag, b.beslutsdatum, v.slag, v.start, v.gransdag, v.slut_slag,
  v.slut_datum, v.slut_orsak, b.insats, b.insats_kod, b.verksamhetsomrade, b.namnd, b.kon, v.forst{_FRAN}"""
"""Only those that stand in the answer's rows; the rules need more."""


def measure(registers: Mapping[int, Path]) -> None:
    """Time the call on every register in the same run, and print tables."""
    with ExitStack() as stack:
        calls: dict[str, Callable[[], object]] = {}
        rows: dict[int, int] = {}
        for size, path in registers.items():
            connection = stack.enter_context(open_register(str(path), write=False))
            peer = sqlite3.connect(path)
            stack.callback(peer.close)
            rows[size] = len(answer_quarter(connection, Urval(KVARTAL), IDAG).bild.rader)
            fetched = len(peer.execute(SAMMA_KOLUMNER).fetchall())
            if fetched != rows[size]:
                msg = f"Programmet gav {rows[size]} rader, sqlite3 {fetched}."
                raise RuntimeError(msg)
            calls[f"ejv {size}"] = lambda c=connection: answer_quarter(c, Urval(KVARTAL), IDAG)
            calls[f"lika {size}"] = lambda p=peer: p.execute(SAMMA_KOLUMNER).fetchall()
            calls[f"svar {size}"] = lambda p=peer: p.execute(SVARETS_KOLUMNER).fetchall()
        medians = median_calls(calls, _VARV)
    _print(medians, rows)


def _print(medians: Mapping[str, float], rows: Mapping[int, int]) -> None:
    print(f"\n## kvartal visa {KVARTAL} som biblioteksanrop (answer_quarter, varm, processortid, median av {_VARV})\n")
    print("| beslut | rader | ejv, ms | sqlite3, ms | kvot (mål högst 5) | sqlite3, bara svarets kolumner, ms | kvot |")
    print("|---|---|---|---|---|---|---|")
    for size, count in rows.items():
        ours, same, answer = (medians[f"{what} {size}"] for what in ("ejv", "lika", "svar"))
        print(
            f"| {size} | {count} | {ours:.2f} | {same:.2f} | {ours / same:.1f} | {answer:.2f} | {ours / answer:.1f} |"
        )
    smallest, largest = min(rows), max(rows)
    ratio = medians[f"ejv {largest}"] / medians[f"ejv {smallest}"]
    print(f"\n{largest} beslut mot {smallest}, lika många öppna: kvot {ratio:.2f} (mål högst 1,5)")
    print(f"\nSQL bredvid:\n\n```sql\n{SAMMA_KOLUMNER}\n```")
