"""The events of a row in a wide list: which columns are filled in, and what day each event gets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.domain.brister import Brist, Felkod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers import felkoder as fk
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import Fel, quote
from ejverkstallda.readers.kommentarsdelning import Notering, split_comment
from ejverkstallda.readers.profil_koder import UtanDatum
from ejverkstallda.readers.profilplan import Falt, Handelseplan, Tabellplan
from ejverkstallda.readers.tabellform import Tabellform

Handelse = tuple[dict[str, str], Mapping[str, str]]
"""An event in the contract's columns, and the headers they stood under."""
_MED_KVARTAL: Final = {Handelseslag.RAPPORTERAD.value, Handelseslag.SLUTRAPPORTERAD.value}
_MELLAN_KVARTAL: Final = re.compile(r"[;,\n]")


class Dag(NamedTuple):
    """The days an event without one may get: that of the import, that of the decision (None when it has none)."""

    idag: str
    beslutsdatum: str | None


@dataclass(slots=True)
class Radfel:
    """The faults of one row, with their places."""

    tabell: Tabellform
    rad: int
    brister: list[Brist] = field(default_factory=list)

    def add(self, kod: Felkod, text: str, rubrik: str | None) -> None:
        """Add a fault of a cell, or of the row."""
        self.brister.append(kod.brist(text, self.tabell.plats(self.rad, rubrik)))

    def add_fel(self, fel: Fel, rubrik: str) -> None:
        """Add why a cell could not be read."""
        self.add(fel.kod, fel.text, rubrik)


def read_events(plan: Tabellplan, celler: Sequence[str], dag: Dag, fel: Radfel) -> Iterator[Handelse]:
    """Yield the events that the filled-in columns of a row make. One with a fault is told of, not yielded."""
    for event in plan.handelser:
        if any(celler[i] for i in event.egna):
            yield from _events(event, celler, dag, fel)


def _events(plan: Handelseplan, celler: Sequence[str], dag: Dag, fel: Radfel) -> Iterator[Handelse]:
    """Yield what one group of columns says: one event, or one for each note, quarter or answer in it."""
    before = len(fel.brister)
    if plan.status and not _has_status(plan.status, plan.datum[0], celler, fel):
        return
    values = _values(plan, celler, fel)
    day = _first_day(plan.datum, celler, fel)
    if plan.svarsdatum and celler[plan.svarsdatum.index]:
        drafts = _offer_and_answer(plan, plan.svarsdatum, celler, values, day, fel)
    else:
        drafts = _drafts(plan, celler, values, fel)
    if len(fel.brister) > before:
        return
    for draft in drafts:
        kolumner = plan.egen_dag if "datum" in draft else plan.kolumner
        if "datum" not in draft and not _give_day(draft, day, plan, drafts, dag, fel):
            continue
        if plan.hoppa_over_framtida and draft["datum"] > dag.idag:
            text = f"Händelsen {plan.slag} den {draft['datum']} ligger efter i dag."
            fel.add(pk.HANDELSE_FRAMTIDA, text, kolumner["datum"])
        else:
            yield draft, kolumner


def _has_status(status: Falt, day: Falt, celler: Sequence[str], fel: Radfel) -> bool:
    """Tell whether the status of a row says executed; a day without a status is a fault, not a guess."""
    text = celler[status.index]
    if not text:
        fel.add(
            fk.VARDE_SAKNAS, f"{quote(status.rubrik)} är tom fast {quote(day.rubrik)} har ett datum.", status.rubrik
        )
        return False
    value = status.las(text) if status.las else text
    if isinstance(value, Fel):
        fel.add_fel(value, status.rubrik)
        return False
    return bool(value)


def _values(plan: Handelseplan, celler: Sequence[str], fel: Radfel) -> dict[str, str]:
    """Read the columns of an event but its day and a text that is to be divided."""
    values = {"handelse": plan.slag, **plan.fast}
    for falt in plan.falt:
        if not (text := celler[falt.index]):
            continue
        reads = falt.las if falt.kolumn != "kvartal" else None
        value = reads(text) if reads else text
        if isinstance(value, Fel):
            fel.add_fel(value, falt.rubrik)
        elif value:
            values[falt.kolumn] = value
    return values


def _first_day(columns: Sequence[Falt], celler: Sequence[str], fel: Radfel) -> str | None:
    """Read the day of an event: of its own column, or else of the one that stands in for it."""
    for falt in columns:
        if text := celler[falt.index]:
            return _read_day(falt, text, fel)
    return None


def _read_day(falt: Falt, text: str, fel: Radfel) -> str | None:
    value = falt.las(text) if falt.las else text
    if isinstance(value, Fel):
        fel.add_fel(value, falt.rubrik)
        return None
    return value


def _offer_and_answer(
    plan: Handelseplan, svarsdatum: Falt, celler: Sequence[str], values: dict[str, str], day: str | None, fel: Radfel
) -> list[dict[str, str]]:
    """An answer on the day of the offer belongs to it; one on another day is an event of its own."""
    answered = _read_day(svarsdatum, celler[svarsdatum.index], fel)
    if answered is None or answered == day:
        return [values]
    answer = {"handelse": Handelseslag.SVAR.value, "datum": answered}
    if "svar" in values:
        answer["svar"] = values.pop("svar")
    offered = day is not None or len(values) > 1 + len(plan.fast)
    return [values, answer] if offered else [answer]


def _drafts(plan: Handelseplan, celler: Sequence[str], values: dict[str, str], fel: Radfel) -> list[dict[str, str]]:
    """Return the events of a group of columns; those that have a day of their own carry it."""
    if plan.delas and plan.regel and (text := celler[plan.delas.index]):
        notes, faults = split_comment(text, plan.regel)
        for fault in faults:
            fel.add_fel(fault, plan.delas.rubrik)
        return [values | _note(note) for note in notes]
    if plan.slag in _MED_KVARTAL and "kvartal" in values:
        return _quarters(plan, values, fel)
    return [values]


def _note(note: Notering) -> dict[str, str]:
    return {"datum": note.datum, "text": note.text} if note.datum else {"text": note.text}


def _quarters(plan: Handelseplan, values: dict[str, str], fel: Radfel) -> list[dict[str, str]]:
    """Make one event of each quarter that a cell names."""
    falt = next(f for f in plan.falt if f.kolumn == "kvartal")
    drafts = []
    for piece in filter(None, map(str.strip, _MELLAN_KVARTAL.split(values["kvartal"]))):
        kvartal = falt.las(piece) if falt.las else piece
        if isinstance(kvartal, Fel) or (kvartal and not _is_quarter(kvartal)):
            fel.add(fk.KVARTAL_OGILTIGT, f"{quote(piece)} är inget kvartal.", falt.rubrik)
        else:
            drafts.append({k: v for k, v in (values | {"kvartal": kvartal}).items() if v})
    return drafts


def _is_quarter(text: str) -> bool:
    try:
        Kvartal.parse(text)
    except ValueError:
        return False
    return True


def _give_day(
    draft: dict[str, str], day: str | None, plan: Handelseplan, drafts: Sequence[dict[str, str]], dag: Dag, fel: Radfel
) -> bool:
    """Date an event that has no day of its own; False when neither the file nor the profile gives one."""
    found = day
    if found is None:
        match plan.utan_datum:
            case UtanDatum.IMPORTDAG:
                found = dag.idag
            case UtanDatum.BESLUTSDATUM:
                found = dag.beslutsdatum
            case UtanDatum.KVARTALETS_SISTA_DAG if "kvartal" in draft:
                found = Kvartal.parse(draft["kvartal"]).last_day.isoformat()
            case UtanDatum.FORSTA_ANTECKNINGEN:
                found = next((d["datum"] for d in drafts if "datum" in d and d is not draft), None)
    if found is not None:
        draft["datum"] = found
        return True
    if plan.delas:
        fel.add(pk.KOMMENTAR_UTAN_DATUM, "En anteckning i cellen saknar datum.", plan.delas.rubrik)
    else:
        fel.add(pk.HANDELSE_UTAN_DATUM, f"Händelsen {plan.slag} saknar datum.", plan.kolumner["datum"])
    return False
