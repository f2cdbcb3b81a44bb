"""A paper that holds identities as JSON: its document and the reader's own model, the same bytes each time."""

import json
from typing import Any

from ejverkstallda.report.modell import Sekretesspapper
from ejverkstallda.report.plain import to_plain


def render_secret_json(slag: str, papper: Sekretesspapper[Any]) -> bytes:
    """Return a paper of kind `slag` as UTF-8, its keys sorted. The file is to be private, as its content is."""
    value = {
        "version": 1,
        "papper": slag,
        "dokument": to_plain(papper.dokument),
        "innehall": to_plain(papper.innehall),
    }
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8", "replace")
