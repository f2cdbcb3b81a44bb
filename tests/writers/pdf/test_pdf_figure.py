import io
from itertools import combinations, pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_reading import document, page_signs, page_texts
from pdf_samples import QUARTERS, bars
from pdf_tree import read

from ejverkstallda.report.modell import Figur, Serie
from ejverkstallda.writers.axis import Axis, fit_axis, number_text
from ejverkstallda.writers.pdf import render_pdf
from ejverkstallda.writers.pdf.looks import look

LEFT, RIGHT = 59.5, 535.8
NB = "\u00a0"


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], [0, 1]),
        ([0], [0, 1]),
        ([1], [0, 1]),
        ([5], [0, 1, 2, 3, 4, 5]),
        ([6], [0, 2, 4, 6]),
        ([7.5], [0, 2, 4, 6, 8]),
        ([11, 3], [0, 5, 10, 15]),
        ([26], [0, 10, 20, 30]),
        ([100_000], [0, 20_000, 40_000, 60_000, 80_000, 100_000]),
        ([-3, 4], [-3, -2, -1, 0, 1, 2, 3, 4]),
        ([-7], [-8, -6, -4, -2, 0]),
    ],
)
def test_axis_has_few_whole_steps(values: list[float], ticks: list[int]) -> None:
    assert list(fit_axis(values).ticks) == ticks


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False).filter(lambda v: v == 0 or abs(v) > 1e-9)))
def test_axis_holds_every_value(values: list[float]) -> None:
    axis = fit_axis(values)
    assert all(axis.low <= value <= axis.high for value in [0, *values])
    assert 2 <= len(axis.ticks) <= 11


def test_share_of_the_axis() -> None:
    assert [Axis(0, 20, 5).share(value) for value in (0, 5, 20)] == [0, 0.25, 1]
    assert Axis(-10, 10, 5).share(0) == 0.5


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (7, "7"), (7.0, "7"), (7.25, "7,2"), (100_000, f"100{NB}000"), (-1234.5, f"-1{NB}234,5")],
)
def test_numbers_are_written_as_in_swedish(value: float, text: str) -> None:
    assert number_text(value) == text


def drawn(figure: Figur) -> str:
    (text,) = page_texts(render_pdf(document(figure, foot=(), title="T")))
    return text.split("Väntetid ", 1)[1]


def test_bars_have_scale_numbers_labels_and_key() -> None:
    text = drawn(bars(("3–6 månader", "över 18"), [4, 2], [11, None]))
    assert text == "Antal 0 5 10 15 4 11 2 3–6 månader över 18 Serie 0 Serie 1"


def test_a_single_series_has_no_key_and_its_line_has_numbers() -> None:
    assert drawn(bars(("a", "b", "c"), [4, None, 2], kind="linje")) == "Antal 0 1 2 3 4 4 2 a b c"


def test_nothing_to_show_is_said() -> None:
    assert drawn(bars((), [])) == "Antal Inga värden att visa."
    assert drawn(bars((), [], [])) == "Antal Inga värden att visa."
    assert drawn(Figur("staplar", "Väntetid", "Alt", ("a",), ())) == "Inga värden att visa."
    assert drawn(bars(("a", "b"), [None, None])) == "Antal Inga värden att visa."


def test_only_as_many_labels_as_have_room() -> None:
    labels = [f"{1990 + number // 4}Q{number % 4 + 1}" for number in range(80)]
    text = drawn(bars(labels, [*range(80)], kind="linje"))
    shown = [label for label in labels if label in text]
    assert shown[0] == "1990Q1"
    assert 5 <= len(shown) < 20
    steps = {labels.index(b) - labels.index(a) for a, b in pairwise(shown)}
    assert len(steps) == 1


FIGURES = {
    "one": bars(("Allt",), [100_000]),
    "zeros": bars(QUARTERS, [0] * 12, kind="linje"),
    "none": bars(QUARTERS, [None] * 12, [None] * 12),
    "negative": bars(QUARTERS, range(-6, 6)),
    "zero bars": bars(("a",), [0], [0], [0], [0], [0]),
    "eighty": bars([f"{2000 + n}Q4" for n in range(80)], [n * 1250 for n in range(80)], [99_999] * 80),
    "eighty lines": bars([f"{2000 + n}Q4" for n in range(80)], [n * 1250 for n in range(80)], kind="linje"),
    "long labels": bars(["Korttidstillsynsverksamhet för skolungdom över tolv år"] * 6, range(6)),
    "longer": bars(["x" * 90] * 12, range(12)),
    "many series": bars(("a", "b"), *[[n, 1.5] for n in range(60)]),
    "long names": Figur(
        "linje",
        "Bestånd " * 30,
        "Alt",
        QUARTERS,
        tuple(Serie(f"Serie {n} " + "med ett långt namn " * 9, tuple(range(12))) for n in range(5)),
        "Antal beslut som inte har verkställts " * 5,
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_of_a_chart_is_outside_the_margins(name: str) -> None:
    data = render_pdf(document(FIGURES[name], foot=()))
    assert read(data).unmarked == []
    for sign in (sign for signs in page_signs(data) for sign in signs):
        assert sign.left > LEFT - 1.0
        assert sign.right < RIGHT + 1.0
        assert sign.bottom > 30


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"many series"}))
def test_no_text_of_a_chart_is_upon_another(name: str) -> None:
    (signs,) = page_signs(render_pdf(document(FIGURES[name], foot=())))
    for one, other in combinations(signs, 2):
        wide = min(one.right, other.right) - max(one.left, other.left)
        high = min(one.top, other.top) - max(one.bottom, other.bottom)
        assert wide < 1.2 or high < 1.2, (one, other)


def test_series_differ_by_more_than_colour() -> None:
    looks = [look(place) for place in range(8)]
    assert len({(one.filled, one.slopes) for one in looks}) == 8
    assert len({one.dash for one in looks}) == 8
    assert len({(one.corners, one.turn, one.filled) for one in looks}) == 8
    assert look(8) == look(0)


def test_in_a_steep_line_the_numbers_stand_outside_its_turns() -> None:
    signs = page_signs(render_pdf(document(bars("abcdefghijkl", (8, 2) * 6, kind="linje"))))[0]
    for turn, below in (("2", True), ("8", False)):
        numbers = sorted((s for s in signs if s.text == turn and 420 < s.bottom < 620), key=lambda s: s.left)
        tick, *turns = (s for s in numbers if s.right < 64 or s.left > 80)
        assert tick.right < 64
        assert len(turns) == 6
        inner = turns[:-1] if below else turns[1:]
        assert all((s.top < tick.bottom) if below else (s.bottom > tick.top) for s in inner)
        # The mark of a point reaches 2.6 from its middle, where the scale has its number too.
        gaps = [tick.bottom - s.top if below else s.bottom - tick.top for s in inner]
        assert all(gap + (tick.top - tick.bottom) / 2 > 2.6 + (2.5 if below else 1.5) for gap in gaps), gaps


def strokes(figure: Figur) -> list[list[tuple[float, float]]]:
    """The lines drawn on the first page, each as the points it goes through."""
    found: list[list[tuple[float, float]]] = []
    with pikepdf.open(io.BytesIO(render_pdf(document(figure)))) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            if isinstance(step, pikepdf.ContentStreamInstruction) and str(step.operator) in {"m", "l"}:
                x, y = (float(str(number)) for number in step.operands)
                found = [*found, [(x, y)]] if str(step.operator) == "m" else [*found[:-1], [*found[-1], (x, y)]]
    return found


def test_a_staircase_goes_level_and_straight_down_without_points_or_numbers() -> None:
    figure = bars(("0", "30", "60"), [100, 70, 40], kind="trappa")
    assert drawn(figure) == "Antal 0 20 40 60 80 100 0 30 60"
    (stairs,) = [line for line in strokes(figure) if len(line) > 2]
    assert len(stairs) == 5
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(stairs))
    assert stairs[0][1] == stairs[1][1]  # level until the next label
