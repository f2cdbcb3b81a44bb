"""Alembic's entry: run the migrations on the connection that the program has opened, in its transaction."""

from alembic import context
from sqlmodel import SQLModel

from ejverkstallda.store import tabeller

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
assert tabeller.BeslutTabell.__tablename__ in SQLModel.metadata.tables  # noqa: S101 — the import fills the metadata
context.run_migrations()
