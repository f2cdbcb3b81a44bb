"""Reads tables and texts out of documents, and the field names out of content models."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from pappersbygge import under

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.modell import Arendelista, Dokument, Figur, Rubrik, Stycke, Tabell


def tables_under(dokument: Dokument, heading: str) -> list[Tabell]:
    return [b for b in under(dokument, heading) if isinstance(b, Tabell)]


def rows_under(dokument: Dokument, heading: str) -> tuple[tuple[str, ...], ...]:
    (table,) = tables_under(dokument, heading)
    return table.rader


def figures_under(dokument: Dokument, heading: str) -> list[Figur]:
    return [b for b in under(dokument, heading) if isinstance(b, Figur)]


def marks_under(dokument: Dokument, heading: str, stil: str = "grund") -> list[str]:
    return [b.text for b in under(dokument, heading) if isinstance(b, Stycke) and b.stil == stil]


def headings(dokument: Dokument) -> list[str]:
    return [b.text for b in dokument.block if isinstance(b, Rubrik)]


def case_lists(dokument: Dokument) -> list[Arendelista]:
    return [b for b in dokument.block if isinstance(b, Arendelista)]


def field_names(kind: Any) -> set[str]:
    """Every field of a model and of the models it is made of, at any depth; a quarter's number is no case's."""
    found: set[str] = set()
    for inner in _models(kind, {Kvartal}):
        found |= set(get_type_hints(inner))
    return found


def _models(kind: Any, seen: set[Any]) -> Iterator[Any]:
    for part in get_args(kind):
        yield from _models(part, seen)
    if (is_dataclass(kind) or hasattr(kind, "_fields")) and kind not in seen:
        seen.add(kind)
        yield kind
        for hint in get_type_hints(kind).values():
            yield from _models(hint, seen)
