# ruff: noqa: S608 — the statements are the test's own
"""`ejv kontrollera` on closed quarters that something else than the program has changed."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from korning import Ejv, beslut, handelse

from ejverkstallda.app.kontrollera_frysta import FRYST_RAD_SKADAD

Brister = list[tuple[str, str, str]]


@pytest.fixture
def stangt(register: Ejv) -> Ejv:
    """Two cases of 2019Q1, one of them an avbrott, closed; beside them a decision that is not reported."""
    register.las_in(
        [beslut("B-1", "2018-11-09"), beslut("B-2", "2018-01-02"), beslut("B-3", "2019-05-01")],
        [handelse("B-2", "2018-01-10", "verkstalld"), handelse("B-2", "2018-11-20", "avbrott", omfattning="helt")],
    )
    register.stang("2019Q1")
    return register


def damage(ejv: Ejv, *statements: str) -> Brister:
    """Change the register past its triggers, put them back, and return what the check finds."""
    engine = sa.create_engine(f"sqlite:///{ejv.databas}")
    with engine.begin() as connection:
        kept = list(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name, _ in kept:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        for _, sql in kept:
            connection.exec_driver_sql(sql)
    engine.dispose()
    return [(b["kod"], b["plats"], b["text"]) for b in ejv.json("kontrollera", kod=1)["brister"]]


ROW = "(SELECT id FROM fryst_rad WHERE beslut_id = (SELECT id FROM beslut WHERE beslutsnummer = 'B-1'))"
NASTA = "(SELECT id FROM stangning WHERE lag = 'LSS' AND kvartal = '2019Q2')"
AVBROTTET = "(SELECT id FROM handelse WHERE slag = 'avbrott')"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("siffror = replace(siffror, '\"dagar\":142', '\"dagar\":12')", "siffrorna"),
        ("texter = '{}'", "texterna"),
        ("grupp = 'kvarstaende'", "gruppen"),
        ("start = '2018-11-08'", "startdagen"),
        ("slag = 'avbrott'", "slaget av väntan"),
        ("forst = '2018Q4'", "kvartalet när den först rapporterades"),
        ("har_slut = 1", "om slutet är redovisat"),
        ("beslut_id = (SELECT id FROM beslut WHERE beslutsnummer = 'B-3')", "vilket beslut den gäller"),
        (f"oppnad_av = {AVBROTTET}", "vilket avbrott den gäller"),
    ],
)
def test_a_changed_row_is_named_and_nothing_else_is_blamed(stangt: Ejv, change: str, word: str) -> None:
    found = damage(stangt, f"UPDATE fryst_rad SET {change} WHERE id = {ROW}")
    assert {kod for kod, _, _ in found} == {"fryst_rad_skadad"}
    ((_, plats, text),) = [f for f in found if word in f[2]]
    assert plats == "2019Q1 LSS"
    assert "beslut B-1" in text


def test_a_deleted_row_is_counted_and_its_decision_named(stangt: Ejv) -> None:
    found = damage(stangt, f"DELETE FROM fryst_rad WHERE id = {ROW}")
    assert {kod for kod, _, _ in found} == {"fryst_rad_skadad"}
    assert ("2019Q1 LSS", True) in [(plats, "stängdes med 2 rader, men nu finns 1;" in t) for _, plats, t in found]
    assert [t for _, plats, t in found if plats == "beslut B-1"] == [
        f"Beslutets frysta rad saknas eller är ändrad (rapporterat i 2019Q1). {FRYST_RAD_SKADAD.atgard}"
    ]


def test_a_row_moved_to_another_closing_is_found(stangt: Ejv) -> None:
    stangt.stang("2019Q2", idag="2019-07-02")
    found = damage(stangt, f"UPDATE fryst_rad SET stangning_id = {NASTA} WHERE id = (SELECT min(id) FROM fryst_rad)")
    assert {kod for kod, _, _ in found} == {"fryst_rad_skadad"}
    assert {"2019Q1 LSS", "2019Q2 LSS"} <= {plats for _, plats, _ in found}


@pytest.mark.parametrize(
    "change",
    [
        "statusdag = '2019-04-30'",
        "rapporteringsdag = '2019-05-01'",
        "av = 'någon annan'",
        "ram = replace(ram, 'Provkommun', 'Grannkommun')",
        "ram = '{}'",
        "ram = 'trasig'",
    ],
)
def test_a_changed_closing_is_found(stangt: Ejv, change: str) -> None:
    found = damage(stangt, f"UPDATE stangning SET {change} WHERE lag = 'LSS'")
    assert [(kod, plats) for kod, plats, _ in found] == [("fryst_rad_skadad", "2019Q1 LSS")]


def test_a_closing_that_is_gone_is_told_of_by_the_log(stangt: Ejv) -> None:
    gone = "(SELECT id FROM stangning WHERE lag = 'LSS')"
    found = damage(
        stangt, f"DELETE FROM fryst_rad WHERE stangning_id = {gone}", "DELETE FROM stangning WHERE lag = 'LSS'"
    )
    assert {kod for kod, _, _ in found} == {"fryst_rad_skadad"}
    assert "2019Q1 LSS" in {plats for _, plats, text in found if "finns inte i registret" in text}


def test_a_closing_made_before_there_were_seals_is_checked_by_the_count_of_the_log(stangt: Ejv) -> None:
    with stangt.oppet() as connection:
        frames = list(connection.exec_driver_sql("SELECT id, ram FROM stangning"))
    old = [
        (i, {k: v for k, v in json.loads(r).items() if k not in {"rader", "rader_sha256", "sha256"}}) for i, r in frames
    ]
    without = [f"UPDATE stangning SET ram = '{json.dumps(r)}' WHERE id = {i}" for i, r in old]
    found = damage(stangt, *without, f"DELETE FROM fryst_rad WHERE id = {ROW}")
    assert any("stängdes med 2 rader, men nu finns 1;" in text for _, _, text in found)


def test_an_emptied_trigger_of_the_same_name_is_found(stangt: Ejv) -> None:
    assert stangt("kontrollera").kod == 0
    engine = sa.create_engine(f"sqlite:///{stangt.databas}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER tr_logg_delete")
        connection.exec_driver_sql("CREATE TRIGGER tr_logg_delete BEFORE DELETE ON logg BEGIN SELECT 1; END")
    engine.dispose()
    (brist,) = stangt.json("kontrollera", kod=1)["brister"]
    assert (brist["kod"], brist["plats"]) == ("trigger_saknas", "tr_logg_delete")


def _open_again(ejv: Ejv) -> None:
    assert ejv("kvartal", "oppna", "2019Q1", "--skal", "Fel").kod == 0
    ejv.stang("2019Q1")


def _rename(ejv: Ejv) -> None:
    ejv.las_in([beslut("B-9", "2018-11-09", tidigare_nummer="B-1")])


def _execute(ejv: Ejv) -> None:
    assert ejv("verkstall", "B-1", "--datum", "2019-05-02").kod == 0
    ejv.stang("2019Q2", idag="2019-07-02")


@pytest.mark.parametrize("change", [_open_again, _rename, _execute])
def test_what_the_program_itself_does_is_no_fault(stangt: Ejv, change: Callable[[Ejv], None]) -> None:
    change(stangt)
    svar = stangt("kontrollera")
    assert (svar.kod, svar.ut, svar.fel) == (0, "", "")


@pytest.mark.parametrize(
    ("change", "plats"),
    [
        ("beslut SET beslutsdatum = '2019-02-31' WHERE beslutsnummer = 'B-3'", "beslut rad 3"),
        ("beslut SET ansokningsdatum = 'i våras' WHERE beslutsnummer = 'B-3'", "beslut rad 3"),
        ("logg SET tid = 'i går' WHERE id = 1", "logg rad 1"),
        ("beslut SET insats_kod = 'hittepå' WHERE beslutsnummer = 'B-3'", "beslut B-3"),
    ],
)
def test_a_value_that_is_none_is_named_where_it_stands(register: Ejv, change: str, plats: str) -> None:
    register.las_in([beslut("B-1"), beslut("B-2"), beslut("B-3", "2019-05-01")])
    assert [(kod, p) for kod, p, _ in damage(register, f"UPDATE {change}")] == [("varde_skadat", plats)]


def test_a_decision_told_as_wrongly_registered_and_outside_the_duty_is_no_fault(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09")])
    register.stang("2019Q1")
    register("ratta", "B-1", "--ursprung", "dom")
    register.stang("2019Q2", idag="2019-07-02")
    assert register.koder("kontrollera") == []
