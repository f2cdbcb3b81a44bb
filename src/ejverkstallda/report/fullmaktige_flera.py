"""One paper to fullmäktige for several nämnder: a sum of their figures, and each nämnd's own report as a part."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Lag, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.brevpapper import PRELIMINAR, UTKAST, kommun_foot, split_title
from ejverkstallda.report.fullmaktigemodell import Fullmaktigeinnehall
from ejverkstallda.report.fullmaktigesumma import add_statistics
from ejverkstallda.report.kommun import Kommun
from ejverkstallda.report.lagtext import build_lagtext, cite_statistics
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Block, Dokument, Kolumn, Papper, Rubrik, Sidbrytning, Sidhuvud, Stycke, Tabell
from ejverkstallda.report.statistikbygge import extra_slots, kind_slots, shown_slots
from ejverkstallda.report.statistikmodell import Slagstatistik, Statistik
from ejverkstallda.report.statistiktabeller import ground, misregistered_note
from ejverkstallda.report.talord import siffror, uppraknat
from ejverkstallda.report.varden import Kvartalstext, kvartal_text

MALL: Final = "dokument/fullmaktige_flera.md"
_DJUPAST: Final = 3
_OLIKA: Final = 2
_EN_MEDIAN: Final = Stycke(
    "En median går inte att lägga ihop. Där flera nämnder har ärenden står den i varje nämnds del.", "not"
)
_HOPSLAGET: Final = Stycke(
    "Summan är lagd ihop av det som varje nämnds del visar. Ett slag som en nämnd visar för sig kan hos en annan ingå "
    "bland de övriga, och räknas då där.",
    "not",
)


class Gemensamram(NamedTuple):
    """What the paper is about: quarter and law, whose, its date and its diary number."""

    kvartal: Kvartal
    lag: Lag
    kommun: Kommun
    dokumentdatum: date
    diarienummer: str = ""


class Gemensamtinnehall(NamedTuple):
    """The figures: those of each nämnd, and their sum (`tider` in it without medians where several have cases)."""

    kvartal: Kvartal
    lag: Lag
    delar: tuple[Fullmaktigeinnehall, ...]
    summa: Statistik


def build_gemensam(
    ram: Gemensamram, delar: Sequence[Papper[Fullmaktigeinnehall]], mallar: Mallar
) -> Papper[Gemensamtinnehall]:
    """Build the paper from the nämnder's own reports, in their order.

    Raises:
        Mallfel: the template cannot be used.
    """
    held = tuple(d.innehall for d in delar)
    summa = add_statistics([d.statistik for d in held])
    lagrum = cite_statistics(ram.lag, ram.kvartal)
    platser: Platser = {
        "namnder": (_sums_table(held, summa), *misregistered_note(summa), ground(lagrum)),
        **_kinds(summa.beslut, Vantanslag.BESLUT, summa, lagrum),
        **_kinds(summa.avbrott, Vantanslag.AVBROTT, summa, lagrum),
        "delar": tuple(block for d in delar for block in _part(d)),
    }
    extras = extra_slots(summa, held[0].huvud)
    draft = [d.huvud.namnd for d in held if d.huvud.utkast]
    varden: dict[str, object] = {
        "kommun": ram.kommun.namn,
        "kvartal": Kvartalstext(
            kvartal_text(ram.kvartal), str(ram.kvartal), ram.kvartal.first_day, ram.kvartal.last_day
        ),
        "lag": build_lagtext(ram.lag, ram.kvartal, _acts(held)),
        "lagrum_statistik": lagrum,
        "namnder": uppraknat([d.huvud.namnd for d in held]),
        "ej_stangda": uppraknat(draft),
        "skilda_dagar": _different_days(held),
        "beslut": summa.beslut.summor.rapporterade,
        "avbrott": summa.avbrott.summor.rapporterade,
        "visas": shown_slots(extras),
    }
    titel, blocks = split_title(MALL, mallar.render(MALL, varden, platser, extras))
    preliminary = any(d.huvud.preliminar for d in held)
    mark = f"{PRELIMINAR} " if preliminary else f"{UTKAST} " if draft else ""
    head = Sidhuvud(f"{mark}Statistik till fullmäktige", diarienummer=ram.diarienummer, datum=ram.dokumentdatum)
    dokument = Dokument(titel, head, kommun_foot(ram.kommun), blocks)
    return Papper(dokument, Gemensamtinnehall(ram.kvartal, ram.lag, held, summa))


def _acts(delar: Sequence[Fullmaktigeinnehall]) -> tuple[str, ...]:
    """Return the acts of all decisions; a nämnd without decisions names none where another has some."""
    filled = [d for d in delar if d.statistik.summor.rapporterade] or delar
    return tuple(dict.fromkeys(sorted(akt for d in filled for akt in d.huvud.akter)))


def _different_days(delar: Sequence[Fullmaktigeinnehall]) -> str:
    """Tell the day that each nämnd's figures are seen at the end of, where they are not the same; else nothing."""
    if len({d.huvud.lasdag for d in delar}) < _OLIKA:
        return ""
    return uppraknat([f"{d.huvud.namnd} {d.huvud.lasdag}" for d in delar])


def _kinds(stat: Slagstatistik, slag: Vantanslag, whole: Statistik, lagrum: str) -> Platser:
    """Return the slots of what statute demands, with what has to be said of sums."""
    slots = kind_slots(stat._replace(insatser=stat.insatser._replace(sammanslaget=False)), slag, whole, lagrum)
    noted: dict[str, tuple[Block, ...]] = {}
    for namn, blocks in slots.items():
        note: tuple[Stycke, ...] = ()
        if namn.startswith("tider"):
            note = (
                (_EN_MEDIAN,) if any(m.antal and m.median is None for m in (stat.tider.vantar, stat.tider.slut)) else ()
            )
        elif stat.insatser.sammanslaget:
            note = (_HOPSLAGET,)
        noted[namn] = (*blocks[:-1], *note, *blocks[-1:])
    return noted


def _sums_table(delar: Sequence[Fullmaktigeinnehall], summa: Statistik) -> Tabell:
    heads = ("Nya", "Verkställda", "Avslutade", "Kvarstående", "Rapporterade", "Ej verkställda")

    def row(namn: str, stat: Statistik) -> tuple[str, ...]:
        s = stat.summor
        counts = (s.nya, s.verkstallda, s.avslutade, s.kvarstaende, s.rapporterade, s.ej_verkstallda)
        return (namn, *map(siffror, counts))

    rows = [row(d.huvud.namnd, d.statistik) for d in delar]
    return Tabell(
        (Kolumn("Nämnd", 2.6), *(Kolumn(h, 1.3, "hoger") for h in heads)),
        (*rows, row("Summa", summa)),
        summarad=True,
    )


def _part(papper: Papper[Fullmaktigeinnehall]) -> Iterator[Block]:
    """Yield a nämnd's own report as a part: its headings one level down, each with the nämnd's name."""
    head = papper.innehall.huvud
    yield Sidbrytning()
    yield Rubrik(head.namnd, 2)
    if head.utkast:
        yield Stycke("UTKAST. Kvartalet är inte stängt hos nämnden, och talen kan ändras.")
    for block in papper.dokument.block:
        if isinstance(block, Rubrik):
            yield Rubrik(f"{block.text}, {head.namnd}", min(block.niva + 1, _DJUPAST))
        else:
            yield block
