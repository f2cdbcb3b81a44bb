"""A case while it is told: its decision, its events, and what could be said of it on each day."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from exempelkommun_skript.familj import Familj, Plats, Text, Texter, Under, V
from exempelkommun_skript.kalender import MANADER, add_working_days, in_words, working_day


@dataclass(frozen=True, slots=True)
class Mall:
    """A kind of insats in this municipality: label, law, point of LSS 9 §, nämnd, words, and the usual numbers.

    `handlingar` are plots with their weight; `vantan` the median wait in days of those that wait long.
    """

    insats: str
    lag: str
    punkt: int
    namnd: str
    familj: Familj
    antal: int
    vantan: int
    handlingar: Mapping[str, int]
    kostnad: int
    tidsbegransad: int = 0


@dataclass(slots=True)
class Rad:
    """An event: its day, kind, the day it became known, and its other columns."""

    datum: date
    slag: str
    kand: date
    falt: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lage:
    """What the situation was from a day on: the comments that fit it, and the facts they name."""

    fran: date
    texter: Texter
    fakta: Mapping[str, str]
    start: date


@dataclass(slots=True)
class Arende:
    """A decision and all that happened: `kand` is the day the register could know of it."""

    mall: Mall
    beslutsdatum: date
    kand: date
    handling: str
    beslut: dict[str, str] = field(default_factory=dict)
    rader: list[Rad] = field(default_factory=list)
    lagen: list[Lage] = field(default_factory=list)
    anvanda: set[str] = field(default_factory=set)
    andringar: list[tuple[date, dict[str, str]]] = field(default_factory=list)
    rattelser: list[tuple[Rad, Rad]] = field(default_factory=list)
    ersatter: "Arende | None" = None
    nummer: str = ""
    nytt_nummer: str = ""


def _text(text: Text) -> str:
    return text.text if isinstance(text, V) else text


class _Fakta(dict[str, str]):
    """Facts by name; with a capital where the name has one."""

    def __missing__(self, key: str) -> str:
        if key[0].islower():
            raise KeyError(key)
        value = self[key[0].lower() + key[1:]]
        return value[0].upper() + value[1:]


class Berattelse:
    """Tells a case forward in time: the clock is `dag`, what is written is dated then."""

    def __init__(self, slump: random.Random, arende: Arende) -> None:
        self.slump: Final = slump
        self.arende: Final = arende
        self.familj: Final = arende.mall.familj
        self.dag = arende.beslutsdatum
        self.start = arende.beslutsdatum
        self.fakta: dict[str, str] = {k: slump.choice(v) for k, v in self.familj.egna.items()}
        if self.fakta.get("anhorig") in {"maken", "hustrun"}:
            self.fakta["anhorig"] = {"K": "maken", "M": "hustrun"}.get(arende.beslut["kon"], "sambon")
        self.under: Under | None = slump.choice(self.familj.under) if self.familj.under else None
        self.under_borjade = False
        self.medan: list[tuple[int, str]] = []
        self.nekade: set[str] = set()
        self.lage_texter: Texter = ()
        if self.familj.platser and not self.familj.erbjuder:
            self.take(slump.choice(self.familj.platser))

    @property
    def waited(self) -> int:
        """Days since the väntan that is open began."""
        return (self.dag - self.start).days

    def take(self, plats: Plats) -> None:
        """Let the facts name a place."""
        self.fakta |= {"plats": plats.namn, "ort": plats.ort}

    def days(self, fewest: int, most: int) -> None:
        """Let some working days pass."""
        self.dag = add_working_days(self.dag, self.slump.randint(fewest, most))

    def until(self, day: date) -> None:
        """Move the clock to a working day on or after `day`; never back."""
        self.dag = max(self.dag, working_day(day))

    def wait(self, days: int) -> None:
        """Let calendar days pass."""
        self.until(self.dag + timedelta(days=days))

    def choose(self, texter: Sequence[Text]) -> str:
        """Return one of the texts that fit today, one not used in the case where there is any."""
        return say(self.slump, self.arende, texter, self.fakta, self.dag, self.start)

    def write(self, slag: str, texter: Sequence[Text] = (), **falt: object) -> Rad:
        """Note an event today."""
        cells = {k: str(v) for k, v in falt.items() if v not in ("", None)}
        text = self.choose(texter) if texter else ""
        rad = Rad(self.dag, slag, self.dag, {"text": text, **cells} if text else cells)
        self.arende.rader.append(rad)
        return rad

    def situation(self, texter: Texter) -> None:
        """Say what comments fit from today."""
        self.lage_texter = texter
        extra = self.under.kommentarer if self.under and self.under_borjade and texter is self.familj.soker else ()
        self.arende.lagen.append(Lage(self.dag, (*texter, *extra), dict(self.fakta), self.start))

    def plan(self, day: date) -> None:
        """Let the facts name the day that something is planned for."""
        self.fakta["plan"] = in_words(day)


def say(
    slump: random.Random, arende: Arende, texter: Sequence[Text], fakta: Mapping[str, str], dag: date, start: date
) -> str:
    """Return a text that fits the day; one not yet used in the case where there is any, else an empty one."""
    waited = (dag - start).days
    fitting = [_text(t) for t in texter if not isinstance(t, V) or t.fits(dag, waited)]
    fresh = [t for t in fitting if t not in arende.anvanda]
    if not fresh and not fitting:
        return ""
    chosen = slump.choice(fresh or fitting)
    arende.anvanda.add(chosen)
    facts = _Fakta(fakta)
    facts["manad"] = MANADER[dag.month - 1]
    return chosen.format_map(facts)


def has_fresh(arende: Arende, texter: Sequence[Text], dag: date, start: date) -> bool:
    """Tell whether there is a text that fits the day and has not been used in the case."""
    waited = (dag - start).days
    return any(_text(t) not in arende.anvanda for t in texter if not isinstance(t, V) or t.fits(dag, waited))
