"""The sample municipality: the script writes what is in the tree, and its twelve quarters run as in real life."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from granhamn import (
    BYTE,
    CELLER,
    KVARTAL,
    NAMNDER,
    NOLL,
    ROOT,
    SAMPLE,
    Korning,
    Rad,
    decisions,
    old_numbers,
    rows,
    run_once,
    table,
)

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.brister import Allvar
from ejverkstallda.domain.kvartal import Kvartal


@pytest.fixture(scope="module")
def korning(tmp_path_factory: pytest.TempPathFactory) -> Korning:
    """Return what the twelve quarters gave."""
    return run_once(tmp_path_factory)


def test_the_script_writes_what_is_in_the_tree(tmp_path: Path) -> None:
    script = ROOT / "sample_data" / "gor_exempelkommun.py"
    subprocess.run([sys.executable, "-B", str(script), "--ut", str(tmp_path)], check=True, capture_output=True)
    written = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = {p.relative_to(SAMPLE): p.read_bytes() for p in SAMPLE.rglob("*") if p.is_file()}
    assert sorted(written) == sorted(kept)
    assert [str(name) for name in kept if written[name] != kept[name]] == []


def test_nothing_read_in_is_a_fault(korning: Korning) -> None:
    assert [b for q in KVARTAL for b in korning.inlast[q] if b.allvar is Allvar.FEL] == []
    assert [b for q in KVARTAL for b in korning.stangt[q] if b.allvar is Allvar.FEL] == []


def test_before_the_change_of_system_the_quarters_close_without_a_warning(korning: Korning) -> None:
    before = [q for q in KVARTAL if q < BYTE]
    assert {b.allvar for q in before for b in korning.stangt[q]} == {Allvar.UPPLYSNING}
    seen = Counter(b.kod for q in KVARTAL for b in korning.stangt[q])
    wanted = {"oppna_fore_forsta_kvartal", "rapporterad_men_i_tid", "rapporterad_men_utanfor"}
    assert wanted <= set(seen)


def test_no_case_that_did_not_move_lacks_a_comment(korning: Korning) -> None:
    numbers = old_numbers()
    moved = {*numbers, *numbers.values()}
    lacking = {
        (b.plats or "").removeprefix("beslut ")
        for q in KVARTAL
        for b in korning.stangt[q]
        if b.kod == "kommentar_saknas"
    }
    assert lacking - moved == set()


def _twice(korning: Korning, cell: tuple[str, Lag]) -> int:
    """Old cases that count as reported before the register under both numbers, while the two are not joined."""
    numbers = old_numbers()
    shown = [r for r in korning.rader[BYTE] if (r["namnd"], r["lag"]) == cell]
    by_number = {r["beslutsnummer"] for r in shown}
    return sum(
        r["grupp"] != "ny" and r["gransdag"] < "2023-01-01" and numbers.get(r["beslutsnummer"]) in by_number
        for r in shown
    )


@pytest.mark.parametrize("cell", CELLER, ids=str)
def test_each_quarter_takes_over_the_stock_of_the_last(korning: Korning, cell: tuple[str, Lag]) -> None:
    for before, q in pairwise(KVARTAL):
        last, now = korning.summor[before, *cell], korning.summor[q, *cell]
        twice = _twice(korning, cell) if q == BYTE else 0
        assert last["ej_verkstallda"] == now["kvarstaende"] + now["verkstallda"] + now["avslutade"] - twice, q
    for q in KVARTAL:
        s = korning.summor[q, *cell]
        assert s["rapporterade"] == s["nya"] + s["verkstallda"] + s["avslutade"] + s["kvarstaende"]


def test_a_wait_is_new_once_and_in_one_group_a_quarter(korning: Korning) -> None:
    def key(rad: dict[str, Any]) -> tuple[str, ...]:
        return rad["kallsystem"], rad["beslutsnummer"], rad["vantan"], rad["start"]

    new = Counter(key(r) for q in KVARTAL for r in korning.rader[q] if r["grupp"] == "ny")
    assert max(new.values()) == 1
    for q in KVARTAL:
        assert max(Counter(key(r) for r in korning.rader[q]).values()) == 1


def test_the_zero_quarter_is_empty_and_the_only_one(korning: Korning) -> None:
    assert [cell for cell, s in korning.summor.items() if s["rapporterade"] == 0] == [NOLL]


def _sums(korning: Korning, q: Kvartal) -> list[int]:
    names = ("nya", "verkstallda", "avslutade", "kvarstaende", "rapporterade")
    return [sum(korning.summor[q, *cell][n] for cell in CELLER) for n in names]


def test_the_program_counts_as_the_script_until_the_numbers_change(korning: Korning) -> None:
    known = table()
    assert list(known) == KVARTAL
    before = [q for q in KVARTAL if q < BYTE]
    assert {q: _sums(korning, q) for q in before} == {q: known[q][1] for q in before}


def test_the_program_counts_as_the_script_when_the_numbers_have_changed(korning: Korning) -> None:
    known = table()
    assert {q: _sums(korning, q) for q in KVARTAL} == {q: known[q][1] for q in KVARTAL}


def _has(name: str, value: str | None = None) -> int:
    return sum(bool(r.get(name)) if value is None else r.get(name) == value for r in decisions())


def test_there_is_enough_of_everything_in_the_decisions() -> None:
    found = decisions()
    assert len(found) >= 400
    assert Counter(r["lag"] for r in found)["LSS"] >= 200
    assert {r["namnd"] for r in found} == set(NAMNDER)
    sol = [r for r in found if r["lag"] == "SoL"]
    assert sum(r["beslutsdatum"] < "2025-07-01" and r["lagrum"].startswith("4") for r in sol) >= 100
    assert sum(r["beslutsdatum"] >= "2025-07-01" and r["lagrum"].startswith("11") for r in sol) >= 20
    assert len({(r["insats"], r["lag"]) for r in found}) >= 20
    assert _has("ursprung", "dom") == 3
    assert _has("ursprung", "forhandsbesked") == 2
    assert _has("bosattningskommun") == 1
    assert _has("skyddad", "ja") == 5
    assert _has("personnummer") == 2
    assert _has("kon", "") >= 8
    assert _has("galler_till") >= 40
    assert _has("ersatter") >= 4
    assert sum(r["lagrum"] in {"4 kap. 2 § SoL", "11 kap. 4 § SoL"} for r in found) == 3
    assert sum(bool(r.get("tidigare_nummer")) for r in rows("beslut.csv", BYTE)) >= 50


def test_there_is_enough_of_everything_in_the_events() -> None:
    found = rows("handelser.csv")
    kinds = Counter(r["handelse"] for r in found)
    few = {"senarelagd_lov": 2, "slutrapporterad": 1, "ivo_arende": 10, "rapporterad": 20, "delvis_verkstalld": 20}
    many = {"avbrott": 30, "aterupptagen": 20, "avslutad": 60, "konsekvens": 80, "uppfoljning": 100, "atgard": 150}
    most = {"svar": 200, "erbjudande": 250, "planerad": 250, "verkstalld": 300, "skal": 300, "kommentar": 500}
    wanted = {**few, **many, **most, "insats_under_tiden": 100, "skickad_ivo": 500}
    assert {k: n for k, n in wanted.items() if kinds[k] < n} == {}
    answers = Counter(r["svar"] for r in found if r["handelse"] in {"svar", "erbjudande"})
    assert min(answers["ja"], answers["nej"]) >= 50
    reasons = Counter(r["orsak"] for r in found if r["handelse"] == "avslutad")
    assert set(reasons) == {"aterkallad", "avliden", "behov_upphort", "ersatt", "flyttat"}
    assert len({r["skal_kod"] for r in found if r["handelse"] == "skal"}) == 7
    assert (
        sum(r["omfattning"] == "delvis" for q in KVARTAL for r in rows("handelser.csv", q) if r.get("omfattning")) >= 3
    )
    numbers = old_numbers()
    per_case = Counter(numbers.get(r["beslutsnummer"], r["beslutsnummer"]) for r in found if r["handelse"] == "avbrott")
    assert sum(n > 1 for n in per_case.values()) >= 3


def _late() -> Iterator[Rad]:
    """Ends that became known after the quarter that they fell in had been closed."""
    days = table()
    for q in KVARTAL[1:]:
        closed = days[KVARTAL[KVARTAL.index(q) - 1]][0]
        for r in rows("handelser.csv", q):
            ends = {"verkstalld", "avslutad", "aterupptagen"}
            if r["handelse"] in ends and date.fromisoformat(r["datum"]) < closed - timedelta(days=10):
                yield r


def test_some_news_is_late_and_some_dates_are_put_right(korning: Korning) -> None:
    assert len(list(_late())) >= 10
    late = [r for q in KVARTAL[: KVARTAL.index(BYTE)] for r in korning.rader[q] if r["sen"]]
    assert late
    after = rows("handelser.csv", *KVARTAL[KVARTAL.index(BYTE) :])
    ids = Counter(r["handelse_id"] for r in after if r["handelse_id"])
    assert sorted(ids.values())[-3:] == [1, 2, 2]


def test_texts_are_short_and_name_nobody() -> None:
    texts = [r["text"] for r in rows("handelser.csv") if r["text"]]
    staff = {r["handlaggare"] for r in decisions()}
    assert max(map(len, texts)) <= 160
    assert len(set(texts)) >= 800
    assert not [
        t for t in texts if "{" in t or "  " in t or t[0].islower() or t[-1] not in ".?" or re.search(r"\d{6}", t)
    ]
    assert not [t for t in texts for name in staff if name in t]
