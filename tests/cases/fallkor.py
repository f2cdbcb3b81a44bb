"""Runs a case through the domain and says, field by field, where the answer differs from what was expected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fallfil import FORE, INGET, Arende, FallfilError, Fallprov, Vantat

from ejverkstallda.domain import felkoder
from ejverkstallda.domain.avgift import fee_range, last_application_day
from ejverkstallda.domain.avgiftsrakning import count_fee
from ejverkstallda.domain.beslut import Beslut, Handelse, Handelseslag
from ejverkstallda.domain.historik import Frystfakta, attach_history
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Kvartalsbild, build_kvartalsbild
from ejverkstallda.domain.lagrum import Lagrumslasning, read_lagrum
from ejverkstallda.domain.lagval import beside_duty, cite_duty, concerns_lov
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.domain.rapportering import Fall, Rad, Ram, in_stock
from ejverkstallda.domain.vantan import Slut, derive_forlopp, effective_events

LAGRUMSBRISTER: Final = {
    Lagrumslasning.OLASLIGT: felkoder.LAGRUM_OLASLIGT,
    Lagrumslasning.ANDRA_AKTEN: felkoder.LAGRUM_ANDRA_AKTEN,
    Lagrumslasning.ANNAN_LAG: felkoder.LAGRUM_ANNAN_LAG,
}
"""The findings that follow from how a lagrum was read; they are given when a decision is registered."""


@dataclass(frozen=True)
class Utfall:
    """What the domain answered."""

    bild: Kvartalsbild
    fall: tuple[Fall, ...]
    brister: tuple[str, ...]
    ram: Ram
    beslut: Beslut
    vid_sidan: tuple[str, ...]
    handelser: tuple[Handelse, ...]


def _known(arende: Arende, day: date) -> tuple[Beslut, list[Handelse], bool] | None:
    """What the register held of a decision at the end of `day`; None when it had not been heard of."""
    if arende.kand > day:
        return None
    fields = dict(arende.beslut)
    for when, change in arende.rattelser:
        fields |= change if when <= day else {}
    events = [Handelse(id=e.nummer, ersatter=e.rattar, **e.falt) for e in arende.handelser if e.kand <= day]
    return Beslut(**fields), events, arende.makulerat is not None and arende.makulerat <= day


def _answer(case: Fallprov, frozen: Mapping[int, list[Frystfakta]], ram: Ram) -> Utfall:
    falls: list[Fall] = []
    first: tuple[Handelse, ...] = ()
    codes: list[str] = []
    beside: list[str] = []
    for number, arende in enumerate(case.arenden):
        known = _known(arende, ram.idag)
        if known is None:
            continue
        beslut, events, struck = known
        first = tuple(events) if number == 0 else first
        forlopp = derive_forlopp(beslut, events)
        pairs, faults = attach_history(beslut, events, forlopp, frozen[number], makulerat=struck)
        falls += [Fall(beslut, v, r, number * 100 + i) for i, (v, r) in enumerate(pairs)]
        codes += [b.kod for b in (*forlopp.brister, *faults)]
        beside += [steg.utfall for steg in beside_duty(beslut, events, ram.kvartal.last_day)]
        if reading := LAGRUMSBRISTER.get(read_lagrum(beslut)):
            codes.append(reading.kod)
    bild = build_kvartalsbild(falls, ram)
    brister = tuple(sorted([*codes, *(b.kod for b in bild.brister)]))
    return Utfall(bild, tuple(falls), brister, ram, Beslut(**case.arenden[0].beslut), tuple(beside), first)


def _frame(case: Fallprov, kvartal: Kvartal, idag: date | None, statusdag: str = "kvartalsslut") -> Ram:
    own = {case.kvartal: case.rapporteringsdag} if case.rapporteringsdag else {}
    reporting = rapporteringsdag(kvartal, own)
    choices = {"kvartalsslut": kvartal.last_day, "rapporteringsdag": reporting}
    seen = choices[statusdag] if statusdag in choices else date.fromisoformat(statusdag)
    return Ram(kvartal, seen, reporting, idag or reporting + timedelta(1), case.forsta_kvartal)


def _last_day(case: Fallprov) -> date:
    """The day a question is asked unless the case says: when all is known and the report is due."""
    happened = [day for arende in case.arenden for day in arende.dagar]
    closings = [s.dag or rapporteringsdag(s.kvartal) for s in case.stangda]
    quarter_end = case.rapporteringsdag or rapporteringsdag(case.kvartal)
    return max(*happened, *closings, quarter_end) + timedelta(1)


def _freeze(utfall: Utfall, frozen: Mapping[int, list[Frystfakta]]) -> None:
    rows = {rad.fall_id: rad for rad in utfall.bild.rader}
    for fall in utfall.fall:
        if rad := rows.get(fall.id):
            v = fall.vantan
            frozen[fall.id // 100].append(
                Frystfakta(
                    v.oppnad_av,
                    v.slag,
                    v.start,
                    utfall.ram.kvartal,
                    rad.forst_rapporterad,
                    rad.slut is not None,
                    (rad.namnd or "", rad.lag),
                )
            )


def _check_days(case: Fallprov, idag: date) -> None:
    future = [d for a in case.arenden for d in a.dagar if d > idag]
    if future:
        msg = f"{case.plats}: {max(future)} ligger efter i dag, {idag}"
        raise FallfilError(msg)


def run_case(case: Fallprov) -> list[str]:
    """Close the quarters of the case in order, ask its question, and return every difference (none = it holds)."""
    *closed, asked = _answers(case)
    found: list[str] = []
    for closing, utfall in zip(case.stangda, closed, strict=True):
        if closing.vantat is not None:
            found += [f"{case.plats} · stängt {closing.kvartal} · {d}" for d in _differences(closing.vantat, utfall)]
    return found + [f"{case.plats} · {d}" for d in _differences(case.vantat, asked)]


def answer_case(case: Fallprov) -> Utfall:
    """Return what the domain answers to the case's question."""
    return list(_answers(case))[-1]


def _answers(case: Fallprov) -> Iterator[Utfall]:
    """What each closed quarter held, and last the answer to the question."""
    frozen: dict[int, list[Frystfakta]] = {number: [] for number in range(len(case.arenden))}
    for closing in case.stangda:
        ram = _frame(case, closing.kvartal, closing.dag)
        if ram.preliminar:
            msg = f"{case.plats}: {closing.kvartal} kan inte stängas {ram.idag}, statusdagen har inte passerat"
            raise FallfilError(msg)
        utfall = _answer(case, frozen, ram)
        _freeze(utfall, frozen)
        yield utfall
    ram = _frame(case, case.kvartal, case.idag or _last_day(case), case.statusdag)
    _check_days(case, ram.idag)
    yield _answer(case, frozen, ram)


def _differences(vantat: Vantat, utfall: Utfall) -> Iterator[str]:
    rows = utfall.bild.rader
    if len(rows) != len(vantat.rader):
        have = "; ".join(f"{r.grupp} från {r.start}" for r in rows) or "ingen"
        yield f"rader: väntade {len(vantat.rader)}, fick {len(rows)} ({have})"
    for i, (expected, rad) in enumerate(zip(vantat.rader, rows, strict=False), 1):
        got = _as_written(rad)
        wanted = {**_implied(expected, utfall.ram), **expected}
        yield from (
            f"rad {i} · {key}: väntade {value}, fick {got[key]}" for key, value in wanted.items() if got[key] != value
        )
    if utfall.brister != vantat.brister:
        yield f"brister: väntade {', '.join(vantat.brister) or 'inga'}, fick {', '.join(utfall.brister) or 'inga'}"
    if utfall.bild.pa_vag != vantat.pa_vag:
        yield f"pa_vag: väntade {vantat.pa_vag}, fick {utfall.bild.pa_vag}"
    if vantat.preliminar is not None and utfall.ram.preliminar is not vantat.preliminar:
        yield f"preliminar: väntade {_word(vantat.preliminar)}, fick {_word(utfall.ram.preliminar)}"
    for day, number in vantat.bestand.items():
        if (stock := sum(in_stock(f, day) for f in utfall.fall)) != number:
            yield f"bestand {day}: väntade {number}, fick {stock}"
    yield from _sums(vantat, utfall.bild)
    yield from _beside(vantat, utfall)


def _beside(vantat: Vantat, utfall: Utfall) -> Iterator[str]:
    """R16, the fee and its two years: the paragraph, what is beside it, range and last day, for the first decision."""
    of = utfall.beslut
    if vantat.vid_sidan != utfall.vid_sidan:
        wanted, got = (", ".join(codes) or "inget" for codes in (vantat.vid_sidan, utfall.vid_sidan))
        yield f"vid_sidan: väntade {wanted}, fick {got}"
    cited = tuple(k.id for k in cite_duty(of.lag, of.beslutsdatum, utfall.ram.kvartal.last_day).varde)
    if vantat.hanvisning not in {None, cited}:
        yield f"hanvisning: väntade {', '.join(vantat.hanvisning or ())}, fick {', '.join(cited)}"
    span = fee_range(of).varde
    if vantat.avgift not in {None, f"{span.lagst}-{span.hogst}"}:
        yield f"avgift: väntade {vantat.avgift}, fick {span.lagst}-{span.hogst}"
    if vantat.tva_ar is not None:
        last = str(last_application_day(of, utfall.fall[0].vantan).varde or "okänd")
        if vantat.tva_ar != last:
            yield f"tva_ar: väntade {vantat.tva_ar}, fick {last}"
    yield from _counted(vantat, utfall)


def _counted(vantat: Vantat, utfall: Utfall) -> Iterator[str]:
    """A3: the sum as IVO counts on the day of the question, and the amount within the range, for the first decision."""
    if vantat.avgiftssumma is None and vantat.avgiftsbelopp is None:
        return
    held = [e for e, _ in effective_events(utfall.handelser)]
    answer, _ = count_fee(
        utfall.beslut,
        utfall.fall[0].vantan,
        [e for e in held if e.slag is Handelseslag.INSATS_UNDER_TIDEN],
        utfall.ram.idag,
        [e for e in held if e.slag is Handelseslag.SENARELAGD_LOV and concerns_lov(utfall.beslut)],
    )
    made = answer.varde
    summa = "okänd" if made is None else str(made.summa)
    belopp = INGET if made is None or made.belopp is None else str(made.belopp)
    for name, wanted, got in (
        ("avgiftssumma", vantat.avgiftssumma, summa),
        ("avgiftsbelopp", vantat.avgiftsbelopp, belopp),
    ):
        if wanted not in {None, got}:
            yield f"{name}: väntade {wanted}, fick {got}"


def _sums(vantat: Vantat, bild: Kvartalsbild) -> Iterator[str]:
    """The contract's sums follow from the rows that the case names."""
    groups = [row["grupp"] for row in vantat.rader]
    new_open = sum(row["grupp"] == "ny" and row.get("slut", INGET) == INGET for row in vantat.rader)
    s = bild.summor
    for name, value, got in (
        ("rapporterade", len(groups), s.rapporterade),
        ("nya", groups.count("ny"), s.nya),
        ("verkstallda", groups.count("verkstalld"), s.verkstallda),
        ("avslutade", groups.count("avslutad"), s.avslutade),
        ("kvarstaende", groups.count("kvarstaende"), s.kvarstaende),
        ("ej_verkstallda", groups.count("kvarstaende") + new_open, s.ej_verkstallda),
    ):
        if value != got:
            yield f"summor · {name}: väntade {value}, fick {got}"


def _implied(row: Mapping[str, str], ram: Ram) -> dict[str, str]:
    """What a row says when it says nothing: no end, not late, and new in the quarter asked for."""
    first = {"forst_rapporterad": str(ram.kvartal)} if row["grupp"] == "ny" else {}
    return {"slut": INGET, "slut_efter_statusdag": INGET, "sen": "nej", **first}


def _word(value: bool) -> str:  # noqa: FBT001 - a value to word
    return "ja" if value else "nej"


def _end(slut: Slut | None) -> str:
    return INGET if slut is None else " ".join(filter(None, (slut.slag, str(slut.datum), slut.orsak)))


def _as_written(rad: Rad) -> dict[str, str]:
    return {
        "beslutsnummer": rad.beslutsnummer,
        "vantan": str(rad.vantan),
        "start": str(rad.start),
        "gransdag": str(rad.gransdag),
        "grupp": str(rad.grupp),
        "sen": _word(rad.sen),
        "slut": _end(rad.slut),
        "slut_efter_statusdag": _end(rad.slut_efter_statusdag),
        "dagar": str(rad.dagar),
        "dagar_sedan_beslut": str(rad.dagar_sedan_beslut),
        "forst_rapporterad": FORE if rad.forst_rapporterad is None else str(rad.forst_rapporterad),
    }
