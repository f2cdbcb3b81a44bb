"""Where a key stands in a TOML text: headings, tables that come several times, quoted keys, lists over many lines."""

import pytest

from ejverkstallda.readers.tomlfil import Radnummer, heading, key_text

TEXT = """\
# en kommentar med likhetstecken = 1
namn = "prov"

[kolumner]
lag = ["Lag",
  "Lagstiftning = äldre",
]
"med = i" = 1
a.b = 2

[[handelser]]
handelse = "verkstalld"

[[handelser]]
handelse = "avslutad"
[handelser.varden]
orsak = "annan"

[koder.kon]
"Kv inna" = "K"
plats = { rad = 1, kolumn = 2 }
flera = [
  ["a",
   "b"],
]
sist = 1
"""


@pytest.mark.parametrize(
    ("loc", "row"),
    [
        (("namn",), 2),
        (("kolumner",), 4),
        (("kolumner", "lag"), 5),
        (("kolumner", "lag", 1), 5),
        (("kolumner", "med = i"), 8),
        (("kolumner", "a", "b"), 9),
        (("handelser", 0), 11),
        (("handelser", 0, "handelse"), 12),
        (("handelser", 1, "handelse"), 15),
        (("handelser", 1, "datum"), 14),
        (("handelser", 1, "varden", "orsak"), 17),
        (("koder", "kon", "Kv inna"), 20),
        (("koder", "kon", "plats", "kolumn"), 21),
        (("koder", "kon", "M"), 19),
        (("koder", "kon", "sist"), 26),
        (("finns", "inte"), None),
        ((), None),
    ],
)
def test_the_line_of_a_key_or_of_the_table_it_belongs_in(loc: tuple[str | int, ...], row: int | None) -> None:
    assert Radnummer(TEXT).find(loc) == row


def test_a_line_longer_than_anybody_writes_is_not_searched() -> None:
    assert Radnummer('"' + "=" * 3_000 + '" = 1').find(("=" * 3_000,)) is None


def test_a_place_as_a_key_and_as_a_heading() -> None:
    assert key_text(("namnd", 0, "epost")) == "namnd[0].epost"
    assert heading(("namnd", 0, "moten")) == "namnd.moten"
