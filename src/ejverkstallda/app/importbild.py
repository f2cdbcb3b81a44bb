"""What an import does to the quarters that are not closed: cases that enter, leave or change group."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from ejverkstallda.app.kvartal_visa import Urval, quarter_groups
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Grupp


class Gruppbyte(NamedTuple):
    """A case that enters a quarter's report (`fran` None), leaves it (`till` None) or changes group in it."""

    kvartal: str
    beslutsnummer: str
    fran: Grupp | None
    till: Grupp | None

    def to_json(self) -> dict[str, str | None]:
        """Return plain JSON values."""
        return {
            "kvartal": self.kvartal,
            "beslutsnummer": self.beslutsnummer,
            "fran": self.fran.value if self.fran else None,
            "till": self.till.value if self.till else None,
        }


class Kvartalslage(NamedTuple):
    """A quarter that is not closed, as it stands: group and number of each väntan in it."""

    kvartal: Kvartal
    grupper: dict[int, tuple[Grupp, str]]


def quarter_lages(connection: Connection, idag: date) -> list[Kvartalslage]:
    """Return the quarter before the running one, when it is not closed, and what the running one has besides."""
    running = Kvartal.containing(idag)
    found: list[Kvartalslage] = []
    for kvartal in (running.previous(), running):
        groups = quarter_groups(connection, Urval(kvartal), idag)
        if groups is not None:
            for fall in found[0].grupper if found else ():
                groups.pop(fall, None)
            found.append(Kvartalslage(kvartal, groups))
    return found


def group_changes(before: Sequence[Kvartalslage], after: Sequence[Kvartalslage]) -> tuple[Gruppbyte, ...]:
    """Return the cases whose group is another than before, by quarter and number."""
    found: list[Gruppbyte] = []
    then = {lage.kvartal: lage.grupper for lage in before}
    for lage in after:
        old, new = then.get(lage.kvartal, {}), lage.grupper
        for fall in old.keys() | new.keys():
            fran, till = old.get(fall), new.get(fall)
            if (fran and fran[0]) != (till and till[0]):
                number = (till or fran or (None, ""))[1]
                found.append(Gruppbyte(str(lage.kvartal), number, fran and fran[0], till and till[0]))
    return tuple(sorted(found, key=lambda g: (g.kvartal, g.till or "", g.beslutsnummer)))
