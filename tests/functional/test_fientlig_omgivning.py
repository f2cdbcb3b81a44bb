"""What stands beside the register, or where papers are to be written, and is not what it should be: told."""

import os
import sys
from pathlib import Path

import pytest
from korning import Ejv

PAPPER = ("rapport", "statistik", "2019Q1", "--format", "csv", "--ut")
STANG = ("kvartal", "stang", "2019Q1", "--ja", "--trots-brister")
NUMMER = "19121212-1212"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such files")


def make(path: Path, kind: str) -> None:
    """Make something that is neither an ordinary file nor a folder of templates."""
    match kind:
        case "mapp":
            path.mkdir()
        case "fil":
            path.write_text("x")
        case "fifo":
            os.mkfifo(path)
        case "enhet":
            path.symlink_to("/dev/null")
        case "hangande":
            path.symlink_to("finns-inte")
        case _:
            path.symlink_to(path.name)


@pytest.mark.parametrize("command", [(*PAPPER, "ut"), STANG])
@pytest.mark.parametrize("kind", ["mapp", "fifo", "enhet", "hangande", "slinga"])
def test_a_kommun_toml_that_is_no_file(register: Ejv, kind: str, command: tuple[str, ...]) -> None:
    make(register.folder / "kommun.toml", kind)
    svar = register.json(*command, kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["kommun_olaslig"]
    assert not Path("ut").exists()


@pytest.mark.parametrize("command", [(*PAPPER, "ut"), STANG])
@pytest.mark.parametrize("kind", ["fil", "fifo", "enhet", "hangande", "slinga"])
def test_a_templates_that_is_no_folder(register: Ejv, kind: str, command: tuple[str, ...]) -> None:
    make(register.folder / "templates", kind)
    svar = register.json(*command, kod=3)
    assert svar["brister"][0]["kod"] in {"mallmapp_ej_mapp", "mallmapp_olaslig"}
    assert not Path("ut").exists()


def test_a_templates_with_very_much_in_it(register: Ejv, tmp_path: Path) -> None:
    other = tmp_path / "annat"
    other.mkdir()
    for number in range(1001):
        (other / str(number)).touch()
    (register.folder / "templates").symlink_to(other)
    assert register.koder(*PAPPER, "ut", kod=3) == ["mallmapp_for_stor"]
    (other / "0").unlink()
    assert register(*PAPPER, "ut").kod == 0


def test_a_number_of_thousands_of_digits(register: Ejv) -> None:
    (register.folder / "kommun.toml").write_text(f'[kommun]\nnamn = "P"\nadress = {"9" * 5000}\n')
    assert register.koder(*PAPPER, "ut", kod=3) == ["kommun_syntax"]


def test_a_logo_that_is_a_loop_of_links(register: Ejv) -> None:
    make(register.folder / "logo.png", "slinga")
    (register.folder / "kommun.toml").write_text('[kommun]\nnamn = "P"\nlogotyp = "logo.png"\n')
    assert register.koder(*PAPPER, "ut", kod=3) == ["logotyp_saknas"]


def test_a_folder_whose_name_no_disk_takes(register: Ejv) -> None:
    assert register.koder(*PAPPER, "m" * 300, kod=3) == ["utfil_fel"]
    assert register.koder("rapport", "alla", "2019Q1", "--format", "csv", "--ut", "m" * 300, kod=3) == ["utfil_fel"]


@pytest.mark.parametrize(
    "args",
    [
        (*PAPPER, "ut", "--lag", NUMMER),
        (*PAPPER, "ut", "--namnd", NUMMER),
        (*PAPPER[:3], "--ut", "ut", "--format", NUMMER),
        ("rapport", "tjansteutlatande", "2019Q1", "--ut", "ut", "--form", NUMMER),
        ("rapport", "statistik", NUMMER, "--ut", "ut"),
        ("kvartal", "visa", NUMMER),
        ("kvartal", "stang", NUMMER),
        ("kvartal", "visa", "2019Q1", "--statusdag", NUMMER),
        ("installning", "satt", NUMMER, "x"),
        (NUMMER,),
        ("rapport", NUMMER),
    ],
)
@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_a_number_in_the_wrong_place_is_not_repeated(
    register: Ejv, args: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    svar = register(*args, *flags)
    assert svar.kod == 2
    assert "1212" not in svar.ut + svar.fel


def test_the_checklist_shows_the_day_that_the_register_says_papers_were_made(register: Ejv) -> None:
    register.stang("2019Q1")
    assert register("rapport", "alla", "2019Q1", "--ut", "ut", "--format", "json", idag="2019-05-20").kod == 0
    cell = register.data("kvartal", "status", "2019Q1")["celler"][0]
    assert next(s["datum"] for s in cell["steg"] if s["steg"] == "papper") == "2019-05-20"


def test_an_empty_folder_name_is_wrong_usage(register: Ejv) -> None:
    assert register.koder(*PAPPER, "", kod=2) == ["anvandning"]
    assert register.koder("rapport", "ivo", "2019Q1", "--ut", " ", kod=2) == ["anvandning"]
