"""Rounding in one way: a half goes up, and what is at least something never does."""

from decimal import Decimal

import pytest

from ejverkstallda.domain.avrundning import at_least, half_up


@pytest.mark.parametrize(
    ("value", "decimaler", "up", "down"),
    [
        (62.5, 0, "63", "62"),
        (63.5, 0, "64", "63"),
        (118.53, 0, "119", "118"),
        (2.25, 1, "2.3", "2.2"),
        (0.1 + 0.2 + 0.2, 0, "1", "0"),
        (118.9999999999999, 0, "119", "119"),  # 119, but for the drift of floats
    ],
)
def test_half_up_and_at_least(value: float, decimaler: int, up: str, down: str) -> None:
    assert (half_up(value, decimaler), at_least(value, decimaler)) == (Decimal(up), Decimal(down))


def test_to_whole_numbers_where_nothing_else_is_said() -> None:
    assert (str(half_up(12.34)), str(at_least(12.34))) == ("12", "12")
