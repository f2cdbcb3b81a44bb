"""The catalogue of faults in texts that people write: what points out a person and does not belong in them."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod

_RATTA: Final = (
    "Skriv om texten utan det: i filen före inläsningen, eller med ejv ratta "
    "(händelsens nummer står i ejv beslut visa)."
)


def _varning(kod: str, vad: str, foljd: str = "") -> Felkod:
    return Felkod(kod, Allvar.VARNING, f"Texten ser ut att innehålla {vad} (det visas inte).{foljd}", _RATTA)


IDENTITET_SKRIVEN: Final = _varning(
    "identitet_skriven",
    "ett personnummer, samordningsnummer eller ersättningsnummer",
    " Det stoppar nämndens papper.",
)
TELEFON_SKRIVEN: Final = _varning("telefon_skriven", "ett telefonnummer")
EPOST_SKRIVEN: Final = _varning("epost_skriven", "en e-postadress")
ADRESS_SKRIVEN: Final = _varning("adress_skriven", "en adress")
NAMN_SKRIVET: Final = _varning("namn_skrivet", "ett namn ur namnkolumnen")
