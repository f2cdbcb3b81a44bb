"""Reads one import file whole, as the import does it row by row."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ejverkstallda.domain.brister import Brist, needs_someone
from ejverkstallda.readers.rader import KANDA_KOLUMNER, Beslutsrad, Handelserad, Nekadrad, Tabellasning
from ejverkstallda.readers.tabell import Filform, Lasfel, open_tables


@dataclass(frozen=True)
class Inlast:
    """A file as read: its kind, its rows, the refused ones, its faults, the columns that are not known."""

    ar_handelser: bool = False
    beslut: tuple[Beslutsrad, ...] = ()
    handelser: tuple[Handelserad, ...] = ()
    nekade: tuple[Nekadrad, ...] = ()
    brister: tuple[Brist, ...] = ()
    okanda_kolumner: tuple[str, ...] = ()


def read_import(path: Path, idag: date) -> Inlast:
    tables, told = open_tables(path, Filform(kanda=KANDA_KOLUMNER))
    if not tables:
        return Inlast(brister=told)
    (tabell,) = tables
    lasning = Tabellasning(tabell, idag)
    brister = (*told, *lasning.brister)
    if needs_someone(brister):
        return Inlast(lasning.ar_handelser, brister=brister)
    try:
        rows = list(lasning.rows())
    except Lasfel as error:
        return Inlast(lasning.ar_handelser, brister=(error.brist,))
    return Inlast(
        lasning.ar_handelser,
        tuple(r for r in rows if isinstance(r, Beslutsrad)),
        tuple(r for r in rows if isinstance(r, Handelserad)),
        tuple(r for r in rows if isinstance(r, Nekadrad)),
        brister,
        lasning.okanda,
    )
