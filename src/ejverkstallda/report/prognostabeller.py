"""A forecast as blocks: what is known and what to expect per insats and enhet, and how earlier ones came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import P1, Prognos, Prognosrad
from ejverkstallda.report.modell import Block, Kolumn, Rubrik, Stycke, Tabell
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.uppfoljningsram import figure_text, source_lines

SPANN: Final = (
    "Kända väntar redan och når gränsdagen i kvartalet om ingenting händer. Väntat av kända är hur många av dem som "
    "brukar vänta än då. Väntat av nya är de beslut och avbrott som inte finns än men som brukar komma. Spannet rymmer "
    "nio utfall av tio, om det blir som det har varit. Prognosen är en beräkning, inget besked om vad som händer."
)
_HEADS: Final = ("Kända", "Väntat av kända", "Väntat av nya", "Väntat i allt", "Spann")


@dataclass(frozen=True, slots=True)
class Traffrad:
    """A forecast made the day before a quarter began, and how many came."""

    kvartal: Kvartal
    vantade: float
    lagst: int
    hogst: int
    kom: int

    @property
    def inom(self) -> bool:
        """Whether what came lies within the range."""
        return self.lagst <= self.kom <= self.hogst


def _cells(rad: Prognosrad) -> tuple[str, ...]:
    expected = (rad.vantade_av_kanda, rad.vantade_av_nya, rad.vantade)
    return (siffror(rad.kanda), *(figure_text(round(float(x), 1)) for x in expected), _range(rad.lagst, rad.hogst))


def _range(lagst: int, hogst: int) -> str:
    return f"{siffror(lagst)}–{siffror(hogst)}"


def insats_table(prognos: Prognos) -> Tabell:
    """Make the table of a quarter: known and expected per insats, with the sum last.

    The range of the sum is not the sum of the ranges: what is too many of one kind may be too few of another.
    """
    rows = (*prognos.rader, prognos.summa) if len(prognos.rader) > 1 else prognos.rader
    return Tabell(
        (Kolumn("Insats", 2.6), *(Kolumn(head, 1.0, "hoger") for head in _HEADS)),
        tuple((rad.insats or "Totalt", *_cells(rad)) for rad in rows),
        summarad=len(rows) > len(prognos.rader),
    )


def enhet_blocks(prognoser: Sequence[Prognos]) -> tuple[Block, ...]:
    """Show the known ones per enhet, a quarter in each column; what is expected cannot be told by enhet."""
    names = sorted({name for p in prognoser for name in p.enheter}, key=str.casefold)
    if not names:
        return ()
    table = Tabell(
        (Kolumn("Enhet", 2.6), *(Kolumn(f"Kända {p.kvartal}", 1.0, "hoger") for p in prognoser)),
        tuple((name, *(siffror(p.enheter.get(name, 0)) for p in prognoser)) for name in names),
    )
    return (Rubrik("Kända per enhet"), table)


def quarter_blocks(prognoser: Sequence[Prognos], niva: int) -> tuple[Block, ...]:
    """Show each quarter under a heading of its own."""
    blocks: list[Block] = []
    for prognos in prognoser:
        blocks.append(Rubrik(str(prognos.kvartal), niva))
        blocks.append(insats_table(prognos) if prognos.rader else Stycke("Ingen väntas nå gränsdagen i kvartalet."))
    return tuple(blocks)


def forecast_slot(prognoser: Sequence[Prognos]) -> tuple[Block, ...]:
    """Make a report's part about the coming quarters, with its ground."""
    if not prognoser:
        return ()
    made = Stycke(f"Gjord {prognoser[0].idag}. {SPANN}")
    return (made, *quarter_blocks(prognoser, 3), *source_lines(P1.kallor))


def hindsight_blocks(utfall: Sequence[Traffrad]) -> tuple[Block, ...]:
    """Show what earlier forecasts would have said beside what came, and how often that lay within the range."""
    if not utfall:
        return ()
    within = sum(u.inom for u in utfall)
    heads = ("Väntat", "Spann", "Kom")
    table = Tabell(
        (Kolumn("Kvartal", 1.2), *(Kolumn(head, 1.0, "hoger") for head in heads), Kolumn("Inom spannet", 1.2)),
        tuple(
            (
                str(u.kvartal),
                figure_text(round(u.vantade, 1)),
                _range(u.lagst, u.hogst),
                siffror(u.kom),
                "ja" if u.inom else "nej",
            )
            for u in utfall
        ),
    )
    return (
        Rubrik("Så hade prognosen slagit"),
        Stycke(
            "För varje stängt kvartal: vad prognosen hade sagt dagen innan det började, på det som är känt i dag om "
            "dagen då, och hur många som sedan nådde gränsdagen utan att ha fått sin insats."
        ),
        table,
        Stycke(f"Inom spannet: {siffror(within)} av {siffror(len(utfall))} kvartal.", "not"),
    )
