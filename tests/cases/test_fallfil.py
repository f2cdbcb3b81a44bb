"""The loader refuses what it does not know and names file, case and key; a case that does not hold names its field."""

import pytest
from fallfil import FallfilError, Fallprov, read_cases
from fallkor import run_case

HELT = """
- namn: Ett fall
  kalla: [R7]
  fakta:
    beslut: {beslutsdatum: 2018-11-09, lag: LSS, insats: kontaktperson}
    handelser:
      - {id: a, datum: 2018-12-01, handelse: erbjudande, svar: nej}
  kvartal: 2019Q1
  vantat: {grupp: ny, gransdag: 2019-02-09, dagar: 142}
  varfor: Ny.
"""


def one(text: str) -> Fallprov:
    (case,) = read_cases(text, "prov.yaml")
    return case


def changed(old: str, new: str) -> str:
    assert old in HELT
    return HELT.replace(old, new)


def test_a_whole_case_is_read_and_holds() -> None:
    assert run_case(one(HELT)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  kalla: [R7]\n", "", "Ett fall: saknar kalla"),
        ("[R7]", "[]", "kalla: ett fall måste ha en källa"),
        ("[R7]", "[R17]", "kalla: R17 finns varken bland källorna eller reglerna"),
        ("[R7]", "R7", "kalla: här ska det stå en lista"),
        ("  varfor: Ny.", "  varfor: ''", "varfor: är tomt"),
        ("  varfor: Ny.\n", "", "saknar varfor"),
        ("  varfor: Ny.", "  varfor: Ny.\n  grupp: ny", "Ett fall: okänd nyckel grupp"),
        ("lag: LSS", "lag: LVU", "fakta 1 · beslut · lag: LVU finns inte; välj SoL, LSS"),
        ("insats: kontaktperson", "insats: kontaktperson, personnummer: x", "beslut: okänd nyckel personnummer"),
        ("lag: LSS, ", "", "beslut: saknar lag"),
        ("2018-11-09", "9 november", "beslutsdatum: 9 november är inget datum"),
        ("handelse: erbjudande", "handelse: erbjuden", "händelse 1 · handelse: erbjuden finns inte"),
        ("svar: nej", "svar: kanske", "svar: kanske: skriv ja eller nej"),
        ("svar: nej", "svar: nej, rattar: b", "händelse 1: rättar b, som inte finns"),
        ("svar: nej}", "svar: nej}\n      - {id: a, datum: 2018-12-02, handelse: svar}", "id a är redan använt"),
        ("svar: nej", "svaret: nej", "händelse 1: okänd nyckel svaret"),
        ("2019Q1", "2019Q5", "kvartal: 2019Q5 är inget kvartal"),
        ("grupp: ny", "grupp: nya", "rad 1 · grupp: nya är inget värde som förekommer"),
        ("dagar: 142", "dagar: många", "dagar: många är inget värde"),
        (", dagar: 142", "", "vantat · rad 1: saknar dagar"),
        ("dagar: 142", "dagar: 142, slut: verkstalld i mars", "slut: verkstalld i mars är inget värde"),
        ("dagar: 142", "dagar: 142, preliminar: kanske", "preliminar: ja eller nej"),
        ("dagar: 142", "dagar: 142, rader: []", "rader står för sig"),
        ("dagar: 142", "dagar: 142, fritt: 1", "vantat: okänd nyckel fritt"),
        ("2019Q1", "2019Q1\n  statusdag: sen", "statusdag: sen är inget datum"),
        ("2019Q1", "2019Q1\n  stangda: [{kvartal: 2018Q4}, {kvartal: 2018Q3}]", "kvartalen ska stå i ordning"),
        ("2019Q1", "2019Q1\n  kvartal: 2019Q2", "kvartal står två gånger"),
        ("{id: a", "{{id: a", "prov.yaml"),
        ("- namn", "namn: x\n- namn", "prov.yaml"),
    ],
)
def test_what_is_wrong_is_refused_by_name(old: str, new: str, said: str) -> None:
    with pytest.raises(FallfilError) as refused:
        one(changed(old, new))
    assert said in str(refused.value)
    assert str(refused.value).startswith("prov.yaml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("dagar: 142", "dagar: 141", "rad 1 · dagar: väntade 141, fick 142"),
        ("grupp: ny", "grupp: kvarstaende", "rad 1 · grupp: väntade kvarstaende, fick ny"),
        ("2019-02-09", "2019-02-08", "rad 1 · gransdag: väntade 2019-02-08, fick 2019-02-09"),
        ("dagar: 142", "dagar: 142, sen: ja", "rad 1 · sen: väntade ja, fick nej"),
        ("dagar: 142", "dagar: 142, pa_vag: 1", "pa_vag: väntade 1, fick 0"),
        ("dagar: 142", "dagar: 142, preliminar: ja", "preliminar: väntade ja, fick nej"),
        ("dagar: 142", "dagar: 142, brister: [x]", "brister: väntade x, fick inga"),
        ("dagar: 142", "dagar: 142, bestand: {2019-01-01: 1}", "bestand 2019-01-01: väntade 1, fick 0"),
        (
            "{grupp: ny, gransdag: 2019-02-09, dagar: 142}",
            "inte i rapporten",
            "rader: väntade 0, fick 1 (ny från 2018-11-09)",
        ),
    ],
)
def test_what_does_not_hold_is_named_by_file_case_and_field(old: str, new: str, said: str) -> None:
    assert f"prov.yaml: Ett fall · {said}" in run_case(one(changed(old, new)))


def test_what_is_implied_is_held_too() -> None:
    """A row that names no end expects none."""
    ended = changed("handelse: erbjudande, svar: nej", "handelse: avslutad, kand: 2019-03-02").replace("12-01", "11-30")
    late = ended.replace("2018-11-30", "2019-03-01").replace("dagar: 142", "dagar: 112")
    assert any("slut: väntade inget, fick avslutad 2019-03-01" in d for d in run_case(one(late)))


def test_a_fact_after_today_and_a_closing_before_statusdag_are_refused() -> None:
    with pytest.raises(FallfilError, match="2018-12-01 ligger efter i dag, 2018-11-30"):
        run_case(one(changed("2019Q1", "2019Q1\n  idag: 2018-11-30")))
    early = changed("2019Q1", "2019Q1\n  stangda: [{kvartal: 2018Q4, dag: 2018-12-31}]")
    with pytest.raises(FallfilError, match="2018Q4 kan inte stängas 2018-12-31"):
        run_case(one(early))
