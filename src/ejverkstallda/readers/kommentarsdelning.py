"""A comment cell with several dated notes becomes the notes, in order; no word of the cell is lost.

`2019-01-22 Ringt. 2019-04-05 Tackat nej.` is two notes. Only a date that begins a note divides the cell: a date
inside a sentence ("flyttar in den 2019-05-01") belongs to its note.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final, NamedTuple

from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import Fel, quote
from ejverkstallda.readers.profil_koder import Delning, Noteringsform, shown

_DATUMLIKT: Final = re.compile(
    r"(?<![\w/.:-])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<ar>\d{4}([-/.])\d{1,2}\3\d{1,2})"
    r"|(?P<atta>\d{8})(?![-+ ]?\d{4}(?!\d))"
    r"|(?P<sex>\d{6})(?![-+ ]?\d{4}(?!\d))"
    r"|(?P<snedstreck>\d{1,2}/\d{1,2}[ /-]\d{4})"
    r"|(?P<punkt>\d{1,2}\.\d{1,2}\.\d{4})"
    r"|(?P<streck>\d{1,2}-\d{1,2}-\d{4})"
    r"|(?P<kort>\d{1,2}/\d{1,2}[ /-]\d{2}|\d{1,2}\.\d{1,2}\.\d{2}|\d{1,2}-\d{1,2}-\d{2})"
    r"|(?P<utan_ar>\d{1,2}/\d{1,2}(?=\s*:))"
    r")(?!\w|[./-]\d)",
    re.ASCII,
)
"""What looks like a date. Digits that go on as a personnummer do are none."""
_FORM: Final = {
    "iso": Noteringsform.ISO,
    "ar": Noteringsform.AR_FORST,
    "atta": Noteringsform.ATTA,
    "sex": Noteringsform.SEX,
    "snedstreck": Noteringsform.DAG_MANAD,
    "punkt": Noteringsform.PUNKT,
    "streck": Noteringsform.STRECK,
}
_BARA_SIFFROR: Final = {Noteringsform.ATTA, Noteringsform.SEX}
_MANAD_OCH_DAG: Final = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3\d)", re.ASCII)
_RADBORJAN: Final = re.compile(r"(?:\A|[\r\n])[ \t\xa0]*(?:[-*•–][ \t]*)?\Z")
_MENINGSSLUT: Final = re.compile(r"(?:[.!?…;|]|(?<=[.!?])[\"”)])\s+\Z")
_FORKORTNING: Final = re.compile(
    r"(?:^|[\s(])(?:f\.?\s?r\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|f\.?\s?o\.?\s?m|d|dat|c:?a|kl|nr|dnr|jfr|prel|resp|sen|ex)\.\s+\Z",
    re.IGNORECASE,
)
_BAKAT: Final = 24
"""Characters before a date that tell whether it begins a note."""
_EFTER_DATUM: Final = " \t\r\n\N{NO-BREAK SPACE}:;,./–—-"
_FORE_NASTA: Final = " \t\r\n\N{NO-BREAK SPACE}*•–-"
_ORD: Final = re.compile(r"\w")


class Notering(NamedTuple):
    """A note of a comment cell: its day (None when it has none), its text, and the date as written before the text."""

    datum: str | None
    text: str
    skrivet: str = ""


class Delningsregel(NamedTuple):
    """How cells of one column are divided: the forms of date that begin a note, where they may stand, their reader."""

    former: Collection[Noteringsform]
    delning: Delning
    las: Callable[[str], str | Fel]


class _Start(NamedTuple):
    """A date that begins a note: where it stands, as written, and the day."""

    fran: int
    till: int
    datum: str


def split_comment(text: str, regel: Delningsregel) -> tuple[tuple[Notering, ...], tuple[Fel, ...]]:
    """Return the notes of a cell, and each date at the head of a note that cannot be read for certain.

    Text before the first date is a note without a day. A date with no word after it stays in the note before.
    """
    starts: list[_Start] = []
    faults: list[Fel] = []
    for match in _DATUMLIKT.finditer(text):
        found = _judge(match, regel)
        if isinstance(found, Fel):
            faults.append(found)
        elif found is not None:
            starts.append(found)
    return tuple(_notes(text, _with_words(text, starts))), tuple(faults)


def forms_at_heads(text: str) -> frozenset[Noteringsform]:
    """Return the forms in which notes of a cell seem to begin with a date; for a proposal, not for reading."""
    heads = (m for m in _DATUMLIKT.finditer(text) if _is_head(text, m.start(), Delning.MENING))
    forms = ((_FORM.get(m.lastgroup or ""), m[0]) for m in heads)
    return frozenset(f for f, t in forms if f and (f not in _BARA_SIFFROR or _MANAD_OCH_DAG.fullmatch(t[-4:])))


def _judge(match: re.Match[str], regel: Delningsregel) -> _Start | Fel | None:
    """Tell whether what looks like a date begins a note; a fault where it surely does but the day is not sure."""
    form = _FORM.get(match.lastgroup or "")
    written = match[0]
    if form in _BARA_SIFFROR and not _MANAD_OCH_DAG.fullmatch(written[-4:]):
        return None
    allowed = form in regel.former or (form is Noteringsform.ISO and Noteringsform.AR_FORST in regel.former)
    heads = _is_head(match.string, match.start(), regel.delning)
    if allowed and (heads or regel.delning is Delning.OVERALLT):
        day = regel.las(written)
        return _Start(match.start(), match.end(), day) if isinstance(day, str) else Fel(pk.KOMMENTAR_DATUM, day.text)
    if allowed or not heads:
        return None
    why = (
        f"är skrivet i formen ”{shown(form)}”, som inte står i dela_vid"
        if form
        else "inte har något år med fyra siffror"
    )
    return Fel(pk.KOMMENTAR_DATUM, f"En anteckning ser ut att börja med {quote(written)}, som {why}.")


def _is_head(text: str, at: int, delning: Delning) -> bool:
    """Tell whether a place is the start of a line, or (but for `rad`) of a sentence."""
    fran = max(0, at - _BAKAT)
    if _RADBORJAN.search(text, fran, at):
        return True
    return (
        delning is not Delning.RAD
        and _MENINGSSLUT.search(text, fran, at) is not None
        and _FORKORTNING.search(text, fran, at) is None
    )


def _with_words(text: str, starts: list[_Start]) -> list[_Start]:
    """Leave out a date that no word follows, where there is a note before it: it is the last word of that."""
    kept: list[_Start] = []
    for start, end in _spans(text, starts):
        if _ORD.search(text, start.till, end) or not (kept or _ORD.search(text, 0, start.fran)):
            kept.append(start)
    return kept


def _spans(text: str, starts: list[_Start]) -> Iterator[tuple[_Start, int]]:
    """Yield each note with where it ends: at the next, or with the cell."""
    return zip(starts, [*(s.fran for s in starts), len(text)][1:], strict=True)


def _notes(text: str, starts: list[_Start]) -> Iterator[Notering]:
    first = starts[0].fran if starts else len(text)
    if undated := text[:first].strip().rstrip(_FORE_NASTA if starts else None):
        yield Notering(None, undated)
    for start, end in _spans(text, starts):
        words = text[start.till : end].lstrip(_EFTER_DATUM).rstrip(_FORE_NASTA)
        written = text[start.fran : start.till]
        yield Notering(start.datum, words, written) if words else Notering(start.datum, written)
