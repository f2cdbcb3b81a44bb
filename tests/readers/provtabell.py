"""Tables to read with profiles in the tests: the agreed shape, made of text, of a CSV file or of a JSON file."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ejverkstallda.readers.tabell import fold

ROOT = Path(__file__).parents[2]
PROFILER = ROOT / "templates" / "importprofiler"
DIALEKTER = ROOT / "tests" / "dialekter"
Rad = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Provtabell:
    """A table with the members that readers agree on."""

    fil: str
    blad: str | None
    rubrikrad: int
    rubriker: tuple[str, ...]
    kolumner: tuple[str, ...]
    rader: Callable[[], Iterator[Rad]]

    def plats(self, rad: int, kolumn: str | None = None) -> str:
        where = f"{self.fil} blad {self.blad}" if self.blad else self.fil
        return f"{where} rad {rad}" + (f" kolumn {kolumn}" if kolumn else "")


def table(
    rubriker: Sequence[str], *rader: Sequence[str], blad: str | None = None, fil: str = "lista.csv"
) -> Provtabell:
    """A table of given cells; the header is row 1."""
    numbered = [(number, row) for number, row in enumerate(rader, start=2) if any(cell.strip() for cell in row)]
    return Provtabell(fil, blad, 1, tuple(rubriker), tuple(map(fold, rubriker)), lambda: iter(numbered))


def csv_table(path: Path, blad: str | None = None) -> Provtabell:
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""), delimiter=";")
    return table(header, *rows, blad=blad, fil=path.name)


def json_tables(path: Path) -> list[Provtabell]:
    """One table for each list of the file; what lies inside a value gets a name with a full stop."""
    return [_json_table(path, name, rows) for name, rows in json.loads(path.read_text("utf-8")).items()]


def _json_table(path: Path, name: str, rows: list[dict[str, Any]]) -> Provtabell:
    flat = [dict(_flat(row)) for row in rows]
    header = list(dict.fromkeys(key for row in flat for key in row))
    return table(header, *([row.get(key, "") for key in header] for row in flat), blad=name, fil=path.name)


def _flat(row: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", _cell(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
