"""CSV that a spreadsheet cannot calculate, and that is read back as it was."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ejverkstallda.readers.formelskydd import strip_protection
from ejverkstallda.writers.csvfil import protect_cell, write_csv

FARLIGA = "=+-@\t\r"
TEXT = st.text(st.one_of(st.sampled_from("'=+-@\t\r\n;\"ab"), st.characters(exclude_categories=["Cs"])), max_size=12)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(TEXT)
@example("'=1")
@example("''=1")
@example("'")
@example("''")
@example("-")
@example("'a")
def test_a_protected_cell_is_read_back_as_it_was_and_begins_no_formula(text: str) -> None:
    cell = protect_cell(text)
    assert strip_protection(cell) == text.replace("\0", "\ufffd")
    assert not cell.startswith(tuple(FARLIGA))


@given(TEXT)
def test_a_cell_that_begins_no_formula_is_left_as_it_is(text: str) -> None:
    if text.lstrip("'")[:1] not in {*FARLIGA} and "\0" not in text:
        assert protect_cell(text) == text == strip_protection(text)


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5))
def test_a_file_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    header, *found = read(write_csv(["=a", "b"], rows))
    assert [strip_protection(h) for h in header] == ["=a", "b"]
    assert [[strip_protection(c) for c in r] for r in found] == [[c.replace("\0", "\ufffd") for c in r] for r in rows]


@pytest.mark.parametrize(
    ("text", "cell"), [("=1+1", "'=1+1"), ("-5", "'-5"), ("'=1", "''=1"), ("12", "12"), ("a=b", "a=b")]
)
def test_the_protection_is_one_apostrophe(text: str, cell: str) -> None:
    assert write_csv(["h"], [[text]]) == f"\ufeffh\r\n{cell}\r\n".encode()
