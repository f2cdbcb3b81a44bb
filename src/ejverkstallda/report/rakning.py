"""Counts the rows of a quarter into the figures of a report: by kind, sex, reason, offers and time waited."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Final

from ejverkstallda.domain.beslut import Ansvar, Kon, SkalKod, Vantanslag
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.report.noteringar import SKAL_ORD
from ejverkstallda.report.radfakta import Erbjudanden, Radfakta
from ejverkstallda.report.sma_tal import hide_sex, merge_small
from ejverkstallda.report.statistikmodell import (
    Ansvarsantal,
    Antalsrad,
    Bandantal,
    Gruppantal,
    Konsantal,
    Konsuppdelning,
    Skalstatistik,
    Slagstatistik,
    Tidsmatt,
    Uppdelning,
    Vantetider,
)
from ejverkstallda.report.talord import stor
from ejverkstallda.report.tidsband import BAND, I_TID, band_of, last_day, whole_months

SAKNAS: Final = "Uppgift saknas"
GRUPPNAMN: Final = {
    Grupp.NY: "Nya ej verkställda",
    Grupp.VERKSTALLD: "Verkställda",
    Grupp.AVSLUTAD: "Avslutade utan verkställighet",
    Grupp.KVARSTAENDE: "Fortsatt ej verkställda",
}
_ANSVAR_ORD: Final = {
    Ansvar.KOMMUNEN: "Kommunen",
    Ansvar.ENSKILD: "Den enskilde",
    Ansvar.ANNAN: "Annan",
    None: SAKNAS,
}
_ETIKETTER: Final = {i.kod: i.etikett for i in INSATSER}
_UTAN_FAKTA: Final = Radfakta()
Fakta = Mapping[int, Radfakta]
"""The facts of rows by `fall_id`; one that is not there was frozen before they were kept."""


def _groups(rader: Sequence[Rad]) -> Gruppantal:
    count = Counter(r.grupp for r in rader)
    return Gruppantal(count[Grupp.NY], count[Grupp.VERKSTALLD], count[Grupp.AVSLUTAD], count[Grupp.KVARSTAENDE])


def _divide(rader: Sequence[Rad], kind: Callable[[Rad], str], n: int, vad: str) -> Uppdelning:
    """Divide rows into kinds; the crossing with the groups is left out under a threshold, where it would tell more."""
    if n:
        return merge_small(Counter(kind(r) for r in rader), n, vad)
    by_kind: dict[str, list[Rad]] = {}
    for rad in rader:
        by_kind.setdefault(kind(rad), []).append(rad)
    names = sorted(by_kind, key=lambda name: (name == SAKNAS, name.casefold()))
    return Uppdelning(tuple(Antalsrad(name, len(by_kind[name]), _groups(by_kind[name])) for name in names))


def insats_name(rad: Rad) -> str:
    """Return what rows of one kind of insats have in common: the catalogue's label, else the registered one."""
    return _ETIKETTER.get(rad.insats_kod or "", rad.insats)


def insats_kind(rader: Sequence[Rad]) -> Callable[[Rad], str]:
    """Return how rows are named by insats; where both laws are among them the law is told as well."""
    both = len({r.lag for r in rader}) > 1

    def name(rad: Rad) -> str:
        return stor(insats_name(rad)) + (f", {rad.lag}" if both else "")

    return name


def divide_areas(rader: Sequence[Rad], n: int) -> Uppdelning:
    """Divide rows by verksamhetsområde."""
    return _divide(rader, lambda r: r.verksamhetsomrade or SAKNAS, n, "områden")


def count_sex(namn: str, rader: Sequence[Rad]) -> Konsantal:
    """Count rows by sex."""
    count = Counter(r.kon for r in rader)
    return Konsantal(namn, len(rader), count[Kon.KVINNA], count[Kon.MAN], count[None])


def divide_sex(bild: Kvartalsbild, n: int) -> Konsuppdelning:
    """Divide the four groups by sex, under the threshold n of small numbers."""
    rows = tuple(count_sex(namn, bild.group(grupp)) for grupp, namn in GRUPPNAMN.items())
    return hide_sex(Konsuppdelning(rows, count_sex("Rapporterade i kvartalet", bild.rader)), n)


def divide_new(bild: Kvartalsbild, n: int) -> Konsuppdelning | None:
    """Divide the new rows by insats and sex; None where the new as a whole may not be divided by sex."""
    new = bild.group(Grupp.NY)
    if not new or (n and divide_sex(bild, n).rader[0].kvinnor is None):
        return None
    kind = insats_kind(new)
    names = sorted({kind(r) for r in new}, key=str.casefold)
    rows = tuple(count_sex(name, [r for r in new if kind(r) == name]) for name in names)
    return hide_sex(Konsuppdelning(rows, count_sex("Summa", new)), n)


def _reason(skal_kod: SkalKod | None) -> str:
    return stor(SKAL_ORD[skal_kod]) if skal_kod else SAKNAS


def count_reasons(rader: Sequence[Rad], fakta: Fakta, n: int) -> Skalstatistik:
    """Count rows by the latest reason and by whose it is."""
    facts = [fakta.get(r.fall_id, _UTAN_FAKTA) for r in rader]
    if n:
        return Skalstatistik(
            skal=merge_small(Counter(_reason(f.skal_kod) for f in facts), n, "skäl"),
            ansvar=merge_small(Counter(_ANSVAR_ORD[f.ansvar] for f in facts), n, ""),
        )
    count = Counter((f.skal_kod, f.ansvar) for f in facts)
    found = [kod for kod in (*SkalKod, None) if any(f.skal_kod is kod for f in facts)]
    return Skalstatistik(
        korsad=tuple(Ansvarsantal(_reason(kod), *(count[kod, whose] for whose in (*Ansvar, None))) for kod in found)
    )


def count_offers_of(rader: Sequence[Rad], fakta: Fakta) -> tuple[Erbjudanden, int]:
    """Count the offers of rows, and the rows of which nothing is known."""
    known = [fakta[r.fall_id].erbjudanden for r in rader if r.fall_id in fakta]
    return sum(known, Erbjudanden()), len(rader) - len(known)


def _measure(rader: Sequence[Rad], n: int) -> Tidsmatt:
    if n:
        months = [whole_months(r.start, last_day(r)) for r in rader]
        return Tidsmatt(len(months), int(median(months)) if months else None, max(months, default=None))
    days = [r.dagar for r in rader]
    return Tidsmatt(len(days), median(days) if days else None, max(days, default=None))


def measure_times(rader: Sequence[Rad], n: int) -> Vantetider:
    """Measure the time waited since the väntan began: median, longest, and the bands of calendar months.

    In days, or under a threshold n of small numbers in whole months: a number of days is often one person's alone.
    """
    count = Counter((band_of(r.start, last_day(r), oppen=r.oppen), r.oppen) for r in rader)
    shown = [b for b in BAND if b is not I_TID or count[b, True] or count[b, False]]
    return Vantetider(
        _measure([r for r in rader if r.oppen], n),
        _measure([r for r in rader if not r.oppen], n),
        tuple(Bandantal(stor(b.namn), b.kort, count[b, True], count[b, False]) for b in shown),
        hela_manader=bool(n),
    )


def count_kind(rader: Sequence[Rad], slag: Vantanslag, n: int) -> Slagstatistik:
    """Count the rows of decisions, or of avbrott: sums, types of insats, waiting times."""
    own = tuple(r for r in rader if r.vantan is slag)
    return Slagstatistik(
        Kvartalsbild(own).summor, _divide(own, insats_kind(rader), n, "insatser"), measure_times(own, n)
    )
