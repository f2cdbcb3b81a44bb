"""All the cases: which plots, when, with what facts about the decision; retold until each story holds together."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from exempelkommun_skript import kommun
from exempelkommun_skript.berattelse import Arende, Berattelse, Mall, Rad
from exempelkommun_skript.handling import HANDLINGAR, late_news
from exempelkommun_skript.kalender import DAG, FORSTA_DAG, SISTA_DAG, gransdag, quarter_of, random_day, working_day
from exempelkommun_skript.kommentarer import add_comments, add_ivo_reports
from exempelkommun_skript.mallar import MALLAR, mall_for
from exempelkommun_skript.rapportering import report, waits
from exempelkommun_skript.steg import Oberattbar

FORSTA_BESLUT: Final = date(2022, 10, 3)
SISTA_BESLUT: Final = date(2025, 12, 19)
_FORSOK: Final = 400
_INGA: Final[Mapping[str, str]] = {}
Berattare = Callable[[Berattelse, int], None]


@dataclass(slots=True)
class Bestand:
    """The municipality's cases, in the order they were told."""

    slump: random.Random
    arenden: list[Arende] = field(default_factory=list)

    def tell(
        self,
        mall: Mall,
        handling: str,
        dagar: Callable[[], date],
        *,
        berattare: Berattare | None = None,
        villkor: Callable[[Arende], bool] = lambda _: True,
        beslut: Mapping[str, str] = _INGA,
    ) -> Arende:
        """Tell a case until it holds together, and add it.

        Raises:
            RuntimeError: no telling of it does.
        """
        for _ in range(_FORSOK):
            arende = Arende(mall, working_day(dagar()), FORSTA_DAG, handling)
            arende.kand = arende.beslutsdatum
            arende.beslut |= _facts(self.slump, mall, arende.beslutsdatum) | dict(beslut)
            b = Berattelse(self.slump, arende)
            try:
                (berattare or HANDLINGAR[handling])(b, _total(self.slump, mall))
            except Oberattbar:
                continue
            _limit_in_time(self.slump, arende)
            if villkor(arende) and add_comments(self.slump, arende) and not _breaks_zero(arende):
                add_ivo_reports(self.slump, arende)
                self.arenden.append(arende)
                self._replace(arende)
                return arende
        msg = f"{mall.insats}: {handling} går inte att berätta"
        raise RuntimeError(msg)

    def _replace(self, arende: Arende) -> None:
        """Let a decision that was replaced have its successor."""
        last = waits(arende)[-1].slut
        if last is None or last.falt.get("orsak") != "ersatt" or last.datum > SISTA_DAG:
            return
        same: dict[str, str] = {k: arende.beslut[k] for k in ("kon", "enhet", "handlaggare") if k in arende.beslut}
        plot = "rakt" if "löpt ut" in last.falt.get("text", "") else "i_tid"
        new = self.tell(arende.mall, plot, lambda: last.datum, beslut=same)
        new.ersatter = arende


def _total(slump: random.Random, mall: Mall) -> int:
    """Draw a wait of more than three months, in days."""
    return int(min(1000, max(96, mall.vantan * slump.lognormvariate(0, 0.5))))


def _facts(slump: random.Random, mall: Mall, day: date) -> dict[str, str]:
    women = {kommun.ALDRE: 0.63, kommun.STOD: 0.45, kommun.IFN: 0.5}[mall.namnd]
    unit = slump.choice(kommun.ENHETER[mall.namnd, mall.lag])
    if mall.namnd == kommun.IFN:
        unit = (
            "Ungdomsenheten"
            if "kontaktperson" in mall.insats or mall.insats == "stödboende"
            else "Barn- och familjeenheten"
        )
    facts = {
        "lag": mall.lag,
        "insats": kommun.era_label(mall.insats, day),
        "lagrum": kommun.write_lagrum(slump, mall, day),
        "verksamhetsomrade": kommun.OMRADE[mall.namnd],
        "namnd": mall.namnd,
        "kon": "" if slump.random() < 0.03 else ("K" if slump.random() < women else "M"),  # noqa: PLR2004
        "ansokningsdatum": working_day(day - DAG * slump.randint(9, 75)).isoformat(),
        "enhet": unit,
        "handlaggare": slump.choice(kommun.HANDLAGGARE[unit]),
    }
    facts["ansokningsdatum"] = min(facts["ansokningsdatum"], day.isoformat())
    if "boende" in mall.insats or "bostad" in mall.insats or slump.random() < 0.25:  # noqa: PLR2004
        facts["kostnad_manad"] = str(mall.kostnad + 100 * slump.randint(-15, 15))
    return facts


def _limit_in_time(slump: random.Random, arende: Arende) -> None:
    """Give some decisions a last day, never one that the story has not told of."""
    if not arende.mall.tidsbegransad or slump.random() < 0.5 or "galler_till" in arende.beslut:  # noqa: PLR2004
        return
    last = arende.beslutsdatum + relativedelta(months=arende.mall.tidsbegransad) - DAG
    ends = [v.slut.datum if v.slut else date.max for v in waits(arende)]
    if max(ends) < last or last > SISTA_DAG + 40 * DAG:
        arende.beslut["galler_till"] = last.isoformat()


def _breaks_zero(arende: Arende) -> bool:
    """Tell whether a case would be in the report that is to be empty."""
    if arende.mall.namnd != kommun.IFN:
        return False
    return any(row.kvartal == kommun.NOLLKVARTAL for row in report(arende))


def build_regular(bestand: Bestand) -> None:
    """Tell the ordinary cases of the three years."""
    slump = bestand.slump

    def days() -> date:
        return random_day(slump, FORSTA_BESLUT, SISTA_BESLUT)

    for mall in MALLAR:
        plots = [name for name, weight in mall.handlingar.items() for _ in range(weight)]
        full = (
            (plots * (mall.antal // len(plots) + 1))[: mall.antal] if mall.antal > len(plots) else plots[: mall.antal]
        )
        for plot in full:
            late = plot in {"rakt", "avliden", "nej"} and slump.random() < 0.11  # noqa: PLR2004
            bestand.tell(mall, plot, days, berattare=_known_late(plot) if late else None)


def _known_late(plot: str) -> Berattare:
    def tell(b: Berattelse, total: int) -> None:
        HANDLINGAR[plot](b, total)
        late_news(b)

    return tell


def build_history(bestand: Bestand) -> None:
    """Tell the cases that were open, and had been reported, when the register was made."""
    slump = bestand.slump
    waiting = ("särskilt boende för äldre", "bostad med särskild service för vuxna", "kontaktperson", "ledsagarservice")
    weights = (8, 10, 7, 3)

    def open_then(arende: Arende) -> bool:
        first = waits(arende)[0]
        return first.slut is None or first.slut.datum >= FORSTA_DAG

    for number in range(28):
        insats = slump.choices(waiting, weights)[0]
        mall = mall_for(insats, "SoL" if insats.startswith("särskilt") else "LSS")
        plot = slump.choice(("rakt", "rakt", "nej", "nejnej", "nej_ater", "aterkallad", "flyttat"))
        if insats == "ledsagarservice":
            plot = "rakt"
        years = 2 if "bostad" in insats else 1

        def day(years: int = years) -> date:
            return random_day(slump, date(2023 - years, 3, 1), date(2022, 9, 15))

        def told(b: Berattelse, total: int, plot: str = plot) -> None:
            HANDLINGAR[plot](b, total + 120)
            _remember(b.arende)

        unknown = number in {4, 13, 22}
        bestand.tell(mall, plot, day, berattare=None if unknown else told, villkor=open_then)
    _ended_before(bestand)


def _remember(arende: Arende) -> None:
    """Note in which quarter a case was new, before the register was made."""
    quarter = quarter_of(gransdag(arende.beslutsdatum))
    arende.rader.append(Rad(quarter.sista, "rapporterad", quarter.sista, {"kvartal": str(quarter), "vantan": "beslut"}))


def _ended_before(bestand: Bestand) -> None:
    """Two that ended before the register, not yet reported as ended; one that was."""
    slump = bestand.slump
    mall = mall_for("kontaktperson", "LSS")

    def autumn(arende: Arende) -> bool:
        slut = waits(arende)[0].slut
        return slut is not None and date(2022, 10, 5) <= slut.datum <= date(2022, 12, 20)

    def told(slag: str) -> Berattare:
        def tell(b: Berattelse, total: int) -> None:
            HANDLINGAR["rakt"](b, total)
            _remember(b.arende)
            if slag == "slutrapporterad":
                b.arende.rader[-1].slag = slag
                b.arende.rader[-1].falt["kvartal"] = "2022Q4"
                b.arende.rader[-1].datum = b.arende.rader[-1].kand = date(2022, 12, 31)

        return tell

    for slag in ("rapporterad", "rapporterad", "slutrapporterad"):
        bestand.tell(
            mall,
            "rakt",
            lambda: random_day(slump, date(2022, 3, 1), date(2022, 6, 15)),
            berattare=told(slag),
            villkor=autumn,
        )


def change_staff(bestand: Bestand, gammal: str, ny: str, dag: date) -> None:
    """Let one handläggare take over another's open cases."""
    for arende in bestand.arenden:
        slut = waits(arende)[-1].slut
        still_open = arende.beslutsdatum < dag and (slut is None or slut.datum > dag + timedelta(days=20))
        if arende.beslut["handlaggare"] == gammal and still_open:
            arende.andringar.append((dag, {"handlaggare": ny}))
        elif arende.beslut["handlaggare"] == gammal and arende.beslutsdatum >= dag:
            arende.beslut["handlaggare"] = ny
