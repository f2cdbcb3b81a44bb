"""Which nämnd a decision belongs to: the one it names, else the register's only one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ejverkstallda.app.resultat import misuse
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.rapportering import Fall
from ejverkstallda.readers.falt import quote


class Namnder(NamedTuple):
    """The register's nämnder: those of its settings, then others that decisions name. Case makes no difference.

    `utan` is the nämnd of decisions that name none: the register's only one, "" when there are several
    (`flera`), and papers then say which.
    """

    namn: tuple[str, ...]
    utan: str = ""
    flera: bool = False
    celler: frozenset[tuple[str, Lag]] = frozenset()

    def canonical(self, namnd: str | None) -> str:
        """Return the nämnd as the register writes it, `utan` when none is named."""
        if not namnd:
            return self.utan
        if namnd in self.namn:
            return namnd
        return next((n for n in self.namn if n.casefold() == namnd.casefold()), namnd)

    def cell(self, fall: Fall) -> tuple[str, Lag]:
        """Return the nämnd and law that tell of a väntan: those that have reported it, else its decision's own."""
        reported = fall.rapporterat.cell
        if reported is None:
            return self.canonical(fall.beslut.namnd), fall.beslut.lag
        namnd, lag = reported
        return self.canonical(namnd or fall.beslut.namnd), lag

    def chosen(self, namnd: str) -> str:
        """Return the nämnd that a user names; an empty name means the decisions that name none among several.

        Raises:
            AppError: the register has no such nämnd (wrong usage).
        """
        wanted = namnd.strip().casefold()
        if not wanted and any(not n for n, _ in self.celler):
            return ""
        found = next((n for n in self.namn if n.casefold() == wanted), None)
        if found is None:
            known = ", ".join(self.namn) or "inga"
            raise misuse("namnd_okand", f"Nämnden {quote(namnd)} finns inte i registret. Nämnder som finns: {known}.")
        return found


def build_namnder(
    settings: Sequence[str], in_use: Iterable[tuple[str | None, str]], then: Sequence[str] | None = None
) -> Namnder:
    """Gather the nämnder of a register and its cells (nämnd, law) that have decisions.

    `then` are the nämnder the register had when the quarter in question was closed: a nämnd that came
    later does not take a closed quarter's decisions out of their cell.
    """
    pairs = sorted(in_use, key=lambda p: (p[0] or "", p[1]))
    names: list[str] = []
    for namnd in (*settings, *(namnd for namnd, _ in pairs)):
        if namnd and all(namnd.casefold() != n.casefold() for n in names):
            names.append(namnd)
    alone = names if then is None else then
    plain = Namnder(tuple(names), alone[0] if len(alone) == 1 else "", flera=len(alone) > 1)
    return plain._replace(celler=frozenset((plain.canonical(namnd), Lag(lag)) for namnd, lag in pairs))
