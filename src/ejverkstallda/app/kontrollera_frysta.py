"""Check closed quarters: every frozen row against itself and its decision, every closing against its seal and the log.

The remedy is always the backup: what has been closed is not to be put right by hand.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Connection, Select, select

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.store.kvartalslager import SIGILL, rows_seal, seal, sha256
from ejverkstallda.store.oversattning import BESLUT, FRYST_RAD, HANDELSE, LOGG, STANGNING, VANTAN

FRYST_RAD_SKADAD: Final = Felkod(
    "fryst_rad_skadad",
    Allvar.FEL,
    "Ett stängt kvartal har ändrats sedan det stängdes.",
    "Ta fram säkerhetskopian; en stängd rapport får inte ändras.",
)
_Rad: TypeAlias = Mapping[str, Any]
"""A row of a table as stored, by column."""
_STANGT: Final = re.compile(r"stängt, (\d+) rader ?(.*)")
"""How the log tells of a closing: the number of rows, and the nämnd if one is named."""
_RAMEN: Final = frozenset({"program", "installningar", "namnder", "kommun", "mallar"})
"""What every closing has frozen besides its rows."""
_KOLUMNER: Final = {
    "slag": ("vantan", "slaget av väntan"),
    "start": ("start", "startdagen"),
    "grupp": ("grupp", "gruppen"),
    "forst": ("forst_rapporterad", "kvartalet när den först rapporterades"),
    "har_slut": ("slut", "om slutet är redovisat"),
}
"""Columns that repeat a figure of the row: the figure's name, and the column in words."""


@dataclass(slots=True)
class Frystfynd:
    """What is wrong with the closed quarters, and the decisions whose rows are blamed."""

    brister: list[Brist] = field(default_factory=list)
    beslut_ids: set[int] = field(default_factory=set)


def frozen_findings(connection: Connection) -> Frystfynd:
    """Hold the closed quarters against their hashes, seals, log and decisions."""
    found = Frystfynd()
    known = _Kanda.of(connection)
    by_closing: dict[int, list[_Rad]] = {}
    for stored in connection.execute(select(FRYST_RAD).order_by(FRYST_RAD.c.id)).mappings():
        by_closing.setdefault(stored["stangning_id"], []).append(dict(stored))
    logged = _logged(connection)
    for closing in map(dict[str, Any], connection.execute(select(STANGNING).order_by(STANGNING.c.id)).mappings()):
        plats = _place(closing["kvartal"], closing["lag"], closing["namnd"])
        rows = by_closing.get(closing["id"], [])
        blamed = False
        for number, row in enumerate(rows, 1):
            if wrong := _row_faults(row, closing, known):
                blamed = True
                found.beslut_ids |= {row["beslut_id"], *known.owners(row)}
                text = f"Fryst rad {number} ({known.name(row)}) har ändrats: {', '.join(wrong)}."
                found.brister.append(FRYST_RAD_SKADAD.brist(text, plats))
        told = logged.get((f"kvartal.{closing['kvartal']}.{closing['lag']}", closing["tid"], closing["namnd"]), [])
        texts = _closing_faults(closing, rows, told.pop(0) if told else None, blamed=blamed)
        found.brister += [FRYST_RAD_SKADAD.brist(text, plats) for text in texts]
    for what, _, namnd in (key for key, left in logged.items() for _ in left):
        _, kvartal, lag = what.split(".")
        text = "Loggen säger att kvartalet har stängts, men stängningen finns inte i registret."
        found.brister.append(FRYST_RAD_SKADAD.brist(text, _place(kvartal, lag, namnd)))
    return found


def _place(kvartal: str, lag: str, namnd: str) -> str:
    return " ".join(p for p in (kvartal, lag, namnd) if p)


def _logged(connection: Connection) -> dict[tuple[str, Any, str], list[int]]:
    """Return the number of rows of each closing that the log tells of, by what, when and nämnd."""
    query = select(LOGG.c.vad, LOGG.c.tid, LOGG.c.nytt).where(
        LOGG.c.beslut_id.is_(None), LOGG.c.vad.like("kvartal.%"), LOGG.c.nytt.like("stängt, %")
    )
    found: dict[tuple[str, Any, str], list[int]] = {}
    for vad, tid, nytt in connection.execute(query):
        if (match := _STANGT.fullmatch(nytt)) is not None:
            found.setdefault((vad, tid, match[2]), []).append(int(match[1]))
    return found


class _Kanda(NamedTuple):
    """What frozen rows point at: each decision's numbers now and before, the avbrott, and the väntan's decisions."""

    nummer: Mapping[int, set[str]]
    avbrott: Mapping[int, int]
    vantan: Mapping[int, int]

    @classmethod
    def of(cls, connection: Connection) -> "_Kanda":
        """Read what the frozen rows of the register point at."""
        own = select(FRYST_RAD.c.beslut_id)
        query = select(BESLUT.c.id, BESLUT.c.beslutsnummer, BESLUT.c.tidigare_nummer).where(BESLUT.c.id.in_(own))
        nummer = {row_id: {n for n in numbers if n} for row_id, *numbers in connection.execute(query)}
        earlier = select(LOGG.c.beslut_id, LOGG.c.gammalt).where(
            LOGG.c.vad == "beslut.beslutsnummer", LOGG.c.beslut_id.in_(own)
        )
        for row_id, number in connection.execute(earlier):
            nummer.setdefault(row_id, set()).add(number)
        opened = select(FRYST_RAD.c.oppnad_av).where(FRYST_RAD.c.oppnad_av.is_not(None))
        events = select(HANDELSE.c.id, HANDELSE.c.beslut_id).where(HANDELSE.c.id.in_(opened))
        vantan = select(VANTAN.c.id, VANTAN.c.beslut_id).where(VANTAN.c.rapporterad)
        return cls(nummer, _pairs(connection, events), _pairs(connection, vantan))

    def name(self, row: _Rad) -> str:
        """Name a row's decision: by its frozen texts when they are whole, else by the decision it points at."""
        number = _texts(row).get("beslutsnummer") or min(self.nummer.get(row["beslut_id"], {"okänt"}))
        return f"beslut {number}"

    def owners(self, row: _Rad) -> set[int]:
        """Return the decisions that a row may have been about before it was changed."""
        number = _texts(row).get("beslutsnummer")
        found = {row_id for row_id, numbers in self.nummer.items() if number in numbers}
        fall_id = _figures(row).get("fall_id", 0)
        return found | ({self.vantan[fall_id]} if fall_id in self.vantan else set())


def _pairs(connection: Connection, query: Select[tuple[Any, Any]]) -> dict[int, int]:
    return {key: value for key, value in connection.execute(query)}  # noqa: C416 — rows are not pairs to mypy


def _figures(row: _Rad) -> dict[str, Any]:
    return json.loads(row["siffror"]) if sha256(row["siffror"]) == row["siffror_sha256"] else {}


def _texts(row: _Rad) -> dict[str, Any]:
    return json.loads(row["texter"]) if sha256(row["texter"]) == row["texter_sha256"] else {}


def _row_faults(row: _Rad, closing: _Rad, known: _Kanda) -> list[str]:
    """Return in words what in a row does not agree with the rest of it."""
    figures, texts = _figures(row), _texts(row)
    found = [word for word, whole in (("siffrorna", figures), ("texterna", texts)) if not whole]
    if figures:
        found += [word for column, (name, word) in _KOLUMNER.items() if _plain(row, column) != _told(figures, name)]
        if figures["lag"] != closing["lag"]:
            found.append("vilken stängning den hör till")
    if texts and texts["beslutsnummer"] not in known.nummer.get(row["beslut_id"], set()):
        found.append("vilket beslut den gäller")
    opened = row["oppnad_av"]
    is_avbrott = row["slag"] == Vantanslag.AVBROTT.value
    if is_avbrott != (opened is not None) or (opened is not None and known.avbrott.get(opened) != row["beslut_id"]):
        found.append("vilket avbrott den gäller")
    return found


def _plain(row: _Rad, column: str) -> object:
    value = row[column]
    return value.isoformat() if column == "start" else value


def _told(figures: Mapping[str, Any], name: str) -> object:
    return figures[name] is not None if name == "slut" else figures[name]


def _closing_faults(closing: _Rad, rows: list[_Rad], told: int | None, *, blamed: bool) -> Iterator[str]:
    """Tell what a closing lacks; its seal over the rows only when no row of it has been named already."""
    if told is None:
        yield "Stängningen står inte i loggen som den står i registret."
    ram = _frame(closing["ram"])
    if not ram.keys() >= _RAMEN or (SIGILL in ram and seal(closing, ram) != ram[SIGILL]):
        yield "Stängningens dagar eller det som frystes med den (inställningar, mallar) har ändrats."
    wanted = ram.get("rader", told)
    if wanted is not None and wanted != len(rows):
        yield f"Kvartalet stängdes med {_many(wanted)}, men nu finns {len(rows)}; en rad saknas eller är för många."
    elif not blamed and "rader_sha256" in ram and rows_seal(rows) != ram["rader_sha256"]:
        yield "Någon av de frysta raderna har ändrats eller bytts mot en annan."


def _many(number: object) -> str:
    return "1 rad" if number == 1 else f"{number} rader"


def _frame(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
