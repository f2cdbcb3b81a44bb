"""What a forked process does: puts the changed module in place of the real one and runs the tests.

The parent never imports the program, so each child imports it afresh. It ends with a code that says which tests
noticed: 0 none, 1 the cases, 2 the module's own tests, 3 the other tests of the rules, 4 it could not be imported.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import signal
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final, NoReturn

import pytest
from mutanter import Mutant

HANGDE: Final = "hängde"
PAKET: Final = "ejverkstallda.domain"
INGET, FALL, EGNA, OVRIGA, TRASIG = range(5)


class _Utbyte(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed module when it is asked for."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        return importlib.machinery.ModuleSpec(fullname, self) if fullname == self.name else None

    def create_module(self, spec: ModuleSpec) -> None:
        del spec

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, vars(module))  # noqa: S102 - our own source, changed


def try_mutant(mutant: Mutant | None, copy: Path, own: str, seconds: float) -> NoReturn:
    """Run the tests against a changed module (None = unchanged) and end this process. Called in a child only."""
    code = TRASIG
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _be_silent()
        os.chdir(copy)
        sys.path[:0] = [str(copy / "src"), str(copy / "tests" / "cases")]
        if mutant is not None:
            name = f"{PAKET}.{mutant.modul}"
            sys.meta_path.insert(0, _Utbyte(name, compile(ast.unparse(mutant.tree), f"{mutant.modul}.py", "exec")))
        code = _noticed(copy, own)
    finally:
        os._exit(code)


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _noticed(copy: Path, own: str) -> int:
    from fallfil import all_cases  # noqa: PLC0415 - reads the program, which only a child may
    from fallkor import run_case  # noqa: PLC0415 - as above

    try:
        if any(run_case(case) for case in all_cases()):
            return FALL
    except Exception:  # noqa: BLE001 - whatever a changed rule raises, it was noticed
        return FALL
    cases, domain = copy / "tests" / "cases", copy / "tests" / "domain"
    if own and _fails([domain / own]):
        return EGNA
    return OVRIGA if _fails([cases / "test_granser.py", cases / "test_stegen.py", domain]) else INGET


def _fails(paths: list[Path]) -> bool:
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:hypothesispytest"]
    return pytest.main([*options, *map(str, paths)]) != pytest.ExitCode.OK
