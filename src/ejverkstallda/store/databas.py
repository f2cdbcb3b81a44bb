"""The register on disk: where it is, making it, opening it, and one transaction at a time.

SQLite with foreign keys on, a rollback journal (WAL does not work on a network share), BEGIN IMMEDIATE
for writing, a busy timeout, and a file only its owner can read.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from ejverkstallda.store.fel import RegisterError, RegisterExistsError, system_reason

HUVUDVERSION: Final = "0005"
"""The newest migration; a register that names another is older (migrated) or newer (refused)."""
KANDA_VERSIONER: Final = ("0001", "0002", "0003", "0004", "0005")
"""The versions that can be brought to the newest."""
_VANTETID_MS: Final = 5000
_KASTA: Final = "ejv_kasta"
_SQLITE_PREFIX: Final = "sqlite:///"


def register_path(databas: str) -> Path:
    """Return the file that `databas` (a path, or a sqlite URL) names.

    Raises:
        RegisterError: another kind of database is named.
    """
    if databas.startswith(_SQLITE_PREFIX):
        return Path(databas.removeprefix(_SQLITE_PREFIX)).expanduser()
    if "://" in databas:
        kind = databas.split("://", 1)[0]
        raise RegisterError(
            "databas_okand_typ",
            f"Registret kan inte ligga i en databas av typen {kind}. Ange en fil eller en adress som börjar med sqlite:///.",
        )
    return Path(databas).expanduser()


def open_engine(path: Path) -> Engine:
    """Return an engine for the register's file, with the settings that every connection has."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        poolclass=sa.NullPool,
        connect_args={"timeout": _VANTETID_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # transactions are begun by us, see _begin
        cursor = dbapi.cursor()
        for pragma in ("foreign_keys = ON", "recursive_triggers = ON", f"busy_timeout = {_VANTETID_MS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _begin(connection: Connection, *, write: bool) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


_ORSAKER: Final = (
    (
        "file is not a database",
        "databas_ej_databas",
        "Filen {path} är ingen databas från ejverkstallda. Ange rätt fil med --databas.",
    ),
    (
        "database is locked",
        "databas_last",
        "Registret {path} är upptaget av ett annat program. Stäng det, eller vänta en stund, och försök igen.",
    ),
    ("disk is full", "disk_full", "Disken är full; inget har sparats i {path}. Frigör utrymme och försök igen."),
    (
        "readonly database",
        "databas_skrivskyddad",
        "Registret {path} är skrivskyddat; inget har sparats. Kontrollera din behörighet till filen och mappen.",
    ),
    (
        "unable to open database",
        "databas_kan_ej_oppnas",
        "Registret {path} kan inte öppnas. Kontrollera att mappen finns och att du har behörighet till den.",
    ),
    (
        "disk I/O error",
        "disk_fel",
        "Registret {path} kunde inte läsas eller skrivas (fel på disk eller nätverk). Inget har sparats.",
    ),
    ("malformed", "databas_skadad", "Registret {path} är skadat. Ta fram den senaste säkerhetskopian."),
    ("Could not decode", "databas_skadad", "Registret {path} är skadat. Ta fram den senaste säkerhetskopian."),
)


def _explain(error: sqlite3.Error, path: Path) -> RegisterError | None:
    message = str(error)
    for part, kod, text in _ORSAKER:
        if part in message:
            return RegisterError(kod, text.format(path=path))
    return None


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a sentence for its user.

    Raises:
        RegisterError: in place of a locked, full, read-only, damaged or foreign database.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error) and (told := _explain(error.orig, path)) is not None:
            raise told from None
        raise


@contextmanager
def explain_sqlite(path: Path) -> Iterator[None]:
    """Turn what SQLite itself says of the file, asked without SQLAlchemy, into a sentence for its user.

    Raises:
        RegisterError: as `translated_errors`.
    """
    try:
        yield
    except sqlite3.Error as error:
        if (told := _explain(error, path)) is not None:
            raise told from None
        raise


@contextmanager
def open_register(databas: str, *, write: bool, upgrade: bool = True) -> Iterator[Connection]:
    """Open the register and run one transaction: committed when the block ends well, else rolled back.

    An older register is brought to the newest schema, unless `upgrade` says that it is to be left as it is.

    Raises:
        RegisterError: no register there, or none that this program can use; an older one that is to be left.
    """
    path = register_path(databas)
    if not _is_there(path):
        raise RegisterError(
            "register_saknas",
            f"Det finns inget register i {path}. Skapa ett med ejv init, eller ange var det ligger med --databas.",
        )
    if path.is_dir():
        raise RegisterError("databas_ar_mapp", f"{path} är en mapp, inte ett register. Ange filen med --databas.")
    engine = open_engine(path)
    with translated_errors(path), engine.connect() as connection:
        _check_version(connection, path, engine, upgrade=upgrade)
        _begin(connection, write=write)
        yield connection  # an exception closes the connection, which rolls back
        keep = write and not connection.info.pop(_KASTA, False)
        connection.exec_driver_sql("COMMIT" if keep else "ROLLBACK")


def _is_there(path: Path) -> bool:
    """Tell whether something stands in the register's place.

    Raises:
        RegisterError: the system does not let one see, or the name is one that no file can have.
    """
    try:
        return path.exists()
    except OSError as error:
        raise RegisterError(
            "databas_kan_ej_oppnas",
            f"Registret {path} kan inte öppnas: {system_reason(error)}. Kontrollera sökvägen och din behörighet, "
            "eller ange en annan plats med --databas.",
        ) from None


def discard(connection: Connection) -> None:
    """Let the transaction end without saving anything (a dry run, a refused request)."""
    connection.info[_KASTA] = True


def _check_version(connection: Connection, path: Path, engine: Engine, *, upgrade: bool) -> None:
    try:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except sa.exc.OperationalError as error:
        if "no such table" not in str(error.orig):
            raise
        version = None
    if version == HUVUDVERSION:
        connection.rollback()
        return
    if version is None:
        raise RegisterError(
            "databas_ej_register",
            f"Filen {path} är en databas men inget register från ejverkstallda. Ange rätt fil med --databas.",
        )
    if version not in KANDA_VERSIONER:
        raise RegisterError(
            "databas_nyare",
            f"Registret {path} är gjort av en nyare version av programmet (schema {version}). "
            "Installera den senaste versionen av ejverkstallda.",
        )
    connection.rollback()
    if not upgrade:
        raise RegisterError(
            "databas_aldre",
            f"Registret {path} är gjort av en äldre version av programmet (schema {version}) och läses inte så här. "
            "Låt den som förvaltar det öppna det en gång, till exempel med ejv kontrollera, så lyfts det till den här "
            "versionen; en kopia sparas först.",
        )
    _copy_before(connection, path, version)
    migrate(engine)


def _copy_before(connection: Connection, path: Path, version: str) -> None:
    """Keep a copy of an older register beside it before its schema is changed; it gets its name when it is whole."""
    target = path.with_name(f"{path.name}.fore-{HUVUDVERSION}-{version}.kopia")
    half = target.with_name(f".{target.name}.halv")  # one left by a run that was killed is written anew
    os.close(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    copy = sqlite3.connect(half)
    try:
        copy.execute("PRAGMA journal_mode = MEMORY")
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 — the engine is SQLite's
        driver.backup(copy)
        copy.close()
        half.replace(target)
    except BaseException:
        copy.close()
        half.unlink(missing_ok=True)
        raise


def migrate(engine: Engine) -> None:
    """Bring a register to the newest schema, in one transaction that ends with its triggers."""
    from alembic import command  # noqa: PLC0415 — half a second, wanted only when something is to be migrated
    from alembic.config import Config  # noqa: PLC0415

    from ejverkstallda.store.triggrar import create_triggers  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrering"))
    with engine.connect() as connection:
        _begin(connection, write=True)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        create_triggers(connection)
        connection.exec_driver_sql("COMMIT")


def create_register(databas: str) -> Path:
    """Make an empty register and return its file. A half-made one is never left behind.

    Raises:
        RegisterExistsError: a file already stands there.
        RegisterError: the folder or file cannot be made.
    """
    path = register_path(databas)
    if _is_there(path):
        raise RegisterExistsError(
            "register_finns",
            f"Det finns redan en fil i {path}; inget har ändrats. Välj en annan plats med --databas.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise RegisterError(
            "register_kan_ej_skapas",
            f"Registret kan inte skapas i {path}: {system_reason(error)}. Välj en annan plats med --databas.",
        ) from None
    try:
        with translated_errors(path):
            migrate(open_engine(path))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
