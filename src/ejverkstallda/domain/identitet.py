"""Identity numbers and the sex they tell: personnummer, samordningsnummer, and IVO's ersättningsnummer.

An ersättningsnummer stands in for a personnummer in IVO's form when there is none: the day of birth, then `T` and
three digits or `TF` and two. No function here puts a number in a message.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from ejverkstallda.domain.beslut import Kon
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.felkoder import KON_AVVIKER


class Nummerslag(StrEnum):
    """Kind of identity number: personnummer, samordningsnummer, or IVO's ersättningsnummer."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    ERSATTNINGSNUMMER = "ersattningsnummer"


_ERSATTNING: Final = re.compile(r"((?:18|19|20)\d{6})[- ]?(T\d{3}|TF\d{2})", re.ASCII | re.IGNORECASE)
_JAMNA: Final = frozenset("02468")
_SIFFERPAR: Final = {a + b: sum(divmod(2 * int(a), 10)) + int(b) for a in "0123456789" for b in "0123456789"}
"""What two digits add to the sum of the check: the first doubled, its digits added, and the second."""


def day_exists(digits: str) -> bool:
    """Tell whether eight digits, ÅÅÅÅMMDD, are a day of the calendar."""
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return True


def check_digit_holds(digits: str) -> bool:
    """Tell whether the last of ten digits, ÅÅMMDDNNNN, is the check digit of the others (modulus 10)."""
    par = _SIFFERPAR
    return (par[digits[:2]] + par[digits[2:4]] + par[digits[4:6]] + par[digits[6:8]] + par[digits[8:]]) % 10 == 0


def read_ersattningsnummer(text: str) -> str | None:
    """Return IVO's substitute number as it is stored, `ÅÅÅÅMMDD-T123`, or None when the text is none.

    One whose day does not exist is none either. The form is IVO's (`kallor.IVO_ERSATTNINGSNUMMER`).
    """
    match = _ERSATTNING.fullmatch(text)
    if match is None or not day_exists(match[1]):
        return None
    return f"{match[1]}-{match[2].upper()}"


def sex_of(number: str) -> Kon:
    """Return the sex that an identity number of any kind tells, written as it is stored.

    The third of the four characters after the hyphen is even for a woman (kvinna), odd for a man. IVO has the same
    rule for a substitute number, whatever the municipality's own numbering means.
    """
    return Kon.KVINNA if number[-2] in _JAMNA else Kon.MAN


def check_kon(kon: Kon | None, number: str, plats: str) -> Brist | None:
    """Return a fault when the registered sex is another than the identity number tells; the number is not repeated."""
    if kon is None or sex_of(number) is kon:
        return None
    return KON_AVVIKER.brist(KON_AVVIKER.betydelse, plats)
