"""What the quarter's documents are made from: the answer of `domain` and what the app has gathered around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, Summor
from ejverkstallda.domain.prognos import Prognos
from ejverkstallda.domain.rapportering import Ram
from ejverkstallda.report.kommun import Kommun, Namnd, Utlatandeform
from ejverkstallda.report.lagtext import decision_acts
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.radfakta import Radfakta
from ejverkstallda.report.statistikmodell import Rapporthuvud


@dataclass(frozen=True, slots=True)
class Underlag:
    """The input of a quarter's documents for one nämnd and one law (`lag` None: both laws).

    `noteringar` are the dated lines beneath each row, by the row's `fall_id`: comments, offers and
    answers up to and including rapporteringsdag, chosen by the app. `diarienummer` None takes the nämnd's own, and
    so does `form`, that of the tjänsteutlåtande.
    `utkast`: the quarter is not closed, so the figures can still change. `stangd` is the day it was
    closed on. `fakta` are the rows' facts, by `fall_id`
    (a row without was frozen before they were kept); `historik` the sums of closed quarters of the same nämnd and law.
    `prognos` is the forecast of the coming quarters, empty where the municipality has not chosen it.
    """

    ram: Ram
    bild: Kvartalsbild
    lag: Lag | None
    kommun: Kommun
    dokumentdatum: date
    namnd: Namnd | None = None
    diarienummer: str | None = None
    noteringar: Mapping[int, tuple[Notering, ...]] = field(default_factory=dict)
    utkast: bool = False
    stangd: date | None = None
    form: Utlatandeform | None = None
    fakta: Mapping[int, Radfakta] = field(default_factory=dict)
    historik: Mapping[Kvartal, Summor] = field(default_factory=dict)
    prognos: tuple[Prognos, ...] = ()

    @property
    def sista_noteringsdag(self) -> date:
        """The last day whose notes, reasons and offers are told: rapporteringsdag, never after the closing or today.

        What came after a closing is not in its frozen rows, however late rapporteringsdag is.
        """
        return min(self.ram.rapporteringsdag, self.stangd or self.ram.idag)

    @property
    def huvud(self) -> Rapporthuvud:
        """What the papers are about, as their content models tell it."""
        ram = self.ram
        return Rapporthuvud(
            kommun=self.kommun.namn,
            namnd=self.namnd.namn if self.namnd else "",
            kvartal=ram.kvartal,
            lag=self.lag,
            statusdag=ram.statusdag,
            lasdag=ram.lasdag,
            rapporteringsdag=ram.rapporteringsdag,
            sista_noteringsdag=self.sista_noteringsdag,
            dokumentdatum=self.dokumentdatum,
            preliminar=ram.preliminar,
            utkast=self.utkast,
            akter=decision_acts(self.lag, ram.kvartal, self.bild.rader),
        )

    @property
    def papperets_diarienummer(self) -> str:
        """The diary number on the paper; empty when there is none."""
        if self.diarienummer is not None:
            return self.diarienummer
        return self.namnd.diarienummer.for_kvartal(self.ram.kvartal) if self.namnd else ""

    @property
    def utlatandets_form(self) -> Utlatandeform:
        """The form of the tjänsteutlåtande: the one asked for, else the nämnd's, else the short one."""
        return self.form or (self.namnd.utlatandeform if self.namnd else Utlatandeform.KORT)
