"""What a row of a quarter says besides its figures: reason, offers, and what else a reader's paper has to know.

Made from the decision and its events when the row is computed, and frozen with the row: a closed quarter is never
computed anew. A row that was frozen before these facts were has none, and "uppgift saknas" is said of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Ansvar, Beslut, Handelse, Handelseslag, SkalKod, Vantanslag
from ejverkstallda.domain.dagar import Intervall
from ejverkstallda.domain.historik import HISTORY
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.domain.vantan import effective_events

LANGSTA_SKAL: Final = 300
"""Characters of a reason's text that a paper tells; the whole text stands among the row's notes."""
_DAG: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Erbjudanden:
    """Offers (erbjudanden) made within a väntan, and how many of them the person accepted and declined.

    Counted from the beginning of the väntan up to and including the report's last note day
    (`Rapporthuvud.sista_noteringsdag`), not within the quarter: a väntan that lasts tells the same offers again in
    its next report, so the numbers must not be added over quarters.
    """

    lamnade: int = 0
    accepterade: int = 0
    avbojda: int = 0

    @property
    def utan_svar(self) -> int:
        """Offers that have no answer."""
        return self.lamnade - self.accepterade - self.avbojda

    def __add__(self, other: "Erbjudanden") -> "Erbjudanden":
        return Erbjudanden(
            self.lamnade + other.lamnade, self.accepterade + other.accepterade, self.avbojda + other.avbojda
        )


class Radfakta(NamedTuple):
    """The facts of a row up to the last day whose notes belong to the report.

    `skal_kod`, `ansvar` and `skal` (its text, shortened) are those of the latest reason. `annan_kommun`: a
    bosättningskommun is registered, so another municipality has the decision executed here. `enhet` is None for a
    protected person (`skyddad`), whose unit no paper may tell. `rapporterad_fore`: imported history says that the
    väntan was reported before the register; False where a row reported before it only counts as that (R15), None
    where it was frozen before this was kept.
    """

    skal_kod: SkalKod | None = None
    ansvar: Ansvar | None = None
    skal: str = ""
    erbjudanden: Erbjudanden = Erbjudanden()
    annan_kommun: bool = False
    skyddad: bool = False
    enhet: str | None = None
    rapporterad_fore: bool | None = None


def note_days(rad: Rad, handelser: Iterable[Handelse], sista: date) -> Intervall:
    """Return the days whose events belong to a row, up to `sista`, the report's last day of notes.

    An avbrott's begin on its first day; those of the first väntan end the day before the first avbrott.
    """
    starts = sorted(e.datum for e, _ in effective_events(handelser) if e.slag is Handelseslag.AVBROTT)
    later = [day for day in starts if day > rad.start]
    last = min(sista, later[0] - _DAG) if later else sista
    return Intervall(rad.start if rad.vantan is Vantanslag.AVBROTT else date.min, last)


def shorten(text: str, langst: int = LANGSTA_SKAL) -> str:
    """Return a text on one line, cut between words where it is longer than `langst` characters."""
    plain = " ".join(text.split())
    if len(plain) <= langst:
        return plain
    kept = plain[: langst - 1]
    return f"{kept.rpartition(' ')[0] or kept} …" if " " in kept else f"{kept}…"


def is_shortened(text: str) -> bool:
    """Tell whether `shorten` has cut a text."""
    return text.endswith(" …") or (len(text) == LANGSTA_SKAL and text.endswith("…"))


def count_offers(handelser: Sequence[Handelse]) -> Erbjudanden:
    """Count the offers among events; an answer is about the latest offer made by its day, and the last answer holds."""
    ordered = sorted(handelser, key=lambda e: (e.datum, e.slag is Handelseslag.SVAR, e.id))
    answers: list[bool | None] = []
    for event in ordered:
        if event.slag is Handelseslag.ERBJUDANDE:
            answers.append(event.svar)
        elif event.slag is Handelseslag.SVAR and answers and event.svar is not None:
            answers[-1] = event.svar
    return Erbjudanden(len(answers), answers.count(True), answers.count(False))


def build_radfakta(rad: Rad, beslut: Beslut, handelser: Sequence[Handelse], sista: date) -> Radfakta:
    """Return the facts of a row from its decision and all events of it; `sista` is the report's last day of notes."""
    days = note_days(rad, handelser, sista)
    own = [e for e, _ in effective_events(handelser) if e.datum in days]
    reasons = [e for e in own if e.slag is Handelseslag.SKAL]
    latest = max(reasons, key=lambda e: (e.datum, e.id), default=None)
    return Radfakta(
        skal_kod=latest.skal_kod if latest else None,
        ansvar=latest.ansvar if latest else None,
        skal=shorten(latest.text or "") if latest else "",
        erbjudanden=count_offers(own),
        annan_kommun=bool(beslut.bosattningskommun),
        skyddad=beslut.skyddad,
        enhet=None if beslut.skyddad else beslut.enhet,
        rapporterad_fore=any(_tells_of(e, rad) for e, _ in effective_events(handelser) if e.slag in HISTORY),
    )


def _tells_of(history: Handelse, rad: Rad) -> bool:
    """Tell whether imported history is about a row's väntan; one that names none is about one that had started."""
    if history.vantan is None:
        return rad.start <= history.datum
    return history.vantan is rad.vantan and history.vantan_start in {None, rad.start}
