"""The answer about a quarter, as the contract's JSON (section 4, `kvartal visa` and `kvartal stang`)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.dagar import Intervall
from ejverkstallda.domain.kvartalsbild import Kvartalsbild
from ejverkstallda.domain.rapportering import Grupp, Rad, Ram
from ejverkstallda.domain.vantan import Slut
from ejverkstallda.store.kvartalslager import Frystrad, Stangning

_GRUPPNAMN = {
    Grupp.NY: "nya",
    Grupp.VERKSTALLD: "verkstallda",
    Grupp.AVSLUTAD: "avslutade",
    Grupp.KVARSTAENDE: "kvarstaende",
}


@dataclass(frozen=True, slots=True)
class Kvartalsvar:
    """A quarter for a selection (law and nämnd, None = all).

    `stangd`: the whole selection is frozen and shown as frozen. `beslut_ids` is the store's handle on each
    row's decision, by `fall_id`; `celler` the nämnd and law that each computed row is told under; `frysta` holds
    the frozen rows that are shown, by `fall_id`.
    """

    ram: Ram
    lag: Lag | None
    namnd: str | None
    bild: Kvartalsbild
    stangd: bool
    beslut_ids: dict[int, int] = field(default_factory=dict)
    celler: dict[int, tuple[str, Lag]] = field(default_factory=dict)
    frysta: dict[int, Frystrad] = field(default_factory=dict)
    stangningar: tuple[Stangning, ...] = ()
    aktuellt: bool = False

    @property
    def preliminar(self) -> bool:
        """Whether statusdag has yet to pass; a closed quarter never is."""
        return self.ram.preliminar and not self.stangd

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        ram, bild = self.ram, self.bild
        summor = bild.summor
        return {
            "kvartal": str(ram.kvartal),
            "lag": self.lag.value if self.lag else None,
            "namnd": self.namnd or None,
            "stangd": self.stangd,
            "preliminar": self.preliminar,
            "pa_vag": bild.pa_vag,
            "period": _interval(ram.kvartal.period),
            "beslutsfonster": _interval(ram.kvartal.beslutsfonster),
            "statusdag": ram.statusdag.isoformat(),
            "rapporteringsdag": ram.rapporteringsdag.isoformat(),
            "summor": {
                "nya": summor.nya,
                "verkstallda": summor.verkstallda,
                "avslutade": summor.avslutade,
                "kvarstaende": summor.kvarstaende,
                "rapporterade": summor.rapporterade,
                "ej_verkstallda": summor.ej_verkstallda,
            },
            "kon": {name: _sexes(bild, grupp) for grupp, name in _GRUPPNAMN.items()},
            "rader": [row_json(r) for r in bild.rader],
        }


def _interval(interval: Intervall) -> dict[str, str]:
    return {"fran": interval.fran.isoformat(), "till": interval.till.isoformat()}


def _sexes(bild: Kvartalsbild, grupp: Grupp) -> dict[str, int]:
    count = bild.by_sex(grupp)
    return {"K": count.kvinnor, "M": count.man, "okant": count.okant}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def slut_json(slut: Slut | None) -> dict[str, Any] | None:
    """Return an end as JSON."""
    if slut is None:
        return None
    return {"slag": slut.slag.value, "datum": _day(slut.datum), "orsak": slut.orsak.value if slut.orsak else None}


def row_json(rad: Rad) -> dict[str, Any]:
    """Return a row as JSON."""
    return {
        "beslutsnummer": rad.beslutsnummer,
        "kallsystem": rad.kallsystem,
        "lag": rad.lag.value,
        "beslutsdatum": rad.beslutsdatum.isoformat(),
        "vantan": rad.vantan.value,
        "start": rad.start.isoformat(),
        "gransdag": rad.gransdag.isoformat(),
        "grupp": rad.grupp.value,
        "sen": rad.sen,
        "slut": slut_json(rad.slut),
        "slut_efter_statusdag": slut_json(rad.slut_efter_statusdag),
        "insats": rad.insats,
        "insats_kod": rad.insats_kod,
        "verksamhetsomrade": rad.verksamhetsomrade,
        "namnd": rad.namnd,
        "kon": rad.kon.value if rad.kon else None,
        "dagar": rad.dagar,
        "dagar_sedan_beslut": rad.dagar_sedan_beslut,
        "forst_rapporterad": str(rad.forst_rapporterad) if rad.forst_rapporterad else None,
    }
