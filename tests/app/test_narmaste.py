"""Numbers one slip of the hand away."""

import pytest

from ejverkstallda.app.narmaste import one_slip_away


@pytest.mark.parametrize("meant", ["1306312", "130631", "13063112", "1306321", "1306311", "A306312", "13-06312"])
def test_one_slip_is_found(meant: str) -> None:
    assert meant in one_slip_away("1306312") | {"1306312"}
    assert "1306312" in one_slip_away(meant) | {meant}


@pytest.mark.parametrize(("written", "meant"), [("b-1", "B-1"), ("B-1", "b-1"), (" B-1", "B-1"), ("B1", "B-1")])
def test_case_and_space_and_dash(written: str, meant: str) -> None:
    assert meant in one_slip_away(written)


def test_two_slips_the_number_itself_and_nothing_are_not() -> None:
    assert not {"1306399", "1306312", ""} & one_slip_away("1306312")
    assert "" not in one_slip_away("1")


def test_a_text_longer_than_any_number_is_not_tried() -> None:
    assert one_slip_away("1" * 31) == set()
    assert one_slip_away("1" * 30)
