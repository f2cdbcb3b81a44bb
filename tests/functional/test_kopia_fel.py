"""Backup and restore when things are not as they should be: what is cut, changed, full, locked away or interrupted."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from korning import Ejv, beslut

from ejverkstallda.app import sakerhetskopia as anvandning
from ejverkstallda.store import sakerhetskopia as lager
from ejverkstallda.writers.atomisk import place_file

resource = pytest.importorskip("resource", reason="limits and pipes of Unix")
PERSON = "19121212-1212"
EJV = str(Path(sys.executable).with_name("ejv"))


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """Return a register with a closed quarter, its papers, and a backup of it."""
    register.las_in([beslut("B-1"), beslut("B-2")])
    register.stang("2019Q1")
    assert register("rapport", "alla", "2019Q1", "--ut", "papper", "--format", "csv").kod in {0, 1}
    register.data("sakerhetskopia", "k.db")
    return register


def left(ejv: Ejv) -> list[str]:
    return sorted(p.name for p in ejv.folder.iterdir())


def altered(path: Path, sql: str, *values: object) -> None:
    """Change a register's file past the program, its triggers put back as they were."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql, values)
    for _, made in triggers:
        connection.execute(made)
    connection.commit()
    connection.close()


def limited(ejv: Ejv, most: int, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the program where no file may be larger than `most` bytes, as with a quota."""
    return subprocess.run(
        [EJV, "--databas", "register.db", *args],
        cwd=ejv.folder,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("cut", [1, 100, 1000, 4095])
def test_a_backup_cut_by_less_than_a_page_is_refused(ready: Ejv, cut: int) -> None:
    """SQLite's own check reads the missing bytes as zeroes, and is content."""
    copy = ready.folder / "k.db"
    copy.write_bytes(copy.read_bytes()[:-cut])
    before, names = ready.databas.read_bytes(), left(ready)
    assert ready.koder("aterstall", "k.db", "--ja", kod=3) == ["kopia_skadad"]
    assert (ready.databas.read_bytes(), left(ready)) == (before, names)


@pytest.mark.parametrize(
    ("sql", "kod"),
    [
        ("UPDATE fryst_rad SET siffror = replace(siffror, '2018', '2017')", "fryst_rad_skadad"),
        ("UPDATE fryst_rad SET texter = substr(texter, 1, 9)", "fryst_rad_skadad"),
        ("UPDATE fil SET innehall = x'00'", "utgiven_fil_skadad"),
        ("UPDATE logg SET tid = 'i går'", "varde_skadat"),
    ],
)
def test_a_changed_closed_quarter_is_neither_backed_up_nor_restored(ready: Ejv, sql: str, kod: str) -> None:
    damaged = ready.folder / "skadad.db"
    shutil.copy(ready.folder / "k.db", damaged)
    altered(damaged, sql)
    before, names = ready.databas.read_bytes(), left(ready)
    told = set(ready.koder("aterstall", "skadad.db", "--ja", kod=3))
    assert told == ({"kopia_skadad"} if "logg" in sql else {kod})
    assert (ready.databas.read_bytes(), left(ready)) == (before, names)
    altered(ready.databas, sql)
    svar = ready("sakerhetskopia", "ny.db")
    assert svar.kod in {3, 4}
    assert "ejv-tmp" not in svar.fel
    assert left(ready) == names


def test_a_frozen_row_that_cannot_be_read_is_told_in_words(ready: Ejv) -> None:
    altered(ready.databas, "UPDATE fryst_rad SET siffror = substr(siffror, 1, 9)")
    assert ready.koder("kvartal", "visa", "2019Q1", kod=4) == ["fryst_rad_olaslig"]
    altered(ready.databas, "UPDATE fryst_rad SET siffror = CAST(x'ff' AS TEXT)")
    assert ready.koder("kvartal", "visa", "2019Q1", kod=4) == ["databas_skadad"]
    altered(ready.databas, "UPDATE stangning SET ram = ''")
    assert ready.koder("kvartal", "visa", "2019Q1", kod=4) == ["fryst_rad_olaslig"]


def test_interrupted_while_the_register_is_replaced_it_is_restored_and_says_so(
    ready: Ejv, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.las_in([beslut("B-3")])
    inside = lager.restore_inside

    def and_ctrl_c(*args: Path) -> bool:
        done = inside(*args)
        signal.raise_signal(signal.SIGINT)
        return done

    monkeypatch.setattr(anvandning, "restore_inside", and_ctrl_c)
    svar = ready("aterstall", "k.db", "--ja")
    assert svar.kod == 0, svar
    assert "Registret är återställt" in svar.ut
    assert ready.logg()[-1][0] == "aterstallning"


def test_interrupted_before_the_register_is_replaced_nothing_has_changed(
    ready: Ejv, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, names = ready.databas.read_bytes(), left(ready)
    copied = lager.copy_backup

    def and_ctrl_c(*args: Path) -> None:
        copied(*args)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(anvandning, "copy_backup", and_ctrl_c)
    assert ready("aterstall", "k.db", "--ja").kod == 130
    assert (ready.databas.read_bytes(), left(ready)) == (before, names)


def test_a_backup_interrupted_when_it_gets_its_name_is_there_and_logged(
    ready: Ejv, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_file

    def and_ctrl_c(temporary: Path, path: Path) -> None:
        place(temporary, path)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(anvandning, "place_file", and_ctrl_c)
    assert ready("sakerhetskopia", "ny.db").kod == 0
    assert (ready.folder / "ny.db").exists()
    assert str(ready.logg()[-1][2]).startswith(f"{ready.folder / 'ny.db'} ")


def test_a_pipe_and_the_registers_own_journal_are_no_targets(ready: Ejv) -> None:
    pipe = ready.folder / "ror"
    os.mkfifo(pipe)
    svar = ready.json("sakerhetskopia", "ror", "--skriv-over", kod=3)
    assert "ingen vanlig fil" in svar["brister"][0]["text"]
    assert pipe.is_fifo()
    for ending in ("-journal", "-wal", "-shm"):
        (ready.folder / f"register.db{ending}").touch()
        assert ready.koder("sakerhetskopia", f"register.db{ending}", "--skriv-over", kod=2) == ["kopia_ar_journal"]
        (ready.folder / f"register.db{ending}").unlink()


@pytest.mark.parametrize(
    ("args", "named"), [(("sakerhetskopia", "ny.db"), "ny.db"), (("aterstall", "k.db", "--ja"), "register.db")]
)
def test_where_there_is_no_room_that_is_said_and_nothing_is_left(ready: Ejv, args: tuple[str, ...], named: str) -> None:
    before, names = ready.databas.read_bytes(), left(ready)
    svar = limited(ready, len(before) // 2, *args)
    told = " ".join(svar.stderr.split())
    assert svar.returncode == 3, told
    assert f"Filen {named} kunde inte skrivas: disken är full eller utrymmet slut." in told
    assert "skadad" not in told
    assert (ready.databas.read_bytes(), left(ready)) == (before, names)


def test_it_is_the_register_that_is_damaged_and_not_the_copy_of_it(ready: Ejv) -> None:
    good = ready.databas.read_bytes()
    told = set()
    names = left(ready)
    for page in range(2, len(good) // 4096):
        ready.databas.write_bytes(good[: page * 4096] + b"\xa5" * 4096 + good[(page + 1) * 4096 :])
        svar = ready.json("sakerhetskopia", "ny.db", kod=ready("sakerhetskopia", "ny.db").kod or 3)
        told |= {b["kod"] for b in svar["brister"]}
        assert "ejv-tmp" not in str(svar)
        (ready.folder / "ny.db").unlink(missing_ok=True)
        if page > 12:
            break
    assert "databas_skadad" in told
    assert "kopia_skadad" not in told
    assert left(ready) == names


def test_a_replacing_that_fails_leaves_no_kept_register_behind(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    before, names = ready.databas.read_bytes(), left(ready)
    inside = lager.restore_inside
    monkeypatch.setattr(anvandning, "restore_inside", lambda _, *rest: inside(ready.folder, *rest))  # no database
    assert ready.koder("aterstall", "k.db", "--ja", kod=4) == ["databas_kan_ej_oppnas"]
    assert (ready.databas.read_bytes(), left(ready)) == (before, names)


@pytest.mark.parametrize("stands", ["register.db", "register.db-journal"])
def test_what_could_not_be_replaced_is_put_back(ready: Ejv, monkeypatch: pytest.MonkeyPatch, stands: str) -> None:
    """A damaged register; and a journal that a register which is gone has left."""
    ready.databas.unlink()
    (ready.folder / stands).write_bytes(b"inget register " * 1000)
    names = left(ready)

    def full(*_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(anvandning, "place_file", full)
    assert ready.koder("aterstall", "k.db", "--ja", kod=3) == ["utfil_fel"]
    assert left(ready) == names
    assert (ready.folder / stands).read_bytes() == b"inget register " * 1000


@pytest.mark.parametrize("args", [("sakerhetskopia", "ny.db"), ("aterstall", "k.db", "--ja")])
def test_what_a_killed_run_left_is_swept(ready: Ejv, args: tuple[str, ...]) -> None:
    for name in (".register.db.5c000000-0123456789ab.ejv-tmp", ".register.db.5c000000-0123456789ab.ejv-tmp-journal"):
        (ready.folder / name).write_bytes(b"ett helt register")
    ready.data(*args)
    assert not [name for name in left(ready) if "ejv-tmp" in name]


@pytest.mark.parametrize(
    "args",
    [
        ("sakerhetskopia", "n" * 300),
        ("aterstall", "n" * 300, "--ja"),
        ("overlamning", "--ut", "n" * 300),
        ("rapport", "yttrande", "B-1", "--ut", "n" * 300),
        ("kontrollera", "--databas", "n" * 300),
        ("init", "--kommun", "Ort", "--databas", "n" * 300),
    ],
)
def test_a_name_that_is_too_long(ready: Ejv, args: tuple[str, ...]) -> None:
    svar = ready.raw(*(() if "--databas" in args else ("--databas", str(ready.databas))), *args)
    assert svar.kod in {3, 4}, svar
    assert "namnet är för långt" in " ".join(svar.fel.split())


@pytest.mark.parametrize(
    "args",
    [
        ("sakerhetskopia", "last/x"),
        ("aterstall", "last/x", "--ja"),
        ("aterstall", "olaslig", "--ja"),
        ("overlamning", "--ut", "last/ut"),
        ("kontrollera", "--databas", "last/r.db"),
        ("init", "--kommun", "Ort", "--databas", "last/r.db"),
    ],
)
def test_a_folder_and_a_file_that_may_not_be_opened(ready: Ejv, args: tuple[str, ...]) -> None:
    without = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may open everything, and cannot lay that down here")
        caps = "-dac_override,-dac_read_search"
        without = ["setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}"]
    folder, unread = ready.folder / "last", ready.folder / "olaslig"
    folder.mkdir()
    unread.write_bytes(b"x")
    folder.chmod(0)
    unread.chmod(0)
    own = [] if "--databas" in args else ["--databas", "register.db"]
    done = subprocess.run([*without, EJV, *own, *args], cwd=ready.folder, capture_output=True, text=True, check=False)
    folder.chmod(0o700)
    assert done.returncode in {2, 3, 4}, done.stderr
    assert "behörighet saknas" in " ".join(done.stderr.split())


def no_version(path: Path) -> None:
    altered(path, "DELETE FROM alembic_version")


def no_day(path: Path) -> None:
    altered(path, "UPDATE logg SET tid = 'i går'")


def other_columns(path: Path) -> None:
    altered(path, "ALTER TABLE beslut RENAME COLUMN insats TO annat")


@pytest.mark.parametrize(
    ("change", "kod"),
    [(no_version, "kopia_ej_register"), (no_day, "kopia_skadad"), (other_columns, "kopia_ej_register")],
)
def test_what_only_looks_like_a_register(ready: Ejv, change: Callable[[Path], None], kod: str) -> None:
    before = ready.databas.read_bytes()
    shutil.copy(ready.folder / "k.db", ready.folder / "likt.db")
    change(ready.folder / "likt.db")
    assert ready.koder("aterstall", "likt.db", "--ja", kod=3) == [kod]
    assert ready.databas.read_bytes() == before


def test_a_folder_that_does_not_exist_is_not_made(ready: Ejv) -> None:
    assert ready.koder("sakerhetskopia", "kopoir/x.db", kod=3) == ["kopia_mapp_saknas"]
    assert ready.koder("sakerhetskopia", "sqlite:///x.db", kod=3) == ["kopia_mapp_saknas"]
    svar = ready.json("sakerhetskopia", "k.db/x.db", kod=3)
    assert "en del av sökvägen är en fil" in svar["brister"][0]["text"]
    assert not [name for name in left(ready) if name in {"kopoir", "sqlite:"}]


def test_another_municipalitys_register_is_told_of(
    ready: Ejv, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Ejv(tmp_path / "annan", capsys)
    other.folder.mkdir()
    assert other("init", "--kommun", "Granort", "--namnd", "Grannämnden").kod == 0
    svar = other.json("aterstall", str(ready.folder / "k.db"), "--ja", kod=1)
    told = {b["kod"]: b["text"] for b in svar["brister"]}
    assert "Granort (Grannämnden)" in told["aterstallt_annat_register"]
    assert "Provkommun" in told["aterstallt_annat_register"]
    assert "Det finns ingen kommun.toml" in told["kommunfil_saknas_efter_aterstallning"]
    (ready.folder / "kommun.toml").write_text("[kommun]\nnamn = 'Provkommun'\n", "utf-8")
    assert ready.koder("aterstall", "k.db", "--ja") == ["filer_bredvid_registret"]


def test_a_users_name_with_a_number_is_refused_before_it_is_logged(ready: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ready.databas.read_bytes()
    monkeypatch.setenv("EJV_ANVANDARE", PERSON)
    for args in (("sakerhetskopia", "ny.db"), ("installning", "satt", "kommun", "Ort"), ("kvartal", "visa", "2019Q1")):
        svar = ready.json(*args, kod=2)
        assert [b["kod"] for b in svar["brister"]] == ["anvandare_identitet"]
        assert "1212" not in str(svar)
    assert ready.databas.read_bytes() == before
    monkeypatch.setenv("EJV_ANVANDARE", "anv20190513")  # a day, no number
    assert ready("kvartal", "visa", "2019Q1").kod in {0, 1}


@pytest.mark.parametrize(
    "args",
    [
        ("aterstall", f"{PERSON}/k.db", "--ja"),
        ("sakerhetskopia", f"{PERSON}/k.db"),
        ("kontrollera", "--databas", f"{PERSON}/r.db"),
    ],
)
def test_a_path_that_is_told_of_has_its_number_taken_out(ready: Ejv, args: tuple[str, ...]) -> None:
    svar = ready.raw(*(() if "--databas" in args else ("--databas", str(ready.databas))), *args)
    assert svar.kod in {3, 4}
    assert "1212" not in svar.ut + svar.fel
    assert "[uppgift borttagen]" in svar.fel


def test_a_whole_round_gives_the_same_papers(ready: Ejv, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Backed up in one folder and restored in an empty one, as on a new computer: byte for byte the same papers."""
    kommun = "[kommun]\nnamn = 'Provkommun'\n"
    new = Ejv(tmp_path / "ny", capsys)
    new.folder.mkdir()
    shutil.move(ready.folder / "k.db", new.folder / "k.db")
    assert new.koder("aterstall", str(new.folder / "k.db")) == ["kommunfil_saknas_efter_aterstallning"]
    assert new.koder("kontrollera") == []
    papers = []
    for ejv, place in ((ready, "gamla"), (new, "nya")):
        (ejv.folder / "kommun.toml").write_text(kommun, "utf-8")
        out = tmp_path / place
        assert ejv("rapport", "alla", "2019Q1", "--ut", str(out), "--format", "pdf,docx,csv").kod in {0, 1}
        papers.append({p.name: p.read_bytes() for p in out.iterdir()})
    assert len(papers[0]) > 3
    assert papers[0] == papers[1]
