"""`ejv forklara`: the steps as a person reads them, and as JSON from which the group can be worked out again."""

from datetime import date
from typing import Any

import pytest
from korning import Ejv, beslut, handelse

from ejverkstallda.domain import rapportering
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.parametrar import rapporteringsdag


def explained(ejv: Ejv, nr: str, kvartal: str, idag: str = "2019-05-13") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ejv.data("forklara", nr, "--kvartal", kvartal, idag=idag)["vantan"]
    return found


def moved(facts: dict[str, Any]) -> bool:
    """R14: reported under another law, or another nämnd where both are named."""
    old, new = facts.get("R8.redovisad_namnd"), facts.get("R8.namnd")
    other = None not in {old, new} and str(old).casefold() != str(new).casefold()
    return facts.get("R8.redovisad_lag") is not None and (other or facts["R8.redovisad_lag"] != facts["R8.lag"])


def worked_out(vantan: dict[str, Any], kvartal_slut: str) -> str | None:
    """The group by the contract's R4–R8, R14 and R15, from the steps' facts alone (a past statusdag)."""
    facts: dict[str, Any] = {}
    found = {(step["regel"], step["utfall"]) for step in vantan["steg"]}
    for step in vantan["steg"]:
        facts |= {f"{step['regel']}.{name}": value for name, value in step["fakta"].items()}
    limit, status = date.fromisoformat(facts["R2.gransdag"]), date.fromisoformat(facts["R11.statusdag"])
    end = date.fromisoformat(facts["R3.slut"]) if facts.get("R3.slut") else None
    inside = ("R5", "inom") in found and "R14.borta" not in facts
    if ("R8", "slutrapporterad") in found:
        return None
    reported = ("R8", "rapporterad") in found
    if reported and (not inside or moved(facts)):
        return "avslutad"
    reportable = inside and not (end is not None and end <= limit)
    first = date.fromisoformat(facts["R15.forsta_dag"]) if "R15.forsta_dag" in facts else None
    if not reported and first is not None and end is not None and end < first:
        return None
    if reported or (reportable and first is not None and limit < first):
        if end is None or end > status:
            return "kvarstaende"
        return "avslutad" if ("R3", "avslutad") in found else "verkstalld"
    return "ny" if reportable and limit <= date.fromisoformat(kvartal_slut) else None


def test_the_steps_are_enough_before_the_first_quarter_and_for_what_was_struck_moved_or_a_dom(ejv: Ejv) -> None:
    assert ejv("init", "--namnd", "Omsorgsnämnden", "--forsta-kvartal", "2019Q1").kod == 0
    old = [beslut("GAMMAL", "2018-08-01"), beslut("SLUTAD", "2018-08-02"), beslut("GAMMAL-DOM", "2018-08-03")]
    new = [beslut(nr, "2018-11-09") for nr in ("NY", "DOM", "STRUKET", "FLYTTAT")]
    ended = [handelse("SLUTAD", "2018-12-01", "verkstalld"), handelse("AVBROTT", "2018-11-20", "verkstalld")]
    ejv.las_in([*old, *new, beslut("AVBROTT")], [*ended, handelse("AVBROTT", "2018-12-01", "avbrott")])
    ejv("ratta", "GAMMAL-DOM", "--ursprung", "dom")
    expected = {"GAMMAL": "kvarstaende", "SLUTAD": None, "GAMMAL-DOM": None, "NY": "ny", "AVBROTT": "ny"}
    for number, group in expected.items():
        told = explained(ejv, number, "2019Q1")[-1]
        assert (told["grupp"], worked_out(told, "2019-03-31")) == (group, group), number
    ejv.stang("2019Q1")
    ejv("ratta", "DOM", "--ursprung", "dom")
    ejv("ratta", "FLYTTAT", "--lag", "SoL")
    ejv("makulera", "STRUKET", "--skal", "dubblett")
    ids = [h["id"] for h in ejv.data("beslut", "visa", "AVBROTT")["handelser"] if h["slag"] == "avbrott"]
    assert ejv("makulera", "AVBROTT", "--handelse", str(ids[0]), "--skal", "fel").kod in {0, 1}
    for number in ("DOM", "FLYTTAT", "STRUKET", "AVBROTT"):
        told = explained(ejv, number, "2019Q2", idag="2019-09-01")[-1]
        assert (told["grupp"], worked_out(told, "2019-06-30")) == ("avslutad", "avslutad"), number


def test_the_steps_are_enough_to_work_out_the_group(ale: Ejv) -> None:
    groups = {r["beslutsnummer"]: r["grupp"] for r in ale.data("kvartal", "visa", "2019Q1")["rader"]}
    assert len(groups) == 11
    for number, group in groups.items():
        told = [v for v in explained(ale, number, "2019Q1") if v["grupp"] is not None]
        assert [v["grupp"] for v in told] == [group]
        assert worked_out(told[0], "2019-03-31") == group
        silent = [v for v in explained(ale, number, "2019Q1") if v["grupp"] is None]
        assert all(worked_out(v, "2019-03-31") is None for v in silent)


def test_every_step_names_its_source_and_kind(ale: Ejv) -> None:
    (vantan,) = explained(ale, "1306312", "2019Q1")
    assert [s["regel"] for s in vantan["steg"]][:2] == ["R1", "R2"]
    for step in vantan["steg"]:
        assert step["text"].endswith(".")
        assert step["kallor"]
        assert {k["slag"] for k in step["kallor"]} <= {"lag", "myndighet", "tolkning"}


def test_in_words(ale: Ejv) -> None:
    svar = ale("forklara", "1306312", "--kvartal", "2019Q1")
    assert svar.kod == 0
    for words in (
        "nya ej verkställda",
        "Gränsdagen är 2019-02-09",
        "Ett erbjudande lämnades 2019-02-18. Det avslutar inte väntan.",
        "lag: 28 f § LSS",
        "programmets tolkning:",
        "10\u00a0000–1\u00a0000\u00a0000 kronor",
        "senast 2020-11-09",
    ):
        assert words in svar.ut


def test_the_running_quarter_unless_another_is_named(ale: Ejv) -> None:
    assert ale.data("forklara", "1306312")["kvartal"] == "2019Q2"
    ale.stang("2019Q1")
    assert ale.data("forklara", "1306312", "--kvartal", "2019Q1")["stangd"] is True
    assert "2019Q1 stängdes" in ale("forklara", "1306312", "--kvartal", "2019Q1").ut


@pytest.mark.parametrize(("args", "kod"), [(("forklara", "0"), 3), (("forklara", "B-1", "--kvartal", "vår"), 2)])
def test_what_it_refuses(register: Ejv, args: tuple[str, ...], kod: int) -> None:
    register.las_in([beslut("B-1")], [handelse("B-1", "2019-01-01", "kommentar", text="x")])
    assert register(*args).kod == kod


def test_rad_och_stod_is_pointed_out_unless_the_municipality_has_it(register: Ejv) -> None:
    row = beslut("B-1", lagrum="9 § 1 LSS")
    assert [b["kod"] for b in register.las_in([row])["brister"]] == ["rad_och_stod_regionens"]
    assert register.koder("kontrollera") == ["rad_och_stod_regionens"]
    assert (
        register.data("installning", "satt", "råd_och_stöd", "kommunen")["installningar"]["rad_och_stod"] == "kommunen"
    )
    assert register.koder("kontrollera") == []
    assert register("installning", "satt", "rad_och_stod", "staten").kod == 2
    assert register.grupper("2019Q1") == {"ny": ["B-1"]}


def test_a_rule_that_crashes_stops_the_run_and_is_named(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    register.las_in([beslut("B-1")])

    def fail(*_: object, **__: object) -> int:
        msg = "hemligt"
        raise ValueError(msg)

    monkeypatch.setattr(rapportering, "_row", fail)
    for command in (("kvartal", "visa", "2019Q1"), ("forklara", "B-1", "--kvartal", "2019Q1")):
        envelope = register.json(*command, kod=5)
        (brist,) = envelope["brister"]
        assert brist["kod"] == "ovantat"
        assert "ValueError i test_forklara_kmd.py" in brist["text"]
        assert "Regel R6 kunde inte besvaras för beslut B-1." in brist["text"]
        assert "hemligt" not in brist["text"]


def test_a_day_that_the_municipality_has_set_is_not_assumed(register: Ejv) -> None:
    register.las_in([beslut("B-1", "2026-04-01")], idag="2026-08-01")
    explain = ("forklara", "B-1", "--kvartal", "2026Q2")
    assert "rapporteringsdag_antagen" in register.koder(*explain, idag="2026-08-01")
    assumed = str(rapporteringsdag(Kvartal.parse("2026Q2")))
    assert register("installning", "satt", "rapporteringsdag.2026Q2", assumed).kod == 0
    assert register.koder(*explain, idag="2026-08-01") == []


def test_a_reservation_is_told_once_below_and_not_at_each_source(register: Ejv) -> None:
    offers = [handelse("B-1", f"2019-0{n}-10", "erbjudande", text="Plats.") for n in (2, 3)]
    register.las_in([beslut("B-1", "2018-11-09")], offers)
    ut = " ".join(register("forklara", "B-1", "--kvartal", "2019Q1").ut.split())
    assert ut.count("Förbehåll: sidan är från tiden före 2025 års socialtjänstlag") == 1
    assert ut.count("¹") > 2
