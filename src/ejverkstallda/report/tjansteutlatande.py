"""The tjänsteutlåtande in its three forms: the quarter's numbers in words and the proposal, no cases.

Short (kort) on one page, full (fullständig) with all the headings a nämnd may ask for, and tjänsteskrivelse.
"""

from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.report import fullmaktige, revisorer, statistik
from ejverkstallda.report.brevpapper import build_dokument
from ejverkstallda.report.kommun import Utlatandeform
from ejverkstallda.report.mallar import Mallar, Platser
from ejverkstallda.report.modell import Dokument, Underskrift, Underskrifter
from ejverkstallda.report.underlag import Underlag
from ejverkstallda.report.varden import build_varden

MALLAR: Final = {
    Utlatandeform.KORT: "dokument/tjansteutlatande.md",
    Utlatandeform.FULLSTANDIG: "dokument/tjansteutlatande_fullstandig.md",
    Utlatandeform.TJANSTESKRIVELSE: "dokument/tjansteskrivelse.md",
}
_DOKUMENTTYP: Final = {Utlatandeform.TJANSTESKRIVELSE: "Tjänsteskrivelse"}


class Handling(NamedTuple):
    """A document that the decision rests on, with its date."""

    namn: str
    datum: date


def build_tjansteutlatande(underlag: Underlag, mallar: Mallar) -> Dokument:
    """Build the tjänsteutlåtande that lays a quarter's report before the nämnd, in the underlag's form.

    Raises:
        Mallfel: the template cannot be used.
    """
    signers = underlag.namnd.underskrifter if underlag.namnd else ()
    platser: Platser = {
        "underskrifter": (Underskrifter(tuple(Underskrift(p.namn, p.titel) for p in signers)),) if signers else ()
    }
    form = underlag.utlatandets_form
    dokumenttyp = _DOKUMENTTYP.get(form, "Tjänsteutlåtande")
    papers = (dokumenttyp, statistik.DOKUMENTTYP, fullmaktige.DOKUMENTTYP, revisorer.DOKUMENTTYP)
    handlingar = tuple(Handling(namn, underlag.dokumentdatum) for namn in papers)
    varden = build_varden(underlag) | {"handlingar": handlingar}
    return build_dokument(dokumenttyp, MALLAR[form], underlag, mallar, (varden, platser))
