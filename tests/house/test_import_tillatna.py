"""What the pure rooms may lean on: an allow-list, since a deny-list cannot say "everything but"."""

import ast
import sys

import pytest
from tradet import imported, nodes, where

OWN = "ejverkstallda"
IMPURE = {"io", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "time"}
STANDARD = sys.stdlib_module_names - IMPURE
ALLOWED = {
    "domain": (STANDARD | {"dateutil"}, ["domain"]),
    "report": (STANDARD | {"dateutil", "num2words"}, ["domain", "report"]),
}
CLOCK_AND_FILES = {"today", "now", "utcnow", "fromtimestamp", "open"}


@pytest.mark.parametrize("room", ALLOWED)
def test_a_pure_room_imports_only_what_it_may(room: str) -> None:
    outside, own_rooms = ALLOWED[room]
    wrong = [
        f"{place}: {name}"
        for place, name in imported(room)
        if not (
            any(name == f"{OWN}.{own}" or name.startswith(f"{OWN}.{own}.") for own in own_rooms)
            if name.split(".")[0] == OWN
            else name.split(".")[0] in outside
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ALLOWED)
def test_a_pure_room_reads_neither_the_clock_nor_a_file(room: str) -> None:
    wrong = [
        where(path, node)
        for path, node in nodes(room)
        if (isinstance(node, ast.Attribute) and node.attr in CLOCK_AND_FILES and not _is_own(node))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open")
    ]
    assert wrong == []


def _is_own(node: ast.Attribute) -> bool:
    """`self.open` is a property of the room's own, not a file."""
    return node.attr == "open" and isinstance(node.value, ast.Name) and node.value.id in {"self", "lopp"}
