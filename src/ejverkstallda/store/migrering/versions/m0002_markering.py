"""Marks of the quarter's routine, and the indexes that make a quarter cost its own rows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "markering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kvartal", sa.String(), nullable=False),
        sa.Column("namnd", sa.String(), nullable=False),
        sa.Column("lag", sa.String(), nullable=False),
        sa.Column("steg", sa.String(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=True),
        sa.Column("diarienummer", sa.String(), nullable=True),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.CheckConstraint("lag IN ('SoL', 'LSS')", name="ck_lag_kod"),
        sa.CheckConstraint("steg IN ('ivo', 'revisorer', 'namnd', 'fullmaktige')", name="ck_steg_kod"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_markering_kvartal", "markering", ["kvartal"], unique=False)
    op.create_index("ix_beslut_cell", "beslut", ["namnd", "lag", "beslutsdatum"], unique=False)
    op.create_index(
        "ix_beslut_tidigare",
        "beslut",
        ["tidigare_nummer"],
        unique=False,
        sqlite_where=sa.text("tidigare_nummer IS NOT NULL"),
    )
    op.create_index(
        "ix_beslut_galler_till",
        "beslut",
        ["galler_till"],
        unique=False,
        sqlite_where=sa.text("galler_till IS NOT NULL"),
    )
    op.create_index(
        "ix_handelse_kvartal", "handelse", ["kvartal"], unique=False, sqlite_where=sa.text("kvartal IS NOT NULL")
    )
    op.drop_index("ix_stangning_cell", table_name="stangning")
    op.create_index("ix_stangning_cell", "stangning", ["kvartal", "namnd", "lag"], unique=False)
    op.drop_index("ix_vantan_bevakas", table_name="vantan")
    op.create_index(
        "ix_vantan_bevakas",
        "vantan",
        ["rapporterad", "gransdag"],
        unique=False,
        sqlite_where=sa.text("bevakas = 1"),
    )
