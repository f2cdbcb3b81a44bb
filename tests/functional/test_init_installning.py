"""`ejv init` and `ejv installning`: making a register and setting its days."""

import stat
from pathlib import Path

import pytest
from korning import Ejv, beslut


def test_a_register_is_made_with_its_settings(ejv: Ejv) -> None:
    svar = ejv.json(
        *("init", "--kommun", "Provkommun", "--namnd", "Socialnämnden", "--namnd", "Omsorgsnämnden"),
        *("--statusdag", "rapporteringsdag", "--forsta-kvartal", "2019k1"),
    )
    assert svar["kommando"] == "init"
    assert svar["brister"] == []
    assert svar["data"] == {
        "databas": str(ejv.databas),
        "installningar": {
            "kommun": "Provkommun",
            "namnder": ["Socialnämnden", "Omsorgsnämnden"],
            "statusdag": "rapporteringsdag",
            "forsta_kvartal": "2019Q1",
            "rad_och_stod": "regionen",
            "rapporteringsdag": {},
            "statusdag_kvartal": {},
        },
    }
    assert ejv.data("installning", "visa") == svar["data"]


def test_without_options_the_register_has_the_contracts_defaults(ejv: Ejv) -> None:
    values = ejv.data("init")["installningar"]
    assert (values["kommun"], values["namnder"]) == (None, [])
    assert (values["statusdag"], values["forsta_kvartal"]) == ("kvartalsslut", None)


def test_init_is_refused_where_a_register_stands(register: Ejv) -> None:
    before = register.databas.read_bytes()
    svar = register("init", "--kommun", "Annan")
    assert svar.kod == 3
    assert f"Det finns redan en fil i {register.databas}" in svar.fel
    assert "inget har ändrats" in svar.fel
    assert register.databas.read_bytes() == before


def test_init_is_refused_where_any_file_stands(ejv: Ejv) -> None:
    ejv.databas.write_text("mina anteckningar")
    assert ejv.koder("init", kod=3) == ["register_finns"]
    assert ejv.databas.read_text() == "mina anteckningar"


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        (("--statusdag", "2019-04-30"), "statusdag_ogiltig"),
        (("--forsta-kvartal", "2019"), "kvartal_ogiltigt"),
    ],
)
def test_init_with_a_setting_that_cannot_be_leaves_no_register(ejv: Ejv, args: tuple[str, str], kod: str) -> None:
    assert ejv.koder("init", *args, kod=2) == [kod]
    assert not ejv.databas.exists()


def test_only_its_owner_can_read_the_register(register: Ejv) -> None:
    assert stat.S_IMODE(register.databas.stat().st_mode) == 0o600


def test_folders_are_made_and_the_default_place_is_the_users_data_folder(ejv: Ejv) -> None:
    svar = ejv.raw("init")
    assert svar.kod == 0
    (made,) = Path.home().rglob("register.db")
    assert made == Path.home() / ".local" / "share" / "ejverkstallda" / "register.db"
    assert str(made) in svar.ut


def test_the_register_can_be_named_by_url_and_by_the_environment(ejv: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ejv.raw("init", "--databas", f"sqlite:///{ejv.databas}").kod == 0
    monkeypatch.setenv("EJV_DATABAS", str(ejv.databas))
    assert ejv.raw("installning", "visa").kod == 0
    assert ejv.raw("--databas", str(ejv.folder / "annan.db"), "installning", "visa").kod == 4


@pytest.mark.parametrize(
    ("nyckel", "varde", "name", "expected"),
    [
        ("kommun", "Ale kommun", "kommun", "Ale kommun"),
        ("kommun", "", "kommun", None),
        ("namnder", "A-nämnden; B-nämnden;A-nämnden", "namnder", ["A-nämnden", "B-nämnden"]),
        ("nämnder", "A-nämnden", "namnder", ["A-nämnden"]),
        ("statusdag", "Rapporteringsdag", "statusdag", "rapporteringsdag"),
        ("forsta_kvartal", "2019Q2", "forsta_kvartal", "2019Q2"),
        ("första_kvartal", "2019Q2", "forsta_kvartal", "2019Q2"),
        ("rapporteringsdag.2019Q1", "2019-05-07", "rapporteringsdag", {"2019Q1": "2019-05-07"}),
        ("statusdag.2019q1", "2019-04-15", "statusdag_kvartal", {"2019Q1": "2019-04-15"}),
    ],
)
def test_a_setting_is_changed_and_logged(register: Ejv, nyckel: str, varde: str, name: str, expected: object) -> None:
    logged = len(register.logg())
    assert register.data("installning", "satt", nyckel, varde)["installningar"][name] == expected
    assert register.data("installning", "visa")["installningar"][name] == expected
    assert len(register.logg()) == logged + 1


@pytest.mark.parametrize(
    ("nyckel", "varde", "kod"),
    [
        ("farg", "blå", "installning_okand"),
        ("farg.2019Q1", "2019-04-30", "installning_okand"),
        ("statusdag", "2019-04-30", "statusdag_ogiltig"),
        ("forsta_kvartal", "i våras", "kvartal_ogiltigt"),
        ("rapporteringsdag.2019Q5", "2019-04-30", "kvartal_ogiltigt"),
        ("rapporteringsdag.2019Q1", "30 april", "datum_ogiltigt"),
        ("rapporteringsdag.2019Q1", "2019-03-30", "dag_for_tidig"),
        ("statusdag.2019Q1", "2019-03-30", "dag_for_tidig"),
    ],
)
def test_a_setting_that_cannot_be_is_wrong_usage(register: Ejv, nyckel: str, varde: str, kod: str) -> None:
    before = register.data("installning", "visa")
    assert register.koder("installning", "satt", nyckel, varde, kod=2) == [kod]
    assert register.data("installning", "visa") == before


def test_days_per_quarter_decide_the_quarter(register: Ejv) -> None:
    register("installning", "satt", "rapporteringsdag.2019Q1", "2019-05-07")
    register("installning", "satt", "statusdag.2019Q1", "2019-04-15")
    first, second = (register.data("kvartal", "visa", k, idag="2019-12-01") for k in ("2019Q1", "2019Q2"))
    assert (first["statusdag"], first["rapporteringsdag"]) == ("2019-04-15", "2019-05-07")
    assert (second["statusdag"], second["rapporteringsdag"]) == ("2019-06-30", "2019-08-31")
    register("installning", "satt", "statusdag.2019Q1", "")
    assert register.data("kvartal", "visa", "2019Q1")["statusdag"] == "2019-03-31"


@pytest.mark.parametrize(
    ("kvartal", "day"),
    [("2019Q1", "2019-04-30"), ("2019Q2", "2019-08-31"), ("2019Q3", "2019-10-31"), ("2019Q4", "2020-01-31")],
)
def test_the_registers_statusdag_can_be_the_reporting_day(register: Ejv, kvartal: str, day: str) -> None:
    register("installning", "satt", "statusdag", "rapporteringsdag")
    data = register.data("kvartal", "visa", kvartal, idag="2021-01-01")
    assert (data["statusdag"], data["rapporteringsdag"]) == (day, day)


def test_a_first_quarter_set_later_counts_for_what_is_there(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-06-01")])
    assert register.grupper("2019Q1") == {"ny": ["B-1"]}
    register("installning", "satt", "forsta_kvartal", "2019Q1")
    assert register.grupper("2019Q1") == {"kvarstaende": ["B-1"]}


def test_what_is_written_names_who(register: Ejv) -> None:
    svar = register("installning", "satt", "kommun", "Ny kommun")
    assert "Sparat av provaren, 2019-05-13." in svar.ut
    assert "Sparat av" not in register("installning", "visa").ut


def test_the_log_has_the_clocks_time_and_the_day_that_was_said(register: Ejv) -> None:
    with register.oppet() as connection:
        rows = connection.exec_driver_sql("SELECT DISTINCT tid > '2024', idag, av, kommando FROM logg").all()
    assert [tuple(r) for r in rows] == [(1, "2019-05-13", "provaren", "init")]
