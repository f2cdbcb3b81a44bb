"""Looks through what people write for details that point out a person: numbers, telephone, e-mail, address, names.

Only the kind and the place are told, never what stood there. Dates, amounts, case numbers and paragraphs are what
comments are full of, so a find must look like one of the forms below; a name is only found when it is given.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple
from unicodedata import is_normalized

from ejverkstallda.domain.brister import Brist, Felkod
from ejverkstallda.report import felkoder as fk
from ejverkstallda.report.granskning import Fyndslag, find_numbers, fold_text, is_suspect
from ejverkstallda.report.kontaktuppgifter import (
    Spann,
    blank,
    find_addresses,
    find_mail,
    find_postal_places,
    find_telephones,
)
from ejverkstallda.report.namn import find_names

INGA_NAMN: Final[frozenset[str]] = frozenset()


class Traffslag(StrEnum):
    """What a text holds: an identity number, IVO's substitute number, telephone, e-mail, address, or a given name."""

    PERSONNUMMER = "personnummer"
    ERSATTNINGSNUMMER = "ersattningsnummer"
    TELEFON = "telefon"
    EPOST = "epost"
    ADRESS = "adress"
    NAMN = "namn"


KODER: Final[dict[Traffslag, Felkod]] = {
    Traffslag.PERSONNUMMER: fk.IDENTITET_SKRIVEN,
    Traffslag.ERSATTNINGSNUMMER: fk.IDENTITET_SKRIVEN,
    Traffslag.TELEFON: fk.TELEFON_SKRIVEN,
    Traffslag.EPOST: fk.EPOST_SKRIVEN,
    Traffslag.ADRESS: fk.ADRESS_SKRIVEN,
    Traffslag.NAMN: fk.NAMN_SKRIVET,
}
"""The kind of fault that each kind of find is."""


class Traff(NamedTuple):
    """A find: its kind, the place of its first character in the text, and the place after its last."""

    slag: Traffslag
    fran: int
    till: int


def _numbers(slag: Fyndslag) -> Callable[[str], Iterator[Spann]]:
    """Return the search for one kind of identity number."""

    def find(plain: str) -> Iterator[Spann]:
        return ((fran, till) for found, fran, till in find_numbers(plain) if found is slag)

    return find


_Sokning = tuple[Traffslag, Callable[[str], Iterator[Spann]]]
_KORTA_TAL: Final[tuple[_Sokning, ...]] = ((Traffslag.ADRESS, find_addresses),)
"""What can be found in a text whose numbers all are short."""
_ALLA: Final[tuple[_Sokning, ...]] = (
    (Traffslag.ERSATTNINGSNUMMER, _numbers(Fyndslag.ERSATTNINGSNUMMER)),
    (Traffslag.PERSONNUMMER, _numbers(Fyndslag.PERSONNUMMER)),
    (Traffslag.EPOST, find_mail),
    (Traffslag.TELEFON, find_telephones),
    (Traffslag.ADRESS, find_postal_places),
    *_KORTA_TAL,
)
"""The searches in the order they are made: what one has found is not looked at by the next."""
_SIFFERGRUPP: Final = re.compile(
    r"[0-9](?:[ ./:,+()-]{0,99}+[0-9]){0,60}(?:[ +-]{0,5}[Tt](?=[ -]{0,3}(?:[Ff][ -]{0,3})?[0-9]))?"
)
"""Digits that may belong together, with the T of a substitute number."""
_OFARLIG: Final = re.compile(r"[0-9]{1,7}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{0,2}(?: [0-9]{3}){1,5}")
"""The number of a case, a date, an amount: most of the digits in comments are one of these, and hide nothing."""
_KORT: Final = 5
_NAMNS: Final = 5
"""How many places a message names."""


def _searches(plain: str) -> tuple[_Sokning, ...]:
    """Return the searches that a folded text is worth; a comment with a date in it is worth none."""
    groups = _SIFFERGRUPP.findall(plain)
    if "@" in plain or "+" in plain or any(len(g) > _KORT and not _OFARLIG.fullmatch(g) for g in groups):
        return _ALLA
    return _KORTA_TAL if any(len(g) <= _KORT for g in groups) else ()


def _details(plain: str) -> Iterator[tuple[Traffslag, int, int]]:
    """Yield every find but names in a folded text."""
    for slag, find in _searches(plain):
        for fran, till in tuple(find(plain)):
            plain = blank(plain, fran, till)
            yield slag, fran, till


def screen_text(text: str, names: frozenset[str] = INGA_NAMN) -> tuple[Traff, ...]:
    """Return what a text holds that points out a person, in reading order.

    `names` are the words of names to look for, made once by `namn.name_words`.
    """
    if not names and not is_suspect(text):
        return ()
    found: list[Traff] = []
    if is_suspect(text):
        plain, places = fold_text(text)
        found += (Traff(slag, places[fran], places[till - 1] + 1) for slag, fran, till in _details(plain))
    if names:
        found += _names(text, names)
    return _merged(found) if found else ()


def _names(text: str, names: frozenset[str]) -> Iterator[Traff]:
    """Yield the finds of names; a text whose accents are written apart is put together first."""
    plain, places = (text, range(len(text))) if is_normalized("NFC", text) else fold_text(text)
    return (Traff(Traffslag.NAMN, places[fran], places[till - 1] + 1) for fran, till in find_names(plain, names))


def _merged(found: Iterable[Traff]) -> tuple[Traff, ...]:
    """Sort finds by place, and make one of those of a kind that overlap."""
    merged: list[Traff] = []
    for traff in sorted(found, key=lambda t: (t.fran, t.till, t.slag)):
        last = merged[-1] if merged else None
        if last is not None and last.slag is traff.slag and traff.fran < last.till:
            merged[-1] = Traff(last.slag, last.fran, max(last.till, traff.till))
        else:
            merged.append(traff)
    return tuple(merged)


def name_places(text: str, traffar: Sequence[Traff]) -> str:
    """Say where finds stand, in words counted from the beginning of the text: `ord 3–5, ord 9`."""
    places: list[str] = []
    for traff in traffar[:_NAMNS]:
        first = len(text[: traff.fran + 1].split())
        last = len(text[: traff.till].split())
        places.append(f"ord {first}" if first == last else f"ord {first}–{last}")
    if len(traffar) > _NAMNS:
        places.append(f"och {len(traffar) - _NAMNS} till")
    return ", ".join(places)


def text_findings(text: str | None, plats: str, names: frozenset[str] = INGA_NAMN) -> tuple[Brist, ...]:
    """Return a warning for each kind of personal detail in a text: in which words it stands, not what they say."""
    if not text or not (traffar := screen_text(text, names)):
        return ()
    return tell_findings(text, traffar, plats)


def tell_findings(text: str, traffar: Sequence[Traff], plats: str) -> tuple[Brist, ...]:
    """Return a warning for each kind among the finds of a text."""
    by_kod: dict[Felkod, list[Traff]] = {}
    for traff in traffar:
        by_kod.setdefault(KODER[traff.slag], []).append(traff)
    return tuple(
        kod.brist(f"{kod.betydelse} Var i texten: {name_places(text, found)}.", plats) for kod, found in by_kod.items()
    )
