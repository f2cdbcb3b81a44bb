"""Numbers and dates in running text: Swedish number words, singular and plural, lists."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

STORSTA_I_ORD: Final = 999
"""The greatest number written in words; greater ones are set in figures."""
_HART_BLANKSTEG: Final = "\N{NO-BREAK SPACE}"

Genus = Literal["t", "n"]
"""Grammatical gender: `t` for ett beslut, `n` for en kvinna."""


def siffror(tal: int) -> str:
    """Write `tal` in figures, with a no-break space between thousands."""
    return f"{tal:,}".replace(",", _HART_BLANKSTEG)


@cache
def ord_(tal: int, genus: Genus = "t") -> str:
    """Write `tal` as it stands before a noun: `inga`, `ett` (or `en`), `två` … in figures above 999.

    Raises:
        ValueError: `tal` is negative; nothing that is counted can be.
    """
    if tal < 0:
        msg = f"Antalet {tal} är negativt."
        raise ValueError(msg)
    if tal == 0:
        return "inga"
    if tal > STORSTA_I_ORD:
        return siffror(tal)
    from num2words import num2words  # noqa: PLC0415 — slow to load, and most answers hold no number word

    # num2words 0.5.14 writes förtio where Swedish has fyrtio.
    text = str(num2words(tal, lang="sv")).replace("förtio", "fyrtio")
    return f"{text.removesuffix('ett')}en" if genus == "n" and text.endswith("ett") else text


def form(tal: int, ett: str, flera: str) -> str:
    """Choose the form that agrees with `tal`: `ett` for one, else `flera`."""
    return ett if tal == 1 else flera


def antal(tal: int, ett: str, flera: str, inget: str = "", genus: Genus = "t") -> str:
    """Write number and noun: `inga nya beslut`, `ett nytt beslut`, `två nya beslut`.

    `inget` replaces the whole for zero where a sentence wants the singular: `inget nytt beslut`.
    """
    if tal == 0 and inget:
        return inget
    return f"{ord_(tal, genus)} {form(tal, ett, flera)}"


def stor(text: str) -> str:
    """Return `text` with a capital first letter and the rest as it was."""
    return text[:1].upper() + text[1:]


def liten(text: str) -> str:
    """Return a name as it stands inside a sentence: first letter small unless it opens with an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def uppraknat(delar: Sequence[str], bindeord: str = "och") -> str:
    """Write a list in running text: `a`, `a och b`, `a, b och c`."""
    if len(delar) <= 1:
        return "".join(delar)
    return f"{', '.join(delar[:-1])} {bindeord} {delar[-1]}"
