"""What stands on every page: header, "sida n(m)" and footer. All heights are measured, nothing is assumed to fit."""

from collections.abc import Sequence
from typing import NamedTuple

from ejverkstallda.report.modell import Faltgrupp, Sidhuvud
from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.columns import Need, column_widths
from ejverkstallda.writers.pdf.logo import Logo
from ejverkstallda.writers.pdf.pen import Box, Pen
from ejverkstallda.writers.pdf.setting import Setter, Setting
from ejverkstallda.writers.pdf.styles import BODY_WIDTH, GUTTER, MARGIN, Rule, TextStyle
from ejverkstallda.writers.pdf.tags import Element

_NUMBER_WIDTH = 62.0
_TYPE_WIDTH = BODY_WIDTH - _NUMBER_WIDTH - GUTTER
_BELOW_LOGO = 8.0
_SIDE_SHARE = 0.58  # of the width, for who writes; the rest is for number and date
# Beyond these the text is cut: a header or footer that grows without end would leave no page for the document.
_MOST_HEADER_LINES = 12
_MOST_RUNNING_LINES = 2
_MOST_FOOTER_LINES = 10


class _Text(NamedTuple):
    """A set text and its place from the band's upper left corner. A page number is seen but not read."""

    setting: Setting
    x: float
    y: float
    read: bool = True


class Band(NamedTuple):
    """Set texts, rules and perhaps a logo with its place: left, down, width, height."""

    texts: tuple[_Text, ...] = ()
    rules: tuple[tuple[float, Rule], ...] = ()
    height: float = 0.0
    logo: Logo | None = None
    logo_place: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def draw(self, pen: Pen, top: float, parent: Element | None = None) -> None:
        """Draw it in the page's margins with its upper edge at `top`; without a parent nothing of it is read."""
        if self.logo is not None and parent is not None:
            left, down, width, height = self.logo_place
            box = Box(MARGIN + left, top + down, width, height)
            pen.picture(self.logo.image, box, parent.add("Figure", alt=self.logo.alt))
        for text in self.texts:
            element = parent.add("P") if parent is not None and text.read and text.setting.lines else None
            pen.text(text.setting, MARGIN + text.x, top + text.y, element)
        for y, rule in self.rules:
            pen.rule(MARGIN, top + y, BODY_WIDTH, rule)


def first_header(head: Sidhuvud, number: str, setter: Setter, logo: Logo | None = None) -> Band:
    """Set the first page's header: type and page number, then who writes, number and date, and the nämnd.

    A logo begins the first line, above the rule, and the type stands beside it.
    """
    beside = logo.width + 2 * GUTTER if logo else 0.0
    kind = setter.set(head.dokumenttyp, styles.DOCUMENT_TYPE, _TYPE_WIDTH - beside).cut(_MOST_HEADER_LINES)
    page = setter.set(number, styles.PAGE_NUMBER, _NUMBER_WIDTH)
    drop = styles.DOCUMENT_TYPE.baseline - styles.PAGE_NUMBER.baseline
    high = max(kind.height, styles.DOCUMENT_TYPE.leading)
    down = max(0.0, logo.height - high) / 2 if logo else 0.0
    texts = [_Text(kind, beside, down), _Text(page, BODY_WIDTH - _NUMBER_WIDTH, down + drop, read=False)]
    line = max(high, logo.height if logo else 0.0) + (_BELOW_LOGO if logo else 5)

    sender = [(head.forvaltning, styles.OFFICE), *((text, styles.HEADER) for text in head.handlaggare)]
    facts = [(text, styles.HEADER) for text in (_number_line(head), _date_line(head)) if text]
    y = line + 9
    both = any(text for text, _ in sender) and bool(facts)
    side = BODY_WIDTH * _SIDE_SHARE
    left = _stack(sender, side - GUTTER if both else BODY_WIDTH, setter)
    right = _stack(facts, BODY_WIDTH - side if both else BODY_WIDTH, setter)
    texts += [_Text(setting, 0.0, y + down) for setting, down in left]
    texts += [_Text(setting, side if both else 0.0, y + down) for setting, down in right]
    y += max(_depth(left), _depth(right))

    board = _stack([(head.namnd, styles.BOARD)], BODY_WIDTH, setter)
    if board:
        y += 11 if left or right else 0
        texts += [_Text(setting, 0.0, y + down) for setting, down in board]
        y += _depth(board)
    place = (0.0, 0.0, logo.width, logo.height) if logo else (0.0, 0.0, 0.0, 0.0)
    return Band(tuple(texts), ((line, styles.HEAD_LINE),), y + 22 if y > line + 9 else line + 22, logo, place)


def later_header(head: Sidhuvud, number: str, setter: Setter) -> Band:
    """Set the slim header of the pages after the first."""
    half = (BODY_WIDTH - _NUMBER_WIDTH - 2 * GUTTER) / 2
    kind = setter.set(head.dokumenttyp, styles.RUNNING_TYPE, half).cut(_MOST_RUNNING_LINES)
    case = setter.set(_number_line(head) or _place_line(head), styles.RUNNING, half).cut(_MOST_RUNNING_LINES)
    page = setter.set(number, styles.RUNNING_NUMBER, _NUMBER_WIDTH)
    height = max(kind.height, case.height, page.height)
    case_left = half + GUTTER if kind.lines else 0.0
    texts = (_Text(kind, 0.0, 0.0), _Text(case, case_left, 0.0), _Text(page, BODY_WIDTH - _NUMBER_WIDTH, 0.0))
    return Band(texts, ((height + 4, styles.HAIRLINE),), height + 20)


def footer(groups: Sequence[Faltgrupp], setter: Setter) -> Band:
    """Set the footer: its groups as columns beneath a thin rule."""
    columns = [
        [(group.rubrik, styles.FOOT_LABEL), *((text, styles.FOOT) for text in group.rader)]
        for group in groups
        if group.rubrik.strip() or any(text.strip() for text in group.rader)
    ]
    if not columns:
        return Band()
    widths = column_widths([_need(lines, setter) for lines in columns], BODY_WIDTH - GUTTER * (len(columns) - 1))
    texts: list[_Text] = []
    left = depth = 0.0
    for lines, width in zip(columns, widths, strict=True):
        stack = _stack(lines, width, setter, _MOST_FOOTER_LINES)
        texts += [_Text(setting, left, 6 + down) for setting, down in stack]
        depth = max(depth, _depth(stack))
        left += width + GUTTER
    return Band(tuple(texts), ((0.0, styles.HAIRLINE),), depth + 6)


def _number_line(head: Sidhuvud) -> str:
    return f"Diarienummer: {head.diarienummer}" if head.diarienummer.strip() else ""


def _place_line(head: Sidhuvud) -> str:
    """Tell a loose page where it belongs when there is no diarienummer: whose paper it is, and of which day."""
    return ", ".join(part for part in (head.namnd.strip(), head.datum.isoformat() if head.datum else "") if part)


def _date_line(head: Sidhuvud) -> str:
    return f"Datum: {head.datum.isoformat()}" if head.datum else ""


def _stack(
    lines: Sequence[tuple[str, TextStyle]], width: float, setter: Setter, most: int = _MOST_HEADER_LINES
) -> list[tuple[Setting, float]]:
    """Set texts beneath each other; the empty ones leave no hole, the lines beyond `most` are cut."""
    stack: list[tuple[Setting, float]] = []
    down = 0.0
    for text, style in lines:
        setting = setter.set(text, style, width)
        if setting.lines and most > 0:
            setting = setting.cut(most)
            stack.append((setting, down))
            down += setting.height
            most -= len(setting.lines)
    return stack


def _depth(stack: Sequence[tuple[Setting, float]]) -> float:
    return stack[-1][1] + stack[-1][0].height if stack else 0.0


def _need(lines: Sequence[tuple[str, TextStyle]], setter: Setter) -> Need:
    """Ask for whole lines: an address or a telephone number is best left on one."""
    firm = max(setter.widest_words(text, style)[1] for text, style in lines)
    return Need(1.0, max(setter.width(text, style) for text, style in lines), firm)
