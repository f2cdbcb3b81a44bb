"""Proposes an import profile from a file: what its columns seem to be, as commented TOML for a person to decide on.

Nothing personal in the file reaches the proposal: of its cells only such as are codes, short and seen twice; of its
headers none that holds long numbers.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ejverkstallda.readers.profil_koder import KODER, Datumform, Noteringsform, UtanDatum, shown
from ejverkstallda.readers.profil_schema import Beslutskolumner, Handelsefalt, Handelsekolumn, Kolumner, Profil
from ejverkstallda.readers.profilsyn import KODKOLUMNER, Sedd, has_many_digits, is_code, is_data, look
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tabellform import Tabellform

RADER: Final = 1_000
"""Rows that a proposal looks at unless told otherwise."""
_SEDD: Final = 2
"""Times a value must have been seen to be shown."""


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
        self._kolumner = look(tabell, sample_rows)
        self._lediga = {k.fold: k for k in reversed(self._kolumner)}
        self._beslut = self._place(forlaga.kolumner if forlaga else None)
        self._handelser = [(e, c) for e in (forlaga.handelsekolumner if forlaga else ()) if (c := self._take_event(e))]
        recognised = len(self._lediga) < len(self._kolumner)
        self._visa_alla = recognised and not any(is_data(k.rubrik) for k in self._kolumner)

    def _place(self, kolumner: Kolumner | None) -> dict[str, list[Sedd]]:
        """Take the columns about decisions; about events only where the file has one event a row."""
        named = dict(kolumner.given()) if kolumner else {}
        columns = [*Beslutskolumner.model_fields, "namn", "av"]
        if "handelse" in self._lediga:
            columns += ["handelse", *Handelsefalt.model_fields]
        placed = {}
        for column in columns:
            names = dict.fromkeys([*map(fold, named.get(column, ())), *([] if column == "namn" else [column])])
            found = [self._lediga[n] for n in names if n in self._lediga]
            if taken := found if column == "namn" else found[:1]:
                placed[column] = taken
                for kolumn in taken:
                    self._lediga.pop(kolumn.fold, None)
        return placed

    def _take_event(self, event: Handelsekolumn) -> dict[str, Sedd]:
        """Take the columns of an event, if the file has enough of them for it."""
        found: dict[str, Sedd] = {}
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
        """Write the forms of day that were seen; one that needs a decision is left out of the list."""
        former: Counter[Datumform] = Counter()
        ordning: set[Datumform] = set()
        for kolumn in self._kolumner:
            if kolumn.has_days and kolumn not in self._beslut.get("beslutsnummer", ()):
                former.update(kolumn.former)
                ordning |= kolumn.ordning
        yield "[datum]"
        yield "# 2019-01-31, 20190131 och 190131 läses alltid."
        sure = []
        for form in (f for f in Datumform if former[f]):
            if form is Datumform.DAG_MANAD and ordning != {Datumform.DAG_MANAD}:
                yield f"# Antal celler: {former[form]}. Säg vilken ordning som gäller:"
                yield f"# {_toml(shown(form))}: 3/4 är den 3 april. {_toml(shown(Datumform.MANAD_DAG))}: den 4 mars."
            elif form is Datumform.EXCEL:
                yield f"# Antal celler: {former[form]}. Fem siffror kan vara datum ur Excel; i så fall: {_toml(form)}"
            else:
                sure.append(_toml(shown(form)))
                yield f"# {sure[-1]}, antal celler: {former[form]}"
        yield f"former = [{', '.join(sure)}]"
        yield ""

    def _columns(self) -> Iterator[str]:
        yield "[kolumner]"
        if "beslutsnummer" not in self._beslut:
            yield "# Beslutets nummer måste finnas. Skriv rubriken i stället."
            yield 'beslutsnummer = "(välj kolumn)"'
        for column, found in self._beslut.items():
            names = [_toml(k.rubrik) for k in found]
            yield f"{column} = {names[0]}" if len(names) == 1 else f"{column} = [{', '.join(names)}]"
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
        for column in KODKOLUMNER:
            if column in placed and (lines := list(self._translations(column, placed[column]))):
                yield f"[koder.{column}]"
                yield f"# Kan vara {', '.join(dict.fromkeys(KODER[column].values()))}."
                yield from lines
                yield ""

    def _translations(self, column: str, kolumn: Sedd) -> Iterator[str]:
        own: Mapping[str, str] = getattr(self._forlaga.koder, column) if self._forlaga else {}
        known = {fold(written): code for written, code in own.items()}
        names = {word for k in self._beslut.get("namn", ()) for text in k.varden for word in fold(text).split("_")}
        written: set[str] = set()
        for text, times in sorted(kolumn.varden.items()):
            name = fold(text)
            if name in KODER[column] or name in written or times < _SEDD or not is_code(text):
                continue
            if names & set(name.split("_")):
                continue
            written.add(name)
            yield f"{_toml(text)} = {_toml(known[name])}" if name in known else f'# {_toml(text)} = "?"'

    def _events(self) -> Iterator[str]:
        for event, found in self._handelser:
            yield "[[handelsekolumner]]"
            yield f"handelse = {_toml(event.handelse)}"
            yield from (f"{column} = {_toml(kolumn.rubrik)}" for column, kolumn in found.items())
            forms = found["text"].anteckningar if event.handelse == "kommentar" else {}
            if forms:
                yield "# Celler med flera daterade anteckningar delas. Antal: " + _counts(forms)
                yield f"dela_vid = [{', '.join(_toml(shown(f)) for f in forms)}]"
            if forms or "datum" not in found:
                rule = UtanDatum.BESLUTSDATUM if event.utan_datum is UtanDatum.FEL else event.utan_datum
                yield "# Utan datum är händelsen ett fel, om ni inte säger hur den ska dateras:"
                yield f"# utan_datum = {_toml(rule)}"
            yield ""

    def _rest(self) -> Iterator[str]:
        for rule in self._forlaga.hoppa_over if self._forlaga else ():
            for kolumn in (self._lediga[n] for n in map(fold, rule.kolumn) if n in self._lediga):
                yield "# Rader att lämna:"
                yield "# [[hoppa_over]]"
                yield f"# kolumn = {_toml(kolumn.rubrik)}"
                yield f"# varden = [{', '.join(map(_toml, rule.varden))}]"
                yield ""
        left = [k for k in self._kolumner if k.fold in self._lediga]
        if left:
            yield "# Kolumner som inte har placerats. De som inte ska läsas kan stå i en rad överst i filen:"
            yield f"# las_inte = [{', '.join(_toml(k.rubrik) for k in left if self._may_show(k))}]"
        for number, kolumn in enumerate(self._kolumner, start=1):
            if kolumn.fold in self._lediga:
                name = _toml(kolumn.rubrik) if self._may_show(kolumn) else "rubriken visas inte"
                yield f"#   kolumn {number}, {name}: {kolumn.looks_like}"

    def _may_show(self, kolumn: Sedd) -> bool:
        """Tell whether a header that was not recognised may be shown: only if the row seems to be a header at all."""
        return self._visa_alla and not has_many_digits(kolumn.rubrik)


def _counts(forms: Mapping[Noteringsform, int]) -> str:
    return ", ".join(f"”{shown(form)}” {number}" for form, number in forms.items())


def _toml(text: str) -> str:
    """Write a text as TOML does; what cannot be shown is written as a number, so that a line stays a line."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return json.dumps(shown, ensure_ascii=False)
