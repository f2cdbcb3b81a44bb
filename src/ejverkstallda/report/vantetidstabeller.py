"""Waiting times for reckoning on, as spreadsheet and CSV: numbers in each cell, and all insatser in one table."""

from ejverkstallda.domain import kallor
from ejverkstallda.domain.avrundning import half_up
from ejverkstallda.report.modell import Block, Kolumn, Papper, Rubrik, Tabell
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.uppfoljningsram import INGET, Uppfoljningsram, build_paper, source_lines
from ejverkstallda.report.vantetal import day_text, mean_days
from ejverkstallda.report.vantetidspapper import (
    GRANSER,
    Vantetidsinnehall,
    Vantetidsmatt,
    Vantetidsunderlag,
    build_content,
    intro_blocks,
    paper_title,
    row_name,
)


def build_vantetidstabeller(ram: Uppfoljningsram, underlag: Vantetidsunderlag) -> Papper[Vantetidsinnehall]:
    """Build the paper's two tables: the figures of each insats, and each curve's steps."""
    content = build_content(ram, underlag)
    blocks: tuple[Block, ...] = (
        *intro_blocks(ram, underlag),
        Rubrik("Väntetider per insats"),
        _figures(content),
        Rubrik("Väntekurvor per insats"),
        _curves(content),
        *source_lines((kallor.TOLKNING_VANTETID,)),
    )
    return Papper(build_paper("Väntetider", paper_title(underlag), ram, blocks), content)


def _figures(content: Vantetidsinnehall) -> Tabell:
    heads = ("Fall", "Klara", "Median", "Medianen lägst", "Medianen högst", "Medel")
    over = (f"Över {days} dagar, procent" for days in GRANSER)
    return Tabell(
        (
            Kolumn("Insats", 2.4),
            *(Kolumn(head, 1.0, "hoger") for head in heads),
            Kolumn("Medel är minst", 1.0),
            *(Kolumn(head, 1.0, "hoger") for head in over),
        ),
        tuple((row_name(row), siffror(row.antal), siffror(row.natt), *_cells(row)) for row in content.rader),
    )


def _cells(row: Vantetidsmatt) -> tuple[str, ...]:
    if row.kurva is None:
        return (INGET,) * (5 + len(GRANSER))
    days = (day_text(day) for day in (row.median, row.median_lagst, row.median_hogst))
    mean = str(mean_days(row.kurva, 1)).replace(".", ",")
    return (*days, mean, "ja" if row.medel_minst else "nej", *(_percent(row.kurva.share(d)) for d in GRANSER))


def _percent(share: float | None) -> str:
    return INGET if share is None else str(half_up(share * 100, 2)).replace(".", ",")


def _curves(content: Vantetidsinnehall) -> Tabell:
    heads = ("Dagar", "Följdes och väntade", "Klara den dagen", "Väntar längre, procent", "Lägst", "Högst")
    return Tabell(
        (Kolumn("Insats", 2.4), *(Kolumn(head, 1.0, "hoger") for head in heads)),
        tuple(
            (
                row_name(row),
                *(siffror(number) for number in (steg.dagar, steg.kvar, steg.natt)),
                *(_percent(share) for share in (steg.andel, steg.lagst, steg.hogst)),
            )
            for row in content.rader
            if row.kurva is not None
            for steg in row.kurva.steg
        ),
    )
