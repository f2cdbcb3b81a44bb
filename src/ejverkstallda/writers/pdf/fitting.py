"""Widths of the tables of one document: what stands in them decides, and tables of the same kind are alike."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ejverkstallda.report.modell import Arendelista, Block, Justering, Kolumn, Tabell
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.columns import Need, balanced, by_weight, column_widths
from ejverkstallda.writers.pdf.literal import figure
from ejverkstallda.writers.pdf.setting import Setter
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, GUTTER, TextStyle

_MOST_MEASURED = 60  # rows, to settle widths by
_NARROW = (1 / 3, 1 / 2, 2 / 3)  # of the page: such a table is not spread over all of it
_ANSWERS = (1.0, 2.0)

_HAPPENED = ""

_Kind = tuple[Justering, ...] | tuple[tuple[Justering, ...], tuple[str, ...]]
_Name = tuple[str, int]
"""A column's head, and how many columns before it have the same."""


class _Row(NamedTuple):
    """A row's texts, each with the style it is set in."""

    texts: tuple[str, ...]
    looks: tuple[TextStyle, ...]


class Fitter:
    """Settles the widths of a document's tables, those of the same kind once for them all."""

    def __init__(self, blocks: Sequence[Block], setter: Setter) -> None:
        self._setter = setter
        self._tables: dict[_Kind, list[Tabell]] = {}
        for block in blocks:
            if isinstance(block, Tabell):
                self._tables.setdefault(_kind(block), []).append(block)
        self._lists = [block for block in blocks if isinstance(block, Arendelista)]
        self._settled: dict[_Kind, list[float]] = {}
        self._list_widths: dict[_Name, float] = {}

    def table(self, block: Tabell) -> list[float]:
        """Give the widths of a table: those of all with the same heads but for the first. A narrow one stays narrow."""
        kind = _kind(block)
        if kind not in self._settled:
            alike = self._tables[kind]
            rows = [row for table in alike for row in _table_rows(table)]
            heads = [_head_row(table.kolumner) for table in alike]
            self._settled[kind] = _settle(
                heads, rows, [kolumn.vikt for kolumn in block.kolumner], self._setter, narrow=True
            )
        return self._settled[kind]

    def cases(self, block: Arendelista) -> list[float]:
        """Give the widths of a case list. What a column that it lacks takes in the others, its last one of text has."""
        if not self._list_widths:
            self._list_widths = self._all_lists()
        names = _names(block.kolumner)
        widths = [self._list_widths[name] for name in names]
        lacking = [width for name, width in self._list_widths.items() if name not in names]
        if block.kolumner[-1].justering != "hoger":
            widths[-1] += sum(lacking) + GUTTER * len(lacking)
        return widths

    def _all_lists(self) -> dict[_Name, float]:
        merged: dict[_Name, Kolumn] = {}
        named = [dict(zip(_names(block.kolumner), block.kolumner, strict=True)) for block in self._lists]
        for columns in named:
            merged = _merge(merged, columns)
        looks = cell_styles(tuple(merged.values()), key=0)
        heads, rows = [], []
        for block, columns in zip(self._lists, named, strict=True):
            heads.append(_head_row([columns.get(name, kolumn) for name, kolumn in merged.items()]))
            for case in block.block:
                texts = dict(zip(columns, case.celler, strict=True))
                rows.append(_cells((texts.get(name, "") for name in merged), looks))
        weights = [kolumn.vikt for kolumn in merged.values()]
        return dict(zip(merged, _settle(heads, rows, weights, self._setter), strict=True))

    def answers(self, answers: Iterable[tuple[str, str]]) -> list[float]:
        """Give the widths of a list of answers: such lists stand beneath each other and are to be alike."""
        rows = [_Row(answer, (styles.CELL_KEY, styles.CELL)) for answer in answers]
        return column_widths(_needs(rows, _ANSWERS, self._setter), BODY_WIDTH - GUTTER)


def _kind(table: Tabell) -> _Kind:
    return tuple(k.justering for k in table.kolumner), tuple(k.rubrik for k in table.kolumner[1:])


def _names(kolumner: Sequence[Kolumn]) -> list[_Name]:
    """Name the columns of a case list: by their heads, but the last, if of text, by none: it tells what happened."""
    heads = [kolumn.rubrik for kolumn in kolumner]
    if kolumner[-1].justering != "hoger":
        heads[-1] = _HAPPENED
    return [(head, heads[:number].count(head)) for number, head in enumerate(heads)]


def _merge(one: dict[_Name, Kolumn], other: dict[_Name, Kolumn]) -> dict[_Name, Kolumn]:
    """Put columns together in an order that is right for both."""
    merged: dict[_Name, Kolumn] = {}
    ahead = list(other.items())
    for name, kolumn in one.items():
        if name in other:
            while ahead:
                before, found = ahead.pop(0)
                merged.setdefault(before, found)
                if before == name:
                    break
        merged.setdefault(name, kolumn)
    return {**merged, **dict(ahead)}


def cell_styles(kolumner: Sequence[Kolumn], *, key: int | None = None) -> tuple[TextStyle, ...]:
    """Choose the styles of the cells of a row. The column `key` stands out throughout."""
    chosen = (styles.CELL_RIGHT if kolumn.justering == "hoger" else styles.CELL for kolumn in kolumner)
    return tuple(styles.STRONG[style] if number == key else style for number, style in enumerate(chosen))


def head_style(kolumn: Kolumn) -> TextStyle:
    """Choose the style of a column's head."""
    return styles.HEAD_RIGHT if kolumn.justering == "hoger" else styles.HEAD


def _cells(texts: Iterable[str], looks: tuple[TextStyle, ...]) -> _Row:
    return _Row(
        tuple(figure(text) if style.align == "hoger" else text for text, style in zip(texts, looks, strict=True)), looks
    )


def _head_row(kolumner: Sequence[Kolumn]) -> _Row:
    return _Row(tuple(k.rubrik for k in kolumner), tuple(map(head_style, kolumner)))


def _table_rows(table: Tabell) -> list[_Row]:
    plain, last = cell_styles(table.kolumner), len(table.rader) - 1
    strong = tuple(styles.STRONG[style] for style in plain)
    return [
        _cells(row, strong if table.summarad and number == last else plain) for number, row in enumerate(table.rader)
    ]


def _settle(
    heads: Iterable[_Row], rows: Iterable[_Row], weights: Sequence[float], setter: Setter, *, narrow: bool = False
) -> list[float]:
    """Settle widths by heads and cells: one line for each where that can be had, else as few lines as can be."""
    heads, rows = list(dict.fromkeys(heads)), list(dict.fromkeys(rows))
    gutters = GUTTER * (len(weights) - 1)
    natural = [max(setter.width(text, style) for text, style in column) for column in _by_column([*heads, *rows])]
    for share in _NARROW if narrow else ():
        spare = BODY_WIDTH * share - gutters - sum(natural)
        if spare >= 0:
            return [width + spare / len(natural) for width in natural]
    whole = BODY_WIDTH - gutters
    if sum(natural) <= whole:
        return by_weight(weights, natural, whole)
    needs = _needs([*heads, *rows], weights, setter)
    whole_heads = [
        need._replace(firm=max(need.firm, head.widest))
        for need, head in zip(needs, _needs(heads, weights, setter), strict=True)
    ]
    if sum(need.firm for need in whole_heads) <= whole:  # a head is not divided where that can be helped
        needs = whole_heads
    widths = column_widths(needs, whole)
    lowest = [min(width, need.widest) for width, need in zip(widths, needs, strict=True)]
    shown = [*heads, *rows[:: -(-len(rows) // _MOST_MEASURED) or 1]]
    return balanced(widths, lowest, _line_counter(shown, setter)) if rows else widths


def _by_column(rows: Sequence[_Row]) -> list[set[tuple[str, TextStyle]]]:
    """Give for each column what is set in it, and how."""
    found: list[set[tuple[str, TextStyle]]] = [set() for _ in rows[0].texts] if rows else []
    for row in rows:
        for cells, text, style in zip(found, row.texts, row.looks, strict=True):
            cells.add((text, style))
    return found


def _needs(rows: Sequence[_Row], weights: Sequence[float], setter: Setter) -> list[Need]:
    needs = []
    for weight, column in zip(weights, _by_column(rows), strict=True):
        measured = [setter.widest_words(text, style) for text, style in column]
        needs.append(Need(weight, max(wide for wide, _ in measured), max(firm for _, firm in measured)))
    return needs


def _line_counter(rows: Sequence[_Row], setter: Setter) -> Callable[[int, float], tuple[int, ...]]:
    """Count the lines of the cells of a column at a width."""

    @cache
    def lines(text: str, style: TextStyle, width: float) -> int:
        return 1 if setter.width(text, style) <= width else len(setter.set(text, style, width).lines)

    @cache
    def column_lines(column: int, width: float) -> tuple[int, ...]:
        return tuple(lines(row.texts[column], row.looks[column], width) for row in rows)

    return column_lines
