"""docs/import.md: its example profiles can be read, and read the list it shows; every key is explained there."""

import re
from datetime import date
from pathlib import Path

from ejverkstallda.app.importprofiler import shipped_profiles
from ejverkstallda.readers.profil import parse_profile
from ejverkstallda.readers.profil_koder import Datumform, shown
from ejverkstallda.readers.profil_schema import Handelsefalt, Handelsekolumn, Profil, Tabelldel
from ejverkstallda.readers.profilrader import map_table
from ejverkstallda.readers.tabell import fold

SIDA = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")
EXEMPEL = re.findall(r"```toml\n(.*?)```", SIDA, re.DOTALL)


class Exempellista:
    """The list in the page's table."""

    fil, blad, rubrikrad = "lista.csv", None, 1

    def __init__(self) -> None:
        rows = [line for line in SIDA.splitlines() if line.startswith(("| Dnr |", "| 18-212 |"))]
        header, self._row = ([cell.strip() for cell in line.strip("|").split("|")] for line in rows)
        self.rubriker = tuple(header)
        self.kolumner = tuple(map(fold, header))
        self.rader = lambda: iter([(2, self._row)])

    def plats(self, rad: int, kolumn: str | None = None) -> str:
        return f"{self.fil} rad {rad} kolumn {kolumn}"


def profile(text: str) -> Profil:
    profil, brister = parse_profile(text, "import.md")
    assert brister == ()
    assert profil is not None
    return profil


def test_the_examples_are_whole() -> None:
    assert [profile(text).namn for text in EXEMPEL] == ["bistand", "lss-listan"]


def test_the_example_reads_the_list_as_the_page_says() -> None:
    (post,) = map_table(profile(EXEMPEL[1]), Exempellista(), date(2026, 11, 20))
    key = {"beslutsnummer": "18-212", "kallsystem": "Treserva"}
    assert post.brister == ()
    assert post.beslut == key | {"beslutsdatum": "2018-11-09", "lag": "LSS", "insats": "bostad_vuxna", "kon": "K"}
    assert list(post.handelser) == [
        key | {"handelse": "rapporterad", "kvartal": "2019Q1", "datum": "2019-03-31"},
        key | {"handelse": "kommentar", "datum": "2019-01-22", "text": "Ringt."},
        key | {"handelse": "kommentar", "datum": "2019-04-05", "text": "Kontraktet är klart."},
    ]


def test_every_key_form_and_profile_is_named() -> None:
    event = set(Handelsekolumn.model_fields) - set(Handelsefalt.model_fields)
    keys = {*Profil.model_fields, *Tabelldel.model_fields, *event}
    assert {key for key in keys if not re.search(rf"[`\[.]{key}[`\].= ]", SIDA)} == set()
    assert {shown(form) for form in Datumform if f'`"{shown(form)}"`' not in SIDA} == set()
    assert {profil.namn for profil in shipped_profiles() if f"`{profil.namn}`" not in SIDA} == set()
