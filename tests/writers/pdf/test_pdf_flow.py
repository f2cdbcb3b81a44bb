from dataclasses import dataclass

from ejverkstallda.writers.pdf.flow import Strip, paginate
from ejverkstallda.writers.pdf.pen import Pen


@dataclass(slots=True, eq=False, kw_only=True)
class Box(Strip):
    name: str
    inner: tuple[Strip, ...] = ()

    def draw(self, pen: Pen, x: float, y: float) -> None:
        raise AssertionError(pen, x, y)

    def parts(self) -> tuple[Strip, ...]:
        return self.inner


def laid(*strips: Strip, first: float = 100, later: float = 100) -> list[list[str]]:
    """Name and place of what stands on each page; what is repeated in brackets."""
    found = []
    for page in paginate(strips, first, later):
        names = []
        for placed in page:
            assert isinstance(placed.strip, Box)
            name = f"({placed.strip.name})" if placed.repeated else placed.strip.name
            names.append(f"{name}@{placed.y:g}")
        found.append(names)
    return found


def test_page_is_filled_to_its_last_point() -> None:
    assert laid(Box(name="a", height=50), Box(name="b", height=40, before=10), Box(name="c", height=1, before=5)) == [
        ["a@0", "b@60"],
        ["c@0"],
    ]


def test_empty_document_is_one_empty_page() -> None:
    assert laid() == [[]]


def test_what_keeps_together_moves_together() -> None:
    run = (Box(name="b", height=30, keep=True), Box(name="c", height=30, keep=True), Box(name="d", height=30))
    assert laid(Box(name="a", height=20), *run) == [["a@0"], ["b@0", "c@30", "d@60"]]


def test_what_fits_a_page_is_not_divided() -> None:
    inner = (Box(name="b1", height=45), Box(name="b2", height=45))
    assert laid(Box(name="a", height=20), Box(name="b", height=90, inner=inner)) == [["a@0"], ["b@0"]]


def test_what_is_taller_than_a_page_flows_from_where_it_stands() -> None:
    head = Box(name="h", height=10)
    inner = tuple(Box(name=f"b{number}", height=45, repeat=(head,)) for number in range(4))
    assert laid(Box(name="a", height=20), Box(name="b", height=180, inner=inner)) == [
        ["a@0", "b0@20"],
        ["(h)@0", "b1@10", "b2@55"],
        ["(h)@0", "b3@10"],
    ]


def test_heading_stays_with_the_first_part_of_what_is_divided() -> None:
    inner = tuple(Box(name=f"b{number}", height=40) for number in range(4))
    run = (Box(name="h", height=20, keep=True), Box(name="b", height=160, inner=inner))
    assert laid(Box(name="a", height=50), *run) == [["a@0"], ["h@0", "b0@20", "b1@60"], ["b2@0", "b3@40"]]


def test_block_too_tall_only_for_the_first_page_is_not_put_off() -> None:
    inner = (Box(name="b1", height=45), Box(name="b2", height=45))
    strips = (Box(name="t", height=10, keep=True), Box(name="b", height=90, inner=inner))
    assert laid(*strips, first=60) == [["t@0", "b1@10"], ["b2@0"]]


def test_indivisible_and_too_tall_ends_nonetheless() -> None:
    assert laid(*(Box(name=f"h{number}", height=60, keep=True) for number in range(3))) == [
        ["h0@0"],
        ["h1@0"],
        ["h2@0"],
    ]
    assert laid(Box(name="a", height=500), Box(name="b", height=10)) == [["a@0"], ["b@0"]]
