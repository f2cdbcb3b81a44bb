"""A paper as JSON: its document and the reader's own model, in one form only: the same bytes each time."""

import json
from typing import Any

from ejverkstallda.report.modell import Papper
from ejverkstallda.report.plain import to_plain


def render_json(slag: str, papper: Papper[Any]) -> bytes:
    """Return a paper of kind `slag` as UTF-8, its keys sorted. Without a model of its own `innehall` is null."""
    value = {
        "version": 1,
        "papper": slag,
        "dokument": to_plain(papper.dokument),
        "innehall": to_plain(papper.innehall),
    }
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8", "replace")
