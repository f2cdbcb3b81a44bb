"""The municipality's logo: the picture that kommun.toml names, read within bounds, and as a closed quarter keeps it."""

import base64
from pathlib import Path
from typing import Final

from ejverkstallda.app.resultat import AppError
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.modell import Logotyp

STORST: Final = 2_000_000
"""Bytes that a logo may have."""
_PLATS: Final = "kommun.toml nyckel kommun.logotyp"


def _fel(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.FEL, betydelse, atgard)


LOGOTYP_SAKNAS: Final = _fel(
    "logotyp_saknas",
    "Filen med kommunens logotyp finns inte, eller kan inte läsas.",
    "Lägg filen bredvid registret, eller rätta namnet.",
)
LOGOTYP_UTANFOR: Final = _fel(
    "logotyp_utanfor_mappen",
    "Kommunens logotyp ligger utanför registrets mapp.",
    "Kopiera filen till registrets mapp och skriv bara filens namn.",
)
LOGOTYP_FOR_STOR: Final = _fel(
    "logotyp_for_stor",
    f"Filen med kommunens logotyp är större än {STORST // 1_000_000} MB.",
    "Spara bilden mindre; det räcker att den är några hundra bildpunkter hög.",
)
LOGOTYP_FOR_MANGA_PUNKTER: Final = _fel(
    "logotyp_for_manga_bildpunkter",
    "Kommunens logotyp har för många bildpunkter.",
    "Spara bilden mindre; det räcker att den är några hundra bildpunkter hög.",
)
LOGOTYP_EJ_BILD: Final = _fel(
    "logotyp_ej_bild",
    "Filen med kommunens logotyp är ingen bild i formatet PNG eller JPEG.",
    "Spara bilden som PNG eller JPEG.",
)


def read_logo(folder: Path, namn: str) -> bytes:
    """Return the bytes of the picture `namn`, a path from the register's folder. Never more is read than a logo has.

    Raises:
        AppError: it is not there, lies outside the folder, is too large, or is no picture.
    """
    try:
        path = (folder / namn).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _refusal(LOGOTYP_UTANFOR)
        if not path.is_file():
            raise _refusal(LOGOTYP_SAKNAS)
        with path.open("rb") as file:
            content = file.read(STORST + 1)
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links that lead back to themselves
        raise _refusal(LOGOTYP_SAKNAS) from None
    if len(content) > STORST:
        raise _refusal(LOGOTYP_FOR_STOR)
    _refuse_no_picture(content)
    return content


def _refuse_no_picture(content: bytes) -> None:
    """Hold a logo to what the writer of PDF can draw, before a quarter freezes it."""
    from ejverkstallda.writers.pdf import LogotypFel, load_logo  # noqa: PLC0415 — slow to load, and few have a logo

    try:
        load_logo(Logotyp(content, ""))
    except LogotypFel as error:
        kod = LOGOTYP_FOR_MANGA_PUNKTER if "bildpunkter" in str(error) else LOGOTYP_EJ_BILD
        raise AppError([kod.brist(f"Kommunens logotyp kan inte användas: {error}.", _PLATS)]) from None


def _refusal(kod: Felkod) -> AppError:
    brist: Brist = kod.brist(kod.betydelse, _PLATS)
    return AppError([brist])


def freeze_logo(logotyp: bytes | None) -> str | None:
    """Return a logo as text, to be frozen with a quarter."""
    return base64.b64encode(logotyp).decode("ascii") if logotyp is not None else None


def thaw_logo(text: str | None) -> bytes | None:
    """Return the logo that a quarter has frozen; None where it has none."""
    return base64.b64decode(text) if text is not None else None
