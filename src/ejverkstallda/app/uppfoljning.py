"""What the follow-ups share: the years asked for, who is counted, and under which name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, Protocol

from sqlalchemy import Connection

from ejverkstallda.app.namnder import Namnder, build_namnder
from ejverkstallda.app.resultat import misuse, refuse
from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Beslut, Lag, Ursprung
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.domain.lagrum import is_inside
from ejverkstallda.readers.falt import quote
from ejverkstallda.store.beslutslager import cells_in_use
from ejverkstallda.store.installningslager import Installningar
from ejverkstallda.store.uppfoljningslager import first_year

_ARSSPANN: Final = re.compile(r"\s*((?:19|20|21)\d\d)\s*(?:(?:\.\.|–|-)\s*((?:19|20|21)\d\d)\s*)?", re.ASCII)
_ETIKETTER: Final = {i.kod: i.etikett for i in INSATSER}
MEST_AR: Final = 60
"""Years that fit in a question; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Arsspann:
    """The years asked for, both counted in."""

    fran: int
    till: int

    @property
    def ar(self) -> tuple[int, ...]:
        """Every year, in order."""
        return tuple(range(self.fran, self.till + 1))

    @property
    def forsta_dag(self) -> date:
        """The first year's first day."""
        return date(self.fran, 1, 1)

    @property
    def sista_dag(self) -> date:
        """The last year's last day."""
        return date(self.till, 12, 31)

    def __str__(self) -> str:
        return str(self.fran) if self.fran == self.till else f"{self.fran}–{self.till}"


def parse_years(text: str) -> Arsspann:
    """Read `2018..2021`, or one year.

    Raises:
        AppError: it cannot be read, or the years stand in the wrong order (wrong usage).
    """
    if not (match := _ARSSPANN.fullmatch(text)):
        raise misuse(
            "ar_ogiltigt", f"Åren {quote(text)} kan inte läsas. Skriv till exempel 2018..2021, eller ett enda år."
        )
    fran, till = int(match[1]), int(match[2] or match[1])
    if not 0 <= till - fran < MEST_AR:
        raise misuse("ar_ogiltigt", f"Åren {fran}..{till} går inte: skriv det äldsta först, högst {MEST_AR} år.")
    return Arsspann(fran, till)


def within_register(connection: Connection, spann: Arsspann, idag: date) -> int:
    """Return the first year that the register knows anything of.

    Raises:
        AppError: it knows nothing of any of the years.
    """
    first = first_year(connection)
    if first is None:
        raise refuse("registret_tomt", "Registret har inga beslut. Läs in dem med ejv importera.")
    if spann.till < first or spann.fran > idag.year:
        missing = f"Inget av åren {spann} finns med." if spann.fran < spann.till else f"Året {spann} finns inte med."
        text = f"Registret har beslut från {first} och framåt, och i dag är det {idag}. {missing}"
        raise refuse("ar_utanfor_registret", f"{text} Välj andra år, eller läs in äldre beslut och historik.")
    return first


class Urvalsval(NamedTuple):
    """Who is counted: a law and a nämnd, None = all."""

    lag: Lag | None = None
    namnd: str | None = None


def selector(
    connection: Connection, settings: Installningar, val: Urvalsval
) -> tuple[Callable[[Lag, str | None], bool], str | None]:
    """Return the test that a decision's law and nämnd are chosen, and the nämnd as the register writes it.

    Raises:
        AppError: the register has no such nämnd (wrong usage).
    """
    namnder: Namnder = build_namnder(settings.namnder, cells_in_use(connection))
    chosen = namnder.chosen(val.namnd) if val.namnd is not None else None

    def wanted(lag: Lag, namnd: str | None) -> bool:
        return (val.lag is None or lag is val.lag) and (chosen is None or namnder.canonical(namnd) == chosen)

    return wanted, chosen


class _Provbar(Protocol):
    """What decides whether a decision is inside the duty."""

    @property
    def lag(self) -> Lag:
        """Its law."""

    @property
    def ursprung(self) -> Ursprung:
        """Whether it is the nämnd's own or a court's."""

    @property
    def lagrum(self) -> str | None:
        """Its lagrum as registered."""

    @property
    def beslutsdatum(self) -> date:
        """Its day, which tells the socialtjänstlag."""

    @property
    def beslut(self) -> Beslut:
        """The decision as far as the duty looks at it."""


class Plikttest:
    """The test that a decision is inside the duty (R5); the same question is answered once, for they are few."""

    def __init__(self) -> None:
        """Begin without answers."""
        self._known: dict[tuple[object, ...], bool] = {}

    def __call__(self, what: _Provbar) -> bool:
        """Tell whether it is inside."""
        key = what.lag, what.ursprung, what.lagrum, what.beslutsdatum >= kallor.SOL_2025_IKRAFT
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = is_inside(what.beslut)
        return answer


def insats_label(insats: str, kod: str | None) -> str:
    """Return what an insats is counted under: the catalogue's label, else the registered one."""
    return _ETIKETTER.get(kod or "", insats)
