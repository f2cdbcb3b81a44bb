"""The screening of free text held against a hundred comments that were written before its rules."""

from collections import Counter
from pathlib import Path

from fritextmatt import measure, read_corpus

from ejverkstallda.report.fritext import Traffslag

DATASKYDD = Path(__file__).parents[2] / "docs" / "dataskydd.md"
MINST_FUNNA = 0.95
HOGST_FALSKA = 2


def test_the_corpus_is_a_hundred_comments_half_of_them_clean() -> None:
    corpus = read_corpus()
    kinds = Counter(slag for post in corpus for slag in post["slag"])
    assert len(corpus) == len({post["text"] for post in corpus}) == 100
    assert sum(not post["slag"] for post in corpus) == 50
    assert set(kinds) == set(Traffslag)
    assert min(kinds.values()) >= 3
    assert kinds.total() == 56


def test_what_points_out_a_person_is_found_and_little_else() -> None:
    matt = measure()
    print("\n".join(matt.rader()))  # noqa: T201 — shown by pytest -rP, and by make fritext
    assert matt.rena == 50
    assert matt.andel >= MINST_FUNNA, matt.missade
    assert len(matt.falska) <= HOGST_FALSKA, matt.falska
    assert matt.fel_slag == ()


def test_the_page_on_data_protection_tells_the_same() -> None:
    text = " ".join(DATASKYDD.read_text("utf-8").split())
    assert all(rad in text for rad in measure().rader() if not rad.startswith("-"))
