"""Letters that a PDF cannot show: told with sign and place, before a text is frozen and when a paper is made."""

import re
from typing import Final

from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.report.granskning import text_places
from ejverkstallda.report.modell import Dokument

TECKEN_SAKNAS: Final = Felkod(
    "tecken_saknas",
    Allvar.VARNING,
    "Typsnittet i PDF saknar ett tecken; en ersättning står i dess ställe.",
    "Skriv om texten utan tecknet.",
)
_KAN_SAKNAS: Final = re.compile("[^\\t\\n\\r -~\u00a0-ÿ–’”…•]")
"""A sign that the typeface may lack; nearly no text has one."""
_LASES_UPP: Final = ("figurens beskrivning", "logotypens beskrivning")
"""Places whose texts are read aloud and never drawn."""


def missing_letter_faults(dokument: Dokument, file: str) -> list[Brist]:
    """Return a fault for each letter that the typeface lacks and each place it stands in, in reading order."""
    places = [
        (place, text)
        for place, text in text_places(dokument)
        if _KAN_SAKNAS.search(text) and not place.endswith(_LASES_UPP)
    ]
    if not places:
        return []
    from ejverkstallda.writers.pdf import missing_letters  # noqa: PLC0415 — slow to load, and not every call wants it

    return [
        TECKEN_SAKNAS.brist(
            f"Typsnittet saknar tecknet ”{sign}” (U+{ord(sign):04X}); i PDF står en ersättning i dess ställe.",
            f"{file}, {place}",
        )
        for sign, place in missing_letters(places)
    ]
