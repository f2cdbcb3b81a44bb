"""What somebody has accepted in a public paper, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SLAG = ("personnummer", "ersattningsnummer", "telefon", "epost", "adress", "namn")
_KANDA = " ".join(f"WHEN '{slag}' THEN 1" for slag in _SLAG)


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "godkannande",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("avtryck", sa.String(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.CheckConstraint(f"slag IS NULL OR CASE slag {_KANDA} ELSE 0 END", name="ck_slag_kod"),
        sa.CheckConstraint("length(avtryck) = 64", name="ck_godkannande_avtryck"),
        sa.CheckConstraint("length(trim(skal)) > 0", name="ck_godkannande_skal"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_godkannande_avtryck", "godkannande", ["avtryck"], unique=False)
