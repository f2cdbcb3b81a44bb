"""How long `ejv --help` takes against a bare Typer program, whole processes in turn; prints medians and their ratio."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

VARV = 15
BAR = '''import typer

app = typer.Typer()


@app.command()
def hej(namn: str, antal: int = 1) -> None:
    """Say hello."""


@app.command()
def da(namn: str) -> None:
    """Say goodbye."""


app()
'''


def seconds(command: list[str]) -> float:
    """Return the wall time of a process in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bar.py"
        bare.write_text(BAR, encoding="utf-8")
        ours = [str(Path(sys.executable).with_name("ejv")), "--help"]
        peer = [sys.executable, str(bare), "--help"]
        seconds(ours), seconds(peer)
        pairs = [(seconds(ours), seconds(peer)) for _ in range(VARV)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(x / y for x, y in pairs)
    print(f"ejv --help {a:.3f} s, ett bart Typer-program {b:.3f} s, kvot {ratio:.2f} (median av {VARV})")


if __name__ == "__main__":
    main()
