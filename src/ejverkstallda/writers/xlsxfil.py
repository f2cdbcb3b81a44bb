"""Workbooks as Excel opens them: text that stays text, real dates, drop-downs, and cells that may be written in.

What people have written is never a formula, whatever it begins with. The same content gives the same bytes. A
workbook is written row by row, so that its memory does not grow with its rows.
"""

import contextlib
import io
import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any, BinaryIO, Final, NamedTuple

import xlsxwriter

Cell = str | float | date | None

_FORBJUDNA: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file may hold."""
_RADSLUT: Final = re.compile("\r\n?")
STORSTA_CELL: Final = 32_767
"""Characters (UTF-16) that Excel takes in a cell."""
STORSTA_BLAD: Final = 1_048_576
"""Rows that Excel takes in a sheet, the header counted in."""
_DATUM: Final = "yyyy-mm-dd"
_GRA: Final = "#E7E6E6"
_GUL: Final = "#FFF2CC"
_MORK: Final = "#1F3864"
_LINJE: Final = "#BFBFBF"
_RUBRIKHOJD: Final = 32
_RADHOJD: Final = 15
_HOGSTA_RAD: Final = 409
"""Points: of a line of text, and the most that Excel gives a row."""
_BREDARE: Final = 1.1
"""Words are not broken, so a text takes somewhat more room than its characters."""
_A4: Final = 9
_SIDBREDD: Final = 180
"""Characters across a page in landscape that can still be read."""


class CellForLangError(ValueError):
    """A text is longer than a cell of a workbook can hold; `blad` and `rad` (from 1) say where."""

    def __init__(self, blad: str, rad: int) -> None:
        super().__init__(f"blad {blad} rad {rad}")
        self.blad = blad
        self.rad = rad


class Form(Enum):
    """What a column holds: text (also numbers that are names), dates, whole numbers, or numbers with a decimal."""

    TEXT = "@"
    DATUM = _DATUM
    TAL = "0"
    DECIMALTAL = "0.0"


class Val(NamedTuple):
    """What may be chosen in a column's cells: the words of a drop-down, or a range of cells (`=Blad!$A$2:$A$9`).

    `fritt`: something else may be written too.
    """

    ord: tuple[str, ...] = ()
    omrade: str = ""
    fritt: bool = False


class Kolumn(NamedTuple):
    """A column: header, form, width in characters, and how its cells are answered.

    `oppen`: can be written in although the sheet is protected. `tidigast` and `senast` bound a date, or are
    formulas of ours (`=TODAY()`, `=$D2`). `ledtext` is shown when the cell is chosen, `feltext` when what is
    written is refused.
    """

    rubrik: str
    form: Form = Form.TEXT
    bredd: int = 14
    oppen: bool = False
    framhavd: bool = False
    val: Val | None = None
    tidigast: date | str | None = None
    senast: date | str | None = None
    ledtext: str = ""
    feltext: str = ""


class Blad(NamedTuple):
    """A sheet: a frozen header and rows. `tomma` rows beneath them are prepared for writing.

    `skyddat`: only open columns can be written in (no password: it keeps from mistakes, not from anybody).
    `fasta` columns to the left stay in view. Rows beyond what Excel takes go on in further sheets.
    """

    namn: str
    kolumner: tuple[Kolumn, ...]
    rader: Iterable[Sequence[Cell]] = ()
    tomma: int = 0
    skyddat: bool = False
    fasta: int = 1
    bryt: bool = True


class Arbetsbok(NamedTuple):
    """A workbook: its title, the day it is made (nothing else is told of its making), its sheets, which is on top.

    `i_minnet`: small enough to be held in memory, which is quicker than a file on the disk for every sheet.
    """

    titel: str
    skapad: date
    blad: tuple[Blad, ...]
    overst: int = 0
    i_minnet: bool = False


def clean_text(text: str) -> str:
    """Return a text as a workbook can hold it: line breaks as Excel has them, forbidden characters as \ufffd."""
    return _FORBJUDNA.sub("\ufffd", _RADSLUT.sub("\n", text))


def build_workbook(bok: Arbetsbok) -> bytes:
    """Return a workbook as bytes.

    Raises:
        CellForLangError: a text does not fit in a cell.
    """
    out = io.BytesIO()
    write_workbook(out, bok)
    return out.getvalue()


def write_workbook(out: BinaryIO, bok: Arbetsbok) -> None:
    """Write a workbook to an open file, its rows as they come.

    Raises:
        CellForLangError: a text does not fit in a cell.
    """
    with tempfile.TemporaryDirectory(prefix="ejv") as folder:  # its owner's alone, and gone whatever happens
        book = xlsxwriter.Workbook(
            out,
            {
                "constant_memory": not bok.i_minnet,
                "in_memory": bok.i_minnet,
                "tmpdir": folder,
                "use_zip64": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        properties = {"title": bok.titel, "created": datetime.combine(bok.skapad, time())}
        book.set_properties(properties | {"author": "ejverkstallda"})
        try:
            looks: _Utseenden = {}
            for number, blad in enumerate(bok.blad):
                _Bladskrivare(book, blad, looks, overst=number == bok.overst).write()
            book.close()
        finally:
            for sheet in (
                () if bok.i_minnet else book.worksheets()
            ):  # the library's own file of rows: Windows removes no open file
                with contextlib.suppress(OSError):
                    sheet.row_data_fh.close()


_Utseenden = dict[tuple[tuple[str, object], ...], Any]
"""The library's formats of a workbook by their properties: many columns look alike."""


class _Bladskrivare:
    """Writes one sheet, and those it goes on in."""

    def __init__(self, book: Any, blad: Blad, looks: _Utseenden, *, overst: bool) -> None:
        self._book = book
        self._looks = looks
        self._blad = blad
        self._overst = overst
        self._former = [self._form(k) for k in blad.kolumner]
        self._last = self._look(locked=True)
        self._rubrikformer = [self._header_form(k) for k in blad.kolumner]
        self._sheet: Any = None
        self._antal = 0

    def write(self) -> None:
        """Write every row, beginning a further sheet where one is full."""
        self._begin()
        row = 0
        for values in self._blad.rader:
            row += 1
            if row == STORSTA_BLAD:
                self._end(row - 1)
                self._begin()
                row = 1
            self._write_row(row, values)
        self._end(row + self._blad.tomma)

    def _begin(self) -> None:
        blad = self._blad
        self._antal += 1
        self._sheet = sheet = self._book.add_worksheet(blad.namn if self._antal == 1 else f"{blad.namn} {self._antal}")
        if self._overst and self._antal == 1:
            sheet.activate()
        for at, (kolumn, form) in enumerate(zip(blad.kolumner, self._former, strict=True)):
            # Beneath the rows of a protected sheet nothing is to be written.
            sheet.set_column(at, at, kolumn.bredd, self._last if blad.skyddat else form)
        sheet.freeze_panes(1, blad.fasta)
        sheet.set_row(0, _RUBRIKHOJD)
        for at, (kolumn, form) in enumerate(zip(blad.kolumner, self._rubrikformer, strict=True)):
            sheet.write_string(0, at, kolumn.rubrik, form)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, max(blad.fasta - 1, 0))
        sheet.fit_to_pages(max(1, round(sum(k.bredd for k in blad.kolumner) / _SIDBREDD)), 0)

    def _write_row(self, row: int, values: Sequence[Cell]) -> None:
        if self._blad.bryt and (lines := self._lines(values)) > 1:
            self._sheet.set_row(row, min(lines * _RADHOJD, _HOGSTA_RAD))
        for at, (value, form) in enumerate(zip(values, self._former, strict=True)):
            if value is None or value == "":
                if self._blad.skyddat:  # an empty cell to write in has to be there, to be open
                    self._sheet.write_blank(row, at, None, form)
            elif isinstance(value, str):
                self._write_text(row, at, value, form)
            elif isinstance(value, date):
                self._sheet.write_datetime(row, at, value, form)
            else:
                self._sheet.write_number(row, at, value, form)

    def _lines(self, values: Sequence[Cell]) -> int:
        """Return how many lines a row needs. Excel would see to it by itself, other programs do not."""
        texts = ((v, k.bredd) for v, k in zip(values, self._blad.kolumner, strict=True) if isinstance(v, str))
        return max((sum(_lines_of(p, width) for p in text.split("\n")) for text, width in texts), default=1)

    def _write_text(self, row: int, at: int, value: str, form: Any) -> None:
        text = clean_text(value)
        if len(text.encode("utf-16-le")) // 2 > STORSTA_CELL:
            raise CellForLangError(self._sheet.get_name(), row + 1)
        self._sheet.write_string(row, at, text, form)

    def _end(self, last: int) -> None:
        for at, kolumn in enumerate(self._blad.kolumner):
            options = _validation(kolumn)
            if options and last:
                taken = self._sheet.data_validation(1, at, last, at, options)
                assert taken == 0, kolumn.rubrik  # noqa: S101 — a column of ours that Excel would not take
        if self._blad.skyddat:
            self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def _look(self, **properties: object) -> Any:
        key = tuple(properties.items())
        if key not in self._looks:
            self._looks[key] = self._book.add_format(properties)
        return self._looks[key]

    def _form(self, kolumn: Kolumn) -> Any:
        number = kolumn.form in {Form.TAL, Form.DECIMALTAL}
        more: dict[str, object] = {"align": "right", "indent": 1} if number else {"align": "left"}
        if kolumn.form is Form.TEXT and self._blad.bryt:
            more["text_wrap"] = True
        if kolumn.oppen and self._blad.skyddat:
            more |= {"bg_color": _GUL, "border": 1, "border_color": _LINJE}
        return self._look(num_format=kolumn.form.value, valign="top", locked=not kolumn.oppen, **more)

    def _header_form(self, kolumn: Kolumn) -> Any:
        dark = kolumn.framhavd
        return self._look(
            num_format=Form.TEXT.value,
            bold=True,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=_LINJE,
            bg_color=_MORK if dark else _GRA,
            font_color="#FFFFFF" if dark else "#000000",
        )


def _lines_of(paragraph: str, width: int) -> int:
    return max(1, math.ceil(len(paragraph) * _BREDARE / width))


def _validation(kolumn: Kolumn) -> dict[str, Any]:
    """Return what a column's cells are held to, in the library's words; nothing for a column that is not answered."""
    options: dict[str, Any] = {}
    if kolumn.val is not None:
        val = kolumn.val
        options = {"validate": "list", "source": list(val.ord) or val.omrade}
        options["error_type"] = "information" if val.fritt else "stop"
    elif kolumn.form is Form.DATUM and (kolumn.tidigast or kolumn.senast):
        options = {"validate": "date", **_bounds(kolumn)}
    elif kolumn.form is Form.TAL and kolumn.feltext:
        options = {"validate": "integer", "criteria": ">=", "value": 0}
    elif kolumn.ledtext:
        options = {"validate": "any"}
    if options and kolumn.ledtext:
        options |= {"input_title": kolumn.rubrik, "input_message": kolumn.ledtext}
    if options and kolumn.feltext:
        options |= {"error_title": kolumn.rubrik, "error_message": kolumn.feltext}
    return options


def _bounds(kolumn: Kolumn) -> dict[str, Any]:
    if kolumn.senast is None:
        return {"criteria": ">=", "value": kolumn.tidigast}
    if kolumn.tidigast is None:
        return {"criteria": "<=", "value": kolumn.senast}
    return {"criteria": "between", "minimum": kolumn.tidigast, "maximum": kolumn.senast}
