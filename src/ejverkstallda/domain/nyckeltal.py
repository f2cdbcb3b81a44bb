"""Nyckeltal: a year's figures about ej verkställda beslut, as a nämnd's plan states them, one column per year.

They are counted on what is known today: a case that became known late is in the year it belongs to, not in the
year it was reported. A closed quarter's own figures are in its report.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.kallor import Kalla

MANADER: Final = 12


@dataclass(frozen=True, slots=True)
class Indikator:
    """An indicator: its id, what it is called, what it counts, exactly how, and the sources it rests on.

    `decimaler` is how many decimals its values have.
    """

    id: str
    namn: str
    definition: str
    kallor: tuple[Kalla, ...]
    decimaler: int = 0

    def __post_init__(self) -> None:
        """Refuse an indicator without a source.

        Raises:
            ValueError: `kallor` is empty.
        """
        if not self.kallor:
            msg = f"Indikator {self.id} saknar källa."
            raise ValueError(msg)


_PLIKT: Final = (kallor.SOL25_34_1, kallor.SOL01_16_6F, kallor.LSS_28F)
NYA: Final = Indikator(
    "nya_ej_verkstallda",
    "Nya ej verkställda beslut under året",
    "Rapporteringspliktiga beslut och avbrott vars gränsdag, tre månader efter beslutet eller avbrottet, ligger i "
    "året, och som inte hade verkställts, återupptagits eller avslutats då.",
    (*_PLIKT, kallor.TOLKNING_NYCKELTAL),
)
SNITT: Final = Indikator(
    "snitt_ej_verkstallda",
    "Ej verkställda beslut, snitt för året",
    "Medelvärdet av beståndet den sista dagen i var och en av årets månader. I beståndet en dag är de "
    "rapporteringspliktiga beslut och avbrott som har nått gränsdagen och inte tagit slut den dagen eller tidigare. "
    "För ett år som inte är slut räknas de månader som har gått.",
    (kallor.TOLKNING_BESTAND, kallor.TOLKNING_NYCKELTAL),
    decimaler=1,
)
APRIL: Final = Indikator(
    "ej_verkstallda_april",
    "Ej verkställda beslut den 30 april",
    "Beståndet den 30 april, räknat som i snittet.",
    (kallor.TOLKNING_BESTAND, kallor.TOLKNING_NYCKELTAL),
)
AUGUSTI: Final = Indikator(
    "ej_verkstallda_augusti",
    "Ej verkställda beslut den 31 augusti",
    "Beståndet den 31 augusti, räknat som i snittet.",
    (kallor.TOLKNING_BESTAND, kallor.TOLKNING_NYCKELTAL),
)
DECEMBER: Final = Indikator(
    "ej_verkstallda_december",
    "Ej verkställda beslut den 31 december",
    "Beståndet den 31 december, räknat som i snittet.",
    (kallor.TOLKNING_BESTAND, kallor.TOLKNING_NYCKELTAL),
)
VERKSTALLDA: Final = Indikator(
    "verkstallda_beslut",
    "Verkställda beslut under året",
    "Beslut vars verkställighet började under året, inom tre månader eller senare. Återupptagna efter avbrott räknas "
    "inte, inte heller domar.",
    (kallor.IVO_VERKSTALLD, kallor.TOLKNING_NYCKELTAL),
)
INDIKATORER: Final = (NYA, SNITT, APRIL, AUGUSTI, DECEMBER, VERKSTALLDA)
_AVSTAMNING: Final = {APRIL: 4, AUGUSTI: 8, DECEMBER: 12}


class Matpunkt(NamedTuple):
    """A reportable väntan as far as an indicator looks at it: what it is counted under, gränsdag, last day or None."""

    avser: str
    gransdag: date
    slut: date | None


class Serie(NamedTuple):
    """An indicator's values for what it is counted under, by year; None where nothing is known of the year."""

    indikator: Indikator
    avser: str
    varden: Mapping[int, Decimal | None]


class Tidsram(NamedTuple):
    """The years asked for (ascending), the day that counts as today, and the first year anything is known of.

    A year before that, and one that has not begun, has no values: nothing is known of them, which is not 0.
    """

    ar: Sequence[int]
    idag: date
    forsta: int

    def covers(self, year: int) -> bool:
        """Tell whether anything can be known of a year."""
        return self.forsta <= year <= self.idag.year


def count_years(
    punkter: Iterable[Matpunkt],
    verkstallda: Mapping[tuple[str, int], int],
    tid: Tidsram,
    always: Collection[str] = (),
) -> tuple[Serie, ...]:
    """Count every indicator for the years, per what it is counted under.

    `verkstallda` is the number of executed decisions by what they are counted under and year. Months that have not
    ended today are not counted in the stock. What has no case in any of the years is left out, but for `always`.
    """
    ar, idag = tid.ar, tid.idag
    new: Counter[tuple[str, int]] = Counter()
    steps: dict[str, Counter[int]] = defaultdict(Counter)
    first, end = _months(ar[0]).start, _months(ar[-1]).stop
    for punkt in punkter:
        new[punkt.avser, punkt.gransdag.year] += 1
        # In stock from the end of the month of gränsdag to the end of the month before the one it ended in.
        into = max(_month(punkt.gransdag), first)
        out = min(_month(punkt.slut), end) if punkt.slut else end
        if into < out:
            steps[punkt.avser][into] += 1
            steps[punkt.avser][out] -= 1
    over = _month(idag) + _is_month_end(idag)
    names = {name for name, year in (*new, *verkstallda) if year in ar} | set(steps) | set(always)
    return tuple(
        serie
        for name in sorted(names, key=str.casefold)
        for serie in _series(name, new, _stock(steps[name], first, min(end, over)), verkstallda, tid)
    )


def _series(
    name: str,
    new: Mapping[tuple[str, int], int],
    stock: Mapping[int, int],
    verkstallda: Mapping[tuple[str, int], int],
    tid: Tidsram,
) -> list[Serie]:
    known = {year: tid.covers(year) for year in tid.ar}
    months = {year: [stock[m] for m in _months(year) if m in stock] if there else [] for year, there in known.items()}
    series = [
        Serie(NYA, name, {year: Decimal(new.get((name, year), 0)) if there else None for year, there in known.items()}),
        Serie(SNITT, name, {year: _mean(held) for year, held in months.items()}),
    ]
    for indikator, month in _AVSTAMNING.items():
        at = {year: stock.get(_months(year)[month - 1]) if there else None for year, there in known.items()}
        series.append(Serie(indikator, name, {y: None if v is None else Decimal(v) for y, v in at.items()}))
    done = {year: Decimal(verkstallda.get((name, year), 0)) if there else None for year, there in known.items()}
    return [*series, Serie(VERKSTALLDA, name, done)]


def _month(day: date) -> int:
    """Number the months from year 0."""
    return day.year * MANADER + day.month - 1


def _months(year: int) -> range:
    return range(year * MANADER, (year + 1) * MANADER)


def _is_month_end(day: date) -> bool:
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1


def _stock(steps: Mapping[int, int], first: int, end: int) -> dict[int, int]:
    """Return the stock at the end of each month from `first` to the one before `end`."""
    held, found = 0, {}
    for month in range(first, end):
        held += steps.get(month, 0)
        found[month] = held
    return found


def _mean(values: Sequence[int]) -> Decimal | None:
    """Return the mean with one decimal, halves upwards; None when there is nothing to take it of."""
    if not values:
        return None
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)
