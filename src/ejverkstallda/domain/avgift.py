"""Särskild avgift as far as a register can say: the range for a decision and the last day for an application.

Neither a forecast nor advice: whether the wait is unreasonable is for a court.
"""

from datetime import date
from typing import Final

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Beslut, Lag, Ursprung, Vantanslag
from ejverkstallda.domain.dagar import add_months
from ejverkstallda.domain.lagrum import sol_in_force
from ejverkstallda.domain.motivering import Faktum, Regel, Steg, Svar
from ejverkstallda.domain.parametrar import AVGIFT_INOM_MANADER, AVGIFTSSPANN, Spann
from ejverkstallda.domain.vantan import Vantan

_LSS: Final = (kallor.LSS_28A, kallor.LSS_28B)
_LSS_TIDIGARE: Final = (*_LSS, kallor.LSS_OVERGANG_AVGIFT)
_SOL: Final = {
    kallor.SOL_2001: (kallor.SOL01_16_6A, kallor.SOL01_16_6B, kallor.TOLKNING_AVGIFT_SOL),
    kallor.SOL_2025: (kallor.SOL25_34_5, kallor.SOL25_34_7, kallor.TOLKNING_AVGIFT_SOL),
}
"""By the socialtjänstlag of the decision's day; how the acts follow on each other in fee cases is not known."""
A1: Final = Regel("A1", "Särskild avgift, spann", (*_LSS_TIDIGARE, *_SOL[kallor.SOL_2001], *_SOL[kallor.SOL_2025]))
A2: Final = Regel(
    "A2", "Två år för ansökan om särskild avgift", (*AVGIFT_INOM_MANADER.kallor, kallor.TOLKNING_TVA_AR_DOM)
)
_TVA_AR_SOL: Final = {kallor.SOL_2001: (kallor.SOL01_16_6E,), kallor.SOL_2025: (kallor.SOL25_34_10,)}


def fee_range(beslut: Beslut) -> Svar[Spann]:
    """A1: the range of the fee in kronor, by the day of the decision."""
    return fee_range_of(beslut.lag, beslut.beslutsdatum)


def fee_range_of(lag: Lag, day: date) -> Svar[Spann]:
    """A1 for what is known of a decision in a report: its law and its day."""
    held = next(p for p in AVGIFTSSPANN if (p.fran is None or p.fran <= day) and (p.till is None or day <= p.till))
    fakta = (Faktum("beslutsdatum", day), Faktum("lagst", held.varde.lagst), Faktum("hogst", held.varde.hogst))
    lss = _LSS if held.till is None else _LSS_TIDIGARE
    return Svar(held.varde, Steg(A1, held.id, fakta, lss if lag is Lag.LSS else _SOL[sol_in_force(day)]))


def last_application_day(beslut: Beslut, vantan: Vantan) -> Svar[date | None]:
    """A2: the last day an application can be served on the municipality; None when the register cannot know it.

    For the first väntan of a dom the two years run from the day it gained legal force, which is not registered.
    """
    sources = (kallor.LSS_28E,) if beslut.lag is Lag.LSS else _TVA_AR_SOL[sol_in_force(vantan.start)]
    if beslut.ursprung is Ursprung.DOM and vantan.slag is Vantanslag.BESLUT:
        return Svar(None, Steg(A2, "okand", (Faktum("start", vantan.start),), (*sources, kallor.TOLKNING_TVA_AR_DOM)))
    last = add_months(vantan.start, AVGIFT_INOM_MANADER.varde)
    fakta = (Faktum("start", vantan.start), Faktum("sista_dag", last))
    return Svar(last, Steg(A2, "sista_dag", fakta, sources))
