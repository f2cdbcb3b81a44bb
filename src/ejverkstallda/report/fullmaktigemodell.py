"""What fullmäktige's statistics hold: figures only. No type here has a field for a case, its number or its texts."""

from typing import NamedTuple

from ejverkstallda.report.statistikmodell import Rapporthuvud, Statistik


class Tidsrad(NamedTuple):
    """How long time has passed since each of `antal` decisions: days, or whole months under a threshold.

    `insats` is None under a threshold, where the two together could point someone out, and so is `sedan_avbrott`;
    that is None as well for a decision whose execution was never interrupted.
    """

    insats: str | None
    sedan_beslut: int
    sedan_avbrott: int | None
    antal: int


class Fullmaktigeinnehall(NamedTuple):
    """Fullmäktige's report: what it is about, its figures, and the time since each decision and each avbrott."""

    huvud: Rapporthuvud
    statistik: Statistik
    tider_beslut: tuple[Tidsrad, ...]
    tider_avbrott: tuple[Tidsrad, ...]
    hela_manader: bool
