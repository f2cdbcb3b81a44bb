"""Days as a list writes them: the contract's forms, and those the profile allows. What could mean two days is a fault.

A day is returned as text in the contract's form, 2019-01-31.
"""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from ejverkstallda.domain.brister import Felkod
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import Fel, parse_date, quote
from ejverkstallda.readers.profil_koder import Datumform, shown

Datumlasare = Callable[[str], str | Fel]
_MINNE: Final = 20_000
"""Days that are remembered: a list names few, and what is remembered must not grow with the file."""
_FORSTA_AR: Final = 1900
_MANADER: Final = 12
_KONTRAKT: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d{6}|\d{8}", re.ASCII)
_FORMER: Final[tuple[tuple[re.Pattern[str], Datumform], ...]] = (
    (re.compile(r"(\d{1,2})/(\d{1,2})[ /-](\d{4})", re.ASCII), Datumform.DAG_MANAD),
    (re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII), Datumform.PUNKT),
    (re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII), Datumform.STRECK),
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII), Datumform.AR_FORST),
    (
        re.compile(
            r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})? ?(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
        ),
        Datumform.DATUM_TID,
    ),
    (re.compile(r"(\d{5})(?:[.,]\d{1,12})?", re.ASCII), Datumform.EXCEL),
)
_TRE_TAL: Final = {Datumform.DAG_MANAD, Datumform.PUNKT, Datumform.STRECK}
"""Two numbers and a year: which of the two is the day is for the profile to say."""
_TVA_SIFFROR: Final = re.compile(r"\d{1,2}([/.-])\d{1,2}[ /.-]{1,2}\d{2}", re.ASCII)
_UTAN_AR: Final = re.compile(r"\d{1,2}[/.]\d{1,2}\.?", re.ASCII)
_EXCELS_DAG_NOLL: Final = date(1899, 12, 30)
"""Excel counts 1900-02-29 as a day; from 1900-03-01 on this is the day before its day 1."""
_SVENSK_TID: Final = "Europe/Stockholm"


def date_reader(former: Collection[Datumform], idag: date) -> Datumlasare:
    """Return a reader of one cell: a day as 2019-01-31, or why it cannot be read.

    `idag` settles the century of 190131 as the contract says. A time of day is dropped; one given in UTC or with
    another offset is moved to Swedish time first, since late in the evening it belongs to the next day.
    """
    allowed = frozenset(former)

    @lru_cache(maxsize=_MINNE)
    def read(text: str) -> str | Fel:
        day = _read(" ".join(text.split()), allowed, idag)
        return day if isinstance(day, Fel) else day.isoformat()

    return read


def _read(text: str, allowed: frozenset[Datumform], idag: date) -> date | Fel:
    if _KONTRAKT.fullmatch(text):
        return parse_date(text, idag)
    for pattern, form in _FORMER:
        if match := pattern.fullmatch(text):
            return _read_form(match, form, text, allowed)
    if _TVA_SIFFROR.fullmatch(text):
        return _fel(pk.DATUM_TVETYDIGT, text, "har ett år med två siffror")
    if _UTAN_AR.fullmatch(text):
        return _fel(fk.DATUM_OGILTIGT, text, "saknar år")
    return _fel(fk.DATUM_OGILTIGT, text, "är inget datum som kan läsas")


def _read_form(match: re.Match[str], form: Datumform, text: str, allowed: frozenset[Datumform]) -> date | Fel:
    if form in _TRE_TAL:
        return _three_numbers(match, form, text, allowed)
    if form not in allowed:
        return _not_allowed(text, form)
    if form is Datumform.AR_FORST:
        return _day(text, match[1], match[3], match[4])
    if form is Datumform.DATUM_TID:
        return _day_of_time(match, text)
    return _EXCELS_DAG_NOLL + timedelta(days=int(match[1]))


def _three_numbers(match: re.Match[str], form: Datumform, text: str, allowed: frozenset[Datumform]) -> date | Fel:
    first, second, year = match.groups()
    if form is Datumform.DAG_MANAD and Datumform.MANAD_DAG in allowed:
        return _day(text, year, first, second)
    if form in allowed:
        return _day(text, year, second, first)
    if int(first) != int(second) and max(int(first), int(second)) <= _MANADER and form is not Datumform.PUNKT:
        return _fel(pk.DATUM_TVETYDIGT, text, "kan betyda två olika dagar")
    return _not_allowed(text, form)


def _day(text: str, year: str, month: str, day: str) -> date | Fel:
    if int(year) < _FORSTA_AR:
        return Fel(fk.DATUM_OGILTIGT, f"Året i {quote(text)} är orimligt.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Fel(fk.DATUM_OGILTIGT, f"Datumet {quote(text)} finns inte.")


def _day_of_time(match: re.Match[str], text: str) -> date | Fel:
    day = _day(text, *match[1].split("-"))
    if isinstance(day, Fel):
        return day
    offset = "+00:00" if match[3] == "Z" else match[3] or ""
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
        return (moment.astimezone(ZoneInfo(_SVENSK_TID)) if offset else moment).date()
    except (ValueError, OverflowError):
        return Fel(fk.DATUM_OGILTIGT, f"Tiden i {quote(text)} finns inte.")


def _not_allowed(text: str, form: Datumform) -> Fel:
    return _fel(pk.DATUM_FORM, text, f"är skrivet i formen ”{shown(form)}”, som profilen inte tillåter")


def _fel(kod: Felkod, text: str, why: str) -> Fel:
    return Fel(kod, f"{quote(text)} {why}.")
