"""The tjänsteutlåtande in its short form: the quarter's numbers in words and the proposal, on one page, no cases."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ejverkstallda.report.brevpapper import build_dokument
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Dokument, Underskrift, Underskrifter
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.report.varden import build_varden

MALL: Final = "dokument/tjansteutlatande.md"


@dataclass(frozen=True, slots=True)
class Handling:
    """A document that the decision rests on, with its date."""

    namn: str
    datum: date


def build_tjansteutlatande(underlag: Underlag, mallar: Mallar) -> Dokument:
    """Build the short tjänsteutlåtande that lays a quarter's report before the nämnd.

    Raises:
        Mallfel: the template cannot be used.
    """
    signers = underlag.namnd.underskrifter if underlag.namnd else ()
    platser: Platser = {
        "underskrifter": (Underskrifter(tuple(Underskrift(p.namn, p.titel) for p in signers)),) if signers else ()
    }
    handlingar = tuple(Handling(namn, underlag.dokumentdatum) for namn in ("Tjänsteutlåtande", "Statistikrapport"))
    varden = build_varden(underlag) | {"handlingar": handlingar}
    return build_dokument("Tjänsteutlåtande", MALL, underlag, mallar, (varden, platser))
