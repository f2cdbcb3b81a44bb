"""The catalogue of faults in files that are read in."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod


def _fel(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.FEL, betydelse, atgard)


KOLUMN_SAKNAS: Final = _fel(
    "kolumn_saknas", "En obligatorisk kolumn saknas.", "Lägg till kolumnen; första raden ska vara rubriker."
)
KOLUMN_DUBBEL: Final = _fel("kolumn_dubbel", "En kolumn finns två gånger.", "Ta bort eller döp om den ena.")
KOLUMN_OKAND: Final = Felkod(
    "kolumn_okand",
    Allvar.UPPLYSNING,
    "En kolumn som programmet inte känner till; den lästes inte.",
    "Döp om den om den skulle ha lästs.",
)
RAD_FOR_LANG: Final = _fel(
    "rad_for_manga_celler", "Raden har fler celler än rubrikraden.", "Kontrollera avgränsare och citattecken på raden."
)
VARDE_SAKNAS: Final = _fel("varde_saknas", "Ett obligatoriskt värde saknas.", "Fyll i cellen.")
DATUM_OGILTIGT: Final = _fel(
    "datum_ogiltigt", "Datumet finns inte eller kan inte läsas.", "Skriv det som 2019-01-31, 20190131 eller 190131."
)
DATUM_FRAMTID: Final = _fel(
    "datum_framtid", "Datumet ligger i framtiden.", "Rätta datumet; en plan registreras som händelsen planerad."
)
VARDE_OKANT: Final = _fel("varde_okant", "Värdet hör inte till dem som kan väljas.", "Välj ett av dem.")
TAL_OGILTIGT: Final = _fel("tal_ogiltigt", "Beloppet kan inte läsas.", "Skriv hela kronor, till exempel 12500.")
KVARTAL_OGILTIGT: Final = _fel("kvartal_ogiltigt", "Kvartalet kan inte läsas.", "Skriv det som 2019Q1.")
TEXT_OGILTIG: Final = _fel(
    "text_ogiltig", "Texten är för lång eller innehåller tecken som inte hör hemma där.", "Rätta cellen."
)
PERSONNUMMER_OGILTIGT: Final = _fel(
    "personnummer_ogiltigt",
    "Personnumret kan inte läsas (värdet visas inte).",
    "Skriv tolv siffror, ÅÅÅÅMMDD-NNNN, eller IVO:s ersättningsnummer ÅÅÅÅMMDD-T och tre siffror.",
)
PERSONNUMMER_TIO_SIFFROR: Final = _fel(
    "personnummer_tio_siffror",
    "Personnumret har tio siffror, så århundradet är okänt (värdet visas inte).",
    "Skriv tolv siffror, ÅÅÅÅMMDD-NNNN; programmet gissar inte århundradet.",
)
IDENTITET_I_FALT: Final = _fel(
    "identitet_i_falt",
    "Ett fält som syns i papper och listor innehåller ett personnummer (värdet visas inte).",
    "Kontrollera att kolumnerna inte har förskjutits; personnummer hör bara hemma i kolumnen personnummer.",
)
BESLUTSNUMMER_IDENTITET: Final = _fel(
    "beslutsnummer_identitet",
    "Beslutsnumret ser ut som ett personnummer (värdet visas inte).",
    "Kontrollera att kolumnerna inte har förskjutits.",
)
