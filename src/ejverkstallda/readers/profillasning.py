"""A table read with an import profile: each of its rows becomes a row about a decision, rows about events, or both."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import Fel
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.profilhuvud import read_header
from ejverkstallda.readers.profilperson import Personregister
from ejverkstallda.readers.profilrader import Radposter, map_table
from ejverkstallda.readers.rader import (
    KRAV_BESLUT,
    KRAV_HANDELSE,
    Beslutsrad,
    Handelserad,
    Kolumn,
    Nekadrad,
    beslut_parsers,
    beslutsrad,
    handelse_parsers,
    handelserad,
    lacking,
    lacking_fault,
    read_columns,
)
from ejverkstallda.readers.tabellmodell import Filform, Tabell, fold
from ejverkstallda.report.namn import name_words

Post = Beslutsrad | Handelserad | Nekadrad | Brist


def file_form(profil: Profil) -> Filform:
    """Return what a profile knows of a file before it is opened."""
    kanda = {fold(name) for _, part in profil.parts() for _, names in part.kolumner.given() for name in names}
    kanda |= {fold(name) for _, part in profil.parts() for name in (*part.kanns_igen_pa, *part.las_inte)}
    return Filform(profil.kodning, profil.avgransare, profil.blad, frozenset(kanda))


class Profillasning:
    """The reading of one table by a profile. Its rows are read twice: for the decisions, then for the events."""

    def __init__(self, profil: Profil, tabell: Tabell, idag: date, personer: Personregister | None = None) -> None:
        self.tabell = tabell
        self.profil = profil
        self._idag = idag
        self._personer = personer
        huvud = read_header(profil, tabell, idag)
        self.brister = huvud.brister
        self.okanda = huvud.okanda
        self.laser = huvud.plan is not None
        """Whether the profile says how this table is read."""
        self._beslut = read_columns(beslut_parsers(idag))
        self._handelser = read_columns(handelse_parsers(idag))

    def beslutsrader(self) -> Iterator[Post]:
        """Yield the rows about decisions, the refused ones, and what is told of rows that were left out.

        Raises:
            Lasfel: the file cannot be read on.
        """
        left_out: Counter[str] = Counter()
        for post in self._poster():
            if post.utelamnad is not None:
                left_out[post.utelamnad] += 1
            elif post.beslut is not None:
                yield self._about_decision(post, post.beslut)
                yield from (b for b in post.brister if b.allvar is not Allvar.FEL)
        for skal, number in left_out.items():
            text = f"{number} {'rad' if number == 1 else 'rader'} lästes inte enligt profilen: {skal}."
            yield pk.RADER_UTELAMNADE.brist(text, self.tabell.plats(self.tabell.rubrikrad))

    def handelserader(self) -> Iterator[Post]:
        """Yield the rows about events, and the refused ones that are about events alone.

        Raises:
            Lasfel: the file cannot be read on.
        """
        for post in self._poster():
            if post.utelamnad is not None:
                continue
            if post.beslut is None and (faults := _faults(post.brister)):
                yield Nekadrad(post.rad, faults)
            elif post.beslut is None or isinstance(self._about_decision(post, post.beslut), Beslutsrad):
                yield from self._events(post)
            if post.beslut is None:
                yield from (b for b in post.brister if b.allvar is not Allvar.FEL)

    def _poster(self) -> Iterator[Radposter]:
        return map_table(self.profil, self.tabell, self._idag, self._personer) if self.laser else iter(())

    def _about_decision(self, post: Radposter, cells: Mapping[str, str]) -> Beslutsrad | Nekadrad:
        values, faults = self._read(post.rad, cells, self._beslut, post.kolumner)
        faults = [*_faults(post.brister), *faults]
        for kolumn, text in lacking(values, KRAV_BESLUT):
            if kolumn not in post.felkolumner:
                faults.append(self._lack(post.rad, kolumn, text, post.kolumner))
        if not faults:
            return beslutsrad(post.rad, values)
        number = values.get("beslutsnummer")
        return Nekadrad(post.rad, tuple(faults), number if isinstance(number, str) else None)

    def _events(self, post: Radposter) -> Iterator[Handelserad | Nekadrad]:
        rows, faults = [], list[Brist]()
        kolumner = post.handelsekolumner or ({},) * len(post.handelser)
        for cells, names in zip(post.handelser, kolumner, strict=True):
            values, wrong = self._read(post.rad, cells, self._handelser, names)
            wrong += (self._lack(post.rad, k, text, names) for k, text in lacking(values, KRAV_HANDELSE))
            faults += wrong
            if wrong:
                continue
            undated = False
            if post.omgang is not None:
                values["handelse_id"] = f"lista {post.omgang} {values['handelse']}"
                undated = values["datum"] == self._idag.isoformat()
            row = handelserad(post.rad, values)
            rows.append(row._replace(importdag=undated, textkolumn=names.get("text", row.textkolumn)))
        if faults:
            yield Nekadrad(post.rad, tuple(faults))
            return
        namn = name_words(post.namn) if post.namn else frozenset[str]()
        yield from (row._replace(av=post.av, namn=namn) for row in rows)

    def _read(
        self, rad: int, cells: Mapping[str, str], kolumner: Mapping[str, Kolumn], names: Mapping[str, str]
    ) -> tuple[dict[str, Any], list[Brist]]:
        values: dict[str, Any] = {}
        faults: list[Brist] = []
        for namn, text in cells.items():
            kolumn = kolumner[namn]
            value = kolumn.kant.get(text)
            if value is None and (value := kolumn.read(text)) is None:
                continue
            if isinstance(value, Fel):
                faults.append(value.kod.brist(value.text, self.tabell.plats(rad, names.get(namn, namn))))
            values[namn] = value
        return values, faults

    def _lack(self, rad: int, kolumn: str, text: str, names: Mapping[str, str]) -> Brist:
        return lacking_fault(text, self.tabell.plats(rad, names.get(kolumn, kolumn)))


def _faults(brister: Sequence[Brist]) -> tuple[Brist, ...]:
    return tuple(b for b in brister if b.allvar is Allvar.FEL)


def person_register(profil: Profil, lasningar: Sequence[Profillasning], idag: date) -> Personregister | None:
    """Return who has which decision in a file, where the profile joins rows by the person; else None."""
    if not any(part.via_person for _, part in profil.parts()):
        return None
    personer = Personregister()
    for lasning in lasningar:
        for post in map_table(profil, lasning.tabell, idag):
            personer.learn(post.beslut, post.handelser)
    return personer
