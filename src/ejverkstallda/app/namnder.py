"""Which nämnd a decision belongs to: the one it names, else the register's only one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ejverkstallda.app.resultat import misuse
from ejverkstallda.domain.beslut import Lag


@dataclass(frozen=True, slots=True)
class Namnder:
    """The register's nämnder: those of its settings, then others that decisions name. Case makes no difference."""

    namn: tuple[str, ...]
    celler: frozenset[tuple[str, Lag]] = frozenset()

    def canonical(self, namnd: str | None) -> str:
        """Return the nämnd as the register writes it; "" when none is named and there is not exactly one."""
        if not namnd:
            return self.namn[0] if len(self.namn) == 1 else ""
        return next((n for n in self.namn if n.casefold() == namnd.casefold()), namnd)

    def chosen(self, namnd: str) -> str:
        """Return the nämnd that a user names.

        Raises:
            AppError: the register has no such nämnd (wrong usage).
        """
        found = next((n for n in self.namn if n.casefold() == namnd.strip().casefold()), None)
        if found is None:
            known = ", ".join(self.namn) or "inga"
            raise misuse("namnd_okand", f"Nämnden ”{namnd}” finns inte i registret. Nämnder som finns: {known}.")
        return found


def build_namnder(settings: Sequence[str], in_use: Iterable[tuple[str | None, str]]) -> Namnder:
    """Gather the nämnder of a register and its cells (nämnd, law) that have decisions."""
    pairs = sorted(in_use, key=lambda p: (p[0] or "", p[1]))
    names: list[str] = list(settings)
    for namnd, _ in pairs:
        if namnd and all(namnd.casefold() != n.casefold() for n in names):
            names.append(namnd)
    plain = Namnder(tuple(names))
    return Namnder(plain.namn, frozenset((plain.canonical(namnd), Lag(lag)) for namnd, lag in pairs))
