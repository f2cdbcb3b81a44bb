"""A paper in one of its formats: its file and its bytes, and what an index tells of them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ejverkstallda.app.dokument import Byggt
from ejverkstallda.app.pappersformat import FORMAT
from ejverkstallda.app.pappersslag import NAMNDEN, PAPPERSSLAG, Pappersslag
from ejverkstallda.store.kvartalslager import sha256


@dataclass(frozen=True)
class Pappersfil:
    """A paper ready to be written, and the built paper behind it."""

    fil: Path
    format: str
    innehall: bytes
    byggt: Byggt

    @property
    def slag(self) -> Pappersslag:
        """The kind of paper."""
        return PAPPERSSLAG[self.byggt.slag]

    @property
    def lag(self) -> str | None:
        """The law that the paper is about; None for both."""
        return self.byggt.svar.lag.value if self.byggt.svar.lag else None

    @property
    def namnd(self) -> str | None:
        """The nämnd that the paper is about, where one is chosen."""
        return self.byggt.svar.namnd

    @property
    def mottagare(self) -> str:
        """Who gets the paper; a nämnd by its name where one is chosen."""
        return self.namnd if self.namnd and self.slag.mottagare == NAMNDEN else self.slag.mottagare

    @property
    def stangt(self) -> bool:
        """Whether its quarter is closed; otherwise it is a draft."""
        return self.byggt.svar.stangd

    @property
    def antal_byte(self) -> int:
        """The file's size."""
        return len(self.innehall)

    @cached_property
    def sha256(self) -> str:
        """The file's SHA-256, in hex."""
        return sha256(self.innehall)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "fil": str(self.fil),
            "sha256": self.sha256,
            "papper": self.slag.kod,
            "for": self.mottagare,
            "format": self.format,
            "byte": self.antal_byte,
            "stangt": self.stangt,
        }


def draw_paper(byggt: Byggt, form: str, folder: Path) -> Pappersfil:
    """Draw a paper in a format, as the file it will be in `folder`.

    Raises:
        AppError: the paper cannot be drawn in this format.
    """
    ending, draw = FORMAT[form]
    return Pappersfil(folder / f"{byggt.filnamn}{ending}", form, draw(byggt.slag, byggt.papper), byggt)
