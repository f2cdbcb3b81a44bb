"""The triggers that keep events, log and closed quarters append-only. Every migration ends with `create_triggers`."""

from typing import Final

from sqlalchemy import Connection, text

ENBART_TILLAGG: Final = ("handelse", "logg", "stangning", "oppning", "fryst_rad", "fil", "markering", "inlasning")
"""Tables whose rows are never changed or removed."""


def _names() -> dict[str, tuple[str, str]]:
    return {f"tr_{tabell}_{op}": (tabell, op) for tabell in ENBART_TILLAGG for op in ("update", "delete")}


def _statement(name: str, tabell: str, op: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {op.upper()} ON {tabell} "
        f"BEGIN SELECT RAISE(ABORT, 'tabellen {tabell} kan bara fyllas på'); END"
    )


def create_triggers(connection: Connection) -> None:
    """Make the triggers that are missing. A batch migration drops a table's triggers without a word."""
    for name, (tabell, op) in _names().items():
        statement = _statement(name, tabell, op).replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1)
        connection.execute(text(statement))


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """Name the triggers that should be there and are not, or that do something else than they should."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    found = {row.name: row.sql for row in rows}
    return tuple(name for name, (tabell, op) in _names().items() if found.get(name) != _statement(name, tabell, op))
