"""Make the generated pages: docs/felkoder.md and docs/regelkatalog.md. With --kontrollera: fail when they are stale."""

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

import ejverkstallda
from ejverkstallda.domain import kallor
from ejverkstallda.domain.brister import Felkod
from ejverkstallda.domain.motivering import Regel
from ejverkstallda.domain.parametrar import Parameter, Paslag, Spann

DOCS = Path(__file__).parent
SRC = Path(ejverkstallda.__file__).parent
NEKANDE = {"refuse", "misuse", "RegisterError", "RegisterExistsError"}
GENERERAD = "<!-- Gjord av docs/generera.py. Ändra inte för hand: kör make format. -->"


def modules() -> Iterator[object]:
    """Import and return every module of the program but the migrations."""
    for info in pkgutil.walk_packages([str(SRC)], "ejverkstallda."):
        if ".migrering" not in info.name:
            yield importlib.import_module(info.name)


def instances(kind: type) -> list:
    """Return every value of a kind that a module holds, once, sorted by what it is called."""
    values = (v for m in modules() for held in vars(m).values() for v in (held if type(held) is tuple else (held,)))
    found = {id(v): v for v in values if isinstance(v, kind)}
    return sorted(found.values(), key=lambda v: getattr(v, "kod", None) or _natural(v.id))


def _natural(text: str) -> tuple[str, int, str]:
    head = text.rstrip("0123456789ab")
    digits = "".join(c for c in text if c.isdigit())
    return head, int(digits or 0), text


def refusals() -> dict[str, str]:
    """Return the codes that are given where a request is refused, with the first words of their text."""
    found: dict[str, str] = {}
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in NEKANDE and len(node.args) > 1:
                kod, text = node.args[:2]
                if isinstance(kod, ast.Constant):
                    found.setdefault(str(kod.value), _words(text))
    return found


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
    return "…"


def felkoder() -> str:
    """Return the page of fault codes."""
    lines = [
        GENERERAD,
        "# Felkoder",
        "",
        "Brister i uppgifter och filer. `fel` och `varning` behöver någon, `upplysning` bara berättar.",
        "",
        "| kod | allvar | betyder | gör så här |",
        "|---|---|---|---|",
        *(f"| `{f.kod}` | {f.allvar} | {f.betydelse} | {f.atgard or '–'} |" for f in instances(Felkod)),
        "",
        "## När en begäran nekas",
        "",
        "| kod | text |",
        "|---|---|",
        *(f"| `{kod}` | {text.replace('|', '/')} |" for kod, text in sorted(refusals().items())),
    ]
    return "\n".join(lines) + "\n"


def _cite(sources: Iterable[kallor.Kalla]) -> str:
    return "; ".join(f"{k.text} ({k.slag}{_since(k)})" for k in sources)


def _since(source: kallor.Kalla) -> str:
    """Tell from and until when a statute is in force; other sources have their dates in the table of sources."""
    if source.slag is not kallor.Kallslag.LAG:
        return ""
    since = f", från {source.fran}" if source.fran else ""
    return f"{since}{f' till {source.till}' if source.till else ''}"


def cases() -> dict[str, dict[str, int]]:
    """Return for each rule and source the number of cases per file in tests/cases that rest on it."""
    found: dict[str, dict[str, int]] = {}
    for path in sorted((DOCS.parent / "tests" / "cases").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            for name in case["kalla"]:
                per_file = found.setdefault(name, {})
                per_file[path.name] = per_file.get(path.name, 0) + 1
    return found


def _covered(name: str, found: dict[str, dict[str, int]]) -> str:
    per_file = found.get(name, {})
    return ", ".join(f"{file} ({number})" for file, number in per_file.items()) or "–"


def _dates(value: Regel | Parameter | kallor.Kalla) -> str:
    if value.fran is None and value.till is None:
        return "som källorna"
    return f"{value.fran or '–'} till {value.till or '–'}"


PROVAS_MED = {
    "tidsgrans": "R2",
    "rapporteringsdagar": "R12",
    "avgift-till-2025": "A1",
    "avgift-fran-2026": "A1",
    "avgift-tva-ar": "A2",
    "avgift-paslag": "A3",
}
"""The rule whose cases try each parameter."""


def _value(value: object) -> str:
    if isinstance(value, Spann):
        return f"{value.lagst}–{value.hogst} kr"
    if isinstance(value, Paslag):
        return f"{value.procent} procent"
    if isinstance(value, dict):
        return ", ".join(
            f"kvartal {q}: {d.dag}/{d.manad}{' året efter' if d.ar_efter else ''}" for q, d in value.items()
        )
    return f"{value} månader"


def regelkatalog() -> str:
    """Return the page of rules, parameters and sources."""
    found = cases()
    lines = [
        GENERERAD,
        "# Regelkatalog",
        "",
        "Reglerna som programmet räknar efter. Stödets slag står inom parentes: lag, myndighet eller egen tolkning.",
        "",
        "Fallen som prövar regeln ligger i `tests/cases`; siffran är antalet fall i filen.",
        "",
        "| regel | vad den svarar på | källor | gäller | fall |",
        "|---|---|---|---|---|",
        *(
            f"| {r.id} | {r.namn} | {_cite(r.kallor)} | {_dates(r)} | {_covered(r.id, found)} |"
            for r in instances(Regel)
        ),
        "",
        "## Parametrar",
        "",
        "| parameter | värde | källor | gäller | fall |",
        "|---|---|---|---|---|",
        *(
            f"| {p.id} | {_value(p.varde)} | {_cite(p.kallor)} | {_dates(p)} | {_covered(PROVAS_MED[p.id], found)} |"
            for p in instances(Parameter)
        ),
        "",
        f"## Källor (senast kontrollerade {kallor.KONTROLLERAD})",
        "",
        "| källa | slag | plats | gäller | förbehåll | länk | fall |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {k.id} | {k.slag} | {k.text} | {_dates(k)} | {k.forbehall or '–'} | {k.akt.lank} "
            f"| {_covered(k.id, found)} |"
            for k in kallor.ALLA
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or tell which are stale."""
    pages = {DOCS / "felkoder.md": felkoder(), DOCS / "regelkatalog.md": regelkatalog()}
    if "--kontrollera" not in sys.argv:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [p.name for p, text in pages.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if stale:
        print(f"Inaktuella sidor: {', '.join(stale)}. Kör make format.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
