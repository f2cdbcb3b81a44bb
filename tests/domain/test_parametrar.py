"""Dated parameters with their sources, and R12."""

import pytest
from bygg import day

from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.parametrar import TIDSGRANS_MANADER, Parameter, rapporteringsdag


@pytest.mark.parametrize(
    ("quarter", "expected"),
    [
        ("2019Q1", "2019-04-30"),
        ("2019Q2", "2019-08-31"),
        ("2019Q3", "2019-10-31"),
        ("2019Q4", "2020-01-31"),  # the year after
        ("2026Q4", "2027-01-31"),
    ],
)
def test_r12_rapporteringsdag_per_quarter(quarter: str, expected: str) -> None:
    assert rapporteringsdag(Kvartal.parse(quarter)) == day(expected)


def test_r12_a_municipality_sets_its_own_day_for_one_quarter() -> None:
    own = {Kvartal(2026, 2): day("2026-07-31")}
    assert rapporteringsdag(Kvartal(2026, 2), own) == day("2026-07-31")
    assert rapporteringsdag(Kvartal(2026, 3), own) == day("2026-10-31")
    assert rapporteringsdag(Kvartal(2025, 2), own) == day("2025-08-31")


def test_the_limit_is_three_months() -> None:
    assert TIDSGRANS_MANADER.varde == 3


def test_a_parameter_without_a_source_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="saknar källa"):
        Parameter("x", 1, ())
