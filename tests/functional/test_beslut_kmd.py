"""`ejv beslut ny`, `visa` and `lista`: a decision by hand, a case as a whole, and who waits."""

import pytest
from korning import Ejv, beslut, handelse

NY = ("beslut", "ny", "B-1", "--lag", "LSS", "--insats", "kontaktperson")


def test_a_decision_by_hand_with_every_fact(register: Ejv) -> None:
    data = register.data(
        *(*NY, "--datum", "2018-11-09", "--lagrum", "9 § 4 LSS", "--verksamhetsområde", "Stöd", "--nämnd", "Nämnden"),
        *("--kön", "kvinna", "--ursprung", "beslut", "--ansökningsdatum", "2018-10-01", "--gäller-till", "2020-01-01"),
        *("--enhet", "Öst", "--handläggare", "Åsa", "--skyddad", "ja", "--bosättningskommun", "1440"),
        *("--ersätter", "B-0", "--tidigare-nummer", "A-1", "--kostnad-månad", "900", "--källsystem", "hand"),
        *("--personnummer", "19121212-1212"),
    )
    assert data["beslut"] == {
        "beslutsnummer": "B-1",
        "beslutsdatum": "2018-11-09",
        "lag": "LSS",
        "insats": "kontaktperson",
        "insats_kod": "kontaktperson_lss",
        "kallsystem": "hand",
        "lagrum": "9 § 4 LSS",
        "verksamhetsomrade": "Stöd",
        "namnd": "Nämnden",
        "kon": "K",
        "ursprung": "beslut",
        "ansokningsdatum": "2018-10-01",
        "galler_till": "2020-01-01",
        "enhet": "Öst",
        "handlaggare": "Åsa",
        "skyddad": True,
        "bosattningskommun": "1440",
        "ersatter": "B-0",
        "tidigare_nummer": "A-1",
        "kostnad_manad": 900,
        "makulerad": False,
        "har_personnummer": True,
    }
    assert register.antal("person") == 1


def test_without_a_day_it_was_decided_today(register: Ejv) -> None:
    assert register.data(*NY)["beslut"]["beslutsdatum"] == "2019-05-13"


@pytest.mark.parametrize(
    ("args", "utgang", "kod"),
    [
        (("--datum", "2019-05-14"), 3, "datum_framtid"),
        (("--datum", "snart"), 2, "datum_ogiltigt"),
        (("--personnummer", "121212-1212"), 3, "personnummer_tio_siffror"),
        (("--personnummer", "19121212-1213"), 3, "personnummer_ogiltigt"),
        (("--kon", "X"), 2, "varde_okant"),
        (("--ansokningsdatum", "2019-05-14"), 3, "datum_framtid"),
        (("--insats", ""), 2, "text_saknas"),
    ],
)
def test_a_decision_that_cannot_be(register: Ejv, args: tuple[str, str], utgang: int, kod: str) -> None:
    svar = register.json(*NY, *args, kod=utgang)
    assert [b["kod"] for b in svar["brister"]] == [kod]
    assert "1212" not in str(svar)
    assert register.antal("beslut") == 0


def test_an_identity_number_as_beslutsnummer_is_refused_and_not_repeated(register: Ejv) -> None:
    svar = register.json("beslut", "ny", "19121212-1212", "--lag", "LSS", "--insats", "kontaktperson", kod=3)
    assert svar["brister"][0]["kod"] == "beslutsnummer_identitet"
    assert "1212" not in str(svar)


def test_a_number_that_is_taken_is_refused_but_another_system_may_have_it(register: Ejv) -> None:
    register(*NY)
    assert register.koder(*NY, kod=3) == ["beslut_finns"]
    assert register(*NY, "--kallsystem", "annat").kod == 0


def test_findings_of_a_new_decision(register: Ejv) -> None:
    assert register.koder(*NY, "--lagrum", "hemligt") == ["lagrum_olasligt"]


def test_a_case_as_a_whole_on_the_terminal(register: Ejv) -> None:
    events = [
        handelse("B-1", "2019-02-18", "erbjudande", text="En plats.", svar="nej"),
        handelse("B-1", "2019-01-15", "skal", skal_kod="saknar_plats", ansvar="kommunen"),
        handelse("B-1", "2018-12-31", "rapporterad", kvartal="2018Q4"),
    ]
    register.las_in([beslut("B-1", "2018-06-09", handlaggare="Åsa Ö", kostnad_manad="900", skyddad="ja")], events)
    ut = [" ".join(line.split()) for line in register("beslut", "visa", "B-1").ut.splitlines()]
    assert "Beslut B-1 LSS, 2018-06-09 SKYDDADE PERSONUPPGIFTER" in ut
    for line in ("Handläggare Åsa Ö", "Kostnad per månad 900 kr", "Personnummer saknas"):
        assert line in ut
    assert "beslut 2018-06-09 2018-09-09 passerad 338 pågår 2018Q4" in ut
    timeline = [line for line in ut if line.endswith("provaren")]
    assert timeline == [
        "3 2018-12-31 Rapporterad (historik), 2018Q4 provaren",
        "2 2019-01-15 Skäl, ledig plats eller bostad saknas, kommunen provaren",
        "1 2019-02-18 Erbjudande, nej: En plats. provaren",
    ]


def test_the_list_has_those_that_wait_by_gransdag(register: Ejv) -> None:
    register.las_in(
        [
            *(beslut("B-2", "2018-12-01"), beslut("B-1", "2018-12-01"), beslut("A-1", "2018-11-01")),
            *(beslut("C-1", "2018-10-01"), beslut("D-1", "2018-09-01")),
        ],
        [
            handelse("C-1", "2018-11-01", "verkstalld"),
            handelse("D-1", "2018-10-01", "verkstalld"),
            handelse("D-1", "2019-03-01", "avbrott"),
        ],
    )
    rows = register.data("beslut", "lista")["rader"]
    assert [(r["beslutsnummer"], r["vantan"], r["gransdag"], r["dagar"]) for r in rows] == [
        ("A-1", "beslut", "2019-02-01", 193),
        ("B-1", "beslut", "2019-03-01", 163),
        ("B-2", "beslut", "2019-03-01", 163),
        ("D-1", "avbrott", "2019-06-01", 73),
    ]
    register("makulera", "A-1", "--skal", "x")
    assert [r["beslutsnummer"] for r in register.data("beslut", "lista")["rader"]] == ["B-1", "B-2", "D-1"]
    everything = register.data("beslut", "lista", "--alla")["rader"]
    assert {(r["beslutsnummer"], r["makulerad"]) for r in everything} == {
        *(("A-1", True), ("B-1", False), ("B-2", False), ("C-1", False), ("D-1", False)),
    }


def test_filters_of_the_list(register: Ejv) -> None:
    register.las_in(
        [
            beslut("B-1", namnd="Nord", handlaggare="Åsa", enhet="Öst"),
            beslut("B-2", namnd="Syd", lag="SoL", insats="hemtjänst"),
        ]
    )
    for args, expected in (
        (("--nämnd", "NORD"), ["B-1"]),
        (("--lag", "sol"), ["B-2"]),
        (("--handläggare", "åsa"), ["B-1"]),
        (("--enhet", "öst", "--lag", "SoL"), []),
        (("--insats", "Hemtjänst"), ["B-2"]),
    ):
        assert [r["beslutsnummer"] for r in register.data("beslut", "lista", *args)["rader"]] == expected
    assert register("beslut", "lista", "--handlaggare", "Ingen").kod in {2, 3}


def test_a_decision_without_namnd_belongs_to_the_only_one(ejv: Ejv) -> None:
    ejv("init", "--namnd", "Nämnden")
    ejv.las_in([beslut("B-1")])
    assert [r["beslutsnummer"] for r in ejv.data("beslut", "lista", "--namnd", "nämnden")["rader"]] == ["B-1"]


def test_an_empty_list_says_so(register: Ejv) -> None:
    assert register("beslut", "lista").ut == "Inga beslut väntar på verkställighet.\n"
    assert register("beslut", "lista", "--alla").ut == "Inga beslut.\n"


def test_the_list_on_the_terminal(register: Ejv) -> None:
    register.las_in([beslut("B-1"), beslut("B-2", "2019-05-01")], [handelse("B-2", "2019-05-02", "verkstalld")])
    ut = [" ".join(line.split()) for line in register("beslut", "lista", "--alla").ut.splitlines()]
    assert "B-1 2018-11-09 LSS kontaktperson väntar 185 dagar 2019-02-09 passerad" in ut
    assert "B-2 2019-05-01 LSS kontaktperson verkställd 2019-05-02" in ut
    assert ut[-1] == "2 beslut."


def test_a_postponement_where_there_is_none_is_told_wherever_the_case_is_met(register: Ejv) -> None:
    told = ["senarelagd_utanfor_lov"]
    svar = register.las_in([beslut("B-1", "2019-01-02")], [handelse("B-1", "2019-02-01", "senarelagd_lov")], kod=1)
    assert [b["kod"] for b in svar["brister"]] == told
    for command in (("beslut", "visa", "B-1"), ("kontrollera",), ("kommentera", "B-1", "Väntar på plats.")):
        assert register.koder(*command, kod=1) == told
    assert told[0] in register.koder("forklara", "B-1", kod=1)
