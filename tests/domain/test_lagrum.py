"""R5: lagrum as people write it, and whether a decision under it is inside the duty."""

import pytest
from bygg import beslut, days_around

from ejverkstallda.domain.beslut import Beslut, Lag, Ursprung
from ejverkstallda.domain.kallor import LSS, SOL_2001, SOL_2025
from ejverkstallda.domain.lagrum import (
    Lagrum,
    Lagrumslasning,
    Plikt,
    cite_lagrum,
    judge_plikt,
    parse_lagrum,
    read_lagrum,
    sol_in_force,
)

OLD, NEW = "2019-01-01", "2026-01-15"
READ, OTHER_ACT, OTHER_LAW, UNREADABLE = (
    Lagrumslasning.LAST,
    Lagrumslasning.ANDRA_AKTEN,
    Lagrumslasning.ANNAN_LAG,
    Lagrumslasning.OLASLIGT,
)


def judged(of: Beslut) -> tuple[bool, Lagrumslasning]:
    return judge_plikt(of).varde is Plikt.INOM, read_lagrum(of)


@pytest.mark.parametrize(
    "text",
    [
        "9 § 9 LSS",
        "9 § p. 9",
        "9 § p 9",
        "9 § p.9",
        "9 § punkt 9 LSS",
        "9 § punkten 9",
        "9 § 9 p LSS",
        "9 § 9 p.",
        "9§9",
        "9 §9 lss",
        "9§ p9 LSS",
        "LSS 9 § 9",
        "LSS, 9 § 9",
        "LSS: 9 § 9 p",
        "§ 9 p 9",
        "§9 p.9 LSS",
        "9:9",
        "9.9 LSS",
        "9 p 9",
        "9 § första stycket 9 LSS",
        "9 § 1 st. 9 p. LSS",
        "9 § st 1 p 9",
        "9 paragrafen punkt 9",
        "9 § 9 LSS (1993:387)",
        "9 § 9 LSS (SFS 1993:387)",
        "9 § 9 SFS 1993 : 387",
        "9 § 9 lagen (1993:387) om stöd och service till vissa funktionshindrade",
        "lagen (1993:387) om stöd och service till vissa funktionshindrade, 9 § 9",
        "9\N{NO-BREAK SPACE}§\N{NO-BREAK SPACE}9 LSS",
        "punkt 9, 9 § LSS",
        "enligt 9 § 9 LSS",
    ],
)
def test_lss_9_section_point_9_in_many_spellings(text: str) -> None:
    assert parse_lagrum(text, Lag.LSS) == Lagrum(LSS, None, 9, None, 9)
    assert judged(beslut(lagrum=text)) == (True, READ)


@pytest.mark.parametrize(
    ("text", "point"),
    [("9 § LSS", None), ("9", None), ("LSS 9", None), ("9 i LSS", None), ("9:4", 4), ("9 § 10 LSS", 10), ("9 § 1", 1)],
)
def test_lss_9_section_other_points(text: str, point: int | None) -> None:
    assert parse_lagrum(text, Lag.LSS) == Lagrum(LSS, None, 9, None, point)
    assert judged(beslut(lagrum=text)) == (True, READ)


@pytest.mark.parametrize(
    "text", ["9 a § LSS", "9a § LSS", "9 a §", "§ 9 a", "9 a", "7 § LSS", "7 § 9 LSS", "16 § LSS", "28 f § LSS", "10 §"]
)
def test_lss_outside(text: str) -> None:
    assert judged(beslut(lagrum=text)) == (False, READ)


def test_of_several_lss_paragraphs_9_section_decides() -> None:
    assert judged(beslut(lagrum="7 och 9 §§ LSS")) == (True, READ)
    assert judged(beslut(lagrum="9 § 9 och 7 § LSS")) == (True, READ)


OLD_SPELLINGS = [
    "4 kap. 1 §",
    "4 kap 1 § SoL",
    "4 kap 1§",
    "4kap1§",
    "4 kap.1 § SoL",
    "4 KAP. 1 § SOL",
    "4:1",
    "4:1 SoL",
    "4 : 1",
    "SoL 4:1",
    "SoL4:1",
    "4:1 i SoL",
    "SoL 4 kap 1 §",
    "kap 4 § 1",
    "kap. 4, 1 §",
    "4 kap. § 1",
    "kapitel 4 paragraf 1",
    "4 kapitlet 1 paragrafen",
    "4 kap. 1 § första stycket",
    "4 kap. 1 § 2 p. SoL",
    "4\N{NO-BREAK SPACE}kap.\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}§ SoL",
]


@pytest.mark.parametrize("text", OLD_SPELLINGS)
def test_sol_4_kap_1_section_without_number_follows_beslutsdatum(text: str) -> None:
    """Under the old act it is that act's; under the new it counts the same, with a finding."""
    assert parse_lagrum(text, Lag.SOL) == Lagrum(None, 4, 1)
    assert judged(beslut(OLD, Lag.SOL, lagrum=text)) == (True, READ)
    assert judged(beslut(NEW, Lag.SOL, lagrum=text)) == (True, OTHER_ACT)


@pytest.mark.parametrize(
    "text",
    [
        "4 kap. 1 § SoL (2001:453)",
        "4 kap. 1 § socialtjänstlagen (2001:453)",
        "socialtjänstlagen (SFS 2001:453) 4 kap 1 §",
        "2001:453 4:1",
    ],
)
def test_sol_with_the_old_number(text: str) -> None:
    assert parse_lagrum(text, Lag.SOL) == Lagrum(SOL_2001, 4, 1)
    assert judged(beslut(OLD, Lag.SOL, lagrum=text)) == (True, READ)
    assert judged(beslut(NEW, Lag.SOL, lagrum=text)) == (True, OTHER_ACT)


@pytest.mark.parametrize("text", ["11 kap. 1 §", "11:1 SoL", "12 kap 1 § SoL", "12:1", "11 kap. 1 § SoL (2025:400)"])
def test_sol_of_the_new_act(text: str) -> None:
    assert judged(beslut(NEW, Lag.SOL, lagrum=text)) == (True, READ)
    assert judged(beslut(OLD, Lag.SOL, lagrum=text)) == (True, OTHER_ACT)


def test_sol_changes_with_beslutsdatum_on_the_first_of_july_2025() -> None:
    around = [str(d) for d in days_around("2025-07-01")]
    assert [read_lagrum(beslut(d, Lag.SOL, lagrum="4 kap. 1 §")) for d in around] == [READ, OTHER_ACT, OTHER_ACT]
    assert [read_lagrum(beslut(d, Lag.SOL, lagrum="11 kap. 1 §")) for d in around] == [OTHER_ACT, READ, READ]
    assert [sol_in_force(d) for d in days_around("2025-07-01")] == [SOL_2001, SOL_2025, SOL_2025]


@pytest.mark.parametrize(
    "text",
    [
        "4 kap. 1 a §",
        "4 kap. 1a § SoL",
        "4:1a",
        "4:1 a SoL",
        "4 kap. 2 §",
        "4 kap. 11 §",
        "11 kap. 4 §",
        "11 kap. 5 §",
        "12 kap. 2 §",
        "14:1",
        "5 kap. 1 § SoL",
    ],
)
@pytest.mark.parametrize("when", [OLD, NEW])
def test_sol_outside(text: str, when: str) -> None:
    assert judged(beslut(when, Lag.SOL, lagrum=text)) == (False, READ)


def test_a_numbered_act_is_taken_at_its_word() -> None:
    """4 kap. 1 § of the new act is another rule than that of the old one, and 11 kap. 1 § the other way round."""
    assert not judged(beslut(NEW, Lag.SOL, lagrum="4 kap. 1 § SoL (2025:400)"))[0]
    assert not judged(beslut(OLD, Lag.SOL, lagrum="11 kap. 1 § SoL (2001:453)"))[0]


def test_of_several_sol_paragraphs_one_inside_decides() -> None:
    assert judged(beslut(OLD, Lag.SOL, lagrum="3 kap. 1 § och 4 kap. 1 § SoL")) == (True, READ)
    assert judged(beslut(OLD, Lag.SOL, lagrum="3 kap. 1 § och 4 kap. 1 a § SoL")) == (False, READ)


@pytest.mark.parametrize(
    "text", ["bistånd", "SoL", "1 §", "6 § SoL", "9 § 9", "§", "4 kap. 1 § SoL (1980:620)", "4 kap.", "kap 4"]
)
def test_what_cannot_be_read_counts_as_inside_for_sol(text: str) -> None:
    assert judged(beslut(OLD, Lag.SOL, lagrum=text)) == (True, UNREADABLE)


@pytest.mark.parametrize("text", ["bostad", "LSS", "10 LSS", "p 9", "4 kap. 1 § LSS", "9 § 9 LSS (1985:568)"])
def test_what_cannot_be_read_counts_as_inside_for_lss(text: str) -> None:
    assert judged(beslut(lagrum=text)) == (True, UNREADABLE)


@pytest.mark.parametrize("lag", [Lag.LSS, Lag.SOL])
@pytest.mark.parametrize("text", [None, "", "   "])
def test_an_empty_lagrum_counts_as_inside(lag: Lag, text: str | None) -> None:
    assert judged(beslut(lag=lag, lagrum=text)) == (True, Lagrumslasning.TOMT)


def test_the_paragraph_of_another_law_is_pointed_out() -> None:
    assert judged(beslut(OLD, Lag.SOL, lagrum="9 § 9 LSS")) == (True, OTHER_LAW)
    assert judged(beslut(OLD, Lag.SOL, lagrum="7 § LSS")) == (False, OTHER_LAW)
    assert judged(beslut(OLD, Lag.LSS, lagrum="4 kap. 1 § SoL")) == (True, OTHER_LAW)
    assert judged(beslut(OLD, Lag.LSS, lagrum="9:1 SoL")) == (False, OTHER_LAW)


@pytest.mark.parametrize("text", [None, "9 § 9 LSS", "bostad"])
def test_a_dom_is_never_inside(text: str | None) -> None:
    of = beslut(lagrum=text, ursprung=Ursprung.DOM)
    assert judge_plikt(of).varde is Plikt.DOM
    assert read_lagrum(of) is Lagrumslasning.PROVAS_EJ


@pytest.mark.parametrize("text", [None, "7 § LSS", "16 § LSS", "bostad"])
def test_for_a_forhandsbesked_lagrum_is_not_tested(text: str | None) -> None:
    assert judged(beslut(lagrum=text, ursprung=Ursprung.FORHANDSBESKED)) == (True, Lagrumslasning.PROVAS_EJ)


def test_the_step_carries_rule_finding_and_facts() -> None:
    answer = judge_plikt(beslut(lagrum="7 § LSS"))
    assert answer.steg.regel.id == "R5"
    assert answer.steg.utfall == "utanfor_lagrum"
    assert ("lagrum", "7 § LSS") in answer.steg.fakta


@pytest.mark.parametrize(
    ("lag", "day", "text", "written"),
    [
        *((Lag.LSS, NEW, text, "9 § 9 LSS") for text in ("9 § 9 LSS", "LSS 9 § 9", "9 § p. 9", "9:9", "§ 9 p 9")),
        (Lag.LSS, NEW, "9 § LSS", "9 § LSS"),
        (Lag.LSS, NEW, "28 a § LSS", "28 a § LSS"),
        *(
            (Lag.SOL, OLD, text, "4 kap. 1 § SoL (2001:453)")
            for text in ("4 kap 1 § SoL", "4:1 SoL", "4 kap. 1 § SoL (2001:453)", "4 kap. 1 §")
        ),
        (Lag.SOL, NEW, "11:1", "11 kap. 1 § SoL (2025:400)"),
        (Lag.SOL, NEW, "4 kap. 1 §", "4 kap. 1 § SoL (2001:453)"),  # only the act before has it inside the duty
        (Lag.SOL, OLD, "12 kap 1 §", "12 kap. 1 § SoL (2025:400)"),
        (Lag.SOL, NEW, "11 kap. 4 §", "11 kap. 4 § SoL (2025:400)"),
        (Lag.SOL, NEW, "4 kap. 1 a §", "4 kap. 1 a § SoL (2025:400)"),
        # what says more than one place, or cannot be read, is left as it was registered
        (Lag.SOL, OLD, "3 kap. 1 § och 4 kap. 1 § SoL", "3 kap. 1 § och 4 kap. 1 § SoL"),
        (Lag.SOL, NEW, "11 kap. 1 § första stycket SoL", "11 kap. 1 § första stycket SoL"),
        (Lag.SOL, NEW, "bistånd", "bistånd"),
        (Lag.SOL, NEW, "  ", ""),
        (Lag.SOL, NEW, None, ""),
    ],
)
def test_a_lagrum_is_written_in_one_form(lag: Lag, day: str, text: str | None, written: str) -> None:
    assert cite_lagrum(beslut(day, lag=lag, lagrum=text)) == written
