"""The paper of waiting times: figures per insats, a curve of each with the number at risk, and what Kolada measures."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.vantetid import MINST, Kurva
from ejverkstallda.report.kolada import kolada_blocks
from ejverkstallda.report.modell import Block, Kolumn, Papper, Rubrik, Stycke, Tabell
from ejverkstallda.report.nyckeltalspapper import year_span
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.uppfoljningsram import (
    INGET,
    Uppfoljningshuvud,
    Uppfoljningsram,
    build_paper,
    source_lines,
)
from ejverkstallda.report.vantekurvor import ALLA, all_curve, insats_curves
from ejverkstallda.report.vantetal import day_text, mean_days, mean_text, percent_text
from ejverkstallda.report.vantetidsnoter import Vantetidsgrund, ground_texts

GRANSER: Final = (90, 180, 365)
"""Days whose share that waits longer is told."""
TOTALT: Final = "totalt"


class Vantan(NamedTuple):
    """How long cases of an insats (or all) have waited; `kurva` is None where they are too few for one."""

    avser: str
    antal: int
    natt: int
    kurva: Kurva | None


class Vantetidsmatt(NamedTuple):
    """The figures of an insats: cases, how many got what they waited for, and days; None where there is no curve.

    `uppdelning` is `insats`, or `totalt` for all of them. `medel_minst`: somebody has waited longer than anybody was
    followed, so the mean is at least that. `andel_over` are the shares, between 0 and 1, that wait longer than 90, 180
    and 365 days (None = not known).
    """

    uppdelning: str
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


class Vantetidsunderlag(NamedTuple):
    """What the paper is made from: the years of the decisions, from and to what is counted, in words, and who waited.

    `alla` is every case, `insatser` those of each insats; `grund` says who was left out.
    """

    ar: tuple[int, ...]
    fran: str
    till: str
    alla: Vantan
    insatser: tuple[Vantan, ...]
    grund: Vantetidsgrund


class Vantetidsinnehall(NamedTuple):
    """What the paper holds."""

    huvud: Uppfoljningshuvud
    ar: tuple[int, ...]
    fran: str
    till: str
    grund: Vantetidsgrund
    rader: tuple[Vantetidsmatt, ...]


def build_vantetidspapper(ram: Uppfoljningsram, underlag: Vantetidsunderlag) -> Papper[Vantetidsinnehall]:
    """Build the paper."""
    content = build_content(ram, underlag)
    curves = [(v.avser, v.kurva) for v in underlag.insatser if v.kurva is not None]
    blocks: list[Block] = [
        *intro_blocks(ram, underlag),
        Rubrik("Väntetider per insats"),
        _table(content.rader),
        *_table_notes(content.rader),
        *source_lines((kallor.TOLKNING_VANTETID,)),
    ]
    if underlag.alla.kurva is not None:
        blocks += [Rubrik("Väntekurva, alla insatser"), *all_curve(underlag.alla.kurva)]
    blocks += insats_curves(curves)
    blocks += kolada_blocks(underlag.fran, underlag.till)
    return Papper(build_paper("Väntetider", paper_title(underlag), ram, blocks), content)


def paper_title(underlag: Vantetidsunderlag) -> str:
    """Name the paper by the years of its decisions."""
    return f"Väntetider {year_span(underlag.ar)}"


def intro_blocks(ram: Uppfoljningsram, underlag: Vantetidsunderlag) -> tuple[Stycke, ...]:
    """Say what is counted, and who is left out."""
    return (
        Stycke(
            f"Hur länge den enskilde har fått vänta, i dagar från {underlag.fran} till {underlag.till}, på beslut "
            f"enligt {ram.lag_i_ord} från {year_span(underlag.ar)}, som läget är {ram.idag}."
        ),
        Stycke(
            "Klara är de som har fått vad de väntade på. De övriga väntar än, eller har avslutats av annan anledning, "
            "och räknas med så länge de följdes (Kaplan och Meiers metod). Utan dem skulle de längsta väntetiderna "
            "saknas och alla tal bli för låga."
        ),
        *(Stycke(text) for text in ground_texts(underlag.grund)),
    )


def build_content(ram: Uppfoljningsram, underlag: Vantetidsunderlag) -> Vantetidsinnehall:
    """Make what the paper holds."""
    rows = (_measure(TOTALT, underlag.alla), *(_measure("insats", v) for v in underlag.insatser))
    return Vantetidsinnehall(ram.huvud, underlag.ar, underlag.fran, underlag.till, underlag.grund, rows)


def _measure(uppdelning: str, v: Vantan) -> Vantetidsmatt:
    k = v.kurva
    if k is None:
        return Vantetidsmatt(uppdelning, v.avser, v.antal, v.natt)
    days = (k.median, *k.median_interval, float(mean_days(k, 1)), k.open_ended)
    over = tuple(None if (share := k.share(days)) is None else round(share, 4) for days in GRANSER)
    return Vantetidsmatt(uppdelning, v.avser, v.antal, v.natt, *days, over, k)


def row_name(row: Vantetidsmatt) -> str:
    """Return what a row is called: the insats as registered, or all of them."""
    return ALLA if row.uppdelning == TOTALT else row.avser


def _table(rows: Sequence[Vantetidsmatt]) -> Tabell:
    heads = ("Fall", "Klara", "Median", "Medianens intervall", "Medel", *(f"Över {days}" for days in GRANSER))
    return Tabell(
        (Kolumn("Insats", 2.4), *(Kolumn(head, 1.25 if "inter" in head else 0.85, "hoger") for head in heads)),
        tuple((row_name(row), siffror(row.antal), siffror(row.natt), *_cells(row)) for row in rows),
    )


def _cells(row: Vantetidsmatt) -> tuple[str, ...]:
    if row.kurva is None:
        return (INGET,) * (3 + len(GRANSER))
    low, high = row.median_lagst, row.median_hogst
    bounds = INGET if low is None else f"{siffror(low)}–{'…' if high is None else siffror(high)}"
    shares = (percent_text(row.kurva.share(days)) for days in GRANSER)
    return (day_text(row.median), bounds, mean_text(row.kurva), *shares)


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
