"""CSV as a Swedish Excel opens it: UTF-8 with BOM, semicolons, CRLF, and no cell that Excel would calculate.

A cell that begins with one of `= + - @`, tab or carriage return is a formula to Excel, whoever wrote it. Such a
cell gets an apostrophe in front, which `readers.formelskydd` takes away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

_FORMEL: Final = re.compile(r"'*[=+\-@\t\r]")
"""What would be calculated; with apostrophes in front, so that one more always tells protected from written so."""
_BORJAN: Final = frozenset("'=+-@\t\r")
_NOLL: Final = "\0"


def protect_cell(text: str) -> str:
    """Return a cell's text as it can be opened in a spreadsheet. A null byte, which no CSV can hold, becomes \ufffd."""
    shown = text.replace(_NOLL, "\ufffd") if _NOLL in text else text
    return f"'{shown}" if shown[:1] in _BORJAN and _FORMEL.match(shown) else shown


def write_rows(out: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a header and rows of text to an open file, as the rows come."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([protect_cell(cell) for cell in header])
    writer.writerows([protect_cell(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()  # the file belongs to the caller, who closes it


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a header and rows of text as a CSV file."""
    out = io.BytesIO()
    write_rows(out, header, rows)
    return out.getvalue()
