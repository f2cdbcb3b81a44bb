"""The paper of waiting times: figures per insats, a curve of each with the number at risk, and what Kolada measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ejverkstallda.domain import kallor
from ejverkstallda.domain.vantetid import MINST, Kurva
from ejverkstallda.report.kolada import kolada_blocks
from ejverkstallda.report.modell import Block, Kolumn, Papper, Rubrik, Stycke, Tabell
from ejverkstallda.report.nyckeltalspapper import year_span
from ejverkstallda.report.talord import siffror, stor
from ejverkstallda.report.uppfoljningsram import (
    INGET,
    Uppfoljningshuvud,
    Uppfoljningsram,
    build_paper,
    source_lines,
)
from ejverkstallda.report.vantekurvor import all_curve, insats_curves

GRANSER: Final = (90, 180, 365)
"""Days whose share that waits longer is told."""


@dataclass(frozen=True, slots=True)
class Vantan:
    """How long cases of an insats (or all) have waited; `kurva` is None where they are too few for one."""

    avser: str
    antal: int
    natt: int
    kurva: Kurva | None


@dataclass(frozen=True, slots=True)
class Vantetidsmatt:
    """The figures of an insats: cases, how many got what they waited for, and days; None where there is no curve.

    `medel_minst`: somebody has waited longer than anybody was followed, so the mean is at least that.
    `andel_over` are the shares, between 0 and 1, that wait longer than 90, 180 and 365 days (None = not known).
    """

    avser: str
    antal: int
    natt: int
    median: int | None = None
    median_lagst: int | None = None
    median_hogst: int | None = None
    medel: float | None = None
    medel_minst: bool = False
    andel_over: tuple[float | None, ...] = (None, None, None)
    kurva: Kurva | None = None


@dataclass(frozen=True, slots=True)
class Vantetidsunderlag:
    """What the paper is made from: the years of the decisions, from and to what is counted, in words, and the rows.

    The first row is all of them.
    """

    ar: tuple[int, ...]
    fran: str
    till: str
    rader: tuple[Vantan, ...]


@dataclass(frozen=True, slots=True)
class Vantetidsinnehall:
    """What the paper holds."""

    huvud: Uppfoljningshuvud
    ar: tuple[int, ...]
    fran: str
    till: str
    rader: tuple[Vantetidsmatt, ...]


def build_vantetidspapper(ram: Uppfoljningsram, underlag: Vantetidsunderlag) -> Papper[Vantetidsinnehall]:
    """Build the paper."""
    rows = tuple(_measure(v) for v in underlag.rader)
    content = Vantetidsinnehall(ram.huvud, underlag.ar, underlag.fran, underlag.till, rows)
    every, *insatser = underlag.rader
    curves = [(v.avser, v.kurva) for v in insatser if v.kurva is not None]
    blocks: list[Block] = [
        Stycke(
            f"Hur länge den enskilde har fått vänta, i dagar från {underlag.fran} till {underlag.till}, på beslut "
            f"enligt {ram.lag_i_ord} från {year_span(underlag.ar)}, som läget är {ram.idag}."
        ),
        Stycke(
            "Klara är de som har fått vad de väntade på. De övriga väntar än, eller har avslutats av annan anledning, "
            "och räknas med så länge de följdes (Kaplan och Meiers metod). Utan dem skulle de längsta väntetiderna "
            "saknas och alla tal bli för låga."
        ),
        Rubrik("Väntetider per insats"),
        _table(rows),
        *_table_notes(rows),
        *source_lines((kallor.TOLKNING_VANTETID,)),
    ]
    if every.kurva is not None:
        blocks += [Rubrik("Väntekurva, alla insatser"), *all_curve(every.kurva)]
    blocks += insats_curves(curves)
    blocks += kolada_blocks(underlag.fran, underlag.till)
    return Papper(build_paper("Väntetider", f"Väntetider {year_span(underlag.ar)}", ram, blocks), content)


def _measure(v: Vantan) -> Vantetidsmatt:
    k = v.kurva
    if k is None:
        return Vantetidsmatt(v.avser, v.antal, v.natt)
    low, high = k.median_interval
    over = tuple(None if (share := k.share(days)) is None else round(share, 4) for days in GRANSER)
    return Vantetidsmatt(v.avser, v.antal, v.natt, k.median, low, high, round(k.mean, 1), k.open_ended, over, k)


def _table(rows: Sequence[Vantetidsmatt]) -> Tabell:
    heads = ("Fall", "Klara", "Median", "Medianens intervall", "Medel", *(f"Över {days}" for days in GRANSER))
    return Tabell(
        (Kolumn("Insats", 2.4), *(Kolumn(head, 1.25 if "inter" in head else 0.85, "hoger") for head in heads)),
        tuple((stor(row.avser), siffror(row.antal), siffror(row.natt), *_cells(row)) for row in rows),
    )


def _cells(row: Vantetidsmatt) -> tuple[str, ...]:
    if row.kurva is None or row.medel is None:
        return (INGET,) * (3 + len(GRANSER))
    bounds = (INGET if row.median_lagst is None else siffror(row.median_lagst), _upper(row.median_hogst))
    shares = (INGET if share is None else f"{round(share * 100)} %" for share in row.andel_over)
    mean = f"{'≥ ' if row.medel_minst else ''}{siffror(round(row.medel))}"
    return (_day(row.median), "–".join(bounds) if row.median_lagst is not None else INGET, mean, *shares)


def _upper(day: int | None) -> str:
    return "…" if day is None else siffror(day)


def _day(day: int | None) -> str:
    return INGET if day is None else siffror(day)


def _table_notes(rows: Sequence[Vantetidsmatt]) -> tuple[Stycke, ...]:
    held = [row for row in rows if row.kurva is not None]
    notes = []
    if held:
        notes.append(
            "Medianens intervall rymmer medianen i 95 fall av 100; … betyder att övre gränsen inte är nådd. Över 90, "
            "180 och 365 är andelen som väntar längre än så många dagar."
        )
    if any(row.medel_minst for row in held):
        notes.append("≥ före medel: någon har väntat längre än någon har följts, så medelvärdet är minst detta.")
    if any(row.andel_over[-1] is None or row.median is None for row in held):
        notes.append("Ett streck betyder att så lång tid inte har följts, eller att mer än hälften väntar än.")
    if len(held) < len(rows):
        notes.append(f"En insats med färre än {MINST} fall har ingen kurva och inga mått, bara antal.")
    return tuple(Stycke(text, "not") for text in notes)
