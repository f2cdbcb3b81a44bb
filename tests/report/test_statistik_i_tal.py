"""The statistics of the nämnd's report: the model quarter's printed sums divided by hand, and small registers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ale_2019q1 import ale_underlag
from pappersbygge import MALLAR, RAD, all_text, paragraphs, preliminary, under, underlag
from statistikord import case_lists, figures_under, headings, marks_under, rows_under, tables_under

from ejverkstallda.domain.beslut import Ansvar, Avslutsorsak, Kon, Lag, SkalKod, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.kvartalsbild import Summor
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.fullmaktige import build_fullmaktigerapport
from ejverkstallda.report.modell import Dokument, Lista
from ejverkstallda.report.radfakta import Erbjudanden, Radfakta
from ejverkstallda.report.rapportval import Arendenummer, Rapportdelar, Rapportval
from ejverkstallda.report.revisorer import build_revisorsrapport
from ejverkstallda.report.statistik import build_content, build_statistikrapport
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.texts import load_texts

INSATS = "Beslut: slag av insats"
TIDER = "Beslut: hur länge de har väntat"
SKAL = "Skäl till dröjsmålet och hos vem skälet ligger"
JAMFORELSE = "Jämförelse med tidigare kvartal"
BILAGA = "Bilaga: varför varje beslut är med"
LSS = "Grund: 28 h § LSS."
TILLAGG = "Tillägg: kommunens val, inget krav i lagen."


def made(u: Underlag) -> Dokument:
    return build_statistikrapport(u, MALLAR).dokument


def chosen(u: Underlag, **val: Any) -> Underlag:
    return replace(u, kommun=u.kommun._replace(rapport=Rapportval(**val)))


def with_fakta(u: Underlag, *fakta: Radfakta | None) -> Underlag:
    return replace(u, fakta={i: f for i, f in enumerate(fakta, 1) if f})


def rows(*changes: Mapping[str, Any]) -> list[Rad]:
    return [RAD._replace(fall_id=i, beslutsnummer=f"10{i:02}", **c) for i, c in enumerate(changes, 1)]


def test_ale_by_insats_decisions_and_avbrott_apart() -> None:
    dokument = made(ale_underlag())
    assert rows_under(dokument, INSATS) == (
        ("Bostad med särskild service för barn eller ungdomar", "0", "0", "1", "0", "1"),
        ("Bostad med särskild service för vuxna", "2", "2", "0", "2", "6"),
        ("Kontaktperson", "0", "0", "1", "2", "3"),
        ("Summa", "2", "2", "2", "4", "10"),
    )
    assert rows_under(dokument, "Avbrott: slag av insats") == (("Kontaktperson", "0", "0", "0", "1", "1"),)
    assert marks_under(dokument, INSATS) == [LSS]


def test_ale_times_by_hand() -> None:
    """130, 142, 227, 228, 276 and 442 days wait; 169, 325, 354 and 601 days have ended."""
    dokument = made(ale_underlag())
    measures, bands = tables_under(dokument, TIDER)
    assert measures.rader == (("Väntar", "6", "227,5", "442"), ("Har tagit slut", "4", "339,5", "601"))
    assert bands.rader == (
        ("Mer än 3 till och med 6 månader", "2", "1", "3"),
        ("Mer än 6 till och med 12 månader", "3", "2", "5"),
        ("Mer än 12 till och med 18 månader", "1", "0", "1"),
        ("Mer än 18 månader", "0", "1", "1"),
        ("Summa", "6", "4", "10"),
    )
    assert bands.summarad
    (figure,) = figures_under(dokument, TIDER)
    assert [(s.namn, s.varden) for s in figure.serier] == [
        ("Väntar", (2, 3, 1, 0)),
        ("Har tagit slut", (1, 2, 0, 1)),
    ]
    assert figure.etiketter == ("3–6", "6–12", "12–18", "över 18")
    assert "Mer än 18 månader: 0 väntar, 1 har tagit slut." in figure.alt


def test_ale_avbrott_has_a_table_and_no_chart_of_one() -> None:
    dokument = made(ale_underlag())
    measures, bands = tables_under(dokument, "Avbrott: hur länge de har varat")
    assert measures.rader == (("Väntar", "1", "174", "174"), ("Har tagit slut", "0", "–", "–"))
    assert [r[1] for r in bands.rader] == ["1", "0", "0", "0", "1"]
    assert figures_under(dokument, "Avbrott: hur länge de har varat") == []


def test_ale_by_sex_and_area() -> None:
    dokument = made(ale_underlag())
    assert rows_under(dokument, "Kvinnor och män") == (
        ("Nya ej verkställda", "1", "1", "0", "2"),
        ("Verkställda", "0", "0", "2", "2"),
        ("Avslutade utan verkställighet", "0", "0", "2", "2"),
        ("Fortsatt ej verkställda", "0", "0", "5", "5"),
        ("Rapporterade i kvartalet", "1", "1", "9", "11"),
    )
    assert rows_under(dokument, "Verksamhetsområde") == (("Funktionshinder", "2", "2", "2", "5", "11"),)
    assert marks_under(dokument, "Kvinnor och män") == [TILLAGG]


def test_reasons_by_whose_they_are_and_what_is_not_known() -> None:
    u = with_fakta(
        underlag(*rows({}, {}, {}, {}, {})),
        Radfakta(SkalKod.SAKNAR_PLATS, Ansvar.KOMMUNEN),
        Radfakta(SkalKod.SAKNAR_PLATS, Ansvar.ENSKILD),
        Radfakta(SkalKod.ANNAT, None),
        Radfakta(None, Ansvar.ANNAN),
        None,
    )
    assert rows_under(made(u), SKAL) == (
        ("Ledig plats eller bostad saknas", "1", "1", "0", "0", "2"),
        ("Annat", "0", "0", "0", "1", "1"),
        ("Uppgift saknas", "0", "0", "1", "1", "2"),
        ("Summa", "1", "1", "1", "2", "5"),
    )


def test_offers_are_counted_and_a_row_frozen_without_them_is_told() -> None:
    u = with_fakta(
        underlag(*rows({}, {}, {})),
        Radfakta(erbjudanden=Erbjudanden(3, 1, 1)),
        Radfakta(erbjudanden=Erbjudanden(1, 0, 1)),
        None,
    )
    dokument = made(u)
    assert [r[1] for r in rows_under(dokument, "Erbjudanden")] == ["4", "1", "2", "1"]
    assert marks_under(dokument, "Erbjudanden", "not") == [
        (
            "Erbjudandena räknas från väntans början i varje ärende till och med 2026-01-31. Pågår väntan räknas samma "
            "erbjudande igen i nästa kvartal, så talen kan inte läggas ihop över flera kvartal. Ett erbjudande som har "
            "fått svar först efter 2026-01-31 räknas här som utan svar. Det som har hänt efter statusdagen 2025-12-31 "
            "räknas alltså bara till och med 2026-01-31."
        ),
        "För 1 av besluten saknas uppgift: kvartalet stängdes utan den.",
    ]


def test_offers_of_a_preliminary_quarter_are_counted_up_to_today() -> None:
    u = with_fakta(preliminary(RAD, pa_vag=0), Radfakta(erbjudanden=Erbjudanden(1, 0, 0)))
    (note,) = marks_under(made(u), "Erbjudanden", "not")
    assert "i varje ärende till och med 2025-12-01." in note
    assert "statusdagen" not in note


def test_only_small_kinds_taken_together_say_nothing_of_larger_ones() -> None:
    kinds = [("hemtjänst", "hemtjanst")] * 4 + [("boendestöd", "boendestod")] * 2 + [("turbunden resa", None)]
    found = rows(*[{"insats": insats, "insats_kod": kod} for insats, kod in kinds])
    dokument = made(chosen(underlag(*found), sma_tal=3, sma_tal_i_statistikrapporten=True))
    assert marks_under(dokument, INSATS, "not") == [
        (
            "I raden ”Övriga insatser” är alla tal som är mindre än 3 hopräknade. Raden omfattar boendestöd och "
            "turbunden resa. Summan är oförändrad."
        )
    ]


def test_a_wait_that_ended_in_time_after_all_has_a_band_of_its_own() -> None:
    ended = {"slut": Slut(Slutslag.VERKSTALLD, date(2025, 10, 1)), "dagar": 61, "grupp": Grupp.VERKSTALLD}
    _, bands = tables_under(made(underlag(*rows(ended, {}))), TIDER)
    assert bands.rader[0] == ("Högst 3 månader", "0", "1", "1")
    for paper in (
        made(underlag(*rows(ended, {}))),
        build_fullmaktigerapport(underlag(*rows(ended, {})), MALLAR).dokument,
    ):
        assert (
            "De som har väntat högst 3 månader är med för att de har rapporterats i ett tidigare kvartal. Sedan har "
            "det visat sig att väntan tog slut i tid, eller att den inte omfattas av rapporteringen."
        ) in paragraphs(paper)
    assert "högst 3 månader" not in paragraphs(made(underlag(*rows({}))))


def test_a_row_that_ended_in_time_says_why_it_is_told_of() -> None:
    ended = {"slut": Slut(Slutslag.VERKSTALLD, date(2025, 11, 1)), "grupp": Grupp.VERKSTALLD}
    late = {"slut": Slut(Slutslag.VERKSTALLD, date(2025, 11, 2)), "grupp": Grupp.VERKSTALLD}
    listed = [x for x in case_lists(made(underlag(*rows(ended, late)))) if x.block]
    assert [b.celler[-1] for b in listed[0].block] == [
        "Verkställt 2025-11-01 (i tid; rapporterades tidigare)",
        "Verkställt 2025-11-02",
    ]


def test_a_wait_on_its_gransdag_has_waited_three_months() -> None:
    """Decided 30 September, gränsdag 30 December; at the end of that day it waits, and is reported."""
    waits = {"beslutsdatum": date(2025, 9, 30), "start": date(2025, 9, 30), "gransdag": date(2025, 12, 30), "dagar": 91}
    _, bands = tables_under(made(underlag(*rows(waits))), TIDER)
    assert bands.rader[0] == ("Mer än 3 till och med 6 månader", "1", "0", "1")


WRONG = {
    "grupp": Grupp.AVSLUTAD,
    "slut": Slut(Slutslag.AVSLUTAD, date(2025, 12, 31), Avslutsorsak.FELREGISTRERAD),
}


@pytest.mark.parametrize(
    ("tal", "sma_tal", "some"),
    [
        (
            1,
            0,
            (
                "finns ett där ingen väntan har tagit slut. Det har rapporterats tidigare men har sedan visat sig vara "
                "felregistrerat,"
            ),
        ),
        (
            2,
            0,
            (
                "finns två där ingen väntan har tagit slut. De har rapporterats tidigare men har sedan visat sig vara "
                "felregistrerade,"
            ),
        ),
        (1, 3, "finns sådana där ingen väntan har tagit slut. De har rapporterats"),
    ],
)
def test_what_was_wrongly_registered_is_told_of_where_it_is_counted(tal: int, sma_tal: int, some: str) -> None:
    u = chosen(underlag(*rows(*[WRONG] * tal)), sma_tal=sma_tal, sma_tal_i_statistikrapporten=True)
    for paper in (made(u), build_fullmaktigerapport(u, MALLAR).dokument):
        assert f"Bland de avslutade utan verkställighet {some}" in paragraphs(paper)
    ended = {"grupp": Grupp.AVSLUTAD, "slut": Slut(Slutslag.AVSLUTAD, date(2025, 12, 1), Avslutsorsak.AVLIDEN)}
    assert "Bland de avslutade" not in paragraphs(made(underlag(*rows(ended))))


def test_what_ended_after_the_status_day_is_said_in_the_row_and_still_waits() -> None:
    after = {"slut_efter_statusdag": Slut(Slutslag.VERKSTALLD, date(2026, 1, 7))}
    dokument = made(underlag(*rows(after)))
    assert case_lists(dokument)[0].block[0].celler[-1] == "Verkställt 2026-01-07 (efter statusdagen)"
    assert tables_under(dokument, TIDER)[0].rader[0] == ("Väntar", "1", "152", "152")


def test_rows_without_an_area_come_last() -> None:
    dokument = made(underlag(*rows({}, {"verksamhetsomrade": "Äldreomsorg"})))
    assert [r[0] for r in rows_under(dokument, "Verksamhetsområde")] == ["Äldreomsorg", "Uppgift saknas", "Summa"]


def test_both_laws_together_name_the_law_of_each_insats() -> None:
    lss = {"lag": Lag.LSS, "insats": "kontaktperson", "insats_kod": "kontaktperson_lss"}
    sol = {"insats": "kontaktperson", "insats_kod": "kontaktperson_sol"}
    dokument = made(underlag(*rows(lss, sol), lag=None))
    assert [r[0] for r in rows_under(dokument, INSATS)] == ["Kontaktperson, LSS", "Kontaktperson, SoL", "Summa"]
    assert marks_under(dokument, INSATS) == ["Grund: 28 h § LSS och 34 kap. 3 § SoL (2025:400)."]


@pytest.mark.parametrize(("kvartal", "lagrum"), [("2025Q2", "16 kap. 6 h § SoL (2001:453)"), ("2025Q4", "34 kap. 3 §")])
def test_the_ground_is_the_law_of_the_last_day_and_no_paper_says_what_the_program_has_not_read(
    kvartal: str, lagrum: str
) -> None:
    dokument = made(underlag(RAD, kvartal=kvartal))
    assert marks_under(dokument, "Sammanställning")[0].startswith(f"Grund: {lagrum}")
    assert marks_under(dokument, "Sammanställning", "not") == []
    for paper in (dokument, build_fullmaktigerapport(underlag(RAD, kvartal=kvartal), MALLAR).dokument):
        assert "förbehåll" not in all_text(paper).casefold()
        assert "kunnat läsas" not in all_text(paper)


ALDRE = """# Rapport

{{ plats.summor }}

{{ plats.nya }}

{% if visas.forbehall %}
## Bilaga: förbehåll om källorna

{{ plats.forbehall }}
{% endif %}"""


def test_a_template_of_an_earlier_version_that_asks_for_the_reservations_still_works() -> None:
    older = load_texts([{"dokument/statistikrapport.md": ALDRE}])
    paper = build_statistikrapport(underlag(RAD), older).dokument
    assert headings(paper) == []
    assert len(case_lists(paper)) == 1


HISTORIK = {
    Kvartal(2024, 4): Summor(1, 2, 3, 4, 5),
    Kvartal(2025, 2): Summor(6, 7, 8, 9, 10),
    Kvartal(2026, 1): Summor(9, 9, 9, 9, 9),
}


def test_compared_with_closed_quarters_only_and_never_with_a_later_one() -> None:
    u = replace(underlag(RAD), historik=HISTORIK)
    compared, stock = tables_under(made(u), JAMFORELSE)
    assert [k.rubrik for k in compared.kolumner] == ["Grupp", "2025Q4", "2024Q4"]
    assert compared.rubrik == "Kvartalet och samma kvartal året före"
    assert [r[1:] for r in compared.rader] == [("1", "1"), ("0", "2"), ("0", "3"), ("0", "4"), ("1", "10"), ("1", "5")]
    assert marks_under(made(u), JAMFORELSE, "not") == [
        "2025Q3 (kvartalet före) är inte stängt i registret och är inte med i jämförelsen."
    ]
    missing = "inte stängt i registret"
    assert stock.rader == (
        ("2024Q4", "5"),
        ("2025Q1", missing),
        ("2025Q2", "10"),
        ("2025Q3", missing),
        ("2025Q4", "1"),
    )
    (figure,) = figures_under(made(u), JAMFORELSE)
    assert list(figure.serier[0].varden) == [5, None, 10, None, 1]
    assert "2025Q1: inte stängt i registret" in figure.alt


def test_the_stock_is_shown_over_three_years_at_most() -> None:
    old = {Kvartal(ar, n): Summor(0, 0, 0, 0, ar) for ar in range(2018, 2026) for n in (1, 2, 3, 4)}
    _, stock = tables_under(made(replace(underlag(RAD), historik=old)), JAMFORELSE)
    assert [r[0] for r in stock.rader] == [f"{ar}Q{n}" for ar in (2023, 2024, 2025) for n in (1, 2, 3, 4)]


def test_without_a_closed_quarter_there_is_no_chart_of_the_stock() -> None:
    dokument = made(underlag(RAD))
    assert figures_under(dokument, JAMFORELSE) == []
    assert marks_under(dokument, JAMFORELSE, "not") == ["Inget tidigare kvartal är stängt i registret."]
    assert tables_under(dokument, JAMFORELSE) == []


def test_a_zero_report_is_whole_and_still_compares() -> None:
    dokument = made(replace(underlag(), historik=HISTORIK))
    assert "Inga beslut och inga avbrott rapporteras i kvartalet." in paragraphs(dokument)
    assert JAMFORELSE in headings(dokument)
    assert not {INSATS, TIDER, SKAL, "Kvinnor och män", "Erbjudanden", BILAGA} & set(headings(dokument))


def test_what_the_law_demands_stays_when_everything_else_is_off() -> None:
    off = Rapportdelar(*([False] * 8))
    dokument = made(chosen(ale_underlag(), delar=off))
    assert {INSATS, TIDER, "Avbrott: slag av insats", "Sammanställning"} <= set(headings(dokument))
    gone = {SKAL, "Kvinnor och män", "Verksamhetsområde", "Erbjudanden", JAMFORELSE, BILAGA}
    assert not gone & set(headings(dokument))
    assert figures_under(dokument, TIDER) == []
    assert TILLAGG not in paragraphs(dokument)
    assert "kvinna" not in all_text(dokument)
    innehall = build_content(chosen(ale_underlag(), delar=off))
    stat = innehall.statistik
    parts = (stat.kon, stat.skal, stat.erbjudanden, stat.jamforelse, stat.verksamhetsomraden)
    assert [part for part in parts if part is not None] == []
    assert all(r.grunder == () for r in innehall.rader)


def test_without_charts_the_numbers_stay() -> None:
    u = replace(underlag(*rows({}, {})), historik=HISTORIK)
    dokument = made(chosen(u, delar=Rapportdelar(diagram=False)))
    assert len(tables_under(dokument, JAMFORELSE)) == 2
    assert figures_under(dokument, JAMFORELSE) == []


def test_a_running_number_hides_the_cases_own() -> None:
    dokument = made(chosen(ale_underlag(), arendenummer=Arendenummer.LOPNUMMER))
    text = all_text(dokument)
    assert not [r.beslutsnummer for r in ale_underlag().bild.rader if r.beslutsnummer in text]
    numbers = [b.celler[0] for lista in case_lists(dokument) for b in lista.block]
    assert numbers == [str(n) for n in range(1, 12)]
    assert [r[0] for r in rows_under(dokument, BILAGA)] == numbers
    assert case_lists(dokument)[0].kolumner[0].rubrik == "Nr"


def test_the_unit_is_a_column_only_where_chosen_and_never_a_protected_persons() -> None:
    facts = (Radfakta(enhet="Norr"), Radfakta(enhet="Söder", skyddad=True), None)
    u = with_fakta(underlag(*rows({}, {}, {})), *facts)
    assert "Norr" not in all_text(made(u))
    dokument = made(chosen(u, delar=Rapportdelar(enhet=True)))
    (listed,) = [x for x in case_lists(dokument) if x.block]
    at = [k.rubrik for k in listed.kolumner].index("Enhet")
    assert [b.celler[at] for b in listed.block] == ["Norr", "–", "–"]
    assert "Söder" not in all_text(dokument)


def test_under_a_threshold_the_tables_hide_sex_and_take_kinds_together() -> None:
    many = [{"kon": Kon.MAN if i % 2 else Kon.KVINNA} for i in range(8)]
    few = [{"kon": Kon.MAN, "insats": "boendestöd", "insats_kod": "boendestod", "grupp": Grupp.KVARSTAENDE}]
    u = chosen(underlag(*rows(*many, *few)), sma_tal=3, sma_tal_i_statistikrapporten=True)
    dokument = made(u)
    assert rows_under(dokument, INSATS) == (("Alla insatser", "9"),)
    assert marks_under(dokument, INSATS, "not") == [
        (
            "I raden ”Alla insatser” är alla tal som är mindre än 3 hopräknade. Även större tal ingår, för att de små "
            "inte ska kunna räknas fram. Raden omfattar boendestöd och hemtjänst. Summan är oförändrad."
        )
    ]
    # 1 man waits on: the sum would tell of him, so its split is hidden with his.
    assert [r[1:] for r in rows_under(dokument, "Kvinnor och män")] == [
        ("4", "4", "8"),
        ("0", "0", "0"),
        ("0", "0", "0"),
        ("visas inte", "visas inte", "1"),
        ("visas inte", "visas inte", "9"),
    ]
    assert "Verksamhetsområde" not in headings(dokument)
    plain = made(chosen(underlag(*rows(*many, *few)), sma_tal=3))
    assert ("Boendestöd", "0", "0", "0", "1", "1") in rows_under(plain, INSATS)


def test_new_ones_enough_of_both_are_divided_by_insats_too() -> None:
    many = [{"kon": Kon.MAN if i % 2 else Kon.KVINNA} for i in range(8)]
    u = chosen(underlag(*rows(*many)), sma_tal=3, sma_tal_i_statistikrapporten=True)
    new = build_content(u).nya
    assert new is not None
    assert [(r.kvinnor, r.man) for r in (*new.rader, new.summa)] == [(4, 4), (4, 4)]
    assert "fyra beslut män." in paragraphs(made(u))


def test_reasons_under_a_threshold_are_two_tables() -> None:
    facts = [Radfakta(SkalKod.SAKNAR_PLATS, Ansvar.KOMMUNEN)] * 4 + [Radfakta(SkalKod.ONSKEMAL, Ansvar.ENSKILD)]
    u = with_fakta(chosen(underlag(*rows(*[{}] * 5)), sma_tal=3, sma_tal_i_statistikrapporten=True), *facts)
    assert [t.rader for t in tables_under(made(u), SKAL)] == [(("Alla skäl", "5"),), (("Alla", "5"),)]


def test_an_insats_has_the_same_name_in_the_row_and_in_the_tables_of_every_paper() -> None:
    u = underlag(*rows({"insats": "avlösning i hemmet", "insats_kod": "avlosning_sol"}))
    dokument = made(u)
    (case,) = case_lists(dokument)[0].block
    assert "Avlösning" in case.celler
    assert [r[0] for r in rows_under(dokument, INSATS)] == ["Avlösning"]
    others = (build_fullmaktigerapport(u, MALLAR), build_revisorsrapport(u, MALLAR))
    assert all("vlösning i hemmet" not in all_text(paper.dokument) for paper in others)
    assert "Avlösning" in all_text(others[1].dokument).splitlines()
    assert [r.insats for r in build_content(u).rader] == ["avlösning i hemmet"]


def test_grounds_tell_rule_source_and_support() -> None:
    dokument = made(ale_underlag())
    found = {r[0]: r[1:] for r in rows_under(dokument, BILAGA)}
    assert found["1306312"] == (
        "Inte verkställt på gränsdagen 2019-02-09",
        "Inte rapporterat i något tidigare kvartal",
        "Nytt",
    )
    assert found["1293974"][2] == "Verkställt"
    assert found["1302579"][0] == "Inte återupptaget på gränsdagen 2019-01-08"
    assert found["1299042"][2] == "Avslutat utan verkställighet"
    (told,) = [b.punkter for b in under(dokument, BILAGA) if isinstance(b, Lista)]
    duty, new, before, group = told
    assert duty.endswith("tre månader efter beslutet eller avbrottet. Lag: 28 f § LSS och 1 § lagen (1930:173).")
    assert new.endswith("Det räknas inte fram på nytt. Programmets tolkning.")
    assert group.endswith(
        "Programmets tolkning. Att det som har verkställts ska rapporteras följer av lag: 28 g § LSS."
    )
    assert before.endswith("räknas som rapporterat. Programmets tolkning.")
    appendix = "\n".join([*told, *(cell for r in rows_under(dokument, BILAGA) for cell in r)])
    assert not re.search(r"\bR\d|\(lag|tolkning\)|lagrat faktum", appendix)


def test_rows_kept_only_because_they_were_reported_say_so() -> None:
    wrong = {
        "grupp": Grupp.AVSLUTAD,
        "slut": Slut(Slutslag.AVSLUTAD, date(2025, 12, 31), Avslutsorsak.FELREGISTRERAD),
        "forst_rapporterad": Kvartal(2025, 3),
    }
    in_time = {
        "grupp": Grupp.VERKSTALLD,
        "slut": Slut(Slutslag.VERKSTALLD, date(2025, 11, 1)),
        "forst_rapporterad": Kvartal(2025, 3),
        "vantan": Vantanslag.BESLUT,
    }
    dokument = made(underlag(*rows(wrong, in_time)))
    assert "Programmets tolkning. Vägledning: IVO: återrapportering varje kvartal" in all_text(dokument)
    first, second = rows_under(dokument, BILAGA)
    assert first[1] == "Rapporterat tidigare, omfattas inte av rapporteringen"
    assert second[1] == "Väntan tog slut i tid (2025-11-01), men har rapporterats tidigare"
    assert second[2] == "Rapporterat första gången 2025Q3; slutet inte rapporterat tidigare"


@pytest.mark.parametrize(
    ("fakta", "why", "legend"),
    [
        (
            Radfakta(rapporterad_fore=True),
            "Rapporterat innan registret togs i bruk; slutet inte rapporterat tidigare",
            "Det som har rapporterats redovisas varje kvartal",
        ),
        (
            Radfakta(rapporterad_fore=False),
            "Väntade när registret togs i bruk och räknas som rapporterat då",
            "Det som väntade redan när registret togs i bruk",
        ),
        (
            None,  # frozen before it was kept
            "Rapporterat innan registret togs i bruk, eller räknas som det",
            "Det som väntade redan när registret togs i bruk",
        ),
    ],
)
def test_what_was_reported_before_the_register_is_told_from_what_counts_as_that(
    fakta: Radfakta | None, why: str, legend: str
) -> None:
    dokument = made(with_fakta(underlag(*rows({"grupp": Grupp.KVARSTAENDE, "forst_rapporterad": None})), fakta))
    assert rows_under(dokument, BILAGA)[0][2] == why
    (told,) = [b.punkter for b in under(dokument, BILAGA) if isinstance(b, Lista)]
    assert [line for line in told if line.startswith(legend)]
