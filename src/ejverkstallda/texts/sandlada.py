"""Runs one template in Jinja's sandbox, behind the allow-list of `regler`, within bounds of size and repetition."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, NamedTuple

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from ejverkstallda.domain.brister import Felkod
from ejverkstallda.report import talord
from ejverkstallda.report.mallar import Mallfel
from ejverkstallda.texts.felkoder import MALL_FOR_LANG, MALL_OKANT_FALT, MALL_SYNTAX, MALL_VARDE
from ejverkstallda.texts.regler import Granskare, fields_on
from ejverkstallda.texts.varden import RAD_BORJAN, RAD_SLUT, clean_marks, write_value

MEST_TEXT: Final = 200_000
"""Characters a template may give; tables and case lists are not among them."""
MEST_VARV: Final = 10_000
"""Rounds that all loops of a template may make together."""


def _range(*bounds: int) -> range:
    """Count as Python does, within the rounds a template may make.

    Raises:
        OverflowError: there are more of them.
    """
    numbers = range(*bounds)
    if len(numbers) > MEST_VARV:
        raise OverflowError
    return numbers


def _uppraknat(delar: Sequence[str], bindeord: str = "och") -> str:
    """Write a list of the values in running text. A text is no list: each round would make it longer.

    Raises:
        TypeError: `delar` is a text.
    """
    if isinstance(delar, str):
        raise TypeError
    return talord.uppraknat(delar, bindeord)


_FUNKTIONER: Final[Mapping[str, Callable[..., object]]] = {
    "ord": talord.ord_,
    "siffror": talord.siffror,
    "antal": talord.antal,
    "form": talord.form,
    "stor": talord.stor,
    "liten": talord.liten,
    "uppraknat": _uppraknat,
    "range": _range,
}
_RAKNAD: Final = "_raknad"
_RADMARKE: Final = re.compile(f"{RAD_BORJAN}([0-9]+){RAD_SLUT}")
_I_CITAT: Final = re.compile(r"'(\w+)'")
_BARA_KOD: Final = re.compile(r"\s*(?:(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})\s*)+")
_FEL_I_MALL: Final = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


class Textrad(NamedTuple):
    """A line of a rendered template and the row of the source it came from."""

    rad: int
    text: str


class _ForLang(Exception):  # noqa: N818 - says what happened; it never leaves this module
    """The template has used up its text or its rounds."""


class _Sandlada(SandboxedEnvironment):
    """Jinja's sandbox with our functions, and sums of whole numbers as its only arithmetic."""

    intercepted_binops = frozenset({"+", "-"})

    def __init__(self) -> None:
        super().__init__(
            undefined=StrictUndefined,
            finalize=write_value,
            keep_trailing_newline=True,
            autoescape=False,
            optimized=False,  # a template is run once; to look for what could be worked out beforehand takes longer
        )
        self._varv = 0
        self.globals = dict(_FUNKTIONER)
        self.filters = {**_FUNKTIONER, _RAKNAD: self._counted}
        self.tests = {}

    def call_binop(self, context: object, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        """Add or subtract whole numbers.

        Raises:
            TypeError: one side is no whole number.
        """
        if type(left) is not int or type(right) is not int:
            msg = "Bara heltal kan läggas ihop eller dras ifrån varandra."
            raise TypeError(msg)
        return left + right if operator == "+" else left - right

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self._varv += 1
            if self._varv > MEST_VARV:
                raise _ForLang
            yield item


def _prepare(tree: nodes.Template) -> None:
    """Make loops count their rounds, and mark each line of the template's own text with its row."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, _RAKNAD, [], [], None, None, lineno=loop.lineno)
    for data in tree.find_all(nodes.TemplateData):
        first, *rest = data.data.split("\n")
        marked = (f"\n{RAD_BORJAN}{data.lineno + i}{RAD_SLUT}{line}" for i, line in enumerate(rest, 1))
        data.data = first + "".join(marked)


def _row(trace: TracebackType | None, filename: str) -> int | None:
    """Find the template's row in a traceback that Jinja has rewritten."""
    row = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            row = trace.tb_lineno
        trace = trace.tb_next
    return row


def _fault(kod: Felkod, namn: str, row: int | None, text: str) -> Mallfel:
    return Mallfel(kod.brist(text, f"{namn} rad {row}" if row else namn))


def _syntax_text(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    if "unknown tag" in message:
        return "Här står en tagg som mallar inte har, eller som inte hör hemma just här."
    if "end of template" in message or "Missing end of" in message:
        return "Mallen tar slut innan allt som öppnats är stängt."
    return "Koden går inte att läsa."


def _parse(env: _Sandlada, namn: str, source: str) -> nodes.Template:
    try:
        return env.parse(source, namn, namn)
    except TemplateSyntaxError as error:
        raise _fault(MALL_SYNTAX, namn, error.lineno, _syntax_text(error)) from error
    except ValueError as error:
        raise _fault(MALL_SYNTAX, namn, None, "Mallen innehåller ett alldeles för långt tal.") from error


def _run(env: _Sandlada, namn: str, tree: nodes.Template, varden: Mapping[str, object]) -> str:
    pieces: list[str] = []
    size = 0
    template = env.template_class.from_code(env, env.compile(tree, namn, namn), env.make_globals(None))
    for piece in template.generate(varden):
        size += len(piece)
        if size > MEST_TEXT:
            raise _ForLang
        pieces.append(piece)
    return "".join(pieces)


def _check_and_run(namn: str, source: str, varden: Mapping[str, object]) -> str:
    env = _Sandlada()
    tree = _parse(env, namn, source)
    if faults := Granskare(namn, varden, _FUNKTIONER).check(tree):
        raise Mallfel(*faults)
    _prepare(tree)
    try:
        return _run(env, namn, tree, varden)
    except (_ForLang, OverflowError) as error:
        text = f"Mallen ger mer än {MEST_TEXT} tecken eller fler än {MEST_VARV} varv."
        raise _fault(MALL_FOR_LANG, namn, _row(error.__traceback__, namn), text) from error
    except UndefinedError as error:
        name = "".join(_I_CITAT.findall(error.message or "")[-1:])
        text = f"Fältet {name} finns inte här."
        raise _fault(MALL_OKANT_FALT, namn, _row(error.__traceback__, namn), text) from error
    except _FEL_I_MALL as error:
        row = _row(error.__traceback__, namn)
        text = _misused(fields_on(tree, row))
        raise _fault(MALL_VARDE, namn, row, text) from error


def _misused(fields: Sequence[str]) -> str:
    """Say which field cannot be used so; where a row names several it is one of them."""
    which = f"Fältet {fields[0]}" if len(fields) == 1 else "Ett fält"
    among = f" Raden nämner {talord.uppraknat(fields)}." if len(fields) > 1 else ""
    return f"{which} används på ett sätt som inte går här.{among}"


def _lines(text: str, source: str) -> Iterator[Textrad]:
    """Give each line its row; a line that held nothing but code, and gave nothing, leaves no empty line behind."""
    code_only = {row for row, line in enumerate(source.split("\n"), 1) if _BARA_KOD.fullmatch(line)}
    row = 1
    for line in text.split("\n"):
        if mark := _RADMARKE.match(line):
            row = int(mark[1])
        plain = _RADMARKE.sub("", line)
        if plain.strip() or row not in code_only:
            yield Textrad(row, plain)


def run_template(namn: str, source: str, varden: Mapping[str, object]) -> tuple[Textrad, ...]:
    """Return a template's lines with its values put in.

    Raises:
        Mallfel: the template cannot be read, does what it may not, names what does not exist, or gives too much.
    """
    clean = clean_marks(source)
    try:
        text = _check_and_run(namn, clean, varden)
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise _fault(MALL_FOR_LANG, namn, None, "Mallens kod är för djupt nästlad.") from error
    return tuple(_lines(text, clean))
