"""Opening and making a register: what is told of a file that is none, and one transaction at a time."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from lager import Lager, decision

from ejverkstallda.store import databas
from ejverkstallda.store.beslutslager import add_posts, all_ids
from ejverkstallda.store.databas import create_register, discard, open_register, register_path
from ejverkstallda.store.fel import RegisterError, RegisterExistsError


def refusal(place: str, *, write: bool = False) -> RegisterError:
    with pytest.raises(RegisterError) as caught, open_register(place, write=write):
        pass
    return caught.value


def foreign(path: Path, *statements: str) -> str:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return str(path)


def add_and_stop(connection: sa.Connection) -> None:
    add_posts(connection, [decision("B-2")], [None])
    msg = "stopp"
    raise RuntimeError(msg)


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return Lager(tmp_path / "register.db")


def test_a_register_that_is_not_there(tmp_path: Path) -> None:
    error = refusal(str(tmp_path / "saknas.db"))
    assert error.kod == "register_saknas"
    assert str(tmp_path / "saknas.db") in error.text
    assert "ejv init" in error.text
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)).kod == "databas_ar_mapp"


@pytest.mark.parametrize("content", [b"mina anteckningar " * 100, b"SQLite format 3\0 men inte mer" * 40])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.db"
    path.write_bytes(content)
    assert refusal(str(path)).kod in {"databas_ej_databas", "databas_skadad"}
    assert path.read_bytes() == content


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "tom.db"
    path.touch()
    assert refusal(str(path), write=True).kod == "databas_ej_register"
    assert path.read_bytes() == b""


def test_the_database_of_another_program(tmp_path: Path) -> None:
    place = foreign(tmp_path / "annan.db", "CREATE TABLE bok (titel TEXT)")
    before = Path(place).read_bytes()
    error = refusal(place, write=True)
    assert error.kod == "databas_ej_register"
    assert "inget register från ejverkstallda" in error.text
    assert Path(place).read_bytes() == before


def test_an_empty_version_table(tmp_path: Path) -> None:
    place = foreign(tmp_path / "annan.db", "CREATE TABLE alembic_version (version_num TEXT)")
    assert refusal(place).kod == "databas_ej_register"


def test_a_register_made_by_a_newer_version(lager: Lager) -> None:
    foreign(lager.path, "UPDATE alembic_version SET version_num = '9999'")
    before = lager.path.read_bytes()
    error = refusal(str(lager.path), write=True)
    assert error.kod == "databas_nyare"
    assert "schema 9999" in error.text
    assert lager.path.read_bytes() == before


def test_an_older_register_is_migrated_when_it_is_opened(lager: Lager, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign(lager.path, "UPDATE alembic_version SET version_num = '0000'")
    monkeypatch.setattr(databas, "KANDA_VERSIONER", ("0000", databas.HUVUDVERSION))
    moved: list[object] = []
    monkeypatch.setattr(databas, "migrate", moved.append)
    with lager.read() as connection:
        assert all_ids(connection) == []
    assert len(moved) == 1


def test_a_damaged_register(lager: Lager) -> None:
    lager.add(*(decision(f"B-{i}") for i in range(200)))
    content = bytearray(lager.path.read_bytes())
    content[4096:-4096] = b"\xff" * len(content[4096:-4096])
    lager.path.write_bytes(content)
    with pytest.raises(RegisterError) as caught, lager.read() as connection:
        connection.exec_driver_sql("SELECT * FROM beslut").all()
    assert caught.value.kod == "databas_skadad"
    assert "säkerhetskopian" in caught.value.text


def test_another_kind_of_database() -> None:
    with pytest.raises(RegisterError) as caught:
        register_path("postgresql://hemligt@server/db")
    assert caught.value.kod == "databas_okand_typ"
    assert "typen postgresql" in caught.value.text
    assert "hemligt" not in caught.value.text


@pytest.mark.parametrize("place", ["~/a.db", "sqlite:///~/a.db"])
def test_the_home_folder_in_a_path(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert register_path(place) == tmp_path / "a.db"


def test_a_new_register_is_its_owners_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        path = create_register(str(tmp_path / "ny" / "mapp" / "register.db"))
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_stands_there_is_never_replaced(lager: Lager) -> None:
    with pytest.raises(RegisterExistsError) as caught:
        create_register(str(lager.path))
    assert caught.value.kod == "register_finns"


def test_a_half_made_register_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ejverkstallda.store.triggrar.create_triggers", stop)
    with pytest.raises(KeyboardInterrupt):
        create_register(str(tmp_path / "register.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(RegisterError) as caught:
        create_register(str(tmp_path / "fil" / "register.db"))
    assert caught.value.kod == "register_kan_ej_skapas"


def test_a_block_that_ends_well_is_saved_and_one_that_does_not_is_undone(lager: Lager) -> None:
    with lager.write() as connection:
        add_posts(connection, [decision("B-1")], [None])
    with pytest.raises(RuntimeError, match="stopp"), lager.write() as connection:
        add_and_stop(connection)
    with lager.write() as connection:
        add_posts(connection, [decision("B-3")], [None])
        discard(connection)
    with lager.read() as connection:
        add_posts(connection, [decision("B-4")], [None])
    with lager.read() as connection:
        assert all_ids(connection) == [1]


def test_another_writer_is_waited_for_and_then_told_of(lager: Lager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databas, "_VANTETID_MS", 20)
    other = sqlite3.connect(lager.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    error = refusal(str(lager.path), write=True)
    assert error.kod == "databas_last"
    assert "upptaget av ett annat program" in error.text
    with lager.read() as connection:
        assert all_ids(connection) == []
    other.close()
    lager.add(decision())


def test_errors_that_sqlite_has_no_word_for_are_left_as_they_are(lager: Lager) -> None:
    with pytest.raises(sa.exc.OperationalError, match="no such table: finns_inte"), lager.read() as connection:
        connection.exec_driver_sql("SELECT * FROM finns_inte")


def test_an_error_never_repeats_what_was_to_be_stored(lager: Lager) -> None:
    lager.add(decision("HEMLIGT"))
    with pytest.raises(sa.exc.IntegrityError) as caught:
        lager.add(decision("HEMLIGT"))
    assert "HEMLIGT" not in str(caught.value)


@pytest.mark.parametrize("name", ["databas_kan_ej_oppnas"])
def test_a_register_in_a_place_that_cannot_be_opened(lager: Lager, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    gone = lager.path.parent / "borta" / "register.db"
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert refusal(str(gone)).kod == name
