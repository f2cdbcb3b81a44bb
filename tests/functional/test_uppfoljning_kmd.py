"""`ejv nyckeltal`, `vantetider`, `prognos` on small registers worked by hand, on the terminal and as files."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from korning import Ejv, beslut, handelse, pdf_text
from openpyxl import load_workbook

IDAG = "2020-02-15"
BESLUT = [
    beslut("B-1", "2018-08-30", verksamhetsomrade="Omsorg"),
    beslut("B-2", "2019-03-01", verksamhetsomrade="Omsorg"),
    beslut("B-3", "2019-09-01", insats="daglig verksamhet"),
    beslut("B-4", "2019-01-10", verksamhetsomrade="Omsorg"),
    beslut("B-5", "2018-01-01", ursprung="dom"),
    beslut("B-6", "2018-05-01"),
]
HANDELSER = [
    handelse("B-1", "2019-03-31", "verkstalld"),
    handelse("B-4", "2019-02-01", "verkstalld"),
    handelse("B-6", "2018-08-15", "avslutad", orsak="aterkallad"),
]
TOTALT: dict[str, dict[str, float]] = {
    "nya_ej_verkstallda": {"2018": 2, "2019": 2},  # B-1 and B-6, with gränsdag in November and August; B-2 and B-3
    "snitt_ej_verkstallda": {"2018": 0.2, "2019": 0.8},  # 2 of 12; 2 for B-1, 7 for B-2, 1 for B-3: 10 of 12
    "ej_verkstallda_april": {"2018": 0, "2019": 0},
    "ej_verkstallda_augusti": {"2018": 0, "2019": 1},  # B-6 ended before the last of August
    "ej_verkstallda_december": {"2018": 1, "2019": 2},
    "verkstallda_beslut": {"2018": 0, "2019": 2},  # B-1 late and B-4 in time
}


@pytest.fixture
def ready(register: Ejv) -> Ejv:
    register.idag = IDAG
    register.las_in(BESLUT, HANDELSER)
    return register


def names() -> list[str]:
    return sorted(p.name for p in Path("ut").iterdir()) if Path("ut").exists() else []


def by_indicator(data: Any, avser: str = "totalt", uppdelning: str = "totalt") -> dict[str, Any]:
    return {r["indikator"]: r["varden"] for r in data["rader"] if (r["avser"], r["uppdelning"]) == (avser, uppdelning)}


def test_nyckeltal_worked_by_hand(ready: Ejv) -> None:
    data = ready.data("nyckeltal", "2018..2019")
    assert by_indicator(data) == TOTALT
    assert by_indicator(data, "daglig verksamhet", "insats")["nya_ej_verkstallda"] == {"2018": 0, "2019": 1}
    assert by_indicator(data, "Omsorg", "verksamhetsomrade")["nya_ej_verkstallda"] == {"2018": 1, "2019": 1}
    assert by_indicator(data, "uppgift saknas", "verksamhetsomrade")["nya_ej_verkstallda"] == {"2018": 1, "2019": 1}


@pytest.mark.parametrize("command", ["nyckeltal", "vantetider"])
@pytest.mark.parametrize(
    ("ar", "missing"),
    [
        ("2016..2017", "Inget av åren 2016–2017 finns med."),
        ("2017", "Året 2017 finns inte med."),
        ("2021", "Året 2021 finns inte med."),
    ],
)
def test_years_outside_the_register(ready: Ejv, command: str, ar: str, missing: str) -> None:
    answer = ready(command, ar)
    told = " ".join(answer.fel.split())
    assert answer.kod == 3
    assert f"Registret har beslut från 2018 och framåt, och i dag är det 2020-02-15. {missing} Välj andra år" in told


@pytest.mark.parametrize("command", ["nyckeltal", "vantetider"])
@pytest.mark.parametrize(("ar", "told"), [("2019..2018", "skriv det äldsta först"), ("tjugo", "kan inte läsas")])
def test_years_that_are_none(ready: Ejv, command: str, ar: str, told: str) -> None:
    answer = ready(command, ar)
    assert answer.kod == 2
    assert told in " ".join(answer.fel.split())


def test_a_register_without_decisions_has_no_years(register: Ejv) -> None:
    answer = register("nyckeltal", "2019")
    assert answer.kod == 3
    assert "Registret har inga beslut." in answer.fel


def test_nyckeltal_as_files(ready: Ejv) -> None:
    answer = ready.data("nyckeltal", "2018..2019", "--ut", "ut", "--format", "pdf,docx,xlsx,csv,json")
    assert by_indicator(answer) == TOTALT
    assert names() == [f"nyckeltal_2018-2019.{e}" for e in ("csv", "docx", "json", "pdf", "xlsx")]
    assert [Path(f["fil"]).stat().st_size for f in answer["filer"]] == [f["byte"] for f in answer["filer"]]
    text = Path("ut/nyckeltal_2018-2019.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    total = [r for r in rows if r["uppdelning"] == "totalt"]
    assert {(r["indikator"], r["ar"]): r["varde"] for r in total} == {
        (name, ar): str(value).replace(".", ",") for name, held in TOTALT.items() for ar, value in held.items()
    }
    content = json.loads(Path("ut/nyckeltal_2018-2019.json").read_text("utf-8"))["innehall"]
    assert by_indicator(content) == TOTALT
    book = load_workbook("ut/nyckeltal_2018-2019.xlsx")
    assert len(book.sheetnames) == 1 + 6 + 1  # what it is about, one for each indicator, and their definitions
    definitions = [[c.value for c in row] for row in book.worksheets[7]]
    assert [len(row) for row in definitions] == [3] * 7
    assert all(all(row) for row in definitions)
    for r in rows:
        assert [r["namn"], r["definition"], r["kalla"]] in definitions
    assert [c.value for c in book.worksheets[1][2]] == ["Totalt", "alla", 2, 2]
    assert "Totalt alla 2 2" in pdf_text(Path("ut/nyckeltal_2018-2019.pdf"))


def test_all_years_are_in_one_sheet_and_what_is_not_whole_is_said(ready: Ejv) -> None:
    assert ready.koder("nyckeltal", "2010..2020", "--ut", "ut", "--format", "xlsx,csv") == ["ar_ej_helt"] * 9
    book = load_workbook("ut/nyckeltal_2010-2020.xlsx")
    assert [c.value for c in book.worksheets[1][1]][2:] == [
        *(f"{ar}*" for ar in range(2010, 2018)),
        "2018",
        "2019",
        "2020*",
    ]
    assert len(book.sheetnames) == 1 + 6 + 2
    assert [c.value for c in book.worksheets[8][10]] == [
        "2020*",
        f"2020 är inte slut; talen gäller till och med {IDAG}.",
    ]
    rows = list(csv.DictReader(io.StringIO(Path("ut/nyckeltal_2010-2020.csv").read_text("utf-8-sig")), delimiter=";"))
    april = next(r for r in rows if (r["indikator"], r["ar"]) == ("ej_verkstallda_april", "2020"))
    assert april["varde"] == ""
    assert april["anmarkning"] == f"2020 är inte slut; talen gäller till och med {IDAG}."


def test_a_year_that_nothing_is_known_of_is_unknown_and_one_without_cases_is_0(register: Ejv) -> None:
    """The only decision of 2018 was executed in time: 2018 and 2019 are 0; 2017 and 2021 are unknown."""
    register.idag = IDAG
    register.las_in([beslut("B-1", "2018-05-01")], [handelse("B-1", "2018-05-02", "verkstalld")])
    held = by_indicator(register.data("nyckeltal", "2017..2021"))
    assert held["nya_ej_verkstallda"] == {"2017": None, "2018": 0, "2019": 0, "2020": 0, "2021": None}
    assert held["verkstallda_beslut"] == {"2017": None, "2018": 1, "2019": 0, "2020": 0, "2021": None}
    assert by_indicator(register.data("nyckeltal", "2018", "--lag", "SoL"))["nya_ej_verkstallda"] == {"2018": 0}


def test_years_built_on_history_are_marked_on_the_terminal_and_in_json(ejv: Ejv) -> None:
    ejv.idag = IDAG
    assert ejv("init", "--kommun", "Provkommun", "--namnd", "Provnämnden", "--forsta-kvartal", "2019Q1").kod == 0
    ejv.las_in(BESLUT, HANDELSER)
    data = ejv.data("nyckeltal", "2018..2019")
    assert data["ej_hela_ar"] == [2018]
    assert list(data["anmarkningar"]) == ["2018"]
    shown = ejv("nyckeltal", "2018..2019").ut
    assert "2018*" in shown
    assert "2019*" not in shown
    assert data["anmarkningar"]["2018"] in " ".join(shown.split())


def test_means_have_one_decimal_on_the_terminal(ready: Ejv) -> None:
    """Two in stock on the last of January 2020, the only month that has ended: 2,0 and not 2."""
    mean = ready("nyckeltal", "2020").ut.split("snitt för året")[1].splitlines()
    assert next(line.split() for line in mean if line.startswith("totalt")) == ["totalt", "2,0"]


def test_bostad_med_sarskild_service_is_also_counted_in_one_row(register: Ejv) -> None:
    """As the plans of Ale and Härryda do: LSS 9 § 8 and 9 together. Others are not in it."""
    register.idag = IDAG
    kinds = ("bostad med särskild service för vuxna", "gruppbostad", "bostad med särskild service för barn och unga")
    numbers = enumerate((*kinds, "kontaktperson"))
    register.las_in([beslut(f"B-{n}", "2019-01-10", insats=insats) for n, insats in numbers])
    data = register.data("nyckeltal", "2019")
    both = by_indicator(data, "bostad med särskild service", "insatsgrupp")
    assert both["nya_ej_verkstallda"] == {"2019": 3}
    assert both["ej_verkstallda_april"] == {"2019": 3}
    own = by_indicator(data, "bostad med särskild service för vuxna", "insats")
    assert own["nya_ej_verkstallda"] == {"2019": 2}
    assert {r["avser"] for r in data["rader"] if r["uppdelning"] == "insatsgrupp"} == {"bostad med särskild service"}


def test_what_stands_there_is_not_replaced_unasked(ready: Ejv) -> None:
    Path("ut").mkdir()
    Path("ut/nyckeltal_2018.csv").write_text("något annat", "utf-8")
    order = ("nyckeltal", "2018", "--ut", "ut", "--format", "pdf,csv")
    assert ready.koder(*order, kod=3) == ["fil_finns_redan"]
    assert names() == ["nyckeltal_2018.csv"]
    assert ready(*order, "--skriv-over").kod == 0
    assert ready(*order).kod == 0  # the very same bytes
    assert names() == ["nyckeltal_2018.csv", "nyckeltal_2018.pdf"]


@pytest.mark.parametrize(
    ("args", "kod"),
    [
        (("nyckeltal", "2018", "--format", "csv"), "ut_saknas"),
        (("vantetider", "2018", "--skriv-over"), "ut_saknas"),
        (("prognos", "--ut", "ut", "--format", "odt"), "format_okant"),
        (("nyckeltal", "18", "--ut", "ut"), "ar_ogiltigt"),
    ],
)
def test_wrong_usage(ready: Ejv, args: tuple[str, ...], kod: str) -> None:
    assert ready.koder(*args, kod=2) == [kod]
    assert names() == []


@pytest.mark.parametrize("command", ["nyckeltal", "vantetider"])
def test_a_number_in_place_of_years_is_not_repeated(ready: Ejv, command: str) -> None:
    svar = ready(command, "19121212-1212")
    assert (svar.kod, "1212" in svar.ut + svar.fel) == (2, False)


def test_law_and_namnd_are_in_the_name(ejv: Ejv) -> None:
    ejv.idag = IDAG
    assert ejv("init", "--kommun", "Provkommun", "--namnd", "Äldrenämnden", "--namnd", "Barnnämnden").kod == 0
    ejv.las_in([beslut("B-1", "2018-08-30", namnd="Äldrenämnden"), beslut("B-2", "2018-08-30", namnd="Barnnämnden")])
    select = ("--lag", "LSS", "--namnd", "äldrenämnden", "--ut", "ut")
    assert by_indicator(ejv.data("nyckeltal", "2018", *select))["nya_ej_verkstallda"] == {"2018": 1}
    assert ejv("vantetider", "2018..2019", *select, "--fran", "ansokan", "--till", "erbjudande").kod == 0
    assert ejv("prognos", *select).kod == 0
    assert names() == [
        "nyckeltal_2018_LSS_aldrenamnden.pdf",
        f"prognos_{IDAG}_LSS_aldrenamnden.pdf",
        "vantetider_2018-2019_ansokan-erbjudande_LSS_aldrenamnden.pdf",
    ]
    assert "Äldrenämnden" in pdf_text(Path("ut") / names()[0])


@pytest.mark.parametrize("args", [("nyckeltal", "2018"), ("vantetider", "2018"), ("prognos",)])
def test_a_label_that_points_out_a_person_stops_the_paper(register: Ejv, args: tuple[str, ...]) -> None:
    register.idag = IDAG
    svar = register("importera", register.fil("b.csv", beslut("B-1", "2018-08-30", insats="hos Eva, 070-123 45 67")))
    assert svar.kod in {0, 1}
    envelope = register.json(*args, "--ut", "ut", kod=3)
    assert {b["kod"] for b in envelope["brister"]} == {"personuppgift_i_papper"}
    assert "45 67" not in str(envelope)
    assert names() == []


@pytest.mark.parametrize("args", [("nyckeltal", "2018"), ("vantetider", "2018"), ("prognos",)])
def test_a_find_is_accepted_with_a_reason_and_then_in_every_paper(register: Ejv, args: tuple[str, ...]) -> None:
    """The label begins with a capital in one paper and not in another; it is one find."""
    register.idag = IDAG
    svar = register("importera", register.fil("b.csv", beslut("B-1", "2018-08-30", insats="boende, 070-123 45 67")))
    assert svar.kod in {0, 1}
    stopped = register.json(*args, "--ut", "ut", kod=3)["brister"]
    (found,) = {b["text"].split(":")[0] for b in stopped}
    assert register.koder(*args, "--ut", "ut", "--godkann", found, kod=2) == ["skal_saknas"]
    assert register.koder(*args, "--godkann", found, "--skal", "Växeln", kod=2) == ["ut_saknas"]
    order = (*args, "--ut", "ut", "--godkann", found, "--skal", "Växelns nummer")
    assert register.data(*order, "--format", "pdf")["godkanda"] == [found]
    assert len(names()) == 1
    assert register.logg()[-1][:2] == (f"godkannande.{found}", None)
    assert register.koder(*order, "--skriv-over", "--format", "pdf")[0] == "fynd_redan_godkant"
    for other in (("nyckeltal", "2018"), ("vantetider", "2018"), ("prognos",)):
        assert register(*other, "--ut", "ut", "--skriv-over").kod == 0


def test_an_identity_number_stops_the_paper(ready: Ejv) -> None:
    number = "19121212-1212"  # Skatteverket's own example
    text = f'[kommun]\nnamn = "Provkommun"\nadress = ["Gatan 1, {number}"]\n'
    (ready.folder / "kommun.toml").write_text(text, "utf-8")
    envelope = ready.json("nyckeltal", "2018", "--ut", "ut", kod=3)
    assert {b["kod"] for b in envelope["brister"]} == {"kommun_identitet"}
    assert number not in str(envelope)
    assert names() == []


def waits(ejv: Ejv) -> None:
    """Ten decisions of 2019-01-01: nine started after 10 to 80 and 100 days, one waits."""
    starts = ["2019-01-11", "2019-01-21", "2019-01-31", "2019-02-10", "2019-02-20", "2019-03-02", "2019-03-12"]
    starts += ["2019-03-22", "2019-04-11"]
    ejv.las_in(
        [beslut(f"B-{n}", "2019-01-01") for n in range(10)],
        [handelse(f"B-{n}", day, "verkstalld") for n, day in enumerate(starts)],
    )


def test_waiting_times_worked_by_hand(register: Ejv) -> None:
    """By 2019-05-01 the tenth has waited 120 days: half are done on day 50, and the area is 58 (see the report)."""
    waits(register)
    total, own = register.data("vantetider", "2019", idag="2019-05-01")["rader"]
    assert {**total, "uppdelning": "insats", "avser": "kontaktperson"} == own
    assert (own["antal"], own["natt"], own["median"], own["medel"], own["medel_minst"]) == (10, 9, 50, 58.0, True)
    assert own["andel_over"] == {"90": 0.2, "180": None, "365": None}
    assert [(s["dagar"], s["kvar"], s["andel_vantar"]) for s in own["kurva"]][:3] == [
        (10, 10, 0.9),
        (20, 9, 0.8),
        (30, 8, 0.7),
    ]


def test_waiting_times_as_files(register: Ejv) -> None:
    waits(register)
    order = ("vantetider", "2019", "--ut", "ut", "--format", "pdf,docx,xlsx,csv,json")
    assert len(register.data(*order, idag="2019-05-01")["filer"]) == 5
    (_, own) = json.loads(Path("ut/vantetider_2019.json").read_text("utf-8"))["innehall"]["rader"]
    assert (own["median"], own["medel"], own["andel_over"]) == (50, 58.0, [0.2, None, None])
    assert "kontaktperson 10 9 50" in pdf_text(Path("ut/vantetider_2019.pdf"))


PROGNOS = [
    {"kvartal": "2019Q2", "passerade": 5, "kanda": 0, "vantade": 5.0, "lagst": 5, "hogst": 5},
    {"kvartal": "2019Q3", "passerade": 0, "kanda": 1, "vantade": 2.5, "lagst": 0, "hogst": 6},
]
"""Of ten decisions of 2019-01-01 five started after 30 days; five wait, and passed their gränsdag on 2019-04-01. So
after 30 days a half wait. On 2019-05-13 the second quarter runs: nobody else has a gränsdag in it. One of 2019-04-20
has waited 23 days and has its gränsdag in the third: expected 0.5, and those followed so long are ten: (5 + 0.5)/11 =
0.5, with the error sqrt(0.25/12) = 0.1443. Eleven decisions in 133 days; those of 2019-05-14 to 06-30 are to come, 48
days: 48 · 11/133 = 3.970 begin and 1.985 wait, with the error 3.970 · sqrt(0.25/13) = 0.5505. In all 2.485. Variance
0.25 + 1.985 + 1.985²/11 + (0.1443 + 0.5505)² = 3.076, its root 1.754, times 1.645: 2.885. From below 0 to 5.37.
"""


def half(ejv: Ejv) -> None:
    ejv.las_in(
        [*(beslut(f"B-{n}", "2019-01-01") for n in range(10)), beslut("B-10", "2019-04-20", enhet="Norr")],
        [handelse(f"B-{n}", "2019-01-31", "verkstalld") for n in range(5)],
    )


def shown(quarters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ("passerade", "kanda", "vantade", "lagst", "hogst")
    return [{"kvartal": q["kvartal"], **{k: q["totalt"][k] for k in keys}} for q in quarters]


def test_the_forecast_worked_by_hand(register: Ejv) -> None:
    half(register)
    data = register.data("prognos")
    assert shown(data["kvartal"]) == PROGNOS
    assert [q["enheter"] for q in data["kvartal"]] == [
        [{"enhet": "uppgift saknas", "passerade": 5, "kanda": 0}],
        [{"enhet": "Norr", "passerade": 0, "kanda": 1}],
    ]
    assert data["vantar_efter_gransdag"] == [{"insats": "kontaktperson", "antal": 5}]


def test_the_forecast_as_files(register: Ejv) -> None:
    half(register)
    register.data("prognos", "--ut", "ut", "--format", "pdf,docx,xlsx,csv,json")
    text = pdf_text(Path("ut/prognos_2019-05-13.pdf"))
    assert "kontaktperson 1 0,5 2,0 2,5 0–6" in text
    assert "kontaktperson 5 0,0 2,5 7,5" in text  # places needed
    assert "Norr 0 0 1" in text


def test_the_places_needed_stand_whole_on_a_narrow_screen(register: Ejv, monkeypatch: pytest.MonkeyPatch) -> None:
    half(register)
    register.las_in([beslut("B-11", "2019-01-02", insats="korttidstillsyn för skolungdom över tolv år i annan form")])
    monkeypatch.setenv("COLUMNS", "80")
    _, _, places = register("prognos").ut.partition("Platser som behövs")
    heads = " ".join(places.split("kontaktperson")[0].split())
    assert heads.endswith("Väntar efter Väntas nå Väntas nå Insats gränsdagen den 2019Q2 den 2019Q3 I allt"), heads
    assert all(len(line) <= 80 for line in places.splitlines())


def test_the_forecast_in_the_worklist_when_asked_for(register: Ejv) -> None:
    half(register)
    assert "prognos" not in register.data("bevaka", kod=1)
    assert shown(register.data("bevaka", "--prognos", kod=1)["prognos"]) == PROGNOS
    told = " ".join(register("bevaka", "--prognos").ut.split())
    assert "Prognos 2019Q3: når gränsdagen utan att ha fått sin insats" in told
    assert "kontaktperson 0 1 2,5 0–6" in told
    assert "Kända per enhet: Norr 1" in told


def test_the_forecast_of_a_filtered_list_is_of_those_in_it(register: Ejv) -> None:
    """At Norr one is known, with the chance 0.5. The five that have passed are at no enhet."""
    half(register)
    data = register.data("bevaka", "--prognos", "--enhet", "norr", kod=0)
    second, third = shown(data["prognos"])
    assert (second["passerade"], second["kanda"]) == (0, 0)
    assert (third["kanda"], third["vantade"]) == (1, 0.5)
    assert data["prognos_bara_kanda"] is True
    told = " ".join(register("bevaka", "--prognos", "--enhet", "norr").ut.split())
    assert "Hur många nya beslut som är att vänta går inte att säga för en enhet" in told
    assert "går inte att säga" not in register("bevaka", "--prognos").ut


def test_the_worklist_of_an_empty_register_has_no_forecast(register: Ejv) -> None:
    assert register.data("bevaka", "--prognos")["prognos"] == []
    assert "inga beslut från de senaste åren" in register("bevaka", "--prognos").ut


KOMMUN = '[kommun]\nnamn = "Provkommun"\n[[namnd]]\nnamn = "Provnämnden"\n[rapport.delar]\nprognos = true\n'


def report(ejv: Ejv, idag: str) -> list[dict[str, Any]]:
    order = ("rapport", "statistik", "2019Q1", "--lag", "LSS", "--ut", "ut", "--format", "pdf,json", "--skriv-over")
    ejv.data(*order, idag=idag)
    held: list[dict[str, Any]] = json.loads(Path("ut/statistikrapport_2019Q1_LSS.json").read_text("utf-8"))["innehall"][
        "prognos"
    ]
    return held


def totals(held: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(q["kvartal"], q["summa"]["kanda"], q["summa"]["lagst"], q["summa"]["hogst"]) for q in held]


def test_the_forecast_in_the_report_is_that_of_the_closing_day(register: Ejv) -> None:
    half(register)
    assert report(register, "2019-05-13") == []  # not chosen
    (register.folder / "kommun.toml").write_text(KOMMUN, "utf-8")
    expected = [("2019Q2", 0, 5, 5), ("2019Q3", 1, 0, 6)]
    assert totals(report(register, "2019-05-13")) == expected  # a draft: as of today
    register.stang("2019Q1", "--lag", "LSS", idag="2019-05-13")
    frozen = report(register, "2019-05-13")
    assert totals(frozen) == expected
    register.las_in(handelser=[handelse("B-10", "2019-05-20", "verkstalld")], idag="2019-06-01")
    assert report(register, "2019-06-01") == frozen
    assert shown(register.data("prognos", idag="2019-06-01")["kvartal"])[1]["kanda"] == 0
    assert "Prognos för kommande kvartal" in pdf_text(Path("ut/statistikrapport_2019Q1_LSS.pdf"))
    assert register("kontrollera", idag="2019-06-01").kod == 0


def test_a_quarter_closed_without_the_forecast_never_gets_one(register: Ejv) -> None:
    half(register)
    register.stang("2019Q1", "--lag", "LSS", idag="2019-05-13")
    (register.folder / "kommun.toml").write_text(KOMMUN, "utf-8")
    assert report(register, "2019-05-13") == []
    order = ("rapport", "statistik", "2019Q1", "--lag", "LSS", "--ut", "ut", "--skriv-over", "--aktuella-texter")
    assert "prognos_ej_fryst" in register.koder(*order, idag="2019-05-13")


def test_what_is_outside_the_duty_is_neither_known_nor_expected(register: Ejv) -> None:
    """Forty judgments and forty decisions under another lagrum wait; the one that counts was executed at once."""
    outside = [beslut(f"D-{n}", "2019-02-01", ursprung="dom") for n in range(40)]
    outside += [beslut(f"U-{n}", "2019-02-01", lag="SoL", lagrum="12 kap. 99 §", insats="annat") for n in range(40)]
    register.las_in([*outside, beslut("B-1", "2019-01-01")], [handelse("B-1", "2019-01-01", "verkstalld")])
    data = register.data("prognos")
    assert [(q["totalt"]["kanda"], q["totalt"]["passerade"], q["totalt"]["vantade"]) for q in data["kvartal"]] == [
        (0, 0, 0.0),
        (0, 0, 0.0),
    ]
    assert data["vantar_efter_gransdag"] == []
    waits_ = register.data("vantetider", "2019")
    assert (waits_["rader"][0]["antal"], waits_["utanfor_rapporteringsskyldigheten"]) == (1, 80)
    assert "Åttio beslut utanför rapporteringsskyldigheten" in " ".join(register("vantetider", "2019").ut.split())


def test_the_enhet_of_a_protected_person_is_told_nowhere(register: Ejv) -> None:
    register.las_in(
        [
            *(beslut(f"B-{n}", "2019-01-01") for n in range(10)),
            beslut("B-10", "2019-04-20", enhet="Hemliga enheten", skyddad="ja"),
        ]
    )
    (known,) = register.data("prognos")["kvartal"][1]["enheter"]
    assert known == {"enhet": "uppgift saknas", "passerade": 0, "kanda": 1}
    register.data("prognos", "--ut", "ut", "--format", "pdf,csv,json,xlsx,docx")
    assert "Hemliga" not in register("prognos").ut + pdf_text(Path("ut/prognos_2019-05-13.pdf"))
    assert "Hemliga" not in Path("ut/prognos_2019-05-13.json").read_text("utf-8")
    assert "Hemliga" not in register("bevaka", "--prognos", "--enhet", "Hemliga enheten", "--json").ut


def old_cases(ejv: Ejv) -> None:
    """The register begins with 2019Q1. Of 2018 it has only three who still wait; of 2019 ten start at once."""
    assert ejv("init", "--kommun", "Provkommun", "--namnd", "Provnämnden", "--forsta-kvartal", "2019Q1").kod == 0
    ejv.las_in(
        [
            *(beslut(f"G-{n}", "2018-09-01") for n in range(3)),
            *(beslut(f"N-{n}", "2019-01-15") for n in range(10)),
        ],
        [handelse(f"N-{n}", "2019-01-25", "verkstalld") for n in range(10)],
        idag="2019-05-13",
    )


def test_years_before_the_register_are_warned_of_and_not_learnt_from(ejv: Ejv) -> None:
    ejv.idag = "2019-05-13"
    old_cases(ejv)
    assert "vantetid_fore_registret" in ejv.koder("vantetider", "2018..2019")
    assert "vantetid_fore_registret" not in ejv.koder("vantetider", "2019")
    ejv.data("vantetider", "2018..2019", "--ut", "ut")
    assert "före registrets första kvartal (2019-01-01)" in pdf_text(Path("ut/vantetider_2018-2019.pdf"))
    data = ejv.data("prognos")
    assert data["larda_fran"] == "2019-01-01"
    assert data["kvartal"][1]["totalt"]["vantade"] == 0  # all ten started within the time


def test_offers_that_are_not_registered_and_cases_without_ansokan_are_told_of(register: Ejv) -> None:
    """Of four done one has an offer before its start, one an offer after it and two none: the start stands in for
    three. Two lack ansökan and one is dated before it.
    """
    register.las_in(
        [beslut(f"B-{n}", "2019-01-10", ansokningsdatum="2019-01-01") for n in range(5)]
        + [beslut(f"U-{n}", "2019-01-10") for n in range(2)]
        + [beslut("E-1", "2019-01-10", ansokningsdatum="2019-02-01")],
        [
            handelse("B-0", "2019-01-20", "erbjudande"),
            handelse("B-1", "2019-03-20", "erbjudande"),
            *(handelse(f"B-{n}", "2019-02-01", "verkstalld") for n in range(4)),
        ],
    )
    data = register.data("vantetider", "2019", "--fran", "ansokan", "--till", "erbjudande")
    total = data["rader"][0]
    assert (total["antal"], total["natt"]) == (5, 4)
    assert (data["utan_ansokningsdatum"], data["ansokan_efter_beslutet"]) == (2, 1)
    assert data["start_raknad_som_erbjudande"] == 3
    told = " ".join(register("vantetider", "2019", "--fran", "ansokan", "--till", "erbjudande").ut.split())
    assert "räknas starten: 3 av 4 klara." in told
    assert "Två beslut saknar ansökningsdatum och är inte med." in told
    assert "Ett beslut är daterat före sin ansökan och är inte med." in told
    by_decision = register.data("vantetider", "2019")
    assert (by_decision["rader"][0]["antal"], by_decision["start_raknad_som_erbjudande"]) == (8, 0)


def test_an_insats_named_as_the_sum_is_not_taken_for_it(register: Ejv) -> None:
    register.las_in([beslut(f"B-{n}", "2019-04-20", insats=name) for n, name in enumerate(["totalt", "Totalt"] * 5)])
    quarter = register.data("prognos")["kvartal"][1]
    assert [(r["insats"], r["kanda"]) for r in quarter["rader"]] == [("Totalt", 5), ("totalt", 5)]
    assert quarter["totalt"]["kanda"] == 10
    rows = register.data("vantetider", "2019")["rader"]
    assert [(r["uppdelning"], r["avser"], r["antal"]) for r in rows] == [
        ("totalt", "totalt", 10),
        ("insats", "Totalt", 5),
        ("insats", "totalt", 5),
    ]


def test_a_spreadsheet_of_waiting_times_has_numbers_and_one_sheet_for_all_curves(register: Ejv) -> None:
    waits(register)
    register.data("vantetider", "2019", "--ut", "ut", "--format", "xlsx", idag="2019-05-01")
    book = load_workbook("ut/vantetider_2019.xlsx")
    assert len(book.sheetnames) == 3  # what it is about, the figures and the curves
    figures = [c.value for c in book.worksheets[1][2]]
    assert figures == ["Alla insatser", 10, 9, 50, 10, 80, 58, "ja", 20, None, None]
    assert [c.value for c in book.worksheets[2][2]][:5] == ["Alla insatser", 10, 10, 1, 90]


def test_the_hindsight_replays_what_the_reports_would_have_shown(register: Ejv) -> None:
    """2019Q1 is closed on 2019-05-13 and 2019Q2 on 2019-08-20. What the first report said of the second quarter is
    that five had passed, and five came. It is not in the paper unless asked for.
    """
    half(register)
    register.stang("2019Q1", "--lag", "LSS", idag="2019-05-13")
    register.stang("2019Q2", "--lag", "LSS", idag="2019-08-20")
    back = register.data("prognos", "--efterhand", idag="2019-08-21")["efterhand"]
    assert [(u["kvartal"], u["gjord"], u["kvartal_fore"], u["vantade"], u["kom"], u["inom"]) for u in back] == [
        ("2019Q2", "2019-05-13", 1, 5.0, 5, True)
    ]
    register.data("prognos", "--ut", "ut", idag="2019-08-21")
    assert "Så hade prognosen slagit" not in pdf_text(Path("ut/prognos_2019-08-21.pdf"))
    register.data("prognos", "--ut", "ut", "--efterhand", "--skriv-over", idag="2019-08-21")
    assert "2019Q2 2019-05-13 5,0 5–5 5 ja" in pdf_text(Path("ut/prognos_2019-08-21.pdf"))


def test_where_nothing_can_be_learnt_the_known_are_counted_as_if_nothing_happens(ejv: Ejv) -> None:
    """The register begins with the quarter that runs, and has only older decisions that wait."""
    ejv.idag = "2019-05-13"
    assert ejv("init", "--kommun", "Provkommun", "--namnd", "Provnämnden", "--forsta-kvartal", "2019Q2").kod == 0
    assert ejv.koder("prognos", kod=3) == ["prognos_utan_beslut"]
    ejv.las_in([beslut("B-1", "2019-03-01"), beslut("B-2", "2019-01-15"), beslut("B-3", "2018-12-01")])
    assert ejv.koder("prognos") == ["prognos_osaker"]
    data = ejv.data("prognos")
    first, second = shown(data["kvartal"])
    assert (first["passerade"], first["kanda"], first["vantade"]) == (1, 1, 2.0)  # B-2 has passed, B-1 has June left
    assert (second["kanda"], second["vantade"]) == (0, 0.0)
    assert data["vantar_efter_gransdag"] == [{"insats": "kontaktperson", "antal": 2}]
