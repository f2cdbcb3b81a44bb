"""The papers of the sample municipality counted a second way: plain Python over the rows as JSON and the files read in.

Reasons and offers are followed in the files up to the change of care system, when the cases' numbers change.
"""

import calendar
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from granhamn import BYTE, CELLER, KVARTAL, Korning, Rad, decisions, old_numbers, rows, run_once, table

from ejverkstallda.app.dokument import Val, build_documents
from ejverkstallda.app.kommunfil import read_sources
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.insatser import find_insats
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.parametrar import rapporteringsdag
from ejverkstallda.report.granskning import find_identity
from ejverkstallda.report.statistikmodell import Slagstatistik

FORE = [q for q in KVARTAL if q < BYTE]
DAG = timedelta(days=1)


@pytest.fixture(scope="module")
def korning(tmp_path_factory: pytest.TempPathFactory) -> Korning:
    """Return what the twelve quarters gave."""
    return run_once(tmp_path_factory)


def paper(korning: Korning, slag: str, q: Kvartal, cell: tuple[str, Lag]) -> Any:
    """The one paper of a cell, made half a year after the last quarter."""
    ctx = korning.on(date(2026, 6, 1))
    with ctx.reading() as connection:
        urval = Urval(q, cell[1], cell[0])
        (made,) = build_documents(connection, ctx, (slag,), urval, read_sources(ctx.folder), Val())
    return made


def shown(korning: Korning, q: Kvartal, cell: tuple[str, Lag]) -> list[dict[str, Any]]:
    return [r for r in korning.rader[q] if (r["namnd"], r["lag"]) == (cell[0], cell[1].value)]


def months_later(day: date, months: int) -> date:
    """The same day number, or the month's last day: counted without the program."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def band(rad: dict[str, Any]) -> str:
    start = date.fromisoformat(rad["start"])
    last = start + timedelta(days=rad["dagar"])
    for months, name in ((3, "0–3"), (6, "3–6"), (12, "6–12"), (18, "12–18")):
        boundary = months_later(start, months)
        if last < boundary or (last == boundary and rad["slut"] is not None):  # one that waits has not ended within it
            return name
    return "över 18"


def middle(days: list[int]) -> float | None:
    days = sorted(days)
    half = len(days) // 2
    if not days:
        return None
    return days[half] if len(days) % 2 else (days[half - 1] + days[half]) / 2


def same(stat: Slagstatistik, found: list[dict[str, Any]]) -> None:
    """Hold what the paper has of decisions, or of avbrott, against the rows."""
    groups = Counter(r["grupp"] for r in found)
    waiting = [r for r in found if r["slut"] is None]
    s = stat.summor
    assert (s.nya, s.verkstallda, s.avslutade, s.kvarstaende, s.ej_verkstallda) == (
        groups["ny"],
        groups["verkstalld"],
        groups["avslutad"],
        groups["kvarstaende"],
        len(waiting),
    )
    kinds = Counter((r["insats_kod"] or r["insats"], r["grupp"]) for r in found)
    told = Counter(
        {
            (kod, grupp): n
            for rad in stat.insatser.rader
            if rad.grupper
            for kod in [_kod(rad.namn, found)]
            for grupp, n in zip(
                ("ny", "verkstalld", "avslutad", "kvarstaende"),
                (rad.grupper.nya, rad.grupper.verkstallda, rad.grupper.avslutade, rad.grupper.kvarstaende),
                strict=True,
            )
            if n
        }
    )
    assert told == kinds
    days = [r["dagar"] for r in waiting]
    assert (stat.tider.vantar.median, stat.tider.vantar.langst) == (middle(days), max(days, default=None))
    ended = [r["dagar"] for r in found if r["slut"] is not None]
    assert (stat.tider.slut.median, stat.tider.slut.langst) == (middle(ended), max(ended, default=None))
    bands = Counter((band(r), r["slut"] is None) for r in found)
    assert (
        Counter({(b.kort, True): b.vantar for b in stat.tider.band if b.vantar})
        + Counter({(b.kort, False): b.slut for b in stat.tider.band if b.slut})
        == bands
    )


def _kod(namn: str, found: list[dict[str, Any]]) -> str:
    insats = find_insats(namn, Lag(found[0]["lag"]))
    return insats.kod if insats else next(r["insats"] for r in found if r["insats"].casefold() == namn.casefold())


@pytest.mark.parametrize("cell", CELLER, ids=str)
def test_every_quarters_figures_are_those_of_its_rows(korning: Korning, cell: tuple[str, Lag]) -> None:
    for q in KVARTAL:
        found = shown(korning, q, cell)
        for slag in ("statistik", "fullmaktige"):
            stat = paper(korning, slag, q, cell).papper.innehall.statistik
            same(stat.beslut, [r for r in found if r["vantan"] == "beslut"])
            same(stat.avbrott, [r for r in found if r["vantan"] == "avbrott"])
        kon = paper(korning, "statistik", q, cell).papper.innehall.statistik.kon
        sexes = Counter(r["kon"] for r in found)
        assert (kon.summa.kvinnor, kon.summa.man, kon.summa.okant) == (sexes["K"], sexes["M"], sexes[None])


@pytest.mark.parametrize("cell", CELLER, ids=str)
def test_the_comparison_is_the_sums_as_they_were_closed(korning: Korning, cell: tuple[str, Lag]) -> None:
    for i, q in enumerate(KVARTAL):
        jamforelse = paper(korning, "statistik", q, cell).papper.innehall.statistik.jamforelse
        stock = [korning.summor[before, *cell]["ej_verkstallda"] for before in KVARTAL[: i + 1]]
        assert [k.summor.ej_verkstallda for k in jamforelse.bestand] == stock
        assert jamforelse.forra.summor is None if i == 0 else jamforelse.forra.summor.nya == _new(korning, i - 1, cell)
        assert jamforelse.fjol.summor is None if i < 4 else jamforelse.fjol.summor.nya == _new(korning, i - 4, cell)


def _new(korning: Korning, i: int, cell: tuple[str, Lag]) -> int:
    return korning.summor[KVARTAL[i], *cell]["nya"]


@cache
def _known(q: Kvartal) -> list[Rad]:
    """The events read in by the end of a quarter's own reading."""
    return rows("handelser.csv", *[k for k in KVARTAL if k <= q])


def _own_events(rad: dict[str, Any], q: Kvartal) -> list[Rad]:
    """The events of a row's väntan up to the reporting day, in order."""
    last = min(rapporteringsdag(q), table()[q][0]).isoformat()
    events = [e for e in _known(q) if e["beslutsnummer"] == rad["beslutsnummer"]]
    cuts = sorted(e["datum"] for e in events if e["handelse"] == "avbrott" and e["datum"] > rad["start"])
    first = rad["start"] if rad["vantan"] == "avbrott" else ""
    return [e for e in events if first <= e["datum"] <= last and not (cuts and e["datum"] >= cuts[0])]


@pytest.mark.parametrize("cell", CELLER, ids=str)
def test_reasons_and_offers_are_those_of_the_files(korning: Korning, cell: tuple[str, Lag]) -> None:
    for q in FORE:
        stat = paper(korning, "statistik", q, cell).papper.innehall.statistik
        reasons: Counter[str] = Counter()
        offers = answered = yes = 0
        for rad in shown(korning, q, cell):
            events = _own_events(rad, q)
            given = [e for e in events if e["handelse"] == "skal"]
            reasons[max(given, key=lambda e: e["datum"])["ansvar"] if given else ""] += 1
            made = [e for e in events if e["handelse"] == "erbjudande"]
            replies = [e["svar"] for e in events if e["handelse"] in {"erbjudande", "svar"} and e["svar"]]
            offers += len(made)
            answered += len(replies)
            yes += replies.count("ja")
        assert (stat.erbjudanden.lamnade, stat.erbjudanden.accepterade) == (offers, yes)
        assert stat.erbjudanden.accepterade + stat.erbjudanden.avbojda == answered
        told = stat.skal.korsad
        assert {
            "kommunen": sum(r.kommunen for r in told),
            "enskild": sum(r.enskild for r in told),
            "annan": sum(r.annan for r in told),
            "": sum(r.saknas for r in told),
        } == {whose: reasons[whose] for whose in ("kommunen", "enskild", "annan", "")}


def test_the_revisorer_get_every_row_but_those_of_another_municipality(korning: Korning) -> None:
    elsewhere = {r["beslutsnummer"] for r in decisions() if r.get("bosattningskommun")}
    numbers = old_numbers()
    left_out = 0
    for q in KVARTAL:
        for cell in CELLER:
            innehall = paper(korning, "revisorer", q, cell).papper.innehall
            found = shown(korning, q, cell)
            here = [r for r in found if numbers.get(r["beslutsnummer"], r["beslutsnummer"]) not in elsewhere]
            assert sorted((str(r.beslutsdatum), r.insats, r.grupp.value) for r in innehall.rader) == sorted(
                (r["beslutsdatum"], r["insats"], r["grupp"]) for r in here
            )
            assert innehall.andra_kommuner == len(found) - len(here)
            left_out += innehall.andra_kommuner
    assert left_out > 0


def test_no_paper_holds_an_identity_number_and_none_but_the_namnds_a_case(korning: Korning) -> None:
    for q in KVARTAL[::4]:
        for cell in CELLER:
            numbers = {r["beslutsnummer"] for r in shown(korning, q, cell)}
            for slag in ("statistik", "fullmaktige", "revisorer"):
                made = paper(korning, slag, q, cell)
                assert find_identity(made.papper.dokument) == ()
                if slag != "statistik":
                    assert not [
                        n for n in numbers if n in repr(made.papper.dokument) or n in repr(made.papper.innehall)
                    ]
