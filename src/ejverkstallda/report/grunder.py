"""Why each row stands in the report, in plain words, and the rules with their sources once beneath.

Made from the row's own figures and facts, and no more.

So a closed quarter's appendix is made from what was frozen, with the rules of `domain` and the law of its last day.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from ejverkstallda.domain import kallor
from ejverkstallda.domain.beslut import Avslutsorsak, Vantanslag
from ejverkstallda.domain.kallor import Kalla, Kallslag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.lagval import cite_duty, cite_verkstalld
from ejverkstallda.domain.motivering import Regel
from ejverkstallda.domain.rapportering import R4, R6, R7, R14, R15, Grupp, Rad
from ejverkstallda.report.modell import Block, Kolumn, Lista, Tabell
from ejverkstallda.report.radfakta import Radfakta
from ejverkstallda.report.talord import stor, uppraknat

STOD_ORD: Final = {
    Kallslag.LAG: "lag",
    Kallslag.MYNDIGHET: "myndighet",
    Kallslag.TOLKNING: "tolkning",
}
"""The kind of support a source gives, as a content model tells it."""


class Grund(NamedTuple):
    """One ground of a row: the rule's id, what it found in words, and the ids of the sources that bear it.

    `stod` is the kinds of support in words, the strongest first: `lag`, `lag och tolkning`.
    """

    regel: str
    text: str
    kallor: tuple[str, ...]
    stod: str


_REGELORD: Final = {
    R4: "Ett beslut som inte är verkställt på gränsdagen ska rapporteras, och likaså ett avbrott där insatsen inte har "
    "återupptagits då. Gränsdagen infaller tre månader efter beslutet eller avbrottet.",
    R6: "Det som inte har rapporterats i något tidigare kvartal redovisas som nytt. Vad som har rapporterats tidigare "
    "tas ur de stängda kvartalen och ur det som har förts in som rapporterat. Det räknas inte fram på nytt.",
    R14: "Det som har rapporterats redovisas varje kvartal tills dess slut har rapporterats, också om det visar sig ha "
    "verkställts i tid eller inte omfattas av rapporteringen.",
    R15: "Det som väntade redan när registret togs i bruk, och vars gränsdag hade passerat, räknas som rapporterat.",
    R7: "De fyra grupperna visar hur det såg ut vid slutet av den dag som rapporten avser.",
}
"""What a rule says, for a reader who knows neither the program nor its rules."""
_LAGENS_DEL: Final = {R7.id: "Att det som har verkställts ska rapporteras följer av lag"}
"""What the statutes say of a rule that else is a reading of our own."""
_KALLOR: Final = {kalla.id: kalla for kalla in kallor.ALLA}


def _grund(regel: Regel, text: str, sources: tuple[Kalla, ...]) -> Grund:
    stod = uppraknat([ord_ for slag, ord_ in STOD_ORD.items() if any(k.slag is slag for k in sources)])
    return Grund(regel.id, text, tuple(k.id for k in sources), stod)


_GRUPPORD: Final = {
    Grupp.NY: "nytt",
    Grupp.VERKSTALLD: "verkställt",
    Grupp.AVSLUTAD: "avslutat utan verkställighet",
    Grupp.KVARSTAENDE: "väntar fortfarande",
}


def _duty(rad: Rad, duty: tuple[Kalla, ...]) -> Grund:
    """Why it is reported at all: gränsdag has passed, or it has been reported and its end has not."""
    if rad.slut is not None and rad.slut.orsak is Avslutsorsak.FELREGISTRERAD:
        return _grund(R14, "rapporterat tidigare, omfattas inte av rapporteringen", (kallor.TOLKNING_KVARSTAR,))
    if rad.slut is not None and rad.slut.datum <= rad.gransdag:
        return _grund(
            R14, f"väntan tog slut i tid ({rad.slut.datum}), men har rapporterats tidigare", (kallor.TOLKNING_KVARSTAR,)
        )
    what = "inte återupptaget" if rad.vantan is Vantanslag.AVBROTT else "inte verkställt"
    return _grund(R4, f"{what} på gränsdagen {rad.gransdag}", (*duty, kallor.TIDSLAGEN_1))


_FORE_REGISTRET: Final = {
    False: "väntade när registret togs i bruk och räknas som rapporterat då",
    None: "rapporterat innan registret togs i bruk, eller räknas som det",
}
"""What is said of a row that no quarter of the register reported first, by `Radfakta.rapporterad_fore`."""


def _reported(rad: Rad, fakta: Radfakta) -> Grund:
    """Why it is in this quarter: for the first time, or because an earlier one reported it and not its end."""
    if rad.grupp is Grupp.NY:
        return _grund(R6, "inte rapporterat i något tidigare kvartal", (kallor.TOLKNING_RAPPORTERAD,))
    if rad.forst_rapporterad is None and not fakta.rapporterad_fore:
        sources = (kallor.TOLKNING_FORSTA, kallor.TOLKNING_RAPPORTERAD)
        return _grund(R15, _FORE_REGISTRET[fakta.rapporterad_fore], sources)
    when = f"första gången {rad.forst_rapporterad}" if rad.forst_rapporterad else "innan registret togs i bruk"
    sources = (kallor.IVO_ATERRAPPORT, kallor.TOLKNING_KVARSTAR)
    return _grund(R14, f"rapporterat {when}; slutet inte rapporterat tidigare", sources)


def _group(rad: Rad, duty: tuple[Kalla, ...]) -> Grund:
    executed = cite_verkstalld(duty) if rad.grupp is Grupp.VERKSTALLD else ()
    return _grund(R7, _GRUPPORD[rad.grupp], (*executed, kallor.TOLKNING_GRUPP))


def row_grounds(rad: Rad, kvartal: Kvartal, fakta: Radfakta) -> tuple[Grund, ...]:
    """Return the grounds of a row: the duty, why in this quarter, and the group (R16: by the law of the last day).

    `fakta` tell what is known of a report before the register.
    """
    duty = cite_duty(rad.lag, rad.beslutsdatum, kvartal.last_day).varde
    return _duty(rad, duty), _reported(rad, fakta), _group(rad, duty)


def grounds_blocks(rader: Sequence[tuple[str, tuple[Grund, ...]]]) -> tuple[Block, ...]:
    """Make the appendix: per row (its number, its grounds) a table row, and beneath it the rules and their sources."""
    if not rader:
        return ()
    columns = (
        Kolumn("Nummer", 1.0),
        Kolumn("Varför det rapporteras", 2.2),
        Kolumn("Varför i det här kvartalet", 2.2),
        Kolumn("Grupp", 1.6),
    )
    table = Tabell(columns, tuple((nummer, *(stor(g.text) for g in grunder)) for nummer, grunder in rader))
    return table, Lista(tuple(_legend(g for _, grunder in rader for g in grunder)))


def _legend(grunder: Iterable[Grund]) -> list[str]:
    """Say each rule that was used, the sources that bore it and their kind."""
    used: dict[str, dict[str, Kalla]] = {}
    for grund in grunder:
        used.setdefault(grund.regel, {}).update((kid, _KALLOR[kid]) for kid in grund.kallor)
    return [
        f"{text} {_support(regel, used[regel.id].values())}" for regel, text in _REGELORD.items() if regel.id in used
    ]


def _support(regel: Regel, found: Collection[Kalla]) -> str:
    """Name the statutes and the guidance; of a reading of our own only that it is one, for the rule says what it is.

    What we have not been able to confirm of a source is told where the paper is made, and in the catalogue of rules.
    """
    law = uppraknat([k.text for k in found if k.slag is Kallslag.LAG])
    guidance = "; ".join(k.text for k in found if k.slag is Kallslag.MYNDIGHET)
    own = any(k.slag is Kallslag.TOLKNING for k in found)
    parts = (
        "Programmets tolkning." if own else "",
        f"Vägledning: {guidance}." if guidance else "",
        f"{_LAGENS_DEL.get(regel.id, 'Lag')}: {law}." if law else "",
    )
    return " ".join(part for part in parts if part)
