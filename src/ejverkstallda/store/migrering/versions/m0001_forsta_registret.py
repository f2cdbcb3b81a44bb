"""The first register."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "installning",
        sa.Column("nyckel", sa.String(), nullable=False),
        sa.Column("varde", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("nyckel"),
    )
    op.create_table(
        "logg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("idag", sa.Date(), nullable=True),
        sa.Column("av", sa.String(), nullable=False),
        sa.Column("kommando", sa.String(), nullable=False),
        sa.Column("beslut_id", sa.Integer(), nullable=True),
        sa.Column("vad", sa.String(), nullable=False),
        sa.Column("gammalt", sa.Text(), nullable=True),
        sa.Column("nytt", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("logg", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logg_beslut_id"), ["beslut_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nummer"),
    )
    op.create_table(
        "stangning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kvartal", sa.String(), nullable=False),
        sa.Column("namnd", sa.String(), nullable=False),
        sa.Column("lag", sa.String(), nullable=False),
        sa.Column("statusdag", sa.Date(), nullable=False),
        sa.Column("rapporteringsdag", sa.Date(), nullable=False),
        sa.Column("idag", sa.Date(), nullable=False),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.Column("ram", sa.Text(), nullable=False),
        sa.CheckConstraint("lag IN ('SoL', 'LSS')", name="ck_lag_kod"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("stangning", schema=None) as batch_op:
        batch_op.create_index("ix_stangning_cell", ["lag", "namnd", "kvartal"], unique=False)

    op.create_table(
        "beslut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kallsystem", sa.String(), nullable=False),
        sa.Column("beslutsnummer", sa.String(), nullable=False),
        sa.Column("beslutsdatum", sa.Date(), nullable=False),
        sa.Column("lag", sa.String(), nullable=False),
        sa.Column("insats", sa.String(), nullable=False),
        sa.Column("insats_kod", sa.String(), nullable=True),
        sa.Column("lagrum", sa.String(), nullable=True),
        sa.Column("verksamhetsomrade", sa.String(), nullable=True),
        sa.Column("namnd", sa.String(), nullable=True),
        sa.Column("kon", sa.String(), nullable=True),
        sa.Column("ursprung", sa.String(), nullable=False),
        sa.Column("ansokningsdatum", sa.Date(), nullable=True),
        sa.Column("galler_till", sa.Date(), nullable=True),
        sa.Column("enhet", sa.String(), nullable=True),
        sa.Column("handlaggare", sa.String(), nullable=True),
        sa.Column("skyddad", sa.Boolean(), nullable=False),
        sa.Column("bosattningskommun", sa.String(), nullable=True),
        sa.Column("ersatter", sa.String(), nullable=True),
        sa.Column("tidigare_nummer", sa.String(), nullable=True),
        sa.Column("kostnad_manad", sa.Integer(), nullable=True),
        sa.Column("makulerad", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kon IN ('K', 'M')", name="ck_kon_kod"),
        sa.CheckConstraint("lag IN ('SoL', 'LSS')", name="ck_lag_kod"),
        sa.CheckConstraint("ursprung IN ('beslut', 'dom', 'forhandsbesked')", name="ck_ursprung_kod"),
        sa.CheckConstraint("kostnad_manad IS NULL OR kostnad_manad >= 0", name="ck_beslut_kostnad"),
        sa.CheckConstraint("length(beslutsnummer) > 0", name="ck_beslut_nummer"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("beslut", schema=None) as batch_op:
        batch_op.create_index("ix_beslut_nummer", ["beslutsnummer"], unique=False)
        batch_op.create_index("ux_beslut_nyckel", ["kallsystem", "beslutsnummer"], unique=True)

    op.create_table(
        "fil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stangning_id", sa.Integer(), nullable=False),
        sa.Column("namn", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("innehall", sa.LargeBinary(), nullable=False),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stangning_id"],
            ["stangning.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("fil", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fil_stangning_id"), ["stangning_id"], unique=False)

    op.create_table(
        "oppning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stangning_id", sa.Integer(), nullable=False),
        sa.Column("tid", sa.DateTime(), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stangning_id"],
            ["stangning.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("stangning_id"),
    )
    op.create_table(
        "fryst_rad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stangning_id", sa.Integer(), nullable=False),
        sa.Column("beslut_id", sa.Integer(), nullable=False),
        sa.Column("oppnad_av", sa.Integer(), nullable=True),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("grupp", sa.String(), nullable=False),
        sa.Column("forst", sa.String(), nullable=True),
        sa.Column("har_slut", sa.Boolean(), nullable=False),
        sa.Column("siffror", sa.Text(), nullable=False),
        sa.Column("siffror_sha256", sa.String(), nullable=False),
        sa.Column("texter", sa.Text(), nullable=False),
        sa.Column("texter_sha256", sa.String(), nullable=False),
        sa.CheckConstraint("grupp IN ('ny', 'verkstalld', 'avslutad', 'kvarstaende')", name="ck_grupp_kod"),
        sa.CheckConstraint("slag IN ('beslut', 'avbrott')", name="ck_slag_kod"),
        sa.ForeignKeyConstraint(
            ["beslut_id"],
            ["beslut.id"],
        ),
        sa.ForeignKeyConstraint(
            ["stangning_id"],
            ["stangning.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("fryst_rad", schema=None) as batch_op:
        batch_op.create_index("ix_fryst_rad_beslut", ["beslut_id"], unique=False)
        batch_op.create_index("ix_fryst_rad_stangning", ["stangning_id"], unique=False)

    op.create_table(
        "handelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beslut_id", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("ersatter", sa.Integer(), nullable=True),
        sa.Column("handelse_id", sa.String(), nullable=True),
        sa.Column("svar", sa.Boolean(), nullable=True),
        sa.Column("orsak", sa.String(), nullable=True),
        sa.Column("kvartal", sa.String(), nullable=True),
        sa.Column("vantan", sa.String(), nullable=True),
        sa.Column("vantan_start", sa.Date(), nullable=True),
        sa.Column("skal_kod", sa.String(), nullable=True),
        sa.Column("ansvar", sa.String(), nullable=True),
        sa.Column("fran", sa.Date(), nullable=True),
        sa.Column("till", sa.Date(), nullable=True),
        sa.Column("kostnad", sa.Integer(), nullable=True),
        sa.Column("planerat_datum", sa.Date(), nullable=True),
        sa.Column("diarienummer", sa.String(), nullable=True),
        sa.Column("ivo_slag", sa.String(), nullable=True),
        sa.Column("kvittens", sa.String(), nullable=True),
        sa.Column("omfattning", sa.String(), nullable=True),
        sa.Column("avtryck", sa.String(), nullable=False),
        sa.Column("registrerad", sa.DateTime(), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.CheckConstraint("ansvar IN ('kommunen', 'enskild', 'annan')", name="ck_ansvar_kod"),
        sa.CheckConstraint("ivo_slag IN ('ny', 'ater', 'verkstalld', 'avslutad')", name="ck_ivo_slag_kod"),
        sa.CheckConstraint("omfattning IN ('helt', 'delvis')", name="ck_omfattning_kod"),
        sa.CheckConstraint(
            "orsak IN ('aterkallad', 'behov_upphort', 'ersatt', 'avliden', 'flyttat', 'annan', 'felregistrerad')",
            name="ck_orsak_kod",
        ),
        sa.CheckConstraint(
            "skal_kod IN ('saknar_plats', 'rekrytering', 'tackat_nej', 'onskemal', 'ej_nabar', 'kommunens_handlaggning', 'annat')",
            name="ck_skal_kod_kod",
        ),
        sa.CheckConstraint("slag <> 'makulerad' OR ersatter IS NOT NULL", name="ck_handelse_makulerad"),
        sa.CheckConstraint(
            "slag IN ('kommentar', 'skal', 'atgard', 'uppfoljning', 'konsekvens', 'insats_under_tiden', 'planerad', 'ivo_arende', 'senarelagd_lov', 'skickad_ivo', 'erbjudande', 'svar', 'verkstalld', 'delvis_verkstalld', 'avbrott', 'aterupptagen', 'avslutad', 'rapporterad', 'slutrapporterad', 'makulerad')",
            name="ck_slag_kod",
        ),
        sa.CheckConstraint("vantan IN ('beslut', 'avbrott')", name="ck_vantan_kod"),
        sa.CheckConstraint("ersatter IS NULL OR ersatter < id", name="ck_handelse_ersatter"),
        sa.ForeignKeyConstraint(
            ["beslut_id"],
            ["beslut.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ersatter"],
            ["handelse.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("handelse", schema=None) as batch_op:
        batch_op.create_index("ix_handelse_beslut", ["beslut_id", "datum"], unique=False)

    op.create_table(
        "vantan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beslut_id", sa.Integer(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("oppnad_av", sa.Integer(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("gransdag", sa.Date(), nullable=False),
        sa.Column("slut_slag", sa.String(), nullable=True),
        sa.Column("slut_datum", sa.Date(), nullable=True),
        sa.Column("slut_orsak", sa.String(), nullable=True),
        sa.Column("borta", sa.Boolean(), nullable=False),
        sa.Column("rapporterad", sa.Boolean(), nullable=False),
        sa.Column("forst", sa.String(), nullable=True),
        sa.Column("slutrapporterad", sa.Boolean(), nullable=False),
        sa.Column("slut_kvartal", sa.String(), nullable=True),
        sa.Column("ur_historik", sa.Boolean(), nullable=False),
        sa.Column("bevakas", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(slag = 'avbrott') = (oppnad_av IS NOT NULL)", name="ck_vantan_oppnad"),
        sa.CheckConstraint("slag IN ('beslut', 'avbrott')", name="ck_slag_kod"),
        sa.CheckConstraint(
            "slut_orsak IN ('aterkallad', 'behov_upphort', 'ersatt', 'avliden', 'flyttat', 'annan', 'felregistrerad')",
            name="ck_slut_orsak_kod",
        ),
        sa.CheckConstraint("slut_slag IN ('verkstalld', 'aterupptagen', 'avslutad')", name="ck_slut_slag_kod"),
        sa.CheckConstraint("(slut_slag IS NULL) = (slut_datum IS NULL)", name="ck_vantan_slut"),
        sa.ForeignKeyConstraint(
            ["beslut_id"],
            ["beslut.id"],
        ),
        sa.ForeignKeyConstraint(
            ["oppnad_av"],
            ["handelse.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("vantan", schema=None) as batch_op:
        batch_op.create_index("ix_vantan_bevakas", ["gransdag"], unique=False, sqlite_where=sa.text("bevakas = 1"))
        batch_op.create_index("ix_vantan_oppen", ["gransdag"], unique=False, sqlite_where=sa.text("slut_datum IS NULL"))
        batch_op.create_index(
            "ix_vantan_rapporterad", ["slut_kvartal"], unique=False, sqlite_where=sa.text("slut_kvartal IS NOT NULL")
        )
        batch_op.create_index("ux_vantan_avbrott", ["beslut_id", "oppnad_av"], unique=True)
        batch_op.create_index("ux_vantan_beslut", ["beslut_id"], unique=True, sqlite_where=sa.text("oppnad_av IS NULL"))
