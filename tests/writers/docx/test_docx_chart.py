"""The picture of a figure, measured in its pixels."""

import io
from typing import Any

import pytest
from PIL import Image

from ejverkstallda.report.modell import Figur, Serie
from ejverkstallda.writers.docx.chart import HEIGHT, WIDTH, draw_png

INK = (0x1A, 0x1C, 0x21)
DEEP = (0x17, 0x33, 0x52)
PALE = (0xC9, 0xD6, 0xE2)
WHITE = (255, 255, 255)


def drawn(*serier: Serie, slag: Any = "staplar", labels: tuple[str, ...] = ("a", "b")) -> Image.Image:
    figur = Figur(slag, "F", "alt", labels, serier, "Antal")
    with Image.open(io.BytesIO(draw_png(figur))) as picture:
        assert picture.size == (WIDTH, HEIGHT)
        return picture.convert("RGB")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(int(a) - b) < 6 for a, b in zip(pixel, colour, strict=True))


def run_of(picture: Image.Image, x: int, colour: tuple[int, int, int]) -> int:
    """How many pixels of a colour there are in a column, under the key."""
    return sum(near(picture.getpixel((x, y)), colour) for y in range(75, HEIGHT))


def centre(picture: Image.Image, colour: tuple[int, int, int], *, fran: int, till: int) -> int:
    """The middle of what has a colour just above the base line."""
    found = [x for x in range(fran, till) if near(picture.getpixel((x, HEIGHT - 68 - 12)), colour)]
    return found[len(found) // 2]


def test_a_bar_is_as_high_as_its_value() -> None:
    picture = drawn(Serie("x", (4, 2)))
    left = run_of(picture, centre(picture, DEEP, fran=0, till=WIDTH // 2), DEEP)
    right = run_of(picture, centre(picture, DEEP, fran=WIDTH // 2, till=WIDTH), DEEP)
    # 4 is the top of the scale, which lies between 103 above and 68 below.
    assert left == pytest.approx(HEIGHT - 171, abs=4)
    assert left / right == pytest.approx(2, rel=0.02)


def test_series_differ_in_filling_and_what_is_not_known_has_no_bar() -> None:
    picture = drawn(Serie("x", (4, None)), Serie("y", (3, 2)))
    low = HEIGHT - 68 - 12
    row = "".join("x" if near(picture.getpixel((x, low)), DEEP) else "." for x in range(WIDTH))
    assert "x" * 20 in row[: WIDTH // 2]
    assert "x" * 20 not in row[WIDTH // 2 :]  # only the outline of the other series
    pale = centre(picture, PALE, fran=WIDTH // 2, till=WIDTH)
    assert run_of(picture, pale, PALE) == pytest.approx((HEIGHT - 171) / 2, abs=8)


def test_a_line_goes_from_point_to_point_and_is_broken_where_nothing_is_known() -> None:
    whole = drawn(Serie("x", (4, 4, 4, 4)), slag="linje", labels=tuple("abcd"))
    broken = drawn(Serie("x", (4, None, 4, 4)), slag="linje", labels=tuple("abcd"))
    between = round(83 + (WIDTH - 106) / 4)  # between the first label and the second
    later = round(83 + (WIDTH - 106) / 4 * 3)
    assert run_of(whole, between, DEEP) >= 3
    assert run_of(broken, between, DEEP) == 0
    assert run_of(broken, later, DEEP) >= 3


def test_the_scale_is_that_of_the_pdf() -> None:
    # 6 in steps of 2, as three of them hold it: the bar ends at the top of the scale.
    picture = drawn(Serie("x", (6, None)))
    assert run_of(picture, centre(picture, DEEP, fran=0, till=WIDTH // 2), DEEP) == pytest.approx(HEIGHT - 171, abs=4)


def test_a_staircase_keeps_its_value_until_the_next_label() -> None:
    stairs, slope = (drawn(Serie("x", (4, 1)), slag=slag) for slag in ("trappa", "linje"))
    half = round(83 + (WIDTH - 106) / 2)  # between the two labels
    second = round(83 + (WIDTH - 106) * 3 / 4)
    top = 103 + 8  # of the scale, with the width of the line
    assert any(near(stairs.getpixel((half, y)), DEEP) for y in range(95, top))
    assert not any(near(slope.getpixel((half, y)), DEEP) for y in range(95, top))
    assert run_of(stairs, second, DEEP) > (HEIGHT - 171) / 2  # straight down at the second


def test_the_numbers_of_several_lines_do_not_run_into_each_other() -> None:
    def ink(*serier: Serie) -> int:
        picture = drawn(*serier, slag="linje")
        x, y = round(83 + (WIDTH - 106) / 4), 103  # the first point, at the top of the scale
        around = [(x + dx, y + dy) for dx in range(-12, 13) for dy in range(-40, -12)]
        return sum(near(picture.getpixel(place), INK) for place in around)

    assert ink(Serie("x", (1, 1))) > 10
    assert ink(Serie("x", (1, 1)), Serie("y", (1, 1))) == 0


@pytest.mark.parametrize("slag", ["staplar", "linje"])
def test_nothing_to_show_many_labels_and_many_series_are_drawn_too(slag: str) -> None:
    drawn(slag=slag, labels=())
    drawn(Serie("x", ()), slag=slag, labels=())
    drawn(*(Serie(f"Serie {n}", tuple(range(40))) for n in range(6)), slag=slag, labels=("en lång etikett",) * 40)


def test_labels_do_not_run_into_each_other() -> None:
    labels = tuple(f"kvartal {n}" for n in range(40))
    picture = drawn(Serie("x", (1.0,) * 40), labels=labels)
    row = [near(picture.getpixel((x, HEIGHT - 45)), WHITE) for x in range(WIDTH)]
    gaps = "".join("." if white else "x" for white in row)
    assert "." * 12 in gaps.strip(".")


def test_the_same_figure_gives_the_same_bytes() -> None:
    figur = Figur("linje", "F", "alt", ("a", "b"), (Serie("x", (1, 2)),))
    assert draw_png(figur) == draw_png(figur)
