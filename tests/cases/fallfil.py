"""Reads the case files: every word is known or refused, with file, case and key.

YAML is read as plain text (`BaseLoader`), so that `4:1` stays a lagrum and a date is read here and nowhere else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml
from falt import HANDELSE, NAMNDA_REGLER, STOD, Falt, field_of

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Avslutsorsak
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slutslag

MAPP: Final = Path(__file__).parent
INTE: Final = "inte i rapporten"
INGET: Final = "inget"
FORE: Final = "före registret"
FALL: Final = {"namn", "kalla", "fakta", "kvartal", "vantat", "varfor"}
FALL_VALFRIA: Final = {"idag", "statusdag", "rapporteringsdag", "forsta_kvartal", "stangda"}
RAD: Final = {"grupp", "gransdag", "dagar"}
RAD_VALFRIA: Final = {
    "beslutsnummer",
    "vantan",
    "start",
    "dagar_sedan_beslut",
    "slut",
    "slut_efter_statusdag",
    "sen",
    "forst_rapporterad",
}
BILD: Final = {
    *("pa_vag", "preliminar", "brister", "bestand", "hanvisning", "vid_sidan", "avgift", "tva_ar"),
    *("avgiftssumma", "avgiftsbelopp"),
}
_SLUT: Final = re.compile(
    rf"{INGET}|(?:{'|'.join(Slutslag)}) \d{{4}}-\d\d-\d\d(?: (?:{'|'.join(Avslutsorsak)}))?",
)
_JA_NEJ: Final = re.compile("ja|nej")
_FORMER: Final = {
    "slut": _SLUT,
    "slut_efter_statusdag": _SLUT,
    "sen": _JA_NEJ,
    "vantan": re.compile("beslut|avbrott"),
    "dagar": re.compile(r"\d+"),
    "dagar_sedan_beslut": re.compile(r"\d+"),
    "grupp": re.compile("|".join(Grupp)),
    "gransdag": re.compile(r"\d{4}-\d\d-\d\d"),
    "start": re.compile(r"\d{4}-\d\d-\d\d"),
    "forst_rapporterad": re.compile(rf"{FORE}|\d{{4}}Q[1-4]"),
}


class FallfilError(Exception):
    """A case file cannot be used: the message names file, case and key."""


@dataclass(frozen=True)
class Vantat:
    """What a case expects: rows in the report's order, and what is said of the quarter as a whole."""

    rader: tuple[Mapping[str, str], ...]
    brister: tuple[str, ...] = ()
    pa_vag: int = 0
    preliminar: bool | None = None
    bestand: Mapping[date, int] = field(default_factory=dict)
    hanvisning: tuple[str, ...] | None = None
    vid_sidan: tuple[str, ...] = ()
    avgift: str | None = None
    tva_ar: str | None = None
    avgiftssumma: str | None = None
    avgiftsbelopp: str | None = None


@dataclass(frozen=True)
class Fallhandelse:
    """An event as written, the day it became known, its number and the number of the one it corrects."""

    nummer: int
    kand: date
    falt: Mapping[str, Any]
    rattar: int | None


@dataclass(frozen=True)
class Arende:
    """One decision: its fields, its corrections in order of when they became known, and its events."""

    beslut: Mapping[str, Any]
    kand: date
    rattelser: tuple[tuple[date, Mapping[str, Any]], ...]
    makulerat: date | None
    handelser: tuple[Fallhandelse, ...]

    @property
    def dagar(self) -> Iterator[date]:
        """Every day on which something happened or became known."""
        yield self.kand
        yield from (day for day, _ in self.rattelser)
        yield from (e.kand for e in self.handelser)
        yield from (e.falt["datum"] for e in self.handelser)
        if self.makulerat:
            yield self.makulerat


@dataclass(frozen=True)
class Stangning:
    """A quarter closed before the question, on a day, with what it then held where the case says so."""

    kvartal: Kvartal
    dag: date | None
    vantat: Vantat | None


@dataclass(frozen=True)
class Fallprov:
    """A case: facts, question and expected answer."""

    fil: str
    namn: str
    kalla: tuple[str, ...]
    arenden: tuple[Arende, ...]
    kvartal: Kvartal
    vantat: Vantat
    varfor: str
    stangda: tuple[Stangning, ...] = ()
    idag: date | None = None
    statusdag: str = "kvartalsslut"
    rapporteringsdag: date | None = None
    forsta_kvartal: Kvartal | None = None

    @property
    def plats(self) -> str:
        """How a message names the case."""
        return f"{self.fil}: {self.namn}"


class _Loader(yaml.CBaseLoader):
    """Everything as text; a key written twice is an error and not the last one's victory."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        keys = [key.value for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            msg = f"rad {node.start_mark.line + 1}: {', '.join(sorted(twice))} står två gånger"
            raise FallfilError(msg)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


@dataclass(frozen=True)
class _Plats:
    """Where we read: for the message."""

    text: str

    def __truediv__(self, key: object) -> "_Plats":
        return _Plats(f"{self.text} · {key}")

    def refuse(self, text: str) -> NoReturn:
        msg = f"{self.text}: {text}"
        raise FallfilError(msg) from None

    def mapping(self, value: object, needed: set[str], allowed: set[str]) -> dict[str, Any]:
        """Return `value` as a mapping that has all of `needed` and nothing outside `allowed` besides."""
        if not isinstance(value, dict):
            self.refuse("här ska det stå nycklar med värden")
        if unknown := set(value) - needed - allowed:
            self.refuse(f"okänd nyckel {', '.join(sorted(unknown))}; känns till: {', '.join(sorted(needed | allowed))}")
        if missing := needed - set(value):
            self.refuse(f"saknar {', '.join(sorted(missing))}")
        return value

    def items(self, value: object) -> list[Any]:
        if not isinstance(value, list):
            self.refuse("här ska det stå en lista")
        return value

    def day(self, value: object) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.refuse(f"{value} är inget datum (ÅÅÅÅ-MM-DD)")

    def quarter(self, value: object) -> Kvartal:
        try:
            return Kvartal.parse(str(value))
        except ValueError:
            self.refuse(f"{value} är inget kvartal (2019Q1)")

    def text_of(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self.refuse("är tomt")
        return " ".join(value.split())

    def fields(self, raw: Mapping[str, Any], known: Mapping[str, Falt]) -> dict[str, Any]:
        """Return the contract's fields in the domain's names and types."""
        found: dict[str, Any] = {}
        for key, value in raw.items():
            try:
                name, parsed = field_of(known, key, str(value))
            except ValueError as error:
                (self / key).refuse(str(error))
            found[name] = parsed
        return found


def _row(at: _Plats, raw: Mapping[str, Any]) -> dict[str, str]:
    row = at.mapping(raw, RAD, RAD_VALFRIA)
    for key, value in row.items():
        if key in _FORMER and not _FORMER[key].fullmatch(str(value)):
            (at / key).refuse(f"{value} är inget värde som förekommer")
    return {key: str(value) for key, value in row.items()}


def _vantat(at: _Plats, raw: object) -> Vantat:
    if raw == INTE:
        return Vantat(())
    whole = at.mapping(raw, set(), RAD | RAD_VALFRIA | BILD | {"rader"})
    own = {key: value for key, value in whole.items() if key not in BILD | {"rader"}}
    if "rader" in whole and own:
        at.refuse(f"rader står för sig; flytta in {', '.join(sorted(own))}")
    written = at.items(whole["rader"]) if "rader" in whole else [own]
    rows = [] if own == {"grupp": INTE} else written
    preliminar = whole.get("preliminar")
    if preliminar not in {None, "ja", "nej"}:
        (at / "preliminar").refuse("ja eller nej")
    bestand = (at / "bestand").mapping(whole.get("bestand", {}), set(), set(whole.get("bestand", {})))
    return Vantat(
        tuple(_row(at / f"rad {i}", row) for i, row in enumerate(rows, 1)),
        tuple(sorted((at / "brister").items(whole.get("brister", [])))),
        int(whole.get("pa_vag", 0)),
        None if preliminar is None else preliminar == "ja",
        {(at / "bestand").day(day): int(number) for day, number in bestand.items()},
        tuple((at / "hanvisning").items(whole["hanvisning"])) if "hanvisning" in whole else None,
        tuple((at / "vid_sidan").items(whole.get("vid_sidan", []))),
        whole.get("avgift"),
        whole.get("tva_ar"),
        whole.get("avgiftssumma"),
        whole.get("avgiftsbelopp"),
    )


def _handelser(at: _Plats, raw: list[Any]) -> tuple[Fallhandelse, ...]:
    names: dict[str, int] = {}
    found = []
    for number, entry in enumerate(raw, 1):
        here = at / f"händelse {number}"
        event = here.mapping(entry, {"datum", "handelse"}, {*HANDELSE, "id", "rattar", "kand"})
        if "id" in event and names.setdefault(event["id"], number) != number:
            here.refuse(f"id {event['id']} är redan använt")
        found.append((here, event))
    done = []
    for number, (here, event) in enumerate(found, 1):
        if (rattar := event.get("rattar")) is not None and rattar not in names:
            here.refuse(f"rättar {rattar}, som inte finns")
        falt = here.fields({k: v for k, v in event.items() if k not in {"id", "rattar", "kand"}}, HANDELSE)
        kand = here.day(event["kand"]) if "kand" in event else falt["datum"]
        done.append(Fallhandelse(number, kand, falt, names.get(rattar) if rattar else None))
    return tuple(done)


def _arende(at: _Plats, raw: object, nummer: int) -> Arende:
    whole = at.mapping(raw, {"beslut"}, {"kand", "rattelser", "makulerat", "handelser"})
    fields = (at / "beslut").mapping(whole["beslut"], {"beslutsdatum", "lag", "insats"}, set(STOD))
    beslut = {"beslutsnummer": str(nummer), **(at / "beslut").fields(fields, STOD)}
    rattelser = []
    for i, entry in enumerate((at / "rattelser").items(whole.get("rattelser", [])), 1):
        here = at / f"rättelse {i}"
        change = here.mapping(entry, {"kand"}, set(STOD))
        rattelser.append(
            (here.day(change["kand"]), here.fields({k: v for k, v in change.items() if k != "kand"}, STOD))
        )
    return Arende(
        beslut,
        (at / "kand").day(whole["kand"]) if "kand" in whole else beslut["beslutsdatum"],
        tuple(sorted(rattelser, key=lambda change: change[0])),
        (at / "makulerat").day(whole["makulerat"]) if "makulerat" in whole else None,
        _handelser(at, (at / "handelser").items(whole.get("handelser", []))),
    )


def _stangning(at: _Plats, raw: object) -> Stangning:
    whole = at.mapping(raw, {"kvartal"}, {"dag", "vantat"})
    return Stangning(
        (at / "kvartal").quarter(whole["kvartal"]),
        (at / "dag").day(whole["dag"]) if "dag" in whole else None,
        _vantat(at / "vantat", whole["vantat"]) if "vantat" in whole else None,
    )


def _kalla(at: _Plats, raw: object) -> tuple[str, ...]:
    named = [str(k) for k in at.items(raw)]
    if not named:
        at.refuse("ett fall måste ha en källa")
    known = {*NAMNDA_REGLER, *(k.id for k in kallor.ALLA)}
    if unknown := [k for k in named if k not in known]:
        at.refuse(f"{', '.join(unknown)} finns varken bland källorna eller reglerna")
    return tuple(named)


def _fall(fil: str, raw: object, nummer: int) -> Fallprov:
    name = raw.get("namn") if isinstance(raw, dict) else None
    at = _Plats(f"{fil} · {name or f'fall {nummer}'}")
    whole = at.mapping(raw, FALL, FALL_VALFRIA)
    facts = whole["fakta"] if isinstance(whole["fakta"], list) else [whole["fakta"]]
    statusdag = whole.get("statusdag", "kvartalsslut")
    if statusdag not in {"kvartalsslut", "rapporteringsdag"}:
        (at / "statusdag").day(statusdag)
    stangda = [
        _stangning(at / f"stängt {i}", s) for i, s in enumerate((at / "stangda").items(whole.get("stangda", [])), 1)
    ]
    if [s.kvartal for s in stangda] != sorted({s.kvartal for s in stangda}):
        (at / "stangda").refuse("kvartalen ska stå i ordning, vart och ett en gång")
    return Fallprov(
        fil=fil,
        namn=(at / "namn").text_of(whole["namn"]),
        kalla=_kalla(at / "kalla", whole["kalla"]),
        arenden=tuple(_arende(at / f"fakta {i}", f, i) for i, f in enumerate(facts, 1)),
        kvartal=(at / "kvartal").quarter(whole["kvartal"]),
        vantat=_vantat(at / "vantat", whole["vantat"]),
        varfor=(at / "varfor").text_of(whole["varfor"]),
        stangda=tuple(stangda),
        idag=(at / "idag").day(whole["idag"]) if "idag" in whole else None,
        statusdag=statusdag,
        rapporteringsdag=(at / "rapporteringsdag").day(whole["rapporteringsdag"])
        if "rapporteringsdag" in whole
        else None,
        forsta_kvartal=(at / "forsta_kvartal").quarter(whole["forsta_kvartal"]) if "forsta_kvartal" in whole else None,
    )


def read_cases(text: str, fil: str) -> list[Fallprov]:
    """Return the cases of one file's text.

    Raises:
        FallfilError: something unknown, missing or unreadable.
    """
    try:
        found = yaml.load(text, _Loader)  # noqa: S506 - a BaseLoader makes text only
    except yaml.YAMLError as error:
        msg = f"{fil}: {error}"
        raise FallfilError(msg) from None
    except FallfilError as error:
        msg = f"{fil} {error}"
        raise FallfilError(msg) from None
    return [_fall(fil, raw, i) for i, raw in enumerate(_Plats(fil).items(found), 1)]


def all_cases() -> list[Fallprov]:
    """Return every case of the folder, file by file."""
    return [case for path in sorted(MAPP.glob("*.yaml")) for case in read_cases(path.read_text("utf-8"), path.name)]
