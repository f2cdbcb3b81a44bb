from datetime import date
from pathlib import Path

from ale_2019q1 import ale_underlag
from pappersbygge import MALLAR, RAD, all_text, paragraphs, preliminary, under, underlag
from pypdf import PdfReader

from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.modell import Arendelista, Lista, Rubrik, Tabell, Underskrift, Underskrifter
from ejverkstallda.report.tjansteutlatande import build_tjansteutlatande
from ejverkstallda.writers.pdf.document import render_pdf


def test_ale_summary_in_words() -> None:
    text = paragraphs(build_tjansteutlatande(ale_underlag(), MALLAR))
    assert (
        "I kvartal 1 2019, från och med 2019-01-01 till och med 2019-03-31, redovisas två nya beslut. "
        "Av de beslut som har rapporterats tidigare har två verkställts och två avslutats utan verkställighet. "
        "Fortfarande är fem av dem inte verkställda. "
        "Vid slutet av 2019-03-31 var sammanlagt sju rapporterade beslut ej verkställda."
    ) in text


def test_ale_parts_in_order() -> None:
    dokument = build_tjansteutlatande(ale_underlag(), MALLAR)
    assert [b.text for b in dokument.block if isinstance(b, Rubrik)] == [
        "Sammanfattning",
        "Förvaltningens förslag till beslut",
        "Beslutsunderlag",
        "Beslutet sänds till",
        "För vidare hantering",
        "För kännedom",
    ]
    assert under(dokument, "Förvaltningens förslag till beslut")[-1] == Underskrifter(
        (Underskrift("Påhittad Person", "Systemförvaltare"), Underskrift("Test Testsson", "Administrativ chef"))
    )
    assert under(dokument, "Beslutsunderlag") == [
        Lista(
            (
                "Tjänsteutlåtande, 2019-05-13",
                "Statistikrapport, 2019-05-13",
                "Statistikrapport till fullmäktige, 2019-05-13",
                "Rapport till revisorerna, 2019-05-13",
            )
        )
    ]
    assert under(dokument, "För vidare hantering") == [Lista(("Kommunfullmäktige", "Kommunrevisionen"))]
    assert under(dokument, "För kännedom") == [Lista(("Verksamhetschef äldreomsorg",))]


def test_no_case_is_named() -> None:
    made = ale_underlag()
    dokument = build_tjansteutlatande(made, MALLAR)
    assert not any(r.beslutsnummer in all_text(dokument) for r in made.bild.rader)
    assert not [b for b in dokument.block if isinstance(b, Arendelista | Tabell)]


def test_one_page(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    path.write_bytes(render_pdf(build_tjansteutlatande(ale_underlag(), MALLAR)))
    assert len(PdfReader(path).pages) == 1


def test_zero_quarter_reads_well() -> None:
    text = paragraphs(build_tjansteutlatande(underlag(), MALLAR))
    assert "redovisas inga nya beslut. Det finns inga tidigare rapporterade beslut att redovisa." in text
    assert "Nämnden noterar statistikrapporten för kvartal 4 2025." in text
    assert "sammanlagt" not in text


def test_all_earlier_ones_ended() -> None:
    slut = Slut(Slutslag.VERKSTALLD, date(2025, 12, 1))
    ended = [RAD._replace(grupp=g, slut=slut) for g in (Grupp.VERKSTALLD, Grupp.AVSLUTAD)]
    text = paragraphs(build_tjansteutlatande(underlag(*ended), MALLAR))
    assert "har ett verkställts och ett avslutats utan verkställighet. Inget av dem väntar längre" in text


def test_one_left_and_one_new_that_has_ended() -> None:
    slut = Slut(Slutslag.VERKSTALLD, date(2025, 12, 1))
    made = underlag(RAD._replace(slut=slut), RAD._replace(grupp=Grupp.KVARSTAENDE, beslutsdatum=date(2025, 3, 1)))
    text = paragraphs(build_tjansteutlatande(made, MALLAR))
    assert "redovisas ett nytt beslut. Väntan hade tagit slut vid slutet av 2025-12-31." in text
    assert "Det beslut som har rapporterats tidigare är fortfarande inte verkställt." in text
    assert "sammanlagt ett rapporterat beslut ej verkställt." in text
    assert "För beslut som fattades före 2025-07-01 fanns motsvarande bestämmelser i 16 kap. 6 f–h §§" in text


def test_preliminary() -> None:
    dokument = build_tjansteutlatande(preliminary(RAD, pa_vag=2), MALLAR)
    assert dokument.sidhuvud.dokumenttyp == "PRELIMINÄR Tjänsteutlåtande"
    assert "PRELIMINÄR." in paragraphs(dokument)
    assert "I kvartalet har två beslut sin gränsdag kvar." in paragraphs(dokument)


def test_receivers_and_signers_that_are_not_known_leave_no_trace() -> None:
    dokument = build_tjansteutlatande(underlag(), MALLAR)
    assert not [b for b in dokument.block if isinstance(b, Underskrifter)]
    assert "sänds till" not in [b.text for b in dokument.block if isinstance(b, Rubrik)]
