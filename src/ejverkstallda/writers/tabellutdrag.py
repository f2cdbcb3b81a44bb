"""The tables and case lists of a document, each under its section and with a name of its own, and what cells hold."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple, assert_never

from ejverkstallda.report.modell import Arendelista, Dokument, Faltlista, Figur, Kolumn, Notering, Rubrik, Tabell

_TAL: Final = re.compile(r"[-\N{MINUS SIGN}]?(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,15})(?:,[0-9]{1,6})?")
_DAG: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TABELL: Final = "Tabell"
UPPGIFTER: Final = "Uppgifter"
ARENDEN: Final = "Ärenden"
"""Names of tables, lists of fields and case lists that have no heading of their own."""
_SAKNAS: Final = frozenset({"", "–", "-"})
"""What a cell says when there is nothing to say."""


class Tabellutdrag(NamedTuple):
    """A table: its section, its name there, its columns and rows.

    `radnamn` are the rows' names, no two alike: their heads (`radrubrik`), or where two heads are the same or there
    are none, their numbers. `noteringar` are the dated lines beneath each row.
    """

    avsnitt: str
    namn: str
    kolumner: tuple[Kolumn, ...]
    rader: tuple[tuple[str, ...], ...]
    radnamn: tuple[str, ...]
    radrubrik: bool
    noteringar: tuple[tuple[Notering, ...], ...] = ()


def extract_tables(dokument: Dokument) -> tuple[Tabellutdrag, ...]:
    """Return every table, case list and list of fields of a document, in reading order.

    A table that has no heading of its own and is not the first of its section is named by the chart before it, which
    shows the same numbers, else by its first column.
    """
    return tuple(_tables(dokument))


def _tables(dokument: Dokument) -> Iterator[Tabellutdrag]:
    avsnitt = dokument.titel
    figur, unnamed = "", 0
    taken: Counter[tuple[str, str]] = Counter()
    for block in dokument.block:
        if isinstance(block, Rubrik):
            avsnitt, figur, unnamed = block.text, "", 0
        elif isinstance(block, Figur):
            figur = block.rubrik
        elif isinstance(block, Tabell | Faltlista | Arendelista):
            table = _table(block, avsnitt)
            if table.namn == TABELL:
                unnamed += 1
                if unnamed > 1:
                    table = table._replace(namn=figur or table.kolumner[0].rubrik or TABELL)
            figur = ""
            taken[avsnitt, table.namn] += 1
            nth = taken[avsnitt, table.namn]
            yield table if nth == 1 else table._replace(namn=f"{table.namn} ({nth})")


def _table(block: Tabell | Faltlista | Arendelista, avsnitt: str) -> Tabellutdrag:
    match block:
        case Tabell():
            return _extract((avsnitt, block.rubrik or TABELL), block.kolumner, block.rader, heads=block.radrubrik)
        case Faltlista():
            return _extract((avsnitt, block.rubrik or UPPGIFTER), (Kolumn("Fält"), Kolumn("Svar")), block.falt)
        case Arendelista():
            table = _extract((avsnitt, ARENDEN), block.kolumner, tuple(c.celler for c in block.block))
            return table._replace(noteringar=tuple(c.noteringar for c in block.block))
        case _:
            assert_never(block)


def _extract(
    place: tuple[str, str], kolumner: tuple[Kolumn, ...], rader: tuple[tuple[str, ...], ...], *, heads: bool = True
) -> Tabellutdrag:
    names = tuple(rad[0] for rad in rader) if heads else ()
    named = heads and len(set(names)) == len(names)
    return Tabellutdrag(
        *place, kolumner, rader, names if named else tuple(str(n) for n in range(1, len(rader) + 1)), named
    )


def cell_value(text: str, kolumn: Kolumn) -> str | float | date | None:
    """Return what a cell holds: a number in a column set to the right, a day, a text, or nothing (None).

    A number to the left is a name, such as a decision's.
    """
    shown = text.strip()
    if shown in _SAKNAS:
        return None
    if kolumn.justering == "hoger" and _TAL.fullmatch(shown):
        plain = re.sub(r"[ \u00a0\u202f]", "", shown).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        return float(plain) if "." in plain else int(plain)
    if _DAG.fullmatch(shown):
        try:
            return date.fromisoformat(shown)
        except ValueError:
            return text
    return text
