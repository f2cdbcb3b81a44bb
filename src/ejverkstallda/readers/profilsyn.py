"""Looks at the columns of a file, to propose a profile: what the cells seem to be. Nothing seen is shown here."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ejverkstallda.readers.falt import mask
from ejverkstallda.readers.kommentarsdelning import forms_at_heads
from ejverkstallda.readers.profil_koder import KODER, Datumform, Noteringsform, shown
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tabellform import Tabellform

_LANGSTA_KOD: Final = 30
_FLEST_KODER: Final = 40
_MANADER: Final = 12
_KODORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:[ /.,-]{1,2}[^\W_]+)*\.?")
_MANGA_SIFFROR: Final = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
_PERSONNUMMER: Final = re.compile(r"(?:\d{2})?\d{6}[-+ ]?(?:\d{4}|T\d{3}|TF\d{2})", re.IGNORECASE)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}|(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_FORMER: Final[tuple[tuple[re.Pattern[str], Datumform], ...]] = (
    (re.compile(r"(\d{1,2})/(\d{1,2})[ /-]\d{4}"), Datumform.DAG_MANAD),
    (re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?\d{4}"), Datumform.PUNKT),
    (re.compile(r"(\d{1,2})-(\d{1,2})-\d{4}"), Datumform.STRECK),
    (re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}"), Datumform.AR_FORST),
    (re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*"), Datumform.DATUM_TID),
    (re.compile(r"[34]\d{4}(?:[.,]\d+)?"), Datumform.EXCEL),
)
KODKOLUMNER: Final = ("lag", "kon", "ursprung", "skyddad", "svar", "orsak", "skal_kod", "ansvar", "omfattning")


@dataclass(slots=True)
class Sedd:
    """What was seen in a column of the file."""

    rubrik: str
    fold: str
    fyllda: int = 0
    datum: int = 0
    nummer: int = 0
    former: Counter[Datumform] = field(default_factory=Counter)
    ordning: set[Datumform] = field(default_factory=set)
    anteckningar: Counter[Noteringsform] = field(default_factory=Counter)
    varden: Counter[str] = field(default_factory=Counter)

    def see(self, text: str) -> None:
        """Take in a cell."""
        self.fyllda += 1
        if _PERSONNUMMER.fullmatch(text):
            self.nummer += 1
        elif _ISO.fullmatch(text):
            self.datum += 1
        else:
            self._see_form(text)
            self.anteckningar.update(forms_at_heads(text[:2_000]))
        if text in self.varden or (len(text) <= _LANGSTA_KOD and len(self.varden) < _FLEST_KODER):
            self.varden[text] += 1

    def _see_form(self, text: str) -> None:
        for pattern, form in _FORMER:
            if match := pattern.fullmatch(text):
                self.datum += 1
                self.former[form] += 1
                if form is Datumform.DAG_MANAD and int(match[1]) > _MANADER:
                    self.ordning.add(Datumform.DAG_MANAD)
                if form is Datumform.DAG_MANAD and int(match[2]) > _MANADER:
                    self.ordning.add(Datumform.MANAD_DAG)
                return

    @property
    def has_days(self) -> bool:
        """Whether most of the cells seem to be days."""
        return self.datum * 2 > self.fyllda

    @property
    def looks_like(self) -> str:
        """What the cells seem to be, in words."""
        if self.nummer and self.nummer * 2 > self.fyllda:
            return "ser ut som personnummer"
        if self.has_days:
            return f"ser ut som datum ({', '.join(map(shown, self.former)) or 'i programmets former'})"
        for column in KODKOLUMNER:
            known = [v for v in self.varden if fold(v) in KODER[column] and not v.isdigit()]
            if known and sum(self.varden[v] for v in known) * 2 > self.fyllda:
                return f"ser ut som {column}"
        return "tom i de rader som lästes" if not self.fyllda else "kunde inte placeras"


def look(tabell: Tabellform, sample_rows: int) -> list[Sedd]:
    """Return what was seen of each column in the first rows; columns without a header are not looked at."""
    seen: dict[str, Sedd] = {}
    by_index: list[Sedd | None] = []
    for rubrik, name in zip(tabell.rubriker, tabell.kolumner, strict=True):
        fresh = bool(name) and name not in seen
        by_index.append(seen.setdefault(name, Sedd(rubrik, name)) if fresh else None)
    for _, row in islice(tabell.rader(), sample_rows):
        for kolumn, cell in zip(by_index, row, strict=False):
            if kolumn is not None and (text := cell.strip()):
                kolumn.see(text)
    return list(seen.values())


def is_data(rubrik: str) -> bool:
    """Tell whether a cell of the header looks like data: the file then has no header, and its names are people's."""
    return bool(
        _ISO.fullmatch(rubrik)
        or _MANGA_SIFFROR.search(rubrik)
        or any(pattern.fullmatch(rubrik) for pattern, _ in _FORMER)
        or fold(rubrik) in {"sol", "lss"}
    )


def is_code(text: str) -> bool:
    """Tell whether a cell is short enough, and of such letters, that it may be shown as a code."""
    return (
        len(text) <= _LANGSTA_KOD
        and bool(_KODORD.fullmatch(text))
        and mask(text) == text
        and not _MANGA_SIFFROR.search(text)
    )


def has_many_digits(text: str) -> bool:
    """Tell whether a text has so many digits that they may be a personnummer."""
    return _MANGA_SIFFROR.search(text) is not None
