# ruff: noqa: S608 — the statements are written here
"""`ejv kontrollera` finds what was changed behind the program's back, and names it."""

import sqlite3

import pytest
from korning import Ejv, beslut


@pytest.fixture
def stangt(ejv: Ejv) -> Ejv:
    ejv("init")
    ejv.las_in([beslut("B-1", "2018-11-09"), beslut("B-2", "2018-11-20")])
    ejv.stang("2019Q1")
    assert ejv.koder("kontrollera") == []
    return ejv


def meddle(ejv: Ejv, *statements: str, table: str = "fryst_rad") -> None:
    """Change a table that the triggers protect, and put the triggers back."""
    connection = sqlite3.connect(ejv.databas)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    triggers = connection.execute(query, (table,)).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "grupp = 'kvarstaende'",
        "start = '2018-11-08'",
        "har_slut = 1",
        "forst = '2018Q4'",
        "siffror = replace(siffror, '2018-11-09', '2018-11-08')",
        "texter = replace(texter, 'B-1', 'B-9')",
    ],
)
def test_a_changed_frozen_row_is_named(stangt: Ejv, change: str) -> None:
    meddle(stangt, f"UPDATE fryst_rad SET {change} WHERE id = 1")
    faults = stangt.json("kontrollera", kod=1)["brister"]
    assert ("fryst_rad_skadad", "2019Q1 LSS") in [(b["kod"], b["plats"]) for b in faults]


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_frozen_row_that_is_gone_is_missed(stangt: Ejv, number: str) -> None:
    meddle(stangt, f"DELETE FROM fryst_rad WHERE id = {number}")
    assert "stangning_skadad" in stangt.koder("kontrollera", kod=1)


@pytest.mark.parametrize(
    "change",
    [
        "statusdag = '2019-03-01'",
        "rapporteringsdag = '2019-05-30'",
        'ram = replace(ram, \'"namnder":[]\', \'"namnder":["X"]\')',
    ],
)
def test_a_changed_closing_is_named(stangt: Ejv, change: str) -> None:
    meddle(stangt, f"UPDATE stangning SET {change}", table="stangning")
    faults = stangt.json("kontrollera", kod=1)["brister"]
    assert ("stangning_skadad", "2019Q1 LSS") in [(b["kod"], b["plats"]) for b in faults]


def test_a_trigger_that_does_nothing_is_no_trigger(stangt: Ejv) -> None:
    connection = sqlite3.connect(stangt.databas)
    connection.execute("DROP TRIGGER tr_fryst_rad_update")
    connection.execute("CREATE TRIGGER tr_fryst_rad_update BEFORE UPDATE ON fryst_rad BEGIN SELECT 1; END")
    connection.commit()
    connection.close()
    assert "trigger_saknas" in stangt.koder("kontrollera", kod=1)
