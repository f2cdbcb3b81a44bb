"""The index of a whole package of papers: what, for whom, which file, its SHA-256, and whether it is a draft.

No day stands in it: the index of a closed quarter is the same whenever it is made.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ejverkstallda import __version__
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.pappersfil import Pappersfil
from ejverkstallda.domain.brister import Allvar, Brist, Felkod
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.kommun import ascii_name
from ejverkstallda.report.talord import stor
from ejverkstallda.store.kvartalslager import sha256

INDEX_GALLER_INTE: Final = Felkod(
    "index_galler_inte",
    Allvar.UPPLYSNING,
    "En fil som innehållsförteckningen räknar upp har ersatts, och kontrollsumman där gäller inte längre.",
    "Gör om hela paketet med ejv rapport alla och --skriv-over.",
)


def build_index(urval: Urval, papers: Sequence[Pappersfil], folder: Path) -> dict[Path, bytes]:
    """Return the index files of a package: one for programs, one to read. A chosen nämnd is named as in its papers."""
    chosen = (str(urval.kvartal), urval.lag.value if urval.lag else "", _namnd_part(urval, papers))
    stem = "_".join(part for part in chosen if part)
    return {
        folder / f"index_{stem}.json": _as_json(urval, papers),
        folder / f"INNEHALL_{stem}.txt": _as_text(urval, papers),
    }


def outdated_indexes(kvartal: Kvartal, files: Mapping[Path, bytes], folder: Path) -> tuple[Brist, ...]:
    """Tell of each index in the folder that lists a file as it was before; what is no index is passed by."""
    told = []
    new = {path.name: sha256(content) for path, content in files.items()}
    for path in sorted(folder.glob(f"index_{kvartal}*.json")):
        try:
            listed = [(p["fil"], p["sha256"]) for p in json.loads(path.read_bytes())["papper"]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if any(new.get(name, digest) != digest for name, digest in listed):
            told.append(INDEX_GALLER_INTE.brist(INDEX_GALLER_INTE.betydelse, str(path)))
    return tuple(told)


def _namnd_part(urval: Urval, papers: Sequence[Pappersfil]) -> str:
    if urval.namnd is None:
        return ""
    return next((p.byggt.namnddel for p in papers if p.byggt.namnddel), ascii_name(urval.namnd))


def _as_json(urval: Urval, papers: Sequence[Pappersfil]) -> bytes:
    value = {
        "version": 1,
        "program": __version__,
        "kvartal": str(urval.kvartal),
        "papper": [
            {
                "fil": p.fil.name,
                "papper": p.slag.kod,
                "for": p.mottagare,
                "format": p.format,
                "lag": p.lag,
                "namnd": p.namnd,
                "stangt": p.stangt,
                "byte": p.antal_byte,
                "sha256": p.sha256,
            }
            for p in papers
        ],
    }
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _as_text(urval: Urval, papers: Sequence[Pappersfil]) -> bytes:
    lines = [
        f"Papper om ej verkställda beslut, {urval.kvartal}",
        f"Gjorda med ejverkstallda {__version__}",
        "Kontrollsumman (SHA-256) visar om en fil har ändrats sedan den gjordes.",
    ]
    heading = None
    for p in papers:
        own = (p.slag.kod, p.lag, p.namnd, p.stangt)
        if own != heading:
            heading = own
            about = ", ".join(part for part in (p.lag, p.namnd) if part)
            state = "kvartalet är stängt" if p.stangt else "UTKAST, kvartalet är inte stängt"
            lines += [
                "",
                f"{stor(p.slag.namn)}{f' ({about})' if about else ''}",
                f"  Till {p.mottagare}. {stor(state)}.",
            ]
        lines += [f"  {p.fil.name}", f"    SHA-256 {p.sha256}"]
    return ("\r\n".join(_shown(line) for line in lines) + "\r\n").encode("utf-8-sig")


def _shown(text: str) -> str:
    """Return a line as it can be shown anywhere: what is written of a nämnd may hold what a terminal obeys."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
