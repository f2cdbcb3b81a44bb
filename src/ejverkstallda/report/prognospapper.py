"""The paper of the forecast: places needed per insats, the quarters, known per enhet, and earlier forecasts."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.prognos import P1, Prognos
from ejverkstallda.report.modell import Papper, Rubrik, Stycke
from ejverkstallda.report.prognostabeller import (
    Traffrad,
    enhet_blocks,
    ground_text,
    hindsight_blocks,
    places_table,
    quarter_blocks,
)
from ejverkstallda.report.uppfoljningsram import Uppfoljningshuvud, Uppfoljningsram, build_paper, source_lines


class Prognosunderlag(NamedTuple):
    """What the paper is made from: the running quarter's forecast and the next's, and earlier ones beside what came.

    `redan` are those who wait and have passed gränsdag, per insats; `larda_fran` the first day learnt from.
    """

    kvartal: tuple[Prognos, ...]
    redan: Mapping[str, int]
    larda_fran: date
    efterhand: tuple[Traffrad, ...] = ()


class Prognosinnehall(NamedTuple):
    """What the paper holds."""

    huvud: Uppfoljningshuvud
    kvartal: tuple[Prognos, ...]
    redan: Mapping[str, int]
    larda_fran: date
    efterhand: tuple[Traffrad, ...]


def build_prognospapper(ram: Uppfoljningsram, underlag: Prognosunderlag) -> Papper[Prognosinnehall]:
    """Build the paper."""
    kvartal = underlag.kvartal
    blocks = (
        Stycke(
            f"Hur många platser eller insatser enligt {ram.lag_i_ord} som behövs utöver dem som brukar ordnas, för att "
            f"ingen ska vänta efter gränsdagen, tre månader efter beslutet eller avbrottet. Gjord {ram.idag}."
        ),
        Rubrik("Platser som behövs"),
        places_table(kvartal, underlag.redan),
        Stycke(
            "Väntar efter gränsdagen är de som väntar i dag och har passerat den, i vilket kvartal det än var. I "
            "kvartalens kolumner står de som väntas nå den från och med i dag.",
            "not",
        ),
        Rubrik("Når gränsdagen, kvartal för kvartal"),
        *quarter_blocks(kvartal, 3),
        Stycke(ground_text(kvartal), "not"),
        Stycke(
            f"Väntetider och antal är från beslut och avbrott sedan {underlag.larda_fran}, de som är inom "
            "rapporteringsskyldigheten. Tiden före registrets första kvartal är inte med: av äldre beslut finns ofta "
            "bara de som väntade länge.",
            "not",
        ),
        *source_lines(P1.kallor),
        *enhet_blocks(kvartal),
        *hindsight_blocks(underlag.efterhand),
    )
    content = Prognosinnehall(ram.huvud, kvartal, underlag.redan, underlag.larda_fran, underlag.efterhand)
    return Papper(build_paper("Prognos", f"Prognos {ram.idag}: platser som behövs", ram, blocks), content)
