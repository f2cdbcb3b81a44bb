"""Text broken for a narrow column."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from ejverkstallda.cli.avstavning import Avstavad, break_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("kontaktperson", 20, ["kontaktperson"]),
        ("daglig verksamhet", 12, ["daglig", "verksamhet"]),
        ("kontaktperson", 10, ["kontakt-", "person"]),
        ("med funktionsnedsättning", 16, ["med", "funktions-", "nedsättning"]),
        ("funktionsnedsättning", 9, ["funk-", "tionsned-", "sättning"]),
        ("ABCDEFGH12345678", 10, ["ABCDEFGH12", "345678"]),
        ("", 10, [""]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert list(break_lines(text, width)) == lines


def test_in_a_table_no_word_is_cut_without_a_hyphen() -> None:
    console = Console(width=40, file=io.StringIO())
    table = Table(box=None)
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_row("x" * 26, Avstavad("korttidsvistelse utanför hemmet"))
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    words = " ".join(console.file.getvalue().replace("x" * 26, "").split())
    assert words.replace("- ", "") == "korttidsvistelse utanför hemmet"
    assert "- " in words
