"""A tagged PDF of ours against the same blocks drawn by bare ReportLab: untagged Paragraphs and Tables of platypus."""

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from matning import machine
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Table, TableStyle

from ejverkstallda.report.modell import (
    Arendeblock,
    Arendelista,
    Block,
    Dokument,
    Faltgrupp,
    Kolumn,
    Notering,
    Rubrik,
    Sidhuvud,
    Stycke,
    Tabell,
)
from ejverkstallda.writers.pdf import render_pdf
from ejverkstallda.writers.pdf.columns import Need, column_widths
from ejverkstallda.writers.pdf.fonts import face
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, MARGIN

_VARV: Final = 9
_INSATSER: Final = (
    "Bostad med särskild service för vuxna",
    "Korttidsvistelse utanför det egna hemmet",
    "Biträde av kontaktperson",
    "Daglig verksamhet",
)
_KOMMENTARER: Final = (
    "Den enskilde väntar på bostad. Ingen plats är ledig i kommunen; nästa boende öppnar till hösten.",
    "Erbjudande om lägenhet i gruppbostad. Svar: nej.",
    "Rekrytering pågår, två har tackat nej till uppdraget. Ny annons är ute och en intervju är bokad i nästa vecka.",
)
_KOLUMNER: Final = (
    Kolumn("Beslut nr", 1.1),
    Kolumn("Beslutsdatum", 1.3),
    Kolumn("Insats", 2.4),
    Kolumn("Verksamhet", 1.5),
    Kolumn("Dagar", 0.8, "hoger"),
    Kolumn("Anmärkning", 2.0),
)
_DAG: Final = date(2024, 1, 1)


def make_report(rows: int) -> Dokument:
    """Make a statistics report with so many case rows in its four groups; two of three have notes, up to three."""
    cases = [
        Arendeblock(
            (
                str(1300001 + n),
                str(_DAG + timedelta(n % 300)),
                _INSATSER[n % 4],
                "Funktionshinder" if n % 2 else "Äldreomsorg",
                str(90 + n % 700),
                "Verkställt 2024-11-02 (efter statusdagen)" if n % 5 == 0 else "–",
            ),
            tuple(Notering(_DAG + timedelta(300 + day), f"{_KOMMENTARER[day]} {n}") for day in range(n % 4)),
        )
        for n in range(rows)
    ]
    blocks: list[Block] = []
    for number, name in enumerate(("Nya", "Verkställda", "Avslutade", "Kvarstående")):
        part = cases[rows * number // 4 : rows * (number + 1) // 4]
        blocks += [
            Rubrik(f"{name} beslut"),
            Stycke(f"Gruppen omfattar {len(part)} beslut. Orden förklaras under tabellen, och grunden i bilagan."),
            Tabell(
                (Kolumn("Insats", 3), Kolumn("Antal", 1, "hoger")), tuple((i, "12") for i in _INSATSER), "Per insats"
            ),
            Arendelista(_KOLUMNER, tuple(part)),
        ]
    head = Sidhuvud("STATISTIKRAPPORT", "Sektor omsorg", "OAN.2024.17", _DAG, ("Bo Provsson",), "Omsorgsnämnden")
    return Dokument("Ej verkställda beslut", head, (Faltgrupp("Provköpings kommun", ("Torget 1",)),), tuple(blocks))


class Peer:
    """Draws the same blocks with ReportLab as its manual does it."""

    def __init__(self) -> None:
        regular, strong = face("Regular").name, face("Semibold").name
        self._heading = ParagraphStyle("h", fontName=strong, fontSize=11.5, leading=15.5, spaceBefore=17, spaceAfter=2)
        self._text = ParagraphStyle("t", fontName=regular, fontSize=9.75, leading=14, spaceBefore=5)
        self._cell = ParagraphStyle("c", fontName=regular, fontSize=9, leading=12.5)
        self._figure = ParagraphStyle("f", parent=self._cell, alignment=2)
        self._key = ParagraphStyle("k", parent=self._cell, fontName=strong)
        self._head = ParagraphStyle("q", fontName=strong, fontSize=8, leading=11)
        line = Color(0.42, 0.45, 0.49)
        padding = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        self._ruled = TableStyle([*padding, ("LINEBELOW", (0, 0), (-1, -1), 0.3, line)])
        self._plain = TableStyle(padding)

    def draw(self, dokument: Dokument) -> bytes:
        """Make the file."""
        out = BytesIO()
        story: list[Flowable] = [Paragraph(escape(dokument.titel), self._heading)]
        for block in dokument.block:
            story += self._block(block)
        template = SimpleDocTemplate(out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, invariant=1)
        template.build(story, onFirstPage=_page, onLaterPages=_page)
        return out.getvalue()

    def _block(self, block: Block) -> list[Flowable]:
        match block:
            case Rubrik(text):
                return [Paragraph(escape(text), self._heading)]
            case Stycke(text):
                return [Paragraph(escape(text), self._text)]
            case Tabell(columns, rows):
                return [self._table(columns, rows)]
            case Arendelista(columns, cases):
                head = Table([[Paragraph(escape(k.rubrik), self._head) for k in columns]], _widths(columns))
                head.setStyle(self._ruled)
                return [head, *(self._case(columns, case) for case in cases)]
            case _:
                raise AssertionError(block)

    def _table(self, columns: tuple[Kolumn, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
        cells = [[Paragraph(escape(k.rubrik), self._head) for k in columns]]
        cells += [self._cells(columns, row) for row in rows]
        return Table(cells, _widths(columns), style=self._ruled, repeatRows=1)

    def _cells(self, columns: tuple[Kolumn, ...], row: tuple[str, ...]) -> list[Paragraph]:
        styles = [self._figure if k.justering == "hoger" else self._cell for k in columns]
        return [Paragraph(escape(text), style) for text, style in zip(row, styles, strict=True)]

    def _case(self, columns: tuple[Kolumn, ...], case: Arendeblock) -> Flowable:
        first = [Paragraph(escape(case.celler[0]), self._key), *self._cells(columns, case.celler)[1:]]
        row = Table([first], _widths(columns), style=self._plain)
        if not case.noteringar:
            return row
        notes = [
            [Paragraph(note.datum.isoformat(), self._cell), Paragraph(escape(note.text), self._cell)]
            for note in case.noteringar
        ]
        return KeepTogether([row, Table(notes, [72, BODY_WIDTH - 72], style=self._plain)])


def _widths(columns: tuple[Kolumn, ...]) -> list[float]:
    return column_widths([Need(k.vikt, 0, 0) for k in columns], BODY_WIDTH)


def _page(canvas: object, _: object) -> None:
    canvas.setFont(face("Regular").name, 8)  # type: ignore[attr-defined]
    canvas.drawString(MARGIN, 800, f"STATISTIKRAPPORT {canvas.getPageNumber()}")  # type: ignore[attr-defined]
    canvas.drawString(MARGIN, 40, "Provköpings kommun, Torget 1")  # type: ignore[attr-defined]


def medians(calls: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each call; they take turns, and the first round does not count.

    Processor time: nothing here waits for anything, and what else the machine does must not count.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    order = list(calls.items())
    for number in range(_VARV + 1):
        order.append(order.pop(0))
        for name, call in order:
            gc.collect()
            start = time.process_time()
            call()
            if number:
                times[name].append(time.process_time() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Measure at 1 000 and 3 000 rows, and print a table."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    small, large = make_report(1000), make_report(3000)
    peer = Peer()
    found = medians(
        {
            "1000": lambda: render_pdf(small),
            "3000": lambda: render_pdf(large),
            "platypus": lambda: peer.draw(small),
        }
    )
    print(f"{machine()}\n\n## PDF med taggar mot bar ReportLab utan (median av {_VARV})\n")
    print("| vad | sekunder, processortid | kvot | mål högst |\n|---|---|---|---|")
    print(f"| platypus utan taggar, 1 000 rader | {found['platypus']:.2f} | 1.00 | |")
    print(f"| ejv med taggar, 1 000 rader | {found['1000']:.2f} | {found['1000'] / found['platypus']:.2f} | 1.5 |")
    print(
        f"| ejv med taggar, 3 000 rader (mot tre gånger 1 000) | {found['3000']:.2f} | "
        f"{found['3000'] / found['1000'] / 3:.2f} | 1.3 |"
    )


if __name__ == "__main__":
    main()
