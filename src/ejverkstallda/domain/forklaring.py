"""Why a väntan is, or is not, in a quarter's report: every step in order, each on its facts (`ejv forklara`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ejverkstallda.domain import felkoder as fk
from ejverkstallda.domain import kallor
from ejverkstallda.domain.avgift import fee_range, last_application_day
from ejverkstallda.domain.beslut import Handelse, Handelseslag, Lag, Ursprung, Vantanslag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.historik import R8
from ejverkstallda.domain.kallor import Kalla, Kallslag
from ejverkstallda.domain.lagrum import Lagrumslasning, judge_plikt, sol_in_force
from ejverkstallda.domain.lagval import beside_duty, cite_duty
from ejverkstallda.domain.motivering import Faktum, Regel, Steg
from ejverkstallda.domain.parametrar import PERIODER_KANDA, rapporteringsdag
from ejverkstallda.domain.rapportering import Bedomning, Fall, Ram, assess, is_reportable
from ejverkstallda.domain.vantan import R1, R2, R3, effective_events

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
    ("R3", "aterupptagen"): (kallor.IVO_VERKSTALLD,),
    ("R3", "avslutad"): (kallor.TOLKNING_AVSLUT,),
    ("R3", "oppen"): (kallor.IVO_VERKSTALLD,),
    ("R3", "avslutar_inte_erbjudande"): (kallor.IVO_VERKSTALLD, kallor.IVO_TACKAT_NEJ),
    ("R3", "avslutar_inte_svar"): (kallor.IVO_VERKSTALLD, kallor.IVO_TACKAT_NEJ),
    ("R3", "avslutar_inte_delvis_verkstalld"): (kallor.IVO_DELVIS,),
    ("R3", "avslutar_inte_insats_under_tiden"): (kallor.IVO_VERKSTALLD,),
    ("R3", "avslutar_inte_planerad"): (kallor.IVO_VERKSTALLD,),
    ("R5", "dom"): (kallor.TOLKNING_DOM,),
}
"""Guidance and readings that bear an answer, where the rule rests on more of them."""


@dataclass(frozen=True, slots=True)
class Forklaring:
    """The explanation of one väntan for one quarter: the steps in order, and the answer they lead to."""

    fall: Fall
    ram: Ram
    steg: tuple[Steg, ...]
    bedomning: Bedomning


def explain(fall: Fall, handelser: Sequence[Handelse], ram: Ram) -> Forklaring:
    """Explain a väntan: its facts by date, the rules, the group; then what a court could be asked, as facts."""
    events = [e for e, _ in sorted(effective_events(handelser), key=lambda p: (p[0].datum, p[0].id))]
    answer = assess(fall, ram)
    steps = (
        *_beginning(fall),
        *_course(fall, events),
        *_duty(fall, events, ram),
        *_frame(ram),
        *_reported(fall),
        *_conclusion(answer),
        fee_range(fall.beslut).steg,
        last_application_day(fall.beslut, fall.vantan).steg,
    )
    return Forklaring(fall, ram, tuple(_with_sources(s, fall, ram) for s in steps), answer)


def _with_sources(steg: Steg, fall: Fall, ram: Ram) -> Steg:
    """Keep those of a rule's sources that bear this answer: the case's own law, the guidance on what happened."""
    if steg.egna_kallor:
        return steg
    beslut = fall.beslut
    acts = {kallor.TIDSLAGEN}
    if beslut.lag is Lag.LSS:
        acts.add(kallor.LSS)
    else:
        acts |= {sol_in_force(ram.kvartal.last_day), sol_in_force(beslut.beslutsdatum)}
    others = _SARSKILDA.get((steg.regel.id, steg.utfall))
    if (steg.regel.id, steg.utfall) == ("R5", "inom"):
        others = _why_inside(steg, beslut.ursprung)
    kept = tuple(
        k for k in steg.regel.kallor if (k.akt in acts if k.slag is Kallslag.LAG else others is None or k in others)
    )
    return steg._replace(egna_kallor=kept)


def _why_inside(steg: Steg, ursprung: Ursprung) -> tuple[Kalla, ...]:
    """The guidance or reading that a decision's place inside the duty rests on, beside the law."""
    if ursprung is Ursprung.FORHANDSBESKED:
        return (kallor.IVO_FORHANDSBESKED,)
    reading = next(f.varde for f in steg.fakta if f.namn == "lasning")
    return (kallor.TOLKNING_LAGRUM,) if reading in {Lagrumslasning.TOMT, Lagrumslasning.OLASLIGT} else ()


def _beginning(fall: Fall) -> tuple[Steg, ...]:
    v = fall.vantan
    return (
        Steg(R1, v.slag, (Faktum("start", v.start),)),
        Steg(R2, "gransdag", (Faktum("start", v.start), Faktum("gransdag", v.gransdag))),
    )


def _course(fall: Fall, events: Sequence[Handelse]) -> tuple[Steg, ...]:
    """Steps of the väntan's own events: what did not end it, and what did."""
    v = fall.vantan
    last = v.slut.datum if v.slut else None
    own = [e for e in events if e.datum >= v.start or v.slag is Vantanslag.BESLUT]
    own = [e for e in own if last is None or e.datum <= last]
    steps = [
        Steg(R3, f"avslutar_inte_{e.slag}", (Faktum("datum", e.datum), Faktum("svar", _yes(e.svar))))
        for e in own
        if e.slag in _AVSLUTAR_INTE
    ]
    if v.slut is None:
        steps.append(Steg(R3, "oppen", ()))
    else:
        fakta = (Faktum("slut", v.slut.datum), Faktum("orsak", v.slut.orsak))
        steps.append(Steg(R3, v.slut.slag, fakta))
    return tuple(steps)


def _yes(answer: bool | None) -> str | None:  # noqa: FBT001 — an answer, not a switch
    return None if answer is None else ("ja" if answer else "nej")


def _duty(fall: Fall, events: Sequence[Handelse], ram: Ram) -> tuple[Steg, ...]:
    beslut = fall.beslut
    return (
        judge_plikt(beslut).steg,
        cite_duty(beslut.lag, beslut.beslutsdatum, ram.kvartal.last_day).steg,
        *beside_duty(beslut, events, ram.kvartal.last_day),
        is_reportable(fall).steg,
    )


def _frame(ram: Ram) -> tuple[Steg, ...]:
    window = ram.kvartal.beslutsfonster
    return (
        Steg(R13, "fonster", (Faktum("fran", window.fran), Faktum("till", window.till))),
        Steg(R11, "preliminar" if ram.preliminar else "passerad", (Faktum("statusdag", ram.statusdag),)),
        _reporting_day(ram),
    )


def _reporting_day(ram: Ram) -> Steg:
    """R12: IVO's day, the municipality's own, or the day that we assume because no later year's has been found."""
    fakta = (Faktum("rapporteringsdag", ram.rapporteringsdag), Faktum("ar", ram.kvartal.ar))
    if ram.rapporteringsdag != rapporteringsdag(ram.kvartal):
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


def _reported(fall: Fall) -> tuple[Steg, ...]:
    """Steps of what has been reported: nothing, the väntan, its end."""
    r = fall.rapporterat
    if not r.rapporterad:
        return (Steg(R8, "ej_rapporterad", ()),)
    first = Steg(R8, "rapporterad", (Faktum("kvartal", str(r.forst) if r.forst else None),))
    if not r.slutrapporterad:
        return (first,)
    return first, Steg(R8, "slutrapporterad", (Faktum("kvartal", str(r.slut) if r.slut else None),))


_INLEDANDE: Final = {"R1", "R2", "R3", "R4", "R5"}


def _conclusion(answer: Bedomning) -> tuple[Steg, ...]:
    """The answer's own steps past the opening ones, which are told with more facts above."""
    return tuple(s for s in answer.steg if s.regel.id not in _INLEDANDE)
