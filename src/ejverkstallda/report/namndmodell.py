"""What the nämnd's statistikrapport holds: the figures, and a row per väntan with no field for who it is about."""

from datetime import date
from typing import NamedTuple

from ejverkstallda.domain.beslut import Lag, Vantanslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.prognos import Prognos
from ejverkstallda.domain.rapportering import Grupp, Rad
from ejverkstallda.domain.vantan import Slut
from ejverkstallda.report.grunder import Grund, row_grounds
from ejverkstallda.report.modell import Notering
from ejverkstallda.report.radfakta import Radfakta
from ejverkstallda.report.rakning import insats_name
from ejverkstallda.report.rapportval import Arendenummer
from ejverkstallda.report.statistikmodell import Konsuppdelning, Rapporthuvud, Statistik
from ejverkstallda.report.underlag import Underlag


class Namndrad(NamedTuple):
    """A väntan as the nämnd sees it. `nummer` is the decision's, or a running one (löpnummer) by the setting.

    `insats` is the label as registered, `insats_namn` the word that the tables and every paper of the quarter use.
    Neither identity nor sex has a field here; `enhet` is filled only where the municipality has chosen so.
    """

    nummer: str
    lag: Lag
    beslutsdatum: date
    vantan: Vantanslag
    start: date
    gransdag: date
    grupp: Grupp
    sen: bool
    slut: Slut | None
    slut_efter_statusdag: Slut | None
    insats: str
    insats_namn: str
    verksamhetsomrade: str | None
    enhet: str | None
    dagar: int
    dagar_sedan_beslut: int
    forst_rapporterad: Kvartal | None
    noteringar: tuple[Notering, ...]
    grunder: tuple[Grund, ...]


class Namndinnehall(NamedTuple):
    """The nämnd's report: what it is about, its figures, the new by insats and sex, its rows and any forecast."""

    huvud: Rapporthuvud
    statistik: Statistik
    nya: Konsuppdelning | None
    rader: tuple[Namndrad, ...]
    prognos: tuple[Prognos, ...] = ()

    def group(self, grupp: Grupp) -> tuple[Namndrad, ...]:
        """Return the rows of one group."""
        return tuple(r for r in self.rader if r.grupp is grupp)


def build_rows(underlag: Underlag) -> tuple[Namndrad, ...]:
    """Make the rows in the report's order."""
    val = underlag.kommun.rapport
    running = val.arendenummer is Arendenummer.LOPNUMMER
    none = Radfakta()

    def row(lopnummer: int, rad: Rad) -> Namndrad:
        fakta = underlag.fakta.get(rad.fall_id, none)
        return Namndrad(
            nummer=str(lopnummer) if running else rad.beslutsnummer,
            lag=rad.lag,
            beslutsdatum=rad.beslutsdatum,
            vantan=rad.vantan,
            start=rad.start,
            gransdag=rad.gransdag,
            grupp=rad.grupp,
            sen=rad.sen,
            slut=rad.slut,
            slut_efter_statusdag=rad.slut_efter_statusdag,
            insats=rad.insats,
            insats_namn=insats_name(rad),
            verksamhetsomrade=rad.verksamhetsomrade,
            enhet=fakta.enhet if val.delar.enhet and not fakta.skyddad else None,
            dagar=rad.dagar,
            dagar_sedan_beslut=rad.dagar_sedan_beslut,
            forst_rapporterad=rad.forst_rapporterad,
            noteringar=tuple(sorted(underlag.noteringar.get(rad.fall_id, ()), key=lambda n: n.datum)),
            grunder=row_grounds(rad, underlag.ram.kvartal, fakta) if val.delar.grunder else (),
        )

    return tuple(row(i, rad) for i, rad in enumerate(underlag.bild.rader, 1))
