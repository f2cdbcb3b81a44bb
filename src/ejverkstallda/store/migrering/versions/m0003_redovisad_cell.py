"""The nämnd and law that reported a väntan, so that a decision that moves is told once more where it was reported."""

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
