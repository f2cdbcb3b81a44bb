"""Widths of columns: by their weights, but no narrower than what stands in them where that can be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

_STEP = 0.02  # of the whole
_RAGGED = 1.12  # of what a text takes on one line, it takes when it is broken
_LARGEST_CLAIM = 0.4  # of the whole: one column's endless word must not starve the others


@dataclass(frozen=True, slots=True)
class Need:
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
    return _by_weight(weights, wide, whole)


def _by_weight(weights: Sequence[float], lowest: Sequence[float], whole: float) -> list[float]:
    """Share by weight; who would get less than its lowest gets that, and the rest is shared again."""
    held: set[int] = set()
    while True:
        room = whole - sum(lowest[index] for index in held)
        free = sum(weight for index, weight in enumerate(weights) if index not in held)
        widths = [lowest[index] if index in held else room * weight / free for index, weight in enumerate(weights)]
        short = {index for index, width in enumerate(widths) if width < lowest[index] - 0.001} - held
        if not short:
            return widths
        held |= short


def balanced(widths: Sequence[float], lowest: Sequence[float], rows: Sequence[Sequence[float]]) -> list[float]:
    """Move width between columns as long as that makes the rows lower, all of them together.

    `rows` are the cells' texts, each as wide as it would be on one line; no column gets narrower than its `lowest`.
    """
    found = list(widths)
    step = sum(found) * _STEP
    columns = range(len(found))
    height = _lines(found, rows)
    moved = True
    while moved and height > len(rows):
        moved = False
        best = (height, found)
        for giver in columns:
            for size in (step, 2 * step, 4 * step):
                if found[giver] - size < lowest[giver]:
                    break
                for taker in columns:
                    tried = list(found)
                    tried[giver] -= size
                    tried[taker] += size
                    if taker != giver and (lower := _lines(tried, rows)) < best[0]:
                        best, moved = (lower, tried), True
        height, found = best
    return found


def _lines(widths: Sequence[float], rows: Sequence[Sequence[float]]) -> int:
    """Reckon how many lines the rows take: a broken text fills its lines but for a little at their ends."""
    return sum(
        max(1 if wide <= width else ceil(wide * _RAGGED / width) for wide, width in zip(row, widths, strict=True))
        for row in rows
    )
