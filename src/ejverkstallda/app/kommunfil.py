"""The municipality's own: `kommun.toml`, the logo it names, and the folder `templates` beside its register."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ejverkstallda.app.logotyp import read_logo
from ejverkstallda.app.resultat import AppError, refuse
from ejverkstallda.app.resurser import resource_folder
from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers.kommun import parse_kommun
from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.texts.laddning import load_texts

KOMMUNFIL: Final = "kommun.toml"
MALLMAPP: Final = "templates"
_MAX_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class TextSources:
    """What a document's words come from: kommun.toml's text (None = no such file) and each template's text by name.

    `brister` is what was found on the way: own templates that no document uses. `logotyp` is the picture's bytes,
    None where kommun.toml names none.
    """

    kommun: str | None
    mallar: Mapping[str, str]
    brister: tuple[Brist, ...] = ()
    logotyp: bytes | None = None

    def differs_from(self, frozen: "TextSources") -> bool:
        """Tell whether a text of a closed quarter is another today. A template that it never had says nothing."""
        changed = any(self.mallar.get(namn) != text for namn, text in frozen.mallar.items())
        return changed or (self.kommun, self.logotyp) != (frozen.kommun, frozen.logotyp)


def read_sources(folder: Path) -> TextSources:
    """Read the texts that hold for the register in `folder`: its own first, file by file, else the shipped ones.

    Raises:
        AppError: a file there cannot be read as text, or the logo cannot be used.
    """
    try:
        texter = load_texts([folder / MALLMAPP, resource_folder(MALLMAPP)])
    except Mallfel as error:
        raise AppError(error.brister) from None
    text = read_kommun_text(folder)
    # What is wrong in kommun.toml is told when a paper is built from it.
    kommun = parse_kommun(text, KOMMUNFIL)[0] if text is not None else None
    logotyp = read_logo(folder, kommun.logotyp) if kommun and kommun.logotyp else None
    return TextSources(text, dict(texter.sources), texter.brister, logotyp)


def read_kommun_text(folder: Path) -> str | None:
    """Return the text of kommun.toml in `folder`; None where there is none.

    Raises:
        AppError: the file cannot be read as text.
    """
    path = folder / KOMMUNFIL
    if not path.is_file():
        return None
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise refuse("kommun_for_stor", f"{path} är större än 1 MB. Kontrollera att det är rätt fil.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(
            "kommun_tecken", f"{path} är inte sparad som UTF-8. Spara den på nytt med den teckenkodningen."
        ) from None
    except OSError as error:
        raise refuse(
            "kommun_olaslig", f"{path} kan inte läsas ({error.strerror}). Kontrollera din behörighet."
        ) from None
