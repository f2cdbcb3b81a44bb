"""`ejv kvartal stang`: when a quarter can be closed, what stops it, cell by cell, and what is frozen."""

import pytest
from korning import Ejv, Tangentbord, beslut, handelse

STANG = ("kvartal", "stang", "2019Q1", "--ja")
COMMENT = handelse("B-1", "2019-02-01", "kommentar", text="Väntar.")


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """A register whose first quarter of 2019 has one new case, with its comment."""
    register.las_in([beslut("B-1")], [COMMENT])
    return register


def test_a_quarter_is_closed_and_shown_as_frozen(ready: Ejv) -> None:
    before = ready.data("kvartal", "visa", "2019Q1")
    svar = ready.json(*STANG)
    assert svar["kommando"] == "kvartal stang"
    assert svar["data"] == {**before, "stangd": True}
    assert ready.data("kvartal", "visa", "2019Q1") == svar["data"]
    assert ready.logg()[-1] == ("kvartal.2019Q1.LSS", None, "stängt, 1 rader")


def test_it_needs_a_yes_where_nobody_can_be_asked(ready: Ejv) -> None:
    svar = ready.json("kvartal", "stäng", "2019Q1", kod=2)
    assert (svar["kommando"], svar["data"]) == ("kvartal stang", {})
    assert "Lägg till --ja." in svar["brister"][0]["text"]
    assert ready.antal("stangning") == 0


@pytest.mark.parametrize(
    ("typed", "kod", "told"),
    [
        *(("ja\n", 0, "[ja/nej]:"), ("J\n", 0, "[ja/nej]:")),
        *(
            ("nej\n", 3, "2019Q1 är inte stängt"),
            ("\nkanske\nnej\n", 3, "2019Q1 är inte stängt"),
            ("", 130, "Avbrutet."),
        ),
    ],
)
def test_on_a_terminal_it_asks(ready: Ejv, monkeypatch: pytest.MonkeyPatch, typed: str, kod: int, told: str) -> None:
    monkeypatch.setattr("sys.stdin", Tangentbord(typed))
    svar = ready("kvartal", "stang", "2019Q1")
    assert "Stäng 2019Q1: 1 nya, 0 verkställda, 0 avslutade, 0 kvarstående? [ja/nej]:" in svar.fel
    assert svar.kod == kod
    assert told in svar.fel
    assert ready.antal("stangning") == (kod == 0)


def test_on_a_terminal_it_does_not_ask_what_cannot_be(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    register.las_in([beslut("B-1")])
    monkeypatch.setattr("sys.stdin", Tangentbord("ja\n"))
    svar = register("kvartal", "stang", "2019Q1")
    assert svar.kod == 3
    assert "[ja/nej]" not in svar.fel


@pytest.mark.parametrize(
    ("idag", "args", "kod"),
    [
        ("2019-02-01", (), 3),
        ("2019-03-31", (), 3),
        ("2019-04-01", (), 0),
        ("2019-04-30", ("--statusdag", "rapporteringsdag"), 3),
        ("2019-05-01", ("--statusdag", "rapporteringsdag"), 0),
        ("2019-04-10", ("--statusdag", "2019-04-10"), 3),
        ("2019-04-11", ("--statusdag", "2019-04-10"), 0),
    ],
)
def test_never_before_statusdag_has_passed(ready: Ejv, idag: str, args: tuple[str, ...], kod: int) -> None:
    svar = ready.json(*STANG, "--trots-brister", *args, idag=idag, kod=kod)
    if kod:
        assert [b["kod"] for b in svar["brister"]] == ["statusdag_ej_passerad"]
        assert f"i dag är det {idag}" in svar["brister"][0]["text"]
        assert (svar["data"]["preliminar"], svar["data"]["stangd"]) == (True, False)
    assert ready.antal("stangning") == (kod == 0)


def test_twice_is_refused_and_carries_what_stands(ready: Ejv) -> None:
    closed = ready.data(*STANG)
    svar = ready.json(*STANG, kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["kvartal_stangt"]
    assert "2019Q1 är redan stängt" in svar["brister"][0]["text"]
    assert svar["data"] == closed
    assert ready.antal("stangning") == 1


def test_not_once_a_later_quarter_is(ready: Ejv) -> None:
    ready.stang("2019Q2", idag="2019-07-01")
    svar = ready.json(*STANG, kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["senare_kvartal_stangt"]
    assert "2019Q1 kan inte stängas för LSS: 2019Q2 är redan stängt." in svar["brister"][0]["text"]
    assert svar["data"]["stangd"] is False
    text = ready(*STANG)
    assert text.kod == 3
    assert "--trots-brister" not in text.ut + text.fel


def test_warnings_stop_it_and_the_data_is_carried(register: Ejv) -> None:
    register.las_in([beslut("B-1", kon="K")])
    svar = register.json(*STANG, kod=3)
    (brist,) = svar["brister"]
    assert (brist["kod"], brist["allvar"], brist["plats"]) == ("kommentar_saknas", "varning", "beslut B-1")
    assert svar["data"]["summor"]["nya"] == 1
    assert svar["data"]["stangd"] is False
    assert register.antal("stangning") == 0
    text = register(*STANG)
    assert "2019Q1 är inte stängt: bristerna nedan behöver åtgärdas. Stäng ändå med --trots-brister." in text.ut
    assert "Sparat av" not in text.ut


def test_despite_warnings_it_is_closed_and_someone_is_still_needed(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    svar = register.json(*STANG, "--trots-brister", kod=1)
    assert ([b["kod"] for b in svar["brister"]], svar["data"]["stangd"]) == (["kommentar_saknas"], True)


@pytest.mark.parametrize(
    ("day", "enough"),
    [
        *(("2018-12-31", False), ("2019-01-01", True), ("2019-03-31", True)),
        *(("2019-04-30", True), ("2019-05-01", False)),
    ],
)
def test_which_days_a_comment_counts_from(register: Ejv, day: str, enough: bool) -> None:  # noqa: FBT001 — a case
    register.las_in([beslut("B-1")], [handelse("B-1", day, "kommentar", text="x")])
    assert register(*STANG).kod == (0 if enough else 3)


def test_only_those_that_wait_need_a_comment(register: Ejv) -> None:
    reported = [handelse(n, "2018-12-31", "rapporterad") for n in ("V-1", "A-1")]
    ends = [
        handelse("N-1", "2019-03-01", "verkstalld"),
        handelse("V-1", "2019-03-01", "verkstalld"),
        handelse("A-1", "2019-03-01", "avslutad"),
    ]
    old = "2018-06-01"
    register.las_in([beslut("N-1"), beslut("V-1", old), beslut("A-1", old)], [*reported, *ends])
    assert register(*STANG).kod == 0


def test_odd_orders_of_events_stop_it(register: Ejv) -> None:
    events = [COMMENT, handelse("B-1", "2019-03-01", "aterupptagen")]
    register.las_in([beslut("B-1")], events, kod=1)
    assert register.koder(*STANG, kod=3) == ["aterupptagen_utan_avbrott"]


def test_without_options_every_cell_is_closed_that_is_not(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nord", "--namnd", "Syd")
    ejv.las_in(
        [
            beslut("B-1", namnd="Nord"),
            beslut("B-2", namnd="Syd"),
            beslut("B-3", namnd="Nord", lag="SoL", insats="hemtjänst"),
        ]
    )
    first = ejv.stang("2019Q1", "--namnd", "nord", "--lag", "lss")["data"]
    assert (first["stangd"], first["lag"], first["namnd"]) == (True, "LSS", "Nord")
    assert [r["beslutsnummer"] for r in first["rader"]] == ["B-1"]
    shown = ejv.data("kvartal", "visa", "2019Q1")
    assert (shown["stangd"], len(shown["rader"])) == (False, 3)
    assert ejv.data("kvartal", "visa", "2019Q1", "--namnd", "Nord")["stangd"] is False
    assert ejv.stang("2019Q1")["data"]["stangd"] is True
    with ejv.oppet() as connection:
        cells = connection.exec_driver_sql("SELECT namnd, lag FROM stangning ORDER BY id").all()
    assert [tuple(c) for c in cells] == [("Nord", "LSS"), ("Nord", "SoL"), ("Syd", "LSS")]
    for args in ((), ("--lag", "SoL"), ("--namnd", "Syd"), ("--namnd", "Nord", "--lag", "LSS")):
        assert ejv.data("kvartal", "visa", "2019Q1", *args)["stangd"] is True
        assert ejv("kvartal", "stang", "2019Q1", "--ja", "--trots-brister", *args).kod == 3


def test_a_later_quarter_closed_for_one_law_leaves_the_other_open(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2", lag="SoL", insats="hemtjänst")])
    register.stang("2019Q2", "--lag", "LSS", idag="2019-07-01")
    assert register.koder(*STANG, "--lag", "LSS", "--trots-brister", kod=3) == ["senare_kvartal_stangt"]
    assert register.stang("2019Q1", "--lag", "SoL")["data"]["stangd"] is True


def test_a_decision_without_namnd_among_several_needs_one(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nord", "--namnd", "Syd")
    ejv.las_in([beslut("B-1")], [COMMENT])
    assert ejv.koder(*STANG, kod=3) == ["namnd_saknas"]
    ejv("ratta", "B-1", "--namnd", "Nord")
    assert ejv(*STANG).kod == 0


def test_a_skipped_quarter_is_told(ready: Ejv) -> None:
    ready.data(*STANG)
    svar = ready.stang("2019Q4", idag="2020-02-01")
    told = [b for b in svar["brister"] if b["kod"] == "kvartal_overhoppat"]
    assert [b["allvar"] for b in told] == ["upplysning"]
    assert "2019Q2 till 2019Q3 är inte stängda för LSS." in told[0]["text"]


def test_a_single_skipped_quarter_is_named(ready: Ejv) -> None:
    ready.data(*STANG)
    svar = ready.stang("2019Q3", idag="2019-11-01")
    (told,) = [b["text"] for b in svar["brister"] if b["kod"] == "kvartal_overhoppat"]
    assert told.startswith("2019Q2 är inte stängt för LSS.")


def test_the_first_quarter_ever_skips_nothing(ready: Ejv) -> None:
    assert ready.koder(*STANG) == []


@pytest.mark.parametrize(
    ("kvartal", "args", "told"),
    [
        ("2019Q1", (), []),
        ("2019Q2", (), ["kvartal_overhoppat"]),
    ],
)
def test_what_history_covers_counts_as_closed(
    register: Ejv, kvartal: str, args: tuple[str, ...], told: list[str]
) -> None:
    reported = handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4")
    register.las_in(
        [beslut("B-1", "2018-06-01")], [reported, handelse("B-1", "2019-06-01", "verkstalld")], idag="2019-08-01"
    )
    svar = register.stang(kvartal, *args, idag="2019-08-01")
    assert [b["kod"] for b in svar["brister"] if b["kod"] == "kvartal_overhoppat"] == told


def test_quarters_before_the_first_count_as_closed(ejv: Ejv) -> None:
    ejv("init", "--forsta-kvartal", "2019Q1")
    ejv.las_in([beslut("B-1")], [COMMENT])
    assert ejv("kvartal", "stang", "2018Q4", "--ja", "--trots-brister").kod == 3
    assert ejv.koder(*STANG) == []


def test_what_is_frozen_stays_whatever_is_learnt(ready: Ejv) -> None:
    closed = ready.data(*STANG)
    ready("verkstall", "B-1", "--datum", "2019-02-05")
    ready("ratta", "B-1", "--kon", "K", "--insats", "ledsagarservice")
    assert ready.data("kvartal", "visa", "2019Q1") == closed
    current = ready.data("kvartal", "visa", "2019Q1", "--aktuellt")
    assert current["stangd"] is False
    assert current != {**closed, "stangd": False}
    ready("installning", "satt", "rapporteringsdag.2019Q1", "2019-05-31")
    assert ready.data("kvartal", "visa", "2019Q1") == closed


def test_the_status_day_it_was_closed_with_is_kept(ready: Ejv) -> None:
    ready.data(*STANG, "--statusdag", "rapporteringsdag")
    assert ready.data("kvartal", "visa", "2019Q1")["statusdag"] == "2019-04-30"


def test_an_empty_quarter_can_be_closed_once(register: Ejv) -> None:
    assert register.data(*STANG)["summor"]["rapporterade"] == 0
    assert register.koder(*STANG, kod=3) == ["kvartal_stangt"]


def test_the_terminal_tells_what_was_closed_and_what_is_next(ready: Ejv) -> None:
    ut = ready(*STANG).ut
    assert ut.startswith("2019Q1 är stängt.\n")
    assert "Gör dokumenten med ejv rapport alla 2019Q1 --ut KATALOG." in ut
    assert "Sparat av provaren, 2019-05-13." in ut


def test_letters_that_a_pdf_cannot_show_are_told_before_anything_is_frozen(ready: Ejv) -> None:
    ready.las_in(
        [],
        [
            handelse("B-1", "2019-02-02", "kommentar", text="Hej \u265c och \u265e"),
            handelse("B-1", "2019-02-03", "kommentar", text="Brev \u2192 svar"),
        ],
    )
    svar = ready.json(*STANG, kod=3)
    place = "statistikrapport_2019Q1_LSS.pdf, under ”De nya besluten”, ärende B-1, notering 2019-02-02"
    assert [(b["kod"], b["allvar"], b["plats"]) for b in svar["brister"]] == [("tecken_saknas", "varning", place)] * 2
    assert ["”\u265c” (U+265C)" in svar["brister"][0]["text"], "”\u265e” (U+265E)" in svar["brister"][1]["text"]] == [
        True,
        True,
    ]
    assert ready.antal("stangning") == 0
    told = ready.json(*STANG, "--trots-brister", kod=1)
    assert [b["kod"] for b in told["brister"]].count("tecken_saknas") == 2
    assert ready.antal("stangning") == 1
