"""One small broken file per fault that stops a file from being opened: its code, its place, and what the message says.

How the files were made stands in gor_trasiga.py. What is wrong with a row is tried in test_trasiga_filer.py.
"""

from pathlib import Path

import pytest

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers.tabell import Filform, Lasfel, open_tables

BROKEN = Path(__file__).parents[1] / "broken"
FORM = Filform(kanda=frozenset({"beslutsnummer", "beslutsdatum", "lag", "insats"}))

VRIDEN = "å, ä och ö har blivit andra tecken (till exempel Ã¥, √• eller �). Exportera listan på nytt i UTF-8"
BLANDAD = (
    "Filen är sparad som UTF-8 men innehåller tecken som inte går att läsa så; den kan vara avbruten, skadad eller"
)
INTE_UPPACKAD = "Arbetsboken går inte att packa upp: "
OLASLIG = "Arbetsboken går inte att läsa: "
FOR_STOR = "Arbetsboken är för stor: "

OPPNAS_INTE: dict[str, tuple[str, str, str]] = {
    # text
    "nul_tecken.csv": ("fil_binar", "", "Filen är ingen textfil; den innehåller NUL-tecken. Spara listan som CSV"),
    "fel_teckenkodning.csv": ("fil_teckenkodning", " rad 1", VRIDEN),
    "utf16_vriden.csv": ("fil_teckenkodning", " rad 3", VRIDEN),
    "dubbelkodad.csv": ("fil_teckenkodning", " rad 3", VRIDEN),
    "macroman.csv": ("fil_teckenkodning", " rad 3", VRIDEN),
    "ersattningstecken.csv": ("fil_teckenkodning", " rad 3", VRIDEN),
    "utf16_som_cp1252.csv": ("fil_teckenkodning", "", VRIDEN),
    "bom_som_bokstaver.csv": ("fil_teckenkodning", "", VRIDEN),
    "cp850.csv": ("fil_teckenkodning", " rad 3", "Filen är sparad i DOS eller Macs äldre teckenkodning. Exportera"),
    "utf8_avbruten.csv": ("fil_teckenkodning", "", BLANDAD),
    "tva_kodningar.csv": ("fil_teckenkodning", "", BLANDAD),
    "utf16_avbruten.csv": ("fil_teckenkodning", "", BLANDAD.replace("UTF-8", "UTF-16")),
    "citattecken_mitt_i.csv": ("fil_csv", " rad 3", "Från rad 3 går filen inte att dela upp i rader och celler"),
    "for_manga_kolumner.csv": ("fil_csv", " rad 1", "Rubrikraden har 201 kolumner; högst 200 läses."),
    # kinds that are not read
    "pdf_som_heter.csv": ("fil_fel_slag", "", "Filen är en PDF, vad den än heter; det slaget läses inte. Öppna den i"),
    "webbsida_som_heter.xls": ("fil_fel_slag", "", "Filen är en webbsida (HTML), vad den än heter"),
    "xml_som_heter.xls": ("fil_fel_slag", "", "Filen är en XML-fil, vad den än heter"),
    "rtf_som_heter.csv": ("fil_fel_slag", "", "Filen är ett RTF-dokument, vad den än heter"),
    "gzip_som_heter.csv": ("fil_fel_slag", "", "Filen är en packad fil (gzip), vad den än heter"),
    "zip_som_heter.csv": ("fil_fel_slag", "", "Filen är ett zip-arkiv, vad den än heter"),
    "word_som_heter.xlsx": ("fil_fel_slag", "", "Filen är ett Word-dokument, vad den än heter"),
    "ods_som_heter.xlsx": ("fil_fel_slag", "", "Filen är ett OpenDocument (ODS eller ODT), vad den än heter"),
    "xlsb_som_heter.xlsx": ("fil_fel_slag", "", "Filen är en binär arbetsbok (XLSB), vad den än heter"),
    "word97_som_heter.xls": ("fil_fel_slag", "", "Filen är ett Word-dokument, vad den än heter"),
    # XLSX
    "avbruten.xlsx": ("fil_skadad", "", f"{INTE_UPPACKAD}arkivet är avbrutet eller innehållet stämmer inte"),
    "kontrollsumma.xlsx": ("fil_skadad", "", f"{INTE_UPPACKAD}arkivet är avbrutet eller innehållet stämmer inte"),
    "ljuger_liten.xlsx": ("fil_skadad", "", f"{INTE_UPPACKAD}en del har en annan storlek än arkivet säger. Hämta"),
    "ljuger_stor.xlsx": ("fil_for_stor_uppackad", "", "Arbetsboken är för stor när den packas upp: mer än 192 MB."),
    "tva_delar.xlsx": ("fil_skadad", "", f"{INTE_UPPACKAD}arkivet har två delar med samma namn"),
    "sista_cellen.xlsx": (
        "fil_for_stor_uppackad",
        "",
        "Bladet Beslut går till cell XFD1048576; högst 200 kolumner läses. Ta bort det som inte hör till listan",
    ),
    "for_manga_celler.xlsx": ("fil_for_stor_uppackad", "", f"{FOR_STOR}fler än 1500000 celler"),
    "samma_text.xlsx": ("fil_for_stor_uppackad", "", f"{FOR_STOR}mer än 96 MB text i cellerna."),
    "rad_bortom.xlsx": ("fil_skadad", "", f"{OLASLIG}ett blad är skadat eller har en cell utanför"),
    "antal_texter.xlsx": ("fil_skadad", "", f"{OLASLIG}en del säger sig ha fler poster än den har."),
    "text_saknas.xlsx": ("fil_skadad", "", f"{OLASLIG}innehållet är skadat. Hämta den på nytt, eller öppna den"),
    "inte_xml.xlsx": ("fil_skadad", "", f"{OLASLIG}innehållet är skadat."),
    "dtd.xlsx": ("fil_skadad", "", f"{OLASLIG}en del är inte den XML som Excel skriver."),
    "utf16_del.xlsx": ("fil_skadad", "", f"{OLASLIG}en del är inte den XML som Excel skriver."),
    "lankad.xlsx": ("fil_lankad", "", "Arbetsboken hämtar värden ur andra filer; de kan vara gamla och följer inte"),
    "formel_utan_varde.xlsx": (
        "formel_utan_varde",
        " rad 2 kolumn D",
        "Cellen har en formel men inget sparat värde. Öppna arbetsboken i Excel så att den räknas om",
    ),
    "felvarde.xlsx": ("cell_felvarde", " blad Äldre rad 2 kolumn B", "Cellen visar felvärdet #REF!. Rätta formeln"),
    "avrundat_tal.xlsx": ("tal_avrundat", " rad 2 kolumn A", "En cell har ett tal med fler än 15 siffror"),
    "orimligt_datum.xlsx": ("tal_avrundat", " rad 2 kolumn B", "En cell har ett tal med fler än 15 siffror"),
    "vriden.xlsx": ("fil_teckenkodning", "", VRIDEN),
    "tomt.xlsx": ("fil_tom", "", "Arbetsboken har inget blad med text. Exportera listan på nytt"),
    "losenord.xlsx": ("fil_losenord", "", "Arbetsboken är skyddad med lösenord. Öppna den i Excel, ta bort lösenordet"),
    # XLS
    "avbruten.xls": ("fil_skadad", "", f"{OLASLIG}innehållet är skadat."),
    "skadad.xls": ("fil_skadad", "", f"{OLASLIG}innehållet är skadat."),
    "losenord.xls": ("fil_losenord", "", "Arbetsboken är skyddad med lösenord."),
    "felvarde.xls": ("cell_felvarde", " rad 2 kolumn D", "Cellen visar felvärdet #N/A. Rätta formeln"),
    # JSON
    "avbruten.json": ("fil_json", " sol_decisions rad 2", "Filen följer inte JSON här, eller är avbruten. Hämta den"),
    "inte_json.json": ("fil_json", " sol_decisions rad 2", "Filen följer inte JSON här, eller är avbruten."),
    "latin1.json": ("fil_json", " sol_decisions rad 2", "Filen följer inte JSON här, eller är avbruten."),
    "djup.json": ("fil_json", " sol_decisions rad 2", "Listor och objekt ligger i mer än 8 nivåer."),
    "stort_tal.json": ("fil_json", " sol_decisions rad 2", "Ett tal är orimligt stort eller litet."),
    "manga_siffror.json": ("fil_json", "", "Ett tal har orimligt många siffror."),
    "dubbelt_falt.json": ("fil_json", " sol_decisions rad 2", "Fältet Lag finns två gånger."),
    "poster_utan_falt.json": ("fil_json", " sol_decisions rad 2", "Listans poster ska vara objekt med namngivna fält."),
    "ingen_lista.json": ("fil_json", "", "Filen har ingen lista med poster."),
    "nul.json": ("fil_json", " sol_decisions rad 2", "En text innehåller NUL-tecken."),
    "vriden.json": ("fil_teckenkodning", " sol_decisions rad 2", VRIDEN),
    "utf16.json": ("fil_teckenkodning", "", "Filen är JSON i UTF-16; JSON läses i UTF-8."),
}


def faults(path: Path) -> list[Brist]:
    """Every fault of a file: those that it is opened with, and the one that stops its rows."""
    tables, told = open_tables(path, FORM)
    found = list(told)
    for table in tables:
        try:
            for _ in table.rader():
                pass
        except Lasfel as error:
            found.append(error.brist)
    return found


@pytest.mark.parametrize(
    ("name", "kod", "place", "text"), [(n, *v) for n, v in OPPNAS_INTE.items()], ids=list(OPPNAS_INTE)
)
def test_a_file_that_cannot_be_opened(name: str, kod: str, place: str, text: str) -> None:
    (brist,) = faults(BROKEN / name)
    assert (brist.kod, brist.allvar, brist.plats) == (kod, Allvar.FEL, f"{name}{place}")
    assert text in brist.text


def test_at_least_fifty_faults_are_tried() -> None:
    assert len(list(BROKEN.iterdir())) >= 50
    assert {"csv", "xlsx", "xls", "json"} == {Path(name).suffix[1:] for name in OPPNAS_INTE}
