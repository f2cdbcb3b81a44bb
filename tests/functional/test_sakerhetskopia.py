"""`ejv sakerhetskopia` and `ejv aterstall`: a whole copy or none, a whole register whatever happens."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from korning import Ejv, Tangentbord, beslut, handelse

AVBROTT = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 6
GAMMALT = Path(__file__).parents[1] / "store" / "register_0001.sqlite"


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """A register with two decisions and an event."""
    register.las_in([beslut("B-1"), beslut("B-2")], [handelse("B-1", "2019-02-01", "kommentar", text="Väntar.")])
    return register


def numbers(path: Path) -> list[str]:
    """The decisions in a file, read past the program."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = [row[0] for row in connection.execute("SELECT beslutsnummer FROM beslut ORDER BY 1")]
    connection.close()
    return found


def beside(ejv: Ejv) -> list[str]:
    return sorted(p.name for p in ejv.folder.iterdir() if p.suffix != ".csv")


def test_a_backup_is_whole_private_and_logged(ready: Ejv) -> None:
    (ready.folder / "spar").mkdir()
    data = ready.data("sakerhetskopia", "spar/k.db")
    copy = ready.folder / "spar" / "k.db"
    assert numbers(copy) == ["B-1", "B-2"]
    assert copy.stat().st_mode & 0o777 == 0o600
    summa = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert (data["beslut"], data["sha256"], data["undanlagt"]) == (2, summa, None)
    assert ready.logg()[-1] == ("sakerhetskopia", None, f"{copy} {summa}")
    assert beside(ready) == ["register.db", "spar"]
    assert [p.name for p in copy.parent.iterdir()] == ["k.db"]


def test_what_is_shown_on_a_narrow_terminal_is_whole(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    svar = ready("sakerhetskopia", "k.db")
    summa = hashlib.sha256((ready.folder / "k.db").read_bytes()).hexdigest()
    assert f"Kopians SHA-256 {summa}\n" in svar.ut
    svar = ready("aterstall", "k.db", "--ja")
    (kept,) = ready.folder.glob("*.kopia")
    assert kept.name in "".join(line.strip() for line in svar.ut.splitlines())
    assert "…" not in svar.ut


def test_a_backup_never_replaces_a_file_unasked_nor_the_register(ready: Ejv) -> None:
    copy = ready.folder / "k.db"
    copy.write_bytes(b"annat")
    assert ready.koder("sakerhetskopia", "k.db", kod=3) == ["kopia_finns"]
    assert copy.read_bytes() == b"annat"
    ready.data("sakerhetskopia", "k.db", "--skriv-over")
    assert numbers(copy) == ["B-1", "B-2"]
    for name in ("register.db", "lank.db"):
        (ready.folder / "lank.db").unlink(missing_ok=True)
        (ready.folder / "lank.db").hardlink_to(ready.databas)
        assert ready.koder("sakerhetskopia", name, "--skriv-over", kod=2) == ["kopia_ar_registret"]
    (ready.folder / "mapp").mkdir()
    svar = ready("sakerhetskopia", "mapp")
    assert svar.kod == 3
    assert "finns redan en mapp" in svar.fel


def test_a_damaged_register_gives_no_backup(ready: Ejv) -> None:
    connection = sqlite3.connect(ready.databas)
    trigger = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1").fetchone()[0]
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.commit()
    connection.close()
    assert ready.koder("sakerhetskopia", "k.db", kod=3) == ["trigger_saknas"]
    assert beside(ready) == ["register.db"]


def test_what_is_beside_the_register_is_told_of(ready: Ejv) -> None:
    (ready.folder / "kommun.toml").write_text("[kommun]\nnamn = 'Provkommun'\n", "utf-8")
    (found,) = ready.json("sakerhetskopia", "k.db")["brister"]
    assert found["kod"] == "filer_bredvid_registret"
    assert found["text"].startswith("kommun.toml i ")


def test_a_restore_keeps_the_old_register_and_says_who(ready: Ejv) -> None:
    ready.data("sakerhetskopia", "k.db")
    summa = hashlib.sha256((ready.folder / "k.db").read_bytes()).hexdigest()
    ready.las_in([beslut("B-3")])
    data = ready.data("aterstall", "k.db", "--ja")
    assert numbers(ready.databas) == ["B-1", "B-2"]
    kept = Path(data["undanlagt"])
    assert kept.name.startswith("register.db.fore-aterstallning-")
    assert kept.parent == ready.folder
    assert kept.stat().st_mode & 0o777 == 0o600
    assert numbers(kept) == ["B-1", "B-2", "B-3"]
    assert ready.logg()[-1] == ("aterstallning", None, f"{ready.folder / 'k.db'} {summa}")
    with ready.oppet() as connection:
        assert connection.exec_driver_sql("SELECT av FROM logg ORDER BY id DESC LIMIT 1").scalar() == "provaren"
    assert ready.koder("kontrollera") == []
    assert hashlib.sha256((ready.folder / "k.db").read_bytes()).hexdigest() == summa
    assert beside(ready) == sorted(["k.db", "register.db", kept.name])
    # Back again: the kept one is a backup like any other.
    ready.data("aterstall", kept.name, "--ja")
    assert numbers(ready.databas) == ["B-1", "B-2", "B-3"]


def test_a_restore_where_there_is_no_register(ready: Ejv) -> None:
    ready.data("sakerhetskopia", "k.db")
    ready.databas.unlink()
    (ready.folder / "register.db-journal").write_bytes(b"rester av ett annat register")
    assert ready.data("aterstall", "k.db")["undanlagt"] is None
    assert numbers(ready.databas) == ["B-1", "B-2"]
    assert ready.databas.stat().st_mode & 0o777 == 0o600
    assert not (ready.folder / "register.db-journal").exists()


@pytest.mark.parametrize("damage", [lambda _: b"inte en databas" * 100, lambda b: b[: len(b) // 2], lambda _: b""])
def test_a_register_that_is_damaged_is_replaced_and_kept(ready: Ejv, damage: object) -> None:
    ready.data("sakerhetskopia", "k.db")
    assert callable(damage)
    broken = damage(ready.databas.read_bytes())
    ready.databas.write_bytes(broken)
    data = ready.data("aterstall", "k.db", "--ja")
    assert numbers(ready.databas) == ["B-1", "B-2"]
    assert ready.koder("kontrollera") == []
    assert Path(data["undanlagt"]).exists()


def test_a_restore_asks_first(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.data("sakerhetskopia", "k.db")
    ready.las_in([beslut("B-3")])
    assert ready.koder("aterstall", "k.db", kod=2) == ["ja_saknas"]
    monkeypatch.setattr("sys.stdin", Tangentbord("nej\n"))
    svar = ready("aterstall", "k.db")
    assert svar.kod == 3
    assert "3 beslut" in svar.fel
    assert "2 beslut" in svar.fel
    assert svar.fel.count("Provkommun") == 2
    assert "olika kommuners" not in svar.fel
    asked = svar.fel.replace(str(ready.folder), "").partition("[ja/nej]")[0]
    assert max(len(line) for line in asked.splitlines()) < 80
    assert numbers(ready.databas) == ["B-1", "B-2", "B-3"]
    monkeypatch.setattr("sys.stdin", Tangentbord("ja\n"))
    svar = ready("aterstall", "k.db")
    assert svar.kod == 0
    assert "Registret är återställt" in svar.ut
    assert "Sparat av provaren" in svar.ut
    assert numbers(ready.databas) == ["B-1", "B-2"]


def test_the_question_shows_local_time_and_warns_of_another_register(
    ready: Ejv, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.data("sakerhetskopia", "k.db")
    connection = sqlite3.connect(ready.folder / "k.db")
    connection.execute("UPDATE installning SET varde = 'Granort' WHERE nyckel = 'kommun'")
    connection.execute(
        "INSERT INTO logg (tid, av, kommando, vad) VALUES ('2030-01-15 11:30:00.000000', 'ida', 'prov', 'prov')"
    )
    connection.commit()
    connection.close()
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    monkeypatch.setattr("sys.stdin", Tangentbord("nej\n"))
    svar = ready("aterstall", "k.db")
    monkeypatch.undo()
    time.tzset()
    assert "Granort" in svar.fel
    assert "OBS: de är olika kommuners" in svar.fel
    assert "senast ändrat 2030-01-15 12.30" in svar.fel
    assert "UTC" not in svar.fel


def foreign(folder: Path) -> bytes:
    path = folder / "annat.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    connection.commit()
    connection.close()
    return path.read_bytes()


def newer(folder: Path) -> bytes:
    path = folder / "nyare.db"
    shutil.copy(folder / "bra.db", path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kod", "make"),
    [
        ("kopia_skadad", lambda f: (f / "bra.db").read_bytes()[:-4096]),
        ("kopia_skadad", lambda f: (f / "bra.db").read_bytes()[:5000]),
        ("kopia_skadad", lambda f: (f / "bra.db").read_bytes()[:50]),
        ("kopia_ej_databas", lambda _: b"Detta \xc3\xa4r en text. " * 400),
        ("kopia_ej_register", lambda _: b""),
        ("kopia_ej_register", foreign),
        ("kopia_nyare", newer),
    ],
)
def test_what_is_no_usable_backup_changes_nothing(ready: Ejv, kod: str, make: object) -> None:
    ready.data("sakerhetskopia", "bra.db")
    assert callable(make)
    (ready.folder / "k.db").write_bytes(make(ready.folder))
    before, names = ready.databas.read_bytes(), beside(ready)
    svar = ready.json("aterstall", "k.db", "--ja", kod=3)
    assert [b["kod"] for b in svar["brister"]] == [kod]
    assert "Inget har ändrats" in svar["brister"][0]["text"]
    assert ready.databas.read_bytes() == before
    assert beside(ready) == names


def test_every_damaged_page_is_found_or_does_not_matter(ready: Ejv) -> None:
    """Pages overwritten at random: the backup is refused, or what it gives is the whole register."""
    ready.data("sakerhetskopia", "bra.db")
    good = (ready.folder / "bra.db").read_bytes()
    before = ready.databas.read_bytes()
    for page in range(1, len(good) // 4096, 5):
        (ready.folder / "k.db").write_bytes(good[: page * 4096] + b"\xa5" * 4096 + good[(page + 1) * 4096 :])
        svar = ready("aterstall", "k.db", "--ja")
        assert svar.kod in {0, 3}, svar.fel
        if svar.kod == 3:
            assert ready.databas.read_bytes() == before
        else:
            assert numbers(ready.databas) == ["B-1", "B-2"]
            before = ready.databas.read_bytes()


def test_a_missing_backup_a_folder_and_the_register_itself(ready: Ejv) -> None:
    assert ready.koder("aterstall", "saknas.db", "--ja", kod=3) == ["kopia_saknas"]
    assert ready.koder("aterstall", ".", "--ja", kod=3) == ["kopia_saknas"]
    assert ready.koder("aterstall", "register.db", "--ja", kod=2) == ["kopia_ar_registret"]


def test_an_older_backup_is_brought_to_this_version_and_stays_as_it_is(ready: Ejv) -> None:
    shutil.copy(GAMMALT, ready.folder / "k.db")
    before = (ready.folder / "k.db").read_bytes()
    svar = ready.json("aterstall", "k.db", "--ja", kod=1)
    assert svar["data"]["schema"] == "0005"
    assert "aterstallt_annat_register" in [b["kod"] for b in svar["brister"]]
    assert (ready.folder / "k.db").read_bytes() == before
    assert ready("beslut", "lista").kod == 0


def test_somebody_elses_transaction_stops_a_restore(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.data("sakerhetskopia", "k.db")
    monkeypatch.setattr("ejverkstallda.store.sakerhetskopia._VANTA_S", 0.1)
    other = sqlite3.connect(ready.databas)
    other.execute("BEGIN IMMEDIATE")
    names = beside(ready)
    assert ready.koder("aterstall", "k.db", "--ja", kod=4) == ["databas_last"]
    other.rollback()
    other.close()
    assert [n for n in beside(ready) if "journal" not in n] == [n for n in names if "journal" not in n]
    assert numbers(ready.databas) == ["B-1", "B-2"]


def test_a_register_that_is_written_to_can_be_backed_up(ready: Ejv) -> None:
    """Somebody who reads and somebody who is about to write do not stop a copy, nor the copy them."""
    stop = threading.Event()
    wrote = []

    def write() -> None:
        connection = sqlite3.connect(ready.databas, timeout=5, isolation_level=None)
        while not stop.is_set():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO installning (nyckel, varde) VALUES ('kommun2', 'x')")
            connection.execute("DELETE FROM installning WHERE nyckel = 'kommun2'")
            connection.execute("COMMIT")
            wrote.append(1)
            time.sleep(0.01)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for n in range(5):
            ready.data("sakerhetskopia", f"k{n}.db")
    finally:
        stop.set()
        thread.join()
    assert wrote
    assert all(numbers(ready.folder / f"k{n}.db") == ["B-1", "B-2"] for n in range(5))


def test_killed_in_the_middle_a_restore_leaves_a_whole_register(ready: Ejv) -> None:
    ready.data("sakerhetskopia", "k.db")
    ready.las_in([beslut(f"C-{n}") for n in range(3000)])
    full = len(numbers(ready.databas))
    shutil.copy(ready.databas, ready.folder / "fullt")
    args = [str(Path(sys.executable).with_name("ejv")), "--databas", "register.db", "aterstall", "k.db", "--ja"]
    start = time.perf_counter()
    subprocess.run(args, cwd=ready.folder, check=True, capture_output=True)
    whole = time.perf_counter() - start
    assert numbers(ready.databas) == ["B-1", "B-2"]
    chance = random.Random(20190513)  # noqa: S311 — no secret
    for _ in range(AVBROTT):
        for path in ready.folder.glob("register.db*"):
            path.unlink()
        shutil.copy(ready.folder / "fullt", ready.databas)
        process = subprocess.Popen(args, cwd=ready.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * chance.uniform(0.35, 1.0))
        process.kill()
        process.wait()
        assert len(numbers(ready.databas)) in {2, full}
        assert ready.koder("kontrollera") in ([], ["person_utan_beslut"])


def test_a_file_name_brings_no_identity_number_into_the_log(ready: Ejv) -> None:
    ready.data("sakerhetskopia", "19121212-1212.db")
    told = str(ready.logg()[-1][2])
    assert "1212-1212" not in told
    assert "[uppgift borttagen]" in told
