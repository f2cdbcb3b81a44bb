"""The tables of a document as a workbook: a sheet for each, one that tells what document it is, one for the notes."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from ejverkstallda.report.modell import Dokument
from ejverkstallda.report.modell import Kolumn as Papperskolumn
from ejverkstallda.writers.tabellutdrag import ARENDEN, TABELL, UPPGIFTER, Tabellutdrag, cell_value, extract_tables
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, Cell, Form, Kolumn, build_workbook

_LANGSTA_NAMN: Final = 31
"""Characters of a sheet's name."""
_EJ_I_NAMN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_UPPTAGET: Final = "history"
"""The name that Excel keeps for itself."""
_SMALAST: Final = 10
_BREDAST: Final = 60
_KORTA: Final = {
    "Tidigare rapporterade beslut: ": "",
    "fortsatt ej verkställda": "kvarstående",
    "avslutade utan verkställighet": "avslutade",
    "Nya ej verkställda beslut": "Nya",
    "De nya besluten": "Nya, ärenden",
    "hur länge de har väntat": "väntetid",
    "hur lång tid som har gått": "tid som har gått",
    "Hur länge besluten har väntat": "Beslut: väntetid",
    "Hur länge avbrotten har väntat": "Avbrott: väntetid",
    "Skäl till dröjsmålet och hos vem skälet ligger": "Skäl till dröjsmålet",
    "Kvartalet, kvartalet före och samma kvartal året före": "Jämförelse",
    "Ej verkställda på statusdagen, kvartal för kvartal": "Ej verkställda per kvartal",
    "Bilaga: varför varje beslut är med": "Varför beslutet är med",
}
"""Headings of the papers, and how they are said on a sheet's tab, where there is room for 31 characters."""
_ETT_BLAD: Final = "Om dokumentet"
_NOTERINGAR: Final = "Noteringar"


def render_xlsx(dokument: Dokument) -> bytes:
    """Return a document's tables and case lists. Numbers are numbers and dates dates; nothing is a formula.

    Raises:
        CellForLangError: a text is longer than a cell can hold.
    """
    tables = extract_tables(dokument)
    names = _names([_ETT_BLAD, *(_tab(t) for t in tables), _NOTERINGAR])
    sheets = [_sheet(name, table) for name, table in zip(names[1:-1], tables, strict=True)]
    if any(notes for t in tables for notes in t.noteringar):
        sheets.append(_notes(names[-1], tables))
    contents = [(blad.namn, _title(t)) for blad, t in zip(sheets, tables, strict=False)]
    made = dokument.sidhuvud.datum or date(1980, 1, 1)
    about = _about(dokument, names[0], contents)
    return build_workbook(Arbetsbok(dokument.titel, made, (about, *sheets), i_minnet=True))


def _title(table: Tabellutdrag) -> str:
    """Name a table by its section; by its own name too where the section has several or it has a heading."""
    return table.avsnitt if table.namn in {TABELL, ARENDEN, UPPGIFTER} else f"{table.avsnitt}: {table.namn}"


def _tab(table: Tabellutdrag) -> str:
    """Name a table shortly, by what tells it from the others: what is said after a colon, or its own name."""
    own = table.namn.partition(" (")[0] not in {TABELL, ARENDEN, UPPGIFTER}
    short = table.namn if own else table.avsnitt
    for long, tab in _KORTA.items():
        short = short.replace(long, tab)
    about, parted, _ = table.avsnitt.partition(": ")
    if parted and table.namn in short and own:
        short = f"{about}: {short}"
    return short[:1].upper() + short[1:]


def _names(titles: Sequence[str]) -> list[str]:
    """Make names that Excel takes, no two alike."""
    taken: set[str] = {_UPPTAGET}
    names = []
    for title in titles:
        plain = " ".join(_EJ_I_NAMN.sub(" ", title).split()).strip("'") or "Tabell"
        name, nth = _cut(plain, ""), 1
        while name.casefold() in taken:
            nth += 1
            name = _cut(plain, f" ({nth})")
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(plain: str, tail: str) -> str:
    room = _LANGSTA_NAMN - len(tail)
    return (plain if len(plain) <= room else plain[: room - 1].rstrip() + "…") + tail


def _about(dokument: Dokument, name: str, contents: Sequence[tuple[str, str]]) -> Blad:
    head = dokument.sidhuvud
    rows: list[tuple[Cell, ...]] = [
        ("Titel", dokument.titel),
        ("Slag", head.dokumenttyp),
        ("Nämnd", head.namnd),
        ("Förvaltning", head.forvaltning),
        ("Diarienummer", head.diarienummer),
        ("Datum", str(head.datum or "")),
        *((f"Blad ”{blad}”", title) for blad, title in contents),
    ]
    return Blad(name, (Kolumn("Uppgift", bredd=36), Kolumn("Innehåll", bredd=_BREDAST)), [r for r in rows if r[1]])


def _sheet(name: str, table: Tabellutdrag) -> Blad:
    rows = [[cell_value(c, k) for c, k in zip(rad, table.kolumner, strict=True)] for rad in table.rader]
    columns = [_column(k, [row[at] for row in rows]) for at, k in enumerate(table.kolumner)]
    cells = [[_fit(value, column) for value, column in zip(row, columns, strict=True)] for row in rows]
    return Blad(name, tuple(columns), cells)


def _column(kolumn: Papperskolumn, values: Sequence[Cell]) -> Kolumn:
    """Give a column its form: days where most of its cells are, numbers where any is; and a width for its cells."""
    held = [v for v in values if v is not None]
    form = Form.TEXT
    if sum(1 for v in held if isinstance(v, date)) * 2 > len(held):
        form = Form.DATUM
    elif any(isinstance(v, int | float) for v in held):
        form = Form.DECIMALTAL if any(isinstance(v, float) for v in held) else Form.TAL
    longest = max((len(str(v)) for v in held), default=0)
    words = max((len(word) for word in kolumn.rubrik.split()), default=0)
    return Kolumn(kolumn.rubrik, form, min(_BREDAST, max(_SMALAST, longest + 2, words + 2)))


def _fit(value: Cell, kolumn: Kolumn) -> Cell:
    """A day in a column that is not of days is text: beside others that are it would be a number."""
    return value.isoformat() if isinstance(value, date) and kolumn.form is not Form.DATUM else value


def _notes(name: str, tables: Sequence[Tabellutdrag]) -> Blad:
    rows = [
        (t.avsnitt, cells[0], note.datum, note.text)
        for t in tables
        for cells, notes in zip(t.rader, t.noteringar, strict=False)
        for note in notes
    ]
    columns = (
        Kolumn("Avsnitt", bredd=30),
        Kolumn("Ärende", bredd=16),
        Kolumn("Datum", Form.DATUM, 12),
        Kolumn("Notering", bredd=80),
    )
    return Blad(name, columns, rows)
