"""Adds the figures of several nämnder's reports to fullmäktige, from what those reports show and nothing else.

That is what keeps small numbers safe: whoever has the nämnder's own reports could work out the sum, so the sum tells
nothing that they do not. What one of them hides is not counted anew from its cases; a median cannot be added, and is
left to the parts.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.report.radfakta import Erbjudanden
from ejverkstallda.report.rakning import SAKNAS
from ejverkstallda.report.statistikmodell import (
    Ansvarsantal,
    Antalsrad,
    Bandantal,
    Gruppantal,
    Jamforelse,
    Konsantal,
    Konsuppdelning,
    Kvartalstal,
    Skalstatistik,
    Slagstatistik,
    Statistik,
    Tidsmatt,
    Uppdelning,
    Vantetider,
)
from ejverkstallda.report.tidsband import BAND

T = TypeVar("T")
U = TypeVar("U")
_BANDEN: Final = tuple(b.kort for b in BAND)


def add_statistics(delar: Sequence[Statistik]) -> Statistik:
    """Return the sum of reports; a part that one of them leaves out is left out of it."""
    return Statistik(
        summor=add_sums([d.summor for d in delar]),
        beslut=_add_kinds([d.beslut for d in delar]),
        avbrott=_add_kinds([d.avbrott for d in delar]),
        sma_tal=max(d.sma_tal for d in delar),
        verksamhetsomraden=_of_all(delar, lambda d: d.verksamhetsomraden, lambda u: add_divisions(u, "områden")),
        kon=_of_all(delar, lambda d: d.kon, _add_sexes),
        skal=_of_all(delar, lambda d: d.skal, _add_reasons),
        erbjudanden=_of_all(delar, lambda d: d.erbjudanden, lambda e: sum(e, Erbjudanden())),
        erbjudanden_saknas=sum(d.erbjudanden_saknas for d in delar),
        jamforelse=_of_all(delar, lambda d: d.jamforelse, _add_comparisons),
        diagram=all(d.diagram for d in delar),
        felregistrerade=sum(d.felregistrerade for d in delar),
    )


def _of_all(
    delar: Iterable[Statistik], part: Callable[[Statistik], T | None], add: Callable[[Sequence[T]], U]
) -> U | None:
    """Add a part that a report may leave out; None where any does."""
    found = [part(d) for d in delar]
    held = [p for p in found if p is not None]
    return add(held) if len(held) == len(found) else None


def add_sums(summor: Iterable[Summor]) -> Summor:
    """Add the sums of a quarter."""
    every = list(summor)
    return Summor(
        sum(s.nya for s in every),
        sum(s.verkstallda for s in every),
        sum(s.avslutade for s in every),
        sum(s.kvarstaende for s in every),
        sum(s.ej_verkstallda for s in every),
    )


def add_divisions(delar: Sequence[Uppdelning], vad: str) -> Uppdelning:
    """Add divisions into kinds of `vad` by the kinds' names. What any of them takes together stays together, last."""
    shown: dict[str, list[Antalsrad]] = {}
    together = 0
    for del_ in delar:
        rows = list(del_.rader)
        if del_.sammanslaget:
            together += rows.pop().antal
        for rad in rows:
            shown.setdefault(rad.namn, []).append(rad)
    merged = any(d.sammanslaget for d in delar)
    names = sorted(shown, key=lambda name: (name == SAKNAS, name.casefold()))
    crossed = all(r.grupper for rows in shown.values() for r in rows) and not merged
    rows = [Antalsrad(n, sum(r.antal for r in shown[n]), _add_groups(shown[n]) if crossed else None) for n in names]
    if merged:
        rows.append(Antalsrad(f"{'Övriga' if rows else 'Alla'} {vad}".strip(), together))
    return Uppdelning(tuple(rows), sammanslaget=merged)


def _add_groups(rader: Iterable[Antalsrad]) -> Gruppantal:
    groups = [r.grupper for r in rader if r.grupper]
    return Gruppantal(
        sum(g.nya for g in groups),
        sum(g.verkstallda for g in groups),
        sum(g.avslutade for g in groups),
        sum(g.kvarstaende for g in groups),
    )


def _add_kinds(delar: Sequence[Slagstatistik]) -> Slagstatistik:
    return Slagstatistik(
        add_sums(d.summor for d in delar),
        add_divisions([d.insatser for d in delar], "insatser"),
        _add_times([d.tider for d in delar]),
    )


def _add_times(delar: Sequence[Vantetider]) -> Vantetider:
    bands: dict[str, Bandantal] = {}
    for band in (b for d in delar for b in d.band):
        had = bands.get(band.kort)
        vantar, slut = (had.vantar, had.slut) if had else (0, 0)
        bands[band.kort] = Bandantal(band.namn, band.kort, vantar + band.vantar, slut + band.slut)
    return Vantetider(
        _add_measures([d.vantar for d in delar]),
        _add_measures([d.slut for d in delar]),
        tuple(bands[kort] for kort in _BANDEN if kort in bands),
    )


def _add_measures(delar: Iterable[Tidsmatt]) -> Tidsmatt:
    """Add how many, and take the longest; the median is told only where all of them are one nämnd's."""
    filled = [m for m in delar if m.antal]
    longest = max((m.langst for m in filled if m.langst is not None), default=None)
    return Tidsmatt(sum(m.antal for m in filled), filled[0].median if len(filled) == 1 else None, longest)


def _add_sexes(delar: Sequence[Konsuppdelning]) -> Konsuppdelning:
    """Add groups by sex; where one hides the split of a group, so does the sum."""
    rows = zip(*(d.rader for d in delar), strict=True)
    return Konsuppdelning(tuple(_add_sex(row) for row in rows), _add_sex([d.summa for d in delar]))


def _add_sex(rader: Sequence[Konsantal]) -> Konsantal:
    namn, antal = rader[0].namn, sum(r.antal for r in rader)
    women = [r.kvinnor for r in rader if r.kvinnor is not None]
    men = [r.man for r in rader if r.man is not None]
    unknown = [r.okant for r in rader if r.okant is not None]
    if not len(women) == len(men) == len(unknown) == len(rader):
        return Konsantal(namn, antal, None, None, None)
    return Konsantal(namn, antal, sum(women), sum(men), sum(unknown))


def _add_reasons(delar: Sequence[Skalstatistik]) -> Skalstatistik:
    """Add reasons crossed with whose they are; where one shows them apart, so does the sum."""
    if any(d.skal for d in delar):
        apart = [_apart(d) for d in delar]
        return Skalstatistik(
            skal=add_divisions([skal for skal, _ in apart], "skäl"),
            ansvar=add_divisions([ansvar for _, ansvar in apart], ""),
        )
    found: dict[str, Ansvarsantal] = {}
    for rad in (r for d in delar for r in d.korsad):
        had = found.get(rad.namn, Ansvarsantal(rad.namn, 0, 0, 0, 0))
        found[rad.namn] = Ansvarsantal(
            rad.namn,
            had.kommunen + rad.kommunen,
            had.enskild + rad.enskild,
            had.annan + rad.annan,
            had.saknas + rad.saknas,
        )
    return Skalstatistik(korsad=tuple(sorted(found.values(), key=lambda r: (r.namn == SAKNAS, r.namn))))


def _apart(stat: Skalstatistik) -> tuple[Uppdelning, Uppdelning]:
    """Return reasons and whose they are as two divisions."""
    if stat.skal is not None and stat.ansvar is not None:
        return stat.skal, stat.ansvar
    whose: Counter[str] = Counter()
    for r in stat.korsad:
        whose.update({"Kommunen": r.kommunen, "Den enskilde": r.enskild, "Annan": r.annan, SAKNAS: r.saknas})
    reasons = tuple(Antalsrad(r.namn, r.antal) for r in stat.korsad)
    return Uppdelning(reasons), Uppdelning(tuple(Antalsrad(namn, n) for namn, n in whose.items() if n))


def _add_comparisons(delar: Sequence[Jamforelse]) -> Jamforelse:
    """Add quarter by quarter; one that any has not closed is not told, nor one that any does not go back to."""
    spans = [{k.kvartal: k for k in d.bestand} for d in delar]
    shared = [q for q in spans[0] if all(q in span for span in spans)]
    return Jamforelse(
        _add_quarter([d.denna for d in delar]),
        _add_quarter([d.forra for d in delar]),
        _add_quarter([d.fjol for d in delar]),
        tuple(_add_quarter([span[q] for span in spans]) for q in shared),
    )


def _add_quarter(tal: Sequence[Kvartalstal]) -> Kvartalstal:
    known = [t.summor for t in tal if t.summor is not None]
    return Kvartalstal(tal[0].kvartal, add_sums(known) if len(known) == len(tal) else None)
