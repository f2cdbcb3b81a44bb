"""Sources as values, rules that cannot be made without one, and findings."""

import pytest
from bygg import day, days_around

from ejverkstallda.domain import felkoder, kallor
from ejverkstallda.domain.brister import Allvar, Felkod, needs_someone
from ejverkstallda.domain.kallor import Kalla, Kallslag
from ejverkstallda.domain.motivering import Regel


@pytest.mark.parametrize(("kid", "place"), [("", "1 §"), ("x", "")])
def test_a_source_says_where_it_stands(kid: str, place: str) -> None:
    with pytest.raises(ValueError, match="id och plats"):
        Kalla(kid, Kallslag.LAG, kallor.LSS, place)


def test_the_socialtjanstlag_changes_on_the_first_of_july_2025() -> None:
    around = days_around("2025-07-01")
    assert [kallor.SOL01_16_6F.in_force(d) for d in around] == [True, False, False]
    assert [kallor.SOL25_34_1.in_force(d) for d in around] == [False, True, True]
    assert [kallor.LSS_28F.in_force(d) for d in around] == [True, True, True]


def test_the_duty_is_in_force_from_its_first_day() -> None:
    """SoL 1 July 2006, LSS 1 July 2008, vistelsekommun 1 May 2011 (regelverk.md 1.3 and 1.4)."""
    assert [kallor.SOL01_16_6H.in_force(d) for d in days_around("2006-07-01")] == [False, True, True]
    assert [kallor.LSS_28H.in_force(d) for d in days_around("2008-07-01")] == [False, True, True]
    assert [kallor.SOL01_16_6I.in_force(d) for d in days_around("2011-05-01")] == [False, True, True]


def test_the_fee_is_in_force_from_july_2002_for_judgments() -> None:
    """SFS 2002:437 and 2002:439 (regelverk.md 1.4)."""
    for kalla in (kallor.SOL01_16_6A, kallor.SOL01_16_6D, kallor.LSS_28A, kallor.LSS_28B):
        assert [kalla.in_force(d) for d in days_around("2002-07-01")] == [False, True, True]


def test_the_amending_acts_are_in_force_from_their_own_days() -> None:
    assert kallor.LSS_OVERGANG_AVGIFT.fran == day("2026-01-01")  # SFS 2025:1298
    assert kallor.SOL01_LOV.fran == day("2009-01-01")  # SFS 2008:965


def test_a_source_without_dates_is_always_in_force() -> None:
    assert kallor.TOLKNING_HELGDAG.in_force(day("1900-01-01"))


def test_a_source_is_cited_by_place_and_act() -> None:
    assert kallor.LSS_28F.text == "28 f § LSS"
    assert kallor.SOL25_34_1.text == "34 kap. 1 § SoL (2025:400)"
    assert kallor.SOL01_16_6G.text == "16 kap. 6 g § SoL (2001:453)"
    assert kallor.IVO_DELVIS.text == "IVO: frågor och svar: delvis verkställda beslut"


def test_every_source_has_its_own_id_and_a_kind() -> None:
    assert len({k.id for k in kallor.ALLA}) == len(kallor.ALLA)
    assert {k.slag for k in kallor.ALLA} == set(Kallslag)


def test_an_interpretation_is_never_shown_as_law() -> None:
    for kalla in kallor.ALLA:
        assert (kalla.akt is kallor.EGEN) is (kalla.slag is Kallslag.TOLKNING)
        assert (kalla.akt is kallor.IVO) is (kalla.slag is Kallslag.MYNDIGHET)


def test_a_rule_without_a_source_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="saknar källa"):
        Regel("R0", "namn", ())


def test_a_finding_says_what_and_what_to_do() -> None:
    brist = felkoder.AVBROTT_REDAN_OPPET.brist("Två avbrott.", "beslut 1")
    assert brist.kod == "avbrott_redan_oppet"
    assert brist.allvar is Allvar.VARNING
    assert brist.text.startswith("Två avbrott. Makulera")
    assert brist.plats == "beslut 1"


def test_a_finding_without_a_remedy_has_only_its_text() -> None:
    assert Felkod("x", Allvar.FEL, "Betydelse.", "").brist("Text.").text == "Text."


def test_only_an_upplysning_needs_nobody() -> None:
    tells = felkoder.INSATS_OKAND.brist("Okänd.")
    warns = felkoder.VERKSTALLD_TVA_GANGER.brist("Två gånger.")
    assert not needs_someone([])
    assert not needs_someone([tells])
    assert needs_someone((tells, warns))
    assert needs_someone([Felkod("x", Allvar.FEL, "Betydelse.", "").brist("Fel.")])


def test_every_code_of_a_finding_is_used_once() -> None:
    codes = [v.kod for v in vars(felkoder).values() if isinstance(v, Felkod)]
    assert len(codes) == len(set(codes))
    assert all(v.betydelse.endswith(".") for v in vars(felkoder).values() if isinstance(v, Felkod))
