"""Invented decisions with their events, for Hypothesis, and the same put to the domain in its own words."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import facit
from facit import BEFORE, Answer, Decision, Event, Frame, Frozen, Quarter, Row
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from ejverkstallda.domain.beslut import Avslutsorsak, Beslut, Handelse, Handelseslag, Lag, Ursprung, Vantanslag
from ejverkstallda.domain.historik import Frystfakta, Rapporterat, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, build_kvartalsbild
from ejverkstallda.domain.rapportering import Fall, Rad, Ram
from ejverkstallda.domain.vantan import Slut, Vantan, derive_forlopp

settings.register_profile("prov", max_examples=200, deadline=None)
settings.register_profile("fuzz", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "prov"))
"""How many examples of a property; `make fuzz` chooses the profile fuzz."""
FIRST_DAY = date(2018, 9, 1)
DAYS = 600
DONE = date(2020, 5, 1)
MOST_A_DAY = 5
EDGES = [date(2018, 11, 30), date(2018, 12, 31), date(2019, 1, 1), date(2019, 2, 28), date(2019, 3, 31)]
EDGES += [date(2019, 4, 1), date(2019, 4, 30), date(2019, 6, 30), date(2019, 7, 1), date(2019, 9, 30)]
QUARTERS: list[Quarter] = [(2018, 4), (2019, 1), (2019, 2), (2019, 3), (2019, 4)]
ACTING = ["verkstalld", "aterupptagen", "avbrott", "avslutad"]
IDLE = ["kommentar", "erbjudande", "svar", "insats_under_tiden", "delvis_verkstalld", "planerad", "skickad_ivo"]
STORY = ("verkstalld", "avbrott", "aterupptagen", "avbrott")
CELLS = ["LSS", "LSS Nord", "LSS Syd", "SoL Nord"]
LAGRUM = {"LSS": ("7 § LSS", "9 § 10 LSS"), "SoL": ("4 kap. 2 § SoL", "4 kap. 1 § SoL")}
REASONS = [None, "aterkallad", "behov_upphort", "ersatt"]

days = st.one_of(
    st.sampled_from(EDGES), st.integers(0, DAYS).map(lambda n: FIRST_DAY + timedelta(n)), st.sampled_from(EDGES)
)
kinds = st.one_of(st.sampled_from(ACTING), st.sampled_from(ACTING), st.sampled_from(IDLE))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    return Decision(
        datum=draw(days.filter(lambda day: day < date(2019, 7, 31))),
        inside=draw(st.sampled_from([True] * 4 + [False])),
        ursprung=draw(st.sampled_from(["beslut"] * 5 + ["dom", "forhandsbesked"])),
        struck=draw(st.sampled_from([False] * 6 + [True])),
    )


@st.composite
def stories(draw: st.DrawFn, decision: Decision) -> list[Event]:
    """What a case often begins with: nothing, or an insats that starts and is interrupted, once or twice."""
    slags = draw(st.sampled_from([(), (), (), STORY[:2], STORY, STORY[1:]]))
    found: list[Event] = []
    for slag in slags:
        before = found[-1].datum if found else decision.datum
        found.append(Event(len(found) + 1, before + timedelta(draw(st.integers(1, 130))), slag))
    return found


@st.composite
def events(
    draw: st.DrawFn,
    decision: Decision,
    known: Sequence[Event] = (),
    until: date = date(2020, 4, 30),
    turns: Sequence[date] = (),
) -> list[Event]:
    """The known events and some new ones, near the days that `turns` names; some correct or strike an earlier one."""
    found = list(known) or [e for e in draw(stories(decision)) if e.datum <= until]
    limit = facit.gransdag(decision.datum)
    near = [decision.datum + timedelta(n) for n in (-3, 0, 1, 20, 50)] + [limit + timedelta(n) for n in (-1, 0, 1)]
    near += turns
    for _ in range(draw(st.integers(0, 6))):
        replaced = {event.ersatter for event in found}
        tips = [e.id for e in found if e.id not in replaced and e.slag != "makulerad"]
        target = draw(st.sampled_from([None] * 6 + tips))
        slag = draw(kinds) if target is None else draw(st.one_of(kinds, st.just("makulerad")))
        day = min(
            draw(st.one_of(days, st.sampled_from(near), st.sampled_from([e.datum for e in found] or near))), until
        )
        orsak = REASONS[day.toordinal() % 4] if slag == "avslutad" else None
        found.append(Event(len(found) + 1, day, slag, ersatter=target, orsak=orsak))
    assume(max(Counter(e.datum for e in found if e.slag in ACTING).values(), default=0) <= MOST_A_DAY)
    assume(not facit.is_silent(decision, found))
    return found


@st.composite
def past(draw: st.DrawFn, decision: Decision, known: Sequence[Event]) -> list[Event]:
    """The known events with imported history: by default väntan, by kind, or by kind and start."""
    found = list(known)
    waits, _ = facit.derive(decision, found)
    for _ in range(draw(st.integers(0, 2))):
        wait = draw(st.sampled_from(waits))
        how = draw(st.sampled_from(["default", "kind", "start"]))
        day = wait.start + timedelta(draw(st.integers(0, 200)))
        found.append(
            Event(
                len(known) + len(found) + 100,
                day,
                draw(st.sampled_from(["rapporterad", "rapporterad", "slutrapporterad"])),
                kvartal=draw(st.sampled_from([BEFORE, *QUARTERS])),
                vantan=None if how == "default" else wait.kind,
                vantan_start=wait.start if how == "start" else None,
            )
        )
    return found


@st.composite
def frames(draw: st.DrawFn, quarters: Sequence[Quarter] = tuple(QUARTERS)) -> Frame:
    quarter = draw(st.sampled_from(list(quarters)))
    last = facit.last_day(quarter)
    report_day = last + timedelta(draw(st.sampled_from([30, 31, 62])))
    statusdag = draw(st.sampled_from([last, last, report_day, last + timedelta(7)]))
    early = st.integers(0, 92).map(lambda n: facit.first_day(quarter) + timedelta(n))
    idag = draw(st.one_of(st.just(statusdag + timedelta(1)), st.just(DONE), st.just(DONE), days, early))
    first = draw(st.sampled_from([None, None, *[q for q in QUARTERS if q <= quarter]]))
    return Frame(quarter, statusdag, report_day, idag, first)


@dataclass(frozen=True)
class Case:
    decision: Decision
    events: list[Event]
    frame: Frame


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A decision with events, imported history and a question; nothing is dated after today."""
    frame = draw(frames())
    decision = draw(decisions().filter(lambda d: d.datum <= frame.idag))
    first, last = facit.first_day(frame.kvartal), facit.last_day(frame.kvartal)
    window = draw(st.sampled_from([None, None, 1, 30, 60, 91, 200]))
    if window is not None:  # decided so that gränsdag falls in the quarter
        decision = replace(decision, datum=min(first - timedelta(window), frame.idag))
    turns = [day + timedelta(n) for day in (last, frame.statusdag, frame.rapporteringsdag) for n in (-1, 0, 1)]
    found: list[Event] = []
    for event in draw(events(decision, turns=turns)):
        if event.datum <= frame.idag and event.ersatter in {None, *(e.id for e in found)}:
            found.append(event)
    end = draw(st.sampled_from([None, *turns, *[frame.statusdag + timedelta(n) for n in (1, 2, 10, 20)]]))
    if end is not None and end <= frame.idag:
        number = max((e.id for e in found), default=0) + 1
        found.append(Event(number, end, draw(st.sampled_from(["verkstalld", "avslutad", "aterupptagen"]))))
    assume(not facit.is_silent(decision, found))
    found = [e for e in draw(past(decision, found)) if e.datum <= frame.idag]
    return Case(decision, found, frame)


def kvartal(quarter: Quarter) -> Kvartal | None:
    return None if quarter == BEFORE else Kvartal(*quarter)


def quarter_of(value: Kvartal | None) -> Quarter:
    return BEFORE if value is None else (value.ar, value.nummer)


def cell_of(cell: str) -> tuple[str, str | None]:
    law, *namnd = cell.split()
    return law, namnd[0] if namnd else None


def beslut(decision: Decision, nummer: str = "1") -> Beslut:
    law, namnd = cell_of(decision.cell)
    return Beslut(
        nummer,
        decision.datum,
        Lag(law),
        "daglig verksamhet",
        lagrum=LAGRUM[law][decision.inside],
        ursprung=Ursprung(decision.ursprung),
        namnd=namnd,
    )


def handelse(event: Event) -> Handelse:
    return Handelse(
        id=event.id,
        datum=event.datum,
        slag=Handelseslag(event.slag),
        ersatter=event.ersatter,
        orsak=Avslutsorsak(event.orsak) if event.orsak else None,
        kvartal=str(kvartal(event.kvartal) or ""),
        vantan=Vantanslag(event.vantan) if event.vantan else None,
        vantan_start=event.vantan_start,
    )


def ram(frame: Frame) -> Ram:
    first = None if frame.first is None else Kvartal(*frame.first)
    return Ram(Kvartal(*frame.kvartal), frame.statusdag, frame.rapporteringsdag, frame.idag, first)


def falls(
    decision: Decision, found: Iterable[Event], frozen: Iterable[Frystfakta] = (), start_id: int = 0
) -> list[Fall]:
    own, facts = beslut(decision, str(start_id)), [handelse(event) for event in found]
    pairs, _ = attach_history(own, facts, derive_forlopp(own, facts), frozen, makulerat=decision.struck)
    return [Fall(own, vantan, reported, start_id + i) for i, (vantan, reported) in enumerate(pairs)]


def end_of(slut: Slut | None) -> facit.End | None:
    return None if slut is None else (str(slut.slag), slut.datum, slut.orsak and str(slut.orsak))


def wait_of(vantan: Vantan) -> facit.Wait:
    return facit.Wait(str(vantan.slag), vantan.oppnad_av, vantan.start, end_of(vantan.slut), vantan.borta)


def row_of(rad: Rad, of: Fall) -> Row:
    return Row(
        kind=str(rad.vantan),
        opened_by=of.vantan.oppnad_av,
        start=rad.start,
        gransdag=rad.gransdag,
        grupp=str(rad.grupp),
        sen=rad.sen,
        slut=end_of(rad.slut),
        slut_efter_statusdag=end_of(rad.slut_efter_statusdag),
        dagar=rad.dagar,
        dagar_sedan_beslut=rad.dagar_sedan_beslut,
        first=quarter_of(rad.forst_rapporterad),
    )


def answer(of: Sequence[Fall], frame: Frame) -> tuple[Answer, Kvartalsbild]:
    """The domain's answer in the facit's form, and as it came."""
    bild = build_kvartalsbild(of, ram(frame))
    by_id = {fall.id: fall for fall in of}
    kept = sum(
        b.kod
        in {"rapporterad_men_i_tid", "rapporterad_men_utanfor", "rapporterad_men_makulerad", "rapporterad_men_flyttad"}
        for b in bild.brister
    )
    before = [b for b in bild.brister if b.kod == "oppna_fore_forsta_kvartal"]
    number = int(before[0].text.split()[0]) if before else 0
    rows = [row_of(rad, by_id[rad.fall_id]) for rad in bild.rader]
    return Answer(rows, bild.pa_vag, kept, number), bild


def freeze(row: Row, quarter: Quarter, cell: str) -> Frozen:
    return Frozen(row.kind, row.opened_by, row.start, quarter, row.first, row.slut is not None, cell)


def frystfakta(frozen: Frozen) -> Frystfakta:
    law, namnd = cell_of(frozen.cell)
    return Frystfakta(
        frozen.opened_by,
        Vantanslag(frozen.kind),
        frozen.start,
        Kvartal(*frozen.kvartal),
        kvartal(frozen.first),
        frozen.end,
        (namnd or "", Lag(law)),
    )


def reported(value: Rapporterat) -> tuple[bool, Quarter, bool, Quarter]:
    return value.rapporterad, quarter_of(value.forst), value.slutrapporterad, quarter_of(value.slut)
