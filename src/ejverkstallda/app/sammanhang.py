"""The setting of a request: which register, which day, who. From options first, then the environment."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import BaseModel, Field, ValidationError, field_validator
from sqlalchemy import Connection

from ejverkstallda.app import klocka
from ejverkstallda.app.resultat import misuse
from ejverkstallda.store.databas import open_register, register_path
from ejverkstallda.store.logg import Vem

_SIFFROR_I_NUMMER: Final = 6
"""The fewest digits of an identity number: a substitute number's date."""


class Miljo(BaseModel):
    """What the environment says: EJV_DATABAS, EJV_IDAG, EJV_ANVANDARE. An empty one says nothing."""

    databas: str | None = None
    idag: date | None = Field(default=None, ge=date(1900, 1, 1), le=date(2199, 12, 31))
    anvandare: str | None = Field(default=None, max_length=100)

    @field_validator("idag", mode="before")
    @classmethod
    def _written_as_a_date(cls, value: object) -> object:
        """Refuse bare digits, which pydantic would take for seconds since 1970."""
        if isinstance(value, str) and value.isdigit():
            msg = "a date is written YYYY-MM-DD"
            raise ValueError(msg)
        return value


def _read_environment(idag: str | None) -> Miljo:
    """Read what the environment says; a day that is given as an option is read as EJV_IDAG is, and goes before it.

    Raises:
        ValidationError: one of them cannot be used.
    """
    said = {name: os.environ.get(f"EJV_{name.upper()}") or None for name in Miljo.model_fields}
    return Miljo.model_validate(said if idag is None else {**said, "idag": idag})


class Sammanhang(NamedTuple):
    """Which register, which day counts as today, who asks, and by which command."""

    databas: str
    idag: date
    vem: str
    kommando: str

    @property
    def log_entry(self) -> Vem:
        """Who, what and when for the log: the system clock's time, and the given day where it differs."""
        differs = self.idag != klocka.today()
        return Vem(self.vem, self.kommando, klocka.now(), self.idag if differs else None)

    @property
    def folder(self) -> Path:
        """The folder that the register lies in."""
        return register_path(self.databas).parent

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open the register for reading."""
        with open_register(self.databas, write=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the register for writing: one transaction, all or nothing."""
        with open_register(self.databas, write=True) as connection:
            yield connection


def default_databas() -> str:
    """Return where the register lies when nothing else is said: the user's data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415 — wanted only when no place is given

    return str(user_data_path("ejverkstallda", appauthor=False) / "register.db")


def build_sammanhang(databas: str | None, idag: str | None, kommando: str) -> Sammanhang:
    """Make the setting from the options given and the environment.

    Raises:
        AppError: a date that cannot be read, or an identity number for a name (wrong usage).
    """
    try:
        miljo = _read_environment(idag)
    except ValidationError as error:
        if not any("idag" in fault["loc"] for fault in error.errors()):
            raise misuse("anvandare_ogiltig", "Namnet i EJV_ANVANDARE är för långt; högst 100 tecken.") from None
        raise misuse(
            "idag_ogiltigt", "Dagen i --idag (eller EJV_IDAG) kan inte läsas. Skriv den som 2019-04-30."
        ) from None
    vem = miljo.anvandare or _login()
    _refuse_identity(vem)
    return Sammanhang(
        databas=databas or miljo.databas or default_databas(),
        idag=miljo.idag or klocka.today(),
        vem=vem,
        kommando=kommando,
    )


def _refuse_identity(vem: str) -> None:
    """Hold a name free of identity numbers before the log, which cannot be put right, is written with it.

    Raises:
        AppError: there is one in it (wrong usage).
    """
    if sum(char.isdigit() for char in vem) < _SIFFROR_I_NUMMER:
        return
    from ejverkstallda.report.granskning import contains_identity  # noqa: PLC0415 — few names have digits

    if contains_identity(vem):
        raise misuse(
            "anvandare_identitet",
            "Användarnamnet innehåller ett personnummer eller liknande, och namnet sparas i loggen. "
            "Ange ett annat namn i EJV_ANVANDARE.",
        )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "okänd"
