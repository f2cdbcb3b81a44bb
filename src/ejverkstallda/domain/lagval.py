"""R16: which paragraph the duty is cited from, and what stands beside it (vistelsekommun, råd och stöd, LOV)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag
from ejverkstallda.domain.kallor import Kalla
from ejverkstallda.domain.lagrum import Lagrum, parse_lagrum, sol_in_force
from ejverkstallda.domain.motivering import Faktum, Regel, Steg, Svar

_RAD_OCH_STOD_KALLOR: Final = (kallor.LSS_9_PUNKT_1, kallor.TOLKNING_LSS_9_1)
_LOV: Final = {
    kallor.SOL_2001: (kallor.SOL01_LOV, kallor.SOL01_4_1),
    kallor.SOL_2025: (kallor.SOL25_35_5, kallor.SOL25_34_6, kallor.SOL25_11_1),
}
_VISTELSE: Final = {kallor.SOL_2001: (kallor.SOL01_16_6I,), kallor.SOL_2025: (kallor.SOL25_34_4,)}
R16: Final = Regel(
    "R16",
    "Vilken lag som gäller och vad som står vid sidan av plikten",
    (
        kallor.LSS_28F,
        kallor.SOL25_34_1,
        kallor.SOL01_16_6F,
        kallor.TOLKNING_AKT,
        *_RAD_OCH_STOD_KALLOR,
        *_LOV[kallor.SOL_2025],
        *_LOV[kallor.SOL_2001],
        *_VISTELSE[kallor.SOL_2025],
        *_VISTELSE[kallor.SOL_2001],
        kallor.LSS_28I,
    ),
)


def cite_duty(lag: Lag, beslutsdatum: date, sista_dag: date) -> Svar[tuple[Kalla, ...]]:
    """Return the paragraph of the reporting duty by the law of the quarter's last day.

    For a SoL decision from before 2025-07-01 in a later quarter both acts are cited.
    """
    if lag is Lag.LSS:
        found: tuple[Kalla, ...] = (kallor.LSS_28F,)
    elif sol_in_force(sista_dag) is kallor.SOL_2001:
        found = (kallor.SOL01_16_6F,)
    elif beslutsdatum < kallor.SOL_2025_IKRAFT:
        found = (kallor.SOL25_34_1, kallor.SOL01_16_6F)
    else:
        found = (kallor.SOL25_34_1,)
    fakta = (Faktum("beslutsdatum", beslutsdatum), Faktum("sista_dag", sista_dag))
    return Svar(found, Steg(R16, "+".join(k.id for k in found), fakta, (*found, kallor.TOLKNING_AKT)))


_VERKSTALLD: Final = {
    kallor.LSS_28F: kallor.LSS_28G,
    kallor.SOL01_16_6F: kallor.SOL01_16_6G,
    kallor.SOL25_34_1: kallor.SOL25_34_2,
}


def cite_verkstalld(duty: Sequence[Kalla]) -> tuple[Kalla, ...]:
    """Return the paragraphs that the execution is told by of what was reported under `duty` (`cite_duty`)."""
    return tuple(_VERKSTALLD[k] for k in duty)


_RAD_OCH_STOD: Final = 1
_LOV_LAGRUM: Final = frozenset({(11, 1), (4, 1)})
"""11 kap. 1 § SoL, and the paragraph of the act before it, which counts the same."""


def _read(beslut: Beslut) -> Lagrum | None:
    return parse_lagrum(beslut.lagrum, beslut.lag) if beslut.lagrum and beslut.lagrum.strip() else None


def concerns_region(beslut: Beslut) -> bool:
    """Tell whether a decision is about LSS 9 § 1 (råd och stöd), the region's task unless it has been transferred."""
    if beslut.lag is not Lag.LSS:
        return False
    lagrum = _read(beslut)
    return beslut.insats_kod == "radgivning_stod" or (lagrum is not None and lagrum.punkt == _RAD_OCH_STOD)


def concerns_lov(beslut: Beslut) -> bool:
    """Tell whether LOV can have postponed execution: SoL 11 kap. 1 § only; a lagrum not known counts as that."""
    if beslut.lag is not Lag.SOL:
        return False
    lagrum = _read(beslut)
    return lagrum is None or (lagrum.kapitel, lagrum.paragraf) in _LOV_LAGRUM


def _cite_vistelsekommun(beslut: Beslut, akt: kallor.Akt) -> tuple[Kalla, ...]:
    """The paragraph of a municipality that executes for another, of both acts where the duty is cited from both."""
    if beslut.lag is Lag.LSS:
        return (kallor.LSS_28I,)
    earlier = akt is kallor.SOL_2025 and beslut.beslutsdatum < kallor.SOL_2025_IKRAFT
    return (*_VISTELSE[akt], *(_VISTELSE[kallor.SOL_2001] if earlier else ()))


def beside_duty(
    beslut: Beslut, handelser: Sequence[Handelse], sista_dag: date, *, rad_och_stod: bool = False
) -> tuple[Steg, ...]:
    """Return the steps about what is special with a decision; none of them takes it out of the report.

    Like the duty they are cited by the law of the quarter's last day. `rad_och_stod`: the register's setting that
    the region has handed LSS 9 § 1 over to the municipality.
    """
    act = sol_in_force(sista_dag)
    steps = []
    if concerns_region(beslut):
        whose = "kommunens_uppgift" if rad_och_stod else "regionens_uppgift"
        steps.append(Steg(R16, whose, (Faktum("lagrum", beslut.lagrum),), _RAD_OCH_STOD_KALLOR))
    if beslut.bosattningskommun:
        fakta = (Faktum("bosattningskommun", beslut.bosattningskommun),)
        steps.append(Steg(R16, "annan_kommun", fakta, _cite_vistelsekommun(beslut, act)))
    steps += [
        Steg(R16, "senarelagd", (Faktum("datum", h.datum), Faktum("till", h.till)), _LOV[act])
        for h in handelser
        if h.slag is Handelseslag.SENARELAGD_LOV and concerns_lov(beslut)
    ]
    return tuple(steps)
