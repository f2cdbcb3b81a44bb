"""A3: IVO's way of counting a särskild avgift, as arithmetic: what the municipality saved, and a part on top.

Neither a forecast nor advice: whether there is to be a fee, and how large, is for a court, and IVO also weighs in what
the municipality has done. Amounts are whole kronor, each line rounded half up, so that a reader can follow the sum.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.avgift import fee_range
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.dagar import Manadstid, days_between, months_between
from ejverkstallda.domain.felkoder import INSATSTID_BAKAT
from ejverkstallda.domain.motivering import Faktum, Regel, Steg, Svar
from ejverkstallda.domain.parametrar import AVGIFT_PASLAG, Spann
from ejverkstallda.domain.vantan import Vantan

_GRUND: Final = (*AVGIFT_PASLAG.kallor, kallor.TOLKNING_AVGIFT_TID, kallor.TOLKNING_AVGIFT_KOSTNAD)
A3: Final = Regel(
    "A3",
    "IVO:s sätt att räkna den särskilda avgiften",
    (*_GRUND, kallor.TOLKNING_AVGIFT_LOV),
)
KOSTNAD_SAKNAS: Final = Felkod(
    "kostnad_saknas",
    Allvar.VARNING,
    "Kommunens beräknade kostnad för insatsen är inte registrerad; den särskilda avgiften räknas inte.",
    "Registrera den med ejv ratta NR --kostnad-manad KR.",
)
KOSTNAD_NEGATIV: Final = Felkod(
    "kostnad_negativ",
    Allvar.VARNING,
    "Kommunens beräknade kostnad för insatsen är negativ; den särskilda avgiften räknas inte.",
    "Rätta den med ejv ratta NR --kostnad-manad KR.",
)
INSATSKOSTNAD_SAKNAS: Final = Felkod(
    "insatskostnad_saknas",
    Allvar.VARNING,
    "En insats under tiden saknar kostnad; den särskilda avgiften räknas inte.",
    "Registrera den med ejv ratta NR --handelse ID --kostnad KR (0 om den inte har kostat något).",
)
INSATSKOSTNAD_NEGATIV: Final = Felkod(
    "insatskostnad_negativ",
    Allvar.VARNING,
    "En insats under tiden har en negativ kostnad; den särskilda avgiften räknas inte.",
    "Rätta den med ejv ratta NR --handelse ID --kostnad KR.",
)


class Avgiftsrakning(NamedTuple):
    """The arithmetic line by line, in kronor.

    `fran` and `till` are the first and last day of the väntan, `bortraknat` the days between them that execution was
    postponed under LOV, for which there is no fee; `tid` is what is left, laid out from `fran` without a break.
    `hela_manader` and `del_av_manad` are the cost of the insats for `tid`, `under_tiden` that of the insatser
    meanwhile, `skillnad` what is left, `paslag` the part on top and `summa` the two together. `belopp` is the sum held
    within the range; None where nothing is left to count from.
    """

    kostnad_manad: int
    fran: date
    till: date
    bortraknat: int
    tid: Manadstid
    hela_manader: int
    del_av_manad: int
    under_tiden: int
    skillnad: int
    paslag: int
    summa: int
    spann: Spann
    belopp: int | None


def count_fee(
    beslut: Beslut,
    vantan: Vantan,
    insatser: Sequence[Handelse],
    idag: date,
    senarelagd: Sequence[Handelse] = (),
) -> tuple[Svar[Avgiftsrakning | None], tuple[Brist, ...]]:
    """A3: count as IVO does, to the end of the väntan or to `idag`; `insatser` are those given meanwhile.

    `senarelagd` are the postponements under LOV; the days of one whose last day is known are not counted
    (`kallor.TOLKNING_AVGIFT_LOV`). A cost that is missing or negative, and an insats that ends before it begins, gives
    a fault each and no sum.
    """
    faults = (*_cost_faults(beslut), *(b for event in insatser for b in _event_faults(beslut, event)))
    if faults or beslut.kostnad_manad is None:
        return Svar(None, Steg(A3, "kostnad_okand", (Faktum("start", vantan.start),), _GRUND)), faults
    till = max(vantan.start, vantan.slut.datum if vantan.slut else idag)
    away = _postponed_days(vantan.start, till, senarelagd)
    counted = _count(
        beslut, beslut.kostnad_manad, (vantan.start, till, away), sum(event.kostnad or 0 for event in insatser)
    )
    fakta = (
        Faktum("kostnad_manad", counted.kostnad_manad),
        Faktum("fran", counted.fran),
        Faktum("till", counted.till),
        Faktum("bortraknat", counted.bortraknat),
        Faktum("under_tiden", counted.under_tiden),
        Faktum("summa", counted.summa),
        Faktum("lagst", counted.spann.lagst),
        Faktum("hogst", counted.spann.hogst),
    )
    sources = (*_GRUND, kallor.TOLKNING_AVGIFT_LOV) if away else _GRUND
    return Svar(counted, Steg(A3, _outcome(counted), fakta, sources)), ()


def _cost_faults(beslut: Beslut) -> list[Brist]:
    if beslut.kostnad_manad is None:
        return [KOSTNAD_SAKNAS.brist(KOSTNAD_SAKNAS.betydelse, beslut.plats)]
    if beslut.kostnad_manad < 0:
        return [KOSTNAD_NEGATIV.brist(KOSTNAD_NEGATIV.betydelse, beslut.plats)]
    return []


def _event_faults(beslut: Beslut, event: Handelse) -> list[Brist]:
    place = f"{beslut.plats}, händelse {event.id} ({event.datum})"
    if event.kostnad is None:
        return [INSATSKOSTNAD_SAKNAS.brist(INSATSKOSTNAD_SAKNAS.betydelse, place)]
    if event.kostnad < 0:
        return [INSATSKOSTNAD_NEGATIV.brist(INSATSKOSTNAD_NEGATIV.betydelse, place)]
    if ends_before_it_begins(event):
        return [INSATSTID_BAKAT.brist(INSATSTID_BAKAT.betydelse, place)]
    return []


def ends_before_it_begins(event: Handelse) -> bool:
    """Tell whether an insats under tiden has a last day before its first."""
    return (
        event.slag is Handelseslag.INSATS_UNDER_TIDEN
        and event.fran is not None
        and event.till is not None
        and event.till < event.fran
    )


def _postponed_days(start: date, till: date, senarelagd: Sequence[Handelse]) -> int:
    """Count the days from `start` to the day before `till` that lie in a postponement, each once."""
    days, reached = 0, start
    for event in sorted(senarelagd, key=lambda e: e.datum):
        first = max(event.datum, reached)
        if event.till is not None and first <= event.till and first < till:
            after = till if event.till >= till else event.till + timedelta(1)
            days += days_between(first, after)
            reached = after
    return days


def _count(beslut: Beslut, kostnad: int, dagar: tuple[date, date, int], under_tiden: int) -> Avgiftsrakning:
    fran, till, away = dagar
    tid = months_between(fran, till - timedelta(away))
    whole = kostnad * tid.manader
    part = _kronor(kostnad * tid.dagar, tid.av)
    left = whole + part - under_tiden
    saved = left > 0
    paslag = _kronor(left * AVGIFT_PASLAG.varde.procent, 100) if saved else 0
    summa = left + paslag
    span = fee_range(beslut).varde
    belopp = min(max(summa, span.lagst), span.hogst) if saved else None
    return Avgiftsrakning(kostnad, fran, till, away, tid, whole, part, under_tiden, left, paslag, summa, span, belopp)


def _kronor(belopp: int, delar: int) -> int:
    """Divide an amount into equal parts and round half up; none of the amounts here is below 0."""
    return (2 * belopp + delar) // (2 * delar)


def _outcome(counted: Avgiftsrakning) -> str:
    if counted.belopp is None:
        if (counted.tid.manader, counted.tid.dagar) == (0, 0):
            return "ingen_tid"
        return "inget_belopp" if counted.hela_manader or counted.del_av_manad else "ingen_kostnad"
    if counted.summa < counted.spann.lagst:
        return "under_spannet"
    return "over_spannet" if counted.summa > counted.spann.hogst else "inom_spannet"
