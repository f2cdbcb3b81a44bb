"""What may point out a person stops a public paper until it is rewritten, or accepted with a reason that is kept."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from korning import Ejv, beslut, handelse

from ejverkstallda.app import dokument
from ejverkstallda.app.resurser import resource_folder
from ejverkstallda.report.modell import Papper

RING = "Modern nås på 070-174 06 05."
MEJL = "Mejla kim.ek@example.com."
PAPPER = ("rapport", "statistik", "2019Q1", "--ut", "ut")
KOMMUN = """[kommun]
namn = "Provkommun"
adress = ["Storgatan 1"]
postadress = "999 99 Provstad"
telefon = "0999-100 00"
epost = "kommun@prov.example"
"""


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    """A register with one case that waits over two quarters, and a comment with a telephone number."""
    register.las_in([beslut("B-1", kon="K")], [handelse("B-1", "2019-02-01", "kommentar", text=RING)], kod=1)
    return register


def finds(ejv: Ejv, *args: str, idag: str | None = None) -> list[tuple[str, str]]:
    """Make papers that are stopped; return each find's id and text, and hold that nothing is told or written."""
    before = files()
    svar = ejv.json(*args, kod=3, idag=idag)
    assert {b["kod"] for b in svar["brister"]} == {"personuppgift_i_papper"}
    assert not any(word in str(svar) for word in ("070", "174", "kim", "example"))
    assert svar["data"] == {}
    assert files() == before
    return [(b["text"].split(":")[0], b["text"]) for b in svar["brister"]]


def files() -> list[str]:
    return sorted(str(p) for folder in ("ut", "alla") for p in Path(folder).rglob("*"))


def approvals(ejv: Ejv) -> list[Any]:
    with ejv.oppet() as connection:
        return list(connection.exec_driver_sql("SELECT slag, skal, av FROM godkannande ORDER BY id").all())


def test_a_find_stops_the_paper_and_says_where_and_what_to_do(ready: Ejv) -> None:
    ((id_, text),) = finds(ready, *PAPPER)
    assert re.fullmatch("F-[0-9a-f]{8}", id_)
    assert text == (
        f"{id_}: ett telefonnummer (det visas inte). Var: under ”De nya besluten”, ärende B-1, "
        f'notering 2019-02-01, ord 4–6. Skriv om texten, eller godkänn med --godkann {id_} --skal "…".'
    )


def test_what_is_rewritten_in_the_register_stops_nothing(ready: Ejv) -> None:
    finds(ready, *PAPPER)
    assert ready("ratta", "B-1", "--handelse", "1", "--text", "Modern är uppringd.").kod == 0
    assert ready(*PAPPER).kod == 0


def test_an_accepted_find_is_kept_with_its_reason_and_logged(ready: Ejv) -> None:
    ((id_, _),) = finds(ready, *PAPPER)
    svar = ready(*PAPPER, "--godkann", id_.upper(), "--skal", "  Jourens nummer, inte en persons ")
    assert svar.kod == 0
    assert f"Godkänt av provaren: {id_}.\n" in svar.ut
    again = ready.json(*PAPPER, "--godkann", id_, "--skal", "En gång till")
    assert again["data"]["godkanda"] == []
    assert [(b["kod"], b["allvar"], b["plats"]) for b in again["brister"]] == [
        ("fynd_redan_godkant", "upplysning", id_)
    ]
    assert files() == ["ut/statistikrapport_2019Q1_LSS.pdf"]
    assert approvals(ready) == [("telefon", "Jourens nummer, inte en persons", "provaren")]
    assert ready.logg()[-1] == (
        f"godkannande.{id_}",
        None,
        (
            "ett telefonnummer i statistikrapport_2019Q1_LSS, under ”De nya besluten”, ärende B-1, "
            "notering 2019-02-01, ord 4–6: Jourens nummer, inte en persons"
        ),
    )
    assert ready.koder("kontrollera") == []


def test_it_holds_in_every_format_and_in_the_next_quarter_but_not_for_a_changed_text(ready: Ejv) -> None:
    ((id_, _),) = finds(ready, *PAPPER)
    assert ready(*PAPPER, "--godkann", id_, "--skal", "Jouren").kod == 0
    assert ready("rapport", "alla", "2019Q1", "--ut", "alla").kod == 0
    ready.stang("2019Q1")
    later = "2019-07-05"
    assert ready("rapport", "statistik", "2019Q2", "--ut", "ut", "--format", "pdf,csv", idag=later).kod == 0
    assert RING in Path("ut/statistikrapport_2019Q2_LSS.csv").read_text("utf-8-sig")
    assert len(approvals(ready)) == 1
    text = RING.replace("Modern", "Fadern")
    assert ready("kommentera", "B-1", text, "--datum", "2019-06-01", idag=later).kod == 1
    ((new, _),) = finds(ready, "rapport", "statistik", "2019Q2", "--ut", "ut", idag=later)
    assert new != id_


def test_every_find_is_to_be_accepted_and_half_of_them_saves_nothing(ready: Ejv) -> None:
    assert ready("kommentera", "B-1", MEJL, "--datum", "2019-03-01").kod == 1
    (first, _), (second, _) = finds(ready, *PAPPER)
    ((left, _),) = finds(ready, *PAPPER, "--godkann", first, "--skal", "Jouren")
    assert left == second
    assert approvals(ready) == []
    assert ready(*PAPPER, "--godkann", first, "--godkann", second, "--skal", "Jouren").kod == 0
    assert [slag for slag, _, _ in approvals(ready)] == ["telefon", "epost"]


@pytest.mark.parametrize("shown", ["beslutsnummer", "lopnummer"])
@pytest.mark.parametrize("second", [{"lag": "SoL", "insats": "hemtjänst"}, {}])
def test_the_same_text_of_another_person_is_to_be_accepted_too(
    register: Ejv, second: dict[str, str], shown: str
) -> None:
    both = [beslut("B-1"), beslut("B-2", **second)]
    register.las_in(both, [handelse(b["beslutsnummer"], "2019-02-01", "kommentar", text=RING) for b in both], kod=1)
    kommun = f'{KOMMUN}[rapport]\narendenummer = "{shown}"\n'
    (register.folder / "kommun.toml").write_text(kommun, "utf-8")
    first, second_ = dict.fromkeys(id_ for id_, _ in finds(register, *PAPPER))
    assert first != second_
    assert {id_ for id_, _ in finds(register, *PAPPER, "--godkann", first, "--skal", "Jouren")} == {second_}
    assert register(*PAPPER, "--godkann", first, "--godkann", second_, "--skal", "Jouren").kod == 0
    assert len(approvals(register)) == 2
    assert register("rapport", "alla", "2019Q1", "--ut", "alla", "--format", "json,csv").kod == 0


def test_each_find_has_a_reason_of_its_own(register: Ejv) -> None:
    both = [beslut("B-1"), beslut("B-2")]
    register.las_in(both, [handelse(b["beslutsnummer"], "2019-02-01", "kommentar", text=RING) for b in both], kod=1)
    (register.folder / "kommun.toml").write_text(KOMMUN, "utf-8")
    first, other = dict.fromkeys(id_ for id_, _ in finds(register, *PAPPER))
    accept = ("--godkann", first, "--skal", "Växelns nummer", "--godkann", other.lower(), "--skal", "Jourens nummer")
    assert register(*PAPPER, *accept).kod == 0
    assert sorted(skal for _, skal, _ in approvals(register)) == ["Jourens nummer", "Växelns nummer"]
    with register.oppet() as connection:
        logged = connection.exec_driver_sql("SELECT vad, nytt FROM logg WHERE vad LIKE 'godkannande.%'").all()
    assert {vad: nytt.split(": ")[-1] for vad, nytt in logged} == {
        f"godkannande.{first}": "Växelns nummer",
        f"godkannande.{other}": "Jourens nummer",
    }


def test_a_text_that_comes_later_in_another_case_is_not_accepted_by_the_first(ready: Ejv) -> None:
    ((id_, _),) = finds(ready, *PAPPER)
    assert ready(*PAPPER, "--godkann", id_, "--skal", "Jouren").kod == 0
    ready.las_in([beslut("B-2")], [handelse("B-2", "2019-02-01", "kommentar", text=RING)], kod=1)
    ((new, told),) = finds(ready, *PAPPER, "--skriv-over")
    assert new != id_
    assert "ärende B-2" in told
    assert ready.koder("kontrollera", kod=1) == ["telefon_skriven"]


@pytest.mark.parametrize(
    ("args", "kod", "felkod"),
    [
        (("--godkann", "F-00000000", "--skal", "Jouren"), 3, "fynd_okant"),
        (("--godkann", "F-19121212-1212", "--skal", "Jouren"), 3, "fynd_okant"),
        (("--godkann", "{id}"), 2, "skal_saknas"),
        (("--godkann", "{id}", "--skal", "  "), 2, "skal_saknas"),
        (("--godkann", "{id}", "--skal", "Jouren", "--skal", " "), 2, "skal_saknas"),
        (("--godkann", "{id}", "--skal", "Jouren", "--skal", "Växeln"), 2, "skal_antal"),
        (("--skal", "Jouren"), 2, "fynd_saknas"),
        (("--godkann", "{id}", "--godkann", "F-0", "--skal", "Jouren", "--skal", MEJL), 3, "skal_med_personuppgift"),
        (("--godkann", "{id}", "--skal", "Gäller 19121212-1212"), 3, "skal_med_identitet"),
        (("--godkann", "{id}", "--skal", RING), 3, "skal_med_personuppgift"),
        (("--godkann", "{id}", "--skal", MEJL), 3, "skal_med_personuppgift"),
        (("--godkann", "{id}", "--skal", "Bor på Storgatan 12"), 3, "skal_med_personuppgift"),
    ],
)
def test_an_unknown_find_or_no_reason_is_refused(ready: Ejv, args: tuple[str, ...], kod: int, felkod: str) -> None:
    ((id_, _),) = finds(ready, *PAPPER)
    svar = ready.json(*PAPPER, *(a.replace("{id}", id_) for a in args), kod=kod)
    assert [b["kod"] for b in svar["brister"]] == [felkod]
    assert not any(word in str(svar) for word in ("1212", "174", "kim", "Storgatan"))
    assert (files(), approvals(ready)) == ([], [])


def test_an_identity_number_can_never_be_accepted(ready: Ejv) -> None:
    ready.las_in([], [handelse("B-1", "2019-02-02", "kommentar", text="19121212-1212")], kod=1)
    assert ready.koder(*PAPPER, "--godkann", "F-00000000", "--skal", "Jouren", kod=3) == ["identitet_i_dokument"]


def test_the_municipality_s_own_details_stop_nothing_and_those_in_a_template_do(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    (register.folder / "kommun.toml").write_text(KOMMUN, "utf-8")
    assert register(*PAPPER).kod == 0
    folder = register.folder / "templates" / "dokument"
    folder.mkdir(parents=True)
    shipped = resource_folder("templates") / "dokument" / "statistikrapport.md"
    text = shipped.read_text("utf-8") + "\n## Frågor\n\nRing 070-174 06 05.\n"
    (folder / "statistikrapport.md").write_text(text, "utf-8")
    ((_, told),) = finds(register, *PAPPER, "--skriv-over")
    assert "under ”Frågor”, stycke, ord 2–4" in told


@pytest.fixture
def with_model(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let the statistikrapport have a content model of its own: what the list that is given holds."""
    model: list[object] = []
    kinds: dict[str, Any] = vars(dokument)["_DOKUMENT"]
    name, build = kinds["statistik"]

    def build_with_model(*args: object) -> Papper[object]:
        built = build(*args)
        return Papper(built.dokument if isinstance(built, Papper) else built, tuple(model))

    monkeypatch.setitem(kinds, "statistik", (name, build_with_model))
    return model


def test_what_only_json_shows_is_looked_through_too(register: Ejv, with_model: list[object]) -> None:
    register.las_in([beslut("B-1")])
    with_model[:] = [{"skal": RING}, "Väntar"]
    ((id_, text),) = finds(register, *PAPPER)
    assert "Var: innehållet, nr 1, skal, ord 4–6." in text
    with_model[:] = ["19121212-1212"]
    svar = register.json(*PAPPER, kod=3)
    assert [b["kod"] for b in svar["brister"]] == ["identitet_i_dokument"]
    assert "1212" not in str(svar)
    with_model[:] = [{"skal": RING}]
    assert register(*PAPPER, "--format", "json", "--godkann", id_, "--skal", "Jouren").kod == 0
    assert json.loads(Path("ut/statistikrapport_2019Q1_LSS.json").read_bytes())["innehall"] == [{"skal": RING}]


def test_a_text_of_the_document_is_not_found_a_second_time_in_its_model(ready: Ejv, with_model: list[object]) -> None:
    with_model[:] = [RING]
    assert len(finds(ready, *PAPPER)) == 1


def test_closing_tells_of_what_it_freezes_and_does_not_stop(ready: Ejv) -> None:
    svar = ready.json("kvartal", "stang", "2019Q1", "--ja")
    ((id_, _),) = finds(ready, *PAPPER)
    assert [(b["kod"], b["allvar"], b["plats"]) for b in svar["brister"]] == [
        ("personuppgift_fryses", "upplysning", "statistikrapport_2019Q1_LSS")
    ]
    assert svar["brister"][0]["text"].startswith(
        f"{id_}: ett telefonnummer (det visas inte). Var: under ”De nya besluten”"
    )
    assert "174" not in str(svar)
    assert ready(*PAPPER, "--godkann", id_, "--skal", "Jouren").kod == 0
    assert ready.antal("fil") == 1


def test_closing_is_silent_about_what_has_been_accepted(ready: Ejv) -> None:
    ((id_, _),) = finds(ready, *PAPPER)
    assert ready(*PAPPER, "--godkann", id_, "--skal", "Jouren").kod == 0
    assert ready.koder("kvartal", "stang", "2019Q1", "--ja") == []


def test_an_approval_that_something_else_has_changed_is_found(ready: Ejv) -> None:
    ((id_, _),) = finds(ready, *PAPPER)
    assert ready(*PAPPER, "--godkann", id_, "--skal", "Jouren").kod == 0
    engine = sa.create_engine(f"sqlite:///{ready.databas}")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO godkannande (avtryck, slag, skal, tid, av) "  # noqa: S608 — the test's own
            f"SELECT '{'0' * 64}', slag, skal, tid, av FROM godkannande"
        )
    engine.dispose()
    brister = ready.json("kontrollera", kod=1)["brister"]
    assert [(b["kod"], b["plats"]) for b in brister if b["kod"] == "godkannande_skadat"] == [
        ("godkannande_skadat", "F-00000000")
    ]


def test_a_register_of_the_version_before_is_copied_and_gets_the_table(ready: Ejv) -> None:
    engine = sa.create_engine(f"sqlite:///{ready.databas}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE godkannande")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    engine.dispose()
    ((id_, _),) = finds(ready, *PAPPER)
    assert ready(*PAPPER, "--godkann", id_, "--skal", "Jouren").kod == 0
    assert [p.name for p in ready.folder.glob("*.kopia")] == ["register.db.fore-0005-0004.kopia"]
    assert ready.koder("kontrollera") == []
