"""Indexes for `bevaka`: which ends have been told of in a closed quarter, and which have been sent to IVO.

Without them the question reads every event of every case that has ended, as old as the register is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the migration."""
    columns = ["beslut_id", "datum", "ivo_slag", "vantan", "vantan_start", "ersatter"]
    sent = sa.text("ivo_slag IN ('verkstalld', 'avslutad')")
    op.create_index("ix_handelse_ivo_slut", "handelse", columns, sqlite_where=sent)
    op.create_index("ix_handelse_ersatter", "handelse", ["ersatter"], sqlite_where=sa.text("ersatter IS NOT NULL"))
    op.create_index("ix_fryst_rad_slut", "fryst_rad", ["beslut_id"], sqlite_where=sa.text("har_slut = 1"))
    op.drop_index("ix_vantan_rapporterad", table_name="vantan")
    ended = ["slut_kvartal", "beslut_id", "slag", "start", "slut_datum"]
    op.create_index("ix_vantan_rapporterad", "vantan", ended, sqlite_where=sa.text("slut_kvartal IS NOT NULL"))
