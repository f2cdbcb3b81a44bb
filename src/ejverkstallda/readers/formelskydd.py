"""The apostrophe that `writers.csvfil` puts before a cell that a spreadsheet would calculate, taken away again."""

import re
from typing import Final

_SKYDDAD: Final = re.compile(r"'+[=+\-@\t\r]")


def strip_protection(cell: str) -> str:
    """Return a CSV cell as it was before it was protected; one that was not is returned as it is.

    To be used on the raw cell of a CSV file, before white space is taken away. A workbook's text cells need none.
    """
    return cell[1:] if _SKYDDAD.match(cell) else cell
