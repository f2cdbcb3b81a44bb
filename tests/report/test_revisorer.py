"""The revisorer's report: date, insats and reason; executed with their date; nobody of another municipality."""

from dataclasses import replace
from datetime import date

import pytest
from ale_2019q1 import ale_underlag
from pappersbygge import MALLAR, RAD, all_text, paragraphs, preliminary, underlag
from statistikord import field_names, headings, marks_under, rows_under, tables_under
from test_statistik_i_tal import rows, with_fakta

from ejverkstallda.domain.beslut import Ansvar, Lag, SkalKod, Vantanslag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.modell import Dokument, Notering
from ejverkstallda.report.radfakta import Radfakta, shorten
from ejverkstallda.report.revisorer import build_content, build_revisorsrapport
from ejverkstallda.report.revisorsmodell import Revisorsinnehall
from ejverkstallda.report.underlag import Underlag

NYA = "Nya ej verkställda beslut"
KVAR = "Tidigare rapporterade beslut: fortsatt ej verkställda"
VERKSTALLDA = "Tidigare rapporterade beslut: verkställda"
AVSLUTADE = "Tidigare rapporterade beslut: avslutade utan verkställighet"
VUXNA = "Bostad med särskild service för vuxna"


def made(u: Underlag) -> Dokument:
    return build_revisorsrapport(u, MALLAR).dokument


def test_the_model_has_no_field_for_identity_number_or_comments() -> None:
    names = field_names(Revisorsinnehall)
    assert {"beslutsdatum", "insats", "skal"} <= names
    assert not {"beslutsnummer", "nummer", "kallsystem", "kon", "enhet", "noteringar", "fall_id", "grunder"} & names


def test_ale_by_hand() -> None:
    dokument = made(ale_underlag())
    unknown = "Uppgift saknas"
    assert rows_under(dokument, NYA) == (
        ("1", "2018-11-09", VUXNA, unknown),
        ("2", "2018-11-21", VUXNA, unknown),
    )
    assert [r[:3] for r in rows_under(dokument, KVAR)] == [
        ("7", "2018-01-13", VUXNA),
        ("8", "2018-06-28", "Kontaktperson"),
        ("9", "2018-08-15", "Kontaktperson"),
        ("10", "2018-08-16", VUXNA),
        ("11", "2018-02-01, avbrott 2018-10-08", "Kontaktperson"),
    ]
    assert [(r[0], r[1], r[4]) for r in rows_under(dokument, VERKSTALLDA)] == [
        ("3", "2018-03-26", "Verkställt 2019-03-15"),
        ("4", "2018-04-10", "Verkställt 2019-03-01"),
    ]
    assert [r[4] for r in rows_under(dokument, AVSLUTADE)] == [
        "Avslutat utan verkställighet 2019-01-31: ersatt av ett nytt beslut",
        "Avslutat utan verkställighet 2018-12-11: ersatt av ett nytt beslut",
    ]
    assert [marks_under(dokument, h) for h in (NYA, KVAR, VERKSTALLDA)] == [
        ["Grund: 28 f § LSS."],
        ["Grund: 28 f § LSS."],
        ["Grund: 28 g § LSS."],
    ]
    assert marks_under(dokument, AVSLUTADE)[0].startswith("Tillägg:")
    text = all_text(dokument)
    assert not [r.beslutsnummer for r in ale_underlag().bild.rader if r.beslutsnummer in text]
    assert "Erbjudande om bostad" not in text
    assert "revisorerna följer av 28 f–g §§ LSS." in text


@pytest.mark.parametrize(
    ("fakta", "text"),
    [
        (Radfakta(), "Uppgift saknas"),
        (Radfakta(SkalKod.REKRYTERING), "Rekrytering pågår"),
        (Radfakta(SkalKod.REKRYTERING, Ansvar.KOMMUNEN, "Två sökande."), "Rekrytering pågår (kommunen). Två sökande."),
        (Radfakta(None, Ansvar.ENSKILD), "Skäl (den enskilde)"),
        (Radfakta(skal="Bara text."), "Bara text."),
        (Radfakta(SkalKod.EJ_NABAR, skal="Den enskilde har inte gått att nå."), "Den enskilde har inte gått att nå"),
        (Radfakta(SkalKod.ANNAT, skal="Vill bo på Fyren.", skyddad=True), "Annat"),
    ],
)
def test_the_reason_in_words(fakta: Radfakta, text: str) -> None:
    u = with_fakta(underlag(*rows({})), fakta)
    assert rows_under(made(u), NYA)[0][3] == text


def test_those_who_live_in_another_municipality_are_only_counted() -> None:
    other = {"beslutsdatum": date(2025, 8, 9), "insats": "hemlig insats", "insats_kod": None}
    u = with_fakta(underlag(*rows({}, other, {})), Radfakta(), Radfakta(annan_kommun=True), Radfakta())
    innehall = build_content(u)
    assert (len(innehall.rader), innehall.andra_kommuner, innehall.boende_okant) == (2, 1, 0)
    text = all_text(made(u))
    assert "hemlig" not in text.casefold()
    assert "2025-08-09" not in text
    assert (
        "Här står inte ett beslut som gäller någon som är bosatt i en annan kommun. Det redovisas till IVO och "
        "fullmäktige enligt 34 kap. 4 § SoL (2025:400)."
    ) in text


def test_only_others_is_a_zero_report_that_counts_them() -> None:
    u = with_fakta(underlag(*rows({}, {})), *[Radfakta(annan_kommun=True)] * 2)
    text = paragraphs(made(u))
    assert "Här står inte två beslut som gäller personer som är bosatta i en annan kommun." in text
    assert "I kvartal 4 2025 finns inga nya beslut att redovisa." in text


def test_a_row_frozen_before_facts_were_is_kept_and_said() -> None:
    u = with_fakta(underlag(*rows({}, {})), None, Radfakta())
    assert build_content(u).boende_okant == 1
    assert "För ett beslut saknas uppgift om skäl och om den enskilde är bosatt i en annan kommun" in paragraphs(
        made(u)
    )


def test_ends_stand_in_a_column_of_their_own() -> None:
    ended = {"slut": Slut(Slutslag.VERKSTALLD, date(2025, 12, 2))}
    after = {"slut_efter_statusdag": Slut(Slutslag.VERKSTALLD, date(2026, 1, 8))}
    (table,) = tables_under(made(underlag(*rows(ended, after, {}))), NYA)
    assert [r[-1] for r in table.rader] == [
        "Verkställt 2025-12-02",
        "Verkställt 2026-01-08 (efter statusdagen)",
        "–",
    ]


def test_both_laws_tell_the_law_of_each_row() -> None:
    u = underlag(*rows({}, {"lag": Lag.LSS}), lag=None)
    (table,) = tables_under(made(u), NYA)
    assert [r[1] for r in table.rader] == ["SoL", "LSS"]
    assert table.kolumner[1].rubrik == "Lag"


def test_the_kind_of_vantan_follows_from_the_avbrott() -> None:
    cut = {"vantan": Vantanslag.AVBROTT, "start": date(2025, 9, 1), "grupp": Grupp.KVARSTAENDE}
    first, second = build_content(underlag(*rows({}, cut))).rader
    assert (first.vantan, second.vantan) == (Vantanslag.BESLUT, Vantanslag.AVBROTT)
    assert (second.lopnummer, second.avbrott) == (2, date(2025, 9, 1))


def test_a_zero_report_is_whole_and_a_preliminary_one_says_so() -> None:
    text = paragraphs(made(underlag()))
    assert "Inga tidigare rapporterade beslut har verkställts." in text
    assert "första kolumnen" not in text
    assert "Sammanlagt" not in text
    assert "PRELIMINÄR. Statusdagen 2025-12-31" in paragraphs(made(preliminary(RAD, pa_vag=1)))


def test_the_groups_stand_as_in_the_namnds_report_and_are_summed_in_a_line() -> None:
    dokument = made(ale_underlag())
    assert [h for h in headings(dokument) if h in {NYA, VERKSTALLDA, AVSLUTADE, KVAR}] == [
        NYA,
        VERKSTALLDA,
        AVSLUTADE,
        KVAR,
    ]
    assert (
        "Numret i första kolumnen gäller bara i den här rapporten.\nSammanlagt redovisas elva beslut och "
        "avbrott: två nya ej verkställda, två verkställda, två avslutade utan verkställighet och fem fortsatt ej "
        "verkställda."
    ) in paragraphs(dokument)


def test_comments_stay_out() -> None:
    u = replace(underlag(RAD), noteringar={1: (Notering(date(2025, 12, 1), "En fri kommentar."),)})
    assert "fri kommentar" not in all_text(made(u))


def test_one_of_each_is_counted_in_the_singular() -> None:
    ended = {"grupp": Grupp.VERKSTALLD, "slut": Slut(Slutslag.VERKSTALLD, date(2025, 12, 1))}
    assert (
        "Sammanlagt redovisas två beslut: ett nytt ej verkställt, ett verkställt, inga avslutade utan verkställighet "
        "och inga fortsatt ej verkställda."
    ) in paragraphs(made(underlag(*rows({}, ended))))


def test_the_older_law_is_cited_for_what_the_revisorer_are_told() -> None:
    """16 kap. 6 h § was about fullmäktige's statistics."""
    text = paragraphs(made(underlag(RAD._replace(beslutsdatum=date(2025, 6, 30)), RAD)))
    assert "motsvarande bestämmelser fanns i 16 kap. 6 f–g §§ SoL (2001:453)." in text


def test_the_column_of_ends_is_marked_where_the_law_asks_of_the_wait_only() -> None:
    ended = Slut(Slutslag.VERKSTALLD, date(2025, 12, 2))
    dokument = made(underlag(*rows({"slut": ended}, {"slut": ended, "grupp": Grupp.VERKSTALLD})))
    extra = "Tillägg: kolumnen Slut, inget krav i lagen."
    assert marks_under(dokument, NYA) == ["Grund: 34 kap. 1 § SoL (2025:400).", extra]
    assert marks_under(dokument, VERKSTALLDA) == ["Grund: 34 kap. 2 § SoL (2025:400)."]
    assert extra not in marks_under(made(underlag(RAD)), NYA)


def test_that_reasons_are_shortened_is_said_where_one_is() -> None:
    u = underlag(*rows({}, {}))
    short = with_fakta(u, Radfakta(skal="Kort."), Radfakta(skal=shorten("ord " * 100)))
    assert marks_under(made(short), NYA, "not") == ["Långa skäl är förkortade."]
    one_word = with_fakta(u, Radfakta(skal=shorten("o" * 301)))
    assert marks_under(made(one_word), NYA, "not") == ["Långa skäl är förkortade."]
    assert marks_under(made(with_fakta(u, Radfakta(skal="Kort."))), NYA, "not") == []


def test_an_end_in_time_says_why_it_is_told_of() -> None:
    ended = {"grupp": Grupp.VERKSTALLD, "slut": Slut(Slutslag.VERKSTALLD, date(2025, 10, 31))}
    assert rows_under(made(underlag(*rows(ended))), VERKSTALLDA)[0][-1] == (
        "Verkställt 2025-10-31 (i tid; rapporterades tidigare)"
    )


def test_the_status_day_is_explained() -> None:
    assert "visar läget vid slutet av 2025-12-31. Den dagen kallas statusdag." in paragraphs(made(underlag(RAD)))
    early = paragraphs(made(preliminary(RAD, pa_vag=0)))
    assert "läget vid slutet av 2025-12-01. Statusdagen, den dag som rapporten ska avse, är 2025-12-31." in early
