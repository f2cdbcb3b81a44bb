"""Why a väntan is, or is not, in a quarter's report: every step in order, each on its facts (`ejv forklara`)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain import kallor
from ejverkstallda.domain.avgift import fee_range, last_application_day
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag, Lag, Omfattning, Ursprung, Vantanslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.historik import R8
from ejverkstallda.domain.kallor import Kalla, Kallslag
from ejverkstallda.domain.lagrum import Lagrumslasning, Plikt, judge_plikt, sol_in_force
from ejverkstallda.domain.lagval import beside_duty, cite_duty
from ejverkstallda.domain.motivering import Faktum, Regel, Steg
from ejverkstallda.domain.parametrar import PERIODER_KANDA, rapporteringsdag
from ejverkstallda.domain.rapportering import R14, R15, Bedomning, Fall, Ram, assess, is_reportable
from ejverkstallda.domain.vantan import R1, R2, R3, Slutslag, effective_events

R11: Final = Regel("R11", "Statusdagen", (kallor.TOLKNING_STATUSDAG,))
R12: Final = Regel("R12", "Rapporteringsdagen", (kallor.IVO_PERIODER, kallor.TOLKNING_PERIODER))
R13: Final = Regel("R13", "Beslutsfönstret", (kallor.TOLKNING_FONSTER,))

_SLUT: Final = {
    Handelseslag.VERKSTALLD,
    Handelseslag.ATERUPPTAGEN,
    Handelseslag.AVSLUTAD,
}
_AVSLUTAR_INTE: Final = {
    Handelseslag.ERBJUDANDE,
    Handelseslag.SVAR,
    Handelseslag.DELVIS_VERKSTALLD,
    Handelseslag.INSATS_UNDER_TIDEN,
    Handelseslag.PLANERAD,
}
"""Kinds that people may take for an end, and are not (R3)."""


_SARSKILDA: Final[dict[tuple[str, str], tuple[Kalla, ...]]] = {
    ("R3", "verkstalld"): (kallor.IVO_VERKSTALLD,),
    ("R3", "verkstalld_pa_avbrott"): (kallor.TOLKNING_AVBROTT_UTAN_START,),
    ("R3", "aterupptagen"): (kallor.IVO_VERKSTALLD,),
    ("R3", "avslutad"): (kallor.TOLKNING_AVSLUT,),
    ("R3", "oppen"): (kallor.IVO_VERKSTALLD,),
    ("R3", "avslutar_inte_erbjudande"): (kallor.IVO_VERKSTALLD, kallor.IVO_TACKAT_NEJ),
    ("R3", "avslutar_inte_svar"): (kallor.IVO_VERKSTALLD, kallor.IVO_TACKAT_NEJ),
    ("R3", "avslutar_inte_delvis_verkstalld"): (kallor.IVO_DELVIS,),
    ("R3", "avslutar_inte_insats_under_tiden"): (kallor.IVO_VERKSTALLD,),
    ("R3", "avslutar_inte_planerad"): (kallor.IVO_VERKSTALLD,),
    ("R5", "dom"): (kallor.TOLKNING_DOM,),
    ("R5", "utanfor_lagrum"): (),
    ("R10", "dagar"): (),
    ("R10", "sedan_beslut"): (),
}
"""Guidance and readings that bear an answer, where the rule rests on more of them."""


class Forklaring(NamedTuple):
    """The explanation of one väntan for one quarter: the steps in order, and the answer they lead to."""

    fall: Fall
    ram: Ram
    steg: tuple[Steg, ...]
    bedomning: Bedomning


def explain(fall: Fall, handelser: Sequence[Handelse], ram: Ram, *, rad_och_stod: bool = False) -> Forklaring:
    """Explain a väntan: its facts by date, the rules, the group; then what a court could be asked, as facts.

    Of a väntan that was reported and is gone from the events only that is told, not what it once rested on.
    `rad_och_stod`: the register's setting that LSS 9 § 1 is the municipality's task.
    """
    held = sorted(effective_events(handelser), key=lambda p: (p[0].datum, p[0].id))
    events = [e for e, _ in held]
    answer = assess(fall, ram)
    told = _told_under(answer)
    facts: tuple[Steg, ...]
    money: tuple[Steg, ...]
    if fall.vantan.borta:
        facts, money = _gone(fall), ()
    else:
        opening = next((e for e, root in held if root == fall.vantan.oppnad_av), None)
        duty = _duty(fall, told, events, ram, rad_och_stod=rad_och_stod)
        facts = (*_beginning(fall, opening), *_course(fall, events), *duty)
        money = _avgift(fall, duty)
    steps = (*facts, *_frame(ram), *_reported(fall, answer), *_conclusion(answer), *money)
    return Forklaring(fall, ram, tuple(_with_sources(s, fall.beslut, told, ram) for s in steps), answer)


def _avgift(fall: Fall, duty: Sequence[Steg]) -> tuple[Steg, ...]:
    """A1 and A2: what a court could be asked, where the wait went past its gränsdag and the law has such a fee.

    A dom is outside the duty and inside the fee; of a decision under another paragraph no source says so.
    """
    if fall.vantan.ended_in_time or judge_plikt(fall.beslut).varde is Plikt.UTANFOR_LAGRUM:
        return ()
    fee = fee_range(fall.beslut).steg
    if any(s.utfall == "senarelagd" for s in duty):
        fee = fee._replace(fakta=(*fee.fakta, Faktum("senarelagd", "ja")))
    return fee, last_application_day(fall.beslut, fall.vantan).steg


def _told_under(answer: Bedomning) -> Beslut:
    """The decision as the row tells it: one that has moved is told under the law that reported it."""
    return answer.fall.beslut._replace(lag=answer.rad.lag) if answer.rad else answer.fall.beslut


def _gone(fall: Fall) -> tuple[Steg, ...]:
    """R14: what was reported has been struck, or is not among the events any more."""
    v = fall.vantan
    utfall = "beslut_makulerat" if v.slag is Vantanslag.BESLUT else "avbrott_borta"
    fakta = (Faktum("start", v.start), Faktum("ursprung", fall.beslut.ursprung), Faktum("borta", "ja"))
    return Steg(R14, utfall, fakta), Steg(R2, "gransdag", (Faktum("start", v.start), Faktum("gransdag", v.gransdag)))


def _with_sources(steg: Steg, own: Beslut, told: Beslut, ram: Ram) -> Steg:
    """Keep those of a rule's sources that bear this answer: the case's own law, the guidance on what happened."""
    if steg.egna_kallor:
        return steg
    beslut = own if steg.regel.id == "R5" else told
    acts = {kallor.TIDSLAGEN}
    if beslut.lag is Lag.LSS:
        acts.add(kallor.LSS)
    else:
        acts |= {sol_in_force(ram.kvartal.last_day), sol_in_force(beslut.beslutsdatum)}
    others = _SARSKILDA.get((steg.regel.id, steg.utfall))
    if steg.regel.id == "R5":
        acts = _akter(steg, beslut)
    if (steg.regel.id, steg.utfall) == ("R5", "inom"):
        others = _why_inside(steg, beslut.ursprung)
        if beslut.ursprung is Ursprung.FORHANDSBESKED:
            acts = set()
    if steg.regel.id == "R7" and steg.utfall != "verkstalld":
        acts = set()
    kept = tuple(
        k for k in steg.regel.kallor if (k.akt in acts if k.slag is Kallslag.LAG else others is None or k in others)
    )
    return steg._replace(egna_kallor=kept)


def _akter(steg: Steg, beslut: Beslut) -> set[kallor.Akt]:
    """The law of the decision's own day; both acts where the lagrum is from the one that was not in force."""
    if beslut.lag is Lag.LSS:
        return {kallor.LSS}
    reading = next((f.varde for f in steg.fakta if f.namn == "lasning"), None)
    both = {kallor.SOL_2001, kallor.SOL_2025}
    return both if reading == Lagrumslasning.ANDRA_AKTEN else {sol_in_force(beslut.beslutsdatum)}


def _why_inside(steg: Steg, ursprung: Ursprung) -> tuple[Kalla, ...]:
    """The guidance or reading that a decision's place inside the duty rests on, beside the law."""
    if ursprung is Ursprung.FORHANDSBESKED:
        return (kallor.IVO_FORHANDSBESKED,)
    reading = next(f.varde for f in steg.fakta if f.namn == "lasning")
    return (kallor.TOLKNING_LAGRUM,) if reading in {Lagrumslasning.TOMT, Lagrumslasning.OLASLIGT} else ()


def _beginning(fall: Fall, opening: Handelse | None) -> tuple[Steg, ...]:
    v = fall.vantan
    first = Steg(R1, v.slag, (Faktum("start", v.start),))
    if opening is not None and opening.omfattning is Omfattning.DELVIS:
        first = Steg(R1, "delvis_avbrott", (*first.fakta, Faktum("text", opening.text)))
    return (
        first,
        Steg(R2, "gransdag", (Faktum("start", v.start), Faktum("gransdag", v.gransdag))),
    )


def _course(fall: Fall, events: Sequence[Handelse]) -> tuple[Steg, ...]:
    """Steps of the väntan's own events: what did not end it, and what did."""
    v = fall.vantan
    last = v.slut.datum if v.slut else None
    own = [e for e in events if e.datum >= v.start or v.slag is Vantanslag.BESLUT]
    own = [e for e in own if last is None or e.datum <= last]
    steps = [Steg(R3, f"avslutar_inte_{e.slag}", _event_facts(e)) for e in own if e.slag in _AVSLUTAR_INTE]
    if v.slut is None:
        steps.append(Steg(R3, "oppen", ()))
    else:
        fakta = (Faktum("slut", v.slut.datum), Faktum("orsak", v.slut.orsak))
        steps.append(Steg(R3, "verkstalld_pa_avbrott" if _only_by_avbrott(fall, events) else v.slut.slag, fakta))
    return tuple(steps)


def _event_facts(event: Handelse) -> tuple[Faktum, ...]:
    """Day and answer; of a partial execution also what the case says of the part that has not begun."""
    fakta = (Faktum("datum", event.datum), Faktum("svar", _yes(event.svar)))
    return (*fakta, Faktum("text", event.text)) if event.slag is Handelseslag.DELVIS_VERKSTALLD else fakta


def _only_by_avbrott(fall: Fall, events: Sequence[Handelse]) -> bool:
    """Tell whether execution was never registered, so that the first väntan ends on the day of its avbrott."""
    slut = fall.vantan.slut
    if slut is None or slut.slag is not Slutslag.VERKSTALLD:
        return False
    return not any(e.slag is Handelseslag.VERKSTALLD and e.datum == slut.datum for e in events)


def _yes(answer: bool | None) -> str | None:  # noqa: FBT001 — an answer, not a switch
    return None if answer is None else ("ja" if answer else "nej")


def _duty(fall: Fall, told: Beslut, events: Sequence[Handelse], ram: Ram, *, rad_och_stod: bool) -> tuple[Steg, ...]:
    """Steps of the duty; for a decision outside it there is no paragraph that it follows from."""
    beslut, day = fall.beslut, ram.kvartal.last_day
    plikt, limit = judge_plikt(beslut), is_reportable(fall).steg
    if limit.utfall == "pliktig" and ram.idag <= fall.vantan.gransdag:
        limit = limit._replace(utfall="gransdag_kvar")
    if plikt.varde is not Plikt.INOM:
        return plikt.steg, limit
    cited = cite_duty(told.lag, beslut.beslutsdatum, day).steg
    return plikt.steg, cited, *beside_duty(beslut, events, day, rad_och_stod=rad_och_stod), limit


def _frame(ram: Ram) -> tuple[Steg, ...]:
    window, first = ram.kvartal.beslutsfonster, ram.forsta_kvartal
    register = (Faktum("forsta_kvartal", str(first)), Faktum("forsta_dag", first.first_day)) if first else ()
    return (
        *((Steg(R15, "forsta_kvartal", register),) if register else ()),
        Steg(R13, "fonster", (Faktum("fran", window.fran), Faktum("till", window.till))),
        Steg(R11, "preliminar" if ram.preliminar else "passerad", (Faktum("statusdag", ram.statusdag),)),
        _reporting_day(ram),
    )


def _reporting_day(ram: Ram) -> Steg:
    """R12: IVO's day, the municipality's own, or the day that we assume because no later year's has been found."""
    fakta = (Faktum("rapporteringsdag", ram.rapporteringsdag), Faktum("ar", ram.kvartal.ar))
    if ram.egen_dag or ram.rapporteringsdag != rapporteringsdag(ram.kvartal):
        return Steg(R12, "egen", fakta)
    if ram.kvartal.ar in PERIODER_KANDA:
        return Steg(R12, "rapporteringsdag", fakta, (kallor.IVO_PERIODER,))
    return Steg(R12, "antagen", fakta)


def assumed_day(ram: Ram) -> tuple[Brist, ...]:
    """Return the finding that the quarter's reporting day is assumed, for lack of a published one."""
    if _reporting_day(ram).utfall != "antagen":
        return ()
    text = f"IVO:s rapporteringsperioder för {ram.kvartal.ar} är inte kända; dagen antas vara {ram.rapporteringsdag}."
    return (fk.RAPPORTERINGSDAG_ANTAGEN.brist(text),)


def unknowns(fall: Fall, ram: Ram) -> tuple[Brist, ...]:
    """Return what could not be found out and bears on the answer about a väntan: said, not guessed."""
    found = [*assumed_day(ram)]
    if fall.beslut.lag is Lag.SOL and fall.beslut.beslutsdatum < kallor.SOL_2025_IKRAFT:
        found.append(fk.OVERGANG_OKAND.brist(fk.OVERGANG_OKAND.betydelse, fall.beslut.plats))
    return tuple(found)


def _reported(fall: Fall, answer: Bedomning) -> tuple[Steg, ...]:
    """Steps of what has been reported: nothing, the väntan and by whom, its end."""
    r, beslut = fall.rapporterat, fall.beslut
    if not r.rapporterad:
        return (Steg(R8, "ingen_uppgift" if answer.regel is R15 else "ej_rapporterad", ()),)
    namnd, lag = r.cell or (None, None)
    fakta = (
        Faktum("kvartal", str(r.forst) if r.forst else None),
        Faktum("ur_historik", "ja" if r.ur_historik else None),
        Faktum("redovisad_namnd", namnd or None),
        Faktum("redovisad_lag", lag),
        Faktum("namnd", beslut.namnd),
        Faktum("lag", beslut.lag),
    )
    first = Steg(R8, "rapporterad", fakta)
    if not r.slutrapporterad:
        return (first,)
    return first, Steg(R8, "slutrapporterad", (Faktum("kvartal", str(r.slut) if r.slut else None),))


_INLEDANDE: Final = {"R1", "R2", "R3", "R4", "R5"}


def _conclusion(answer: Bedomning) -> tuple[Steg, ...]:
    """The answer's own steps past the opening ones, which are told with more facts above."""
    return tuple(s for s in answer.steg if s.regel.id not in _INLEDANDE)
