"""The municipality's own: `kommun.toml`, the logo it names, and the folder `templates` beside its register."""

import os
import stat
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

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
_MEST_I_MALLMAPPEN: Final = 1000


class TextSources(NamedTuple):
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
    _refuse_no_folder(folder / MALLMAPP)
    try:
        texter = load_texts([folder / MALLMAPP, resource_folder(MALLMAPP)])
    except Mallfel as error:
        raise AppError(error.brister) from None
    text = read_kommun_text(folder)
    # What is wrong in kommun.toml is told when a paper is built from it.
    kommun = parse_kommun(text, KOMMUNFIL)[0] if text is not None else None
    logotyp = read_logo(folder, kommun.logotyp) if kommun and kommun.logotyp else None
    return TextSources(text, dict(texter.sources), texter.brister, logotyp)


def _refuse_no_folder(path: Path) -> None:
    """Hold the place of the municipality's own templates to be a folder of templates, before it is searched.

    Raises:
        AppError: something else has the name, or there is far more in it than templates.
    """
    if not os.path.lexists(path):
        return
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            raise refuse("mallmapp_ej_mapp", f"{path} är ingen mapp. Ersätt den med en, eller ta bort den.")
        inside = (name for _, folders, files in os.walk(path) for name in (*folders, *files))
        if next(islice(inside, _MEST_I_MALLMAPPEN, None), None) is not None:
            raise refuse(
                "mallmapp_for_stor",
                f"{path} innehåller mer än {_MEST_I_MALLMAPPEN} filer och mappar. Lägg bara mallar där.",
            )
    except OSError as error:
        raise refuse(
            "mallmapp_olaslig",
            f"{path} kan inte läsas ({error.strerror}). Kontrollera länken och din behörighet, eller ta bort den.",
        ) from None


def read_kommun_text(folder: Path) -> str | None:
    """Return the text of kommun.toml in `folder`; None where there is none.

    Raises:
        AppError: the file cannot be read as text.
    """
    path = folder / KOMMUNFIL
    if not os.path.lexists(path):
        return None
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # never opened: a pipe would wait for ever
            raise refuse("kommun_olaslig", f"{path} är ingen vanlig fil. Ersätt den med en, eller ta bort den.")
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
