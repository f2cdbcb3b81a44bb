"""Which template is used, and what is told of those that cannot be."""

import os
from pathlib import Path

import pytest

from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.report.modell import Stycke
from ejverkstallda.texts import load_texts
from ejverkstallda.texts.laddning import STORST

SHIPPED = Path(__file__).parents[2] / "templates"
NAMN = "dokument/tjansteutlatande.md"


def put(root: Path, name: str, content: bytes) -> Path:
    (root / "dokument").mkdir(exist_ok=True)
    path = root / "dokument" / name
    path.write_bytes(content)
    return path


def test_the_shipped_templates_are_found() -> None:
    texter = load_texts([SHIPPED])
    assert set(texter.sources) == {
        f"dokument/{namn}.md"
        for namn in (
            *("statistikrapport", "fullmaktige", "fullmaktige_flera", "revisorer"),
            *("tjansteutlatande", "tjansteutlatande_fullstandig", "tjansteskrivelse"),
        )
    }
    assert texter.brister == ()


def test_an_own_template_wins_file_by_file(tmp_path: Path) -> None:
    put(tmp_path, "tjansteutlatande.md", "\ufeffEgen\r\ntext".encode())
    texter = load_texts([tmp_path, SHIPPED])
    assert texter.sources[NAMN] == "Egen\ntext"
    assert (
        texter.sources["dokument/statistikrapport.md"] == load_texts([SHIPPED]).sources["dokument/statistikrapport.md"]
    )
    assert texter.render(NAMN, {}, {}) == (Stycke("Egen text"),)


def test_frozen_sources_make_the_same_texts_again(tmp_path: Path) -> None:
    put(tmp_path, "tjansteutlatande.md", b"Egen")
    first = load_texts([tmp_path, SHIPPED])
    frozen = dict(first.sources)
    put(tmp_path, "tjansteutlatande.md", b"Ny")
    assert load_texts([frozen]).sources == first.sources


def test_a_folder_that_does_not_exist_counts_as_empty(tmp_path: Path) -> None:
    assert load_texts([tmp_path / "finns-inte", SHIPPED]).sources == load_texts([SHIPPED]).sources
    assert load_texts([]).sources == {}


def test_an_own_template_that_nothing_uses_is_told(tmp_path: Path) -> None:
    put(tmp_path, "tjansteutlatanden.md", b"x")
    put(tmp_path, "zz1234567890123456789012345.md", b"x")
    first, second = load_texts([tmp_path, SHIPPED]).brister
    assert (first.kod, first.plats) == ("mall_anvands_inte", "dokument/tjansteutlatanden.md")
    assert f"Menade du {NAMN}?" in first.text
    assert "Menade" not in second.text


def test_an_own_template_in_the_wrong_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "tjansteutlatande.md").write_text("x")
    put(tmp_path, "statistikrapport.md", b"x")
    (tmp_path / "dokument" / "gammalt").mkdir()
    (tmp_path / "dokument" / "gammalt" / "statistikrapport.md").write_text("x")
    (tmp_path / "LASMIG.md").write_text("x")
    texter = load_texts([tmp_path, SHIPPED])
    assert [(b.kod, b.plats) for b in texter.brister] == [
        ("mall_anvands_inte", "dokument/gammalt/statistikrapport.md"),
        ("mall_anvands_inte", "tjansteutlatande.md"),
    ]
    assert f"Menade du {NAMN}?" in texter.brister[1].text
    assert "tjansteutlatande.md" not in texter.sources


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "dokument").mkdir()
    os.mkfifo(tmp_path / "dokument" / "tjansteutlatande.md")
    with pytest.raises(Mallfel, match="ingen vanlig fil"):
        load_texts([tmp_path, SHIPPED])


def test_a_missing_template_is_named() -> None:
    with pytest.raises(Mallfel, match=r"Mallen dokument/x\.md finns inte"):
        load_texts([SHIPPED]).render("dokument/x.md", {}, {})


def test_files_that_cannot_be_read_are_told_all_at_once(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "rad ett\nåäö".encode("cp1252"))
    put(tmp_path, "b.md", b"x" * (STORST + 1))
    (tmp_path / "dokument" / "c.md").mkdir()
    with pytest.raises(Mallfel) as caught:
        load_texts([tmp_path])
    assert [b.kod for b in caught.value.brister] == ["mall_olaslig", "mall_for_stor", "mall_olaslig"]
    assert str(caught.value.brister[0].plats).endswith("a.md rad 2")


def test_the_sources_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_texts([SHIPPED]).sources["x"] = "y"  # type: ignore[index]  # that is what is tried
