"""The worklist as a workbook: what is known to the left and locked, what is asked to the right and open."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from ejverkstallda.report.noteringar import ANSVAR_ORD, SKAL_ORD
from ejverkstallda.store.kvartalslager import sha256
from ejverkstallda.writers.atomisk import write_all_atomically
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, Cell, Form, Kolumn, Val, build_workbook

ARBETSLISTA: Final = "Arbetslista"
SA_HAR: Final = "Så här gör du"
_LANGSTA_KOMMENTAR: Final = 500


class Fraga(StrEnum):
    """What a list asks: what each case lacks, or (gone from the care system's list) whether the insats has begun."""

    SAKNAS = "saknas"
    VERKSTALLD = "verkstalld"


class Arbetsrad(NamedTuple):
    """A waiting case on the list; `saknas` is what it lacks, in words, and `dagar` how long it has waited."""

    beslutsnummer: str
    kallsystem: str
    insats: str
    beslutsdatum: date
    vantar_sedan: date
    gransdag: date
    dagar: int
    kommentar: str
    saknas: tuple[str, ...]


class Arbetslista(NamedTuple):
    """Waiting cases by gränsdag, as of a day; `urval` says in words whose they are."""

    rader: tuple[Arbetsrad, ...]
    idag: date
    urval: str = ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


SKAL_VAL: Final = tuple(_upper(ord_) for ord_ in SKAL_ORD.values())
ANSVAR_VAL: Final = tuple(_upper(ord_) for ord_ in ANSVAR_ORD.values())
SVAR_VAL: Final = ("Ja", "Nej")
_TOMT_DATUM: Final = "ÅÅÅÅ-MM-DD. Tomt betyder dagen då listan läses in."
_VALJ: Final = "Välj i listan, eller lämna tomt."


def _known(rubrik: str, bredd: int, form: Form = Form.TEXT) -> Kolumn:
    return Kolumn(rubrik, form, bredd)


def _text(rubrik: str, bredd: int, ledtext: str = "") -> Kolumn:
    return Kolumn(rubrik, Form.TEXT, bredd, oppen=True, framhavd=True, ledtext=ledtext)


def _choice(rubrik: str, bredd: int, val: tuple[str, ...]) -> Kolumn:
    return Kolumn(rubrik, Form.TEXT, bredd, oppen=True, framhavd=True, val=Val(val), feltext=_VALJ)


def _day(rubrik: str, ledtext: str = _TOMT_DATUM) -> Kolumn:
    """Return a column for a day that has been, from the row's own Beslutsdatum (column D) to the day it is answered."""
    return Kolumn(
        rubrik,
        Form.DATUM,
        17,
        oppen=True,
        framhavd=True,
        tidigast="=$D2",
        senast="=TODAY()",
        ledtext=ledtext,
        feltext="Skriv ett datum som 2026-01-31, tidigast beslutsdatum och senast i dag. En plan skrivs som kommentar.",
    )


KOLUMNER: Final = (
    _known("Beslutsnummer", 16),
    _known("Källsystem", 13),
    _known("Insats", 28),
    _known("Beslutsdatum", 13, Form.DATUM),
    _known("Väntar sedan", 13, Form.DATUM),
    _known("Gränsdag", 13, Form.DATUM),
    _known("Dagar", 8, Form.TAL),
    _known("Senaste kommentar", 40),
    _known("Vad som saknas", 34),
    _known("Lista", 18),
    _text("Kommentar", 44, "Läget, kort och neutralt. Inga namn eller personnummer."),
    _day("Kommentarsdatum"),
    _choice("Skäl", 34, SKAL_VAL),
    _choice("Ansvar", 15, ANSVAR_VAL),
    _day("Erbjudande datum"),
    _text("Erbjudande", 30, "Vad som har erbjudits."),
    _choice("Svar", 8, SVAR_VAL),
    _day("Svarsdatum"),
    _day("Insatsen började", "Dagen insatsen faktiskt började. Ett erbjudande eller ett ja räcker inte."),
    _text("Åtgärd", 34, "Vad som har gjorts för att verkställa beslutet."),
    _day("Åtgärdsdatum"),
    _text("Besvarad av", 18, "Ditt namn eller din signatur."),
)
_OPPNA: Final = sum(k.oppen for k in KOLUMNER)


def write_worklist(path: Path, rows: Arbetslista, ask: str = Fraga.SAKNAS) -> None:
    """Write a worklist. `ask`: what each case lacks ("saknas"), or whether the insats has begun ("verkstalld").

    Its owner alone can read the file. Whoever calls has seen to it that nobody's answers are written over.

    Raises:
        SkrivfelError: the file cannot be written.
    """
    write_all_atomically({path: build_worklist(rows, ask)}, private=True)


def build_worklist(rows: Arbetslista, ask: str = Fraga.SAKNAS) -> bytes:
    """Return a worklist as the bytes of a workbook; the same rows and day give the same bytes."""
    asked = Fraga(ask)
    lista = _list_name(rows, asked)
    cells = tuple(_cells(rad, asked, lista) for rad in rows.rader)
    guide = Blad(SA_HAR, (Kolumn(SA_HAR, bredd=120),), [[line] for line in _guide(rows, asked)], skyddat=True, fasta=0)
    book = Arbetsbok(
        "Arbetslista", rows.idag, (Blad(ARBETSLISTA, KOLUMNER, cells, skyddat=True), guide), overst=0 if cells else 1
    )
    return build_workbook(book)


def _list_name(rows: Arbetslista, ask: Fraga) -> str:
    """Name a list by its day and what it asks of whom: the answers to two lists of a day are not taken for one's."""
    cases = "\n".join(f"{r.kallsystem}/{r.beslutsnummer}/{r.vantar_sedan}" for r in rows.rader)
    return f"{rows.idag} {sha256(f'{ask}/{rows.urval}/{cases}')[:6]}"


def _cells(rad: Arbetsrad, ask: Fraga, lista: str) -> Sequence[Cell]:
    known: list[Cell] = [
        rad.beslutsnummer,
        rad.kallsystem,
        rad.insats,
        rad.beslutsdatum,
        rad.vantar_sedan,
        rad.gransdag,
        rad.dagar,
        _shortened(rad.kommentar),
        _asked(rad, ask),
        lista,
    ]
    return known + [None] * _OPPNA


def _shortened(text: str) -> str:
    return text if len(text) <= _LANGSTA_KOMMENTAR else text[: _LANGSTA_KOMMENTAR - 1].rstrip() + "…"


def _asked(rad: Arbetsrad, ask: Fraga) -> str:
    if ask is Fraga.VERKSTALLD:
        return "Finns inte längre i verksamhetssystemets lista. Har insatsen börjat, och i så fall vilken dag?"
    return _upper("; ".join(rad.saknas)) + "." if rad.saknas else "Inget saknas. Har något hänt?"


def _guide(lista: Arbetslista, ask: Fraga) -> Sequence[str]:
    """Return the page of instructions, a line at a time."""
    whose = f" för {lista.urval}" if lista.urval else ""
    if not lista.rader:
        return (f"Inga ärenden väntar{whose}. Läget är det som gällde {lista.idag}. Du behöver inte göra något.",)
    many = "1 ärende" if len(lista.rader) == 1 else f"{len(lista.rader)} ärenden"
    about = "som inte längre finns i verksamhetssystemets lista" if ask is Fraga.VERKSTALLD else "som väntar"
    return (
        f"Bladet {ARBETSLISTA} har {many}{whose}: de {about}, som läget var {lista.idag}.",
        "Skriv i de gula cellerna, bara det som är nytt. En tom cell ändrar ingenting. Resten är låst.",
        "Vad som saknas säger vad ärendet behöver.",
        "Kommentar: läget just nu, kort och neutralt. Skriv så att det kan läsas upp i nämnden.",
        "Skäl, Ansvar och Svar: välj med pilen till höger i cellen. Svar gäller det senaste erbjudandet.",
        "Insatsen började: bara om den verkligen har börjat. Ett erbjudande, ett ja eller en plan räcker inte.",
        "Ett tomt datum bredvid ett svar betyder dagen då listan läses in. Hände det en annan dag: skriv den.",
        "Besvarad av: ditt namn eller din signatur, på varje rad du skriver i.",
        "Skriv inga namn på enskilda, inga personnummer, telefonnummer eller diagnoser.",
        "Det som har betydelse för ärendet dokumenteras i personakten, som vanligt.",
        "Lägg inte till eller ta bort rader. Spara filen som Excel (.xlsx) och lämna den till den du fick den av.",
        "Filen innehåller uppgifter om enskilda. Skicka den bara dit sådana får skickas, och radera den sedan.",
    )
