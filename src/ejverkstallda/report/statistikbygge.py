"""Makes a report's figures from its underlag, and the slots that a template puts them in."""

from ejverkstallda.domain.beslut import Avslutsorsak, Vantanslag
from ejverkstallda.report.jamforelse import build_jamforelse, comparison_blocks, stock_blocks
from ejverkstallda.report.mallar import Platser
from ejverkstallda.report.modell import Block
from ejverkstallda.report.rakning import count_kind, count_offers_of, count_reasons, divide_areas, divide_sex
from ejverkstallda.report.rapportval import Rapportdelar
from ejverkstallda.report.statistikmodell import Rapporthuvud, Slagstatistik, Statistik
from ejverkstallda.report.statistiktabeller import (
    TILLAGG,
    division_blocks,
    ground,
    kind_blocks,
    offer_blocks,
    reason_blocks,
    sex_blocks,
    time_blocks,
)
from ejverkstallda.report.underlag import Underlag


def build_statistik(underlag: Underlag, delar: Rapportdelar, sma_tal: int) -> Statistik:
    """Count a quarter. Of `delar` only those that are on are counted; `sma_tal` is the threshold (0 = none).

    Areas are left out where types of insatser have been taken together: the two tables side by side could tell
    what one of them hides.
    """
    bild, fakta = underlag.bild, underlag.fakta
    beslut, avbrott = (count_kind(bild.rader, slag, sma_tal) for slag in (Vantanslag.BESLUT, Vantanslag.AVBROTT))
    merged = beslut.insatser.sammanslaget or avbrott.insatser.sammanslaget
    offers, unknown = count_offers_of(bild.rader, fakta)
    return Statistik(
        summor=bild.summor,
        beslut=beslut,
        avbrott=avbrott,
        sma_tal=sma_tal,
        verksamhetsomraden=divide_areas(bild.rader, sma_tal) if delar.verksamhetsomrade and not merged else None,
        kon=divide_sex(bild, sma_tal) if delar.kon else None,
        skal=count_reasons(bild.rader, fakta, sma_tal) if delar.skal else None,
        erbjudanden=offers if delar.erbjudanden else None,
        erbjudanden_saknas=unknown if delar.erbjudanden else 0,
        jamforelse=build_jamforelse(underlag.ram.kvartal, bild.summor, underlag.historik) if delar.jamforelse else None,
        diagram=delar.diagram,
        felregistrerade=sum(1 for r in bild.rader if r.slut and r.slut.orsak is Avslutsorsak.FELREGISTRERAD),
    )


def _marked(blocks: tuple[Block, ...], mark: Block) -> tuple[Block, ...]:
    return (*blocks, mark) if blocks else ()


def kind_slots(stat: Slagstatistik, slag: Vantanslag, whole: Statistik, lagrum: str) -> Platser:
    """Return the slots of what statute demands of decisions (`insatser`, `tider`) or of avbrott."""
    suffix = "_avbrott" if slag is Vantanslag.AVBROTT else ""
    return {
        f"insatser{suffix}": _marked(kind_blocks(stat, whole.sma_tal), ground(lagrum)),
        f"tider{suffix}": _marked(time_blocks(stat.tider, slag, diagram=whole.diagram), ground(lagrum)),
    }


def extra_slots(stat: Statistik, huvud: Rapporthuvud) -> Platser:
    """Return the slots of what the municipality has chosen; empty where a part is off or has nothing to show."""
    n = stat.sma_tal
    areas = division_blocks(stat.verksamhetsomraden, "Verksamhetsområde", n) if stat.verksamhetsomraden else ()
    compared: tuple[Block, ...] = ()
    if stat.jamforelse:
        compared = (*comparison_blocks(stat.jamforelse), *stock_blocks(stat.jamforelse, diagram=stat.diagram))
    filled = bool(stat.summor.rapporterade)
    return {
        "verksamhetsomraden": _marked(areas, TILLAGG),
        "kon": _marked(sex_blocks(stat.kon, "Grupp", n) if stat.kon and filled else (), TILLAGG),
        "skal": _marked(reason_blocks(stat.skal, n) if stat.skal else (), TILLAGG),
        "erbjudanden": _marked(
            offer_blocks(stat.erbjudanden, stat.erbjudanden_saknas, huvud) if stat.erbjudanden and filled else (),
            TILLAGG,
        ),
        "jamforelse": _marked(compared, TILLAGG),
    }


def shown_slots(slots: Platser) -> dict[str, bool]:
    """Tell a template which slots have something to show, so that it puts no heading over nothing."""
    return {namn: bool(blocks) for namn, blocks in slots.items()}
