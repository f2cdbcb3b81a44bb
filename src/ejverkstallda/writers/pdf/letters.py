"""Which letters the codes in a file's text stand for: what a reader copies, searches and hears."""

import re

_PAIR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4})>")
_PAIRS = re.compile(r"\d+ beginbfchar\n.*endbfchar", re.DOTALL)
_NO_LETTER = "0000"
_MOST_AT_A_TIME = 100  # so many a section of the table may hold


def without_no_letter(table: str) -> str:
    """Write a font's table of letters anew without the codes that stand for none.

    The library that draws fills the codes it has no use for with U+0000, which PDF/A and PDF/UA forbid.
    """
    pairs = [f"<{code}> <{letter}>" for code, letter in _PAIR.findall(table) if letter != _NO_LETTER]
    sections = [pairs[start : start + _MOST_AT_A_TIME] for start in range(0, len(pairs), _MOST_AT_A_TIME)]
    written = "\n".join(f"{len(s)} beginbfchar\n" + "\n".join(s) + "\nendbfchar" for s in sections)
    return _PAIRS.sub(written, table)
