"""Options and arguments that several commands share, and reading their values."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ejverkstallda.cli.grund import to_ascii

if TYPE_CHECKING:
    from ejverkstallda.domain.beslut import Lag
    from ejverkstallda.report.kommun import Utlatandeform


def parse_folder(text: str) -> Path:
    """Return the folder a user names; an empty name, which would be the folder one stands in, is none.

    Raises:
        ValueError: it is empty (wrong usage, to Typer).
    """
    if not text.strip():
        raise ValueError
    return Path(text)


E = TypeVar("E", bound=StrEnum)

Nummer = Annotated[str, typer.Argument(metavar="NR", help="Beslutsnummer.")]
Fritext = Annotated[str | None, typer.Argument(metavar="TEXT", help="Text; frågas efter om den inte anges.")]
Datum = Annotated[str | None, typer.Option(metavar="DATUM", help="Dagen det hände (annars i dag).")]
Kallsystem = Annotated[str | None, typer.Option(metavar="NAMN", help="Källsystem, om flera har samma nummer.")]
Kvartalsarg = Annotated[str, typer.Argument(metavar="KVARTAL", help="Kvartal, till exempel 2019Q1.")]
Lagval = Annotated[str | None, typer.Option(metavar="LAG", help="SoL eller LSS (annars båda).")]
Namndval = Annotated[str | None, typer.Option(metavar="NAMN", help="Bara denna nämnd.")]
Statusdagval = Annotated[
    str | None,
    typer.Option(metavar="DAG", help="kvartalsslut, rapporteringsdag eller ett datum (annars registrets inställning)."),
]


def parse_day(text: str | None, idag: date) -> date:
    """Return the day a user wrote, today when none.

    Raises:
        AppError: it cannot be read (wrong usage).
    """
    from ejverkstallda.app.resultat import misuse
    from ejverkstallda.readers.falt import Fel, parse_date

    if text is None:
        return idag
    day = parse_date(text.strip(), idag)
    if isinstance(day, Fel):
        raise misuse(day.kod.kod, f"{day.text} {day.kod.atgard}")
    return day


def parse_code(text: str, codes: type[E], what: str, hide: E | None = None) -> E:
    """Return the code a user wrote, in any case and with å ä ö.

    Raises:
        AppError: it is none of them (wrong usage).
    """
    from ejverkstallda.app.resultat import misuse
    from ejverkstallda.readers.falt import quote

    wanted = to_ascii(text.strip()).casefold().replace(" ", "_")
    for code in codes:
        if code.value.casefold() == wanted and code is not hide:
            return code
    listed = ", ".join(c.value for c in codes if c is not hide)
    raise misuse("varde_okant", f"{what} {quote(text)} finns inte. Välj något av {listed}.")


def parse_lag(text: str | None) -> "Lag | None":
    """Return the law a user wrote, None when none.

    Raises:
        AppError: it is no law (wrong usage).
    """
    from ejverkstallda.domain.beslut import Lag

    return None if text is None else parse_code(text, Lag, "Lagen")


def parse_form(text: str | None, slag: str | None) -> "Utlatandeform | None":
    """Return the form of tjänsteutlåtande a user wrote, None when none. `slag` is the kind of paper, None all kinds.

    Raises:
        AppError: it is no form, or the paper is no tjänsteutlåtande (wrong usage).
    """
    from ejverkstallda.app.resultat import misuse
    from ejverkstallda.report.kommun import Utlatandeform

    if text is None:
        return None
    if slag not in {None, "tjansteutlatande"}:
        raise misuse("form_utan_utlatande", "Bara ett tjänsteutlåtande har former. Ta bort --form.")
    return parse_code(text, Utlatandeform, "Formen")


def parse_yes(text: str) -> bool:
    """Return True for ja, False for nej.

    Raises:
        AppError: it is neither (wrong usage).
    """
    from ejverkstallda.app.resultat import misuse
    from ejverkstallda.readers.falt import quote

    answer = {"ja": True, "j": True, "nej": False, "n": False}.get(text.strip().casefold())
    if answer is None:
        raise misuse("varde_okant", f"Svaret {quote(text)} är varken ja eller nej.")
    return answer
