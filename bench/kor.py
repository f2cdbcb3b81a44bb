"""Runs the benchmarks and prints their tables: 10 000 and 100 000 decisions, with --stor also 1 000 000.

Registers are made in a temporary folder; with --katalog they are kept there and used again.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Final

import kvartal
import processer
import uppfoljning
from matning import machine
from register import OPPNA, make_register

_STORLEKAR: Final = (10_000, 100_000)
_STOR: Final = 1_000_000


def main() -> None:
    """Make the registers and measure on them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stor", action="store_true", help="även 1 000 000 beslut (det registret tar tid att göra)")
    parser.add_argument("--katalog", type=Path, help="spara registren här, och använd dem som redan finns")
    val = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = val.katalog or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        registers = {}
        for size in (*_STORLEKAR, _STOR) if val.stor else _STORLEKAR:
            registers[size] = folder / f"register_{size}.db"
            if not registers[size].exists():
                make_register(registers[size], size)
        print(f"{machine()}. Varje register har {OPPNA} öppna fall.")
        kvartal.measure(registers)
        uppfoljning.measure(registers)
        processer.measure(max(registers), registers[max(registers)], Path(temporary))


if __name__ == "__main__":
    main()
