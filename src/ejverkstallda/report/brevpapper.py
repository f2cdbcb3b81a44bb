"""What the nämnd's papers have in common: page head, page foot, and the step from template to document."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod
from ejverkstallda.report.kommun import Kommun, Namnd, Person
from ejverkstallda.report.mallar import INGA, Mallar, Mallfel, Platser
from ejverkstallda.report.modell import Block, Dokument, Faltgrupp, Rubrik, Sidhuvud
from ejverkstallda.report.talord import stor
from ejverkstallda.report.underlag import Underlag

MALL_TITEL: Final = Felkod(
    "mall_titel",
    Allvar.FEL,
    "En dokumentmall har inte precis en titel, eller har den inte först.",
    "Börja mallen med en rad som inleds med # och titeln, och låt andra rubriker inledas med ## eller ###.",
)
PRELIMINAR: Final = "PRELIMINÄR"
UTKAST: Final = "UTKAST"
"""The mark of a paper made before statusdag has passed; it stands on every page."""


def _lines(person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    epost = f"E-post: {person.epost}" if person.epost else ""
    return tuple(line for line in (stor(person.titel), person.namn, epost) if line)


def _marked(dokumenttyp: str, underlag: Underlag) -> str:
    """Mark a paper whose figures can still change, on every page: preliminary, or a draft of a quarter not closed."""
    if underlag.ram.preliminar:
        return f"{PRELIMINAR} {dokumenttyp}"
    return f"{UTKAST} {dokumenttyp}" if underlag.utkast else dokumenttyp


def build_sidhuvud(dokumenttyp: str, underlag: Underlag) -> Sidhuvud:
    """Make the page head; a preliminary paper says so in its type."""
    head = namnd_head(_marked(dokumenttyp, underlag), underlag.namnd, underlag.dokumentdatum)
    return head._replace(diarienummer=underlag.papperets_diarienummer)


def namnd_head(dokumenttyp: str, namnd: Namnd | None, datum: date) -> Sidhuvud:
    """Make the page head of a nämnd's paper; without a nämnd it has kind and date only."""
    return Sidhuvud(
        dokumenttyp=dokumenttyp,
        forvaltning=namnd.forvaltning if namnd else "",
        datum=datum,
        handlaggare=_lines(namnd.handlaggare if namnd else None),
        namnd=namnd.namn if namnd else "",
    )


def build_sidfot(underlag: Underlag) -> tuple[Faltgrupp, ...]:
    """Make the page foot of a quarter's paper."""
    return kommun_foot(underlag.kommun)


def kommun_foot(kommun: Kommun) -> tuple[Faltgrupp, ...]:
    """Make a page foot: the municipality and how to reach it; what is not known is left out."""
    groups = (
        (kommun.namn, (*kommun.adress, kommun.postadress)),
        ("Organisationsnummer", (kommun.organisationsnummer,)),
        ("Telefon", (kommun.telefon,)),
        ("E-post", (kommun.epost,)),
        ("Webb", (kommun.webb,)),
    )
    kept = ((rubrik, tuple(line for line in lines if line)) for rubrik, lines in groups)
    return tuple(Faltgrupp(rubrik, lines) for rubrik, lines in kept if lines or rubrik == kommun.namn)


def split_title(namn: str, blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Part a rendered template `namn` into the document's title and what follows it.

    Raises:
        Mallfel: it does not open with its only title.
    """
    titles = [b for b in blocks if isinstance(b, Rubrik) and b.niva == 1]
    if len(titles) != 1 or blocks[0] is not titles[0]:
        text = f"Mallen har {len(titles)} titlar." if len(titles) != 1 else "Titeln står inte först i mallen."
        raise Mallfel(MALL_TITEL.brist(text, namn))
    return titles[0].text, blocks[1:]


def build_dokument(
    dokumenttyp: str,
    mall: str,
    underlag: Underlag,
    mallar: Mallar,
    innehall: tuple[Mapping[str, object], Platser],
    tillagg: Platser = INGA,
) -> Dokument:
    """Render template `mall` with its values and slots (`innehall`) into a document on the nämnd's paper.

    `tillagg` are slots that the template may leave out.

    Raises:
        Mallfel: the template cannot be used, or does not open with the document's only title.
    """
    titel, blocks = split_title(mall, mallar.render(mall, *innehall, tillagg))
    return Dokument(titel, build_sidhuvud(dokumenttyp, underlag), build_sidfot(underlag), blocks)
