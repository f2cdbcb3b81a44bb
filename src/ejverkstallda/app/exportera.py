"""The whole register out again, as files that an empty register can read in."""

import re
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from ejverkstallda.app import exportkoder as fk
from ejverkstallda.app.bevaka import ends_not_sent
from ejverkstallda.app.exportrader import PERSON, Antal, Exportrader, Framsteg
from ejverkstallda.app.importkolumner import BESLUT, HANDELSER
from ejverkstallda.app.resultat import Resultat, misuse, refuse
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.store.logg import Loggrad, write_log
from ejverkstallda.store.oversattning import iso
from ejverkstallda.writers.atomisk import Innehall, write_all_atomically
from ejverkstallda.writers.csvfil import write_rows
from ejverkstallda.writers.xlsxfil import Arbetsbok, Blad, CellForLangError, Kolumn, write_workbook

FORMAT: Final = ("csv", "xlsx")


class Exportval(NamedTuple):
    """What is wanted: formats, with identity numbers or without, and whether files that stand there are replaced."""

    format: tuple[str, ...] = ("csv",)
    personuppgifter: bool = False
    skriv_over: bool = False


def parse_formats(text: str) -> tuple[str, ...]:
    """Return the formats that a user wrote, in our order.

    Raises:
        AppError: one of them does not exist, or none is given (wrong usage).
    """
    wanted = {part for part in re.split(r"[,;\s]+", text.strip().casefold()) if part}
    if not wanted or not wanted <= set(FORMAT):
        raise misuse("format_okant", f"Formatet ”{text}” finns inte. Välj csv, xlsx eller båda: csv,xlsx.")
    return tuple(f for f in FORMAT if f in wanted)


class Exportsvar(NamedTuple):
    """The files written, and what is in them."""

    filer: tuple[Path, ...]
    antal: Antal
    personuppgifter: bool

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        a = self.antal
        return {
            "filer": [str(p) for p in self.filer],
            "beslut": a.beslut,
            "handelser": a.handelser,
            "historik": a.historik,
            "utelamnat": {
                "makulerade_beslut": a.makulerade_beslut,
                "makulerade_handelser": a.makulerade_handelser,
                "rattade_handelser": a.rattade_handelser,
            },
            "personuppgifter": self.personuppgifter,
        }


def export_register(
    ctx: Sammanhang, katalog: Path, val: Exportval, framsteg: Framsteg = lambda _done, _total: None
) -> Resultat[Exportsvar]:
    """Write the whole register as import files (contract: `exportera`). They can be read by their owner only.

    With identity numbers the opening of the person table is logged first, so that no file can be there without it.

    Raises:
        AppError: a file stands there already, or holds a text that Excel cannot.
        SkrivfelError: a file cannot be written; none has been.
    """
    paths = {f"{kind}.{form}": katalog / f"{kind}.{form}" for form in val.format for kind in ("beslut", "handelser")}
    there = [p.name for p in paths.values() if p.exists() or p.is_symlink()]
    if there and not val.skriv_over:
        raise refuse(
            "fil_finns_redan",
            f"{' och '.join(there)} finns redan i {katalog}. Välj en annan mapp, eller ersätt med --skriv-over.",
        )
    if val.personuppgifter:
        with ctx.writing() as connection:
            write_log(connection, ctx.log_entry, [Loggrad(None, "person", None, f"exporterade till {katalog}")])
    with ctx.reading() as connection:
        export = Exportrader(connection, val.personuppgifter, len(paths), framsteg)
        try:
            write_all_atomically({p: _content(export, name, ctx.idag) for name, p in paths.items()}, private=True)
        except CellForLangError as error:
            raise refuse(
                "text_for_lang_for_excel",
                f"En text är längre än en cell i Excel rymmer ({error}). Exportera till csv i stället.",
            ) from None
        unsent = len(ends_not_sent(connection, ctx.idag))
    if unsent:
        export.brister.append(fk.SLUT_EJ_SKICKADE.brist(f"{fk.SLUT_EJ_SKICKADE.betydelse} Antal: {unsent}."))
    return Resultat(Exportsvar(tuple(paths.values()), export.antal, val.personuppgifter), tuple(export.brister))


def _content(export: Exportrader, name: str, idag: date) -> Innehall:
    """Return what writes a file; nothing is read before it is asked for."""
    kind, form = name.split(".")
    events = kind == "handelser"
    columns = HANDELSER if events else tuple(k for k in BESLUT if k.namn != PERSON or export.personuppgifter)

    def write(out: BinaryIO) -> None:
        rows = export.event_rows() if events else export.decision_rows()
        if form == "csv":
            write_rows(out, [k.namn for k in columns], ([_text(v) for v in row] for row in rows))
            return
        title = "Händelser" if events else "Beslut"
        cells = ([_cell(v) for v in row] for row in rows)
        blad = Blad(title, tuple(Kolumn(k.namn, k.form, k.bredd) for k in columns), cells, bryt=False)
        write_workbook(out, Arbetsbok(f"{title} ur registret", idag, (blad,)))

    return write


def _text(value: Any) -> str:
    """Return a value as an import file writes it; most are empty or text already."""
    if value is None:
        return ""
    return value if type(value) is str else iso(value) or ""


def _cell(value: Any) -> Any:
    """Return a value as a cell: dates and amounts as they are, all else as text."""
    return ("ja" if value else "nej") if isinstance(value, bool) else value
