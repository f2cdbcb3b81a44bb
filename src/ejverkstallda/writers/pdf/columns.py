"""Widths of columns: by their weights, but no narrower than what stands in them where that can be had."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_STEP = 0.01  # of the whole
_LARGEST_CLAIM = 0.4  # of the whole: one column's endless word must not starve the others


class Need(NamedTuple):
    """What a column asks for: its weight, its widest word, its widest number or date."""

    weight: float
    widest: float
    firm: float


def column_widths(needs: Sequence[Need], whole: float) -> list[float]:
    """Share out the whole width. First numbers and dates get theirs, then words, then the weights."""
    weights = [max(need.weight, 0.01) for need in needs]
    shares = [whole * weight / sum(weights) for weight in weights]
    claims = [max(share, whole * _LARGEST_CLAIM) for share in shares]
    firm = [min(need.firm, claim) for need, claim in zip(needs, claims, strict=True)]
    wide = [max(lowest, min(need.widest, claim)) for need, claim, lowest in zip(needs, claims, firm, strict=True)]
    if sum(firm) >= whole:
        return [lowest * whole / sum(firm) for lowest in firm]
    if sum(wide) > whole:
        part = (whole - sum(firm)) / (sum(wide) - sum(firm))
        return [lowest + (width - lowest) * part for lowest, width in zip(firm, wide, strict=True)]
    return by_weight(weights, wide, whole)


def by_weight(weights: Sequence[float], lowest: Sequence[float], whole: float) -> list[float]:
    """Share by weight; who would get less than its lowest gets that, and the rest is shared again.

    There must be room for all the lowest.
    """
    held: set[int] = set()
    while True:
        room = whole - sum(lowest[index] for index in held)
        free = sum(weight for index, weight in enumerate(weights) if index not in held)
        widths = [lowest[index] if index in held else room * weight / free for index, weight in enumerate(weights)]
        short = {index for index, width in enumerate(widths) if width < lowest[index] - 0.001} - held
        if not short:
            return widths
        held |= short


def balanced(
    widths: Sequence[float], lowest: Sequence[float], lines: Callable[[int, float], Sequence[int]]
) -> list[float]:
    """Move width between columns as long as that makes the rows lower, all of them together.

    `lines` tells how many lines each row's cell takes in a column of a width; the heads are a row too. No column gets
    narrower than its `lowest`, and what none of them needs is shared out alike.
    """
    whole = sum(widths)
    columns = range(len(widths))
    cost = widest = _cost([lines(column, widths[column]) for column in columns])
    found = [_least(column, low, width, lines) for column, (low, width) in enumerate(zip(lowest, widths, strict=True))]
    while True:
        best: tuple[tuple[int, int], list[float]] | None = None
        takers = [column for column in columns if max(lines(column, found[column])) > 1]
        for tried in _moves(found, lowest, takers, whole):
            lower = _cost([lines(column, tried[column]) for column in columns])
            if lower < (best[0] if best else cost):
                best = (lower, tried)
        if best is None:
            return list(widths) if cost == widest else [width + (whole - sum(found)) / len(found) for width in found]
        cost, found = best


def _moves(
    found: Sequence[float], lowest: Sequence[float], takers: Sequence[int], whole: float
) -> Iterator[list[float]]:
    """Give the widths that come of making one column wider: of what no column has, else at another's expense."""
    spare = whole - sum(found)
    columns = range(len(found))
    for taker in takers:
        for size in (whole * _STEP * times for times in (1, 2, 4, 8, 16, 32)):
            for giver in (None, *columns):
                tried = list(found)
                if giver is not None:
                    tried[giver] -= max(0.0, size - spare)
                elif size > spare:
                    continue
                if giver == taker or (giver is not None and tried[giver] < lowest[giver]):
                    continue
                tried[taker] += size
                yield tried


def _least(column: int, lowest: float, width: float, lines: Callable[[int, float], Sequence[int]]) -> float:
    """Narrow a column as far as none of its cells takes more lines for it, to the nearest point."""
    now = lines(column, width)
    held, refused = 0, int(width - lowest) + 1
    while refused - held > 1:
        tried = (held + refused) // 2
        if lines(column, width - tried) == now:
            held = tried
        else:
            refused = tried
    return width - held


def _cost(columns: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Tell how high the rows are together, and how many lines there are in all their cells.

    Of what is equally high that with fewer lines is better: a row that two columns make high gets lower in two steps.
    """
    return sum(map(max, zip(*columns, strict=True))), sum(map(sum, columns))
