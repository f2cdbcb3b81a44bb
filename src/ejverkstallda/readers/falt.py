"""Text cells to values. Each parser returns the value or a `Felkod` with a text that never repeats identity."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from personnummer import personnummer as pnr

from ejverkstallda.domain.brister import Felkod
from ejverkstallda.domain.identitet import Nummerslag, check_digit_holds, day_exists, read_ersattningsnummer
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers.tabell import fold
from ejverkstallda.report.granskning import contains_identity

_MAX_TEXT: Final = 20_000
_MAX_KORT: Final = 200
_AR_FRAMAT: Final = 10
_FORSTA_AR: Final = 1900
_SEX_SIFFROR: Final = 6
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SIFFROR: Final = re.compile(r"\d{6}|\d{8}", re.ASCII)
_PERSONNUMMER: Final = re.compile(r"(\d{8})[-+ ]?(\d{4})", re.ASCII)
_TIO_SIFFROR: Final = re.compile(r"\d{6}[-+ ]?(?:\d{4}|T\d{3}|TF\d{2})", re.ASCII | re.IGNORECASE)
_INGET_NUMMER: Final = "000"
_PERSON, _SAMORDNING, _ERSATT = (slag.value for slag in Nummerslag)
_KOMMUNKOD: Final = re.compile(r"\d{4}", re.ASCII)
_MINUS: Final = re.compile(r"[-\u2212\u2013]\s*\d", re.ASCII)
_BELOPP: Final = re.compile(r"(\d+)(?:[.,]0+)?(?:kr|:-)?", re.ASCII)
_LANGA_SIFFROR: Final = re.compile(r"(?:\d[\W_]{0,3}){9,}\d|(?:\d[\W_]{0,3}){6,8}T[F\d]\d{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fel:
    """Why a cell could not be read: the kind of fault and what it says."""

    kod: Felkod
    text: str


Varde = Any
Parser = Callable[[str], Varde]


def mask(text: str) -> str:
    """Return a text without anything in it that may be a personnummer."""
    return _LANGA_SIFFROR.sub("…", text)


def quote(text: str) -> str:
    """Return a value as a message may show it: short, and without anything that may be a personnummer."""
    shown = mask(" ".join(text.split()))
    return f"”{shown[:40]}{'…' if len(shown) > 40 else ''}”"  # noqa: PLR2004 — what fits a line


def parse_date(text: str, idag: date) -> date | Fel:
    """Read `2019-01-31`, `20190131` or `190131` (20YY up to ten years ahead of `idag`, else 19YY)."""
    bad = Fel(fk.DATUM_OGILTIGT, f"{quote(text)} är inget datum som kan läsas.")
    if match := _ISO.fullmatch(text):
        year, month, day = (int(g) for g in match.groups())
    elif _SIFFROR.fullmatch(text):
        month, day = int(text[-4:-2]), int(text[-2:])
        year = int(text[:-4])
        if len(text) == _SEX_SIFFROR:
            year += 2000 if 2000 + year <= idag.year + _AR_FRAMAT else 1900
    else:
        return bad
    if year < _FORSTA_AR:
        return Fel(fk.DATUM_OGILTIGT, f"Året i {quote(text)} är orimligt.")
    try:
        return date(year, month, day)
    except ValueError:
        return Fel(fk.DATUM_OGILTIGT, f"Datumet {quote(text)} finns inte.")


def past_date(text: str, idag: date) -> date | Fel:
    """Read a date that must not lie in the future."""
    day = parse_date(text, idag)
    if isinstance(day, date) and day > idag:
        return Fel(fk.DATUM_FRAMTID, f"{day} ligger i framtiden.")
    return day


def code_parser(codes: type[StrEnum], synonyms: Mapping[str, StrEnum] | None = None, hide: str = "") -> Parser:
    """Return a parser of one of the codes, in any case and with å ä ö; `hide` is a code that no file may use."""
    known = {fold(c.value): c for c in codes if c.value != hide} | dict(synonyms or {})
    listed = ", ".join(c.value for c in codes if c.value != hide)

    def parse(text: str) -> Varde:
        return known.get(fold(text)) or Fel(fk.VARDE_OKANT, f"{quote(text)} är inget av {listed}.")

    return parse


def parse_bool(text: str) -> bool | Fel:
    """Read ja or nej."""
    answers = {"ja": True, "j": True, "1": True, "nej": False, "n": False, "0": False}
    found = answers.get(fold(text))
    return Fel(fk.VARDE_OKANT, f"{quote(text)} är varken ja eller nej.") if found is None else found


def parse_amount(text: str) -> int | Fel:
    """Read whole kronor; spaces between thousands, `kr` and `,00` are allowed."""
    match = _BELOPP.fullmatch("".join(text.split()).casefold())
    if _MINUS.match(text.strip()):
        return Fel(fk.TAL_OGILTIGT, f"Beloppet {quote(text)} är negativt. Ett belopp får inte vara under 0 kronor.")
    if not match or len(match[1]) > 12:  # noqa: PLR2004 — more than any insats costs
        return Fel(fk.TAL_OGILTIGT, f"{quote(text)} är inget belopp i hela kronor.")
    return int(match[1])


def parse_quarter(text: str) -> str | Fel:
    """Read a quarter and return its text form."""
    try:
        return str(Kvartal.parse(text))
    except ValueError:
        return Fel(fk.KVARTAL_OGILTIGT, f"{quote(text)} är inget kvartal.")


def parse_short(text: str) -> str | Fel:
    """Read a name, number or label: one line, at most 200 characters, no identity number (it would reach papers)."""
    if contains_identity(text):
        return Fel(fk.IDENTITET_I_FALT, "Värdet ser ut att innehålla ett personnummer (det visas inte).")
    if len(text) > _MAX_KORT:
        return Fel(fk.TEXT_OGILTIG, f"Texten är {len(text)} tecken lång; högst {_MAX_KORT} tas emot.")
    if any(c < " " for c in text):
        return Fel(fk.TEXT_OGILTIG, "Texten innehåller radbrytningar eller styrtecken.")
    return text


def parse_number(text: str) -> str | Fel:
    """Read a beslutsnummer; one that is a personnummer is refused, it would end up in public papers."""
    if not isinstance(parse_identity(text), Fel):
        return Fel(fk.BESLUTSNUMMER_IDENTITET, "Beslutsnumret ser ut som ett personnummer (värdet visas inte).")
    return parse_short(text)


def parse_text(text: str) -> str | Fel:
    """Read free text as written, at most 20 000 characters."""
    if len(text) > _MAX_TEXT:
        return Fel(fk.TEXT_OGILTIG, f"Texten är {len(text)} tecken lång; högst {_MAX_TEXT} tas emot.")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse_kommunkod(text: str) -> str | Fel:
    """Read a kommunkod: four digits."""
    return (
        text if _KOMMUNKOD.fullmatch(text) else Fel(fk.VARDE_OKANT, f"{quote(text)} är ingen kommunkod (fyra siffror).")
    )


def parse_identity(text: str) -> tuple[str, str] | Fel:
    """Read a personnummer or samordningsnummer (twelve digits) or IVO's substitute number; return it with its kind."""
    if match := _PERSONNUMMER.fullmatch(text):
        day, tail = match.groups()
        if tail[:3] != _INGET_NUMMER and check_digit_holds(day[2:] + tail) and day_exists(day):
            return f"{day}-{tail}", _PERSON
        return _judged(day, tail)
    if number := read_ersattningsnummer(text):
        return number, _ERSATT
    if _TIO_SIFFROR.fullmatch(text):
        return Fel(fk.PERSONNUMMER_TIO_SIFFROR, fk.PERSONNUMMER_TIO_SIFFROR.betydelse)
    return Fel(fk.PERSONNUMMER_OGILTIGT, fk.PERSONNUMMER_OGILTIGT.betydelse)


def _judged(day: str, tail: str) -> tuple[str, str] | Fel:
    """Return what the library says of twelve digits that are no plain personnummer.

    The library costs eight times the check above, which is why it is only asked here; a test holds that the two
    never differ.
    """
    try:
        found = pnr.Personnummer(day + tail)
    except pnr.PersonnummerException:
        return Fel(fk.PERSONNUMMER_OGILTIGT, fk.PERSONNUMMER_OGILTIGT.betydelse)
    return f"{day}-{tail}", _SAMORDNING if found.is_coordination_number() else _PERSON
