"""The municipality's own texts: `kommun.toml` and the folder `templates` beside its register."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ejverkstallda.app.resultat import refuse
from ejverkstallda.app.resurser import resource_folder

KOMMUNFIL: Final = "kommun.toml"
MALLMAPP: Final = "templates"
_DOKUMENT: Final = "dokument"
_MAX_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class TextSources:
    """What a document's words come from: kommun.toml's text (None = no such file) and each template's text by name."""

    kommun: str | None
    mallar: Mapping[str, str]


def read_sources(folder: Path) -> TextSources:
    """Read the texts that hold for the register in `folder`: its own first, file by file, else the shipped ones.

    Raises:
        AppError: a file there is not readable text.
    """
    mallar: dict[str, str] = {}
    for place in (resource_folder(MALLMAPP) / _DOKUMENT, folder / MALLMAPP / _DOKUMENT):
        if place.is_dir():
            mallar |= {path.name: _read(path) for path in sorted(place.glob("*.md"))}
    kommun = folder / KOMMUNFIL
    return TextSources(_read(kommun) if kommun.is_file() else None, mallar)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise refuse("textfil_for_stor", f"{path} är större än 1 MB. Kontrollera att det är rätt fil.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(
            "textfil_tecken", f"{path} kan inte läsas som UTF-8. Spara filen på nytt med teckenkodningen UTF-8."
        ) from None
    except OSError as error:
        raise refuse(
            "textfil_olasbar", f"{path} kan inte läsas ({error.strerror}). Kontrollera din behörighet."
        ) from None
