"""The templates of a closed quarter: those frozen with it, and the shipped one where there was none to freeze."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ejverkstallda.app.kommunfil import MALLMAPP
from ejverkstallda.app.resurser import resource_folder
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.mallar import INGA, Platser
from ejverkstallda.report.modell import Block
from ejverkstallda.texts.laddning import Texter, load_texts

MALL_EJ_FRYST: Final = Felkod(
    "mall_ej_fryst",
    Allvar.UPPLYSNING,
    "Mallen fanns inte när kvartalet stängdes. Programmets egen mall har använts.",
    "Läs igenom papperet. Lägg till --aktuella-texter om dagens egna mallar ska användas.",
)


@dataclass(slots=True)
class FrystaMallar:
    """The templates frozen with a quarter; it remembers which ones it had to take from the program instead."""

    frysta: Texter
    lanade: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sources: Mapping[str, str]) -> "FrystaMallar":
        """Make it of template texts by name, as a closing has kept them."""
        return cls(load_texts([sources]))

    def render(
        self, namn: str, varden: Mapping[str, object], platser: Platser, tillagg: Platser = INGA
    ) -> tuple[Block, ...]:
        """Return the blocks of template `namn` with its values and slots put in.

        Raises:
            Mallfel: the template is missing or cannot be used.
        """
        if namn in self.frysta.sources:
            return self.frysta.render(namn, varden, platser, tillagg)
        self.lanade.append(namn)
        return load_texts([resource_folder(MALLMAPP)]).render(namn, varden, platser, tillagg)

    def brister(self) -> tuple[Brist, ...]:
        """Tell which templates were not frozen with the quarter."""
        return tuple(MALL_EJ_FRYST.brist(MALL_EJ_FRYST.betydelse, namn) for namn in dict.fromkeys(self.lanade))
