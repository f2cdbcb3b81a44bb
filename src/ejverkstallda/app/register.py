"""Make a register, and its settings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from ejverkstallda.app.resultat import Resultat, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.readers.falt import quote
from ejverkstallda.readers.tabell import fold
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.store.beslutslager import all_ids
from ejverkstallda.store.databas import create_register, register_path
from ejverkstallda.store.fel import RegisterExistsError
from ejverkstallda.store.installningslager import (
    Installningar,
    Statusdagsval,
    read_settings,
    to_rows,
    write_settings,
)
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.vantanlager import rederive


class Registersvar(NamedTuple):
    """A register: where it lies and its settings."""

    databas: str
    installningar: Installningar

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        i = self.installningar
        return {
            "databas": self.databas,
            "installningar": {
                "kommun": i.kommun or None,
                "namnder": list(i.namnder),
                "statusdag": i.statusdag.value,
                "forsta_kvartal": str(i.forsta_kvartal) if i.forsta_kvartal else None,
                "rad_och_stod": "kommunen" if i.rad_och_stod else "regionen",
                "rapporteringsdag": {str(k): d.isoformat() for k, d in sorted(i.rapporteringsdagar.items())},
                "statusdag_kvartal": {str(k): d.isoformat() for k, d in sorted(i.statusdagar.items())},
            },
        }


def parse_kvartal(text: str) -> Kvartal:
    """Read a quarter as a user writes it.

    Raises:
        AppError: it cannot be read (wrong usage).
    """
    try:
        return Kvartal.parse(text)
    except ValueError:
        raise misuse(
            "kvartal_ogiltigt", f"{quote(text)} är inget kvartal. Skriv det med år, Q och nummer, till exempel 2019Q1."
        ) from None


def _parse_statusdag(text: str) -> Statusdagsval:
    try:
        return Statusdagsval(text.strip().casefold())
    except ValueError:
        raise misuse(
            "statusdag_ogiltig",
            f"{quote(text)} kan inte vara registrets statusdag. Välj kvartalsslut eller rapporteringsdag.",
        ) from None


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise misuse("datum_ogiltigt", f"{quote(text)} är inget datum. Skriv det som 2019-04-30.") from None


def create(
    ctx: Sammanhang, kommun: str | None, namnder: Sequence[str], statusdag: str | None, forsta_kvartal: str | None
) -> Resultat[Registersvar]:
    """Make the register with its first settings; refused where one stands."""
    settings = Installningar(
        kommun=(kommun or "").strip(),
        namnder=tuple(dict.fromkeys(n.strip() for n in namnder if n.strip())),
        statusdag=_parse_statusdag(statusdag) if statusdag else Statusdagsval.KVARTALSSLUT,
        forsta_kvartal=parse_kvartal(forsta_kvartal) if forsta_kvartal else None,
    )
    _refuse_identity(settings)
    try:
        path = create_register(ctx.databas)
    except RegisterExistsError as error:
        raise refuse(error.kod, error.text) from None
    with ctx.writing() as connection:
        write_settings(connection, settings)
        rows = [Loggrad(None, f"installning.{k}", None, v) for k, v in to_rows(settings).items()]
        write_log(connection, ctx.log_entry, rows)
    return Resultat(Registersvar(str(path), settings))


def _refuse_identity(settings: Installningar) -> None:
    """Keep identity numbers out of names: they go into papers, the names of files, and the log.

    Raises:
        AppError: the municipality or a nämnd is named with one.
    """
    if any(contains_identity(name) for name in (settings.kommun, *settings.namnder)):
        raise refuse(
            "namn_med_identitet",
            "Namnet på kommunen eller en nämnd innehåller ett personnummer eller liknande (det visas inte). "
            "Skriv namnet utan det.",
        )


def show_settings(ctx: Sammanhang) -> Resultat[Registersvar]:
    """Return the register's settings."""
    with ctx.reading() as connection:
        return Resultat(Registersvar(str(register_path(ctx.databas)), read_settings(connection)))


def change_setting(ctx: Sammanhang, nyckel: str, varde: str) -> Resultat[Registersvar]:
    """Change one setting; an empty value removes it."""
    with ctx.writing() as connection:
        old = read_settings(connection)
        new = _changed(old, nyckel.strip(), varde.strip())
        _refuse_identity(new)
        write_settings(connection, new)
        before, after = to_rows(old), to_rows(new)
        rows = [
            Loggrad(None, f"installning.{k}", before.get(k), after.get(k))
            for k in sorted(before.keys() | after.keys())
            if before.get(k) != after.get(k)
        ]
        write_log(connection, ctx.log_entry, rows)
        if old.forsta_kvartal != new.forsta_kvartal:
            rederive(connection, all_ids(connection), new.forsta_kvartal)
    return Resultat(Registersvar(str(register_path(ctx.databas)), new))


def _changed(old: Installningar, nyckel: str, varde: str) -> Installningar:
    name, _, quarter = nyckel.partition(".")
    name = fold(name)
    if quarter:
        return _changed_day(old, name, parse_kvartal(quarter), varde)
    if name == "kommun":
        return replace(old, kommun=varde)
    if name in {"namnder", "namnd"}:
        return replace(old, namnder=tuple(dict.fromkeys(n.strip() for n in varde.split(";") if n.strip())))
    if name == "statusdag":
        return replace(old, statusdag=_parse_statusdag(varde or Statusdagsval.KVARTALSSLUT))
    if name == "rad_och_stod":
        return replace(old, rad_och_stod=_parse_rad_och_stod(varde))
    if name == "forsta_kvartal":
        return replace(old, forsta_kvartal=parse_kvartal(varde) if varde else None)
    raise _unknown_key(nyckel)


def _parse_rad_och_stod(varde: str) -> bool:
    if varde.casefold() not in {"kommunen", "regionen", ""}:
        raise misuse("varde_okant", f"{quote(varde)} är varken kommunen eller regionen.")
    return varde.casefold() == "kommunen"


def _unknown_key(nyckel: str) -> Exception:
    return misuse(
        "installning_okand",
        f"Inställningen {quote(nyckel)} finns inte. Välj kommun, namnder (flera skiljs med semikolon), statusdag, "
        "rad_och_stod, forsta_kvartal, eller rapporteringsdag eller statusdag med punkt och kvartal, "
        "som rapporteringsdag.2019Q2.",
    )


def _changed_day(old: Installningar, name: str, kvartal: Kvartal, varde: str) -> Installningar:
    if name not in {"rapporteringsdag", "statusdag"}:
        raise _unknown_key(f"{name}.{kvartal}")
    day = _parse_day(varde) if varde else None
    if day is not None and day < kvartal.last_day:
        raise misuse(
            "dag_for_tidig",
            f"{day} ligger före kvartalets sista dag, {kvartal.last_day}. Välj den dagen eller en senare.",
        )
    days = old.rapporteringsdagar if name == "rapporteringsdag" else old.statusdagar
    changed = {k: d for k, d in days.items() if k != kvartal} | ({kvartal: day} if day else {})
    return replace(old, rapporteringsdagar=changed) if name == "rapporteringsdag" else replace(old, statusdagar=changed)
