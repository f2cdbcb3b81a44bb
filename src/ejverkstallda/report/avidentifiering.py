"""Looks through a public paper for details that point out a person, before it is written.

Identity numbers stop a paper whatever anybody says (`granskning`). The rest that is looked for in free text
(telephone, e-mail, address) may be an ordinary thing to publish, such as a switchboard's number: each find has an id
by which it can be accepted. The id follows the text and the decision it is written in: the same text of the same
case in another paper or quarter has the same, a changed text has a new one, and so has another person's.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ejverkstallda.domain.brister import Brist
from ejverkstallda.report.fritext import Traff, Traffslag, name_places, screen_text, tell_findings
from ejverkstallda.report.kommun import Kommun
from ejverkstallda.report.talord import stor

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
    """A detail in a paper: its kind, its place in words, and `avtryck`, the SHA-256 that it is accepted by.

    `ordagrant` is the SHA-256 of the text just as it is written, by which earlier versions of the program knew it.
    """

    slag: Traffslag
    avtryck: str
    plats: str
    ordagrant: str = field(default="", compare=False)

    def accepted(self, approved: AbstractSet[str]) -> bool:
        """Tell whether the find is among what has been accepted."""
        return not approved.isdisjoint((self.avtryck, self.ordagrant))

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
    texts: Iterable[tuple[str, str]],
    own: AbstractSet[Detalj],
    numbers: AbstractSet[str] = frozenset(),
    holders: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> tuple[Textfynd, ...]:
    """Return what the texts of a paper (place and text) hold that points out a person, each place once.

    `own` details are none; nor is a text that is the number of a decision (`numbers`) and nothing else. The words
    that are found are counted in the place but never told. `holders` are the decisions that a text (its spaces
    folded) is written in, each with its number as the paper shows it, empty where it does not.
    """
    found = (
        fynd
        for place, text in texts
        if text not in numbers
        for holder in _held_by(place, holders.get(folded_spaces(text), {}))
        for fynd in _in_text(place, text, own, holder)
    )
    return tuple(dict.fromkeys(found))


def _held_by(place: str, holders: Mapping[str, str]) -> tuple[str, ...]:
    """Return whose text it is: of several that have written the same, the one whose case the place names, else all."""
    named = tuple(holder for holder, number in holders.items() if number and f"ärende {number}," in place)
    return named or tuple(holders) or ("",)


def _in_text(place: str, text: str, own: AbstractSet[Detalj], holder: str) -> Iterator[Textfynd]:
    for traff in screen_text(text):
        if traff.slag in _STOPPAR or (traff.slag, _words(text, traff)) in own:
            continue
        where = f"{_shown(place)}, {name_places(text, [traff])}"
        yield Textfynd(
            traff.slag, avtryck(text, traff, holder), where, _print(text, traff, folded_spaces(text), holder)
        )


def avtryck(text: str, traff: Traff, holder: str) -> str:
    """Return the SHA-256 that a find is accepted by; `holder` is the decision it is written in, empty for none.

    A label begins with a capital in one paper and not in another; it is the same text.
    """
    return _print(text, traff, stor(folded_spaces(text)), holder)


def _print(text: str, traff: Traff, shown: str, holder: str) -> str:
    basis = "\n".join((traff.slag.value, _words(text, traff), shown, *([holder] if holder else [])))
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()


def folded_spaces(text: str) -> str:
    """Return a text with one space between its words: however it is spaced it is the same."""
    return " ".join(text.split())


def findings_left(text: str, plats: str, holder: str, approved: AbstractSet[str]) -> tuple[Brist, ...]:
    """Return a warning for each kind of personal detail in a decision's text that has not been accepted in papers."""
    left = [
        t
        for t in screen_text(text)
        if approved.isdisjoint((avtryck(text, t, holder), _print(text, t, folded_spaces(text), holder)))
    ]
    return tell_findings(text, left, plats)


def _words(text: str, traff: Traff) -> str:
    """Return the words of a find, a telephone number as its digits: it is the same however it is spaced."""
    found = text[traff.fran : traff.till].casefold()
    return "".join(c for c in found if c.isdigit()) if traff.slag is Traffslag.TELEFON else " ".join(found.split())


def _shown(place: str) -> str:
    """Return a place, unless its name (a heading, a case number) itself holds what is not to be told."""
    return "på en plats vars namn inte visas" if screen_text(place) else place
