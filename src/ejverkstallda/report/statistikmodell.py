"""The figures of a quarter: counts and times, with no field for what points at a case.

Both the nämnd's report and fullmäktige's are made from them. A count that a threshold of small numbers hides is
None: it is not in the model, so no writer can show it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.report.radfakta import Erbjudanden


class Rapporthuvud(NamedTuple):
    """What a report is about: whose, which quarter and law (None = both), and the days it is seen from.

    `lasdag` is the day whose end is shown: `statusdag`, or an earlier one while the answer is preliminary.
    `sista_noteringsdag` is the last day whose comments, reasons and offers are told: `rapporteringsdag`, or the day
    the quarter was closed (or today) if that came first. `utkast`: the quarter is not closed. `akter` are the acts that
    the decisions were made under, in short: one SoL, or the two that follow on each other.
    """

    kommun: str
    namnd: str
    kvartal: Kvartal
    lag: Lag | None
    statusdag: date
    lasdag: date
    rapporteringsdag: date
    sista_noteringsdag: date
    dokumentdatum: date
    preliminar: bool
    utkast: bool
    akter: tuple[str, ...]


class Gruppantal(NamedTuple):
    """Counts in the four groups of the quarter."""

    nya: int
    verkstallda: int
    avslutade: int
    kvarstaende: int


class Antalsrad(NamedTuple):
    """How many väntan a kind has (of insats, of area), and how they fall in the groups; None where that is hidden."""

    namn: str
    antal: int
    grupper: Gruppantal | None = None


class Uppdelning(NamedTuple):
    """A whole divided into kinds. `hopslagna` names those taken together in the last row (none told: empty).

    `storre`: kinds that are not small themselves are among them, so that the small ones do not follow from the sum.
    """

    rader: tuple[Antalsrad, ...]
    sammanslaget: bool = False
    hopslagna: tuple[str, ...] = ()
    storre: bool = False

    @property
    def antal(self) -> int:
        """The whole."""
        return sum(rad.antal for rad in self.rader)


class Konsantal(NamedTuple):
    """A group by sex; kvinnor, män and okänt (none registered) are None where the split is hidden."""

    namn: str
    antal: int
    kvinnor: int | None
    man: int | None
    okant: int | None


class Konsuppdelning(NamedTuple):
    """Groups by sex with their whole last."""

    rader: tuple[Konsantal, ...]
    summa: Konsantal

    @property
    def dold(self) -> bool:
        """Whether any split is hidden."""
        return any(rad.kvinnor is None for rad in (*self.rader, self.summa))


class Ansvarsantal(NamedTuple):
    """A reason by whose it is: kommunens, den enskildes, someone else's, or not registered."""

    namn: str
    kommunen: int
    enskild: int
    annan: int
    saknas: int

    @property
    def antal(self) -> int:
        """All with this reason."""
        return self.kommunen + self.enskild + self.annan + self.saknas


class Skalstatistik(NamedTuple):
    """Reasons crossed with whose they are; under a threshold two divisions instead, each on its own."""

    korsad: tuple[Ansvarsantal, ...] = ()
    skal: Uppdelning | None = None
    ansvar: Uppdelning | None = None


class Tidsmatt(NamedTuple):
    """Time waited: how many väntan, their median and the longest (None when there are none).

    In days; under a threshold of small numbers (`Vantetider.hela_manader`) in whole months.
    """

    antal: int
    median: float | None
    langst: int | None


class Bandantal(NamedTuple):
    """How many väntan a band of waiting time has: those that wait and those that have ended."""

    namn: str
    kort: str
    vantar: int
    slut: int


class Vantetider(NamedTuple):
    """Waiting times of those that wait on the day shown and of those that had ended by then, and the bands.

    `hela_manader`: the measures are whole calendar months and no number of days is told.
    """

    vantar: Tidsmatt
    slut: Tidsmatt
    band: tuple[Bandantal, ...]
    hela_manader: bool = False


class Slagstatistik(NamedTuple):
    """What the statutes ask for of decisions, and the same of avbrott: how many, which insatser, how long."""

    summor: Summor
    insatser: Uppdelning
    tider: Vantetider


class Kvartalstal(NamedTuple):
    """A quarter's sums, as they were frozen or as this report has them; None = it is not closed in the register."""

    kvartal: Kvartal
    summor: Summor | None


class Jamforelse(NamedTuple):
    """This quarter beside the one before and the same of last year, and the stock over the closed quarters."""

    denna: Kvartalstal
    forra: Kvartalstal
    fjol: Kvartalstal
    bestand: tuple[Kvartalstal, ...]


@dataclass(frozen=True, slots=True)
class Statistik:
    """All figures of a report; a part that has been turned off is None."""

    summor: Summor
    beslut: Slagstatistik
    avbrott: Slagstatistik
    sma_tal: int = 0
    verksamhetsomraden: Uppdelning | None = None
    kon: Konsuppdelning | None = None
    skal: Skalstatistik | None = None
    erbjudanden: Erbjudanden | None = None
    """From the beginning of each väntan up to and including `sista_noteringsdag`; not to be added over quarters."""
    erbjudanden_saknas: int = 0
    """Rows frozen before offers were counted."""
    felregistrerade: int = 0
    """Of those ended without execution the ones told of as felregistrerade (R14): no wait of theirs has ended."""
    jamforelse: Jamforelse | None = None
    diagram: bool = field(default=True)
