"""The kinds of public paper: their commands, their files' names, who gets them, and which formats fit.

Imports nothing heavy: the commands and their help are made from this table.
"""

from typing import Final, NamedTuple

NAMNDEN: Final = "nämnden"
"""Whose paper a nämnd's own is; the nämnd has a name where there are several."""
_TEXT: Final = ("pdf", "docx", "json")
_TABELLER: Final = ("pdf", "docx", "xlsx", "csv", "json")


class Pappersslag(NamedTuple):
    """A kind of public paper: its command and what the help says of it, its file's first part, its name, its reader.

    `format` are those that fit: a paper without tables is no spreadsheet.
    """

    kod: str
    fil: str
    namn: str
    mottagare: str
    hjalp: str
    format: tuple[str, ...] = _TABELLER


PAPPERSSLAG: Final = {
    slag.kod: slag
    for slag in (
        Pappersslag(
            "statistik",
            "statistikrapport",
            "statistikrapport",
            NAMNDEN,
            "Statistikrapport till nämnden, med ärendena.",
        ),
        Pappersslag(
            "tjansteutlatande",
            "tjansteutlatande",
            "tjänsteutlåtande",
            NAMNDEN,
            "Tjänsteutlåtande till nämnden.",
            _TEXT,
        ),
        Pappersslag(
            "fullmaktige",
            "fullmaktige",
            "statistikrapport till fullmäktige",
            "kommunfullmäktige",
            "Statistikrapport till fullmäktige, utan ärenden. Med flera --databas: en gemensam för nämnderna.",
        ),
        Pappersslag(
            "revisorer",
            "revisorer",
            "rapport till revisorerna",
            "kommunens revisorer",
            "Rapport till kommunens revisorer, beslut för beslut.",
        ),
    )
}
"""Kinds by command, in the order they are made."""
