"""The figures of a report as blocks: each table with its ground, its notes, and a chart where there is one.

Every part says whether statute demands it ("Grund") or the municipality has chosen it ("Tillägg").
"""

from collections.abc import Sequence
from typing import Final

from ejverkstallda.domain.beslut import Vantanslag
from ejverkstallda.report.mallar import Platser
from ejverkstallda.report.modell import Block, Figur, Kolumn, Serie, Stycke, Tabell
from ejverkstallda.report.radfakta import Erbjudanden
from ejverkstallda.report.statistikmodell import (
    Antalsrad,
    Bandantal,
    Gruppantal,
    Konsantal,
    Konsuppdelning,
    Rapporthuvud,
    Skalstatistik,
    Slagstatistik,
    Statistik,
    Uppdelning,
    Vantetider,
)
from ejverkstallda.report.talord import liten, ord_, siffror, uppraknat
from ejverkstallda.report.tidsband import I_TID, days_text

TILLAGG: Final = Stycke("Tillägg: kommunens val, inget krav i lagen.", "grund")
"""The mark of a part that no statute demands."""
TOMMA_PLATSER: Final[Platser] = {"forbehall": ()}
"""Slots that templates of earlier versions may ask for and that no paper fills any more."""
DOLT: Final = "visas inte"
HELA_MANADER: Final = (
    "Tiden anges i hela månader, eftersom kommunen har satt en gräns för små tal. En påbörjad månad räknas inte."
)
I_TID_NOT: Final = (
    f"De som har väntat {I_TID.namn} är med för att de har rapporterats i ett tidigare kvartal. Sedan har det visat "
    "sig att väntan tog slut i tid, eller att den inte omfattas av rapporteringen."
)
_GRUPPKOLUMNER: Final = ("Nya", "Verkställda", "Avslutade", "Kvarstående")


def ground(lagrum: str) -> Stycke:
    """Mark a part that statute demands with its paragraph."""
    return Stycke(f"Grund: {lagrum}.", "grund")


def misregistered_note(stat: Statistik) -> tuple[Stycke, ...]:
    """Say beneath the sums that some are counted as ended though no wait has ended (R14); how many unless hidden."""
    n = stat.felregistrerade
    if not n:
        return ()
    if n == 1 and not stat.sma_tal:
        some, it, wrong = "ett", "Det", "felregistrerat"
    else:
        some, it, wrong = "sådana" if stat.sma_tal else ord_(n), "De", "felregistrerade"
    text = (
        f"Bland de avslutade utan verkställighet finns {some} där ingen väntan har tagit slut. {it} har rapporterats "
        f"tidigare men har sedan visat sig vara {wrong}, eller inte omfattas av rapporteringen, och redovisas en sista "
        "gång."
    )
    return (Stycke(text, "not"),)


def _group_cells(grupper: Gruppantal | None) -> tuple[str, ...]:
    if grupper is None:
        return ()
    return tuple(siffror(n) for n in (grupper.nya, grupper.verkstallda, grupper.avslutade, grupper.kvarstaende))


def _summed(rader: Sequence[Antalsrad]) -> Antalsrad:
    groups = [r.grupper for r in rader if r.grupper is not None]
    total = Gruppantal(
        sum(g.nya for g in groups),
        sum(g.verkstallda for g in groups),
        sum(g.avslutade for g in groups),
        sum(g.kvarstaende for g in groups),
    )
    return Antalsrad("Summa", sum(r.antal for r in rader), total if len(groups) == len(rader) else None)


def division_blocks(uppdelning: Uppdelning, rubrik: str, sma_tal: int) -> tuple[Block, ...]:
    """Make the table of a whole divided into kinds, with its sum; nothing to divide makes no table."""
    rader = uppdelning.rader
    if not rader:
        return ()
    rows = [*rader, _summed(rader)] if len(rader) > 1 else list(rader)
    groups = rader[0].grupper is not None
    heads = (*(_GRUPPKOLUMNER if groups else ()), "Antal")
    table = Tabell(
        (Kolumn(rubrik, 3.0), *(Kolumn(head, 1.0, "hoger") for head in heads)),
        tuple((r.namn, *_group_cells(r.grupper if groups else None), siffror(r.antal)) for r in rows),
        summarad=len(rows) > len(rader),
    )
    return (table, *_merged_note(uppdelning, sma_tal))


def _merged_note(uppdelning: Uppdelning, n: int) -> tuple[Stycke, ...]:
    if not uppdelning.sammanslaget:
        return ()
    names = uppraknat([liten(namn) for namn in uppdelning.hopslagna])
    larger = " Även större tal ingår, för att de små inte ska kunna räknas fram." if uppdelning.storre else ""
    what = f" Raden omfattar {names}." if names else ""
    text = f"I raden ”{uppdelning.rader[-1].namn}” är alla tal som är mindre än {n} hopräknade.{larger}{what}"
    return (Stycke(f"{text} Summan är oförändrad.", "not"),)


def _sex_cells(rad: Konsantal, *, okant: bool) -> tuple[str, ...]:
    shown = (rad.kvinnor, rad.man, *((rad.okant,) if okant else ()))
    return (rad.namn, *(DOLT if tal is None else siffror(tal) for tal in shown), siffror(rad.antal))


def sex_blocks(kon: Konsuppdelning, rubrik: str, sma_tal: int) -> tuple[Block, ...]:
    """Make the table by sex with its sum last; "uppgift saknas" is a column only where there is any."""
    rows = (*kon.rader, kon.summa)
    okant = any(r.okant for r in rows)
    heads = ("Kvinnor", "Män", *(("Uppgift saknas",) if okant else ()), "Antal")
    table = Tabell(
        (Kolumn(rubrik, 3.0), *(Kolumn(head, 1.0, "hoger") for head in heads)),
        tuple(_sex_cells(r, okant=okant) for r in rows),
        summarad=True,
    )
    if not kon.dold:
        return (table,)
    text = (
        f"Kön visas bara för grupper där både kvinnor och män är minst {sma_tal}. Summan är då också dold, för att "
        "det som inte visas inte ska kunna räknas fram ur den. Antalen är oförändrade."
    )
    return table, Stycke(text, "not")


def reason_blocks(skal: Skalstatistik, sma_tal: int) -> tuple[Block, ...]:
    """Make the table of reasons by whose they are; under a threshold one of reasons and one of whose."""
    if skal.skal is not None and skal.ansvar is not None:
        return (
            *division_blocks(skal.skal, "Skäl", sma_tal),
            *division_blocks(skal.ansvar, "Hos vem skälet ligger", sma_tal),
        )
    rows = [(r.namn, (r.kommunen, r.enskild, r.annan, r.saknas, r.antal)) for r in skal.korsad]
    if not rows:
        return ()
    if len(rows) > 1:
        rows.append(("Summa", tuple(sum(tal) for tal in zip(*(t for _, t in rows), strict=True))))
    heads = ("Kommunen", "Den enskilde", "Annan", "Uppgift saknas", "Antal")
    return (
        Tabell(
            (Kolumn("Skäl", 2.6), *(Kolumn(head, 1.0, "hoger") for head in heads)),
            tuple((namn, *map(siffror, tal)) for namn, tal in rows),
            summarad=len(rows) > 1,
        ),
    )


def _measures(tider: Vantetider) -> Tabell:
    rows = (("Väntar", tider.vantar), ("Har tagit slut", tider.slut))
    unit = "hela månader" if tider.hela_manader else "dagar"
    return Tabell(
        (
            Kolumn("Läge", 2.4),
            *(Kolumn(head, 1.0, "hoger") for head in ("Antal", f"Median, {unit}", f"Längst, {unit}")),
        ),
        tuple((namn, siffror(m.antal), days_text(m.median), days_text(m.langst)) for namn, m in rows),
    )


def _band_figure(band: Sequence[Bandantal], slag: Vantanslag) -> Figur:
    what = "avbrotten har varat" if slag is Vantanslag.AVBROTT else "besluten har väntat"
    words = "; ".join(f"{b.namn}: {siffror(b.vantar)} väntar, {siffror(b.slut)} har tagit slut" for b in band)
    return Figur(
        "staplar",
        f"Hur länge {what}, månader",
        f"Stapeldiagram över hur länge {what}. {words}.",
        tuple(b.kort for b in band),
        (
            Serie("Väntar", tuple(b.vantar for b in band)),
            Serie("Har tagit slut", tuple(b.slut for b in band)),
        ),
        "antal",
    )


def time_blocks(tider: Vantetider, slag: Vantanslag, *, diagram: bool) -> tuple[Block, ...]:
    """Show how long the decisions, or the avbrott, have waited: days, a chart of the bands and its numbers.

    Under a threshold of small numbers the days are whole months.
    """
    if not tider.vantar.antal + tider.slut.antal:
        return ()
    rows = [(b.namn, b.vantar, b.slut, b.vantar + b.slut) for b in tider.band]
    rows.append(("Summa", tider.vantar.antal, tider.slut.antal, tider.vantar.antal + tider.slut.antal))
    bands = Tabell(
        (Kolumn("Väntetid", 2.4), *(Kolumn(head, 1.0, "hoger") for head in ("Väntar", "Har tagit slut", "Antal"))),
        tuple((namn, *map(siffror, tal)) for namn, *tal in rows),
        summarad=True,
    )
    figure = (_band_figure(tider.band, slag),) if diagram and rows[-1][-1] > 1 else ()
    note = (Stycke(HELA_MANADER, "not"),) if tider.hela_manader else ()
    in_time = (Stycke(I_TID_NOT, "not"),) if any(b.kort == I_TID.kort for b in tider.band) else ()
    return (_measures(tider), *note, *figure, bands, *in_time)


def kind_blocks(stat: Slagstatistik, sma_tal: int) -> tuple[Block, ...]:
    """Make the table of types of insatser of decisions or of avbrott."""
    return division_blocks(stat.insatser, "Insats", sma_tal)


def _offer_time(huvud: Rapporthuvud) -> Stycke:
    """Say what time the offers are counted over; what came after the last note day is not known to the report."""
    last = huvud.sista_noteringsdag
    after = ""
    if last > huvud.statusdag:
        after = f" Det som har hänt efter statusdagen {huvud.statusdag} räknas alltså bara till och med {last}."
    return Stycke(
        f"Erbjudandena räknas från väntans början i varje ärende till och med {last}. Pågår väntan räknas samma "
        "erbjudande igen i nästa kvartal, så talen kan inte läggas ihop över flera kvartal. Ett erbjudande som har "
        f"fått svar först efter {last} räknas här som utan svar.{after}",
        "not",
    )


def offer_blocks(erbjudanden: Erbjudanden, saknas: int, huvud: Rapporthuvud) -> tuple[Block, ...]:
    """Make the table of offers, say what time they cover, and of how many cases nothing is known."""
    rows = (
        ("Lämnade erbjudanden", erbjudanden.lamnade),
        ("Accepterade", erbjudanden.accepterade),
        ("Avböjda", erbjudanden.avbojda),
        ("Utan svar", erbjudanden.utan_svar),
    )
    table = Tabell(
        (Kolumn("Erbjudanden", 3.0), Kolumn("Antal", 1.0, "hoger")), tuple((namn, siffror(tal)) for namn, tal in rows)
    )
    if not saknas:
        return table, _offer_time(huvud)
    return (
        table,
        _offer_time(huvud),
        Stycke(f"För {siffror(saknas)} av besluten saknas uppgift: kvartalet stängdes utan den.", "not"),
    )
