"""The three forms: their headings in order, what stands under each, and every number in good Swedish."""

from dataclasses import replace
from datetime import date

import pytest
from ale_2019q1 import ALE, ale_underlag
from pappersbygge import MALLAR, RAD, all_text, paragraphs, preliminary, under, underlag

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.kommun import Namnd, Namndtexter, Person, Utlatandeform
from ejverkstallda.report.modell import Arendelista, Dokument, Lista, Rubrik, Stycke, Tabell, Underskrifter
from ejverkstallda.report.tjansteutlatande import build_tjansteutlatande
from ejverkstallda.report.underlag import Underlag

KORT, FULL, SKRIVELSE = Utlatandeform
FORMS = pytest.mark.parametrize("form", Utlatandeform)
SLUT = Slut(Slutslag.VERKSTALLD, date(2025, 12, 1))


def build(made: Underlag, form: Utlatandeform | None = None) -> Dokument:
    return build_tjansteutlatande(replace(made, form=form), MALLAR)


def headings(dokument: Dokument) -> list[str]:
    return [b.text for b in dokument.block if isinstance(b, Rubrik)]


def of(grupp: Grupp, tal: int, slut: Slut | None = None) -> list[Rad]:
    return [RAD._replace(grupp=grupp, slut=slut)] * tal


def test_the_full_form_has_its_headings_in_order() -> None:
    dokument = build(ale_underlag(), FULL)
    assert headings(dokument) == [
        "Förslag till beslut",
        "Motivering till beslut",
        "Sammanfattning",
        "Underskrifter",
        "Beslutsunderlag",
        "Beslutet skickas till",
        "För vidare hantering",
        "För kännedom",
        "Ärendet",
        "Ekonomisk bedömning",
        "Invånarperspektiv",
        "Hållbarhetsperspektiv",
        "Lagstiftning och kommunala styrdokument",
        "Remissyttrande",
        "MBL",
        "Beslutets genomförande",
        "Förvaltningens bedömning",
    ]
    empty = [h for h in headings(dokument) if not under(dokument, h)]
    assert empty == []


def test_the_tjansteskrivelse_has_its_headings_in_order() -> None:
    dokument = build(ale_underlag(), SKRIVELSE)
    assert headings(dokument) == [
        "Förslag till beslut",
        "Sammanfattning av ärendet",
        "Beslutsunderlag",
        "Underskrifter",
    ]
    assert isinstance(dokument.block[-1], Underskrifter)
    assert under(dokument, "Beslutsunderlag") == [
        Lista(
            (
                "Tjänsteskrivelse, 2019-05-13",
                "Statistikrapport, 2019-05-13",
                "Statistikrapport till fullmäktige, 2019-05-13",
                "Rapport till revisorerna, 2019-05-13",
            )
        )
    ]


@FORMS
def test_fullmaktige_gets_the_statistics_and_never_the_namnds_own_report(form: Utlatandeform) -> None:
    heading = "Förvaltningens förslag till beslut" if form is KORT else "Förslag till beslut"
    proposal = under(build(ale_underlag(), form), heading)[0]
    assert proposal == Stycke(
        "Omsorgs- och arbetsmarknadsnämnden noterar statistikrapporten för kvartal 1 2019. Till kommunfullmäktige "
        "lämnas Statistikrapport till fullmäktige (bara statistik) och till kommunens revisorer Rapport till "
        "revisorerna."
    )
    assert "sänder den vidare" not in paragraphs(build(ale_underlag(), form))


@pytest.mark.parametrize(
    ("form", "dokumenttyp"),
    [(KORT, "Tjänsteutlåtande"), (FULL, "Tjänsteutlåtande"), (SKRIVELSE, "Tjänsteskrivelse")],
)
def test_the_head_says_which_paper_it_is(form: Utlatandeform, dokumenttyp: str) -> None:
    assert build(ale_underlag(), form).sidhuvud.dokumenttyp == dokumenttyp
    assert build(preliminary(RAD, pa_vag=0), form).sidhuvud.dokumenttyp == f"PRELIMINÄR {dokumenttyp}"


def test_the_namnd_chooses_the_form_and_an_option_goes_before_it() -> None:
    own = replace(ale_underlag(), namnd=ALE.namnder[0]._replace(utlatandeform=SKRIVELSE))
    assert headings(build(own))[1] == "Sammanfattning av ärendet"
    assert headings(build(own, KORT))[0] == "Sammanfattning"
    assert headings(build(underlag()))[0] == "Sammanfattning"


@FORMS
def test_no_case_and_no_sex_is_in_it(form: Utlatandeform) -> None:
    made = ale_underlag()
    dokument = build(made, form)
    assert not any(r.beslutsnummer in all_text(dokument) for r in made.bild.rader)
    assert "kvinn" not in all_text(dokument)
    assert not [b for b in dokument.block if isinstance(b, Arendelista | Tabell)]


@FORMS
@pytest.mark.parametrize(
    ("tal", "sats"),
    [
        (0, "redovisas inga nya beslut."),
        (1, "redovisas ett nytt beslut."),
        (2, "redovisas två nya beslut."),
        (21, "redovisas tjugoett nya beslut."),
        (1000, "redovisas 1\N{NO-BREAK SPACE}000 nya beslut."),
    ],
)
def test_new_decisions_in_words(form: Utlatandeform, tal: int, sats: str) -> None:
    assert sats in paragraphs(build(underlag(*of(Grupp.NY, tal)), form))


@FORMS
@pytest.mark.parametrize(
    ("tal", "sats"),
    [
        (1, "beslut. Väntan hade tagit slut vid slutet av 2025-12-31."),
        (2, "beslut. För båda hade väntan tagit slut vid slutet av 2025-12-31."),
        (3, "beslut. För alla tre hade väntan tagit slut vid slutet av 2025-12-31."),
        (21, "beslut. För alla tjugoett hade väntan tagit slut vid slutet av 2025-12-31."),
        (1000, "beslut. För alla 1\N{NO-BREAK SPACE}000 hade väntan tagit slut vid slutet av 2025-12-31."),
    ],
)
def test_new_decisions_that_have_ended_in_words(form: Utlatandeform, tal: int, sats: str) -> None:
    assert sats in paragraphs(build(underlag(*of(Grupp.NY, tal, SLUT)), form))


@FORMS
@pytest.mark.parametrize(
    ("ended", "sats"),
    [
        (1, "För ett av de nya hade väntan tagit slut vid slutet av 2025-12-31."),
        (2, "För två av de nya hade väntan tagit slut vid slutet av 2025-12-31."),
    ],
)
def test_some_of_the_new_decisions_have_ended(form: Utlatandeform, ended: int, sats: str) -> None:
    assert sats in paragraphs(build(underlag(*of(Grupp.NY, ended, SLUT), RAD), form))


@FORMS
@pytest.mark.parametrize(
    ("verkstallda", "avslutade", "sats"),
    [
        (0, 2, "har inga verkställts och två avslutats utan verkställighet."),
        (1, 1, "har ett verkställts och ett avslutats utan verkställighet."),
        (2, 21, "har två verkställts och tjugoett avslutats utan verkställighet."),
        (1000, 2, "har 1\N{NO-BREAK SPACE}000 verkställts och två avslutats utan verkställighet."),
    ],
)
def test_ended_decisions_in_words(form: Utlatandeform, verkstallda: int, avslutade: int, sats: str) -> None:
    rows = of(Grupp.VERKSTALLD, verkstallda, SLUT) + of(Grupp.AVSLUTAD, avslutade, SLUT)
    text = paragraphs(build(underlag(*rows), form))
    assert f"Av de beslut som har rapporterats tidigare {sats} Inget av dem väntar längre på att verkställas." in text


@FORMS
@pytest.mark.parametrize(
    ("tal", "kvar", "sammanlagt"),
    [
        (
            1,
            "Det beslut som har rapporterats tidigare är fortfarande inte verkställt.",
            "sammanlagt ett rapporterat beslut ej verkställt.",
        ),
        (
            2,
            "De två beslut som har rapporterats tidigare är fortfarande inte verkställda.",
            "sammanlagt två rapporterade beslut ej verkställda.",
        ),
        (
            21,
            "De tjugoett beslut som har rapporterats tidigare är fortfarande inte verkställda.",
            "sammanlagt tjugoett rapporterade beslut ej verkställda.",
        ),
        (
            1000,
            "De 1\N{NO-BREAK SPACE}000 beslut som har rapporterats tidigare är fortfarande inte verkställda.",
            "sammanlagt 1\N{NO-BREAK SPACE}000 rapporterade beslut ej verkställda.",
        ),
    ],
)
def test_waiting_decisions_in_words(form: Utlatandeform, tal: int, kvar: str, sammanlagt: str) -> None:
    text = paragraphs(build(underlag(*of(Grupp.KVARSTAENDE, tal)), form))
    assert f"{kvar} Vid slutet av 2025-12-31 var {sammanlagt}" in text


@FORMS
@pytest.mark.parametrize(
    ("waits", "kvar"),
    [(1, "Fortfarande är ett av dem inte verkställt."), (21, "Fortfarande är tjugoett av dem inte verkställda.")],
)
def test_some_wait_and_some_have_ended(form: Utlatandeform, waits: int, kvar: str) -> None:
    rows = of(Grupp.VERKSTALLD, 1, SLUT) + of(Grupp.KVARSTAENDE, waits)
    assert f"har ett verkställts och inga avslutats utan verkställighet. {kvar}" in paragraphs(
        build(underlag(*rows), form)
    )


@FORMS
@pytest.mark.parametrize(
    ("grupp", "sats"),
    [(Grupp.VERKSTALLD, "har verkställts."), (Grupp.AVSLUTAD, "har avslutats utan verkställighet.")],
)
def test_a_single_earlier_decision_that_has_ended(form: Utlatandeform, grupp: Grupp, sats: str) -> None:
    text = paragraphs(build(underlag(*of(grupp, 1, SLUT)), form))
    assert f"Det beslut som har rapporterats tidigare {sats}" in text
    assert "Inget av dem" not in text


@FORMS
def test_a_zero_report_is_whole_sentences(form: Utlatandeform) -> None:
    text = paragraphs(build(underlag(), form))
    assert "redovisas inga nya beslut. Det finns inga tidigare rapporterade beslut att redovisa." in text
    assert "sammanlagt" not in text


@FORMS
@pytest.mark.parametrize(
    ("pa_vag", "sats"),
    [
        (0, "Inget känt beslut har sin gränsdag kvar i kvartalet, men fler kan bli kända senare."),
        (1, "I kvartalet har ett beslut sin gränsdag kvar. Fler kan bli kända senare."),
        (2, "I kvartalet har två beslut sin gränsdag kvar. Fler kan bli kända senare."),
        (21, "I kvartalet har tjugoett beslut sin gränsdag kvar. Fler kan bli kända senare."),
        (1000, "I kvartalet har 1\N{NO-BREAK SPACE}000 beslut sin gränsdag kvar. Fler kan bli kända senare."),
    ],
)
def test_a_preliminary_paper_says_so(form: Utlatandeform, pa_vag: int, sats: str) -> None:
    text = paragraphs(build(preliminary(RAD, pa_vag=pa_vag), form))
    assert f"Talen visar läget 2025-12-01 och kan ändras. {sats}" in text


@pytest.mark.parametrize(
    ("tal", "sats"),
    [
        (0, "I kvartalet finns inget beslut att redovisa."),
        (1, "I kvartalet redovisas sammanlagt ett beslut."),
        (2, "I kvartalet redovisas sammanlagt två beslut."),
        (21, "I kvartalet redovisas sammanlagt tjugoett beslut."),
        (1000, "I kvartalet redovisas sammanlagt 1\N{NO-BREAK SPACE}000 beslut."),
    ],
)
def test_the_matter_tells_all_that_is_reported(tal: int, sats: str) -> None:
    dokument = build(underlag(*of(Grupp.KVARSTAENDE, tal)), FULL)
    assert any(isinstance(b, Stycke) and sats in b.text for b in under(dokument, "Ärendet"))


def fee(*rader: Rad, lag: Lag | None = None, dated: date = date(2026, 8, 10)) -> str:
    made = replace(underlag(*rader, lag=lag, kvartal="2026Q2"), dokumentdatum=dated)
    blocks = under(build(made, FULL), "Ekonomisk bedömning")
    return "\n".join("\n".join(b.punkter) if isinstance(b, Lista) else getattr(b, "text", "") for b in blocks)


def test_the_fee_has_its_range_by_the_day_of_the_decision_and_its_paragraphs() -> None:
    older = RAD._replace(lag=Lag.LSS, beslutsdatum=date(2025, 12, 31))
    newer = RAD._replace(lag=Lag.LSS, beslutsdatum=date(2026, 1, 1))
    assert fee(newer, older, older, lag=Lag.LSS) == (
        "Förslaget innebär i sig inga kostnader.\n"
        "Verkställs ett beslut inte inom skälig tid kan en domstol, på ansökan av IVO, besluta att kommunen ska betala "
        "en särskild avgift. Avgiften kan bli:\n"
        "Lägst 10\N{NO-BREAK SPACE}000 och högst 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 kronor för beslut enligt "
        "LSS som fattades till och med 2025-12-31. Det följer av 28 a §, 28 b § och punkt 3 i övergångsbestämmelserna "
        "till SFS 2025:1298 om ändring i LSS.\n"
        "Lägst 15\N{NO-BREAK SPACE}000 och högst 1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}000 kronor för beslut enligt "
        "LSS som fattades från och med 2026-01-01. Det följer av 28 a § och 28 b § LSS."
    )


def test_what_is_no_law_about_the_fee_is_said_to_be_a_reading() -> None:
    text = fee(RAD)
    assert "Det följer av 34 kap. 5 § och 34 kap. 7 § SoL (2025:400)." in text
    assert text.endswith(
        "Följande är en tolkning och inte lagens ord: avgiftens spann för beslut enligt SoL följer beslutsdatum på "
        "samma sätt som för LSS."
    )
    assert "tolkning" not in fee(RAD._replace(lag=Lag.LSS))


TIO = "10\N{NO-BREAK SPACE}000 och högst 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 kronor för beslut enligt"


def test_two_acts_with_one_range_are_told_apart_by_their_days() -> None:
    """A paper of January 2026 with decisions of the spring and the autumn of 2025: which paragraph holds for which."""
    spring, autumn = RAD._replace(beslutsdatum=date(2025, 6, 30)), RAD._replace(beslutsdatum=date(2025, 7, 1))
    assert fee(autumn, spring, lag=Lag.SOL, dated=date(2026, 1, 15)).splitlines()[-3:-1] == [
        (
            f"Lägst {TIO} SoL som fattades till och med 2025-06-30. Det följer av 16 kap. 6 a § och 16 kap. 6 b § "
            "SoL (2001:453)."
        ),
        (
            f"Lägst {TIO} SoL som fattades från och med 2025-07-01 till och med 2025-12-31. Det följer av 34 kap. 5 § "
            "och 34 kap. 7 § SoL (2025:400)."
        ),
    ]


@pytest.mark.parametrize(
    ("rad", "dated", "sats"),
    [
        (RAD._replace(lag=Lag.LSS), date(2019, 5, 13), f"{TIO} LSS. Det följer av 28 a § och 28 b § LSS."),
        (
            RAD._replace(beslutsdatum=date(2025, 1, 31)),
            date(2025, 6, 30),
            f"{TIO} SoL. Det följer av 16 kap. 6 a § och 16 kap. 6 b § SoL (2001:453).",
        ),
        (
            RAD._replace(beslutsdatum=date(2025, 1, 31)),
            date(2025, 10, 15),
            (
                f"{TIO} SoL som fattades till och med 2025-06-30. Det följer av 16 kap. 6 a § och 16 kap. 6 b § "
                "SoL (2001:453)."
            ),
        ),
        (
            RAD,
            date(2025, 12, 31),
            (
                f"{TIO} SoL som fattades från och med 2025-07-01. Det följer av 34 kap. 5 § och 34 kap. 7 § "
                "SoL (2025:400)."
            ),
        ),
    ],
)
def test_the_fee_is_told_as_the_law_stands_on_the_papers_day(rad: Rad, dated: date, sats: str) -> None:
    text = fee(rad, dated=dated)
    assert text.endswith(f"Avgiften kan bli lägst {sats}")  # nothing to read into the law: there is one range


def test_the_days_of_a_new_range_are_within_its_act() -> None:
    text = fee(RAD._replace(beslutsdatum=date(2026, 1, 7)), lag=Lag.SOL)
    assert "kronor för beslut enligt SoL som fattades från och med 2026-01-01. Det följer av 34 kap. 5 §" in text


def test_without_decisions_no_range_is_named() -> None:
    assert fee().endswith("besluta att kommunen ska betala en särskild avgift.")


def test_older_decisions_are_cited_with_the_law_of_their_day() -> None:
    old = RAD._replace(grupp=Grupp.KVARSTAENDE, beslutsdatum=date(2025, 3, 1))
    blocks = under(build(underlag(old), FULL), "Lagstiftning och kommunala styrdokument")
    assert blocks[0] == Stycke(
        "Skyldigheten att rapportera följer av 34 kap. 1–3 §§ SoL (2025:400). De beslut som rapporteras grundas på "
        "4 kap. 1 § SoL (2001:453). För beslut som fattades före 2025-07-01 fanns motsvarande "
        "bestämmelser i 16 kap. 6 f–h §§ SoL (2001:453)."
    )


def test_decisions_under_both_acts_cite_both() -> None:
    old = RAD._replace(grupp=Grupp.KVARSTAENDE, beslutsdatum=date(2025, 3, 1))
    dokument = build(underlag(old, RAD), FULL)
    (law, _) = under(dokument, "Lagstiftning och kommunala styrdokument")
    grund = "4 kap. 1 § SoL (2001:453) respektive 11 kap. 1 § eller 12 kap. 1 § SoL (2025:400)"
    assert f"De beslut som rapporteras grundas på {grund}." in getattr(law, "text", "")
    assert dokument.titel == (
        "Rapportering av ej verkställda beslut enligt socialtjänstlagen (2001:453) och socialtjänstlagen (2025:400), "
        "SoL, kvartal 4 2025"
    )


def test_late_known_decisions_are_told_in_the_matter() -> None:
    dokument = build(underlag(RAD._replace(sen=True)), FULL)
    assert "Även äldre beslut och avbrott som har blivit kända först nu räknas som nya." in paragraphs(dokument)
    assert "Även äldre beslut" not in paragraphs(build(underlag(RAD), FULL))


@pytest.mark.parametrize(
    ("falt", "rubrik", "standard"),
    [
        ("motivering", "Motivering till beslut", "Rapporterna följer av lag."),
        ("bedomning", "Förvaltningens bedömning", "Förvaltningen har inget att tillägga"),
        ("invanarperspektiv", "Invånarperspektiv", "Besluten gäller invånare som har fått vänta"),
        ("hallbarhetsperspektiv", "Hållbarhetsperspektiv", "Förslaget gäller en redovisning"),
        ("styrdokument", "Lagstiftning och kommunala styrdokument", "Inget kommunalt styrdokument åberopas"),
        ("remissyttrande", "Remissyttrande", "förutsätter inget remissyttrande"),
        ("mbl", "MBL", "ingen ändring av verksamheten"),
        ("genomforande", "Beslutets genomförande", "Rapporten till fullmäktige lämnas till kommunfullmäktige"),
        ("ekonomisk_bedomning", "Ekonomisk bedömning", "Förslaget innebär i sig inga kostnader."),
    ],
)
def test_the_namnds_own_text_takes_the_place_of_the_standard_text(falt: str, rubrik: str, standard: str) -> None:
    texter = Namndtexter(**{falt: ("Eget *stycke* [1].", "# Ett <b>till</b>.")})
    own = under(build(replace(underlag(RAD), namnd=Namnd("Nämnden", texter=texter)), FULL), rubrik)
    assert Stycke("Eget *stycke* [1].") in own
    assert Stycke("# Ett <b>till</b>.") in own
    assert not [b for b in own if isinstance(b, Stycke) and standard in b.text]
    plain = under(build(underlag(RAD), FULL), rubrik)
    assert [b for b in plain if isinstance(b, Stycke) and standard in b.text]


REPORTED = "Besluten rapporteras till Inspektionen för vård och omsorg (IVO)"


@FORMS
def test_nothing_is_said_to_be_reported_where_there_is_nothing(form: Utlatandeform) -> None:
    assert REPORTED in paragraphs(build(underlag(RAD), form))
    assert REPORTED not in paragraphs(build(underlag(), form))


def test_the_standard_texts_are_true_of_a_quarter_without_decisions() -> None:
    empty = build(underlag(), FULL)
    assert under(empty, "Invånarperspektiv") == [
        Stycke("I kvartalet finns inget beslut att redovisa, och förslaget berör därför ingen enskild invånare.")
    ]
    sent = (
        "Rapporten till fullmäktige lämnas till kommunfullmäktige och rapporten till revisorerna till kommunens "
        "revisorer."
    )
    assert under(empty, "Beslutets genomförande") == [Stycke(sent)]
    done = build(underlag(*of(Grupp.VERKSTALLD, 1, SLUT)), FULL)
    assert under(done, "Beslutets genomförande") == [Stycke(sent)]
    (waits,) = under(build(underlag(RAD), FULL), "Beslutets genomförande")
    assert waits == Stycke(
        f"{sent} De beslut som fortfarande inte är verkställda följer med till nästa kvartals rapport."
    )
    assert "De beslut som rapporteras grundas på" not in paragraphs(empty)
    assert [h for h in headings(empty) if not under(empty, h)] == []


def test_a_single_range_of_the_fee_is_a_sentence_and_no_list() -> None:
    blocks = under(
        build(underlag(RAD._replace(lag=Lag.LSS), lag=Lag.LSS, kvartal="2026Q2"), FULL), "Ekonomisk bedömning"
    )
    assert not [b for b in blocks if isinstance(b, Lista)]
    assert blocks[-1].text.endswith(  # type: ignore[union-attr]  # a Stycke, since no list is there
        "Avgiften kan bli lägst 10\N{NO-BREAK SPACE}000 och högst 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 kronor "
        "för beslut enligt LSS som fattades till och med 2025-12-31. Det följer av 28 a §, 28 b § och punkt 3 i "
        "övergångsbestämmelserna till SFS 2025:1298 om ändring i LSS."
    )


def test_own_words_about_the_matter_are_added() -> None:
    namnd = Namnd("Nämnden", texter=Namndtexter(arendet=("Eget om ärendet.",)))
    blocks = under(build(replace(underlag(RAD), namnd=namnd), FULL), "Ärendet")
    assert blocks[-1] == Stycke("Eget om ärendet.")
    assert len(blocks) == 3


def test_receivers_that_are_not_known_are_those_of_the_law() -> None:
    dokument = build(underlag(), FULL)
    assert under(dokument, "För vidare hantering") == [Lista(("Kommunfullmäktige", "Kommunens revisorer"))]
    assert "För kännedom" not in headings(dokument)


@FORMS
def test_the_signatories_stand_in_every_form(form: Utlatandeform) -> None:
    namnd = Namnd("Nämnden", underskrifter=(Person("Prov Provsson"),))
    signed = build(replace(underlag(), namnd=namnd), form)
    assert [b.personer[0].namn for b in signed.block if isinstance(b, Underskrifter)] == ["Prov Provsson"]
    assert "Underskrifter" not in headings(build(underlag(), form))
