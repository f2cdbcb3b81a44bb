"""The report to the revisorer: each decision's date, insats and reason, and what has been executed since."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.report.arenden import SAKNAS, ended_in_time, slut_text
from ejverkstallda.report.brevpapper import build_dokument
from ejverkstallda.report.lagtext import cite_cases, cite_execution, cite_older_cases, cite_report, cite_residence
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Block, Kolumn, Papper, Stycke, Tabell
from ejverkstallda.report.noteringar import ANSVAR_ORD, SKAL_ORD, says_the_same
from ejverkstallda.report.radfakta import Radfakta, is_shortened
from ejverkstallda.report.rakning import insats_name
from ejverkstallda.report.revisorsmodell import Revisorsinnehall, Revisorsrad
from ejverkstallda.report.statistiktabeller import ground
from ejverkstallda.report.talord import stor
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.report.varden import build_varden

MALL: Final = "dokument/revisorer.md"
DOKUMENTTYP: Final = "Rapport till revisorerna"
_PLATSER: Final = {
    Grupp.NY: "nya",
    Grupp.VERKSTALLD: "verkstallda",
    Grupp.AVSLUTAD: "avslutade",
    Grupp.KVARSTAENDE: "kvarstaende",
}
FORKORTAT: Final = "Långa skäl är förkortade."
_UTAN_FAKTA: Final = Radfakta()


def _elsewhere(underlag: Underlag, rad: Rad) -> bool:
    return underlag.fakta.get(rad.fall_id, _UTAN_FAKTA).annan_kommun


def _own(underlag: Underlag) -> Underlag:
    """Return the underlag without those who live in another municipality."""
    own = tuple(r for r in underlag.bild.rader if not _elsewhere(underlag, r))
    return replace(underlag, bild=Kvartalsbild(own))


def build_content(underlag: Underlag) -> Revisorsinnehall:
    """Make what the revisorer's report holds; those who live in another municipality are not in it.

    Of a protected person's reason only the kind is told: its text could name the unit.
    """
    shown = _own(underlag)
    own = [r for grupp in _PLATSER for r in shown.bild.group(grupp)]

    def row(lopnummer: int, rad: Rad) -> Revisorsrad:
        fakta = underlag.fakta.get(rad.fall_id, _UTAN_FAKTA)
        return Revisorsrad(
            lopnummer=lopnummer,
            lag=rad.lag,
            beslutsdatum=rad.beslutsdatum,
            avbrott=rad.start if rad.vantan is Vantanslag.AVBROTT else None,
            insats=rad.insats,
            insats_namn=insats_name(rad),
            grupp=rad.grupp,
            slut=rad.slut,
            i_tid=ended_in_time(rad),
            slut_efter_statusdag=rad.slut_efter_statusdag,
            skal_kod=fakta.skal_kod,
            ansvar=fakta.ansvar,
            skal="" if fakta.skyddad else fakta.skal,
        )

    return Revisorsinnehall(
        shown.huvud,
        tuple(row(i, rad) for i, rad in enumerate(own, 1)),
        andra_kommuner=len(underlag.bild.rader) - len(own),
        boende_okant=sum(1 for r in own if r.fall_id not in underlag.fakta),
    )


def reason_text(rad: Revisorsrad) -> str:
    """Write a row's reason: its kind, whose it is, and its short text; "uppgift saknas" where none is registered."""
    kind = stor(SKAL_ORD[rad.skal_kod]) if rad.skal_kod else ""
    whose = f" ({ANSVAR_ORD[rad.ansvar]})" if rad.ansvar else ""
    told = f"{kind or 'Skäl'}{whose}" if kind or whose else ""
    text = "" if says_the_same(kind, rad.skal) else rad.skal
    return ". ".join(part for part in (told, text) if part) or "Uppgift saknas"


def _end(rad: Revisorsrad) -> str:
    if rad.slut:
        return stor(slut_text(rad.slut, i_tid=rad.i_tid))
    if rad.slut_efter_statusdag:
        return f"{stor(slut_text(rad.slut_efter_statusdag))} (efter statusdagen)"
    return SAKNAS


def _decided(rad: Revisorsrad) -> str:
    return f"{rad.beslutsdatum}, avbrott {rad.avbrott}" if rad.avbrott else str(rad.beslutsdatum)


def _table(rader: Sequence[Revisorsrad], *, both_laws: bool) -> Tabell:
    ended = _ended(rader)
    columns = (
        Kolumn("Nr", 0.5),
        *((Kolumn("Lag", 0.6),) if both_laws else ()),
        Kolumn("Beslutsdatum", 1.3),
        Kolumn("Insats", 2.2),
        Kolumn("Skäl till dröjsmålet", 2.8),
        *((Kolumn("Slut", 1.8),) if ended else ()),
    )

    def cells(rad: Revisorsrad) -> tuple[str, ...]:
        return (
            str(rad.lopnummer),
            *((rad.lag.value,) if both_laws else ()),
            _decided(rad),
            stor(rad.insats_namn),
            reason_text(rad),
            *((_end(rad),) if ended else ()),
        )

    return Tabell(columns, tuple(cells(r) for r in rader))


def _notes(rader: Sequence[Revisorsrad]) -> tuple[Stycke, ...]:
    return (Stycke(FORKORTAT, "not"),) if any(is_shortened(r.skal) for r in rader) else ()


def _extra_marks(rader: Sequence[Revisorsrad], grupp: Grupp) -> tuple[Stycke, ...]:
    """Mark the column with the end where the statute asks of the wait only."""
    asked = grupp not in {Grupp.NY, Grupp.KVARSTAENDE}
    return () if asked or not _ended(rader) else (Stycke("Tillägg: kolumnen Slut, inget krav i lagen.", "grund"),)


def _ended(rader: Sequence[Revisorsrad]) -> bool:
    return any(r.slut or r.slut_efter_statusdag for r in rader)


def build_revisorsrapport(underlag: Underlag, mallar: Mallar) -> Papper[Revisorsinnehall]:
    """Build the report to the revisorer. A quarter without decisions makes a whole report too.

    Raises:
        Mallfel: the template cannot be used.
    """
    innehall, kvartal, lag = build_content(underlag), underlag.ram.kvartal, underlag.lag
    report = ground(cite_report(lag, kvartal))
    marks = {
        Grupp.NY: report,
        Grupp.KVARSTAENDE: report,
        Grupp.VERKSTALLD: ground(cite_execution(lag, kvartal)),
        Grupp.AVSLUTAD: Stycke("Tillägg: visas för att listan ska gå jämnt upp med förra kvartalets.", "grund"),
    }

    def slot(grupp: Grupp) -> tuple[Block, ...]:
        rader = innehall.group(grupp)
        if not rader:
            return ()
        return _table(rader, both_laws=lag is None), *_notes(rader), marks[grupp], *_extra_marks(rader, grupp)

    platser: Platser = {plats: slot(grupp) for grupp, plats in _PLATSER.items()}
    varden = build_varden(_own(underlag), cite_older_cases()) | {
        "andra_kommuner": innehall.andra_kommuner,
        "boende_okant": innehall.boende_okant,
        "lagrum_revisorer": cite_cases(lag, kvartal),
        "lagrum_vistelse": cite_residence(lag, kvartal),
    }
    dokument = build_dokument(DOKUMENTTYP, MALL, underlag, mallar, (varden, platser))
    return Papper(dokument, innehall)
