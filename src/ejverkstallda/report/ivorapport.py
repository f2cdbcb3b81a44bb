"""IVO's individrapporter of a quarter as one paper: a first page that checks and counts, then a sheet per report.

It holds identities: it is made for who fills in IVO's form, as of the day it is made, and is to be removed after use.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from ejverkstallda.domain.beslut import Lag
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.report.brevpapper import kommun_foot
from ejverkstallda.report.individblad import (
    RAPPORTSLAG_ORD,
    UPPGIFT_SAKNAS,
    Falt,
    blank_answers,
    build_sheet,
    kind_word,
    missing_answers,
)
from ejverkstallda.report.individrapport import Individrapport, Rapportslag
from ejverkstallda.report.kommun import Kommun, Namnd
from ejverkstallda.report.modell import (
    Block,
    Dokument,
    Faltlista,
    Kolumn,
    Rubrik,
    Sekretesspapper,
    Sidhuvud,
    Stycke,
    Tabell,
)
from ejverkstallda.report.talord import siffror, stor, uppraknat
from ejverkstallda.report.varden import kvartal_text

MARKNING: Final = "INNEHÅLLER SEKRETESSBELAGDA PERSONUPPGIFTER"
"""What stands on every page of this paper."""
TAS_BORT: Final = (
    "Bladen innehåller sekretessbelagda personuppgifter och är till för den som fyller i IVO:s formulär, för ingen "
    "annan. Ta bort filen och det som har skrivits ut när rapporterna är skickade. Programmet sparar ingen kopia. "
    "Att personnummer läses för bladen loggas."
)


class Avsandare(NamedTuple):
    """Who reports, the form's first fields: nämnd, förvaltning and rapportör. Empty where not known."""

    namnd: str = ""
    forvaltning: str = ""
    rapportor: str = ""

    @property
    def falt(self) -> tuple[Falt, ...]:
        """The fields with their labels."""
        return (("Nämnd", self.namnd), ("Förvaltning", self.forvaltning), ("Rapportör", self.rapportor))


class Ivoram(NamedTuple):
    """What the whole paper is about: quarter, law (None: both), who reports, and the day it is made.

    `rapporteringsdag` is the last day to report (R12), `markera` the command that marks the reports as sent.
    """

    kvartal: Kvartal
    lag: Lag | None
    kommun: Kommun
    namnd: Namnd | None
    idag: date
    rapporteringsdag: date
    markera: str

    @property
    def avsandare(self) -> Avsandare:
        """Who reports, as far as is known."""
        namnd = self.namnd
        if namnd is None:
            return Avsandare()
        return Avsandare(namnd.namn, namnd.forvaltning, stor(namnd.rapportor.text) if namnd.rapportor else "")


class RedanSkickad(NamedTuple):
    """A report that has been sent: its decision, its kind, and the day."""

    beslutsnummer: str
    slag: Rapportslag
    skickad: date


class Ivorapport(NamedTuple):
    """The content of the paper: whose it is, the reports that have a sheet, and those already sent."""

    kvartal: Kvartal
    lag: Lag | None
    avsandare: Avsandare
    idag: date
    individrapporter: tuple[Individrapport, ...]
    redan_skickade: tuple[RedanSkickad, ...]


def missing_sender(ram: Ivoram) -> tuple[str, ...]:
    """Name what the form asks of who reports and is not known, in small letters."""
    return tuple(label.casefold() for label, text in ram.avsandare.falt if not text)


def build_ivorapport(
    ram: Ivoram, rapporter: Iterable[Individrapport], *, alla: bool = False
) -> Sekretesspapper[Ivorapport]:
    """Build the paper: a sheet per report that has not been sent, with `alla` per report.

    Those sent are listed on the first page all the same. A quarter with nothing to report makes a first page.
    """
    reports = sorted(rapporter, key=lambda r: list(Rapportslag).index(r.slag))
    sheets = tuple(r for r in reports if alla or r.skickad is None)
    sent = tuple(RedanSkickad(r.beslutsnummer, r.slag, r.skickad) for r in reports if r.skickad is not None)
    sender = tuple((label, text or UPPGIFT_SAKNAS) for label, text in ram.avsandare.falt)
    blocks = _first_page(ram, sheets, sent, sender)
    for number, report in enumerate(sheets, 1):
        blocks += build_sheet(number, report, sender[1:])  # the form asks for förvaltning and rapportör
    lag = ram.lag.value if ram.lag else uppraknat(list(Lag))
    titel = f"Individrapporter till IVO, {kvartal_text(ram.kvartal)}, {lag}"
    content = Ivorapport(ram.kvartal, ram.lag, ram.avsandare, ram.idag, sheets, sent)
    return Sekretesspapper(Dokument(titel, _head(ram), kommun_foot(ram.kommun), tuple(blocks)), content)


def _head(ram: Ivoram) -> Sidhuvud:
    namnd = ram.namnd
    return Sidhuvud(
        dokumenttyp=MARKNING,
        forvaltning=namnd.forvaltning if namnd else "",
        diarienummer=namnd.diarienummer.for_kvartal(ram.kvartal) if namnd else "",
        datum=ram.idag,
        namnd=namnd.namn if namnd else "",
    )


def _first_page(
    ram: Ivoram, sheets: tuple[Individrapport, ...], sent: tuple[RedanSkickad, ...], sender: tuple[Falt, ...]
) -> list[Block]:
    blocks: list[Block] = [
        Stycke(TAS_BORT),
        Faltlista(
            (*sender, ("Läget avser", str(ram.idag)), ("Sista dag att rapportera", str(ram.rapporteringsdag))),
        ),
    ]
    if ram.idag <= ram.kvartal.last_day:
        blocks.append(
            Stycke(f"Kvartalet slutar {ram.kvartal.last_day}. Bladen gäller det som har passerat gränsdagen i dag.")
        )
    blocks += [Rubrik("Att rapportera"), _counts(sheets, sent), Rubrik("Kontroll av uppgifterna")]
    blocks += _check(ram, sheets)
    blocks.append(Rubrik("När rapporterna är skickade"))
    blocks.append(Stycke(f"Markera dem i registret med {ram.markera}."))
    blocks.append(
        Stycke(
            "Fälten står i den ordning som IVO anger för en individrapport. Formuläret självt har inte kunnat läsas "
            "när programmet gjordes, så ett fält kan heta något annat där, och en text kan behöva kortas.",
            "not",
        )
    )
    if sent:
        blocks += [Rubrik("Redan skickade"), _sent_table(sent)]
    return blocks


def _counts(sheets: tuple[Individrapport, ...], sent: tuple[RedanSkickad, ...]) -> Tabell:
    """Count the reports by kind: those that remain and those sent. One sent that has a sheet all the same is sent."""
    left = Counter(r.slag for r in sheets if r.skickad is None)
    done = Counter(r.slag for r in sent)
    rows = [(RAPPORTSLAG_ORD[slag], left[slag], done[slag]) for slag in Rapportslag]
    rows.append(("summa", left.total(), done.total()))
    return Tabell(
        (
            Kolumn("Typ av rapport", 3.0),
            Kolumn("Återstår", 1.0, "hoger"),
            Kolumn("Skickade", 1.0, "hoger"),
            Kolumn("Totalt", 1.0, "hoger"),
        ),
        tuple((stor(word), siffror(a), siffror(b), siffror(a + b)) for word, a, b in rows),
        summarad=True,
    )


def _check(ram: Ivoram, sheets: tuple[Individrapport, ...]) -> list[Block]:
    blocks: list[Block] = []
    if missing := missing_sender(ram):
        blocks.append(Stycke(f"På alla blad saknas {uppraknat(missing)}. Skriv in det i kommun.toml."))
    if protected := [str(n) for n, r in enumerate(sheets, 1) if r.skyddad]:
        blocks.append(Stycke(f"Skyddade personuppgifter: blad {uppraknat(protected)}."))
    found = [(n, r, missing_answers(r), blank_answers(r)) for n, r in enumerate(sheets, 1)]
    if any(lacking for _, _, lacking, _ in found):
        text = "Det som saknas krävs i formuläret. Registrera det och gör bladen på nytt, eller fyll i det för hand."
    elif sheets:
        text = "Inget av det som formuläret kräver saknas i registret."
    else:
        text = "Det finns inget att rapportera som inte redan är skickat."
    blocks.append(Stycke(text))
    rows = tuple(
        (str(n), r.beslutsnummer, stor(kind_word(r)), _listed(lacking), _listed(blank))
        for n, r, lacking, blank in found
    )
    if rows:
        blocks.append(
            Tabell(
                (
                    Kolumn("Blad", 0.6, "hoger"),
                    Kolumn("Beslut nr", 1.1),
                    Kolumn("Typ av rapport", 1.8),
                    Kolumn("Saknas", 2.6),
                    Kolumn("Inte antecknat, men IVO frågar om det", 2.8),
                ),
                rows,
            )
        )
    return blocks


def _listed(words: tuple[str, ...]) -> str:
    return stor(uppraknat(words)) or "Inget"


def _sent_table(sent: tuple[RedanSkickad, ...]) -> Tabell:
    return Tabell(
        (Kolumn("Beslut nr", 1.2), Kolumn("Typ av rapport", 2.0), Kolumn("Skickad", 1.2)),
        tuple((r.beslutsnummer, stor(RAPPORTSLAG_ORD[r.slag]), str(r.skickad)) for r in sent),
    )
