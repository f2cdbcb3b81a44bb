"""Runs the program as a user does, within the test's own process, and reads its answers."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ejverkstallda.cli.start import run_command
from ejverkstallda.store.databas import open_register

Rad = Mapping[str, str]
NAMND = "Omsorgsnämnden"


@dataclass(frozen=True)
class Svar:
    """What a command left behind: its exit code and both streams."""

    kod: int
    ut: str
    fel: str


class Tangentbord(io.StringIO):
    """Somebody at the keyboard who types these lines."""

    def isatty(self) -> bool:
        """Say that this is a terminal."""
        return True


class Ejv:
    """The program with a register in a folder of its own; `idag` counts as today unless a command says otherwise."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.databas = folder / "register.db"
        self.idag = "2019-05-13"
        self._capsys = capsys

    def __call__(self, *args: str, idag: str | None = None) -> Svar:
        """Run a command on the register."""
        return self.raw("--databas", str(self.databas), "--idag", idag or self.idag, *args)

    def raw(self, *args: str) -> Svar:
        """Run a command line just as it is."""
        self._capsys.readouterr()
        kod = run_command(list(args))
        streams = self._capsys.readouterr()
        assert "Traceback" not in streams.out + streams.err
        return Svar(kod, streams.out, streams.err)

    def json(self, *args: str, kod: int = 0, idag: str | None = None) -> dict[str, Any]:
        """Run a command with --json, hold its exit code and envelope, and return the envelope."""
        svar = self(*args, "--json", idag=idag)
        assert svar.kod == kod, svar
        assert svar.fel == ""
        envelope: dict[str, Any] = json.loads(svar.ut)
        assert list(envelope) == ["version", "kommando", "utfall", "data", "brister"]
        assert envelope["version"] == 1
        assert envelope["utfall"] == {0: "ok", 1: "brister"}.get(kod, "fel")
        for brist in envelope["brister"]:
            assert list(brist) == ["kod", "allvar", "text", "plats"]
            assert brist["allvar"] in {"fel", "varning", "upplysning"}
        # Most tests have no kommun.toml; tests/functional/test_rapport_kmd.py holds what is said of that.
        envelope["brister"] = [b for b in envelope["brister"] if b["kod"] != "uppgifter_saknas_i_papper"]
        return envelope

    def data(self, *args: str, kod: int = 0, idag: str | None = None) -> Any:
        """Run a command with --json and return its data."""
        return self.json(*args, kod=kod, idag=idag)["data"]

    def koder(self, *args: str, kod: int = 0, idag: str | None = None) -> list[str]:
        """Run a command with --json and return the codes of its findings."""
        return [b["kod"] for b in self.json(*args, kod=kod, idag=idag)["brister"]]

    def fil(self, namn: str, *rader: Rad) -> str:
        """Write a CSV file in the folder and return its path."""
        columns = list(dict.fromkeys(name for rad in rader for name in rad))
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerows([columns, *([rad.get(name, "") for name in columns] for rad in rader)])
        path = self.folder / namn
        path.write_text(out.getvalue(), "utf-8")
        return str(path)

    def las_in(
        self, beslut: Sequence[Rad] = (), handelser: Sequence[Rad] = (), *, kod: int = 0, idag: str | None = None
    ) -> dict[str, Any]:
        """Import decisions and events and return the envelope."""
        files = [self.fil(f"{n}.csv", *r) for n, r in (("beslut", beslut), ("handelser", handelser)) if r]
        return self.json("importera", *files, kod=kod, idag=idag)

    def grupper(self, kvartal: str, *args: str, idag: str | None = None) -> dict[str, list[str]]:
        """Return the numbers in each group of a quarter, in the order of the rows; empty groups left out."""
        found: dict[str, list[str]] = {}
        for rad in self.data("kvartal", "visa", kvartal, *args, idag=idag)["rader"]:
            found.setdefault(rad["grupp"], []).append(rad["beslutsnummer"])
        return found

    def stang(self, kvartal: str, *args: str, idag: str | None = None) -> dict[str, Any]:
        """Close a quarter whatever its warnings, and return the envelope."""
        svar = self("kvartal", "stang", kvartal, "--ja", "--trots-brister", "--json", *args, idag=idag)
        assert svar.kod in {0, 1}, svar
        envelope: dict[str, Any] = json.loads(svar.ut)
        envelope["brister"] = [b for b in envelope["brister"] if b["kod"] != "uppgifter_saknas_i_papper"]
        return envelope

    @contextmanager
    def oppet(self) -> Iterator[sa.Connection]:
        """Open the register for reading, beside the program."""
        with open_register(str(self.databas), write=False) as connection:
            yield connection

    def antal(self, tabell: str) -> int:
        """Count the rows of a table."""
        with self.oppet() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {tabell}").scalar_one())  # noqa: S608

    def logg(self) -> list[tuple[str, str | None, str | None]]:
        """Return the log: what, old and new, in order."""
        with self.oppet() as connection:
            rows = connection.exec_driver_sql("SELECT vad, gammalt, nytt FROM logg ORDER BY id").all()
        return [(r[0], r[1], r[2]) for r in rows]


def beslut(nummer: str = "B-1", datum: str = "2018-11-09", **cells: str) -> Rad:
    """Make a row about a decision."""
    return {"beslutsnummer": nummer, "beslutsdatum": datum, "lag": "LSS", "insats": "kontaktperson", **cells}


def handelse(nummer: str, datum: str, handelse: str, **cells: str) -> Rad:
    """Make a row about an event."""
    return {"beslutsnummer": nummer, "datum": datum, "handelse": handelse, **cells}


def pdf_text(path: Path) -> str:
    """Return the text of a PDF, its white space folded."""
    from pypdf import PdfReader  # noqa: PLC0415 — slow to import, wanted by few

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
