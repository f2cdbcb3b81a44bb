"""Fullmäktige's statistics: figures only, what statute asks for, and what a threshold of small numbers hides."""

from dataclasses import replace
from datetime import date

import pytest
from ale_2019q1 import ale_underlag
from pappersbygge import MALLAR, RAD, all_text, paragraphs, preliminary, underlag
from statistikord import field_names, headings, marks_under, rows_under, tables_under
from test_statistik_i_tal import chosen, rows, with_fakta

from ejverkstallda.domain.beslut import Kon, Vantanslag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.report.fullmaktige import build_content, build_fullmaktigerapport
from ejverkstallda.report.fullmaktigemodell import Fullmaktigeinnehall, Tidsrad
from ejverkstallda.report.granskning import find_identity
from ejverkstallda.report.modell import Dokument, Notering
from ejverkstallda.report.radfakta import Radfakta
from ejverkstallda.report.rapportval import Rapportdelar
from ejverkstallda.report.statistikmodell import Tidsmatt
from ejverkstallda.report.underlag import Underlag

PER_BESLUT = "Tiden för varje beslut"
PER_AVBROTT = "Tiden för varje avbrott"
VUXNA = "Bostad med särskild service för vuxna"
EXTRA = {"Kvinnor och män", "Verksamhetsområde", "Erbjudanden"}


def made(u: Underlag) -> Dokument:
    return build_fullmaktigerapport(u, MALLAR).dokument


def test_the_model_has_no_field_for_a_case() -> None:
    names = field_names(Fullmaktigeinnehall)
    assert {"statistik", "tider_beslut", "insatser"} <= names
    assert not [
        n
        for n in names - {"sista_noteringsdag"}
        if "nummer" in n or "beslutsdatum" in n or "text" in n or "notering" in n
    ]
    assert not {"fall_id", "enhet", "start", "rader_per_fall"} & names


def test_no_number_and_no_comment_of_a_case_is_in_the_paper() -> None:
    u = ale_underlag()
    dokument = made(u)
    text = all_text(dokument)
    assert not [r.beslutsnummer for r in u.bild.rader if r.beslutsnummer in text]
    assert "Erbjudande om bostad" not in text
    assert find_identity(dokument) == ()


def test_ale_numbers_types_and_times() -> None:
    dokument = made(ale_underlag())
    assert [r[1] for r in rows_under(dokument, "Antal beslut och avbrott")] == ["2", "2", "2", "5", "11", "7"]
    assert rows_under(dokument, "Beslut: slag av insats")[1] == (VUXNA, "2", "2", "0", "2", "6")
    assert rows_under(dokument, PER_BESLUT) == (
        ("Bostad med särskild service för barn eller ungdomar", "169", "1"),
        (VUXNA, "442", "1"),
        (VUXNA, "354", "1"),
        (VUXNA, "325", "1"),
        (VUXNA, "227", "1"),
        (VUXNA, "142", "1"),
        (VUXNA, "130", "1"),
        ("Kontaktperson", "601", "1"),
        ("Kontaktperson", "276", "1"),
        ("Kontaktperson", "228", "1"),
    )
    assert rows_under(dokument, PER_AVBROTT) == (("Kontaktperson", "423", "174", "1"),)
    assert "varje kvartal lämna statistiken enligt 28 h § LSS." in paragraphs(dokument)


def test_every_part_says_what_it_rests_on() -> None:
    dokument = made(ale_underlag())
    law = "Grund: 28 h § LSS."
    for heading in ("Antal beslut och avbrott", "Beslut: slag av insats", PER_BESLUT, PER_AVBROTT):
        assert marks_under(dokument, heading) == [law]
    assert marks_under(dokument, "Jämförelse med tidigare kvartal") == ["Tillägg: kommunens val, inget krav i lagen."]


def test_what_goes_beyond_the_law_is_a_setting() -> None:
    assert not EXTRA & set(headings(made(ale_underlag())))
    everything = chosen(ale_underlag(), fullmaktige=Rapportdelar())
    assert set(headings(made(everything))) >= EXTRA
    nothing = chosen(ale_underlag(), fullmaktige=Rapportdelar(*([False] * 8)))
    found = set(headings(made(nothing)))
    assert {"Antal beslut och avbrott", "Beslut: slag av insats", PER_BESLUT, PER_AVBROTT} <= found
    assert not found & {*EXTRA, "Jämförelse med tidigare kvartal"}


def test_decisions_of_the_same_time_share_a_row() -> None:
    assert build_content(underlag(RAD, RAD)).tider_beslut == (Tidsrad("Hemtjänst", 152, None, 2),)


def test_a_threshold_hides_kinds_and_tells_time_in_whole_months() -> None:
    few = {"insats": "boendestöd", "insats_kod": "boendestod", "dagar": 100, "dagar_sedan_beslut": 100}
    cut = {"vantan": Vantanslag.AVBROTT, "start": date(2025, 9, 10), "dagar": 112}
    u = chosen(underlag(*rows(*[{}] * 5, few, cut)), sma_tal=3, fullmaktige=Rapportdelar())
    innehall = build_content(u)
    # 1 August to 31 December is four whole months, and to 9 November three.
    assert innehall.tider_beslut == (Tidsrad(None, 4, None, 5), Tidsrad(None, 3, None, 1))
    assert innehall.tider_avbrott == (Tidsrad(None, 4, None, 1),)
    assert innehall.hela_manader
    dokument = made(u)
    assert rows_under(dokument, "Beslut: slag av insats") == (("Alla insatser", "6"),)
    assert rows_under(dokument, PER_BESLUT) == (("4", "5"), ("3", "1"))
    assert [k.rubrik for k in tables_under(dokument, PER_AVBROTT)[0].kolumner] == [
        "Hela månader sedan beslutet",
        "Antal",
    ]
    # 10 September to 31 December is three whole months: alone, its days would be one person's.
    assert innehall.statistik.avbrott.tider.vantar == Tidsmatt(1, 3, 3)
    assert tables_under(dokument, "Avbrott: hur lång tid som har gått")[0].rader[0] == ("Väntar", "1", "3", "3")
    waits = tables_under(dokument, "Beslut: hur lång tid som har gått")[0]
    assert [k.rubrik for k in waits.kolumner] == ["Läge", "Antal", "Median, hela månader", "Längst, hela månader"]
    assert waits.rader == (("Väntar", "6", "4", "4"), ("Har tagit slut", "0", "–", "–"))
    assert not [days for days in ("152", "112", "100") if days in all_text(dokument)]
    assert "i den sista från beslutet." in paragraphs(dokument)
    assert marks_under(dokument, PER_AVBROTT, "not") == [
        (
            "Tiden anges i hela månader, eftersom kommunen har satt en gräns för små tal. En påbörjad månad räknas "
            "inte. I den här tabellen står varken insatsen eller tiden sedan avbrottet."
        )
    ]
    assert "Verksamhetsområde" not in headings(dokument)
    # All seven are women: the split tells nothing that may be told; the groups that nobody is in hide nothing.
    assert {r[1:3] for r in rows_under(dokument, "Kvinnor och män")} == {("visas inte", "visas inte"), ("0", "0")}


def test_a_median_between_two_months_is_the_shorter_one() -> None:
    """1 August to 31 December is four whole months, and 112 days from 10 September three."""
    shorter = {"beslutsdatum": date(2025, 9, 10), "start": date(2025, 9, 10), "dagar": 112, "dagar_sedan_beslut": 112}
    made_of = build_content(chosen(underlag(*rows({}, shorter)), sma_tal=2))
    assert made_of.statistik.beslut.tider.vantar == Tidsmatt(2, 3, 4)
    plain = build_content(underlag(*rows({}, shorter)))
    assert plain.statistik.beslut.tider.vantar == Tidsmatt(2, 132, 152)


def test_without_a_threshold_nothing_is_hidden() -> None:
    u = chosen(underlag(*rows({}, {"kon": Kon.MAN})), fullmaktige=Rapportdelar())
    assert rows_under(made(u), "Kvinnor och män")[0] == ("Nya ej verkställda", "1", "1", "2")


def test_those_who_live_elsewhere_are_counted_here() -> None:
    u = with_fakta(underlag(*rows({})), Radfakta(annan_kommun=True))
    assert rows_under(made(u), "Antal beslut och avbrott")[0] == ("Nya ej verkställda", "1")


def test_a_zero_report_is_whole() -> None:
    dokument = made(underlag())
    text = paragraphs(dokument)
    assert "Inga beslut rapporteras i kvartalet." in text
    assert "Inga avbrott i verkställigheten rapporteras i kvartalet." in text
    assert [r[1] for r in rows_under(dokument, "Antal beslut och avbrott")] == ["0"] * 6


def test_preliminary_figures_say_so() -> None:
    dokument = made(preliminary(RAD, pa_vag=1))
    assert dokument.sidhuvud.dokumenttyp == "PRELIMINÄR Statistikrapport till fullmäktige"
    assert "visar läget 2025-12-01 och talen kan ändras" in paragraphs(dokument)


def test_an_older_decision_cites_both_laws() -> None:
    older = RAD._replace(beslutsdatum=date(2025, 6, 30), grupp=Grupp.KVARSTAENDE)
    text = paragraphs(made(underlag(RAD, older)))
    assert "Här ingår även beslut som fattades före 2025-07-01" in text
    assert "motsvarande bestämmelser fanns i 16 kap. 6 h § SoL (2001:453)." in text  # the statistics; f–g are others'
    only = made(underlag(older))
    assert "enligt socialtjänstlagen (2001:453), SoL, kvartal 4 2025" in only.titel
    assert "Besluten enligt SoL fattades före 2025-07-01" in paragraphs(only)


def test_the_status_day_is_explained() -> None:
    assert "visar läget vid slutet av 2025-12-31. Den dagen kallas statusdag." in paragraphs(made(underlag(RAD)))
    early = paragraphs(made(preliminary(RAD, pa_vag=0)))
    assert "läget vid slutet av 2025-12-01. Statusdagen, den dag som rapporten ska avse, är 2025-12-31." in early


@pytest.mark.parametrize("text", ["19121212-1212", "Anna"])
def test_a_comment_cannot_reach_the_paper(text: str) -> None:
    u = replace(underlag(RAD), noteringar={1: (Notering(date(2025, 12, 1), text),)})
    assert text not in all_text(made(u))
