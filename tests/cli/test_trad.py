"""The branch of the tree that a command line needs answers as the whole tree does."""

from collections.abc import Iterator
from typing import Any

import pytest

from ejverkstallda.cli.trad import build_branch, build_command


def paths(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, inner in getattr(node, "commands", {}).items():
        yield from paths(inner, (*path, name))


def help_of(tree: Any, capsys: pytest.CaptureFixture[str], *path: str) -> str:
    tree.main(args=[*path, "--help"], prog_name="ejv", standalone_mode=False)
    return capsys.readouterr().out


@pytest.mark.parametrize("path", [p for p in paths(build_command()) if p], ids=" ".join)
def test_every_command_has_the_same_help_in_its_branch(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    branch = build_branch(["--idag", "2026-02-02", *path, "--json"])
    assert list(branch.commands) == [path[0]]
    assert help_of(branch, capsys, *path) == help_of(build_command(), capsys, *path)


def test_the_branch_of_a_name_with_swedish_letters() -> None:
    assert list(build_branch(["verkställ", "B-1"]).commands) == ["verkstall"]


@pytest.mark.parametrize(
    "args", [[], ["--help"], ["--json"], ["finns-inte"], ["--", "bevaka"], ["--databas", "bevaka"], ["--version"]]
)
def test_a_line_that_names_no_command_needs_them_all(args: list[str]) -> None:
    assert build_branch(args) is build_command()
