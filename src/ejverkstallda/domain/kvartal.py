"""The value Kvartal: a calendar quarter, written 2019Q1."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from ejverkstallda.domain.dagar import Intervall

_FORM: Final = re.compile(r"\s*((?:19|20|21)\d\d)\s*[QqKk]\s*([1-4])\s*", re.ASCII)
_KVARTAL_PER_AR: Final = 4
_MANADER: Final = 3
_SISTA_DAG: Final = (31, 30, 30, 31)


@dataclass(frozen=True, slots=True, order=True)
class Kvartal:
    """A calendar quarter. Quarters are ordered by time; `str` gives the text form, 2019Q1."""

    ar: int
    nummer: int

    def __post_init__(self) -> None:
        """Refuse a quarter that does not exist.

        Raises:
            ValueError: `nummer` is not 1–4.
        """
        if not 1 <= self.nummer <= _KVARTAL_PER_AR:
            msg = f"Kvartal {self.nummer} finns inte; ett år har kvartal 1–4."
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2019Q1` (any case, spaces allowed, K for Q; years 1900–2199).

        Raises:
            ValueError: the text is no quarter; the message is Swedish and tells the form.
        """
        if not (match := _FORM.fullmatch(text)):
            msg = "Ett kvartal skrivs med år, Q och nummer, till exempel 2019Q1."
            raise ValueError(msg)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the quarter in which `day` lies."""
        return cls(day.year, (day.month - 1) // _MANADER + 1)

    def __str__(self) -> str:
        return f"{self.ar}Q{self.nummer}"

    @property
    def first_day(self) -> date:
        """The quarter's first day."""
        return date(self.ar, (self.nummer - 1) * _MANADER + 1, 1)

    @property
    def last_day(self) -> date:
        """The quarter's last day."""
        return date(self.ar, self.nummer * _MANADER, _SISTA_DAG[self.nummer - 1])

    @property
    def period(self) -> Intervall:
        """The quarter's days."""
        return Intervall(self.first_day, self.last_day)

    @property
    def beslutsfonster(self) -> Intervall:
        """R13: the days whose decisions or avbrott reach gränsdag in this quarter, i.e. the quarter before."""
        return self.previous().period

    def next(self) -> Self:
        """Return the quarter after this one."""
        return type(self)(self.ar + self.nummer // _KVARTAL_PER_AR, self.nummer % _KVARTAL_PER_AR + 1)

    def previous(self) -> Self:
        """Return the quarter before this one."""
        first = self.nummer == 1
        return type(self)(self.ar - first, _KVARTAL_PER_AR if first else self.nummer - 1)
