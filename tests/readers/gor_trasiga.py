"""Makes those files of tests/broken that nobody can write in an editor: one fault each, and what it is.

Run by hand, `python tests/readers/gor_trasiga.py`, when a fault is added; the files are kept in the tree. The others in
that folder are written by hand. Those that are XLS start from tests/dialekter/excel97.xls (see gor_dialekter.py), and
felvarde.xls is written by xlwt (`pip install xlwt`).
"""

import gzip
import io
import struct
from collections.abc import Mapping
from pathlib import Path

import xlwt
from arkivbygge import NS, RAD, RUBRIKER, cell, lying, parts, row, sheet, workbook, zipped

UT = Path(__file__).parents[1] / "broken"
CSV = (
    "beslutsnummer;beslutsdatum;lag;insats\r\nB-1;2019-01-31;LSS;korttidsvistelse\r\nB-2;2019-01-31;LSS;stöd på väg\r\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOD = workbook(row(2, RAD))
BLAD = "xl/worksheets/sheet1.xml"
JSON = '{"sol_decisions": [{"Id": "B-1", "Lag": "SoL"}, %s]}'


def texts() -> dict[str, bytes]:
    """Text in the wrong encoding, or no text."""
    twice = CSV.encode().decode("cp1252").encode().decode("cp1252")
    return {
        # A program wrote a NUL in the middle of a field.
        "nul_tecken.csv": CSV.replace("B-2", "B\0-2").encode(),
        # Cut in the middle of a letter that is two bytes.
        "utf16_avbruten.csv": CSV.encode("utf-16")[:-3],
        "utf8_avbruten.csv": CSV.encode()[: CSV.encode().index("på".encode()) + 2],
        # Two files put together, the second in cp1252.
        "tva_kodningar.csv": CSV.encode() + CSV.split("\r\n", 1)[1].encode("cp1252"),
        # UTF-8 read as cp1252 and saved, as UTF-16; then twice as UTF-8.
        "utf16_vriden.csv": CSV.encode().decode("cp1252").encode("utf-16"),
        "dubbelkodad.csv": twice.encode(),
        # UTF-16 read as cp1252 and saved as UTF-8.
        "utf16_som_cp1252.csv": CSV.encode("utf-16").decode("cp1252").encode(),
        # A byte order mark that became letters.
        "bom_som_bokstaver.csv": ("ï»¿" + CSV).replace("ö", "o").replace("å", "a").replace("ä", "a").encode(),
        # UTF-8 read as Mac Roman; cp850 (DOS) as it is.
        "macroman.csv": CSV.encode().decode("mac-roman").encode(),
        "cp850.csv": CSV.encode("cp850"),
        # Letters that a program gave up on.
        "ersattningstecken.csv": CSV.replace("ö", "\ufffd").encode(),
        # Text after the closing quotation mark.
        "citattecken_mitt_i.csv": CSV.replace("B-2", '"B"-2').encode(),
        "for_manga_kolumner.csv": (";".join(f"k{i}" for i in range(201)) + "\r\n1\r\n").encode(),
    }


def other_kinds() -> dict[str, bytes]:
    """Files of a kind that is not read, under a name that says otherwise."""
    return {
        "pdf_som_heter.csv": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "webbsida_som_heter.xls": b"\xef\xbb\xbf\r\n<html><table><tr><td>beslutsnummer</td></tr></table></html>",
        "xml_som_heter.xls": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "rtf_som_heter.csv": b"{\\rtf1\\ansi beslutsnummer}",
        "gzip_som_heter.csv": gzip.compress(CSV.encode(), mtime=0),
        "zip_som_heter.csv": zipped({"beslut.csv": CSV.encode()}),
        "word_som_heter.xlsx": zipped({"word/document.xml": "<w/>"}),
        "ods_som_heter.xlsx": zipped(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"}
        ),
        "xlsb_som_heter.xlsx": zipped({"xl/workbook.bin": b"\x83\x01"}),
        "word97_som_heter.xls": OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le"),
    }


def changed(part: str, old: str, new: str) -> bytes:
    """Return the good workbook with something else in one of its parts."""
    made = parts({"Beslut": sheet(row(1, RUBRIKER), row(2, RAD))})
    text = str(made[part])
    assert old in text
    return zipped({**made, part: text.replace(old, new)})


def workbooks() -> dict[str, bytes]:
    """XLSX that are damaged, too large or hold what cannot be read."""
    long = parts({"Beslut": sheet(row(1, RUBRIKER), *(row(n, (), *(cell(f"A{n}", "0", "s"),)) for n in range(2, 202)))})
    shared: Mapping[str, str | bytes] = {
        **long,
        "xl/sharedStrings.xml": f'<sst xmlns="{NS}"><si><t>{"x" * 600_000}</t></si></sst>',
    }
    flipped = bytearray(GOD)
    flipped[GOD.index(BLAD.encode()) + 60] ^= 0x10
    two = parts(
        {
            "Beslut": sheet(row(1, RUBRIKER), row(2, RAD)),
            "Äldre": sheet(row(1, RUBRIKER[:2]), row(2, ("B-9",), cell("B2", "#REF!", "e"))),
        }
    )
    return {
        "avbruten.xlsx": GOD[:-200],
        "kontrollsumma.xlsx": bytes(flipped),
        # The archive says 10 bytes, or two gigabytes.
        "ljuger_liten.xlsx": lying(GOD, BLAD, 10),
        "ljuger_stor.xlsx": lying(GOD, BLAD, 2**31),
        # Two parts with one name.
        "tva_delar.xlsx": zipped({**parts({"Beslut": sheet(row(1, RUBRIKER))}), BLAD.upper(): sheet(row(1, RUBRIKER))}),
        # Sheets that would fill the memory: by the last cell there is, a row beyond it, one long text everywhere.
        "sista_cellen.xlsx": workbook(row(2, RAD), '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "for_manga_celler.xlsx": workbook(row(2, RAD), '<row r="1048576"><c r="Z1048576"><v>1</v></c></row>'),
        "rad_bortom.xlsx": workbook('<row r="99999999999999999999"><c><v>1</v></c></row>'),
        "samma_text.xlsx": zipped(shared),
        "antal_texter.xlsx": zipped({**long, "xl/sharedStrings.xml": f'<sst xmlns="{NS}" uniqueCount="4000000000"/>'}),
        "text_saknas.xlsx": workbook(row(2, RAD[:3], cell("D2", "7", "s"))),
        "dtd.xlsx": changed(BLAD, "<worksheet", '<!DOCTYPE w [<!ENTITY e "e">]><worksheet'),
        "utf16_del.xlsx": zipped({**parts({"Beslut": ""}), BLAD: sheet(row(1, RUBRIKER)).encode("utf-16")}),
        "inte_xml.xlsx": changed(BLAD, "</sheetData>", "</sheetDta>"),
        "lankad.xlsx": zipped(
            {**parts({"Beslut": sheet(row(1, RUBRIKER), row(2, RAD))}), "xl/externalLinks/externalLink1.xml": "<e/>"}
        ),
        "formel_utan_varde.xlsx": workbook(row(2, RAD[:3], '<c r="D2"><f>VLOOKUP(A2,F1:G9,2)</f><v/></c>')),
        "felvarde.xlsx": zipped(two),
        "avrundat_tal.xlsx": workbook(row(2, ("", *RAD[1:]), '<c r="A2"><v>1234567890123456789</v></c>')),
        "orimligt_datum.xlsx": workbook(row(2, (RAD[0], "", *RAD[2:]), '<c r="B2" s="1"><v>-1e300</v></c>')),
        "vriden.xlsx": workbook(row(2, (*RAD[:3], "stÃ¶d"))),
        "tomt.xlsx": zipped(parts({"Beslut": sheet(), "Blad2": sheet()})),
        "losenord.xlsx": OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
    }


def old_workbooks() -> dict[str, bytes]:
    """XLS that are damaged or hold what cannot be read."""
    good = (UT.parent / "dialekter" / "excel97.xls").read_bytes()
    # The record INTERFACEHDR becomes FILEPASS, with which an encrypted workbook begins.
    bof = good.index(b"\x09\x08\x10\x00")
    locked = good[: bof + 20] + struct.pack("<H", 0x002F) + good[bof + 22 :]
    book = xlwt.Workbook()
    page = book.add_sheet("Beslut")
    for i, name in enumerate(RUBRIKER):
        page.write(0, i, name)
    page.write(1, 0, "B-1")
    page.row(1).set_cell_error(3, 0x2A)
    out = io.BytesIO()
    book.save(out)
    return {
        "avbruten.xls": good[:2048],
        "skadad.xls": good[:1200] + b"\xff" * 200 + good[1400:],
        "losenord.xls": locked,
        "felvarde.xls": out.getvalue(),
    }


def jsons() -> dict[str, bytes]:
    """JSON that is cut, nested, or of another form."""
    return {
        "avbruten.json": (JSON % '{"Id": "B-2", "Lag": "So').encode()[:-2],
        "inte_json.json": (JSON % "{'Id': 'B-2'}").encode(),
        "djup.json": (JSON % ('{"Id": ' + "[" * 5000 + "]" * 5000 + "}")).encode(),
        "stort_tal.json": (JSON % '{"Id": 1e999999}').encode(),
        "manga_siffror.json": (JSON % ('{"Id": ' + "9" * 5000 + "}")).encode(),
        "dubbelt_falt.json": (JSON % '{"Id": "B-2", "Lag": "SoL", "Lag": "LSS"}').encode(),
        "poster_utan_falt.json": (JSON % '"B-2"').encode(),
        "ingen_lista.json": b'{"fel": "Unauthorized", "kod": 401}',
        "nul.json": (JSON % '{"Id": "B\\u00002"}').encode(),
        "vriden.json": (JSON % '{"Id": "B-2", "Insats": "stÃ¶d"}').encode(),
        "latin1.json": (JSON % '{"Id": "B-2", "Insats": "stöd"}').encode("iso-8859-1"),
        "utf16.json": (JSON % '{"Id": "B-2"}').encode("utf-16"),
    }


def main() -> None:
    for name, content in (texts() | other_kinds() | workbooks() | old_workbooks() | jsons()).items():
        (UT / name).write_bytes(content)


if __name__ == "__main__":
    main()
