"""Measuring side by side: the things compared take turns, so that what disturbs one disturbs the other."""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

_UPPVARMNING: Final = 20
_MB: Final = 1024
_KALLA: Final = Path(__file__).resolve().parents[1] / "src"


@dataclass(frozen=True, slots=True)
class Process:
    """A process that has ended: seconds of the processor (its own and the system's for it), and its exit code."""

    sekunder: float
    kod: int


def median_calls(
    calls: Mapping[str, Callable[[], object]], rounds: int, warming: int = _UPPVARMNING
) -> dict[str, float]:
    """Return the median processor time of each call in milliseconds; they take turns, the first `warming` not counted.

    Not the time by the clock: on a machine that others use too, a call longer than a time slice is always
    interrupted and a shorter one never, which says nothing of either.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    order = list(calls.items())
    for i in range(warming + rounds):
        order.append(order.pop(0))  # another first each round: the collector's turn must not always fall on the same
        for name, call in order:
            start = time.process_time()
            call()
            if i >= warming:
                times[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def run_process(command: Sequence[str]) -> Process:
    """Run a command to its end, what it prints thrown away."""
    start = _children()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return Process(_children() - start, done.returncode)


def _children() -> float:
    """Return the processor seconds of the processes that have ended; others' work on the machine is not in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_LITEN_STARTARE: Final = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A child counts its parent's memory until it has become another program, so the parent has to be small."""


def peak_memory(command: Sequence[str]) -> float:
    """Return the most memory a command has had, in MB."""
    told = subprocess.run([sys.executable, "-S", "-c", _LITEN_STARTARE, *command], capture_output=True, check=True)
    return int(told.stdout) / _MB


def median_processes(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Return the median time of each command; they take turns, and the first round does not count.

    Raises:
        RuntimeError: a command ended otherwise than with 0 or 1 (something waits).
    """
    compile_program()
    runs: dict[str, list[Process]] = {name: [] for name in commands}
    for i in range(rounds + 1):
        for name, command in commands.items():
            done = run_process(command)
            if done.kod not in {0, 1}:
                msg = f"{name} slutade med kod {done.kod}."
                raise RuntimeError(msg)
            if i:
                runs[name].append(done)
    return {name: statistics.median(r.sekunder for r in found) for name, found in runs.items()}


def compile_program() -> None:
    """Compile the program's modules, as an installation does: else each process would do it where none may be kept."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(_KALLA)], check=True)


def machine() -> str:
    """Return what kind of machine this is, and the day; never its name."""
    model = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = named[0] if named else model
    return (
        f"{date.today()}, {platform.system()} {platform.machine()}, {model}, {os.cpu_count()} kärnor, "  # noqa: DTZ011
        f"Python {platform.python_version()}"
    )


def ejv(*args: str) -> list[str]:
    """Return the command line of the installed program."""
    return [str(Path(sys.executable).with_name("ejv")), *args]
