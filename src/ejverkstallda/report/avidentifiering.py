"""Looks through a public paper for details that point out a person, before it is written.

Identity numbers stop a paper whatever anybody says (`granskning`). The rest that is looked for in free text
(telephone, e-mail, address) may be an ordinary thing to publish, such as a switchboard's number: each find has an id
by which it can be accepted. The id follows the text: the same text in another paper or quarter has the same, a
changed text has a new one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from ejverkstallda.report.fritext import Traff, Traffslag, name_places, screen_text
from ejverkstallda.report.kommun import Kommun

_STOPPAR: Final = frozenset({Traffslag.PERSONNUMMER, Traffslag.ERSATTNINGSNUMMER})
"""Kinds that can never be accepted; `granskning` stops them."""
_TECKEN: Final = 8
SLAG_I_ORD: Final = {
    Traffslag.TELEFON: "ett telefonnummer",
    Traffslag.EPOST: "en e-postadress",
    Traffslag.ADRESS: "en adress",
    Traffslag.NAMN: "ett namn",
}
"""What a find looks like, in words."""

Detalj = tuple[Traffslag, str]
"""A detail as it was found: its kind and its words, folded."""


@dataclass(frozen=True, slots=True)
class Textfynd:
    """A detail in a paper: its kind, its place in words, and `avtryck`, the SHA-256 that it is accepted by."""

    slag: Traffslag
    avtryck: str
    plats: str

    @property
    def id(self) -> str:
        """The short name that people use: `F-` and the first eight digits of `avtryck`."""
        return finding_id(self.avtryck)


def finding_id(avtryck: str) -> str:
    """Return the short name of the find with this SHA-256."""
    return f"F-{avtryck[:_TECKEN]}"


def own_details(kommun: Kommun) -> frozenset[Detalj]:
    """Return the contact details that are the municipality's and its servants' own, from kommun.toml."""
    servants = (p for n in kommun.namnder for p in (n.rapportor, n.handlaggare, *n.underskrifter) if p)
    texts = (
        *kommun.adress,
        kommun.postadress,
        kommun.telefon,
        kommun.epost,
        kommun.webb,
        *(text for person in servants for text in (person.namn, person.titel, person.epost)),
    )
    return frozenset((t.slag, _words(text, t)) for text in texts for t in screen_text(text))


def screen_paper(
    texts: Iterable[tuple[str, str]], own: AbstractSet[Detalj], numbers: AbstractSet[str] = frozenset()
) -> tuple[Textfynd, ...]:
    """Return what the texts of a paper (place and text) hold that points out a person, each place once.

    `own` details are none; nor is a text that is the number of a decision (`numbers`) and nothing else. The words
    that are found are counted in the place but never told.
    """
    found = (fynd for place, text in texts if text not in numbers for fynd in _in_text(place, text, own))
    return tuple(dict.fromkeys(found))


def _in_text(place: str, text: str, own: AbstractSet[Detalj]) -> Iterator[Textfynd]:
    for traff in screen_text(text):
        words = _words(text, traff)
        if traff.slag in _STOPPAR or (traff.slag, words) in own:
            continue
        basis = "\n".join((traff.slag.value, words, " ".join(text.split())))
        where = f"{_shown(place)}, {name_places(text, [traff])}"
        yield Textfynd(traff.slag, hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest(), where)


def _words(text: str, traff: Traff) -> str:
    """Return the words of a find, a telephone number as its digits: it is the same however it is spaced."""
    found = text[traff.fran : traff.till].casefold()
    return "".join(c for c in found if c.isdigit()) if traff.slag is Traffslag.TELEFON else " ".join(found.split())


def _shown(place: str) -> str:
    """Return a place, unless its name (a heading, a case number) itself holds what is not to be told."""
    return "på en plats vars namn inte visas" if screen_text(place) else place
