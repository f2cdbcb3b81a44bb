"""The catalogue of faults in document templates. `docs/felkoder.md` is made from it and its siblings."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod

MALL_SAKNAS: Final = Felkod(
    "mall_saknas",
    Allvar.FEL,
    "En dokumentmall finns inte.",
    "Lägg tillbaka filen, eller ta bort den egna mallmappen ur inställningen så används programmets mallar.",
)
MALL_OLASLIG: Final = Felkod(
    "mall_olaslig",
    Allvar.FEL,
    "En dokumentmall går inte att läsa som text.",
    "Spara filen som UTF-8 och kontrollera att du får läsa den.",
)
MALL_FOR_STOR: Final = Felkod(
    "mall_for_stor",
    Allvar.FEL,
    "En dokumentmall är för stor.",
    "En mall är några sidor text; dela upp den eller ta bort det som inte hör dit.",
)
MALL_ANVANDS_INTE: Final = Felkod(
    "mall_anvands_inte",
    Allvar.VARNING,
    "En egen mall har ett namn som inget dokument använder.",
    "Ge filen samma namn som mallen den ska ersätta.",
)
MALL_SYNTAX: Final = Felkod(
    "mall_syntax",
    Allvar.FEL,
    "Mallens kod går inte att läsa.",
    "Kontrollera att varje {{ stängs med }} och varje {% if … %} och {% for … %} med {% endif %} och {% endfor %}.",
)
MALL_EJ_TILLATET: Final = Felkod(
    "mall_ej_tillatet",
    Allvar.FEL,
    "Mallen använder något som mallar inte får göra.",
    "Använd bara fält, villkor (if), listor (for) och de funktioner som programmets egna mallar visar.",
)
MALL_OKANT_FALT: Final = Felkod(
    "mall_okant_falt",
    Allvar.FEL,
    "Mallen nämner ett fält, en plats eller en funktion som inte finns.",
    "Rätta namnet i mallen.",
)
MALL_VARDE: Final = Felkod(
    "mall_varde",
    Allvar.FEL,
    "Mallen använder ett fält på ett sätt som inte går.",
    "Jämför med hur programmets egen mall använder fältet.",
)
MALL_FOR_LANG: Final = Felkod(
    "mall_for_lang",
    Allvar.FEL,
    "Mallen ger för mycket text eller upprepar för många gånger.",
    "Kontrollera mallens upprepningar ({% for … %}).",
)
MALL_PLATS: Final = Felkod(
    "mall_plats",
    Allvar.FEL,
    "En plats för en tabell eller en lista står fel i mallen, eller saknas.",
    "Skriv platsen ensam på en egen rad, till exempel {{ plats.nya }}.",
)
MALL_UPPMARKNING: Final = Felkod(
    "mall_uppmarkning",
    Allvar.FEL,
    "Mallen använder textuppmärkning som dokumenten inte har.",
    "Använd rubriker (#, ##, ###), stycken och punktlistor i en nivå; sätt \\ före ett tecken som ska stå som det är.",
)
