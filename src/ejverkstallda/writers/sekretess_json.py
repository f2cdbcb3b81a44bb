"""A paper that holds identities as JSON: its document and the reader's own model, the same bytes each time."""

import json
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, Final, get_args

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.modell import Block, Sekretesspapper

_BLOCK: Final = get_args(Block)


def render_secret_json(slag: str, papper: Sekretesspapper[Any]) -> bytes:
    """Return a paper of kind `slag` as UTF-8, its keys sorted. The file is to be private, as its content is."""
    value = {
        "version": 1,
        "papper": slag,
        "dokument": _plain(papper.dokument),
        "innehall": _plain(papper.innehall),
    }
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """Return records as objects, dates as ISO, codes by their value; a block says which kind it is."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(held) for held in value]
    if isinstance(value, Kvartal):
        return str(value)
    kind = {"block": type(value).__name__.lower()} if isinstance(value, _BLOCK) else {}
    return kind | {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
