"""Proposes an import profile from a file: what its columns seem to be, as commented TOML for a person to decide on.

Nothing personal in the file reaches the proposal: of its cells only such as are codes, short and seen twice; of its
headers none that holds long numbers.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ejverkstallda.readers.falt import mask
from ejverkstallda.readers.kommentarsdelning import forms_at_heads
from ejverkstallda.readers.profil_koder import KODER, Datumform, Noteringsform
from ejverkstallda.readers.profil_schema import Beslutskolumner, Handelsefalt, Handelsekolumn, Kolumner, Profil
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tabellform import Tabellform

RADER: Final = 1_000
"""Rows that a proposal looks at unless told otherwise."""
_LANGSTA_KOD: Final = 30
_SEDD: Final = 2
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
_KODKOLUMNER: Final = ("lag", "kon", "ursprung", "skyddad", "svar", "orsak", "skal_kod", "ansvar", "omfattning")


@dataclass(slots=True)
class _Kolumn:
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
    def looks_like(self) -> str:
        """What the cells seem to be, in words."""
        if self.nummer and self.nummer * 2 > self.fyllda:
            return "ser ut som personnummer"
        if self.datum and self.datum * 2 > self.fyllda:
            return "ser ut som datum"
        for column in _KODKOLUMNER:
            known = [v for v in self.varden if fold(v) in KODER[column] and not v.isdigit()]
            if known and sum(self.varden[v] for v in known) * 2 > self.fyllda:
                return f"ser ut som {column}"
        return "tom i de rader som lästes" if not self.fyllda else "kunde inte placeras"


def propose_profile(tabell: Tabellform, sample_rows: int = RADER, forlaga: Profil | None = None) -> str:
    """Return a proposal as TOML that `parse_profile` accepts; what is unsure stands behind #.

    `forlaga` is a profile whose header names and codes are known to mean what they say; without one only the
    contract's own names are recognised. `sample_rows` is how many rows are looked at.
    """
    return "\n".join(_Forslag(tabell, sample_rows, forlaga).lines()) + "\n"


class _Forslag:
    """Places each column of a file once, and writes the proposal."""

    def __init__(self, tabell: Tabellform, sample_rows: int, forlaga: Profil | None) -> None:
        self._forlaga = forlaga
        self._kolumner = _look(tabell, sample_rows)
        self._lediga = {k.fold: k for k in reversed(self._kolumner)}
        self._visa_alla = not any(_is_data(k.rubrik) for k in self._kolumner)
        self._beslut = self._place(forlaga.kolumner if forlaga else None)
        self._handelser = [(e, c) for e in (forlaga.handelsekolumner if forlaga else ()) if (c := self._take_event(e))]

    def _place(self, kolumner: Kolumner | None) -> dict[str, list[_Kolumn]]:
        """Take the columns about decisions; about events only where the file has one event a row."""
        named = dict(kolumner.given()) if kolumner else {}
        columns = [*Beslutskolumner.model_fields, "namn", "av"]
        if "handelse" in self._lediga:
            columns += ["handelse", *Handelsefalt.model_fields]
        placed = {}
        for column in columns:
            names = dict.fromkeys([*map(fold, named.get(column, ())), *([] if column == "namn" else [column])])
            many = list(names) if column == "namn" else list(names)[: len(names)]
            found = [self._lediga[n] for n in many if n in self._lediga]
            if taken := found if column == "namn" else found[:1]:
                placed[column] = taken
                for kolumn in taken:
                    self._lediga.pop(kolumn.fold, None)
        return placed

    def _take_event(self, event: Handelsekolumn) -> dict[str, _Kolumn]:
        """Take the columns of an event, if the file has enough of them for it."""
        found: dict[str, _Kolumn] = {}
        for column, names in event.given():
            hit = next((self._lediga[n] for n in map(fold, names) if n in self._lediga), None)
            if hit and column != "annars_datum" and hit not in found.values():
                found[column] = hit
        if "svar" not in found:
            found.pop("svarsdatum", None)
        if not found or (event.handelse == "kommentar" and "text" not in found):
            return {}
        for kolumn in found.values():
            self._lediga.pop(kolumn.fold, None)
        return found

    def lines(self) -> Iterator[str]:
        """Write the proposal."""
        yield from (
            "# Ett förslag, gjort av programmet efter filens rubriker och värden. En människa bestämmer.",
            "# Gå igenom varje rad. Det som programmet inte är säkert på står efter #.",
            "# Spara filen i mappen importprofiler bredvid registret, med profilens namn och ändelsen .toml.",
            "",
            'namn = "egen-lista"',
            "",
            "# Vad är det för lista? Ta bort # framför en av raderna. Utan svar följer inget av att ett beslut saknas.",
            '# lista = "alla"                    # alla beslut ska vara med',
            '# lista = "endast_ej_verkstallda"   # bara de som väntar; den som försvinner har troligen verkställts',
            "",
        )
        yield from self._dates()
        yield from self._columns()
        yield from self._constants()
        yield from self._codes()
        yield from self._events()
        yield from self._rest()

    def _dates(self) -> Iterator[str]:
        former: Counter[Datumform] = Counter()
        ordning: set[Datumform] = set()
        for kolumn in self._kolumner:
            former.update(kolumn.former)
            ordning |= kolumn.ordning
        yield "[datum]"
        yield "# 2019-01-31, 20190131 och 190131 läses alltid. Antalet är celler i de rader som lästes."
        for form in Datumform:
            if not former[form]:
                continue
            if form is Datumform.DAG_MANAD and ordning != {Datumform.DAG_MANAD}:
                yield f"# ”{form}” eller ”{Datumform.MANAD_DAG}”: {former[form]} celler. Säg vilken ordning som gäller."
                del former[form]
            else:
                yield f"# ”{form}”: {former[form]} celler."
        yield f"former = [{', '.join(_toml(f.value) for f in Datumform if former[f])}]"
        yield ""

    def _columns(self) -> Iterator[str]:
        yield "[kolumner]"
        if "beslutsnummer" not in self._beslut:
            yield "# Beslutets nummer måste finnas. Skriv rubriken i stället."
            yield 'beslutsnummer = "(välj kolumn)"'
        for column, found in self._beslut.items():
            shown = [_toml(k.rubrik) for k in found if self._may_show(k, placed=True)]
            if shown:
                yield f"{column} = {shown[0] if len(shown) == 1 else f'[{', '.join(shown)}]'}"
        yield ""

    def _constants(self) -> Iterator[str]:
        yield "# Det som gäller alla rader när kolumnen saknas."
        yield "[varden]"
        for column, example in (("lag", "LSS"), ("insats", "hemtjänst"), ("kallsystem", "Verksamhetssystemet")):
            if column not in self._beslut:
                yield f"# {column} = {_toml(example)}"
        yield ""

    def _codes(self) -> Iterator[str]:
        placed = {column: found[0] for column, found in self._beslut.items()}
        for _, found in self._handelser:
            placed |= {column: kolumn for column, kolumn in found.items() if column not in placed}
        for column in _KODKOLUMNER:
            if column in placed and (lines := list(self._translations(column, placed[column]))):
                yield f"[koder.{column}]"
                yield f"# Kan vara {', '.join(dict.fromkeys(KODER[column].values()))}."
                yield from lines
                yield ""

    def _translations(self, column: str, kolumn: _Kolumn) -> Iterator[str]:
        own: Mapping[str, str] = getattr(self._forlaga.koder, column) if self._forlaga else {}
        known = {fold(written): code for written, code in own.items()}
        names = {word for k in self._beslut.get("namn", ()) for text in k.varden for word in fold(text).split("_")}
        written: set[str] = set()
        for text, times in sorted(kolumn.varden.items()):
            name = fold(text)
            if name in KODER[column] or name in written or times < _SEDD or not _is_code(text):
                continue
            if names & set(name.split("_")):
                continue
            written.add(name)
            yield f"{_toml(text)} = {_toml(known[name])}" if name in known else f'# {_toml(text)} = "?"'

    def _events(self) -> Iterator[str]:
        for event, found in self._handelser:
            shown = {c: k for c, k in found.items() if self._may_show(k, placed=True)}
            if not shown:
                continue
            yield "[[handelsekolumner]]"
            yield f"handelse = {_toml(event.handelse)}"
            yield from (f"{column} = {_toml(kolumn.rubrik)}" for column, kolumn in shown.items())
            if event.handelse == "kommentar" and (forms := shown["text"].anteckningar):
                yield "# Celler med flera daterade anteckningar delas. Antal: " + _counts(forms)
                yield f"dela_vid = [{', '.join(_toml(f.value) for f in forms)}]"
            yield '# utan_datum = "beslutsdatum"   # annars är en händelse utan datum ett fel'
            yield ""

    def _rest(self) -> Iterator[str]:
        left = [k for k in self._kolumner if k.fold in self._lediga]
        if left:
            yield "# Kolumner som inte har placerats. De som inte ska läsas kan stå i en rad överst i filen:"
            yield f"# las_inte = [{', '.join(_toml(k.rubrik) for k in left if self._may_show(k, placed=False))}]"
        for number, kolumn in enumerate(self._kolumner, start=1):
            if kolumn.fold in self._lediga:
                name = _toml(kolumn.rubrik) if self._may_show(kolumn, placed=False) else "rubriken visas inte"
                yield f"#   kolumn {number}, {name}: {kolumn.looks_like}"

    def _may_show(self, kolumn: _Kolumn, *, placed: bool) -> bool:
        """A header that was recognised is a name; another is shown only if the row seems to be a header at all."""
        return placed or (self._visa_alla and not _MANGA_SIFFROR.search(kolumn.rubrik))


def _look(tabell: Tabellform, sample_rows: int) -> list[_Kolumn]:
    """Look at the first rows; columns without a header are not looked at."""
    seen: dict[str, _Kolumn] = {}
    by_index: list[_Kolumn | None] = []
    for rubrik, name in zip(tabell.rubriker, tabell.kolumner, strict=True):
        fresh = bool(name) and name not in seen
        by_index.append(seen.setdefault(name, _Kolumn(rubrik, name)) if fresh else None)
    for _, row in islice(tabell.rader(), sample_rows):
        for kolumn, cell in zip(by_index, row, strict=False):
            if kolumn is not None and (text := cell.strip()):
                kolumn.see(text)
    return list(seen.values())


def _is_data(rubrik: str) -> bool:
    """Tell whether a cell of the header looks like data: the file then has no header, and its names are people's."""
    return bool(
        _ISO.fullmatch(rubrik)
        or _MANGA_SIFFROR.search(rubrik)
        or any(pattern.fullmatch(rubrik) for pattern, _ in _FORMER)
        or fold(rubrik) in {"sol", "lss"}
    )


def _is_code(text: str) -> bool:
    return (
        len(text) <= _LANGSTA_KOD
        and bool(_KODORD.fullmatch(text))
        and mask(text) == text
        and not _MANGA_SIFFROR.search(text)
    )


def _counts(forms: Mapping[Noteringsform, int]) -> str:
    return ", ".join(f"”{form}” {number}" for form, number in forms.items())


def _toml(text: str) -> str:
    """Write a text as TOML does; what cannot be shown is written as a number, so that a line stays a line."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return json.dumps(shown, ensure_ascii=False)


__all__: Sequence[str] = ["RADER", "propose_profile"]
