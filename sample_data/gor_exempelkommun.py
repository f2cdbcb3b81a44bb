"""Write the sample municipality: the invented Granhamn, three years, the same bytes every time.

`python sample_data/gor_exempelkommun.py [--ut KATALOG]`; without `--ut` into `sample_data/exempelkommun`.
"""

import argparse
import random
from datetime import date
from pathlib import Path
from typing import Final

from exempelkommun_skript.bestand import Bestand, build_history, build_regular, change_staff
from exempelkommun_skript.filer import import_files, number
from exempelkommun_skript.kommun import kommun_toml
from exempelkommun_skript.lasmig import write_lasmig
from exempelkommun_skript.sarfall import build_special

FRO: Final = 20230101
HAR: Final = Path(__file__).resolve().parent


def build() -> Bestand:
    """Tell all cases and number them."""
    bestand = Bestand(random.Random(FRO))  # noqa: S311 — stories, not secrets
    build_regular(bestand)
    build_history(bestand)
    build_special(bestand)
    change_staff(bestand, "Sara Nilhede", "Lena Törnfors", date(2024, 10, 1))
    number(bestand.slump, bestand.arenden)
    return bestand


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Skriver den påhittade kommunens importfiler.")
    parser.add_argument("--ut", type=Path, default=HAR / "exempelkommun", help="katalog att skriva i")
    ut: Path = parser.parse_args().ut
    arenden = build().arenden
    files = import_files(arenden) | {"kommun.toml": kommun_toml(), "LASMIG.md": write_lasmig(arenden)}
    for name, text in files.items():
        path = ut / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    print(f"{len(arenden)} beslut skrivna i {ut}")


if __name__ == "__main__":
    main()
