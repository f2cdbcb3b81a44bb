"""A forecast as blocks: what is known and what to expect per insats and enhet, and how earlier ones came out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, Self

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import P1, Kanda, Prognos, Prognosrad
from ejverkstallda.report.modell import Block, Kolumn, Rubrik, Stycke, Tabell
from ejverkstallda.report.talord import siffror
from ejverkstallda.report.uppfoljningsram import source_lines
from ejverkstallda.report.vantekurvor import ALLA
from ejverkstallda.report.vantetal import tenths

PASSERADE: Final = (
    "Passerade har redan nått gränsdagen i kvartalet utan att ha fått sin insats. De som har fått den sedan är också "
    "med, för de rapporteras. "
)
SPANN: Final = (
    "Kända väntar och har gränsdagen kvar i kvartalet. Väntat av kända är hur många av dem som brukar vänta än då. "
    "Väntat av nya är de beslut och avbrott som inte finns än men som brukar komma. Spannet ska rymma nio utfall av "
    "tio, om det blir som det har varit. Prognosen är en beräkning, inget besked om vad som händer."
)
_HEADS: Final = ("Kända", "Väntat av kända", "Väntat av nya", "Väntat i allt", "Spann")
_FORE: Final = {1: "Kvartalet efter rapportens", 2: "Nästa kvartal därefter"}


class Traffrad(NamedTuple):
    """A forecast as a report would have shown it, the day it was made, and how many came.

    `fore` is how many quarters before it the report was about: 1 or 2.
    """

    kvartal: Kvartal
    gjord: date
    fore: int
    vantade: float
    lagst: int
    hogst: int
    kom: int

    @classmethod
    def of(cls, prognos: Prognos, fore: int, kom: int) -> Self:
        """Take the sum of a forecast, beside what came."""
        s = prognos.summa
        return cls(prognos.kvartal, prognos.idag, fore, s.vantade, s.lagst, s.hogst, kom)

    @property
    def inom(self) -> bool:
        """Whether what came lies within the range."""
        return self.lagst <= self.kom <= self.hogst


def _cells(rad: Prognosrad, *, passed: bool) -> tuple[str, ...]:
    expected = (rad.vantade_av_kanda, rad.vantade_av_nya, rad.vantade)
    known = (siffror(rad.passerade), siffror(rad.kanda)) if passed else (siffror(rad.kanda),)
    return (*known, *(tenths(x) for x in expected), _range(rad.lagst, rad.hogst))


def _range(lagst: int, hogst: int) -> str:
    return f"{siffror(lagst)}–{siffror(hogst)}"


def insats_table(prognos: Prognos) -> Tabell:
    """Make the table of a quarter: known and expected per insats, with the sum last.

    The range of the sum is not the sum of the ranges: what is too many of one kind may be too few of another.
    """
    rows = (*prognos.rader, prognos.summa) if len(prognos.rader) > 1 else prognos.rader
    passed = prognos.summa.passerade > 0
    heads = ("Passerade", *_HEADS) if passed else _HEADS
    return Tabell(
        (Kolumn("Insats", 2.6), *(Kolumn(head, 1.0, "hoger") for head in heads)),
        tuple((rad.insats or ALLA, *_cells(rad, passed=passed)) for rad in rows),
        summarad=len(rows) > len(prognos.rader),
    )


def places_table(prognoser: Sequence[Prognos], redan: Mapping[str, int]) -> Tabell:
    """Make the table of places needed: those who wait beyond gränsdag, and those who are to in each quarter."""
    ahead = [{rad.insats: rad.vantade - rad.passerade for rad in p.rader} for p in prognoser]
    names = sorted({*redan, *(name for held in ahead for name in held)}, key=lambda name: (name.casefold(), name))
    rows = [(name, redan.get(name, 0), [held.get(name, 0.0) for held in ahead]) for name in names]
    total = (ALLA, sum(redan.values()), [p.summa.vantade - p.summa.passerade for p in prognoser])
    summed = len(rows) > 1
    return Tabell(
        (
            Kolumn("Insats", 2.6),
            Kolumn("Väntar efter gränsdagen", 1.1, "hoger"),
            *(Kolumn(f"Väntas nå den {p.kvartal}", 1.1, "hoger") for p in prognoser),
            Kolumn("I allt", 0.8, "hoger"),
        ),
        tuple(
            (name, siffror(now), *(tenths(x) for x in coming), tenths(now + sum(coming)))
            for name, now, coming in ([*rows, total] if summed else rows)
        ),
        summarad=summed,
    )


def enhet_blocks(prognoser: Sequence[Prognos]) -> tuple[Block, ...]:
    """Show the known ones per enhet, a quarter in each column; what is expected cannot be told by enhet."""
    names = sorted({name for p in prognoser for name in p.enheter}, key=lambda name: (name.casefold(), name))
    if not names:
        return ()
    columns = [Kolumn("Enhet", 2.6)]
    cells: list[list[str]] = [[name] for name in names]
    for p in prognoser:
        held = [p.enheter.get(name, Kanda(0, 0)) for name in names]
        if any(known.passerade for known in held):
            columns.append(Kolumn(f"Passerade {p.kvartal}", 1.0, "hoger"))
            cells = [[*row, siffror(known.passerade)] for row, known in zip(cells, held, strict=True)]
        columns.append(Kolumn(f"Kända {p.kvartal}", 1.0, "hoger"))
        cells = [[*row, siffror(known.kanda)] for row, known in zip(cells, held, strict=True)]
    return (Rubrik("Kända per enhet"), Tabell(tuple(columns), tuple(tuple(row) for row in cells)))


def quarter_blocks(prognoser: Sequence[Prognos], niva: int) -> tuple[Block, ...]:
    """Show each quarter under a heading of its own."""
    blocks: list[Block] = []
    for prognos in prognoser:
        blocks.append(Rubrik(str(prognos.kvartal), niva))
        blocks.append(insats_table(prognos) if prognos.rader else Stycke("Ingen väntas nå gränsdagen i kvartalet."))
    return tuple(blocks)


def ground_text(prognoser: Sequence[Prognos]) -> str:
    """Say what the columns mean."""
    return f"{PASSERADE if any(p.summa.passerade for p in prognoser) else ''}{SPANN}"


def forecast_slot(prognoser: Sequence[Prognos]) -> tuple[Block, ...]:
    """Make a report's part about the coming quarters: the tables, then when they were made, and their ground."""
    if not prognoser:
        return ()
    made = Stycke(f"Gjord {prognoser[0].idag}. {ground_text(prognoser)}", "not")
    return (*quarter_blocks(prognoser, 3), made, *source_lines(P1.kallor))


def hindsight_blocks(utfall: Sequence[Traffrad]) -> tuple[Block, ...]:
    """Show what earlier forecasts would have said beside what came, and how often that lay within the range."""
    if not utfall:
        return ()
    blocks: list[Block] = [
        Rubrik("Så hade prognosen slagit"),
        Stycke(
            "För varje stängt kvartal: vad rapporterna om de två kvartalen före hade förutsagt den dag de gjordes, på "
            "det som är känt i dag och är daterat senast då, och hur många som sedan nådde gränsdagen utan att ha fått "
            "sin insats. Prognoser som hade haft för lite att lära av är inte med."
        ),
    ]
    for fore, title in _FORE.items():
        if rows := [u for u in utfall if u.fore == fore]:
            blocks += [_hit_table(title, rows), Stycke(hit_text(rows), "not")]
    return tuple(blocks)


def hit_text(rows: Sequence[Traffrad]) -> str:
    """Say how often what came lay within the range."""
    return f"Inom spannet: {siffror(sum(u.inom for u in rows))} av {siffror(len(rows))} kvartal."


def _hit_table(title: str, rows: Sequence[Traffrad]) -> Tabell:
    return Tabell(
        (
            Kolumn("Kvartal", 1.2),
            Kolumn("Gjord", 1.2),
            *(Kolumn(head, 1.0, "hoger") for head in ("Väntat", "Spann", "Kom")),
            Kolumn("Inom spannet", 1.2),
        ),
        tuple(
            (
                str(u.kvartal),
                str(u.gjord),
                tenths(u.vantade),
                _range(u.lagst, u.hogst),
                siffror(u.kom),
                "ja" if u.inom else "nej",
            )
            for u in rows
        ),
        rubrik=title,
    )
