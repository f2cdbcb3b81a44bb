"""The forms that words are kept in: a family of insatser, and what can be said in its cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class V:
    """A text that fits only at times: between two dates, in some months, or after so many days of waiting."""

    text: str
    fran: date = date.min
    till: date = date.max
    manader: Sequence[int] = ()
    efter: int = 0
    fore: int = 100_000

    def fits(self, day: date, waited: int) -> bool:
        """Tell whether the text can be written on `day`, when the wait has lasted `waited` days."""
        in_season = not self.manader or day.month in self.manader
        return self.fran <= day <= self.till and in_season and self.efter <= waited <= self.fore


Text = str | V
Texter = Sequence[Text]


@dataclass(frozen=True, slots=True)
class Plats:
    """A home, an activity or a unit: its name in running text, the place it lies in, and when it was offered.

    Nobody moves in before it has opened.
    """

    namn: str
    ort: str
    fran: date = date.min
    till: date = date.max
    oppnar: date = date.min


@dataclass(frozen=True, slots=True)
class Skal:
    """A reason for the delay: code, whose it is, and words for it."""

    kod: str
    ansvar: str
    texter: Texter


@dataclass(frozen=True, slots=True)
class Nej:
    """A way to decline: the answer, what is said while waiting for another offer, and how the story goes on.

    `plats` says which the next offer is: `annan`, `onskad` (in the place wanted), `service` or empty (no place in
    the offer); `till` names it outright. `hemma`: fits only who lives at home.
    """

    svar: Texter
    vantar: Texter
    nytt: Texter
    aterkallar: Texter
    skal: Skal
    plats: str = ""
    till: Plats | None = None
    hemma: bool = False


@dataclass(frozen=True, slots=True)
class Delvis:
    """A partial execution: what began, what is said of the rest, its end, and why."""

    borjar: Texter
    vantar: Texter
    resten: Texter
    skal: Skal


@dataclass(frozen=True, slots=True)
class Avbrott:
    """An interruption: what happened, what is said while it lasts, how it ended, and why it lasted."""

    borjar: Texter
    vantar: Texter
    ater: Texter
    skal: Skal
    omfattning: str = "helt"
    upphor: Texter = ()


@dataclass(frozen=True, slots=True)
class Under:
    """Another insats meanwhile: what it is, its cost a month, and what can be said of it.

    What it says of the consequences and of withdrawing goes before the family's own words. `borta`: not at home.
    """

    text: str
    kostnad: int
    kommentarer: Texter = ()
    konsekvens: Texter = ()
    aterkallar: Texter = ()
    borta: bool = False


@dataclass(frozen=True, slots=True)
class Familj:
    """What can be said in the cases of one kind of insats.

    `erbjuder`: execution begins with an offer; one made in the words of `direkt` is answered at once. `svarstid` and
    `starttid` are working days from offer to answer and from a yes (or a plan) to the start.
    """

    soker: Texter
    start: Texter
    skal: Sequence[Skal]
    avslut: Mapping[str, Texter]
    plan: Texter
    planerad: Texter
    forskjuten: Texter
    erbjuder: bool = True
    erbjudande: Texter = ()
    erbjuden: Texter = ()
    direkt: Texter = ()
    ja: Texter = ()
    nej: Sequence[Nej] = ()
    delvis: Sequence[Delvis] = ()
    avbrott: Sequence[Avbrott] = ()
    under: Sequence[Under] = ()
    atgard: Texter = ()
    uppfoljning: Texter = ()
    konsekvens: Texter = ()
    ej_nabar: Texter = ()
    platser: Sequence[Plats] = ()
    egna: Mapping[str, Sequence[str]] = field(default_factory=dict)
    svarstid: tuple[int, int] = (2, 9)
    starttid: tuple[int, int] = (6, 20)
