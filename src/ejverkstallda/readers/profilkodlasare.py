"""Readers of single cells: a code as a list writes it becomes the contract's, by the profile or by itself."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import Fel, quote
from ejverkstallda.readers.profil_koder import FRIA_KODER, KODER
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.tabell import fold

Cellasare = Callable[[str], str | Fel]
_MINNE: Final = 4_096
"""Cells that are remembered: codes are few, and what is remembered must not grow with the file."""
_KVARTAL: Final = re.compile(
    r"(?:(?P<ar>\d{4})\s?[-,/]?\s?(?:kv(?:artal)?\.?|q|k)\s?(?P<nr>[1-4])"
    r"|(?:kv(?:artal)?\.?|q|k)\s?(?P<nr2>[1-4])\s?[-,/]?\s?(?P<ar2>\d{4}))",
    re.ASCII | re.IGNORECASE,
)


def code_reader(kolumn: str, profil: Profil) -> Cellasare | None:
    """Return the reader of a column's cells; None where the text is kept as it is.

    A value that neither the profile nor the contract knows is a fault, never a guess. A column with free text
    that the profile translates may say under `behall_okanda` that the rest is kept.
    """
    if kolumn == "kvartal":
        return _kvartal_reader(profil)
    if kolumn not in KODER and kolumn not in FRIA_KODER:
        return None
    given: Mapping[str, str] = getattr(profil.koder, kolumn)
    own = {fold(written): code for written, code in given.items()}
    known = KODER.get(kolumn)
    if known is None and not own:
        return None
    keeps = kolumn in profil.behall_okanda
    table = {**(known or {}), **own}

    @lru_cache(maxsize=_MINNE)
    def read(text: str) -> str | Fel:
        code = table.get(fold(text))
        if code is None:
            return text if keeps else _unknown(text, kolumn)
        return code

    return read


def status_reader(varden: tuple[str, ...], inte_varden: tuple[str, ...]) -> Cellasare:
    """Return a reader that says ja for one of `varden`, an empty text for one of `inte_varden`."""
    answers = {fold(v): "" for v in inte_varden} | {fold(v): "ja" for v in varden}

    @lru_cache(maxsize=_MINNE)
    def read(text: str) -> str | Fel:
        answer = answers.get(fold(text))
        if answer is None:
            why = f"{quote(text)} står varken bland varden eller inte_varden under [verkstalld_nar]."
            return Fel(pk.PROFIL_KOD_OKAND, why)
        return answer

    return read


def _unknown(text: str, kolumn: str) -> Fel:
    return Fel(pk.PROFIL_KOD_OKAND, f"{quote(text)} är inget känt värde för {kolumn} (profilens [koder.{kolumn}]).")


def _kvartal_reader(profil: Profil) -> Cellasare:
    """Read a quarter as people write it; what is none is left for the contract's own reader to refuse."""
    own = {fold(written): code for written, code in profil.koder.kvartal.items()}

    @lru_cache(maxsize=_MINNE)
    def read(text: str) -> str | Fel:
        if (code := own.get(fold(text))) is not None:
            return code
        if match := _KVARTAL.fullmatch(text):
            return str(Kvartal(int(match["ar"] or match["ar2"]), int(match["nr"] or match["nr2"])))
        return text

    return read
