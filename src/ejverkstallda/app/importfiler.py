"""The files of an import as opened: which profile each is read by, its tables, and what stops a file."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal

from ejverkstallda.app.importprofiler import load_profile, profile_folders
from ejverkstallda.app.resultat import AppError
from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.profil import read_profile
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.profillasning import Profillasning, file_form, person_register
from ejverkstallda.readers.profilval import choose_profile
from ejverkstallda.readers.rader import BRIST_KOLUMN, KANDA_KOLUMNER, KRAV_BESLUT, KRAV_HANDELSE, Tabellasning
from ejverkstallda.readers.tabell import Filform, Tabell, open_tables
from ejverkstallda.readers.tabellmodell import shown

EGEN_LISTA: Final = "arbetslista"
"""The one list that the program writes itself, and so may take for what it is."""
_GENERELL: Final = "generell"
Listsort = Literal["alla", "endast_ej_verkstallda"]


@dataclass(slots=True)
class Filer:
    """The files of a call: readings of their tables with the file of each, and the faults that stop one."""

    lasningar: list[Tabellasning | Profillasning] = field(default_factory=list)
    filer: list[Path] = field(default_factory=list)
    brister: list[Brist] = field(default_factory=list)
    okanda: list[str] = field(default_factory=list)
    listor: dict[Path, Listsort] = field(default_factory=dict)
    profiler: dict[Path, str] = field(default_factory=dict)

    @property
    def stoppad(self) -> bool:
        """Whether a fault stops a file, and with it the call."""
        return any(b.allvar is Allvar.FEL for b in self.brister)

    def take(self, path: Path, lasningar: Sequence[Tabellasning | Profillasning]) -> None:
        """Take in the readings of a file's tables; one whose header has a fault is told of and not read."""
        for lasning in lasningar:
            self.brister += lasning.brister
            self.okanda += lasning.okanda
            if not any(b.allvar is Allvar.FEL for b in lasning.brister):
                self.lasningar.append(lasning)
                self.filer.append(path)


def require_profile(name: str, register_folder: Path) -> Profil:
    """Return a profile by its name.

    Raises:
        AppError: there is none, or it has faults; all of them are told.
    """
    profil, faults = load_profile(name, register_folder)
    if profil is None:
        raise AppError(faults)
    return profil


def open_files(files: Sequence[Path], register_folder: Path, idag: date, profil: Profil | None) -> Filer:
    """Open the files of a call: with the profile given, else by the contract's own columns.

    A file whose header fits neither is not guessed at: the profiles it seems to fit are named. Only the program's
    own worklist is taken for what it is, and that is said.
    """
    opened = Filer()
    if profil is not None and profil.markt_som:
        opened.brister.append(pk.PROFIL_MARKT.brist(f"Profilen {profil.namn} är märkt: {profil.markt_som}."))
    for path in files:
        if profil is not None:
            _open_by_profile(opened, path, profil, idag)
        else:
            _open_plain(opened, path, register_folder, idag)
    return opened


def _open_by_profile(opened: Filer, path: Path, profil: Profil, idag: date) -> None:
    tables, faults = open_tables(path, file_form(profil))
    opened.brister += faults
    readings = [Profillasning(profil, tabell, idag) for tabell in tables]
    personer = person_register(profil, readings, idag)
    if personer is not None:
        readings = [Profillasning(profil, tabell, idag, personer) for tabell in tables]
    if tables and not any(r.laser for r in readings) and not any(b.allvar is Allvar.FEL for b in faults):
        text = f"Profilen {profil.namn} passar inget i filen."
        opened.brister.append(pk.PROFIL_PASSAR_INTE.brist(text, shown(path.name)))
    opened.take(path, readings)
    opened.profiler[path] = profil.namn
    rest = any(BRIST_KOLUMN in tabell.kolumner for tabell in tables)  # refused rows put right: a part of the list
    if profil.lista is not None and not rest:
        opened.listor[path] = profil.lista


def _open_plain(opened: Filer, path: Path, register_folder: Path, idag: date) -> None:
    tables, faults = open_tables(path, Filform(kanda=KANDA_KOLUMNER))
    fitting = [t for t in tables if _has_own_columns(t)]
    if tables and not fitting:
        profiles = list(_all_profiles(register_folder))
        for tabell in tables:
            for val in choose_profile(tabell.kolumner, profiles):
                if val.namn == EGEN_LISTA and val.saker:
                    opened.brister.append(pk.PROFIL_ANVAND.brist(f"Läst som arbetslista. {val.skal}", shown(path.name)))
                    profil = next(p for p in profiles if p.namn == EGEN_LISTA)
                    _open_by_profile(opened, path, profil, idag)
                    return
                text = f"Filen kan läsas med --profil {val.namn}. {val.skal}"
                opened.brister.append(pk.PROFIL_FORSLAG.brist(text, shown(path.name)))
    opened.brister += faults
    opened.brister += _unread(path, tables, fitting, register_folder)
    opened.profiler[path] = _GENERELL
    opened.take(path, [Tabellasning(tabell, idag) for tabell in fitting or tables])


def _unread(path: Path, tables: Sequence[Tabell], fitting: Sequence[Tabell], register_folder: Path) -> Iterator[Brist]:
    """Tell what of a file with the contract's columns is not read by them, and which profile reads more of it."""
    profiles: list[Profil] | None = None
    for tabell in fitting:
        unknown = [k for k in tabell.kolumner if k and k not in KANDA_KOLUMNER and k != BRIST_KOLUMN]
        if not unknown:
            continue
        profiles = list(_all_profiles(register_folder)) if profiles is None else profiles
        known = sum(1 for k in tabell.kolumner if k in KANDA_KOLUMNER)
        better = next((v for v in choose_profile(tabell.kolumner, profiles) if v.kanda > known), None)
        if better is not None and BRIST_KOLUMN in tabell.kolumner:
            text = f"Filen har nekade rader ur en lista som lästes med en profil, troligen --profil {better.namn}."
            yield pk.NEKADE_UTAN_PROFIL.brist(text, shown(path.name))
        elif better is not None:
            text = f"Kolumner som inte lästes kan läsas med --profil {better.namn}. {better.skal}"
            yield pk.PROFIL_FORSLAG.brist(text, shown(path.name))
    for tabell in tables:
        if fitting and tabell not in fitting:
            yield pk.BLAD_OLAST.brist(pk.BLAD_OLAST.betydelse, tabell.stalle)


def _has_own_columns(tabell: Tabell) -> bool:
    return any(all(k in tabell.kolumner for k in krav) for krav in (KRAV_BESLUT, KRAV_HANDELSE))


def _all_profiles(register_folder: Path) -> Iterator[Profil]:
    """The profiles that can be read, a municipality's own before those of the same name that ship."""
    seen: set[str] = set()
    for folder in profile_folders(register_folder):
        for path in sorted(folder.glob("*.toml")):
            profil, _ = read_profile(path)
            if profil is not None and profil.namn not in seen and profil.namn != _GENERELL:
                seen.add(profil.namn)
                yield profil


def fingerprint_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, for the note that it has been read in."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
