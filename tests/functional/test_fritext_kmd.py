"""What points out a person in a free text: told when it is written, and by `ejv kontrollera`; never repeated."""

from typing import Any

import pytest
from korning import Ejv, Rad, beslut, handelse

SVANS = (
    "Skriv om texten utan det: i filen före inläsningen, eller med ejv ratta "
    "(händelsens nummer står i ejv beslut visa)."
)


def read_in(register: Ejv, decisions: list[Rad], events: list[Rad]) -> None:
    """Import, whether or not the import itself warns of the texts: here it is what comes after that counts."""
    files = register.fil("beslut.csv", *decisions), register.fil("handelser.csv", *events)
    assert register("importera", *files).kod in {0, 1}


def found(brister: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(b["kod"], b["allvar"], b["plats"]) for b in brister]


@pytest.mark.parametrize(
    ("text", "kod", "hemligt"),
    [
        ("Ring 070-174 06 05 efter kl 15", "telefon_skriven", "174"),
        ("Mejla kim.ek@example.com", "epost_skriven", "kim"),
        ("Bor på Storgatan 12 B", "adress_skriven", "Storgatan"),
        ("Gäller 19121212-1212", "identitet_skriven", "1212"),
        ("Gäller 20100203-TF10", "identitet_skriven", "TF10"),
    ],
)
def test_a_handlaggare_is_told_at_once(register: Ejv, text: str, kod: str, hemligt: str) -> None:
    register.las_in([beslut("B-1")])
    svar = register.json("kommentera", "B-1", text, kod=1)
    assert found(svar["brister"]) == [(kod, "varning", "beslut B-1")]
    assert hemligt not in svar["brister"][0]["text"]
    assert register.antal("handelse") == 1


def test_the_message_says_where_in_the_text_and_what_to_do(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    (brist,) = register.json("kommentera", "B-1", "Gode mannen nås på 070-174 06 05.", kod=1)["brister"]
    assert (
        brist["text"]
        == f"Texten ser ut att innehålla ett telefonnummer (det visas inte). Var i texten: ord 5–7. {SVANS}"
    )


def test_a_corrected_text_is_looked_at_too(register: Ejv) -> None:
    register.las_in([beslut("B-1")])
    assert register("kommentera", "B-1", "Inget nytt 2019-05-02.").kod == 0
    svar = register.json("ratta", "B-1", "--handelse", "1", "--text", "Ring 070-174 06 05", kod=1)
    assert found(svar["brister"]) == [("telefon_skriven", "varning", "beslut B-1")]


def test_the_check_names_decision_and_event_and_not_what_stands_there(register: Ejv) -> None:
    read_in(
        register,
        [beslut("B-1"), beslut("B-2")],
        [
            handelse("B-1", "2019-02-01", "kommentar", text="Inget nytt, 12 ggr 2019-01-22"),
            handelse("B-2", "2019-02-01", "erbjudande", text="Storgatan 12, ring 070-174 06 05"),
            handelse("B-1", "2019-02-02", "planerad", text="mejla kim.ek@example.com", planerat_datum="2019-08-01"),
            handelse("B-1", "2019-02-03", "verkstalld"),
        ],
    )
    envelope = register.json("kontrollera", kod=1)
    assert found(envelope["brister"]) == [
        ("adress_skriven", "varning", "beslut B-2 händelse 2"),
        ("telefon_skriven", "varning", "beslut B-2 händelse 2"),
        ("epost_skriven", "varning", "beslut B-1 händelse 3"),
    ]
    assert "fritext" in envelope["data"]["kontroller"]
    assert not any(word in str(envelope) for word in ("Storgatan", "174", "kim.ek"))
    svar = register("kontrollera")
    assert svar.kod == 1
    assert not any(word in svar.ut + svar.fel for word in ("Storgatan", "174", "kim.ek"))


def test_what_is_put_right_or_struck_is_silent(register: Ejv) -> None:
    ring = "ring 070-174 06 05"
    read_in(
        register,
        [beslut("B-1"), beslut("B-2")],
        [
            *(handelse("B-1", f"2019-02-0{d}", "kommentar", text=ring) for d in (1, 2)),
            handelse("B-2", "2019-02-01", "kommentar", text=ring),
        ],
    )
    assert register.koder("kontrollera", kod=1) == ["telefon_skriven"] * 3
    assert register("ratta", "B-1", "--handelse", "1", "--text", "mor uppringd").kod == 0
    assert register.koder("kontrollera", kod=1) == ["telefon_skriven"] * 2
    assert register("makulera", "B-1", "--handelse", "2", "--skal", "skriven i fel ärende").kod == 0
    assert register.koder("kontrollera", kod=1) == ["telefon_skriven"]
    assert register("makulera", "B-2", "--skal", "fel person").kod == 0
    assert register.koder("kontrollera") == []
    assert register("kontrollera").ut == ""


def test_more_texts_than_are_read_at_a_time_are_all_looked_at(register: Ejv) -> None:
    rows = [handelse("B-1", "2019-02-01", "kommentar", text=f"{n}: ring 070-174 06 05") for n in range(2001)]
    read_in(register, [beslut("B-1")], rows)
    places = [b["plats"] for b in register.json("kontrollera", kod=1)["brister"]]
    assert places == [f"beslut B-1 händelse {n}" for n in range(1, 2002)]
