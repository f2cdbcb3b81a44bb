"""The triggers that keep events, log and closed quarters append-only. Every migration ends with `create_triggers`."""

from typing import Final

from sqlalchemy import Connection, text

ENBART_TILLAGG: Final = ("handelse", "logg", "stangning", "oppning", "fryst_rad", "fil", "markering", "inlasning")
"""Tables whose rows are never changed or removed."""


def _names() -> dict[str, tuple[str, str]]:
    return {f"tr_{tabell}_{op}": (tabell, op) for tabell in ENBART_TILLAGG for op in ("update", "delete")}


def create_triggers(connection: Connection) -> None:
    """Make the triggers that are missing. A batch migration drops a table's triggers without a word."""
    for name, (tabell, op) in _names().items():
        connection.execute(
            text(
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {op.upper()} ON {tabell} "
                f"BEGIN SELECT RAISE(ABORT, 'tabellen {tabell} kan bara fyllas på'); END"
            )
        )


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """Name the triggers that should be there and are not."""
    found = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    return tuple(name for name in _names() if name not in found)
