"""Which väntan is in a quarter's report, in which group, and on what ground (R4–R15 of the contract)."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Avslutsorsak, Beslut, Kon, Lag, Vantanslag
from ejverkstallda.domain.dagar import days_between
from ejverkstallda.domain.historik import Rapporterat
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagrum import R5, is_inside, judge_plikt
from ejverkstallda.domain.motivering import Faktum, Regel, RuleError, Steg, Svar
from ejverkstallda.domain.vantan import R1, R2, R3, Slut, Slutslag, Vantan

_DUTY: Final = (kallor.SOL25_34_1, kallor.SOL01_16_6F, kallor.LSS_28F)
R4: Final = Regel("R4", "Rapporteringspliktig efter gränsdagen", _DUTY)
R6: Final = Regel("R6", "I kvartalets rapport", (*_DUTY, kallor.TOLKNING_KVARSTAR, kallor.IVO_ATERRAPPORT))
R6B: Final = Regel("R6b", "Preliminärt till dess statusdagen har passerat", (kallor.TOLKNING_PRELIMINAR,))
R7: Final = Regel(
    "R7", "Grupp i kvartalet", (kallor.TOLKNING_GRUPP, kallor.SOL25_34_2, kallor.SOL01_16_6G, kallor.LSS_28G)
)
R9: Final = Regel("R9", "Beståndet en dag", (kallor.TOLKNING_BESTAND,))
R10: Final = Regel("R10", "Dagar", (kallor.SOL25_34_3, kallor.SOL01_16_6H, kallor.LSS_28H, kallor.TOLKNING_DAGAR))
R14: Final = Regel("R14", "Rapporterad står kvar tills slutet har rapporterats", (kallor.TOLKNING_KVARSTAR,))
R15: Final = Regel("R15", "Registrets första kvartal", (kallor.TOLKNING_FORSTA,))


class Grupp(StrEnum):
    """The four groups of a quarter's report, in the order they are listed."""

    NY = "ny"
    VERKSTALLD = "verkstalld"
    AVSLUTAD = "avslutad"
    KVARSTAENDE = "kvarstaende"


class Ram(NamedTuple):
    """The frame of a question: which quarter, seen from which day.

    `statusdag` (R11) is the day whose end the groups are seen at; `rapporteringsdag` (R12) the last day
    whose comments belong to the report; `idag` today as the caller knows it; `forsta_kvartal` the
    register's first quarter (R15), if it has one; `egen_dag`: the municipality has set `rapporteringsdag`.
    """

    kvartal: Kvartal
    statusdag: date
    rapporteringsdag: date
    idag: date
    forsta_kvartal: Kvartal | None = None
    egen_dag: bool = False

    @property
    def preliminar(self) -> bool:
        """R6b: whether statusdag has yet to pass."""
        return self.idag <= self.statusdag

    @property
    def lasdag(self) -> date:
        """The day at whose end facts are read: statusdag, or today while the answer is preliminary."""
        return min(self.idag, self.statusdag)


class Fall(NamedTuple):
    """A väntan with its decision and what has been reported of it; `id` is the store's handle on it."""

    beslut: Beslut
    vantan: Vantan
    rapporterat: Rapporterat
    id: int = 0


class Rad(NamedTuple):
    """A väntan in a quarter's report: figures, dates and labels, as computed or as frozen.

    `fall_id` is the store's handle on the väntan. `insats` is the label as registered. Day counts are
    whole days (R10). `forst_rapporterad` None = before the register.
    """

    fall_id: int
    beslutsnummer: str
    kallsystem: str
    lag: Lag
    beslutsdatum: date
    vantan: Vantanslag
    start: date
    gransdag: date
    grupp: Grupp
    sen: bool
    slut: Slut | None
    slut_efter_statusdag: Slut | None
    insats: str
    insats_kod: str | None
    verksamhetsomrade: str | None
    namnd: str | None
    kon: Kon | None
    dagar: int
    dagar_sedan_beslut: int
    forst_rapporterad: Kvartal | None

    @property
    def oppen(self) -> bool:
        """Whether the väntan has not ended in the report."""
        return self.slut is None


class Bedomning(NamedTuple):
    """The answer for one väntan: its row if it is in the report, or whether it is on its way.

    `regel` decided, and `utfall` is what it found where there is no row. `felregistrerad`: listed once more as
    that (R14), `flyttad`: because the decision has moved. The steps are made when asked for.
    """

    fall: Fall
    ram: Ram
    regel: Regel
    rad: Rad | None = None
    utfall: str = ""
    fore_registret: bool = False
    felregistrerad: bool = False
    flyttad: bool = False

    @property
    def pa_vag(self) -> bool:
        """R6b: whether the väntan may come into the report before statusdag."""
        return self.regel is R6B

    @property
    def steg(self) -> tuple[Steg, ...]:
        """The steps to the answer, each with its rule and the facts it looked at."""
        opening = _opening_steps(self.fall)
        if self.rad is not None:
            return (*opening, *_closing_steps(self))
        fakta = (Faktum("idag", self.ram.idag),) if self.pa_vag else ()
        return (*opening, Steg(self.regel, self.utfall, fakta))


def _inside(fall: Fall) -> bool:
    """R5: inside the duty, and still among the events."""
    return not fall.vantan.borta and is_inside(fall.beslut)


def _reportable(fall: Fall) -> bool:
    return not fall.vantan.ended_in_time and _inside(fall)


def is_reportable(fall: Fall) -> Svar[bool]:
    """R4 with R5: inside the duty, still among the events, and not ended on gränsdag or before."""
    vantan, answer = fall.vantan, _reportable(fall)
    utfall = "pliktig" if answer else ("i_tid" if _inside(fall) else "utanfor")
    slut = vantan.slut.datum if vantan.slut else None
    return Svar(answer, Steg(R4, utfall, (Faktum("gransdag", vantan.gransdag), Faktum("slut", slut))))


def needs_watch(fall: Fall, forsta_kvartal: Kvartal | None) -> bool:
    """Tell whether a väntan can come into a report that has not been made (R6, R14, R15), or no report tells of it."""
    reported = fall.rapporterat
    if reported.rapporterad:
        return not reported.slutrapporterad or untold(fall)
    return _reportable(fall) and not _ended_before_register(fall, forsta_kvartal)


def untold(fall: Fall) -> bool:
    """Tell whether somebody waits of whom no report will tell: the end was reported, and a reported end is final.

    It was struck or corrected afterwards, or the decision was told as felregistrerad and is none after all.
    """
    return fall.vantan.slut is None and fall.rapporterat.slutrapporterad and _reportable(fall)


def _ended_before_register(fall: Fall, forsta: Kvartal | None) -> bool:
    slut = fall.vantan.slut
    return forsta is not None and slut is not None and slut.datum < forsta.first_day


def counts_as_reported(fall: Fall, forsta: Kvartal | None) -> bool:
    """R15: whether a väntan was open on the register's first day with a gränsdag before it."""
    return forsta is not None and fall.vantan.gransdag < forsta.first_day and not _ended_before_register(fall, forsta)


def _opening_steps(fall: Fall) -> tuple[Steg, ...]:
    v = fall.vantan
    slut = v.slut
    return (
        Steg(R1, v.slag, (Faktum("start", v.start),)),
        Steg(R2, "gransdag", (Faktum("gransdag", v.gransdag),)),
        Steg(R3, slut.slag if slut else "oppen", (Faktum("slut", slut.datum if slut else None),)),
        judge_plikt(fall.beslut).steg,
        is_reportable(fall).steg,
    )


def assess(fall: Fall, ram: Ram) -> Bedomning:
    """Answer for one väntan: is it in the report of `ram.kvartal`, in which group, on what ground (R4–R15).

    Raises:
        RuleError: a rule failed; the error names it and the decision.
    """
    try:
        return _assess_reported(fall, ram) if fall.rapporterat.rapporterad else _assess_unreported(fall, ram)
    except Exception as error:
        msg = f"Regel {_rule_of(error)} kunde inte besvaras för {fall.beslut.plats}."
        raise RuleError(msg) from error


def _rule_of(error: Exception) -> str:
    """The rule that was being asked when it failed: the innermost one on the way to the fault."""
    rules = {
        "_judge": R5,
        "_reportable": R4,
        "_ended_before_register": R15,
        "counts_as_reported": R15,
        "_continued": R14,
        "_row": R7,
        "days_between": R10,
        "_on_its_way": R6B,
    }
    found, trace = R6, error.__traceback__
    while trace is not None:
        found = rules.get(trace.tb_frame.f_code.co_name, found)
        trace = trace.tb_next
    return found.id


def _outside(fall: Fall, ram: Ram, regel: Regel, utfall: str) -> Bedomning:
    return Bedomning(fall, ram, regel, utfall=utfall)


def _assess_reported(fall: Fall, ram: Ram) -> Bedomning:
    reported, kvartal = fall.rapporterat, ram.kvartal
    if reported.end_reported_before(kvartal):
        return _outside(fall, ram, R14, "slut_rapporterat")
    if reported.reported_before(kvartal):
        return _continued(fall, ram, R6)
    if reported.forst is not None and reported.forst > kvartal:
        return _outside(fall, ram, R6, "forst_rapporterad_senare")
    if reported.ur_historik or (_passed(fall, ram) and _reportable(fall)):
        return _new(fall, ram)
    return _outside(fall, ram, R6, "ej_pliktig")


def _passed(fall: Fall, ram: Ram) -> bool:
    """R6 and R6b: whether gränsdag has passed by the quarter's end, or by today."""
    passed = fall.vantan.gransdag <= ram.kvartal.last_day
    return passed and (not ram.preliminar or fall.vantan.gransdag < ram.idag)


def _assess_unreported(fall: Fall, ram: Ram) -> Bedomning:
    reportable = _reportable(fall)
    if reportable and _ended_before_register(fall, ram.forsta_kvartal):
        return _outside(fall, ram, R15, "slut_fore_registret")
    if reportable and counts_as_reported(fall, ram.forsta_kvartal):
        if fall.vantan.gransdag > ram.kvartal.last_day:
            return _outside(fall, ram, R15, "gransdag_efter_kvartalet")
        return _continued(fall, ram, R15)
    if reportable and _passed(fall, ram):
        return _new(fall, ram)
    if ram.preliminar and _on_its_way(fall, ram):
        return _outside(fall, ram, R6B, "pa_vag")
    return _outside(fall, ram, R6, "ej_i_kvartalet" if reportable else "ej_pliktig")


def _on_its_way(fall: Fall, ram: Ram) -> bool:
    """R6b: unreported, not ended as known today, its gränsdag still to come within the quarter."""
    v = fall.vantan
    still_to_come = max(ram.idag, ram.kvartal.first_day) <= v.gransdag <= ram.kvartal.last_day
    return still_to_come and _inside(fall) and v.start <= ram.idag and _ended_by(v, ram.lasdag) is None


def _ended_by(vantan: Vantan, day: date) -> Slut | None:
    return vantan.slut if vantan.slut is not None and vantan.slut.datum <= day else None


def _new(fall: Fall, ram: Ram) -> Bedomning:
    sen = fall.vantan.gransdag < ram.kvartal.first_day
    rad = _row(fall, ram, Grupp.NY, _ended_by(fall.vantan, ram.lasdag), ram.kvartal, sen=sen)
    return Bedomning(fall, ram, R6, rad)


def _continued(fall: Fall, ram: Ram, regel: Regel) -> Bedomning:
    """A väntan that an earlier quarter reported: still waiting, or its end is now reported (R7, R14)."""
    slut = _ended_by(fall.vantan, ram.lasdag)
    moved = fall.rapporterat.moved(fall.beslut)
    outside = moved or not _inside(fall)
    if outside:
        slut = Slut(Slutslag.AVSLUTAD, slut.datum if slut else ram.lasdag, Avslutsorsak.FELREGISTRERAD)
    if slut is None:
        grupp = Grupp.KVARSTAENDE
    else:
        grupp = Grupp.AVSLUTAD if slut.slag is Slutslag.AVSLUTAD else Grupp.VERKSTALLD
    rad = _row(fall, ram, grupp, slut, fall.rapporterat.forst, sen=False)
    if moved:
        assert fall.rapporterat.cell is not None  # noqa: S101 — what no cell has reported has not moved from it
        namnd, lag = fall.rapporterat.cell
        rad = rad._replace(namnd=namnd or None, lag=lag)
    decided = R14 if outside else regel
    before = regel is R15
    return Bedomning(fall, ram, decided, rad, fore_registret=before, felregistrerad=outside, flyttad=moved)


def _closing_steps(answer: Bedomning) -> tuple[Steg, ...]:
    rad, ram = answer.rad, answer.ram
    assert rad is not None  # noqa: S101 — asked for rows only
    where: tuple[Faktum, ...] = (Faktum("kvartal", str(ram.kvartal)),)
    if answer.flyttad:
        beslut = answer.fall.beslut
        where = (*where, Faktum("namnd", beslut.namnd), Faktum("lag", beslut.lag))
    return (
        Steg(answer.regel, _ground(answer), where),
        Steg(
            R7,
            rad.grupp,
            (
                Faktum("lasdag", ram.lasdag),
                Faktum("slut", rad.slut.datum if rad.slut else None),
                Faktum("orsak", rad.slut.orsak if rad.slut else None),
                Faktum("fore_registret", "ja" if answer.fore_registret else None),
            ),
        ),
        *_day_steps(rad),
    )


def _ground(answer: Bedomning) -> str:
    """Say on what ground a row stands in the report: as it is, or as one that is told once more (R14)."""
    if answer.flyttad:
        return "flyttad"
    return "borta" if answer.felregistrerad and answer.fall.vantan.borta else "i_rapporten"


def _day_steps(rad: Rad) -> tuple[Steg, ...]:
    """R10: the statutes ask for the days since the decision; counting from an avbrott is our reading."""
    if rad.vantan is Vantanslag.BESLUT:
        return (Steg(R10, "dagar", (Faktum("dagar", rad.dagar),)),)
    return (
        Steg(R10, "sedan_beslut", (Faktum("dagar_sedan_beslut", rad.dagar_sedan_beslut),)),
        Steg(R10, "dagar", (Faktum("dagar", rad.dagar),), (kallor.TOLKNING_DAGAR,)),
    )


def _row(fall: Fall, ram: Ram, grupp: Grupp, slut: Slut | None, forst: Kvartal | None, *, sen: bool) -> Rad:
    last = slut.datum if slut else ram.lasdag
    beslut, vantan = fall.beslut, fall.vantan
    return Rad(
        fall_id=fall.id,
        beslutsnummer=beslut.beslutsnummer,
        kallsystem=beslut.kallsystem,
        lag=beslut.lag,
        beslutsdatum=beslut.beslutsdatum,
        vantan=vantan.slag,
        start=vantan.start,
        gransdag=vantan.gransdag,
        grupp=grupp,
        sen=sen,
        slut=slut,
        slut_efter_statusdag=None if slut else _ended_after(vantan, ram),
        insats=beslut.insats,
        insats_kod=beslut.insats_kod,
        verksamhetsomrade=beslut.verksamhetsomrade,
        namnd=beslut.namnd,
        kon=beslut.kon,
        dagar=days_between(vantan.start, last),
        dagar_sedan_beslut=days_between(beslut.beslutsdatum, last),
        forst_rapporterad=forst,
    )


def _ended_after(vantan: Vantan, ram: Ram) -> Slut | None:
    """R11: an end after statusdag that is known by rapporteringsdag; it counts in the next quarter."""
    if vantan.slut is None or ram.preliminar:
        return None
    known = min(ram.rapporteringsdag, ram.idag)
    return vantan.slut if vantan.slut.datum <= known else None


def in_stock(fall: Fall, day: date) -> bool:
    """R9: whether a väntan is in the stock at the end of `day`: reportable, gränsdag reached, not ended."""
    v = fall.vantan
    return v.gransdag <= day and _ended_by(v, day) is None and _reportable(fall)
