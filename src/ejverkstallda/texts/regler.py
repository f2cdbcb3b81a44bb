"""What a template's code may do, checked on its syntax tree before anything runs.

An allow-list: output, fields, conditions, loops, simple assignment, and calls of the named functions.
Nothing here can grow a text or a number without bound, reach into Python, or read another file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Final

from jinja2 import nodes

from ejverkstallda.domain.brister import Brist, Felkod
from ejverkstallda.texts.felkoder import MALL_EJ_TILLATET, MALL_OKANT_FALT

_TILLATNA: Final[tuple[type[nodes.Node], ...]] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.Call,
    nodes.Keyword,
    nodes.If,
    nodes.For,
    nodes.Assign,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
)

_I_ORD: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter som block",
    nodes.AssignBlock: "set som block",
    nodes.Getitem: "hakparenteser",
    nodes.Test: "test med is",
    nodes.Concat: "hopfogning med ~",
    nodes.Mul: "multiplikation",
    nodes.Pow: "potenser",
    nodes.List: "egna listor",
    nodes.Tuple: "egna listor",
    nodes.Dict: "egna tabeller",
}


def _near(name: str, known: Iterable[str]) -> str:
    choice = sorted(known)
    near = get_close_matches(name, choice, n=1)
    return f"Menade du {near[0]}?" if near else f"Här finns {', '.join(choice) or 'inget'}."


class Granskare:
    """Walks a template's syntax tree and collects every fault in it, with file and row."""

    def __init__(self, namn: str, varden: Mapping[str, object], funktioner: Iterable[str]) -> None:
        self._namn = namn
        self._varden = varden
        self._funktioner = frozenset(funktioner)
        self._brister: list[Brist] = []

    def check(self, tree: nodes.Template) -> tuple[Brist, ...]:
        """Return all faults of a template: what it may not do, and names that do not exist."""
        own = {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"} | {"loop"}
        for node in self._walk(tree):
            if isinstance(node, nodes.Getattr):
                self._check_field(node, own)
            elif isinstance(node, nodes.Name) and node.ctx == "load":
                self._check_name(node, own)
            elif isinstance(node, nodes.Filter):
                self._check_function(node.name, node)
            elif isinstance(node, nodes.For):
                self._check_loop(node)
        return tuple(dict.fromkeys(self._brister))

    def _walk(self, node: nodes.Node) -> Iterator[nodes.Node]:
        """Yield the nodes to look at. What is refused, and what has been dealt with, is not entered."""
        if not isinstance(node, _TILLATNA):
            what = _I_ORD.get(type(node), "ett uttryck som mallspråket inte har")
            self._note(MALL_EJ_TILLATET, node, f"Mallen använder {what}.")
            return
        yield node
        if isinstance(node, nodes.Getattr):
            root = _chain(node)[0]
            if not isinstance(root, nodes.Name):
                yield from self._walk(root)
            return
        children = node.iter_child_nodes()
        if isinstance(node, nodes.Call):
            children = self._arguments(node)
        for child in children:
            yield from self._walk(child)

    def _arguments(self, call: nodes.Call) -> Iterator[nodes.Node]:
        if isinstance(call.node, nodes.Name):
            self._check_function(call.node.name, call)
        else:
            self._note(MALL_EJ_TILLATET, call, "Mallen anropar något annat än en av programmets funktioner.")
        if call.dyn_args or call.dyn_kwargs:
            self._note(MALL_EJ_TILLATET, call, "Mallen anropar en funktion med * eller **.")
        return iter([*call.args, *call.kwargs])

    def _check_function(self, name: str, node: nodes.Node) -> None:
        if name not in self._funktioner:
            self._note(MALL_OKANT_FALT, node, f"Funktionen {name} finns inte. {_near(name, self._funktioner)}")

    def _check_loop(self, node: nodes.For) -> None:
        if node.recursive:
            self._note(MALL_EJ_TILLATET, node, "Mallen använder en upprepning som anropar sig själv (recursive).")

    def _check_name(self, node: nodes.Name, own: set[str]) -> None:
        if node.name not in own and node.name not in self._varden:
            self._note(MALL_OKANT_FALT, node, f"Fältet {node.name} finns inte. {_near(node.name, self._varden)}")

    def _check_field(self, node: nodes.Getattr, own: set[str]) -> None:
        root, names = _chain(node)
        if any(name.startswith("_") for name in names):
            self._note(MALL_EJ_TILLATET, node, "Mallen nämner ett namn som börjar med understreck.")
            return
        if not isinstance(root, nodes.Name) or root.name in own:
            return
        if root.name not in self._varden:
            self._check_name(root, own)
            return
        self._follow(node, root.name, names)

    def _follow(self, node: nodes.Getattr, root: str, names: list[str]) -> None:
        """Look a chain such as `kvartal.text` up in the values, in branches that will not run too."""
        value, path = self._varden[root], root
        for name in names:
            known = _fields(value)
            if name not in known:
                what = "Platsen" if root == "plats" else "Fältet"
                self._note(MALL_OKANT_FALT, node, f"{what} {path}.{name} finns inte. {_near(name, known)}")
                return
            value, path = known[name], f"{path}.{name}"

    def _note(self, kod: Felkod, node: nodes.Node, text: str) -> None:
        # Jinja wraps a few tags in a node that has no row of its own, whatever its type says.
        row = f" rad {node.lineno}" if node.lineno else ""
        self._brister.append(kod.brist(text, f"{self._namn}{row}"))


def _chain(node: nodes.Node) -> tuple[nodes.Node, list[str]]:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.insert(0, node.attr)
        node = node.node
    return node, names


def fields_on(tree: nodes.Template, row: int | None) -> list[str]:
    """Return the fields that a row of a template names (`tal.nya`), in order, each once."""
    inner = {id(n.node) for n in tree.find_all(nodes.Getattr)}
    called = {id(n.node) for n in tree.find_all(nodes.Call)}
    found = []
    for node in tree.find_all((nodes.Getattr, nodes.Name)):
        root, names = _chain(node)
        if node.lineno == row and id(node) not in inner | called and isinstance(root, nodes.Name):
            found.append(".".join([root.name, *names]))
    return list(dict.fromkeys(found))


def _fields(value: object) -> dict[str, object]:
    if is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return dict(value._asdict())
    return dict(value) if isinstance(value, dict) else {}
