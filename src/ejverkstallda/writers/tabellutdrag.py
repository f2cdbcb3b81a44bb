"""The tables and case lists of a document, each under its section and with a name of its own, and what cells hold."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ejverkstallda.report.modell import Arendelista, Dokument, Faltlista, Kolumn, Rubrik, Tabell

_TAL: Final = re.compile(r"[-\N{MINUS SIGN}]?(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,15})(?:,[0-9]{1,6})?")
_DAG: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAKNAS: Final = frozenset({"", "–", "-"})
"""What a cell says when there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Tabellutdrag:
    """A table: its section, its name there, its columns and rows, each row with a name that no other row has.

    `noteringar` are the dated lines beneath a row: the row's name, the day, the text.
    """

    avsnitt: str
    namn: str
    kolumner: tuple[Kolumn, ...]
    radnamn: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    radrubrik: bool = True
    noteringar: tuple[tuple[str, date, str], ...] = ()


def extract_tables(dokument: Dokument) -> tuple[Tabellutdrag, ...]:
    """Return every table, case list and list of fields of a document, in reading order."""
    return tuple(_tables(dokument))


def _tables(dokument: Dokument) -> Iterator[Tabellutdrag]:
    avsnitt = dokument.titel
    taken: Counter[tuple[str, str]] = Counter()

    def name(rubrik: str | None, otherwise: str) -> str:
        wanted = rubrik or otherwise
        taken[avsnitt, wanted] += 1
        return _numbered(wanted, taken[avsnitt, wanted])

    for block in dokument.block:
        match block:
            case Rubrik(text):
                avsnitt = text
            case Tabell():
                names = (
                    [rad[0] for rad in block.rader]
                    if block.radrubrik
                    else [str(n + 1) for n in range(len(block.rader))]
                )
                own = name(block.rubrik, "Tabell")
                yield Tabellutdrag(avsnitt, own, block.kolumner, _unique(names), block.rader, block.radrubrik)
            case Faltlista(falt, rubrik):
                columns = (Kolumn("Fält"), Kolumn("Svar"))
                yield Tabellutdrag(avsnitt, name(rubrik, "Uppgifter"), columns, _unique(f[0] for f in falt), falt)
            case Arendelista():
                yield _cases(block, avsnitt, name(None, "Ärenden"))
            case _:
                pass


def _cases(block: Arendelista, avsnitt: str, namn: str) -> Tabellutdrag:
    names = _unique(case.celler[0] for case in block.block)
    notes = tuple(
        (own, note.datum, note.text) for own, case in zip(names, block.block, strict=True) for note in case.noteringar
    )
    return Tabellutdrag(avsnitt, namn, block.kolumner, names, tuple(c.celler for c in block.block), noteringar=notes)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Tell rows of the same name apart: the second `B-1` is `B-1 (2)`."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(_numbered(name, seen[name]))
    return tuple(found)


def _numbered(name: str, nth: int) -> str:
    return name if nth == 1 else f"{name} ({nth})"


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
