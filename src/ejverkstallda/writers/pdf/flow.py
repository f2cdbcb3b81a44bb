"""Strips into pages. Pages are settled before anything is drawn: the total is known, and each thing is drawn once."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from ejverkstallda.writers.pdf.pen import Pen

_MOST_WASTED = 1 / 3  # of a page: what would leave more than that empty below it is divided where it may be
_NOTHING = 0.01


class Hold(IntEnum):
    """How firmly a strip that is not `keep` holds on to the next one."""

    LOOSE = 0
    """It does not."""
    SOFT = 1
    """It does, unless that would leave about a third of a page empty."""
    FIRM = 2
    """It does where both have room on a page."""


@dataclass(slots=True, eq=False, kw_only=True)
class Strip(ABC):
    """A horizontal strip of the body, placed whole.

    `before` is the space above it, left out at the top of a page. A strip that is `keep` stays with the
    next one, and so it does as `hold` says. One with `slack` can be that much lower where this gives it room.
    `repeat` is drawn once more above it where it comes first on a page. One that is `fresh` begins a page;
    its `running` is drawn at the top of every page after that one, until another fresh strip.
    """

    height: float
    before: float = 0.0
    keep: bool = False
    hold: Hold = Hold.LOOSE
    slack: float = 0.0
    repeat: tuple["Strip", ...] = ()
    fresh: bool = False
    running: "Strip | None" = None

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it with its upper left corner there."""

    def tighten(self, by: float) -> None:
        """Make it so much lower, no more than its slack."""
        self.height -= by
        self.slack -= by

    def parts(self) -> Sequence["Strip"]:
        """Give what it can be divided into when it is taller than a page; nothing when it cannot."""
        return ()


class Placed(NamedTuple):
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
    running: Strip | None = None

    @property
    def empty(self) -> bool:
        return not self.pages[-1]

    def fits(self, run: Sequence[Strip]) -> bool:
        return self._lack(run) <= _NOTHING

    def _lack(self, run: Sequence[Strip]) -> float:
        """Tell how much too high a run is for what is left of this page."""
        room = self.first if len(self.pages) == 1 else self.later
        height = self._height(run) if self.empty else self.used + sum(strip.before + strip.height for strip in run)
        return height - room

    def tighten(self, run: Sequence[Strip]) -> None:
        """Make a run that is too high as much lower as it lacks, where its slack is enough."""
        lack = self._lack(run)
        if _NOTHING < lack <= sum(strip.slack for strip in run):
            for strip in run:
                by = min(lack, strip.slack)
                strip.tighten(by)
                lack -= by

    def fits_a_page(self, run: Sequence[Strip]) -> bool:
        return self._height(run) <= self.later + _NOTHING

    @property
    def wasteful(self) -> bool:
        """Whether so much is left of the page that it should not be turned yet."""
        room = self.first if len(self.pages) == 1 else self.later
        return room - self.used > self.later * _MOST_WASTED

    def turn(self) -> None:
        self.pages.append([])
        self.used = 0.0

    def put(self, run: Iterable[Strip]) -> None:
        for strip in run:
            if strip.fresh:
                self.running = None
            if self.empty:
                for above in self._above(strip):
                    self._place(above, repeated=True)
            self._place(strip)
            if strip.fresh:
                self.running = strip.running

    def _above(self, strip: Strip) -> tuple[Strip, ...]:
        """Give what is drawn above a strip that comes first on a page."""
        running = None if strip.fresh else self.running
        return (running, *strip.repeat) if running else strip.repeat

    def _height(self, run: Sequence[Strip]) -> float:
        """Height of a run at the top of a page, with what is repeated above it."""
        whole = [*self._above(run[0]), *run]
        return sum(strip.before + strip.height for strip in whole) - whole[0].before

    def _place(self, strip: Strip, *, repeated: bool = False) -> None:
        if not self.empty:
            self.used += strip.before
        self.pages[-1].append(Placed(strip, self.used, repeated))
        self.used += strip.height


def paginate(strips: Iterable[Strip], first: float, later: float) -> list[list[Placed]]:
    """Fill pages: the first has the height `first` for its body, the others `later`.

    A run of strips that keep together and fit on a page is divided only where it holds softly and much of the page
    would be left empty; one too tall is divided where it holds at all, else into its parts, and flows from where it
    stands.
    """
    pages = _Pages(first, later)
    queue = deque(strips)
    while queue:
        run = [queue.popleft()]
        if run[0].fresh and not pages.empty:
            pages.turn()
        while (run[-1].keep or run[-1].hold) and queue and not queue[0].fresh:
            run.append(queue.popleft())
        pages.tighten(run)
        if pages.fits(run):
            pages.put(run)
        elif not pages.empty and pages.fits_a_page(run):
            queue.extendleft(reversed(_eased(run, pages) if pages.wasteful else _turned(run, pages)))
        else:
            queue.extendleft(reversed(_divided(run, pages)))
    return pages.pages


def _turned(run: list[Strip], pages: _Pages) -> list[Strip]:
    pages.turn()
    pages.put(run)
    return []


def _joint(run: list[Strip], pages: _Pages, firmest: Hold) -> int:
    """Tell how many strips of a run can stand here when it is divided at a hold no firmer than that; 0 for none."""
    for at in range(len(run) - 1, 0, -1):
        before = run[at - 1]
        if not before.keep and before.hold <= firmest and pages.fits(run[:at]):
            return at
    return 0


def _eased(run: list[Strip], pages: _Pages) -> list[Strip]:
    """Divide a run that would leave much of this page empty, softly; else put it whole on the next. Give the rest."""
    if at := _joint(run, pages, Hold.SOFT):
        pages.put(run[:at])
        return run[at:]
    return _turned(run, pages)


def _divided(run: list[Strip], pages: _Pages) -> list[Strip]:
    """Divide a run too tall for a page where it holds; where it does not, loosen it. Give the rest."""
    if at := _joint(run, pages, Hold.FIRM):
        pages.put(run[:at])
        return run[at:]
    if not pages.empty and any(strip.hold and not strip.keep for strip in run[:-1]):
        pages.turn()
        return run
    return _loosen(run, pages)


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
