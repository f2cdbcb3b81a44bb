"""The import profiles there are: the municipality's own beside its register, and those that ship with the program."""

from pathlib import Path

from ejverkstallda.app.resurser import resource_folder
from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers.profil import find_profile, read_profile
from ejverkstallda.readers.profil_schema import Profil

MAPP = "importprofiler"
"""The folder of profiles, beside the register and among the templates."""


def profile_folders(registermapp: Path | None) -> tuple[Path, ...]:
    """Return where profiles lie, the municipality's own first."""
    shipped = resource_folder("templates") / MAPP
    return (shipped,) if registermapp is None else (registermapp / MAPP, shipped)


def load_profile(namn: str, registermapp: Path | None) -> tuple[Profil | None, tuple[Brist, ...]]:
    """Read a profile by its name; the municipality's own goes before one that ships. Else why there is none."""
    path = find_profile(namn, profile_folders(registermapp))
    return (None, (path,)) if isinstance(path, Brist) else read_profile(path)


def shipped_profiles() -> tuple[Profil, ...]:
    """Return the profiles that ship with the program, by name; for suggesting one that fits a file."""
    folder = resource_folder("templates") / MAPP
    found = (read_profile(path)[0] for path in sorted(folder.glob("*.toml")))
    return tuple(profil for profil in found if profil is not None)
