"""Dated values with their source: the time limit and IVO's reporting days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, NamedTuple, TypeVar

from ejverkstallda.domain import kallor
from ejverkstallda.domain.kallor import Kalla
from ejverkstallda.domain.kvartal import Kvartal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A value that a rule uses, with the days it is in force (both counted in, None = open) and its sources."""

    id: str
    varde: T
    kallor: tuple[Kalla, ...]
    fran: date | None = None
    till: date | None = None

    def __post_init__(self) -> None:
        """Refuse a parameter without a source.

        Raises:
            ValueError: `kallor` is empty.
        """
        if not self.kallor:
            msg = f"Parameter {self.id} saknar källa."
            raise ValueError(msg)


class Arsdag(NamedTuple):
    """A day of the year, `ar_efter` years after the quarter's own year."""

    manad: int
    dag: int
    ar_efter: int = 0

    def in_year(self, year: int) -> date:
        """Return the day for a quarter of `year`."""
        return date(year + self.ar_efter, self.manad, self.dag)


TIDSGRANS_MANADER: Final = Parameter(
    "tidsgrans",
    3,
    (kallor.SOL25_34_1, kallor.SOL01_16_6F, kallor.LSS_28F),
)
"""Months after which an unexecuted decision, or an interruption, must be reported."""

RAPPORTERINGSDAGAR: Final = Parameter(
    "rapporteringsdagar",
    {1: Arsdag(4, 30), 2: Arsdag(8, 31), 3: Arsdag(10, 31), 4: Arsdag(1, 31, ar_efter=1)},
    (kallor.IVO_PERIODER, kallor.TOLKNING_PERIODER),
)
"""R12: last day of IVO's reporting period per quarter, as published for 2019. Other years: assumed the same."""
PERIODER_KANDA: Final = frozenset({2019})
"""Years of the quarters whose reporting periods IVO has published, as far as we have found."""


class Spann(NamedTuple):
    """A range of kronor, both ends counted in."""

    lagst: int
    hogst: int


_AVGIFT_KALLOR: Final = (kallor.LSS_28B, kallor.SOL25_34_7, kallor.TOLKNING_AVGIFT_SOL)
AVGIFTSSPANN: Final = (
    Parameter(
        "avgift-till-2025",
        Spann(10_000, 1_000_000),
        (*_AVGIFT_KALLOR, kallor.LSS_OVERGANG_AVGIFT, kallor.SOL01_16_6B),
        till=date(2025, 12, 31),
    ),
    Parameter("avgift-fran-2026", Spann(15_000, 1_500_000), _AVGIFT_KALLOR, fran=date(2026, 1, 1)),
)
"""The range of särskild avgift, by the day of the decision."""

AVGIFT_INOM_MANADER: Final = Parameter(
    "avgift-tva-ar",
    24,
    (kallor.LSS_28E, kallor.SOL25_34_10, kallor.SOL01_16_6E),
)
"""Months from the decision or interruption within which an application for särskild avgift must be served."""


class Paslag(NamedTuple):
    """A surcharge in per cent of what it is added to."""

    procent: int


AVGIFT_PASLAG: Final = Parameter("avgift-paslag", Paslag(25), (kallor.IVO_AVGIFT,))
"""The repressive part that IVO adds when it works out the amount of a särskild avgift. Since when is not known."""

_INGA: Final[Mapping[Kvartal, date]] = {}


def rapporteringsdag(kvartal: Kvartal, egna: Mapping[Kvartal, date] = _INGA) -> date:
    """Return the last day for reporting `kvartal`; `egna` are the municipality's own days per quarter."""
    return egna.get(kvartal) or RAPPORTERINGSDAGAR.varde[kvartal.nummer].in_year(kvartal.ar)
