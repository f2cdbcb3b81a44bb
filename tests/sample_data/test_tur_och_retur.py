"""The sample municipality out of its register and into an empty one: the next quarter is the same in both."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from granhamn import CELLER, KVARTAL, NAMNDER, SAMPLE, table

from ejverkstallda.app.bevaka import watch
from ejverkstallda.app.exportera import Exportval, export_register
from ejverkstallda.app.importera import import_files
from ejverkstallda.app.kvartal_stang import close_quarter
from ejverkstallda.app.kvartal_visa import Urval, show_quarter
from ejverkstallda.app.register import create
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.store.beslutslager import all_ids, get_posts
from ejverkstallda.store.vantanlager import stored_vantan

STANGDA = [Kvartal(2023, 1), Kvartal(2023, 3), Kvartal(2024, 1), Kvartal(2024, 2), Kvartal(2025, 1)]
"""Closed quarters after which a copy is made: the first, two in a row, before and after the change of care system."""


def on(path: Path, day: date) -> Sammanhang:
    return Sammanhang(str(path), day, "provaren", "prov")


def make(path: Path, forsta: str | None = "2023Q1") -> Path:
    create(on(path, date(2023, 1, 2)), "Granhamns kommun", NAMNDER, None, forsta)
    return path


def read_in(path: Path, day: date, *files: Path) -> None:
    read = import_files(on(path, day), files)
    assert not read.nekat, read.brister[:5]


def quarter_files(q: Kvartal) -> tuple[Path, Path]:
    return SAMPLE / str(q) / "handelser.csv", SAMPLE / str(q) / "beslut.csv"


def close(path: Path, day: date, q: Kvartal) -> None:
    for namnd, lag in CELLER:
        closed = close_quarter(on(path, day), Urval(q, lag, namnd), despite_faults=True)
        assert not closed.nekat, closed.brister[:5]


@dataclass(frozen=True)
class Kopia:
    """A register that has closed quarters up to `stangt`, and the one its export was read into."""

    stangt: Kvartal
    original: Path
    kopia: Path
    idag: date
    """The day that the next quarter is read in and closed."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> dict[Kvartal, Path]:
    """The register as it was after each of the closed quarters."""
    folder = tmp_path_factory.mktemp("granhamn")
    path = make(folder / "register.db")
    found: dict[Kvartal, Path] = {}
    for q in KVARTAL[: KVARTAL.index(STANGDA[-1]) + 1]:
        day = table()[q][0]
        read_in(path, day, *quarter_files(q))
        close(path, day, q)
        if q in STANGDA:
            found[q] = Path(shutil.copy(path, folder / f"{q}.db"))
    return found


@pytest.fixture(scope="module", params=STANGDA, ids=str)
def kopia(
    request: pytest.FixtureRequest, register: dict[Kvartal, Path], tmp_path_factory: pytest.TempPathFactory
) -> Kopia:
    stangt: Kvartal = request.param
    folder = tmp_path_factory.mktemp("kopia")
    days = table()
    written = export_register(on(register[stangt], days[stangt][0]), folder / "ut", Exportval(personuppgifter=True))
    assert {b.kod for b in written.brister} == {"export_slut_ej_skickade"}
    copy = make(folder / "kopia.db")
    read_in(copy, days[stangt][0], *written.data.filer)
    return Kopia(stangt, register[stangt], copy, days[stangt.next()][0])


def shown(path: Path, day: date, q: Kvartal) -> list[Any]:
    """What `kvartal visa --json` says for every nämnd and law, and for the whole."""
    found = []
    for urval in [Urval(q), *(Urval(q, lag, namnd) for namnd, lag in CELLER)]:
        answer = show_quarter(on(path, day), urval)
        found.append((answer.data.to_json(), answer.brister))
    return found


def facts(path: Path) -> list[Any]:
    """Every decision with its identity number and its derived väntan, but for row numbers and cells."""
    own = {"id", "beslut_id", "oppnad_av", "ur_historik", "redovisad_namnd", "redovisad_lag"}
    with on(path, date(2026, 1, 1)).reading() as connection:
        posts = get_posts(connection, all_ids(connection))
        numbers = {row.id: row.nummer for row in connection.exec_driver_sql("SELECT id, nummer FROM person")}
        rows = stored_vantan(connection, posts)
    waits = {
        i: sorted(str({k: v for k, v in row.items() if k not in own}) for row in rows.values() if row["beslut_id"] == i)
        for i in posts
    }
    return sorted((p.beslut, numbers.get(p.person_id), waits[i]) for i, p in posts.items())


def test_the_decisions_and_their_waits_are_the_same(kopia: Kopia) -> None:
    assert facts(kopia.kopia) == facts(kopia.original)


def test_the_next_quarter_is_the_same_for_every_namnd_and_law(kopia: Kopia) -> None:
    q = kopia.stangt.next()
    before = shown(kopia.original, kopia.idag, q)
    assert shown(kopia.kopia, kopia.idag, q) == before
    assert before[0][0]["summor"]["kvarstaende"] > 0


def test_what_is_watched_is_the_same_but_for_reported_ends_that_nobody_has_marked_as_sent(kopia: Kopia) -> None:
    """Of those the export tells; without closed quarters the copy cannot know that it was to watch them."""
    original, copy = (watch(on(p, kopia.idag), 30).data.poster for p in (kopia.original, kopia.kopia))
    told = [p for p in original if p.skal != "slut_ej_skickat" or not p.fall.rapporterat.slutrapporterad]
    assert [(p.fall.beslut, p.skal, p.datum) for p in copy] == [(p.fall.beslut, p.skal, p.datum) for p in told]
    assert len({p.skal for p in copy}) > 3


def test_life_goes_on_in_the_copy_as_it_would_have(kopia: Kopia, tmp_path: Path) -> None:
    """The next list is read in and the quarter closed in both; the one after it, and a new export, are the same."""
    q = kopia.stangt.next()
    original, copy = tmp_path / "original.db", tmp_path / "kopia.db"
    for path, source in ((original, kopia.original), (copy, kopia.kopia)):
        shutil.copy(source, path)
        read_in(path, kopia.idag, *quarter_files(q))
        close(path, kopia.idag, q)
    assert [d for d, _ in shown(copy, kopia.idag, q)] == [d for d, _ in shown(original, kopia.idag, q)]
    day = table()[q.next()][0]
    assert shown(copy, day, q.next()) == shown(original, day, q.next())
    first = export_register(on(original, kopia.idag), tmp_path / "a", Exportval())
    second = export_register(on(copy, kopia.idag), tmp_path / "b", Exportval())
    assert first.data.filer[0].read_bytes() == second.data.filer[0].read_bytes()
    lines = [sorted(r.data.filer[1].read_text("utf-8-sig").splitlines()) for r in (first, second)]
    assert lines[0] == lines[1]
