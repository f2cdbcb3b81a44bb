"""An identity number in the name of something goes into no file's name, index, log or message."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from korning import Ejv, beslut

NUMMER = "19121212-1212"
ALLA = ("rapport", "alla", "2019Q1", "--ut", "ut", "--format", "csv,json")


def kommun(**namnd: str) -> str:
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in namnd.items())
    return f'[kommun]\nnamn = "Provkommun"\n[[namnd]]\nnamn = "Norra"\n[[namnd]]\nnamn = "Södra"\n{lines}'


@pytest.mark.parametrize(
    ("key", "value"),
    [("kortnamn", NUMMER), ("kortnamn", "n-191212121212-x"), ("forvaltning", f"Förvaltning {NUMMER}")],
)
@pytest.mark.parametrize("command", [ALLA, ("kvartal", "stang", "2019Q1", "--ja", "--trots-brister")])
def test_a_value_of_kommun_toml_is_refused(ejv: Ejv, key: str, value: str, command: tuple[str, ...]) -> None:
    ejv("init", "--namnd", "Norra", "--namnd", "Södra")
    ejv.las_in([beslut("B-1", namnd="Södra")])
    (ejv.folder / "kommun.toml").write_text(kommun(**{key: value}), "utf-8")
    svar = ejv.json(*command, kod=3)
    assert [(b["kod"], b["plats"]) for b in svar["brister"]] == [
        ("kommun_identitet", f"kommun.toml nyckel namnd[1].{key}")
    ]
    assert "1212" not in str(svar)
    assert not Path("ut").exists()


def test_a_key_of_kommun_toml_is_not_repeated(register: Ejv) -> None:
    (register.folder / "kommun.toml").write_text(f'[kommun]\nnamn = "P"\n"{NUMMER}" = 1\n', "utf-8")
    svar = register.json(*ALLA, kod=3)
    assert [b["plats"] for b in svar["brister"]] == ["kommun.toml nyckel kommun.(visas inte)"]
    assert "1212" not in str(svar)


def test_a_namnd_of_an_older_register_stops_its_papers(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Norra")
    engine = sa.create_engine(f"sqlite:///{ejv.databas}")
    with engine.begin() as connection:
        names = json.dumps(["Norra", f"Nämnd {NUMMER}"], ensure_ascii=False)
        connection.execute(sa.text("UPDATE installning SET varde = :n WHERE nyckel = 'namnder'"), {"n": names})
    engine.dispose()
    ejv.las_in([beslut("B-1", namnd="Norra")])
    svar = ejv(*ALLA, "--namnd", f"Nämnd {NUMMER}")
    assert svar.kod == 3
    assert "1212" not in svar.ut + svar.fel
    assert not Path("ut").exists()


@pytest.mark.parametrize("option", ["--kommun", "--namnd"])
def test_init_refuses_a_name_that_holds_one(ejv: Ejv, option: str) -> None:
    svar = ejv.json("init", option, f"Nämnd {NUMMER}", kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["namn_med_identitet"]
    assert "1212" not in str(svar)
    assert not ejv.databas.exists()


@pytest.mark.parametrize("key", ["kommun", "namnder"])
def test_a_setting_is_refused_too(register: Ejv, key: str) -> None:
    before = register.logg()
    assert register.koder("installning", "satt", key, f"Norra; {NUMMER}", kod=3) == ["namn_med_identitet"]
    assert register.logg() == before


def test_a_diary_number_is_refused(register: Ejv) -> None:
    svar = register.json(*ALLA, "--diarienummer", f"SN {NUMMER}", kod=3)
    assert {b["kod"] for b in svar["brister"]} == {"identitet_i_dokument"}
    assert "1212" not in str(svar)
