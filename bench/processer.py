"""Commands as whole processes, against the smallest script that imports sqlmodel and reads one row of the same file."""

import sqlite3
import sys
from pathlib import Path
from typing import Final

from fall import IDAG, KVARTAL
from matning import ejv, median_processes, peak_memory, run_process

_VARV: Final = 11
MINSTA: Final = """\
import sys

from sqlmodel import Session, create_engine, text

with Session(create_engine(f"sqlite:///{sys.argv[1]}")) as session:
    print(session.exec(text("SELECT * FROM beslut LIMIT 1")).first())
"""


def measure(size: int, register: Path, folder: Path) -> None:
    """Time the commands on a register, in turns with the script, and print a table."""
    script = folder / "minsta.py"
    script.write_text(MINSTA, encoding="utf-8")
    number = _open_case(register)
    shared = ("--databas", str(register), "--idag", str(IDAG))
    commands = {
        "minsta skriptet": [sys.executable, str(script), str(register)],
        "bevaka": ejv(*shared, "bevaka"),
        "bevaka --prognos": ejv(*shared, "bevaka", "--prognos"),
        "beslut visa": ejv(*shared, "beslut", "visa", number),
        "forklara": ejv(*shared, "forklara", number, "--kvartal", str(KVARTAL)),
        "kvartal visa": ejv(*shared, "kvartal", "visa", str(KVARTAL)),
    }
    if run_process(ejv("forklara", "--help")).kod != 0:
        del commands["forklara"]
    done = median_processes(commands, _VARV)
    peer = done["minsta skriptet"]
    print(f"\n## Hela processer, {size} beslut (processortid, median av {_VARV})\n")
    print("| process | sekunder | kvot (mål högst 1,5) | minne, MB |")
    print("|---|---|---|---|")
    for name, seconds in done.items():
        print(f"| {name} | {seconds:.3f} | {seconds / peer:.2f} | {peak_memory(commands[name]):.0f} |")
    print("\nKvoten gäller bevaka, beslut visa och forklara; minnet gäller kvartal visa (mål under 150 MB).")


def _open_case(register: Path) -> str:
    """Return the number of a case that has waited long and waits still."""
    connection = sqlite3.connect(register)
    query = """
        SELECT b.beslutsnummer FROM vantan v JOIN beslut b ON b.id = v.beslut_id
        WHERE v.bevakas = 1 AND v.slut_datum IS NULL ORDER BY v.start LIMIT 1"""
    (number,) = connection.execute(query).fetchone()
    connection.close()
    return str(number)
