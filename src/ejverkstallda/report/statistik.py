"""The statistikrapport for the nämnd: the quarter's four groups case by case, its sums, and the statistics in full."""

from typing import Final

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.domain.rapportering import Grupp, Ram
from ejverkstallda.report.arenden import build_arendelista
from ejverkstallda.report.brevpapper import build_dokument
from ejverkstallda.report.grunder import grounds_blocks
from ejverkstallda.report.lagtext import cite_cases, cite_statistics
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Block, Kolumn, Papper, Tabell
from ejverkstallda.report.namndmodell import Namndinnehall, build_rows
from ejverkstallda.report.prognostabeller import forecast_slot
from ejverkstallda.report.rakning import divide_new
from ejverkstallda.report.statistikbygge import build_statistik, extra_slots, kind_slots, shown_slots
from ejverkstallda.report.statistiktabeller import TILLAGG, TOMMA_PLATSER, ground, misregistered_note, sex_blocks
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.report.varden import build_varden

MALL: Final = "dokument/statistikrapport.md"
DOKUMENTTYP: Final = "Statistikrapport"

_PLATSER: Final = {
    Grupp.NY: "nya",
    Grupp.VERKSTALLD: "verkstallda",
    Grupp.AVSLUTAD: "avslutade",
    Grupp.KVARSTAENDE: "kvarstaende",
}


def build_summatabell(summor: Summor, ram: Ram) -> Tabell:
    """Make the table of the quarter's sums, in the words that the report explains beneath it."""
    stock = f"Ej verkställda {ram.lasdag} (preliminärt)" if ram.preliminar else "Ej verkställda på statusdagen"
    rows = (
        ("Nya ej verkställda", summor.nya),
        ("Verkställda", summor.verkstallda),
        ("Avslutade utan verkställighet", summor.avslutade),
        ("Fortsatt ej verkställda (kvarstående)", summor.kvarstaende),
        ("Rapporterade i kvartalet", summor.rapporterade),
        (stock, summor.ej_verkstallda),
    )
    return Tabell(
        (Kolumn("Grupp", 3.0), Kolumn("Antal", 1.0, "hoger")),
        tuple((rubrik, siffror(tal)) for rubrik, tal in rows),
    )


def build_content(underlag: Underlag) -> Namndinnehall:
    """Make what the nämnd's report holds."""
    val = underlag.kommun.rapport
    statistik = build_statistik(underlag, val.delar, val.namndens_sma_tal)
    new = divide_new(underlag.bild, val.namndens_sma_tal)
    return Namndinnehall(underlag.huvud, statistik, new, build_rows(underlag), underlag.prognos)


def build_statistikrapport(underlag: Underlag, mallar: Mallar) -> Papper[Namndinnehall]:
    """Build the nämnd's statistikrapport for a quarter. A quarter without rows makes a whole report too.

    Raises:
        Mallfel: the template cannot be used.
    """
    innehall, val, ram = build_content(underlag), underlag.kommun.rapport, underlag.ram
    lagrum = cite_statistics(underlag.lag, ram.kvartal)
    new = sex_blocks(innehall.nya, "Insats", val.namndens_sma_tal) if innehall.nya and val.delar.kon else ()
    platser: Platser = {
        "summor": (build_summatabell(innehall.statistik.summor, ram), *misregistered_note(innehall.statistik)),
        **{
            plats: (build_arendelista(innehall.group(grupp), grupp, underlag.lag, val.arendenummer),)
            for grupp, plats in _PLATSER.items()
        },
    }
    tillagg: Platser = {
        "nya_per_insats": (*new, TILLAGG) if new else (),
        "grund_arenden": (ground(f"{cite_cases(underlag.lag, ram.kvartal)}, som underlag för nämnden"),),
        "grund_summor": (ground(lagrum),),
        **TOMMA_PLATSER,
        **kind_slots(innehall.statistik.beslut, Vantanslag.BESLUT, innehall.statistik, lagrum),
        **kind_slots(innehall.statistik.avbrott, Vantanslag.AVBROTT, innehall.statistik, lagrum),
        **extra_slots(innehall.statistik, innehall.huvud),
        "prognos": (*forecast, TILLAGG) if (forecast := forecast_slot(innehall.prognos)) else (),
        "grunder": _appendix(innehall),
    }
    varden = build_varden(underlag) | {"visas": shown_slots(tillagg)}
    dokument = build_dokument(DOKUMENTTYP, MALL, underlag, mallar, (varden, platser), tillagg)
    return Papper(dokument, innehall)


def _appendix(innehall: Namndinnehall) -> tuple[Block, ...]:
    return grounds_blocks([(r.nummer, r.grunder) for r in innehall.rader if r.grunder])
