"""`make mutation`: changes the rules one at a time and sees that a test notices.

Every mutant is tried in a process of its own, forked here, against a copy of the tree taken at the start: first the
cases, then the module's own tests, then all tests of the rules. What nothing notices must stand in
`overlevare.yaml` with a reason. The result is written to docs/mutation.md.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import yaml
from barn import HANGDE, try_mutant
from mutanter import Mutant, mutate, read_words

ROOT: Final = Path(__file__).resolve().parents[2]
DOMAN: Final = Path("src/ejverkstallda/domain")
RESULTAT: Final = ROOT / "docs" / "mutation.md"
LISTA: Final = Path(__file__).with_name("overlevare.yaml")
LANGST: Final = 60.0
"""Seconds before a mutant counts as hanging, and so as caught."""
PROVAS: Final = {
    "dagar": "test_dagar.py",
    "kvartal": "test_kvartal.py",
    "parametrar": "test_parametrar.py",
    "kallor": "test_kallor.py",
    "lagrum": "test_lagrum.py",
    "vantan": "test_vantan.py",
    "historik": "test_historik.py",
    "rapportering": "test_rapportering.py",
    "kvartalsbild": "test_kvartalsbild.py",
    "lagval": "test_lagval.py",
    "avgift": "test_avgift.py",
    "avgiftsrakning": "test_avgiftsrakning.py",
    "avrundning": "test_avrundning.py",
    "identitet": "test_identitet.py",
    "handelsefynd": "test_handelsefynd.py",
    "nyckeltal": "test_nyckeltal.py",
    "vantetid": "test_vantetid.py",
    "prognos": "test_prognos.py",
}
"""The modules that hold rules, each with the test file that knows it best."""
PROVAS_INTE: Final = {
    "__init__": "tom",
    "beslut": "poster och koder, inga regler",
    "brister": "poster, inga regler",
    "felkoder": "texter",
    "insatser": "katalog",
    "motivering": "poster, inga regler",
    "forklaring": "återger stegen, avgör ingenting; prövas mot rapportens svar i tests/properties",
}


@dataclass(frozen=True)
class Domslut:
    """What became of a mutant: which tests caught it, or None."""

    mutant: Mutant
    fangad_av: str | None


def main(arguments: Sequence[str]) -> int:
    """Run, print, write docs/mutation.md; 0 when every survivor is listed with a reason and every reason is needed."""
    parser = argparse.ArgumentParser(prog="make mutation", description="Ändrar reglerna en i taget och kör proven.")
    parser.add_argument("modul", nargs="*", help=f"bara dessa: {', '.join(PROVAS)}")
    parser.add_argument("--processer", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--minuter", type=float, default=20, help="längsta tid; hinner den inte är svaret nej")
    choice = parser.parse_args(arguments)
    wanted = choice.modul or list(PROVAS)
    sources = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / DOMAN).glob("*.py"))}
    if homeless := set(sources) - set(PROVAS) - set(PROVAS_INTE):
        _say(f"Moduler som varken muteras eller är undantagna i {Path(__file__).name}: {', '.join(sorted(homeless))}")
        return 1
    started = time.monotonic()
    ordlista = read_words(sources)
    mutants = [m for modul in wanted for m in mutate(modul, sources[modul], ordlista)]
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy_tree(Path(folder))
        if (broken := _try_unchanged(copy)) is not None:
            _say(f"Proven går inte igenom utan ändring ({broken}); kör make tests först.")
            return 1
        verdicts = list(_run_all(mutants, copy, choice.processer, started + choice.minuter * 60))
    if len(verdicts) < len(mutants):
        _say(f"Hann {len(verdicts)} av {len(mutants)} ändringar på {choice.minuter:.0f} minuter.")
        return 1
    seconds = time.monotonic() - started
    reasons = _reasons()
    unknown, needless = _judge(verdicts, reasons, wanted)
    _print(verdicts, unknown, needless, seconds)
    if not choice.modul:
        RESULTAT.write_text(_page(verdicts, reasons, seconds), "utf-8")
    return 1 if unknown or needless else 0


def _copy_tree(folder: Path) -> Path:
    """Copy what the rules' tests need; the tree may change meanwhile."""
    for name in ("src", "tests/cases", "tests/domain", "sample_data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _try_unchanged(copy: Path) -> str | None:
    pid = os.fork()
    if pid == 0:
        try_mutant(None, copy, "", LANGST * 5)
    _, status = os.waitpid(pid, 0)
    return _caught(status)


def _run_all(mutants: Sequence[Mutant], copy: Path, processes: int, last: float) -> Iterator[Domslut]:
    running: dict[int, Mutant] = {}
    waiting = list(reversed(mutants))
    while waiting or running:
        if time.monotonic() > last:
            waiting.clear()
        while waiting and len(running) < processes:
            mutant = waiting.pop()
            pid = os.fork()
            if pid == 0:
                try_mutant(mutant, copy, PROVAS[mutant.modul], LANGST)
            running[pid] = mutant
        if not running:
            return
        pid, status = os.wait()
        mutant = running.pop(pid)
        verdict = Domslut(mutant, _caught(status))
        where = f"{DOMAN}/{mutant.modul}.py:{mutant.rad}"
        _say(f"{verdict.fangad_av or 'ÖVERLEVDE':14} {where}  {mutant.slag}: {mutant.fore} → {mutant.efter}")
        yield verdict


def _caught(status: int) -> str | None:
    if os.WIFSIGNALED(status):
        return HANGDE
    return {0: None, 1: "fall", 2: "modulens prov", 3: "övriga prov"}.get(os.waitstatus_to_exitcode(status), "import")


def _reasons() -> dict[str, str]:
    """Return the survivors that are accepted, with why. One without a reason is refused."""
    listed = yaml.safe_load(LISTA.read_text("utf-8")) or []
    if lacking := [entry for entry in listed if not str(entry.get("skal") or "").strip()]:
        msg = f"{LISTA.name}: utan skäl: {lacking}"
        raise SystemExit(msg)
    return {entry["mutant"]: " ".join(entry["skal"].split()) for entry in listed}


def _judge(
    verdicts: Sequence[Domslut], reasons: dict[str, str], wanted: Sequence[str]
) -> tuple[list[Mutant], list[str]]:
    """Return survivors without a reason, and reasons without a survivor."""
    survivors = {v.mutant.nyckel: v.mutant for v in verdicts if v.fangad_av is None}
    unknown = [m for key, m in survivors.items() if key not in reasons]
    needless = [key for key in reasons if key.split(".")[0] in wanted and key not in survivors]
    return unknown, needless


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _print(verdicts: Sequence[Domslut], unknown: list[Mutant], needless: list[str], seconds: float) -> None:
    caught = sum(v.fangad_av is not None for v in verdicts)
    _say(f"\n{len(verdicts)} ändringar, {caught} fångade, {len(verdicts) - caught} överlevde, {seconds / 60:.1f} min.")
    for mutant in unknown:
        _say(f"Överlevde utan skäl: {DOMAN}/{mutant.modul}.py:{mutant.rad}\n  {mutant.nyckel}")
    for key in needless:
        _say(f"Står i {LISTA.name} men överlever inte (längre): {key}")


def _page(verdicts: Sequence[Domslut], reasons: dict[str, str], seconds: float) -> str:
    total = Counter(v.mutant.modul for v in verdicts)
    caught = Counter(v.mutant.modul for v in verdicts if v.fangad_av)
    by = Counter(v.fangad_av for v in verdicts if v.fangad_av)
    kinds = Counter(v.mutant.slag for v in verdicts)
    survivors = [v.mutant for v in verdicts if v.fangad_av is None]
    machine = f"{os.cpu_count()} processorer, Python {platform.python_version()}"
    lines = [
        "<!-- Gjord av make mutation. Ändra inte för hand. -->",
        "# Mutationsprov av reglerna",
        "",
        f"{datetime.now(tz=UTC).date()}, {seconds / 60:.0f} minuter på {machine}.",
        "",
        "Varje ändring är en liten förväxling i en regel: `<` i stället för `<=`, en dag eller månad mer eller",
        "mindre, ”och” i stället för ”eller”, ett ”inte” som faller bort, fel kod, fel ände av kvartalet, en rad som",
        "saknas. Ett prov ska märka den. Texter och reguljära uttryck ändras inte.",
        "",
        "| modul | ändringar | fångade | kvar |",
        "|---|---:|---:|---:|",
        *(f"| `{m}` | {n} | {caught[m]} | {n - caught[m]} |" for m, n in total.items()),
        f"| **alla** | **{len(verdicts)}** | **{sum(caught.values())}** | **{len(survivors)}** |",
        "",
        "Fångade av: " + ", ".join(f"{who} {n}" for who, n in by.most_common()) + ".",
        "Slag: " + ", ".join(f"{slag} {n}" for slag, n in kinds.most_common()) + ".",
        "",
        "## Kvar, med skäl",
        "",
    ]
    lines += [f"- `{m.nyckel}` (rad {m.rad}): {reasons.get(m.nyckel, '**saknar skäl**')}" for m in survivors] or [
        "Inga."
    ]
    lines += ["", "## Muteras inte", ""]
    lines += [f"- `{name}`: {why}" for name, why in PROVAS_INTE.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
