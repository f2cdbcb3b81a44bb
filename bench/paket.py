"""`ejv rapport alla` for the model quarter against a script that imports the same libraries and writes two empty files.

The libraries are those that the program itself has loaded when it is done, each module of them. The script is measured
twice: as any script, and with the collector off while modules load, which is something that the program does.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from matning import ejv, machine, median_processes

_VARV: Final = 11
_BIBLIOTEK: Final = """\
import json, sys
from ejverkstallda.cli.start import run_command
out = sys.argv[1]
run_command(sys.argv[2:])
loaded = [n for n, m in sys.modules.items() if "site-packages" in str(getattr(m, "__file__", None))]
open(out, "w").write(json.dumps(sorted(n for n in loaded if not n.startswith(("ejverkstallda", "_")))))
"""
_UTAN_SKRAPSAMLING: Final = "import gc\ngc.disable()\n"
_TOMT: Final = """\
import importlib, json, sys
for name in json.load(open(sys.argv[1])):
    importlib.import_module(name)
import docx
from reportlab.pdfgen.canvas import Canvas
canvas = Canvas(sys.argv[2] + "/tom.pdf")
canvas.showPage()
canvas.save()
docx.Document().save(sys.argv[2] + "/tom.docx")
"""
_JAMFORS: Final = {
    "tomt": ("ett skript som laddar samma {} moduler och skriver en tom sida och ett tomt Word-dokument", "1.5"),
    "samlar_inte": ("samma skript, med skräpsamlingen avstängd som i programmet", ""),
}


def main() -> None:
    """Measure and print a table."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(ejv("demo", "--ut", str(folder / "demo")), check=True, stdout=subprocess.DEVNULL)
        ours = ["--databas", str(folder / "demo" / "register.db"), "--idag", "2019-05-13"]
        ours += ["rapport", "alla", "2019Q1", "--lag", "LSS", "--skriv-over", "--ut", str(folder / "ut")]
        scripts = {"bibliotek.py": _BIBLIOTEK, "tomt.py": _TOMT, "samlar_inte.py": _UTAN_SKRAPSAMLING + _TOMT}
        for script, text in scripts.items():
            (folder / script).write_text(text, encoding="utf-8")
        modules = str(folder / "moduler.json")
        made = [sys.executable, str(folder / "bibliotek.py"), modules, *ours]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder / "ut")
        peers = {name: [sys.executable, str(folder / f"{name}.py"), modules, str(folder)] for name in _JAMFORS}
        done = median_processes({**peers, "alla": ejv(*ours)}, _VARV)
        count = len(json.loads(Path(modules).read_text(encoding="utf-8")))
    print(f"{machine()}\n\n## rapport alla för modellkvartalet (processortid, median av {_VARV})\n")
    print(f"ejv rapport alla, 20 filer: {done['alla']:.2f} sekunder.\n")
    print("| bredvid | sekunder | kvot | mål högst |\n|---|---|---|---|")
    for name, (meaning, goal) in _JAMFORS.items():
        print(f"| {meaning.format(count)} | {done[name]:.2f} | {done['alla'] / done[name]:.2f} | {goal} |")


if __name__ == "__main__":
    main()
