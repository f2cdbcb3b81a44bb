"""`ejv importera` against `sqlite-utils insert` of the same files, side by side: time, ratio, memory.

    python bench/inlasning.py [--beslut 100000] [--rundor 3]

The files are the contract's own, with all its columns, as `ejv exportera` writes them. sqlite-utils is run as it
comes, in its own process, with the commands that a person would give: it inserts text and detects types; ejv checks
every cell, places every event, derives the väntan and writes the log.
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import xlsxwriter
from fall import IDAG, NAMNDER, Antal, Fallskrivare
from matning import ejv, machine, peak_memory, run_process

from ejverkstallda.domain.beslut import Beslut, Handelse
from ejverkstallda.readers.rader import beslut_parsers, handelse_parsers

_BESLUT: Final = tuple(beslut_parsers(IDAG))
_HANDELSER: Final = tuple(handelse_parsers(IDAG))
_PER_BESLUT: Final = 1.5
"""Events per decision in the everyday size."""
_BOK: Final = 50_000
"""Rows of the workbook."""


def _text(value: object) -> str:
    if value is None:
        return ""
    return ("nej", "ja")[value] if isinstance(value, bool) else str(value)


def _beslut(beslut: Beslut, kolumn: str) -> str:
    return "" if kolumn == "personnummer" else _text(getattr(beslut, kolumn))


def _handelse(beslut: Beslut, handelse: Handelse, kolumn: str) -> str:
    names = {"handelse": "slag", "slag": "ivo_slag"}
    if kolumn in {"beslutsnummer", "kallsystem"}:
        return _text(getattr(beslut, kolumn))
    return _text(getattr(handelse, names.get(kolumn, kolumn)))


def write_files(folder: Path, antal: int) -> int:
    """Write beslut.csv and handelser.csv; return the number of events."""
    folder.mkdir(parents=True, exist_ok=True)
    left = events = round(antal * _PER_BESLUT)
    with (folder / "beslut.csv").open("w", newline="") as b, (folder / "handelser.csv").open("w", newline="") as h:
        decisions, rows = csv.writer(b, delimiter=";"), csv.writer(h, delimiter=";")
        decisions.writerow(_BESLUT)
        rows.writerow(_HANDELSER)
        for beslut, found in Fallskrivare(1).cases(Antal.of(antal, min(150, antal // 50))):
            decisions.writerow([_beslut(beslut, k) for k in _BESLUT])
            for event in islice(found, left):
                rows.writerow([_handelse(beslut, event, k) for k in _HANDELSER])
                left -= 1
    return events - left


def _timed(commands: Sequence[Sequence[str]]) -> float:
    start = time.perf_counter()
    for command in commands:
        if run_process(command).kod not in {0, 1}:
            msg = f"{command[0]} gick inte."
            raise RuntimeError(msg)
    return time.perf_counter() - start


def _register(folder: Path, name: str) -> str:
    path = folder / name
    path.unlink(missing_ok=True)
    names = [arg for namnd in NAMNDER for arg in ("--namnd", namnd)]
    run_process(ejv("--databas", str(path), "init", *names))
    return str(path)


def measure(folder: Path, antal: int, rounds: int) -> None:
    """Print the medians of import, import again and sqlite-utils, which take turns, and their ratios."""
    events = write_files(folder, antal)
    files = [str(folder / "beslut.csv"), str(folder / "handelser.csv")]
    other = str(Path(sys.executable).with_name("sqlite-utils"))
    peer = str(folder / "peer.db")
    rival = [
        [other, "insert", peer, "beslut", files[0], "--csv", "--delimiter", ";", "--pk", "beslutsnummer"],
        [other, "insert", peer, "handelser", files[1], "--csv", "--delimiter", ";"],
        [other, "create-index", peer, "handelser", "beslutsnummer"],
    ]
    times: dict[str, list[float]] = {"ejv importera": [], "samma filer igen": [], "sqlite-utils": []}
    for _ in range(rounds):
        databas = _register(folder, "ejv.db")
        command = ejv("--databas", databas, "importera", *files, "--idag", str(IDAG), "--json")
        times["ejv importera"].append(_timed([command]))
        times["samma filer igen"].append(_timed([command]))
        Path(peer).unlink(missing_ok=True)
        times["sqlite-utils"].append(_timed(rival))
    median = {name: statistics.median(found) for name, found in times.items()}
    print(f"\n{antal} beslut, {events} händelser, alla kolumner, median av {rounds}:\n")
    print("| vad | sekunder | kvot mot sqlite-utils |\n|---|---|---|")
    for name, seconds in median.items():
        print(f"| {name} | {seconds:.1f} | {seconds / median['sqlite-utils']:.2f} |")
    memory = peak_memory(ejv("--databas", _register(folder, "minne.db"), "importera", *files, "--idag", str(IDAG)))
    per_row = median["ejv importera"] / (antal + events) * 1e6
    print(f"\nMinne som mest: {memory:.0f} MB. Mikrosekunder per rad: {per_row:.0f}.")
    _faulty(folder, files, antal)


def _faulty(folder: Path, files: Sequence[str], antal: int) -> None:
    """Print the memory of an import in which every row is faulty."""
    broken = folder / "fel.csv"
    with Path(files[0]).open(newline="") as source, broken.open("w", newline="") as out:
        rows, to = csv.reader(source, delimiter=";"), csv.writer(out, delimiter=";")
        to.writerow(next(rows))
        place = _BESLUT.index("lag")
        for row in rows:
            row[place] = "LVU"
            to.writerow(row)
    command = ejv("--databas", _register(folder, "fel.db"), "importera", str(broken), "--hoppa-over-felaktiga")
    print(f"Minne när alla {antal} rader är felaktiga: {peak_memory([*command, '--idag', str(IDAG)]):.0f} MB.")
    for path in folder.glob("fel_nekade*"):
        path.unlink()


_LAS: Final = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).iter_rows():
        pass
"""
"""Reads a workbook with the reader that the program has chosen, and does nothing with it."""


def _import(folder: Path, path: Path) -> list[str]:
    return ejv("--databas", _register(folder, "bok.db"), "importera", str(path), "--idag", str(IDAG))


def measure_workbook(folder: Path, antal: int, rounds: int) -> None:
    """Print the import of a workbook against its reader alone plus the import of the same rows as CSV."""
    write_files(folder, antal)
    source, book = folder / "beslut.csv", folder / "beslut.xlsx"
    with source.open(newline="") as file, xlsxwriter.Workbook(book, {"constant_memory": True}) as out:
        page = out.add_worksheet("Beslut")
        for number, row in enumerate(csv.reader(file, delimiter=";")):
            page.write_row(number, 0, row)
    commands = {
        "XLSX in i registret": lambda: _import(folder, book),
        "samma rader som CSV": lambda: _import(folder, source),
        "läsaren ensam": lambda: [sys.executable, "-c", _LAS, str(book)],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, make in commands.items():
            times[name].append(_timed([make()]))
    whole, as_csv, alone = (statistics.median(times[name]) for name in commands)
    print(
        f"\nXLSX med {antal} rader: {whole:.1f} s; läsaren ensam {alone:.1f} s och samma rader som CSV {as_csv:.1f} s."
    )
    print(f"Kvot: {whole / (alone + as_csv):.2f} (mål högst 1,5).")


def main() -> None:
    """Measure in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--beslut", type=int, action="append", help="antal beslut; kan anges flera gånger")
    parser.add_argument("--rundor", type=int, default=3)
    val = parser.parse_args()
    print(f"{machine()}.")
    for antal in val.beslut or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), antal, val.rundor)
    with tempfile.TemporaryDirectory() as folder:
        measure_workbook(Path(folder), _BOK, val.rundor)


if __name__ == "__main__":
    main()
