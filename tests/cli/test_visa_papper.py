"""How the size of a file is written."""

import pytest

from ejverkstallda.cli.ord import size_words


@pytest.mark.parametrize(
    ("antal", "words"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1_000, "1 kB"),
        (38_417, "38 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (12_340_000, "12,3 MB"),
    ],
)
def test_a_size_is_read_at_a_glance(antal: int, words: str) -> None:
    assert size_words(antal) == words
