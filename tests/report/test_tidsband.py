"""Bands of waiting time in calendar months: the boundary is read as gränsdag is, and clipped at a month's end."""

from datetime import date

import pytest
from pappersbygge import RAD

from ejverkstallda.report.tidsband import BAND, band_of, days_text, last_day, whole_months


@pytest.mark.parametrize(
    ("start", "last", "kort"),
    [
        (date(2025, 1, 15), date(2025, 4, 15), "0–3"),
        (date(2025, 1, 15), date(2025, 4, 16), "3–6"),
        (date(2025, 1, 15), date(2025, 7, 15), "3–6"),
        (date(2025, 1, 15), date(2025, 7, 16), "6–12"),
        (date(2025, 1, 15), date(2026, 1, 15), "6–12"),
        (date(2025, 1, 15), date(2026, 1, 16), "12–18"),
        (date(2025, 1, 15), date(2026, 7, 15), "12–18"),
        (date(2025, 1, 15), date(2026, 7, 16), "över 18"),
        (date(2025, 8, 31), date(2026, 2, 28), "3–6"),  # six months after 31 August is the last of February
        (date(2025, 8, 31), date(2026, 3, 1), "6–12"),
        (date(2024, 2, 29), date(2025, 2, 28), "6–12"),
        (date(2024, 2, 29), date(2025, 3, 1), "12–18"),
    ],
)
def test_a_boundary_belongs_to_the_band_below(start: date, last: date, kort: str) -> None:
    assert band_of(start, last, oppen=False).kort == kort


@pytest.mark.parametrize(
    ("start", "last", "kort"),
    [
        (date(2025, 1, 15), date(2025, 4, 14), "0–3"),  # only one whose dates were corrected after it was reported
        (date(2025, 1, 15), date(2025, 4, 15), "3–6"),  # gränsdag has passed at its end, and it waits
        (date(2025, 1, 15), date(2025, 7, 14), "3–6"),
        (date(2025, 1, 15), date(2025, 7, 15), "6–12"),
        (date(2025, 11, 30), date(2026, 2, 28), "3–6"),
        (date(2025, 1, 15), date(2026, 7, 15), "över 18"),
    ],
)
def test_what_still_waits_on_the_boundary_has_not_ended_within_it(start: date, last: date, kort: str) -> None:
    assert band_of(start, last, oppen=True).kort == kort


def test_the_bands_say_their_boundaries() -> None:
    assert [b.namn for b in BAND] == [
        "högst 3 månader",
        "mer än 3 till och med 6 månader",
        "mer än 6 till och med 12 månader",
        "mer än 12 till och med 18 månader",
        "mer än 18 månader",
    ]


def test_the_last_day_is_the_end_or_the_day_shown() -> None:
    assert last_day(RAD) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("start", "last", "months"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 15), date(2026, 1, 14), 11),
        (date(2025, 1, 15), date(2026, 1, 15), 12),
        (date(2025, 1, 15), date(2025, 1, 15), 0),
    ],
)
def test_whole_months(start: date, last: date, months: int) -> None:
    assert whole_months(start, last) == months


def test_days_in_words_have_a_decimal_only_where_a_median_has_one() -> None:
    assert [days_text(d) for d in (None, 0, 142, 227.5, 136.0, 1234.5)] == [
        "–", "0", "142", "227,5", "136", "1\N{NO-BREAK SPACE}234,5",
    ]  # fmt: skip
