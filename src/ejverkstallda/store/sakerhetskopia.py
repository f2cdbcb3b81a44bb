"""Backup and restore of the register's file, by SQLite's own backup call.

A copy is taken as the register is at one moment, whatever is being written meanwhile. A restore writes into the
register's file in one transaction: killed in the middle, the old register stands when it is opened next.
"""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy.exc import DBAPIError

from ejverkstallda.store.databas import HUVUDVERSION, KANDA_VERSIONER, explain_sqlite, migrate, open_engine
from ejverkstallda.store.fel import RegisterError, system_reason
from ejverkstallda.store.oversattning import INSTALLNING, TABELLER

_SIDOR: Final = 5000
"""Pages (20 MB) copied between two moments in which others may write."""
_VANTA_S: Final = 5
_TABELLER: Final = frozenset({"beslut", "handelse", "vantan", "logg", "installning"})
"""Tables that every version of the register has."""
_OBRUKBAR: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_GRUNDKOD: Final = 0xFF
"""What of SQLite's extended result code that tells the kind of fault."""
_LASFEL: Final = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
"""Faults of the disk that are about what is read; the others are about what is written."""


class Kopiabild(NamedTuple):
    """What a register's file holds: schema version, whose it is, decisions, and when (UTC) and by whom last written."""

    version: str
    kommun: str
    namnder: tuple[str, ...]
    beslut: int
    senast: datetime | None
    av: str | None

    @property
    def aldre(self) -> bool:
        """Whether it is of an older version than the program's."""
        return self.version != HUVUDVERSION

    def is_of_another(self, other: "Kopiabild") -> bool:
        """Tell whether it is another municipality's or wholly other nämnder's register than `other`."""
        both = self.namnder and other.namnder
        return self.kommun != other.kommun or bool(both and not set(self.namnder) & set(other.namnder))


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what is wrong with a backup that SQLite cannot use."""
    try:
        yield
    except sqlite3.Error as error:
        code = _code(error) & _GRUNDKOD
        if code == sqlite3.SQLITE_NOTADB:
            raise RegisterError(
                "kopia_ej_databas",
                f"{path} är ingen säkerhetskopia från ejverkstallda. Ange rätt fil. Inget har ändrats.",
            ) from None
        if code == sqlite3.SQLITE_CANTOPEN:
            raise _unopened(path) from None
        raise RegisterError(
            "kopia_skadad",
            f"Säkerhetskopian {path} är skadad eller avklippt. Hämta filen på nytt eller ta en annan kopia. "
            "Inget har ändrats.",
        ) from None


def _unopened(path: Path) -> RegisterError:
    return RegisterError(
        "kopia_kan_ej_oppnas", f"{path} kan inte öppnas. Kontrollera din behörighet. Inget har ändrats."
    )


@contextmanager
def _written() -> Iterator[None]:
    """Let what SQLite says of a full disk, a quota or a limit be what the system says of any file.

    Raises:
        OSError: what is written to has no room.
    """
    try:
        yield
    except sqlite3.Error as error:
        kind = _code(error) & _GRUNDKOD
        if kind == sqlite3.SQLITE_FULL or (kind == sqlite3.SQLITE_IOERR and _code(error) not in _LASFEL):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_VANTA_S)


def inspect_copy(path: Path, *, whole: bool, named: Path | None = None) -> Kopiabild:
    """Look through a copy of a register, opened so that nothing in it can change; `whole`: every page of it as well.

    `named` is what it is called in what is said of it, where it is a copy of a copy.

    Raises:
        RegisterError: it is missing, no register, of a newer version, cut off or damaged.
    """
    shown = named or path
    try:
        there = path.is_file()
    except OSError as error:
        raise RegisterError(
            "kopia_kan_ej_oppnas", f"{shown} kan inte öppnas: {system_reason(error)}. Inget har ändrats."
        ) from None
    if not there:
        raise RegisterError("kopia_saknas", f"Det finns ingen fil i {shown}. Ange var säkerhetskopian ligger.")
    with _told(shown), closing(_read_only(path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if names >= _ALLTID else None
        if found is None:
            raise _no_register(shown)
        version = str(found[0])
        if version not in KANDA_VERSIONER:
            raise RegisterError(
                "kopia_nyare",
                f"{shown} är gjord av en nyare version av programmet (schema {version}). "
                "Installera den senaste versionen av ejverkstallda. Inget har ändrats.",
            )
        if whole:
            _hold_whole(connection, path)
        if version == HUVUDVERSION and not _has_all_columns(connection):
            raise _no_register(shown)
        return _picture(connection, version)


_ALLTID: Final = _TABELLER | {"alembic_version"}


def _no_register(path: Path) -> RegisterError:
    return RegisterError(
        "kopia_ej_register",
        f"{path} är en databas men inget register från ejverkstallda. Ange rätt fil. Inget har ändrats.",
    )


def _hold_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Hold every page of a file, and that the file ends where its header says.

    SQLite reads a last page that is cut as if zeroes followed, and then finds nothing wrong.

    Raises:
        sqlite3.DatabaseError: it is not whole.
    """
    size = connection.execute("PRAGMA page_count").fetchone()[0] * connection.execute("PRAGMA page_size").fetchone()[0]
    if size != path.stat().st_size or connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError


def _has_all_columns(connection: sqlite3.Connection) -> bool:
    return all(
        {column.name for column in table.c}
        <= {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table.name,))}
        for table in (*TABELLER, INSTALLNING)
    )


def _picture(connection: sqlite3.Connection, version: str) -> Kopiabild:
    decisions = connection.execute("SELECT count(*) FROM beslut").fetchone()[0]
    last = connection.execute("SELECT tid, av FROM logg ORDER BY id DESC LIMIT 1").fetchone()
    settings = dict(connection.execute("SELECT nyckel, varde FROM installning").fetchall())
    try:
        when, who = (datetime.fromisoformat(last[0]), str(last[1])) if last else (None, None)
        namnder = tuple(str(namnd) for namnd in json.loads(settings.get("namnder", "[]")))
    except (ValueError, TypeError):
        raise sqlite3.DatabaseError from None
    return Kopiabild(version, settings.get("kommun", ""), namnder, int(decisions), when, who)


def copy_register(register: Path, target: Path) -> Kopiabild:
    """Copy the register as it is at one moment into the empty file `target`, and look the copy through.

    Others may write meanwhile.

    Raises:
        RegisterError: the register cannot be read, or is damaged.
        OSError: there is no room for the copy.
    """
    with (
        explain_sqlite(register),
        _written(),
        closing(sqlite3.connect(register, timeout=_VANTA_S)) as old,
        closing(_connect_new(target)) as new,
    ):
        old.backup(new, pages=_SIDOR, sleep=0.01)
    try:
        return inspect_copy(target, whole=True)
    except RegisterError:  # what is wrong with a copy just made is wrong with what it was made of
        raise RegisterError(
            "databas_skadad",
            f"Registret {register} är skadat, och ingen kopia är gjord av det. Se vad som är fel med ejv kontrollera, "
            "och ta fram den senaste säkerhetskopian.",
        ) from None


def copy_backup(kopia: Path, target: Path) -> None:
    """Copy a backup that has been looked through into the empty file `target`, and bring that to the program's version.

    The backup stays as it is.

    Raises:
        RegisterError: the backup cannot be read to its end, or not be brought to the version.
        OSError: there is no room for the copy.
    """
    with _told(kopia), _written(), closing(_read_only(kopia)) as old, closing(_connect_new(target)) as new:
        old.backup(new)
    if inspect_copy(target, whole=False, named=kopia).aldre:
        try:
            migrate(open_engine(target))
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                with _told(kopia), _written():
                    raise error.orig from None
            raise


def _connect_new(target: Path) -> sqlite3.Connection:
    """Open a file that nobody misses: were it killed, no journal would be left beside it."""
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode = MEMORY")
    return connection


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256, in hex, read bit by bit."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore_inside(new: Path, register: Path, half: Path, kept: Path) -> bool:
    """Keep the register as `kept` and write `new` into it, in one transaction in which nobody else gets in.

    The register is copied into the empty file `half`, which gets the name `kept` when it is whole. Return False where
    the register is so damaged that SQLite cannot work in it; then nothing has been done.

    Raises:
        RegisterError: another program holds the register, or the disk is full; the register is as it was.
    """
    with explain_sqlite(register):
        try:
            with closing(sqlite3.connect(register, timeout=_VANTA_S, isolation_level=None)) as old:
                old.execute("PRAGMA locking_mode = EXCLUSIVE")  # held from here until the connection is closed
                old.execute("BEGIN EXCLUSIVE")
                old.execute("COMMIT")
                with closing(_connect_new(half)) as copy:
                    old.backup(copy)
                half.replace(kept)
                with closing(sqlite3.connect(new)) as source:
                    source.backup(old)
        except BaseException as error:
            kept.unlink(missing_ok=True)  # nothing has changed: it would only be one more register lying about
            if _code(error) & _GRUNDKOD in _OBRUKBAR:
                half.write_bytes(b"")
                return False
            raise
    return True


@contextmanager
def set_aside(register: Path, half: Path, kept: Path) -> Iterator[None]:
    """Keep what SQLite cannot use while the block replaces it, and move a journal away that would be played into that.

    The file is copied into `half`, which gets the name `kept` when it is whole. If the block fails all is put back.

    Raises:
        RegisterError: it cannot be kept; nothing has changed.
    """
    journal = register.with_name(f"{register.name}-journal")
    moved = kept.with_name(f"{kept.name}-journal")
    with _put_back(kept, journal, moved):
        try:
            if register.exists():
                shutil.copyfile(register, half)
                half.replace(kept)
            if journal.exists():
                journal.replace(moved)
        except OSError as error:
            raise RegisterError(
                "register_ej_undanlagt",
                f"Det gamla registret kunde inte sparas i {kept}: {system_reason(error)}. Frigör utrymme eller "
                "kontrollera din behörighet till mappen. Inget har ändrats.",
            ) from None
        yield


@contextmanager
def _put_back(kept: Path, journal: Path, moved: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if moved.exists():
                moved.replace(journal)
            kept.unlink(missing_ok=True)
        raise
