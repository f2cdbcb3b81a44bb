"""The contract's counting rules once more: plain, slow and written from its text alone, to hold the domain against.

Nothing is imported from the program. A decision, an event and a frozen fact are plain records with the
contract's own words; a quarter is (year, number), and BEFORE is the time before the register.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import permutations

Quarter = tuple[int, int]
End = tuple[str, date, str | None]
BEFORE: Quarter = (0, 0)
FALSELY_REGISTERED = "felregistrerad"
DAY_ORDER = ["verkstalld", "aterupptagen", "delvis_verkstalld", "avbrott", "avslutad"]


@dataclass(frozen=True)
class Decision:
    datum: date
    inside: bool = True  # R5 for ursprung beslut: whether lagrum is one of the duty's
    ursprung: str = "beslut"
    struck: bool = False
    cell: str = "LSS"  # nämnd and law as "law" or "law nämnd"; no nämnd = none named


@dataclass(frozen=True)
class Event:
    id: int
    datum: date
    slag: str
    ersatter: int | None = None
    orsak: str | None = None
    kvartal: Quarter = BEFORE
    vantan: str | None = None
    vantan_start: date | None = None


@dataclass(frozen=True)
class Wait:
    kind: str
    opened_by: int | None
    start: date
    end: End | None = None
    gone: bool = False


@dataclass(frozen=True)
class Frozen:
    """What a closed quarter says of a wait."""

    kind: str
    opened_by: int | None
    start: date
    kvartal: Quarter
    first: Quarter
    end: bool
    cell: str = "LSS"


@dataclass(frozen=True)
class Frame:
    kvartal: Quarter
    statusdag: date
    rapporteringsdag: date
    idag: date
    first: Quarter | None = None


@dataclass(frozen=True)
class Row:
    kind: str
    opened_by: int | None
    start: date
    gransdag: date
    grupp: str
    sen: bool
    slut: End | None
    slut_efter_statusdag: End | None
    dagar: int
    dagar_sedan_beslut: int
    first: Quarter


@dataclass
class Answer:
    rows: list[Row] = field(default_factory=list)
    pa_vag: int = 0
    kept: int = 0  # R14: rows that stand only because they have been reported
    before_register: int = 0  # R15


def first_day(quarter: Quarter) -> date:
    return date(quarter[0], quarter[1] * 3 - 2, 1)


def last_day(quarter: Quarter) -> date:
    return date(quarter[0], quarter[1] * 3, monthrange(quarter[0], quarter[1] * 3)[1])


def gransdag(start: date) -> date:
    """R2."""
    year, month = (start.year, start.month + 3) if start.month <= 9 else (start.year + 1, start.month - 9)
    day = start.day
    while day > monthrange(year, month)[1]:
        day -= 1
    return date(year, month, day)


def holding(events: list[Event]) -> list[tuple[Event, int]]:
    """The events that hold, each with the root of its chain of corrections."""
    by_id = {event.id: event for event in events}
    replaced = {event.ersatter for event in events}
    found = []
    for event in events:
        if event.slag == "makulerad" or event.id in replaced:
            continue
        root = event
        while root.ersatter is not None:
            root = by_id[root.ersatter]
        found.append((event, root.id))
    return found


Course = tuple[list[Wait], bool]


def unregistered(course: Course, event: Event) -> bool:
    """An avbrott with no earlier verkstalld: it has an effect, and a finding."""
    waits, ended = course
    return event.slag == "avbrott" and not ended and waits[-1].end is None and waits[-1].kind == "beslut"


def has_effect(course: Course, event: Event) -> bool:
    waits, ended = course
    open_kind = waits[-1].kind if waits[-1].end is None else None
    return (
        not ended
        and {
            "verkstalld": open_kind is not None,
            "aterupptagen": open_kind == "avbrott",
            "delvis_verkstalld": True,
            "avbrott": open_kind != "avbrott",
            "avslutad": True,
        }[event.slag]
    )


def step(course: Course, event: Event, root: int) -> Course:
    """One event with an effect, applied."""
    waits, _ = course
    *past, last = waits
    if event.slag == "delvis_verkstalld":
        return course
    how = "verkstalld" if event.slag == "avbrott" else event.slag  # an avbrott: execution was never registered
    if last.end is None:
        last = replace(last, end=(how, event.datum, event.orsak if how == "avslutad" else None))
    opened = [Wait("avbrott", root, event.datum)] if event.slag == "avbrott" else []
    return [*past, last, *opened], event.slag == "avslutad"


class SilentError(Exception):
    """The contract does not say in which order a day's events apply."""


@dataclass(frozen=True)
class Trial:
    course: Course
    idle: int = 0
    missing: int = 0


def attempt(course: Course, order: Sequence[tuple[Event, int]]) -> Trial:
    trial = Trial(course)
    for event, root in order:
        if has_effect(trial.course, event):
            missing = trial.missing + unregistered(trial.course, event)
            trial = replace(trial, course=step(trial.course, event, root), missing=missing)
        else:
            trial = replace(trial, idle=trial.idle + 1)
    return trial


def apply_day(course: Course, todays: Sequence[tuple[Event, int]]) -> Trial:
    """By kind, unless only another order is possible. Silent: none is, and a better one than by kind; or several."""
    by_kind, *others = (attempt(course, order) for order in permutations(todays))
    fewest = min([by_kind, *others], key=lambda trial: trial.idle)
    if by_kind.idle == fewest.idle:
        return by_kind
    best = [trial for trial in others if trial.idle == fewest.idle]
    if fewest.idle or any(t != fewest for t in best) or fewest.missing > by_kind.missing:
        raise SilentError
    return fewest


def partial_after_whole(course: Course, todays: Sequence[Event]) -> int:
    """The partial executions of a day at whose end the insats runs, wholly begun on an earlier day."""
    waits, ended = course
    end = waits[-1].end
    return sum(not ended and end is not None and end[1] < e.datum for e in todays if e.slag == "delvis_verkstalld")


def derive(decision: Decision, events: list[Event]) -> tuple[list[Wait], int]:
    """R1-R3: the waits of a decision, and how many events had no effect or showed that one is missing."""
    acting = [(e, root) for e, root in holding(events) if e.slag in DAY_ORDER]
    course: Course = ([Wait("beslut", None, decision.datum)], False)
    findings = 0
    for day in sorted({event.datum for event, _ in acting}):
        todays = [(e, root) for e, root in acting if e.datum == day]
        trial = apply_day(course, sorted(todays, key=lambda pair: (DAY_ORDER.index(pair[0].slag), pair[1])))
        course = trial.course
        findings += trial.idle + trial.missing + partial_after_whole(course, [e for e, _ in todays])
    return course[0], findings


def is_silent(decision: Decision, events: list[Event]) -> bool:
    try:
        derive(decision, events)
    except SilentError:
        return True
    return False


def meant(event: Event, waits: list[Wait]) -> int:
    """Which wait a history event means: the one named, else the latest that had started on its day."""
    named = [
        i
        for i, wait in enumerate(waits)
        if event.vantan in {None, wait.kind}
        and (wait.start <= event.datum if event.vantan_start is None else wait.start == event.vantan_start)
    ]
    return max(named, key=lambda i: (waits[i].start, i)) if named else 0


@dataclass
class Known:
    """A wait with the quarters that reported it, those of them that are imported, and those that reported its end."""

    wait: Wait
    reported: list[Quarter] = field(default_factory=list)
    imported: list[Quarter] = field(default_factory=list)
    ended: list[Quarter] = field(default_factory=list)
    cells: list[tuple[Quarter, str]] = field(default_factory=list)


def history(decision: Decision, events: list[Event], frozen: list[Frozen]) -> list[Known]:
    """Each wait with the quarters that reported it and those that reported its end (R8)."""
    waits, _ = derive(decision, events)
    known = {(wait.kind, wait.opened_by) for wait in waits}
    for fact in frozen:
        if (fact.kind, fact.opened_by) not in known:
            known.add((fact.kind, fact.opened_by))
            waits.append(Wait(fact.kind, fact.opened_by, fact.start, gone=True))
    found: list[Known] = []
    for i, wait in enumerate(waits):
        known_of = Known(replace(wait, gone=wait.gone or decision.struck))
        for fact in frozen:
            if (fact.kind, fact.opened_by) == (wait.kind, wait.opened_by):
                known_of.reported += [fact.first, fact.kvartal]
                known_of.cells.append((fact.kvartal, fact.cell))
                known_of.ended += [fact.kvartal] if fact.end else []
        for event, _ in holding(events):
            if event.slag in {"rapporterad", "slutrapporterad"} and meant(event, [w for w in waits if not w.gone]) == i:
                known_of.reported.append(event.kvartal)
                known_of.imported.append(event.kvartal)
                known_of.ended += [event.kvartal] if event.slag == "slutrapporterad" else []
        found.append(known_of)
    return found


def in_duty(decision: Decision) -> bool:
    """R5."""
    if decision.ursprung == "dom":
        return False
    return decision.ursprung == "forhandsbesked" or decision.inside


def reportable(decision: Decision, wait: Wait) -> bool:
    """R4 and R5."""
    if wait.gone or not in_duty(decision):
        return False
    return wait.end is None or wait.end[1] > gransdag(wait.start)


def in_stock(decision: Decision, wait: Wait, day: date) -> bool:
    """R9."""
    if not reportable(decision, wait) or gransdag(wait.start) > day:
        return False
    return wait.end is None or wait.end[1] > day


def answer(decision: Decision, events: list[Event], frozen: list[Frozen], frame: Frame) -> Answer:
    """R6-R15 for one decision in one quarter."""
    out = Answer()
    for known in history(decision, events, frozen):
        assess(decision, known, frame, out)
    return out


def assess(decision: Decision, known: Known, frame: Frame, out: Answer) -> None:
    wait, quarter = known.wait, frame.kvartal
    reported = known.reported
    if not reported and frame.first is not None:  # R15
        opening = first_day(frame.first)
        if wait.end is not None and wait.end[1] < opening:
            return
        if reportable(decision, wait) and gransdag(wait.start) < opening:
            reported = [BEFORE]
            out.before_register += 1
    first = min(reported, default=quarter)
    if min(known.ended, default=quarter) < quarter or first > quarter:  # R6; R14: a reported end is final
        return
    if first < quarter:
        gone = wait.gone or not in_duty(decision) or has_moved(decision, known)
        out.rows.append(continued(decision, replace(wait, gone=gone), first, frame, out))
    elif quarter in known.imported or due(decision, wait, frame):  # "the earliest one given is where it was ny"
        out.rows.append(row(decision, wait, seen_end(wait, frame), frame, ("ny", quarter)))
    elif not reported and on_its_way(decision, wait, frame):
        out.pa_vag += 1


def seen_day(frame: Frame) -> date:
    """Statusdag, or today until statusdag has passed (R6b, R11)."""
    return min(frame.idag, frame.statusdag)


def seen_end(wait: Wait, frame: Frame) -> End | None:
    return wait.end if wait.end is not None and wait.end[1] <= seen_day(frame) else None


def due(decision: Decision, wait: Wait, frame: Frame) -> bool:
    """R6, R6b."""
    limit = gransdag(wait.start)
    preliminary = frame.idag <= frame.statusdag
    if not reportable(decision, wait) or (preliminary and limit >= frame.idag):
        return False
    return limit <= last_day(frame.kvartal)


def on_its_way(decision: Decision, wait: Wait, frame: Frame) -> bool:
    """R6b: gränsdag still to come in the quarter; what has ended, is outside or is gone is not waiting for it."""
    limit = gransdag(wait.start)
    if frame.idag > frame.statusdag or limit < frame.idag or seen_end(wait, frame) is not None:
        return False
    return in_duty(decision) and not wait.gone and first_day(frame.kvartal) <= limit <= last_day(frame.kvartal)


def has_moved(decision: Decision, known: Known) -> bool:
    """R14: another law, or another named nämnd, than the latest closed quarter that reported the wait."""
    if not known.cells:
        return False
    then, now = max(known.cells)[1].split(), decision.cell.split()
    return then[0] != now[0] or (len(then) == len(now) == 2 and then[1] != now[1])


def continued(decision: Decision, wait: Wait, first: Quarter, frame: Frame, out: Answer) -> Row:
    """R7, R14: reported before, and its end not yet."""
    end = seen_end(wait, frame)
    if wait.gone:
        out.kept += 1
        end = ("avslutad", end[1] if end else seen_day(frame), FALSELY_REGISTERED)
        return row(decision, wait, end, frame, ("avslutad", first))
    if end is None:
        return row(decision, wait, end, frame, ("kvarstaende", first))
    out.kept += end[1] <= gransdag(wait.start)
    return row(decision, wait, end, frame, ("avslutad" if end[0] == "avslutad" else "verkstalld", first))


def row(decision: Decision, wait: Wait, end: End | None, frame: Frame, what: tuple[str, Quarter]) -> Row:
    grupp, first = what
    until = end[1] if end else min(frame.idag, frame.statusdag)
    later = None
    if end is None and wait.end is not None and frame.idag > frame.statusdag:  # R11
        shown = frame.statusdag + timedelta(days=1) <= wait.end[1] <= frame.rapporteringsdag
        later = wait.end if shown else None
    return Row(
        kind=wait.kind,
        opened_by=wait.opened_by,
        start=wait.start,
        gransdag=gransdag(wait.start),
        grupp=grupp,
        sen=grupp == "ny" and gransdag(wait.start) < first_day(frame.kvartal),
        slut=end,
        slut_efter_statusdag=later,
        dagar=max(0, (until - wait.start).days),
        dagar_sedan_beslut=max(0, (until - decision.datum).days),
        first=first,
    )
