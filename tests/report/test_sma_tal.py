"""Small numbers: what is hidden cannot be worked out from what is shown, tried by trying every possibility."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.report.sma_tal import hide_sex, merge_small
from ejverkstallda.report.statistikmodell import Konsantal, Konsuppdelning


def division(*groups: tuple[int, int, int]) -> Konsuppdelning:
    rows = tuple(Konsantal(f"grupp {i}", sum(g), *g) for i, g in enumerate(groups))
    total = [sum(g[i] for g in groups) for i in range(3)]
    return Konsuppdelning(rows, Konsantal("Summa", sum(total), *total))


def hidden(whole: Konsuppdelning) -> list[bool]:
    return [r.kvinnor is None for r in (*whole.rader, whole.summa)]


def test_no_threshold_hides_nothing() -> None:
    whole = division((1, 0, 0), (2, 1, 0))
    assert hide_sex(whole, 0) == whole
    assert not whole.dold


def test_a_group_is_divided_only_where_both_sexes_are_enough() -> None:
    whole = hide_sex(division((5, 5, 0), (5, 4, 0), (6, 1, 0)), 5)
    assert hidden(whole) == [False, True, True, True]
    assert whole.rader[1] == Konsantal("grupp 1", 9, None, None, None)
    assert whole.dold


def test_one_hidden_group_takes_the_sum_with_it_which_would_tell_it() -> None:
    assert hidden(hide_sex(division((5, 4, 0), (9, 9, 0), (6, 6, 0)), 5)) == [True, False, False, True]


def test_the_sums_of_two_quarters_do_not_tell_of_the_one_who_is_new() -> None:
    """A quarter shows 8 and 8 in all; in the next one woman is new, and 9 and 8 in all would say so."""
    assert hidden(hide_sex(division((0, 0, 0), (8, 8, 0)), 5)) == [False, False, False]
    assert hidden(hide_sex(division((1, 0, 0), (8, 8, 0)), 5)) == [True, False, True]


def test_where_all_together_are_too_few_the_whole_is_hidden_too() -> None:
    assert hidden(hide_sex(division((1, 1, 0), (0, 2, 0)), 5)) == [True, True, True]
    assert hidden(hide_sex(division((5, 0, 0), (6, 0, 0)), 5)) == [True, True, True]


def test_unknown_sex_is_a_small_number_as_well() -> None:
    assert hidden(hide_sex(division((9, 9, 1), (9, 9, 5)), 5)) == [True, False, True]
    assert hidden(hide_sex(division((9, 9, 1), (9, 9, 0)), 5)) == [True, False, True]


def test_an_empty_group_hides_nothing() -> None:
    assert hidden(hide_sex(division((0, 0, 0), (9, 9, 0)), 5)) == [False, False, False]


counts = st.tuples(st.integers(0, 6), st.integers(0, 6), st.just(0))


@given(st.lists(counts, min_size=1, max_size=4), st.integers(2, 5))
def test_no_hidden_split_follows_from_what_is_shown(groups: list[tuple[int, int, int]], n: int) -> None:
    whole = hide_sex(division(*groups), n)
    assert [r.antal for r in whole.rader] == [sum(g) for g in groups]
    dark = [r for r in whole.rader if r.kvinnor is None and r.antal]
    shown = sum(r.kvinnor or 0 for r in whole.rader)
    possible = [
        women
        for women in product(*(range(r.antal + 1) for r in dark))
        if whole.summa.kvinnor is None or sum(women) + shown == whole.summa.kvinnor
    ]
    for i in range(len(dark)):
        assert len({women[i] for women in possible}) > 1
    for r in whole.rader:
        if r.kvinnor is not None and r.man is not None and r.antal:
            assert min(r.kvinnor, r.man) >= n


@pytest.mark.parametrize(
    ("counts", "n", "rows", "told"),
    [
        ({"b": 7, "a": 5}, 5, [("a", 5), ("b", 7)], ()),
        ({"a": 9, "b": 3, "c": 2}, 5, [("a", 9), ("Övriga insatser", 5)], ("b", "c")),
        # one small kind alone would be told by the sum: the smallest of the others goes with it
        ({"a": 9, "b": 6, "c": 1}, 5, [("a", 9), ("Övriga insatser", 7)], ("b", "c")),
        # two kinds of one each: their names would tell their numbers, so a third goes with them
        ({"a": 9, "b": 1, "c": 1}, 2, [("Alla insatser", 11)], ("a", "b", "c")),
        ({"a": 1, "b": 1}, 5, [("Alla insatser", 2)], ()),
        ({"a": 2}, 5, [("Alla insatser", 2)], ()),
        ({}, 5, [], ()),
    ],
)
def test_kinds_that_are_too_few_are_taken_together(
    counts: dict[str, int], n: int, rows: list[tuple[str, int]], told: tuple[str, ...]
) -> None:
    found = merge_small(counts, n, "insatser")
    assert [(r.namn, r.antal) for r in found.rader] == rows
    assert found.hopslagna == told
    assert found.storre is any(n <= counts[name] for name in counts if name not in [r.namn for r in found.rader])
    assert found.antal == sum(counts.values())
    assert found.sammanslaget is any(namn.endswith("insatser") for namn, _ in rows)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12), min_size=1), st.integers(2, 8))
def test_the_total_is_kept_and_no_small_kind_stands_alone(counts: dict[str, int], n: int) -> None:
    found = merge_small(counts, n, "insatser")
    assert found.antal == sum(counts.values())
    alone = [r for r in found.rader if r.namn in counts]
    assert all(r.antal >= n and r.grupper is None for r in alone)
    merged = [kind for kind in counts if kind not in {r.namn for r in alone}]
    assert len(merged) != 1 or len(counts) == 1
    assert not found.hopslagna or (list(found.hopslagna) == sorted(merged) and found.rader[-1].antal > len(merged))
