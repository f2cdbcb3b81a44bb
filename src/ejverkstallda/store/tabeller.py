"""The register's tables. Schema only: these classes validate nothing, values are checked before they come here.

Codes are stored as the text the domain chose, dates as ISO dates. CHECK constraints hold in the database
what must hold whoever writes. Table and column names are the interface of the file on disk.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, DateTime, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from ejverkstallda.domain.beslut import (
    Ansvar,
    Avslutsorsak,
    Handelseslag,
    IvoSlag,
    Kon,
    Lag,
    Omfattning,
    SkalKod,
    Ursprung,
    Vantanslag,
)
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slutslag
from ejverkstallda.report.fritext import Traffslag


def _one_of(column: str, codes: Iterable[StrEnum]) -> CheckConstraint:
    """Hold a column to codes. Written as CASE: for an IN list SQLite builds a table anew for every row it writes."""
    known = " ".join(f"WHEN '{code.value}' THEN 1" for code in codes)
    return CheckConstraint(f"{column} IS NULL OR CASE {column} {known} ELSE 0 END", name=f"ck_{column}_kod")


class _Tabell(SQLModel):
    """What the tables have in common: no validator is built for what validates nothing."""

    model_config = {"defer_build": True}


class PersonTabell(_Tabell, table=True):
    """Identity numbers, apart from the cases. `slag`: personnummer, samordningsnummer or IVO's substitute number."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    nummer: str = Field(unique=True)
    slag: str


class BeslutTabell(_Tabell, table=True):
    """A decision as it is known now; every change of it stands in the log."""

    __tablename__ = "beslut"
    __table_args__ = (
        Index("ux_beslut_nyckel", "beslutsnummer", "kallsystem", unique=True),
        Index("ix_beslut_galler_till", "galler_till", sqlite_where=text("galler_till IS NOT NULL")),
        Index("ix_beslut_tidigare", "tidigare_nummer", sqlite_where=text("tidigare_nummer IS NOT NULL")),
        Index("ix_beslut_cell", "namnd", "lag", "beslutsdatum"),
        CheckConstraint("length(beslutsnummer) > 0", name="ck_beslut_nummer"),
        CheckConstraint("kostnad_manad IS NULL OR kostnad_manad >= 0", name="ck_beslut_kostnad"),
        _one_of("lag", Lag),
        _one_of("kon", Kon),
        _one_of("ursprung", Ursprung),
    )

    id: int | None = Field(default=None, primary_key=True)
    kallsystem: str = ""
    beslutsnummer: str
    beslutsdatum: date
    lag: str
    insats: str
    insats_kod: str | None = None
    lagrum: str | None = None
    verksamhetsomrade: str | None = None
    namnd: str | None = None
    kon: str | None = None
    ursprung: str = Ursprung.BESLUT.value
    ansokningsdatum: date | None = None
    galler_till: date | None = None
    enhet: str | None = None
    handlaggare: str | None = None
    skyddad: bool = False
    bosattningskommun: str | None = None
    ersatter: str | None = None
    tidigare_nummer: str | None = None
    kostnad_manad: int | None = None
    makulerad: bool = False
    person_id: int | None = Field(default=None, foreign_key="person.id")


class HandelseTabell(_Tabell, table=True):
    """Events: only ever added. A correction or strike points at what it replaces. `avtryck` is over all its columns."""

    __tablename__ = "handelse"
    __table_args__ = (
        Index("ix_handelse_beslut", "beslut_id", "datum"),
        Index("ix_handelse_kvartal", "kvartal", sqlite_where=text("kvartal IS NOT NULL")),
        Index(
            "ix_handelse_ivo_slut",
            *("beslut_id", "datum", "ivo_slag", "vantan", "vantan_start", "ersatter"),
            sqlite_where=text("ivo_slag IN ('verkstalld', 'avslutad')"),
        ),
        Index("ix_handelse_ersatter", "ersatter", sqlite_where=text("ersatter IS NOT NULL")),
        _one_of("slag", Handelseslag),
        _one_of("orsak", Avslutsorsak),
        _one_of("vantan", Vantanslag),
        _one_of("skal_kod", SkalKod),
        _one_of("ansvar", Ansvar),
        _one_of("ivo_slag", IvoSlag),
        _one_of("omfattning", Omfattning),
        CheckConstraint("slag <> 'makulerad' OR ersatter IS NOT NULL", name="ck_handelse_makulerad"),
        CheckConstraint("ersatter IS NULL OR ersatter < id", name="ck_handelse_ersatter"),
    )

    id: int | None = Field(default=None, primary_key=True)
    beslut_id: int = Field(foreign_key="beslut.id")
    datum: date
    slag: str
    text: str | None = Field(default=None, sa_type=Text)
    ersatter: int | None = Field(default=None, foreign_key="handelse.id")
    handelse_id: str | None = None
    svar: bool | None = None
    orsak: str | None = None
    kvartal: str | None = None
    vantan: str | None = None
    vantan_start: date | None = None
    skal_kod: str | None = None
    ansvar: str | None = None
    fran: date | None = None
    till: date | None = None
    kostnad: int | None = None
    planerat_datum: date | None = None
    diarienummer: str | None = None
    ivo_slag: str | None = None
    kvittens: str | None = None
    omfattning: str | None = None
    avtryck: str
    registrerad: datetime = Field(sa_type=DateTime)
    av: str


class VantanTabell(_Tabell, table=True):
    """Derived from the events and from what has been reported; never edited by itself.

    Identity: (beslut_id, oppnad_av), oppnad_av empty for the decision's first väntan. `bevakas` is true
    while a report that has not been made may list it; its index makes a quarter cost its own rows.
    `redovisad_namnd` and `redovisad_lag`: the cell of the latest closed quarter that reported it.
    """

    __tablename__ = "vantan"
    __table_args__ = (
        Index("ux_vantan_beslut", "beslut_id", unique=True, sqlite_where=text("oppnad_av IS NULL")),
        Index("ux_vantan_avbrott", "beslut_id", "oppnad_av", unique=True),
        Index("ix_vantan_bevakas", "rapporterad", "gransdag", sqlite_where=text("bevakas = 1")),
        Index(
            "ix_vantan_rapporterad",
            *("slut_kvartal", "beslut_id", "slag", "start", "slut_datum"),
            sqlite_where=text("slut_kvartal IS NOT NULL"),
        ),
        Index("ix_vantan_oppen", "gransdag", sqlite_where=text("slut_datum IS NULL")),
        _one_of("slag", Vantanslag),
        _one_of("slut_slag", Slutslag),
        _one_of("slut_orsak", Avslutsorsak),
        CheckConstraint("(slut_slag IS NULL) = (slut_datum IS NULL)", name="ck_vantan_slut"),
        CheckConstraint("(slag = 'avbrott') = (oppnad_av IS NOT NULL)", name="ck_vantan_oppnad"),
    )

    id: int | None = Field(default=None, primary_key=True)
    beslut_id: int = Field(foreign_key="beslut.id")
    slag: str
    oppnad_av: int | None = Field(default=None, foreign_key="handelse.id")
    start: date
    gransdag: date
    slut_slag: str | None = None
    slut_datum: date | None = None
    slut_orsak: str | None = None
    borta: bool = False
    rapporterad: bool = False
    forst: str | None = None
    slutrapporterad: bool = False
    slut_kvartal: str | None = None
    ur_historik: bool = False
    redovisad_namnd: str | None = None
    redovisad_lag: str | None = None
    bevakas: bool = False


class StangningTabell(_Tabell, table=True):
    """A closed quarter of one cell (kvartal, nämnd, lag). `ram` is JSON: settings, texts, program version."""

    __tablename__ = "stangning"
    __table_args__ = (Index("ix_stangning_cell", "kvartal", "namnd", "lag"), _one_of("lag", Lag))

    id: int | None = Field(default=None, primary_key=True)
    kvartal: str
    namnd: str = ""
    lag: str
    statusdag: date
    rapporteringsdag: date
    idag: date
    tid: datetime = Field(sa_type=DateTime)
    av: str
    ram: str = Field(sa_type=Text)


class OppningTabell(_Tabell, table=True):
    """A closed quarter opened again, with the reason; the closing stays readable."""

    __tablename__ = "oppning"

    id: int | None = Field(default=None, primary_key=True)
    stangning_id: int = Field(foreign_key="stangning.id", unique=True)
    tid: datetime = Field(sa_type=DateTime)
    av: str
    skal: str = Field(sa_type=Text)


class FrystRadTabell(_Tabell, table=True):
    """A row of a closed quarter. `siffror` (figures, dates) outlives gallring, `texter` (numbers, labels) does not.

    Both are canonical JSON with a SHA-256 beside them.
    """

    __tablename__ = "fryst_rad"
    __table_args__ = (
        Index("ix_fryst_rad_stangning", "stangning_id"),
        Index("ix_fryst_rad_beslut", "beslut_id"),
        Index("ix_fryst_rad_slut", "beslut_id", sqlite_where=text("har_slut = 1")),
        _one_of("slag", Vantanslag),
        _one_of("grupp", Grupp),
    )

    id: int | None = Field(default=None, primary_key=True)
    stangning_id: int = Field(foreign_key="stangning.id")
    beslut_id: int = Field(foreign_key="beslut.id")
    oppnad_av: int | None = None
    slag: str
    start: date
    grupp: str
    forst: str | None = None
    har_slut: bool
    siffror: str = Field(sa_type=Text)
    siffror_sha256: str
    texter: str = Field(sa_type=Text)
    texter_sha256: str


class FilTabell(_Tabell, table=True):
    """A file issued from a closed quarter, whole, with its SHA-256."""

    __tablename__ = "fil"

    id: int | None = Field(default=None, primary_key=True)
    stangning_id: int = Field(foreign_key="stangning.id", index=True)
    namn: str
    sha256: str
    innehall: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    tid: datetime = Field(sa_type=DateTime)
    av: str


class Rutinsteg(StrEnum):
    """Steps of a quarter's routine that somebody marks as done: sent or handed on to whom."""

    IVO = "ivo"
    REVISORER = "revisorer"
    NAMND = "namnd"
    FULLMAKTIGE = "fullmaktige"


class MarkeringTabell(_Tabell, table=True):
    """A step of a quarter's routine marked as done for a cell; marked again, the later holds."""

    __tablename__ = "markering"
    __table_args__ = (
        Index("ix_markering_kvartal", "kvartal"),
        _one_of("lag", Lag),
        _one_of("steg", Rutinsteg),
    )

    id: int | None = Field(default=None, primary_key=True)
    kvartal: str
    namnd: str = ""
    lag: str
    steg: str
    datum: date
    paragraf: str | None = None
    diarienummer: str | None = None
    tid: datetime = Field(sa_type=DateTime)
    av: str


class GodkannandeTabell(_Tabell, table=True):
    """A detail found in a public paper that somebody has accepted, and why. It holds for the text with this `avtryck`.

    The text itself is not stored, nor what was found in it: `avtryck` is a SHA-256 over both.
    """

    __tablename__ = "godkannande"
    __table_args__ = (
        Index("ix_godkannande_avtryck", "avtryck"),
        _one_of("slag", Traffslag),
        CheckConstraint("length(avtryck) = 64", name="ck_godkannande_avtryck"),
        CheckConstraint("length(trim(skal)) > 0", name="ck_godkannande_skal"),
    )

    id: int | None = Field(default=None, primary_key=True)
    avtryck: str
    slag: str
    skal: str = Field(sa_type=Text)
    tid: datetime = Field(sa_type=DateTime)
    av: str


class LoggTabell(_Tabell, table=True):
    """The change log: who, when (system clock, UTC), what, old and new. Never a personnummer.

    `idag` is the day the user said it was, where that differs from the clock's.
    """

    __tablename__ = "logg"

    id: int | None = Field(default=None, primary_key=True)
    tid: datetime = Field(sa_type=DateTime)
    idag: date | None = None
    av: str
    kommando: str
    beslut_id: int | None = Field(default=None, index=True)
    vad: str
    gammalt: str | None = Field(default=None, sa_type=Text)
    nytt: str | None = Field(default=None, sa_type=Text)


class InlasningTabell(_Tabell, table=True):
    """A file that was read in: when, by whom, which, by what profile, and how many rows it had.

    Written also when the file changed nothing: that a list has been read in is a step of the quarter's routine.
    """

    __tablename__ = "inlasning"

    id: int | None = Field(default=None, primary_key=True)
    tid: datetime = Field(sa_type=DateTime)
    idag: date | None = None
    av: str
    fil: str
    sha256: str
    profil: str
    rader: int


class InstallningTabell(_Tabell, table=True):
    """The register's settings: kommun, nämnder, statusdag, first quarter, days per quarter."""

    __tablename__ = "installning"

    nyckel: str = Field(primary_key=True)
    varde: str = Field(sa_type=Text)
