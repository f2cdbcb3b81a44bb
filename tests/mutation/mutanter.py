"""Makes mutants: one small change of a rule each, as a syntax tree, with where it is and how it reads.

A change is what a slip would make: `<` for `<=`, a day or a month more or less, and for or, a missing not, a
neighbouring code, the other end of a quarter, a line left out. Texts and regular expressions are left alone.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

KORT: Final = 100
JAMFOR: Final[Mapping[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ANDRA: Final = {
    "first_day": "last_day",
    "last_day": "first_day",
    "next": "previous",
    "previous": "next",
    "gransdag": "start",
    "statusdag": "rapporteringsdag",
    "rapporteringsdag": "statusdag",
    "lasdag": "statusdag",
    "idag": "statusdag",
}
"""Names that stand beside each other: the one for the other is the slip that is easy to make."""
FUNKTIONER: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "reversed": "list"}
Andring = Callable[[], None]
"""A change made in place in the tree it was found in."""


@dataclass(frozen=True)
class Mutant:
    """One changed rule: module, line, function, kind of change, and how it read before and after."""

    modul: str
    rad: int
    funktion: str
    slag: str
    fore: str
    efter: str
    nummer: int
    tree: ast.Module

    @property
    def nyckel(self) -> str:
        """Its name, which does not depend on the line."""
        twin = f" #{self.nummer}" if self.nummer > 1 else ""
        return f"{self.modul}.{self.funktion}: {self.fore} → {self.efter}{twin}"


@dataclass(frozen=True)
class Ord:
    """The codes that can be taken for each other: members per enum, and the names of findings and sources."""

    koder: Mapping[str, tuple[str, ...]]

    def neighbour(self, owner: str, name: str) -> str | None:
        """Return the code that follows `name` in its enum or catalogue."""
        names = self.koder.get(owner, ())
        return names[(names.index(name) + 1) % len(names)] if name in names and len(names) > 1 else None


def read_words(sources: Mapping[str, str]) -> Ord:
    """Gather enums, findings (`fk`) and sources (`kallor`) from the modules' text."""
    found: dict[str, tuple[str, ...]] = {}
    for modul, source in sources.items():
        tree = ast.parse(source)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
                found[node.name] = tuple(_targets(node.body))
        if modul == "felkoder":
            found["fk"] = tuple(_targets(tree.body))
        if modul == "kallor":
            found["kallor"] = tuple(n for n in _targets(tree.body) if n.startswith(("LSS_", "SOL01_", "SOL25_")))
    return Ord(found)


def _targets(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Assign):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


class _Trad:
    """A module's tree with parents, so that a node can be replaced and its place told."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.nodes: list[ast.AST] = []
        self.parent: dict[ast.AST, tuple[ast.AST, str, int | None]] = {}
        self.skipped: set[ast.AST] = set()
        self._walk(self.tree, skip=False)

    def _walk(self, node: ast.AST, *, skip: bool) -> None:
        self.nodes.append(node)
        if skip:
            self.skipped.add(node)
        for name, value in ast.iter_fields(node):
            outside = skip or name in {"annotation", "returns", "decorator_list", "bases"}
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            for i, child in items:
                if isinstance(child, ast.AST):
                    self.parent[child] = (node, name, i)
                    self._walk(child, skip=outside)

    def put(self, old: ast.AST, new: ast.AST) -> None:
        parent, name, i = self.parent[old]
        if i is None:
            setattr(parent, name, new)
        else:
            getattr(parent, name)[i] = new
        self.parent[new] = (parent, name, i)

    def up(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parent:
            node = self.parent[node][0]
            yield node

    def function(self, node: ast.AST) -> str:
        kinds = (ast.FunctionDef, ast.ClassDef)
        names = [n.name for n in (node, *self.up(node)) if isinstance(n, kinds)]
        return ".".join(reversed(names)) or "modul"

    def inside_function(self, node: ast.AST) -> bool:
        return any(isinstance(n, ast.FunctionDef) for n in self.up(node))

    def place(self, node: ast.AST) -> ast.AST:
        """The widest expression or simple statement around a node that still reads on one line."""
        best = node
        for outer in self.up(node):
            if isinstance(
                outer, ast.expr | ast.Return | ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr | ast.comprehension
            ):
                if len(ast.unparse(outer)) > KORT:
                    break
                best = outer
            elif not isinstance(outer, ast.keyword | ast.arguments):
                break
        return best


def _changes(trad: _Trad, node: ast.AST, ordlista: Ord) -> Iterator[tuple[str, Andring]]:
    """Every change of one node: its kind, and what makes it."""
    if isinstance(node, ast.Compare):
        yield from _compare(node)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "och/eller", lambda: setattr(node, "op", other)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "inte", lambda: trad.put(node, node.operand)
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        turned = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield "plus/minus", lambda: setattr(node, "op", turned)
    elif isinstance(node, ast.Attribute):
        yield from _attribute(trad, node, ordlista)
    elif isinstance(node, ast.Name) and node.id in FUNKTIONER and isinstance(trad.parent[node][0], ast.Call):
        yield "funktion", lambda: setattr(node, "id", FUNKTIONER[node.id])
    elif isinstance(node, ast.stmt):
        yield from _statement(trad, node)
    if _is_condition(trad, node):
        negated = ast.UnaryOp(ast.Not(), node)  # type: ignore[arg-type]  # a condition is an expression
        yield "villkor", lambda: trad.put(node, negated)


def _compare(node: ast.Compare) -> Iterator[tuple[str, Andring]]:
    for i, op in enumerate(node.ops):
        other = JAMFOR[type(op)]()
        changed = [*node.ops[:i], other, *node.ops[i + 1 :]]
        yield "jämförelse", lambda ops=changed: setattr(node, "ops", ops)  # type: ignore[misc]  # bound now


def _constant(node: ast.Constant) -> Iterator[tuple[str, Andring]]:
    if isinstance(node.value, bool):
        yield "ja/nej", lambda: setattr(node, "value", not node.value)
    elif isinstance(node.value, int):
        for step in (1, -1):
            yield "tal", lambda value=node.value + step: setattr(node, "value", value)  # type: ignore[misc]  # bound now


def _attribute(trad: _Trad, node: ast.Attribute, ordlista: Ord) -> Iterator[tuple[str, Andring]]:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    if (other := ordlista.neighbour(owner, node.attr)) and (owner != "kallor" or trad.inside_function(node)):
        yield "kod", lambda: setattr(node, "attr", other)
    elif node.attr in ANDRA and isinstance(node.ctx, ast.Load) and trad.inside_function(node):
        yield "namn", lambda: setattr(node, "attr", ANDRA[node.attr])


def _statement(trad: _Trad, node: ast.stmt) -> Iterator[tuple[str, Andring]]:
    """A line left out: a call, a change of a field, a step of a loop."""
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if call or isinstance(node, ast.AugAssign | ast.Continue | ast.Break) or isinstance(target, ast.Attribute):
        yield "rad bort", lambda: trad.put(node, ast.Pass())


def _is_condition(trad: _Trad, node: ast.AST) -> bool:
    """A name or call that decides a branch; comparisons are changed in themselves."""
    if not isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        return False
    parent, name, _ = trad.parent[node]
    return name in {"test", "ifs"} or (isinstance(parent, ast.BoolOp) and _is_bool(trad, parent))


def _is_bool(trad: _Trad, node: ast.AST) -> bool:
    """Whether `and`/`or` decides a branch or an answer, and is not a default (`x or y` in a call)."""
    _, name, _ = trad.parent[node]
    return name in {"test", "ifs"}


def mutate(modul: str, source: str, ordlista: Ord) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    seen: Counter[str] = Counter()
    whole = _Trad(source)
    found = [
        (index, number)
        for index, node in enumerate(whole.nodes)
        if node not in whole.skipped
        for number, _ in enumerate(_changes(whole, node, ordlista))
    ]
    for index, number in found:
        mutant = _mutant(modul, source, ordlista, index, number)
        seen[mutant.nyckel] += 1
        yield replace(mutant, nummer=seen[mutant.nyckel])


def _mutant(modul: str, source: str, ordlista: Ord, index: int, number: int) -> Mutant:
    trad = _Trad(source)
    node = trad.nodes[index]
    slag, change = list(_changes(trad, node, ordlista))[number]
    place = trad.place(node)
    above, name, i = trad.parent[place]
    entry = ""
    if isinstance(above, ast.Dict) and name == "values" and i is not None:
        entry = f"{ast.unparse(above.keys[i] or place)}: "
    fore = entry + ast.unparse(place)
    change()
    new = getattr(above, name)
    efter = entry + ast.unparse(new if i is None else new[i])
    ast.fix_missing_locations(trad.tree)
    rad = getattr(node, "lineno", getattr(place, "lineno", 0))
    return Mutant(modul, rad, trad.function(node), slag, fore, efter, 1, trad.tree)
