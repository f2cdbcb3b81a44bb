"""What fullmäktige's statistics hold: figures only. No type here has a field for a case, its number or its texts."""

from dataclasses import dataclass

from ejverkstallda.report.statistikmodell import Rapporthuvud, Statistik


@dataclass(frozen=True, slots=True)
class Tidsrad:
    """How long time has passed since each of `antal` decisions: days, or whole months under a threshold.

    `insats` is None under a threshold, where the two together could point someone out, and so is `sedan_avbrott`;
    that is None as well for a decision whose execution was never interrupted.
    """

    insats: str | None
    sedan_beslut: int
    sedan_avbrott: int | None
    antal: int


@dataclass(frozen=True, slots=True)
class Fullmaktigeinnehall:
    """Fullmäktige's report: what it is about, its figures, and the time since each decision and each avbrott."""

    huvud: Rapporthuvud
    statistik: Statistik
    tider_beslut: tuple[Tidsrad, ...]
    tider_avbrott: tuple[Tidsrad, ...]
    hela_manader: bool
