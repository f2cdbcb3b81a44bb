"""Reads a municipality's kommun.toml into the report's `Kommun`; every fault is a value, all of them at once."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Brist
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers import kommun_felkoder as fk
from ejverkstallda.readers.kommun_schema import (
    DelarDel,
    ExpedieringDel,
    FullmaktigeDel,
    KommunDel,
    KommunFil,
    MoteDel,
    NamndDel,
    PersonDel,
    RapportDel,
    TexterDel,
    UnderskriftDel,
)
from ejverkstallda.readers.tomlfil import Plats, Tomlkoder, heading, key_text, parse_toml, read_text
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.report.kommun import (
    Diarienummer,
    Expediering,
    Kommun,
    Mote,
    Namnd,
    Namndtexter,
    Person,
    Utlatandeform,
)
from ejverkstallda.report.rapportval import Arendenummer, Rapportdelar, Rapportval

STORST: Final = 1_000_000
"""Bytes a kommun.toml may have."""
_KODER: Final = Tomlkoder(fk.KOMMUN_OLASLIG, fk.KOMMUN_FOR_STOR, fk.KOMMUN_TECKEN, fk.KOMMUN_SYNTAX)
_DELAR: Final[dict[str, type[BaseModel]]] = {
    "": KommunFil,
    "kommun": KommunDel,
    "namnd": NamndDel,
    "rapportor": PersonDel,
    "handlaggare": PersonDel,
    "underskrifter": UnderskriftDel,
    "expediering": ExpedieringDel,
    "moten": MoteDel,
    "texter": TexterDel,
    "rapport": RapportDel,
    "delar": DelarDel,
    "fullmaktige": FullmaktigeDel,
}
_SLAG: Final = {
    "string_type": "ska vara text inom citattecken",
    "bool_type": "ska vara true eller false, utan citattecken",
    "int_type": "ska vara ett heltal utan citattecken",
    "date_type": "ska vara ett datum utan citattecken, till exempel 2026-12-10",
    "list_type": "ska vara en lista inom [ ]",
    "dict_type": "ska vara text, eller en tabell med kvartal",
    "model_type": "ska vara en tabell med egna nycklar",
    "string_too_long": "är för långt",
}


def read_kommun(path: Path) -> tuple[Kommun | None, tuple[Brist, ...]]:
    """Read kommun.toml. A file that does not exist gives None and no fault: the caller has `default_kommun`."""
    try:
        text = read_text(path, STORST, _KODER)
    except FileNotFoundError:
        return None, ()
    return (None, (text,)) if isinstance(text, Brist) else parse_kommun(text, path.name)


def parse_kommun(text: str, plats: str) -> tuple[Kommun | None, tuple[Brist, ...]]:
    """Read the text of a kommun.toml; `plats` is what a fault calls it. A closed quarter has frozen such a text."""
    raw = parse_toml(text, plats, _KODER)
    if isinstance(raw, Brist):
        return None, (raw,)
    if faults := tuple(dict.fromkeys(_identities(raw, (), plats))):
        return None, faults
    try:
        fil = KommunFil.model_validate(raw)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=False)
        return None, tuple(dict.fromkeys(_fault(d["type"], d["loc"], d["msg"], plats) for d in details))
    if faults := tuple(_doubles(fil, plats)):
        return None, faults
    return _kommun(fil), ()


def _identities(value: object, loc: tuple[str | int, ...], plats: str) -> Iterator[Brist]:
    """Name every value that holds an identity number, and every key; a key that does is not shown."""
    if isinstance(value, dict):
        for key, inner in value.items():
            shown = "(visas inte)" if contains_identity(key) else key
            if shown != key:
                yield _identity((*loc, shown), plats)
            yield from _identities(inner, (*loc, shown), plats)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _identities(inner, (*loc, number), plats)
    elif isinstance(value, str) and contains_identity(value):
        yield _identity(loc, plats)


def _identity(loc: Plats, plats: str) -> Brist:
    return fk.KOMMUN_IDENTITET.brist(fk.KOMMUN_IDENTITET.betydelse, f"{plats} nyckel {key_text(loc)}")


def _known(loc: Plats) -> list[str]:
    """Return the keys that may stand where a key was not known."""
    tables = [part for part in loc[:-1] if isinstance(part, str)]
    return sorted(_DELAR[tables[-1] if tables else ""].model_fields)


def _fault(kind: str, loc: Plats, message: str, plats: str) -> Brist:
    key = key_text(loc)
    place = f"{plats} nyckel {key}"
    if kind == "extra_forbidden":
        known = _known(loc)
        near = get_close_matches(str(loc[-1]), known, n=1)
        hint = f"Menade du {near[0]}?" if near else f"Här finns {', '.join(known)}."
        return fk.KOMMUN_OKAND_NYCKEL.brist(f"Nyckeln {key} är okänd. {hint}", place)
    if kind == "missing":
        return fk.KOMMUN_SAKNAS.brist(f"{key} saknas.", place)
    if kind == "list_type" and str(loc[-1]) in _DELAR:
        return fk.KOMMUN_VARDE.brist(f"{key} skrivs med dubbla hakparenteser: [[{heading(loc)}]].", place)
    return fk.KOMMUN_VARDE.brist(f"{key} {_SLAG.get(kind) or message.removeprefix('Value error, ')}.", place)


def _doubles(fil: KommunFil, plats: str) -> Iterator[Brist]:
    """Two nämnder must differ in name, and in what names their files."""
    made = [_namnd(n) for n in fil.namnd]
    names = Counter(n.namn.casefold() for n in made)
    files = Counter(n.filnamn.casefold() for n in made)
    for i, namnd in enumerate(made):
        same_name = names[namnd.namn.casefold()] > 1
        if same_name or files[namnd.filnamn.casefold()] > 1:
            what = "namn" if same_name else "kortnamn"
            text = f"namnd[{i}] har samma {what} som en annan nämnd."
            yield fk.KOMMUN_DUBBLETT.brist(text, f"{plats} nyckel namnd[{i}].{what}")


def _kommun(fil: KommunFil) -> Kommun:
    k = fil.kommun
    return Kommun(
        namn=k.namn,
        adress=tuple(k.adress),
        postadress=k.postadress,
        organisationsnummer=k.organisationsnummer,
        telefon=k.telefon,
        epost=k.epost,
        webb=k.webb,
        logotyp=k.logotyp,
        namnder=tuple(_namnd(n) for n in fil.namnd),
        rapport=_rapport(fil.rapport),
    )


def _rapport(r: RapportDel) -> Rapportval:
    return Rapportval(
        arendenummer=Arendenummer(r.arendenummer),
        sma_tal=r.sma_tal,
        sma_tal_i_statistikrapporten=r.sma_tal_i_statistikrapporten,
        delar=Rapportdelar(**r.delar.model_dump()),
        fullmaktige=Rapportdelar(**r.fullmaktige.model_dump(), grunder=False),
    )


def _person(del_: PersonDel | None) -> Person | None:
    return Person(del_.namn, del_.titel, del_.epost) if del_ else None


def _namnd(n: NamndDel) -> Namnd:
    per_kvartal = ((Kvartal.parse(key), text) for key, text in n.diarienummer.items() if key)
    return Namnd(
        namn=n.namn,
        kortnamn=n.kortnamn or "",
        forvaltning=n.forvaltning,
        diarienummer=Diarienummer(n.diarienummer.get("", ""), tuple(sorted(per_kvartal))),
        rapportor=_person(n.rapportor),
        handlaggare=_person(n.handlaggare),
        underskrifter=tuple(Person(u.namn, u.titel) for u in n.underskrifter),
        expediering=Expediering(tuple(n.expediering.for_vidare_hantering), tuple(n.expediering.for_kannedom)),
        lagar=tuple(Lag(lag) for lag in n.lagar),
        moten=tuple(sorted((Mote(m.datum, m.stopptid) for m in n.moten), key=lambda m: m.datum)),
        utlatandeform=Utlatandeform(n.tjansteutlatande),
        texter=Namndtexter(**{key: _paragraphs(text) for key, text in n.texter.model_dump().items()}),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """Part a text where it has an empty line; within a paragraph a line break is a space."""
    parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))
    return tuple(part for part in parts if part)
