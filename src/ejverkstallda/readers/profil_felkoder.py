"""The catalogue of faults in import profiles, and in files read with one. `docs/felkoder.md` is made from it."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod


def _fel(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.FEL, betydelse, atgard)


PROFIL_SAKNAS: Final = _fel(
    "profil_saknas",
    "Importprofilen finns inte.",
    "Kontrollera namnet. Egna profiler ligger i mappen importprofiler bredvid registret, som NAMN.toml.",
)
PROFIL_OLASLIG: Final = _fel(
    "profil_olaslig", "Importprofilen går inte att läsa.", "Kontrollera att det är en vanlig fil som du får läsa."
)
PROFIL_FOR_STOR: Final = _fel(
    "profil_for_stor", "Importprofilen är för stor.", "Kontrollera att det är rätt fil; en profil är någon sida text."
)
PROFIL_TECKEN: Final = _fel(
    "profil_tecken",
    "Importprofilen är inte sparad som UTF-8.",
    "Öppna filen i en textredigerare och spara den som UTF-8.",
)
PROFIL_SYNTAX: Final = _fel(
    "profil_syntax",
    "Importprofilen följer inte TOML.",
    'Jämför raden med programmets egna profiler: nyckel = "text", listor inom [ ].',
)
PROFIL_OKAND_NYCKEL: Final = _fel(
    "profil_okand_nyckel",
    "Importprofilen har en nyckel som programmet inte känner.",
    "Rätta namnet eller ta bort raden.",
)
PROFIL_UPPGIFT_SAKNAS: Final = _fel(
    "profil_uppgift_saknas", "En uppgift som måste finnas saknas i importprofilen.", "Lägg till uppgiften."
)
PROFIL_VARDE: Final = _fel("profil_varde", "Ett värde i importprofilen har fel slag eller form.", "Rätta värdet.")
PROFIL_MOTSAGELSE: Final = _fel(
    "profil_motsagelse", "Två uppgifter i importprofilen säger emot varandra.", "Ta bort eller rätta den ena."
)
PROFIL_PASSAR_INTE: Final = _fel(
    "profil_passar_inte",
    "Filen saknar en kolumn som profilen behöver.",
    "Välj en annan profil, eller lägg till filens rubrik i profilen.",
)
PROFIL_KOLUMN_TVETYDIG: Final = _fel(
    "profil_kolumn_tvetydig",
    "Två kolumner i filen passar på samma plats i profilen.",
    "Ta bort den rubrik ur profilen som inte ska läsas, och lägg den under las_inte.",
)
PROFIL_TABELL_OKAND: Final = Felkod(
    "profil_tabell_okand",
    Allvar.UPPLYSNING,
    "Profilen nämner inte bladet eller tabellen; det lästes inte.",
    "Lägg till det i profilen om det skulle ha lästs.",
)
PROFIL_KOD_OKAND: Final = _fel(
    "profil_kod_okand",
    "Värdet finns inte bland dem som profilen översätter.",
    "Lägg till värdet i profilen under [koder], eller rätta cellen.",
)
DATUM_FORM: Final = _fel(
    "datum_form_ej_tillaten",
    "Datumet är skrivet i en form som profilen inte tillåter.",
    "Lägg till formen i profilen, i listan former under [datum], eller rätta cellen.",
)
DATUM_TVETYDIGT: Final = _fel(
    "datum_tvetydigt",
    "Datumet går att läsa på mer än ett sätt.",
    "Säg i profilen i vilken ordning dag och månad står, eller rätta cellen till formen 2019-01-31.",
)
HANDELSE_UTAN_DATUM: Final = _fel(
    "handelse_utan_datum",
    "En händelse saknar datum, och profilen säger inte vilket den ska ha.",
    "Fyll i datumet, eller säg i profilen med utan_datum hur en händelse utan datum ska dateras.",
)
KOMMENTAR_UTAN_DATUM: Final = _fel(
    "kommentar_utan_datum",
    "En anteckning i cellen saknar datum, och profilen säger inte vilket den ska ha.",
    "Skriv datumet först i anteckningen, eller säg i profilen med utan_datum hur den ska dateras.",
)
KOMMENTAR_DATUM: Final = _fel(
    "kommentar_datum",
    "En anteckning i cellen börjar med ett datum som inte kan läsas säkert.",
    "Rätta datumet, eller lägg till formen i profilen i listan dela_vid.",
)
HANDELSE_FRAMTIDA: Final = Felkod(
    "handelse_framtida",
    Allvar.UPPLYSNING,
    "Händelsen är daterad efter i dag och lästes inte.",
    "Läs in listan igen när dagen har passerat.",
)
PERSON_FLERA_BESLUT: Final = Felkod(
    "person_flera_beslut",
    Allvar.VARNING,
    "Raden gäller en person som hade flera verkställda beslut den dagen; vilket som avses går inte att veta.",
    "Registrera avbrottet på rätt beslut med ejv avbrott och ejv ateruppta.",
)
RADER_UTELAMNADE: Final = Felkod(
    "rader_utelamnade",
    Allvar.UPPLYSNING,
    "Rader som profilen säger ska lämnas utan avseende lästes inte.",
    "",
)
PROFIL_FORSLAG: Final = Felkod(
    "profil_forslag",
    Allvar.UPPLYSNING,
    "Listans rubriker passar en importprofil som finns.",
    "Läs in listan igen med den profilen om det stämmer.",
)
SVAR_UTAN_NAMN: Final = Felkod(
    "svar_utan_namn",
    Allvar.UPPLYSNING,
    "Raden har svar men säger inte vem som har svarat; de skrivs på den som läser in.",
    "Fyll i vem som har svarat och läs in igen, om det ska framgå.",
)
NEKADE_UTAN_PROFIL: Final = _fel(
    "nekade_utan_profil",
    "Filen har rader som nekades när en lista lästes med en profil, och den lästes nu utan.",
    "Läs in den med samma profil, eller händelserna i dess egna kolumner går förlorade.",
)
BLAD_OLAST: Final = Felkod(
    "blad_olast",
    Allvar.UPPLYSNING,
    "Bladet eller listan har andra rubriker än de som läses; det lästes inte.",
    "Läs in det med en importprofil om det skulle ha lästs.",
)
PROFIL_ANVAND: Final = Felkod(
    "profil_anvand",
    Allvar.UPPLYSNING,
    "Listan kändes igen på sina rubriker och lästes med sin profil.",
    "",
)
PROFIL_MARKT: Final = Felkod(
    "profil_markt",
    Allvar.UPPLYSNING,
    "Profilen är märkt av den som gjorde den.",
    "Kontrollera det inlästa mot verksamhetssystemet.",
)
