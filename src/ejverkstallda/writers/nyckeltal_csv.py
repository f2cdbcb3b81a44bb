"""Nyckeltal as CSV in long form, for planning systems: a row per indicator, what it counts and year."""

from typing import Final

from ejverkstallda.report.nyckeltalspapper import Nyckeltalsinnehall
from ejverkstallda.writers.csvfil import write_csv

KOLUMNER: Final = ("indikator", "namn", "uppdelning", "avser", "ar", "varde", "anmarkning", "definition", "kalla")


def render_nyckeltal_csv(innehall: Nyckeltalsinnehall) -> bytes:
    """Return every value on a row of its own, with what is to be said of its year, its definition and its source.

    Numbers have a decimal comma and no spaces; a value that there is none of is an empty cell.
    """
    told = {i.id: (i.namn, i.definition, "; ".join(i.kallor)) for i in innehall.indikatorer}
    notes = {note.ar: note.text for note in innehall.noter}
    rows = (
        (rad.indikator, namn, rad.uppdelning, rad.avser, str(ar), _number(value), notes.get(ar, ""), definition, kalla)
        for rad in innehall.rader
        for namn, definition, kalla in (told[rad.indikator],)
        for ar, value in rad.varden.items()
    )
    return write_csv(KOLUMNER, rows)


def _number(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
