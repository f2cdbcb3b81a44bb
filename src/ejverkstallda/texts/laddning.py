"""Finds a municipality's document templates and those that come with the program, and renders them."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from ejverkstallda.domain.brister import Brist
from ejverkstallda.report.mallar import INGA, Mallfel, Platser
from ejverkstallda.report.modell import Block
from ejverkstallda.texts.felkoder import MALL_ANVANDS_INTE, MALL_FOR_STOR, MALL_OLASLIG, MALL_SAKNAS
from ejverkstallda.texts.sandlada import run_template
from ejverkstallda.texts.uppmarkning import Uppmarkning
from ejverkstallda.texts.varden import Plats

STORST: Final = 200_000
"""Bytes a template file may have."""
_MAPP: Final = "dokument"
_PLATS: Final = "plats"

Mallmapp = Path | Mapping[str, str]
"""A folder of templates, or its contents as name → source (as a closed quarter has frozen them)."""


class Texter(NamedTuple):
    """The templates in use: name (`dokument/statistikrapport.md`) → source, and what was found on the way.

    `sources` is what a closed quarter freezes; given back to `load_texts` it makes the same Texter.
    """

    sources: Mapping[str, str]
    brister: tuple[Brist, ...] = ()

    def render(
        self, namn: str, varden: Mapping[str, object], platser: Platser, tillagg: Platser = INGA
    ) -> tuple[Block, ...]:
        """Return the blocks of template `namn` with its values and slots put in.

        What `platser` hold must be in the document; a template may leave out those of `tillagg`.

        Raises:
            Mallfel: the template is missing or cannot be used.
        """
        if namn not in self.sources:
            raise Mallfel(MALL_SAKNAS.brist(f"Mallen {namn} finns inte.", namn))
        slots = {plats: Plats(plats) for plats in (*platser, *tillagg)}
        lines = run_template(namn, self.sources[namn], {**varden, _PLATS: slots})
        return Uppmarkning(namn, platser, tillagg).read(lines)


def load_texts(folders: Sequence[Mallmapp]) -> Texter:
    """Gather templates from `folders`; for each name the first folder that has it wins.

    The last folder is the program's own. A name that only an earlier one has gives a fault among
    `Texter.brister`: no document will ask for it; so does a template that lies in the wrong folder. A folder
    that does not exist counts as empty.

    Raises:
        Mallfel: a template cannot be read or is too large; all such files at once.
    """
    faults: list[Brist] = []
    found = [_sources(folder, faults) for folder in folders]
    if faults:
        raise Mallfel(*faults)
    known = set(found[-1]) if found else set()
    merged = {namn: source for contents in reversed(found) for namn, source in contents.items()}
    stray = {namn for folder in folders if isinstance(folder, Path) for namn in _misplaced(folder, known)}
    unused = (_unused(namn, known) for namn in sorted((merged.keys() | stray) - known))
    return Texter(MappingProxyType(dict(sorted(merged.items()))), tuple(unused))


def _misplaced(folder: Path, known: set[str]) -> Iterator[str]:
    """Name the files that have a template's name but do not lie where templates are looked for."""
    for namn in sorted(known):
        for path in folder.rglob(Path(namn).name):
            yield path.relative_to(folder).as_posix()


def _unused(namn: str, known: set[str]) -> Brist:
    near = [k for k in sorted(known) if Path(k).name == Path(namn).name] or get_close_matches(namn, sorted(known), n=1)
    hint = f" Menade du {near[0]}?" if near else ""
    return MALL_ANVANDS_INTE.brist(f"Mallen {namn} används inte av något dokument.{hint}", namn)


def _sources(folder: Mallmapp, faults: list[Brist]) -> dict[str, str]:
    if isinstance(folder, Mapping):
        return dict(folder)
    contents: dict[str, str] = {}
    for path in sorted((folder / _MAPP).glob("*.md")):
        source = _read(path, faults)
        if source is not None:
            contents[f"{_MAPP}/{path.name}"] = source
    return contents


def _read(path: Path, faults: list[Brist]) -> str | None:
    place = str(path)
    if not path.is_file():
        faults.append(MALL_OLASLIG.brist("Det som heter som en mall är ingen vanlig fil.", place))
        return None
    try:
        with path.open("rb") as file:
            content = file.read(STORST + 1)
        if len(content) > STORST:
            faults.append(MALL_FOR_STOR.brist(f"Mallen är större än {STORST // 1000} kB.", place))
            return None
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        faults.append(MALL_OLASLIG.brist("Mallen är inte sparad som UTF-8.", f"{place} rad {row}"))
    except OSError as error:
        faults.append(MALL_OLASLIG.brist(f"Mallen går inte att läsa ({error.strerror}).", place))
    return None
