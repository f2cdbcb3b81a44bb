"""The schema: migrations make what the tables say, and the database itself holds what must hold."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from lager import FIRST, TID, Lager, decision, event
from sqlmodel import SQLModel

from ejverkstallda.domain.beslut import Handelseslag
from ejverkstallda.store import databas, migrering
from ejverkstallda.store.handelselager import add_events
from ejverkstallda.store.kvartalslager import add_file, closings
from ejverkstallda.store.triggrar import ENBART_TILLAGG, create_triggers, missing_triggers


def any_row(table: sa.Table) -> dict[str, object]:
    """Make a row that a table takes: the first of its codes where it has codes, else what its type allows."""
    checks = [str(c.sqltext) for c in table.constraints if isinstance(c, sa.CheckConstraint)]
    codes = {m[1]: m[2] for check in checks if (m := re.match(r"(\w+) IS NULL OR CASE \w+ WHEN '(\w+)'", check))}
    plain = {int: 1, bool: False, str: "x" * 64, object: "x" * 64, date: TID.date(), datetime: TID, bytes: b"x"}
    needed = [c for c in table.c if not c.nullable and not c.primary_key]
    return {c.name: codes.get(c.name, plain[c.type.python_type]) for c in needed}


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    """A register with a row in every table that is only ever added to."""
    made = Lager(tmp_path / "register.db")
    made.add(decision())
    made.close(FIRST)
    with made.write() as connection:
        for table in (SQLModel.metadata.tables[name] for name in ENBART_TILLAGG):
            if connection.execute(sa.select(table)).first() is None:
                connection.execute(sa.insert(table), any_row(table))
    return made


def execute(lager: Lager, statement: str) -> None:
    with lager.write() as connection:
        connection.exec_driver_sql(statement)


def test_the_migrations_make_exactly_the_tables(lager: Lager) -> None:
    with lager.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_newest_migration_is_the_version_that_is_looked_for(lager: Lager) -> None:
    scripts = ScriptDirectory(str(Path(migrering.__file__).parent))
    assert scripts.get_heads() == [databas.HUVUDVERSION]
    with lager.read() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == databas.HUVUDVERSION


def test_check_constraints_are_those_of_the_tables(lager: Lager) -> None:
    with lager.read() as connection:
        inspector = sa.inspect(connection)
        for table in SQLModel.metadata.sorted_tables:
            stored = {(c["name"], c["sqltext"]) for c in inspector.get_check_constraints(table.name)}
            wanted = {(c.name, str(c.sqltext)) for c in table.constraints if isinstance(c, sa.CheckConstraint)}
            assert stored == wanted


@pytest.mark.parametrize("tabell", ENBART_TILLAGG)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_rows_are_never_changed_or_removed(lager: Lager, tabell: str, statement: str) -> None:
    with lager.read() as connection:
        before = connection.exec_driver_sql(f"SELECT * FROM {tabell}").all()  # noqa: S608 — our own names
    assert before
    with pytest.raises(sa.exc.IntegrityError, match=f"tabellen {tabell} kan bara fyllas på"):
        execute(lager, statement.format(tabell))
    with lager.read() as connection:
        assert connection.exec_driver_sql(f"SELECT * FROM {tabell}").all() == before  # noqa: S608


def test_a_trigger_that_is_gone_is_missed_and_made_again(lager: Lager) -> None:
    with lager.write() as connection:
        assert missing_triggers(connection) == ()
        connection.exec_driver_sql("DROP TRIGGER tr_logg_delete")
        assert missing_triggers(connection) == ("tr_logg_delete",)
        create_triggers(connection)
        assert missing_triggers(connection) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO handelse (beslut_id, datum, slag, avtryck, registrerad, av) VALUES (9, 'x', 'svar', '', '', '')",
        "UPDATE beslut SET person_id = 9",
        "UPDATE vantan SET oppnad_av = 9, slag = 'avbrott'",
        "INSERT INTO fil (stangning_id, namn, sha256, innehall, tid, av) VALUES (9, '', '', '', '', '')",
    ],
)
def test_foreign_keys_hold(lager: Lager, statement: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY constraint failed"):
        execute(lager, statement)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE beslut SET lag = 'LVU'", "ck_lag_kod"),
        ("UPDATE beslut SET kon = 'X'", "ck_kon_kod"),
        ("UPDATE beslut SET ursprung = 'x'", "ck_ursprung_kod"),
        ("UPDATE beslut SET kostnad_manad = -1", "ck_beslut_kostnad"),
        ("UPDATE beslut SET beslutsnummer = ''", "ck_beslut_nummer"),
        ("UPDATE vantan SET slag = 'x'", "ck_"),
        ("UPDATE vantan SET slag = 'avbrott'", "ck_vantan_oppnad"),
        ("UPDATE vantan SET slut_slag = 'verkstalld'", "ck_vantan_slut"),
        ("UPDATE vantan SET slut_orsak = 'trött'", "ck_slut_orsak_kod"),
    ],
)
def test_codes_and_values_hold(lager: Lager, statement: str, name: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match=f"CHECK constraint failed: {name}"):
        execute(lager, statement)


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("slag", "'x'", "ck_slag_kod"),
        ("slag", "'makulerad'", "ck_handelse_makulerad"),
        ("ersatter", "99", "ck_handelse_ersatter"),
        ("orsak", "'x'", "ck_orsak_kod"),
        ("vantan", "'x'", "ck_vantan_kod"),
        ("skal_kod", "'x'", "ck_skal_kod_kod"),
        ("ansvar", "'x'", "ck_ansvar_kod"),
        ("ivo_slag", "'x'", "ck_ivo_slag_kod"),
        ("omfattning", "'x'", "ck_omfattning_kod"),
    ],
)
def test_codes_of_events_hold(lager: Lager, column: str, value: str, name: str) -> None:
    values = {
        "beslut_id": "1",
        "datum": "'2019-01-01'",
        "slag": "'kommentar'",
        "avtryck": "''",
        "registrerad": "''",
        "av": "''",
    }
    values[column] = value
    statement = f"INSERT INTO handelse ({', '.join(values)}) VALUES ({', '.join(values.values())})"  # noqa: S608
    with pytest.raises(sa.exc.IntegrityError, match=f"CHECK constraint failed: {name}"):
        execute(lager, statement)


def test_one_decision_per_system_and_number(lager: Lager) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="UNIQUE constraint failed: beslut"):
        lager.add(decision())


def test_one_first_wait_per_decision(lager: Lager) -> None:
    columns = "beslut_id, slag, start, gransdag, borta, rapporterad, slutrapporterad, ur_historik, bevakas"
    with pytest.raises(sa.exc.IntegrityError, match="UNIQUE constraint failed"):
        execute(lager, f"INSERT INTO vantan ({columns}) SELECT {columns} FROM vantan")  # noqa: S608


def test_the_same_file_is_kept_once(tmp_path: Path) -> None:
    lager = Lager(tmp_path / "register.db")
    lager.close(FIRST)
    with lager.write() as connection:
        (closing,) = closings(connection)
        for content in (b"%PDF", b"%PDF", b"%PDF 2"):
            add_file(connection, closing, "a.pdf", content, "prov", closing.tid)
        assert connection.exec_driver_sql("SELECT count(*) FROM fil").scalar() == 2


def test_many_events_at_once(lager: Lager) -> None:
    many = [(1, event(Handelseslag.KOMMENTAR, "2019-01-10", text=str(i))) for i in range(5001)]
    with lager.write() as connection:
        added = add_events(connection, many, "prov", TID)
    assert [p.handelse.id for p in added] == list(range(2, 5003))
