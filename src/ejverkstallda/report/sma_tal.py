"""Small numbers: what is hidden so that nobody is pointed out, and what else must be so that it cannot be worked out.

The threshold n is the municipality's choice (OSL and the statutes name none). A group is divided by sex only where
both women and men are at least n. Kinds of insats with fewer than n are taken together. Totals are always kept;
therefore more is hidden than what is small, until what is hidden together is large enough.
"""

from collections.abc import Mapping, Sequence

from ejverkstallda.report.statistikmodell import Antalsrad, Konsantal, Konsuppdelning, Uppdelning


def _safe(n: int, kvinnor: int, man: int, okant: int) -> bool:
    """Tell whether counts by sex may be shown, or stand together as what is hidden."""
    return kvinnor >= n and man >= n and (okant == 0 or okant >= n)


def _row_safe(n: int, rows: Sequence[Konsantal]) -> bool:
    return _safe(n, sum(r.kvinnor or 0 for r in rows), sum(r.man or 0 for r in rows), sum(r.okant or 0 for r in rows))


def _hidden(rad: Konsantal) -> Konsantal:
    return rad._replace(kvinnor=None, man=None, okant=None)


def hide_sex(whole: Konsuppdelning, n: int) -> Konsuppdelning:
    """Hide the split of groups that are too small; 0 hides nothing. An empty group has nothing to hide.

    Where a group is hidden the split of the whole is too: it would tell of the group, and it goes on from quarter to
    quarter, so what one person changes in it would tell of that one.
    """
    if not n:
        return whole
    hidden = [r for r in whole.rader if r.antal and not _row_safe(n, [r])]
    rows = tuple(_hidden(r) if r in hidden else r for r in whole.rader)
    return Konsuppdelning(rows, _hidden(whole.summa) if hidden else whole.summa)


def merge_small(counts: Mapping[str, int], n: int, vad: str) -> Uppdelning:
    """Divide a whole into kinds of `vad`, in order of name; those with fewer than n are taken together.

    What is taken together is at least two kinds and n väntan, as far as there are so many: the smallest of the
    others go with it. Its kinds are named only where their numbers do not follow from that (as many väntan as kinds:
    one each). The ways it falls in groups are left out of every row.
    """
    names = sorted(counts, key=str.casefold)
    merged = [name for name in names if counts[name] < n]
    left = sorted((name for name in names if counts[name] >= n), key=lambda name: counts[name])
    while merged and left and not _enough([counts[name] for name in merged], n):
        merged.append(left.pop(0))
    rows = [Antalsrad(name, counts[name]) for name in names if name not in merged]
    if not merged:
        return Uppdelning(tuple(rows))
    together = sum(counts[name] for name in merged)
    told = tuple(sorted(merged, key=str.casefold)) if together > len(merged) > 1 else ()
    name = f"{'Övriga' if rows else 'Alla'} {vad}".strip()
    larger = any(counts[kind] >= n for kind in merged)
    return Uppdelning((*rows, Antalsrad(name, together)), sammanslaget=True, hopslagna=told, storre=larger)


def _enough(merged: Sequence[int], n: int) -> bool:
    return len(merged) > 1 and sum(merged) >= n and sum(merged) > len(merged)
