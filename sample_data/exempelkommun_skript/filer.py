"""The import files: numbers, the change of care system, and which quarter's files a row first stands in."""

import csv
import io
import random
from collections.abc import Iterable, Mapping
from typing import Final

from exempelkommun_skript.berattelse import Arende, Rad
from exempelkommun_skript.kalender import KVARTAL, SYSTEMBYTE, Kvartal, first_import
from exempelkommun_skript.kommun import GAMLA_SYSTEMET, NYA_SYSTEMET, era_label

FORE_BYTET: Final = Kvartal(2024, 1)
"""The last quarter read from the old care system alone."""
_BESLUT: Final = """
    beslutsnummer kallsystem beslutsdatum lag lagrum insats verksamhetsomrade namnd kon ursprung ansokningsdatum
    galler_till enhet handlaggare personnummer skyddad bosattningskommun ersatter tidigare_nummer kostnad_manad
""".split()  # noqa: SIM905 — a header is easier to read in a line
_HANDELSER: Final = """
    beslutsnummer kallsystem datum handelse handelse_id text svar orsak skal_kod ansvar planerat_datum omfattning
    fran till kostnad slag kvittens diarienummer kvartal vantan vantan_start
""".split()  # noqa: SIM905
Rader = list[dict[str, str]]


def number(slump: random.Random, arenden: Iterable[Arende]) -> None:
    """Give each case its number in the old care system, and those that live on in the new one theirs."""
    serial: dict[int, int] = {}
    new_serial = 10_400
    ordered = sorted(arenden, key=lambda a: (a.beslutsdatum, a.mall.insats))
    for arende in ordered:
        year = arende.beslutsdatum.year
        if arende.beslutsdatum < SYSTEMBYTE:
            serial[year] = serial.get(year, 0) + slump.randint(2, 11)
            arende.nummer = f"{year % 100}-{serial[year]:04}"
    for arende in ordered:
        if arende.beslutsdatum >= SYSTEMBYTE or _moves(arende):
            new_serial += slump.randint(1, 14)
            arende.nytt_nummer = f"BES-{new_serial}"


def _moves(arende: Arende) -> bool:
    """Tell whether a case decided before the change has anything to tell after it."""
    known = [*(r.kand for r in arende.rader), *(k for k, _ in arende.andringar), arende.kand]
    return max(known) >= SYSTEMBYTE


def _source(arende: Arende, quarter: Kvartal) -> tuple[str, str]:
    """Return care system and number, as the list of that quarter has them."""
    if quarter > FORE_BYTET and arende.nytt_nummer:
        return NYA_SYSTEMET, arende.nytt_nummer
    return GAMLA_SYSTEMET, arende.nummer


def _decision(arende: Arende, quarter: Kvartal, facts: Mapping[str, str]) -> dict[str, str]:
    system, nummer = _source(arende, quarter)
    row = {"beslutsnummer": nummer, "kallsystem": system, "beslutsdatum": arende.beslutsdatum.isoformat(), **facts}
    if arende.ersatter:
        row["ersatter"] = _source(arende.ersatter, quarter)[1]
    return row


def _label(arende: Arende, quarter: Kvartal) -> str:
    """Return the insats as the care system that has the case calls it."""
    moved = quarter > FORE_BYTET and arende.nytt_nummer
    return era_label(arende.mall.insats, SYSTEMBYTE) if moved else arende.beslut["insats"]


def decisions(arenden: Iterable[Arende], quarter: Kvartal) -> Rader:
    """Return the rows of `beslut.csv`: what is new, what has changed, and after the change of system what has moved."""
    rows = []
    for arende in arenden:
        first = first_import(arende.kand)
        if first is None:
            continue
        facts = dict(arende.beslut)
        for known, changed in arende.andringar:
            if (when := first_import(known)) and when <= quarter:
                facts |= changed
        moved = quarter == KVARTAL[KVARTAL.index(FORE_BYTET) + 1] and first <= FORE_BYTET and arende.nytt_nummer
        if moved:
            facts["insats"] = _label(arende, quarter)
            rows.append(_decision(arende, quarter, facts) | {"tidigare_nummer": arende.nummer})
        elif first == quarter:
            rows.append(_decision(arende, quarter, facts))
        else:
            rows += [
                _decision(arende, quarter, {"lag": facts["lag"], "insats": _label(arende, quarter)} | changed)
                for known, changed in arende.andringar
                if first_import(known) == quarter
            ]
    return sorted(rows, key=lambda r: (r["beslutsdatum"], r["beslutsnummer"]))


def events(arenden: Iterable[Arende], quarter: Kvartal, ids: dict[int, str]) -> Rader:
    """Return the rows of `handelser.csv`; the new care system gives every event an id, which corrections repeat."""
    found: list[tuple[str, Arende, Rad, Rad]] = []
    for arende in arenden:
        own = [(r, r) for r in arende.rader] + arende.rattelser
        shown = [(old, rad) for old, rad in own if _in_file(arende, rad) == quarter]
        found += [
            (_source(arende, quarter)[1], arende, old, rad) for old, rad in sorted(shown, key=lambda p: p[1].datum)
        ]
    rows = []
    for nummer, arende, old, rad in sorted(found, key=lambda f: (f[1].beslutsdatum, f[0])):
        row = {
            "beslutsnummer": nummer,
            "kallsystem": _source(arende, quarter)[0],
            "datum": rad.datum.isoformat(),
            "handelse": rad.slag,
            **rad.falt,
        }
        if row["kallsystem"] == NYA_SYSTEMET:
            row["handelse_id"] = ids.setdefault(id(old), f"L{len(ids) + 50_001}")
        rows.append(row)
    return rows


def _in_file(arende: Arende, rad: Rad) -> Kvartal | None:
    return first_import(max(rad.kand, arende.kand))


def to_csv(columns: Iterable[str], rows: Rader) -> str:
    """Write rows as CSV; columns that no row fills are left out."""
    used = [c for c in columns if any(r.get(c) for r in rows)]
    out = io.StringIO()
    writer = csv.DictWriter(out, used, delimiter=";", lineterminator="\n", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def import_files(arenden: list[Arende]) -> dict[str, str]:
    """Return the text of every import file by its path."""
    files: dict[str, str] = {}
    ids: dict[int, str] = {}
    for quarter in KVARTAL:
        files[f"{quarter}/beslut.csv"] = to_csv(_BESLUT, decisions(arenden, quarter))
        files[f"{quarter}/handelser.csv"] = to_csv(_HANDELSER, events(arenden, quarter, ids))
    return files
