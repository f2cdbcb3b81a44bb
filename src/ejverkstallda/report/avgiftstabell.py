"""Särskild avgift in a yttrande: the range, the two years, and IVO's way of counting line by line with its sources."""

from typing import Final

from ejverkstallda.domain.avgiftsrakning import Avgiftsrakning
from ejverkstallda.domain.lagrum import Plikt
from ejverkstallda.domain.parametrar import AVGIFT_PASLAG
from ejverkstallda.report.modell import Block, Kolumn, Lista, Rubrik, Stycke, Tabell
from ejverkstallda.report.talord import form, siffror, stor
from ejverkstallda.report.yttrande import Yttrande

INGEN_PROGNOS: Final = (
    "Det här är varken en prognos eller ett råd. Om särskild avgift ska tas ut, och med vilket belopp, avgör en "
    "domstol efter ansökan av IVO. IVO väger också in vad kommunen har gjort för att verkställa beslutet, och det går "
    "inte att räkna."
)
_UTANFOR: Final = (
    "Beslutets lagrum hör inte till dem som rapporteringsskyldigheten gäller, och programmet känner ingen källa som "
    "säger att särskild avgift kan tas ut. Inget är räknat."
)
_I_TID: Final = "Väntan tog slut på gränsdagen eller före. Ingen avgift räknas."
_PROCENT: Final = AVGIFT_PASLAG.varde.procent
_SKILLNAD: Final = "Skillnad"


def build_fee_section(yttrande: Yttrande) -> tuple[Block, ...]:
    """Make the section; without a fee it says why nothing is counted."""
    fee = yttrande.avgift
    if fee is None:
        outside = yttrande.plikt is Plikt.UTANFOR_LAGRUM
        return (Rubrik("Särskild avgift"), Stycke(_UTANFOR if outside else _I_TID))
    span, last, counted = fee.stod
    blocks: list[Block] = [
        Rubrik("Särskild avgift"),
        *(Stycke(text) for text in fee.hinder),
        Stycke(INGEN_PROGNOS),
        *(Rubrik("Spannet och tvåårsgränsen", 3), Stycke(span.text), Stycke(span.kallor, "grund")),
        *(Stycke(last.text), Stycke(last.kallor, "grund")),
        Rubrik("Så räknar IVO", 3),
        Stycke(
            "Kostnaden för insatsen gånger tiden, minus kostnaden för insatser under tiden, och på det ett påslag med "
            f"{_PROCENT} procent. Resultatet hålls inom spannet.{_time(fee.rakning)}"
        ),
    ]
    if fee.rakning is not None:
        blocks.append(_table(fee.rakning))
    reserved = " ".join((counted.text, *fee.hinder)) if fee.rakning is not None else counted.text
    blocks += [Stycke(reserved), Stycke(counted.kallor, "grund")]
    if fee.forbehall:
        blocks += [Stycke("Att tänka på i det här ärendet:"), Lista(fee.forbehall)]
    return tuple(blocks)


def _time(counted: Avgiftsrakning | None) -> str:
    if counted is None:
        return ""
    tid = counted.tid
    months = f"{siffror(tid.manader)} {form(tid.manader, 'hel månad', 'hela månader')}"
    days = f"{tid.dagar} {form(tid.dagar, 'dag', 'dagar')}"
    if counted.bortraknat:
        away = form(counted.bortraknat, "dag är borträknad", "dagar är borträknade")
        return (
            f" Väntan är från {counted.fran} till {counted.till}. {siffror(counted.bortraknat)} {away}, eftersom "
            f"verkställigheten då har varit senarelagd på den enskildes begäran. Kvar att räkna är {months} och {days}."
        )
    return f" Tiden är här räknad från {counted.fran} till {counted.till}: {months} och {days}."


def _table(counted: Avgiftsrakning) -> Tabell:
    cost, tid = siffror(counted.kostnad_manad), counted.tid
    rows = [
        ("Insatsens kostnad per månad", "registrerad", counted.kostnad_manad),
        ("Hela månader", f"{tid.manader} × {cost}", counted.hela_manader),
        ("Påbörjad månad", f"{tid.dagar} av {tid.av} dagar × {cost}", counted.del_av_manad),
        ("Insatser under tiden", "summan av de antecknade kostnaderna", counted.under_tiden),
        (
            _SKILLNAD,
            f"{siffror(counted.hela_manader)} + {siffror(counted.del_av_manad)} − {siffror(counted.under_tiden)}",
            counted.skillnad,
        ),
    ]
    if counted.belopp is not None:
        span = counted.spann
        rows += [
            ("Påslag", f"{_PROCENT} procent av {siffror(counted.skillnad)}", counted.paslag),
            ("Summa", f"{siffror(counted.skillnad)} + {siffror(counted.paslag)}", counted.summa),
            ("Inom spannet", f"lägst {siffror(span.lagst)}, högst {siffror(span.hogst)}", counted.belopp),
        ]
    return Tabell(
        (Kolumn("Led", 2.0), Kolumn("Så räknas det", 3.0), Kolumn("Kronor", 1.2, "hoger")),
        tuple((stor(led), how, kronor(amount)) for led, how, amount in rows),
        "Räkningen led för led",
        summarad=True,
    )


def kronor(amount: int) -> str:
    """Write an amount in figures, one below 0 with a minus sign."""
    return f"−{siffror(-amount)}" if amount < 0 else siffror(amount)
