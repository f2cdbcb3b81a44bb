"""Backup and restore of the register's file, by SQLite's own backup call.

A copy is taken as the register is at one moment, whatever is being written meanwhile. A restore writes into the
register's file in one transaction: killed in the middle, the old register stands when it is opened next.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ejverkstallda.store.databas import HUVUDVERSION, KANDA_VERSIONER, explain_sqlite, migrate, open_engine
from ejverkstallda.store.fel import RegisterError

_SIDOR: Final = 5000
"""Pages (20 MB) copied between two moments in which others may write."""
_VANTA_S: Final = 5
_TABELLER: Final = frozenset({"beslut", "handelse", "vantan", "logg", "installning"})
"""Tables that every version of the register has."""
_OBRUKBAR: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_GRUNDKOD: Final = 0xFF
"""What of SQLite's extended result code that tells the kind of fault."""


@dataclass(frozen=True, slots=True)
class Kopiabild:
    """What a register's file holds: schema version, decisions, and when (UTC) and by whom it was last written."""

    version: str
    beslut: int
    senast: datetime | None
    av: str | None

    @property
    def aldre(self) -> bool:
        """Whether it is of an older version than the program's."""
        return self.version != HUVUDVERSION


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what is wrong with a backup that SQLite cannot use."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & _GRUNDKOD
        if code == sqlite3.SQLITE_FULL:
            raise
        if code == sqlite3.SQLITE_NOTADB:
            raise RegisterError(
                "kopia_ej_databas",
                f"{path} är ingen säkerhetskopia från ejverkstallda. Ange rätt fil. Inget har ändrats.",
            ) from None
        if code == sqlite3.SQLITE_CANTOPEN:
            raise RegisterError(
                "kopia_kan_ej_oppnas", f"{path} kan inte öppnas. Kontrollera din behörighet. Inget har ändrats."
            ) from None
        raise RegisterError(
            "kopia_skadad",
            f"Säkerhetskopian {path} är skadad eller avklippt. Hämta filen på nytt eller ta en annan kopia. "
            "Inget har ändrats.",
        ) from None


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_VANTA_S)


def inspect_copy(path: Path, *, whole: bool) -> Kopiabild:
    """Look through a copy of a register, opened so that nothing in it can change; `whole`: every page of it as well.

    Raises:
        RegisterError: it is missing, no register, of a newer version, cut off or damaged.
    """
    if not path.is_file():
        raise RegisterError("kopia_saknas", f"Det finns ingen fil i {path}. Ange var säkerhetskopian ligger.")
    with _told(path), closing(_read_only(path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names >= _TABELLER | {"alembic_version"}:
            raise RegisterError(
                "kopia_ej_register",
                f"{path} är en databas men inget register från ejverkstallda. Ange rätt fil. Inget har ändrats.",
            )
        version = str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        if version not in KANDA_VERSIONER:
            raise RegisterError(
                "kopia_nyare",
                f"{path} är gjord av en nyare version av programmet (schema {version}). "
                "Installera den senaste versionen av ejverkstallda. Inget har ändrats.",
            )
        if whole and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError
        decisions = connection.execute("SELECT count(*) FROM beslut").fetchone()[0]
        last = connection.execute("SELECT tid, av FROM logg ORDER BY id DESC LIMIT 1").fetchone()
    when, who = (datetime.fromisoformat(last[0]), str(last[1])) if last else (None, None)
    return Kopiabild(version, int(decisions), when, who)


def copy_register(register: Path, target: Path) -> None:
    """Copy the register as it is at one moment into the empty file `target`; others may write meanwhile.

    Raises:
        RegisterError: the register cannot be read.
    """
    with (
        explain_sqlite(register),
        closing(sqlite3.connect(register, timeout=_VANTA_S)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=_SIDOR, sleep=0.01)


def copy_backup(kopia: Path, target: Path) -> None:
    """Copy a backup into the empty file `target`, and bring that one to the program's version. The backup stays as is.

    Raises:
        RegisterError: the backup cannot be read to its end.
    """
    with (
        explain_sqlite(target),
        _told(kopia),
        closing(_read_only(kopia)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
    if inspect_copy(target, whole=False).aldre:
        inspect_copy(target, whole=True)  # what is damaged is not to be migrated
        migrate(open_engine(target))


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256, in hex, read bit by bit."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore_inside(new: Path, register: Path, kept: Path) -> bool:
    """Keep the register as `kept` and write `new` into it, in one transaction in which nobody else gets in.

    Return False where the register is so damaged that SQLite cannot work in it; then nothing has been done.

    Raises:
        RegisterError: another program holds the register, or the disk is full; the register is as it was.
    """
    with explain_sqlite(register):
        try:
            with closing(sqlite3.connect(register, timeout=_VANTA_S, isolation_level=None)) as old:
                old.execute("PRAGMA locking_mode = EXCLUSIVE")  # held from here until the connection is closed
                old.execute("BEGIN EXCLUSIVE")
                old.execute("COMMIT")
                _make_private(kept)
                with closing(sqlite3.connect(kept)) as copy:
                    old.backup(copy)
                with closing(sqlite3.connect(new)) as source:
                    source.backup(old)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _GRUNDKOD not in _OBRUKBAR:
                raise
            kept.unlink(missing_ok=True)
            return False
    return True


def set_aside(register: Path, kept: Path) -> None:
    """Keep what SQLite cannot use: copy the file, and move a journal away that would be played into the new one.

    Raises:
        RegisterError: it cannot be kept; nothing has changed.
    """
    journal = register.with_name(f"{register.name}-journal")
    try:
        if register.exists():
            _make_private(kept)
            shutil.copyfile(register, kept)
        if journal.exists():
            journal.replace(kept.with_name(f"{kept.name}-journal"))
    except OSError as error:
        with suppress(OSError):
            kept.unlink(missing_ok=True)
        raise RegisterError(
            "register_ej_undanlagt",
            f"Det gamla registret kunde inte sparas i {kept} ({error.strerror}). Frigör utrymme eller kontrollera din "
            "behörighet till mappen. Inget har ändrats.",
        ) from None


def _make_private(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
