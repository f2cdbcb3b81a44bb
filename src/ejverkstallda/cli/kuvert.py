"""How answers leave the program: one JSON envelope, or text on a console that shows user text literally."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from ejverkstallda.app.resultat import Utgang
from ejverkstallda.domain.brister import Allvar, Brist

_STYRTECKEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FARG: Final = {Allvar.FEL: "bold red", Allvar.VARNING: "bold yellow", Allvar.UPPLYSNING: "cyan"}
_ORD: Final = {Allvar.FEL: "Fel", Allvar.VARNING: "Varning", Allvar.UPPLYSNING: "Upplysning"}
_VISAS: Final = 50
_PLATSER: Final = 3


class UtskriftError(Exception):
    """The answer could not be written where it was to go; what the command did is done. `orsak` says why."""

    def __init__(self, orsak: OSError) -> None:
        super().__init__(type(orsak).__name__)
        self.orsak = orsak


@contextmanager
def printing() -> Iterator[None]:
    """Keep a fault in writing the answer apart from a fault in what was asked for.

    Raises:
        UtskriftError: the disk that the answer is sent to is full, and the like.
        BrokenPipeError: whoever read it has gone.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UtskriftError(error) from error


def literal(text: str) -> str:
    """Return user text as it can be shown on a terminal: control characters become a visible sign."""
    return _STYRTECKEN.sub("\ufffd", text)


def console(*, stderr: bool = False) -> Console:
    """Return a console that interprets nothing in what it prints."""
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)


def outcome(utgang: int) -> str:
    """Return the envelope's word for an exit code."""
    return (
        {Utgang.KLART: "ok", Utgang.BRISTER: "brister"}.get(Utgang(utgang), "fel") if utgang in set(Utgang) else "fel"
    )


def print_envelope(kommando: str, utgang: int, data: dict[str, Any], brister: Sequence[Brist]) -> None:
    """Print the contract's one JSON object to standard output."""
    envelope = {
        "version": 1,
        "kommando": kommando,
        "utfall": outcome(utgang),
        "data": data,
        "brister": [{"kod": b.kod, "allvar": b.allvar.value, "text": b.text, "plats": b.plats} for b in brister],
    }
    sys.stdout.write(json.dumps(envelope, ensure_ascii=False, indent=1) + "\n")


def print_findings(brister: Sequence[Brist]) -> None:
    """Print faults to standard error, the gravest first, what is the same in many places once; many are counted."""
    if not brister:
        return
    out = console(stderr=True)
    places: dict[tuple[Allvar, str], list[str]] = {}
    for brist in brister:
        places.setdefault((brist.allvar, brist.text), []).append(brist.plats or "")
    order = list(Allvar)
    ranked = sorted(places.items(), key=lambda item: order.index(item[0][0]))
    for (allvar, text), where in ranked[:_VISAS]:
        line = Text(f"{_ORD[allvar]}: ", style=_FARG[allvar])
        if any(where):
            line.append(f"{literal(_joined(where))}: ", style="bold")
        line.append(literal(text), style="default not bold")
        out.print(line)
    if len(ranked) > _VISAS:
        left = sum(len(where) for _, where in ranked[_VISAS:])
        out.print(f"… och {left} till. Visa alla med --json.")


def _joined(where: Sequence[str]) -> str:
    """Name the first places of a fault that is the same in many, and how many more there are."""
    shown = [p for p in where if p][:_PLATSER]
    more = len(where) - len(shown)
    return ", ".join(shown) + (f" och {more} {'ställe' if more == 1 else 'ställen'} till" if more else "")
