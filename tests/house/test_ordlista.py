"""Every word in the identifiers of `domain` is in docs/ordlista.md, or is one of the English words kept here."""

import ast
import re
from collections.abc import Iterator

from tradet import ROOT, nodes, where

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
CODE = re.compile(r"`([a-z_ ]+)`")
GLOSSARY = ROOT / "docs" / "ordlista.md"
ENGLISH = set((ROOT / "tests" / "house" / "engelska_ord.txt").read_text("utf-8").split())
COLUMNS = 4


def _rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|- ")][1:]


def _words_of(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name) if len(word) > 1]


def _explained() -> set[str]:
    """The words in the column that tells how a term is written in the code."""
    return {word for row in _rows() for code in CODE.findall(row[1]) for word in re.split(r"[_ ]", code)}


def _class_names(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            yield line.target.id
        if isinstance(line, ast.Assign):
            yield from (target.id for target in line.targets if isinstance(target, ast.Name))
            if isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
                yield line.value.value


def _used() -> dict[str, str]:
    """Each word of the domain's classes, functions, fields, parameters and enum members, with one place."""
    found: dict[str, str] = {}
    for path, node in nodes("domain"):
        names: list[str] = []
        if isinstance(node, ast.ClassDef):
            names = [node.name, *_class_names(node)]
        elif isinstance(node, ast.FunctionDef):
            names = [node.name, *(a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))]
        for name in names:
            for word in _words_of(name):
                found.setdefault(word, where(path, node))
    return found


def test_every_word_of_the_domain_is_explained() -> None:
    known = _explained() | ENGLISH
    assert {word: place for word, place in _used().items() if word not in known} == {}


def test_the_glossary_explains_no_word_that_is_gone() -> None:
    assert _explained() - set(_used()) == set()


def test_the_english_words_are_few_used_and_not_terms() -> None:
    assert ENGLISH - set(_used()) == set()
    assert ENGLISH & _explained() == set()


def test_the_glossary_is_whole_and_in_order() -> None:
    rows = _rows()
    assert all(len(row) == COLUMNS and all(row) for row in rows)
    terms = [row[0].lower().translate(str.maketrans("åäö", "{|}")) for row in rows]
    assert terms == sorted(set(terms))
