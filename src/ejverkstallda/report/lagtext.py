"""How the law of a report is named, and which paragraphs of the duty are cited (R16)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kallor import Akt, Kalla
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagrum import sol_in_force
from ejverkstallda.domain.parametrar import TIDSGRANS_MANADER
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.talord import uppraknat


class Lagtext(NamedTuple):
    """The law in words, for templates.

    `namn` is the full name and `kort` the acronym, `grund` the paragraph the decisions rest on: those of the acts
    that the report's own decisions were made under. `lagrum` is the paragraphs of the duty by the quarter's last day.
    `aldre_namn` and `aldre_lagrum` name the replaced socialtjänstlag where decisions from before `ny_sol` are in a
    later quarter, else they are empty; `enbart_aldre`: no decision under the present SoL is among them.
    """

    namn: str
    kort: str
    grund: str
    lagrum: str
    manader: int
    ny_sol: date
    aldre_namn: str = ""
    aldre_lagrum: str = ""
    enbart_aldre: bool = False


class _Aktplatser(NamedTuple):
    """An act, the paragraphs that grant its insatser, those of the duty in order, and that of a vistelsekommun."""

    akt: Akt
    grund: tuple[Kalla, ...]
    plikt: tuple[Kalla, Kalla, Kalla]
    vistelse: Kalla

    @property
    def basis(self) -> str:
        return f"{uppraknat([k.plats for k in self.grund], 'eller')} {self.akt.kort}"

    @property
    def duty(self) -> str:
        return f"{paragraph_range(self.plikt[0], self.plikt[-1])} {self.akt.kort}"


_LSS = _Aktplatser(kallor.LSS, (kallor.LSS_9,), (kallor.LSS_28F, kallor.LSS_28G, kallor.LSS_28H), kallor.LSS_28I)
_SOL_2001 = _Aktplatser(
    kallor.SOL_2001,
    (kallor.SOL01_4_1,),
    (kallor.SOL01_16_6F, kallor.SOL01_16_6G, kallor.SOL01_16_6H),
    kallor.SOL01_16_6I,
)
_SOL_2025 = _Aktplatser(
    kallor.SOL_2025,
    (kallor.SOL25_11_1, kallor.SOL25_12_1),
    (kallor.SOL25_34_1, kallor.SOL25_34_2, kallor.SOL25_34_3),
    kallor.SOL25_34_4,
)


_AKTER: Final = {places.akt.kort: places for places in (_LSS, _SOL_2001, _SOL_2025)}
"""In the order that a text names them."""


def paragraph_range(first: Kalla, last: Kalla) -> str:
    """Cite from one paragraph to another of the same act: `28 f–h §§`, `34 kap. 1–3 §§`."""
    head, _, start = first.plats.removesuffix(" §").rpartition(" ")
    end = last.plats.removesuffix(" §").rpartition(" ")[2]
    return f"{head} {start}–{end} §§"


def _acts(lag: Lag | None, kvartal: Kvartal) -> tuple[_Aktplatser, ...]:
    """The acts of a report: the law's own, the SoL as it is on the quarter's last day."""
    sol = _SOL_2025 if sol_in_force(kvartal.last_day) is kallor.SOL_2025 else _SOL_2001
    return {Lag.LSS: (_LSS,), Lag.SOL: (sol,), None: (_LSS, sol)}[lag]


def cite_statistics(lag: Lag | None, kvartal: Kvartal) -> str:
    """Cite the paragraph that fullmäktige's statistics rest on: `28 h § LSS`."""
    return uppraknat([k.text for k in statistics_sources(lag, kvartal)])


def statistics_sources(lag: Lag | None, kvartal: Kvartal) -> tuple[Kalla, ...]:
    """Return the paragraphs that fullmäktige's statistics rest on."""
    return tuple(act.plikt[-1] for act in _acts(lag, kvartal))


def cite_report(lag: Lag | None, kvartal: Kvartal) -> str:
    """Cite the paragraph that IVO and the revisorer are told of a decision not executed by: `28 f § LSS`."""
    return uppraknat([act.plikt[0].text for act in _acts(lag, kvartal)])


def cite_execution(lag: Lag | None, kvartal: Kvartal) -> str:
    """Cite the paragraph that they are told of its execution by: `28 g § LSS`."""
    return uppraknat([act.plikt[1].text for act in _acts(lag, kvartal)])


def cite_cases(lag: Lag | None, kvartal: Kvartal) -> str:
    """Cite the paragraphs that IVO and the revisorer are told single decisions by: `28 f–g §§ LSS`."""
    return uppraknat([f"{paragraph_range(*act.plikt[:2])} {act.akt.kort}" for act in _acts(lag, kvartal)])


def cite_residence(lag: Lag | None, kvartal: Kvartal) -> str:
    """Cite the paragraph about a municipality that executes for another (vistelsekommun)."""
    return uppraknat([act.vistelse.text for act in _acts(lag, kvartal)])


def decision_acts(lag: Lag | None, kvartal: Kvartal, rader: Iterable[Rad]) -> tuple[str, ...]:
    """Name the acts (by `Akt.kort`) that a report's decisions were made under, by the day of each decision (R5, R16).

    Of a law without decisions it is the act that those of the quarter's beslutsfönster would be made under.
    """
    laws = (lag,) if lag else tuple(Lag)
    days: dict[Lag, set[date]] = {law: set() for law in laws}
    for rad in rader:
        days[rad.lag].add(rad.beslutsdatum)
    found = {
        (kallor.LSS if law is Lag.LSS else sol_in_force(day)).kort
        for law, held in days.items()
        for day in held or {kvartal.beslutsfonster.till}
    }
    return tuple(kort for kort in _AKTER if kort in found)


def cite_older_cases() -> str:
    """Cite the paragraphs of the replaced socialtjänstlag that IVO and the revisorer were told single decisions by."""
    return f"{paragraph_range(*_SOL_2001.plikt[:2])} {_SOL_2001.akt.kort}"


def cite_older_statistics() -> str:
    """Cite the paragraph of the replaced socialtjänstlag that fullmäktige's statistics rested on."""
    return _SOL_2001.plikt[-1].text


def build_lagtext(lag: Lag | None, kvartal: Kvartal, akter: Collection[str], aldre: str = "") -> Lagtext:
    """Name the law of a report; `lag` None means both. `akter` are the acts of its decisions (`decision_acts`).

    `aldre` is what a paper for one reader cites of the replaced socialtjänstlag; without it the whole duty is cited.
    """
    duty, acts = _acts(lag, kvartal), tuple(_AKTER[kort] for kort in akter)
    older = _SOL_2025 in duty and _SOL_2001 in acts
    return Lagtext(
        namn=_full_names(acts),
        kort=lag.value if lag else uppraknat([Lag.LSS, Lag.SOL]),
        grund=uppraknat([a.basis for a in acts], "respektive"),
        lagrum=uppraknat([a.duty for a in duty]),
        manader=TIDSGRANS_MANADER.varde,
        ny_sol=kallor.SOL_2025_IKRAFT,
        aldre_namn=_SOL_2001.akt.namn if older else "",
        aldre_lagrum=(aldre or _SOL_2001.duty) if older else "",
        enbart_aldre=older and _SOL_2025 not in acts,
    )


def _full_names(acts: Sequence[_Aktplatser]) -> str:
    """Name the acts; the two socialtjänstlagar share their acronym: `socialtjänstlagen (…) och …, SoL`."""
    names = [a.akt.namn for a in acts]
    if _SOL_2001 in acts and _SOL_2025 in acts:
        older, newer = names[-2:]
        names[-2:] = [f"{older.removesuffix(f', {Lag.SOL}')} och {newer}"]
    return ", och ".join(names)
