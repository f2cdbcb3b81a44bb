"""Looks through a finished document for what must never be in it: a person's identity number.

Found are personnummer and samordningsnummer with ten or twelve digits, and the substitute numbers of IVO's
form, also when they are broken by spaces, dashes or invisible characters. A find tells the place, never the number.
`fritext` looks for more than numbers, in the texts that people write.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, assert_never

from ejverkstallda.domain.identitet import check_digit_holds
from ejverkstallda.report.modell import (
    Arendelista,
    Block,
    Dokument,
    Faltlista,
    Figur,
    Lista,
    Rubrik,
    Sidbrytning,
    Sidhuvud,
    Stycke,
    Tabell,
    Underskrifter,
)


class Fyndslag(StrEnum):
    """What was found: an identity number, or the substitute number of IVO's form (T- or TF-number)."""

    PERSONNUMMER = "personnummer"
    ERSATTNINGSNUMMER = "ersattningsnummer"


class Fynd(NamedTuple):
    """An identity number in a document: its kind and its place, in words. Never the number."""

    slag: Fyndslag
    plats: str


_DATUM: Final = r"(?<!\d)(?P<sekel>18|19|20)?(?P<ar>\d\d)(?P<s1>{s})(?P<manad>\d\d)(?P<s2>{s})(?P<dag>\d\d)"
_HEL: Final = re.compile(_DATUM.format(s="") + r"(?P<skilje>[ ./:,(+-]{0,99}+)(?P<svans>\d{4})(?!\d)")
_BRUTEN: Final = re.compile(
    _DATUM.format(s=r"[ ./-]{0,3}").replace("(?P<sekel>18|19|20)?", "(?:(?P<sekel>18|19|20)[ ]?)?")
    + r"(?P<skilje>[ ./:,(+-]{0,99}+)(?P<svans>\d\d[ -]?\d\d)(?!\d)"
)
_VANLIGT_SKILJE: Final = re.compile(r" {0,3}[-+]{0,2} {0,3}")
"""What may stand before the last four digits; after anything else the check digit decides."""
_GLES: Final = re.compile(r"(?<!\d)(?<!\d )(?:(?:\d {1,3}){7}|(?:\d {1,3}){5})\d[ +-]{0,5}\d(?: {0,3}\d){3}(?! ?\d)")
"""Digits written one by one: 1 9 1 2 and so on."""
_ERSATTNING: Final = re.compile(
    _DATUM.format(s=r"[ ./-]{0,3}") + r"[ +-]{0,5}t[ -]{0,3}(?:\d {0,3}\d {0,3}\d|f[ -]{0,3}\d {0,3}\d)(?!\w)",
    re.IGNORECASE,
)
_KANSKE: Final = re.compile(r"[0-9](?<![0-9][0-9])(?:[ ./:,(+-]{0,99}+[0-9]){9}|[Tt][ -]{0,3}(?:[Ff][ -]{0,3})?[0-9]")
"""What every number that is looked for holds, and few other texts: ten digits close by, or a T and then a digit.

Looking behind after the first character and not before it keeps the search quick; so it does in `fritext`.
"""
_KORTAST: Final = 10
_MISSTANKT: Final = re.compile("[^\\x00-/:-?A-±´-¸º»¿-ÿ–—’”…]")
"""A digit, an @, or a character that may be one when folded. Most comments have none: this is what makes them quick."""
_OVANLIGT: Final = re.compile("[^\\t\\n\\r -~\u00a0§°ÄÅÉÖäåéèöü–—’”…]")
"""A character that may be more than one when folded, or none."""
_BYTEN: Final = (*((c, " ") for c in "\n\r\t\u00a0"), *((c, "-") for c in "–—_"), ("…", "."))
_TECKEN: Final = re.compile("[\\s\\S][\u0300-\u036f]{0,9}")
"""A character with the accents that are written after it."""
_RESTEN_AV_ETT_DATUM: Final = re.compile(r"[ ./-]{0,3}(\d\d)[ ./-]{0,3}(\d\d)(?!\d)")
_MER_SIFFROR: Final = re.compile(r"[ /-]\d")
_ARTAL: Final = ("19", "20")
_TOMMA: Final = "\u2800\u115f\u1160"
"""Characters that show as an empty space without being one to Unicode: braille without dots, Hangul fillers."""
_BAKLANGES: Final = "\u202e"
_SLUT_PA_BAKLANGES: Final = ("\u202c", "\u202d", "\n")
_STRECK: Final = "\N{MINUS SIGN}\N{HYPHEN BULLET}_"
_SAMORDNING: Final = 60
_SEKEL: Final = ("18", "19", "20")


BORTTAGEN: Final = "[uppgift borttagen]"
"""What stands where a personal detail has been taken out of a text."""


def is_suspect(text: str) -> bool:
    """Tell whether a text has anything in it that a number, a telephone number or an address is made of."""
    return _MISSTANKT.search(text) is not None


def fold_text(text: str) -> tuple[str, Sequence[int]]:
    """Fold the many spaces, dashes and digits of Unicode to one of each; drop what is not seen.

    Returns the folded text, and for each of its characters the place in the text it came from.
    """
    if not _OVANLIGT.search(text):
        plain = text
        for char, shown in _BYTEN:  # str.translate would cost ten times more
            plain = plain.replace(char, shown)
        return plain, range(len(text))
    text = _as_shown(text)  # of a part that is turned, the places are those of what is shown
    folded: list[str] = []
    places: list[int] = []
    for found in _TECKEN.finditer(text):
        for char in unicodedata.normalize("NFKC", found[0]):
            if shown := _fold_char(char):
                folded.append(shown)
                places.append(found.start())
    return "".join(folded), places


def _as_shown(text: str) -> str:
    """Turn what stands after a right-to-left override, which is shown backwards."""
    first, *turned = text.split(_BAKLANGES)
    shown = [first]
    for part in turned:
        at = min((at for end in _SLUT_PA_BAKLANGES if (at := part.find(end)) >= 0), default=len(part))
        shown.append(part[:at][::-1] + part[at:])
    return _BAKLANGES.join(shown)


def _fold_char(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Pd" or char in _STRECK:
        return "-"
    if char.isspace() or kind == "Cc" or char in _TOMMA:
        return " "
    if kind == "Nd":
        return str(unicodedata.digit(char))
    return "" if kind in {"Cf", "Mn"} else char


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _plausible(found: re.Match[str]) -> bool:
    """Tell whether the digits are a day of birth; a samordningsnummer has 60 added to the day."""
    day = int(found["dag"])
    day -= _SAMORDNING if day > _SAMORDNING else 0
    centuries = (found["sekel"],) if found["sekel"] else _SEKEL
    return any(_is_date(int(c + found["ar"]), int(found["manad"]), day) for c in centuries)


def _checks(found: re.Match[str]) -> bool:
    tail = "".join(char for char in found["svans"] if char.isdigit())
    return check_digit_holds(f"{found['ar']}{found['manad']}{found['dag']}{tail}")


def _opens_a_date(found: re.Match[str]) -> bool:
    """Tell whether the last four digits are the year of another date, as in a period from one day to another."""
    year, rest = found["svans"], _RESTEN_AV_ETT_DATUM.match(found.string, found.end())
    if rest is None or not year.isdigit() or not year.startswith(_ARTAL):
        return False
    return _is_date(int(year), int(rest[1]), int(rest[2]))


def _whole(found: re.Match[str]) -> bool:
    if not _plausible(found) or _opens_a_date(found):
        return False
    certain = (found["sekel"] or found["skilje"]) and _VANLIGT_SKILJE.fullmatch(found["skilje"])
    return bool(certain) or (_checks(found) and not _is_a_time(found))


def _is_a_time(found: re.Match[str]) -> bool:
    """Tell whether the last four go on as hours or a telephone number do, after an unusual separator."""
    usual = _VANLIGT_SKILJE.fullmatch(found["skilje"])
    return not usual and _MER_SIFFROR.match(found.string, found.end()) is not None


def _sparse(found: re.Match[str]) -> bool:
    """Judge digits written one by one: the date and the check digit decide."""
    digits = "".join(char for char in found[0] if char.isdigit())
    whole = _HEL.fullmatch(digits)
    return whole is not None and _plausible(whole) and _checks(whole)


def _broken(found: re.Match[str]) -> bool:
    """Judge a number broken into parts: the breaks must follow those of a date (a telephone number's do not).

    Without a century the check digit must hold; with one, only where the last four are a year, are
    broken themselves, or go on into more digits.
    """
    first, second, tail = bool(found["s1"]), bool(found["s2"]), found["svans"]
    if not _plausible(found) or _opens_a_date(found) or (second and not first):
        return False
    hours = "-" in tail and not found["skilje"].strip()  # 2019-01-22 08-12
    if _is_a_time(found) or hours or ("-" in tail and _MER_SIFFROR.match(found.string, found.end())):
        return False
    if not found["sekel"]:
        # Ten digits in pairs are a telephone number, unless the last four are set off with a dash.
        paired = first and not tail.isdigit() and "-" not in found["skilje"]
        return first is second and not paired and _checks(found)
    goes_on = _MER_SIFFROR.match(found.string, found.end())
    usual = _VANLIGT_SKILJE.fullmatch(found["skilje"])
    certain = usual and first is second and tail.isdigit() and not tail.startswith(_ARTAL) and not goes_on
    return bool(certain) or _checks(found)


def _every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield matches from every position, overlapping ones too: one that fails must not hide the next."""
    at = 0
    while found := pattern.search(text, at):
        yield found
        at = found.start() + 1


def find_numbers(plain: str) -> Iterator[tuple[Fyndslag, int, int]]:
    """Yield the identity numbers of a folded text, substitute numbers first: kind, first place, the place after."""
    if not _KANSKE.search(plain):
        return
    for found in _every(_ERSATTNING, plain):
        if _plausible(found):
            yield Fyndslag.ERSATTNINGSNUMMER, found.start(), found.end()
    for pattern, judge in ((_HEL, _whole), (_BRUTEN, _broken), (_GLES, _sparse)):
        for found in _every(pattern, plain):
            if judge(found):
                yield Fyndslag.PERSONNUMMER, found.start(), found.end()


def contains_identity(text: str) -> Fyndslag | None:
    """Tell what kind of identity number a text contains, if any."""
    if not is_suspect(text) or (len(text) < _KORTAST and text.isascii()):
        return None
    return next((slag for slag, _, _ in find_numbers(fold_text(text)[0])), None)


def without_numbers(text: str) -> str:
    """Return a text with each identity number in it taken out, and nothing else."""
    shown = _as_shown(text)
    plain, places = fold_text(text)
    parts: list[str] = []
    at = 0
    for first, end in sorted((places[first], places[end - 1] + 1) for _, first, end in find_numbers(plain)):
        if first >= at:
            parts += [shown[at:first], BORTTAGEN]
        at = max(at, end)
    return "".join(parts) + shown[at:]


def _named(text: str, otherwise: str) -> str:
    """Name a place by its text, unless that text holds a number itself."""
    return otherwise if contains_identity(text) or not text.strip() else text


def _header(head: Sidhuvud) -> Iterator[tuple[str, str]]:
    for namn, text in (
        ("dokumenttyp", head.dokumenttyp),
        ("förvaltning", head.forvaltning),
        ("diarienummer", head.diarienummer),
        ("nämnd", head.namnd),
    ):
        yield f"sidhuvudet, {namn}", text
    for text in head.handlaggare:
        yield "sidhuvudet, handläggare", text
    if head.logotyp is not None:
        yield "sidhuvudet, logotypens beskrivning", head.logotyp.alt


def _cases(block: Arendelista) -> Iterator[tuple[str, str]]:
    for kolumn in block.kolumner:
        yield "kolumnrubrik", kolumn.rubrik
    for nummer, case in enumerate(block.block, 1):
        place = f"ärende {_named(case.celler[0] if case.celler else '', f'på plats {nummer} i listan')}"
        for text in case.celler:
            yield place, text
        for note in case.noteringar:
            yield f"{place}, notering {note.datum}", note.text


def _table(block: Tabell) -> Iterator[tuple[str, str]]:
    yield "tabellens rubrik", block.rubrik or ""
    for kolumn in block.kolumner:
        yield "kolumnrubrik", kolumn.rubrik
    for nummer, rad in enumerate(block.rader, 1):
        for text in rad:
            yield f"tabellrad {nummer}", text


def _figure(block: Figur) -> Iterator[tuple[str, str]]:
    yield "figurens rubrik", block.rubrik
    yield "figurens beskrivning", block.alt
    yield "figurens enhet", block.enhet
    for text in (*block.etiketter, *(serie.namn for serie in block.serier)):
        yield "figurens etiketter", text


def _fields(block: Faltlista) -> Iterator[tuple[str, str]]:
    yield "fältlistans rubrik", block.rubrik or ""
    for namn, text in block.falt:
        yield f"fältet {_named(namn, 'utan namn')}", text
        yield "fältets namn", namn


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Rubrik(text=text) | Stycke(text=text):
            yield "rubrik" if isinstance(block, Rubrik) else "stycke", text
        case Lista(punkter):
            yield from ((f"punkt {nummer}", text) for nummer, text in enumerate(punkter, 1))
        case Tabell():
            yield from _table(block)
        case Figur():
            yield from _figure(block)
        case Faltlista():
            yield from _fields(block)
        case Arendelista():
            yield from _cases(block)
        case Underskrifter(personer):
            yield from (("underskrift", text) for person in personer for text in (person.namn, person.titel))
        case Sidbrytning():
            return
        case _:
            assert_never(block)


def text_places(dokument: Dokument) -> Iterator[tuple[str, str]]:
    """Yield every text of a document with its place in words, in reading order."""
    yield "titeln", dokument.titel
    yield from _header(dokument.sidhuvud)
    for grupp in dokument.sidfot:
        yield "sidfoten, rubrik", grupp.rubrik
        for text in grupp.rader:
            yield f"sidfoten, {_named(grupp.rubrik, 'grupp utan namn')}", text
    heading = _named(dokument.titel, "titeln")
    for block in dokument.block:
        if isinstance(block, Rubrik):
            heading = _named(block.text, "en rubrik som själv har ett sådant nummer")
        for place, text in _texts(block):
            yield f"under ”{heading}”, {place}", text


def find_identity(dokument: Dokument) -> tuple[Fynd, ...]:
    """Return every place in a document that holds an identity number, each place once, in reading order."""
    return identity_in(text_places(dokument))


def identity_in(texts: Iterable[tuple[str, str]]) -> tuple[Fynd, ...]:
    """Return every place, of places and texts, that holds an identity number, each place once."""
    found = ((contains_identity(text), place) for place, text in texts)
    return tuple(dict.fromkeys(Fynd(slag, place) for slag, place in found if slag is not None))
