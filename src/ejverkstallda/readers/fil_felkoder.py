"""The catalogue of faults of files as files: what cannot be opened, and what is left out. See also felkoder.py."""

from typing import Final

from ejverkstallda.domain.brister import Allvar, Felkod


def _fel(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.FEL, betydelse, atgard)


def _upplysning(kod: str, betydelse: str, atgard: str) -> Felkod:
    return Felkod(kod, Allvar.UPPLYSNING, betydelse, atgard)


FIL_SAKNAS: Final = _fel("fil_saknas", "Filen finns inte.", "Kontrollera namnet och mappen.")
FIL_OLASBAR: Final = _fel(
    "fil_olasbar",
    "Filen går inte att läsa.",
    "Kontrollera din behörighet och att filen inte är öppen i ett annat program.",
)
FIL_TOM: Final = _fel("fil_tom", "Filen är tom.", "Exportera listan på nytt; första raden ska vara rubriker.")
FIL_BINAR: Final = _fel(
    "fil_binar", "Filen är ingen textfil.", "Spara listan som CSV (UTF-8, semikolonavgränsad) och läs in den."
)
FIL_FEL_SLAG: Final = _fel(
    "fil_fel_slag",
    "Filen är av ett slag som inte läses, vad den än heter.",
    "Öppna den i programmet den kommer från och spara listan som XLSX eller CSV (UTF-8).",
)
FIL_SKADAD: Final = _fel(
    "fil_skadad",
    "Filen är skadad eller avbruten.",
    "Hämta den på nytt, eller öppna den i Excel och spara den under ett nytt namn.",
)
FIL_LOSENORD: Final = _fel(
    "fil_losenord",
    "Arbetsboken är skyddad med lösenord.",
    "Öppna den i Excel, ta bort lösenordet (Arkiv, Info, Skydda arbetsbok, Kryptera med lösenord) och spara den.",
)
FIL_FOR_STOR: Final = _fel("fil_for_stor", "Filen är större än programmet läser.", "Dela listan i flera filer.")
FIL_UPPACKAD: Final = _fel(
    "fil_for_stor_uppackad",
    "Arbetsboken är större än programmet läser när den packas upp.",
    "Ta bort det som inte hör till listan, dela den i flera filer eller spara den som CSV (UTF-8).",
)
FIL_LANKAD: Final = _fel(
    "fil_lankad",
    "Arbetsboken hämtar värden ur andra filer; de kan vara gamla och följer inte med.",
    "Bryt länkarna i Excel (Data, Redigera länkar, Bryt länk), kontrollera värdena och spara den.",
)
FIL_TECKEN: Final = _fel(
    "fil_teckenkodning",
    "Filen har sparats med fel teckenkodning; å, ä och ö har blivit andra tecken.",
    "Exportera listan på nytt i UTF-8 (i Excel: CSV UTF-8).",
)
FIL_CSV: Final = _fel("fil_csv", "Filen går inte att dela upp i rader och celler.", "Spara listan på nytt som CSV.")
FIL_JSON: Final = _fel(
    "fil_json", "Filen följer inte JSON, eller inte den form som läses.", "Hämta den på nytt från källan."
)
BLAD_SAKNAS: Final = _fel("blad_saknas", "Bladet eller listan som profilen anger finns inte.", "Rätta profilens blad.")
CELL_FELVARDE: Final = _fel(
    "cell_felvarde", "En cell visar ett felvärde, till exempel #SAKNAS!.", "Rätta formeln eller skriv in värdet."
)
CELL_FOR_LANG: Final = _fel("cell_for_lang", "En cell innehåller mer text än som läses.", "Korta texten.")
TAL_AVRUNDAT: Final = _fel(
    "tal_avrundat",
    "En cell har ett tal med fler än 15 siffror, som kalkylprogrammet har avrundat, eller ett orimligt tal.",
    "Gör om kolumnen till text och skriv in värdet på nytt.",
)
FORMEL_UTAN_VARDE: Final = _fel(
    "formel_utan_varde",
    "En cell har en formel men inget sparat värde.",
    "Öppna arbetsboken i Excel så att den räknas om, och spara den; eller skriv in värdet.",
)
FORMEL_LAST: Final = _upplysning(
    "formel_last", "Celler har formler; värdena som sparades med dem lästes.", "Kontrollera att de var aktuella."
)
BLAD_DOLT: Final = _upplysning(
    "blad_dolt", "Ett dolt blad lästes inte.", "Visa bladet i Excel och spara, om det skulle ha lästs."
)
DEL_OLAST: Final = _upplysning(
    "del_olast", "En del av filen är ingen lista och lästes inte.", "Inget behöver göras om den inte skulle ha lästs."
)
SUMMARAD: Final = _upplysning(
    "summarad", "Rader sist i listan är summor och lästes inte.", "Inget behöver göras om det stämmer."
)
