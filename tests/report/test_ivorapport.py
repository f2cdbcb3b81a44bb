"""The paper of IVO's individrapporter: marked on every page, checked and counted first, then a sheet per report."""

from datetime import date

import pytest
from individunderlag import BESLUT, IDAG, NY, event, rapport
from pappersbygge import under

from ejverkstallda.domain.beslut import Ansvar, Handelseslag, IvoSlag, Lag, SkalKod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.vantan import Slut, Slutslag
from ejverkstallda.report.granskning import contains_identity
from ejverkstallda.report.individblad import build_sheet
from ejverkstallda.report.individrapport import Individrapport, Rapportslag
from ejverkstallda.report.ivorapport import Ivoram, RedanSkickad, build_ivorapport, missing_sender
from ejverkstallda.report.kommun import Diarienummer, Kommun, Namnd, Person
from ejverkstallda.report.modell import Dokument, Faltlista, Papper, Rubrik, Sekretesspapper, Stycke, Tabell

NAMND = Namnd(
    "Provnämnden",
    forvaltning="Provförvaltningen",
    diarienummer=Diarienummer("PN 2019/1"),
    rapportor=Person("Vera Exempelsson", "systemförvaltare"),
)
RAM = Ivoram(
    Kvartal(2019, 1),
    Lag.LSS,
    Kommun("Provkommun", telefon="0000-00 00 00"),
    NAMND,
    IDAG,
    date(2019, 4, 30),
    "ejv kvartal markera 2019Q1 ivo --lag LSS",
)
SKAL = event(Handelseslag.SKAL, "2019-01-09", skal_kod=SkalKod.REKRYTERING, ansvar=Ansvar.KOMMUNEN)
NEW = rapport(SKAL)
SENT = NEW._replace(beslutsnummer="B-2", skickad=date(2019, 4, 2))
ENDED = rapport(
    slag=IvoSlag.VERKSTALLD, rad=NY._replace(beslutsnummer="B-3", slut=Slut(Slutslag.VERKSTALLD, date(2019, 4, 1)))
)
AGAIN = rapport(SKAL, slag=IvoSlag.ATER)._replace(beslutsnummer="B-4")
BARE = rapport(
    identitet=None,
    beslut=BESLUT._replace(beslutsnummer="B-5", lagrum=None, skyddad=True),
    rad=NY._replace(beslutsnummer="B-5"),
)


def document(*reports: Individrapport, ram: Ivoram = RAM, alla: bool = False) -> Dokument:
    return build_ivorapport(ram, reports, alla=alla).dokument


def texts(dokument: Dokument, heading: str) -> list[str]:
    return [b.text for b in under(dokument, heading) if isinstance(b, Stycke)]


def rows(dokument: Dokument, heading: str) -> tuple[tuple[str, ...], ...]:
    (table,) = (b for b in under(dokument, heading) if isinstance(b, Tabell))
    return table.rader


def sheets(dokument: Dokument) -> list[str]:
    return [b.text for b in dokument.block if isinstance(b, Rubrik) and b.text.startswith("Blad ")]


def test_the_paper_is_marked_and_says_whose_it_is() -> None:
    made = document(NEW)
    assert made.titel == "Individrapporter till IVO, kvartal 1 2019, LSS"
    head = made.sidhuvud
    assert head.dokumenttyp == "INNEHÅLLER SEKRETESSBELAGDA PERSONUPPGIFTER"
    assert (head.forvaltning, head.diarienummer, head.datum, head.namnd) == (
        *("Provförvaltningen", "PN 2019/1", IDAG, "Provnämnden"),
    )
    assert [g.rubrik for g in made.sidfot] == ["Provkommun", "Telefon"]
    first, facts = made.block[:2]
    assert isinstance(first, Stycke)
    assert "Ta bort filen" in first.text
    assert facts == Faltlista(
        (
            ("Nämnd", "Provnämnden"),
            ("Förvaltning", "Provförvaltningen"),
            ("Rapportör", "Systemförvaltare Vera Exempelsson"),
            ("Läget avser", "2019-04-15"),
            ("Sista dag att rapportera", "2019-04-30"),
        )
    )


def test_the_reports_stand_in_order_of_kind_and_are_counted() -> None:
    made = document(ENDED, AGAIN, NEW, SENT)
    assert sheets(made) == [
        "Blad 1: beslut B-1, nytt ej verkställt beslut",
        "Blad 2: beslut B-4, återrapport",
        "Blad 3: beslut B-3, verkställt",
    ]
    assert rows(made, "Att rapportera") == (
        ("Nytt ej verkställt beslut", "1", "1", "2"),
        ("Avbrott i verkställigheten", "0", "0", "0"),
        ("Återrapport", "1", "0", "1"),
        ("Verkställt", "1", "0", "1"),
        ("Avslutat utan verkställighet", "0", "0", "0"),
        ("Summa", "3", "1", "4"),
    )
    assert rows(made, "Redan skickade") == (("B-2", "Nytt ej verkställt beslut", "2019-04-02"),)


def test_each_sheet_is_the_reports_own() -> None:
    made = document(NEW, ENDED)
    sender = RAM.avsandare.falt[1:]  # förvaltning and rapportör
    assert made.block[-len(build_sheet(2, ENDED, sender)) :] == build_sheet(2, ENDED, sender)


def test_with_all_the_sent_have_sheets_and_are_still_counted_as_sent() -> None:
    made = document(NEW, SENT, alla=True)
    assert len(sheets(made)) == 2
    assert rows(made, "Att rapportera")[-1] == ("Summa", "1", "1", "2")


def test_what_is_missing_stands_first_sheet_by_sheet() -> None:
    made = document(NEW, BARE)
    told = "Det som saknas krävs i formuläret. Registrera det och gör bladen på nytt, eller fyll i det för hand."
    assert texts(made, "Kontroll av uppgifterna") == ["Skyddade personuppgifter: blad 2.", told]
    blank = "Erbjudanden, åtgärder, uppföljning, konsekvens och plan"
    assert rows(made, "Kontroll av uppgifterna") == (
        ("1", "B-1", "Nytt ej verkställt beslut", "Inget", blank),
        ("2", "B-5", "Nytt ej verkställt beslut", "Personnummer, lagrum och skäl till dröjsmålet", blank),
    )


def test_where_nothing_is_missing_that_is_said() -> None:
    assert texts(document(NEW), "Kontroll av uppgifterna") == ["Inget av det som formuläret kräver saknas i registret."]


def test_nothing_to_report_makes_a_first_page() -> None:
    made = document()
    assert texts(made, "Kontroll av uppgifterna") == ["Det finns inget att rapportera som inte redan är skickat."]
    assert rows(made, "Att rapportera")[-1] == ("Summa", "0", "0", "0")
    assert sheets(made) == []


def test_who_reports_has_to_be_known() -> None:
    nobody, half = RAM._replace(namnd=None), RAM._replace(namnd=Namnd("Provnämnden"))
    assert [missing_sender(ram) for ram in (RAM, half, nobody)] == [
        *((), ("förvaltning", "rapportör"), ("nämnd", "förvaltning", "rapportör")),
    ]
    made = document(NEW, ram=nobody)
    assert texts(made, "Kontroll av uppgifterna")[0] == (
        "På alla blad saknas nämnd, förvaltning och rapportör. Skriv in det i kommun.toml."
    )
    assert made.sidhuvud.namnd == ""
    assert isinstance(made.block[1], Faltlista)
    assert made.block[1].falt[2] == ("Rapportör", "Uppgift saknas")


def test_both_laws_in_one_paper_are_named() -> None:
    assert document(ram=RAM._replace(lag=None)).titel == "Individrapporter till IVO, kvartal 1 2019, SoL och LSS"


@pytest.mark.parametrize(("idag", "said"), [("2019-03-31", True), ("2019-04-01", False)])
def test_before_the_quarter_has_ended_the_paper_says_so(idag: str, said: bool) -> None:  # noqa: FBT001 — a case
    made = document(ram=RAM._replace(idag=date.fromisoformat(idag)))
    assert any("Kvartalet slutar 2019-03-31" in b.text for b in made.block if isinstance(b, Stycke)) is said


def test_it_says_how_to_mark_and_what_has_not_been_confirmed() -> None:
    mark, reserve = texts(document(NEW), "När rapporterna är skickade")
    assert mark == "Markera dem i registret med ejv kvartal markera 2019Q1 ivo --lag LSS."
    assert "har inte kunnat läsas" in reserve


def test_the_content_holds_the_reports_and_of_those_sent_only_that() -> None:
    made = build_ivorapport(RAM, [SENT, NEW])
    assert made.innehall.individrapporter == (NEW,)
    assert made.innehall.redan_skickade == (RedanSkickad("B-2", Rapportslag.NYTT, date(2019, 4, 2)),)
    assert (made.innehall.kvartal, made.innehall.idag) == (RAM.kvartal, IDAG)


def test_it_is_no_public_paper_and_holds_what_stops_one() -> None:
    """The type keeps it from what makes public papers; should it get there, the screening stops it."""
    assert not issubclass(Sekretesspapper, Papper)
    assert contains_identity(str(document(NEW)))


def test_no_other_model_has_a_field_for_an_identity() -> None:
    assert [name for name, of in Individrapport.__annotations__.items() if "Identitet" in str(of)] == ["identitet"]
