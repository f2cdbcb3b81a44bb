"""JSON with lists of objects: each list is a table, each object a row, what lies within it a dotted column.

`{"sol_decisions": [{"Id": 1, "Insats": {"Code": "K", "Text": "Kontaktperson"}}]}` is a table `sol_decisions` with the
columns `Id`, `Insats.Code` and `Insats.Text`.
"""

from collections.abc import Iterator
from pathlib import Path

from ejverkstallda.domain.brister import Brist
from ejverkstallda.readers import fil_felkoder as fk
from ejverkstallda.readers.granser import KOLUMNER, TEXTFIL, check_size, unreadable
from ejverkstallda.readers.jsonpost import Lasning
from ejverkstallda.readers.tabellmodell import Filform, Lasfel, Oppnad, Rad, Tabell, fold, shown


def open_json(path: Path, form: Filform) -> Oppnad:
    """Open a JSON file: a table for each list that has objects, and what else it holds.

    All of it is read once, so that what is wrong with it is known before the first row.

    Raises:
        Lasfel: it is no JSON, has no such list, or is nested deeper or larger than what is read.
    """
    check_size(path, TEXTFIL)
    name = shown(path.name)
    reading = Lasning(path, name)
    try:
        columns = _columns(reading, name)
    except OSError as error:
        raise unreadable(path, error) from None
    there = [fold(lista) for lista in reading.listor]
    if missing := [blad for blad in form.blad if fold(blad) not in there]:
        text = f"Listan {shown(missing[0])} finns inte i filen."
        raise Lasfel(fk.BLAD_SAKNAS.brist(text, name))
    asked = {fold(blad) for blad in form.blad} or set(there)
    chosen = [lista for lista in columns if fold(lista) in asked]
    if not reading.listor:
        raise Lasfel(fk.FIL_JSON.brist("Filen har ingen lista med poster.", name))
    if not chosen:
        raise Lasfel(fk.FIL_TOM.brist("Filens listor har inga poster.", name))
    several = len(reading.listor) > 1
    tables = tuple(_table(path, name, lista, tuple(columns[lista]), several=several) for lista in chosen)
    told = (fk.DEL_OLAST.brist(f"Delen {shown(part)} är ingen lista och lästes inte.", name) for part in reading.annat)
    return tables, tuple[Brist, ...](told)


def _columns(reading: Lasning, name: str) -> dict[str, dict[str, None]]:
    """Return the dotted names that the objects of each list have together, in the order they are met."""
    columns: dict[str, dict[str, None]] = {}
    for lista, number, post in reading.posts():
        known = columns.setdefault(lista, {})
        known.update(dict.fromkeys(post))
        if len(known) > KOLUMNER:
            text = f"Listans poster har tillsammans fler än {KOLUMNER} fält."
            raise Lasfel(fk.FIL_JSON.brist(text, f"{name} {shown(lista)} rad {number}".replace("  ", " ")))
    return columns


def _table(path: Path, name: str, lista: str, columns: tuple[str, ...], *, several: bool) -> Tabell:
    def rader() -> Iterator[Rad]:
        met = False
        try:
            for found, number, post in Lasning(path, name).posts():
                if found == lista:
                    met = True
                    cells = [post.get(column, "") for column in columns]
                    if any(map(str.strip, cells)):
                        yield number, cells
                elif met:
                    return
        except OSError as error:
            raise unreadable(path, error) from None

    blad = shown(lista) or None
    stalle = f"{name} {blad}" if several and blad else name
    return Tabell(name, blad, 0, columns, tuple(map(fold, columns)), rader, stalle)
