"""Makes tests/dialekter: the same five invented decisions in every form that somebody may save them in.

Run by hand, `python tests/readers/gor_dialekter.py`, when a form is added; the files are kept in the tree. The XLS is
written by xlwt and one XLSX by openpyxl (`pip install xlwt openpyxl`), so that not all of them come from us.
"""

import csv
import io
import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Literal

import openpyxl
import xlwt
from arkivbygge import cell, parts, row, sheet, zipped

UT = Path(__file__).parents[1] / "dialekter"
RUBRIKER = ("Beslutsnummer", "Beslutsdatum", "Lag", "Insats", "Enhet", "Kostnad månad", "Kommentar")
BESLUT = (
    ("D-101", date(2019, 1, 31), "LSS", "Korttidsvistelse", "Enhet Norr", 12500, "Väntar på plats; två erbjudna"),
    ("D-102", date(2019, 2, 28), "LSS", "Kontaktperson", "Enhet Norr", 900, 'Säger "nej tack", vill vänta'),
    ("D-103", date(2018, 11, 9), "SoL", "Särskilt boende", "Enhet Söder", 61000, "Rad ett\nrad två"),
    ("D-104", date(2018, 12, 24), "SoL", "Dagverksamhet", "Enhet Öst", 4300, ""),
    ("D-105", date(2019, 3, 1), "LSS", "Bostad med särskild service", "Enhet Öst", 88000, "Återkommer i maj"),
)
SUMMA = ("Summa", "", "", "", "", 166700, "")


def texts(values: tuple[object, ...]) -> list[str]:
    return [str(value) for value in values]


def csv_text(delimiter: str, end: str, *, quoting: bool = False) -> str:
    out = io.StringIO()
    dialect: Literal[0, 1] = csv.QUOTE_ALL if quoting else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=dialect)
    writer.writerow(RUBRIKER)
    writer.writerows(texts(b) for b in BESLUT)
    return out.getvalue()


def titled() -> str:
    """A report as a system prints it: titles above, an empty row, the sum below."""
    body = csv_text(";", "\r\n")
    return f"Beslutslista;;;;;;\r\nUtskriven 2019-05-13;;;;;;\r\n;;;;;;\r\n{body};;;;;;\r\n{';'.join(texts(SUMMA))}\r\n"


def excel() -> bytes:
    """As Excel saves it: shared texts, days as numbers, titles in merged cells, a header over two rows, two sheets.

    Enhet is merged down over the rows that share it.
    """
    shared: list[str] = []

    def text(reference: str, value: str) -> str:
        if value not in shared:
            shared.append(value)
        return cell(reference, str(shared.index(value)), "s") if value else ""

    def number(reference: str, value: float, style: int = 0) -> str:
        return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'

    def line(n: int, b: tuple[str, date, str, str, str, int, str], enhet: str) -> str:
        serial = (b[1] - date(1899, 12, 30)).days
        cells = [text(f"A{n}", b[0]), number(f"B{n}", serial, 1), text(f"C{n}", b[2]), text(f"D{n}", b[3])]
        return row(n, (), *cells, text(f"E{n}", enhet), number(f"F{n}", b[5]), text(f"G{n}", b[6]))

    rows = [row(1, (), text("A1", "Beslut och insats")), row(2, (), text("A2", "Utskriven 2019-05-13"))]
    rows.append(row(4, (), *(text(f"{chr(65 + i)}4", name) for i, name in enumerate(RUBRIKER))))
    before = ""
    for n, b in enumerate(BESLUT, start=6):
        rows.append(line(n, b, "" if b[4] == before else b[4]))
        before = b[4]
    rows.append(row(12, (), text("A12", "Summa"), number("F12", 166700)))
    merged = ["A1:G1", "A2:G2", *(f"{chr(65 + i)}4:{chr(65 + i)}5" for i in range(7)), "E6:E7", "E9:E10"]
    after = f'<mergeCells count="{len(merged)}">{"".join(f"<mergeCell ref={chr(34)}{m}{chr(34)}/>" for m in merged)}'
    help_sheet = sheet(row(1, (), text("A1", "Så här läser du listan")))
    sheets = {"Beslut": sheet(*rows, after=f"{after}</mergeCells>"), "Förklaring": help_sheet}
    return zipped(parts(sheets, texts=shared))


def openpyxl_book() -> bytes:
    book = openpyxl.Workbook()
    page = book.create_sheet("Beslut", 0)
    page.append(RUBRIKER)
    for b in BESLUT:
        page.append(b)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls_book() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Beslut")
    page.write_merge(0, 0, 0, 6, "Beslutslista")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for i, name in enumerate(RUBRIKER):
        page.write(2, i, name)
    for n, b in enumerate(BESLUT, start=3):
        for i, value in enumerate(b):
            if value != "" and i != 4:
                page.write(n, i, value, *([day] if isinstance(value, date) else []))
    page.write_merge(3, 4, 4, 4, "Enhet Norr")
    page.write(5, 4, "Enhet Söder")
    page.write_merge(6, 7, 4, 4, "Enhet Öst")
    page.write(9, 0, "Summa")
    page.write(9, 5, 166700)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls_cells() -> bytes:
    """Every kind of cell of an XLS, and a hidden sheet; tried by test_xlsfil.py."""
    book = xlwt.Workbook()
    page = book.add_sheet("Celler")
    moment = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM")
    for i, name in enumerate(("beslutsnummer", "lag", "värde")):
        page.write(0, i, name)
    values: list[tuple[object, ...]] = [
        (191212121212,),
        (12.5,),
        (True,),
        (False,),
        (43496, moment),
        (43496.604166666664, moment),
        (0.5, moment),
        (-5, moment),
        (3000000, moment),
        ("a\u0308ldre [x] <b>",),
        (xlwt.Formula("1+1"),),
    ]
    for n, value in enumerate(values, start=1):
        page.write(n, 0, f"B-{n}")
        page.write(n, 2, *value)
    hidden = book.add_sheet("Gamla")
    hidden.visibility = 1
    hidden.write(0, 0, "beslutsnummer")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def json_text() -> str:
    posts = [dict(zip(RUBRIKER, (b[0], b[1].isoformat(), *b[2:6], b[6] or None), strict=True)) for b in BESLUT]
    return json.dumps({"beslut": posts}, ensure_ascii=False, indent=1)


def main() -> None:
    plain, tab = csv_text(";", "\r\n"), csv_text("\t", "\r\n")
    mac = unicodedata.normalize("NFD", csv_text(";", "\r", quoting=True))
    files = {
        "utf8.csv": csv_text(";", "\n").encode(),
        "utf8_bom.csv": plain.encode("utf-8-sig"),
        "utf8_komma.csv": csv_text(",", "\r\n").encode(),
        "utf8_citerad.csv": csv_text(",", "\r\n", quoting=True).encode(),
        "utf8_titelrader.csv": titled().encode("utf-8-sig"),
        "utf8_sep.csv": f"sep=;\r\n{plain}".encode("utf-8-sig"),
        "mac.csv": mac.encode(),
        "cp1252.csv": plain.encode("cp1252"),
        "latin1_tab.txt": tab.encode("iso-8859-1"),
        "unicodetext.txt": tab.encode("utf-16"),
        "utf16_be.csv": ("\ufeff" + plain).encode("utf-16-be"),
        "utf16_le_utan_bom.csv": plain.encode("utf-16-le"),
        "utf16_be_utan_bom.csv": plain.encode("utf-16-be"),
        "csv_som_heter.xls": tab.encode("cp1252"),
        "excel.xlsx": excel(),
        "openpyxl.xlsx": openpyxl_book(),
        "excel97.xls": xls_book(),
        "api.json": json_text().encode(),
        "api_bom.json": json_text().encode("utf-8-sig"),
    }
    for name, content in files.items():
        (UT / name).write_bytes(content)
    (Path(__file__).parent / "celler.xls").write_bytes(xls_cells())


if __name__ == "__main__":
    main()
