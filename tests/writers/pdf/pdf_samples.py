"""Documents that use every block, in the sizes that papers come in, and the tree each of them shall have."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from pdf_reading import HEAD, case, cases, document
from pdf_tree import Node, spaced
from PIL import Image

from ejverkstallda.report.modell import (
    Arendelista,
    Block,
    Dokument,
    Faltlista,
    Figur,
    Kolumn,
    Lista,
    Logotyp,
    Rubrik,
    Serie,
    Sidbrytning,
    Sidhuvud,
    Stycke,
    Tabell,
    Underskrift,
    Underskrifter,
)

QUARTERS = tuple(f"{2016 + number // 4}Q{number % 4 + 1}" for number in range(12))
COMMENTS = {5: "Vänta", 5000: ("Den enskilde väntar på en bostad med särskild service. " * 91)[:4991] + " Slutord."}


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 20), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, size, 120 if mode in {"L", "P", "I;16"} else (10, 60, 120, 100)[: len(mode)]).save(out, kind)
    return out.getvalue()


def logo_head(content: bytes | None = None) -> Sidhuvud:
    return Sidhuvud(
        HEAD.dokumenttyp,
        HEAD.forvaltning,
        HEAD.diarienummer,
        HEAD.datum,
        HEAD.handlaggare,
        HEAD.namnd,
        Logotyp(picture("RGBA") if content is None else content, "Ale kommuns vapen"),
    )


def bars(labels: Sequence[str], *rows: Sequence[float | None], kind: Any = "staplar") -> Figur:
    series = tuple(Serie(f"Serie {number}", tuple(row)) for number, row in enumerate(rows))
    return Figur(kind, "Väntetid", "Diagram i ord.", tuple(labels), series, "Antal")


def sum_table(rows: int) -> Tabell:
    columns = (Kolumn("Insats", 3), Kolumn("Kvinnor", 1, "hoger"), Kolumn("Antal", 1, "hoger"))
    made = tuple((f"Insats nummer {n}", str(n), f"1 {n:03}") for n in range(rows))
    return Tabell(columns, (*made, ("Summa", "7", "12 345")), "Per insats", summarad=True)


def every_block(rows: int, comment: str) -> Dokument:
    """A document with every block, so many cases and rows, and such a comment in every third case."""
    return document(
        Rubrik("Sammanfattning"),
        Stycke("Under kvartalet rapporterades elva beslut enligt 28 f § LSS. " * 3),
        Stycke("Kvarstående: har rapporterats tidigare.", "not"),
        Stycke("Så säger 16 kap. 6 f § SoL. " * 9, "grund"),
        Stycke(""),
        Lista(("Kommunrevisionen", "", "Kommunfullmäktige, i dess helhet " * 9)),
        Rubrik("Tal", 3),
        sum_table(rows),
        Tabell((Kolumn("En"), Kolumn("")), (), "Tom"),
        Tabell((Kolumn("En"), Kolumn("Två")), (("a", ""), ("", "b")), radrubrik=False),
        bars(QUARTERS, range(12), [None, *range(11)]),
        bars(QUARTERS, [3, None, 4, 5, *range(8)], kind="linje"),
        Sidbrytning(),
        Rubrik("Beslut"),
        cases(
            *(case(str(1300001 + n), *((comment, "Erbjudande. Svar: nej.") if n % 3 == 0 else ())) for n in range(rows))
        ),
        Sidbrytning(),
        Rubrik("Individrapport", 3),
        Faltlista((("Förvaltning", "Sektor arbete"), ("Skäl", comment), ("Konsekvens", "")), "Uppgifter"),
        Faltlista(()),
        Stycke("Brödtext som går över en sida. " * 400),
        Underskrifter((Underskrift("Ylva Signer", "Chef"), Underskrift("Bo Provsson", ""), Underskrift("Ann", "VD"))),
        head=logo_head(),
        title="Statistikrapport",
    )


def expected(dokument: Dokument) -> Node:
    """The tree that the model says, worked out from the model alone."""
    head = dokument.sidhuvud
    before = [
        head.dokumenttyp,
        head.forvaltning,
        *head.handlaggare,
        f"Diarienummer: {head.diarienummer}" if head.diarienummer else "",
        f"Datum: {head.datum}" if head.datum else "",
        head.namnd,
    ]
    after = [text for group in dokument.sidfot for text in (group.rubrik, *group.rader)]
    body: list[Node] = []
    depth = 0
    for block in (Rubrik(dokument.titel, 1), *dokument.block):
        if isinstance(block, Rubrik):
            depth = min(block.niva, depth + 1)
        body += _block(block, depth)
    logo = [Node("Figure", alt=head.logotyp.alt)] if head.logotyp else []
    return Node("Document", kids=[*logo, *_paragraphs(before), *body, *_paragraphs(after)])


def _paragraphs(texts: Iterable[str]) -> list[Node]:
    return [Node("P", spaced(text)) for text in texts if text.strip()]


def _block(block: Block, depth: int) -> list[Node]:  # noqa: PLR0911 - one way out for each kind of block
    match block:
        case Rubrik(text):
            return [Node(f"H{depth}", spaced(text))]
        case Stycke(text):
            return _paragraphs([text])
        case Lista(points):
            items = [_item("•", point) for point in points if point.strip()]
            return [Node("L", kids=items)] if items else []
        case Tabell():
            rows = [_row(row, head=block.radrubrik) for row in block.rader]
            return [_table(block.rubrik, [_heads(block.kolumner), *(rows or [_nothing(len(block.kolumner))])])]
        case Arendelista():
            return [_table(None, [_heads(block.kolumner), *(_cases(block) or [_nothing(len(block.kolumner))])])]
        case Faltlista(fields, caption):
            return [_table(caption, [_row(answer) for answer in fields])] if fields else []
        case Figur():
            return [*_paragraphs([block.rubrik]), Node("Figure", alt=block.alt)]
        case Underskrifter(people):
            return _paragraphs(text for person in people for text in (person.namn, person.titel))
        case Sidbrytning():
            return []


def _table(caption: str | None, rows: list[Node]) -> Node:
    return Node("Table", kids=[*([Node("Caption", caption)] if caption else []), *rows])


def _heads(columns: Sequence[Kolumn]) -> Node:
    return Node("TR", kids=[Node("TH", column.rubrik, "Column") for column in columns])


def _row(cells: Sequence[str], *, head: bool = True) -> Node:
    return Node(
        "TR",
        kids=[
            Node("TH", spaced(text), "Row") if head and not number else Node("TD", spaced(text))
            for number, text in enumerate(cells)
        ],
    )


def _nothing(columns: int) -> Node:
    return Node("TR", kids=[Node("TD", "Inga att redovisa.", span=columns)])


def _item(label: str, text: str) -> Node:
    return Node("LI", kids=[Node("Lbl", label), Node("LBody", spaced(text))])


def _cases(block: Arendelista) -> list[Node]:
    rows: list[Node] = []
    for one in block.block:
        rows.append(_row(one.celler))
        if one.noteringar:
            notes = Node("L", kids=[_item(note.datum.isoformat(), note.text) for note in one.noteringar])
            rows.append(Node("TR", kids=[Node("TD", span=len(one.celler), kids=[notes])]))
    return rows
