"""Finds given names in a text: those of an import's name column, used while it runs and never kept.

A name counts where one of its words stands whole in the text with an initial capital, also with the genitive's s. A
word that is an ordinary one as well (Hans, Maj, Inga) says nothing where a sentence begins.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_ORD: Final = re.compile(r"[^\W\d_]{3,60}")
_VERSALT_ORD: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏ](?<![^\W\d_].)[^\W\d_]{2,59}")
"""A word that may begin with a capital; looking behind after the first letter keeps the search quick."""
_PARTIKLAR: Final = frozenset({"von", "van", "der", "den", "del", "bin", "ibn", "abu", "los", "las", "och"})
_MENINGSSLUT: Final = frozenset(".!?:;\n\r•*-–”\"'(")
# fmt: off
_VANLIGA_ORD: Final = frozenset({
    "alla", "april", "august", "bra", "bror", "dag", "den", "det", "dotter", "far", "frisk", "fru", "glad", "god",
    "gun", "han", "hans", "hem", "hon", "inga", "jan", "juli", "juni", "kaj", "klar", "kort", "liv", "lång", "maj",
    "mark", "mars", "max", "med", "men", "min", "mor", "norr", "nya", "ons", "park", "per", "plats", "son", "sommar",
    "stark", "stor", "svensk", "syster", "söder", "till", "tom", "tor", "ung", "vera", "ville", "vinter", "vår",
    "väster", "öster",
    "anonym", "avliden", "brukare", "identitet", "klient", "okänd", "person", "personuppgift", "personuppgifter",
    "saknas", "sekretess", "skyddad", "skyddade",
})
# fmt: on
"""Words that begin sentences and are names too, and what is written in a name column when there is no name."""


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words that names are recognised by: those of three letters and more, without particles."""
    words = (word.lower() for name in names for word in _ORD.findall(unicodedata.normalize("NFKC", name)))
    return frozenset(words) - _PARTIKLAR


def find_names(text: str, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of names stand in a text: first place, and the place after."""
    for found in _VERSALT_ORD.finditer(text):
        word = found[0]
        key = word.lower()
        if key not in words:
            key = key.removesuffix("s")
        if key in words and word[0].isupper() and not (key in _VANLIGA_ORD and _begins_a_sentence(text, found.start())):
            yield found.span()


def _begins_a_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t")
    return not before or before[-1] in _MENINGSSLUT
