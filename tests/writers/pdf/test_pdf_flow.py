from dataclasses import dataclass

from ejverkstallda.writers.pdf.flow import Hold, Strip, paginate
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


def rows(*, hold: Hold) -> list[Box]:
    """Four rows of 20, the second of which may let go of the third."""
    head = Box(name="h", height=5)
    return [
        Box(
            name=f"r{number}",
            height=20,
            repeat=(head,),
            keep=number in {1, 3},
            hold=Hold.LOOSE if number == 4 else hold,
        )
        for number in range(1, 5)
    ]


def test_a_soft_hold_gives_way_only_where_much_of_a_page_would_be_empty() -> None:
    assert laid(Box(name="a", height=60), *rows(hold=Hold.SOFT)) == [
        ["a@0", "r1@60", "r2@80"],
        ["(h)@0", "r3@5", "r4@25"],
    ]
    assert laid(Box(name="a", height=75), *rows(hold=Hold.SOFT)) == [
        ["a@0"],
        ["(h)@0", "r1@5", "r2@25", "r3@45", "r4@65"],
    ]


def test_a_firm_hold_gives_way_only_where_there_is_no_room_on_a_page() -> None:
    whole = ["(h)@0", "r1@5", "r2@25", "r3@45", "r4@65"]
    assert laid(Box(name="a", height=60), *rows(hold=Hold.FIRM)) == [["a@0"], whole]
    assert laid(*rows(hold=Hold.FIRM), first=60, later=60) == [["(h)@0", "r1@5", "r2@25"], ["(h)@0", "r3@5", "r4@25"]]


def test_slack_is_used_only_where_it_is_enough() -> None:
    def lower(above: float) -> float:
        slack = Box(name="s", height=40, slack=10)
        laid(Box(name="a", height=above), Box(name="h", height=10, keep=True), slack, Box(name="b", height=5))
        return slack.height

    assert (lower(50), lower(57), lower(60), lower(61)) == (40, 33, 30, 40)


def test_what_runs_is_at_the_top_of_every_later_page_of_its_own() -> None:
    def sheet(name: str) -> list[Box]:
        running = Box(name=f"{name}, forts.", height=10)
        return [
            Box(name=name, height=50, fresh=True, running=running),
            Box(name="x", height=90),
            Box(name="y", height=90),
        ]

    assert laid(Box(name="a", height=10), *sheet("A"), *sheet("B")) == [
        *(["a@0"], ["A@0"], ["(A, forts.)@0", "x@10"], ["(A, forts.)@0", "y@10"]),
        *(["B@0"], ["(B, forts.)@0", "x@10"], ["(B, forts.)@0", "y@10"]),
    ]
