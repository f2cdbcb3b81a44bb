"""What an import will do, and what is refused: the plan that decisions and events are placed in."""

from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection

from ejverkstallda.domain.beslut import Beslut, Handelse
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.readers.rader import Inlast
from ejverkstallda.readers.tabell import Tabellrad
from ejverkstallda.store.beslutslager import Beslutspost
from ejverkstallda.store.logg import Loggrad
from ejverkstallda.store.oversattning import BESLUT_FALT, iso
from ejverkstallda.store.vantanlager import stored_vantan

Nyckel = tuple[str, str]
"""A decision's key: kallsystem and beslutsnummer."""

BESLUT_OENIGT: Final = Felkod(
    "beslut_oenigt", Allvar.FEL, "Två rader säger olika om samma beslut.", "Behåll den rad som är rätt."
)
BESLUT_MAKULERAT: Final = Felkod(
    "beslut_makulerat",
    Allvar.FEL,
    "Beslutet är makulerat.",
    "Ta bort raden, eller registrera beslutet under ett nytt nummer.",
)
RAPPORTERAT_ANDRAT: Final = Felkod(
    "rapporterat_andrat",
    Allvar.VARNING,
    "En uppgift om ett fall som redan har rapporterats har ändrats.",
    "Kontrollera att ändringen är rätt och om IVO behöver veta.",
)
FAKTA_ORD: Final = {
    "beslutsdatum": "beslutsdatum",
    "lag": "lag",
    "lagrum": "lagrum",
    "insats": "insats",
    "namnd": "nämnd",
    "kon": "kön",
    "ursprung": "ursprung",
    "verksamhetsomrade": "verksamhetsområde",
    "bosattningskommun": "bosättningskommun",
}
"""Facts of a decision that a report has told, in words; a change of another is nobody's business but ours."""


@dataclass(frozen=True, slots=True)
class Antal:
    """Rows by what became of them."""

    nya: int = 0
    andrade: int = 0
    oforandrade: int = 0
    nekade: int = 0

    def to_json(self) -> dict[str, int]:
        """Return plain JSON values."""
        return {"nya": self.nya, "andrade": self.andrade, "oforandrade": self.oforandrade, "nekade": self.nekade}


@dataclass(frozen=True, slots=True)
class Nytt:
    """A decision that the register lacks."""

    beslut: Beslut
    person: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Andring:
    """A decision that the files change: as stored, as it will be, and its identity number where one is given."""

    post: Beslutspost
    beslut: Beslut
    person: tuple[str, str] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that change."""
        return tuple(f for f in BESLUT_FALT if getattr(self.beslut, f) != getattr(self.post.beslut, f))

    def log_rows(self) -> list[Loggrad]:
        """Return the log's rows: one per field, old and new."""
        old, new = self.post.beslut, self.beslut
        return [Loggrad(self.post.id, f"beslut.{f}", iso(getattr(old, f)), iso(getattr(new, f))) for f in self.fields]


@dataclass(slots=True)
class Plan:
    """What will be added and changed, what is refused, and the counts per kind of file.

    `alias`: a key in the files → the key it was joined to.
    """

    beslut: Antal
    handelser: Antal
    new: list[Nytt] = field(default_factory=list)
    changed: list[Andring] = field(default_factory=list)
    known_ids: dict[Nyckel, int] = field(default_factory=dict)
    alias: dict[Nyckel, Nyckel] = field(default_factory=dict)
    events: list[tuple[Nyckel, Handelse]] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[Inlast, Tabellrad, tuple[Brist, ...]]] = field(default_factory=list)
    file_faults: bool = False
    brister: list[Brist] = field(default_factory=list)
    okanda_kolumner: tuple[str, ...] = ()

    def refused_of(self, inlast: Inlast) -> list[tuple[Tabellrad, tuple[Brist, ...]]]:
        """Return a file's refused rows with their faults, in the file's order."""
        own = [(rad, brister) for source, rad, brister in self.refused if source is inlast]
        return sorted(own, key=lambda r: r[0].rad)


def refuse_row(plan: Plan, inlast: Inlast, rad: Tabellrad, brister: tuple[Brist, ...]) -> None:
    """Put a row among the refused, with its faults, and count it."""
    plan.refused.append((inlast, rad, brister))
    plan.brister += brister
    if inlast.ar_handelser:
        plan.handelser = replace(plan.handelser, nekade=plan.handelser.nekade + 1)
    else:
        plan.beslut = replace(plan.beslut, nekade=plan.beslut.nekade + 1)


def is_reported(connection: Connection, beslut_id: int) -> bool:
    """Tell whether any väntan of a decision has been reported."""
    return any(row["rapporterad"] for row in stored_vantan(connection, [beslut_id]).values())
