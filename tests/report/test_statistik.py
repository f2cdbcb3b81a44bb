from dataclasses import replace
from datetime import date

import pytest
from ale_2019q1 import ale_underlag
from pappersbygge import MALLAR, RAD, all_text, paragraphs, preliminary, under, underlag

from ejverkstallda.domain.beslut import Avslutsorsak, Kon, Lag, Vantanslag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.report.modell import Arendelista, Dokument, Faltgrupp, Notering, Rubrik, Stycke, Tabell
from ejverkstallda.report.statistik import MALL, build_statistikrapport

NYA = "Nya ej verkställda beslut"
VERKSTALLDA = "Tidigare rapporterade beslut: verkställda"
AVSLUTADE = "Tidigare rapporterade beslut: avslutade utan verkställighet"
KVARSTAENDE = "Tidigare rapporterade beslut: fortsatt ej verkställda"


def build(made: object = None) -> Dokument:
    return build_statistikrapport(made or ale_underlag(), MALLAR).dokument  # type: ignore[arg-type]  # an Underlag or none


def cases(dokument: Dokument, heading: str) -> Arendelista:
    (found,) = (b for b in under(dokument, heading) if isinstance(b, Arendelista))
    return found


def tables(dokument: Dokument, heading: str) -> Tabell:
    (found,) = (b for b in under(dokument, heading) if isinstance(b, Tabell))
    return found


def test_ale_names_law_quarter_window_and_days() -> None:
    dokument = build()
    assert dokument.titel == (
        "Statistikrapport: ej verkställda beslut enligt lagen (1993:387) om stöd och service till vissa "
        "funktionshindrade, LSS, kvartal 1 2019"
    )
    text = paragraphs(dokument)
    assert "Rapporteringstillfälle, sista dag: 2019-04-30" in text
    assert "Ansvarig rapportör: systemförvaltare Påhittad Person" in text
    assert "från och med 2019-01-01 till och med 2019-03-31" in text
    assert "från och med 2018-10-01 till och med 2018-12-31" in text
    assert "Avbrott som började under samma tid räknas på samma sätt." in text
    assert "28 f–h §§ LSS" in text
    assert "9 § LSS" in text
    assert "statusdagen, 2019-03-31" in text
    assert "Kommentarer är med till och med 2019-04-30." in text
    assert "PRELIMINÄR" not in all_text(dokument)


def test_ale_in_words_and_by_sex() -> None:
    dokument = build()
    assert (
        "I kvartal 1 2019 redovisas två nya beslut som inte har verkställts inom tre månader. "
        "Av dem gäller ett beslut en kvinna och ett beslut en man."
    ) in paragraphs(dokument)
    table = tables(dokument, NYA)
    assert [k.rubrik for k in table.kolumner] == ["Insats", "Kvinnor", "Män", "Antal"]
    assert table.rader == (("Bostad med särskild service för vuxna", "1", "1", "2"), ("Summa", "1", "1", "2"))


def test_ale_groups_case_by_case() -> None:
    dokument = build()
    vuxna = "Bostad med särskild service för vuxna"
    new = cases(dokument, "De nya besluten")
    assert [k.rubrik for k in new.kolumner] == ["Beslut nr", "Beslutsdatum", "Insats", "Verksamhet", "Dagar"]
    assert [b.celler for b in new.block] == [
        ("1306312", "2018-11-09", vuxna, "Funktionshinder", "142"),
        ("1306971", "2018-11-21", vuxna, "Funktionshinder", "130"),
    ]
    assert [b.celler[-2:] for b in cases(dokument, VERKSTALLDA).block] == [
        ("354", "Verkställt 2019-03-15"),
        ("325", "Verkställt 2019-03-01"),
    ]
    assert [(b.celler[0], b.celler[-1]) for b in cases(dokument, AVSLUTADE).block] == [
        ("1277881", "Avslutat utan verkställighet 2019-01-31: ersatt av ett nytt beslut"),
        ("1299042", "Avslutat utan verkställighet 2018-12-11: ersatt av ett nytt beslut"),
    ]
    left = cases(dokument, KVARSTAENDE)
    assert [b.celler[0] for b in left.block] == ["1288592", "1299459", "1301490", "1301520", "1302579"]
    assert left.block[-1].celler[1] == "2018-02-01, avbrott 2018-10-08"
    assert left.block[-1].celler[-2:] == ("174", "423")  # from the avbrott, from the decision
    assert left.kolumner[-1].rubrik == "Dagar från beslutet"


def test_ale_sums() -> None:
    assert tables(build(), "Sammanställning").rader == (
        ("Nya ej verkställda", "2"),
        ("Verkställda", "2"),
        ("Avslutade utan verkställighet", "2"),
        ("Fortsatt ej verkställda (kvarstående)", "5"),
        ("Rapporterade i kvartalet", "11"),
        ("Ej verkställda på statusdagen", "7"),
    )


def test_notes_stand_under_their_case_oldest_first() -> None:
    first, second = cases(build(), "De nya besluten").block
    assert first.noteringar == (
        Notering(date(2019, 2, 18), "Erbjudande om bostad har lämnats."),
        Notering(date(2019, 3, 15), "Den enskilde har svarat ja på erbjudandet."),
    )
    assert second.noteringar == ()


def test_page_head_and_foot() -> None:
    dokument = build()
    head = dokument.sidhuvud
    assert (head.dokumenttyp, head.forvaltning, head.diarienummer, head.namnd) == (
        "Statistikrapport",
        "Sektor arbete, trygghet och omsorg",
        "OAN.2019.17",
        "Omsorgs- och arbetsmarknadsnämnden",
    )
    assert head.datum == date(2019, 5, 13)
    assert head.handlaggare == ("Handläggare", "Prov Provsson", "E-post: prov@ale.example")
    assert dokument.sidfot[0] == Faltgrupp("Ale kommun", ("Ale kommun", "SE-449 80 Alafors"))
    assert [g.rubrik for g in dokument.sidfot[1:]] == ["Organisationsnummer", "Telefon", "E-post", "Webb"]


def test_zero_quarter_is_a_whole_report() -> None:
    dokument = build(underlag())
    assert "I kvartal 4 2025 finns inga nya beslut att redovisa." in paragraphs(dokument)
    for heading, text in (
        (VERKSTALLDA, "Inga tidigare rapporterade beslut har verkställts."),
        (AVSLUTADE, "Inga tidigare rapporterade beslut har avslutats utan verkställighet."),
        (KVARSTAENDE, "Inga tidigare rapporterade beslut står kvar som ej verkställda."),
    ):
        assert under(dokument, heading) == [Stycke(text)]
    assert [r[1] for r in tables(dokument, "Sammanställning").rader] == ["0"] * 6
    assert not [b for b in dokument.block if isinstance(b, Arendelista)]


@pytest.mark.parametrize(
    ("idag", "stangd", "sista"),
    [
        (date(2026, 6, 1), date(2026, 1, 20), date(2026, 1, 20)),  # closed before the last day to report
        (date(2026, 6, 1), date(2026, 3, 1), date(2026, 1, 31)),
        (date(2026, 1, 12), None, date(2026, 1, 12)),  # not closed: as known today
        (date(2026, 6, 1), None, date(2026, 1, 31)),
    ],
)
def test_comments_are_promised_up_to_the_day_they_are_known(idag: date, stangd: date | None, sista: date) -> None:
    u = replace(underlag(RAD, idag=idag), stangd=stangd)
    assert u.huvud.sista_noteringsdag == sista
    assert f"Kommentarer är med till och med {sista}." in paragraphs(build(u))


def test_without_rows_nothing_is_said_of_comments_and_days() -> None:
    text = paragraphs(build(underlag()))
    assert "Kommentarer är med" not in text
    assert "Dagarna räknas" not in text


def test_what_is_not_known_is_left_out() -> None:
    dokument = build(underlag())
    assert dokument.sidfot == (Faltgrupp("Ale kommun", ()),)
    head = dokument.sidhuvud
    assert (head.forvaltning, head.diarienummer, head.handlaggare, head.namnd) == ("", "", (), "")
    assert "Ansvarig" not in paragraphs(dokument)


def test_a_diary_number_given_wins_even_when_empty() -> None:
    assert build(replace(ale_underlag(), diarienummer="X.1")).sidhuvud.diarienummer == "X.1"
    assert build(replace(ale_underlag(), diarienummer="")).sidhuvud.diarienummer == ""


@pytest.mark.parametrize(
    ("pa_vag", "text"),
    [
        (0, "Inget känt beslut har sin gränsdag kvar i kvartalet"),
        (1, "I kvartalet har ett beslut sin gränsdag kvar."),
        (3, "I kvartalet har tre beslut sin gränsdag kvar."),
    ],
)
def test_preliminary_says_so_on_every_page_and_in_the_text(pa_vag: int, text: str) -> None:
    dokument = build(preliminary(RAD, pa_vag=pa_vag))
    assert dokument.sidhuvud.dokumenttyp == "PRELIMINÄR Statistikrapport"
    assert "PRELIMINÄR. Statusdagen 2025-12-31 har inte passerat. Rapporten visar läget 2025-12-01" in paragraphs(
        dokument
    )
    assert text in paragraphs(dokument)
    assert tables(dokument, "Sammanställning").rader[-1] == ("Ej verkställda 2025-12-01 (preliminärt)", "1")


@pytest.mark.parametrize(
    ("kvartal", "lagrum", "namn"),
    [
        ("2025Q2", "16 kap. 6 f–h §§ SoL (2001:453)", "socialtjänstlagen (2001:453), SoL"),
        # without decisions the title names the law of those that could have reached gränsdag
        ("2025Q3", "34 kap. 1–3 §§ SoL (2025:400)", "socialtjänstlagen (2001:453), SoL"),
        ("2025Q4", "34 kap. 1–3 §§ SoL (2025:400)", "socialtjänstlagen (2025:400), SoL"),
    ],
)
def test_the_duty_is_cited_by_the_law_of_the_last_day(kvartal: str, lagrum: str, namn: str) -> None:
    dokument = build(underlag(kvartal=kvartal))
    assert f"Skyldigheten att rapportera följer av {lagrum}." in paragraphs(dokument)
    assert f"enligt {namn}, kvartal" in dokument.titel


def test_a_quarter_of_older_decisions_names_their_law_only() -> None:
    """2025Q3: all that reached gränsdag was decided before 1 July under 2001:453; the duty is the new law's."""
    dokument = build(underlag(RAD._replace(beslutsdatum=date(2025, 4, 3)), kvartal="2025Q3"))
    assert dokument.titel == (
        "Statistikrapport: ej verkställda beslut enligt socialtjänstlagen (2001:453), SoL, kvartal 3 2025"
    )
    text = paragraphs(dokument)
    assert "redovisar gynnande beslut enligt 4 kap. 1 § SoL (2001:453) som inte har verkställts" in text
    assert "11 kap. 1 §" not in text
    assert "Skyldigheten att rapportera följer av 34 kap. 1–3 §§ SoL (2025:400)." in text
    assert "Besluten enligt SoL fattades före 2025-07-01, enligt socialtjänstlagen (2001:453), SoL. I den lagen" in text
    assert "även beslut" not in text


def test_an_older_decision_in_a_later_quarter_cites_both_laws() -> None:
    older = RAD._replace(beslutsdatum=date(2025, 6, 30), grupp=Grupp.KVARSTAENDE)
    dokument = build(underlag(RAD, older))
    assert "enligt socialtjänstlagen (2001:453) och socialtjänstlagen (2025:400), SoL, kvartal" in dokument.titel
    text = paragraphs(dokument)
    assert "34 kap. 1–3 §§ SoL (2025:400)" in text
    assert "Här finns även beslut som fattades före 2025-07-01, enligt socialtjänstlagen (2001:453), SoL" in text
    assert "bestämmelser om rapportering i 16 kap. 6 f–h §§ SoL (2001:453)" in text


@pytest.mark.parametrize(
    "rad",
    [
        RAD._replace(beslutsdatum=date(2025, 7, 1)),
        RAD._replace(beslutsdatum=date(2025, 6, 30), lag=Lag.LSS),
    ],
)
def test_no_older_law_where_there_is_no_older_sol_decision(rad: object) -> None:
    assert "2001:453" not in all_text(build(underlag(rad, lag=None)))  # type: ignore[arg-type]  # a Rad


def test_before_the_new_law_an_older_decision_is_nothing_special() -> None:
    text = all_text(build(underlag(RAD._replace(beslutsdatum=date(2025, 1, 7)), kvartal="2025Q2")))
    assert "2025:400" not in text
    assert "även beslut som fattades före" not in text


def test_both_laws_in_one_report_name_both_and_tell_them_apart() -> None:
    dokument = build(underlag(RAD, RAD._replace(beslutsnummer="1002", lag=Lag.LSS), lag=None))
    assert "LSS, och socialtjänstlagen (2025:400), SoL, kvartal 4 2025" in dokument.titel
    text = paragraphs(dokument)
    assert "28 f–h §§ LSS och 34 kap. 1–3 §§ SoL (2025:400)" in text
    assert "enligt 9 § LSS respektive 11 kap. 1 § eller 12 kap. 1 § SoL (2025:400)" in text
    listed = cases(dokument, "De nya besluten")
    assert listed.kolumner[1].rubrik == "Lag"
    assert [b.celler[:2] for b in listed.block] == [("1001", "SoL"), ("1002", "LSS")]


def test_sex_that_is_not_registered_is_counted_and_named() -> None:
    dokument = build(underlag(RAD, RAD._replace(kon=None, insats="Turbunden resa", insats_kod=None)))
    table = tables(dokument, NYA)
    assert [k.rubrik for k in table.kolumner] == ["Insats", "Kvinnor", "Män", "Uppgift saknas", "Antal"]
    assert table.rader == (
        ("Hemtjänst", "1", "0", "0", "1"),
        ("Turbunden resa", "0", "0", "1", "1"),
        ("Summa", "1", "0", "1", "2"),
    )
    assert "För ett beslut saknas uppgift om kön." in paragraphs(dokument)
    only_unknown = paragraphs(build(underlag(RAD._replace(kon=None))))
    assert "inte har verkställts inom tre månader. För ett beslut saknas uppgift om kön." in only_unknown


def test_men_and_women_in_the_plural() -> None:
    text = paragraphs(build(underlag(RAD, RAD, *[RAD._replace(kon=Kon.MAN)] * 3)))
    assert "fem nya beslut" in text
    assert "Av dem gäller två beslut kvinnor och tre beslut män." in text


def test_remarks_on_new_rows_are_said_in_the_row() -> None:
    late = RAD._replace(sen=True, gransdag=date(2025, 9, 12))
    ended = RAD._replace(beslutsnummer="1002", slut=Slut(Slutslag.VERKSTALLD, date(2025, 12, 1)))
    after = RAD._replace(
        beslutsnummer="1003",
        vantan=Vantanslag.AVBROTT,
        slut_efter_statusdag=Slut(Slutslag.ATERUPPTAGEN, date(2026, 1, 15)),
    )
    plain = RAD._replace(beslutsnummer="1004")
    dokument = build(underlag(late, ended, after, plain))
    listed = cases(dokument, "De nya besluten")
    assert listed.kolumner[-1].rubrik == "Anmärkning"
    assert [b.celler[-1] for b in listed.block] == [
        "Sent känt (gränsdag 2025-09-12)",
        "Verkställt 2025-12-01",
        "Återupptaget 2026-01-15 (efter statusdagen)",
        "–",
    ]
    text = paragraphs(dokument)
    assert "Av de nya borde ett ha redovisats i ett tidigare kvartal men blev känt först nu." in text
    assert "För ett av de nya hade väntan tagit slut vid slutet av 2025-12-31." in text
    assert "Av de nya gäller ett avbrott i verkställigheten." in text
    assert tables(dokument, "Sammanställning").rader[-1] == ("Ej verkställda på statusdagen", "3")


@pytest.mark.parametrize(
    ("tal", "ended", "avbrott"),
    [
        (1, "Väntan hade tagit slut", "Det gäller ett avbrott i verkställigheten."),
        (2, "För båda hade väntan tagit slut", "Båda gäller avbrott i verkställigheten."),
        (3, "För alla tre hade väntan tagit slut", "Alla tre gäller avbrott i verkställigheten."),
    ],
)
def test_all_of_the_new_are_said_to_be_all(tal: int, ended: str, avbrott: str) -> None:
    slut = Slut(Slutslag.ATERUPPTAGEN, date(2025, 12, 1))
    text = paragraphs(build(underlag(*[RAD._replace(vantan=Vantanslag.AVBROTT, slut=slut)] * tal)))
    assert f"{ended} vid slutet av 2025-12-31." in text
    assert avbrott in text
    assert "av de nya" not in text


def test_a_single_new_one_is_spoken_of_as_one() -> None:
    text = paragraphs(build(underlag(RAD._replace(sen=True))))
    assert "Beslutet gäller en kvinna." in text
    assert "Det borde ha redovisats i ett tidigare kvartal men blev känt först nu." in text
    assert "Beslutet gäller en man." in paragraphs(build(underlag(RAD._replace(kon=Kon.MAN))))


def test_several_remarks_follow_each_other() -> None:
    rad = RAD._replace(sen=True, slut=Slut(Slutslag.AVSLUTAD, date(2025, 12, 1), None))
    (block,) = cases(build(underlag(rad)), "De nya besluten").block
    assert block.celler[-1] == (
        "Sent känt (gränsdag 2025-11-01). Avslutat utan verkställighet 2025-12-01: orsak inte angiven"
    )


@pytest.mark.parametrize("orsak", Avslutsorsak)
def test_every_reason_has_words(orsak: Avslutsorsak) -> None:
    rad = RAD._replace(grupp=Grupp.AVSLUTAD, slut=Slut(Slutslag.AVSLUTAD, date(2025, 12, 1), orsak))
    (block,) = cases(build(underlag(rad)), AVSLUTADE).block
    reason = block.celler[-1].partition(": ")[2]
    assert " " in reason
    assert "_" not in reason


def test_the_area_is_a_dash_where_only_others_have_one() -> None:
    listed = cases(build(underlag(RAD, RAD._replace(verksamhetsomrade="Äldreomsorg"))), "De nya besluten")
    assert [b.celler[3] for b in listed.block] == ["–", "Äldreomsorg"]
    assert "Verksamhet" not in [k.rubrik for k in cases(build(underlag(RAD)), "De nya besluten").kolumner]


class Svarar:
    """Templates that answer with given blocks."""

    def __init__(self, *blocks: Rubrik | Stycke) -> None:
        self.blocks = blocks

    def render(self, namn: str, varden: object, platser: object, tillagg: object = None) -> tuple[Rubrik | Stycke, ...]:
        del namn, varden, platser, tillagg
        return self.blocks


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((), "0 titlar"),
        ((Rubrik("a", 1), Rubrik("b", 1)), "2 titlar"),
        ((Stycke("x"), Rubrik("a", 1)), "inte först"),
    ],
)
def test_a_template_without_one_title_first_is_refused(blocks: tuple[Rubrik | Stycke, ...], text: str) -> None:
    with pytest.raises(Mallfel, match=text) as caught:
        build_statistikrapport(underlag(), Svarar(*blocks))
    (brist,) = caught.value.brister
    assert (brist.kod, brist.plats) == ("mall_titel", MALL)
    assert str(caught.value).startswith(f"{MALL}: ")
