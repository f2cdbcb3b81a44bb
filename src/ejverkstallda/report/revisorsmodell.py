"""What the revisorer are told: date, insats and reason of each decision. No identity, no number, no comments.

A väntan of someone who lives in another municipality is not theirs to know of (R16): the statute on vistelsekommun
names IVO and fullmäktige. Only how many were left out is told.
"""

from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.beslut import Ansvar, Lag, SkalKod, Vantanslag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut
from ejverkstallda.report.statistikmodell import Rapporthuvud


class Revisorsrad(NamedTuple):
    """A väntan as the revisorer see it. `lopnummer` is its place in this report and means nothing outside it.

    `insats` is the label as registered, `insats_namn` the word that every paper of the quarter uses.
    `avbrott` is the day execution was interrupted, for a väntan of that kind. `i_tid`: `slut` turned out to have been
    in time, and the väntan is told of because it was reported before (R14). `skal_kod`, `ansvar` and `skal` are
    the latest reason: its kind, whose it is, and its short text.
    """

    lopnummer: int
    lag: Lag
    beslutsdatum: date
    avbrott: date | None
    insats: str
    insats_namn: str
    grupp: Grupp
    slut: Slut | None
    slut_efter_statusdag: Slut | None
    skal_kod: SkalKod | None
    ansvar: Ansvar | None
    skal: str
    i_tid: bool = False

    @property
    def vantan(self) -> Vantanslag:
        """The kind of väntan."""
        return Vantanslag.AVBROTT if self.avbrott else Vantanslag.BESLUT


class Revisorsinnehall(NamedTuple):
    """The revisorer's report. `andra_kommuner`: väntan left out because the person lives in another municipality.

    `boende_okant`: rows of which it is not known, because they were frozen before that was kept.
    """

    huvud: Rapporthuvud
    rader: tuple[Revisorsrad, ...]
    andra_kommuner: int
    boende_okant: int

    def group(self, grupp: Grupp) -> tuple[Revisorsrad, ...]:
        """Return the rows of one group."""
        return tuple(r for r in self.rader if r.grupp is grupp)
