"""The derived table: kept as the events say after any sequence, and its queries give the rows a quarter needs."""

import hashlib
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lager import FIRST, TID, Lager, day, decision, event

from ejverkstallda.domain.beslut import Handelse, Handelseslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.store.beslutslager import add_posts, all_ids, change_posts, get_posts
from ejverkstallda.store.handelselager import add_events
from ejverkstallda.store.kvartalslager import closings, closings_of, frozen_rows, latest_history
from ejverkstallda.store.oversattning import BESLUT
from ejverkstallda.store.vantanlager import (
    derive_posts,
    falls_for,
    falls_of,
    falls_open,
    rederive,
    stored_vantan,
    vantan_rows,
)

SLAG = Handelseslag
START = day("2018-10-01")
KINDS = (SLAG.VERKSTALLD, SLAG.AVBROTT, SLAG.ATERUPPTAGEN, SLAG.AVSLUTAD, SLAG.RAPPORTERAD, SLAG.SLUTRAPPORTERAD)
STEPS = st.one_of(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 300)),
    st.tuples(st.just("rättas"), st.integers(0, 300)),
    st.tuples(st.just("makuleras"), st.integers(0, 300)),
    st.tuples(st.just("beslutsdatum"), st.integers(0, 60)),
    st.tuples(st.just("stängs"), st.integers(0, 4)),
)


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return Lager(tmp_path / "register.db")


def assert_as_derived(lager: Lager, forsta: Kvartal | None = None) -> None:
    """Hold the stored rows against what the events make now."""
    with lager.read() as connection:
        posts = get_posts(connection, all_ids(connection))
        derived = derive_posts(connection, posts)
        wanted = {
            (post_id, row["oppnad_av"]): row
            for post_id in posts
            for row in vantan_rows(posts[post_id], derived[post_id], forsta)
        }
        stored = stored_vantan(connection, posts)
        found = {key: {k: row[k] for k in wanted.get(key, {})} for key, row in stored.items()}
    assert found == wanted


def take(lager: Lager, step: tuple[object, int], logged: list[Handelse], quarter: Kvartal) -> Kvartal:
    """Do one thing to the only decision; return the next quarter to be closed."""
    what, number = step
    when = START + timedelta(days=number)
    if isinstance(what, Handelseslag):
        kvartal = str(Kvartal.containing(when)) if what in {SLAG.RAPPORTERAD, SLAG.SLUTRAPPORTERAD} else None
        logged += [p.handelse for p in lager.log(1, Handelse(0, when, what, kvartal=kvartal))]
    elif what in {"rättas", "makuleras"} and logged:
        old = logged[number % len(logged)]
        slag = SLAG.MAKULERAD if what == "makuleras" else old.slag
        logged += [p.handelse for p in lager.log(1, Handelse(0, when, slag, ersatter=old.id))]
    elif what == "beslutsdatum":
        with lager.write() as connection:
            post = get_posts(connection, [1])[1]
            moved = decision(datum=when.isoformat())
            change_posts(connection, [type(post)(1, moved)])
            rederive(connection, [1], None)
    elif what == "stängs":
        lager.close(quarter)
        return quarter.next()
    return quarter


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_the_table_is_what_the_events_make_after_any_sequence(steps: list[tuple[object, int]]) -> None:
    with TemporaryDirectory() as folder:
        lager = Lager(Path(folder) / "register.db")
        lager.add(decision(datum=START.isoformat()))
        logged: list[Handelse] = []
        quarter = FIRST
        for step in steps:
            quarter = take(lager, step, logged, quarter)
            assert_as_derived(lager)


def test_a_wait_keeps_its_row_when_its_days_change(lager: Lager) -> None:
    (post,) = lager.add(decision())
    executed, interrupted = lager.log(post.id, event(SLAG.VERKSTALLD, "2019-01-10"), event(SLAG.AVBROTT, "2019-02-01"))
    with lager.read() as connection:
        before = {key: row["id"] for key, row in stored_vantan(connection, [1]).items()}
    lager.log(
        post.id,
        event(SLAG.AVBROTT, "2019-02-05", ersatter=interrupted.handelse.id),
        event(SLAG.VERKSTALLD, "2019-01-11", ersatter=executed.handelse.id),
    )
    with lager.read() as connection:
        after = stored_vantan(connection, [1])
    assert {key: row["id"] for key, row in after.items()} == before
    assert after[1, 2]["start"] == day("2019-02-05")
    assert after[1, None]["slut_datum"] == day("2019-01-11")


def test_a_wait_that_is_gone_leaves_no_row_unless_it_was_reported(lager: Lager) -> None:
    (post,) = lager.add(decision())
    lager.log(post.id, event(SLAG.VERKSTALLD, "2018-11-10"), event(SLAG.AVBROTT, "2018-12-01"))
    lager.log(post.id, event(SLAG.MAKULERAD, "2018-12-02", ersatter=2))
    assert [row["oppnad_av"] for row in lager.derived(1)] == [None]
    lager.log(post.id, event(SLAG.AVBROTT, "2018-12-01"))
    lager.close(FIRST)
    lager.log(post.id, event(SLAG.MAKULERAD, "2019-05-02", ersatter=4))
    assert [(row["oppnad_av"], row["borta"]) for row in lager.derived(1)] in (
        [(None, False), (4, True)],
        [(4, True), (None, False)],
    )


def test_the_query_of_a_quarter_gives_its_own_rows_only(lager: Lager) -> None:
    days = {
        "INSIDE": ("2018-11-09", None),
        "LAST-DAY": ("2018-12-31", None),
        "NEXT": ("2019-01-01", None),
        "IN-TIME": ("2018-11-09", "2019-02-09"),
        "LATE-END": ("2018-11-09", "2019-02-10"),
        "OLD": ("2018-01-01", None),
    }
    posts = lager.add(*(decision(n, d) for n, (d, _) in days.items()))
    for post in posts:
        end = days[post.beslut.beslutsnummer][1]
        if end:
            lager.log(post.id, event(SLAG.VERKSTALLD, end))
    assert lager.numbers(FIRST) == ["INSIDE", "LAST-DAY", "LATE-END", "OLD"]
    lager.close(FIRST)
    assert lager.numbers(FIRST) == ["INSIDE", "LAST-DAY", "LATE-END", "OLD"]
    assert lager.numbers(FIRST.next()) == ["INSIDE", "LAST-DAY", "NEXT", "OLD"]
    lager.close(FIRST.next())
    with lager.write() as connection:
        late = add_posts(connection, [decision("LATE", "2018-06-01")], [None])
        rederive(connection, [p.id for p in late], None)
    assert "LATE" in lager.numbers(FIRST.next().next())


def test_what_is_open_until_a_day(lager: Lager) -> None:
    posts = lager.add(decision("A", "2018-11-09"), decision("B", "2018-11-10"), decision("C", "2018-01-01"))
    lager.log(posts[2].id, event(SLAG.VERKSTALLD, "2019-01-01"))
    with lager.read() as connection:
        found = falls_open(connection, day("2019-02-09"))
        assert [r.fall.beslut.beslutsnummer for r in found] == ["A"]
        assert len(falls_open(connection, day("2019-02-10"))) == 2


def test_a_query_takes_what_its_caller_adds(lager: Lager) -> None:
    lager.add(decision("A"), decision("B"))
    with lager.read() as connection:
        only = BESLUT.c.beslutsnummer == "B"
        assert [r.fall.beslut.beslutsnummer for r in falls_for(connection, FIRST, only)] == ["B"]
        assert [r.fall.beslut.beslutsnummer for r in falls_open(connection, day("2019-12-01"), only)] == ["B"]


def test_the_waits_of_a_case_come_in_order_of_time(lager: Lager) -> None:
    (post,) = lager.add(decision())
    lager.log(
        post.id,
        *(event(SLAG.AVBROTT, "2019-04-01"), event(SLAG.ATERUPPTAGEN, "2019-03-15")),
        *(event(SLAG.VERKSTALLD, "2019-01-10"), event(SLAG.AVBROTT, "2019-03-01")),
    )
    with lager.read() as connection:
        assert [f.vantan.start.isoformat() for f in falls_of(connection, post.id)] == [
            *("2018-11-09", "2019-03-01", "2019-04-01"),
        ]


def test_frozen_rows_come_back_as_they_were(lager: Lager) -> None:
    posts = lager.add(decision("A"), decision("B"))
    lager.log(posts[1].id, event(SLAG.VERKSTALLD, "2019-03-01"))
    lager.close(FIRST)
    with lager.read() as connection:
        (closing,) = closings(connection)
        assert closings_of(connection, FIRST) == [closing]
        assert closings_of(connection, FIRST.next()) == []
        a, b = frozen_rows(connection, [closing.id])
    assert (a.rad.beslutsnummer, a.rad.grupp, a.rad.dagar, a.rad.slut) == ("A", "ny", 142, None)
    assert b.rad.slut is not None
    assert (b.rad.slut.slag, b.rad.slut.datum, b.rad.forst_rapporterad) == ("verkstalld", day("2019-03-01"), FIRST)


def test_each_frozen_row_has_one_hash_over_figures_and_one_over_texts(lager: Lager) -> None:
    lager.add(decision("A"))
    lager.close(FIRST)
    with lager.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM fryst_rad").mappings().one()
    for name in ("siffror", "texter"):
        assert row[f"{name}_sha256"] == hashlib.sha256(row[name].encode()).hexdigest()
    assert "kontaktperson" in row["texter"]
    assert '"A"' not in row["siffror"]


def test_a_closing_that_is_opened_again_no_longer_holds(lager: Lager) -> None:
    lager.add(decision("A"))
    lager.close(FIRST)
    assert lager.derived(1)[0]["rapporterad"] is True
    with lager.write() as connection:
        connection.exec_driver_sql("INSERT INTO oppning (stangning_id, tid, av, skal) VALUES (1, '2019', 'prov', 'x')")
        rederive(connection, [1], None)
        assert closings(connection) == []
    assert lager.derived(1)[0]["rapporterad"] is False


def test_the_latest_quarter_of_history(lager: Lager) -> None:
    (post,) = lager.add(decision())
    with lager.read() as connection:
        assert latest_history(connection) == {}
    with lager.write() as connection:
        events = [event(SLAG.RAPPORTERAD, "2018-12-31", kvartal=k) for k in ("2018Q3", None, "2018Q4")]
        add_events(connection, [(post.id, e) for e in events], "prov", TID)
        assert latest_history(connection) == {(post.beslut.namnd, post.beslut.lag): Kvartal(2018, 4)}
