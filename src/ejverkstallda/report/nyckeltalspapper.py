"""The paper of nyckeltal: each indicator as a chart and a table with a year in each column, definition and source.

Where one table of all years would be too wide for a page, they are divided; a spreadsheet takes them all in one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from ejverkstallda.domain.nyckeltal import Indikator, Serie
from ejverkstallda.report import modell
from ejverkstallda.report.modell import Block, Figur, Kolumn, Lista, Papper, Rubrik, Stycke, Tabell
from ejverkstallda.report.talord import uppraknat
from ejverkstallda.report.uppfoljningsram import (
    INGET,
    Uppfoljningshuvud,
    Uppfoljningsram,
    build_paper,
    figure_text,
    source_lines,
)

TOTALT: Final = "totalt"
_UPPDELNING_ORD: Final = {
    TOTALT: "alla",
    "insatsgrupp": "insatser tillsammans",
    "insats": "insats",
    "verksamhetsomrade": "verksamhetsområde",
}
_AR_RUBRIK: Final = "År som inte kan jämföras rakt av"
AR_PER_SIDA: Final = 8
"""Years that a page's width has room for beside a name."""


class Nyckeltalsrad(NamedTuple):
    """An indicator's values by year (None = there is none): what it counts, and how the whole was divided."""

    indikator: str
    uppdelning: str
    avser: str
    varden: Mapping[int, float | None]


class Definition(NamedTuple):
    """An indicator as it is explained: its id, its name, how it is counted, and its sources in words."""

    id: str
    namn: str
    definition: str
    kallor: tuple[str, ...]


class Arsnot(NamedTuple):
    """Why a year cannot be set beside the others as it is."""

    ar: int
    text: str


class Nyckeltalsinnehall(NamedTuple):
    """What the paper holds: the years, what is to be said of them, the rows, and the indicators' definitions."""

    huvud: Uppfoljningshuvud
    ar: tuple[int, ...]
    noter: tuple[Arsnot, ...]
    rader: tuple[Nyckeltalsrad, ...]
    indikatorer: tuple[Definition, ...]


class Nyckeltalsunderlag(NamedTuple):
    """What the paper is made from: the years, the series with how each was divided, and what is said of years."""

    ar: tuple[int, ...]
    serier: tuple[tuple[str, Serie], ...]
    noter: tuple[Arsnot, ...]


def build_nyckeltalspapper(
    ram: Uppfoljningsram, underlag: Nyckeltalsunderlag, per_tabell: int = AR_PER_SIDA
) -> Papper[Nyckeltalsinnehall]:
    """Build the paper, with at most `per_tabell` years in each table."""
    content, indicators = _content(ram, underlag)
    blocks: list[Block] = list(_opening(content, ram))
    for indicator in indicators:
        if _has_figures(content, indicator.id):
            blocks += _indicator(indicator, content, per_tabell)
    return _paper(ram, content, blocks)


def build_nyckeltalsbok(ram: Uppfoljningsram, underlag: Nyckeltalsunderlag) -> Papper[Nyckeltalsinnehall]:
    """Build the paper for a workbook, which keeps only tables: all years in one, what explains them in others."""
    content, indicators = _content(ram, underlag)
    blocks: list[Block] = []
    for indicator in indicators:
        rows = [rad for rad in content.rader if rad.indikator == indicator.id]
        blocks += [Rubrik(indicator.namn), _table(_heads(content, content.ar), rows)]
    blocks += [
        Rubrik("Definitioner och källor"),
        Tabell(
            (Kolumn("Nyckeltal", 1.5), Kolumn("Definition", 3.0), Kolumn("Källa", 3.0)),
            tuple((d.namn, d.definition, "; ".join(d.kallor)) for d in content.indikatorer),
        ),
    ]
    if content.noter:
        noted = tuple((f"{note.ar}*", note.text) for note in content.noter)
        blocks += [Rubrik(_AR_RUBRIK), Tabell((Kolumn("År"), Kolumn("Anmärkning", 4.0)), noted)]
    return _paper(ram, content, blocks)


def even_parts(ar: Sequence[int], mest: int) -> tuple[tuple[int, ...], ...]:
    """Divide years into as few parts as hold at most `mest`, as equally long as can be, the longer first."""
    parts = -(-len(ar) // mest)
    size, longer = divmod(len(ar), parts)
    ends = [n * size + min(n, longer) for n in range(parts + 1)]
    return tuple(tuple(ar[a:b]) for a, b in pairwise(ends))


def split_years(varden: Collection[Mapping[int, object]], ar: Sequence[int]) -> tuple[tuple[int, ...], str]:
    """Return the years that any row has a value of, and the others in words: `2010–2020 och 2026`."""
    known = tuple(year for year in ar if any(row[year] is not None for row in varden))
    spans: list[list[int]] = []
    for year in sorted(set(ar) - set(known)):
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return known, uppraknat([year_span(span) for span in spans])


def _content(ram: Uppfoljningsram, underlag: Nyckeltalsunderlag) -> tuple[Nyckeltalsinnehall, tuple[Indikator, ...]]:
    indicators = tuple(dict.fromkeys(serie.indikator for _, serie in underlag.serier))
    content = Nyckeltalsinnehall(
        ram.huvud,
        underlag.ar,
        underlag.noter,
        tuple(
            Nyckeltalsrad(serie.indikator.id, division, serie.avser, {y: _plain(v) for y, v in serie.varden.items()})
            for division, serie in underlag.serier
        ),
        tuple(Definition(i.id, i.namn, i.definition, tuple(k.text for k in i.kallor)) for i in indicators),
    )
    return content, indicators


def _paper(ram: Uppfoljningsram, content: Nyckeltalsinnehall, blocks: Sequence[Block]) -> Papper[Nyckeltalsinnehall]:
    return Papper(build_paper("Nyckeltal", f"Nyckeltal {year_span(content.ar)}", ram, blocks), content)


def _has_figures(content: Nyckeltalsinnehall, indikator: str) -> bool:
    return any(v is not None for rad in content.rader if rad.indikator == indikator for v in rad.varden.values())


def year_span(ar: Sequence[int]) -> str:
    """Write the years as people do: `2018–2021`, or the one."""
    return str(ar[0]) if len(ar) == 1 else f"{ar[0]}–{ar[-1]}"


def _plain(value: Decimal | None) -> float | None:
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def _opening(content: Nyckeltalsinnehall, ram: Uppfoljningsram) -> Iterable[Block]:
    yield Stycke(
        f"Nyckeltal om ej verkställda beslut enligt {ram.lag_i_ord}, med ett år per kolumn. Talen räknas på det som är "
        f"känt {ram.idag}: ett fall som blev känt sent står på det år det hör till. De kan därför skilja sig från det "
        "som stod i kvartalens rapporter."
    )
    if empty := [d.namn for d in content.indikatorer if not _has_figures(content, d.id)]:
        yield Stycke(
            f"Utan tal och därför inte med: {'; '.join(empty)}. Dagen har inte kommit, eller så går registret inte så "
            "långt tillbaka."
        )
    if content.noter:
        yield Rubrik(_AR_RUBRIK)
        yield Stycke("De är märkta med * i tabellerna.")
        yield Lista(tuple(note.text for note in content.noter))


def _indicator(indicator: Indikator, content: Nyckeltalsinnehall, per_tabell: int) -> Iterable[Block]:
    rows = [rad for rad in content.rader if rad.indikator == indicator.id]
    heads = _heads(content, content.ar)
    yield Rubrik(indicator.namn)
    yield Stycke(indicator.definition)
    if len(content.ar) > 1:
        total = next(rad for rad in rows if rad.uppdelning == TOTALT)
        yield _chart(indicator, heads, total)
    known, unknown = split_years([rad.varden for rad in rows], content.ar)
    for years in even_parts(known, per_tabell):
        yield _table(_heads(content, years), rows)
    if unknown:
        yield Stycke(f"Utan tal: {unknown}.", "not")
    if content.noter:
        yield Stycke(f"* Se {_AR_RUBRIK}.", "not")
    yield from source_lines(indicator.kallor)


def _heads(content: Nyckeltalsinnehall, ar: Sequence[int]) -> dict[int, str]:
    """Head each year, with a star where something is to be said of it."""
    marked = {note.ar for note in content.noter}
    return {year: f"{year}{'*' if year in marked else ''}" for year in ar}


def _chart(indicator: Indikator, heads: Mapping[int, str], total: Nyckeltalsrad) -> Figur:
    values = tuple(total.varden[year] for year in heads)
    told = "; ".join(
        f"{head}: {'uppgift saknas' if value is None else figure_text(value)}"
        for head, value in zip(heads.values(), values, strict=True)
    )
    return Figur(
        "staplar",
        f"{indicator.namn}, totalt",
        f"Stapeldiagram med en stapel för varje år. {told}.",
        tuple(heads.values()),
        (modell.Serie("Totalt", values),),
        "antal",
    )


def _table(heads: Mapping[int, str], rows: Sequence[Nyckeltalsrad]) -> Tabell:
    return Tabell(
        (Kolumn("Avser", 3.0), Kolumn("Uppdelning", 1.7), *(Kolumn(head, 0.8, "hoger") for head in heads.values())),
        tuple(
            (_name(rad), _UPPDELNING_ORD[rad.uppdelning], *(figure_text(rad.varden[year]) for year in heads))
            for rad in rows
        ),
    )


def _name(rad: Nyckeltalsrad) -> str:
    return "Totalt" if rad.uppdelning == TOTALT else rad.avser or INGET
