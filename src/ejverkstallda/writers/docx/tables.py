"""The model's tables, case lists, field lists and signatures as Word tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Faltlista,
    Kolumn,
    Notering,
    Tabell,
    Underskrift,
    Underskrifter,
)
from ejverkstallda.writers.docx.elements import (
    BODY_WIDTH,
    ORDINARY,
    Cell,
    Element,
    Grid,
    Placing,
    Row,
    paragraph,
    run,
    tab,
    table,
)
from ejverkstallda.writers.docx.widths import column_widths

NOTHING_TO_SHOW: Final = "Inga att redovisa."
FALT: Final = (Kolumn("Fält"), Kolumn("Uppgift", 2.0))
_SHORT_TABLE: Final = 14
"""Rows; such a table is kept on one page."""
_SHORT_NOTES: Final = 1500
"""Signs; the notes of a case that has no more are kept on one page."""
_SIGNATURES_A_ROW: Final = 2


def tabell(block: Tabell, name: str = "") -> Element:
    """A table: its head is repeated on each page; a short one is kept together. `name` is what it is called."""
    rows = block.rader
    last = len(rows) - 1
    body = [
        _data_row(
            row,
            block.kolumner,
            key=0 if block.radrubrik else None,
            bold=block.summarad and number == last,
            placing=Placing(keep_next=number < last <= _SHORT_TABLE),
        )
        for number, row in enumerate(rows)
    ]
    grid = Grid(
        "Tabell",
        column_widths(block.kolumner, rows),
        name,
        first_column=block.radrubrik and bool(rows),
        last_row=block.summarad and bool(rows),
    )
    return table(grid, [_head(block.kolumner), *(body or [_nothing(block.kolumner)])])


def faltlista(block: Faltlista, name: str = "") -> Element:
    """A form's fields: what is asked, and beside it the answer."""
    return tabell(Tabell(FALT, block.falt), name)


def arendelista(block: Arendelista, name: str = "") -> Element:
    """Case blocks: a row of data, and beneath it across all columns the case's dated notes."""
    grid = Grid("Tabell", column_widths(block.kolumner, [case.celler for case in block.block]), name)
    rows = [row for case in block.block for row in _case(case, block.kolumner)]
    return table(grid, [_head(block.kolumner), *(rows or [_nothing(block.kolumner)])])


def underskrifter(block: Underskrifter) -> Element:
    """Signatures, two in a row: a line to sign on, beneath it name and title."""
    width = BODY_WIDTH // _SIGNATURES_A_ROW
    grid = Grid("Underskriftstabell", [width] * _SIGNATURES_A_ROW, first_row=False)
    return table(grid, _signature_rows(block.personer))


def _signature_rows(personer: Sequence[Underskrift]) -> Iterator[Row]:
    for start in range(0, len(personer), _SIGNATURES_A_ROW):
        people = personer[start : start + _SIGNATURES_A_ROW]
        more = start + _SIGNATURES_A_ROW < len(personer)
        yield Row(tuple(_signature(p, more=more) for p in people), left_out=_SIGNATURES_A_ROW - len(people))


def _signature(person: Underskrift, *, more: bool) -> Cell:
    name = paragraph("Underskrift", [run(person.namn)], Placing(keep_next=bool(person.titel) or more))
    if not person.titel:
        return Cell((name,))
    return Cell((name, paragraph("Underskriftstitel", [run(person.titel)], Placing(keep_next=more))))


def _head(kolumner: Sequence[Kolumn]) -> Row:
    styles = ["Tabellhuvudtal" if k.justering == "hoger" else "Tabellhuvud" for k in kolumner]
    cells = (Cell((paragraph(s, [run(k.rubrik)]),)) for s, k in zip(styles, kolumner, strict=True))
    return Row(tuple(cells), head=True)


def _data_row(
    row: Iterable[str], kolumner: Sequence[Kolumn], *, key: int | None, bold: bool = False, placing: Placing = ORDINARY
) -> Row:
    cells = []
    for number, (text, kolumn) in enumerate(zip(row, kolumner, strict=True)):
        style = "Tabellnyckel" if number == key else "Tabelltext"
        if kolumn.justering == "hoger":
            style = "Tabellnyckeltal" if number == key else "Tabelltal"
        # Bold is set on the run: with Word a bold table style and a bold paragraph style make plain text.
        cells.append(Cell((paragraph(style, [run(text, bold=bold)] if text else [], placing),)))
    return Row(tuple(cells))


def _nothing(kolumner: Sequence[Kolumn]) -> Row:
    return Row((Cell((paragraph("Tabelltext", [run(NOTHING_TO_SHOW)]),), len(kolumner)),))


def _case(case: Arendeblock, kolumner: Sequence[Kolumn]) -> Iterator[Row]:
    notes = case.noteringar
    data = _data_row(case.celler, kolumner, key=0, placing=Placing(keep_next=bool(notes)))
    if not notes:
        yield data
        return
    short = sum(len(note.text) for note in notes) <= _SHORT_NOTES
    yield data._replace(open_sides=("bottom",))
    yield Row((Cell(tuple(_note(note) for note in notes), len(kolumner)),), whole=short, open_sides=("top",))


def _note(note: Notering) -> Element:
    return paragraph("Notering", [run(note.datum.isoformat(), "Dampad"), tab(), run(note.text)])
