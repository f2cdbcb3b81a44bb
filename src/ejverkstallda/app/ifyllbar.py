"""Workbooks that people fill in: one that may hold somebody's answers is never written over by accident."""

from pathlib import Path

from ejverkstallda.app.resultat import misuse, refuse


def refuse_filled_in(path: Path, *, skriv_over: bool) -> None:
    """Refuse a file that stands there already, unless it is to be replaced, and a name that is no workbook's.

    Raises:
        AppError: with the reason.
    """
    if path.suffix.casefold() != ".xlsx":
        raise misuse("filnamn_ej_xlsx", f"Filen {path.name} ska ha ett namn som slutar på .xlsx.")
    if not skriv_over and (path.exists() or path.is_symlink()):
        raise refuse(
            "fil_finns_redan",
            f"{path.name} finns redan och kan vara ifylld. Välj ett annat namn, eller ersätt den med --skriv-over.",
        )
