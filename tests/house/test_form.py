"""The form of the house: small files with telling names, sources for every rule, numbers of acts in one place."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tradet import ROOT, SRC, files, nodes, where

from ejverkstallda import domain
from ejverkstallda.domain import kallor
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.domain.kallor import Kalla
from ejverkstallda.domain.motivering import Regel
from ejverkstallda.domain.parametrar import Parameter

T = TypeVar("T")
LONGEST = 400
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
SFS = re.compile(r"\b\d{4}:\d{2,4}\b")
A_YEAR = range(1686, 2100)
"""Acts are numbered by year; `1200:30` is none."""
TEXT = {".py", ".md", ".j2", ".toml", ".txt", ".csv", ".html", ".json", ".ini", ".mako"}


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SRC)))
def test_no_file_is_longer_than_can_be_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    wrong = [p for p in SRC.rglob("*") if NO_NAMES & {p.stem.strip("_"), p.name} and "__pycache__" not in p.parts]
    assert wrong == []


def _texts() -> Iterator[Path]:
    for folder in (SRC, ROOT / "templates"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path


def test_only_one_file_holds_the_number_of_an_act() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in _texts()
        if path != SRC / "domain" / "kallor.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in SFS.finditer(line)
        if int(match[0].split(":")[0]) in A_YEAR
    ]
    assert wrong == []


def _values(kind: type[T]) -> list[T]:
    """Every value of a kind that a module of the domain names."""
    modules = [importlib.import_module(f"{domain.__name__}.{m.name}") for m in pkgutil.iter_modules(domain.__path__)]
    return [value for module in modules for value in vars(module).values() if isinstance(value, kind)]


def test_every_rule_and_every_parameter_has_a_source_that_is_listed() -> None:
    found: list[Regel | Parameter[Any]] = [*_values(Regel), *_values(Parameter)]
    assert len(found) > 10
    for value in found:
        assert value.kallor
        assert set(value.kallor) <= set(kallor.ALLA)


def test_every_insats_has_a_source() -> None:
    assert all(insats.kallor and set(insats.kallor) <= set(kallor.ALLA) for insats in INSATSER)


def test_a_rule_has_one_id_and_an_id_one_rule() -> None:
    rules = {id(value): value for value in _values(Regel)}
    assert len({rule.id for rule in rules.values()}) == len(rules)


def test_what_the_domain_hands_out_is_frozen() -> None:
    records = [v for v in _values(type) if is_dataclass(v) and not v.__name__.startswith("_")]
    assert len(records) > 10
    loose = [r.__name__ for r in records if not vars(r)["__dataclass_params__"].frozen or "__slots__" not in vars(r)]
    assert loose == []


def _asks_for_a_tuple(node: ast.AST) -> bool:
    """Whether a node is `isinstance(…, tuple)`, or asks for a sequence in another way."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance"):
        return False
    asked = {n.id for n in ast.walk(node.args[1]) if isinstance(n, ast.Name)}
    return bool(asked & {"tuple", "Sequence", "Iterable", "Collection"})


def test_nobody_tells_a_record_by_its_being_a_tuple() -> None:
    """Most records are named tuples: to ask for a tuple takes a record for a row. What walks any tree has to ask."""
    walkers = {SRC / "report" / "plain.py", SRC / "texts" / "regler.py"}
    wrong = [where(path, node) for path, node in nodes() if path not in walkers and _asks_for_a_tuple(node)]
    assert wrong == []


def test_codes_are_ascii() -> None:
    codes = [v.id for v in _values(Regel)]
    codes += [v.id for v in _values(Kalla)]
    codes += [v.id for v in _values(Parameter)]
    codes += [insats.kod for insats in INSATSER]
    assert [code for code in codes if not code.isascii()] == []


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return [node.name]
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.arg | ast.keyword):
        return [node.arg or ""]
    return []


def test_identifiers_and_files_are_ascii() -> None:
    wrong = [f"{where(path, node)}: {name}" for path, node in nodes() for name in _names(node) if not name.isascii()]
    wrong += [str(path) for path in _texts() if not str(path.relative_to(ROOT)).isascii()]
    assert wrong == []
