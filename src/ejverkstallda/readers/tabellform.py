"""What the reading of rows with a profile asks of a table, whatever sort of file it came from."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol


class Tabellform(Protocol):
    """A table in a file: its header, and its rows, which are read anew each time they are asked for."""

    @property
    def fil(self) -> str:
        """The file's name, as messages show it."""

    @property
    def blad(self) -> str | None:
        """The name of the sheet, or of the table in a file with several."""

    @property
    def rubrikrad(self) -> int:
        """The number of the header row."""

    @property
    def rubriker(self) -> tuple[str, ...]:
        """The header as written."""

    @property
    def kolumner(self) -> tuple[str, ...]:
        """The header as folded names (`tabell.fold`)."""

    @property
    def rader(self) -> Callable[[], Iterator[tuple[int, Sequence[str]]]]:
        """A function that yields the rows with their numbers, cells as text, from the first."""

    def plats(self, rad: int, kolumn: str | None = None) -> str:
        """Return how a message names a row, and a column of it."""
