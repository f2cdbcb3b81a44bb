"""Rows and underlag made directly, for what the model quarter does not hold."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ejverkstallda.domain.beslut import Kon, Lag, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.domain.rapportering import Grupp, Rad, Ram
from ejverkstallda.report.kommun import default_kommun
from ejverkstallda.report.modell import Arendelista, Block, Dokument, Lista, Rubrik, Stycke, Tabell
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.texts import load_texts

MALLAR = load_texts([Path(__file__).parents[2] / "templates"])

RAD = Rad(
    fall_id=1,
    beslutsnummer="1001",
    kallsystem="",
    lag=Lag.SOL,
    beslutsdatum=date(2025, 8, 1),
    vantan=Vantanslag.BESLUT,
    start=date(2025, 8, 1),
    gransdag=date(2025, 11, 1),
    grupp=Grupp.NY,
    sen=False,
    slut=None,
    slut_efter_statusdag=None,
    insats="hemtjänst",
    insats_kod="hemtjanst",
    verksamhetsomrade=None,
    namnd=None,
    kon=Kon.KVINNA,
    dagar=152,
    dagar_sedan_beslut=152,
    forst_rapporterad=Kvartal(2025, 4),
)


def underlag(*rader: Rad, lag: Lag | None = Lag.SOL, kvartal: str = "2025Q4", idag: date | None = None) -> Underlag:
    k = Kvartal.parse(kvartal)
    ram = Ram(k, k.last_day, date(k.ar + 1, 1, 31), idag or date(k.ar + 1, 2, 2))
    return Underlag(ram, Kvartalsbild(rader), lag, default_kommun("Ale kommun"), date(2026, 2, 10))


def preliminary(*rader: Rad, pa_vag: int) -> Underlag:
    made = underlag(*rader, idag=date(2025, 12, 1))
    return replace(made, bild=made.bild._replace(pa_vag=pa_vag))


def paragraphs(dokument: Dokument) -> str:
    return "\n".join(b.text for b in dokument.block if isinstance(b, Stycke))


def under(dokument: Dokument, heading: str) -> list[Block]:
    """What stands under a heading, up to the next heading of its level or above."""
    level = 0
    found: list[Block] = []
    for block in dokument.block:
        if isinstance(block, Rubrik):
            if level and block.niva <= level:
                break
            if block.text == heading:
                level = block.niva
                continue
        if level:
            found.append(block)
    return found


def all_text(dokument: Dokument) -> str:
    parts = [dokument.titel]
    for b in dokument.block:
        match b:
            case Rubrik() | Stycke():
                parts.append(b.text)
            case Lista():
                parts.extend(b.punkter)
            case Tabell():
                parts.extend(cell for row in b.rader for cell in row)
            case Arendelista():
                parts.extend(cell for case in b.block for cell in case.celler)
                parts.extend(note.text for case in b.block for note in case.noteringar)
    return "\n".join(parts)
