"""The statistikrapport for the nämnd: the quarter's four groups case by case, and its sums."""

from collections.abc import Sequence
from typing import Final

from ejverkstallda.domain.beslut import Kon
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.domain.rapportering import Grupp, Rad, Ram
from ejverkstallda.report.arenden import build_arendelista
from ejverkstallda.report.brevpapper import build_dokument
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Dokument, Kolumn, Tabell
from ejverkstallda.report.talord import siffror, stor
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.report.varden import build_varden, insats_name

MALL: Final = "dokument/statistikrapport.md"

_PLATSER: Final = {
    Grupp.NY: "nya",
    Grupp.VERKSTALLD: "verkstallda",
    Grupp.AVSLUTAD: "avslutade",
    Grupp.KVARSTAENDE: "kvarstaende",
}
_KON: Final = ((Kon.KVINNA, "Kvinnor"), (Kon.MAN, "Män"), (None, "Uppgift saknas"))


def build_insatstabell(rader: Sequence[Rad]) -> Tabell:
    """Count rows by kind of insats and by sex, with a closing sum; "uppgift saknas" only where there is any."""
    shown = [(kon, rubrik) for kon, rubrik in _KON if kon is not None or any(r.kon is None for r in rader)]

    def line(namn: str, chosen: Sequence[Rad]) -> tuple[str, ...]:
        by_sex = (siffror(sum(1 for r in chosen if r.kon is kon)) for kon, _ in shown)
        return (namn, *by_sex, siffror(len(chosen)))

    names = sorted({insats_name(r) for r in rader}, key=str.casefold)
    return Tabell(
        (
            Kolumn("Insats", 3.0),
            *(Kolumn(rubrik, 1.0, "hoger") for _, rubrik in shown),
            Kolumn("Antal", 1.0, "hoger"),
        ),
        (
            *(line(stor(n), [r for r in rader if insats_name(r) == n]) for n in names),
            line("Summa", rader),
        ),
    )


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


def build_statistikrapport(underlag: Underlag, mallar: Mallar) -> Dokument:
    """Build the nämnd's statistikrapport for a quarter. A quarter without rows makes a whole report too.

    Raises:
        Mallfel: the template cannot be used.
    """
    bild = underlag.bild
    new = bild.group(Grupp.NY)
    platser: Platser = {
        "summor": (build_summatabell(bild.summor, underlag.ram),),
        "nya_per_insats": (build_insatstabell(new),) if new else (),
        **{
            plats: (build_arendelista(bild.group(grupp), grupp, underlag.lag, underlag.noteringar),)
            for grupp, plats in _PLATSER.items()
        },
    }
    return build_dokument("Statistikrapport", MALL, underlag, mallar, (build_varden(underlag), platser))
