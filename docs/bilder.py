"""`make bilder`: a page of each document of the model quarter as a picture, for README."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import pypdfium2

BILDER: Final = Path(__file__).parent / "bilder"
EJV: Final = str(Path(sys.executable).with_name("ejv"))
IDAG: Final = "2019-05-13"
SIDOR: Final = {
    "statistikrapport": ("statistikrapport_2019Q1_LSS.pdf", 1),
    "statistikrapport_arenden": ("statistikrapport_2019Q1_LSS.pdf", 2),
    "tjansteutlatande": ("tjansteutlatande_2019Q1_LSS.pdf", 1),
    "fullmaktige": ("fullmaktige_2019Q1_LSS.pdf", 2),
    "revisorer": ("revisorer_2019Q1_LSS.pdf", 1),
    "ivo": ("ivo_2019Q1_LSS.pdf", 3),
}
"""Picture → file and page, counted from 1."""
SKALA: Final = 1.25
FARGER: Final = 64
KANT: Final = "#CCD4DB"


def run(folder: Path, *args: str) -> None:
    """Run the program on the demonstration's register; 1 is what it says when something needs somebody."""
    env = {**os.environ, "EJV_IDAG": IDAG, "EJV_ANVANDARE": "exempel", "EJV_DATABAS": str(folder / "register.db")}
    done = subprocess.run([EJV, *args], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"ejv {' '.join(args)} slutade med kod {done.returncode}.")


def draw(pdf: Path, page: int, target: Path) -> None:
    """Draw a page with a thin border, in few colours."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[min(page, len(document)) - 1].render(scale=SKALA).to_pil().convert("RGB")
    for box in ((0, 0, image.width, 1), (0, 0, 1, image.height)):
        image.paste(KANT, box)
    image.paste(KANT, (0, image.height - 1, image.width, image.height))
    image.paste(KANT, (image.width - 1, 0, image.width, image.height))
    image.quantize(FARGER).save(target, optimize=True)


def main() -> None:
    """Make the documents anew and draw their pages."""
    BILDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        run(folder, "demo", "--ut", str(folder))
        run(folder, "rapport", "ivo", "2019Q1", "--lag", "LSS", "--ut", str(folder))
        for picture, (file, page) in SIDOR.items():
            draw(folder / file, page, BILDER / f"{picture}.png")
    print(f"Bilderna ligger i {BILDER.relative_to(BILDER.parents[1])}/.")


if __name__ == "__main__":
    main()
