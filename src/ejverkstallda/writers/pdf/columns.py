"""Widths of columns: by their weights, but no narrower than what stands in them where that can be had."""

from collections.abc import Sequence
from dataclasses import dataclass

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
