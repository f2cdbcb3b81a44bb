"""Reads an import profile (TOML); every fault is a value with line and key, all of them at once. Finds one by name."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import profil_felkoder as pk
from ejverkstallda.readers.falt import quote
from ejverkstallda.readers.profil_kontroll import contradictions
from ejverkstallda.readers.profil_schema import Profil
from ejverkstallda.readers.tabell import fold
from ejverkstallda.readers.tomlfil import Plats, Radnummer, Tomlkoder, heading, key_text, parse_toml, read_text

STORST: Final = 1_000_000
"""Bytes a profile may have."""
_ENDELSE: Final = ".toml"
_NAMN: Final = re.compile(r"[a-z0-9_-]{1,60}", re.ASCII)
_KODER: Final = Tomlkoder(pk.PROFIL_OLASLIG, pk.PROFIL_FOR_STOR, pk.PROFIL_TECKEN, pk.PROFIL_SYNTAX)
_LISTOR: Final = {"handelsekolumner", "hoppa_over", "ta_bara_med"}
_NYCKELDEL: Final = "[key]"
"""What pydantic calls a place when it is the key itself that is wrong."""
_SLAG: Final = {
    "string_type": "ska vara text inom citattecken",
    "tuple_type": "ska vara text, eller en lista inom [ ]",
    "dict_type": "ska vara en tabell med egna nycklar",
    "model_type": "ska vara en tabell med egna nycklar",
    "string_too_long": "är för långt",
    "too_short": "ska ha minst ett värde",
}


def read_profile(path: Path) -> tuple[Profil | None, tuple[Brist, ...]]:
    """Read a profile. With a fault there is no profile, and all its faults."""
    try:
        text = read_text(path, STORST, _KODER)
    except FileNotFoundError:
        return None, (pk.PROFIL_SAKNAS.brist("Filen finns inte.", path.name),)
    return (None, (text,)) if isinstance(text, Brist) else parse_profile(text, path.name)


def parse_profile(text: str, plats: str) -> tuple[Profil | None, tuple[Brist, ...]]:
    """Read the text of a profile; `plats` is what a fault calls it."""
    raw = parse_toml(text, plats, _KODER)
    if isinstance(raw, Brist):
        return None, (raw,)
    try:
        profil = Profil.model_validate(raw)
    except ValidationError as error:
        places = _Platser(text, plats)
        details = error.errors(include_url=False, include_context=True, include_input=False)
        return None, tuple(dict.fromkeys(_fault(d["type"], d["loc"], d["msg"], d.get("ctx"), places) for d in details))
    found = contradictions(profil)
    if not found:
        return profil, ()
    places = _Platser(text, plats)
    return None, tuple(kod.brist(text, places.of(loc)) for kod, loc, text in found)


class _Platser:
    """Names the places of one profile in messages."""

    def __init__(self, text: str, plats: str) -> None:
        self._plats = plats
        self._rader = Radnummer(text)

    def of(self, loc: Plats) -> str:
        """Return file, line and key; the file alone for what concerns all of it."""
        row = self._rader.find(loc)
        return self._plats + (f" rad {row}" if row else "") + (f" nyckel {key_text(loc)}" if loc else "")


def _fault(kind: str, loc: Plats, message: str, context: dict[str, Any] | None, places: _Platser) -> Brist:
    loc = tuple(part for part in loc if part != _NYCKELDEL)
    key, place = key_text(loc), places.of(loc)
    if kind == "extra_forbidden":
        known = _known(loc)
        near = get_close_matches(str(loc[-1]), known, n=1)
        hint = f"Menade du {near[0]}?" if near else f"Här finns {', '.join(known)}."
        return pk.PROFIL_OKAND_NYCKEL.brist(f"Nyckeln {key} är okänd. {hint}", place)
    if kind == "missing":
        return pk.PROFIL_UPPGIFT_SAKNAS.brist(f"{key} saknas.", place)
    if kind == "tuple_type" and loc[-1] in _LISTOR:
        return pk.PROFIL_VARDE.brist(f"{key} skrivs med dubbla hakparenteser: [[{heading(loc)}]].", place)
    if kind == "literal_error" and context:
        return pk.PROFIL_VARDE.brist(f"{key} ska vara {_choices(str(context['expected']))}.", place)
    words = _SLAG.get(kind) or message.removeprefix("Value error, ")
    return pk.PROFIL_VARDE.brist(f"{key or 'Profilen'} {words}.", place)


def _choices(expected: str) -> str:
    return expected.replace("'", "”").replace(" or ", " eller ").replace("\\t", "\\t (tabb)")


def _known(loc: Plats) -> list[str]:
    """Return the keys that may stand where a key was not known; tables are found by the name of their field."""
    model: type[BaseModel] = Profil
    keys = (part for part in loc[:-1] if isinstance(part, str))
    for key in keys:
        annotation = model.model_fields[key].annotation
        model = _model_in(annotation) or model
        if get_origin(annotation) is dict:
            next(keys, None)
    return sorted(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the table that a field holds: itself, one of a list, or the value of a table of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def find_profile(name: str, folders: Sequence[Path]) -> Path | Brist:
    """Return the file of a profile by its name; the first folder that has it wins.

    Give the municipality's own folder first. A folder need not exist.
    """
    wanted = fold(name).replace("_", "-")
    known = {path.stem: path for folder in reversed(folders) for path in sorted(folder.glob(f"*{_ENDELSE}"))}
    by_name = {fold(stem).replace("_", "-"): path for stem, path in known.items()}
    if _NAMN.fullmatch(wanted) and wanted in by_name:
        return by_name[wanted]
    near = get_close_matches(wanted, by_name, n=1)
    hint = f"Menade du {near[0]}?" if near else f"Det finns {', '.join(sorted(by_name)) or 'inga profiler'}."
    return pk.PROFIL_SAKNAS.brist(f"Det finns ingen importprofil som heter {quote(name)}. {hint}")
