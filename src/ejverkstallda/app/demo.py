"""The demonstration: a whole quarter on the sample data, from files to the whole package of papers."""

import shutil
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

from ejverkstallda.app.importera import import_files
from ejverkstallda.app.kommunfil import KOMMUNFIL
from ejverkstallda.app.kvartal_stang import close_quarter
from ejverkstallda.app.kvartal_visa import Urval
from ejverkstallda.app.kvartalsvar import Kvartalsvar
from ejverkstallda.app.pappersformat import parse_formats
from ejverkstallda.app.rapport import Bestallning, Rapportsvar, make_reports
from ejverkstallda.app.register import create
from ejverkstallda.app.resultat import AppError, Resultat, refuse
from ejverkstallda.app.resurser import resource_folder
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal

_MODELL: Final = "ale_2019Q1"
_KVARTAL: Final = Kvartal(2019, 1)
_IDAG: Final = date(2019, 5, 13)
"""The date of the published papers that the sample rebuilds."""
_KOMMUN: Final = "Ale kommun"
_NAMND: Final = "Omsorgs- och arbetsmarknadsnämnden"


class Demosvar(NamedTuple):
    """What the demonstration made: the register, the quarter as closed, and the papers."""

    databas: str
    kvartal: Kvartalsvar
    papper: Rapportsvar

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "databas": self.databas,
            "kvartal": self.kvartal.to_json(),
            "filer": [str(p.fil) for p in self.papper.filer],
            "index": [str(p) for p in self.papper.index],
        }


def run_demo(ctx: Sammanhang, ut: Path | None) -> Resultat[Demosvar]:
    """Make a register of the sample data in a folder, close its quarter and write every paper of it.

    Raises:
        AppError: the folder holds a register already.
    """
    folder = (ut or _free_folder()).resolve()
    databas = folder / "register.db"
    if databas.exists():
        raise refuse("demo_finns", f"Det finns redan ett register i {folder}. Välj en tom mapp med --ut.")
    demo = ctx._replace(databas=str(databas), idag=_IDAG)
    sample = resource_folder("sample_data") / _MODELL
    create(demo, _KOMMUN, [_NAMND], None, None)
    shutil.copyfile(sample / KOMMUNFIL, folder / KOMMUNFIL)
    imported = import_files(demo, [sample / "beslut.csv", sample / "handelser.csv"])
    if imported.nekat:
        raise AppError(imported.brister)
    urval = Urval(_KVARTAL, Lag.LSS)
    closed = close_quarter(demo, urval, despite_faults=False)
    if closed.nekat:
        raise AppError(closed.brister)
    papers = make_reports(demo, Bestallning(None, urval, folder, parse_formats(None, None)))
    brister = dict.fromkeys((*imported.brister, *closed.brister, *papers.brister))
    return Resultat(Demosvar(str(databas), closed.data, papers.data), tuple(brister))


def _free_folder() -> Path:
    candidates = (Path("ejv-demo" if n == 1 else f"ejv-demo-{n}") for n in count(1))
    return next(p for p in candidates if not p.exists())
