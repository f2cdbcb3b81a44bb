"""Who has which decision, in a file whose tables name the person in some rows and the decision in others.

Lives during one reading only; nothing of it is stored or shown.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from ejverkstallda.domain.beslut import Handelseslag

_ALDRIG: Final = "9999-12-31"


class Personregister:
    """The decisions of each person in a file, and since when each is executed."""

    def __init__(self) -> None:
        self._nummer: dict[str, dict[str, str | None]] = {}
        self._verkstalld: dict[str, str] = {}

    def learn(self, beslut: Mapping[str, str] | None, handelser: Iterable[Mapping[str, str]]) -> None:
        """Take in what a row says: whose a decision is and until when it holds, or the day its execution began."""
        if beslut and (person := _key(beslut.get("personnummer", ""))):
            self._nummer.setdefault(person, {})[beslut["beslutsnummer"]] = beslut.get("galler_till")
        for event in handelser:
            if event.get("handelse") == Handelseslag.VERKSTALLD:
                number, day = event["beslutsnummer"], event.get("datum", _ALDRIG)
                self._verkstalld[number] = min(day, self._verkstalld.get(number, day))

    def executed(self, person: str, day: str) -> tuple[str, ...]:
        """Return the numbers of a person's decisions that were executed, and still held, on a day (2019-01-31)."""
        return tuple(
            number
            for number, till in self._nummer.get(_key(person), {}).items()
            if self._verkstalld.get(number, _ALDRIG) <= day and (till is None or till >= day)
        )


def _key(person: str) -> str:
    return "".join(c for c in person if c.isalnum()).upper()
