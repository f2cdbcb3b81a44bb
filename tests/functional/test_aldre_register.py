"""A register made by the first version, with rows, opened by the present program; a copy of it is kept."""

import shutil
import sqlite3
import stat
from pathlib import Path

from korning import Ejv

FORSTA = Path(__file__).parents[1] / "store" / "register_0001.sqlite"
SUMMOR = {
    "nya": 2, "verkstallda": 2, "avslutade": 2, "kvarstaende": 5, "rapporterade": 11, "ej_verkstallda": 7,
}  # fmt: skip


def version(path: Path) -> str:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return str(found[0])


def test_it_is_brought_up_to_date_and_a_copy_kept(ejv: Ejv) -> None:
    shutil.copyfile(FORSTA, ejv.databas)
    assert version(ejv.databas) == "0001"
    data = ejv.data("kvartal", "visa", "2019Q1", "--lag", "LSS")
    assert (data["stangd"], data["summor"]) == (True, SUMMOR)
    assert version(ejv.databas) == "0005"
    (copy,) = ejv.folder.glob("*.kopia")
    assert version(copy) == "0001"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM fryst_rad").fetchone() == (11,)
    connection.close()


def test_it_goes_on_from_there(ejv: Ejv) -> None:
    shutil.copyfile(FORSTA, ejv.databas)
    svar = ejv("kontrollera")
    assert (svar.kod, svar.fel) == (0, "")
    assert ejv("verkstall", "1306312", "--datum", "2019-05-01", idag="2019-07-02").kod == 0
    groups = ejv.grupper("2019Q2", "--lag", "LSS", idag="2019-07-02")
    assert groups["verkstalld"] == ["1306312"]
    assert len(groups["kvarstaende"]) == 6
    assert ejv("kvartal", "markera", "2019Q1", "revisorer").kod == 0
