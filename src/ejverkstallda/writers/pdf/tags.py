"""What a reader who cannot see the page is told: a tree of tagged elements, and where on the pages each one stands.

The tree is made from the report model before anything is drawn, so its order is the model's. The pen adds to each
element the marks of what it draws for it; an element drawn on two pages is still one element.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

Mark = tuple[int, int]
"""The page, counted from 0, and the number of a marked piece of its content."""


@dataclass(slots=True, eq=False)
class Element:
    """One element of the tree. `role` is a standard structure type of PDF; a branch has parts, a leaf has marks.

    `attributes` is the attribute dictionary as PDF source; `alt` says in words what a picture shows.
    """

    role: str
    attributes: str = ""
    alt: str = ""
    parts: list["Element"] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, role: str, attributes: str = "", alt: str = "") -> "Element":
        """Add a part after those there are, and give it."""
        part = Element(role, attributes, alt)
        self.parts.append(part)
        return part

    def bound(self, box: tuple[float, float, float, float]) -> None:
        """Say where on its page a picture stands: left, bottom, right, top in points."""
        self.attributes = f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{side:.2f}' for side in box)}]>>"

    def walk(self) -> Iterator["Element"]:
        """Go through the element and all beneath it in reading order."""
        ahead = [self]
        while ahead:
            element = ahead.pop()
            yield element
            ahead.extend(reversed(element.parts))


COLUMN_HEAD = "<</O/Table/Scope/Column>>"
ROW_HEAD = "<</O/Table/Scope/Row>>"
BULLETS = "<</O/List/ListNumbering/Disc>>"
OWN_LABELS = "<</O/List/ListNumbering/None>>"
"""A list whose labels, such as dates, follow no numbering."""


def spanning(columns: int) -> str:
    """Give the attributes of a cell across so many columns."""
    return f"<</O/Table/ColSpan {columns}>>" if columns > 1 else ""
