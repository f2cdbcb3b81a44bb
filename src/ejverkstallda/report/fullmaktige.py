"""The statistics for kommunfullmäktige: what the statute asks for, and what the municipality has chosen besides.

No case stands here: what is built on is `Fullmaktigeinnehall`, whose types have figures only.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.brevpapper import build_dokument
from ejverkstallda.report.fullmaktigemodell import Fullmaktigeinnehall, Tidsrad
from ejverkstallda.report.lagtext import cite_older_statistics, cite_statistics
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Block, Kolumn, Papper, Stycke, Tabell
from ejverkstallda.report.rakning import insats_kind
from ejverkstallda.report.statistik import build_summatabell
from ejverkstallda.report.statistikbygge import build_statistik, extra_slots, kind_slots, shown_slots
from ejverkstallda.report.statistiktabeller import HELA_MANADER, TOMMA_PLATSER, ground, misregistered_note
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.tidsband import last_day, whole_months
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.report.varden import build_varden

MALL: Final = "dokument/fullmaktige.md"
DOKUMENTTYP: Final = "Statistikrapport till fullmäktige"


def _times(rader: Sequence[Rad], slag: Vantanslag, sma_tal: int) -> tuple[Tidsrad, ...]:
    """List how long time has passed since each decision, the longest first within each kind of insats.

    Under a threshold the time is told in whole months, without insats, and for an avbrott from the decision only: the
    two times together are often one person's alone.
    """
    kind = insats_kind(rader)
    interrupted = slag is Vantanslag.AVBROTT

    def entry(rad: Rad) -> tuple[str | None, int, int | None]:
        if sma_tal:
            return None, whole_months(rad.beslutsdatum, last_day(rad)), None
        return kind(rad), rad.dagar_sedan_beslut, rad.dagar if interrupted else None

    count = Counter(entry(r) for r in rader if r.vantan is slag)
    ordered = sorted(count, key=lambda e: ((e[0] or "").casefold(), -e[1], -(e[2] or 0)))
    return tuple(Tidsrad(insats, passed, since, count[insats, passed, since]) for insats, passed, since in ordered)


def build_content(underlag: Underlag) -> Fullmaktigeinnehall:
    """Make what fullmäktige's report holds."""
    val, rader = underlag.kommun.rapport, underlag.bild.rader
    return Fullmaktigeinnehall(
        underlag.huvud,
        build_statistik(underlag, val.fullmaktige, val.sma_tal),
        _times(rader, Vantanslag.BESLUT, val.sma_tal),
        _times(rader, Vantanslag.AVBROTT, val.sma_tal),
        hela_manader=bool(val.sma_tal),
    )


def times_blocks(tider: Sequence[Tidsrad], slag: Vantanslag, lagrum: str, *, hela_manader: bool) -> tuple[Block, ...]:
    """Make the table of the time since each decision; decisions with the same time share a row."""
    if not tider:
        return ()
    unit = "Hela månader" if hela_manader else "Dagar"
    interrupted = slag is Vantanslag.AVBROTT and not hela_manader
    columns = (
        *(() if hela_manader else (Kolumn("Insats", 3.0),)),
        Kolumn(f"{unit} sedan beslutet", 1.4, "hoger"),
        *((Kolumn("Dagar sedan avbrottet", 1.4, "hoger"),) if interrupted else ()),
        Kolumn("Antal", 1.0, "hoger"),
    )

    def row(tid: Tidsrad) -> tuple[str, ...]:
        return (
            *((tid.insats,) if tid.insats else ()),
            siffror(tid.sedan_beslut),
            *((siffror(tid.sedan_avbrott),) if tid.sedan_avbrott is not None else ()),
            siffror(tid.antal),
        )

    table = Tabell(columns, tuple(row(t) for t in tider), radrubrik=not hela_manader)
    what = "varken insatsen eller tiden sedan avbrottet" if slag is Vantanslag.AVBROTT else "inte insatsen"
    note = f"{HELA_MANADER} I den här tabellen står {what}."
    return (table, *((Stycke(note, "not"),) if hela_manader else ()), ground(lagrum))


def build_fullmaktigerapport(underlag: Underlag, mallar: Mallar) -> Papper[Fullmaktigeinnehall]:
    """Build the statistics for fullmäktige. A quarter without decisions makes a whole report too.

    Raises:
        Mallfel: the template cannot be used.
    """
    innehall, ram = build_content(underlag), underlag.ram
    stat, lagrum = innehall.statistik, cite_statistics(underlag.lag, ram.kvartal)
    platser: Platser = {
        "summor": (build_summatabell(stat.summor, ram), *misregistered_note(stat), ground(lagrum)),
        **kind_slots(stat.beslut, Vantanslag.BESLUT, stat, lagrum),
        **kind_slots(stat.avbrott, Vantanslag.AVBROTT, stat, lagrum),
        "tid_per_beslut": times_blocks(
            innehall.tider_beslut, Vantanslag.BESLUT, lagrum, hela_manader=innehall.hela_manader
        ),
        "tid_per_avbrott": times_blocks(
            innehall.tider_avbrott, Vantanslag.AVBROTT, lagrum, hela_manader=innehall.hela_manader
        ),
    }
    extras = {**extra_slots(stat, innehall.huvud), **TOMMA_PLATSER}
    varden = build_varden(underlag, cite_older_statistics()) | {
        "visas": shown_slots(extras),
        "lagrum_statistik": lagrum,
        "hela_manader": innehall.hela_manader,
    }
    dokument = build_dokument(DOKUMENTTYP, MALL, underlag, mallar, (varden, platser), extras)
    return Papper(dokument, innehall)
