"""What a screen reader finds in a PDF of ours, read without our own code: the tree, and the text of its marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

SHOWS_OR_PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}


@dataclass
class Node:
    """An element: its role, its text with one space for any white space, and what stands beneath it."""

    role: str
    text: str = ""
    scope: str = ""
    span: int = 1
    alt: str = ""
    box: tuple[float, ...] = ()
    pages: set[int] = field(default_factory=set)
    kids: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, role: str) -> list["Node"]:
        return [node for node in self.walk() if node.role == role]


@dataclass
class Read:
    """A whole file: its tree, what stands unread on each page, and what was drawn without a mark."""

    root: Node
    artifacts: list[str]
    unmarked: list[str]


def spaced(text: str) -> str:
    """One space for any white space, and none of the hyphens that only a line's end has made."""
    return " ".join(text.replace("\u00ad", "").split())


def letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): chr(int(sign, 16)) for code, sign in re.findall(r"<(..)> <(....)>", table)}


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.texts: dict[tuple[int, int], str] = {}
        self.artifacts: list[str] = []
        self.unmarked: list[str] = []
        fonts: dict[tuple[int, int], dict[int, str]] = {}
        for number, page in enumerate(pdf.pages):
            self.artifacts.append("")
            known = {}
            for name, font in page.resources.Font.items():
                known[name] = (
                    fonts.setdefault(font.objgen, letters(font)) if font.objgen not in fonts else fonts[font.objgen]
                )
            self._page(number, page, known)

    def _page(self, number: int, page: pikepdf.Page, fonts: dict[str, dict[int, str]]) -> None:
        mark: int | str | None = None
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            assert isinstance(instruction, pikepdf.ContentStreamInstruction)
            operands, name = instruction.operands, str(instruction.operator)
            if name == "BDC":
                assert mark is None
                mark = int(operands[1].MCID)
                assert (number, mark) not in self.texts
                self.texts[number, mark] = ""
            elif name == "BMC":
                assert mark is None
                assert str(operands[0]) == "/Artifact"
                mark = "artifact"
            elif name == "EMC":
                mark = None
            elif name == "Tf":
                font = fonts[str(operands[0])]
            elif name in SHOWS_OR_PAINTS:
                text = "".join(font[code] for code in bytes(operands[0])) if name == "Tj" else ""
                if mark is None:
                    self.unmarked.append(f"{number}: {name} {text}")
                elif mark == "artifact":
                    self.artifacts[number] += text + " "
                else:
                    self.texts[number, int(mark)] += text
        assert mark is None


def read(data: bytes) -> Read:
    """Read a file, and hold its parent tree against its tree."""
    with pikepdf.open(BytesIO(data)) as pdf:
        content = _Reader(pdf)
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        tops = list(pdf.Root.StructTreeRoot.K)
        assert len(tops) == 1
        root = _node(tops[0], content.texts, pages, owners)
        assert owners.keys() == content.texts.keys()
        assert parent_tree(pdf) == owners
    return Read(root, [" ".join(text.split()) for text in content.artifacts], content.unmarked)


def parent_tree(pdf: pikepdf.Pdf) -> dict[tuple[int, int], tuple[int, int]]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    by_key = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert len(by_key) == len(pdf.pages) == int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
    return {
        (page_number, mark): owner.objgen
        for page_number, page in enumerate(pdf.pages)
        for mark, owner in enumerate(by_key[int(page.obj.StructParents)])
    }


def _node(
    element: Any,
    texts: dict[tuple[int, int], str],
    pages: dict[tuple[int, int], int],
    owners: dict[tuple[int, int], tuple[int, int]],
) -> Node:
    node = Node(str(element.S).removeprefix("/"))
    attributes = element.get("/A", {})
    node.scope = str(attributes.get("/Scope", "")).removeprefix("/")
    node.span = int(attributes.get("/ColSpan", 1))
    node.alt = str(element.get("/Alt", ""))
    node.box = tuple(float(side) for side in attributes.get("/BBox", ()))
    kids = element.get("/K", pikepdf.Array())
    text = ""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            node.kids.append(_node(kid, texts, pages, owners))
            continue
        mark, page = (kid, element.Pg) if not isinstance(kid, pikepdf.Dictionary) else (kid.MCID, kid.Pg)
        place = pages[page.objgen], int(mark)
        assert place not in owners
        owners[place] = element.objgen
        node.pages.add(place[0])
        text += texts[place]
    node.text = spaced(text)
    return node
