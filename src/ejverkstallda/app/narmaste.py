"""Numbers one slip of the hand from a written one: looked up one by one, whatever the size of the register."""

import string
from typing import Final

_TECKEN: Final = string.digits + string.ascii_uppercase + "-/"
_LANGST: Final = 30
"""Characters of the longest number that is tried; the tries grow with the length."""


def one_slip_away(nummer: str) -> set[str]:
    """Return what a number may have been meant as: one character wrong, missing, too many, swapped; another case."""
    if len(nummer) > _LANGST:
        return set()
    cuts = [(nummer[:at], nummer[at:]) for at in range(len(nummer) + 1)]
    fewer = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    wrong = {head + char + tail[1:] for head, tail in cuts if tail for char in _TECKEN}
    more = {head + char + tail for head, tail in cuts for char in _TECKEN}
    return ({nummer.upper(), nummer.lower(), nummer.strip()} | fewer | swapped | wrong | more) - {nummer, ""}
