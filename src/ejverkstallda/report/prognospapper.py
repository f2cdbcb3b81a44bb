"""The paper of the forecast: places needed per insats the coming quarters, known per enhet, and earlier forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass

from ejverkstallda.domain.prognos import P1, Prognos
from ejverkstallda.report.modell import Papper, Stycke
from ejverkstallda.report.prognostabeller import SPANN, Traffrad, enhet_blocks, hindsight_blocks, quarter_blocks
from ejverkstallda.report.uppfoljningsram import Uppfoljningshuvud, Uppfoljningsram, build_paper, source_lines


@dataclass(frozen=True, slots=True)
class Prognosinnehall:
    """What the paper holds: the coming quarters' forecasts, and those of closed quarters beside what came."""

    huvud: Uppfoljningshuvud
    kvartal: tuple[Prognos, ...]
    efterhand: tuple[Traffrad, ...]


def build_prognospapper(
    ram: Uppfoljningsram, kommande: Sequence[Prognos], efterhand: Sequence[Traffrad]
) -> Papper[Prognosinnehall]:
    """Build the paper."""
    blocks = (
        Stycke(
            f"Hur många platser eller insatser enligt {ram.lag_i_ord} som behövs för att ingen ska nå gränsdagen, tre "
            f"månader efter beslutet eller avbrottet, utan att ha fått sin insats. Gjord {ram.idag}."
        ),
        Stycke(SPANN),
        *quarter_blocks(kommande, 2),
        *source_lines(P1.kallor),
        *enhet_blocks(kommande),
        *hindsight_blocks(efterhand),
    )
    content = Prognosinnehall(ram.huvud, tuple(kommande), tuple(efterhand))
    return Papper(build_paper("Prognos", f"Prognos {ram.idag}: platser som behövs", ram, blocks), content)
