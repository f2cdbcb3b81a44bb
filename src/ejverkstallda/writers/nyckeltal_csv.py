"""Nyckeltal as CSV in long form, for planning systems: a row per indicator, what it counts and year."""

from typing import Final

from ejverkstallda.report.nyckeltalspapper import Nyckeltalsinnehall
from ejverkstallda.writers.csvfil import write_csv

KOLUMNER: Final = ("indikator", "namn", "uppdelning", "avser", "ar", "varde", "anmarkning")


def render_nyckeltal_csv(innehall: Nyckeltalsinnehall) -> bytes:
    """Return every value on a row of its own, with what is to be said of its year.

    Numbers have a decimal comma and no spaces; a value that there is none of is an empty cell.
    """
    names = {i.id: i.namn for i in innehall.indikatorer}
    notes = {note.ar: note.text for note in innehall.noter}
    rows = (
        (rad.indikator, names[rad.indikator], rad.uppdelning, rad.avser, str(ar), _number(value), notes.get(ar, ""))
        for rad in innehall.rader
        for ar, value in rad.varden.items()
    )
    return write_csv(KOLUMNER, rows)


def _number(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
