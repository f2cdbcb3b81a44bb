"""Waiting curves as charts, each with the number at risk beneath.

A curve is a staircase, and is drawn as one: it falls on the days when somebody got what they waited for. The table
gives its share and how many it rests on, on fewer days than it is read off on.
"""

from collections.abc import Sequence
from typing import Final

from ejverkstallda.domain.avrundning import half_up
from ejverkstallda.domain.vantetid import Kurva
from ejverkstallda.report.modell import Block, Figur, Kolumn, Rubrik, Serie, Stycke, Tabell
from ejverkstallda.report.talord import siffror, uppraknat
from ejverkstallda.report.vantetal import percent_text

FLEST_I_DIAGRAM: Final = 8
"""Curves that can be told apart in one chart; where there are more each gets its own."""
LANGST: Final = 1095
"""Days that a chart shows at most: three years."""
_AVLASNINGAR: Final = 75
_STEG: Final = (1, 2, 5, 10, 15)
_TABELLDAGAR: Final = (0, 30, 60, 90, 180, 365, 730, 1095)
"""Days that the numbers beneath a chart are told for, as far as it goes."""

ALLA: Final = "Alla insatser"
"""What all of them are called; never an insats, which is written with a small letter or as registered."""
Namngiven = tuple[str, Kurva]


def all_curve(kurva: Kurva) -> tuple[Block, ...]:
    """Show the curve of all with its bounds, and its share and number at risk beneath."""
    horizon = min(kurva.langst, LANGST)
    days = _days(horizon)
    series = (
        Serie("Andel som väntar", tuple(_percent(kurva.share(day)) for day in days)),
        Serie("Intervallets nedre gräns", tuple(_bound(kurva, day, upper=False) for day in days)),
        Serie("Intervallets övre gräns", tuple(_bound(kurva, day, upper=True) for day in days)),
    )
    figure = _figure("Andel som väntar, alla insatser, med 95 % intervall", [(ALLA, kurva)], days, series)
    return (figure, *_beneath([(ALLA, kurva)], horizon))


def insats_curves(kurvor: Sequence[Namngiven]) -> tuple[Block, ...]:
    """Show the curves of the insatser in one chart where they can be told apart, else one by one."""
    if not kurvor:
        return ()
    if len(kurvor) <= FLEST_I_DIAGRAM:
        return (Rubrik("Väntekurvor per insats"), *_chart(kurvor, "Andel som väntar, per insats"))
    blocks: list[Block] = [Rubrik("Väntekurvor per insats")]
    for name, curve in kurvor:
        blocks += [Rubrik(name, 3), *_chart([(name, curve)], f"Andel som väntar, {name}")]
    return tuple(blocks)


def _chart(kurvor: Sequence[Namngiven], rubrik: str) -> tuple[Block, ...]:
    horizon = min(max(curve.langst for _, curve in kurvor), LANGST)
    days = _days(horizon)
    series = tuple(Serie(name, tuple(_percent(curve.share(day)) for day in days)) for name, curve in kurvor)
    return (_figure(rubrik, kurvor, days, series), *_beneath(kurvor, horizon))


def _figure(rubrik: str, kurvor: Sequence[Namngiven], days: Sequence[int], series: tuple[Serie, ...]) -> Figur:
    step = days[1] - days[0] if len(days) > 1 else 1
    read = "varje dag" if step == 1 else f"var {step}:e dag"
    return Figur(
        "trappa",
        f"{rubrik} (procent efter antal dagar)",
        f"Linjediagram över andelen som väntar efter antal dagar, avläst {read} från 0 till {days[-1]}. Kurvorna "
        "är trappor som faller de dagar då någon får det som väntas på, och slutar där ingen har följts längre. "
        f"{'; '.join(_in_words(name, curve) for name, curve in kurvor)}. Talen står i tabellen under.",
        tuple(str(day) for day in days),
        series,
        "procent som väntar",
    )


def _in_words(name: str, kurva: Kurva) -> str:
    half = (
        "mer än hälften väntar än" if kurva.median is None else f"hälften har slutat vänta efter {kurva.median} dagar"
    )
    return f"{name}: {half}"


def _beneath(kurvor: Sequence[Namngiven], horizon: int) -> tuple[Block, ...]:
    days = [day for day in _TABELLDAGAR if day <= horizon]
    columns = (Kolumn("Dagar", 2.6), *(Kolumn(siffror(day), 0.8, "hoger") for day in days))
    tables = _one_table(kurvor[0][1], columns, days) if len(kurvor) == 1 else _two_tables(kurvor, columns, days)
    cut = [name for name, curve in kurvor if curve.langst > horizon]
    if not cut:
        return tables
    text = f"Diagram och tabell visar de första {siffror(horizon)} dagarna; någon har följts längre i {uppraknat(cut)}."
    return (*tables, Stycke(text, "not"))


def _one_table(kurva: Kurva, columns: tuple[Kolumn, ...], days: Sequence[int]) -> tuple[Block, ...]:
    """Give one curve's share and number at risk in one table, which a page does not part."""
    rows = (
        ("Följdes och väntade", *(siffror(kurva.at_risk(day)) for day in days)),
        ("Väntar längre", *(percent_text(kurva.share(day)) for day in days)),
    )
    return (Tabell(columns, rows),)


def _two_tables(kurvor: Sequence[Namngiven], columns: tuple[Kolumn, ...], days: Sequence[int]) -> tuple[Block, ...]:
    at_risk = Tabell(
        columns,
        tuple((name, *(siffror(curve.at_risk(day)) for day in days)) for name, curve in kurvor),
        rubrik="Antal som följdes och väntade när dagen kom",
    )
    shares = Tabell(
        columns,
        tuple((name, *(percent_text(curve.share(day)) for day in days)) for name, curve in kurvor),
        rubrik="Andel som väntar längre",
    )
    return (at_risk, shares)


def _days(horizon: int) -> tuple[int, ...]:
    """Return the days that a curve is read off on: from 0 to the horizon, evenly and closely."""
    step = next(s for s in _STEG if horizon // s < _AVLASNINGAR)
    return tuple(range(0, horizon + 1, step))


def _percent(share: float | None) -> float | None:
    return None if share is None else float(half_up(share * 100, 1))


def _bound(kurva: Kurva, day: int, *, upper: bool) -> float | None:
    """Return a bound of the interval after a day; before the first step all wait, and there is none."""
    at = [s for s in kurva.steg if s.dagar <= day]
    if not at or kurva.share(day) is None:
        return None
    return _percent(at[-1].hogst if upper else at[-1].lagst)
