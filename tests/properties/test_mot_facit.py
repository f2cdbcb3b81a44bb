"""The domain agrees with the contract's rules written once more (facit.py), row by row."""

from dataclasses import replace
from datetime import date
from random import Random

import facit
import varld
from hypothesis import given
from hypothesis import strategies as st
from varld import MANY, Case

from ejverkstallda.domain.rapportering import in_stock, is_reportable, needs_watch
from ejverkstallda.domain.vantan import derive_forlopp


@MANY
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_gransdag_is_the_same_number_three_months_on_or_the_months_last_day(start: date) -> None:
    own = varld.beslut(facit.Decision(start))
    assert derive_forlopp(own, []).vantan[0].gransdag == facit.gransdag(start)


@MANY
@given(st.data())
def test_vantan_follow_from_the_events(data: st.DataObject) -> None:
    decision = data.draw(varld.decisions())
    found = data.draw(varld.events(decision, data.draw(varld.events(decision))))
    own = varld.beslut(decision)
    forlopp = derive_forlopp(own, [varld.handelse(e) for e in found])
    waits, idle = facit.derive(decision, found)
    assert [varld.wait_of(v) for v in forlopp.vantan] == waits
    before = sum(w.end is not None and w.end[1] < decision.datum for w in waits)
    assert sum(b.kod == "slut_fore_beslut" for b in forlopp.brister) == before
    assert len(forlopp.brister) == idle + before
    assert [forlopp.oppen] == [v for v in forlopp.vantan if v.slut is None] or forlopp.oppen is None


@MANY
@given(varld.cases())
def test_rows_sums_and_findings_of_a_quarter(case: Case) -> None:
    expected = facit.answer(case.decision, case.events, [], case.frame)
    given_, bild = varld.answer(varld.falls(case.decision, case.events), case.frame)
    assert sorted(given_.rows, key=repr) == sorted(expected.rows, key=repr)
    assert replace(given_, rows=[]) == replace(expected, rows=[])
    summor = bild.summor
    assert summor.rapporterade == len(expected.rows)
    assert summor.ej_verkstallda == sum(r.grupp in {"ny", "kvarstaende"} and r.slut is None for r in expected.rows)


@MANY
@given(varld.cases())
def test_what_need_not_be_watched_never_comes_into_a_report(case: Case) -> None:
    for fall in varld.falls(case.decision, case.events):
        if needs_watch(fall, varld.ram(case.frame).forsta_kvartal):
            continue
        end_reported = varld.quarter_of(fall.rapporterat.slut) if fall.rapporterat.rapporterad else facit.BEFORE
        for quarter in [*varld.QUARTERS, (2020, 1), (2020, 2)]:
            frame = replace(case.frame, kvartal=quarter, statusdag=facit.last_day(quarter), idag=date(2021, 1, 1))
            assert quarter <= end_reported or not varld.answer([fall], frame)[0].rows


@MANY
@given(varld.cases(), varld.days)
def test_stock_of_a_day(case: Case, day: date) -> None:
    known = facit.history(case.decision, case.events, [])
    found = varld.falls(case.decision, case.events)
    assert [in_stock(f, day) for f in found] == [facit.in_stock(case.decision, k.wait, day) for k in known]
    assert [is_reportable(f).varde for f in found] == [facit.reportable(case.decision, k.wait) for k in known]


@MANY
@given(varld.cases(), st.randoms(use_true_random=False))
def test_the_order_of_events_in_the_input_decides_nothing(case: Case, chance: Random) -> None:
    shuffled = list(case.events)
    chance.shuffle(shuffled)
    assert varld.falls(case.decision, shuffled) == varld.falls(case.decision, case.events)


@MANY
@given(varld.cases(), st.randoms(use_true_random=False), st.lists(st.sampled_from(varld.REASONS), min_size=30))
def test_the_order_of_files_decides_nothing(case: Case, chance: Random, reasons: list[str | None]) -> None:
    """Events get their number in the order they are read; without corrections no number matters."""
    plain = [
        replace(e, ersatter=None, orsak=reasons[i] if e.slag == "avslutad" else None)
        for i, e in enumerate(case.events[:30])
        if e.slag != "makulerad"
    ]
    numbers = [e.id for e in plain]
    chance.shuffle(numbers)
    renumbered = [replace(e, id=number) for e, number in zip(plain, numbers, strict=True)]
    one, other = (varld.falls(case.decision, found) for found in (plain, renumbered))
    assert [replace(varld.wait_of(f.vantan), opened_by=None) for f in one] == [
        replace(varld.wait_of(f.vantan), opened_by=None) for f in other
    ]
    assert [varld.reported(f.rapporterat) for f in one] == [varld.reported(f.rapporterat) for f in other]
