"""What goes wrong outside: Ctrl-C, an error nobody foresaw, a full or locked disk. Never a traceback, never half."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from korning import Ejv, Tangentbord, beslut

from ejverkstallda.store import databas

SECRET = "19121212-1212"  # noqa: S105 — the test number of Skatteverket
# A shell that runs the tests in the background has them ignore Ctrl-C; a user's terminal does not.
LONG = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from ejverkstallda.cli.start import main; sys.argv[0] = 'ejv'; main()"
)


def ejv_process(*args: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in a process of its own."""
    return subprocess.run([sys.executable, "-c", LONG, *args], capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(
    "fault", [KeyboardInterrupt(), RuntimeError(f"rad om {SECRET}"), sa.exc.InvalidRequestError(SECRET)]
)
@pytest.mark.parametrize("som_json", [False, True])
def test_whatever_stops_a_command_nothing_is_saved(
    register: Ejv,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    som_json: bool,  # noqa: FBT001 — a case
) -> None:
    def stop(*_: object) -> None:
        raise fault

    path = register.fil("b.csv", beslut("B-1", personnummer=SECRET))
    before = register.databas.read_bytes()
    monkeypatch.setattr("ejverkstallda.app.importera.rederive", stop)
    svar = register("importera", path, *(["--json"] if som_json else []))
    assert svar.kod == (130 if isinstance(fault, KeyboardInterrupt) else 5)
    assert "1212" not in svar.ut + svar.fel
    assert ("Avbrutet." if svar.kod == 130 else "Ett oväntat fel inträffade") in svar.ut + svar.fel
    if som_json:
        envelope = json.loads(svar.ut)
        assert (envelope["kommando"], envelope["utfall"], envelope["data"]) == ("importera", "fel", {})
    assert register.databas.read_bytes() == before
    assert not register.databas.with_name("register.db-journal").exists()


def test_an_unexpected_error_names_its_kind_and_place(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ejverkstallda.app.beslut.list_posts", lambda *_, **__: 1 // 0)
    svar = register("beslut", "lista")
    assert "(ZeroDivisionError i test_avbrott_och_fel.py rad" in svar.fel
    assert "skicka inga personuppgifter" in svar.fel


def test_an_unfinished_answer_at_the_prompt_saves_nothing(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    register.las_in([beslut("B-1")])
    monkeypatch.setattr("sys.stdin", Tangentbord(""))
    svar = register("kommentera", "B-1")
    assert svar.kod == 130
    assert svar.fel.startswith("Kommentar: ")
    assert register.antal("handelse") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_ctrl_c_in_the_middle_of_a_question(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    primary, secondary = os.openpty()
    args = [sys.executable, "-c", LONG, "--databas", str(register.databas), "kommentera", "B-1"]
    with subprocess.Popen(args, stdin=secondary, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.close(secondary)
        assert process.stderr is not None
        seen = process.stderr.read(len(b"Kommentar: "))
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    os.close(primary)
    assert (seen, process.returncode, out) == (b"Kommentar: ", 130, b"")
    assert b"Traceback" not in err
    assert "Avbrutet." in err.decode()
    assert register.antal("handelse") == 0


def test_the_program_as_its_own_process(ejv: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EJV_DATABAS", str(ejv.databas))
    assert ejv_process("init", "--kommun", "Åre").returncode == 0
    shown = ejv_process("inställning", "visa", "--json")
    assert json.loads(shown.stdout)["data"]["installningar"]["kommun"] == "Åre"
    bare = ejv_process()
    assert bare.returncode == 2
    assert "Skriv: ejv [VAL] KOMMANDO" in bare.stdout.decode()
    missing = ejv_process("--json")
    assert json.loads(missing.stdout)["brister"][0]["text"] == "Kommando saknas. Se ejv --help."
    helped = ejv_process("kvartal", "visa", "--help").stdout.decode()
    for word in ("─ Argument ─", "─ Val ─", "måste anges"):
        assert word in helped


def test_a_closed_pipe_is_no_error(register: Ejv) -> None:
    register.las_in([beslut(f"B-{i}") for i in range(300)])
    command = (
        f"{sys.executable} -c '{LONG.replace(chr(39), chr(34))}' --databas '{register.databas}' beslut lista | head -1"
    )
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("buffered", ["", "1"])
def test_an_answer_that_cannot_be_written_says_so(register: Ejv, form: tuple[str, ...], buffered: str) -> None:
    """A short answer fails when it is flushed at the end, one that is not buffered where it is printed."""
    register.las_in([beslut("B-1")])
    args = [sys.executable, "-c", LONG, "--databas", str(register.databas), *form, "kommentera", "B-1", "Väntar."]
    with Path("/dev/full").open("wb") as full:
        environment = {**os.environ, "PYTHONUNBUFFERED": buffered}
        done = subprocess.run(args, stdout=full, stderr=subprocess.PIPE, env=environment, check=False, timeout=60)
    told = " ".join(done.stderr.decode().split())
    assert done.returncode == 5
    assert told.startswith("Fel: Svaret kunde inte skrivas ut: disken är full.")
    assert "Det som kommandot skulle spara är sparat." in told
    assert register.antal("handelse") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", [("--json",), ()])
def test_a_refusal_that_cannot_be_written_keeps_its_code(form: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        args = [sys.executable, "-c", LONG, *form, "finns-inte"]
        done = subprocess.run(args, stdout=full, stderr=full, check=False, timeout=60)
    assert done.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of another kind")
def test_a_closed_output_is_no_error() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -c '{LONG.replace(chr(39), chr(34))}' --version >&-"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_text_is_read_from_a_pipe_so_that_it_stays_out_of_the_history(
    register: Ejv, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.las_in([beslut("B-1")])
    monkeypatch.setattr("sys.stdin", io.StringIO("Väntar på plats.\n"))
    assert register("kommentera", "B-1").kod == 0
    assert register.data("beslut", "visa", "B-1")["handelser"][0]["text"] == "Väntar på plats."


@contextmanager
def each_connection(statement: str) -> Iterator[None]:
    """Run a statement on every connection that is opened meanwhile."""

    def on_connect(dbapi: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        dbapi.cursor().execute(statement)

    sa.event.listen(sa.Engine, "connect", on_connect)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "connect", on_connect)


def test_a_full_disk(register: Ejv) -> None:
    path = register.fil("b.csv", *(beslut(f"B-{i}", enhet="x" * 200) for i in range(500)))
    with each_connection("PRAGMA max_page_count = 1"):
        svar = register.json("importera", path, kod=4)
    assert [b["kod"] for b in svar["brister"]] == ["disk_full"]
    assert "Disken är full; inget har sparats" in svar["brister"][0]["text"]
    assert register.antal("beslut") == 0


def test_a_file_that_may_not_be_written(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    with each_connection("PRAGMA query_only = ON"):
        assert register.koder("kommentera", "B-1", "x", kod=4) == ["databas_skrivskyddad"]
        assert register("kvartal", "visa", "2019Q1").kod == 0


def test_a_file_without_permission_to_write(register: Ejv) -> None:
    register.databas.chmod(0o400)
    if os.access(register.databas, os.W_OK):
        pytest.skip("this user may write anywhere")
    assert register.koder("installning", "satt", "kommun", "x", kod=4) == ["databas_skrivskyddad"]


def test_a_register_held_by_another_program(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databas, "_VANTETID_MS", 20)
    other = sa.create_engine(f"sqlite:///{register.databas}", poolclass=sa.NullPool)
    with other.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        assert register.koder("installning", "satt", "kommun", "x", kod=4) == ["databas_last"]
        assert register("installning", "visa").kod == 0
        connection.rollback()
        connection.exec_driver_sql("BEGIN EXCLUSIVE")
        assert register.koder("installning", "visa", kod=4) == ["databas_last"]
    assert register("installning", "satt", "kommun", "x").kod == 0


def test_two_that_write_at_once_both_get_their_turn(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    args = [sys.executable, "-c", LONG, "--databas", str(register.databas), "kommentera", "B-1"]
    running = [subprocess.Popen([*args, f"nr {i}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for i in range(2)]
    for process in running:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
    texts = {h["text"] for h in register.data("beslut", "visa", "B-1")["handelser"]}
    assert texts == {"nr 0", "nr 1"}


def test_a_file_larger_than_the_system_allows_leaves_the_old_paper(register: Ejv) -> None:
    resource = pytest.importorskip("resource")
    register.las_in([beslut("B-1")])
    old = Path("ut/statistikrapport_2019Q1_LSS.pdf")
    old.parent.mkdir()
    old.write_text("gammal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        svar = register("rapport", "statistik", "2019Q1", "--ut", "ut", "--skriv-over")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert svar.kod == 3
    assert "disken är full eller utrymmet slut" in svar.fel
    assert [p.read_text() for p in old.parent.iterdir()] == ["gammal"]
