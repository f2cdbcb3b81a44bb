"""A quarter closed, compared, opened, marked and followed; and the register's own check."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from korning import Ejv, beslut, handelse

LATER = datetime(2100, 1, 1)  # noqa: DTZ001 — as the register stores it
COMMENT = handelse("B-1", "2019-03-01", "kommentar", text="Väntar på plats.")
OPENED = ("kvartal", "oppna", "2019Q1", "--skal", "Fel dag")


@pytest.fixture
def stangt(register: Ejv) -> Ejv:
    """One new case in 2019Q1, closed."""
    register.las_in([beslut("B-1", "2018-11-09")], [COMMENT])
    register.stang("2019Q1")
    return register


def test_opened_it_counts_as_before(stangt: Ejv) -> None:
    assert stangt.grupper("2019Q2") == {"kvarstaende": ["B-1"]}
    assert stangt(*OPENED).kod == 0
    assert stangt.data("kvartal", "visa", "2019Q1")["stangd"] is False
    assert stangt.grupper("2019Q2") == {"ny": ["B-1"]}
    stangt.stang("2019Q1")
    assert stangt.grupper("2019Q2") == {"kvarstaende": ["B-1"]}


def test_what_opening_is_refused_for(stangt: Ejv) -> None:
    assert stangt("kvartal", "oppna", "2019Q1").kod == 2
    assert stangt.koder("kvartal", "oppna", "2018Q4", "--skal", "x", kod=3) == ["kvartal_ej_stangt"]
    stangt.stang("2019Q2", idag="2019-07-02")
    assert stangt.koder(*OPENED, kod=3, idag="2019-07-02") == ["senare_kvartal_stangt"]
    assert stangt("kvartal", "oppna", "2019Q2", "--skal", "x", idag="2019-07-02").kod == 0
    assert stangt("kvartal", "markera", "2019Q1", "namnd", "--paragraf", "45").kod == 0
    assert stangt.koder(*OPENED, kod=3) == ["namnden_har_behandlat"]
    assert stangt.data("kvartal", "visa", "2019Q1")["stangd"] is True


def test_compare_tells_what_was_not_known(stangt: Ejv) -> None:
    assert stangt.data("kvartal", "jamfor", "2019Q1") == {
        "kvartal": "2019Q1", "frysta": 1, "nya": [], "borta": [], "andrade": [],
    }  # fmt: skip
    stangt.las_in([beslut("B-2", "2018-12-01")], [handelse("B-1", "2019-03-20", "verkstalld")])
    found = stangt.data("kvartal", "jamfor", "2019Q1")
    assert [r["beslutsnummer"] for r in found["nya"]] == ["B-2"]
    # 2018-11-09 to 2019-03-20: 21 + 31 + 31 + 28 + 20 days.
    assert found["andrade"] == [
        {
            "beslutsnummer": "B-1",
            "fryst": {"slut": None, "dagar": 142, "dagar_sedan_beslut": 142},
            "nu": {
                "slut": {"slag": "verkstalld", "datum": "2019-03-20", "orsak": None},
                "dagar": 131,
                "dagar_sedan_beslut": 131,
            },
        }
    ]
    assert stangt.data("kvartal", "visa", "2019Q1")["rader"][0]["slut"] is None


def test_compare_tells_what_is_gone(stangt: Ejv) -> None:
    stangt("makulera", "B-1", "--skal", "Dubblett")
    assert [r["beslutsnummer"] for r in stangt.data("kvartal", "jamfor", "2019Q1")["borta"]] == ["B-1"]
    assert stangt.koder("kvartal", "jamfor", "2019Q2", kod=3) == ["kvartal_ej_stangt"]


def test_sent_to_ivo_case_by_case_and_all(stangt: Ejv) -> None:
    stangt.las_in([beslut("B-2", "2018-12-01")])
    one = ("kvartal", "markera", "2019Q1", "ivo", "--beslut", "B-1")
    assert stangt.data(*one)["skickade"] == 1
    assert stangt.koder(*one, kod=3) == ["inget_att_skicka"]
    rows = stangt.data("rapport", "ivo", "2019Q1", "--som", "lista")["rader"]
    assert [(r["beslutsnummer"], r["skickad"]) for r in rows] == [("B-1", "2019-05-13"), ("B-2", None)]
    assert stangt.data("kvartal", "markera", "2019Q1", "ivo", "--datum", "2019-05-02")["skickade"] == 1
    rows = stangt.data("rapport", "ivo", "2019Q1", "--som", "lista")["rader"]
    assert [r["skickad"] for r in rows] == ["2019-05-13", "2019-05-02"]


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        (("namnd", "--datum", "2019-05-14"), 3),
        (("namnd", "--datum", "2019-03-31"), 3),
        (("arkivet",), 2),
        (("namnd", "--beslut", "B-1"), 2),
        (("nämnd", "--datum", "2019-04-01"), 0),
    ],
)
def test_marking(stangt: Ejv, args: tuple[str, ...], kod: int) -> None:
    assert stangt("kvartal", "markera", "2019Q1", *args).kod == kod


def steps(ejv: Ejv, idag: str = "2019-05-13") -> dict[str, tuple[object, object]]:
    (cell,) = ejv.data("kvartal", "status", "2019Q1", idag=idag)["celler"]
    return {s["steg"]: (s["klart"], s["datum"]) for s in cell["steg"]}


def test_the_routine_from_first_to_last(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09")], idag="2019-03-30")
    assert steps(register)["lista"] == (False, "2019-03-30")
    register.las_in([beslut("B-1", "2018-11-09")], [COMMENT], idag="2019-04-02")
    assert steps(register) == {
        "lista": (True, "2019-04-02"),
        "kommentarer": (True, None),
        "ivo": (False, None),
        "stangt": (False, None),
        "papper": (False, None),
        "stopptid": (None, None),
        "namnd": (False, None),
        "revisorer": (False, None),
        "fullmaktige": (False, None),
    }
    (register.folder / "kommun.toml").write_text(
        '[kommun]\nnamn = "X"\n[[namnd]]\nnamn = "N"\n'
        "moten = [{ datum = 2019-02-01, stopptid = 2019-01-20 }, { datum = 2019-06-04, stopptid = 2019-05-21 }]\n",
        "utf-8",
    )
    register.stang("2019Q1", idag="2019-05-03")
    papers = ("rapport", "alla", "2019Q1", "--format", "json", "--ut", str(register.folder / "ut"))
    assert register(*papers, idag="2019-05-04").kod == 0
    for steg, day in (("ivo", "2019-05-05"), ("namnd", "2019-05-06"), ("revisorer", "2019-05-07")):
        assert register("kvartal", "markera", "2019Q1", steg, "--datum", day).kod == 0
    found = steps(register)
    assert found["stangt"] == (True, "2019-05-03")
    assert found["papper"][0] is True
    assert found["stopptid"] == (None, "2019-05-21")
    assert [found[s] for s in ("ivo", "namnd", "revisorer", "fullmaktige")] == [
        (True, "2019-05-05"), (True, "2019-05-06"), (True, "2019-05-07"), (False, None),
    ]  # fmt: skip
    # From 2019-03-31 to 2019-05-13: 30 days of April and 13 of May.
    assert register.data("kvartal", "status", "2019Q1")["dagar_sedan_slut"] == 43


def step(ejv: Ejv, steg: str, idag: str = "2019-05-13") -> dict[str, object]:
    cells = ejv.data("kvartal", "status", "2019Q1", "--lag", "LSS", idag=idag)["celler"]
    (found,) = [s for c in cells for s in c["steg"] if s["steg"] == steg]
    return dict(found)


def test_what_was_sent_of_a_closed_quarter_is_not_undone_by_a_later_end(stangt: Ejv) -> None:
    assert step(stangt, "ivo")["klart"] is False
    stangt("kvartal", "markera", "2019Q1", "ivo", "--datum", "2019-05-02")
    stangt("verkstall", "B-1", "--datum", "2019-05-10")
    assert step(stangt, "ivo") == {
        "steg": "ivo", "klart": True, "datum": "2019-05-02", "av": "provaren", "text": "rapporten är skickad",
    }  # fmt: skip


def test_the_numbers_of_what_is_not_sent_add_up(register: Ejv) -> None:
    ended = handelse("B-0", "2019-03-01", "verkstalld")
    register.las_in([beslut(f"B-{i}", "2018-11-09") for i in range(10)], [ended])
    register.stang("2019Q1")
    # Ten new, and the end of one of them: eleven reports about ten decisions, eight of them named.
    assert step(register, "ivo")["text"] == (
        "11 av 11 rapporter är inte skickade (10 beslut: B-0, B-1, B-2, B-3, B-4, B-5, B-6, B-7 och 2 till)"
    )


def test_why_it_was_opened_again_is_told(stangt: Ejv) -> None:
    stangt(*OPENED)
    assert str(step(stangt, "stangt")["text"]).endswith("av provaren: Fel dag")
    stangt.stang("2019Q1")
    assert str(step(stangt, "stangt")["text"]).startswith("stängt; öppnades igen ")


def test_the_list_of_a_closed_quarter_is_the_one_read_before_it_was_closed(
    register: Ejv, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.las_in([beslut("B-1", "2018-11-09")], [COMMENT], idag="2019-04-02")
    register.stang("2019Q1")
    with monkeypatch.context() as patch:
        patch.setattr("ejverkstallda.app.klocka.now", lambda: LATER)
        register.las_in([beslut("B-2", "2019-11-09")], idag="2019-11-10")
    assert step(register, "lista", idag="2019-11-11")["datum"] == "2019-04-02"


def test_a_zero_quarter_goes_through_the_same_routine(register: Ejv) -> None:
    register.stang("2019Q1", "--lag", "LSS")
    (cell,) = register.data("kvartal", "status", "2019Q1", "--lag", "LSS")["celler"]
    texts = {s["steg"]: s["text"] for s in cell["steg"]}
    assert texts["ivo"] == "inget att rapportera"
    assert texts["stangt"] == "stängt"


def test_the_check_is_silent_when_all_is_well(ale: Ejv) -> None:
    ale.stang("2019Q1")
    svar = ale("kontrollera")
    assert (svar.kod, svar.ut, svar.fel) == (0, "", "")


def damaged(ejv: Ejv, *statements: str) -> list[str]:
    engine = sa.create_engine(f"sqlite:///{ejv.databas}")
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
    return ejv.koder("kontrollera", kod=1)


@pytest.mark.parametrize(
    ("statements", "kod"),
    [
        (("UPDATE vantan SET gransdag = '2019-02-10'",), "vantan_avviker"),
        (("DELETE FROM vantan",), "vantan_avviker"),
        (("DROP TRIGGER tr_fryst_rad_update", "UPDATE fryst_rad SET siffror = '{}'"), "fryst_rad_skadad"),
        (("DROP TRIGGER tr_logg_delete",), "trigger_saknas"),
        (("UPDATE beslut SET person_id = 7",), "rad_foraldralos"),
    ],
)
def test_the_check_names_what_is_wrong(stangt: Ejv, statements: tuple[str, ...], kod: str) -> None:
    assert kod in damaged(stangt, *statements)


def test_the_check_finds_odd_dates_and_orders(register: Ejv) -> None:
    register.las_in(
        [
            beslut("B-1", "2019-01-02", galler_till="2018-12-31"),
            beslut("B-2", "2019-01-02", ansokningsdatum="2019-02-01"),
            beslut("B-3", "2019-01-02"),
        ],
        [handelse("B-3", "2019-02-01", "aterupptagen")],
        kod=1,
    )
    found = register.json("kontrollera", kod=1)["brister"]
    assert sorted((b["plats"], b["kod"]) for b in found) == [
        ("beslut B-1", "datum_ovantat"),
        ("beslut B-2", "datum_ovantat"),
        ("beslut B-3", "aterupptagen_utan_avbrott"),
    ]


def test_quarters_before_the_latest_of_imported_history_count_as_closed(register: Ejv) -> None:
    register.las_in(
        [beslut("B-1", "2018-05-02"), beslut("B-2", "2018-05-02", lag="SoL", insats="hemtjänst")],
        [handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4")],
    )
    close = ("kvartal", "stang", "2018Q3", "--ja", "--trots-brister")
    assert register.koder(*close, "--lag", "LSS", kod=3) == ["tacks_av_historik"]
    assert register(*close, "--lag", "SoL").kod in {0, 1}
    assert register("kvartal", "stang", "2018Q4", "--lag", "LSS", "--ja", "--trots-brister").kod in {0, 1}


def test_a_decision_that_moves_is_not_told_twice_in_one_quarter(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Norra", "--namnd", "Södra")
    ejv.las_in([beslut("B-1", "2018-11-09", namnd="Norra"), beslut("B-2", "2018-11-09", namnd="Södra")])
    ejv.stang("2019Q1", "--namnd", "Norra")
    ejv("ratta", "B-1", "--namnd", "Södra")
    assert ejv.grupper("2019Q1", "--namnd", "Södra") == {"ny": ["B-2"]}
    ejv.stang("2019Q1", "--namnd", "Södra")
    assert ejv.grupper("2019Q1") == {"ny": ["B-1", "B-2"]}
    second = ejv.data("kvartal", "visa", "2019Q2", "--namnd", "Norra")
    (row,) = second["rader"]
    assert (row["grupp"], row["namnd"], row["slut"]["orsak"]) == ("avslutad", "Norra", "felregistrerad")
    assert ejv.grupper("2019Q2", "--namnd", "Södra") == {"kvarstaende": ["B-2"]}
    assert ejv.koder("kvartal", "visa", "2019Q2", "--namnd", "Norra") == ["rapporterad_men_flyttad"]
    ejv.stang("2019Q2", idag="2019-07-02")
    assert ejv.grupper("2019Q2") == {"avslutad": ["B-1"], "kvarstaende": ["B-2"]}
    assert ejv.grupper("2019Q3", idag="2019-10-02") == {"kvarstaende": ["B-2"]}


def test_who_waits_after_a_move_is_not_lost_from_sight(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Norra", "--namnd", "Södra")
    ejv.las_in([beslut("B-1", "2018-11-09", namnd="Norra")])
    ejv.stang("2019Q1")
    assert "passerad" not in skal(ejv, "B-1")
    ejv("ratta", "B-1", "--namnd", "Södra")
    ejv.stang("2019Q2", idag="2019-07-02")
    assert "passerad" in skal(ejv, "B-1")
    ejv("verkstall", "B-1", "--datum", "2019-08-01", idag="2019-08-02")
    assert "passerad" not in skal(ejv, "B-1")


def skal(ejv: Ejv, nummer: str, kod: int = 1) -> set[str]:
    poster = ejv.data("bevaka", kod=kod, idag="2019-08-02")["poster"]
    return {p["skal"] for p in poster if p["beslutsnummer"] == nummer}


def test_who_waits_after_a_reported_end_was_struck_is_not_lost_from_sight(ejv: Ejv) -> None:
    ejv("init")
    ejv.las_in([beslut("B-1", "2018-11-09")])
    ejv.stang("2019Q1")
    ejv("verkstall", "B-1", "--datum", "2019-05-02")
    ejv.stang("2019Q2", idag="2019-07-02")
    assert "passerad" not in skal(ejv, "B-1")
    ejv("makulera", "B-1", "--handelse", "1", "--skal", "fel person")
    assert ejv.grupper("2019Q3", idag="2019-08-02") == {}
    assert "passerad" in skal(ejv, "B-1")
    assert "slut_redovisat_men_oppen" in ejv.koder("kontrollera")


def test_a_closed_quarter_is_explained_by_the_day_it_was_closed_with(ejv: Ejv) -> None:
    ejv("init")
    ejv.las_in([beslut("B-1", "2018-06-09")], [handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q3")])
    ejv("verkstall", "B-1", "--datum", "2019-04-10")
    ejv.stang("2019Q1", "--statusdag", "rapporteringsdag")
    (vantan,) = ejv.data("forklara", "B-1", "--kvartal", "2019Q1")["vantan"]
    assert vantan["grupp"] == "verkstalld"
    assert "som i rapporten" in ejv("forklara", "B-1", "--kvartal", "2019Q1").ut


def test_what_a_closed_quarter_says_stands_beside_what_is_known_now(ejv: Ejv) -> None:
    ejv("init")
    ejv.las_in([beslut("B-1", "2018-11-09")])
    ejv.stang("2019Q1")
    ejv.las_in([], [handelse("B-1", "2019-01-10", "verkstalld")])
    (vantan,) = ejv.data("forklara", "B-1", "--kvartal", "2019Q1")["vantan"]
    assert (vantan["grupp"], vantan["fryst"]["grupp"]) == (None, "ny")
    assert "nya ej verkställda i rapporten som stängdes; nu inte i rapporten" in " ".join(
        ejv("forklara", "B-1", "--kvartal", "2019Q1").ut.split()
    )


def test_people_read_words_and_right_numbers(stangt: Ejv) -> None:
    assert "den enda raden har inte ändrats" in stangt("kvartal", "jamfor", "2019Q1").ut
    assert "1 rapport markerad som skickad" in stangt("kvartal", "markera", "2019Q1", "ivo").ut
    assert "Skickad till IVO, ny rapport" in stangt("beslut", "visa", "B-1").ut
    stangt("verkstall", "B-1", "--datum", "2019-03-20")
    assert "slut verkställd 2019-03-20" in stangt("kvartal", "jamfor", "2019Q1").ut
    # From 2019-06-29 one day is left to 2019-06-30.
    assert "2019Q2, 1 dag kvar till kvartalets slut" in stangt("kvartal", "status", "2019Q2", idag="2019-06-29").ut


def test_none_of_several_rows_has_changed(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2018-11-09"), beslut("B-2", "2018-11-09")])
    register.stang("2019Q1")
    assert "ingen av de 2 raderna har ändrats" in register("kvartal", "jamfor", "2019Q1").ut


def test_a_decision_moved_later_to_a_cell_of_its_own_does_not_open_what_is_closed(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Norra", "--namnd", "Södra")
    ejv.las_in([beslut("B-1", "2018-11-09", namnd="Norra"), beslut("B-2", "2018-11-10", namnd="Norra")])
    ejv.stang("2019Q1")
    ejv("ratta", "B-1", "--namnd", "Södra")
    ejv.stang("2019Q2", idag="2019-07-02")
    assert ejv.data("kvartal", "visa", "2019Q1")["stangd"] is True
    assert {c["namnd"] for c in ejv.data("kvartal", "status", "2019Q1")["celler"]} == {"Norra"}
