"""Codes as words on the terminal."""

from typing import Final

from ejverkstallda.domain.beslut import Avslutsorsak, Handelseslag, IvoSlag
from ejverkstallda.domain.rapportering import Grupp
from ejverkstallda.domain.vantan import Slut, Slutslag

HANDELSE_ORD: Final = {
    Handelseslag.KOMMENTAR: "Kommentar",
    Handelseslag.SKAL: "Skäl",
    Handelseslag.ATGARD: "Åtgärd",
    Handelseslag.UPPFOLJNING: "Uppföljning",
    Handelseslag.KONSEKVENS: "Konsekvens för den enskilde",
    Handelseslag.INSATS_UNDER_TIDEN: "Annan insats under tiden",
    Handelseslag.PLANERAD: "Planerad",
    Handelseslag.IVO_ARENDE: "Ärende hos IVO",
    Handelseslag.SENARELAGD_LOV: "Senarelagd på egen begäran (LOV)",
    Handelseslag.SKICKAD_IVO: "Skickad till IVO",
    Handelseslag.ERBJUDANDE: "Erbjudande",
    Handelseslag.SVAR: "Svar",
    Handelseslag.VERKSTALLD: "Verkställd",
    Handelseslag.DELVIS_VERKSTALLD: "Delvis verkställd",
    Handelseslag.AVBROTT: "Avbrott",
    Handelseslag.ATERUPPTAGEN: "Återupptagen",
    Handelseslag.AVSLUTAD: "Avslutad",
    Handelseslag.RAPPORTERAD: "Rapporterad (historik)",
    Handelseslag.SLUTRAPPORTERAD: "Slutrapporterad (historik)",
    Handelseslag.MAKULERAD: "Makulering",
}
ORSAK_ORD: Final = {
    Avslutsorsak.ATERKALLAD: "återkallad",
    Avslutsorsak.BEHOV_UPPHORT: "behovet har upphört",
    Avslutsorsak.ERSATT: "ersatt av annat beslut",
    Avslutsorsak.AVLIDEN: "avliden",
    Avslutsorsak.FLYTTAT: "flyttat",
    Avslutsorsak.ANNAN: "annan orsak",
    Avslutsorsak.FELREGISTRERAD: "felregistrerad",
}
_SLUT_ORD: Final = {
    Slutslag.VERKSTALLD: "verkställd",
    Slutslag.ATERUPPTAGEN: "återupptagen",
    Slutslag.AVSLUTAD: "avslutad",
}
GRUPP_ORD: Final = {
    Grupp.NY: "Nya ej verkställda",
    Grupp.VERKSTALLD: "Tidigare rapporterade, nu verkställda",
    Grupp.AVSLUTAD: "Tidigare rapporterade, avslutade utan verkställighet",
    Grupp.KVARSTAENDE: "Tidigare rapporterade, fortsatt ej verkställda",
}
IVO_ORD: Final = {
    IvoSlag.NY: "Rapportera nytt",
    IvoSlag.ATER: "Rapportera igen",
    IvoSlag.VERKSTALLD: "Anmäl verkställt",
    IvoSlag.AVSLUTAD: "Anmäl avslutat",
}
SKICKAT_ORD: Final = {
    IvoSlag.NY: "ny rapport",
    IvoSlag.ATER: "rapport igen",
    IvoSlag.VERKSTALLD: "verkställighet",
    IvoSlag.AVSLUTAD: "avslut",
}


def end_words(slut: Slut, *, short: bool = False) -> str:
    """Return an end in words: kind, day, reason; `short` leaves the kind to the heading above, but for a resumption."""
    kind = "" if short and slut.slag is not Slutslag.ATERUPPTAGEN else f"{_SLUT_ORD[slut.slag]} "
    orsak = f", {ORSAK_ORD[slut.orsak]}" if slut.orsak else ""
    return f"{kind}{slut.datum}{orsak}"


def day_words(number: int) -> str:
    """Return a number of days in words."""
    return f"{number} dag" if number == 1 else f"{number} dagar"


_KILO = 1000


def size_words(antal_byte: int) -> str:
    """Write a file's size: bytes below a thousand, else kB with no decimals, MB with one."""
    if antal_byte < _KILO:
        return f"{antal_byte} byte"
    if (kilo := round(antal_byte / _KILO)) < _KILO:
        return f"{kilo} kB"
    return f"{antal_byte / _KILO / _KILO:.1f} MB".replace(".", ",")
