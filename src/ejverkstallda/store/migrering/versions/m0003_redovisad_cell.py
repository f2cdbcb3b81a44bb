"""The nämnd and law that reported a väntan, which lists have been read in, and checks that cost less to hold.

A decision that moves is told once more where it was reported, so that has to be known.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LATEST = """
    UPDATE vantan SET (redovisad_namnd, redovisad_lag) = (
        SELECT s.namnd, s.lag FROM fryst_rad f JOIN stangning s ON s.id = f.stangning_id
        WHERE f.beslut_id = vantan.beslut_id AND f.oppnad_av IS vantan.oppnad_av
          AND s.id NOT IN (SELECT stangning_id FROM oppning)
        ORDER BY s.kvartal DESC LIMIT 1
    ) WHERE rapporterad
"""


def upgrade() -> None:
    """Apply the migration."""
    op.add_column("vantan", sa.Column("redovisad_namnd", sa.String(), nullable=True))
    op.add_column("vantan", sa.Column("redovisad_lag", sa.String(), nullable=True))
    op.execute(sa.text(_LATEST))
    op.create_table(
        "inlasning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("idag", sa.Date(), nullable=True),
        sa.Column("av", sa.String(), nullable=False),
        sa.Column("fil", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("profil", sa.String(), nullable=False),
        sa.Column("rader", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.drop_index("ix_beslut_nummer", table_name="beslut")
    op.drop_index("ux_beslut_nyckel", table_name="beslut")
    op.create_index("ux_beslut_nyckel", "beslut", ["beslutsnummer", "kallsystem"], unique=True)
    _rewrite_checks()


_IN = re.compile(r"CHECK \((\w+) IN \(([^)]*)\)\)")


def _as_case(found: re.Match[str]) -> str:
    known = " ".join(f"WHEN {code} THEN 1" for code in found[2].split(", "))
    return f"CHECK ({found[1]} IS NULL OR CASE {found[1]} {known} ELSE 0 END)"


def _rewrite_checks() -> None:
    """Write `x IN (codes)` as CASE in the schema itself: the rows already hold, and a rebuild would drop triggers.

    SQLite's own way of changing a check without touching the rows (lang_altertable, section 7).
    """
    bind = op.get_bind()
    tables = bind.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    for name, sql in tables:
        new = _IN.sub(_as_case, sql)
        if new != sql:
            bind.exec_driver_sql("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (new, name))
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")
