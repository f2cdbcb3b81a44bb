"""The import template: a workbook to fill in, with drop-downs and a page that explains every column."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ejverkstallda.app.ifyllbar import refuse_filled_in
from ejverkstallda.app.importkolumner import BESLUT, HANDELSE_BETYDER, HANDELSER, Importkolumn
from ejverkstallda.domain.insatser import INSATSER
from ejverkstallda.writers.atomisk import write_atomically
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, Cell, Form, Kolumn, Val, build_workbook

_RADER: Final = 5000
"""Rows prepared for writing in each sheet."""
_TIDIGAST: Final = date(1900, 1, 1)
_SKAPAD: Final = date(2026, 1, 1)
"""The template says nothing of the day it is written: it is the same file every time."""
_HJALP: Final = "Hjälp"
_INSATSER: Final = tuple(dict.fromkeys((i.etikett, i.lag.value) for i in INSATSER))
_SA_HAR: Final = (
    ("Fyll i", "Ett beslut på varje rad i Beslut, en händelse på varje rad i Händelser."),
    ("Rubriker", "De mörka måste fyllas i; resten får vara tomt. Ändra inte rubrikerna."),
    ("Läs in", "Spara filen och kör ejv importera FIL --torrkorning. Utan --torrkorning sparas det."),
    ("Var försiktig", "Inga namn, personnummer eller diagnoser i fri text. Radera filen när den är inläst."),
)
_DATUM_SKRIVS: Final = "Ett datum, till exempel 2019-01-31."


def write_template(path: Path, *, skriv_over: bool = False) -> None:
    """Write the import template: sheets Beslut, Händelser and Hjälp, with nobody's data.

    Raises:
        AppError: a file stands there, which somebody may have filled in, or the name is no workbook's.
        SkrivfelError: the file cannot be written; what stood there is untouched.
    """
    refuse_filled_in(path, skriv_over=skriv_over)
    write_atomically(path, build_workbook(_workbook()))


def _workbook() -> Arbetsbok:
    help_rows, insatser_at = _help_rows()
    return Arbetsbok(
        "Mall för inläsning",
        _SKAPAD,
        (
            Blad("Beslut", tuple(_column(k, insatser_at) for k in BESLUT), tomma=_RADER),
            Blad("Händelser", tuple(_column(k, insatser_at) for k in HANDELSER), tomma=_RADER),
            Blad(
                _HJALP,
                (
                    Kolumn("Gäller", bredd=18),
                    Kolumn("Namn", bredd=44),
                    Kolumn("Måste finnas", bredd=10),
                    Kolumn("Betyder", bredd=72),
                    Kolumn("Kan vara", bredd=48),
                    Kolumn("Exempel", bredd=24),
                ),
                help_rows,
                skyddat=True,
                fasta=2,
            ),
        ),
    )


def _column(kolumn: Importkolumn, insatser_at: str) -> Kolumn:
    """Return a column as it is answered; required ones stand out."""
    found = Kolumn(kolumn.namn, kolumn.form, max(kolumn.bredd, len(kolumn.namn) + 2), oppen=True, framhavd=kolumn.kravs)
    if kolumn.namn == "insats":
        return found._replace(
            val=Val(omrade=insatser_at, fritt=True), feltext=f"Står inte bland dem i {_HJALP}. Behåll?"
        )
    if kolumn.koder:
        return found._replace(val=Val(kolumn.koder), feltext="Välj ett av värdena i listan.")
    if kolumn.form is Form.DATUM:
        last = "=TODAY()" if kolumn.forfluten else None
        later = " Det får inte ligga i framtiden." if kolumn.forfluten else ""
        return found._replace(tidigast=_TIDIGAST, senast=last, feltext=_DATUM_SKRIVS + later)
    if kolumn.form is Form.TAL:
        return found._replace(feltext="Hela kronor, utan mellanrum.")
    return found


def _help_rows() -> tuple[list[Sequence[Cell]], str]:
    """Return the rows of the help page, and the range of cells where its insatser stand."""
    rows: list[Sequence[Cell]] = [
        *(["Så här", name, "", text, "", ""] for name, text in _SA_HAR),
        *_column_rows("Bladet Beslut", BESLUT),
        *_column_rows("Bladet Händelser", HANDELSER),
        *(["Händelse", slag.value, "", betyder, "", ""] for slag, betyder in HANDELSE_BETYDER.items()),
    ]
    first = len(rows) + 2  # rows are numbered from 1, and the header is the first
    rows += [[f"Insats enligt {lag}", etikett, "", "", "", ""] for etikett, lag in _INSATSER]
    return rows, f"='{_HJALP}'!$B${first}:$B${len(rows) + 1}"


def _column_rows(where: str, columns: tuple[Importkolumn, ...]) -> Iterator[Sequence[Cell]]:
    for kolumn in columns:
        yield [where, kolumn.namn, "ja" if kolumn.kravs else "", kolumn.betyder, _allowed(kolumn), kolumn.exempel]


def _allowed(kolumn: Importkolumn) -> str:
    if kolumn.koder:
        return ", ".join(kolumn.koder)
    if kolumn.form is Form.DATUM:
        return "Datum, ÅÅÅÅ-MM-DD"
    return "Hela kronor" if kolumn.form is Form.TAL else "Fri text"
