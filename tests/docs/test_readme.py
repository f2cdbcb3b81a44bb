"""The README, followed to the letter: its files are saved, its commands run in order, its output is looked for.

Read are fenced blocks marked `console` (lines with `$ ` are commands, the others are output that must be seen)
and those that follow a line "Spara detta som `fil`:". A command ends with 0 unless its comment says "slutkod N".
"""

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ejverkstallda.cli.grund import to_ascii
from ejverkstallda.cli.start import run_command
from ejverkstallda.cli.trad import build_command

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CONTROLLED = ("EJV_DATABAS", "EJV_IDAG", "EJV_ANVANDARE")
BLOCK = re.compile(
    r"(?:^Spara detta som `(?P<fil>[^`\n]+)`:\n\n)?^```(?P<slag>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
EXIT_CODE = re.compile(r"# slutkod (\d+)")
LINK = re.compile(r"\]\(([^)]+)\)")
MAKE = re.compile(r"\bmake ([a-z]+)")
NAMED = re.compile(r"`ejv ([a-zåäö]+)(?: ([a-z]+))?[` ]")
PAGES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/dataskydd.md"]
PAGES += sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs" / "beslut").glob("*.md"))


@dataclass(frozen=True, slots=True)
class Step:
    """A file to save (`fil`), or a command with the exit code and the lines of output it must give."""

    text: str
    fil: str | None = None
    expected: int = 0
    output: tuple[str, ...] = ()


def _commands(text: str) -> Iterator[Step]:
    """Read a console block: each command with the output that stands beneath it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *output = part.strip().splitlines()
        code = EXIT_CODE.search(command)
        yield Step(command, expected=int(code[1]) if code else 0, output=tuple(output))


def steps(text: str) -> Iterator[Step]:
    """Read what a page asks its reader to save and to run, in order."""
    for block in BLOCK.finditer(text):
        if block["fil"] is not None:
            yield Step(block["text"], fil=block["fil"])
        elif block["slag"] == "console":
            yield from _commands(block["text"])


def _squeeze(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the program's own to who follows the README, with a clean environment."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    for name in CONTROLLED:
        monkeypatch.setenv(name, "")  # empty counts as unset, and what a command sets is undone
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "hem"))  # a command that forgot the exercise would go here
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    match words:
        case ["ejv", *args]:
            return run_command(args)
        case ["export", setting]:
            monkeypatch.setenv(*setting.split("=", 1))
        case ["mkdir", folder]:
            Path(folder).mkdir()
        case ["cp", source, target]:
            shutil.copy(source, target)
        case _:
            pytest.fail(f"The README has a command that this test does not know: {shlex.join(words)}")
    return 0


def test_the_readme_can_be_followed_to_the_letter(
    reader: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for step in steps(README):
        if step.fil is not None:
            (reader / step.fil).parent.mkdir(exist_ok=True)
            (reader / step.fil).write_text(step.text, "utf-8")
            continue
        code = _run(shlex.split(step.text, comments=True), monkeypatch)
        told = capsys.readouterr()
        assert code == step.expected, f"$ {step.text}\n{told.out}{told.err}"
        missing = [line for line in step.output if " ".join(line.split()) not in _squeeze(told.out)]
        assert missing == [], f"$ {step.text}\n{told.out}"

    assert not (reader / "hem").exists()
    papers = {p.name for p in (reader / "ovning" / "papper").iterdir()}
    assert papers >= {
        f"{kind}_2026{quarter}_{law}.{form}"
        for kind, forms in (("statistikrapport", "pdf xlsx csv json"), ("tjansteutlatande", "pdf json"))
        for form in forms.split()
        for quarter in ("Q3", "Q4")
        for law in ("SoL", "LSS")
    }
    assert papers >= {
        f"{name}_2026{q}.{e}" for name, e in (("INNEHALL", "txt"), ("index", "json")) for q in ("Q3", "Q4")
    }
    assert {p.name for p in (reader / "ovning" / "tabeller").iterdir()} == {
        f"statistikrapport_2026Q3_SoL.{form}" for form in ("xlsx", "csv")
    }


def test_the_readme_has_commands_and_files_to_read() -> None:
    found = list(steps(README))
    assert sum(step.fil is not None for step in found) >= 5
    assert sum(step.text.startswith("ejv ") for step in found) > 30


def test_every_target_of_make_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(MAKE.findall(README))
    assert {"demo", "test"} <= named
    assert [target for target in sorted(named) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for link in LINK.findall(path.read_text("utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_exists(page: str) -> None:
    known = build_command().commands
    for first, second in NAMED.findall((ROOT / page).read_text("utf-8")):
        command = known.get(to_ascii(first))
        assert command is not None, f"ejv {first}"
        assert not second or second in getattr(command, "commands", {}), f"ejv {first} {second}"


def _anchors(path: Path) -> set[str]:
    """Return a page's headings as links name them: lower case, only letters, digits and hyphens."""
    headings = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", h.lstrip("#").strip().casefold()).replace(" ", "-") for h in headings}
