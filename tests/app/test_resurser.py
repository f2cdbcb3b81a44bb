"""The folders that ship with the program are found in a working tree and in an installed package."""

from pathlib import Path

import pytest

from ejverkstallda.app import resurser
from ejverkstallda.app.resurser import resource_folder


@pytest.mark.parametrize(
    ("name", "content"), [("templates", "dokument/statistikrapport.md"), ("sample_data", "ale_2019Q1/beslut.csv")]
)
def test_what_ships_is_there(name: str, content: str) -> None:
    assert (resource_folder(name) / content).is_file()


@pytest.mark.parametrize("place", ["paket", "."])
def test_inside_the_package_or_at_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    package = tmp_path / "src" / "paket"
    package.mkdir(parents=True)
    root = package if place == "paket" else tmp_path
    (root / "templates").mkdir()
    monkeypatch.setattr(resurser, "_PAKET", package)
    assert resource_folder("templates") == root / "templates"


def test_a_program_that_is_not_wholly_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resurser, "_PAKET", tmp_path / "src" / "paket")
    with pytest.raises(FileNotFoundError, match="Mappen templates saknas i installationen"):
        resource_folder("templates")
