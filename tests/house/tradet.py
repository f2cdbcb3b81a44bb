"""The program's source as syntax trees, for the tests of the house rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "ejverkstallda"


def files(room: str = "") -> list[Path]:
    """Every Python file of a room, or of the whole program."""
    found = sorted((SRC / room).rglob("*.py"))
    assert found, f"no files in {room}"
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def nodes(room: str = "") -> Iterator[tuple[Path, ast.AST]]:
    for path in files(room):
        for node in ast.walk(tree(path)):
            yield path, node


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def imported(room: str) -> Iterator[tuple[str, str]]:
    """Place and full name of every module a room imports."""
    for path, node in nodes(room):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield where(path, node), alias.name
        elif isinstance(node, ast.ImportFrom):
            yield where(path, node), "." * node.level + (node.module or "")
