"""What the report asks of document templates, without knowing how they are written.

`texts` implements it; a test may do so with a dictionary. A template decides text and order; the
tables and case lists are named slots (platser) that it puts where it wants them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

from ejverkstallda.domain.brister import Brist
from ejverkstallda.report.modell import Block

Platser = Mapping[str, tuple[Block, ...]]
"""Name of a slot → the blocks that replace it."""

INGA: Final[Platser] = MappingProxyType({})


class Mallfel(Exception):  # noqa: N818 - Swedish: it ends in fel, which is what Error says
    """A document template cannot be used. `brister` says where, what and what to do, all of it at once."""

    def __init__(self, *brister: Brist) -> None:
        super().__init__("\n".join(f"{b.plats}: {b.text}" if b.plats else b.text for b in brister))
        self.brister = brister


class Mallar(Protocol):
    """The templates of one report: the municipality's own before those that come with the program."""

    def render(
        self, namn: str, varden: Mapping[str, object], platser: Platser, tillagg: Platser = INGA
    ) -> tuple[Block, ...]:
        """Return the blocks of template `namn` with its values and slots put in.

        What `platser` hold must be in the document; a template may leave out those of `tillagg`.

        Raises:
            Mallfel: the template is missing or cannot be used.
        """
        ...  # pragma: no cover - a protocol has no body to run
