"""The facts of a frozen row as they are stored: codes and numbers among its figures, unit and reason among its texts.

So gallring, which replaces a row's texts, leaves the statistics as they were.
"""

from collections.abc import Mapping
from typing import Any, Final

from ejverkstallda.domain.beslut import Ansvar, SkalKod
from ejverkstallda.report.radfakta import Erbjudanden, Radfakta

FAKTA: Final = "fakta"
"""The key of the facts among a frozen row's figures."""
ENHET: Final = "enhet"
SKAL: Final = "skal"
"""The keys among a frozen row's texts."""


def fact_figures(fakta: Radfakta) -> dict[str, Any]:
    """Return what of a row's facts is codes and numbers, as plain values."""
    offers = fakta.erbjudanden
    return {
        "skal_kod": fakta.skal_kod.value if fakta.skal_kod else None,
        "ansvar": fakta.ansvar.value if fakta.ansvar else None,
        "erbjudanden": [offers.lamnade, offers.accepterade, offers.avbojda],
        "annan_kommun": fakta.annan_kommun,
        "skyddad": fakta.skyddad,
        "rapporterad_fore": fakta.rapporterad_fore,
    }


def read_facts(siffror: Mapping[str, Any], texter: Mapping[str, Any]) -> Radfakta | None:
    """Return the facts of a frozen row; None for one that was frozen before they were kept."""
    kept = siffror.get(FAKTA)
    if kept is None:
        return None
    return Radfakta(
        skal_kod=SkalKod(kept["skal_kod"]) if kept["skal_kod"] else None,
        ansvar=Ansvar(kept["ansvar"]) if kept["ansvar"] else None,
        skal=texter.get(SKAL) or "",
        erbjudanden=Erbjudanden(*kept["erbjudanden"]),
        annan_kommun=kept["annan_kommun"],
        skyddad=kept["skyddad"],
        enhet=texter.get(ENHET),
        rapporterad_fore=kept.get("rapporterad_fore"),  # not kept by earlier versions
    )
