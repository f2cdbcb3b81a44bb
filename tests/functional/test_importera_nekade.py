"""`ejv importera --torrkorning` and `--hoppa-over-felaktiga`: trying first, and putting right what was refused."""

import csv
from pathlib import Path

from korning import Ejv, beslut, handelse


def rows_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_dry_run_saves_nothing_and_tells_the_same(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-1"), beslut("B-2", insats="okänt slag"))
    tables = ("beslut", "logg", "vantan")
    before = [register.antal(t) for t in tables]
    dry = register.json("importera", path, "--torrkorning")
    assert [register.antal(t) for t in tables] == before
    real = register.json("importera", path)
    assert {**dry["data"], "torrkorning": False} == real["data"]
    assert dry["brister"] == real["brister"]


def test_a_dry_run_with_faults_is_refused_like_the_real_one(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-1", lag="x"))
    assert register.koder("importera", path, "--torrkorning", kod=3) == ["varde_okant"]
    assert register("importera", path, "--torrkorning").ut.startswith("Inget har sparats")


def test_a_dry_run_says_so_and_names_nobody(register: Ejv) -> None:
    ut = register("importera", register.fil("b.csv", beslut("B-1")), "--torrkorning").ut
    assert "Torrkörning: inget har sparats. Så här skulle det bli:" in ut
    assert "Sparat av" not in ut


def test_the_rest_is_saved_and_the_refused_rows_can_be_put_right(register: Ejv) -> None:
    path = register.fil(
        "Lista åäö.csv",
        beslut("B-1"),
        beslut("B-2", lag="LVU", enhet="Öst"),
        beslut("B-3", "2019-02-30", enhet="en; två"),
    )
    svar = register.json("importera", path, "--hoppa-over-felaktiga", kod=1)
    assert (svar["data"]["nya"], svar["data"]["nekade"]) == (1, 2)
    (findings,) = svar["data"]["felfiler"]
    assert findings == str(register.folder / "Lista åäö_nekade.csv")
    rows = rows_of(findings)
    assert [(r["beslutsnummer"], r["lag"], r["enhet"]) for r in rows] == [
        ("B-2", "LVU", "Öst"),
        ("B-3", "LSS", "en; två"),
    ]
    assert "”LVU” är inget av SoL, LSS." in rows[0]["brist"]
    corrected = [{**rows[0], "lag": "LSS"}, {**rows[1], "beslutsdatum": "2019-02-28"}]
    again = register.json("importera", register.fil("rattad.csv", *corrected))
    assert (again["data"]["nya"], again["data"]["okanda_kolumner"], again["brister"]) == (2, [], [])
    assert register.data("beslut", "visa", "B-3")["beslut"]["enhet"] == "en; två"


def test_findings_read_in_uncorrected_give_the_same_findings(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-2", lag="LVU"))
    (first,) = register.data("importera", path, "--hoppa-over-felaktiga", kod=1)["felfiler"]
    (second,) = register.data("importera", first, "--hoppa-over-felaktiga", kod=1)["felfiler"]
    assert rows_of(first) == rows_of(second)


def test_events_of_a_refused_decision_are_refused_with_it(register: Ejv) -> None:
    b = register.fil("b.csv", beslut("B-1", lag="LVU"), beslut("B-2"))
    h = register.fil("h.csv", *(handelse(n, "2019-01-10", "kommentar", text="x") for n in ("B-1", "B-2")))
    data = register.data("importera", h, b, "--hoppa-over-felaktiga", kod=1)
    assert (data["nya"], data["nekade"]) == (1, 1)
    assert (data["handelser"]["nya"], data["handelser"]["nekade"]) == (1, 1)
    assert sorted(Path(p).name for p in data["felfiler"]) == ["b_nekade.csv", "h_nekade.csv"]


def test_of_two_rows_that_disagree_neither_is_saved(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-1", kon="K"), beslut("B-1", kon="M"), beslut("B-2"))
    data = register.data("importera", path, "--hoppa-over-felaktiga", kod=1)
    assert (data["nya"], data["nekade"]) == (1, 2)
    assert [r["kon"] for r in rows_of(data["felfiler"][0])] == ["K", "M"]


def test_a_file_that_cannot_be_read_at_all_stops_it_still(register: Ejv) -> None:
    good = register.fil("b.csv", beslut("B-1"))
    bad = register.fil("c.csv", {"beslutsnummer": "B-2", "lag": "LSS"})
    for files in ((good, bad), (bad, good)):
        assert set(register.koder("importera", *files, "--hoppa-over-felaktiga", kod=3)) == {"kolumn_saknas"}
    assert register.antal("beslut") == 0


def test_nothing_is_saved_where_the_findings_cannot_be(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-1"), beslut("B-2", lag="LVU"))
    renamed = Path(path).rename(
        register.folder / f"{'b' * 246}.csv"
    )  # its findings file's name is too long for the disk
    svar = register("importera", str(renamed), "--hoppa-over-felaktiga")
    assert svar.kod == 3
    assert "kunde inte skrivas" in svar.fel
    assert register.antal("beslut") == 0


def test_a_findings_file_that_is_being_corrected_is_not_written_over(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-2", lag="LVU"))
    (register.folder / "b_nekade.csv").write_text("halvrättad")
    (written,) = register.data("importera", path, "--hoppa-over-felaktiga", kod=1)["felfiler"]
    assert Path(written).name == "b_nekade_2.csv"
    assert (register.folder / "b_nekade.csv").read_text() == "halvrättad"


def test_two_files_of_one_name_keep_each_their_findings(register: Ejv) -> None:
    first = register.fil("b.csv", beslut("B-1", lag="x"))
    second = register.fil("b.txt", beslut("B-2", lag="x"))
    data = register.data("importera", first, second, "--hoppa-over-felaktiga", kod=1)
    assert sorted(r["beslutsnummer"] for path in data["felfiler"] for r in rows_of(path)) == ["B-1", "B-2"]


def test_the_terminal_shows_the_counts_and_where_the_findings_lie(register: Ejv) -> None:
    path = register.fil("b.csv", beslut("B-1"), beslut("B-2", lag="x"))
    svar = register("importera", path, "--hoppa-över-felaktiga")
    assert svar.kod == 1
    lines = [line.split() for line in svar.ut.splitlines()]
    assert ["Nya", "Ändrade", "Oförändrade", "Nekade"] in lines
    assert ["Beslut", "1", "0", "0", "1"] in lines
    assert "Nekade rader, att rätta och läsa in på nytt:" in svar.ut
    assert "Fel: b.csv rad 3 kolumn lag: ”x” är inget av SoL, LSS." in svar.fel
    assert "Sparat av provaren" in svar.ut
