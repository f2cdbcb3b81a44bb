"""The quarter's picture: the rows of a report in order, the sums, and what there is to say of them."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain.beslut import Kon
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.rapportering import Bedomning, Fall, Grupp, Rad, Ram, assess

_GRUPPORDNING: Final = {grupp: i for i, grupp in enumerate(Grupp)}
_MED_SLUT: Final = frozenset({Grupp.VERKSTALLD, Grupp.AVSLUTAD})


class Summor(NamedTuple):
    """The numbers of a quarter's report. `ej_verkstallda` is the stock that goes on to the next quarter."""

    nya: int
    verkstallda: int
    avslutade: int
    kvarstaende: int
    ej_verkstallda: int

    @property
    def rapporterade(self) -> int:
        """All that the quarter reports: the sum of the four groups."""
        return self.nya + self.verkstallda + self.avslutade + self.kvarstaende


class Konsfordelning(NamedTuple):
    """Rows of a group by sex: kvinnor, män, and those for whom none is registered."""

    kvinnor: int
    man: int
    okant: int


class Kvartalsbild(NamedTuple):
    """A quarter's report in rows, with the number of väntan on their way (`pa_vag`, preliminary answers only)."""

    rader: tuple[Rad, ...]
    pa_vag: int = 0
    brister: tuple[Brist, ...] = ()

    def group(self, grupp: Grupp) -> tuple[Rad, ...]:
        """Return the rows of one group, in the report's order."""
        return tuple(r for r in self.rader if r.grupp is grupp)

    @property
    def summor(self) -> Summor:
        """The numbers per group and the stock."""
        count = Counter(r.grupp for r in self.rader)
        new_open = sum(1 for r in self.rader if r.grupp is Grupp.NY and r.oppen)
        return Summor(
            nya=count[Grupp.NY],
            verkstallda=count[Grupp.VERKSTALLD],
            avslutade=count[Grupp.AVSLUTAD],
            kvarstaende=count[Grupp.KVARSTAENDE],
            ej_verkstallda=count[Grupp.KVARSTAENDE] + new_open,
        )

    def by_sex(self, grupp: Grupp) -> Konsfordelning:
        """Count the rows of one group by sex."""
        count = Counter(r.kon for r in self.rader if r.grupp is grupp)
        return Konsfordelning(count[Kon.KVINNA], count[Kon.MAN], count[None])


def sort_rows(rader: Iterable[Rad]) -> tuple[Rad, ...]:
    """Put rows in the report's order: group, gränsdag, beslutsnummer."""
    return tuple(sorted(rader, key=lambda r: (_GRUPPORDNING[r.grupp], r.gransdag, r.beslutsnummer, r.kallsystem)))


def build_kvartalsbild(falls: Iterable[Fall], ram: Ram) -> Kvartalsbild:
    """Assess every väntan and gather the quarter's picture, with one fault for all that R15 counts as reported."""
    rader: list[Rad] = []
    brister: list[Brist] = []
    before = on_its_way = 0
    for fall in falls:
        answer = assess(fall, ram)
        on_its_way += answer.pa_vag
        if answer.rad is None:
            continue
        rader.append(answer.rad)
        before += answer.fore_registret
        if (finding := _finding(fall, answer)) is not None:
            brister.append(finding)
    if before:
        what = "1 öppet fall har" if before == 1 else f"{before} öppna fall har"
        seen = "rapporterat" if before == 1 else "rapporterade"
        text = f"{what} gränsdag före registrets första kvartal och räknas som redan {seen}."
        brister.insert(0, fk.REDAN_RAPPORTERADE.brist(text))
    return Kvartalsbild(sort_rows(rader), on_its_way, tuple(brister))


def _finding(fall: Fall, answer: Bedomning) -> Brist | None:
    """R14: a row that stays only because it has been reported is pointed out."""
    if answer.flyttad:
        return fk.FLYTTAD.brist(fk.FLYTTAD.betydelse, fall.beslut.plats)
    if answer.felregistrerad and fall.vantan.borta:
        return fk.MAKULERAD_EFTER_RAPPORT.brist(fk.MAKULERAD_EFTER_RAPPORT.betydelse, fall.beslut.plats)
    if answer.felregistrerad:
        return fk.FELREGISTRERAD.brist(fk.FELREGISTRERAD.betydelse, fall.beslut.plats)
    if fall.vantan.ended_in_time and answer.rad is not None and answer.rad.grupp in _MED_SLUT:
        return fk.SLUT_I_TID_TROTS_RAPPORT.brist(fk.SLUT_I_TID_TROTS_RAPPORT.betydelse, fall.beslut.plats)
    return None
