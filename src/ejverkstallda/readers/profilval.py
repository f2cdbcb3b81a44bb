"""Which profiles a table's header fits: a suggestion with its reasons, for a person to follow or not."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ejverkstallda.readers.profil_kontroll import read_headers
from ejverkstallda.readers.profil_schema import Profil, Tabelldel
from ejverkstallda.readers.tabell import fold


class Profilval(NamedTuple):
    """A profile that may fit, by its name: `saker` when the header has what only such lists have; and why.

    `kanda` is how many of the header's columns it knows.
    """

    namn: str
    saker: bool
    skal: str
    kanda: int = 0


def choose_profile(kolumner: Collection[str], profiler: Sequence[Profil]) -> tuple[Profilval, ...]:
    """Return the profiles that fit a header of folded names: the sure ones first, then those that know most of it."""
    given = frozenset(k for k in kolumner if k)
    all_fits = (list(_fits(profil, given)) for profil in profiler)
    best = [max(fits, key=lambda fit: fit[:2]) for fits in all_fits if fits]
    best.sort(key=lambda fit: (not fit[0], -fit[1], fit[2].namn))
    return tuple(val for _, _, val in best)


def _fits(profil: Profil, given: frozenset[str]) -> Iterator[tuple[bool, int, Profilval]]:
    for path, part in profil.parts():
        known = len(given & read_headers(part))
        marks = part.kanns_igen_pa
        if marks and all(fold(name) in given for name in marks):
            where = f" i tabellen {path[-1]}" if path else ""
            skal = f"Filen har de rubriker som utmärker listan{where}: {', '.join(marks)}."
            yield True, known, Profilval(profil.namn, saker=True, skal=skal, kanda=known)
        elif not marks and _has_what_it_needs(part, given):
            skal = f"Profilen känner {known} av filens {len(given)} kolumner, bland dem alla som måste finnas."
            yield False, known, Profilval(profil.namn, saker=False, skal=skal, kanda=known)


def _has_what_it_needs(part: Tabelldel, given: frozenset[str]) -> bool:
    """Tell whether a header has a number, and the rest of a decision or the kind of an event."""

    def has(column: str) -> bool:
        return any(fold(name) in given for name in getattr(part.kolumner, column))

    if not has("beslutsnummer"):
        return False
    decision = has("beslutsdatum") and all(has(c) or getattr(part.varden, c) for c in ("lag", "insats"))
    return decision or (has("handelse") and has("datum"))
