"""A table's header held against a profile: what is missing, what is not known, and the plan to read the rows by."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import mask, quote
from ejverkstallda.readers.kommentarsdelning import Delningsregel
from ejverkstallda.readers.profil_koder import DATUMKOLUMNER, Datumform, Noteringsform, UtanDatum
from ejverkstallda.readers.profil_kontroll import own_columns, read_headers
from ejverkstallda.readers.profil_schema import (
    Beslutskolumner,
    Handelsefalt,
    Handelsekolumn,
    Profil,
    Radurval,
    Tabelldel,
    VerkstalldNar,
)
from ejverkstallda.readers.profildatum import date_reader
from ejverkstallda.readers.profilkodlasare import Cellasare, code_reader, status_reader
from ejverkstallda.readers.profilplan import Falt, Handelseplan, Tabellplan, Urval
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tabellform import Tabellform

_NOTERINGSFORM = {
    Noteringsform.DAG_MANAD: Datumform.DAG_MANAD,
    Noteringsform.PUNKT: Datumform.PUNKT,
    Noteringsform.STRECK: Datumform.STRECK,
    Noteringsform.AR_FORST: Datumform.AR_FORST,
}
BRIST_KOLUMN = "brist"
"""The column that a findings file adds; known, and not read."""


class Huvud(NamedTuple):
    """What a table's header says under a profile: faults and upplysningar, headers the profile does not know, its plan.

    Without a plan no row of the table is read.
    """

    brister: tuple[Brist, ...]
    okanda: tuple[str, ...] = ()
    plan: Tabellplan | None = None


def choose_part(profil: Profil, tabell: Tabellform) -> Tabelldel | None:
    """Return what the profile says of a table, by the name of its sheet or else of its file; None if nothing."""
    if not profil.tabell:
        wanted = {fold(b) for b in profil.blad}
        return None if wanted and tabell.blad is not None and fold(tabell.blad) not in wanted else profil
    by_name = {fold(name): part for name, part in profil.tabell.items()}
    name = tabell.blad if tabell.blad is not None else tabell.fil.rpartition(".")[0]
    return by_name.get(fold(name))


def read_header(profil: Profil, tabell: Tabellform, idag: date) -> Huvud:
    """Hold a table's header against a profile: every fault, the columns that will not be read, and the plan."""
    part = choose_part(profil, tabell)
    if part is None:
        what = f"Profilen {profil.namn} nämner inte {quote(tabell.blad or tabell.fil)}; tabellen lästes inte."
        return Huvud((pk.PROFIL_TABELL_OKAND.brist(what, tabell.plats(tabell.rubrikrad)),))
    builder = _Planerare(profil, part, tabell, idag)
    plan = builder.plan()
    used = read_headers(part) | {fold(name) for name in part.las_inte} | {BRIST_KOLUMN, ""}
    columns = zip(tabell.rubriker, tabell.kolumner, strict=True)
    unknown = tuple(mask(rubrik) for rubrik, kolumn in columns if kolumn not in used)
    place = tabell.plats(tabell.rubrikrad)
    infos = (
        fk.KOLUMN_OKAND.brist(f"Kolumnen {quote(r)} nämns inte i profilen och lästes inte.", place) for r in unknown
    )
    return Huvud((*builder.brister, *infos), unknown, None if _stops(builder.brister) else plan)


def _stops(brister: Sequence[Brist]) -> bool:
    return any(b.allvar is Allvar.FEL for b in brister)


class _Planerare:
    """Finds the columns of one table; gathers the faults of its header."""

    def __init__(self, profil: Profil, part: Tabelldel, tabell: Tabellform, idag: date) -> None:
        self.brister: list[Brist] = []
        self._profil, self._part, self._tabell = profil, part, tabell
        self._datum = date_reader(profil.datum.former, idag)
        self._anteckningsdatum: Callable[[Collection[Noteringsform]], Cellasare] = lambda former: date_reader(
            [_NOTERINGSFORM[f] for f in former if f in _NOTERINGSFORM], idag
        )
        self._lasare: dict[str, Cellasare | None] = {}
        self._index: dict[str, list[int]] = {}
        for index, kolumn in enumerate(tabell.kolumner):
            self._index.setdefault(kolumn, []).append(index)

    def plan(self) -> Tabellplan:
        """Return the plan; `brister` then says whether it can be used."""
        part = self._part
        columns = {k: f for k, names in part.kolumner.given() if k != "namn" and (f := self._find(k, names))}
        fast = part.varden.given()
        makes_beslut = "beslutsdatum" in columns
        person = self._find("personnummer", part.via_person)
        self._require(columns, makes_beslut=makes_beslut, person=person)
        about_beslut = tuple(
            f for k, f in columns.items() if k in Beslutskolumner.model_fields and k != "beslutsnummer"
        )
        handelse = tuple(f for k, f in columns.items() if k == "handelse" or k in Handelsefalt.model_fields)
        handelser = [h for event in part.handelsekolumner if (h := self._event(event))]
        if part.verkstalld_nar and (paid := self._paid(part.verkstalld_nar)):
            handelser.append(paid)
        names = [self._index[fold(n)][0] for n in part.kolumner.namn if fold(n) in self._index]
        picks = [self._pick(p, bara=False) for p in part.hoppa_over] + [
            self._pick(p, bara=True) for p in part.ta_bara_med
        ]
        return Tabellplan(
            nummer=columns.get("beslutsnummer"),
            person=person,
            kallsystem=columns.get("kallsystem"),
            fast=fast,
            beslut=about_beslut if makes_beslut else None,
            handelse=handelse if "handelse" in columns else None,
            handelser=tuple(handelser),
            namn=tuple(names),
            av=columns.get("av"),
            omgang=columns["omgang"].index if "omgang" in columns else None,
            urval=tuple(p for p in picks if p),
            tomma=frozenset(v.casefold() for v in self._profil.tomma_varden),
            kolumner={k: f.rubrik for k, f in columns.items()},
        )

    def _require(self, columns: Mapping[str, Falt], *, makes_beslut: bool, person: Falt | None) -> None:
        part = self._part
        if part.via_person and person is None:
            self._missing("personen", part.via_person)
        if not part.via_person and "beslutsnummer" not in columns:
            self._missing("beslutsnummer", part.kolumner.beslutsnummer)
        if makes_beslut:
            for column in ("lag", "insats"):
                if column not in columns and not getattr(part.varden, column):
                    self._missing(column, getattr(part.kolumner, column))
        elif "handelse" not in columns and not self._has_events():
            self._missing("beslutsdatum", part.kolumner.beslutsdatum)

    def _has_events(self) -> bool:
        """Tell whether the file has any column that makes an event."""
        wanted = [own_columns(event, self._part) for event in self._part.handelsekolumner]
        if self._part.verkstalld_nar:
            wanted.append(frozenset(map(fold, self._part.verkstalld_nar.kolumn)))
        return any(own & self._index.keys() for own in wanted)

    def _missing(self, what: str, names: tuple[str, ...]) -> None:
        looked = (
            f"Profilen söker {', '.join(names)}." if names else "Profilen nämner ingen kolumn och inget fast värde."
        )
        place = self._tabell.plats(self._tabell.rubrikrad)
        self.brister.append(pk.PROFIL_PASSAR_INTE.brist(f"Filen har ingen kolumn för {what}. {looked}", place))

    def _find(self, kolumn: str, names: tuple[str, ...], las: Cellasare | None = None) -> Falt | None:
        """Return the one column of the table that has one of the names; a fault when there are several."""
        found = [i for name in dict.fromkeys(map(fold, names)) for i in self._index.get(name, ())]
        if not found:
            return None
        shown = [mask(self._tabell.rubriker[i]) for i in found]
        if len(found) > 1:
            place = self._tabell.plats(self._tabell.rubrikrad)
            text = f"Kolumnerna {' och '.join(map(quote, shown))} passar båda på {kolumn}."
            fault = pk.PROFIL_KOLUMN_TVETYDIG.brist(text, place)
            self.brister += [] if fault in self.brister else [fault]
        return Falt(kolumn, found[0], shown[0], las or self._reader(kolumn))

    def _reader(self, kolumn: str) -> Cellasare | None:
        if kolumn in DATUMKOLUMNER:
            return self._datum
        if kolumn not in self._lasare:
            self._lasare[kolumn] = code_reader(kolumn, self._profil)
        return self._lasare[kolumn]

    def _event(self, event: Handelsekolumn) -> Handelseplan | None:
        given = dict(event.given())
        found = {k: f for k, names in given.items() if k != "annars_datum" and (f := self._find(k, names))}
        own = own_columns(event, self._part)
        egna = tuple(f.index for f in found.values() if self._tabell.kolumner[f.index] in own)
        if not egna:
            return None
        fallback = self._find("datum", event.annars_datum)
        delas = found.get("text") if event.dela_vid else None
        regel = Delningsregel(event.dela_vid, event.delning, self._anteckningsdatum(event.dela_vid)) if delas else None
        apart = {"datum", "svarsdatum"} | ({"text"} if delas else set())
        datum = tuple(f for f in (found.get("datum"), fallback) if f)
        headers = {k: f.rubrik for k, f in found.items()}
        kolumner = {"datum": (datum[0] if datum else next(iter(found.values()))).rubrik} | headers
        own_day = delas or found.get("svarsdatum")
        return Handelseplan(
            slag=event.handelse,
            fast=event.varden.given(),
            egna=egna,
            datum=datum,
            falt=tuple(f for k, f in found.items() if k not in apart),
            delas=delas,
            regel=regel,
            utan_datum=event.utan_datum,
            hoppa_over_framtida=event.framtida == "hoppa_over",
            svarsdatum=found.get("svarsdatum"),
            status=None,
            kolumner=kolumner,
            egen_dag=kolumner | {"datum": own_day.rubrik} if own_day else kolumner,
        )

    def _paid(self, rule: VerkstalldNar) -> Handelseplan | None:
        """Make the plan of an execution that a payment shows, by its day or by a status."""
        status = (
            self._find("status", rule.kolumn, status_reader(rule.varden, rule.inte_varden)) if rule.varden else None
        )
        day = self._find("datum", rule.datum if rule.varden else rule.kolumn)
        if day is None or (rule.varden and status is None):
            if day or status:
                self._missing("verkstalld_nar", (*rule.kolumn, *rule.datum))
            return None
        egna = (day.index,) if status is None else (status.index, day.index)
        return Handelseplan(
            slag="verkstalld",
            fast={},
            egna=egna,
            datum=(day,),
            falt=(),
            delas=None,
            regel=None,
            utan_datum=UtanDatum.FEL,
            hoppa_over_framtida=False,
            svarsdatum=None,
            status=status,
            kolumner={"datum": day.rubrik},
            egen_dag={"datum": day.rubrik},
        )

    def _pick(self, rule: Radurval, *, bara: bool) -> Urval | None:
        found = self._find("urval", rule.kolumn)
        if found is None:
            if bara:
                self._missing("ta_bara_med", rule.kolumn)
            return None
        listed = " eller ".join(rule.varden)
        skal = f"{found.rubrik} är {'inte ' if bara else ''}{listed}"
        return Urval(found.index, found.rubrik, frozenset(map(fold, rule.varden)), bara, skal)
