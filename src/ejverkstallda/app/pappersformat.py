"""The formats of papers, in one table: the ending of the file, and what draws it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from ejverkstallda.app.pappersslag import PAPPERSSLAG
from ejverkstallda.app.resultat import misuse, refuse
from ejverkstallda.readers.falt import quote
from ejverkstallda.report.modell import Papper

# Each writer is imported where it is used: their libraries are slow to load, and a call wants few of them.


def _pdf(_: str, papper: Papper[Any]) -> bytes:
    from ejverkstallda.writers.pdf import render_pdf  # noqa: PLC0415

    return render_pdf(papper.dokument)


def _docx(_: str, papper: Papper[Any]) -> bytes:
    from ejverkstallda.writers.docx import render_docx  # noqa: PLC0415

    return render_docx(papper.dokument)


def _xlsx(_: str, papper: Papper[Any]) -> bytes:
    from ejverkstallda.writers.papper_xlsx import render_xlsx  # noqa: PLC0415
    from ejverkstallda.writers.xlsxfil import CellForLangError  # noqa: PLC0415

    try:
        return render_xlsx(papper.dokument)
    except CellForLangError as error:
        raise refuse(
            "text_for_lang_for_excel",
            f"En text är längre än en cell i Excel rymmer ({error}). Välj andra format än xlsx, eller korta texten.",
            _longest(papper),
        ) from None


def _longest(papper: Papper[Any]) -> str:
    """Say where the paper's longest text stands, by its case where it has one."""
    from ejverkstallda.report.granskning import text_places  # noqa: PLC0415

    return max(text_places(papper.dokument), key=lambda found: len(found[1]))[0]


def _csv(_: str, papper: Papper[Any]) -> bytes:
    from ejverkstallda.writers.papper_csv import render_csv  # noqa: PLC0415

    return render_csv(papper.dokument)


def _json(slag: str, papper: Papper[Any]) -> bytes:
    from ejverkstallda.writers.papper_json import render_json  # noqa: PLC0415

    return render_json(slag, papper)


FORMAT: Final[Mapping[str, tuple[str, Callable[[str, Papper[Any]], bytes]]]] = {
    "pdf": (".pdf", _pdf),
    "docx": (".docx", _docx),
    "xlsx": (".xlsx", _xlsx),
    "csv": (".csv", _csv),
    "json": (".json", _json),
}
"""Ending and drawing by format; what draws gets the paper's kind and the paper, and refuses one it cannot draw."""


def fitting(slag: str) -> tuple[str, ...]:
    """Return the formats that a kind of paper can be had in."""
    return tuple(form for form in PAPPERSSLAG[slag].format if form in FORMAT)


def parse_formats(text: str | None, slag: str | None) -> tuple[str, ...]:
    """Return the formats that a user asks for, each once: `pdf,csv`. Without a text pdf, for the whole package all.

    `slag` is the kind of paper; None is the whole package, where each kind takes what fits it.

    Raises:
        AppError: a format that there is none of, or that this kind cannot be had in (wrong usage).
    """
    known = fitting(slag) if slag else tuple(FORMAT)
    if text is None:
        return ("pdf",) if slag else known
    wanted = tuple(dict.fromkeys(part.strip().casefold().removeprefix(".") for part in text.split(",")))
    for form in wanted:
        if form not in FORMAT:
            raise misuse("format_okant", f"Formatet {quote(form)} finns inte. Välj bland {', '.join(known)}.")
        if form not in known:
            name = PAPPERSSLAG[slag or ""].namn
            raise misuse(
                "format_passar_inte",
                f"Formatet {form} är för tabeller och passar inte {name}. Välj bland {', '.join(known)}.",
            )
    return wanted
