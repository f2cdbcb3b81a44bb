"""The logo that kommun.toml names: read within the register's folder, within bounds, frozen with the quarter."""

import hashlib
import json
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from korning import Ejv, beslut

PAPPER = ("rapport", "statistik", "2019Q1", "--ut", "ut", "--format", "json")


def png(shade: int = 0, side: int = 1) -> bytes:
    """Make the smallest picture there is: one dot; `side` is what it says it measures."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = part(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(bytes([0, shade]))) + part(b"IEND", b"")


def name_logo(ejv: Ejv, name: str) -> None:
    (ejv.folder / "kommun.toml").write_text(f'[kommun]\nnamn = "Provkommun"\nlogotyp = "{name}"\n', "utf-8")


def shown() -> Any:
    return json.loads(Path("ut/statistikrapport_2019Q1_LSS.json").read_bytes())["dokument"]["sidhuvud"]["logotyp"]


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    register.las_in([beslut("B-1")])
    return register


@pytest.mark.parametrize("name", ["logo.png", "bilder/logo.png"])
def test_it_becomes_the_paper_s_with_words_for_those_who_do_not_see_it(ready: Ejv, name: str) -> None:
    name_logo(ready, name)
    (ready.folder / name).parent.mkdir(exist_ok=True)
    (ready.folder / name).write_bytes(png())
    assert ready(*PAPPER).kod == 0
    assert shown() == {
        "alt": "Logotyp: Provkommun",
        "innehall": {"byte": len(png()), "sha256": hashlib.sha256(png()).hexdigest()},
    }


@pytest.mark.parametrize(
    ("content", "kod"),
    [
        (None, "logotyp_saknas"),
        (b"<svg/>", "logotyp_ej_bild"),
        (b"", "logotyp_ej_bild"),
        (png(side=40_000), "logotyp_for_manga_bildpunkter"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2_000_000), "logotyp_for_stor"),
    ],
)
def test_what_is_no_logo_is_refused_and_the_old_paper_left(ready: Ejv, content: bytes | None, kod: str) -> None:
    assert ready(*PAPPER).kod == 0
    old = Path("ut/statistikrapport_2019Q1_LSS.json").read_bytes()
    name_logo(ready, "logo.png")
    if content is not None:
        (ready.folder / "logo.png").write_bytes(content)
    svar = ready.json(*PAPPER, "--skriv-over", kod=3)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [(kod, "kommun.toml nyckel kommun.logotyp")]
    assert Path("ut/statistikrapport_2019Q1_LSS.json").read_bytes() == old
    assert ready.koder("kvartal", "stang", "2019Q1", "--ja", "--trots-brister", kod=3) == [kod]
    assert ready("kvartal", "status", "2019Q1").kod == 0


def test_a_gigabyte_is_not_read(ready: Ejv) -> None:
    name_logo(ready, "logo.png")
    (ready.folder / "logo.png").touch()
    os.truncate(ready.folder / "logo.png", 1_000_000_000)
    assert ready.koder(*PAPPER, kod=3) == ["logotyp_for_stor"]


@pytest.mark.parametrize("name", ["../logo.png", "/etc/passwd", "lank.png", "a/../../logo.png"])
def test_nothing_outside_the_register_s_folder_is_read(ready: Ejv, name: str) -> None:
    (ready.folder.parent / "logo.png").write_bytes(png())
    (ready.folder / "lank.png").symlink_to(ready.folder.parent / "logo.png")
    name_logo(ready, name)
    assert ready.koder(*PAPPER, kod=3) == ["logotyp_utanfor_mappen"]


@pytest.mark.parametrize("name", [".", "x" * 300])
def test_a_name_that_is_no_file(ready: Ejv, name: str) -> None:
    name_logo(ready, name)
    assert ready.koder(*PAPPER, kod=3) == ["logotyp_saknas"]


def test_a_closed_quarter_keeps_its_logo(ready: Ejv) -> None:
    name_logo(ready, "logo.png")
    (ready.folder / "logo.png").write_bytes(png())
    ready.stang("2019Q1")
    (ready.folder / "logo.png").write_bytes(png(255))
    assert ready.koder(*PAPPER) == ["texter_andrade"]
    assert shown()["innehall"]["sha256"] == hashlib.sha256(png()).hexdigest()
    assert ready(*PAPPER, "--aktuella-texter", "--skriv-over").kod == 0
    assert shown()["innehall"]["sha256"] == hashlib.sha256(png(255)).hexdigest()
    assert ready("kontrollera").kod == 0
