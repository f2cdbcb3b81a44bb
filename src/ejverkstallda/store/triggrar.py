"""The triggers that keep events, log and closed quarters append-only. Every migration ends with `create_triggers`."""

from typing import Final

from sqlalchemy import Connection, text

ENBART_TILLAGG: Final = (
    "handelse", "logg", "stangning", "oppning", "fryst_rad", "fil", "markering", "inlasning", "godkannande"
)  # fmt: skip
"""Tables whose rows are never changed or removed."""


def _names() -> dict[str, tuple[str, str]]:
    return {f"tr_{tabell}_{op}": (tabell, op) for tabell in ENBART_TILLAGG for op in ("update", "delete")}


def _body(name: str, tabell: str, op: str) -> str:
    return (
        f"{name} BEFORE {op.upper()} ON {tabell} BEGIN SELECT RAISE(ABORT, 'tabellen {tabell} kan bara fyllas på'); END"
    )


def create_triggers(connection: Connection) -> None:
    """Make the triggers that are missing. A batch migration drops a table's triggers without a word."""
    for name, (tabell, op) in _names().items():
        connection.execute(text(f"CREATE TRIGGER IF NOT EXISTS {_body(name, tabell, op)}"))


def _stored(connection: Connection) -> dict[str, str]:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in connection.execute(query)}


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """Name the triggers that should be there and are not."""
    found = _stored(connection)
    return tuple(name for name in _names() if name not in found)


def altered_triggers(connection: Connection) -> tuple[str, ...]:
    """Name the triggers that are there under their name but do something else."""
    found = _stored(connection)
    wanted = {name: f"CREATE TRIGGER {_body(name, *what)}" for name, what in _names().items()}
    return tuple(name for name, sql in wanted.items() if name in found and found[name] != sql)
