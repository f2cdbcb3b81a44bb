"""Strips into pages. Pages are settled before anything is drawn: the total is known, and each thing is drawn once."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ejverkstallda.writers.pdf.pen import Pen


@dataclass(slots=True, eq=False, kw_only=True)
class Strip(ABC):
    """A horizontal strip of the body, placed whole.

    `before` is the space above it, left out at the top of a page. A strip that is `keep` stays with the
    next one. `repeat` is drawn once more above it where it comes first on a page. One that is `fresh` begins a page.
    """

    height: float
    before: float = 0.0
    keep: bool = False
    repeat: tuple["Strip", ...] = ()
    fresh: bool = False

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it with its upper left corner there."""

    def parts(self) -> Sequence["Strip"]:
        """Give what it can be divided into when it is taller than a page; nothing when it cannot."""
        return ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip with its place from the top of the body; `repeated` where it has been drawn before."""

    strip: Strip
    y: float
    repeated: bool = False


@dataclass(slots=True)
class _Pages:
    """The pages filled so far."""

    first: float
    later: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    @property
    def empty(self) -> bool:
        return not self.pages[-1]

    def fits(self, run: Sequence[Strip]) -> bool:
        room = self.first if len(self.pages) == 1 else self.later
        height = _height(run) if self.empty else self.used + sum(strip.before + strip.height for strip in run)
        return height <= room + 0.01

    def fits_a_page(self, run: Sequence[Strip]) -> bool:
        return _height(run) <= self.later + 0.01

    def turn(self) -> None:
        self.pages.append([])
        self.used = 0.0

    def put(self, run: Iterable[Strip]) -> None:
        for strip in run:
            if self.empty:
                for above in strip.repeat:
                    self._place(above, repeated=True)
            self._place(strip)

    def _place(self, strip: Strip, *, repeated: bool = False) -> None:
        if not self.empty:
            self.used += strip.before
        self.pages[-1].append(Placed(strip, self.used, repeated))
        self.used += strip.height


def _height(run: Sequence[Strip]) -> float:
    """Height of a run at the top of a page, with what is repeated above it."""
    above = run[0].repeat
    whole = [*above, *run]
    return sum(strip.before + strip.height for strip in whole) - whole[0].before


def paginate(strips: Iterable[Strip], first: float, later: float) -> list[list[Placed]]:
    """Fill pages: the first has the height `first` for its body, the others `later`.

    A run of strips that keep together and fit on a page is never divided; one too tall is divided
    into its parts and flows from where it stands.
    """
    pages = _Pages(first, later)
    queue = deque(strips)
    while queue:
        run = [queue.popleft()]
        if run[0].fresh and not pages.empty:
            pages.turn()
        while run[-1].keep and queue and not queue[0].fresh:
            run.append(queue.popleft())
        if pages.fits(run):
            pages.put(run)
        elif not pages.empty and pages.fits_a_page(run):
            pages.turn()
            pages.put(run)
        else:
            queue.extendleft(reversed(_loosen(run, pages)))
    return pages.pages


def _loosen(run: list[Strip], pages: _Pages) -> list[Strip]:
    """Divide the last divisible strip of a run too tall for a page; with none, place the first and give back the rest.

    The last, because what stands before it is what heads it.
    """
    for at in range(len(run) - 1, -1, -1):
        parts = run[at].parts()
        if parts:
            return [*run[:at], *parts, *run[at + 1 :]]
    if not pages.empty and not pages.fits(run[:1]):
        pages.turn()
    pages.put(run[:1])
    return run[1:]
