"""The catalogue of faults in kommun.toml. `docs/felkoder.md` is made from it and its siblings."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod

KOMMUN_OLASLIG: Final = Felkod(
    "kommun_olaslig",
    Allvar.FEL,
    "Kommunens fil (kommun.toml) går inte att läsa.",
    "Kontrollera att det är en vanlig fil som du får läsa.",
)
KOMMUN_FOR_STOR: Final = Felkod(
    "kommun_for_stor",
    Allvar.FEL,
    "Kommunens fil är för stor.",
    "Kontrollera att det är rätt fil; en kommun.toml är någon sida text.",
)
KOMMUN_TECKEN: Final = Felkod(
    "kommun_tecken",
    Allvar.FEL,
    "Kommunens fil är inte sparad som UTF-8.",
    "Öppna filen i en textredigerare och spara den som UTF-8.",
)
KOMMUN_SYNTAX: Final = Felkod(
    "kommun_syntax",
    Allvar.FEL,
    "Kommunens fil följer inte TOML.",
    'Jämför raden med exemplet som följer med programmet: nyckel = "text", listor inom [ ].',
)
KOMMUN_OKAND_NYCKEL: Final = Felkod(
    "kommun_okand_nyckel",
    Allvar.FEL,
    "Kommunens fil har en nyckel som programmet inte känner.",
    "Rätta namnet eller ta bort raden.",
)
KOMMUN_SAKNAS: Final = Felkod(
    "kommun_uppgift_saknas",
    Allvar.FEL,
    "En uppgift som måste finnas saknas i kommunens fil.",
    "Lägg till uppgiften.",
)
KOMMUN_VARDE: Final = Felkod(
    "kommun_varde",
    Allvar.FEL,
    "Ett värde i kommunens fil har fel slag eller form.",
    "Rätta värdet.",
)
KOMMUN_IDENTITET: Final = Felkod(
    "kommun_identitet",
    Allvar.FEL,
    "Kommunens fil innehåller ett personnummer eller liknande (det visas inte).",
    "Ta bort numret.",
)
KOMMUN_DUBBLETT: Final = Felkod(
    "kommun_dubblett",
    Allvar.FEL,
    "Två nämnder i kommunens fil har samma namn eller samma kortnamn.",
    "Ge varje nämnd ett eget namn och ett eget kortnamn.",
)
