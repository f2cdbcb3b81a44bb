"""What IVO asks for in one case (underlag för yttrande) as content: the wait, what was done, what it costs, the fee.

It is made from the decision, its väntan and its events as of the day it is made. `yttrandeblad` turns it into the
paper. It holds an identity number, as the individrapport that it is built on does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain.avgift import fee_range, last_application_day
from ejverkstallda.domain.avgiftsrakning import Avgiftsrakning, count_fee
from ejverkstallda.domain.beslut import Handelse, Handelseslag, IvoSlag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.dagar import days_between
from ejverkstallda.domain.lagrum import Plikt, judge_plikt
from ejverkstallda.domain.lagval import concerns_lov
from ejverkstallda.domain.motivering import Faktum, Steg
from ejverkstallda.domain.parametrar import Spann
from ejverkstallda.domain.rapportering import Fall, Grupp, Rad
from ejverkstallda.domain.vantan import effective_events
from ejverkstallda.report.forklaring_ord import sentence, support
from ejverkstallda.report.individbygge import Bladunderlag, build_individrapport
from ejverkstallda.report.individrapport import AnnanInsats, Identitet, Individrapport, Plan
from ejverkstallda.report.kommun import Namnd
from ejverkstallda.report.radfakta import note_days

_DEL: Final = (
    "Bara en del av insatsen är inte verkställd. Räkningen bygger på den kostnad som är registrerad; avser den hela "
    "insatsen blir summan för hög."
)
_SENARELAGD_UTAN_SLUT: Final = (
    "Verkställigheten har senarelagts på den enskildes begäran utan att sista dagen är antecknad. För den tiden kommer "
    "särskild avgift inte i fråga, men den är med i räkningen: summan är för hög. Skriv in dagen med ejv ratta NR "
    "--handelse ID --till DATUM och gör underlaget på nytt."
)


class Yttrandeunderlag(NamedTuple):
    """What the paper is made from: the väntan with its decision, all events of the decision, its nämnd and its person.

    `rad_och_stod`: the register's setting that LSS 9 § 1 is the municipality's task.
    """

    fall: Fall
    handelser: tuple[Handelse, ...]
    idag: date
    namnd: Namnd | None = None
    identitet: Identitet | None = None
    rad_och_stod: bool = False


class Stod(NamedTuple):
    """A statement about the fee in words, and the rule and sources it rests on, each with its kind of support."""

    text: str
    kallor: str


class Avgiftsdel(NamedTuple):
    """Särskild avgift: the range in kronor, the last day of an application (None = not known), and the counting.

    `rakning` is None where a cost is missing or negative. `stod` are range, two years and counting in words;
    `forbehall` what of this case the counting does not take account of. `hinder` is what makes the sum say more than
    can be claimed; it is said first and where the sum is.
    """

    spann: Spann
    sista_ansokningsdag: date | None
    rakning: Avgiftsrakning | None
    stod: tuple[Stod, ...]
    forbehall: tuple[str, ...] = ()
    hinder: tuple[str, ...] = ()


class Yttrande(NamedTuple):
    """The content: the case as the individrapport tells it, whose it is, every plan, the cost per month, and the fee.

    `plikt` is whether the case is inside the reporting duty; `i_tid` that the wait ended in time and was not reported.
    Empty texts = not known. `avgift` is None for a wait that ended in time, and under a paragraph that, as far as we
    know, has no such fee.
    """

    arende: Individrapport
    idag: date
    namnd: str
    forvaltning: str
    plikt: Plikt
    planer: tuple[Plan, ...]
    kostnad_manad: int | None
    avgift: Avgiftsdel | None
    i_tid: bool = False

    @property
    def pagar(self) -> bool:
        """Whether the wait goes on."""
        return self.arende.slut is None

    @property
    def sista_dag(self) -> date:
        """The last day that is told of: the end of the wait, else the day the paper is made."""
        return self.arende.slut.datum if self.arende.slut else self.idag


def build_yttrande(underlag: Yttrandeunderlag) -> tuple[Yttrande, tuple[Brist, ...]]:
    """Build the content, and say what hinders the counting of the fee."""
    rad, beslut = _row(underlag), underlag.fall.beslut
    report = build_individrapport(
        Bladunderlag(rad, IvoSlag.NY, beslut, underlag.handelser, underlag.identitet),
        underlag.idag,
        underlag.idag,
        rad_och_stod=underlag.rad_och_stod,
    )
    days = note_days(rad, underlag.handelser, underlag.idag)
    own = sorted((e for e, _ in effective_events(underlag.handelser) if e.datum in days), key=lambda e: (e.datum, e.id))
    fee, faults = _fee(underlag, report, own)
    plans = tuple(Plan(e.datum, e.planerat_datum, e.text or "") for e in own if e.slag is Handelseslag.PLANERAD)
    made = Yttrande(
        arende=report,
        idag=underlag.idag,
        namnd=underlag.namnd.namn if underlag.namnd else "",
        forvaltning=underlag.namnd.forvaltning if underlag.namnd else "",
        plikt=judge_plikt(beslut).varde,
        planer=plans,
        kostnad_manad=beslut.kostnad_manad,
        avgift=fee,
        i_tid=underlag.fall.vantan.ended_in_time and not underlag.fall.rapporterat.rapporterad,
    )
    return made, faults


def _row(underlag: Yttrandeunderlag) -> Rad:
    """Tell a väntan as a quarter's row would, as of today, whether or not a report has it."""
    beslut, vantan, reported, fall_id = underlag.fall
    last = vantan.slut.datum if vantan.slut else underlag.idag
    return Rad(
        fall_id=fall_id,
        beslutsnummer=beslut.beslutsnummer,
        kallsystem=beslut.kallsystem,
        lag=beslut.lag,
        beslutsdatum=beslut.beslutsdatum,
        vantan=vantan.slag,
        start=vantan.start,
        gransdag=vantan.gransdag,
        grupp=Grupp.NY,
        sen=False,
        slut=vantan.slut,
        slut_efter_statusdag=None,
        insats=beslut.insats,
        insats_kod=beslut.insats_kod,
        verksamhetsomrade=beslut.verksamhetsomrade,
        namnd=beslut.namnd,
        kon=beslut.kon,
        dagar=days_between(vantan.start, last),
        dagar_sedan_beslut=days_between(beslut.beslutsdatum, last),
        forst_rapporterad=reported.forst,
    )


def _fee(
    underlag: Yttrandeunderlag, report: Individrapport, own: Sequence[Handelse]
) -> tuple[Avgiftsdel | None, tuple[Brist, ...]]:
    beslut, vantan = underlag.fall.beslut, underlag.fall.vantan
    if vantan.ended_in_time or judge_plikt(beslut).varde is Plikt.UTANFOR_LAGRUM:
        return None, ()
    meanwhile = [e for e in own if e.slag is Handelseslag.INSATS_UNDER_TIDEN]
    span, last = fee_range(beslut), last_application_day(beslut, vantan)
    postponed = [e for e in own if e.slag is Handelseslag.SENARELAGD_LOV and concerns_lov(beslut)]
    counted, faults = count_fee(beslut, vantan, meanwhile, underlag.idag, postponed)
    range_step = span.steg
    if postponed:
        range_step = range_step._replace(fakta=(*range_step.fakta, Faktum("senarelagd", "ja")))
    reserves, hinder = [], []
    over = last.varde is not None and last.varde < underlag.idag
    if over:
        hinder.append(
            f"Tvåårsgränsen har passerat: en ansökan skulle ha delgetts kommunen senast {last.varde}. Särskild avgift "
            "kan inte längre begäras för den här väntan."
        )
    if any(e.till is None for e in postponed):
        hinder.append(_SENARELAGD_UTAN_SLUT)
    if counted.varde is not None:
        reserves += [_DEL] if report.ej_verkstalld_del else []
        reserves += [text for i in report.andra_insatser if (text := _about_cost(i, counted.varde))]
    passed = " Den dagen har passerat." if over else ""
    told = (_told(range_step), _told(last.steg, passed), _told(counted.steg))
    return Avgiftsdel(span.varde, last.varde, counted.varde, told, tuple(reserves), tuple(hinder)), faults


def _told(step: Steg, more: str = "") -> Stod:
    return Stod(f"{sentence(step)}{more}", support(step))


def _about_cost(insats: AnnanInsats, counted: Avgiftsrakning) -> str:
    """Say that an insats meanwhile reaches beyond the time. That one has no last day is told where it stands."""
    fran = f"från {insats.fran}" if insats.fran else f"antecknad {insats.antecknad}"
    till = f" till {insats.till}" if insats.till else ""
    if (insats.fran is not None and insats.fran < counted.fran) or (
        insats.till is not None and insats.till > counted.till
    ):
        return f"Insatsen {fran}{till} sträcker sig utanför den räknade tiden. Hela dess kostnad är ändå fråndragen."
    return ""
