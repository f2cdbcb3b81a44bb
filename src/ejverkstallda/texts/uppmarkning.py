"""Markdown to blocks of the report model: headings, paragraphs and bullet lists, and slots between them.

Whatever else Markdown can say is refused with a sentence: nothing a municipality wrote may vanish.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ejverkstallda.domain.brister import Brist
from ejverkstallda.report.mallar import Mallfel, Platser
from ejverkstallda.report.modell import Arendelista, Block, Lista, Rubrik, Stycke, Tabell
from ejverkstallda.texts.felkoder import MALL_PLATS, MALL_UPPMARKNING
from ejverkstallda.texts.sandlada import Textrad
from ejverkstallda.texts.varden import PLATS_BORJAN, PLATS_SLUT

_PLATS: Final = re.compile(f"{PLATS_BORJAN}([^{PLATS_SLUT}]*){PLATS_SLUT}")
_DJUPAST: Final = 3

_INLINE: Final = {
    "link_open": "en länk",
    "image": "en bild",
    "html_inline": "html",
    "code_inline": "kodtext",
    "em_open": "kursiv text",
    "strong_open": "fet text",
}
_BLOCK: Final = {
    "ordered_list_open": "en numrerad lista",
    "blockquote_open": "ett citat",
    "table_open": "en tabell",
    "html_block": "html",
    "fence": "ett kodblock",
    "hr": "ett streck",
}


@cache
def _markdown() -> MarkdownIt:
    """CommonMark with tables, so that they are seen and refused; indented text is a paragraph, not code."""
    return MarkdownIt("commonmark").enable("table").disable(["code", "reference"])


@dataclass(slots=True)
class _Rader:
    """Lines of rendered text with the row of the template each came from."""

    text: list[str] = field(default_factory=list)
    rad: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Uppmarkning:
    """One template's text on its way to blocks; faults are collected and raised together.

    `platser` must be in the document when they have something to show; those of `tillagg` may be left out.
    """

    namn: str
    platser: Platser
    tillagg: Platser
    block: list[Block] = field(default_factory=list)
    brister: list[Brist] = field(default_factory=list)
    _satta: set[str] = field(default_factory=set)

    def read(self, lines: Iterable[Textrad]) -> tuple[Block, ...]:
        """Return the blocks of a rendered template.

        Raises:
            Mallfel: Markdown that the model cannot hold, or a slot that is misplaced or missing.
        """
        rader = _Rader()
        for row, line in lines:
            if PLATS_BORJAN not in line:
                rader.text.append(line)
                rader.rad.append(row)
            elif slot := _PLATS.fullmatch(line.strip()):
                self._add_text(rader)
                rader = _Rader()
                self._add_slot(slot[1])
            else:
                self._note(row, "En plats står på samma rad som annan text.", plats=True)
        self._add_text(rader)
        self._check_slots()
        self._check_levels()
        if self.brister:
            raise Mallfel(*dict.fromkeys(self.brister))
        return tuple(self.block)

    def _note(self, row: int | None, text: str, *, plats: bool = False) -> None:
        kod = MALL_PLATS if plats else MALL_UPPMARKNING
        self.brister.append(kod.brist(text, f"{self.namn} rad {row}" if row else self.namn))

    def _add_slot(self, namn: str) -> None:
        self._satta.add(namn)
        self.block.extend(self.tillagg[namn] if namn in self.tillagg else self.platser[namn])

    def _check_slots(self) -> None:
        """A slot that has something to show must be in the paper: a group left out would be a false report."""
        for namn, blocks in self.platser.items():
            if namn not in self._satta and any(_shows(b) for b in blocks):
                self._note(None, f"Platsen plats.{namn} har innehåll men finns inte i dokumentet.", plats=True)

    def _check_levels(self) -> None:
        """Headings go down one level at a time, else the document has no readable outline."""
        above = 0
        for rubrik in (b for b in self.block if isinstance(b, Rubrik)):
            if rubrik.niva > above + 1:
                self._note(None, f"Rubriken ”{rubrik.text}” hoppar över en nivå.")
            above = rubrik.niva

    def _add_text(self, rader: _Rader) -> None:
        tokens = _markdown().parse("\n".join(rader.text))
        at = 0
        while at < len(tokens):
            at = self._add_block(tokens, at, rader.rad)

    def _add_block(self, tokens: Sequence[Token], at: int, rows: Sequence[int]) -> int:
        """Take in the block that opens at `at`; return where the next one opens."""
        token = tokens[at]
        end = _closing(tokens, at)
        row = rows[token.map[0]] if token.map else None
        if token.type == "paragraph_open":
            self.block.append(Stycke(self._inline(tokens[at + 1], row)))
        elif token.type == "heading_open":
            self._add_heading(int(token.tag[1:]), self._inline(tokens[at + 1], row), row)
        elif token.type == "bullet_list_open":
            self._add_list(tokens[at + 1 : end], rows)
        else:
            self._note(row, f"Här står {_BLOCK.get(token.type, 'okänd uppmärkning')}.")
        return end + 1

    def _add_heading(self, level: int, text: str, row: int | None) -> None:
        if level > _DJUPAST:
            self._note(row, f"Rubriken är på nivå {level}; dokumenten har {_DJUPAST} nivåer.")
        elif not text:
            self._note(row, "Här står en rubrik utan text.")
        else:
            self.block.append(Rubrik(text, level))

    def _add_list(self, tokens: Sequence[Token], rows: Sequence[int]) -> None:
        items: list[str] = []
        at = 0
        while at < len(tokens):
            end = _closing(tokens, at)
            token, inside = tokens[at], tokens[at + 1 : end]
            row = rows[token.map[0]] if token.map else None
            kinds = [t.type for t in inside]
            if kinds == ["paragraph_open", "inline", "paragraph_close"]:
                items.append(self._inline(inside[1], row))
            elif kinds:
                self._note(row, "En punkt i listan innehåller mer än ett stycke text.")
            at = end + 1
        if items:
            self.block.append(Lista(tuple(items)))

    def _inline(self, inline: Token, row: int | None) -> str:
        """Return running text as it shall be read; line breaks within it become spaces."""
        parts: list[str] = []
        for token in inline.children or ():
            if token.type in {"softbreak", "hardbreak"}:
                parts.append(" ")
            elif token.type == "text":
                parts.append(token.content)
            elif not token.type.endswith("_close"):
                self._note(row, f"Här står {_INLINE.get(token.type, 'okänd uppmärkning')}.")
        return "".join(parts)


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return where the block that opens at `at` closes (itself, when it does not nest)."""
    depth = int(tokens[at].nesting)
    while depth > 0:
        at += 1
        depth += tokens[at].nesting
    return at


def _shows(block: Block) -> bool:
    match block:
        case Arendelista(block=rows) | Tabell(rader=rows):
            return bool(rows)
    return True
