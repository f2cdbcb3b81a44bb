import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from ejverkstallda.writers.atomisk import Orsak, SkrivfelError, write_all_atomically, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let the system itself refuse to write more than this many bytes to a file."""
    if sys.platform == "win32":
        pytest.skip("no such limit on Windows")
    import resource  # noqa: PLC0415 - not there on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, fault: BaseException, after: int = 0) -> None:
    """Make a function of `os` raise, the first `after` calls excepted."""
    real = getattr(os, name)
    calls = 0

    def refusing(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls > after:
            raise fault
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, refusing)


def test_new_file_in_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "ut" / "2019" / "rapport.pdf"
    write_atomically(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert names(path.parent) == ["rapport.pdf"]


def test_new_file_gets_the_users_own_access(tmp_path: Path) -> None:
    ordinary = tmp_path / "vanlig"
    ordinary.write_bytes(b"")
    write_atomically(tmp_path / "rapport.pdf", b"ny")
    assert (tmp_path / "rapport.pdf").stat().st_mode == ordinary.stat().st_mode


def test_replaced_file_keeps_its_access(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"gammal")
    path.chmod(0o640)
    write_atomically(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["rapport.pdf"]


def test_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "akt.pdf"
    real.write_bytes(b"gammal")
    link = tmp_path / "rapport.pdf"
    link.symlink_to(real)
    write_atomically(link, b"ny")
    assert link.is_symlink()
    assert real.read_bytes() == b"ny"


def test_disk_that_fills_leaves_old_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"gammal")
    with largest_file(1000), pytest.raises(SkrivfelError) as caught:
        write_atomically(path, b"x" * 2000)
    assert caught.value.orsak is Orsak.DISK_FULL
    assert path.read_bytes() == b"gammal"
    assert names(tmp_path) == ["rapport.pdf"]


def test_disk_that_fills_at_the_second_file_leaves_nothing_half(tmp_path: Path) -> None:
    first, second = tmp_path / "ut" / "a.pdf", tmp_path / "ut" / "b.pdf"
    with largest_file(1000), pytest.raises(SkrivfelError) as caught:
        write_all_atomically({first: b"liten", second: b"x" * 2000})
    assert caught.value.path == second
    assert names(tmp_path) == []


def test_second_file_that_is_refused_gives_the_first_its_old_content_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    first.write_bytes(b"gammal a")
    third.write_bytes(b"gammal c")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "c.pdf":
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(SkrivfelError) as caught:
        write_all_atomically({first: b"ny a", second: b"ny b", third: b"ny c"})
    assert caught.value.orsak is Orsak.UPPTAGEN
    assert caught.value.path == third
    assert first.read_bytes() == b"gammal a"
    assert third.read_bytes() == b"gammal c"
    assert names(tmp_path) == ["a.pdf", "c.pdf"]


def test_disk_without_links_keeps_old_content_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tmp_path / "a.pdf"
    first.write_bytes(b"gammal")
    refuse(monkeypatch, "link", OSError(errno.EOPNOTSUPP, "no links"))
    write_atomically(first, b"ny")
    assert first.read_bytes() == b"ny"
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("name", ["open", "fsync"])
def test_interrupt_leaves_old_file_and_no_temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"gammal")
    refuse(monkeypatch, name, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"ny")
    assert path.read_bytes() == b"gammal"
    assert names(tmp_path) == ["rapport.pdf"]


@pytest.mark.parametrize(
    ("number", "orsak", "words"),
    [
        (errno.ENOSPC, Orsak.DISK_FULL, "disken är full"),
        (errno.EACCES, Orsak.BEHORIGHET, "behörighet"),
        (errno.EROFS, Orsak.SKRIVSKYDDAD, "skrivskyddad"),
        (errno.EIO, Orsak.ANNAT, "systemet vägrade (trasig disk)"),
    ],
)
def test_what_the_system_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, orsak: Orsak, words: str
) -> None:
    path = tmp_path / "rapport.pdf"
    refuse(monkeypatch, "fsync", OSError(number, "trasig disk"))
    with pytest.raises(SkrivfelError) as caught:
        write_atomically(path, b"ny")
    assert caught.value.orsak is orsak
    assert caught.value.path == path
    assert str(caught.value).startswith(f"Filen {path} kunde inte skrivas: ")
    assert words in str(caught.value)
    assert orsak.remedy in str(caught.value)
    assert names(tmp_path) == []


def test_target_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rapport.pdf").mkdir()
    with pytest.raises(SkrivfelError) as caught:
        write_atomically(tmp_path / "rapport.pdf", b"ny")
    assert caught.value.orsak is Orsak.AR_MAPP


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    for path in (tmp_path / "fil" / "rapport.pdf", tmp_path / "fil" / "ut" / "rapport.pdf"):
        with pytest.raises(SkrivfelError) as caught:
            write_atomically(path, b"ny")
        assert caught.value.orsak is Orsak.EJ_MAPP


@pytest.mark.parametrize("name", ["å" * 200, "a\0b", "a\ud800b"])
def test_name_that_no_disk_takes(tmp_path: Path, name: str) -> None:
    with pytest.raises(SkrivfelError) as caught:
        write_atomically(tmp_path / name, b"ny")
    assert caught.value.orsak is Orsak.OGILTIGT_NAMN
    assert "\0" not in str(caught.value)
    assert names(tmp_path) == []


def test_a_private_file_is_its_owners_alone_from_its_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "beslut.csv"
    path.write_bytes(b"gammal")
    path.chmod(0o644)
    seen: list[int] = []

    def produce(out: BinaryIO) -> None:
        out.write(b"ny")
        seen.extend(p.stat().st_mode & 0o777 for p in tmp_path.glob(".beslut.csv.*"))

    write_all_atomically({path: produce}, private=True)
    assert seen == [0o600]
    assert path.read_bytes() == b"ny"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_writes_itself_is_whole_or_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(b"gammal")

    def produce(out: BinaryIO) -> None:
        out.write(b"halv")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):  # not a fault of the file, and not told as one
        write_all_atomically({first: b"ny", second: produce})
    assert first.read_bytes() == b"gammal"
    assert names(tmp_path) == ["a.csv"]
    with largest_file(1000), pytest.raises(SkrivfelError) as caught:
        write_all_atomically({second: lambda out: out.write(b"x" * 2000)})
    assert caught.value.orsak is Orsak.DISK_FULL
    assert names(tmp_path) == ["a.csv"]
